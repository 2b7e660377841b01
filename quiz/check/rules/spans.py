"""The range of numbers that an option covers."""

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
MAX_LENGTH: Final = 60
"""The maximum length of a number with its unit, in characters."""
LONGEST_SINGULAR: Final = 3
"""In longer units, a final s is a plural: cups, but not ms."""
MAX_UNIT_WORDS: Final = 2
"""The maximum number of words in a unit."""


class Span(NamedTuple):
    """Numbers from `low` to `high`, both included."""

    low: float
    high: float


def spans_of(texts: Sequence[str]) -> list[Span]:
    """The span of each option, or an empty list unless all are numbers with the same unit or none."""
    found = [_span(text) for text in texts]
    known = [each for each in found if each is not None]
    units = {unit for _, unit in known if unit}
    return [span for span, _ in known] if len(known) == len(texts) and len(units) <= 1 else []


def _span(text: str) -> tuple[Span, str] | None:
    match = OPTION.fullmatch(text.strip().rstrip(".")) if len(text) <= MAX_LENGTH else None
    if not match:
        return None
    low = _number(match["low"])
    high = _number(match["high"]) if match["high"] else low
    rest = match["rest"]
    tiny = 1e-9 * max(1.0, abs(low))  # "less than 5" does not overlap "5 to 10"
    if match["below"]:
        low, high = -inf, low - tiny
    elif match["most"] or OR_LESS.search(rest):
        low, high = -inf, high
    elif match["above"]:
        low, high = low + tiny, inf
    elif match["least"] or OR_MORE.search(rest):
        high = inf
    unit = " ".join(OR_LESS.sub("", OR_MORE.sub("", rest)).casefold().split()) or (match["unit"] or "").casefold()
    if len(unit.split()) > MAX_UNIT_WORDS or low > high:
        return None
    return Span(low, high), unit[:-1] if len(unit) > LONGEST_SINGULAR and unit.endswith("s") else unit


def _number(text: str) -> float:
    """Parse a number: 1,000 is a thousand; 2,5 is two and a half."""
    return float(text.replace(",", "" if THOUSANDS.fullmatch(text) else "."))
