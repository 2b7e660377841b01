"""Malicious files, and files that aren't question files, are refused at a line, with little memory."""

import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from reader_files import LEAFLET, NAME, TEA, faults, place, places, refused, swap, write
from terminal import PATIENCE

from quiz.bank.nodes import DEEPEST, MOST_PARTS
from quiz.bank.reader import parse_question_file
from quiz.characters import FORBIDDEN
from quiz.errors import FileFaults
from quiz.files import LARGEST

MB = 1024 * 1024


# Characters that hide or forge what is shown

HIDDEN = {
    "ESC": ("\x1b", r"\e"),
    "window title": ("\x1b]0;pwned\x07", r"\e]0;pwned\a"),
    "NUL": ("\0", r"\0"),
    "backspace": ("\b", r"\b"),
    "DEL": ("\x7f", r"\x7f"),
    "C1 CSI": ("\x9b2J", r"\x9b2J"),
    "embedding": ("\u202a", r"\u202a"),
    "override": ("\u202e", r"\u202e"),
    "isolate": ("\u2066", r"\u2066"),
    "pop isolate": ("\u2069", r"\u2069"),
}
PLACES = [
    *("title: Tea", "document: leaflet.md", "language: en-GB", "id: bush", "right: On a bush"),
    *("because: A tree is higher.", "scoring: all-or-nothing", "class: Drink", "- Boil the water"),
]


@pytest.mark.parametrize(("raw", "escaped"), HIDDEN.values(), ids=HIDDEN)
def test_what_hides_or_forges_text_is_refused_raw_and_escaped(tmp_path: Path, raw: str, escaped: str) -> None:
    for written, column in ((raw, 18), (escaped, 14)):
        (told,) = faults(tmp_path, swap("ask: Where does tea grow?", f'ask: "Tea{written}"'))[:1]
        assert told.startswith(f"10:{column}: found a ")
        assert f"(U+{ord(raw[0]):04X}), which can hide or change what is shown; delete it" in told


@pytest.mark.parametrize("old", PLACES)
def test_it_is_refused_in_every_text(tmp_path: Path, old: str) -> None:
    value = r'"x\ey"'
    text = swap(old, f"{old.split()[0]} {value}")
    line, column = place(value, text)
    (told,) = faults(tmp_path, text)
    assert told.startswith(f"{line}:{column}: found a control character (U+001B)")


@pytest.mark.parametrize("written", ["\x1b", r"\e"], ids=["raw", "escaped"])
def test_it_is_refused_in_a_key(tmp_path: Path, written: str) -> None:
    assert {line for line, _ in places(tmp_path, swap("language: en-GB", f'"lang{written}": en-GB'))} == {3}


def test_a_carriage_return_in_a_text_is_refused(tmp_path: Path) -> None:
    text = swap("ask: Tell a friend.", r'ask: "Tell a friend.\rTell nobody."')
    assert places(tmp_path, text) == [place(r'"Tell a friend.\r', text)]


def test_every_hidden_character_of_a_file_is_reported(tmp_path: Path) -> None:
    text = swap("ask: The water is fresh.", "ask: The water\u202e is fresh.")
    text = swap("class: Plant", "class: Plant\u2066", text)
    text = swap("ask: Tell a friend.", r'ask: "Tell\u202e a friend."', text)
    assert places(tmp_path, text) == [place(piece, text) for piece in ("\u202e", "\u2066", r'"Tell\u202e')]


@pytest.mark.parametrize("character", ["\ufffe", "\uffff"], ids=["U+FFFE", "U+FFFF"])
def test_a_character_that_yaml_refuses_is_reported_at_its_line(tmp_path: Path, character: str) -> None:
    text = swap("ask: Tell a friend.", f"ask: Tell{character} a friend.")
    assert places(tmp_path, text) == [place(character, text)]


def test_an_error_is_one_line_whatever_it_quotes(tmp_path: Path) -> None:
    text = swap("language: en-GB", r'"a\nb": x')
    for old in ("id: bush", "kind: select", "document: leaflet.md"):
        text = swap(old, old.split()[0] + r' "a\nb"', text)
    error = refused(tmp_path, text)
    assert len(error.faults) == 4
    assert len(str(error).splitlines()) == 5


