// quiz/core/typed_answers/matching.py

const { STAR, AND, HEAD, SUBJECT, VERBS, CHOICE } = constants("matching");
const MINUS_SIGN = new Pattern("(?<!\\w)-(?=\\d)");
const NON = new Pattern("\\bnon (?=\\w)");
const SPACES_AND_HYPHENS = new Pattern("[\\s-]+");
const WORDS_WITH_HYPHENS = new Pattern("[\\w-]+");

// Wildcards

function folded(text) {
  text = MINUS_SIGN.sub("\0", fold(text));
  return NON.sub("non", SPACES_AND_HYPHENS.sub(" ", text)).replace(/\0/g, "-");
}

/** The run of a folded text that each star of a pattern matches; null if there is no match. */
function runs(pattern, text) {
  const pieces = STAR.split(strip(pattern)).map((piece) => folded(withoutEscapes(piece)));
  if (pieces.length === 1) return text === pieces[0] ? [] : null;
  const middle = pieces.slice(1, -1);
  const [first, last] = [lstrip(pieces[0]), rstrip(pieces[pieces.length - 1])];
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return null;
  let at = first.length;
  const end = text.length - last.length;
  const taken = [];
  for (const piece of middle) {
    const found = text.indexOf(piece, at);
    if (found < 0 || found + piece.length > end) return null;
    taken.push(text.slice(at, found));
    at = found + piece.length;
  }
  return [...taken, text.slice(at, end)];
}

const withoutEscapes = (text) => text.replace(/\\\*/g, "*");
const denies = (taken, language) => taken.some((run) => words(run, language).some((word) => DENYING.has(word)));

// Words

/** The words of an answer, and shorter forms without a sentence, articles, or words of the question. */
function reductions(text, ask, language, typed) {
  const full = plain(text, language);
  const whole = wordsOf(full, language);
  let bare = full;
  for (const pattern of [CARRIERS, TRAILERS]) bare = strip(pattern.sub("", bare));
  const question = new Set(CHOICE.search(ask) ? [] : WORDS_WITH_HYPHENS.findall(ask).map((word) => fold(word)));
  const subject = typed && SUBJECT.match(bare);
  if (subject && question.has(fold(subject[1]))) bare = bare.slice(subject[0].length);
  const core = withoutArticles(bare === "" || bare === full ? whole : wordsOf(bare, language), language, bare);
  const found = [whole, core];
  if (typed && A_ONE.search(bare)) found.push(wordsOf(A_ONE.sub(ONE, bare), language));
  for (const filler of FILLERS) {
    const rest = core.slice(0, -filler.length);
    if (
      typed &&
      rest.length &&
      sameTokens(core.slice(-filler.length), filler) &&
      (SIDES.has(rest[rest.length - 1]) || (sameTokens(filler, ["1"]) && bare.toLowerCase().startsWith("the ")))
    ) {
      found.push(rest);
    }
  }
  const nouns = heads(ask, language);
  const drop = typed ? new Set([...question].filter((word) => !RELATIONS.has(word))) : nouns;
  for (const tokens of found.slice(1)) found.push(...without(tokens, nouns, drop, language));
  for (const tokens of found.slice(1)) {
    if (tokens.length > 1 && LEADING.has(tokens[0])) found.push(tokens.slice(1));
  }
  const distinct = new Map(found.filter((tokens) => tokens.length).map((tokens) => [tokens.join("\0"), tokens]));
  return [...distinct.values()];
}

const sameTokens = (one, other) => one.join("\0") === other.join("\0");

/** The nouns that a question asks for, which an answer need not repeat. */
function heads(ask, language) {
  const nouns = new Set();
  for (const found of HEAD.finditer(fold(ask, language))) {
    for (const word of split(found[1])) {
      if (VERBS.has(word)) break;
      if (!RELATIONS.has(word)) nouns.add(word);
    }
  }
  return nouns;
}

