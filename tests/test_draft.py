"""`quiz draft`: what it writes, where, and what it says.

With UPDATE_GOLDEN=1 in the environment the drafts of the documents are written anew.
"""

import re
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
from quiz.draft.drafts import drafts_of
from quiz.draft.worksheet import as_yaml
from quiz.errors import QuizError

ROOT = Path(__file__).parent.parent
DATA = Path(__file__).parent / "data"
LEAFLET = (ROOT / "leaflet.md").read_text(encoding="utf-8")
TEXT = """\
# Knots: a "leaflet"

## What a knot is

A knot is a tight band in a muscle. It can hurt.

## Care

Do not press the knot for 3 days. If it gets hot, call your doctor.
"""


def draft(folder: Path, *words: str, code: int = 0) -> subprocess.CompletedProcess[str]:
    """The output of the command, run in the folder of its documents."""
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
    "German": (DATA / "drafting/knie.md", DATA / "drafting/knie.yaml"),
}


@pytest.mark.parametrize(("document", "golden"), GOLDENS.values(), ids=GOLDENS)
def test_the_drafts_of_these_documents_are_these(document: Path, golden: Path) -> None:
    assert_as_kept(draft(document.parent, document.name).stdout, golden)


@pytest.mark.parametrize(("document", "golden"), GOLDENS.values(), ids=GOLDENS)
def test_of_drafts_quiz_check_finds_only_that_they_are_drafts(tmp_path: Path, document: Path, golden: Path) -> None:
    (tmp_path / document.name).write_bytes(document.read_bytes())
    (tmp_path / "drafts.yaml").write_bytes(golden.read_bytes())
    lines = run(tmp_path, ("check", "drafts.yaml"), cwd=tmp_path).stdout.splitlines()
    found = [line for line in lines if ": warning: " in line or ": error: " in line]
    assert found
    assert [line for line in found if not line.endswith(("[draft]", "[reading-grade]"))] == []


def test_a_bank_can_be_read_beside_its_document_and_is_all_drafts(folder: Path) -> None:
    draft(folder, "leaflet.md", "-o", "questions.yaml")
    file = read_question_file(folder / "questions.yaml")
    assert (file.title, file.id, len(file.banks)) == ("Dry needling", "my-dry-needling", 1)
    document = read_document(file.document)
    for _, question in file.items:
        assert question.draft
        assert document.find(question.passage[0])
    with pytest.raises(QuizError, match="every question is still a draft"):
        load(folder / "questions.yaml")


def test_no_draft_has_a_wrong_option(folder: Path) -> None:
    draft(folder, "leaflet.md", "-o", "questions.yaml", "--all")
    for _, question in read_question_file(folder / "questions.yaml").items:
        if isinstance(question, Choice | Select):
            assert all(option.right for option in question.options)


def test_the_head_says_what_to_do_and_each_draft_where_it_is_from_and_why(folder: Path) -> None:
    written = draft(folder, "knots.md").stdout
    assert written.startswith("# Drafts from knots.md, the most important first. ")
    assert "# 4. Delete `draft: true`, and run `quiz check FILE`.\n\nid: knots" in written
    assert "      # line 9, under “Care”: it says when to get help, or from whom\n" in written
    assert "title: 'Knots: a \"leaflet\"'\ndocument: knots.md\nlanguage: en\n" in written


def test_what_could_not_be_converted_is_named_at_the_top(folder: Path) -> None:
    document = read_document(folder / "knots.md")
    written = as_yaml(drafts_of(document), "Knots", "knots.md", missing=["page 1 has a table: copy it by hand"])
    assert written.startswith("# Missing from knots.md: page 1 has a table: copy it by hand\n# Drafts from")


