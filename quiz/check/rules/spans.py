"""What stretch of numbers an option covers."""

import re
from collections.abc import Sequence
from math import inf
from typing import Final, NamedTuple

THOUSANDS: Final = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
NUMBER: Final = rf"(?:{THOUSANDS.pattern}|[0-9]+(?:[.,][0-9]+)?)"
OPTION: Final = re.compile(
    rf"""
    (?:(?P<below>less\ than|fewer\ than|under|below|before|<)|(?P<most>up\ to|at\ most|no\ more\ than|≤)
    |(?P<above>more\ than|over|above|after|>)|(?P<least>at\ least|no\ less\ than|≥)|about|around|between|from|in)?\s*
    (?P<low>{NUMBER})\s*
    (?:(?P<unit>[^\W\d]*\.?|%|°C)\s*(?P<to>-|–|to|and)\s*(?P<high>{NUMBER})\s*)?
    (?P<rest>\+?[^\d]*)
    """,
    re.VERBOSE | re.IGNORECASE,
)
OR_MORE: Final = re.compile(r"(?:\+|or (?:more|longer|later|above|over))\s*", re.IGNORECASE)
OR_LESS: Final = re.compile(r"or (?:less|fewer|shorter|earlier|below|under)\s*", re.IGNORECASE)
LONGEST: Final = 60
"""The most characters of an option that is a number with its unit."""
SHORTEST_PLURAL: Final = 3
"""A unit of more letters than these may end in the s of a plural: cups, not ms."""
MOST_WORDS: Final = 2
"""How many words may follow the number: its unit."""


class Span(NamedTuple):
    """Numbers from `low` to `high`, both included."""

    low: float
    high: float


def spans_of(texts: Sequence[str]) -> list[Span]:
    """The span of each option where all are numbers of one unit or none; else nothing."""
    found = [_span(text) for text in texts]
    known = [each for each in found if each is not None]
    units = {unit for _, unit in known if unit}
    return [span for span, _ in known] if len(known) == len(texts) and len(units) <= 1 else []


def _span(text: str) -> tuple[Span, str] | None:
    match = OPTION.fullmatch(text.strip().rstrip(".")) if len(text) <= LONGEST else None
    if not match:
        return None
    low = _number(match["low"])
    high = _number(match["high"]) if match["high"] else low
    rest = match["rest"]
    tiny = 1e-9 * max(1.0, abs(low))  # "less than 5" does not meet "5 to 10"
    if match["below"]:
        low, high = -inf, low - tiny
    elif match["most"] or OR_LESS.search(rest):
        low, high = -inf, high
    elif match["above"]:
        low, high = low + tiny, inf
    elif match["least"] or OR_MORE.search(rest):
        high = inf
    unit = " ".join(OR_LESS.sub("", OR_MORE.sub("", rest)).casefold().split()) or (match["unit"] or "").casefold()
    if len(unit.split()) > MOST_WORDS or low > high:
        return None
    return Span(low, high), unit[:-1] if len(unit) > SHORTEST_PLURAL and unit.endswith("s") else unit


def _number(text: str) -> float:
    """1,000 is a thousand, and 2,5 two and a half."""
    return float(text.replace(",", "" if THOUSANDS.fullmatch(text) else "."))
