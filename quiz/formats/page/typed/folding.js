// quiz/core/typed_answers/folding.py

const { SUPERSCRIPTS, SUPERSCRIPT, RAISED, VULGAR, ORDINAL_DEGREE, SAME, LETTERS, UMLAUTS, VIETNAMESE } =
  constants("folding");

function clean(text) {
  if (text.includes("^")) text = RAISED.sub("", text);
  if (isAscii(text)) return text;
  text = VULGAR.sub(([sign]) => ` ${sign.normalize("NFKC")}`, text);
  text = ORDINAL_DEGREE.sub("\\1°", text);
  text = SUPERSCRIPT.sub(raised, text);
  text = translated(translated(text, SAME).normalize("NFKC"), SAME);
  return text.replace(/(?![\0-\x7f])\p{C}/gu, "").replace(/\p{Nd}/gu, decimal);
}

function raised([signs, start, text]) {
  const digits = translated(signs, SUPERSCRIPTS);
  const before = [...text.slice(0, start)].pop() ?? "";
  if (!isDigits(before)) return digits;
  return /[+-]$/.test(digits) ? ` ${digits}` : `^${digits}`;
}

/** A digit of any script: they come in runs of ten from 0 to 9. */
function decimal(digit) {
  let run = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(digit.codePointAt(0) - run - 1))) run++;
  return String(run % 10);
}

function fold(text, language = "") {
  text = casefold(clean(text));
  if (isAscii(text)) return text;
  if (language.startsWith("vi") || VIETNAMESE.search(text)) return text;
  let base = "";
  let folded = "";
  for (const character of text.normalize("NFD")) {
    if (!isCombining(character)) base = character;
    else if (dropsMarks(base, character)) continue;
    folded += character;
  }
  const katakana = /[\u30a1-\u30f6]/g;
  return translated(folded.normalize("NFC"), LETTERS).replace(katakana, (letter) =>
    String.fromCharCode(letter.charCodeAt(0) - 0x60),
  );
}

function dropsMarks(base, mark) {
  const letter = base ? base.codePointAt(0) : 0;
  const latinOrGreek = letter < 0x0400;
  const cyrillic =
    0x0400 <= letter && letter < 0x0530 && (mark === "\u0301" || (mark === "\u0308" && base === "е"));
  const arabic = (0x0600 <= letter && letter < 0x0700) || /[\u064b-\u0655\u0670]/.test(mark);
  const hebrew = /[\u0591-\u05c7]/.test(mark);
  return latinOrGreek || cyrillic || arabic || hebrew;
}
