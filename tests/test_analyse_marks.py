"""A matrix of marks as CSV: how it is read, and everything that can be wrong in one."""

import os
import re
from pathlib import Path
from typing import Any

import pytest
from terminal import DATA, run

from quiz.analysis.marks import MAX_FAULTS, read_marks
from quiz.analysis.matrix import Matrix
from quiz.errors import FileFaults, QuizError

PLAIN = {"q1": [1.0, 0.0], "q2": [0.5, 1.0]}
"""The contents of most of these files."""


def read(tmp_path: Path, text: str | bytes, name: str = "marks.csv") -> Matrix:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_marks(path)


def columns(matrix: Matrix) -> dict[str, list[float]]:
    return {column.name: list(column.marks) for column in matrix.columns}


def faults(tmp_path: Path, text: str | bytes) -> list[tuple[int, int, str]]:
    with pytest.raises(FileFaults) as caught:
        read(tmp_path, text)
    return [(line, place, message) for line, place, message, _ in caught.value.faults]


GOOD: dict[str, str | bytes] = {
    "commas": "learner,q1,q2\nann,1,0.5\nbob,0,1\n",
    "semicolons and decimal commas": "learner;q1;q2\nann;1;0,5\nbob;0;1\n",
    "semicolons and decimal points": "learner;q1;q2\nann;1;0.5\nbob;0;1\n",
    "tabs": "learner\tq1\tq2\nann\t1\t0,5\nbob\t0\t1\n",
    "a byte order mark": b"\xef\xbb\xbflearner,q1,q2\r\nann,1,0.5\r\nbob,0,1\r\n",
    "line ends of Windows": "learner,q1,q2\r\nann,1,0.5\r\nbob,0,1\r\n",
    "no line end at the end": "learner,q1,q2\nann,1,0.5\nbob,0,1",
    "empty lines": "\n\nlearner,q1,q2\n\nann,1,0.5\n,,\nbob,0,1\n\n",
    "empty lines before semicolons": "\n\r\nlearner;q1;q2\nann;1;0,5\nbob;0;1\n",
    "quotes": '"learner","q1","q2"\n"Ann; A.","1","0.5"\n"Bob, B.","0","1"\n',
    "a line break in a cell": '"learner",q1,q2\n"Ann\nA.",1,0.5\nbob,0,1\n',
    "spaces": "learner , q1,  q2 \n ann, 1 ,0.5 \nbob,0, 1\n",
    "learners by number": "Learner,q1,q2\n1,1,.5\n2,0,1.0\n",
    "learners by an index without a heading": ",q1,q2\n0,1,0.5\n1,0,1\n",
    "learners under another heading": "Name,q1,q2\nann,1,5e-1\nbob,0,1\n",
    "no learners": "q1,q2\n1,0.5\n-0,+1\n",
}


@pytest.mark.parametrize("name", GOOD)
def test_every_usual_form_of_csv_is_read(tmp_path: Path, name: str) -> None:
    assert columns(read(tmp_path, GOOD[name])) == PLAIN


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,0\n0,1\n", {"item 1": [1, 0], "item 2": [0, 1]}),
        ("ann,1,0\nbob,0,1\n", {"item 1": [1, 0], "item 2": [0, 1]}),
        ("1,0;0,5\n0;1\n", {"item 1": [1, 0], "item 2": [0.5, 1]}),
        ("q\n1\n0\n", {"q": [1, 0]}),
        ("1\n0\n", {"item 1": [1, 0]}),
        ("one; two,three,four\n1,0,1\n", {"one; two": [1], "three": [0], "four": [1]}),
        ("a,b\n", {"a": [], "b": []}),
        ("learner,a\n", {"a": []}),
        ("learner\nann\n", {}),
        ("\n", {}),
    ],
    ids=[
        "marks alone", "learners and marks", "decimal commas alone", "one item", "one item without a name",
        "a semicolon in a name", "no rows", "no rows, but learners", "no items", "no cells",
    ],
)  # fmt: skip
def test_headings_in_the_first_row_and_column_are_detected(
    tmp_path: Path, text: str, expected: dict[str, list[float]]
) -> None:
    assert columns(read(tmp_path, text)) == expected


