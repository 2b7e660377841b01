"""Broken, hostile and huge files of questions are refused with a line, and nothing is written."""

from io import BytesIO
from pathlib import Path
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from fuzzed import PIECES
from terminal import DATA, run
from test_imported_questions import workbook

from quiz.bank.document import read_document
from quiz.bank.reader import examine_question_file
from quiz.errors import QuizError
from quiz.formats.imported import worksheet
from quiz.formats.reading import reader_of

MB = 1024 * 1024
QUESTION = (
    '<question type="multichoice"><name><text>x</text></name><questiontext><text>Which?</text></questiontext>'
    '<single>1</single><answer fraction="100"><text>A</text></answer><answer fraction="0"><text>B</text></answer>'
    "</question>"
)
LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">\n' for i in range(1, 12))


def zipped(name: str, data: bytes) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return file.getvalue()


BAD: dict[str, tuple[str | bytes, str]] = {
    "not closed.xml": (f"<quiz>\n{QUESTION}\n<question type='x'>\n</quiz>", "4:8: error: this is not well-formed XML"),
    "cut off.xml": (f"<quiz>\n{QUESTION}\n<question", "3:10: error: this is not well-formed XML"),
    "empty.xml": ("", "1:1: error: this is not well-formed XML"),
    "a page.xml": (
        "<html><body>Tea</body></html>",
        " error: this is not Moodle XML: it begins with <html>",
    ),
    "deep.xml": ("<quiz>\n" + "<a>" * 100_000, "2:"),
    "billion laughs.xml": (
        f'<!DOCTYPE quiz [<!ENTITY l0 "lol">\n{LAUGHS}]>\n<quiz>{QUESTION.replace("Which", "&l11;")}</quiz>',
        "1:",
    ),
    "an entity.xml": (
        f'<?xml version="1.0"?>\n<!DOCTYPE quiz [<!ENTITY x "y">]>\n<quiz>{QUESTION.replace("Which", "&x;")}</quiz>',
        "2:1: error: a document type (<!DOCTYPE …>) is not allowed here; delete it",
    ),
    "a file from outside.xml": (
        f'<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<quiz>{QUESTION.replace("Which", "&x;")}</quiz>',
        "1:1: error: a document type (<!DOCTYPE …>) is not allowed here; delete it",
    ),
    "a document type from outside.xml": (
        f'<!DOCTYPE quiz SYSTEM "http://localhost:9/quiz.dtd">\n<quiz>{QUESTION}</quiz>',
        "1:1: error: a document type (<!DOCTYPE …>) is not allowed here; delete it",
    ),
    "many.xml": (
        "<quiz>\n" + f"{QUESTION}\n" * 5001 + "</quiz>",
        "5002:1: error: a file can have at most 5,000 questions",
    ),
    "50 MB.xml": ("<" * 50 * MB, " error: the file is larger than 16 MB"),
    "Latin-1.gift": (
        "Wh\xe9re? {=a ~b}".encode("latin-1"),
        "1:3: error: byte 0xE9 is not UTF-8; save the file as",
    ),
    "many.gift": ("Which? {=a ~b}\n\n" * 5001, "10001:1: error: a file can have at most 5,000 questions"),
    "50 MB.gift": ("{" * 50 * MB, " error: the file is larger than 16 MB"),
    "without end.csv": (
        'ask,right\nWhich?,A\nWho?,"A\n',
        "3:1: error: this row cannot be read: a quotation mark in it is never closed",
    ),
    "without end in Excel's UTF-16.csv": (
        'sep=;\r\nask;right\r\nWhich?;"A\r\n'.encode("utf-16"),
        "3:1: error: this row cannot be read: a quotation mark in it is never closed",
    ),
    "a long cell.csv": (
        'ask,right\nWhich?,"' + "A\n" * 70_000,
        "2:1: error: this row cannot be read: field larger",
    ),
    "Latin-1.csv": (
        "ask;right\nWh\xe9re?;A\n".encode("latin-1"),
        "2:3: error: byte 0xE9 is not UTF-8; save the file",
    ),
    "empty.csv": ("", "1:1: error: no column is named 'ask'; the columns are id, bank, kind, ask, right"),
    "without a heading.csv": ("\nWhich?,A,B\n", "2:1: error: no column is named 'ask'; the columns are"),
    "without answers.csv": ("id,ask\nx,Which?\n", "1:1: error: no column is named 'right'"),
    "two columns alike.csv": ("ask,right,Ask\n", "1:1: error: two columns are named 'ask'"),
    "wide.csv": ("ask,right" + "," * MB, "1:1: error: this has 1,048,578 columns; at most 200 are allowed"),
    "many lines.csv": ("ask,right\n" + "\n" * MB, " error: this has 1,048,577 lines; at most 200,000 are allowed"),
    "many questions.csv": ("ask,right,wrong\n" + "Which?,A,B\n" * 5001, "5002:1: error: a file can have at most 5,000"),
    "not a workbook.xlsx": ("ask,right\n", " error: cannot read this file as an Excel workbook"),
    "another archive.xlsx": (zipped("a", b"b"), " error: cannot read this file as an Excel workbook"),
    "of an old Excel.xls": (b"\xd0\xcf\x11\xe0" * 9, " error: cannot read this file as an Excel workbook\nSave it in"),
    "a bomb.xlsx": (zipped("xl/workbook.xml", b"<a>" * 30 * MB), " error: this workbook is too large"),
    "no heading.xlsx": (workbook([]), "1:1: error: no column is named 'ask'"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_its_line_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    data, said = BAD[name]
    path = tmp_path / f"bad{Path(name).suffix}"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    result = run(tmp_path, ["draft", path.name, "-o", "drafts.yaml"], cwd=tmp_path)
    assert (result.returncode, result.stdout) == (3, "")
    assert result.stderr.startswith(f"{path.name}:{said}"), result.stderr[:400]
    assert "Traceback" not in result.stderr
    assert [found.name for found in tmp_path.iterdir()] == [path.name]


LONG = {
    "without end.gift": "Which? {" + "=a ~b " * 100_000,
    "braces.gift": "{" * 15 * MB,
    "backslashes.gift": "Which? {=" + "\\" * 8 * MB + "}",
    "options.gift": "Which? {=a " + "~b#c " * 10_000 + "}",
    "feedback.gift": "Which? {=a ~b####[html]" + "<p>x</p><ul><li>y</li></ul>" * 10_000 + "z}",
    "a long text.gift": "Which? {=a ~b####" + "x" * 30_000 + "}",
    "blanked.gift": "Which? {=%200%a}" + "\\{" * 100_000,
}


@pytest.mark.parametrize("name", LONG)
def test_of_a_question_without_measure_only_the_reason_is_written(tmp_path: Path, name: str) -> None:
    (tmp_path / "long.gift").write_text(f"Who? {{=a ~b}}\n\n{LONG[name]}\n\nWhere? {{=a ~b}}\n", encoding="utf-8")
    result = run(tmp_path, ["draft", "long.gift", "-o", "drafts.yaml"], cwd=tmp_path)
    assert result.returncode == 0, result.stderr[:400]
    assert "long.gift:3: left out a question: " in result.stderr
    assert "Saved 2 drafts from long.gift" in result.stderr
    assert len(result.stderr) < 1000


SIGNS = [*PIECES, "\n", "\n\n", "\u202e", "\x1b[2J", "1e999", "nan"]


@pytest.mark.parametrize("name", ["tea.gift", "tea.xml", "tea.csv"])
def test_only_sound_drafts_are_written_of_a_file_with_any_characters_anywhere(tmp_path: Path, name: str) -> None:
    random = Random(name)
    original = (DATA / "imports" / name).read_text(encoding="utf-8")
    document = read_document(DATA / "imports/tea.md")
    path = tmp_path / name
    is_xml, sound = path.suffix == ".xml", 0
    for _ in range(60):
        text = original
        for _ in range(1 if is_xml else random.randint(1, 8)):
            start = random.randrange(len(text))
            signs = "".join(
                random.choice([*PIECES, "\n", "\n\n", "\u202e", "\x1b[2J", "1e999", "nan"]) for _ in range(2)
            )
            text = text[:start] + signs + text[start + random.choice([0, 1, 3, 30]) :]
        path.write_text(text, encoding="utf-8")
        reader = reader_of(path)
        assert reader
        try:
            sheet = worksheet(reader(), path, document, "tea.md", "en")
        except QuizError:
            continue
        if sheet.drafts:
            reading = examine_question_file(sheet.text, DATA / "imports/again.yaml")
            assert reading.faults == []
            assert reading.file.questions == len(sheet.drafts)
            sound += 1
    assert sound > 5
