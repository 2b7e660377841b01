// quiz/core/kinds/typed.py, short_answer.py and number.py

/** The judgement on a typed text: `{accepted, rejected, ask, spelling, by_spelling}`. */
function judge(question, typed) {
  const { kind, ask, language, accept, reject, words: listed } = question;
  typed = known(typed);
  if (kind === "number") return judgeNumber(typed, { ...question, ask: known(ask), unit: known(question.unit) });
  const isWord = (word) => word !== "" && realWords.has(word);
  const realWords = new Set(listed.split(" "));
  return judgeWords(typed, {
    accept: accept.map(answerOf),
    reject: reject.map(answerOf),
    ask: known(ask),
    language,
    isWord,
  });
}

/** Text in which characters that Python does not know are ones that nobody knows. */
const known = (text) => text.replace(UNASSIGNED, "\ufdd0");

const answerOf = (answer) => ({ text: known(answer.exact ?? answer), exact: answer.exact !== undefined });

/** The message for a text that cannot be marked, or "". */
function unclear(question, typed) {
  return typed ? "" : judge(question, typed).ask;
}

/** The message that asks once about the form or spelling of a text before it is marked, or "". */
function doubt(question, typed, exam = false) {
  const { ask, by_spelling } = judge(question, typed);
  return exam && by_spelling ? "" : ask;
}
