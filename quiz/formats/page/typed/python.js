// What Python has and JavaScript lacks: its regular expressions, and its strings of code points.

const SPACES =
  "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a" +
  "\u2028\u2029\u202f\u205f\u3000";
const WORD = "\\p{L}\\p{N}_";
const ESCAPES = {
  b: `(?:(?<=[${WORD}])(?![${WORD}])|(?<![${WORD}])(?=[${WORD}]))`,
  d: "\\p{Nd}",
  s: SPACES,
  w: WORD,
};
const SAME_LETTERS = { i: "iIıİ", k: "kK\u212a", s: "sSſ" };

/** A pattern of Python in the syntax of JavaScript: Unicode classes, `$` also before a last line feed. */
function translate(source, ignoreCase) {
  let inClass = false;
  const parts = /\[\^\\W(?:\\d)?_?[^\]]*\]|\(\?P<|\\x..|\\u....|\\.|\[\^?|\]|a-z|A-Z|[\s\S]/gu;
  return source.replace(parts, (part) => {
    if (part.startsWith("[^\\W")) {
      const numbers = part.includes("\\d") ? "\\p{Nl}\\p{No}" : "\\p{N}";
      return `[\\p{L}${numbers}${part.includes("_") ? "" : "_"}]`;
    }
    if (part === "(?P<") return "(?<";
    if (part[0] === "\\") {
      const name = part.slice(1);
      if (name === "b") return ESCAPES.b;
      if ("dsw".includes(name)) return inClass ? ESCAPES[name] : `[${ESCAPES[name]}]`;
      return "DSW".includes(name) ? `[^${ESCAPES[name.toLowerCase()]}]` : part;
    }
    if (!inClass && part[0] === "[") {
      inClass = true;
      return part;
    }
    if (part === "]") inClass = false;
    if (!inClass && part === ".") return "[^\\n]";
    if (!inClass && part === "$") return "(?=\\n?$)";
    if (!ignoreCase || !/^\p{L}/u.test(part)) return part;
    if (part.length > 1) return `a-zA-Z${Object.values(SAME_LETTERS).join("")}`;
    const lower = part.toLowerCase();
    const same = SAME_LETTERS[lower] ?? lower + lower.toUpperCase();
    return inClass ? same : `[${same}]`;
  });
}

/** A pattern with the methods of Python's `re`, compiled when it is first used. */
class Pattern {
  constructor(source, ignoreCase = false) {
    Object.assign(this, { source, ignoreCase });
  }

  get anywhere() {
    return (this.compiled ??= new RegExp(translate(this.source, this.ignoreCase), "gu"));
  }

  search(text) {
    this.anywhere.lastIndex = 0;
    return this.anywhere.exec(text);
  }

  match(text) {
    this.atStart ??= new RegExp(`^(?:${this.anywhere.source})`, "u");
    return this.atStart.exec(text);
  }

  fullmatch(text) {
    this.whole ??= new RegExp(`^(?:${this.anywhere.source})$`, "u");
    return this.whole.exec(text);
  }

  findall(text) {
    return text.match(this.anywhere) ?? [];
  }

  finditer(text) {
    this.anywhere.lastIndex = 0;
    return [...text.matchAll(this.anywhere)];
  }

  split(text) {
    return text.split(this.anywhere);
  }

  /** Replace each match by a text, in which `\1` is a group, or by what a function returns for its groups. */
  sub(replacement, text) {
    const replace =
      typeof replacement === "string"
        ? (found) => replacement.replace(/\\(\d)/g, (_, group) => found[group] ?? "")
        : replacement;
    return text.replace(this.anywhere, (...found) => replace(found));
  }
}

/** A constant of a Python module: dictionaries as Maps, sets as Sets, patterns as Patterns. */
function constant(value) {
  if (Array.isArray(value)) return value.map(constant);
  if (value === null || typeof value !== "object") return value;
  if (value.pattern !== undefined) return new Pattern(value.pattern, value.ignoreCase);
  if (value.set !== undefined) return new Set(value.set);
  return new Map(Object.entries(value).map(([key, entry]) => [key, constant(entry)]));
}

/** The constants of a Python module by their names, each read when it is first asked for. */
function constants(module) {
  return new Proxy(TYPED[module], { get: (values, name) => constant(values[name]) });
}

