"""Keys as a terminal sends them, and the keyboard that reads them."""

import os
import signal
import subprocess
import sys
import termios
from collections.abc import Iterator
from threading import Thread
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st
from terminal import PATIENCE

from quiz.terminal import keyboard as keyboard_module
from quiz.terminal import keys
from quiz.terminal.keyboard import Keyboard
from quiz.terminal.keys import KeyParser

NAMED = {
    "\x1b[A": keys.UP,
    "\x1b[B": keys.DOWN,
    "\x1b[C": keys.RIGHT,
    "\x1b[D": keys.LEFT,
    "\x1bOA": keys.UP,
    "\x1b[H": keys.HOME,
    "\x1b[F": keys.END,
    "\x1bOH": keys.HOME,
    "\x1b[1~": keys.HOME,
    "\x1b[7~": keys.HOME,
    "\x1b[4~": keys.END,
    "\x1b[8~": keys.END,
    "\x1b[5~": keys.PAGE_UP,
    "\x1b[6~": keys.PAGE_DOWN,
    "\x1b[1;5A": keys.UP,
    "\x1b[1;2D": keys.LEFT,
    "\x1b[1;3D": keys.WORD_LEFT,
    "\x1b[1;5D": keys.WORD_LEFT,
    "\x1b[1;6D": keys.WORD_LEFT,
    "\x1b[1;5C": keys.WORD_RIGHT,
    "\x1b[1;9C": keys.WORD_RIGHT,
    "\x1b[1;0C": keys.WORD_RIGHT,
    "\x1b[3~": keys.DELETE,
    "\x1b[3;5~": keys.DELETE,
    "\x01": keys.HOME,
    "\x05": keys.END,
    "\x1b[1;3H": keys.HOME,
    "\x1b[5;5~": keys.PAGE_UP,
    "\r": keys.ENTER,
    "\n": keys.ENTER,
    "\t": keys.TAB,
    "\x1b[Z": keys.BACK_TAB,
    " ": keys.SPACE,
    "\x7f": keys.BACKSPACE,
    "\x08": keys.BACKSPACE,
    "\x15": keys.CLEAR_LINE,
    "\x17": keys.CLEAR_WORD,
    "\x04": keys.ESCAPE,
    "a": "a",
    "Q": "Q",
    "7": "7",
    "é": "é",
    "漢": "漢",
    "🧵": "🧵",
}
UNKNOWN = {
    "insert": "\x1b[2~",
    "F1": "\x1bOP",
    "F5": "\x1b[15~",
    "ctrl-F12": "\x1b[24;5~",
    "F1 of the Linux console": "\x1b[[A",
    "paste ends": "\x1b[201~",
    "focus": "\x1b[I",
    "mouse": "\x1b[<0;33;7M",
    "what kind of terminal": "\x1b[?62;1;4c",
    "nul": "\x00",
    "ctrl-b": "\x02",
    "del of eight bits": "\x9b",
    "zero-width space": "\u200b",
}


def split_keys(text: str) -> tuple[list[str], str]:
    """The keys in what a terminal sent, and the beginning of one more."""
    parser = KeyParser()
    return parser.feed(text), parser.begun


@pytest.mark.parametrize(("sent", "key"), NAMED.items(), ids=[repr(sent) for sent in NAMED])
def test_a_key_has_one_name_in_every_form(sent: str, key: str) -> None:
    assert split_keys(sent) == ([key], "")


def test_what_is_pasted_is_one_key_in_one_line() -> None:
    sent = f"a{keys.PASTE_BEGIN}I said one\nthen some\tquiz my{keys.PASTE_END}b"
    assert split_keys(sent) == (["a", f"{keys.PASTE_BEGIN}I said one then some quiz my", "b"], "")
    for at in range(2, len(sent) - 1):
        parser = KeyParser()
        assert parser.feed(sent[:at]) + parser.feed(sent[at:]) == split_keys(sent)[0]


@pytest.mark.parametrize("sent", UNKNOWN.values(), ids=UNKNOWN)
def test_a_key_that_is_unknown_is_left_out_whole(sent: str) -> None:
    assert split_keys(f"x{sent}y") == (["x", "y"], "")


@given(st.lists(st.sampled_from([*NAMED, *UNKNOWN.values()])))
def test_keys_typed_ahead_come_one_by_one_in_their_order(sent: list[str]) -> None:
    assert split_keys("".join(sent)) == ([NAMED[one] for one in sent if one in NAMED], "")


@given(st.text(alphabet="\x1b[O;~?<1256ABHMZaq é漢\r\t\x7f\x00", max_size=40), st.data())
def test_keys_are_the_same_wherever_they_are_cut(text: str, data: st.DataObject) -> None:
    whole, tail = split_keys(text)
    found: list[str] = []
    parser = KeyParser()
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        found += parser.feed(text[start:end])
    assert (found, parser.begun) == (whole, tail)


@given(st.text(max_size=60))
def test_no_key_is_a_control_character(text: str) -> None:
    found, _ = split_keys(text)
    assert all(key.isprintable() for key in found)


@pytest.mark.parametrize("tail", ["\x1b", "\x1b[", "\x1b[1", "\x1b[1;5", "\x1bO", "\x1b[<0;3", "\x1b[["])
def test_the_beginning_of_a_key_waits_for_its_rest(tail: str) -> None:
    assert split_keys(f"ab{tail}") == (["a", "b"], tail)


@pytest.mark.parametrize("then", ["y", "q", "\r", "\x1b[A"], ids=repr)
def test_an_escape_before_another_key_is_the_escape_key(then: str) -> None:
    assert split_keys(f"\x1b{then}") == ([keys.ESCAPE, NAMED.get(then, then)], "")


