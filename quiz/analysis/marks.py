"""Read marks from CSV: a row for each learner, a column for each item (docs/analysis.md)."""

import csv
import re
from array import array
from collections.abc import Iterator
from itertools import chain
from math import isfinite, nan
from pathlib import Path
from typing import BinaryIO, Final, NoReturn

from quiz.analysis.matrix import Column, Excluded, Matrix
from quiz.characters import FORBIDDEN, one_line, quoted
from quiz.errors import Fault, FileFaults, QuizError
from quiz.files import opened

ENDINGS: Final = (".csv", ".tsv")
MAX_FAULTS: Final = 20
"""The maximum number of errors reported; reading stops there."""
MAX_LINE: Final = 16 * 1024 * 1024
MAX_CACHED: Final = 10_000
"""The maximum number of distinct cells whose parsed marks are cached."""
LEARNER: Final = "learner"
BOM: Final = "\ufeff"
NUMBER: Final = re.compile(
    r"[+-]?([0-9]+([.,][0-9]*)?|[.,][0-9]+)(e[+-]?[0-9]+)?|[+-]?(nan|inf(inity)?)", re.IGNORECASE
)
QUOTED: Final = re.compile(r'"[^"]*("|$)')
DECIMAL_COMMA: Final = re.compile(r"(?<=[0-9]),(?=[0-9])")
EMPTY: Final = -1.0
"""The mark of an empty cell during reading."""


def is_matrix(path: Path) -> bool:
    """Whether a file is a matrix of marks, by the ending of its name."""
    return path.suffix.lower() in ENDINGS


def read_marks(path: Path) -> Matrix:
    """Read the marks in a CSV file. Raises FileFaults with every error in it, QuizError if it cannot be read."""
    with opened(path) as file:
        return _Reader(path, file).matrix()


class _Marks(dict[str, float]):
    """Marks by cell text: from 0 to 1, or EMPTY. Raises ValueError with the problem."""

    def __init__(self, decimal_comma: bool) -> None:
        self.decimal_comma = decimal_comma

    def __missing__(self, cell: str) -> float:
        text = cell.strip()
        mark = self._mark(text) if text else EMPTY
        if len(self) < MAX_CACHED:
            self[cell] = mark
        return mark

    def _mark(self, text: str) -> float:
        if text.startswith("="):
            raise ValueError(f"{quoted(text)} is a formula; save its value instead")
        mark = float(text.replace(",", ".")) if NUMBER.fullmatch(text) else nan
        if not isfinite(mark) or ("," in text and not self.decimal_comma):
            raise ValueError(f"{quoted(text)} is not a mark; expected a number from 0 to 1, or nothing")
        if mark > 1:
            raise ValueError(f"{quoted(text)} is above 1; divide each mark by its maximum")
        if mark < 0:
            raise ValueError(f"{quoted(text)} is below 0; expected a number from 0 to 1, or nothing")
        return abs(mark)  # -0 is 0


