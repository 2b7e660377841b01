"""Partial credit and what a score says, against published figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.core.marking import chance_of_at_least, order_mark, permutation_chance, select_mark, wilson

MOODLE_KEY = "MORDLE"


@pytest.mark.parametrize(
    ("given_order", "mark"),
    [("ELDROM", 0), ("EORDLM", 0.4), ("RODLEM", 0.6), ("RODLME", 0.667), ("MORDLE", 1)],
)
def test_order_marks_all_pairs_as_moodle_does(given_order: str, mark: float) -> None:
    order = [MOODLE_KEY.index(letter) for letter in given_order]
    assert order_mark(order) == pytest.approx(mark, abs=0.0005)


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
    assert select_mark({0, 1, 2}, chosen) == pytest.approx(mark)


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
    assert permutation_chance(4) == pytest.approx(1 / 24)
