// quiz/core/typed_answers/quantities.py

const { CLOSE, ABOUT, COMPARED, RANGE, MINUS, CURRENCY, DEGREES, LATER, OF_A, SMALLER } = constants("quantities");
const { ASK_WITH_UNIT, ASK_WITHOUT_UNIT, ONLY_NUMBER, WHICH_DEGREES, WHICH_CASE, WHICH_NUMBER } =
  constants("quantities");
const { UNKNOWN_UNIT, THIS_UNIT } = constants("quantities");
const AROUND_SENTENCE = new Pattern(
  '^[\\s;:!?"()\\[\\]]+|^[.,](?!\\d)|[\\s.,;:!?()\\[\\]]+$|(?<!\\d)"$',
);
const IN_QUOTES = new Pattern("'[^']*'");
const PRIMES = new Pattern("\\d['\"]");
const SECOND_NUMBER = new Pattern(" ?(?:-|to|and|or|until|/|,|;) ?\\d");
const FIRST_UNIT = new Pattern("^[^\\d,;/-]*?(?= ?(?:-|to|and|or|until|/|,|;) ?\\d)");
const UNIT_NAME = new Pattern("[^\\W\\d_]+|[€£$¥%°]");
const WORDS_ALONE = new Pattern("\\w+");

const isWithin = (value, answer, tolerance) => Math.abs(value - answer) <= tolerance + CLOSE * Math.abs(answer);

function judgeNumber(typed, asked) {
  if (lengthOf(typed) > LONGEST || lengthOf(clean(typed)) > LONGEST) return asking(TOO_LONG);
  let text = bareNumber(typed, asked.language);
  const [askForNumber, askForOne] = (asked.unit ? ASK_WITH_UNIT : ASK_WITHOUT_UNIT).map(asking);
  if (!hasDigit(text)) return askForNumber;
  if (DENIALS.match(text)) return WRONG;
  if (HEDGES.search(text)) return asking(ONE_ANSWER);
  text = ABOUT.sub("", text);
  if (COMPARED.search(text)) return askForOne;
  const span = RANGE.match(text);
  if (span) {
    const judgements = ends(span, asked.language).map((end) => judgeOne(end, asked));
    if (judgements.length && !judgements.includes(null)) {
      return judgements.every(({ accepted }) => accepted) ? RIGHT : askForOne;
    }
  }
  return judgeOne(text, asked) ?? askForOne;
}

/** Both ends of a range, as text; nothing for a fraction or a number with commas. */
function ends(span, language) {
  if (readQuantity(span[0], language) && !SECOND_NUMBER.match(restOf(span[0], language))) return [];
  const last = readQuantity(span[3], language);
  return last ? [`${span[1]} ${span[2] || last.unit}`, span[3]] : [];
}

function restOf(text, language) {
  const found = readNumber(text, language);
  return found ? FIRST_UNIT.sub("", found.rest) : "";
}

/** Typed text without quotes or a surrounding sentence, with number words as digits. */
function bareNumber(typed, language) {
  let text = AROUND_SENTENCE.sub("", clean(typed));
  if (IN_QUOTES.fullmatch(text)) text = strip(text, "'");
  text = RUN_OF_SPACES.sub(" ", PRIMES.search(text) ? text : plain(text, language));
  for (const pattern of [CARRIERS, TRAILERS]) text = strip(pattern.sub("", text));
  if (!hasDigit(text)) text = A_ONE.sub(ONE, text);
  return MINUS.sub("-", text);
}

/** A bare text as a quantity: the readings of its number, and its unit; null if it does not begin with a number. */
function readQuantity(text, language = "en") {
  const currency = CURRENCY.match(text);
  if (currency) text = currency[1] + text.slice(currency[0].length);
  const found = readNumber(text, language);
  if (!found) return null;
  let rest = strip(found.rest);
  if (currency && !casefold(rest).includes(casefold(currency[2]))) rest = strip(`${currency[2]} ${rest}`);
  return { readings: found.readings, unit: rest };
}

function judgeOne(text, asked) {
  const quantity = readQuantity(text, asked.language);
  if (!quantity) return null;
  const unit = OF_A.sub("", quantity.unit);
  if (!asked.unit) return judgeWithoutUnit(quantity.readings, unit, asked);
  if (!unit) return asking(ADD_UNIT);
  if (sameButCase(unit, asked.unit)) {
    if (differsByCase(unit, asked.unit)) return asking(format(WHICH_CASE, asked.unit, unit));
    return judgeValue(quantity.readings, asked);
  }
  return judgeUnit(quantity, withoutWordsOf(unit, asked), asked);
}

