// quiz/core/typed_answers/slips.py

const { SHORTEST, OPPOSITES, SUBSTANCES, DRUG, SOUNDS } = constants("slips");
const [SLIP, DOUBT] = ["slip", "doubt"];

function distance(a, b, limit = 2) {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let same = 0;
  while (same < a.length && same < b.length && a[same] === b[same]) same++;
  [a, b] = [a.slice(same), b.slice(same)];
  if (!a.length || !b.length) return a.length + b.length;
  if (limit === 0) return 1;
  const rests = [[a.slice(1), b.slice(1)], [a.slice(1), b], [a, b.slice(1)]];
  if (a[1] === b[0] && b[1] === a[0]) rests.push([a.slice(2), b.slice(2)]);
  return 1 + Math.min(...rests.map(([x, y]) => distance(x, y, limit - 1)));
}

const isOneEdit = (word, other) => distance([...word], [...other], 1) <= 1;

function areOpposites(word, other) {
  const reversed = OPPOSITES.map(([p, q]) => [q, p]);
  return [...OPPOSITES, ...reversed].some(
    ([p, q]) =>
      word.startsWith(p) &&
      other.startsWith(q) &&
      !(q && word.startsWith(q)) &&
      !(p && other.startsWith(p)) &&
      isOneEdit(word.slice(p.length), other.slice(q.length)),
  );
}

function sound(word) {
  return SOUNDS.reduce((text, [pattern, replacement]) => pattern.sub(replacement, text), standard(word));
}

function nearness(typed, answer, language, isWord, alone = true) {
  const [typedLength, answerLength] = [lengthOf(typed), lengthOf(answer)];
  if (answerLength < SHORTEST || typedLength < SHORTEST - 1 || !isAlpha(typed + answer)) return null;
  if (!isAlphabetic(answer) || language.startsWith("vi") || areOpposites(typed, answer)) return null;
  if (!isOneEdit(typed, answer) && !isOneEdit(standard(typed), standard(answer))) {
    const alike = answerLength > SHORTEST && isAscii(typed) && sound(typed) === sound(answer);
    return alike && language.startsWith("en") ? DOUBT : null;
  }
  if (!language.startsWith("en") || typedLength < SHORTEST) return DOUBT;
  if ([typed, standard(typed), singular(typed)].some(isWord)) {
    return alone && !isUsualSlip(typed, answer) ? null : DOUBT;
  }
  return isAnotherSubstance(typed, answer) ? DOUBT : SLIP;
}

function singular(typed) {
  const one = typed.slice(0, -1);
  return typed.endsWith("s") && sameWord(typed, one) ? one : "";
}

function isAlphabetic(word) {
  return [...word].every((letter) => letter.codePointAt(0) < 0x0530);
}

function isAnotherSubstance(typed, answer) {
  if (answer === `${typed}e`) return false;
  const ends = [typed, answer].map((word) => SUBSTANCES.find((end) => word.endsWith(end)) ?? "");
  if (ends.every(Boolean) && ends[0] !== ends[1]) return true;
  return DRUG.search(answer) !== null && !isUsualSlip(typed, answer);
}

function isUsualSlip(typed, answer) {
  const single = (word) => word.replace(/(.)\1/gu, "$1");
  const sorted = (word) => [...word].sort().join("");
  return single(typed) === single(answer) || sorted(typed) === sorted(answer);
}
