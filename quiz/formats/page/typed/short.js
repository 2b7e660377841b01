// quiz/core/typed_answers/short.py

const { NOTHING_TYPED, WRITE_OUT, WHICH_HALF, WHICH_DATE, PARTS, CONTRAST, LONGEST_LOOSE, AROUND } = constants("short");
const FIXED = new Set([...NUMBER_WORDS, ...NEGATIONS, ...RELATIONS, ...SIDES]);
const OR = new Pattern("\\bor\\b|/");
const NOT_WORDS = new Pattern("\\W");

/** Judge typed words by a key: accepted and rejected answers, each `{text, exact}`, the question and the language. */
function judgeWords(typed, key) {
  if (lengthOf(typed) > LONGEST || lengthOf(clean(typed)) > LONGEST) return asking(TOO_LONG);
  const exact = split(typed).join(" ");
  if (key.accept.some((answer) => isLiteral(answer, exact))) return RIGHT;
  const literal = key.reject.findIndex((wrong) => isLiteral(wrong, exact));
  if (literal >= 0) return rejecting(literal);
  if (!/[\p{L}\p{N}]/u.test(clean(typed))) {
    const sign = SIGNS.get(strip(clean(typed)));
    return (sign && judgeAccepted(sign, key)) || asking(NOTHING_TYPED);
  }
  const loose = { ...key, accept: key.accept.filter((answer) => !answer.exact) };
  const judged = judgeAccepted(typed, loose);
  if (judged && !judged.spelling && !judged.by_spelling) return judged;
  const rejected = key.reject.findIndex((wrong) => !wrong.exact && judgeAs(typed, wrong.text, key));
  if (rejected >= 0) return rejecting(rejected);
  if (judged) return judged;
  const near = key.reject.findIndex((wrong) => !wrong.exact && nearAnswer(typed, wrong.text, key));
  return near >= 0 ? rejecting(near) : WRONG;
}

const rejecting = (place) => judgement({ rejected: place });

function isLiteral({ text, exact }, typed) {
  if (exact) return typed === split(text).join(" ");
  return !STAR.search(text) && typed === split(withoutEscapes(text)).join(" ");
}

/** RIGHT or a question, or null if no accepted answer matches. */
function judgeAccepted(typed, key) {
  const judged = firstOf(key.accept, (answer) => judgeAs(typed, answer.text, key));
  if (judged) return judged;
  if (isLong(typed)) return null;
  const inForm = firstOf([judgeMoments, judgeQuantities, judgeSeveral], (judgeForm) => judgeForm(typed, key));
  if (inForm) return inForm;
  const near = key.accept
    .map(({ text }) => ({ found: nearAnswer(typed, text, key), text }))
    .filter(({ found }) => found);
  if (!near.length) return judgeInitials(typed, key);
  if (key.reject.some((wrong) => nearAnswer(typed, wrong.text, key))) return null;
  const slip = near.find(({ found }) => found === SLIP);
  if (slip) return judgement({ accepted: true, spelling: withoutEscapes(slip.text) });
  return judgement({ ask: CHECK_SPELLING, by_spelling: true });
}

/** The first value that a function returns for a list and that is not null. */
function firstOf(list, value) {
  for (const entry of list) {
    const found = value(entry);
    if (found) return found;
  }
  return null;
}

/** The judgement if this is the answer in another form; otherwise null. */
function judgeAs(typed, answer, key) {
  if (STAR.search(answer)) {
    const taken = runs(answer, strip(folded(strip(typed, AROUND)))) ?? runs(answer, strip(folded(typed)));
    if (!taken || denies(taken, key.language)) return null;
    return taken.some((run) => OR.search(run)) ? asking(ONE_ANSWER) : RIGHT;
  }
  answer = withoutEscapes(answer);
  if (isLong(typed, answer)) return strip(folded(typed), AROUND) === strip(folded(answer), AROUND) ? RIGHT : null;
  const lower = answer.toLowerCase();
  const withoutUmlauts = translated(lower, UMLAUTS);
  const spellings = withoutUmlauts === lower ? [answer] : [answer, withoutUmlauts];
  if (!spellings.some((spelling) => sameAnswer(typed, spelling, key.ask, key.language))) return null;
  const judged = judgeCase(typed, answer);
  return judged.accepted || judged.ask ? judged : null;
}

const isLong = (...texts) => texts.some((text) => lengthOf(clean(text)) > LONGEST_LOOSE);

/** Dates and times of day. */
function judgeMoments(typed, { accept, ask, language }) {
  return firstOf(accept, ({ text }) => {
    const [ours, theirs] = [readDates(typed, language), readDates(text, language)];
    if (theirs.length && ours.includes(theirs[0])) {
      return ours.length > 1 ? asking(format(WHICH_DATE, ours[0], ours[1])) : RIGHT;
    }
    const [time, their] = [readTime(typed, language), readTime(text, language)];
    const isSame = time && their ? sameTime(time, their, ask) : false;
    if (isSame === null) return asking(WHICH_HALF);
    return isSame ? RIGHT : null;
  });
}

