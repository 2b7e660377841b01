"""The mark of any response to any kind is fair and between 0 and 1."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.core.kinds import (
    AnyQuestion,
    Choice,
    Match,
    Number,
    Option,
    Order,
    Pair,
    Select,
    ShortAnswer,
    TeachBack,
    TeachBackResponse,
    TrueFalse,
)
from quiz.core.kinds.choice import Choosing
from quiz.core.kinds.select import ALL_OR_NOTHING, SCORINGS
from quiz.core.selection import shown_order

COMMON: dict[str, Any] = {"id": "q", "ask": "?", "explain": "Because.", "passage": "words"}


def options(rights: Sequence[bool]) -> tuple[Option, ...]:
    return tuple(Option(f"option {i}", right) for i, right in enumerate(rights))


@st.composite
def choices(draw: st.DrawFn) -> Choice:
    size = draw(st.integers(2, 8))
    key = draw(st.integers(0, size - 1))
    return Choice(**COMMON, options=options([i == key for i in range(size)]))


@st.composite
def selects(draw: st.DrawFn) -> Select:
    rights = draw(st.lists(st.booleans(), min_size=2, max_size=8).filter(any))
    return Select(**COMMON, options=options(rights), scoring=draw(st.sampled_from(SCORINGS)))


@st.composite
def matches(draw: st.DrawFn) -> Match:
    classes = tuple(f"class {i}" for i in range(draw(st.integers(2, 5))))
    targets = draw(st.lists(st.integers(0, len(classes) - 1), min_size=1, max_size=6))
    return Match(**COMMON, classes=classes, pairs=tuple(Pair(f"item {i}", classes[t]) for i, t in enumerate(targets)))


@st.composite
def orders(draw: st.DrawFn) -> Order:
    return Order(**COMMON, items=tuple(f"item {i}" for i in range(draw(st.integers(2, 7)))))


ANY_PARTS = choices() | selects() | matches() | orders()


def response_to(question: AnyQuestion, draw: Any) -> Any:
    match question:
        case Choosing():
            return draw(st.integers(0, len(question.options) - 1))
        case Select():
            return draw(st.frozensets(st.integers(0, len(question.options) - 1)))
        case Match():
            size, most = len(question.pairs), len(question.classes) - 1
            return tuple(draw(st.lists(st.integers(0, most), min_size=size, max_size=size)))
        case Order():
            return tuple(draw(st.permutations(range(len(question.items)))))
    raise AssertionError(question)


def key_of(question: AnyQuestion) -> Any:
    match question:
        case Choosing() | Select():
            return question.right
        case Match():
            return question.targets
        case Order():
            return tuple(range(len(question.items)))
    raise AssertionError(question)


@given(ANY_PARTS, st.data())
def test_a_mark_is_between_0_and_1(question: AnyQuestion, data: st.DataObject) -> None:
    assert 0 <= question.mark(response_to(question, data.draw)) <= 1


@given(ANY_PARTS)
def test_the_exact_key_marks_1(question: AnyQuestion) -> None:
    assert question.mark(key_of(question)) == 1


@given(ANY_PARTS, st.data())
def test_only_the_exact_key_marks_1(question: AnyQuestion, data: st.DataObject) -> None:
    response = response_to(question, data.draw)
    assert (question.mark(response) == 1) == (response == key_of(question))


@given(selects())
def test_choosing_everything_never_beats_the_key(question: Select) -> None:
    everything = frozenset(range(len(question.options)))
    assert question.mark(everything) <= question.mark(question.right)
    if everything != question.right:
        assert question.mark(everything) < 1


@given(ANY_PARTS, st.integers(0, 2**32), st.integers(0, 2**32), st.data())
def test_shuffling_never_changes_a_mark(question: AnyQuestion, seed: int, other: int, data: st.DataObject) -> None:
    """The same parts picked from two screens that show them in two orders earn the same."""
    response = response_to(question, data.draw)
    marks = set()
    for shown in (shown_order(question, seed), shown_order(question, other)):
        rows = {position: row for row, position in enumerate(shown)}
        match question:
            case Choosing():
                back: Any = shown[rows[response]]
            case Select():
                back = frozenset(shown[row] for row in [rows[position] for position in response])
            case Match():
                on_screen = [response[position] for position in shown]
                back = tuple(on_screen[rows[position]] for position in range(len(response)))
            case _:
                back = tuple(shown[rows[position]] for position in response)
        marks.add(question.mark(back))
    assert marks == {question.mark(response)}


@given(ANY_PARTS, st.integers(0, 2**32))
def test_every_part_is_shown_once(question: AnyQuestion, seed: int) -> None:
    assert sorted(shown_order(question, seed)) == list(range(question.parts))


@pytest.mark.parametrize(
    ("question", "chance"),
    [
        (Choice(**COMMON, options=options([True, False, False])), 1 / 3),
        (TrueFalse(**COMMON, answer=True), 1 / 2),
        (Select(**COMMON, options=options([True, True, False])), 1 / 7),
        (Match(**COMMON, classes=("a", "b", "c"), pairs=(Pair("x", "a"), Pair("y", "b"))), 1 / 9),
        (Order(**COMMON, items=("a", "b", "c")), 1 / 6),
        (Number(**COMMON, answer=3), 0),
        (ShortAnswer(**COMMON, accept=("word",)), 0),
    ],
    ids=lambda value: getattr(value, "kind", ""),
)
def test_the_chance_of_a_blind_guess(question: AnyQuestion, chance: float) -> None:
    assert question.guess_probability() == pytest.approx(chance)


def test_all_or_nothing_accepts_only_the_exact_set() -> None:
    question = Select(**COMMON, options=options([True, True, False]), scoring=ALL_OR_NOTHING)
    assert question.mark({0, 1}) == 1
    assert question.mark({0}) == question.mark({0, 1, 2}) == question.mark(set()) == 0


def test_a_number_counts_inside_its_tolerance_and_with_its_unit() -> None:
    question = Number(**COMMON, answer=30, tolerance=2, unit="mm")
    assert [question.mark(typed) for typed in ("30 mm", "28mm", "32 MM", "thirty mm")] == [1, 1, 1, 1]
    assert [question.mark(typed) for typed in ("33 mm", "30 cm", "30")] == [0, 0, 0]


def test_a_slip_marks_1_and_a_listed_wrong_answer_0() -> None:
    question = ShortAnswer(**COMMON, accept=("intramuscular stimulation",))
    assert question.mark("Intramuscular stimulatoin") == 1
    assert question.mark("intermuscular stimulation") == 0


def test_teach_back_is_the_share_of_points_covered_and_is_not_scored() -> None:
    question = TeachBack(**COMMON, covers=("one", "two", "three"))
    assert question.mark(TeachBackResponse("in my words", frozenset({0, 2}))) == pytest.approx(2 / 3)
    assert question.self_assessed


def test_true_and_false_are_shown_in_this_order_whatever_the_seed() -> None:
    question = TrueFalse(**COMMON, answer=True)
    assert {shown_order(question, seed) for seed in range(50)} == {(0, 1)}
