"use strict";
// One way of answering for each kind, with the browser's own controls. A control has the `body` to fill in; `read`,
// which returns {response}, or {nudge, at} with what is missing and where; `action`, the words of its button; and
// `compared`, the list that compares a response with the key.

const CONTROLS = {
  choice: pickControl,
  "true-false": pickControl,
  select: tickControl,
  match: sortControl,
  order: orderControl,
  "short-answer": typeControl,
  number: typeControl,
  "teach-back": explainControl,
};
const controlFor = (question, order) => CONTROLS[question.kind](question, order);

// A row to choose, as a whole, by a radio button or a checkbox.
function optionRow(type, name, value, text, letter = "") {
  const input = el("input", { type, name, value });
  return el("label", { class: "option" }, input, letter ? el("span", { class: "letter" }, letter) : null, text);
}

const ticked = (body) => [...body.querySelectorAll("input:checked")].map((input) => Number(input.value));

// A line of a compared list: a sign with its word for those who can't see it, the text, and a note.
function comparedRow([mark, word, tone], content, note = "") {
  const lead = mark ? [sign(mark, tone), hidden(`${word}: `)] : [sign("")];
  return el(
    "li",
    { class: tone },
    ...lead,
    el("span", {}, content, note ? el("span", { class: "note" }, ` (${note})`) : null),
  );
}
const GOOD = ["✓", "Right", "good"],
  BAD = ["✗", "Wrong", "bad"],
  LEFT = ["○", "Missed", "middling"],
  PLAIN = ["", "", "dim"];

function pickControl(question, order) {
  const label = question.letters ? () => "" : labelOf(question, order);
  const rows = order.map((place) =>
    optionRow("radio", "answer", place, bankText("span", {}, question.options[place]), label(place)),
  );
  const body = el("div", { class: "options" }, rows);
  return {
    body,
    action: TEXTS.answer,
    read() {
      const [chosen] = ticked(body);
      return chosen === undefined
        ? { nudge: "Choose an answer first.", at: body.querySelector("input") }
        : { response: chosen };
    },
    compared(response) {
      return order.map((place) => {
        const right = place === question.right,
          mine = place === response;
        const note = mine ? TEXTS.yours : right ? "the answer" : "";
        return comparedRow(
          right ? GOOD : mine ? BAD : PLAIN,
          lettered(question.options[place], label(place), right),
          note,
        );
      });
    },
  };
}

// An option with its letter; what is right stands out.
const lettered = (text, letter, right) => [
  letter ? el("span", { class: "letter" }, `${letter} `) : null,
  bankText("span", { class: right ? "key" : null }, text),
];

function tickControl(question, order) {
  const label = labelOf(question, order);
  const rows = order.map((place) =>
    optionRow("checkbox", "answer", place, bankText("span", {}, question.options[place]), label(place)),
  );
  const body = el("div", { class: "options" }, rows);
  return {
    body,
    action: TEXTS.answer,
    read() {
      const chosen = ticked(body).sort((one, other) => one - other);
      return chosen.length
        ? { response: chosen }
        : { nudge: "Nothing is ticked yet.", at: body.querySelector("input") };
    },
    compared(response) {
      return order.map((place) => {
        const right = question.right.includes(place),
          mine = response?.includes(place);
        const text = lettered(question.options[place], label(place), right);
        if (mine) return comparedRow(right ? GOOD : BAD, text, right ? TEXTS.yours : `${TEXTS.yours}, wrong`);
        if (right && response) return comparedRow(LEFT, text, "missed");
        return comparedRow(right ? GOOD : PLAIN, text, right ? "right" : "");
      });
    },
  };
}

// Texts, each with a menu of these names; `chosen` gives the position of the name for each text, -1 for none.
function menus(texts, order, names) {
  const selects = new Map();
  const rows = order.map((place) => {
    const id = `part-${place}`;
    const select = el(
      "select",
      { id },
      el("option", { value: "" }, "Choose…"),
      names.map((name) => bankText("option", {}, name)),
    );
    selects.set(place, select);
    return el("div", { class: "menu" }, bankText("label", { for: id }, texts[place]), select);
  });
  const chosen = () => texts.map((_, place) => selects.get(place).selectedIndex - 1);
  return { body: el("div", { class: "menus" }, rows), chosen, select: (place) => selects.get(place) };
}

