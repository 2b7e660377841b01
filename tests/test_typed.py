"""Typed answers: the same words, forgiven slips, and what no slip may touch."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quiz.core.typed_answers import distance, fold, judge, matches, read_quantity, what_is_missing, within

WORDS = [
    "trigger point",
    "intramuscular stimulation",
    "filiform",
    "fibromyalgia",
    "sparrow pecking",
    "physical therapy plan",
    "western medicine",
]


@pytest.mark.parametrize(
    ("typed", "pattern"),
    [
        ("   Fat dog   ", "F*og"),
        ("Frog*toad", r"Frog\*toad"),
        ("[a-z]", "[a-z]"),
        ("0", "*0*"),
        ("ITÁLIE", "Itálie"),
        ("Italie", "Itálie"),
        ("in-and-out", "In and out"),
        ("in\u2011and\u2013out", "In-and-out"),
        ("non sterile", "nonsterile"),
        ("non-sterile", "nonsterile"),
        ("ﬁliform", "filiform"),
        ("STRASSE", "Straße"),
        ("anything", "*"),
        ("a middle z", "a*mid*z"),
    ],
)
def test_the_same_words_match(typed: str, pattern: str) -> None:
    assert matches(pattern, typed)


@pytest.mark.parametrize(
    ("typed", "pattern"),
    [
        ("Frogs", "F*og"),
        ("Fg", "F*og"),
        ("a", "[a-z]"),
        ("fatdog", "fat * dog"),
        ("-5", "5"),
        ("ab", "ab*b"),
        ("", "word"),
    ],
)
def test_other_words_do_not(typed: str, pattern: str) -> None:
    assert not matches(pattern, typed)


def test_many_wildcards_cost_no_more_than_their_length() -> None:
    assert not matches("*a" * 500 + "b", "a" * 2000)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [("", "", 0), ("", "abc", 3), ("ab", "ba", 1), ("trigger", "tirgger", 1), ("kitten", "sitting", 3)],
)
def test_damerau_counts_a_swap_as_one(one: str, other: str, apart: int) -> None:
    assert distance(one, other) == distance(other, one) == apart


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("triger point", "trigger point"),
        ("triggerpoint", "trigger point"),
        ("intramuscular stimulashon", "intramuscular stimulation"),
        ("intra-muscular stimulation", "intramuscular stimulation"),
        ("streile", "sterile"),
        ("50 mg dailly", "50 mg daily"),
        ("innsert", "insert"),
    ],
)
def test_a_spelling_slip_is_forgiven_and_the_right_spelling_is_named(typed: str, answer: str) -> None:
    assert judge(typed, [answer]) == (True, answer, None)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("dry", "day"),
        ("four", "foul"),
        ("trgr point", "trigger point"),
        ("filform neddels", "filiform needles"),
        ("completely wrong", "trigger point"),
    ],
)
def test_short_words_and_many_slips_are_not(typed: str, answer: str) -> None:
    assert not judge(typed, [answer]).accepted


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("50 mg", "500 mg"),
        ("24-38 hours", "24-48 hours"),
        ("1.5 litres", "15 litres"),
        ("50 mg daily", "50 ml daily"),
        ("millilitre", "millimetre"),
        ("safe", "not safe"),
        ("it is safe", "it isn't safe"),
        ("sterile", "nonsterile"),
        ("sterile needles", "non-sterile needles"),
        ("sterile", "unsterile"),
        ("typical", "atypical"),
        ("hypertension", "hypotension"),
        ("abduction", "adduction"),
        ("intramuscular", "intermuscular"),
        ("-5 degrees", "5 degrees"),
    ],
)
def test_a_number_a_unit_a_negation_or_an_opposite_is_never_forgiven(one: str, other: str) -> None:
    assert not judge(one, [other]).accepted
    assert not judge(other, [one]).accepted


@pytest.mark.parametrize("typed", ["filiform.", '"filiform"', "(filiform)", "‘filiform’!"])
def test_punctuation_around_an_answer_is_no_slip(typed: str) -> None:
    assert judge(typed, ["filiform"]) == (True, "", None)


def test_a_listed_wrong_answer_that_is_as_near_is_not_forgiven() -> None:
    assert judge("stimulatiom", ["stimulation"]).accepted
    assert judge("stimulatiom", ["stimulation"], ["stimulatiol"]) == (False, "", 0)


def test_a_listed_wrong_answer_is_known_again_also_misspelt_and_by_wildcard() -> None:
    rejected = ["electrotherapy", "hypodermic*"]
    assert judge("Electrotherapy", ["filiform"], rejected).rejected == 0
    assert judge("electroterapy", ["filiform"], rejected).rejected == 0
    assert judge("hypodermic needles", ["filiform"], rejected).rejected == 1
    assert judge("something else", ["filiform"], rejected).rejected is None


@st.composite
def slips(draw: st.DrawFn) -> tuple[str, str]:
    """An answer, and the answer with one letter doubled, dropped, or swapped with its neighbour."""
    answer = draw(st.sampled_from(WORDS))
    at = draw(st.integers(3, len(answer) - 2))
    how = draw(st.sampled_from(["double", "drop", "swap"]))
    if how == "double":
        return answer, answer[:at] + answer[at] + answer[at:]
    if how == "drop":
        return answer, answer[:at] + answer[at + 1 :]
    return answer, answer[:at] + answer[at + 1] + answer[at] + answer[at + 2 :]


@given(slips())
def test_one_slip_past_the_first_letters_is_always_forgiven(pair: tuple[str, str]) -> None:
    answer, typed = pair
    assert judge(typed, [answer]).accepted


@given(st.sampled_from(WORDS), st.integers(0, 999), st.integers(0, 999), st.sampled_from(["mg", "ml", "hours", "%"]))
def test_another_number_is_never_forgiven(words: str, number: int, other: int, unit: str) -> None:
    assume(number != other)
    assert not judge(f"{words} {other} {unit}", [f"{words} {number} {unit}"]).accepted


@given(st.sampled_from(WORDS), st.sampled_from(["mg", "ml", "mm", "cm", "kg", "g", "hours", "days"]), st.data())
def test_another_unit_is_never_forgiven(words: str, unit: str, data: st.DataObject) -> None:
    other = data.draw(st.sampled_from(["mg", "ml", "mm", "cm", "kg", "g", "hours", "days"]).filter(lambda u: u != unit))
    assert not judge(f"{words} 5 {other}", [f"{words} 5 {unit}"]).accepted


@given(st.sampled_from(WORDS), st.sampled_from(["not", "no", "never", "without", "non"]))
def test_a_negation_is_never_forgiven(words: str, negation: str) -> None:
    assert not judge(f"{negation} {words}", [words]).accepted
    assert not judge(words, [f"{negation} {words}"]).accepted


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_any_text_is_judged(typed: str, answer: str, wrong: str) -> None:
    assert judge(typed, [answer], [wrong]).accepted in (True, False)


@pytest.mark.parametrize(
    ("typed", "unit", "value"),
    [
        ("12", "", 12),
        (" 2018 ", "", 2018),
        ("-3.5", "", -3.5),
        ("−3.5", "", -3.5),
        ("1,5", "", 1.5),
        ("1,000", "", 1000),
        ("12,500.5", "", 12500.5),
        (".5", "", 0.5),
        ("12 cm", "cm", 12),
        ("12cm", "CM", 12),
        ("4 mins", "minutes", 4),
        ("12 millimetres", "mm", 12),
        ("12 mm", "cm", None),
        ("12", "cm", None),
        ("12 cm", "", None),
        ("twelve", "", None),
        ("1e5", "", None),
        ("", "", None),
        ("1 2", "", None),
    ],
)
def test_a_typed_number_is_read_with_its_unit(typed: str, unit: str, value: float | None) -> None:
    assert read_quantity(typed, unit) == value


@pytest.mark.parametrize(
    ("typed", "unit", "said"),
    [
        ("", "", "Type a number, such as 12."),
        ("many", "mm", "Type a number and its unit, such as 5 kg."),
        ("30", "mm", "Add the unit, as in 5 kg."),
        ("about 12", "", "Type the number alone, such as 12."),
        ("30 cm", "mm", ""),
        ("12", "", ""),
    ],
)
def test_what_a_typed_number_lacks_is_said(typed: str, unit: str, said: str) -> None:
    assert what_is_missing(typed, unit) == said


def test_both_ends_of_a_tolerance_are_inside_it() -> None:
    assert within(0.4, 0.3, 0.1)
    assert within(0.2, 0.3, 0.1)
    assert not within(0.41, 0.3, 0.1)
    assert not within(None, 0.3, 0.1)