def test_columns_of_plain_text_are_left_out_and_named_at_the_top(folder: Path) -> None:
    rows = "Weight       Dose\n15 kg        1 tablet a day\n25 kg        2 tablets a day\n"
    text = f"HOW MUCH\n--------\nTake it for 3 days.\n\n{rows}\nCall us if you are sick.\n"
    (folder / "dose.txt").write_text(f"Tel: 01632 960 733      Open 8 to 6\nFax: none      Shut on Sunday\n\n{text}")
    result = draft(folder, "dose.txt")
    what = "columns at line 8 (“Weight Dose 15 kg 1 tablet a day 25 kg 2 tablets a…”): ask about these by hand"
    assert result.stdout.startswith(f"# Missing from dose.txt: {what}\n# Drafts")
    assert result.stderr.startswith(f"Left out of dose.txt:\n  {what}\n")
    assert "tablets a day" not in result.stdout.partition("banks:")[2]
    assert "under “HOW MUCH”?" not in result.stdout  # that would ask for the columns too


def test_a_document_has_at_most_twenty_drafts_unless_all_are_wanted(folder: Path) -> None:
    text = "".join(f"## Part {n}\n\nDo not lift thing{n} if it is wet{n}.\n\n" for n in range(30))
    (folder / "long.md").write_text(text, encoding="utf-8")
    some, every = draft(folder, "long.md"), draft(folder, "long.md", "--all")
    assert [found.stdout.count("    draft: true\n") for found in (some, every)] == [20, 30]
    assert "# These are 20 of 30 passages. For all of them: `quiz draft long.md --all`.\n\n" in some.stdout
    assert "\nThe 20 most important of 30 passages; `--all` drafts all of them.\n" in some.stderr
    for all_of_them in (every, draft(folder, "long.md", "--line", "3"), draft(folder, "knots.md")):
        assert "--all" not in all_of_them.stdout + all_of_them.stderr
    first = draft(folder, "long.md", "--language", "fr").stderr
    assert "\nThe first 20 of 30 passages; `--all` drafts all of them.\n" in first


def test_one_line_is_drafted_from_whatever_it_says(folder: Path) -> None:
    written = draft(folder, "knots.md", "--line", "5").stdout
    assert written.count("passage:") == 1
    assert "- A knot is a tight band in a muscle.\n" in written
    told = draft(folder, "knots.md", "--line", "6", code=1).stderr
    assert told == "knots.md has nothing to ask about at line 6. Nothing was written.\n"
    (folder / "title.md").write_text("# Title\n\n\nWe are open.\n", encoding="utf-8")
    told = draft(folder, "title.md", "--line", "1", code=1).stderr
    assert told == "Line 1 of title.md is a heading: name a line with text. Nothing was written.\n"
    told = draft(folder, "title.md", "--line", "5", code=1).stderr
    assert told == "title.md has only 4 lines. Nothing was written.\n"
    both = draft(folder, "title.md", "--line", "4", "--all", code=2).stderr
    assert "--all and --line don't go together" in both


def test_a_line_between_rules_is_drafted_alone(folder: Path) -> None:
    (folder / "rules.md").write_text(
        "# Knee\n\nRest it well.\n***\nKeep it dry.\n***\nCall us soon.\n", encoding="utf-8"
    )
    written = draft(folder, "rules.md", "--line", "7").stdout
    assert "Call us soon." in written and "Rest it well." not in written and "Keep it dry." not in written


def test_front_matter_gives_the_title_and_the_language_and_is_not_asked_about(folder: Path) -> None:
    front = '---\ntitle: "Elbow care"\nlang: en-GB\nlayout: page\n---\n\n# Elbow\n\nRest it for 6 weeks.\n'
    (folder / "elbow.md").write_text(front, encoding="utf-8")
    written = draft(folder, "elbow.md").stdout
    assert "title: Elbow care\ndocument: elbow.md\nlanguage: en-GB\n" in written
    assert "line 9: " in written
    assert "layout" not in written


def test_a_row_of_a_table_is_drafted_and_its_passage_is_in_the_document(folder: Path) -> None:
    table = "| Age | Dose |\n|---|---|\n| 0-2 | 5 mg |\n| 3-6 | Call your doctor. |\n"
    text = f"# Doses\n\n{table}\nHome | Doses | Contact us now\n"
    (folder / "doses.md").write_text(text, encoding="utf-8")
    draft(folder, "doses.md", "-o", "doses.yaml")
    questions = read_question_file(folder / "doses.yaml").banks[0].questions
    assert [(question.kind, question.ask, question.passage) for question in questions] == [
        (
            "teach-back",
            "In your own words: what does the table “Age · Dose” say, row by row?",
            ("Age: 0-2 · Dose: 5 mg", "Age: 3-6 · Dose: Call your doctor."),
        ),
    ]
    document = read_document(folder / "doses.md")
    assert all(document.find(passage) for question in questions for passage in question.passages)


