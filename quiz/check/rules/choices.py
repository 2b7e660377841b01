"""Rules on options: cues to the key, and unfair options."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from quiz.bank.text import content_words, fold, words
from quiz.bank.values import case_differs
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
MAX_REFERENCE: Final = 60
"""The maximum length of an option that refers to other options, in characters."""
MIN_OPTIONS, MAX_OPTIONS = 3, 6
MUCH_LONGER: Final = 1.4
"""A key this many times as long as the wrong options on average is conspicuous."""


@question_rule("key", Level.ERROR, mandatory=True)
def key(subject: Subject) -> Iterator[Issue]:
    """Two options must not say the same. (The reader checks that a choice has one key.)"""
    seen: dict[str, list[str]] = {}
    for place, option in enumerate(subject.options):
        others = seen.setdefault(fold(option.text).casefold().strip(" .,;:!?\"'") or option.text, [])
        same = next((text for text in others if not case_differs(option.text, text)), None)
        if same:
            yield Issue(
                f"{quoted(option.text)} says the same as {quoted(same)}; delete one of them", ("options", place)
            )
        others.append(option.text)


@question_rule("all-of-the-above", Level.ERROR, english_only=True)
def all_of_the_above(subject: Subject) -> Iterator[Issue]:
    """Learners who recognise two right options need not know the third."""
    for place, option in enumerate(subject.options):
        if _is(ALL, option.text):
            yield Issue(f"{quoted(option.text)} is not an answer in itself; make this a 'select'", ("options", place))


@question_rule("none-of-the-above", Level.ERROR, english_only=True)
def none_of_the_above(subject: Subject) -> Iterator[Issue]:
    """Learners who pick it know what is wrong, but not what is right."""
    for place, option in enumerate(subject.options):
        if _is(NONE, option.text):
            yield Issue(f"{quoted(option.text)} does not say what is right; write an answer", ("options", place))


@question_rule("both-a-and-b", Level.ERROR, english_only=True)
def both_a_and_b(subject: Subject) -> Iterator[Issue]:
    """Options are shuffled, so references to their places mean nothing."""
    for place in _naming_others(subject.options):
        text = subject.options[place].text
        yield Issue(f"{quoted(text)} names other options; make this a 'select'", ("options", place))


def _is(words: re.Pattern[str], text: str) -> bool:
    return len(text) <= MAX_REFERENCE and words.fullmatch(fold(text).casefold()) is not None


def _naming_others(options: Sequence[Option]) -> list[int]:
    """The positions of options such as "both A and B"; none if all have that form, as numbers do."""
    found = [
        place
        for place, option in enumerate(options)
        if _is(LABELS, option.text) and LABEL.search(fold(option.text).casefold())
    ]
    return found if len(found) < len(options) else []


@question_rule("few-options", Level.WARNING)
def few_options(subject: Subject) -> Iterator[Issue]:
    """With two options, half the guesses are right."""
    if 0 < len(subject.options) < MIN_OPTIONS:
        yield Issue("with two options, half the guesses are right; add one that someone might believe", ("options",))


@question_rule("many-options", Level.WARNING)
def many_options(subject: Subject) -> Iterator[Issue]:
    """Three good options are enough; more are tiring to read."""
    count = len(subject.options)
    if count > MAX_OPTIONS:
        yield Issue(f"{count} options are a lot to keep in mind; use at most {MAX_OPTIONS}", ("options",))


@question_rule("longest-key", Level.WARNING)
def longest_key(subject: Subject) -> Iterator[Issue]:
    """Learners who are guessing pick the longest option."""
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
    """Learners know that absolutes are usually wrong, so absolutes on one side only give the key away."""
    options = subject.options
    others = [place for place, option in enumerate(options) if _is(ALL, option.text) or _is(NONE, option.text)]
    references = {*others, *_naming_others(options)}  # other rules report these
    found = [
        (option.right, place, word)
        for place, option in enumerate(options)
        for word in words(option.text)
        if word in ABSOLUTES and place not in references
    ]
    sides = {right for right, _, _ in found}
    if len(sides) == 1:
        right, place, word = found[0]
        where = "the right answer" if right else "wrong options"
        yield Issue(f"{quoted(word)} is only in {where}, which gives the key away; reword it", ("options", place))


@question_rule("vague", Level.INFO, english_only=True)
def vague(subject: Subject) -> Iterator[Issue]:
    """Vague words mean different things to different people."""
    for place, option in enumerate(subject.options):
        word = next((word for word in words(option.text) if word in VAGUE), None)
        if word:
            message = f"{quoted(word)} means different things to different people; keep it only if the document says it"
            yield Issue(message, ("options", place))


@question_rule("convergence", Level.INFO)
def convergence(subject: Subject) -> Iterator[Issue]:
    """The option that shares the most words with the others is often the key."""
    options = subject.options
    if not subject.question.one_right or len(options) < MIN_OPTIONS:
        return
    place = _key(options)
    contents = [content_words(option.text) for option in options]
    used = Counter(word for one in contents for word in one)
    common = [sum(used[word] - 1 for word in one) for one in contents]
    of_key = common.pop(place)
    if of_key > max(common):
        message = "the right option shares the most words with the others; let the wrong ones share words too"
        yield Issue(message, ("options", place))


@question_rule("no-feedback", Level.WARNING)
def no_feedback(subject: Subject) -> Iterator[Issue]:
    """A wrong answer needs a reason to teach anything."""
    for of, because, at, remedy in subject.question.reasons():
        if not because:
            yield Issue(f"{quoted(of)} has no reason; {remedy}", at)


@question_rule("range-overlap", Level.ERROR)
def range_overlap(subject: Subject) -> Iterator[Issue]:
    """A number in two ranges has two right answers."""
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
    """Numbers are easiest to scan in order. Kinds that always shuffle are left out."""
    question = subject.question
    spans = spans_of([option.text for option in subject.options])
    if len(spans) < 2 or not (question.keep_order or "keep_order" in question.fields):
        return
    problems, remedies = [], []
    if spans not in (sorted(spans), sorted(spans, reverse=True)):
        problems.append("are not in order")
        remedies.append("sort them")
    if not question.keep_order:
        problems.append("would be shuffled")
        remedies.append("add 'keep_order: true'")
    if problems:
        yield Issue(f"these numbers {problems[0]}; {' and '.join(remedies)}", ("options",))
