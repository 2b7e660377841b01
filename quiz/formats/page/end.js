"use strict";
// The end of a round (quiz/core/outcome.py, quiz/pages/summary.py).

function scoreOf(results) {
  const marked = results.filter(({ question }) => !question.selfAssessed);
  return {
    earned: sum(marked.map(({ mark, question }) => mark * question.points)),
    possible: sum(marked.map(({ question }) => question.points)),
    right: marked.filter(({ verdict }) => verdict === RIGHT).length,
    answered: marked.filter(({ verdict }) => verdict !== NOT_REACHED).length,
    questions: marked.length,
  };
}

// The results of a round, the scores, and what to review: must-know questions not yet known first, then the most
// certain mistakes, then what was marked.
function outcomeOf(round) {
  const results = round.items.map(({ bank, question }, position) => {
    const answer = round.answers.get(position);
    const verdict = verdictOn(question, answer);
    const { response = null, mark = 0, certainty = null } = answer ?? {};
    return { position, bank, question, response, mark, certainty, verdict, flagged: round.flagged.has(position) };
  });
  const missed = ({ question, verdict }) => !question.selfAssessed && MISSED.includes(verdict);
  const rank = ({ verdict, question, certainty }) => [
    verdict === RIGHT ? 1 : 0,
    isMustKnow(question) ? 0 : 1,
    -(certainty ?? 0),
  ];
  const toReview = results.filter((result) => missed(result) || result.flagged);
  toReview.sort((one, other) => {
    const [ranks, others] = [rank(one), rank(other)];
    const at = ranks.findIndex((value, place) => value !== others[place]);
    return at < 0 ? 0 : ranks[at] - others[at];
  });
  const again = ({ question, verdict, mark }) => question.selfAssessed && verdict !== NOT_REACHED && mark < 1;
  return {
    results,
    listed: [...toReview, ...results.filter((result) => again(result) && !toReview.includes(result))],
    score: scoreOf(results.filter(({ bank }) => bank.scored)),
    unscored: scoreOf(results.filter(({ bank }) => !bank.scored)),
    mustKnow: results.filter(({ question }) => isMustKnow(question)),
    allRight: results.every(({ question, verdict }) => question.selfAssessed || verdict === RIGHT),
  };
}

// Points with one decimal; with two if they would be rounded to all of them though some are missing.
function pointsOf({ earned, possible }, digits = 1) {
  let number = rounded(earned, digits);
  if (number >= possible && possible > earned) number = rounded(earned, digits + 1);
  return `${figure(number)} of ${figure(rounded(possible, 2))}`;
}

// The score in a sentence: in questions if no mark is partial, else in points.
function scoreSentence({ score: scored, unscored, allRight }) {
  const score = scored.questions ? scored : unscored;
  if (!score.questions) return "Nothing here is scored: these questions ask for an answer in your own words.";
  const number = `${score.right} of ${score.questions}`;
  let text;
  if (allRight) text = `${score.questions > 2 ? `All ${score.questions}` : number} correct. Well done.`;
  else {
    const inQuestions = score.earned === score.right && score.possible === score.questions;
    const points = score.possible === 1 ? "point" : "points";
    const left = score.questions - score.answered;
    text = `${inQuestions ? `${number} correct` : `${pointsOf(score)} ${points}`}${left ? `, ${left} not answered` : ""}.`;
  }
  if (!scored.questions) return `${text} These questions don't count towards a score.`;
  return unscored.questions ? `${text} Not scored: ${pointsOf(unscored)}.` : text;
}

// The probability that blind guessing gets at least so many questions fully right (the Poisson binomial distribution).
function chanceOfAtLeast(right, guesses) {
  const below = [1, ...Array(right - 1).fill(0)]; // below[k]: exactly k right so far
  for (const p of guesses) {
    for (let k = right - 1; k > 0; k -= 1) below[k] += p * (below[k - 1] - below[k]);
    below[0] *= 1 - p;
  }
  return Math.max(0, 1 - sum(below));
}