@pytest.mark.parametrize("key", [r"\e[2J\e]0;pwned\a", r"\x9b2J\u202egnol", r"a\rerror: all is well"])
def test_the_command_writes_nothing_of_it_to_the_screen(tmp_path: Path, key: str) -> None:
    path = write(tmp_path, swap("language: en-GB", f'"{key}": x'))
    done = subprocess.run(
        [sys.executable, "-m", "quiz", "banks", "--file", str(path)],
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    assert (done.returncode, done.stdout) == (3, b"")
    said = done.stderr.decode()
    assert said.startswith(f"{path}:3:1: error: unknown key '")
    assert not FORBIDDEN.search(said)


# Bombs


def test_an_alias_bomb_is_refused_in_its_line(tmp_path: Path) -> None:
    lines = ["a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
    assert faults(tmp_path, "\n".join(lines)) == ["1:4: '&a' is a YAML anchor; delete it, or put the text in quotes"]


@pytest.mark.parametrize(
    ("value", "line", "column"),
    [
        ("[" * 60_000, 1, 8 + DEEPEST - 1),
        ("[" * 30_000 + "]" * 30_000, 1, 8 + DEEPEST - 1),
        ("{a: " * 15_000, 1, 8 + 4 * (DEEPEST - 1)),
        ("\n  " + "- " * 30_000 + "x", 2, 3 + 2 * (DEEPEST - 1)),
    ],
    ids=["open lists", "lists", "groups", "block lists"],
)
def test_nesting_is_refused_where_it_passes_the_limit(tmp_path: Path, value: str, line: int, column: int) -> None:
    told = f"{line}:{column}: lists and groups are nested more than {DEEPEST} deep"
    assert faults(tmp_path, f"title: {value}\n") == [told]


def test_nesting_in_a_question_counts_from_the_top(tmp_path: Path) -> None:
    text = swap("ask: Where does tea grow?", f"ask: {'[' * DEEPEST}{']' * DEEPEST}")
    assert faults(tmp_path, text) == [f"10:{14 + DEEPEST - 5}: lists and groups are nested more than {DEEPEST} deep"]


def test_a_question_of_more_parts_than_anyone_would_write_is_refused(tmp_path: Path) -> None:
    assert MOST_PARTS == 10_000
    (told,) = faults(tmp_path, swap("[bush, shrub]", f"[{', '.join(map(str, range(MOST_PARTS)))}]"))
    assert told.endswith(": more than 10,000 keys and list entries in one place; is this a question file?")


# Files as large as may be, and larger


LIMITED = 'ulimit -v 250000 2>/dev/null; exec "$@"'
"""Runs a command that may take 250 MB, where the system can limit it."""


def refusal(path: Path) -> str:
    """The message for a file that must be refused with little memory and few words."""
    command = ["sh", "-c", LIMITED, "sh", sys.executable, "-m", "quiz", "banks", "--file", str(path)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False)
    assert (done.returncode, done.stdout) == (3, ""), done.stderr[-2000:]
    assert "Traceback" not in done.stderr
    assert "error: " in done.stderr
    assert len(done.stderr) < 200_000
    return done.stderr


def filled(before: str, piece: str, after: str = "") -> bytes:
    """A file of one piece repeated, up to the maximum size."""
    room = LARGEST - len(before) - len(after)
    return (before + (piece * (room // len(piece) + 1))[:room] + after).encode()


def numbered(before: str, line: str) -> bytes:
    """A file of different lines, nearly up to the maximum size."""
    count = (LARGEST - len(before)) // len(line % 10**7)
    return (before + "".join([line % number for number in range(10**7, 10**7 + count)])).encode()


def endless(key: str, value: str, letter: str = "a") -> bytes:
    """The valid file with one very long value."""
    before, after = TEA.split(f"{key}: {value}\n")
    return filled(f"{before}{key}: ", letter, f"\n{after}")


HOSTILE: dict[str, Callable[[], bytes]] = {
    "random bytes": lambda: random.Random(1).randbytes(LARGEST),
    "one long line": lambda: filled("", "a"),
    "brackets": lambda: filled("", "["),
    "tabs": lambda: filled("", "\t"),
    "comments": lambda: filled("", "# a\n"),
    "empty lines, then an open quote": lambda: filled("", "\n", '"x'),
    "lines, then control characters": lambda: filled("", "some text\n", "\x01" * 600),
    "an open quote": lambda: filled('title: "', "a"),
    "an endless key": lambda: filled("? ", "a", "\n: b\n"),
    "an endless anchor": lambda: filled("title: &", "a", " b\n"),
    "an endless document name": lambda: endless("document", "leaflet.md"),
    "an endless id": lambda: endless("id", "bush", "A"),
    "an endless kind": lambda: endless("kind", "choice"),
    "an endless class": lambda: endless("class", "Drink"),
    "a key over and over": lambda: filled("", "a: b\n"),
    "unknown keys": lambda: numbered("", "key%d: and some text after it\n"),
    "a list for a title": lambda: filled("title:\n", "- some text\n"),
    "options without end": lambda: numbered(TEA.partition("          - right")[0], "          - wrong: answer %d\n"),
    "bad questions": lambda: filled(TEA.partition("      - id: bush")[0], "      - {}\n"),
    "directives": lambda: filled("", "%a b\n"),
    "tag directives at the end": lambda: numbered("title: T\n...\n", "%%TAG !a%d! tag:example.org,2000:some-text\n"),
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_as_large_as_may_be_is_refused(tmp_path: Path, content: Callable[[], bytes]) -> None:
    data = content()
    assert LARGEST - 100 <= len(data) <= LARGEST
    path = write(tmp_path, data)
    try:
        refusal(path)
    finally:
        path.unlink()


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / NAME
    with path.open("wb") as file:
        file.truncate(50 * MB)
    assert refusal(path) == (
        f"{path}: error: the file is larger than {LARGEST // MB} MB\nCheck that this is the right file.\n"
    )


@pytest.mark.skipif(not Path("/dev/zero").is_char_device(), reason="there is no /dev/zero")
def test_an_endless_device_is_refused() -> None:
    assert refusal(Path("/dev/zero")).startswith("/dev/zero: error: the file is larger than ")


# Whatever a file holds


@pytest.fixture(scope="module")
def anywhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A path for a question file, beside its document."""
    folder = tmp_path_factory.mktemp("anywhere")
    (folder / "leaflet.md").write_text(LEAFLET, encoding="utf-8")
    return folder / NAME


def assert_read_or_refused(text: str, path: Path) -> None:
    try:
        file = parse_question_file(text, path)
    except FileFaults as error:
        lines_of_yaml_alone = set("\r\x85\u2028\u2029") & set(text)
        assert error.faults
        assert all(fault.line >= 1 and fault.column >= 1 and fault.message for fault in error.faults)
        assert lines_of_yaml_alone or error.faults[-1].line <= text.count("\n") + 2
    else:
        assert file.banks
        for bank in file.banks:
            assert bank.questions
            for question in bank.questions:
                texts = (bank.id, bank.title, question.id, question.ask, question.explain, question.passage[0])
                assert all(texts)
                assert not FORBIDDEN.search("".join(texts))


PIECES = st.sampled_from(
    [
        *"-:?[]{}#&*!|>'\"%@`,~ \n\t\r\x00\x1b\x85\u2028\u202e\ufeff\uffff",
        *("- ", ": ", "? ", "--- ", "a", "id: ", "title: ", "document: leaflet.md\n", "banks:\n", "  - ", "<<: "),
        *("true", "1e999", r'"\e"', r'"\r"', "\r\n"),
    ]
)
LINES = st.sampled_from(TEA.splitlines(keepends=True))


@st.composite
def changed_files(draw: st.DrawFn) -> str:
    """The valid file with a few lines or characters deleted, inserted or replaced."""
    text = TEA
    for _ in range(draw(st.integers(1, 5))):
        by_line = draw(st.booleans())
        parts = text.splitlines(keepends=True) if by_line else list(text)
        start = draw(st.integers(0, len(parts)))
        end = start + draw(st.integers(0, 1))
        parts[start:end] = draw(st.lists(LINES if by_line else PIECES, max_size=1))
        text = "".join(parts)
    return text


FILES = os.environ.get("QUIZ_FUZZ", "")
"""How many question files to try, new ones each time; by default a thousand, always the same."""


@settings(derandomize=not FILES, deadline=None, max_examples=int(FILES or 1000))
@given(text=st.text() | st.lists(PIECES).map("".join) | changed_files())
@example(text="\r{")
@example(text="a: b\u2028c: d\x85 {")
def test_any_text_is_a_question_file_or_a_refusal(anywhere: Path, text: str) -> None:
    assert_read_or_refused(text, anywhere)
