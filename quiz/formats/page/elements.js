"use strict";
// Elements of the page. Text from a bank is only ever text: there is no way here to set markup.

const main = document.getElementById("main");

// An element with these attributes (true sets an empty one, false and null none) and children; "on…" listens.
function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null) element.setAttribute(name, value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== ""));
  return element;
}

// An element with text from a bank, in the bank's language.
const bankText = (tag, attributes, ...text) =>
  el(tag, FILE.language === "en" ? attributes : { lang: FILE.language, ...attributes }, ...text);

const button = (text, onclick, attributes = {}) => el("button", { type: "button", onclick, ...attributes }, text);

// A sign that repeats what words beside it say.
const sign = (text, tone = "") => el("span", { class: `sign ${tone}`, "data-sign": text, "aria-hidden": "true" });

const hidden = (text) => el("span", { class: "spoken" }, text);

// The words on when to get urgent help; none if the file has none.
const urgentBox = () =>
  FILE.urgent ? bankText("p", { class: "urgent" }, el("strong", {}, "Important: "), FILE.urgent) : null;

// The passages, by their numbers, each under its heading.
function quotesOf(numbers) {
  return quotations(numbers).map(({ title, before, words, after }) =>
    el(
      "figure",
      {},
      title ? bankText("figcaption", {}, title) : null,
      bankText(
        "blockquote",
        { class: /\n/.test(before + words + after) ? "code" : null },
        before,
        el("mark", {}, words),
        after,
      ),
    ),
  );
}

// Show a screen. Its heading gets the focus, so that it is read out; that of the first screen is read with the page.
function show(...parts) {
  const first = main.querySelector(".listing");
  main.replaceChildren(...parts.flat(Infinity).filter(Boolean));
  scrollTo(0, 0);
  if (!first) focusOn(main.querySelector("h1"));
}

function focusOn(element) {
  element.tabIndex = -1;
  element.focus({ preventScroll: element.tagName === "H1" });
}
