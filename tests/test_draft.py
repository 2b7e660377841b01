"""`quiz draft`: what it writes, where, and what it says.

With UPDATE_GOLDEN=1 in the environment the drafts of the documents are written anew.
"""

import subprocess
from pathlib import Path

import pytest
import yaml
from kept import assert_as_kept
from terminal import run

from quiz.bank.default import load
from quiz.bank.document import read_document
from quiz.bank.reader import read_question_file
from quiz.bank.writer import scalar, slug
from quiz.core.kinds import Choice, Select
from quiz.errors import QuizError

ROOT = Path(__file__).parent.parent
DATA = Path(__file__).parent / "data"
LEAFLET = (ROOT / "leaflet.md").read_text(encoding="utf-8")
TEXT = """\
# Knots: a "leaflet"

## What a knot is

A knot is a tight band in a muscle. A tendon is a strong cord that ends a muscle. A fascia is a thin layer of tissue.
"""


def draft(folder: Path, *words: str, code: int = 0) -> subprocess.CompletedProcess[str]:
    """What the command says, run in the folder of its documents."""
    result = run(folder, ("draft", *words), cwd=folder)
    assert result.returncode == code, result.stderr
    return result


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "knots.md").write_text(TEXT, encoding="utf-8")
    (tmp_path / "leaflet.md").write_text(LEAFLET, encoding="utf-8")
    return tmp_path


# What it writes


GOLDENS = {
    "leaflet": (ROOT / "leaflet.md", DATA / "leaflet-drafts.yaml"),
    "hand-washing": (DATA / "hand-washing/hand-washing.md", DATA / "drafting/hand-washing.yaml"),
    "crutches": (DATA / "drafting/crutches.md", DATA / "drafting/crutches.yaml"),
    "antibiotics": (DATA / "drafting/antibiotics.md", DATA / "drafting/antibiotics.yaml"),
}


@pytest.mark.parametrize(("document", "golden"), GOLDENS.values(), ids=GOLDENS)
def test_the_drafts_of_these_documents_are_these(document: Path, golden: Path) -> None:
    written = draft(document.parent, document.name).stdout
    assert_as_kept(written, golden)


@pytest.mark.parametrize(("document", "golden"), GOLDENS.values(), ids=GOLDENS)
def test_no_draft_breaks_a_rule_of_quiz_check(tmp_path: Path, document: Path, golden: Path) -> None:
    (tmp_path / document.name).write_bytes(document.read_bytes())
    (tmp_path / "drafts.yaml").write_bytes(golden.read_bytes())
    told = run(tmp_path, ("check", "drafts.yaml"), cwd=tmp_path).stdout.splitlines()
    found = [line for line in told if ": warning: " in line or ": error: " in line]
    assert found
    assert [line for line in found if not line.endswith(("[draft]", "[reading-grade]"))] == []


def test_a_bank_can_be_read_beside_its_document_and_is_all_drafts(folder: Path) -> None:
    draft(folder, "leaflet.md", "-o", "questions.yaml")
    file = read_question_file(folder / "questions.yaml")
    assert file.title == "Dry needling"
    assert [bank.title for bank in file.banks][:2] == ["What dry needling is", "Trigger points"]
    document = read_document(file.document)
    for bank in file.banks:
        assert bank.questions[-1].kind == "teach-back"
        for question in bank.questions:
            assert question.draft
            assert document.find(question.passage)
    with pytest.raises(QuizError, match="every question is still a draft"):
        load(folder / "questions.yaml")


def test_no_wrong_option_stands_in_what_decides(folder: Path) -> None:
    draft(folder, "leaflet.md", "-o", "questions.yaml")
    for bank in read_question_file(folder / "questions.yaml").banks:
        for question in bank.questions:
            if isinstance(question, Choice | Select) and question.kind != "true-false":
                wrong = [option for option in question.options if not option.right]
                assert len(wrong) >= 2
                assert all(option.because for option in wrong)
                assert not any(option.text.casefold() in question.passage.casefold() for option in wrong)


def test_the_head_says_what_to_do_and_each_draft_what_it_was_made_from(folder: Path) -> None:
    written = draft(folder, "knots.md").stdout
    assert written.startswith("# Drafts from knots.md, made by `quiz draft`. They are not asked yet.\n# Check each ")
    assert "delete `draft: true` from those you keep.\n# Then run `quiz check` on this file." in written
    assert "Choose the `id` now: it is permanent, and answers are stored under it.\n\nid: knots-a-leaflet\n" in written
    assert "      # from a definition, line 5\n      - id: what-knot-is\n        kind: choice\n" in written
    assert "title: 'Knots: a \"leaflet\"'\ndocument: knots.md\nlanguage: en\n" in written


@pytest.mark.parametrize(
    "text",
    [
        *(
            "no",
            "1:30",
            "a: b",
            "a #b",
            "- a",
            "'a'",
            '"a"',
            "[a",
            "*a",
            "%a",
            "null",
            "",
            "2020-01-01",
            "“a”",
            "café",
            "a:",
        )
    ],
)
def test_a_text_in_one_line_is_read_as_it_was(text: str) -> None:
    assert yaml.safe_load(f"key: {scalar(text)}") == {"key": text}
    assert "\n" not in scalar(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [("What is it?", "what-is-it"), ("Café & bar", "cafe-bar"), ("כאב", ""), ("It's 5 mm", "its-5-mm")],
)
def test_an_id_is_made_of_the_words_of_a_heading(text: str, name: str) -> None:
    assert slug(text) == name