/** Words without those at either end that are in the question. */
function without(tokens, nouns, drop, language) {
  const isSaid = (token) =>
    !startsWithDigit(token) &&
    !SIDES.has(token) &&
    [...drop].some((word) => sameWord(token, word, language) || FORMS.get(oneOf(word)) === token);
  const found = [];
  let [start, end] = [0, tokens.length];
  while (end > 1 && isSaid(tokens[end - 1])) found.push(tokens.slice(0, --end));
  if (end < tokens.length) return found;
  while (end - start > 1 && isSaid(tokens[start])) found.push(tokens.slice(++start));
  return found;
}

const negations = (tokens) => tokens.filter((token) => NEGATIONS.has(token)).length;

/** Whether words are the same, one by one or joined without spaces. */
function sameWords(ours, theirs, language) {
  if (ours.length === theirs.length && ours.every((word, place) => sameWord(word, theirs[place], language))) {
    return true;
  }
  if (negations(ours) !== negations(theirs)) return deniedAlike(ours, theirs) || deniedAlike(theirs, ours);
  return sameWord(joined(ours), joined(theirs), language);
}

/** Whether one has "unsafe" where the other has "not safe". */
function deniedAlike(ours, theirs) {
  const place = theirs.indexOf("not");
  if (place < 0 || place + 1 === theirs.length) return false;
  return sameTokens(ours, [...theirs.slice(0, place), `un${theirs[place + 1]}`, ...theirs.slice(place + 2)]);
}

/** Whether words are the same in any order, if none of them makes the order matter. */
function sameBag(ours, theirs, language) {
  if (ours.length !== theirs.length || ours.length < 2 || ours.length > 12) return false;
  if ([...ours, ...theirs].some((word) => RELATIONS.has(word))) return false;
  if (ours.filter(startsWithDigit).length > 1) return false;
  if (ours.length > 3) {
    return theirs.some(
      (_, place) => place && sameWords(ours, [...theirs.slice(place), ...theirs.slice(0, place)], language),
    );
  }
  const left = [...theirs];
  return ours.every((token) => takeFirst(left, (other) => sameWord(token, other, language)));
}

/** Remove the first entry of a list for which this is true, and say whether there was one. */
function takeFirst(list, isIt) {
  const place = list.findIndex(isIt);
  if (place >= 0) list.splice(place, 1);
  return place >= 0;
}

function sameAnswer(typed, answer, ask, language) {
  const [ours, theirs] = [reductions(typed, ask, language, true), reductions(answer, ask, language, false)];
  const isSame = (our, their) =>
    !prepositionsDiffer(ours[0], theirs[0], our, their) &&
    (sameWords(our, their, language) || sameBag(our, their, language));
  return ours.some((our) => theirs.some((their) => isSame(our, their))) || sameList(typed, answer, ask, language);
}

function prepositionsDiffer(typed, answer, our, their) {
  const [one, other] = [typed, answer].map((tokens) => tokens.slice(0, 2).find((token) => LEADING.has(token)));
  return Boolean(one && other) && one !== other && !our.includes(one) && !their.includes(other);
}

/** Whether two lists have the same items in any order, or a comma inverts an answer ("pain, back"). */
function sameList(typed, answer, ask, language) {
  const [items, theirs] = [typed, answer].map((text) => AND.split(fold(text, language)).filter(Boolean));
  if (theirs.length === 1 && items.length === 2 && typed.includes(",")) {
    const ours = reductions(`${items[1]} ${items[0]}`, ask, language, true);
    const wanted = reductions(answer, ask, language, false);
    return ours.some((our) => wanted.some((their) => sameWords(our, their, language)));
  }
  if (items.length !== theirs.length || items.length < 2 || items.length > 12) return false;
  return items.every((item) => takeFirst(theirs, (other) => sameItem(item, other, ask, language)));
}

function sameItem(item, other, ask, language) {
  const theirs = reductions(other, ask, language, false);
  return reductions(item, ask, language, true).some((our) =>
    theirs.some((their) => sameWords(our, their, language) || sameBag(our, their, language)),
  );
}
