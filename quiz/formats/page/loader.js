"use strict";
// Unpacks the script and its data. Where that fails, the plain list of questions stays.
if ("DecompressionStream" in window) {
  const root = document.documentElement;
  root.classList.add("unpacking");
  const unpack = async () => {
    const text = atob(document.getElementById("packed").textContent);
    const stream = new Blob([Uint8Array.from(text, (letter) => letter.charCodeAt(0))]).stream();
    const { script, data } = await new Response(stream.pipeThrough(new DecompressionStream("gzip"))).json();
    window.DATA = data;
    const element = document.createElement("script");
    element.textContent = script;
    document.head.append(element);
  };
  addEventListener("DOMContentLoaded", () => unpack().finally(() => root.classList.remove("unpacking")));
}
