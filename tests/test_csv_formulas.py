"""No text that somebody else wrote becomes a formula in a spreadsheet."""

import csv
from pathlib import Path

import pytest
from terminal import run

from quiz.spreadsheet import from_cell, to_cell

FORMULAS = [
    *("=1+1", "+a", "-a", "@b", "--1", "+1+1", "=", "-", "-1e5", "-1,5"),
    *("＝1+1", "＋a", "－a", "＠b", "－1", "﹦1", "﹢1", "﹣1", "﹫b"),
    *(" =1+1", "\u00a0=1", "\u3000＝1", "\x01=1", "\x7f@b", "\u200b=1", "\ufeff=1", "\u2028=1", " \u200b\x00 +1"),
    *("\ta", "\ra", "\na", "\t5", " \t=1", "\n"),
    *("'=1", "''=1"),
]
TEXTS = ["", "a=1", "plain", "1", "-1", "+2.5", "-0.25", "'a", "''1", "ä", "1-2", " ", "(=1)"]


@pytest.mark.parametrize("text", FORMULAS, ids=ascii)
def test_a_cell_that_could_be_a_formula_is_text(text: str) -> None:
    assert to_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", TEXTS, ids=ascii)
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert to_cell(text) == text


@pytest.mark.parametrize("text", FORMULAS + TEXTS, ids=ascii)
def test_a_cell_is_read_back_as_the_text_it_was(text: str) -> None:
    assert from_cell(to_cell(text)) == text


def test_full_width_signs_in_a_table_of_marks_are_text(tmp_path: Path) -> None:
    path = tmp_path / "＝marks.csv"
    path.write_text("learner,＝1+1,＋a,－1,＠b,plain\nann,1,0,1,1,1\nbob,0,1,0,1,0\n", encoding="utf-8")
    result = run(tmp_path, ["analyse", "--csv", "--from", str(path)])
    rows = list(csv.reader(result.stdout.splitlines()))[1:]
    assert [row[0] for row in rows] == ["'＝marks.csv"] * 5
    assert [row[1] for row in rows] == ["'＝1+1", "'＋a", "'－1", "'＠b", "plain"]
