"""Rules on passages, drafts and ignored rules."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from quiz.bank.document import Document
from quiz.bank.nearest import Near, nearest_place
from quiz.bank.text import content_words, fold, missing
from quiz.characters import brief, quoted
from quiz.check.rules.rule import OTHERS, RULES, Issue, Level, Subject, question_rule
from quiz.core.kinds import AnyQuestion
from quiz.errors import nearest

MAX_WORDS: Final = 5
"""The maximum number of words in a message."""
WORD_LIKE: Final = re.compile(r"[A-Za-z0-9 ]+")
ANYBODY: Final = frozenset({"people", "person", "somebody", "someone"})
"""Words for whoever the passage speaks to, in a right answer such as "Someone with asthma"."""
MAX_CLOSE: Final = 120
"""The maximum length of the closest text in a message, in characters."""


@question_rule("passage", Level.ERROR, mandatory=True)
def passage(subject: Subject) -> Iterator[Issue]:
    """Every passage must be in the document word for word."""
    for place, run in _runs(subject.question):
        if subject.document and not subject.document.find(run):
            yield Issue(not_in(subject.document, run), place)


def _runs(question: AnyQuestion) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The passages of a question, each with its path."""
    for place, run in enumerate(question.passage):
        yield ("passage", place), run
    for part in question.cited_parts():
        for place, run in enumerate(part.passages):
            yield (*part.at, "passage", place), run


def not_in(document: Document, quote: str) -> str:
    """Say that words are not in the document, and what is closest to them there."""
    found = nearest_place(document, quote)
    where = brief(document.path.name)
    if found is None:
        remedy = f"copy exact words from {where}, from one paragraph"
    else:
        under = f" under {quoted(found.heading)}" if found.heading else ""
        place = f"line {found.line}{under}"
        whole = " ".join(block.folded for section in document.sections for block in section.blocks)
        split = f"it spans two paragraphs or list items (see {place}); use only one"
        closest = f"the closest text is on {place}: '{brief(found.text, MAX_CLOSE)}'"
        remedy = split if fold(quote) in whole else f"{closest}{_difference(found)}"
    return f"the passage is not in {where} word for word; {remedy}"


def _difference(found: Near) -> str:
    """What differs between the document and a passage, if it is a few characters and no word."""
    has, wanted = found.differs or ("", "")
    if not has + wanted or (max(len(has), len(wanted)) > 1 and WORD_LIKE.fullmatch(has + wanted)):
        return ""
    return f"; it has {_characters(has)} where the passage has {_characters(wanted)}"


def _characters(text: str) -> str:
    """A few characters, with the names of those that are no plain letters or digits."""
    special = [sign for sign in text if not (sign.isascii() and sign.isalnum())]
    names = ", ".join(unicodedata.name(sign, f"U+{ord(sign):04X}").lower() for sign in special)
    named = f" ({names})" if names else ""
    return f"{quoted(text)}{named}" if text else "nothing"


@question_rule("passage-twice", Level.INFO)
def passage_twice(subject: Subject) -> Iterator[Issue]:
    """A passage that occurs in several places is shown at the first."""
    for place, run in _runs(subject.question):
        places = list(subject.document.places(run)) if subject.document else []
        if len(places) > 1:
            (first, one, *_), (second, other, *_), *_ = places
            under = f" under {quoted(first.heading)}" if first.heading else ""
            problem = f"these words are on line {one.line}{under} and again on line {other.line}"
            more = f" under {quoted(second.heading)}" if second.heading and second.heading != first.heading else ""
            yield Issue(f"{problem}{more}; the first is shown: use a longer passage if you mean another", place)


@question_rule("unsupported", Level.INFO, english_only=True)
def unsupported(subject: Subject) -> Iterator[Issue]:
    """A right answer whose words are not in the passage may say something else."""
    question = subject.question
    if not question.answer_in_passage:
        return
    if subject.document and not all(map(subject.document.find, question.passages)):
        return  # the rule `passage` reports it
    used = {word for answer in question.answer_lines() for word in content_words(answer)}
    lacking = missing(used - ANYBODY, content_words(" ".join(question.passages)))
    if lacking:
        which = ", ".join(map(quoted, lacking[:MAX_WORDS]))
        message = f"the right answer has {which}, but the passage does not; make sure they say the same"
        yield Issue(message, ("passage",))


@question_rule("must-know", Level.WARNING)
def must_know(subject: Subject) -> Iterator[Issue]:
    """Nobody marks a teach-back, so it can't show whether a learner knows what keeps them safe."""
    if subject.question.must_know and subject.question.self_assessed:
        remedy = "delete 'must_know', and ask about this fact in a question that is marked"
        yield Issue(
            f"a {subject.question.kind} is never marked, so it cannot count as must-know; {remedy}", ("must_know",)
        )


@question_rule("draft", Level.WARNING, mandatory=True)
def draft(subject: Subject) -> Iterator[Issue]:
    """A draft is not asked until its author approves it."""
    missing = list(subject.question.unfinished()) if subject.question.draft else []
    for message, at in missing:
        yield Issue(f"this draft {message}", at)
    if subject.question.draft and not missing:
        message = "this is a draft and is not asked; check it against the document, then delete 'draft: true'"
        yield Issue(message, ("draft",))


@question_rule("ignore", Level.WARNING, mandatory=True)
def ignore(subject: Subject) -> Iterator[Issue]:
    """Ignore a rule only where it finds something, and give the reason."""
    names = subject.question.ignore
    for place, name in enumerate(names):
        rule = RULES.get(name)
        if rule is None and name not in OTHERS:
            message = f"there is no rule {quoted(name)}{nearest(name, list(RULES))}"
        elif rule is None or rule.mandatory or rule.of_question is None:
            of_bank = rule is not None and rule.of_bank is not None
            remedy = f"; use `quiz check --ignore {name}`" if of_bank else "; delete it and fix the problem"
            message = f"the rule {quoted(name)} cannot be ignored for a question{remedy}"
        elif subject.document and not any(rule.of_question(subject)):
            message = f"the rule {quoted(name)} finds nothing here; delete it"
        else:
            continue
        yield Issue(message, ("ignore", place))
    if names and not subject.has_reason:
        yield Issue("no reason is given; say why in a comment on this line or above it: # …", ("ignore",))
