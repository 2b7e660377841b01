"""Rules on options: what gives the key away, and what makes a question unfair."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from quiz.bank.text import content_words, fold, words
from quiz.characters import quoted
from quiz.check.rules.rule import Issue, Level, Subject, question_rule
from quiz.check.rules.spans import spans_of
from quiz.core.kinds import Option

THEM: Final = r"(?:(?:the |these |those )?(?:above|below|answers|options|others|three|four)|these|those|them)"
RIGHT: Final = r"(?: (?:is|are) (?:right|correct|true|so))?[.!]?"
ALL: Final = re.compile(rf"all (?:of )?{THEM}{RIGHT}")
NONE: Final = re.compile(rf"none (?:of )?{THEM}{RIGHT}")
LABELS: Final = re.compile(
    r"(?:(?:both|neither|either|only|all|options?|answers?|[a-h1-9]|and|or|nor|of|the|these|them|above)\b|[\s,&/()])+\.?"
)
LABEL: Final = re.compile(r"\b(?:[a-h1-9] (?:and|or|nor|&) [a-h1-9]|(?:both|neither|either)(?: of)?(?: the| these)?)\b")
ABSOLUTES: Final = frozenset("always never all none only completely".split())
VAGUE: Final = frozenset("usually often sometimes".split())
LONGEST: Final = 60
"""The most characters of an option that speaks of other options."""
FEWEST, MOST = 3, 6
MUCH_LONGER: Final = 1.4
"""From how many times the mean length of the wrong options on a key is taken for its length."""


@question_rule("key", Level.ERROR, mandatory=True)
def key(subject: Subject) -> Iterator[Issue]:
    """Two options that say the same. (That a choice has one key, the reader sees to.)"""
    seen: dict[str, str] = {}
    for place, option in enumerate(subject.options):
        said = fold(option.text).casefold().strip(" .,;:!?\"'") or option.text
        if said in seen:
            message = f"{quoted(option.text)} says the same as {quoted(seen[said])}; delete one of them"
            yield Issue(message, ("options", place))
        seen.setdefault(said, option.text)


@question_rule("all-of-the-above", Level.ERROR, english_only=True)
def all_of_the_above(subject: Subject) -> Iterator[Issue]:
    """Who sees that two options are right need not know the third."""
    for place, option in enumerate(subject.options):
        if _is(ALL, option.text):
            yield Issue(f"{quoted(option.text)} is not an answer in itself; make this a 'select'", ("options", place))


@question_rule("none-of-the-above", Level.ERROR, english_only=True)
def none_of_the_above(subject: Subject) -> Iterator[Issue]:
    """Who picks it has shown what is wrong, and need not know what is right."""
    for place, option in enumerate(subject.options):
        if _is(NONE, option.text):
            yield Issue(f"{quoted(option.text)} does not say what is right; write an answer", ("options", place))


@question_rule("both-a-and-b", Level.ERROR, english_only=True)
def both_a_and_b(subject: Subject) -> Iterator[Issue]:
    """Options are shuffled, and one that names others by their place means nothing."""
    for place in _naming_others(subject.options):
        text = subject.options[place].text
        yield Issue(f"{quoted(text)} names other options; make this a 'select'", ("options", place))


def _is(words: re.Pattern[str], text: str) -> bool:
    return len(text) <= LONGEST and words.fullmatch(fold(text).casefold()) is not None


def _naming_others(options: Sequence[Option]) -> list[int]:
    """The positions of options such as "both A and B"; none where all are of that form, and so are numbers."""
    found = [
        place
        for place, option in enumerate(options)
        if _is(LABELS, option.text) and LABEL.search(fold(option.text).casefold())
    ]
    return found if len(found) < len(options) else []


@question_rule("few-options", Level.WARNING)
def few_options(subject: Subject) -> Iterator[Issue]:
    """Of two options, every second guess is right."""
    if 0 < len(subject.options) < FEWEST:
        yield Issue("with two options, half the guesses are right; add one that someone might believe", ("options",))


@question_rule("many-options", Level.WARNING)
def many_options(subject: Subject) -> Iterator[Issue]:
    """Three good options are enough; many are mostly read for nothing."""
    if len(subject.options) > MOST:
        message = f"{len(subject.options)} options are a lot to keep in mind; use at most {MOST}"
        yield Issue(message, ("options",))


@question_rule("longest-key", Level.WARNING)
def longest_key(subject: Subject) -> Iterator[Issue]:
    """Who does not know picks the longest option."""
    if not subject.question.one_right or not key_is_longest(subject.options):
        return
    place = _key(subject.options)
    wrong = [len(option.text) for option in subject.options if not option.right]
    length = len(subject.options[place].text)
    mean = sum(wrong) / len(wrong)
    if length >= MUCH_LONGER * mean:
        detail = f"{length} characters; the wrong ones average {mean:.0f}"
        message = f"the right option is by far the longest ({detail}); shorten it or lengthen the others"
        yield Issue(message, ("options", place))


def _key(options: Sequence[Option]) -> int:
    """The position of the right option."""
    return next(place for place, option in enumerate(options) if option.right)


def key_is_longest(options: Sequence[Option]) -> bool:
    """Whether a right option is longer than every other."""
    longest = max(options, key=lambda option: len(option.text), default=None)
    return longest is not None and longest.right and [len(o.text) for o in options].count(len(longest.text)) == 1


@question_rule("absolutes", Level.WARNING, english_only=True)
def absolutes(subject: Subject) -> Iterator[Issue]:
    """Such words are known to stand in wrong options: who sees them on one side alone need not know more."""
    options = subject.options
    others = [place for place, option in enumerate(options) if _is(ALL, option.text) or _is(NONE, option.text)]
    named = {*others, *_naming_others(options)}  # of which another rule speaks
    found = [
        (option.right, place, word)
        for place, option in enumerate(options)
        for word in words(option.text)
        if word in ABSOLUTES and place not in named
    ]
    sides = {right for right, _, _ in found}
    if len(sides) == 1:
        right, place, word = found[0]
        where = "the right answer" if right else "wrong options"
        yield Issue(f"{quoted(word)} is only in {where}, which gives the key away; reword it", ("options", place))


@question_rule("vague", Level.INFO, english_only=True)
def vague(subject: Subject) -> Iterator[Issue]:
    """Everyone reads such a word as they like, unless the document itself says it."""
    for place, option in enumerate(subject.options):
        word = next((word for word in words(option.text) if word in VAGUE), None)
        if word:
            message = f"{quoted(word)} means different things to different people; keep it only if the document says it"
            yield Issue(message, ("options", place))


@question_rule("convergence", Level.INFO)
def convergence(subject: Subject) -> Iterator[Issue]:
    """The option that has most in common with the others is often the key."""
    options = subject.options
    if not subject.question.one_right or len(options) < FEWEST:
        return
    place = _key(options)
    said = [content_words(option.text) for option in options]
    used = Counter(word for one in said for word in one)
    common = [sum(used[word] - 1 for word in one) for one in said]
    mine = common.pop(place)
    if mine > max(common):
        message = "the right option shares the most words with the others; let the wrong ones share words too"
        yield Issue(message, ("options", place))


@question_rule("no-feedback", Level.WARNING)
def no_feedback(subject: Subject) -> Iterator[Issue]:
    """A wrong answer without a reason teaches little."""
    for of, because, at, remedy in subject.question.reasons():
        if not because:
            yield Issue(f"{quoted(of)} has no reason; {remedy}", at)


@question_rule("range-overlap", Level.ERROR)
def range_overlap(subject: Subject) -> Iterator[Issue]:
    """Where two ranges meet, what lies in both is answered right twice."""
    if not subject.question.one_right:
        return
    spans = spans_of([option.text for option in subject.options])
    order = sorted(range(len(spans)), key=spans.__getitem__)
    for place, following in pairwise(order):
        if spans[following].low <= spans[place].high:
            pair = f"{quoted(subject.options[place].text)} and {quoted(subject.options[following].text)}"
            yield Issue(f"{pair} overlap; begin each range after the last one ends", ("options", max(place, following)))
            return


@question_rule("number-order", Level.WARNING)
def number_order(subject: Subject) -> Iterator[Issue]:
    """Numbers in order are found at a glance."""
    starts = [(span.low, span.high) for span in spans_of([option.text for option in subject.options])]
    if len(starts) < 2:
        return
    if starts not in (sorted(starts), sorted(starts, reverse=True)):
        yield Issue("these numbers are not in order; sort them and add 'keep_order: true'", ("options",))
    elif not subject.question.keep_order:
        yield Issue("these numbers would be shuffled; add 'keep_order: true'", ("options",))
