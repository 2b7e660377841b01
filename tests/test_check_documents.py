"""What `quiz check` says about passages and documents: where they are, what is nearest, and what cannot be read."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from grounded import grounded
from reader_files import denied

from quiz.check.checker import Checked, Finding, check
from quiz.check.rules import Level

SEA = """\
The sea is salty.

# Tides

Twice a day the water
rises and falls. It's the moon's “pull”, they say.

- High tide comes first.
- Low tide comes later.
"""


def findings(path: Path) -> list[Finding]:
    return [finding for finding in check(path).findings if finding.level is not Level.INFO]


def said(path: Path) -> str:
    """The only finding in a file: an error about its passage or document."""
    [finding] = findings(path)
    assert finding.level is Level.ERROR
    return finding.message


# Passages


@pytest.mark.parametrize(
    "passage",
    [
        "Twice a day the water rises and falls",
        "Twice  a\tday\nthe\u00a0water",
        "It's the moon's \"pull\"",
        "It\u2019s the moon\u2018s \u201dpull\u201c",
        "The sea is salty.",
        "Low tide",
    ],
    ids=["over a line break", "other spaces", "straight quotes", "typographic quotes", "no heading", "a list item"],
)
def test_a_passage_is_found_with_white_space_and_quotes_folded(tmp_path: Path, passage: str) -> None:
    assert findings(grounded(tmp_path, SEA, passage)) == []


@pytest.mark.parametrize(
    "passage",
    ["twice a day", "Twice a day, the water", "Twice a day the water rises - and falls", "falls.It's"],
    ids=["case", "comma", "dash", "no space"],
)
def test_everything_else_is_word_for_word(tmp_path: Path, passage: str) -> None:
    assert said(grounded(tmp_path, SEA, passage)).startswith("the passage is not in page.md word for word; ")


@pytest.mark.parametrize(
    ("passage", "instead"),
    [
        ("Once a day the water rises and falls", "Twice a day"),
        ("Twice a day the ocean rises and falls", "water"),
        ("Twice a day the water rises and goes", "falls."),
        ("High tide comes last", "first."),
        ("Low tide comes later, and stays", "later."),
    ],
    ids=["the first word", "in between", "the last word", "the last of a list item", "with punctuation"],
)
def test_the_nearest_place_shows_the_text_in_place_of_the_wrong_words(
    tmp_path: Path, passage: str, instead: str
) -> None:
    shown = re.search(r"the closest text is on line \d+ under 'Tides': '(.*)'", said(grounded(tmp_path, SEA, passage)))
    assert shown and instead in shown[1]


@pytest.mark.parametrize(
    ("passage", "where"),
    [
        ("The sea is rather salty", "line 1: '"),
        ("High tide comes last", "line 8 under 'Tides': '"),
    ],
    ids=["before the first heading", "in a list item"],
)
def test_the_nearest_place_is_reported_with_its_line_and_heading(tmp_path: Path, passage: str, where: str) -> None:
    assert f"; the closest text is on {where}" in said(grounded(tmp_path, SEA, passage))


@pytest.mark.parametrize(
    "passage",
    ["High tide comes first. Low tide comes later.", "It's the moon's \"pull\", they say. High tide comes first."],
    ids=["two list items", "a paragraph and another"],
)
def test_a_passage_over_two_paragraphs_is_reported(tmp_path: Path, passage: str) -> None:
    told = said(grounded(tmp_path, SEA, passage))
    assert re.search(r"it spans two paragraphs or list items \(see line \d+ under .Tides.\)", told)


FORMULA = """\
There are 10<sup>5</sup> germs in it. Take 3 × 4 tablets, twice! The \u0441ell is closed.