def test_call_outs_code_and_struck_words_in_a_document_for_drafts(folder: Path) -> None:
    text = (
        '# Knee\n\n!!! warning "Take care"\n    Do not wet the cast.\n\nRest it for 6 weeks.\n\n'
        "```\nRun the whole programme now.\n```\n\nTake ~~10~~ 5 tablets.\n"
    )
    (folder / "knee.md").write_text(text, encoding="utf-8")
    written = draft(folder, "knee.md").stdout
    assert re.findall("passage: (.*)", written) == ["Do not wet the cast.", "Rest it for 6 weeks."]
    assert "(“Take care”)" in written


@pytest.mark.parametrize(
    ("option", "more"),
    [([], " If that is wrong, add `--language en`."), (["--language", "de"], "")],
    ids=["detected", "named"],
)
def test_in_another_language_the_questions_are_left_to_the_author(folder: Path, option: list[str], more: str) -> None:
    (folder / "knie.md").write_text((DATA / "drafting/knie.md").read_text("utf-8"), encoding="utf-8")
    result = draft(folder, "knie.md", *option, "-o", "knie.yaml")
    assert result.stdout == ""
    assert f"\nknie.md is in German (de): you write the questions.{more}\nAll lack a question.\n" in result.stderr
    text = (folder / "knie.yaml").read_text("utf-8")
    assert "\nlanguage: de\n" in text
    assert "# The document seems to be in German (de): fill in each `ask`." in text
    assert text.startswith("# Drafts from knie.md, in the document's order. ")
    file = read_question_file(folder / "knie.yaml")
    assert all(question.ask == "" for _, question in file.items)
    assert (
        "this draft has no question yet; write it after 'ask:' [draft]"
        in run(folder, ("check", "knie.yaml"), cwd=folder).stdout
    )


def test_a_language_of_which_only_the_code_is_known(folder: Path) -> None:
    assert "knots.md is in “cy-GB”: you" in draft(folder, "knots.md", "--language", "cy-GB").stderr
    (folder / "greek.md").write_text("Μην πιέζετε τον κόμπο για τρεις ημέρες.\n", encoding="utf-8")
    assert "greek.md is in another language than English: you" in draft(folder, "greek.md").stderr


@pytest.mark.parametrize("code", ["deutsch", "d", "de_DE"])
def test_what_is_not_the_code_of_a_language_is_refused(folder: Path, code: str) -> None:
    assert "must be a code such as en or de" in draft(folder, "knots.md", "--language", code, code=2).stderr


