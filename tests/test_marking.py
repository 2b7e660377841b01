"""Partial credit and the meaning of a score, compared with published figures; and responses in words."""

import json
from collections.abc import Sequence
from typing import Any

import pytest
from answers import RIGHT, TOLD, WRONG, bank, choice, question_file, select, session_of, teach_back
from hypothesis import given
from hypothesis import strategies as st
from kinds import QUESTIONS
from kinds import RIGHT as RIGHT_OF

from quiz.core.kinds import AnyQuestion, Option, Order, Select, StaleResponse, TeachBackResponse
from quiz.core.marking import (
    certainty_bonus,
    certainty_mark,
    chance_of_at_least,
    wilson,
)
from quiz.core.outcome import certainty_of, outcome_of

MOODLE_KEY = "MORDLE"
COMMON: dict[str, Any] = {"id": "x", "ask": "x?", "explain": "x", "passage": "x"}
BLACK_TEA = frozenset({0})


@pytest.mark.parametrize(
    ("given_order", "mark"),
    [("ELDROM", 0), ("EORDLM", 0.4), ("RODLEM", 0.6), ("RODLME", 0.667), ("MORDLE", 1)],
)
def test_order_marks_all_pairs_as_moodle_does(given_order: str, mark: float) -> None:
    order = [MOODLE_KEY.index(letter) for letter in given_order]
    question = Order(**COMMON, items=tuple(MOODLE_KEY))
    assert question.mark(tuple(order)) == pytest.approx(mark, abs=0.0005)


@pytest.mark.parametrize(
    ("chosen", "mark"),
    [
        (set(), 0),
        ({0}, 1 / 3),
        ({0, 1}, 2 / 3),
        ({0, 1, 2}, 1),
        ({0, 1, 2, 3}, 2 / 3),
        ({0, 3}, 0),
        ({3, 4}, 0),
        ({0, 1, 2, 3, 4, 5}, 0),
    ],
)
def test_select_marks_right_minus_wrong(chosen: set[int], mark: float) -> None:
    options = tuple(Option(str(place), place < 3) for place in range(6))
    assert Select(**COMMON, options=options).mark(chosen) == pytest.approx(mark)


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (8, 10, 0.490, 0.943)],
)
def test_wilson_gives_the_published_intervals(right: int, of: int, low: float, high: float) -> None:
    assert list(wilson(right / of, of)) == pytest.approx([low, high], abs=0.0005)


@given(st.floats(0, 1), st.integers(1, 10_000))
def test_an_interval_holds_its_share_and_stays_between_0_and_1(share: float, n: int) -> None:
    low, high = wilson(share, n)
    assert 0 <= low <= share + 1e-9
    assert share - 1e-9 <= high <= 1


def test_the_chance_of_guessing_seven_of_ten() -> None:
    assert chance_of_at_least(7, [1 / 2] * 10) == pytest.approx(0.172, abs=0.0005)
    assert chance_of_at_least(7, [1 / 3] * 10) == pytest.approx(0.0197, abs=0.00005)


def test_the_chance_of_unlike_questions_is_that_of_all_their_outcomes() -> None:
    a, b, c = 0.5, 0.25, 0.1
    assert chance_of_at_least(3, [a, b, c]) == pytest.approx(a * b * c)
    assert chance_of_at_least(1, [a, b, c]) == pytest.approx(1 - (1 - a) * (1 - b) * (1 - c))
    assert chance_of_at_least(0, [a, b, c]) == 1


def test_one_order_of_four_things_is_guessed_once_in_24() -> None:
    assert Order(**COMMON, items=tuple("abcd")).guess_probability() == pytest.approx(1 / 24)


@pytest.mark.parametrize(
    ("mark", "marks"),
    [
        pytest.param(1, [1, 2, 3], id="right"),
        pytest.param(0.5, [0.5, 1, 1.5], id="half right"),
        pytest.param(0, [0, -2, -6], id="wrong"),
    ],
)
def test_certainty_is_marked_as_moodle_does(mark: float, marks: list[float]) -> None:
    assert [certainty_mark(mark, certainty) for certainty in (1, 2, 3)] == marks


@pytest.mark.parametrize(("average", "accuracy", "bonus"), [(1, 0.5, 0.05), (2, 0.9, -0.01), (3, 1, 0)])
def test_the_bonus_compares_with_one_certainty_for_every_answer(average: float, accuracy: float, bonus: float) -> None:
    assert certainty_bonus(average, accuracy) == pytest.approx(bonus)


