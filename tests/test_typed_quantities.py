"""Numbers and units: how they are read, and when the learner is asked about them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.core.kinds import Number
from quiz.core.typed_answers.judgement import Verdict
from quiz.core.typed_answers.numbers import read_number, with_digits
from quiz.core.typed_answers.quantities import Asked, judge_number, within
from quiz.core.typed_answers.units import TABLE, meanings


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12", 12),
        ("2018", 2018),
        ("-3.5", -3.5),
        ("−3.5", -3.5),
        ("1,5", 1.5),
        ("1,000", 1000),
        ("12,500.5", 12500.5),
        ("12.500,75", 12500.75),
        ("1 000 000", 1e6),
        ("1'000'000", 1e6),
        ("12,34,567", 1234567),
        (".5", 0.5),
        ("1.6e-19", 1.6e-19),
        ("5×10^12", 5e12),
        ("5*10**12", 5e12),
        ("10^5", 1e5),
        ("1 1/2", 1.5),
        ("3/4", 0.75),
        ("300 thousand", 300000),
        ("1.5 million", 1.5e6),
        ("9" * 400, float("inf")),
        ("1e999999999999", float("inf")),
        ("1/0", None),
        ("2.5 10 6", None),
        ("1.500 100", None),
        ("1 2", None),
        ("many", None),
    ],
)
def test_a_number_is_read_in_its_usual_forms(typed: str, value: float | None) -> None:
    number = read_number(typed.replace("−", "-"))
    assert (number and number.readings[0]) == (value if value is None else pytest.approx(value))


@pytest.mark.parametrize(
    ("typed", "language", "readings"),
    [
        ("1,250", "en", (1250, 1.25)),
        ("1.250", "en", (1.25, 1250)),
        ("1.250", "de", (1250, 1.25)),
        ("1,250", "de", (1.25, 1250)),
        ("0,250", "en", (0.25,)),
        ("1,250,000", "en", (1250000,)),
        ("12,50", "en", (12.5,)),
    ],
)
def test_an_ambiguous_comma_or_point_has_two_readings(typed: str, language: str, readings: tuple[float, ...]) -> None:
    number = read_number(typed, language)
    assert number and number.readings == readings


@pytest.mark.parametrize(
    ("words", "digits"),
    [
        ("twelve", "12"),
        ("twenty-five", "25"),
        ("two hundred and six", "206"),
        ("one million", "1000000"),
        ("two and a half", "2 1/2"),
        ("an hour and a half", "1 1/2 hour"),
        ("three quarters", "3/4"),
        ("half a tablet", "1/2 a tablet"),
        ("Twice a day", "2 times a day"),
        ("a dozen", "12"),
        ("the third vertebra", "the third vertebra"),
    ],
)
def test_number_words_become_digits(words: str, digits: str) -> None:
    assert with_digits(words) == digits


@pytest.mark.parametrize(
    ("typed", "unit", "ask"),
    [
        ("", "", "Type a number, such as 12."),
        ("many", "mm", "Type a number and its unit, such as 5 kg."),
        ("30", "mm", "Add the unit, as in 5 kg."),
        ("30 foos", "mm", "We don't know the unit 'foos'. Check its spelling, or use another unit."),
        ("12 cm", "", "Type only the number, such as 12."),
        ("less than 30 mm", "mm", "Type one number and its unit, such as 5 kg."),
        ("30 mm or 40 mm", "mm", "Type one number and its unit, such as 5 kg."),
        ("30 Mm", "mm", "Did you mean mm or Mm? In units, capital letters matter."),
        ("maybe 30 mm", "mm", "Give one answer."),
        ("9" * 2001, "mm", "An answer can have at most 2,000 characters. Please shorten it."),
        ("30 cm", "mm", ""),
        ("30 mm", "mm", ""),
    ],
)
def test_the_learner_is_asked_for_what_is_missing(typed: str, unit: str, ask: str) -> None:
    assert judge_number(typed, Asked(30, unit=unit)).ask == ask


def test_both_readings_are_named() -> None:
    assert (
        judge_number("1.250", Asked(1250)).ask == "Did you mean 1250 or 1.25? For 1250, leave out the point or comma."
    )
    assert judge_number("1.250", Asked(1.25)).accepted
    assert judge_number("1.250", Asked(7)).verdict is Verdict.WRONG


def test_another_unit_of_the_quantity_is_right_unless_the_unit_is_asked_for() -> None:
    question = Number(id="a", ask="How much?", explain="E.", passage=("p",), answer=500, unit="mg")
    assert question.mark("0.5 g") == 1
    exact = question.replace(exact_unit=True)
    assert exact.mark("0.5 g") == 0
    assert exact.doubt("0.5 g") == "Give your answer in mg."
    assert exact.mark("500 milligrams") == 1


def test_both_ends_of_a_tolerance_are_inside_it() -> None:
    assert within(0.4, 0.3, 0.1)
    assert within(0.2, 0.3, 0.1)
    assert not within(0.41, 0.3, 0.1)
    assert not within(float("inf"), 0.3, 0.1)


def test_a_small_number_has_no_tolerance_by_default() -> None:
    assert within(1.6e-19, 1.6e-19, 0)
    assert not within(1.7e-19, 1.6e-19, 0)
    assert not within(0, 1.6e-19, 0)


# Units, against the definitions of the SI brochure and the UK Weights and Measures Act


@pytest.mark.parametrize(
    ("one", "size", "other"),
    [
        ("kg", 1000, "g"),
        ("µg", 1e-6, "g"),
        ("lb", 0.45359237, "kg"),
        ("oz", 1 / 16, "lb"),
        ("st", 14, "lb"),
        ("mL", 1, "cm³"),
        ("dl", 100, "ml"),
        ("in", 2.54, "cm"),
        ("ft", 12, "in"),
        ("mile", 1760, "yd"),
        ("h", 60, "min"),
        ("week", 168, "h"),
        ("year", 12, "month"),
        ("kPa", 1 / 0.133322387415, "mmHg"),
        ("kcal", 4.184, "kJ"),
        ("kWh", 3.6, "MJ"),
        ("Ci", 37, "GBq"),
        ("km/h", 1000 / 3600, "m/s"),
        ("mph", 1.609344, "km/h"),
        ("mg/dL", 10, "mg/L"),
        ("mM", 1, "mmol/L"),
        ("bpm", 1, "/min"),
        ("%", 10, "‰"),
        ("pence", 0.01, "£"),
        ("kg/m²", 1e-4 * 1000, "g/cm²"),
    ],
)
def test_units_have_the_size_of_their_definition(one: str, size: float, other: str) -> None:
    pairs = [(a, b) for a in meanings(one) for b in meanings(other) if a.dimensions == b.dimensions]
    assert any(a.factor / b.factor == pytest.approx(size, rel=1e-6) for a, b in pairs)


@pytest.mark.parametrize(("one", "other"), [("mg", "Mg"), ("mBq", "MBq"), ("g", "mol"), ("mg/kg", "mg"), ("m", "m²")])
def test_other_units_are_other_units(one: str, other: str) -> None:
    assert not set(meanings(one)) & set(meanings(other))


def test_a_unit_too_small_or_too_large_for_a_number_is_judged() -> None:
    asked = Asked(5, unit="/picodalton^9*picodalton^9")
    assert judge_number("5 picodalton^9", asked).verdict is Verdict.WRONG
    assert judge_number("5 /picodalton^9*picodalton^9", asked).accepted


def test_each_row_of_the_table_names_a_unit() -> None:
    for row in TABLE.strip().splitlines():
        _, factor, symbols, names, _ = (part.strip() for part in row.split("|"))
        for name in [*symbols.split(), *names.split()]:
            assert float(factor) in {unit.factor for unit in meanings(name)}, name


@given(st.text(max_size=40), st.sampled_from(["", "mg", "tablets", "°C", "€", "mmol/L", "?"]))
def test_any_text_is_judged_as_a_number(typed: str, unit: str) -> None:
    assert judge_number(typed, Asked(5, 0, unit)).verdict in Verdict