@pytest.mark.parametrize(
    "text",
    "no|1:30|a: b|a #b|- a|'a'|\"a\"|[a|*a|%a|null||2020-01-01|“a”|café|a:".split("|"),
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


# What it says, and where it writes


def test_it_says_how_many_drafts_there_are_and_what_comes_next(folder: Path) -> None:
    result = draft(folder, "knots.md", "-o", "knots.yaml")
    assert result.stdout == ""
    assert result.stderr == (
        "Saved 3 drafts from knots.md to knots.yaml.\n"
        "1 of them lacks wrong options.\n"
        "Edit the ones you keep and delete their `draft: true`. Then run:\n"
        "  quiz check knots.yaml\n"
    )
    assert draft(folder, "knots.md", "--line", "5").stderr == (
        "1 draft from knots.md.\nEdit it and delete its `draft: true`. Then run:\n  quiz check FILE\n"
    )
    (folder / "one.md").write_text("# Care\n\nIf it gets hot, call your doctor.\n", encoding="utf-8")
    assert "1 draft from one.md.\nIt lacks a question.\nEdit it" in draft(folder, "one.md").stderr


def test_a_file_that_is_there_is_not_overwritten(folder: Path) -> None:
    (folder / "mine.yaml").write_text("mine", encoding="utf-8")
    told = draft(folder, "knots.md", "-o", "mine.yaml", code=3).stderr
    assert told.startswith("mine.yaml: error: already exists")
    assert (folder / "mine.yaml").read_text(encoding="utf-8") == "mine"


def test_a_document_outside_the_folder_of_the_bank_is_reported_before_anything_is_written(folder: Path) -> None:
    (folder / "banks").mkdir()
    told = draft(folder, "knots.md", "-o", "banks/knots.yaml", code=2).stderr
    assert told == (
        "banks/knots.yaml: error: a bank can't use a document from outside its folder (knots.md)\n"
        "Save it beside the document: `-o knots.yaml`.\n"
    )
    assert list((folder / "banks").iterdir()) == []


def test_a_document_below_the_folder_of_the_bank_is_named_from_there(folder: Path) -> None:
    (folder / "texts").mkdir()
    (folder / "knots.md").rename(folder / "texts/knots.md")
    draft(folder, "texts/knots.md", "-o", "knots.yaml")
    assert read_question_file(folder / "knots.yaml").document == folder / "texts/knots.md"


NOTHING = {
    "empty": (b"", " has no text. Nothing was written.\n"),
    "only white space": (b" \r\n\n", " has no text. Nothing was written.\n"),
    "nothing to find": (b"Salt. Pepper.", " has no sentence to ask about. Nothing was written.\n"),
    "addresses": (b"Write to a@b.org. Published 2020. ISBN 3-16.", " has no sentence to ask about. "),
    "control characters": (b"A\x1b[2J\x07 \x00", " has no sentence to ask about. "),
}


@pytest.mark.parametrize(("content", "told"), NOTHING.values(), ids=NOTHING)
def test_a_document_without_anything_to_ask_gives_no_file(folder: Path, content: bytes, told: str) -> None:
    (folder / "none.txt").write_bytes(content)
    result = draft(folder, "none.txt", "-o", "none.yaml", code=1)
    assert result.stdout == ""
    assert result.stderr.startswith(f"none.txt{told}")
    assert not (folder / "none.yaml").exists()


OTHERS = {
    "RTF": ("knots.rtf", b"{\\rtf1 Rest it.}", "cannot read RTF files", "Save it as DOCX, HTML or plain text."),
    "Word's older format": ("knots.doc", b"\xd0\xcf\x11\xe0", "cannot read DOC files", "Save it as"),
    "slides": ("knots.PPTX", b"PK\x03\x04", "cannot read PPTX files", "Save it as"),
    "RTF by another name": ("a.txt", b"{\\rtf1 Rest it.}", "this is RTF, not Markdown or plain text", "If its name"),
    "PDF by another name": ("a.md", b"%PDF-1.7\n", "this is PDF, not Markdown or plain text", "If its name"),
    "an archive": ("a.txt", b"PK\x03\x04", "this is an archive or office document, not", "If its name"),
    "a question file": (
        "q.yaml",
        b"title: Knots\nbanks:\n  - id: knots\n",
        "this is a question file, not a document",
        "To see its questions, run `quiz preview q.yaml`.",
    ),
}


@pytest.mark.parametrize(("name", "content", "told", "hint"), OTHERS.values(), ids=OTHERS)
def test_a_file_of_another_kind_is_refused_with_what_to_do(
    folder: Path, name: str, content: bytes, told: str, hint: str
) -> None:
    (folder / name).write_bytes(content)
    result = draft(folder, name, "-o", "new.yaml", code=3)
    assert result.stderr.startswith(f"{name}: error: {told}")
    assert f"\n{hint}" in result.stderr
    assert not (folder / "new.yaml").exists()


BAD = {
    "missing": (None, ": error: there is no such file\n"),
    "binary": (b"\x89PNG\r\n\x1a\n\x00", ":1:1: error: byte 0x89 is not UTF-8; save the file as UTF-8\n"),
    "Latin-1": ("Café".encode("latin-1"), ":1:4: error: byte 0xE9 is not UTF-8; save the file as UTF-8\n"),
    "20 MB": (b"a" * (20 << 20), ": error: the file is larger than 16 MB\n"),
}


@pytest.mark.parametrize(("content", "told"), BAD.values(), ids=BAD)
def test_an_unreadable_document_is_reported(folder: Path, content: bytes | None, told: str) -> None:
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
