"""Tables of questions, in CSV or Excel, with the columns of `quiz export csv` → drafts."""

import csv
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from io import BytesIO, StringIO
from itertools import zip_longest
from pathlib import Path
from typing import Any, Final, NamedTuple
from zipfile import BadZipFile, ZipFile

from quiz.characters import harmless, quoted
from quiz.core.kinds import (
    KINDS,
    Choice,
    Match,
    Number,
    Option,
    Order,
    Pair,
    Rejected,
    Select,
    ShortAnswer,
    TeachBack,
    TrueFalse,
)
from quiz.errors import Fault, FileFaults, QuizError, nearest
from quiz.files import decode, need_package, read_bytes
from quiz.formats.reading import Imported, KindData, LeftOut, Reading, Refused, decimal
from quiz.formats.table import COLUMNS, PAIRED
from quiz.spreadsheet import from_cell

SEPARATORS: Final = ",;\t"
LARGEST_WORKBOOK: Final = 64 * 1024 * 1024
"""The maximum size of an unpacked workbook, in bytes."""
MOST_LINES, MOST_COLUMNS = 200_000, 200
ZIP: Final = b"PK\x03\x04"
"""How a workbook begins, also one that was named .csv."""
YES, NO = ("true", "yes", "1", "x"), ("", "false", "no", "0")


class Row(NamedTuple):
    """The cells of a row by the name of their column, and its line, from 1."""

    cells: Mapping[str, str]
    line: int

    def lines(self, column: str) -> list[str]:
        """The values of a cell, each on a line of its own."""
        return [line.strip() for line in self.cells[column].split("\n") if line.strip()]

    def beside(self, column: str, values: Sequence[str]) -> list[str]:
        """The lines of a cell that go with these values, empty for those without one. Raises Refused if there are
        more."""
        lines = [line.strip() for line in self.cells[column].rstrip().split("\n")]
        if len(lines) > max(1, len(values)):
            raise Refused(f"'{column}' has {len(lines)} lines for {len(values)}")
        return [line for line, _ in zip_longest(lines[: len(values)], values, fillvalue="")]


def read(path: Path) -> Reading:
    """The questions of a table. Raises QuizError if it cannot be read."""
    left_out = list[LeftOut]()
    data = read_bytes(path)
    is_csv = path.suffix.lower() == ".csv" and not data.startswith(ZIP)
    rows = _csv_rows(path, data) if is_csv else _excel_rows(path, data, left_out)
    reading = Reading(path, [], left_out)
    for row in _named(rows, path, reading.left_out):
        reading.add(row.line, "a question", partial(_imported, row))
    return reading


def _csv_rows(path: Path, data: bytes) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV file, each with its line. Excel's `sep=;` in the first line is obeyed."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        text = data.decode("utf-16", errors="replace")
    else:
        text = decode(data, path)
    text = harmless(text.replace("\r\n", "\n").replace("\r", "\n"))
    _refuse_long(text.count("\n"), path)
    first, _, rest = text.partition("\n")
    head = first.strip().lower().removeprefix('"').removesuffix('"')
    skipped = head.startswith("sep=")
    text = rest if skipped else text
    separator = head[4:5] or "\t" if skipped else max(SEPARATORS, key=first.count)
    rows = csv.reader(StringIO(text), delimiter=separator, strict=True)
    line = 1 + skipped
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            unclosed = "a quotation mark in it is never closed" if str(error) == "unexpected end of data" else error
            message = f"this row cannot be read: {unclosed}"
            raise FileFaults(str(path), [Fault(line, 1, message)], complete=False) from None
        yield line, row
        line = 1 + skipped + rows.line_num


def _excel_rows(path: Path, data: bytes, left_out: list[LeftOut]) -> Iterator[tuple[int, list[str]]]:
    """The rows of the first sheet of an Excel workbook, each with its number."""
    need_package("python-calamine", "Excel files", path)
    from python_calamine import CalamineError, CalamineWorkbook

    hint = "Save it in Excel as a workbook (.xlsx) or as CSV (UTF-8)."
    try:
        with ZipFile(BytesIO(data)) as archive:
            size = sum(info.file_size for info in archive.infolist())
        if size > LARGEST_WORKBOOK:
            raise QuizError("this workbook is too large", where=str(path), hint="Is it the right file?")
        workbook = CalamineWorkbook.from_filelike(BytesIO(data))
        first, *others = workbook.sheet_names or [""]
        rows = workbook.get_sheet_by_name(first).to_python(skip_empty_area=False)
    except (BadZipFile, CalamineError):
        raise QuizError("cannot read this file as an Excel workbook", where=str(path), hint=hint) from None
    _refuse_long(len(rows), path)
    left_out += [LeftOut(1, f"the sheet {quoted(name)}") for name in others]
    return ((line, [_as_text(cell) for cell in row]) for line, row in enumerate(rows, 1))


def _refuse_long(lines: int, path: Path) -> None:
    if lines > MOST_LINES:
        message = f"this has {lines:,} lines; at most {MOST_LINES:,} are allowed"
        raise QuizError(message, where=str(path), hint="Divide it into several files.")


