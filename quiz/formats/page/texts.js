"use strict";
// The data that Python wrote, and how numbers and lists are put into words (quiz/core/english.py).

const {
  file: FILE,
  banks: BANKS,
  passages: PASSAGES,
  typed: TYPED,
  words: WORDS,
  bounds: BOUNDS,
  header: HEADER,
} = DATA;
const LABEL = "\0"; // in place of the letter of a part
const RIGHT = "right",
  PARTLY = "partly",
  WRONG = "wrong",
  DONT_KNOW = "dont-know",
  EXPLAINED = "explained",
  NOT_REACHED = "not-reached";
const MISSED = [WRONG, PARTLY, DONT_KNOW];

const counted = (number, one, many = `${one}s`) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
const series = (words) => [words.slice(0, -1).join(", "), words.at(-1)].filter(Boolean).join(" and ");
const figure = (value) => String(Number(value.toPrecision(15)));
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

// A number rounded to so many decimals, a half to the even neighbour, as Python does.
function rounded(value, digits = 0) {
  const halves = value * 2 ** (digits + 1);
  if (!Number.isInteger(halves) || halves % 2 === 0) return Number(value.toFixed(digits));
  const below = Math.floor(value * 10 ** digits);
  return (below + (below % 2)) / 10 ** digits;
}

// The texts that several parts of the script use.
const TEXTS = {
  answer: "Answer",
  dontKnow: "I don't know",
  leave: "Leave",
  yours: "yours",
};
