"use strict";
// Which questions a round asks, in what order, and where it is (quiz/core/selection.py, session.py).

const ITEMS = BANKS.flatMap((bank) => bank.questions.map((question) => ({ bank, question })));
const mainBanks = () => BANKS.filter((bank) => bank.main);
const itemsOf = (banks) => ITEMS.filter((item) => banks.includes(item.bank));

function shuffled(list) {
  const mixed = [...list];
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = Math.floor(Math.random() * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other], mixed[last]];
  }
  return mixed;
}

// The order in which the parts of a question are shown. Items to put in order never show the right order.
function shownOrder(question) {
  const parts = question.options ?? question.items ?? [];
  const places = [...parts.keys()];
  if (question.keepOrder || places.length < 2) return places;
  let mixed = shuffled(places);
  while (question.kind === "order" && mixed.every((place, at) => place === at)) mixed = shuffled(places);
  return mixed;
}

// All questions of these banks, mixed, teach-backs last.
function everything(banks) {
  const items = shuffled(itemsOf(banks));
  return [
    ...items.filter((item) => !item.question.selfAssessed),
    ...items.filter((item) => item.question.selfAssessed),
  ];
}

// Must-know questions that aren't known yet, the first of them on when to get urgent help; then what is new or was
// missed; then what was answered longest ago; and a new teach-back on the same banks.
function shortRound(banks) {
  const items = shuffled(itemsOf(banks));
  const marked = items.filter((item) => !item.question.selfAssessed);
  if (!marked.length) return items.slice(0, BOUNDS.round);
  const rank = ({ bank }) => (bank.scored ? 2 : 0) + (bank.urgent ? 0 : 1);
  const unsafe = marked.filter((item) => isMustKnow(item.question) && !isKnown(item.question));
  unsafe.sort((one, other) => rank(one) - rank(other));
  const [first, ...rest] = unsafe;
  const apart = [
    ...rest.filter((item) => item.bank !== first.bank),
    ...rest.filter((item) => item.bank === first.bank),
  ];
  const begin = (first ? [first, ...apart] : []).slice(0, BOUNDS.mustKnowFirst);
  const others = marked.filter((item) => !begin.includes(item));
  const known = others.filter((item) => isKnown(item.question));
  known.sort((one, other) => standingOf(one.question).at - standingOf(other.question).at);
  const chosen = [...begin, ...others.filter((item) => !known.includes(item)), ...known].slice(0, BOUNDS.round);
  const asked = new Set(chosen.map((item) => item.bank));
  const teachBack = items
    .filter((item) => item.question.selfAssessed && asked.has(item.bank) && !standingOf(item.question))
    .slice(0, 1);
  return [...chosen.slice(0, BOUNDS.round - teachBack.length), ...teachBack];
}

// A round over these items. `answers` and `flagged` go by position.
function newRound(items, { mode = "take", certainty = false } = {}) {
  return {
    uid: Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join(""),
    mode,
    certainty,
    items,
    orders: items.map((item) => shownOrder(item.question)),
    answers: new Map(),
    flagged: new Set(),
    position: 0,
    startedAt: Date.now(),
    shownAt: Date.now(),
    seconds: 0,
    endedAt: null,
  };
}

// The letter of an option, by its position in the author's order.
function labelOf(question, order) {
  return (place) => {
    const shown = order.indexOf(place);
    return (question.letters || WORDS.letters)[shown] ?? String(shown + 1);
  };
}

// Take a response to the question the round is at, and mark it.
function take(round, response, certainty = null) {
  const { question } = round.items[round.position];
  const now = Date.now();
  const seconds = (now - round.shownAt) / 1000;
  const mark = response === null ? 0 : markOf(question, response);
  round.answers.set(round.position, { response, mark, certainty, seconds, at: now });
  round.seconds += seconds;
  if (round.answers.size === round.items.length) round.endedAt = now;
  remember(round);
}
