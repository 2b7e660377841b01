"""Read dates and times of day, as people write them."""

import re
from typing import Final, NamedTuple

from quiz.core.english import is_english
from quiz.core.typed_answers.folding import fold
from quiz.core.typed_answers.numbers import with_digits

MONTHS: Final = (
    "january february march april may june july august september october november december".split(),
    "januar februar marz april mai juni juli august september oktober november dezember".split(),
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split(),
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
)
MONTH: Final = (
    {name: number for names in MONTHS for number, name in enumerate(names, 1)}
    | {name[:3]: number for number, name in enumerate(MONTHS[0], 1)}
    | {"sept": 9}
)
MONTH_FIRST: Final = ("en-us", "en-ph")
DAY, NAME, YEAR = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?", r"(?P<m>[^\W\d_]{3,9})", r"(?P<y>\d{4}|'?\d\d)"
BY_NAME: Final = (
    re.compile(rf"{DAY}\.?[ -]*(?:of )?{NAME}\.?(?:,?[ -]*(?:of )?{YEAR})?"),
    re.compile(rf"{NAME}\.? {DAY}(?:,? +{YEAR})?"),
    re.compile(rf"{YEAR},? {NAME}\.? {DAY}"),
    re.compile(rf"{NAME}\.?,? (?P<y>\d{{4}})(?P<d>)"),
)
ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
IN_FIGURES: Final = re.compile(r"(\d{1,2}) ?([-/. ]) ?(\d{1,2}) ?\2 ?(\d{4}|\d\d)")
WEEKDAY: Final = re.compile(r"^(?:on )?(?:the )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:the )?")
TIME: Final = re.compile(
    r"(?:at )?(\d{1,2})(?:(?: ?[:.h] ?| )(\d\d)|00(?= ?h|$))? ?(?:hours|hrs|uhr|h|o'?clock)?,? ?"
    r"(a\.?m\.?|p\.?m\.?|in the (?:morning|afternoon|evening)|at night)?"
)
PAST: Final = re.compile(
    r"(?:at )?(?:(?:a )?(quarter|1/4|half|1/2|\d{1,2})(?: minutes?)?) (past|to|after|before|until) (\d{1,2})"
    r" ?(a\.?m\.?|p\.?m\.?|in the (?:morning|afternoon|evening))?"
)
FRACTIONS: Final = {"quarter": 15, "1/4": 15, "half": 30, "1/2": 30}


class Date(NamedTuple):
    """A calendar date; year or day is 0 if it was not given."""

    year: int
    month: int
    day: int

    def __str__(self) -> str:
        return f"{self.day} {MONTHS[0][self.month - 1].capitalize()} {self.year}"


class Time(NamedTuple):
    """A time of day; `half` is 0 for a.m., 12 for p.m., None if it was not given."""

    hour: int
    minute: int
    half: int | None


def read_dates(text: str, language: str = "en") -> tuple[Date, ...]:
    """The dates that a text may mean: two if day and month are ambiguous, none if it is not a date."""
    text = WEEKDAY.sub("", fold(text, language).strip(" .,")) if len(text) < 60 else ""
    for pattern in BY_NAME:
        found = pattern.fullmatch(text)
        if found and found["m"] in MONTH:
            return _valid((found["y"], MONTH[found["m"]], found["d"]))
    if found := ISO.fullmatch(text):
        return _valid(found.groups())
    if found := IN_FIGURES.fullmatch(text):
        first, mark, second, year = found.groups()
        day_first, month_first = _valid((year, second, first)), _valid((year, first, second))
        language = language.lower()
        if mark == "." or not is_english(language) or language[:5] in ("en-gb", "en-au", "en-nz", "en-ie"):
            return day_first
        if language in MONTH_FIRST:
            return month_first
        return tuple(dict.fromkeys(day_first + month_first))
    return ()


def _valid(parts: tuple[str | int | None, ...]) -> tuple[Date, ...]:
    year, month, day = (int(str(part).strip("'")) if part else 0 for part in parts)
    year += (2000 if year < 50 else 1900) if 0 < year < 100 else 0
    return (Date(year, month, day),) if 1 <= month <= 12 and day <= 31 else ()


def read_time(text: str, language: str = "en") -> Time | None:
    """Parse a text as a time of day."""
    if len(text) > 40:
        return None
    text = with_digits(fold(text, language).strip(" .,"), language)
    if text in ("noon", "midday", "12 noon", "midnight", "12 midnight"):
        return Time(0, 0, 0 if "midnight" in text else 12)
    if found := PAST.fullmatch(text):
        minutes = FRACTIONS.get(found[1]) or int(found[1])
        back = found[2] in ("to", "before", "until")
        total = (int(found[3]) * 60 + (-minutes if back else minutes)) % 720
        return Time(total // 60, total % 60, _half(found[4]))
    found = TIME.fullmatch(text)
    marked = found and (found[2] or found[3] or re.search(r"clock|uhr|\d ?h|00", text))
    if not found or not marked or int(found[1]) > 24 or int(found[2] or 0) > 59:
        return None
    hour, half = int(found[1]), _half(found[3])
    if (hour == 12 and half is None) or hour > 12 or hour == 0 or (half is None and found[1].startswith("0")):
        half = 12 if 12 <= hour < 24 else 0
    return Time(hour % 12, int(found[2] or 0), half)


def _half(words: str | None) -> int | None:
    if not words:
        return None
    return 0 if (words.startswith("a") and "night" not in words) or "morning" in words else 12


def same_time(typed: Time, answer: Time, ask: str) -> bool | None:
    """Whether two times are the same; None if that depends on a.m. or p.m., which was not given."""
    if (typed.hour, typed.minute) != (answer.hour, answer.minute):
        return False
    halves = [time.half for time in (typed, answer)]
    if halves[0] == halves[1]:
        return True
    if halves[1] is None:
        return halves[0] == (12 if re.search(r"afternoon|evening|night", ask) else 0)
    if halves == [None, 0]:
        return True
    half = 0 if "morning" in ask else 12 if re.search(r"afternoon|evening|night", ask) else None
    return None if halves[0] is None and half is None else halves[1] == (half if halves[0] is None else halves[0])