|Age|Dose|
|-|-|
|2|5 mg|
"""
DIFFERENCES = {
    "There are 105 germs": "it has '⁵' (superscript five) where the passage has '5'",
    "There are 10 5 germs": "it has '⁵' (superscript five) where the passage has ' 5' (space)",
    "There are 10⁶ germs": "it has '⁵' (superscript five) where the passage has '⁶' (superscript six)",
    "Take 3 x 4 tablets": "it has '×' (multiplication sign) where the passage has 'x'",
    "3 × 4 tablets twice": "it has ',' (comma) where the passage has nothing",
    "tablets, twice.": "it has '!' (exclamation mark) where the passage has '.' (full stop)",
    "take 3 × 4": "it has 'T' where the passage has 't'",
    "The cell is closed": "it has '\u0441' (cyrillic small letter es) where the passage has 'c'",
    "2 | 6 mg": "it has '5' where the passage has '6'",
}


@pytest.mark.parametrize(("passage", "told"), DIFFERENCES.items(), ids=DIFFERENCES)
def test_a_difference_of_a_few_characters_is_named(tmp_path: Path, passage: str, told: str) -> None:
    assert said(grounded(tmp_path, FORMULA, passage)).endswith(f"; {told}")


def test_where_words_differ_no_character_is_named(tmp_path: Path) -> None:
    assert said(grounded(tmp_path, FORMULA, "There are 10⁵ people in it")).endswith(": 'There are 10⁵ germs in it.'")


def test_without_a_near_place_the_message_says_what_to_copy(tmp_path: Path) -> None:
    told = "the passage is not in page.md word for word; copy exact words from page.md, from one paragraph"
    assert said(grounded(tmp_path, SEA, "Cats purr")) == told


def test_a_long_nearest_place_is_cut_short(tmp_path: Path) -> None:
    long = " ".join(f"word{number}" for number in range(400))
    assert len(said(grounded(tmp_path, long, f"{long} more"))) < 250


def test_a_passage_in_two_places_is_an_info(tmp_path: Path) -> None:
    [finding] = check(grounded(tmp_path, "# A\n\nIt is so.\n\n# B\n\nIt is so.\n", "It is so")).findings
    assert (finding.level, finding.rule) == (Level.INFO, "passage-twice")
    told = "these words are on line 3 under 'A' and again on line 7 under 'B'; the first is shown: "
    assert finding.message.startswith(told)


# Documents that can be read, whatever they hold


@pytest.mark.parametrize("name", ["page.md", "page.txt", "below/page.md", "PAGE.MD", "page"])
def test_a_document_may_be_called_many_things(tmp_path: Path, name: str) -> None:
    assert findings(grounded(tmp_path, "# Tides\n\nTide is late.\n", "Tide is late", name=name)) == []


@pytest.mark.parametrize(
    ("document", "passage"),
    [
        (SEA.replace("\n", "\r\n"), "the water rises and falls"),
        (SEA.replace("\n", "\r"), "the water rises and falls"),
        (b"\xef\xbb\xbf" + SEA.encode(), "The sea is salty"),
        ("# ים\n\nהים מלוח מאוד.\n", "הים מלוח"),
        ("# بحر\n\nالبحر مالح \u200fجدا.\n", "مالح \u200fجدا"),
        ("海は塩辛い。", "塩辛い"),
    ],
    ids=["CRLF", "CR", "byte order mark", "Hebrew", "Arabic with a mark", "no spaces"],
)
@pytest.mark.parametrize("name", ["page.md", "page.txt"])
def test_a_document_of_any_form_is_read(tmp_path: Path, name: str, document: str | bytes, passage: str) -> None:
    assert findings(grounded(tmp_path, document, passage, name=name)) == []


@pytest.mark.parametrize("document", ["", " \n\n", "# A heading\n", "---\ntitle: It is so\n---\n"])
def test_a_document_without_text_supports_nothing(tmp_path: Path, document: str) -> None:
    assert "copy exact words from page.md" in said(grounded(tmp_path, document, "It is so"))


ONE_LINE = {
    "words": "The sea rises and falls again and " * 30_000,
    "no spaces": "sea" * 350_000,
    "sentences": "A b. " * 200_000,
    "brackets": "[![" * 30_000,
    "stars": "*a **b " * 30_000,
    "spaces": "sea" + " " * 1_000_000 + "level",
}


@pytest.mark.parametrize("name", ["page.md", "page.txt"])
@pytest.mark.parametrize("text", ONE_LINE.values(), ids=ONE_LINE)
def test_one_line_of_a_megabyte_is_checked(tmp_path: Path, text: str, name: str) -> None:
    path = grounded(tmp_path, text, *["The sea is salty and blue"] * 5, name=name)
    assert len(findings(path)) >= 5


# Documents that cannot be used


@pytest.mark.parametrize(
    ("document", "told"),
    [
        (b"The caf\xe9 is open.\n", "byte 0xE9 is not UTF-8; save the file as UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "byte 0x89 is not UTF-8; save the file as UTF-8"),
        (b"\xff\xfeT\x00h\x00e\x00", "byte 0xFF is not UTF-8; save the file as UTF-8"),
        (b"a" * (16 * 1024 * 1024 + 1), "the file is larger than 16 MB"),
    ],
    ids=["Latin-1", "binary", "UTF-16", "larger than 16 MB"],
)
def test_an_unreadable_document_is_reported_at_its_name(tmp_path: Path, document: bytes, told: str) -> None:
    path = grounded(tmp_path, document, "The sea is salty", "The sea is blue")
    [finding] = findings(path)
    assert (finding.line, finding.column, finding.rule) == (2, 11, "format")
    assert finding.message.startswith("the document cannot be used: ") and told in finding.message


def test_a_document_without_permission_is_reported() -> None:
    with TemporaryDirectory() as name:  # any user can look into it, other than into pytest's own
        folder = Path(name)
        path = grounded(folder, SEA, "The sea is salty")
        folder.chmod(0o755)
        (folder / "page.md").chmod(0)
        with denied():
            assert said(path) == "the document cannot be used: you do not have permission to read this file"


MISSING = "the document '{}' was not found beside the question file, or cannot be read"
OUTSIDE = "the document must be in the folder of the question file, or below it"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("none.md", MISSING.format("none.md")),
        ("folder", MISSING.format("folder")),
        ("loop.md", MISSING.format("loop.md")),
        ("../outside.md", OUTSIDE),
        ("link.md", OUTSIDE),
        ("linked/outside.md", OUTSIDE),
        ("/etc/hostname", OUTSIDE),
        (
            "page.html",
            "a document must be Markdown or plain text; convert it with `quiz draft page.html -o …`",
        ),
        (
            "page.PDF",
            "a document must be Markdown or plain text; convert it with `quiz draft page.PDF -o …`",
        ),
    ],
)
def test_a_refused_document_is_reported_and_the_other_rules_run(tmp_path: Path, name: str, told: str) -> None:
    folder = tmp_path / "bank"
    (folder / "folder").mkdir(parents=True)
    (tmp_path / "outside.md").write_text(SEA, encoding="utf-8")
    (folder / "link.md").symlink_to(tmp_path / "outside.md")
    (folder / "linked").symlink_to(tmp_path)
    (folder / "loop.md").symlink_to("loop.md")
    for converted in ("page.html", "page.PDF"):
        (folder / converted).write_text(SEA, encoding="utf-8")
    found: Checked = check(grounded(folder, None, "The sea is salty", name=name, drafts=[1]))
    assert [(finding.line, finding.message) for finding in found.findings if finding.rule == "format"] == [(2, told)]
    assert "draft" in [finding.rule for finding in found.findings]
    assert found.document is None


def test_a_link_to_a_document_in_the_same_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "link.md").symlink_to("page.md")
    grounded(tmp_path, SEA)
    assert findings(grounded(tmp_path, None, "The sea is salty", name="link.md")) == []
