"""What `quiz analyse` shows: its screens, compared with golden files, its verdicts, and the same in words.

With UPDATE_GOLDEN=1 in the environment the pictures in tests/golden/analysis are written anew.
"""

import random
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import kinds
import pytest
from answers import choice, select
from kept import assert_as_kept
from pages import drawn
from rich.cells import cell_len
from terminal import DATA, Start, run, words

from quiz.analysis.figures import ItemFigures
from quiz.analysis.marks import read_marks
from quiz.analysis.matrix import Analysis, Column, Excluded, Matrix, analysis_of, shares_of
from quiz.analysis.verdicts import Shares, verdicts_on
from quiz.core.kinds import AnyQuestion
from quiz.pages.analysis_page import analysis_page
from quiz.pages.plain import as_lines

NOTHING = Excluded()
GOLDEN = Path(__file__).parent / "golden/analysis"
HUES = re.compile(r"\x1b\[(?:\d+;)*[39][0-7]m")
"""Escape sequences for colour."""
GIVEN: dict[str, list[Any]] = {
    "one-plant": [0, 1, None],
    "true-teas": [frozenset({0, 1}), frozenset({0}), frozenset({0, 1, 2}), None],
    "dark-in-the-air": [1, 0],
    "green-or-black": [(0, 1, 0, 1), (0, 1, 0, 0), (1, 1, 0, 0)],
}
"""Answers to the questions of the leaves, the best first."""


def of_leaves(learners: int, left_out: Excluded = NOTHING) -> Matrix:
    """The better a learner, the more likely a good answer."""
    draw = random.Random(7)
    columns = []
    for name, responses in GIVEN.items():
        question = kinds.QUESTIONS[name]
        weights = [
            [(learners - n) * (len(responses) - place) ** 2 for place in range(len(responses))] for n in range(learners)
        ]
        given = [
            responses[0] if draw.random() < n / learners else draw.choices(responses, weights[n])[0]
            for n in range(learners)
        ]
        marks = [0.0 if response is None else question.mark(response) for response in given]
        counted = Counter(given)
        shares = shares_of(question, [(question.to_json(response), number) for response, number in counted.items()])
        columns.append(Column(name, marks, question, shares))
    return Matrix("leaves", "The leaves", tuple(columns), left_out, of_bank=True)


def scenario_whole() -> list[Matrix]:
    return [of_leaves(60)]


def scenario_few() -> list[Matrix]:
    """A bank with few learners, one that nobody was asked all of, one without answers and one without questions."""
    pot = tuple(Column(name, [], kinds.QUESTIONS[name], Shares((), 0)) for name in ("giving-taste", "how-long"))
    return [
        of_leaves(4, Excluded(learners=3, gone=2, revised=1)),
        Matrix("pot", "Water and pot", pot, Excluded(learners=1), of_bank=True),
        Matrix("cup", "The cup", pot, Excluded(), of_bank=True),
        Matrix("talk", "To talk about", (), Excluded(), of_bank=True),
    ]


def scenario_one() -> list[Matrix]:
    """One learner."""
    return [of_leaves(1)]


def scenario_moodle() -> list[Matrix]:
    return [read_marks(DATA / "moodle-00.csv")]


SCENARIOS: dict[str, Callable[[], list[Matrix]]] = {
    "whole": scenario_whole,
    "few": scenario_few,
    "one": scenario_one,
    "moodle": scenario_moodle,
}


def found(name: str) -> list[Analysis]:
    return [analysis_of(matrix) for matrix in SCENARIOS[name]()]


def shown(name: str, columns: int) -> str:
    """The screen; without columns, the output line by line."""
    if not columns:
        return "".join(f"{line}\n" for line in as_lines(analysis_page(found(name))))
    return "".join(f"{line.plain.rstrip()}\n" for line in drawn(analysis_page(found(name)), columns))


@pytest.mark.parametrize("columns", [0, 40, 80], ids=["words", "40", "80"])
@pytest.mark.parametrize("name", SCENARIOS)
def test_the_analysis_looks_as_it_did(name: str, columns: int) -> None:
    path = GOLDEN / f"{name}-{columns or 'words'}.txt"
    picture = shown(name, columns)
    assert_as_kept(picture, path)


def test_every_picture_belongs_to_a_scenario() -> None:
    assert {path.stem.rpartition("-")[0] for path in GOLDEN.iterdir()} == set(SCENARIOS)


@pytest.mark.parametrize("name", SCENARIOS)
def test_no_line_reaches_the_last_column_and_nothing_is_cut(name: str) -> None:
    analyses = found(name)
    told = [each for each in analyses if each.learners]
    stems = [words(item.column.question.ask) for each in told for item in each.items if item.column.question]
    verdicts = [words(verdict.words) for each in told for item in each.items for verdict in item.verdicts]
    for columns in range(20, 121, 5):
        lines = [line.plain for line in drawn(analysis_page(analyses), columns)]
        assert max(map(cell_len, lines)) < columns
        whole = words("".join(lines))
        assert [text for text in stems + verdicts if text not in whole] == []


def test_the_page_in_words_has_no_bars_and_no_plots() -> None:
    for name in SCENARIOS:
        assert not re.search("[▁-█━─│✓→]", shown(name, 0))


GUESSED = choice("a")
ALL_CHOSEN = Shares((5, 3, 2), 0)


