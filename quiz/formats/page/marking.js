"use strict";
// Marks and feedback, as in quiz/core/kinds, feedback.py and citation.py. A response holds positions in the author's
// order: a number (one option), a list of them in rising order (options ticked), the class of each item, the items in
// order, a typed text, or {text, covered}. null is "I don't know".

const isMustKnow = (question) => question.must && !question.selfAssessed;

// The share of the points that a response earns, 0 to 1.
function markOf(question, response) {
  switch (question.kind) {
    case "choice":
    case "true-false":
      return response === question.right ? 1 : 0;
    case "select": {
      const hits = response.filter((place) => question.right.includes(place)).length;
      const exact = hits === question.right.length && hits === response.length;
      if (question.exact) return exact ? 1 : 0;
      return Math.max(0, (hits - (response.length - hits)) / question.right.length);
    }
    case "match":
      return question.targets.filter((target, place) => target === response[place]).length / question.targets.length;
    case "order": {
      const n = response.length;
      let right = 0;
      for (let i = 0; i < n; i += 1) for (let j = i + 1; j < n; j += 1) right += response[i] < response[j] ? 1 : 0;
      return right / ((n * (n - 1)) / 2);
    }
    case "short-answer":
    case "number":
      return judge(question.judged, response).accepted ? 1 : 0;
    case "teach-back":
      return response.covered.length / question.covers.length;
  }
  throw new Error(`unknown kind ${question.kind}`);
}

// The verdict on an answer {response, mark, certainty}; undefined is a question that was not reached.
function verdictOn(question, answer) {
  if (!answer) return NOT_REACHED;
  if (answer.response === null) return DONT_KNOW;
  if (question.selfAssessed) return EXPLAINED;
  if (answer.mark >= 1) return RIGHT;
  return answer.mark > 0 ? PARTLY : WRONG;
}

// Why a response is right or wrong, as a whole.
function whyOf(question, response) {
  switch (question.kind) {
    case "choice":
    case "true-false":
      return question.why[response];
    case "teach-back":
      return question.why[response.covered.length];
    case "short-answer": {
      const { spelling, rejected } = judge(question.judged, response);
      if (spelling) return question.spelled.replace(LABEL, () => spelling);
      return rejected === null ? "" : question.reasons[rejected];
    }
  }
  return "";
}

// The positions of the parts that a response got wrong, in the order in which their passages are shown.
function mistakesOf(question, response) {
  const places = [...question.cited.keys()];
  switch (question.kind) {
    case "choice":
    case "select": {
      const [chosen, right] = [[response].flat(), [question.right].flat()];
      return [...chosen.filter((place) => !right.includes(place)), ...right.filter((place) => !chosen.includes(place))];
    }
    case "match":
      return places.filter((place) => response[place] !== question.targets[place]);
    case "order":
      return response.filter((place, right) => place !== right);
    case "teach-back":
      return places.filter((place) => !response.covered.includes(place));
  }
  return [];
}

// What is said of single parts, below a list that shows which of them are right; `order` is the order of that list.
function commentsOf(question, response, order, label) {
  let parts = [];
  if (question.kind === "select") parts = order.filter((place) => response.includes(place));
  if (question.kind === "match") parts = mistakesOf(question, response);
  return parts.flatMap((place) => question.comments[place].map((text) => text.replace(LABEL, () => label(place))));
}

// The numbers of the passages to show, first those of the parts that a response got wrong.
function evidenceOf(question, response) {
  const wrong = response === null ? [] : mistakesOf(question, response).map((place) => question.cited[place]);
  const key = question.cited.filter((part) => part.key);
  const runs = [wrong, [question], key].map((parts) => parts.flatMap((part) => part.passages));
  return [...new Set(runs.flat())];
}

// The feedback on an answer, for a question whose parts are listed in this order, with the key.
function feedbackOn(question, answer, order, label) {
  const verdict = verdictOn(question, answer);
  const given = answer && answer.response !== null;
  const open = ![RIGHT, EXPLAINED].includes(verdict);
  return {
    verdict,
    why: given ? whyOf(question, answer.response) : verdict === DONT_KNOW ? WORDS.hereItIs : "",
    comments: given ? commentsOf(question, answer.response, order, label) : [],
    key: open ? (question.key ?? "") : "",
    notes: WORDS.notes[question.must ? 1 : 0][verdict][answer?.certainty ?? 0],
    evidence: evidenceOf(question, given ? answer.response : null),
  };
}

// One citation of two passages and what is between them; null unless one's sentences hold the other's.
function joined(one, other) {
  const sentences = (citation) => citation.before + citation.passage + citation.after.replace(/ …$/, "");
  if (one.heading !== other.heading || one.columns !== other.columns) return null;
  let [outer, inner] = [one, other];
  if (!sentences(outer).includes(sentences(inner))) [outer, inner] = [other, one];
  const whole = sentences(outer);
  const begins = whole.indexOf(sentences(inner));
  if (begins < 0) return null;
  const runs = [
    [outer.before.length, outer.passage],
    [begins + inner.before.length, inner.passage],
  ];
  const start = Math.min(...runs.map(([at]) => at));
  const end = Math.max(...runs.map(([at, run]) => at + run.length));
  const after = whole.slice(end) + (outer.after.endsWith(" …") ? " …" : "");
  return { ...outer, before: whole.slice(0, start), passage: whole.slice(start, end), after };
}

// Passages, by their numbers, as they are shown: those of one sentence together, and several with less context.
function quotations(numbers) {
  let found = [];
  for (const number of numbers) {
    let { words, citation } = PASSAGES[number];
    const kept = [];
    let at = found.length;
    for (const other of found) {
      const both = citation && other.citation && joined(other.citation, citation);
      if (both) {
        if (at > kept.length) [at, words] = [kept.length, other.words];
        citation = both;
      } else kept.push(other);
    }
    found = [...kept.slice(0, at), { words, citation }, ...kept.slice(at)];
  }
  return found.map(({ words, citation }, place) => {
    if (!citation) return { title: WORDS.notInDocument, before: "", words, after: "" };
    const above = place > 0 && found[place - 1].citation;
    const again = above && above.heading === citation.heading;
    const context = found.length > 1 && citation.context ? "… " : citation.context;
    const title = again ? "" : citation.heading;
    return { title, before: context + citation.before, words: citation.passage, after: citation.after };
  });
}

// A response in the words of the bank, as it is stored.
function written(question, response) {
  if (response === null) return null;
  const texts = (places, parts) => places.map((place) => parts[place]);
  switch (question.kind) {
    case "choice":
    case "true-false":
      return question.options[response];
    case "select":
      return texts(response, question.options);
    case "match":
      return Object.fromEntries(question.items.map((item, place) => [item, question.classes[response[place]]]));
    case "order":
      return texts(response, question.items);
    case "teach-back":
      return { said: response.text, covered: texts(response.covered, question.covers) };
  }
  return response;
}

// A response in one line.
function lineOf(question, response) {
  if (response === null) return TEXTS.dontKnow;
  const words = written(question, response);
  switch (question.kind) {
    case "match":
      return question.items.map((item) => `${item}: ${words[item]}`).join("; ");
    case "teach-back":
      return [words.said, ...words.covered].filter(Boolean).join("; ");
  }
  return [words].flat().join("; ");
}
