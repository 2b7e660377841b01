"use strict";
// The screens of a round: the menu, a question, and its feedback.

let current = null; // the round that is being asked
let asksCertainty = false;

// Where in a round a question is, above it.
function whereabouts(round) {
  const { bank, question } = round.items[round.position];
  return el(
    "span",
    { class: "where" },
    bankText("span", {}, bank.title),
    hidden(". "),
    isMustKnow(question) ? [el("strong", { class: "badge" }, sign("! "), WORDS.mustKnow), hidden(". ")] : null,
    el("span", { class: "number" }, `Question ${round.position + 1} of ${round.items.length}`),
    hidden(". "),
    bank.origin ? [bankText("span", { class: "origin" }, bank.origin), hidden(". ")] : null,
  );
}

function stemOf(round) {
  const { question } = round.items[round.position];
  return el("h1", { class: "stem" }, whereabouts(round), bankText("span", {}, question.asked));
}

const progressOf = (round, done) => el("progress", { max: round.items.length, value: done, "aria-hidden": "true" });

function begin(items, mode = "take") {
  current = newRound(items, { mode, certainty: asksCertainty });
  askQuestion();
}

function askQuestion() {
  const round = current;
  const { question } = round.items[round.position];
  const control = controlFor(question, round.orders[round.position]);
  const sure = round.certainty && !question.selfAssessed ? certaintyControl() : null;
  const nudge = el("p", { class: "nudge", role: "alert" });
  const submit = el("button", { type: "submit", class: "main" }, control.action);
  control.changed = () => {
    submit.textContent = control.action;
    nudge.textContent = "";
  };
  const dontKnow = button(TEXTS.dontKnow, () => answered(null));
  const form = el(
    "form",
    { novalidate: true, autocomplete: "off" },
    el("fieldset", {}, el("legend", {}, stemOf(round)), control.body),
    sure?.body ?? null,
    nudge,
    el("div", { class: "actions" }, submit, dontKnow, button(TEXTS.leave, leave, { class: "quiet" })),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const { response, nudge: missing, at } = control.read();
    const certainty = response !== undefined && sure ? sure.read() : null;
    const unsure = response !== undefined && sure && !certainty;
    if (response !== undefined && !unsure) return answered(response, certainty);
    control.changed();
    nudge.textContent = unsure ? `${WORDS.howSure}` : missing;
    const target = unsure ? sure.body.querySelector("input") : at;
    return target.matches("h2") ? focusOn(target) : target.focus();
  });
  round.shownAt = Date.now();
  show(progressOf(round, round.position), form);

  function answered(response, certainty = null) {
    take(round, response, certainty);
    showFeedback(control);
  }
}

function certaintyControl() {
  const names = WORDS.levelsInWords.slice(1);
  const rows = names.map((name, place) => optionRow("radio", "sure", place + 1, name[0].toUpperCase() + name.slice(1)));
  const body = el(
    "fieldset",
    { class: "sure" },
    el("legend", {}, WORDS.howSure),
    el("div", { class: "options across" }, rows),
  );
  return { body, read: () => ticked(body)[0] ?? null };
}

// The verdict on an answer: its sign, its first words, and why.
function verdictHeading({ verdict, why }, level = "h2") {
  const { sign: mark, headline, tone } = WORDS.verdicts[verdict];
  const words = [el("strong", { class: tone }, headline), why ? bankText("span", {}, `: ${why}`) : "."];
  return el(level, { class: "verdict" }, sign(mark, tone), el("span", {}, words));
}

// What there is to learn from an answer, below the list that compares it with the key.
function feedbackParts(question, feedback) {
  return [
    feedback.comments.length
      ? el(
          "ul",
          { class: "comments" },
          feedback.comments.map((text) => bankText("li", {}, text)),
        )
      : null,
    feedback.key ? bankText("p", { class: "key" }, feedback.key) : null,
    feedback.notes.map((note) => el("p", { class: "important" }, note)),
    bankText("p", {}, question.explain),
    quotesOf(feedback.evidence),
  ].flat();
}