def test_an_empty_cell_counts_0_and_is_reported(tmp_path: Path) -> None:
    matrix = read(tmp_path, "learner,q1,q2\nann,,1\nbob, ,0\n,1,\n")
    assert columns(matrix) == {"q1": [0, 0, 1], "q2": [1, 0, 0]}
    assert matrix.left_out.empty == 3


NO_MARK = "is not a mark; expected a number from 0 to 1, or nothing"
HEAD_IT = "; if this column names the learners, give it the heading 'learner'"
BAD: dict[str, tuple[str | bytes, list[tuple[int, int, str]]]] = {
    "rows of other lengths": (
        "a,b\n1\n1,0\n1,0,1\n",
        [
            (2, 1, "this row has 1 cell, but the first one has 2"),
            (4, 1, "this row has 3 cells, but the first one has 2"),
        ],
    ),
    "text": ("a,b\n1,x\n0,1\n", [(2, 2, f"'x' {NO_MARK}")]),
    "a formula": ("a,b\n1,=1+1\n", [(2, 2, "'=1+1' is a formula; save its value instead")]),
    "not a number": ("a,b\n1,nan\n0,-inf\n", [(2, 2, f"'nan' {NO_MARK}"), (3, 2, f"'-inf' {NO_MARK}")]),
    "too much for a number": ("a,b\n1,1e999\n", [(2, 2, f"'1e999' {NO_MARK}")]),
    "above 1": ("a,b\n1,1.01\n", [(2, 2, "'1.01' is above 1; divide each mark by its maximum")]),
    "below 0": ("a,b\n1,-0.5\n", [(2, 2, "'-0.5' is below 0; expected a number from 0 to 1, or nothing")]),
    "a decimal comma among commas": ('a,b\n1,"0,5"\n', [(2, 2, f"'0,5' {NO_MARK}")]),
    "digits of another script": ("a,b\n1,١\n", [(2, 2, f"'١' {NO_MARK}")]),
    "an underscore": ("a,b\n1,0_1\n", [(2, 2, f"'0_1' {NO_MARK}")]),
    "learners who are half numbers": (
        "who,b\n7,1\nann,1\n",
        [
            (2, 1, f"'7' is above 1; divide each mark by its maximum{HEAD_IT}"),
            (3, 1, f"'ann' {NO_MARK}{HEAD_IT}"),
        ],
    ),
    "one name twice": ("learner,a,b,a\nann,1,0,1\n", [(1, 4, "two items are named 'a'; give each its own name")]),
    "one name twice, lower down": ("\n\na,a\n1,0\n", [(3, 2, "two items are named 'a'; give each its own name")]),
    "no name": ("learner,a,\nann,1,0\n", [(1, 3, "this item has no name; name it or delete the column")]),
    "an escape sequence in a name": (
        "a,\x1b[2J\n1,0\n",
        [(1, 2, "the name '\ufffd[2J' contains a control character; delete it")],
    ),
    "an escape sequence for a mark": ("a,b\n1,\x1b[2J\n", [(2, 2, f"'\ufffd[2J' {NO_MARK}")]),
    "a null": ("a,b\n1,\0\n", [(2, 2, f"'\ufffd' {NO_MARK}")]),
    "Latin-1": (b"a,b\n1,0\n0,\xe9\n", [(3, 3, "byte 0xE9 is not UTF-8; save the file as UTF-8")]),
    "UTF-16": ("a,b\n1,0\n".encode("utf-16"), [(1, 1, "byte 0xFF is not UTF-8; save the file as UTF-8")]),
    "a long cell": (
        "a,b\n1," + "x" * 200_000 + "\n",
        [(2, 1, "this is not CSV: field larger than field limit (131072)")],
    ),
    "an open quote": ('a,b\n1,"0\n', [(2, 1, "this is not CSV: unexpected end of data")]),
    "a line without end": (b"a,b\n" + b"x" * 17_000_000, [(2, 1, "this line is longer than 16 MB")]),
    "an export": (
        '{"leaflet-quiz":"history","format":1}\n',
        [(1, 1, "this is not CSV but a file from `quiz data export`; end its name in .jsonl")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_every_error_is_reported_with_its_line_and_cell(tmp_path: Path, name: str) -> None:
    text, expected = BAD[name]
    assert faults(tmp_path, text) == expected


def test_errors_are_reported_together_up_to_a_limit(tmp_path: Path) -> None:
    assert len(faults(tmp_path, "a,b\nx,2\n0,y\n")) == 3
    with pytest.raises(FileFaults) as caught:
        read(tmp_path, "a,b\n" + "1,x\n" * 100)
    assert len(caught.value.faults) == MAX_FAULTS
    assert "stopped here" in str(caught.value)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QuizError) as caught:
        read(tmp_path, b"")
    assert (caught.value.message, caught.value.exit_code) == ("the file is empty", 3)


def test_many_different_marks_are_all_read_right(tmp_path: Path) -> None:
    marks = [number / 20_000 for number in range(20_000)]
    matrix = read(tmp_path, "a,b\n" + "".join(f"{mark},{1 - mark}\n" for mark in marks))
    assert columns(matrix) == {"a": marks, "b": [1 - mark for mark in marks]}


def analyse(tmp_path: Path, *words: str) -> Any:
    return run(tmp_path, ["analyse", *words], environ={"QUIZ_DATA": os.environ["QUIZ_DATA"]})


STATED: dict[str, tuple[str, str]] = {
    "no rows": ("learner,a\n", "There is no learner in marks.csv.\n"),
    "no items": ("learner\nann\n", "There is no item in marks.csv.\n"),
    "two learners": ("a,b\n1,0\n0,1\n", "\nAlpha and standard error: none. They need three learners.\n"),
    "one learner": (
        "a,b\n1,0\n",
        "\nScore: 1 of 2 points.\n\n1. a\nEarned 1 of 1 point.\n\n2. b\nEarned 0 of 1 point.\n",
    ),
    "one item": ("a\n1\n0\n1\n", "\nAlpha and standard error: none. They need two questions.\n"),
    "no variance": ("a,b\n1,0\n1,0\n1,0\n", "\nAlpha and standard error: none. All learners have the same score.\n"),
    "an empty cell": ("a,b\n1,\n0,1\n", "\n1 empty cell counts as 0.\n"),
}


@pytest.mark.parametrize("name", STATED)
def test_what_can_not_be_worked_out_is_stated(tmp_path: Path, name: str) -> None:
    text, said = STATED[name]
    (tmp_path / "marks.csv").write_text(text, encoding="utf-8")
    for more in ([], ["--json"], ["--csv"]):
        result = analyse(tmp_path, "--from", str(tmp_path / "marks.csv"), *more)
        assert result.returncode == 0
        assert more or (said in result.stdout and result.stderr == "")
        assert not re.search(r"\b(nan|inf|infinity)\b", result.stdout, re.IGNORECASE)


def test_a_file_that_is_neither_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text("# A page\n", encoding="utf-8")
    result = analyse(tmp_path, "--from", str(path))
    assert (result.returncode, result.stdout) == (3, "")
    assert result.stderr == (
        f"{path}:1:1: error: this line is not JSON in UTF-8\n"
        "--from takes files that `quiz data export` wrote, or one CSV of marks: its name ends in .csv.\n"
    )


@pytest.mark.parametrize("name", ["nowhere.csv", "nowhere.jsonl", "."])
def test_an_unreadable_file_is_reported(tmp_path: Path, name: str) -> None:
    result = analyse(tmp_path, "--from", str(tmp_path / name))
    assert (result.returncode, result.stdout) == (3, "")
    assert result.stderr.startswith(f"{tmp_path / name}: error: ")


@pytest.mark.parametrize(
    "words",
    [["--from", "b.csv"], ["--from", "answers.jsonl"], ["leaves"], ["--json", "--csv"]],
    ids=["two matrices", "a matrix and an export", "a bank of a matrix", "two formats"],
)
def test_incompatible_options_are_reported(tmp_path: Path, words: list[str]) -> None:
    result = analyse(tmp_path, "--from", str(DATA / "moodle-00.csv"), *words)
    assert (result.returncode, result.stdout) == (2, "")


def test_a_matrix_needs_no_question_file(tmp_path: Path) -> None:
    words = ["--from", str(DATA / "moodle-00.csv"), "--file", str(tmp_path / "nowhere.yaml")]
    assert analyse(tmp_path, *words).returncode == 0


def test_a_learner_with_a_stray_word_is_not_taken_for_a_heading(tmp_path: Path) -> None:
    (told,) = faults(tmp_path, "ann,1,x,0\nbob,0,1,1\n")
    assert told[:2] == (1, 2)
    assert told[2] == "'1' is a number among names; give every item a name, or every cell a mark"
