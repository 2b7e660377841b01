"""Typed words: forms of one answer, forgiven slips, and slips that are never forgiven."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quiz.core.kinds import Number
from quiz.core.kinds.fields import Exact
from quiz.core.typed_answers.folding import clean, fold
from quiz.core.typed_answers.judgement import Judgement, Verdict
from quiz.core.typed_answers.matching import folded, runs
from quiz.core.typed_answers.short import Key
from quiz.core.typed_answers.short import judge as judge_words
from quiz.core.typed_answers.slips import distance
from quiz.words import is_word

WORDS = [
    "trigger point",
    "intramuscular stimulation",
    "filiform",
    "fibromyalgia",
    "sparrow pecking",
    "physical therapy plan",
    "western medicine",
]


def judge(typed: str, accept: list[str], reject: list[str] | None = None, **more: str) -> Judgement:
    return judge_words(typed, Key(accept, reject or [], **more), is_word)


def matches(pattern: str, typed: str) -> bool:
    return runs(pattern, folded(typed).strip()) is not None


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
    assert judge(typed, [pattern]).accepted


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
    assert not judge(typed, [pattern]).accepted


def test_many_wildcards_cost_no_more_than_their_length() -> None:
    assert not matches("*a" * 500 + "b", "a" * 2000)


@pytest.mark.parametrize(
    "typed", ["no trigger point", "without a trigger point", "it isn't a trigger point", "anything but a trigger point"]
)
def test_a_wildcard_does_not_match_negations(typed: str) -> None:
    assert judge(typed, ["trigger point", "*trigger point*"]).verdict is Verdict.WRONG


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [("", "", 0), ("", "abc", 3), ("ab", "ba", 1), ("trigger", "tirgger", 1), ("kitten", "sitting", 3)],
)
def test_damerau_counts_a_swap_as_one(one: str, other: str, apart: int) -> None:
    assert distance(one, other, 3) == distance(other, one, 3) == apart


def table_distance(a: str, b: str) -> int:
    """The whole table of distances."""
    rows = [list(range(len(b) + 1))]
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            cost = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, rows[-2][j - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]


FEW_LETTERS = st.text(alphabet="ab", max_size=9) | st.text(alphabet="abc -", max_size=14)


@given(FEW_LETTERS, FEW_LETTERS, st.integers(0, 3))
def test_the_distance_is_that_of_the_whole_table_up_to_the_limit(a: str, b: str, limit: int) -> None:
    assert distance(a, b, limit) == min(table_distance(a, b), limit + 1)


# Slips


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("triger point", "trigger point"),
        ("trigerpoint", "trigger point"),
        ("intramusculr stimulation", "intramuscular stimulation"),
        ("streile", "sterile"),
        ("50 mg dosse", "50 mg dose"),
        ("innsert", "insert"),
    ],
)
def test_a_spelling_slip_is_forgiven_and_the_right_spelling_is_named(typed: str, answer: str) -> None:
    assert judge(typed, [answer]) == Judgement(Verdict.RIGHT, spelling=answer)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("dry", "day"),
        ("trgr point", "trigger point"),
        ("filform neddles", "filiform needles"),
        ("stimulashon", "stimulation"),
        ("completely wrong", "trigger point"),
        ("fuor weeks", "four weeks"),
        ("nimodipine", "nifedipine"),
    ],
)
def test_short_words_numbers_and_two_slips_are_not(typed: str, answer: str) -> None:
    assert not judge(typed, [answer]).accepted


@pytest.mark.parametrize(
    ("typed", "answer"), [("ilium", "ileum"), ("lactase", "lactose"), ("head", "heat"), ("prednisone", "prednisolone")]
)
def test_a_near_miss_that_is_another_word_is_asked_about(typed: str, answer: str) -> None:
    judgement = judge(typed, [answer])
    assert (judgement.verdict, judgement.by_spelling) in {(Verdict.ASK, True), (Verdict.WRONG, False)}


@pytest.mark.parametrize("typed", ["kolesterol", "diafram", "rumatism", "newmonia"])
def test_a_word_spelled_as_it_sounds_is_asked_about(typed: str) -> None:
    judgement = judge(typed, ["cholesterol", "diaphragm", "rheumatism", "pneumonia"])
    assert (judgement.ask, judgement.by_spelling) == ("Check the spelling, then press Enter.", True)


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
        ("left kidney", "right kidney"),
        ("A-", "A+"),
        ("A-", "A"),
        ("Rh positive", "Rh-"),
        ("10⁵", "105"),
        ("Co", "CO"),
        ("grep -v", "grep -V"),
        ("が", "か"),
        ("gần", "gân"),
        ("мой", "мои"),
        ("Ca2+", "Ca+"),
        ("5 mV", "5 MV"),
    ],
)
def test_what_carries_meaning_is_never_forgiven(one: str, other: str) -> None:
    language = "vi" if "gân" in other else "en"
    assert not judge(one, [other], language=language).accepted
    assert not judge(other, [one], language=language).accepted


@pytest.mark.parametrize(
    "typed", ["filiform.", '"filiform"', "(filiform)", "‘filiform’!", "the filiform", "it's filiform", "Filiform"]
)
def test_another_form_of_an_answer_is_not_a_slip(typed: str) -> None:
    assert judge(typed, ["filiform"]) == Judgement(Verdict.RIGHT)


# Listed wrong answers, exact answers


def test_a_listed_wrong_answer_that_is_as_near_is_not_forgiven() -> None:
    assert judge("stimulatiom", ["stimulation"]).accepted
    assert judge("stimulatiom", ["stimulation"], ["stimulatiol"]) == Judgement(Verdict.WRONG, rejected=0)


def test_a_listed_wrong_answer_is_known_again_also_misspelt_and_by_wildcard() -> None:
    rejected = ["electrotherapy", "hypodermic*"]
    assert judge("Electrotherapy", ["filiform"], rejected).rejected == 0
    assert judge("electroterapy", ["filiform"], rejected).rejected == 0
    assert judge("hypodermic needles", ["filiform"], rejected).rejected == 1
    assert judge("something else", ["filiform"], rejected).rejected is None


def test_an_exact_answer_is_compared_as_written() -> None:
    accept = [Exact("useradd -M"), "make no home"]
    assert judge("useradd -M", accept).accepted
    assert judge(" useradd  -M ", accept).accepted
    assert not judge("Useradd -M", accept).accepted
    assert judge("Make no home", accept).accepted
    assert judge("a*", [Exact("a*")]).accepted
    assert not judge("ab", [Exact("a*")]).accepted


@pytest.mark.parametrize("typed", ["CO", "co"])
def test_an_exact_wrong_answer_is_matched_with_its_case(typed: str) -> None:
    assert judge(typed, ["Co"], [Exact("CO")]).rejected == (0 if typed == "CO" else None)


# Questions that are asked again


@pytest.mark.parametrize(
    ("typed", "accept", "ask"),
    [
        ("left or right", "left", "Give one answer."),
        ("maybe left", "left", "Give one answer."),
        ("...", "left", "Please type your answer in a few words."),
        ("07/04/2018", "4 July 2018", "Did you mean 7 April 2018 or 4 July 2018? Write the month as a word."),
        ("24-48", "24-48 hours", "Add the unit, as in 5 kg."),
        ("BP", "blood pressure", "Write it out in full."),
        ("x" * 2001, "left", "An answer can have at most 2,000 characters. Please shorten it."),
    ],
)
def test_unclear_answers_are_asked_about(typed: str, accept: str, ask: str) -> None:
    assert judge(typed, [accept]).ask == ask


def test_words_of_the_question_may_be_repeated() -> None:
    assert judge("an MRI scan", ["MRI"], ask="Which scan has no X-rays?").accepted
    assert judge("left", ["left leg"], ask="Which leg is it?").accepted
    assert not judge("left", ["left leg"], ask="What hurts?").accepted
    assert not judge("heat ice", ["heat"], ask="Is it heat or ice?").accepted


# Any text


@st.composite
def slips(draw: st.DrawFn) -> tuple[str, str]:
    """An answer, and the answer with one letter doubled, dropped, or swapped with its neighbour."""
    answer = draw(st.sampled_from(WORDS))
    at = draw(st.integers(3, len(answer) - 2))
    assume(" " not in answer[at - 1 : at + 2])
    how = draw(st.sampled_from(["double", "drop", "swap"]))
    if how == "double":
        return answer, answer[:at] + answer[at] + answer[at:]
    if how == "drop":
        return answer, answer[:at] + answer[at + 1 :]
    return answer, answer[:at] + answer[at + 1] + answer[at] + answer[at + 2 :]


@given(slips())
def test_one_slip_in_a_word_is_forgiven_or_asked_about(pair: tuple[str, str]) -> None:
    answer, typed = pair
    judgement = judge(typed, [answer])
    another_word = " " not in answer and is_word(typed)
    assert judgement.accepted or judgement.by_spelling or another_word or len(min(answer.split(), key=len)) < 5


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
    assert clean(clean(text)) == clean(text)
    assert fold(fold(text)) == fold(text)


def test_digits_with_a_point_and_spaces_are_judged() -> None:
    assert not judge("1.500 100", ["1500"]).accepted


def test_an_i_of_another_language_is_an_i_in_number_words() -> None:
    assert judge("twıce a day", ["2 times a day"]).accepted
    assert judge("SİX", ["6"]).accepted


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_any_text_is_judged(typed: str, answer: str, wrong: str) -> None:
    assert judge(typed, [answer], [wrong]).verdict in Verdict


@given(st.text(min_size=1, max_size=60).map(str.strip).filter(bool))
def test_a_key_typed_back_is_right(answer: str) -> None:
    assert judge(answer.replace(r"\*", "*"), [answer.replace("*", r"\*").replace(r"\\*", r"\*")]).accepted


@pytest.mark.parametrize(
    ("typed", "answer", "right"),
    [
        ("10.0.0.10", "10.0.0.1", False),
        ("HTTPS", "HTTP", False),
        ("https", "HTTP", False),
        ("MRIs", "MRI", True),
        ("ab", "a_b", False),
        ("x^2", "x²", True),
        ("10^5", "105", False),
    ],
)
def test_a_code_is_compared_by_the_signs_that_make_it_another(typed: str, answer: str, right: bool) -> None:
    assert judge(typed, [answer]).accepted == right


def test_degrees_alone_are_asked_about_where_a_temperature_is_meant() -> None:
    temperature = Number(id="a", ask="How hot?", explain="x", passage=("x",), answer=38, unit="°C")
    assert temperature.doubt("38 degrees") == "Which degrees? Write °C or °F."
    assert temperature.mark("38 degrees C") == 1