def _as_text(cell: Any) -> str:
    """A cell of Excel as it would be typed."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return harmless(str(cell).replace("\r\n", "\n").replace("\r", "\n"))


def _named(rows: Iterator[tuple[int, list[str]]], path: Path, left_out: list[LeftOut]) -> Iterator[Row]:
    """The rows by the names of their columns, which the first row gives."""
    line, heading = next(((line, row) for line, row in rows if any(map(str.strip, row))), (1, []))
    if len(heading) > MOST_COLUMNS:
        message = f"this has {len(heading):,} columns; at most {MOST_COLUMNS} are allowed"
        raise FileFaults(str(path), [Fault(line, 1, message)], complete=False)
    names = ["_".join(from_cell(name).strip().lower().split()) for name in heading]
    if "ask" not in names or "right" not in names:
        missing = "ask" if "ask" not in names else "right"
        message = f"no column is named '{missing}'; the columns are {', '.join(COLUMNS)}"
        raise FileFaults(str(path), [Fault(line, 1, message)])
    for name in dict.fromkeys(names):
        if name in COLUMNS and names.count(name) > 1:
            raise FileFaults(str(path), [Fault(line, 1, f"two columns are named '{name}'")])
        if name and name not in COLUMNS:
            left_out.append(LeftOut(line, f"the column {quoted(name)}{nearest(name, list(COLUMNS))}"))
    for line, row in rows:
        cells = {name: from_cell(cell) for name, cell in zip(names, row, strict=False)}
        if any(map(str.strip, cells.values())):
            yield Row({name: cells.get(name, "") for name in COLUMNS}, line)


def _imported(row: Row) -> Imported:
    cells = {name: cell.strip() for name, cell in row.cells.items()}
    kind = cells["kind"].lower() or _likely_kind(row)
    if kind not in KIND_READERS:
        raise Refused(f"there is no kind {quoted(kind)}{nearest(kind, list(KINDS))}")
    if not cells["right"] and kind != TeachBack.kind:
        raise Refused("'right' is empty")
    if cells["must_know"].lower() not in YES + NO:
        raise Refused(f"'must_know' must be true or empty, not {quoted(cells['must_know'])}")
    question = KIND_READERS[kind](row).draft(
        ask=cells["ask"],
        explain=cells["explain"],
        passage=tuple(dict.fromkeys(row.lines("passage"))),
        must_know=cells["must_know"].lower() in YES,
        points=float(decimal(cells["points"] or "1")),
    )
    return Imported(question, row.line, cells["id"], cells["bank"])


def _likely_kind(row: Row) -> str:
    """The kind of a row that doesn't name it, judged by its answers. Raises Refused if they don't show it."""
    right = row.lines("right")
    if row.lines("wrong"):
        return "choice" if len(right) == 1 else "select"
    if [answer.lower() for answer in right] in (["true"], ["false"]):
        return "true-false"
    raise Refused(f"it has no `kind`, and that can't be guessed. Kinds: {', '.join(KIND_READERS)}")


def _options(row: Row) -> dict[str, Any]:
    wrong = row.lines("wrong")
    reasons = row.beside("because", wrong)
    right = [Option(text, True) for text in row.lines("right")]
    return {"options": (*right, *(Option(text, False, why) for text, why in zip(wrong, reasons, strict=True)))}


def _true_false(row: Row) -> KindData:
    answer = row.cells["right"].strip().lower()
    if answer not in ("true", "false"):
        raise Refused(f"'right' must be true or false, not {quoted(answer)}")
    return KindData(TrueFalse, {"answer": answer == "true", "because": row.cells["because"].strip()})


def _short_answer(row: Row) -> KindData:
    rejected = row.lines("reject")
    reject = tuple(map(Rejected, rejected, row.beside("because", rejected)))
    return KindData(ShortAnswer, {"accept": tuple(row.lines("right")), "reject": reject})


def _number(row: Row) -> KindData:
    answer, tolerance = float(decimal(row.cells["right"])), float(decimal(row.cells["tolerance"].strip() or "0"))
    return KindData(Number, {"answer": answer, "tolerance": tolerance, "unit": row.cells["unit"].strip()})


def _match(row: Row) -> KindData:
    pairs = []
    lines = row.lines("right")
    for line, because in zip(lines, row.beside("because", lines), strict=True):
        item, sign, target = line.rpartition(PAIRED)
        if not sign:
            raise Refused(f"{quoted(line)} is not 'item{PAIRED}class'")
        pairs.append(Pair(item.strip(), target.strip(), because))
    classes = dict.fromkeys([*(pair.target for pair in pairs), *row.lines("wrong")])
    return KindData(Match, {"classes": tuple(classes), "pairs": tuple(pairs)})


KIND_READERS: Final[dict[str, Callable[[Row], KindData]]] = {
    "choice": lambda row: KindData(Choice, _options(row)),
    "select": lambda row: KindData(Select, _options(row)),
    "true-false": _true_false,
    "short-answer": _short_answer,
    "number": _number,
    "match": _match,
    "order": lambda row: KindData(Order, {"items": tuple(row.lines("right"))}),
    "teach-back": lambda row: KindData(TeachBack, {"covers": tuple(row.lines("right"))}),
}
"""The kinds that a row can express."""