def test_where_the_cursor_is_comes_with_its_row() -> None:
    assert split_keys("a\x1b[12;40Rb") == (["a", f"{keys.CURSOR}12", "b"], "")


# A keyboard on a real terminal


@pytest.fixture
def pty() -> Iterator[tuple[int, int]]:
    """Both ends of a terminal: one to type, one to read."""
    master, slave = os.openpty()
    yield master, slave
    for side in (master, slave):
        try:
            os.close(side)
        except OSError:
            continue  # the test has closed it


def test_the_terminal_reads_single_keys_without_echo_and_is_then_as_it_was(pty: tuple[int, int]) -> None:
    _, slave = pty
    before = termios.tcgetattr(slave)
    with Keyboard(slave):
        flags = termios.tcgetattr(slave)[3]
        assert not flags & termios.ECHO
        assert not flags & termios.ICANON
        assert flags & termios.ISIG
    assert termios.tcgetattr(slave) == before


def test_the_signal_handlers_are_restored(pty: tuple[int, int]) -> None:
    numbers = (signal.SIGWINCH, signal.SIGTERM, signal.SIGHUP)
    before = [signal.getsignal(number) for number in numbers]
    with Keyboard(pty[1]):
        assert [signal.getsignal(number) for number in numbers] != before
    assert [signal.getsignal(number) for number in numbers] == before


def test_what_was_typed_before_the_keyboard_was_opened_is_read(pty: tuple[int, int]) -> None:
    master, slave = pty
    os.write(master, b"ab\x1b[A\rc")
    with Keyboard(slave) as keyboard:
        assert [keyboard.read() for _ in range(5)] == ["a", "b", keys.UP, keys.ENTER, "c"]


def test_a_lone_escape_is_the_escape_key(pty: tuple[int, int]) -> None:
    master, slave = pty
    with Keyboard(slave) as keyboard:
        os.write(master, b"\x1b")
        assert keyboard.read() == keys.ESCAPE
        os.write(master, b"a")
        assert keyboard.read() == "a"


@pytest.mark.parametrize(
    ("first", "rest", "key"),
    [(b"\x1b", b"[B", keys.DOWN), (b"\x1b[1;", b"5A", keys.UP), (b"\x1bO", b"C", keys.RIGHT)],
    ids=["after-escape", "in-the-numbers", "after-O"],
)
def test_a_key_in_two_pieces_is_one_key(
    pty: tuple[int, int], monkeypatch: pytest.MonkeyPatch, first: bytes, rest: bytes, key: str
) -> None:
    master, slave = pty
    monkeypatch.setattr(keyboard_module, "ESCAPE_WAIT", PATIENCE)
    with Keyboard(slave) as keyboard:

        def send_the_rest() -> None:
            deadline = monotonic() + PATIENCE
            while not keyboard.parser.begun and monotonic() < deadline:
                pass
            os.write(master, rest)

        typing = Thread(target=send_the_rest)
        os.write(master, first)
        typing.start()
        assert keyboard.read() == key
        typing.join(PATIENCE)


def test_the_terminal_says_where_the_cursor_is_among_keys_that_are_not_lost(pty: tuple[int, int]) -> None:
    master, slave = pty
    with Keyboard(slave) as keyboard:
        os.write(master, b"a\x1b[7;3Rb")
        assert keyboard.cursor_row() == 7
        assert [keyboard.read(), keyboard.read()] == ["a", "b"]
        assert keyboard.cursor_row() is None


def test_a_resize_is_reported_between_keys(pty: tuple[int, int]) -> None:
    master, slave = pty
    with Keyboard(slave) as keyboard:
        os.kill(os.getpid(), signal.SIGWINCH)
        assert keyboard.read() == keys.RESIZE
        os.write(master, b"a")
        assert keyboard.read() == "a"


SIGNALLING = """
import os, select, signal, sys
reader, typing = int(sys.argv[1]), int(sys.argv[2])
while os.read(0, 1):
    os.kill(reader, signal.SIGWINCH)
    if not select.select([0], [], [], 60)[0]:
        os.write(typing, b"x")
"""


def test_no_signal_is_missed_however_shortly_before_the_waiting_it_comes(pty: tuple[int, int]) -> None:
    master, slave = pty
    with (
        Keyboard(slave) as keyboard,
        subprocess.Popen(
            [sys.executable, "-c", SIGNALLING, str(os.getpid()), str(master)],
            stdin=subprocess.PIPE,
            pass_fds=[master],
            bufsize=0,
        ) as signalling,
    ):
        assert signalling.stdin
        for moment in range(10_000):
            signalling.stdin.write(b".")
            for _ in range(400 + moment % 1200):  # so that the signal comes a little before, or after
                pass
            assert keyboard.read() == keys.RESIZE, "a key came before the signal that was sent before it"
        signalling.stdin.close()


def test_a_closed_terminal_hangs_up(pty: tuple[int, int]) -> None:
    master, slave = pty
    with Keyboard(slave) as keyboard:
        os.close(master)
        assert keyboard.read() == keys.HANG_UP


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name)
def test_a_signal_to_end_leaves_with_its_number(pty: tuple[int, int], number: signal.Signals) -> None:
    before = termios.tcgetattr(pty[1])
    with pytest.raises(SystemExit) as left, Keyboard(pty[1]) as keyboard:
        os.kill(os.getpid(), number)
        keyboard.read()
    assert left.value.code == 128 + number
    assert termios.tcgetattr(pty[1]) == before
