"""Item analysis: the figures of Moodle's own test quiz 00, and what must hold of any marks."""

import random
import statistics
from collections.abc import Sequence
from math import isfinite
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from terminal import DATA

from quiz.analysis.figures import GROUPS, ItemFigures, ScoreFigures, figures_of
from quiz.analysis.marks import read_marks
from quiz.analysis.matrix import analysis_of

MOODLE = analysis_of(read_marks(DATA / "moodle-00.csv"))
"""25 learners at 7 items."""
DIMENSIONLESS = ("facility", "discrimination", "efficiency", "weight")

Rows = list[list[float]]


def figures(rows: Sequence[Sequence[float]], points: Sequence[float] = ()) -> tuple[ScoreFigures, list[ItemFigures]]:
    """The figures of the same marks, given a row for each learner."""
    scores, items = figures_of(list(zip(*rows, strict=True)), points or [1.0] * len(rows[0]))
    return scores, list(items)


def close(value: float | None) -> Any:
    return value if value is None else pytest.approx(value, rel=1e-6, abs=1e-6)


@st.composite
def marks(draw: st.DrawFn, least: int = 1, most: int = 12) -> Rows:
    mark = st.sampled_from([0, 0.25, 1 / 3, 0.5, 2 / 3, 0.8, 1])
    items = draw(st.integers(1, 6))
    return draw(st.lists(st.lists(mark, min_size=items, max_size=items), min_size=least, max_size=most))


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (
            1,
            {
                "facility": 0.704,
                "sd": 0.45136829,
                "weight": 21.29227,
                "discrimination": -7.065077,
                "efficiency": -9.455054,
            },
        ),
        (
            6,
            {
                "facility": 0.64,
                "sd": 0.48989795,
                "weight": 9.808134,
                "discrimination": -45.378518,
                "efficiency": -56.936597,
            },
        ),
    ],
    ids=["item 1", "item 6"],
)
def test_an_item_has_the_figures_that_moodle_has(item: int, expected: dict[str, float]) -> None:
    found = MOODLE.items[item - 1].figures._asdict()
    assert {name: found[name] for name in expected} == pytest.approx(expected, abs=1e-6, rel=1e-6)


def test_the_test_has_the_figures_that_moodle_has() -> None:
    expected = {
        "learners": 25,
        "possible": 7,
        "mean": 4.617333332,
        "median": 4.5,
        "sd": 0.8117265554,
        "skewness": -0.092502502,
        "kurtosis": -0.7073968557,
        "alpha": -87.2230935542,
        "error_ratio": 136.8294900795,
        "standard_error": 1.1106813066,
    }
    found = MOODLE.scores._asdict()
    assert {name: found[name] for name in expected} == pytest.approx(expected, abs=1e-7, rel=1e-7)


@given(marks(), st.randoms(use_true_random=False))
def test_neither_the_order_of_the_items_nor_that_of_the_learners_changes_a_figure(
    rows: Rows, shuffled: random.Random
) -> None:
    scores, items = figures(rows)
    order = shuffled.sample(range(len(rows[0])), len(rows[0]))
    others = [[row[place] for place in order] for row in shuffled.sample(rows, len(rows))]
    other_scores, other_items = figures(others)
    assert scores[:-1] == tuple(map(close, other_scores[:-1]))
    assert scores.tenths == other_scores.tenths
    for place, item in zip(order, other_items, strict=True):
        assert items[place][:-1] == tuple(map(close, item[:-1]))
        assert [group.learners for group in items[place].groups] == [group.learners for group in item.groups]
        assert [group.share for group in items[place].groups] == [close(group.share) for group in item.groups]


@given(marks(), st.floats(0.001, 1000))
def test_what_all_items_are_worth_changes_no_figure_but_those_in_points(rows: Rows, worth: float) -> None:
    scores, items = figures(rows)
    scaled, scaled_items = figures(rows, [worth] * len(rows[0]))
    for name in ("skewness", "kurtosis", "alpha", "error_ratio"):
        assert getattr(scaled, name) == close(getattr(scores, name))
    assert scaled.tenths == scores.tenths
    for item, other in zip(items, scaled_items, strict=True):
        assert [getattr(item, name) for name in DIMENSIONLESS] == [
            close(getattr(other, name)) for name in DIMENSIONLESS
        ]
        assert other.sd == close(None if item.sd is None else item.sd * worth)


@given(marks(least=2))
def test_discrimination_is_the_correlation_of_the_mark_with_the_rest_score(rows: Rows) -> None:
    for place, item in enumerate(figures(rows)[1]):
        mark = [row[place] for row in rows]
        rest = [round(sum(row) - row[place], 12) for row in rows]
        if min(mark) == max(mark) or min(rest) == max(rest):
            assert item.discrimination is item.efficiency is None
        else:
            assert item.discrimination == pytest.approx(100 * statistics.correlation(mark, rest), abs=1e-5)


@given(marks(least=2))
def test_mean_median_and_spread_are_those_of_the_scores(rows: Rows) -> None:
    totals = [sum(row) for row in rows]
    scores, items = figures(rows)
    assert scores.mean == close(statistics.fmean(totals))
    assert scores.median == close(statistics.median(totals))
    assert scores.sd == close(statistics.stdev(totals))
    assert [item.sd for item in items] == [close(statistics.stdev(mark)) for mark in zip(*rows, strict=True)]


