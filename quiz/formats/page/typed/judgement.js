// quiz/core/typed_answers/judgement.py

const { LONGEST, TOO_LONG, ONE_ANSWER, ADD_UNIT, CHECK_SPELLING } = constants("judgement");

const judgement = (fields) => ({ accepted: false, rejected: null, ask: "", spelling: "", by_spelling: false, ...fields });
const RIGHT = judgement({ accepted: true });
const WRONG = judgement({});
const asking = (sentence) => judgement({ ask: sentence });
