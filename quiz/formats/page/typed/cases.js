// quiz/core/typed_answers/cases.py

const { FORMULA, OPTION, TOKEN: CASE_TOKEN, MARKS, WORDS, CHECK_CASE } = constants("cases");
const MARK_PATTERNS = MARKS.map((mark) => new Pattern(mark));

function judgeCase(typed, answer) {
  [typed, answer] = [clean(typed), clean(answer)];
  const differs = (pattern) => pattern.search(answer) && !sameTokens(pattern.findall(typed), pattern.findall(answer));
  if (differs(OPTION) || MARK_PATTERNS.some(differs)) return WRONG;
  const [theirs, ours] = [CASE_TOKEN.findall(answer), CASE_TOKEN.findall(typed)];
  if (theirs.some((one) => addsAnS(ours, one))) return WRONG;
  for (const one of theirs) {
    const other = ours.find((token) => casefold(token) === casefold(one)) ?? one;
    if (ours.includes(one) || other === one) continue;
    const isAlone = theirs.length === 1;
    const isMeasured = isAlone ? lengthOf(one) > 1 : new Pattern(`\\d ?${one}`).search(answer) !== null;
    const judgement = judgeToken(other, one, isAlone, isMeasured);
    if (!judgement.accepted) return judgement;
  }
  return RIGHT;
}

function addsAnS(typed, code) {
  const longer = typed.filter((token) => token.toUpperCase() === `${code}S`);
  return isUpper(code) && lengthOf(code) > 1 && longer.some((token) => token !== `${code}s`);
}

function judgeToken(typed, answer, isAlone, isMeasured) {
  if (isMeasured && isSymbol(typed) && isSymbol(answer) && differsByCase(typed, answer)) return asking(CHECK_CASE);
  const length = lengthOf(answer);
  if (hasDigit(answer) || (length > 2 && !isSloppy(typed))) {
    const areFormulas = FORMULA.fullmatch(answer) && FORMULA.fullmatch(typed);
    return areFormulas && !isSloppy(typed) ? WRONG : RIGHT;
  }
  const isWord = WORDS.has(answer.toLowerCase()) && !isUpper(answer);
  if (length > 2 || !isAlone || isWord || !isAscii(answer)) return RIGHT;
  if (length === 2 && new Set(answer.toLowerCase()).size === 1) return WRONG;
  if (length === 1) return isLower(typed) ? RIGHT : WRONG;
  if (isLower(typed) && isUpper(answer)) return RIGHT;
  const isOneCase = typed === typed.toLowerCase() || typed === typed.toUpperCase();
  return isOneCase && !FORMULA.fullmatch(typed) ? asking(CHECK_CASE) : WRONG;
}

/** Whether a word is all small, all capitals, or capitalised, and so may be typed without regard to case. */
function isSloppy(typed) {
  return typed === typed.toLowerCase() || typed === typed.toUpperCase() || isCapitalized(typed);
}