function showFeedback(control) {
  const round = current;
  const { question } = round.items[round.position];
  const order = round.orders[round.position];
  const answer = round.answers.get(round.position);
  const feedback = feedbackOn(question, answer, order, labelOf(question, order));
  const heading = verdictHeading(feedback);
  const list = control.compared(answer.response);
  const last = round.position + 1 === round.items.length;
  show(
    progressOf(round, round.position + 1),
    stemOf(round),
    question.selfAssessed && answer.response?.text ? bankText("p", { class: "mine" }, answer.response.text) : null,
    list.length ? el("ul", { class: "compared" }, list) : null,
    el(
      "section",
      { class: `feedback ${WORDS.verdicts[feedback.verdict].tone}` },
      heading,
      feedbackParts(question, feedback),
    ),
    el(
      "div",
      { class: "actions" },
      button(last ? "See how you did" : "Next question", next, { class: "main" }),
      markButton(round),
      last ? null : button(TEXTS.leave, leave, { class: "quiet" }),
    ),
  );
  focusOn(heading);
}

// Marks the question for review, or unmarks it.
function markButton(round) {
  const { position } = round;
  const mark = button(
    "Mark for review",
    () => {
      if (!round.flagged.delete(position)) round.flagged.add(position);
      mark.setAttribute("aria-pressed", String(round.flagged.has(position)));
      remember(round);
    },
    { "aria-pressed": "false" },
  );
  return mark;
}

function next() {
  current.position += 1;
  if (current.position < current.items.length) askQuestion();
  else showEnd(current);
}

function leave() {
  if (current.answers.size) showEnd(current);
  else showHome();
}

// The menu

function showHome() {
  const asked = itemsOf(mainBanks()).filter((item) => isMustKnow(item.question));
  const known = asked.filter((item) => isKnown(item.question)).length;
  const first = standings.size === 0;
  const short = shortRound(mainBanks());
  const left = current?.answers.size && !current.endedAt ? current : null;
  const trainees = BANKS.filter((bank) => !bank.main);
  show(
    bankText("h1", {}, FILE.title),
    el("p", {}, WORDS.introduction),
    asked.length
      ? el(
          "p",
          {},
          sign("! ", "middling"),
          first ? WORDS.whatMustBeKnown : `${WORDS.mustKnow}: ${known} of ${asked.length} known.`,
        )
      : null,
    left
      ? el(
          "p",
          {},
          button(`Continue: ${left.answers.size} of ${left.items.length}`, () => resume(left), { class: "main" }),
        )
      : null,
    el(
      "p",
      {},
      button(
        `${first ? "Start" : "Short round"}: ${counted(short.length, "question")}`,
        () => begin(short),
        left ? {} : { class: "main" },
      ),
    ),
    el("h2", {}, "Choose a subject"),
    el("ul", { class: "banks" }, mainBanks().map(bankRow), allRow()),
    trainees.length ? [el("h2", {}, WORDS.forTrainees), el("ul", { class: "banks" }, trainees.map(bankRow))] : null,
    first
      ? null
      : el(
          "div",
          { class: "actions" },
          button("My page for the appointment", () => showAppointment(showHome)),
          button("Save my answers", () => showSaving(showHome)),
        ),
    options(),
    el(
      "p",
      { class: "dim" },
      WORDS.notAdvice,
      " The answers are in the source of this page: it is for practice, not for exams.",
    ),
  );
}

function row(title, size, onclick, open = false) {
  const must = open ? el("strong", { class: "badge" }, " ", sign("! "), WORDS.mustKnow.toLowerCase()) : null;
  const name = el("span", {}, bankText("span", {}, title), must);
  return el("li", {}, el("button", { type: "button", onclick }, name, el("span", { class: "dim" }, ` ${size}`)));
}

function bankRow(bank) {
  const marked = bank.questions.filter((question) => !question.selfAssessed);
  const known = marked.filter(isKnown).length;
  const size = marked.some(standingOf)
    ? `${known} of ${marked.length} known`
    : counted(bank.questions.length, "question");
  const open = marked.some((question) => isMustKnow(question) && !isKnown(question));
  return row(bank.title, size, () => begin(everything([bank])), open);
}

const allRow = () =>
  row("All questions", counted(itemsOf(mainBanks()).length, "question"), () => begin(everything(mainBanks())));

function options() {
  const choice = (text, checked, onchange) =>
    el("label", { class: "option" }, el("input", { type: "checkbox", checked, onchange }), el("span", {}, text));
  return el(
    "fieldset",
    { class: "settings" },
    el("legend", {}, "Settings"),
    choice("Ask after each answer how sure I am", asksCertainty, ({ target }) => (asksCertainty = target.checked)),
    choice(
      "Keep my answers on this device (only if nobody else uses it)",
      isKept(),
      ({ target }) => (target.checked = target.checked ? keep() : forget()),
    ),
  );
}

function start() {
  restore();
  showHome();
}
