"""Compare answers word by word, and with patterns."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from quiz.core.typed_answers.folding import fold
from quiz.core.typed_answers.phrases import (
    A_ONE,
    CARRIERS,
    DENYING,
    FILLERS,
    FORMS,
    LEADING,
    NEGATIONS,
    ONE,
    RELATIONS,
    SIDES,
    TRAILERS,
    joined,
    plain,
    without_articles,
    words,
    words_of,
)
from quiz.core.typed_answers.spelling import same_word
from quiz.core.typed_answers.units import one_of

STAR: Final = re.compile(r"(?<!\\)\*")
AND: Final = re.compile(r"\s*(?:,\s*(?:and|&)\s|,|;|\band\b|&|\bplus\b|(?<=\s)\+(?=\s))\s*")
HEAD: Final = re.compile(r"\b(?:which|what|how many|in which|on which|at what) ((?:[\w-]+ ?){1,3})")
SUBJECT: Final = re.compile(r"the (\w+) (?:is|are|was) ", re.I)
VERBS: Final = frozenset("is are was were does do did has have of should must can may will".split())
CHOICE: Final = re.compile(r"\bor\b|/")
Words = tuple[str, ...]


# Wildcards


@lru_cache(maxsize=512)
def folded(text: str) -> str:
    """Text for comparison with patterns: folded, with runs of spaces and hyphens as one space."""
    text = re.sub(r"(?<!\w)-(?=\d)", "\0", fold(text))
    return re.sub(r"\bnon (?=\w)", "non", re.sub(r"[\s-]+", " ", text)).replace("\0", "-")


def runs(pattern: str, text: str) -> list[str] | None:
    r"""The run of a folded text that each star of a pattern matches; None if there is no match.

    `*` matches any run of characters, `\*` is a star: Moodle's rule for short answers.
    """
    first, *others = (folded(piece.replace(r"\*", "*")) for piece in STAR.split(pattern.strip()))
    if not others:
        return [] if text == first else None
    *middle, last = others
    first, last = first.lstrip(), last.rstrip()
    if len(text) < len(first) + len(last) or not (text.startswith(first) and text.endswith(last)):
        return None
    at, end = len(first), len(text) - len(last)
    taken = []
    for piece in middle:
        found = text.find(piece, at, end)
        if found < 0:
            return None
        taken.append(text[at:found])
        at = found + len(piece)
    return [*taken, text[at:end]]


def denies(taken: list[str], language: str) -> bool:
    """Whether the runs that stars match reverse the meaning."""
    return any(not DENYING.isdisjoint(words(run, language)) for run in taken)


# Words


@lru_cache(maxsize=512)
def reductions(text: str, ask: str, language: str, *, typed: bool) -> tuple[Words, ...]:
    """The words of an answer, and shorter forms without a sentence, articles, or words of the question."""
    bare = full = plain(text, language)
    whole = words_of(full, language)
    for pattern in (CARRIERS, TRAILERS):
        bare = pattern.sub("", bare).strip()
    question = frozenset() if CHOICE.search(ask) else frozenset(fold(word) for word in re.findall(r"[\w-]+", ask))
    if typed and (subject := SUBJECT.match(bare)) and fold(subject[1]) in question:
        bare = bare[subject.end() :]
    core = without_articles(whole if bare in ("", full) else words_of(bare, language), language, bare)
    found = [whole, core]
    if typed and (one := A_ONE.sub(ONE, bare)) != bare:
        found.append(words_of(one, language))
    for filler in FILLERS:
        if (
            typed
            and len(core) > len(filler)
            and tuple(core[-len(filler) :]) == filler
            and (core[-len(filler) - 1] in SIDES or (filler == ("1",) and bare.lower().startswith("the ")))
        ):
            found.append(core[: -len(filler)])
    heads = _heads(ask, language)
    for tokens in found[1:]:
        found.extend(_without(tokens, heads, question - RELATIONS if typed else heads, language))
    found.extend([tokens[1:] for tokens in found[1:] if len(tokens) > 1 and tokens[0] in LEADING])
    return tuple(dict.fromkeys(tuple(tokens) for tokens in found if tokens))


@lru_cache(maxsize=64)
def _heads(ask: str, language: str) -> frozenset[str]:
    """The nouns that a question asks for, such as "leg" in "Which leg", which an answer need not repeat."""
    nouns: set[str] = set()
    for found in HEAD.finditer(fold(ask, language)):
        for word in found[1].split():
            if word in VERBS:
                break
            nouns.add(word)
    return frozenset(nouns - RELATIONS)


def _without(tokens: list[str], heads: frozenset[str], drop: frozenset[str], language: str) -> Iterator[list[str]]:
    """Words without those at either end that are in the question."""

    def is_asked(token: str) -> bool:
        return not token[0].isdigit() and any(
            same_word(token, word, language) or FORMS.get(one_of(word)) == token for word in drop
        )

    start, end = 0, len(tokens)
    while end - start > 1 and is_asked(tokens[end - 1]) and tokens[end - 1] not in SIDES:
        end -= 1
        yield tokens[start:end]
    if end == len(tokens):
        while end - start > 1 and is_asked(tokens[start]) and tokens[start] not in SIDES:
            start += 1
            yield tokens[start:end]


def negations(tokens: Words) -> int:
    """The number of negations among the words."""
    return sum(token in NEGATIONS for token in tokens)


def same_words(ours: Words, theirs: Words, language: str) -> bool:
    """Whether words are the same, one by one or joined without spaces."""
    if len(ours) == len(theirs) and all(same_word(a, b, language) for a, b in zip(ours, theirs, strict=True)):
        return True
    if negations(ours) != negations(theirs):
        return _denied_alike(ours, theirs) or _denied_alike(theirs, ours)
    return same_word(joined(list(ours)), joined(list(theirs)), language)


def _denied_alike(ours: Words, theirs: Words) -> bool:
    """Whether one has "unsafe" where the other has "not safe"."""
    place = next((place for place, token in enumerate(theirs) if token == "not"), len(theirs))
    denied = theirs[place + 1 : place + 2]
    return bool(denied) and ours == (*theirs[:place], f"un{denied[0]}", *theirs[place + 2 :])


def same_bag(ours: Words, theirs: Words, language: str) -> bool:
    """Whether words are the same in any order, if none of them makes the order matter.

    More than three words may only be rotated, so that each noun keeps its adjective.
    """
    if len(ours) != len(theirs) or not 2 <= len(ours) <= 12 or not RELATIONS.isdisjoint(ours + theirs):
        return False
    if sum(token[0].isdigit() for token in ours) > 1:
        return False
    if len(ours) > 3:
        turns = (theirs[place:] + theirs[:place] for place in range(1, len(theirs)))
        return any(same_words(ours, turned, language) for turned in turns)
    left = list(theirs)
    for token in ours:
        found = next((other for other in left if same_word(token, other, language)), None)
        if found is None:
            return False
        left.remove(found)
    return True


def same_answer(typed: str, answer: str, ask: str, language: str) -> bool:
    """Whether a typed answer is an accepted one in another form."""
    ours, theirs = reductions(typed, ask, language, typed=True), reductions(answer, ask, language, typed=False)
    for our in ours:
        for their in theirs:
            if _prepositions_differ(ours[0], theirs[0], our, their):
                continue
            if same_words(our, their, language) or same_bag(our, their, language):
                return True
    return _same_list(typed, answer, ask, language)


def _prepositions_differ(typed: Words, answer: Words, our: Words, their: Words) -> bool:
    one, other = (next((t for t in tokens[:2] if t in LEADING), "") for tokens in (typed, answer))
    return bool(one and other) and one != other and one not in our and other not in their


def _same_list(typed: str, answer: str, ask: str, language: str) -> bool:
    """Whether two lists have the same items in any order, or a comma inverts an answer ("pain, back")."""
    items, theirs = (list(filter(None, AND.split(fold(text, language)))) for text in (typed, answer))
    if len(theirs) == 1 and len(items) == 2 and "," in typed:
        turned = f"{items[1]} {items[0]}"
        return any(
            same_words(our, their, language)
            for our in reductions(turned, ask, language, typed=True)
            for their in reductions(answer, ask, language, typed=False)
        )
    if len(items) != len(theirs) or not 2 <= len(items) <= 12:
        return False
    for item in items:
        found = next((other for other in theirs if _same_item(item, other, ask, language)), None)
        if found is None:
            return False
        theirs.remove(found)
    return True


def _same_item(item: str, other: str, ask: str, language: str) -> bool:
    return any(
        same_words(our, their, language) or same_bag(our, their, language)
        for our in reductions(item, ask, language, typed=True)
        for their in reductions(other, ask, language, typed=False)
    )
