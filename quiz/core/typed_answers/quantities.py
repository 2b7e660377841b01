"""Read a typed number with its unit, and judge it."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from quiz.core.english import figure
from quiz.core.typed_answers.folding import clean, fold
from quiz.core.typed_answers.judgement import ADD_UNIT, LONGEST, ONE_ANSWER, RIGHT, TOO_LONG, WRONG, Judgement, asking
from quiz.core.typed_answers.numbers import read_number
from quiz.core.typed_answers.phrases import A_ONE, CARRIERS, DENIALS, HEDGES, ONE, TRAILERS, plain
from quiz.core.typed_answers.units import Unit, is_symbol, meanings

CLOSE: Final = 1e-9
"""The relative rounding error at which two numbers count as equal."""
ABOUT: Final = re.compile(
    r"^(?:(?:about|approximately|approx\.?|around|roughly|circa|ca\.?|exactly|just|only|in the year|the year|year|in|on"
    r"|at|by|for|after|of|to|with|a total of|=|~|≈|:)(?: |(?=[\d~≈=€£$¥])))+",
    re.I,
)
COMPARED: Final = re.compile(
    r"^(?:(?:less|more|fewer|greater|longer|shorter|no more|no less|not more|not less) than|at (?:the )?(?:least|most)"
    r"|up to|over|under|above|below|(?:a )?max(?:imum)?\.?|(?:a )?min(?:imum)?\.?|until|before|nearly|almost|[<>≤≥±])"
    r"|(?<!\w)or (?:more|less|longer|fewer|over|under)(?!\w)|\d ?\+$|(?<!\w)or so$|(?<!\w)(?:minimum|maximum)$",
    re.I,
)
RANGE: Final = re.compile(
    r"^(?:between |from )?([+-]?[\d.,]+) ?([^\d,;]*?) ?"
    r"(?:-|to|or|until|/|,|;|(?<=\d )and(?= \d+(?: ?[^\W\d]+)?$)) ?([\d.].*)$",
    re.I,
)
MINUS: Final = re.compile(r"(?<!\w)(?:minus|negative) (?=[\d.])", re.I)
CURRENCY: Final = re.compile(r"([+-]?)([€£$¥₹]|(?:eur|gbp|usd|jpy|chf|rs)\b\.?) ?(?=[\d.+-])", re.I)
DEGREES: Final = re.compile(r"(?:°|degrees?|deg\.?)")
LATER: Final = re.compile(r"(?<=[^\W\d_£€$'′.]) ?(?:,|and)? ?(?=\d)|(?<=[£€$'′.]) ?(?:and )?(?=\d)")
OF_A: Final = re.compile(r"^(?:of )?(?:an? |the )?", re.I)
SMALLER: Final = {
    "time": {3600.0: 60.0, 60.0: 1.0},
    "length": {0.3048: 0.0254},
    "GBP": {1.0: 0.01},
    "EUR": {1.0: 0.01},
    "USD": {1.0: 0.01},
}
"""The unit of a second number that has none: minutes in 1 h 30, inches in 6 ft 2."""

ASK_WITH_UNIT: Final = tuple(asking(f"Type {a} number and its unit, such as 5 kg.") for a in ("a", "one"))
ASK_WITHOUT_UNIT: Final = tuple(asking(f"Type {a} number, such as 12.") for a in ("a", "one"))
ONLY_NUMBER: Final = asking("Type only the number, such as 12.")
WHICH_DEGREES: Final = asking("Which degrees? Write °C or °F.")
WHICH_CASE: Final = "Did you mean {} or {}? In units, capital letters matter."
WHICH_NUMBER: Final = "Did you mean {} or {}? For {}, leave out the point or comma."
UNKNOWN_UNIT: Final = "We don't know the unit '{}'. Check its spelling, or use another unit."
THIS_UNIT: Final = "Give your answer in {}."


class Quantity(NamedTuple):
    """A number, in each way to read it, and the text of its unit."""

    readings: tuple[float, ...]
    unit: str


class Asked(NamedTuple):
    """The quantity asked for. `ask` is the question, whose words an answer may repeat."""

    answer: float
    tolerance: float = 0.0
    unit: str = ""
    ask: str = ""
    language: str = "en"
    exact_unit: bool = False


def within(value: float, answer: float, tolerance: float) -> bool:
    """Whether a value lies inside the tolerance, both ends included."""
    return abs(value - answer) <= tolerance + CLOSE * abs(answer)


def judge_number(typed: str, asked: Asked) -> Judgement:
    """Judge a typed number, with its unit if one is asked for."""
    if len(typed) > LONGEST or len(clean(typed)) > LONGEST:
        return TOO_LONG
    text = _bare(typed, asked.language)
    ask_for_number, ask_for_one = ASK_WITH_UNIT if asked.unit else ASK_WITHOUT_UNIT
    if not any(map(str.isdigit, text)):
        return ask_for_number
    if DENIALS.match(text):
        return WRONG
    if HEDGES.search(text):
        return ONE_ANSWER
    text = ABOUT.sub("", text)
    if COMPARED.search(text):
        return ask_for_one
    if span := RANGE.match(text):
        ends = [_judge_one(end, asked) for end in _ends(span, asked.language)]
        if ends and None not in ends:
            return RIGHT if all(end and end.accepted for end in ends) else ask_for_one
    return _judge_one(text, asked) or ask_for_one


def _ends(span: re.Match[str], language: str) -> Iterator[str]:
    """Both ends of a range, as text; nothing for a fraction or a number with commas."""
    if read_quantity(span[0], language) and not re.match(
        r" ?(?:-|to|and|or|until|/|,|;) ?\d", _rest(span[0], language)
    ):
        return
    last = read_quantity(span[3], language)
    if last:
        yield f"{span[1]} {span[2] or last.unit}"
        yield span[3]


def _rest(text: str, language: str) -> str:
    number = read_number(text, language)
    return re.sub(r"^[^\d,;/-]*?(?= ?(?:-|to|and|or|until|/|,|;) ?\d)", "", number.rest) if number else ""


def _bare(typed: str, language: str) -> str:
    """Typed text without quotes or a surrounding sentence, with number words as digits."""
    text = re.sub(r"^[\s;:!?\"()\[\]]+|^[.,](?!\d)|[\s.,;:!?()\[\]]+$|(?<!\d)\"$", "", clean(typed))
    if re.fullmatch(r"'[^']*'", text):
        text = text.strip("'")
    text = re.sub(r"\s+", " ", text if re.search(r"\d['\"]", text) else plain(text, language))
    for pattern in (CARRIERS, TRAILERS):
        text = pattern.sub("", text).strip()
    text = A_ONE.sub(ONE, text) if not any(map(str.isdigit, text)) else text
    return MINUS.sub("-", text)


def read_quantity(text: str, language: str = "en") -> Quantity | None:
    """Parse a bare text as a quantity; None if it does not begin with a number."""
    currency = CURRENCY.match(text)
    if currency:
        text = currency[1] + text[currency.end() :]
    number = read_number(text, language)
    if number is None:
        return None
    rest = number.rest.strip()
    if currency and currency[2].casefold() not in rest.casefold():
        rest = f"{currency[2]} {rest}".strip()
    return Quantity(number.readings, rest)


def _judge_one(text: str, asked: Asked) -> Judgement | None:
    """The judgement on one quantity; None if there is none."""
    quantity = read_quantity(text, asked.language)
    if quantity is None:
        return None
    unit = OF_A.sub("", quantity.unit, count=1)
    if not asked.unit:
        return _judge_without_unit(quantity.readings, unit, asked)
    if not unit:
        return ADD_UNIT
    if _same_but_case(unit, asked.unit):
        if differs_by_case(unit, asked.unit):
            return asking(WHICH_CASE.format(asked.unit, unit))
        return _judge_value(quantity.readings, asked)
    return _judge_unit(quantity, _without_words_of(unit, asked), asked)


def _judge_unit(quantity: Quantity, unit: str, asked: Asked) -> Judgement:
    """The judgement on a quantity in a unit with another name."""
    wanted, found, more = meanings(asked.unit), meanings(unit), 0.0
    if any(one.unknown for one in found):
        found, more = _with_second(unit, asked.language) or (found, 0.0)
    alike = [(one, want) for want in wanted for one in found if one.dimensions == want.dimensions]
    if not alike:
        known = {name for want in wanted for name in want.unknown}
        unknown = [name for one in found for name in one.unknown if name not in known]
        if {"°C", "°F"} & {asked.unit.replace(" ", "")} and DEGREES.fullmatch(unit):
            return WHICH_DEGREES
        if unknown and all(one.unknown for one in found):
            return asking(UNKNOWN_UNIT.format(unit[:40]))
        return WRONG
    results = [
        _judge_value(
            tuple(
                (value + one.offset) * one.factor / want.factor + more / want.factor - want.offset
                for value in quantity.readings
            ),
            asked,
            quantity.readings,
        )
        for one, want in alike
        if not asked.exact_unit or abs(one.factor - want.factor) <= CLOSE * want.factor
    ]
    if not results:
        return asking(THIS_UNIT.format(asked.unit))
    return next((result for result in results if result.accepted), results[0])


def _with_second(unit: str, language: str) -> tuple[tuple[Unit, ...], float] | None:
    """For "1 h 30 min": the first unit, and how many base units the second number adds."""
    cut = LATER.search(unit)
    second = read_quantity(unit[cut.end() :], language) if cut else None
    if cut is None or second is None:
        return None
    for one in meanings(re.sub(r"(?: and|,)$", "", unit[: cut.start()].strip())):
        if one.unknown or len(one.dimensions) != 1:
            continue
        sizes = [other.factor for other in meanings(second.unit) if other.dimensions == one.dimensions]
        if not second.unit:
            sizes = [SMALLER.get(one.dimensions[0][0], {}).get(one.factor, 0.0)]
        if sizes and 0 < sizes[0] < one.factor:
            return (one,), second.readings[0] * sizes[0]
    return None


def _judge_value(readings: tuple[float, ...], asked: Asked, shown: tuple[float, ...] = ()) -> Judgement:
    """RIGHT if the usual reading of a number is; asks if only another reading would be."""
    right = [within(value, asked.answer, asked.tolerance) for value in readings]
    if right[0] or not any(right):
        return RIGHT if right[0] else WRONG
    low, high = sorted(shown or readings)
    return asking(WHICH_NUMBER.format(figure(high), figure(low), figure(high)))


def _judge_without_unit(readings: tuple[float, ...], unit: str, asked: Asked) -> Judgement:
    rest = _without_words_of(unit, asked)
    if share := [unit for unit in meanings(rest) if unit.dimensions == (("share", 1),)]:
        return _judge_value(tuple(value * share[0].factor for value in readings), asked)
    if rest:
        named = {one for word in re.findall(r"[^\W\d_]+|[€£$¥%°]", asked.ask) for one in meanings(word)}
        if named.isdisjoint(meanings(rest)):
            return ONLY_NUMBER
    return _judge_value(readings, asked)


def _without_words_of(unit: str, asked: Asked) -> str:
    """A unit without trailing words of the question: "mm long" if the question is how long."""
    question_words = {fold(word) for word in re.findall(r"\w+", asked.ask)} - {
        fold(word) for word in re.findall(r"\w+", asked.unit)
    }
    rest = unit.split()
    while rest and (len(rest) > 1 or not asked.unit) and fold(rest[-1].strip(".,;!")) in question_words:
        rest.pop()
    return " ".join(rest)


def _compact(unit: str) -> str:
    return clean(unit).replace(" ", "").rstrip(".")


def _same_but_case(unit: str, other: str) -> bool:
    return _compact(unit).casefold() == _compact(other).casefold()


def differs_by_case(unit: str, other: str) -> bool:
    """Whether the case of the first letter makes another unit: mV and MV. MG is read as mg."""
    unit, other = _compact(unit), _compact(other)
    if unit[:1] == other[:1] or (unit.isupper() and not is_symbol(unit)):
        return False
    return meanings(unit)[0] != meanings(other)[0]
