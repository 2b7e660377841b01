"""Signals, hang-ups, resizes, type-ahead and keys in pieces."""

import json
import signal
from collections.abc import Callable

import pytest
from kinds import PATH, QUESTIONS, all_right, assert_holds, right_keys, taking
from terminal import CTRL_C, DOWN, ENTER, SPACE, TAB, Start, Terminal

# Ctrl-C


def at_a_question(terminal: Terminal) -> str:
    return "Stopped. 0 of 8 answered."


def at_the_feedback(terminal: Terminal) -> str:
    terminal.send("s")
    terminal.wait_for("No problem")
    return "Stopped. 1 of 8 answered. Continue with `quiz resume`."


def at_the_keys(terminal: Terminal) -> str:
    terminal.send("?")
    terminal.wait_for("any key  back")
    return "Stopped. 0 of 8 answered."


def at_leaving(terminal: Terminal) -> str:
    terminal.send("q")
    terminal.wait_for("any other key  stay")
    return "Stopped. 0 of 8 answered."


def at_the_summary(terminal: Terminal) -> str:
    terminal.send(TAB + ENTER + "qy")
    terminal.wait_for("0 of 7 correct, 6 not answered.")
    return "Stopped. 1 of 8 answered. Continue with `quiz resume`."


@pytest.mark.parametrize("moment", [at_a_question, at_the_feedback, at_the_keys, at_leaving, at_the_summary])
def test_ctrl_c_stops_at_once_and_leaves_the_terminal_as_it_was(
    start: Start, moment: Callable[[Terminal], str]
) -> None:
    terminal = start(*taking())
    terminal.wait_for("Question 1 of 8")
    expected = moment(terminal)
    terminal.send(CTRL_C)
    assert terminal.wait_for_exit() == 130
    assert [line for line in terminal.transcript if line][-1] == f"  {expected}"
    assert terminal.mode_is_restored
    assert terminal.cursor_is_shown
    assert "Traceback" not in terminal.written


def test_ctrl_c_at_the_menu_stops_too(start: Start) -> None:
    terminal = start("--file", str(PATH))
    terminal.wait_for("All questions")
    terminal.send(CTRL_C)
    assert terminal.wait_for_exit() == 130
    assert terminal.mode_is_restored
    assert terminal.cursor_is_shown


def test_ctrl_c_stops_line_by_line_too(start: Start) -> None:
    terminal = start(*taking("--plain"))
    terminal.wait_for("Your answer (1 to 3, s to skip, q to finish):")
    terminal.send(CTRL_C)
    assert terminal.wait_for_exit() == 130
    assert [line for line in terminal.transcript if line][-1] == "Stopped. 0 of 8 answered."
    assert "Traceback" not in terminal.written


def test_a_result_that_is_interrupted_says_so(start: Start) -> None:
    terminal = start(*taking("leaves", "--json"), json=True)
    terminal.wait_for("Question 1 of 4")
    terminal.send(right_keys(QUESTIONS["one-plant"]))
    terminal.wait_for("Correct")
    terminal.send(CTRL_C)
    result = json.loads(terminal.read_result())
    assert terminal.wait_for_exit() == 130
    assert result["interrupted"] is True
    assert result["score"]["share"] == 0.25


# Other ways to end


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name)
def test_a_signal_that_ends_the_program_leaves_the_terminal_as_it_was(start: Start, number: signal.Signals) -> None:
    terminal = start(*taking())
    terminal.wait_for("Question 1 of 8")
    terminal.process.send_signal(number)
    assert terminal.wait_for_exit() == 128 + number
    assert terminal.mode_is_restored
    assert terminal.cursor_is_shown
    assert "Traceback" not in terminal.written


@pytest.mark.parametrize("key", ["\x1a", "\x1c"], ids=["ctrl-z", "ctrl-backslash"])
def test_no_key_leaves_the_shell_a_terminal_without_echo(start: Start, key: str) -> None:
    terminal = start(*taking())
    terminal.wait_for("Question 1 of 8")
    terminal.send(key + "a")
    terminal.wait_for(lambda: terminal.shows("❯ A") or terminal.process.poll() is not None)
    assert terminal.process.poll() is None or terminal.mode_is_restored


