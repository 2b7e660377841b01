"""Typed answers: what counts as the same words, which spelling slips are forgiven, and numbers.

A slip is forgiven where nobody could take the answer for another one. Where a number, a unit, a
negation or a prefix that turns the meaning round differs, or where a listed wrong answer is as
near, it is not.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple
from unicodedata import combining, normalize

ONE_SLIP, TWO_SLIPS = 5, 9
"""From how many letters one slip, and two, are forgiven."""
MOST_SLIPS = 2

NEGATIONS = frozenset("no not non never none nor neither without cannot".split())
UNITS = {
    spelling: spellings.split()[0]
    for spellings in """
    % percent
    g gram grams
    kg kilogram kilograms
    mg milligram milligrams
    mcg μg microgram micrograms
    ng nanogram nanograms
    l litre litres liter liters
    dl decilitre decilitres deciliter deciliters
    cl centilitre centilitres centiliter centiliters
    ml millilitre millilitres milliliter milliliters
    km kilometre kilometres kilometer kilometers
    m metre metres meter meters
    cm centimetre centimetres centimeter centimeters
    mm millimetre millimetres millimeter millimeters
    in inch inches
    s sec second seconds
    min mins minute minutes
    h hr hrs hour hours
    day days
    week weeks
    month months
    year years
    °c celsius
    °f fahrenheit
    degree degrees
    mol
    mmol
    mmhg
    kpa
    bpm
    iu
    kcal
    kj
    hz
    w watt watts
    v volt volts
    ma
    """.strip().splitlines()
    for spelling in spellings.split()
}
"""Each spelling of a unit, folded, and the unit it is."""
PUNCTUATION = " .,;:!?\"'“”‘’()"
"""What may stand around an answer without changing it."""
MINUS = re.compile(r"(?<!\w)\u2212(?=\d)")
SPACING = re.compile(r"(?:[\s\u2010-\u2015\u2212]|-(?!\d)|(?<=\w)-)+")
NON = re.compile(r"\bnon (?=\w)")
STAR = re.compile(r"(?<!\\)\*")
Fixed = tuple[list[str], list[str], list[str]]

OPPOSITES = (
    *(("", negation) for negation in ("un", "non", "in", "im", "il", "ir", "dis", "a", "an", "anti", "de")),
    ("hyper", "hypo"),
    ("inter", "intra"),
    ("ab", "ad"),
    ("in", "ex"),
    ("im", "ex"),
    ("pre", "post"),
    ("super", "sub"),
    ("over", "under"),
    ("macro", "micro"),
    ("pro", "anti"),
)
"""Prefixes that turn a word's meaning round, as pairs."""


class Judgement(NamedTuple):
    """`accepted`: counts as right. `spelling`: the right spelling, where a slip was forgiven.
    `rejected`: the position of the listed wrong answer it is, else None."""

    accepted: bool
    spelling: str = ""
    rejected: int | None = None


LONGEST_FOLDED = 2000
"""The most characters that are folded: a few ligatures that stand for 18 letters each would take too long."""


def fold(text: str, *, strip: bool = True) -> str:
    """Text as it is compared: NFKC, case folded, no combining marks, spaces and hyphens as one space.

    A minus sign before a number stays. "non sterile" and "non-sterile" become "nonsterile".
    """
    if text.isascii():
        text = text.lower()
        if text.isalnum():
            return text
    else:
        text = normalize("NFKC", text)
        if len(text) > LONGEST_FOLDED:
            return text
        text = normalize("NFKD", text.casefold())
        text = "".join([c for c in text if not combining(c)])
        text = MINUS.sub("-", text)
    text = NON.sub("non", SPACING.sub(" ", text))
    return text.strip() if strip else text


def matches(pattern: str, typed: str) -> bool:
    r"""Whether typed words are the pattern's: `*` matches any run of characters, `\*` is a star.

    Moodle's rule for short answers.
    """
    return _matches(pattern, fold(typed))


def _matches(pattern: str, text: str) -> bool:
    """The same for a folded text. The pattern is folded piece by piece, no further than the text agrees with it."""
    first, *others = STAR.split(pattern.strip())
    if not others:
        return text == fold(first.replace(r"\*", "*"))
    *middle, last = others
    first, last = _piece(first).lstrip(), _piece(last).rstrip()
    if len(text) < len(first) + len(last) or not (text.startswith(first) and text.endswith(last)):
        return False
    at, end = len(first), len(text) - len(last)
    for each in middle:
        piece = _piece(each)
        found = text.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return True


def _piece(piece: str) -> str:
    return fold(piece.replace(r"\*", "*"), strip=False)


def distance(a: str, b: str, limit: int = 3) -> int:
    """Optimal string alignment distance: letters added, dropped, changed, or two neighbours swapped once.

    Gives limit + 1 where it is more. Looks for up to `limit` edits after what both texts have in common, in every
    way there is: quick for long texts, not for a large limit.
    """
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    same = _same_start(a, b)
    a, b = a[same:], b[same:]
    if not a or not b:
        return len(a) + len(b)
    if limit == 0:
        return 1
    rests = [(a[1:], b[1:]), (a[1:], b), (a, b[1:])]
    if a[1:2] == b[0] and b[1:2] == a[0]:
        rests.append((a[2:], b[2:]))
    return 1 + min(distance(x, y, limit - 1) for x, y in rests)


