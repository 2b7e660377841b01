"""Where a document sets two things against each other."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from quiz.draft import grammar
from quiz.draft.statements import Statement, own_words, parted


class Side(NamedTuple):
    """One of two things, and what is said of it."""

    subject: str
    predicate: str


class Contrast(NamedTuple):
    """Two things of which the sentence says different things."""

    statement: Statement
    sides: tuple[Side, Side]
    passage: str


class Unlike(NamedTuple):
    """Something that the sentence says of one thing, `of`, and sets it apart by from another."""

    statement: Statement
    of: str
    other: str
    said: str
    passage: str


class Claim(NamedTuple):
    """That two things are the same, or that they are not, and whether that `holds` by the sentence."""

    statement: Statement
    text: str
    passage: str
    holds: bool


BETWEEN: Final = re.compile(r",? (?:while|whereas|but)(?: that)? |, and(?: that)? |; ")
UNLIKE: Final = re.compile(r"unlike ([^,]{3,40}), (.+)", re.I)
ORDINAL: Final = re.compile(r"(?:the )?(?:first|second|one|other|former|latter|last)$", re.I)
NOT_THE_SAME: Final = re.compile(r"(is|are) not (the same(?: [\w-]+){0,3} as [^,;:.()]+)")
DIFFERENT: Final = re.compile(r"\b(?:are|is) (?:two |quite |very )?(?:different|distinct)\b|\bdiffers? from\b")


def contrasts(statement: Statement) -> Iterator[Contrast]:
    """Two clauses of the sentence with a subject each."""
    said = statement.said.rstrip(".! ")
    for joint in BETWEEN.finditer(said):
        left = Side(statement.subject, said[len(statement.subject) : joint.start()].strip())
        subject, predicate, _ = parted(own_words(said[joint.end() :]))
        if not statement.subject or not said.startswith(statement.subject) or not _two_things(left.subject, subject):
            continue
        predicate = re.split(r" and (?=evaluation|is|it|they)|, ", predicate, maxsplit=1)[0]
        empty = min(len(left.predicate.split()), len(predicate.split())) < 2
        if not empty and not any(grammar.is_anaphoric(text) for text in (left.predicate, predicate, subject)):
            passage = said[: said.index(predicate, joint.end()) + len(predicate)]
            yield Contrast(statement, (left, Side(subject, predicate)), passage)
            return


def unlike(statement: Statement) -> Iterator[Unlike]:
    """What the sentence says of a thing, and not of the one that it begins with."""
    said = statement.said.rstrip(".! ")
    found = UNLIKE.match(said)
    if found:
        subject, predicate, _ = parted(found[2])
        whole = subject and not any(grammar.is_anaphoric(text) for text in (found[1], subject, predicate))
        if whole and _two_things(found[1], subject):
            yield Unlike(statement, subject, found[1], predicate, said)


def unsame(statement: Statement) -> Iterator[Claim]:
    """That one thing is not the same as another: the claim leaves the "not" out, and so is false."""
    found = NOT_THE_SAME.match(statement.predicate)
    if found and statement.subject and statement.predicate in statement.said and not grammar.is_anaphoric(found[2]):
        claim = f"{statement.subject} {found[1]} {found[2]}"
        yield Claim(statement, claim, statement.predicate[: found.end()], holds=False)


def apart(statement: Statement) -> Iterator[Claim]:
    """That two things are different."""
    found = DIFFERENT.search(statement.core)
    if statement.subject and found and (" and " in statement.subject or " from " in statement.core):
        claim = f"{statement.subject} {statement.core}"
        yield Claim(statement, claim, claim, holds=True)


def _two_things(one: str, other: str) -> bool:
    first, second = grammar.stems(one), grammar.stems(other)
    pronouns = grammar.PRONOUNS | {"its", "their"}
    if ORDINAL.match(one) or ORDINAL.match(other):
        return False
    return bool(first and second and not first & second) and other.split(" ", 1)[0].lower() not in pronouns
