"""The messages about an unusable question file: every error, at its line and column.

In data/refused each wrong file stands beside the text of what is told of it. With UPDATE_GOLDEN=1 in the
environment those texts are written anew.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from kept import assert_as_kept
from reader_files import LEAFLET, NAME, TEA, denied, faults, place, places, refused, swap, write
from terminal import PATIENCE

from quiz.bank.nodes import MOST_FAULTS
from quiz.bank.reader import parse_question_file, read_question_file
from quiz.errors import FileFaults, QuizError

REFUSED = Path(__file__).parent / "data" / "refused"
STOPPED = "stopped here: fix this and run again to see the rest."


# All faults of a file together


@pytest.mark.parametrize("path", sorted(REFUSED.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_faulty_file_gets_the_messages_in_its_golden_file(path: Path) -> None:
    with pytest.raises(FileFaults) as caught:
        read_question_file(path)
    told = str(caught.value).replace(f"{path.parent}{os.sep}", "") + "\n"
    assert_as_kept(told, path.with_suffix(".txt"))


def test_every_text_of_faults_has_its_file() -> None:
    assert {path.stem for path in REFUSED.glob("*.txt")} == {path.stem for path in REFUSED.glob("*.yaml")}


def test_the_command_says_what_is_wrong_once_and_nothing_else(tmp_path: Path) -> None:
    path = write(tmp_path, swap("kind: choice", "kind: chioce"))
    done = subprocess.run(
        [sys.executable, "-m", "quiz", "banks", "--file", str(path)],
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == f"{path}:9:15: error: there is no kind 'chioce'; did you mean 'choice'?\n1 error in {path}.\n"


def test_errors_before_the_place_where_reading_stops_are_reported_too(tmp_path: Path) -> None:
    text = swap("kind: choice", "kind: chioce", swap("- id: told", "- &mark id: told"))
    assert places(tmp_path, text) == [(9, 15), place("&mark", text)]
    assert str(refused(tmp_path, text)).endswith(f"\n2 errors in {tmp_path / NAME}; {STOPPED}")


def test_nothing_after_the_place_where_reading_stops_is_reported(tmp_path: Path) -> None:
    text = swap("ask: Which is which?", "ask: @which", swap("kind: teach-back", "kind: tell"))
    assert places(tmp_path, text) == [place("@which", text)]
    assert str(refused(tmp_path, text)).endswith(f"\n1 error in {tmp_path / NAME}; {STOPPED}")


def test_only_the_first_of_very_many_errors_are_reported(tmp_path: Path) -> None:
    first, _, _ = TEA.partition("      - id: bush")
    text = first + "      - x\n" * (MOST_FAULTS + 100)
    assert places(tmp_path, text) == [(line, 9) for line in range(8, 8 + MOST_FAULTS)]
    assert str(refused(tmp_path, text)).endswith(f"\n{MOST_FAULTS} errors in {tmp_path / NAME}; {STOPPED}")


# Files that hold something else


@pytest.mark.parametrize("content", ["", "# only\n# words\n", "\ufeff", "   \n\n"], ids=repr)
def test_the_message_for_an_empty_file_says_what_a_file_begins_with(tmp_path: Path, content: str) -> None:
    message = "1:1: the file is empty: a question file begins with 'title:', 'document:' and 'banks:'"
    assert faults(tmp_path, content) == [message]


@pytest.mark.parametrize(
    ("content", "where"),
    [("- a\n", "1:1"), ("# a\n\n  [a]\n", "3:3"), ("tea\n", "1:1"), ("---\n", "2:1")],
    ids=["a list", "a list further down", "a word", "marks alone"],
)
def test_a_file_without_keys_is_reported(tmp_path: Path, content: str, where: str) -> None:
    message = "a question file begins with keys such as 'title:', 'document:' and 'banks:'"
    assert faults(tmp_path, content) == [f"{where}: {message}"]


@pytest.mark.parametrize(
    ("banks", "told"),
    [
        ("banks: tea", "3:1: there is no bank under 'banks:'"),
        ("banks:", "3:1: there is no bank under 'banks:'"),
        ("banks: []", "3:1: there is no bank under 'banks:'"),
        ("banks:\n  id: a", "4:3: 'banks:' must be a list; begin each bank with '- id:'"),
        ("banks:\n  - id: a\n    title: A\n    questions:", "6:5: this bank has no questions"),
        ("banks:\n  - id: a\n    title: A\n    questions: []", "6:5: this bank has no questions"),
    ],
    ids=["a word", "nothing", "an empty list", "a group", "no questions", "an empty list of questions"],
)
def test_a_file_without_banks_or_questions_is_reported(tmp_path: Path, banks: str, told: str) -> None:
    assert faults(tmp_path, f"title: Tea\ndocument: leaflet.md\n{banks}\n") == [told]


# What YAML can do that a question file may not, and what YAML stumbles over

MORE_THAN_KEYS_AND_TEXTS = {
    "title: *friend": "1:8: '*friend' is a YAML alias; put the text in quotes",
    "title: [*friend]": "1:9: '*friend' is a YAML alias; put the text in quotes",
    "banks: *all": "1:8: '*all' is a YAML alias; put the text in quotes",
    "title: &friend Tea": "1:8: '&friend' is a YAML anchor; delete it, or put the text in quotes",
    "title: &friend [Tea]": "1:8: '&friend' is a YAML anchor; delete it, or put the text in quotes",
    "&key title: Tea": "1:1: '&key' is a YAML anchor; delete it, or put the text in quotes",
    "banks: &all [a]": "1:8: '&all' is a YAML anchor; delete it, or put the text in quotes",
    "banks:\n  - &one {id: a}": "2:5: '&one' is a YAML anchor; delete it, or put the text in quotes",
    "[title]: Tea": "1:1: a key must be one word, not a list or a group of keys",
    "a: b\n---\na: b": "2:1: a second document begins here; a question file has only one: delete the '---'",
    "%YAML 1.2\n---\na: b": "1:1: a line cannot begin with %; indent it or delete it",
    "a: b\n%": "2:1: a line cannot begin with %; indent it or delete it",
}
STUMBLES = {
    "title: Tea: hot": "1:11: this line has a second ': '; put the text in quotes, such as title: 'Tea: hot'",
    "title: @tea": "1:8: text cannot begin with @; put it in quotes",
    "title: `tea`": "1:8: text cannot begin with `; put it in quotes",
    "title: %d": "1:8: text cannot begin with %; put it in quotes",
    "title: - tea": "1:8: text cannot begin with '- '; put it in quotes",
    "title: ? tea": "1:8: text cannot begin with '? '; put it in quotes",
    "title: Tea\n\tlanguage: en": "2:1: found a tab; indent YAML with spaces",
    "title:\n    a: b\n  c: d": (
        "3:3: this line is indented by 2 spaces, but 'a' above it by 4; align what belongs together"
    ),
    "title: a\n  id: b": ("2:5: 'id' is indented by 2 spaces, but 'title' above it by 0; align the keys of a group"),
    "title: a\nid:tea\nlanguage: en": "2:1: a space is missing after 'id:'",
    "title: [a\nid: b": "2:3: this does not fit the lines above; check indentation, '- ', ':' and quotes",
    'title: "T" ea': ("1:12: the text begins with a quote that ends before here; put the whole text between ' and '"),
    'title: "Tea\nbanks:': "1:8: this quote is never closed",
    "title: {a:, b: c}": "1:10: this cannot be read as YAML: found unexpected ':'",
}


@pytest.mark.parametrize(("content", "told"), MORE_THAN_KEYS_AND_TEXTS.items(), ids=MORE_THAN_KEYS_AND_TEXTS)
def test_what_is_more_than_keys_and_texts_is_refused_in_its_place(tmp_path: Path, content: str, told: str) -> None:
    assert faults(tmp_path, content) == [told]


@pytest.mark.parametrize(("content", "told"), STUMBLES.items(), ids=STUMBLES)
def test_errors_of_yaml_are_explained_with_a_remedy(tmp_path: Path, content: str, told: str) -> None:
    assert faults(tmp_path, content) == [told]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"title: T\xe9a\n", "1:9: byte 0xE9 is not UTF-8; save the file as UTF-8"),
        (b"title: T\r\nask: \xc3\xa4\xff\n", "2:7: byte 0xFF is not UTF-8; save the file as UTF-8"),
        (b"a\n\nb\xed\xa0\x80\n", "3:2: byte 0xED is not UTF-8; save the file as UTF-8"),
        ("title: Tea\n".encode("utf-16"), "1:1: byte 0xFF is not UTF-8; save the file as UTF-8"),
        (b"\xef\xbb\xbfa\xff\n", "1:2: byte 0xFF is not UTF-8; save the file as UTF-8"),
        (b"title: Te\xc3", "1:10: byte 0xC3 is not UTF-8; save the file as UTF-8"),
    ],
    ids=["latin-1", "after an umlaut", "a surrogate", "UTF-16", "after a byte order mark", "cut off"],
)
def test_a_byte_that_is_not_utf_8_is_reported_at_its_line_and_column(tmp_path: Path, content: bytes, told: str) -> None:
    assert faults(tmp_path, content) == [told]


# The document


@pytest.mark.parametrize(
    "name",
    ["/etc/hostname", "../leaflet.md", "sub/../../leaflet.md", "outside.md", "out/leaflet.md", r"sub\leaflet.md"],
    ids=["absolute", "parent", "parent further down", "link to a file", "link to a folder", "backslash"],
)
def test_a_document_outside_the_folder_of_the_question_file_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "leaflet.md").write_text(LEAFLET, encoding="utf-8")
    folder = tmp_path / "inside"
    (folder / "sub").mkdir(parents=True)
    (folder / "outside.md").symlink_to(tmp_path / "leaflet.md")
    (folder / "out").symlink_to(tmp_path)
    told = "2:11: the document must be in the folder of the question file, or below it"
    assert faults(folder, swap("leaflet.md", name)) == [told]


@pytest.mark.parametrize(
    "name",
    ["missing.md", "leaflet.md/x", "dangling.md", "loop.md", "sub", "x" * 300, "x" * 4096, "pipe"],
    ids=["missing", "below a file", "dangling link", "loop of links", "folder", "long name", "longer name", "pipe"],
)
def test_a_document_that_is_no_file_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "dangling.md").symlink_to(tmp_path / "nowhere.md")
    (tmp_path / "loop.md").symlink_to(tmp_path / "loop.md")
    os.mkfifo(tmp_path / "pipe")
    shown = name if len(name) < 40 else f"{name[:40]}…"
    told = f"2:11: the document '{shown}' was not found beside the question file, or cannot be read"
    assert faults(tmp_path, swap("leaflet.md", name)) == [told]


# Files that cannot be opened


def not_opened(path: Path) -> str:
    with pytest.raises(QuizError) as caught:
        read_question_file(path)
    assert caught.value.exit_code == 3
    return str(caught.value)


def test_a_missing_file_is_reported_with_a_hint(tmp_path: Path) -> None:
    path = tmp_path / "none.yaml"
    assert not_opened(path) == f"{path}: error: there is no such file\nCheck its name and folder."


def test_a_folder_in_place_of_a_question_file_is_reported(tmp_path: Path) -> None:
    assert not_opened(tmp_path) == f"{tmp_path}: error: this is a folder, not a file\nName a file in it."


def test_a_file_without_permission_is_reported(tmp_path: Path) -> None:
    path = write(tmp_path, TEA)
    path.chmod(0)
    with denied():
        assert (
            not_opened(path)
            == f"{path}: error: you do not have permission to read this file\nAsk its owner for access."
        )


def test_a_path_through_a_file_is_reported_with_the_reason(tmp_path: Path) -> None:
    path = write(tmp_path, TEA) / "y"
    assert not_opened(path) == f"{path}: error: cannot be read: Not a directory"


def test_a_document_in_a_closed_folder_is_a_fault_in_its_line(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    write(closed, TEA)
    closed.chmod(0)
    try:
        with denied(), pytest.raises(FileFaults) as caught:
            parse_question_file(swap("leaflet.md", "closed/leaflet.md"), tmp_path / NAME)
    finally:
        closed.chmod(0o700)
    assert [fault[:2] for fault in caught.value.faults] == [(2, 11)]


@pytest.mark.parametrize(
    "line", ["        ask: Where does tea grow?", "    title: About tea"], ids=["question", "bank"]
)
def test_a_key_after_the_error_is_not_reported_as_missing(tmp_path: Path, line: str) -> None:
    told = faults(tmp_path, swap(line, f" {line}" if "ask" in line else line[1:]))
    assert len(told) == 1
    assert "align" in told[0]
