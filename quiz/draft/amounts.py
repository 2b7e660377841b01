"""Where a document gives a number."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from quiz.core.typed_answers.units import is_unit
from quiz.draft import grammar
from quiz.draft.statements import Statement

NUMBER: Final = re.compile(r"(?<![\w.,/:*_#'’–-])(?:\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.\d{1,6})?(?![\w/:–-]|[.,]\d)")
YEAR: Final = re.compile(r"1[89]\d\d|20\d\d")
BETWEEN: Final = re.compile(
    r"(?<![\w.,/:*_#'’–-])\d{1,6}(?:\.\d{1,3})? ?(?:to|or|–|-) ?\d{1,6}(?:\.\d{1,3})?(?![\w/:–-]|[.,]\d)"
)
RANGE: Final = re.compile(r"^(?: (?:to|or|and|-|–) \d)|^\s?[–-]\s?\d")
AFTER_RANGE: Final = re.compile(r"\d (?:to|or|and) $")
IN_BRACKETS: Final = re.compile(r"\([^()]*$")
LABELLED: Final = re.compile(
    r"\b(?:page|figure|table|section|chapter|step|part|version|no\.|number|type|grade|stage|call|ring|phone|dial) $",
    re.I,
)


WRITTEN: Final = {word: number for number, word in enumerate("two three four five six seven eight nine ten".split(), 2)}
IN_WORDS: Final = re.compile(
    rf"(?<![\w-])(?<!\bto )(?<!\bor )(?<!\band )({'|'.join(WRITTEN)})(?! (?:to|or|and) ) ([a-z]+)\b"
)
UNIT: Final = re.compile(r"\s?(%|°[CF]\b|[^\W\d_]+)")


class Amount(NamedTuple):
    """A number of a sentence ("37"), or a range ("3 to 5"), and the sentence before and after it.

    `unit` is as it is written, where it is one that typed answers know; it then stands at the beginning of `after`.
    """

    statement: Statement
    value: str
    before: str
    after: str
    unit: str = ""

    @property
    def behind(self) -> str:
        """What follows the number and its unit."""
        return self.after.lstrip()[len(self.unit) :] if self.unit else self.after


def amounts(statement: Statement) -> Iterator[Amount]:
    """The number or range that the sentence is about, if it has one. Citations and "Figure 2" are none."""
    told = statement.sentence
    if len(grammar.stems(told)) < 3 or re.search(r"[*_#]", told):
        return
    ranges = [found for found in BETWEEN.finditer(told) if _counts(told, found)]
    if len(ranges) == 1:
        yield Amount(statement, ranges[0][0], told[: ranges[0].start()], told[ranges[0].end() :])
        return
    found = [number for number in NUMBER.finditer(told) if _counts(told, number)]
    found.sort(
        key=lambda number: (
            not _unit(told[number.end() :]),
            YEAR.fullmatch(number[0]) is not None,
            number[0] == "1",
            number.start(),
        )
    )
    best = found[0] if found and (found[0][0] != "1" or _unit(told[found[0].end() :])) else None
    if best and len(found) <= 2:
        after = told[best.end() :]
        yield Amount(statement, best[0].replace(",", ""), told[: best.start()], after, _unit(after))
        return
    written = [found for found in IN_WORDS.finditer(told) if found.start() and is_unit(found[2]) and found[2] != "in"]
    if len(written) == 1 and not best:
        after = told[written[0].end(1) :]
        yield Amount(statement, f"{WRITTEN[written[0][1]]}", told[: written[0].start()], after, written[0][2])


def _unit(after: str) -> str:
    """The unit that a text begins with, if typed answers know it."""
    found = UNIT.match(after)
    return found[1] if found and found[1] != "in" and is_unit(found[1]) else ""


def _counts(told: str, number: re.Match[str]) -> bool:
    before, after = told[: number.start()], told[number.end() :]
    ranged = RANGE.match(after) or AFTER_RANGE.search(before)
    return bool(before) and not ranged and not IN_BRACKETS.search(before) and not LABELLED.search(before)