// What the score says, in sentences: the 95% interval of the share on many questions like these (Wilson 1927), and
// what guessing would do.
function meaningOf({ score, results }) {
  if (!score.questions) return [];
  if (score.answered < score.questions) {
    return [`You answered ${score.answered} of the ${score.questions} scored questions; the others count as 0.`];
  }
  const n = score.questions,
    share = score.possible ? score.earned / score.possible : 0,
    z = 1.959964;
  const middle = share + (z * z) / (2 * n);
  const half = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const end = (value) => rounded(100 * Math.min(1, Math.max(0, value / (1 + (z * z) / n))));
  const likely = `On many questions like these you would likely get between ${end(middle - half)}% and ${end(middle + half)}%.`;
  const scored = results.filter(({ bank, question }) => bank.scored && !question.selfAssessed);
  const chance = score.right
    ? chanceOfAtLeast(
        score.right,
        scored.map(({ question }) => question.guess),
      )
    : 0;
  if (chance < 0.05) return [likely];
  const often = chance < 0.95 ? `about ${rounded(100 * chance)} times in 100` : "nearly every time";
  return [likely, `Guessing alone would get as many right ${often}.`];
}

const toLearn = ({ question, verdict }) => isMustKnow(question) && verdict !== RIGHT;

// The must-know questions, apart from the score.
function mustKnowLine({ mustKnow, listed }) {
  const right = mustKnow.filter(({ verdict }) => verdict === RIGHT).length;
  if (!mustKnow.length) return null;
  if (right === mustKnow.length) {
    const all = right > 2 ? `all ${right}` : `${right} of ${right}`;
    return el("p", {}, sign("✓ ", "good"), `${WORDS.mustKnow}: ${all} correct.`);
  }
  const left = mustKnow.filter(({ verdict }) => verdict === NOT_REACHED).length;
  const learn = listed.filter(toLearn).length;
  const open = left ? `, ${left} not answered` : "";
  const first = learn ? ` Still to learn: ${learn}, listed first.` : "";
  return el(
    "p",
    {},
    sign("! ", "middling"),
    el("strong", {}, `${WORDS.mustKnow}: ${right} of ${mustKnow.length} correct${open}.`),
    first,
  );
}

// The score in each of several scored banks.
function bankMeters({ results }) {
  const banks = BANKS.filter((bank) => bank.scored)
    .map((bank) => [bank, scoreOf(results.filter((result) => result.bank === bank))])
    .filter(([, score]) => score.questions);
  if (banks.length < 2) return null;
  const meter = ([bank, score]) =>
    el(
      "li",
      {},
      bankText("span", {}, bank.title),
      el("progress", { max: score.possible, value: score.earned, "aria-hidden": "true" }),
      el("span", {}, pointsOf(score)),
    );
  return el("ul", { class: "meters" }, banks.map(meter));
}

// How well the learner judged their own answers; nothing where that was not asked.
function certaintyTable({ results }) {
  const judged = results.filter(({ question, certainty }) => !question.selfAssessed && certainty !== null);
  if (!judged.length) return [];
  const number = (sure, right) =>
    judged.filter(({ certainty, verdict }) => certainty > 1 === sure && (verdict === RIGHT) === right).length;
  const rows = [
    ["Sure, and right", number(true, true)],
    ["Sure, but not what the document says", number(true, false)],
    ["Unsure, but right", number(false, true)],
    ["Unsure, and not right", number(false, false)],
  ];
  const list = el(
    "ul",
    { class: "counts" },
    rows.map(([text, count]) => el("li", {}, `${text}: ${count}`)),
  );
  return [el("h2", {}, "How sure you were"), el("p", { class: "dim" }, "Sure means fairly sure or sure."), list];
}

// The verdict on an answer in a word or two.
function noteOn({ question, response, verdict, certainty, flagged }) {
  if (verdict === EXPLAINED) return whyOf(question, response).replace(/\.$/, "");
  const word = WORDS.verdicts[verdict].word.toLowerCase();
  if ([WRONG, PARTLY].includes(verdict) && certainty > 1) return `${word}, you were ${WORDS.levelsInWords[certainty]}`;
  return verdict === RIGHT && flagged && !question.selfAssessed ? "marked by you" : word;
}

