"""Read numbers as people type them.

A number has a second reading if its comma or point may be a decimal mark or a thousands separator.
"""

import re
from functools import cache
from typing import Final, NamedTuple

POINT_LANGUAGES: Final = frozenset("en ja zh ko th he hi ar fa ur ms".split())
"""Languages with a decimal point and commas between thousands; others do the reverse."""

ONES: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SMALL: Final[dict[str, int]] = {
    **{word: value for value, word in enumerate(ONES)},
    **{word: 10 * value for value, word in enumerate(TENS, 2)},
    "nought": 0,
    "nil": 0,
}
SCALES: Final = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0}
SHARES: Final = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "twentieth": 20,
    "hundredth": 100,
    "thousandth": 1000,
}
TIMES_WORD: Final = re.compile(r"(?<!\w)(once|twice|thrice)(?!\w)", re.I)
TIMES: Final = {"once": "1 times", "twice": "2 times", "thrice": "3 times"}
OTHER_LANGUAGES: Final = {
    "de": "null eins zwei drei vier fünf|funf sechs sieben acht neun zehn elf zwölf|zwolf",
    "fr": "zéro|zero - deux trois quatre cinq six sept huit neuf dix onze douze",
    "es": "cero - dos tres cuatro cinco seis siete ocho nueve diez once doce",
    "it": "zero - due tre quattro cinque sei sette otto nove dieci undici dodici",
    "nl": "nul - twee drie vier vijf zes zeven acht negen tien elf twaalf",
    "pt": "zero - dois três|tres quatro cinco seis sete oito nove dez onze doze",
}
"""The words for 0 to 12; `-` for a word that is also an article."""
NUMBER_WORDS: Final = frozenset([*SMALL, *SCALES, *SHARES, *TIMES, "first", "second", "halve"])

BELOW_100: Final = rf"(?:(?:{'|'.join(TENS)})(?:[ -](?:{'|'.join(ONES[1:10])}))?|{'|'.join(reversed(SMALL))})"
SCALED: Final = rf"(?:{BELOW_100}[ -])?(?:{'|'.join(SCALES)})(?: (?:{'|'.join(SCALES)}))*"
IN_WORDS: Final = re.compile(
    rf"(?<![\w.,])(?<!\d )(?:(?:an? )?{SCALED}(?:(?: and |[ -]){SCALED})*(?:(?: and |[ -]){BELOW_100})?|{BELOW_100})"
    r"(?!\w)",
    re.I,
)
SHARE: Final = re.compile(
    rf"(?<![\w./])(?:(?:(\d+)[ -]|an? )({'|'.join(SHARES)})s?|(half|quarter))"
    r"(?!\w|-?\d)(?! (?:past|to)\b)",
    re.I,
)
BEHIND: Final = re.compile(r"\b(?:an?|1) ([a-z]+) and (an? (?:half|quarter))\b", re.I)
AND_SHARE: Final = re.compile(r"(\d) and (?=\d+/\d)")

DIGITS: Final = re.compile(r"\d+(?:[ .,]\d+|'\d{3}(?!\d))*|[.,]\d+")
FRACTION: Final = re.compile(r"(?:(\d+)[ -]+)?(\d+) ?/ ?(\d+)(?![\d/])")
EXPONENT: Final = re.compile(r"e([+-]?\d+)(?!\w)| ?[x×*·.]? ?10 ?(?:\^|\*\*|e) ?\(?([+-]?\d+)\)?", re.I)
POWER: Final = re.compile(r"10 ?(?:\^|\*\*) ?\(?([+-]?\d+)\)?")
SCALE: Final = re.compile(r" ?(hundred|thousand|million|billion|trillion|dozen|mio|mrd|mln|bn)\b\.?", re.I)
SCALE_OF: Final = {**SCALES, "mio": 1e6, "mln": 1e6, "mrd": 1e9, "bn": 1e9}


class Number(NamedTuple):
    """The number at the start of a text: its readings, the usual one first, and the rest of the text."""

    readings: tuple[float, ...]
    rest: str