/** A number in another unit, or without its unit. */
function judgeQuantities(typed, { accept, language }) {
  const read = (text) => readQuantity(A_ONE.sub(ONE, plain(text, language)), language);
  const ours = read(typed);
  return firstOf(accept, ({ text }) => {
    const theirs = read(text);
    if (!ours || !theirs || !theirs.unit || !isAlpha([...theirs.unit][0])) {
      return lacksUnit(words(typed, language), words(text, language)) ? asking(ADD_UNIT) : null;
    }
    const wanted = meanings(theirs.unit);
    if (!ours.unit && ours.readings[0] === theirs.readings[0] && !unknown(wanted[0]).length) return asking(ADD_UNIT);
    const isSame = meanings(ours.unit).some((one) =>
      wanted.some((want) => {
        if (one.kind !== want.kind || unknown(one).length || one.offset) return false;
        const value = (ours.readings[0] * one.factor) / want.factor;
        return Math.abs(value - theirs.readings[0]) <= 1e-9 * Math.abs(value);
      }),
    );
    return isSame ? RIGHT : null;
  });
}

/** Whether a range was typed without its unit. */
function lacksUnit(ours, theirs) {
  const more = theirs.length - ours.length;
  return 0 < more && more < 3 && ours.includes("→") && sameTokens(theirs.slice(0, ours.length), ours);
}

/** Several answers at once, or a hedged one. */
function judgeSeveral(typed, key) {
  const certain = HEDGES.sub("", typed);
  if (certain !== typed && strip(certain, " ,.") && key.accept.some(({ text }) => judgeAs(certain, text, key))) {
    return asking(ONE_ANSWER);
  }
  const parts = PARTS.split(clean(typed)).filter((part) => strip(part, " ."));
  if (parts.length < 2 || parts.length > 12) return null;
  const judged = parts.map((part) => ({
    part,
    isRight: accepts(part, key),
    isContrast: CONTRAST.match(part) !== null,
  }));
  const isDenied = judged.some(({ part, isContrast }) => isContrast && accepts(CONTRAST.sub("", part), key));
  if (isDenied || !judged.some(({ isRight }) => isRight)) return null;
  const known = key.accept.map(({ text }) => text).filter((text) => !STAR.search(text));
  const isKnown = ({ part }) => known.some((answer) => standsFor(part, answer) || standsFor(answer, part));
  const others = judged.filter(({ isRight, isContrast }) => !isRight && !isContrast);
  return others.every(isKnown) ? RIGHT : asking(ONE_ANSWER);
}

const accepts = (typed, key) => key.accept.some(({ text }) => judgeAs(typed, text, key)?.accepted);

/** Whether a text is the initials of another. */
function standsFor(short, long) {
  const letters = [...NOT_WORDS.sub("", fold(short))];
  const names = WORDS_ALONE.findall(fold(long));
  return letters.length >= 2 && letters.length === names.length && names.every((name, at) => name.startsWith(letters[at]));
}

/** The initials of an answer: right from three letters on; two are ambiguous. */
function judgeInitials(typed, key) {
  const short = strip(clean(typed), " .");
  if (!isUpper(short) || !key.accept.some(({ text }) => standsFor(short, text))) return null;
  return lengthOf(NOT_WORDS.sub("", short)) > 2 ? RIGHT : asking(WRITE_OUT);
}

/** How close typed words are to an answer, with one slip in one word; null if they are not. */
function nearAnswer(typed, answer, key) {
  if (STAR.search(answer) || isLong(typed, answer)) return null;
  const codes = WORDS_ALONE.findall(answer).filter(
    (word) => isCode(word) && (lengthOf(word) < 6 || !isUpper(answer)),
  );
  const capitals = new Set(codes.map((word) => fold(word)));
  const theirs = reductions(answer, key.ask, key.language, false);
  const found = reductions(typed, key.ask, key.language, true).flatMap((our) =>
    theirs.map((their) => nearWords(our, their, capitals, key)),
  );
  return found.includes(DOUBT) ? DOUBT : found.includes(SLIP) ? SLIP : null;
}

/** Whether a word has capitals where prose has none: MRI, NaCl, mRNA. One letter changes its meaning. */
const isCode = (word) => word !== word.toLowerCase() && !isCapitalized(word);

function nearWords(ours, theirs, capitals, { language, isWord }) {
  if (ours.length !== theirs.length) {
    const [one, other] = [joined(ours), joined(theirs)];
    const isAlike =
      negations(ours) === negations(theirs) && [...ours, ...theirs].every((word) => lengthOf(word) > 3);
    return isAlike && one[0] === other[0] ? nearness(one, other, language, isWord) : null;
  }
  const differ = ours.flatMap((word, place) => (sameWord(word, theirs[place], language) ? [] : [[word, theirs[place]]]));
  if (differ.length !== 1 || differ[0].some((word) => FIXED.has(word)) || capitals.has(differ[0][1])) return null;
  if (ours.length > 1 && sameWords(ours, theirs, language)) return null;
  return nearness(differ[0][0], differ[0][1], language, isWord, ours.length === 1);
}
