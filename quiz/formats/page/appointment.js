"use strict";
// The page for the appointment, on one side of paper (quiz/core/handout.py, quiz/pages/handout_page.py).

const isConfidentMistake = ({ mark, certainty }) => mark < 1 && certainty > 1;

// The content of the page, from the latest answer to each question of the main banks.
function handoutOf() {
  const questions = itemsOf(mainBanks()).map(({ question }) => question);
  const asked = questions.filter((question) => !question.selfAssessed && standingOf(question));
  const notYet = asked.filter((question) => !question.must && !isKnown(question));
  const confident = (question) => isConfidentMistake(standingOf(question));
  const isWhole = (bank) => {
    const marked = bank.questions.filter((question) => !question.selfAssessed);
    return marked.length > 2 && marked.every(isKnown);
  };
  const seen = (bank) => bank.questions.some((question) => asked.includes(question));
  return {
    must_know: asked.filter((question) => question.must && isKnown(question)),
    must_not_yet: asked.filter((question) => question.must && !isKnown(question)),
    unseen: questions.filter((question) => isMustKnow(question) && !asked.includes(question)).length,
    not_yet: [...notYet.filter(confident), ...notYet.filter((question) => !confident(question))],
    empty: !asked.length,
    known: asked.filter((question) => !question.must && isKnown(question)),
    whole: mainBanks().filter(isWhole),
    marked: questions.filter((question) => standingOf(question)?.flagged),
    teach_back: itemsOf(mainBanks().filter(seen))
      .map(({ question }) => question)
      .filter(({ selfAssessed }) => selfAssessed),
  };
}

// The questions of a section of the page, under its heading.
function appointmentSection(name, questions, textOf = ({ fact }) => fact) {
  if (!questions.length) return [];
  const most = BOUNDS.appointment[name] ?? questions.length;
  const items = questions.slice(0, most).map((question) => bankText("li", {}, textOf(question)));
  const more = questions.length > most ? el("li", {}, `… and ${questions.length - most} more`) : null;
  return [el("h2", {}, WORDS.appointment.headings[name]), el("ul", { class: "facts" }, items, more)];
}

function knownSentence({ known, whole }) {
  if (!known.length) return null;
  const most = BOUNDS.appointmentBanks;
  const names = whole.slice(0, most).map(({ title }) => `“${title}”`);
  if (whole.length > most) names.push("other subjects");
  const what = names.length ? `the answers to the quiz questions on ${series(names)}` : WORDS.appointment.someFacts;
  return el("p", {}, `I also know ${what}.`);
}

function showAppointment(back) {
  const handout = handoutOf();
  show(
    el("h1", {}, bankText("span", {}, FILE.title), `: ${WORDS.appointment.title}`),
    el("p", {}, new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" })),
    el(
      "div",
      { class: "actions" },
      button("Print this page", () => print(), { class: "main" }),
      button("Back", back),
    ),
    urgentBox(),
    handout.empty ? el("p", {}, "This page is still empty. Answer some questions first.") : factsOf(handout),
  );
}

// What the learner knows and doesn't know yet, and what to ask.
function factsOf(handout) {
  const words = WORDS.appointment;
  const listed = [...handout.must_not_yet, ...handout.not_yet.slice(0, BOUNDS.appointment.not_yet)];
  const toAsk = [...(listed.length ? [words.toExplain] : []), words.whatMatters];
  const line = () => el("textarea", { class: "line", rows: 1, "aria-label": "My own question", autocomplete: "off" });
  return [
    appointmentSection("must_not_yet", handout.must_not_yet),
    appointmentSection("must_know", handout.must_know),
    handout.unseen ? el("p", {}, `Still to be asked: ${counted(handout.unseen, "must-know question")}.`) : null,
    appointmentSection("not_yet", handout.not_yet),
    knownSentence(handout),
    appointmentSection("teach_back", handout.teach_back, ({ topic }) => topic),
    appointmentSection(
      "marked",
      handout.marked.filter((question) => !listed.includes(question)),
    ),
    el("h2", {}, words.headings.questions),
    el(
      "ul",
      { class: "facts" },
      toAsk.map((text) => el("li", {}, text)),
    ),
    Array.from({ length: BOUNDS.writingLines }, line),
    el("p", { class: "dim" }, words.madeFromAQuiz),
  ];
}