@given(marks(least=1, most=40))
def test_every_figure_is_a_number_in_its_range_or_none(rows: Rows) -> None:
    scores, items = figures(rows)
    for found in (scores[:-1], *(item[:-1] for item in items)):
        assert all(value is None or isfinite(value) for value in found)
    assert scores.alpha is None or scores.alpha <= 100
    assert sum(scores.tenths) == scores.learners == len(rows)
    weights = [item.weight for item in items if item.weight is not None]
    assert not weights or sum(weights) == pytest.approx(100)
    for item in items:
        assert item.facility is not None and 0 <= item.facility <= 1 + 1e-12
        assert item.discrimination is None or -100 <= item.discrimination <= 100
        assert item.efficiency is None or item.efficiency <= 100 + 1e-6
        assert sum(group.learners for group in item.groups) == len(rows)
        assert 1 <= len(item.groups) <= GROUPS


@given(marks(least=5, most=40))
def test_groups_go_from_low_to_high_and_never_part_those_with_the_same_rest_score(rows: Rows) -> None:
    for place, item in enumerate(figures(rows)[1]):
        by_rest = sorted((round(sum(row) - row[place], 12), row[place]) for row in rows)
        start = 0
        for group in item.groups:
            inside = by_rest[start : start + group.learners]
            assert group.share == close(statistics.fmean(mark for _, mark in inside))
            start += group.learners
            assert start == len(rows) or inside[-1][0] < by_rest[start][0]


def test_alpha_is_100_and_the_error_0_if_all_items_agree() -> None:
    scores, items = figures([[mark] * 7 for mark in (0, 0.1, 0.3, 0.7, 1)])
    assert (scores.alpha, scores.error_ratio, scores.standard_error) == pytest.approx((100, 0, 0), abs=1e-5)
    assert [item.discrimination for item in items] == pytest.approx([100] * 7)
    assert [item.efficiency for item in items] == pytest.approx([100] * 7)


def test_what_weighs_more_counts_more() -> None:
    rows = [[1, 0], [0, 1], [1, 1], [0, 0], [1, 0]]
    scores, items = figures(rows, [3, 1])
    assert [scores.mean, scores.possible] == pytest.approx([2.2, 4])
    assert items[0].sd == pytest.approx(3 * statistics.stdev([1, 0, 1, 0, 1]))
    assert items[0].facility == pytest.approx(0.6)
    assert (items[0].weight or 0) > (items[1].weight or 0)


NOTHING: dict[str, tuple[Rows, dict[str, bool]]] = {
    "one learner": ([[1, 0.5]], {"mean": True, "sd": False, "skewness": False, "kurtosis": False, "alpha": False}),
    "two learners": (
        [[1, 0], [1, 1]],
        {"mean": True, "sd": True, "skewness": False, "kurtosis": False, "alpha": False},
    ),
    "three learners": ([[1, 0], [1, 1], [0, 0]], {"sd": True, "skewness": True, "kurtosis": False, "alpha": True}),
    "four learners": ([[1, 0], [1, 1], [0, 0], [1, 0]], {"skewness": True, "kurtosis": True, "alpha": True}),
    "one item": ([[1], [0.5], [0], [1]], {"sd": True, "skewness": True, "kurtosis": True, "alpha": False}),
    "no variance": ([[0.1, 0.7]] * 5, {"sd": True, "skewness": False, "kurtosis": False, "alpha": False}),
    "scores alike, marks not": ([[1, 0], [0, 1], [1, 0], [0, 1]], {"sd": True, "skewness": False, "alpha": False}),
}


@pytest.mark.parametrize("name", NOTHING)
def test_a_figure_that_cannot_be_computed_is_none(name: str) -> None:
    rows, expected = NOTHING[name]
    scores, _ = figures(rows)
    assert {figure: getattr(scores, figure) is not None for figure in expected} == expected
    assert (scores.alpha is None) == (scores.error_ratio is None) == (scores.standard_error is None)


def test_an_item_alone_or_without_variance_has_no_discrimination() -> None:
    _, (alone,) = figures([[1], [0], [1]])
    _, (flat, _) = figures([[0.3, 1], [0.3, 0], [0.3, 1]])
    for item in (alone, flat):
        assert (item.discrimination, item.efficiency) == (None, None)
    assert [alone.weight, flat.weight, flat.sd] == pytest.approx([100, 0, 0])


def test_an_item_that_goes_against_the_score_has_no_weight() -> None:
    _, items = figures([[1, 0, 0, 0], [0, 1, 1, 1], [0, 1, 1, 1], [1, 0, 0, 1]])
    assert items[0].weight is None
    assert items[0].discrimination is not None and items[0].discrimination < 0


def test_without_learners_or_items_there_is_nothing() -> None:
    assert figures_of([], []) == (ScoreFigures(0, 0), ())
    assert figures_of([[], []], [1, 2]) == (ScoreFigures(0, 3), (ItemFigures(None),) * 2)


@given(st.lists(st.floats(0, 1), min_size=2, max_size=30))
def test_marks_that_are_all_but_equal_give_no_nan(column: list[float]) -> None:
    assume(len(set(column)) > 1)
    scores, items = figures([[mark, 1 - mark, mark] for mark in column])
    for found in (scores[:-1], *(item[:-1] for item in items)):
        assert all(value is None or isfinite(value) for value in found)
