// quiz/core/typed_answers/units.py

const { PREFIXES, PREFIX_NAMES, TABLE, OFFSETS, FAHRENHEIT, PHRASES, PER, TIMES: BETWEEN_UNITS, ATOM, ADVERBS } =
  constants("units");
const [SYMBOLS, NAMES] = tables();
const ANY_CASE = new Map();
for (const [symbol, units] of SYMBOLS) append(ANY_CASE, symbol.toLowerCase(), ...units);

/** One meaning of a unit, with a key that is the same for equal ones. */
function unit(dimensions, factor, offset = 0) {
  return { dimensions, factor, offset, key: [dimensions.join(), factor, offset].join("|"), kind: dimensions.join() };
}

const unknown = ({ dimensions }) =>
  dimensions.filter(([name]) => name.includes("?")).map(([name]) => lstrip(name, "/?"));

function append(map, key, ...values) {
  if (map.has(key)) map.get(key).push(...values);
  else map.set(key, values);
}

function tables() {
  const [symbols, names] = [new Map(), new Map()];
  for (const row of strip(TABLE).split("\n")) {
    const [dimension, factor, signs, words, prefixes] = row.split("|").map((part) => strip(part));
    const [over, under] = dimension.split("/");
    const powers = [under ? `/${under}` : "", over].filter(Boolean).map((name) => [name, 1]);
    for (const sign of split(signs)) {
      const offset = sign === "°F" || sign === "F" ? FAHRENHEIT : (OFFSETS.get(sign) ?? 0);
      for (const prefix of ["", ...split(prefixes)]) {
        const size = Number(factor) * (PREFIXES.get(prefix) ?? 1);
        append(symbols, clean(prefix + sign), unit(powers, size, dimension === "temperature" ? offset : 0));
      }
    }
    for (const word of split(words)) {
      const offset = word === "fahrenheit" ? FAHRENHEIT : (OFFSETS.get(word) ?? 0);
      for (const [prefix, times] of [["", 1], ...(prefixes ? PREFIX_NAMES : [])]) {
        append(names, prefix + word, unit(powers, Number(factor) * times, offset));
      }
    }
  }
  return [symbols, names];
}

/** The name of a unit in the singular and American spelling. */
function oneOf(word) {
  word = fold(word);
  if (IRREGULAR.has(word)) return IRREGULAR.get(word);
  for (const name of [word, word.replace(/s$/, ""), word.replace(/es$/, "")]) {
    if (NAMES.has(standard(name))) return standard(name);
    if (SYMBOLS.has(name)) return name;
  }
  return standard(/(?:ss|us|is)$/.test(word) || lengthOf(word) < 4 ? word : word.replace(/s$/, ""));
}

function sloppy(word) {
  for (const cut of [2, 1]) {
    const [prefix, rest] = [word.slice(0, cut), word.slice(cut)];
    if (PREFIXES.has(prefix) && rest && !isUpper(word)) {
      const signs = [...SYMBOLS.keys()].filter(
        (sign) => sign.startsWith(prefix) && sign.slice(cut).toLowerCase() === rest.toLowerCase(),
      );
      if (signs.length) return signs.flatMap((sign) => SYMBOLS.get(sign));
    }
  }
  return ANY_CASE.get(word.toLowerCase()) ?? [];
}

function atom(word) {
  word = rstrip(word, ".") || word;
  const bySymbol = (symbol) => SYMBOLS.get(symbol) ?? [];
  let exact = [...bySymbol(word), ...(NAMES.get(oneOf(word)) ?? [])];
  if (!exact.length) exact = bySymbol(oneOf(word));
  if (word.length === 1) exact = [...exact, ...bySymbol(word.toUpperCase())];
  if (exact.length) return exact;
  const loose = sloppy(word);
  return loose.length ? loose : [unit([[`?${oneOf(word)}`, 1]], 1)];
}

/** The possible meanings of a unit; none for an empty text. */
function meanings(text) {
  text = strip(clean(text), " .");
  if (lengthOf(text) > 60) return [unit([[`?${text}`, 1]], 1)];
  let lower = text.toLowerCase();
  for (const [pattern, symbol] of PHRASES) {
    if (pattern.search(lower)) text = lower = pattern.sub(symbol, lower);
  }
  text = ADVERB.sub(([word]) => ADVERBS.get(word.toLowerCase()) ?? word, text);
  if (!text) return [];
  if (SYMBOLS.has(text) || !COMPOUND.search(text)) return unique(atom(text));
  const choices = [];
  PER.split(text).forEach((part, place) => {
    for (const word of BETWEEN_UNITS.split(strip(part))) {
      if (!word || word === "1") continue;
      const found = ATOM.fullmatch(word);
      const power = Number(found?.[2] || 1);
      choices.push(atom(found ? found[1] : word).map((one) => [one, place ? -power : power]));
    }
  });
  if (!choices.length) return [];
  const pairs = choices
    .slice(0, 4)
    .reduce((rows, choice) => rows.flatMap((row) => choice.map((factor) => [...row, factor])), [[]]);
  return unique(pairs.map(multiplied));
}

const ADVERB = new Pattern("(\\S+)ly\\b");
const COMPOUND = new Pattern("[ /*·^\\d]");
const unique = (units) => [...new Map(units.map((one) => [one.key, one])).values()];

function multiplied(factors) {
  const powers = new Map();
  let size = 1;
  for (const [one, power] of factors) {
    size *= power === 1 ? one.factor : powerOf(one.factor, power);
    for (const [name, times] of one.dimensions) {
      const below = name.startsWith("/") !== power < 0;
      const key = (below ? "/" : "") + lstrip(name, "/");
      powers.set(key, (powers.get(key) ?? 0) + times * Math.abs(power));
    }
  }
  for (const [sign, scale] of [["", 1e3], ["/", 1e-3]]) {
    if (powers.get(`${sign}length`) === 3) {
      powers.delete(`${sign}length`);
      powers.set(`${sign}volume`, (powers.get(`${sign}volume`) ?? 0) + 1);
      size *= scale;
    }
  }
  const isAlone = factors.length === 1 && factors[0][1] === 1;
  return unit([...powers].sort(), size, isAlone ? factors[0][0].offset : 0);
}

const powerOf = (factor, power) => Number(Math.min(Math.max(factor ** power, 1e-75), 1e75).toPrecision(12));
const isSymbol = (text) => SYMBOLS.has(clean(text));