function judgeUnit(quantity, unit, asked) {
  const wanted = meanings(asked.unit);
  let [found, more] = [meanings(unit), 0];
  if (found.some((one) => unknown(one).length)) [found, more] = withSecond(unit, asked.language) ?? [found, 0];
  const alike = wanted.flatMap((want) => found.filter((one) => one.kind === want.kind).map((one) => [one, want]));
  if (!alike.length) {
    const known = new Set(wanted.flatMap(unknown));
    const strange = found.flatMap(unknown).some((name) => !known.has(name));
    if (/^°[CF]$/.test(asked.unit.replace(/ /g, "")) && DEGREES.fullmatch(unit)) return asking(WHICH_DEGREES);
    if (strange && found.every((one) => unknown(one).length)) {
      return asking(format(UNKNOWN_UNIT, [...unit].slice(0, 40).join("")));
    }
    return WRONG;
  }
  const results = alike
    .filter(([one, want]) => !asked.exact_unit || Math.abs(one.factor - want.factor) <= CLOSE * want.factor)
    .map(([one, want]) => {
      const values = quantity.readings.map(
        (value) => ((value + one.offset) * one.factor) / want.factor + more / want.factor - want.offset,
      );
      return judgeValue(values, asked, quantity.readings);
    });
  if (!results.length) return asking(format(THIS_UNIT, asked.unit));
  return results.find(({ accepted }) => accepted) ?? results[0];
}

/** For "1 h 30 min": the first unit, and how many base units the second number adds. */
function withSecond(unit, language) {
  const cut = LATER.search(unit);
  const second = cut && readQuantity(unit.slice(cut.index + cut[0].length), language);
  if (!second) return null;
  for (const one of meanings(strip(unit.slice(0, cut.index)).replace(/(?: and|,)$/, ""))) {
    if (unknown(one).length || one.dimensions.length !== 1) continue;
    let sizes = meanings(second.unit).filter((other) => other.kind === one.kind).map(({ factor }) => factor);
    if (!second.unit) sizes = [SMALLER.get(one.dimensions[0][0])?.get(String(one.factor)) ?? 0];
    if (sizes.length && 0 < sizes[0] && sizes[0] < one.factor) return [[one], second.readings[0] * sizes[0]];
  }
  return null;
}

function judgeValue(values, asked, shown = values) {
  const right = values.map((value) => isWithin(value, asked.answer, asked.tolerance));
  if (right[0] || !right.includes(true)) return right[0] ? RIGHT : WRONG;
  const [low, high] = [...shown].sort((one, other) => one - other).map(figure);
  return asking(format(WHICH_NUMBER, high, low, high));
}

function judgeWithoutUnit(values, unit, asked) {
  const rest = withoutWordsOf(unit, asked);
  const share = meanings(rest).find((one) => one.kind === "share,1");
  if (share) return judgeValue(values.map((value) => value * share.factor), asked);
  if (rest) {
    const named = new Set(UNIT_NAME.findall(asked.ask).flatMap(meanings).map(({ key }) => key));
    if (!meanings(rest).some(({ key }) => named.has(key))) return asking(ONLY_NUMBER);
  }
  return judgeValue(values, asked);
}

/** A unit without trailing words of the question: "mm long" if the question is how long. */
function withoutWordsOf(unit, asked) {
  const [said, named] = [asked.ask, asked.unit].map((text) => new Set(WORDS_ALONE.findall(text).map((word) => fold(word))));
  const rest = split(unit);
  const isSaid = (word) => said.has(word) && !named.has(word);
  while (rest.length && (rest.length > 1 || !asked.unit) && isSaid(fold(strip(rest[rest.length - 1], ".,;!")))) {
    rest.pop();
  }
  return rest.join(" ");
}

const compact = (unit) => rstrip(clean(unit).replace(/ /g, ""), ".");
const sameButCase = (unit, other) => casefold(compact(unit)) === casefold(compact(other));

/** Whether the case of the first letter makes another unit: mV and MV. MG is read as mg. */
function differsByCase(unit, other) {
  [unit, other] = [compact(unit), compact(other)];
  if ([...unit][0] === [...other][0] || (isUpper(unit) && !isSymbol(unit))) return false;
  return meanings(unit)[0].key !== meanings(other)[0].key;
}
