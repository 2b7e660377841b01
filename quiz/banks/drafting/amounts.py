"""Where a document gives a number."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from quiz.banks.drafting.statements import Statement

NUMBER: Final = re.compile(r"(?<![\w.,/:–-])(?:\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.\d{1,6})?(?![\w/:–-]|[.,]\d)")
RANGE: Final = re.compile(r"^(?: (?:to|or|and|-|–) \d)|^\s?[–-]\s?\d")
AFTER_RANGE: Final = re.compile(r"\d (?:to|or|and) $")
IN_BRACKETS: Final = re.compile(r"\([^()]*$")
LABELLED: Final = re.compile(
    r"\b(?:page|figure|table|section|chapter|step|part|version|no\.|number|type|grade|stage) $", re.I
)


class Amount(NamedTuple):
    """A number of a sentence: its value, and the sentence before and after it."""

    statement: Statement
    value: str
    before: str
    after: str


def amounts(statement: Statement) -> Iterator[Amount]:
    """The number that the sentence is about, if it has one. Ranges, citations and "Figure 2" are none."""
    told = statement.sentence
    found = [number for number in NUMBER.finditer(told) if _counts(told, number)]
    best = next((number for number in found if number[0] != "1"), None)
    if best and len(found) <= 2:
        yield Amount(statement, best[0].replace(",", ""), told[: best.start()], told[best.end() :])


def _counts(told: str, number: re.Match[str]) -> bool:
    before, after = told[: number.start()], told[number.end() :]
    ranged = RANGE.match(after) or AFTER_RANGE.search(before)
    return bool(before) and not ranged and not IN_BRACKETS.search(before) and not LABELLED.search(before)