def judged(questions: Sequence[AnyQuestion], *given: tuple[Any, int | None]) -> tuple[float, ...]:
    """What the end of a session says about the learner's certainty, or nothing; a response None is "I don't know"."""
    session = session_of(file=question_file(bank("bank", *questions)))
    for response, certainty in given:
        if response is None:
            session.skip()
        else:
            session.answer(response, certainty)
        session.next()
    return certainty_of(outcome_of(session).results) or ()


def test_a_session_of_three_judged_by_the_learner() -> None:
    found = judged([choice("a"), choice("b"), choice("c")], (RIGHT, 3), (WRONG, 2), (RIGHT, 1))
    assert found == pytest.approx((1, 1, 1, 0, 2 / 3, 2 / 3))


def test_answers_fall_in_four_groups_and_what_is_not_judged_in_none() -> None:
    given = [(RIGHT, 3), (RIGHT, 2), (RIGHT, 1), (WRONG, 3), (WRONG, 1), (WRONG, 1), (None, None), (RIGHT, None)]
    assert judged([choice(name) for name in "abcdefgh"], *given)[:4] == (2, 1, 1, 2)


def test_what_was_not_answered_counts_in_the_average_and_points_weigh() -> None:
    questions: list[AnyQuestion] = [
        choice("a", points=3),
        choice("b"),
        select("s", points=2),
        choice("c", points=2),
        teach_back("t"),
    ]
    found = judged(questions, (RIGHT, 3), (None, None), (BLACK_TEA, 2))
    assert found == pytest.approx((1, 1, 0, 0, (9 + 2) / 8, (3 + 1) / 8))


def test_without_certainty_nothing_is_judged() -> None:
    assert judged([choice("a"), teach_back("t")], (RIGHT, None), (TOLD, 3)) == ()


WRONG_OF: dict[str, Any] = {
    "one-plant": 2,
    "true-teas": frozenset({1, 3}),
    "dark-in-the-air": 0,
    "green-or-black": (1, 1, 0, 1),
    "giving-taste": "",
    "how-long": "– 7,5 weeks",
    "brewing-a-pot": (3, 1, 0, 2),
    "tell-a-friend": TeachBackResponse("", frozenset()),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_response_is_read_again_as_it_was_given(name: str) -> None:
    for response in (RIGHT_OF[name], WRONG_OF[name], None):
        assert QUESTIONS[name].from_json(json.loads(json.dumps(QUESTIONS[name].to_json(response)))) == response


SORTED = QUESTIONS["green-or-black"].to_json(RIGHT_OF["green-or-black"])
FOREIGN: dict[str, list[Any]] = {
    "one-plant": ["foreign", 0, ["The tea bush"], {}],
    "true-teas": ["Black tea", 5, ["Black tea", "foreign"], ["Black tea", "Black tea"]],
    "green-or-black": [{}, ["Green tea"] * 4, SORTED | {"foreign": None}, SORTED | {"It wants cooler water": "x"}],
    "giving-taste": [["steeping"], 4],
    "how-long": [["4 minutes"], 4],
    "brewing-a-pot": [["Warm the pot"], ["Warm the pot"] * 4, "Warm the pot", 4],
    "tell-a-friend": [{"said": "x"}, {"said": "x", "covered": ["foreign"]}, "The water is fresh", []],
}


@pytest.mark.parametrize("name", FOREIGN)
def test_foreign_words_are_no_response(name: str) -> None:
    for words in FOREIGN[name]:
        with pytest.raises(StaleResponse):
            QUESTIONS[name].from_json(words)


@pytest.mark.parametrize("name", ["one-plant", "true-teas", "green-or-black", "brewing-a-pot", "tell-a-friend"])
def test_a_response_outlives_a_new_order_but_not_new_words(name: str) -> None:
    question: Any = QUESTIONS[name]
    words = question.to_json(RIGHT_OF[name])
    for part in {"options", "items", "classes", "pairs", "covers"}.intersection(question.fields):
        texts = getattr(question, part)
        turned = question.replace(**{part: texts[::-1]})
        again = turned.to_json(turned.from_json(words))
        assert question.from_json(again) == RIGHT_OF[name]
        first = "new words" if isinstance(texts[0], str) else texts[0]._replace(**{texts[0]._fields[0]: "new words"})
        with pytest.raises(StaleResponse):
            question.replace(**{part: (first, *texts[1:])}).from_json(words)