def names(
    figures: ItemFigures, question: AnyQuestion | None = None, shares: Shares | None = None, n: int = 50
) -> list[str]:
    return [verdict.name for verdict in verdicts_on(figures, n, question, shares)]


@pytest.mark.parametrize(
    ("facility", "discrimination", "expected"),
    [
        (0.5, 50, ["very-good"]),
        (0.5, 49.9, ["good"]),
        (0.5, 30, ["good"]),
        (0.5, 29.9, ["weak"]),
        (0.5, 20, ["weak"]),
        (0.5, 19.9, ["very-weak"]),
        (0.5, 0, ["very-weak"]),
        (0.5, -0.1, ["negative"]),
        (0.5, None, ["unknown"]),
        (0.94, 60, ["very-good"]),
        (0.95, 60, ["too-easy"]),
        (0.95, -1, ["negative", "too-easy"]),
        (0.06, 40, ["good"]),
        (0.05, 40, ["too-hard"]),
        (0, None, ["too-hard"]),
        (1, None, ["too-easy"]),
    ],
)
def test_each_verdict_has_its_threshold(facility: float, discrimination: float | None, expected: list[str]) -> None:
    assert names(ItemFigures(facility, 0.5, discrimination)) == expected


def test_fewer_right_than_by_guessing_is_reported_where_guessing_is_possible() -> None:
    assert names(ItemFigures(0.33, 0.5, 60), GUESSED, ALL_CHOSEN) == ["below-guessing"]
    assert names(ItemFigures(0.34, 0.5, 60), GUESSED, ALL_CHOSEN) == ["very-good"]
    assert names(ItemFigures(0.06, 0.5, 60), kinds.QUESTIONS["how-long"], Shares((), 0)) == ["very-good"]


def test_an_option_that_nobody_chose_is_named() -> None:
    good = ItemFigures(0.5, 0.5, 60)
    said = verdicts_on(good, 30, GUESSED, Shares((5, 0, 2), 0))
    assert [verdict.name for verdict in said] == ["nobody-chose", "very-good"]
    assert said[0].words == "Nobody chose “a wrong one”: replace it."
    assert verdicts_on(good, 29, GUESSED, Shares((5, 0, 2), 0))[0].words == "Nobody chose “a wrong one”: watch it."
    assert names(good, select("s"), Shares((4, 4, 0), 0)) == ["nobody-chose", "very-good"]
    for bad, name in ((ItemFigures(0.5, 0.5, -1), "negative"), (ItemFigures(0.2, 0.5, 60), "below-guessing")):
        assert names(bad, GUESSED, Shares((5, 0, 2), 0)) == [name, "nobody-chose"]
    key = verdicts_on(good, 30, select("s"), Shares((0, 4, 1), 0))
    assert key[0].words == "Nobody chose “black tea”: is the key right?"


def test_one_learner_judges_nothing() -> None:
    (analysis,) = found("one")
    assert [item.verdicts for item in analysis.items] == [()] * len(GIVEN)
    for columns in (0, 80):
        told = shown("one", columns)
        assert "1 learner: counts only." in told
        assert not re.search(r"%|[Ff]acility|Alpha \d|Mean|Standard|gets this right", told)


def test_nobody_is_told_to_replace_an_option_without_answers_or_with_only_two_options() -> None:
    assert names(ItemFigures(0, 0, None), GUESSED, Shares((0, 0, 0), 9)) == ["below-guessing", "too-hard"]
    true_false = kinds.QUESTIONS["dark-in-the-air"]
    assert names(ItemFigures(1, 0, None), true_false, Shares((0, 9), 0)) == ["too-easy"]


def test_a_terminal_without_colour_gets_the_same_words(start: Start) -> None:
    told = []
    for environ, hues in (({}, True), ({"NO_COLOR": "1"}, False)):
        terminal = start("analyse", "--from", str(DATA / "moodle-00.csv"), rows=80, environ=environ)
        assert terminal.wait_for_exit() == 0
        assert bool(HUES.search(terminal.written)) == hues
        told.append(terminal.lines)
    assert told[0] == told[1]
    assert any("█" in line for line in told[0])


@pytest.mark.parametrize("more", [["--plain"], []], ids=["--plain", "TERM=dumb"])
def test_a_plain_terminal_gets_words_instead_of_charts(start: Start, more: list[str]) -> None:
    environ = {} if more else {"TERM": "dumb"}
    terminal = start("analyse", "--from", str(DATA / "moodle-00.csv"), *more, rows=80, environ=environ)
    assert terminal.wait_for_exit() == 0
    assert not re.search("[\x1b▁-█━─│✓→]", "\n".join(terminal.lines))
    assert "Facility 70%. Discrimination -7. Earned, " in "".join(terminal.lines)
    assert "Standard deviation 0.45, efficiency -9, weight 21%." in "".join(terminal.lines)


def test_a_name_from_outside_is_never_markup(tmp_path: Path, start: Start) -> None:
    path = tmp_path / "marks.csv"
    path.write_text("[red]a[/red],b\n1,0\n0,1\n1,1\n", encoding="utf-8")
    assert "[red]a[/red]" in run(tmp_path, ["analyse", "--from", str(path)]).stdout
    terminal = start("analyse", "--from", str(path), rows=60)
    assert terminal.wait_for_exit() == 0
    assert any("[red]a[/red]" in line for line in terminal.lines)
