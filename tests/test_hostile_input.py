"""Very long typed, pasted and piped input is bounded, and the same text on the live screen and in lines."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from answers import rows
from hypothesis import example, given
from hypothesis import strategies as st
from kinds import taking
from rich.console import Console
from terminal import ENTER, Start, environment

from quiz.core.kinds import ShortAnswer, TeachBack
from quiz.terminal import keys
from quiz.terminal.controls.explain import ExplainEntry
from quiz.terminal.controls.type import LEFT_OUT, TypeEntry
from quiz.terminal.keys import LONGEST_TYPED, PASTE_BEGIN, PASTE_END, KeyParser
from quiz.terminal.lines import LinesFrontEnd
from quiz.terminal.page import Page
from quiz.terminal.prompts import TOO_LONG
from quiz.terminal.typed_text import TypedLine

MB = 1024 * 1024

FLOODS = {
    "plain": "a",
    "wide": "漢",
    "control characters": "\x00\x01",
    "a paste without end": PASTE_BEGIN + "a" * MB,
    "a paste of spaces": PASTE_BEGIN + " \n" * MB,
    "a paste of control characters": PASTE_BEGIN + "\x01" * MB,
    "a paste of almost-ends": PASTE_BEGIN + "\x1b[201" * (MB // 5),
    "pastes in a paste": PASTE_BEGIN,
    "a sequence without end": "\x1b[" + "1" * MB,
    "a sequence of letters that are not ASCII": "\x1b[" + "é" * MB,
    "escapes": "\x1b",
    "brackets after escapes": "\x1b[",
    "cursor reports": "\x1b[999999999R",
}


def flood(piece: str) -> str:
    return (piece * (MB // len(piece) + 1))[:MB]


# The parser


@pytest.mark.parametrize("piece", FLOODS.values(), ids=FLOODS)
@pytest.mark.parametrize("size", [64, 1000, 4096])
def test_the_parser_holds_a_bounded_part_of_any_flood(piece: str, size: int) -> None:
    parser = KeyParser()
    text = flood(piece)[: 200 * size]
    for start in range(0, len(text), size):
        found = parser.feed(text[start : start + size])
        assert all(len(key) <= LONGEST_TYPED + 20 for key in found)
        assert len(parser.begun) <= keys.LONGEST_SEQUENCE
        assert len(parser.pasted or "") <= LONGEST_TYPED + 2


ANYTHING = st.lists(
    st.characters()
    | st.sampled_from(
        [*"\x1b[O;~R?<0159ABHMZ \t\r\n\x00\x04\x08\x15\x17\x7f\x9b\xa0\u2028\u202e\ud800٣", "\x1b[", "\x1b[D", "\x1b[A"]
    )
    | st.sampled_from(
        [PASTE_BEGIN, PASTE_END, "\x1b[3~", "\x1b[9;9R", "\x1bO", "x" * 700, " " * 700, "\x1b[" + "1" * 70]
    )
).map("".join)


@given(ANYTHING, st.data())
def test_keys_are_the_same_wherever_the_text_is_cut(text: str, data: st.DataObject) -> None:
    whole = KeyParser()
    expected = whole.feed(text) + whole.flush()
    parser = KeyParser()
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    found = [
        key for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True) for key in parser.feed(text[start:end])
    ]
    assert found + parser.flush() == expected


@pytest.mark.parametrize(
    "report",
    ["\x1b[999999999R", f"\x1b[{'9' * 5000}R", "\x1b[٣R", "\x1b[²R", "\x1b[-1R", "\x1b[R", "\x1b[;4R"],
    ids=repr,
)
def test_an_absurd_cursor_report_is_left_out_whole(report: str) -> None:
    assert KeyParser().feed(f"a{report}b") == ["a", "b"]


def test_a_broken_sequence_does_not_swallow_the_key_behind_it() -> None:
    assert KeyParser().feed("\x1b[12\x1b[A\x1b[5\r\x1bO\r") == [keys.UP, keys.ENTER, keys.ENTER]


# The page


@pytest.mark.parametrize("row", [25, 100, 99_999])
def test_a_cursor_row_beyond_the_screen_writes_nothing(row: int) -> None:
    out = StringIO()
    Page(Console(file=out, width=80, height=24)).settle(row)
    assert out.getvalue() == ""


# The answer


def entry_of(kind: str) -> TypeEntry | ExplainEntry:
    if kind == "short answer":
        return TypeEntry(ShortAnswer(id="a", ask="A?", explain="A.", passage=("a",), accept=("a",)), ())
    return ExplainEntry(TeachBack(id="a", ask="A?", explain="A.", passage=("a",), covers=("a",)), ())


def text_of(entry: TypeEntry | ExplainEntry) -> str:
    return entry.typed.text if isinstance(entry, TypeEntry) else entry.words.text


@pytest.mark.parametrize("kind", ["short answer", "teach-back"])
@pytest.mark.parametrize("pasted", [True, False], ids=["pasted", "typed"])
def test_the_learner_reads_that_what_has_no_room_was_left_out(kind: str, pasted: bool) -> None:
    entry = entry_of(kind)
    mark = (PASTE_BEGIN, PASTE_END) if pasted else ("", "")
    for key in KeyParser().feed("a".join(mark) if pasted else "a"):
        entry.press(key)
    assert entry.nudge == ""
    for key in KeyParser().feed(("a" * LONGEST_TYPED).join(mark)):
        entry.press(key)
    assert entry.nudge == LEFT_OUT == "An answer can have at most 2,000 characters; the rest was cut off."
    assert text_of(entry) == "a" * LONGEST_TYPED
    entry.press(keys.BACKSPACE)
    assert entry.nudge == ""


def test_an_answer_of_the_longest_length_is_taken_without_a_word() -> None:
    entry = entry_of("short answer")
    for key in KeyParser().feed(f"{PASTE_BEGIN} {'a' * LONGEST_TYPED}\n\n{PASTE_END}"):
        entry.press(key)
    assert (entry.nudge, text_of(entry)) == ("", "a" * LONGEST_TYPED)


# Lines and the live screen


def asked(lines: str) -> tuple[Any, str]:
    """The response to a short answer that these lines give, and what is written."""
    out = StringIO()
    front = LinesFrontEnd(StringIO(lines), out)
    return entry_of("short answer").ask_in_lines(front.say, front.prompted), out.getvalue()


def typed_text(line: str) -> str:
    """The text that results from a typed line."""
    typed = TypedLine()
    typed.add(line)
    typed.end()
    return typed.text


@given(ANYTHING)
@example("stee\x1b[Dping")
@example("0\x1b[200~\x1b[")
@example("a\xa0b\u2028c\ud800\u202ed\te\x7f")
@example("a" * LONGEST_TYPED + "\x7f\x7fb")
def test_lines_and_the_live_screen_hand_over_the_same_text(text: str) -> None:
    text = text.replace("\n", " ").replace("\r", " ")
    live = entry_of("short answer")
    parser = KeyParser()
    for key in parser.feed(text) + parser.flush():
        live.press(key)
    typed = text_of(live)
    assert typed.isprintable()
    assert len(typed) <= LONGEST_TYPED
    assert typed_text(text) == typed
    if typed.strip() and not typed.strip().startswith("/"):
        given, out = asked(f"{text}\n{text}\nshorter\nshorter\n")
        assert given == ("shorter" if TOO_LONG in out else typed.strip())


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("steping\x1b[D\x1b[D\x1b[D\x1b[De", "steeping"),
        ("eepingX\x1b[D\x1b[3~\x01st", "steeping"),
        ("steeping\x1b[C\x1b[A", "steeping"),
        ("steepX\x7fing", "steeping"),
        ("steepX\x08ing", "steeping"),
        ("no\x15steeping", "steeping"),
        ("steeping no\x17", "steeping"),
        (f"{PASTE_BEGIN}steeping{PASTE_END}", "steeping"),
        (f"{PASTE_BEGIN}steeping", "steeping"),
        ("green\ttea", "green tea"),
        ("green\xa0tea", "green tea"),
        ("stee\u202e\u2028\u200b\x00\ud800ping", "steeping"),
        ("steeping\x1b", "steeping"),
        ("steeping\x1b[1;", "steeping"),
    ],
    ids=repr,
)
def test_a_line_is_cleaned_as_keys_are(line: str, text: str) -> None:
    assert typed_text(line).strip() == text
    assert asked(f"{line}\n")[0] == text


def test_a_line_that_is_too_long_is_asked_again() -> None:
    given, out = asked("a" * (LONGEST_TYPED + 1) + "\n" + "b" * LONGEST_TYPED + "\n")
    assert TOO_LONG == "An answer can have at most 2,000 characters; this one has more. Please shorten it."
    assert (given, out.count(TOO_LONG)) == ("b" * LONGEST_TYPED, 1)


def test_a_last_line_without_a_line_feed_is_taken() -> None:
    assert asked("steeping")[0] == "steeping"
    assert asked("b" * 4096 + "\nsteeping")[0] == "steeping"


class EndlessLine(StringIO):
    """A line of one thing over and over. Serves 64 pieces of it, and then the end of the line."""

    def __init__(self, piece: str) -> None:
        super().__init__()
        self.text = flood(piece).replace("\n", " ")
        self.served = 0

    def readline(self, size: int | None = -1) -> str:  # type: ignore[override]  # LinesFrontEnd gives it by position
        assert size is not None
        assert 0 < size <= 4096, "a line must not be read whole"
        self.served += 1
        return self.text[:size] if self.served <= 64 else "\n"


@pytest.mark.parametrize("piece", FLOODS.values(), ids=FLOODS)
def test_an_endless_line_is_not_kept(piece: str) -> None:
    line = LinesFrontEnd(EndlessLine(piece), StringIO()).line()
    assert line
    assert len(line.text) <= LONGEST_TYPED


def test_lines_are_cleaned_where_there_is_no_termios() -> None:
    code = (
        "import sys; sys.modules['termios'] = None\n"
        "from quiz.terminal.lines import LinesFrontEnd\n"
        "from quiz.terminal.typed_text import TypedLine\n"
        "typed = TypedLine(); typed.add('teeping\\x1b[Hs'); typed.end(); print(typed.text)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "steeping\n"


# The program itself


def saved(folder: Path) -> list[Any]:
    """The responses that were saved."""
    return [json.loads(words) for (words,) in rows(folder, "SELECT response FROM responses ORDER BY id")]


def only_the_short_answer(folder: Path) -> Path:
    """A question file with one short answer."""
    (folder / "tea.md").write_text("Tea wants water.\n", encoding="utf-8")
    path = folder / "tea.yaml"
    path.write_text(
        "title: Tea\ndocument: tea.md\nbanks:\n  - id: tea\n    title: Tea\n    questions:\n"
        "      - id: wants\n        kind: short-answer\n        ask: What does tea want?\n        accept: [water]\n"
        "        explain: It has to be fresh.\n        passage: Tea wants water.\n",
        encoding="utf-8",
    )
    return path


WATER = "water " * (MB // 6)


@pytest.mark.parametrize(
    ("sent", "text"),
    [
        (PASTE_BEGIN + WATER + PASTE_END, WATER),
        (WATER, WATER),
        ("\x1b[999999999R" * 20_000 + "w" * MB, "w" * MB),
    ],
    ids=["pasted", "typed", "after cursor reports"],
)
def test_a_megabyte_is_bounded_marked_saved_and_shown(
    tmp_path: Path, answers: Path, start: Start, sent: str, text: str
) -> None:
    terminal = start("take", "--file", str(only_the_short_answer(tmp_path)))
    terminal.wait_for("What does tea want?")
    typing = Thread(target=type_whole, args=(terminal.master, sent.encode()), daemon=True)
    typing.start()
    terminal.wait_for(lambda: not typing.is_alive() and terminal.shows("the rest was cut off."), timeout=60)
    terminal.send(ENTER)
    terminal.wait_for("Not quite.", timeout=60)
    assert terminal.shows("It has to be fresh.")
    assert saved(answers) == [text[:LONGEST_TYPED].strip()]
    assert len(terminal.raw) < 8 * MB


def type_whole(terminal: int, data: bytes) -> None:
    """Write everything to a terminal, as fast as it is read."""
    while data:
        data = data[os.write(terminal, data[:4096]) :]


def test_an_absurd_cursor_report_at_a_resize_writes_little(start: Start) -> None:
    terminal = start(*taking())
    terminal.wait_for("Question 1 of 8")
    before = len(terminal.raw)
    terminal.send(f"\x1b[999999999R\x1b[{'9' * 5000}R\x1b[99999R")
    terminal.resize(70, 20)
    terminal.send("\x1b[99999;1R")
    terminal.send("?")
    terminal.wait_for("any key  back")
    assert len(terminal.raw) - before < 100_000


def test_a_piped_line_without_end_ends_with_the_input(tmp_path: Path, answers: Path) -> None:
    command = [sys.executable, "-m", "quiz", "take", "--plain", "--file", str(only_the_short_answer(tmp_path))]
    typed = "a" * (3 * MB) + "\nwter\x1b[D\x1b[D\x1b[Da\n" + "b" * MB
    done = subprocess.run(
        command, input=typed, capture_output=True, encoding="utf-8", env=environment(tmp_path), timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count(TOO_LONG) == 2
    assert "Correct." in done.stdout
    assert saved(answers) == ["water"]