def _same_start(a: str, b: str) -> int:
    """How many characters two texts have in common at their start."""
    same, differ = 0, min(len(a), len(b)) + 1  # the first `same` are alike, the first `differ` are not
    while differ - same > 1:
        middle = (same + differ) // 2
        if a[same:middle] == b[same:middle]:
            same = middle
        else:
            differ = middle
    return same


def _slips(answer: str) -> int:
    letters = sum(map(str.isalpha, answer))
    return MOST_SLIPS if letters >= TWO_SLIPS else 1 if letters >= ONE_SLIP else 0


def _fixed(text: str) -> Fixed:
    """What no slip may touch: the numbers, the units and the negations of a folded text."""
    numbers = re.findall(r"-?\d+(?:[.,]\d+)*", text)
    after_number = re.findall(r"\d\s*([^\W\d_]+|%)", text)
    words = re.findall(r"[^\W\d_]+(?:['\u2019]\w+)?|%|°\w", text)
    units = sorted(UNITS.get(word, word) for word in [*after_number, *(word for word in words if word in UNITS)])
    negations = sorted(word for word in words if word in NEGATIONS or word.endswith(("n't", "n\u2019t")))
    return numbers, units, negations


def _turned(word: str, other: str) -> bool:
    """Whether two words differ in a prefix that turns the meaning round."""
    return any(
        word.startswith(p)
        and other.startswith(q)
        and not (q and word.startswith(q))
        and not (p and other.startswith(p))
        and distance(word[len(p) :], other[len(q) :], 1) <= 1
        for pair in OPPOSITES
        for p, q in (pair, pair[::-1])
    )


def is_slip(typed: str, answer: str, fixed: Fixed) -> bool:
    """Whether typed words are the answer but for a forgivable spelling slip.

    Takes folded texts, and what no slip may touch in the typed one.
    """
    if distance(typed, answer, MOST_SLIPS) > _slips(answer) or fixed != _fixed(answer):
        return False
    ours, theirs = typed.split(), answer.split()
    return len(ours) != len(theirs) or not any(_turned(a, b) for a, b in zip(ours, theirs, strict=True) if a != b)


def judge(typed: str, accept: Sequence[str], reject: Sequence[str] = ()) -> Judgement:
    """Accepted as it stands, a listed wrong answer, accepted with a slip, or neither; in that order."""
    text = fold(typed)
    if any(_matches(answer, text) for answer in accept):
        return Judgement(True)
    text = fold(typed.strip(PUNCTUATION))
    if any(_matches(answer.strip(PUNCTUATION), text) for answer in accept):
        return Judgement(True)
    for i, wrong in enumerate(reject):
        if _matches(wrong, text):
            return Judgement(False, rejected=i)
    fixed = _fixed(text)
    wrongs = [fold(wrong) for wrong in reject]
    nearest_wrong = min((distance(text, wrong, MOST_SLIPS) for wrong in wrongs), default=MOST_SLIPS + 1)
    for answer in accept:
        right = fold(answer)
        if "*" not in answer and distance(text, right, MOST_SLIPS) < nearest_wrong and is_slip(text, right, fixed):
            return Judgement(True, spelling=answer)
    slipped = (i for i, wrong in enumerate(wrongs) if is_slip(text, wrong, fixed))
    return Judgement(False, rejected=next(slipped, None))


def unit_of(text: str) -> str:
    """The unit that a text spells: "minutes" and "mins" are "min". What is not known stands for itself."""
    spelling = fold(text).rstrip(".")
    return UNITS.get(spelling, spelling)


def read_quantity(typed: str, unit: str) -> float | None:
    """The number that was typed, or None where none can be read or the unit is not the one asked for.

    Takes a decimal point or comma, and commas between thousands. Any spelling of the unit will do.
    """
    found = re.fullmatch(r"([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:[.,]\d+)?)\s*(\D.*)?", fold(typed))
    if not found or not re.search(r"\d", found[1]) or unit_of(found[2] or "") != unit_of(unit):
        return None
    number = re.sub(r",(?=\d{3}(?:\D|$))", "", found[1])
    return float(number.replace(",", "."))


def what_is_missing(typed: str, unit: str) -> str:
    """What a typed number still lacks to be read, in words, or nothing."""
    if not re.search(r"\d", typed):
        return "Type a number" + (" and its unit, such as 5 kg." if unit else ", such as 12.")
    has_unit = bool(re.search(r"[^\W\d_]|%", typed))
    if unit and not has_unit:
        return "Add the unit, as in 5 kg."
    if not re.match(r"[+-]?[.,]?\d", fold(typed)) or (not unit and read_quantity(typed, "") is None):
        return "Type the number and its unit alone, such as 5 kg." if unit else "Type the number alone, such as 12."
    return ""


def within(value: float | None, answer: float, tolerance: float) -> bool:
    """Whether a value lies inside the tolerance, both ends included."""
    return value is not None and abs(value - answer) <= tolerance + 1e-9 * max(1.0, abs(answer))