// A question in the list at the end, which opens with the response, the key and the passages.
function resultRow(result) {
  const { question, response, verdict } = result;
  const { sign: mark, tone } = WORDS.verdicts[verdict];
  const left = question.selfAssessed && response !== null;
  const lines = left
    ? question.covers.flatMap((_, place) => (response.covered.includes(place) ? [] : question.corrections[place]))
    : question.answer;
  return el(
    "details",
    {},
    el(
      "summary",
      {},
      toLearn(result) ? el("strong", {}, `${WORDS.mustKnow}. `) : null,
      bankText("span", {}, question.asked),
      el("span", { class: "note" }, " (", sign(`${mark} `, tone), `${noteOn(result)})`),
    ),
    response === null ? null : el("p", {}, "You answered: ", bankText("span", {}, lineOf(question, response))),
    el(
      "ul",
      { class: "answer" },
      lines.map((line) => bankText("li", {}, left ? null : hidden("Answer: "), line)),
    ),
    bankText("p", {}, question.explain),
    quotesOf(evidenceOf(question, response)),
  );
}

function showEnd(round) {
  const outcome = outcomeOf(round);
  const urgentFirst = round.items.some(({ bank }) => bank.urgent);
  const left = round.items.length - round.answers.size;
  const again = outcome.listed.map(({ bank, question }) => ({ bank, question }));
  const others = outcome.results.filter((result) => !outcome.listed.includes(result));
  const offers = [
    left ? ["Continue", () => resume(round)] : null,
    again.length ? ["Retry what you missed", () => begin(again, "again")] : null,
    ["Back to the subjects", showHome],
    ["My page for the appointment", () => showAppointment(() => showEnd(round))],
    ["Save my answers", () => showSaving(() => showEnd(round))],
  ].filter(Boolean);
  show(
    el("h1", {}, scoreSentence(outcome)),
    urgentFirst ? urgentBox() : null,
    mustKnowLine(outcome),
    el("p", {}, meaningOf(outcome).join(" ")),
    el(
      "div",
      { class: "actions" },
      offers.map(([text, act], place) => button(text, act, place ? {} : { class: "main" })),
    ),
    bankMeters(outcome),
    outcome.listed.length ? [el("h2", {}, "Review these"), outcome.listed.map(resultRow)] : null,
    others.length
      ? [el("h2", {}, outcome.listed.length ? "The other questions" : "Your answers"), others.map(resultRow)]
      : null,
    certaintyTable(outcome),
    urgentFirst ? null : urgentBox(),
    outcome.results.some(({ verdict }) => verdict === EXPLAINED) ? null : el("p", {}, WORDS.tellSomeone),
    el("p", {}, WORDS.askAboutIt),
  );
}

function resume(round) {
  round.position = round.items.findIndex((_, position) => !round.answers.has(position));
  askQuestion();
}

function showSaving(back) {
  const name = el("input", { type: "text", id: "name", autocomplete: "name", maxlength: BOUNDS.name });
  const nudge = el("p", { class: "nudge", role: "alert" });
  const done = el("p", { role: "status" });
  const form = el(
    "form",
    { novalidate: true },
    el("label", { for: "name" }, "Your name"),
    name,
    nudge,
    el("div", { class: "actions" }, el("button", { type: "submit", class: "main" }, "Save"), button("Back", back)),
    done,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const learner = learnerNamed(name.value);
    nudge.textContent = learner ? "" : `Type a name of at most ${BOUNDS.name} characters.`;
    if (!learner) return name.focus();
    const file = `answers-${learner.replace(/[^\p{L}\p{N}]+/gu, "-")}.jsonl`;
    download(file, exported(learner));
    done.textContent = `Saved as ${file} in your downloads.`;
    return null;
  });
  show(
    el("h1", {}, "Save my answers"),
    el(
      "p",
      {},
      "This saves a file on your device. It isn't sent anywhere. If your clinic asked for it, give it to them.",
    ),
    form,
  );
}