class _Reader:
    """Reads one file. Keeps the first column apart until it is clear whether it names the learners."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self.path = path
        self.faults: list[Fault] = []
        lines = self._lines(file)
        first = list(_until_text(lines))
        if not first:
            hint = "Add a row for each learner and a column for each item."
            raise QuizError("the file is empty", where=str(path), hint=hint)
        if first[-1].startswith('{"leaflet-quiz"'):
            self._stop(1, 1, "this is not CSV but a file from `quiz data export`; end its name in .jsonl")
        separator = _separator(first[-1])
        self.rows = csv.reader(chain(first, lines), delimiter=separator, strict=True)
        self.marks = _Marks(decimal_comma=separator != ",")
        self.heading: list[str] = []
        self.heading_line = 0
        self.width = 0
        self.firsts: list[tuple[int, str]] = []
        self.others = array("d")

    def matrix(self) -> Matrix:
        self._read()
        columns = [self.others[place :: self.width - 1] for place in range(self.width - 1)] if self.firsts else []
        named = self._names_learners()
        if not named and self.firsts:
            columns.insert(0, array("d", (self._mark_at(line, 1, cell) for line, cell in self.firsts)))
        names = self._names(self.heading[named:], len(columns))
        if self.faults:
            raise FileFaults(str(self.path), self.faults)
        columns = columns or [array("d") for _ in names]
        empty = 0
        for place, column in enumerate(columns):
            blanks = column.count(EMPTY)
            if blanks:
                empty += blanks
                columns[place] = array("d", (0.0 if mark == EMPTY else mark for mark in column))
        found = tuple(Column(name, marks) for name, marks in zip(names, columns, strict=True))
        title = one_line(self.path.name)
        return Matrix(title, title, found, Excluded(empty=empty), of_bank=False)

    def _lines(self, file: BinaryIO) -> Iterator[str]:
        at = 0
        while line := file.readline(MAX_LINE + 1):
            at += 1
            if len(line) > MAX_LINE:
                self._stop(at, 1, f"this line is longer than {MAX_LINE // 1024 // 1024} MB")
            try:
                text = line.decode()
            except UnicodeDecodeError as error:
                column = len(line[: error.start].decode("utf-8", "replace")) + 1
                self._stop(at, column, f"byte 0x{line[error.start]:02X} is not UTF-8; save the file as UTF-8")
            yield text.removeprefix(BOM) if at == 1 else text

    def _read(self) -> None:
        """Read the rows, and the heading if there is one."""
        marks = self.marks.__getitem__
        try:
            for row in self.rows:
                if not any(map(str.strip, row)):
                    continue
                if not self.width:
                    self.width = len(row)
                    if _is_heading(row):
                        self.heading = [" ".join(cell.split()) for cell in row]
                        self.heading_line = self.rows.line_num
                        self._refuse_marks_among_names(row)
                        continue
                if len(row) != self.width:
                    cells = "1 cell" if len(row) == 1 else f"{len(row)} cells"
                    self._fault(1, f"this row has {cells}, but the first one has {self.width}")
                    continue
                self.firsts.append((self.rows.line_num, row[0]))
                before = len(self.others)
                try:
                    self.others.extend(map(marks, row[1:]))
                except ValueError:
                    del self.others[before:]
                    self.others.extend(
                        self._mark_at(self.rows.line_num, place, row[place - 1]) for place in range(2, len(row) + 1)
                    )
        except csv.Error as error:
            self._stop(self.rows.line_num, 1, f"this is not CSV: {error}")

    def _mark_at(self, line: int, place: int, cell: str) -> float:
        try:
            return self.marks[cell]
        except ValueError as wrong:
            advice = "; if this column names the learners, give it the heading 'learner'" if place == 1 else ""
            self._fault(place, f"{wrong}{advice}", line)
            return EMPTY

    def _names_learners(self) -> bool:
        """Whether the first column names the learners: by its heading, or because it has no numbers."""
        if self.heading and self.heading[0].casefold() in (LEARNER, ""):
            return True
        cells = [cell.strip() for _, cell in self.firsts if cell.strip()]
        return bool(cells) and not any(map(NUMBER.fullmatch, cells))

    def _names(self, heading: list[str], items: int) -> list[str]:
        if not self.heading:
            return [f"item {number}" for number in range(1, items + 1)]
        seen: set[str] = set()
        for place, name in enumerate(heading, 1 + self.width - len(heading)):
            wrong = ""
            if not name:
                wrong = "this item has no name; name it or delete the column"
            elif FORBIDDEN.search(name):
                wrong = f"the name {quoted(name)} contains a control character; delete it"
            elif name in seen:
                wrong = f"two items are named {quoted(name)}; give each its own name"
            if wrong:
                self._fault(place, wrong, self.heading_line)
            seen.add(name)
        return heading

    def _refuse_marks_among_names(self, row: list[str]) -> None:
        """Report a first row that mixes names and marks."""
        if row[0].strip().casefold() == LEARNER:
            return
        marks = [place for place, cell in enumerate(row[1:], 2) if NUMBER.fullmatch(cell.strip())]
        if marks and len(marks) < len(row) - 1:
            found = quoted(row[marks[0] - 1].strip())
            self._fault(marks[0], f"{found} is a number among names; give every item a name, or every cell a mark")

    def _fault(self, place: int, message: str, line: int = 0) -> None:
        self.faults.append(Fault(line or self.rows.line_num, place, message))
        if len(self.faults) >= MAX_FAULTS:
            raise FileFaults(str(self.path), self.faults, complete=False)

    def _stop(self, line: int, column: int, message: str) -> NoReturn:
        raise FileFaults(str(self.path), [*self.faults, Fault(line, column, message)], complete=False)


def _until_text(lines: Iterator[str]) -> Iterator[str]:
    """The leading empty lines and the first line with text."""
    for line in lines:
        yield line
        if line.strip():
            return


def _separator(line: str) -> str:
    """The most frequent separator in the first line. If there are tabs or semicolons, a comma between digits is a
    decimal comma."""
    bare = QUOTED.sub("", line)
    counts = {sign: bare.count(sign) for sign in "\t;"}
    if any(counts.values()):
        bare = DECIMAL_COMMA.sub("", bare)
    counts[","] = bare.count(",")
    return max(counts, key=lambda sign: counts[sign]) if any(counts.values()) else ","


def _is_heading(row: list[str]) -> bool:
    """Whether the first row is a heading: a cell after the first is not a number, or the first is headed "learner"."""
    texts = [bool(cell.strip()) and not NUMBER.fullmatch(cell.strip()) for cell in row]
    return any(texts[1:]) or row[0].strip().casefold() == LEARNER or texts == [True]