/** The characters of ranges, written as gaps and lengths to base 36, for a class of a regular expression. */
function characters(ranges) {
  let at = 0;
  let classes = "";
  ranges.split(" ").forEach((steps, place) => {
    const from = at;
    at += parseInt(steps, 36);
    if (place % 2) classes += `\\u{${from.toString(16)}}-\\u{${(at - 1).toString(16)}}`;
  });
  return classes;
}

const UNASSIGNED = new RegExp(`[${characters(TYPED.unassigned)}]`, "gu");
const DIGIT = `[\\p{Nd}${characters(TYPED.digits)}]`;
const HAS_DIGIT = new RegExp(DIGIT, "u");
const STARTS_WITH_DIGIT = new RegExp(`^${DIGIT}`, "u");
const DIGITS_ONLY = new RegExp(`^${DIGIT}+$`, "u");

const hasDigit = (text) => HAS_DIGIT.test(text);
const startsWithDigit = (text) => STARTS_WITH_DIGIT.test(text);
const isDigits = (text) => DIGITS_ONLY.test(text);
const isAscii = (text) => /^[\0-\x7f]*$/.test(text);
const isAlpha = (text) => /^\p{L}+$/u.test(text);
const isLower = (text) => /\p{Lowercase}/u.test(text) && !/[\p{Uppercase}\p{Lt}]/u.test(text);
const isUpper = (text) => /\p{Uppercase}/u.test(text) && !/[\p{Lowercase}\p{Lt}]/u.test(text);
const lengthOf = (text) => [...text].length;

/** Text without these characters at its ends. */
function strip(text, characters = SPACES) {
  return lstrip(rstrip(text, characters), characters);
}

function lstrip(text, characters = SPACES) {
  let start = 0;
  while (start < text.length && characters.includes(text[start])) start++;
  return text.slice(start);
}

function rstrip(text, characters = SPACES) {
  let end = text.length;
  while (end && characters.includes(text[end - 1])) end--;
  return text.slice(0, end);
}

const RUN_OF_SPACES = new Pattern("\\s+");
const split = (text) => RUN_OF_SPACES.split(text).filter(Boolean);
const translated = (text, table) => [...text].map((character) => table.get(character) ?? character).join("");

/** Text for comparison without case, by Unicode's full case folding. */
function casefold(text) {
  if (isAscii(text)) return text.toLowerCase();
  return [...text].map(foldLetter).join("");
}

function foldLetter(letter) {
  if (letter === "ẞ") return "ss";
  const capital = letter.toUpperCase();
  return /\p{Script=Cherokee}/u.test(letter) ? capital : capital.toLowerCase();
}

/** Whether a word is written as in a title: a capital letter, then small ones. */
function isCapitalized(word) {
  const [first] = word;
  const capital = /[\p{Lt}ა-ჿ]/u.test(first) ? first : first.toUpperCase();
  return word === capital + word.toLowerCase().slice(first.toLowerCase().length);
}

/** Whether a character has a combining class, which normalizing shows by its move across another mark. */
function isCombining(character) {
  return (
    ("\u0345" + character).normalize("NFD")[0] !== "\u0345" || (character + "\u0334").normalize("NFD")[0] === "\u0334"
  );
}

/** A number with 15 digits, as "%.15g" writes it: a tie is rounded to the even digit. */
function figure(value) {
  if (!Number.isFinite(value)) return String(value).replace("Infinity", "inf").replace("NaN", "nan");
  if (Object.is(value, -0)) return "-0";
  let [digits, exponent] = value.toExponential(14).split("e");
  const exact = value.toExponential(40);
  const last = exact.indexOf(".") + 14;
  if (/^[02468]50*e/.test(exact.slice(last))) digits = exact.slice(0, last + 1);
  if (-4 <= exponent && exponent < 15) return String(Number(`${digits}e${exponent}`));
  return `${digits.replace(/\.?0+$/, "")}e${exponent.replace(/^([+-])(\d)$/, "$10$2")}`;
}

/** A sentence with texts in the places of `{}`. */
function format(sentence, ...texts) {
  return sentence.replace(/\{\}/g, () => texts.shift());
}
