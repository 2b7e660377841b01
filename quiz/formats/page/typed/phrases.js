// quiz/core/typed_answers/phrases.py

const { ARTICLES, NEGATIONS, DENYING, ONE, A_UNIT, A_ONE, LEADING, RELATIONS, CARRIERS, TRAILERS, HEDGES, DENIALS } =
  constants("phrases");
const { CONTRACTIONS, CAN_NOT, INITIALS, POSSESSIVE, PRIME, CHARGE, SIGNS, SIGN_WORDS, GREEK, SINGLE_GREEK } =
  constants("phrases");
const { COMPARISONS, SPAN, EVERY, DAILY, TIMES, PER_CENT, HYPHEN, AFTER_NUMBER, BETWEEN_CODES, ORDINALS } =
  constants("phrases");
const { ROMAN, NUMBERED, TOKEN, CAPITAL, SIDES, FILLERS, SHORT } = constants("phrases");

const POWER_OF_TEN = new Pattern("(?<=10) ?\\*\\* ?");
const QUOTED_NUMBER = new Pattern("\\d'");
const QUOTES = new Pattern("[\"“”]|(?<!\\w)'|'(?!\\w|\\s|$)");

function plain(text, language = "en") {
  text = CAN_NOT.sub("can not", CONTRACTIONS.sub("\\1 not", strip(clean(text))));
  text = POWER_OF_TEN.sub("^", text);
  text = QUOTED_NUMBER.search(text) ? text.replace(/"/g, "") : QUOTES.sub("", text);
  text = A_UNIT.sub("1 ", INITIALS.sub(([letters]) => letters.replace(/\./g, ""), text));
  return withDigits(text, language);
}

const words = (text, language = "en") => wordsOf(plain(text, language), language);

function wordsOf(text, language = "en") {
  text = NUMBERED.sub(([, name, roman]) => `${name} ${ROMAN.get(roman.toUpperCase()) ?? roman}`, text);
  if (/[+-]/.test(text)) text = CHARGE.sub((found) => found[1] + SIGNS.get(found[2] || found[3]), text);
  text = fold(text, language);
  text = POSSESSIVE.sub("", PRIME.sub("\\1 prime ", text)).replace(/&/g, " and ");
  if (hasDigit(text)) {
    text = TIMES.sub(" times", text);
    for (const [pattern, sign] of COMPARISONS) text = pattern.sub(sign, text);
    text = BETWEEN_CODES.sub(" ", SPAN.sub("\\1\\2 → \\3", text));
    text = AFTER_NUMBER.sub("\\1th", text);
  }
  text = PER_CENT.sub("%", EVERY.sub(" / \\1", text));
  text = HYPHEN.sub(" ", text);
  if (!isAscii(text) && !language.startsWith("el")) {
    text = SINGLE_GREEK.sub(([letter]) => (letter === "μ" ? letter : ` ${GREEK.get(letter)} `), text);
  }
  return tokens(text, language);
}

function tokens(text, language) {
  const found = [];
  for (const match of TOKEN.finditer(text)) {
    const [token] = match;
    const last = found[found.length - 1];
    const measure = last && (startsWithDigit(last) || last === "/") && symbolOf(token);
    if (startsWithDigit(token)) {
      const isInCode = /\p{L}$/u.test(text.slice(0, match.index));
      const values = !isInCode && DIGITS.fullmatch(token) ? readings(token, language) : [];
      found.push(values.length ? figure(values[0]) : token);
    } else if (measure) found.push(measure);
    else if (DAILY.has(token)) found.push(...DAILY.get(token).split(" "));
    else if (last && token === "th" && isDigits(last)) found[found.length - 1] += "th";
    else if (token.startsWith("ال") && lengthOf(token) > 4) found.push(token.slice(2));
    else if (token.startsWith("non") && lengthOf(token) > 6) found.push("not", token.slice(3));
    else if (token === "non") found.push("not");
    else found.push(ORDINALS.get(token) ?? token);
  }
  if (found[0] === "1" && found[1] === "time" && found[2] === "/") found.splice(0, 2);
  const end = found.length - 1;
  if (SIGN_WORDS.has(found[end])) found[end] = SIGN_WORDS.get(found[end]);
  return found.filter((token) => !"!?;:".includes(token) || found.length === 1);
}

/** The symbol of a unit, in small letters, or "". */
function symbolOf(token) {
  return lengthOf(token) === 1 && !SHORT.has(token) ? "" : (FORMS.get(oneOf(token)) ?? "");
}

/** The symbol for each unit name or symbol, in small letters. */
const FORMS = new Map();
const reversedSymbols = [...SYMBOLS].reverse();
const symbolByUnit = new Map(reversedSymbols.map(([symbol, [one]]) => [one.key, symbol.toLowerCase()]));
for (const [name, [one]] of [...reversedSymbols.map(([symbol, units]) => [symbol.toLowerCase(), units]), ...NAMES]) {
  FORMS.set(name, symbolByUnit.get(one.key) ?? name);
}

function withoutArticles(tokens, language, text) {
  const articles = new Set((ARTICLES.get(language.slice(0, 2)) ?? "").split(" "));
  for (const capital of CAPITAL.findall(text)) articles.delete(capital.toLowerCase());
  return tokens.filter(
    (token, place) =>
      !articles.has(token) || place === tokens.length - 1 || /^(positive|negative)$/.test(tokens[place + 1]),
  );
}

/** Words without spaces, except between two numbers. */
function joined(tokens) {
  return tokens.reduce((text, token) => {
    const [last] = [...text].slice(-1);
    return text + (last && isDigits(last) && startsWithDigit(token) ? " " : "") + token;
  }, "");
}