def with_digits(text: str, language: str = "en") -> str:
    """Clean text with its number words as digits: "two and a half" is "2 1/2"."""
    if language[:2] in OTHER_LANGUAGES:
        for word, value in _other_words(language[:2]).items():
            text = re.sub(rf"(?<!\w){word}(?!\w)", value, text, flags=re.I)
        return text
    text = TIMES_WORD.sub(lambda found: TIMES[found[1].lower()], text)
    text = IN_WORDS.sub(lambda found: _sum(found[0].lower()), text)
    text = BEHIND.sub(r"1 \2 \1", text)
    text = SHARE.sub(lambda found: f"{found[1] or 1}/{SHARES[(found[2] or found[3]).lower()]}", text)
    return AND_SHARE.sub(r"\1 ", text)


@cache
def _other_words(language: str) -> dict[str, str]:
    names = OTHER_LANGUAGES.get(language, "").split()
    return {word: str(value) for value, words in enumerate(names) for word in words.split("|") if word != "-"}


def _sum(words: str) -> str:
    """The digits of number words: "two hundred and five" is "205"."""
    total = part = 0.0
    for word in re.split(r"[ -]+", words):
        if word in SMALL:
            part += SMALL[word]
        elif word in ("hundred", "dozen"):
            part = (part or 1) * SCALES[word]
        elif word in SCALES:
            total, part = total + (part or 1) * SCALES[word], 0.0
    return f"{total + part:.15g}" if total + part < 1e15 else f"{total + part:.0f}"


def readings(digits: str, language: str = "en") -> tuple[float, ...]:
    """The readings of digits with points, commas or spaces, the usual one of the language first."""
    marks = {mark for mark in digits if not mark.isdigit()}
    if not marks:
        return (float(digits),)
    last = max(digits.rfind("."), digits.rfind(","))
    whole, mark, decimals = (digits, "", "") if last < 0 else (digits[:last], digits[last], digits[last + 1 :])
    integer, grouped = _ungrouped(whole, but=mark), _ungrouped(digits)
    is_decimal = integer is not None and (not mark or decimals.isdigit())
    decimal = float(f"{integer or 0}.{decimals or 0}") if is_decimal else None
    if grouped is None:
        return () if decimal is None else (decimal,)
    if decimal is None or not mark or digits.count(mark) > 1 or marks & set(" '"):
        return (float(grouped),)
    usual = (mark == ".") == (language[:2] in POINT_LANGUAGES)
    return (decimal, float(grouped)) if usual else (float(grouped), decimal)


def _ungrouped(digits: str, but: str = "") -> str | None:
    """Digits without their thousands separator, which is not `but`; None if they are not in groups."""
    if digits.isdigit() or not digits:
        return digits
    marks = {mark for mark in digits if not mark.isdigit()}
    if len(marks) > 1 or but in marks:
        return None
    first, *groups = re.split(r"[ .,']", digits)
    in_threes = all(len(group) == 3 for group in groups)
    in_lakhs = marks == {","} and len(groups) > 1 and len(groups[-1]) == 3 and all(len(g) == 2 for g in groups[:-1])
    plain = first + "".join(groups)
    return plain if (in_threes or in_lakhs) and 0 < len(first) <= 3 and first != "0" else None


def read_number(text: str, language: str = "en") -> Number | None:
    """Parse the number at the start of a clean text with digits; None if there is none."""
    sign = -1.0 if text.startswith("-") else 1.0
    text = text.lstrip("+-").lstrip()
    if found := FRACTION.match(text):
        below = float(found[3])
        value = float(found[1] or 0) + float(found[2]) / below if below else None
        return (value is not None and Number((sign * value,), text[found.end() :])) or None
    if found := POWER.match(text):
        return Number((sign * power_of_ten(found[1]),), text[found.end() :])
    found = DIGITS.match(text)
    values = readings(found[0], language) if found else ()
    if not found or not values:
        return None
    rest, factor = text[found.end() :], sign
    if scale := SCALE.match(rest):
        factor, rest = factor * SCALE_OF[scale[1].lower()], rest[scale.end() :]
    elif exponent := EXPONENT.match(rest):
        values = values[:1] if found[0].count(",") != 1 else (readings(found[0], "de") or values)[:1]
        factor, rest = factor * power_of_ten(exponent[1] or exponent[2]), rest[exponent.end() :]
    return Number(tuple(factor * value for value in values), rest)


def power_of_ten(exponent: str) -> float:
    """10 to a power, infinite where it is too large."""
    return float(f"1e{exponent}") if len(exponent) < 9 else float("inf") if exponent[0] != "-" else 0.0
