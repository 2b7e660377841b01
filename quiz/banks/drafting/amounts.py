"""Where a document gives a number."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from quiz.banks.drafting import words
from quiz.banks.drafting.statements import Statement

NUMBER: Final = re.compile(r"(?<![\w.,/:*_#'’–-])(?:\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.\d{1,6})?(?![\w/:–-]|[.,]\d)")
YEAR: Final = re.compile(r"1[89]\d\d|20\d\d")
BETWEEN: Final = re.compile(
    r"(?<![\w.,/:*_#'’–-])\d{1,6}(?:\.\d{1,3})? ?(?:to|or|–|-) ?\d{1,6}(?:\.\d{1,3})?(?![\w/:–-]|[.,]\d)"
)
RANGE: Final = re.compile(r"^(?: (?:to|or|and|-|–) \d)|^\s?[–-]\s?\d")
AFTER_RANGE: Final = re.compile(r"\d (?:to|or|and) $")
IN_BRACKETS: Final = re.compile(r"\([^()]*$")
LABELLED: Final = re.compile(
    r"\b(?:page|figure|table|section|chapter|step|part|version|no\.|number|type|grade|stage) $", re.I
)


class Amount(NamedTuple):
    """A number of a sentence ("37"), or a range ("3 to 5"), and the sentence before and after it."""

    statement: Statement
    value: str
    before: str
    after: str


def amounts(statement: Statement) -> Iterator[Amount]:
    """The number or range that the sentence is about, if it has one. Citations and "Figure 2" are none."""
    told = statement.sentence
    if len(words.stems(told)) < 3 or re.search(r"[*_#]", told):
        return
    ranges = [found for found in BETWEEN.finditer(told) if _counts(told, found)]
    if len(ranges) == 1:
        yield Amount(statement, ranges[0][0], told[: ranges[0].start()], told[ranges[0].end() :])
        return
    found = [number for number in NUMBER.finditer(told) if _counts(told, number)]
    found.sort(key=lambda number: (YEAR.fullmatch(number[0]) is not None, number[0] == "1", number.start()))
    best = found[0] if found and found[0][0] != "1" else None
    if best and len(found) <= 2:
        yield Amount(statement, best[0].replace(",", ""), told[: best.start()], told[best.end() :])


def _counts(told: str, number: re.Match[str]) -> bool:
    before, after = told[: number.start()], told[number.end() :]
    ranged = RANGE.match(after) or AFTER_RANGE.search(before)
    return bool(before) and not ranged and not IN_BRACKETS.search(before) and not LABELLED.search(before)
