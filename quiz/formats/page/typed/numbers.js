// quiz/core/typed_answers/numbers.py

const { POINT_LANGUAGES, SMALL, SCALES, SHARES, TIMES_WORD, TIMES: TIMES_IN_FIGURES, OTHER_LANGUAGES, NUMBER_WORDS } =
  constants("numbers");
const { IN_WORDS, SHARE, BEHIND, AND_SHARE, DIGITS, FRACTION, EXPONENT, POWER, SCALE, SCALE_OF } =
  constants("numbers");

function withDigits(text, language = "en") {
  const other = OTHER_LANGUAGES.get(language.slice(0, 2));
  if (other) {
    other.split(" ").forEach((words, value) => {
      for (const word of words.split("|")) {
        if (word !== "-") text = new Pattern(`(?<!\\w)${word}(?!\\w)`, true).sub(String(value), text);
      }
    });
    return text;
  }
  text = TIMES_WORD.sub(([word]) => TIMES_IN_FIGURES.get(word.toLowerCase()), text);
  text = IN_WORDS.sub(([words]) => sum(words.toLowerCase()), text);
  text = BEHIND.sub("1 \\2 \\1", text);
  text = SHARE.sub((found) => `${found[1] || 1}/${SHARES.get((found[2] || found[3]).toLowerCase())}`, text);
  return AND_SHARE.sub("\\1 ", text);
}

function sum(words) {
  let [total, part] = [0, 0];
  for (const word of words.split(/[ -]+/)) {
    if (SMALL.has(word)) part += SMALL.get(word);
    else if (word === "hundred" || word === "dozen") part = (part || 1) * SCALES.get(word);
    else if (SCALES.has(word)) [total, part] = [total + (part || 1) * SCALES.get(word), 0];
  }
  return total + part < 1e15 ? figure(total + part) : String(BigInt(total + part));
}

/** The readings of digits with points, commas or spaces, the usual one of the language first. */
function readings(digits, language = "en") {
  const marks = marksIn(digits);
  if (!marks.size) return [Number(digits)];
  const last = Math.max(digits.lastIndexOf("."), digits.lastIndexOf(","));
  const [whole, mark, decimals] =
    last < 0 ? [digits, "", ""] : [digits.slice(0, last), digits[last], digits.slice(last + 1)];
  const [integer, grouped] = [ungrouped(whole, mark), ungrouped(digits)];
  const isDecimal = integer !== null && (!mark || isDigits(decimals));
  const decimal = isDecimal ? Number(`${integer || 0}.${decimals || 0}`) : null;
  if (grouped === null) return decimal === null ? [] : [decimal];
  if (decimal === null || !mark || digits.split(mark).length > 2 || marks.has(" ") || marks.has("'")) {
    return [Number(grouped)];
  }
  const isUsual = (mark === ".") === POINT_LANGUAGES.has(language.slice(0, 2));
  return isUsual ? [decimal, Number(grouped)] : [Number(grouped), decimal];
}

const marksIn = (digits) => new Set(digits.replace(/\d/g, ""));

function ungrouped(digits, but = "") {
  const marks = marksIn(digits);
  if (!marks.size) return digits;
  if (marks.size > 1 || marks.has(but)) return null;
  const [first, ...groups] = digits.split(/[ .,']/);
  const inThrees = groups.every((group) => group.length === 3);
  const [lastGroup, ...others] = [...groups].reverse();
  const inLakhs =
    marks.has(",") && others.length > 0 && lastGroup.length === 3 && others.every((group) => group.length === 2);
  const isGrouped = (inThrees || inLakhs) && 0 < first.length && first.length <= 3 && first !== "0";
  return isGrouped ? first + groups.join("") : null;
}

/** The number at the start of a clean text with digits: its readings and the rest of the text; null for none. */
function readNumber(text, language = "en") {
  const sign = text.startsWith("-") ? -1 : 1;
  text = lstrip(lstrip(text, "+-"));
  let found = FRACTION.match(text);
  if (found) {
    const below = Number(found[3]);
    if (!below) return null;
    return number([sign * (Number(found[1] || 0) + Number(found[2]) / below)], text, found);
  }
  found = POWER.match(text);
  if (found) return number([sign * powerOfTen(found[1])], text, found);
  found = DIGITS.match(text);
  let values = found ? readings(found[0], language) : [];
  if (!values.length) return null;
  let { rest } = number(values, text, found);
  let factor = sign;
  const [scale, exponent] = [SCALE.match(rest), EXPONENT.match(rest)];
  if (scale) {
    factor *= SCALE_OF.get(scale[1].toLowerCase());
    rest = rest.slice(scale[0].length);
  } else if (exponent) {
    const hasOneComma = found[0].split(",").length === 2;
    const decimals = hasOneComma ? readings(found[0], "de") : [];
    values = (decimals.length ? decimals : values).slice(0, 1);
    factor *= powerOfTen(exponent[1] || exponent[2]);
    rest = rest.slice(exponent[0].length);
  }
  return { readings: values.map((value) => factor * value), rest };
}

const number = (values, text, found) => ({ readings: values, rest: text.slice(found[0].length) });

function powerOfTen(exponent) {
  if (exponent.length < 9) return Number(`1e${exponent}`);
  return exponent[0] === "-" ? 0 : Infinity;
}