@pytest.mark.parametrize("more", [[], ["--plain"], ["--json"]], ids=["keys", "plain", "json"])
def test_the_program_ends_with_its_terminal(start: Start, more: list[str]) -> None:
    terminal = start(*taking(*more), json="--json" in more)
    terminal.wait_for("Question 1 of 8")
    terminal.hang_up()
    assert terminal.wait_for_exit() in (128 + signal.SIGHUP, -signal.SIGHUP)


# Another size


def test_the_real_size_counts_and_not_the_one_in_the_environment(start: Start) -> None:
    terminal = start(*taking(), columns=40, environ={"COLUMNS": "120", "LINES": "50"})
    terminal.wait_for("Question 1 of 8")
    assert terminal.lines[3] == "  " + "─" * 36
    terminal.resize(60, 12)
    assert terminal.lines[2] == "  " + "─" * 56


# Keys typed ahead, in pieces, or without a meaning


def test_a_whole_session_typed_ahead_counts_key_for_key_and_is_not_echoed(start: Start) -> None:
    slowly = start(*taking())
    for number, question in enumerate(QUESTIONS.values(), 1):
        slowly.wait_for(f"Question {number} of 8")
        for key in right_keys(question).replace(DOWN, "\0"):
            slowly.send(DOWN if key == "\0" else key)
        slowly.wait_for("Enter  next")
        slowly.send(ENTER)
    slowly.wait_for("Well done.")
    slowly.send("q")
    at_once = start(*taking())
    at_once.wait_for("Question 1 of 8")
    at_once.send(all_right() + "q")
    assert slowly.wait_for_exit() == at_once.wait_for_exit() == 0
    assert at_once.transcript == slowly.transcript


def test_keys_typed_before_the_program_has_begun_count(start: Start) -> None:
    terminal = start(*taking(), typed_ahead=all_right())
    terminal.wait_for("Well done.")
    assert terminal.shows("All 7 correct.")
    terminal.send("q")
    assert terminal.wait_for_exit() == 0
    begun = terminal.written.index("\x1b[?25l")
    assert "steeping\r\n" not in terminal.written[begun:]


def test_more_keys_than_one_reading_takes_all_count(start: Start) -> None:
    spoken = " ".join(f"word{number}" for number in range(150))
    assert len(spoken) > 1024
    terminal = start(*taking("water-and-pot"), columns=40, rows=12)
    terminal.wait_for("Question 1 of 4")
    before = "".join(right_keys(question) + ENTER for question in list(QUESTIONS.values())[4:7])
    terminal.send(before + spoken + ENTER + SPACE + ENTER)
    terminal.wait_for("you covered 1 of 3 points.")
    assert_holds(terminal.whole_body(), spoken)


def test_a_character_that_arrives_in_two_pieces_is_one_character(start: Start) -> None:
    terminal = start(*taking("water-and-pot"))
    terminal.wait_for("Type one word.")
    (first, second), wide = "é".encode(), "漢".encode()
    terminal.send(b"caf" + bytes([first]))
    terminal.wait_for("❯ caf")
    terminal.send(bytes([second]) + wide[:2])
    terminal.wait_for("❯ café")
    terminal.send(wide[2:])
    terminal.wait_for("❯ café漢")


def test_keys_without_a_meaning_change_nothing(start: Start) -> None:
    terminal = start(*taking())
    terminal.wait_for("Question 1 of 8")
    terminal.send("b")
    terminal.wait_for("❯ B")
    before = terminal.lines
    f5, mouse = "\x1b[15~", "\x1b[<0;10;10M"
    for keys in (f5, mouse, "\x00", "z"):
        terminal.send(keys + "?")
        terminal.wait_for("any key  back")
        terminal.send("x")
        terminal.wait_for("Question 1 of 8")
        assert terminal.lines == before, f"{keys!r} changed something"