function sortControl(question, order) {
  const { body, chosen, select } = menus(question.items, order, question.classes);
  return {
    body,
    action: TEXTS.answer,
    read() {
      const response = chosen();
      const open = order.filter((place) => response[place] < 0);
      const nudge = open.length > 1 ? `${open.length} still to sort.` : "One is still to sort.";
      return open.length ? { nudge, at: select(open[0]) } : { response };
    },
    compared(response) {
      return order.map((place) => {
        const target = question.targets[place],
          mine = response?.[place];
        const right = mine === target;
        const note = response ? (right ? TEXTS.yours : `${TEXTS.yours}: ${question.classes[mine]}`) : "";
        const name = bankText("strong", {}, question.classes[target]);
        const text = [bankText("span", {}, question.items[place]), ": ", name];
        return comparedRow(right ? GOOD : response ? BAD : PLAIN, text, note);
      });
    },
  };
}

function orderControl(question, order) {
  const numbers = question.items.map((_, place) => String(place + 1));
  const { body, chosen, select } = menus(question.items, order, numbers);
  body.prepend(el("p", { class: "hint" }, `Number the items from 1 to ${numbers.length}.`));
  return {
    body,
    action: TEXTS.answer,
    read() {
      const places = chosen();
      const open = order.filter((place) => places[place] < 0);
      if (open.length) {
        return {
          nudge: open.length > 1 ? `${open.length} still to place.` : "One is still to place.",
          at: select(open[0]),
        };
      }
      const twice = order.find((place) => places.indexOf(places[place]) !== places.lastIndexOf(places[place]));
      if (twice !== undefined) return { nudge: `Two items have number ${places[twice] + 1}.`, at: select(twice) };
      return { response: places.map((_, at) => places.indexOf(at)) };
    },
    compared(response) {
      return question.items.map((item, right) => {
        const mine = response ? response.indexOf(right) : null;
        const note = mine === null ? "" : mine === right ? TEXTS.yours : `${TEXTS.yours}: ${mine + 1}`;
        return comparedRow(mine === right ? GOOD : ["", "", ""], [`${right + 1}. `, bankText("span", {}, item)], note);
      });
    },
  };
}

// A text without half a pair of surrogates, which may be left where a browser cut it.
const typedIn = (input) => input.value.replace(/\p{Surrogate}/gu, "\ufffd").trim();

function typeControl(question) {
  const attributes = {
    type: "text",
    id: "typed",
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    maxlength: BOUNDS.typed,
  };
  const input = bankText("input", attributes);
  let asked = "";
  return {
    body: el("div", { class: "typed" }, el("label", { for: "typed" }, `Your answer (${question.hint})`), input),
    action: TEXTS.answer,
    read() {
      const typed = typedIn(input);
      if (!typed) return { nudge: question.empty, at: input };
      const doubt = typed === asked ? "" : judge(question.judged, typed).ask;
      asked = typed;
      return doubt ? { nudge: doubt, at: input } : { response: typed };
    },
    compared(response) {
      if (response === null) return [];
      return [comparedRow(markOf(question, response) >= 1 ? GOOD : BAD, bankText("span", {}, response), TEXTS.yours)];
    },
  };
}

function explainControl(question) {
  const text = bankText("textarea", { id: "said", rows: 5, maxlength: BOUNDS.typed });
  const writing = el(
    "div",
    { class: "typed" },
    el("label", { for: "said" }, "Type it, or say it aloud and leave this empty"),
    text,
  );
  const mine = bankText("p", { class: "mine" });
  const heading = el("h2", {}, "Which of these points did you make?");
  const rows = question.covers.map((point, place) =>
    optionRow("checkbox", "point", place, bankText("span", {}, point)),
  );
  const points = el(
    "fieldset",
    { hidden: true },
    el("legend", {}, heading),
    mine,
    el("div", { class: "options" }, rows),
  );
  const control = {
    body: el("div", {}, writing, points),
    action: "See the points",
    read() {
      if (points.hidden) {
        [points.hidden, writing.hidden, control.action] = [false, true, "Done"];
        mine.textContent = typedIn(text) || "(said aloud)";
        points.append(button("Back to my text", back, { class: "quiet" }));
        return { nudge: "", at: heading };
      }
      const covered = ticked(points);
      if (!covered.length && !control.nudged) {
        control.nudged = true;
        const nudge = `Nothing is ticked. If you made none of these points, press ${control.action} again.`;
        return { nudge, at: points.querySelector("input") };
      }
      return { response: { text: typedIn(text), covered } };
    },
    compared(response) {
      const list = question.covers.map((point, place) => {
        const text = bankText("span", {}, point);
        if (response?.covered.includes(place)) return comparedRow(["✓", "Covered", "good"], text);
        return comparedRow(response ? LEFT : ["", "", ""], text, response ? "to add next time" : "");
      });
      return list;
    },
  };
  function back({ currentTarget }) {
    currentTarget.remove();
    [points.hidden, writing.hidden, control.action] = [true, false, "See the points"];
    text.focus();
    control.changed?.();
  }
  return control;
}
