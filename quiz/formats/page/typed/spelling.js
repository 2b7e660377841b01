// quiz/core/typed_answers/spelling.py

const { AMERICAN, WHOLE, IZE, DOUBLED, IRREGULAR, HISSING, SINGULAR, ENDINGS, LATIN } = constants("spelling");
const BRITISH = new Pattern([...AMERICAN.keys()].sort((one, other) => other.length - one.length).join("|"));

function standard(word) {
  if (!/^[a-z]{4,}$/i.test(word)) return WHOLE.get(word) ?? word;
  if (WHOLE.has(word)) return WHOLE.get(word);
  word = BRITISH.sub(([part]) => AMERICAN.get(part), word);
  word = IZE.sub("\\1z", word);
  return DOUBLED.sub(([part]) => part.slice(0, -1), word);
}

function isPlural(many, one, language = "en") {
  if (IRREGULAR.get(many) === one) return true;
  if (lengthOf(one) < 3 || many === one || many.endsWith("ss") || SINGULAR.has(many)) return false;
  if (language.slice(0, 2) === "en") {
    const hisses = HISSING.some((ending) => one.endsWith(ending));
    if (many === `${one}s` || (hisses && many === `${one}es`)) return true;
    return lengthOf(one) > 4 && LATIN.some((pair) => swaps(many, one, pair));
  }
  return (ENDINGS.get(language.slice(0, 2)) ?? ["s", "es"]).some((ending) => many === one + ending);
}

function swaps(many, one, [plural, singular]) {
  return one.endsWith(singular) && many === one.slice(0, one.length - singular.length) + plural;
}

function sameWord(one, other, language = "en") {
  if (one === other) return true;
  if (one[0] !== other[0] && one[one.length - 1] !== other[other.length - 1]) return false;
  const [a, b] = [standard(one), standard(other)];
  return a === b || isPlural(a, b, language) || isPlural(b, a, language);
}