def test_ids_are_unique_where_headings_are_not(folder: Path) -> None:
    part = TEXT.partition("\n\n")[2]
    (folder / "twice.md").write_text(part + "\n" + part.replace("muscle", "bone"), encoding="utf-8")
    draft(folder, "twice.md", "-o", "twice.yaml")
    banks = read_question_file(folder / "twice.yaml").banks
    assert [bank.id for bank in banks] == ["what-a-knot-is", "what-a-knot-is-2"]


# What it says, and where it writes


def test_it_says_how_many_drafts_of_which_kinds_there_are_and_what_comes_next(folder: Path) -> None:
    result = draft(folder, "knots.md", "-o", "knots.yaml")
    assert result.stdout == ""
    assert result.stderr == (
        "Drafted from knots.md: 4 questions in 1 bank (3 choice, 1 teach-back). Saved to knots.yaml.\n"
        "Drafts are not asked yet. Check each against the document, delete `draft: true` from those you keep, "
        "and run `quiz check knots.yaml`.\n"
    )


def test_a_file_that_is_there_is_not_overwritten(folder: Path) -> None:
    (folder / "mine.yaml").write_text("mine", encoding="utf-8")
    told = draft(folder, "knots.md", "-o", "mine.yaml", code=3).stderr
    assert told.startswith("mine.yaml: error: already exists")
    assert (folder / "mine.yaml").read_text(encoding="utf-8") == "mine"


def test_a_document_outside_the_folder_of_the_bank_is_told_before_anything_is_written(folder: Path) -> None:
    (folder / "banks").mkdir()
    told = draft(folder, "knots.md", "-o", "banks/knots.yaml", code=2).stderr
    assert "the document must be in the bank's folder or below it, but knots.md is not\n" in told
    assert "Write the bank beside the document (-o knots.yaml), or copy the document there.\n" in told
    assert list((folder / "banks").iterdir()) == []


def test_a_document_below_the_folder_of_the_bank_is_named_from_there(folder: Path) -> None:
    (folder / "texts").mkdir()
    (folder / "knots.md").rename(folder / "texts/knots.md")
    draft(folder, "texts/knots.md", "-o", "knots.yaml")
    assert read_question_file(folder / "knots.yaml").document == folder / "texts/knots.md"


NOTHING = {
    "empty": (b"", ": this document has no text. Nothing was written.\n"),
    "only white space": (b" \r\n\n", ": this document has no text. Nothing was written.\n"),
    "nothing to find": (b"Salt. Pepper.", ": found nothing to ask about. "),
    "another language": (b"Ein Knoten ist ein Band.", ": found nothing to ask about. "),
    "right to left": ("גוש הוא רצועה.".encode(), ": found nothing to ask about. "),
    "control characters": (b"A\x1b[2J\x07 \x00", ": found nothing to ask about. "),
}


@pytest.mark.parametrize(("content", "told"), NOTHING.values(), ids=NOTHING)
def test_a_document_with_nothing_to_find_gives_no_file(folder: Path, content: bytes, told: str) -> None:
    (folder / "none.txt").write_bytes(content)
    result = draft(folder, "none.txt", "-o", "none.yaml", code=1)
    assert result.stdout == ""
    assert result.stderr.startswith(f"none.txt{told}")
    assert not (folder / "none.yaml").exists()


BAD = {
    "missing": (None, ": error: there is no such file\n"),
    "binary": (b"\x89PNG\r\n\x1a\n\x00", ":1:1: error: byte 0x89 is not UTF-8; save the file as UTF-8\n"),
    "Latin-1": ("Café".encode("latin-1"), ":1:4: error: byte 0xE9 is not UTF-8; save the file as UTF-8\n"),
    "20 MB": (b"a" * (20 << 20), ": error: the file is larger than 16 MB\n"),
}


@pytest.mark.parametrize(("content", "told"), BAD.values(), ids=BAD)
def test_a_document_that_cannot_be_read_is_told(folder: Path, content: bytes | None, told: str) -> None:
    if content is not None:
        (folder / "bad.txt").write_bytes(content)
    result = draft(folder, "bad.txt", code=3)
    assert result.stdout == ""
    assert result.stderr.startswith(f"bad.txt{told}")


def test_line_ends_change_nothing(folder: Path) -> None:
    before = draft(folder, "knots.md").stdout
    (folder / "knots.md").write_bytes(TEXT.replace("\n", "\r\n").encode())
    assert draft(folder, "knots.md").stdout == before


LONG = {
    "words": "the muscle is a band, ",
    "stops": ". ",
    "commas": "a and b, ",
    "the same sentence": "A knot is a band of the muscle. ",
    "brackets": "(how it is called ",
    "digits": "1 to 2 ",
}


@pytest.mark.parametrize("piece", LONG.values(), ids=LONG)
def test_a_line_of_a_quarter_megabyte_is_drafted_from(folder: Path, piece: str) -> None:
    (folder / "long.txt").write_text(piece * ((1 << 18) // len(piece)), encoding="utf-8")
    result = run(folder, ("draft", "long.txt"), cwd=folder)
    assert result.returncode in (0, 1), result.stderr


def test_five_hundred_headings_give_as_many_banks(folder: Path) -> None:
    part = "## Part {0}\n\nA knot{0}, also known as a band{0}, is found in the muscle.\n"
    (folder / "many.md").write_text("\n".join(map(part.format, range(500))), encoding="utf-8")
    draft(folder, "many.md", "-o", "many.yaml")
    file = read_question_file(folder / "many.yaml")
    assert len(file.banks) == 500
    assert file.banks[499].id == "part-499"
