"""Exams, time limits and pass marks."""

import os
import re
from io import StringIO
from pathlib import Path
from time import monotonic

import pytest
from answers import history_in
from kinds import (
    DOCUMENT,
    FILE,
    ITEMS,
    PATH,
    QUESTIONS,
    RIGHT,
    RIGHT_LINES,
    SEED,
    WRONG,
    assert_in_order,
    right_keys,
    taking,
)
from rich.console import Console
from terminal import BACKSPACE, DOWN, ENTER, ESCAPE, LEFT, TAB, UP, Start, Terminal, run
from terminal import RIGHT as RIGHT_KEY

from quiz.clock import Clock
from quiz.core.selection import shown_order
from quiz.core.session import Rules, Session
from quiz.runner import QuizRunner
from quiz.terminal.controls import entry_for
from quiz.terminal.frontend import Move
from quiz.terminal.keyed import KeyedFrontEnd
from quiz.terminal.lines import LinesFrontEnd

SHIFT_TAB = "\x1b[Z"
LEAVES = list(QUESTIONS.values())[:4]


def sit_exam(start: Start, *more: str) -> Terminal:
    """An exam on the leaves, at its first question."""
    terminal = start(*taking("leaves", "--exam", *more))
    terminal.wait_for("Question 1 of 4")
    return terminal


# By keys


def test_an_exam_goes_back_changes_an_answer_and_marks_before_it_is_handed_in(start: Start) -> None:
    terminal = sit_exam(start)
    wrong, _ = WRONG["one-plant"]
    terminal.send(wrong + ENTER)
    terminal.wait_for("Question 2 of 4")
    terminal.send("m")
    terminal.wait_for("marked · Question 2 of 4")
    terminal.send(TAB)
    terminal.wait_for("3 questions are still open.")
    assert terminal.shows("1 ●", "❯ 2 ○m", f"Question 2 (open, marked): {LEAVES[1].ask}", "m marked")
    terminal.send("3" + ENTER)
    terminal.wait_for("Question 3 of 4")
    terminal.send(right_keys(LEAVES[2]))
    terminal.wait_for("Question 4 of 4")
    terminal.send(SHIFT_TAB)
    terminal.wait_for("❯ F  False")
    terminal.send(SHIFT_TAB + SHIFT_TAB + SHIFT_TAB)
    terminal.wait_for(f"❯ {wrong.upper()}  The camomile flower")
    terminal.send(right_keys(LEAVES[0]))
    terminal.wait_for("Question 2 of 4")
    assert not re.search(r"✓|✗|Correct|Not quite", terminal.written)

    terminal.send(TAB + "h")
    terminal.wait_for("2 questions are still open. Hand it in now?")
    terminal.send("n")
    terminal.wait_for("h  hand in")
    terminal.send("hy")
    terminal.wait_for("2 of 4 correct, 2 not answered.")
    assert_in_order(terminal.lines, ["those to review first", "Which of these", "Is this said", "Which plant"])
    assert terminal.shows("not answered", "correct")
    terminal.send("e")
    for place, verdict in enumerate(["✓ Correct.", "· Not answered.", "✓ Correct.", "· Not answered."], 1):
        terminal.wait_for(f"Question {place} of 4")
        terminal.wait_for(verdict)
        assert terminal.shows(LEAVES[place - 1].explain)
        terminal.send(ENTER)
    terminal.wait_for("2 of 4 correct, 2 not answered.")
    terminal.send(DOWN * 3)
    terminal.wait_for("❯ ✓")
    terminal.send(ENTER)
    terminal.wait_for("Question 1 of 4")
    assert terminal.shows("✓ Correct.", LEAVES[0].explain, "Enter  back")
    terminal.send("d")
    terminal.wait_for("↑↓  scroll")
    terminal.send("d")
    terminal.wait_for("✓ Correct.")
    terminal.send("q")
    terminal.wait_for("2 of 4 correct")
    terminal.send("q")
    assert terminal.wait_for_exit() == 0
    assert terminal.mode_is_restored


def test_answers_of_every_kind_are_there_again_and_count_unchanged(start: Start) -> None:
    terminal = start(*taking("--exam"))
    terminal.wait_for("Question 1 of 8")
    terminal.send("".join(right_keys(question) for question in QUESTIONS.values()))
    terminal.wait_for("Every question has an answer.")
    terminal.send("1" + ENTER + ENTER * 8)
    terminal.wait_for(lambda: terminal.written.count("Every question has an answer.") > 1)
    terminal.send("h")
    terminal.wait_for("Every question has an answer. Hand it in now?")
    terminal.send("y")
    terminal.wait_for("All 7 correct. Well done.")


@pytest.mark.parametrize("name", ITEMS)
def test_an_earlier_answer_is_kept_until_it_is_changed(name: str) -> None:
    question = QUESTIONS[name]
    order = shown_order(question, SEED)
    kept, empty = entry_for(question, order, RIGHT[name]), entry_for(question, order)
    assert [line.plain for line in kept.draw(76).lines] != [line.plain for line in empty.draw(76).lines]
    assert kept.submit() == RIGHT[name]


def test_an_unfinished_exam_shows_no_marks_and_can_be_resumed(start: Start) -> None:
    terminal = sit_exam(start)
    terminal.send(right_keys(LEAVES[0]) + right_keys(LEAVES[1]))
    terminal.wait_for("Question 3 of 4")
    terminal.send(ESCAPE)
    terminal.wait_for("2 questions are still open.")
    terminal.send("q")
    terminal.wait_for("Leave the quiz? 2 of 4 answered.")
    terminal.send("y")
    assert terminal.wait_for_exit() == 0
    shown = [line for line in terminal.transcript if line]
    assert shown[-1] == "  Stopped. 2 of 4 answered. Continue with `quiz resume`."
    assert not re.search(r"✓|✗|Correct|Score|% ", terminal.written.replace("[✓]", ""))

    terminal = start("resume", "--file", str(PATH))
    terminal.wait_for("Question 3 of 4")
    terminal.send(SHIFT_TAB)
    terminal.wait_for("Question 2 of 4")
    assert "\n".join(terminal.lines).count("[✓]") == 2
    terminal.send(TAB + "hy")
    terminal.wait_for("2 of 4 correct, 2 not answered.")


def test_a_choice_that_was_not_sent_is_not_dropped_without_a_word(start: Start) -> None:
    terminal = sit_exam(start)
    terminal.send("b" + TAB)
    terminal.wait_for("Enter keeps this answer; the same key again discards it.")
    terminal.send(TAB)
    terminal.wait_for("4 questions are still open.")


ONLY_MOVED = {
    "true-teas": DOWN,
    "green-or-black": DOWN,
    "brewing-a-pot": DOWN + DOWN,
    "how-long": "4" + BACKSPACE + LEFT,
}


@pytest.mark.parametrize(("name", "typed"), ONLY_MOVED.items(), ids=ONLY_MOVED)
def test_nothing_is_asked_where_nothing_was_chosen_or_changed(start: Start, name: str, typed: str) -> None:
    terminal = start(*taking("--exam"))
    place = list(QUESTIONS).index(name) + 1
    terminal.wait_for("Question 1 of 8")
    terminal.send(TAB + str(place) + ENTER)
    terminal.wait_for(f"Question {place} of 8")
    terminal.send(typed + TAB)
    terminal.wait_for("8 questions are still open.")
    assert "discards it" not in terminal.written


def test_the_overview_takes_arrows_in_both_directions_and_numbers_of_two_digits(start: Start) -> None:
    terminal = start("take", "--exam", "--count", "45", "--seed", str(SEED))
    terminal.wait_for("Question 1 of 45")
    terminal.send(TAB)
    for key, place in [(DOWN, 2), (RIGHT_KEY, 8), (LEFT, 2), (LEFT, 2), (UP, 1), ("4", 4), ("5", 45), (RIGHT_KEY, 45)]:
        terminal.send(key)
        terminal.wait_for(f"Question {place} (open): ")
    terminal.send(DOWN + UP + "12" + ENTER)
    terminal.wait_for("Question 12 of 45")


def test_a_mark_of_an_open_question_is_there_again_after_leaving(start: Start) -> None:
    terminal = sit_exam(start)
    terminal.send(right_keys(LEAVES[0]) + "m" + TAB)
    terminal.wait_for("open, marked")
    terminal.send("qy")
    assert terminal.wait_for_exit() == 0
    terminal = start("resume", "--file", str(PATH))
    terminal.wait_for("marked · Question 2 of 4")


def test_a_mark_of_an_answered_question_is_there_again_after_leaving(start: Start) -> None:
    terminal = sit_exam(start)
    terminal.send(right_keys(LEAVES[0]))
    terminal.wait_for("Question 2 of 4")
    terminal.send(SHIFT_TAB + "m")
    terminal.wait_for("marked · Question 1 of 4")
    terminal.send(TAB + "qy")
    assert terminal.wait_for_exit() == 0
    terminal = start("resume", "--file", str(PATH))
    terminal.wait_for("Question 2 of 4")
    terminal.send(TAB)
    terminal.wait_for("1 ●m")


# Against the clock


def test_the_time_left_is_shown_in_an_exam_that_has_a_limit_and_only_there(start: Start) -> None:
    terminal = sit_exam(start, "--minutes", "20")
    terminal.wait_for("20 min left · Question 1 of 4")
    terminal.send(TAB)
    terminal.wait_for("All questions 20 min left")
    terminal.send("hy")
    terminal.wait_for("0 of 4 correct, 4 not answered.")
    assert not terminal.shows("min left")
    assert "min left" not in sit_exam(start).written


def test_when_the_time_is_up_what_was_answered_is_saved_and_marked(start: Start, tmp_path: Path) -> None:
    terminal = start(*taking("leaves", "--exam", "--minutes", "0.1"), typed_ahead=right_keys(LEAVES[0]))
    terminal.wait_for("· Time's up. Your answers have been handed in.")
    assert terminal.shows("1 of 4 correct, 3 not answered.")
    terminal.send("q")
    assert terminal.wait_for_exit() == 0
    assert run(tmp_path, ["resume", "--file", str(PATH)]).stdout == "There is no unfinished quiz.\n"


ALL_LINES = "\n".join([*(RIGHT_LINES[question.id] for question in LEAVES), "h", ""])


@pytest.mark.parametrize(
    ("minutes", "typed", "counted"),
    [(30, ALL_LINES, 4), (2, ALL_LINES, 1), (3, "1\nq\n2\n", 1), (3, "1\ns\ns\ns\nq\n", 1), (1, ALL_LINES, 0)],
    ids=["in time", "late at a question", "late at the overview", "late while passing over", "late at once"],
)
def test_line_by_line_what_comes_after_the_time_does_not_count(
    tmp_path: Path, minutes: float, typed: str, counted: int
) -> None:
    session = Session([ITEMS[question.id] for question in LEAVES], seed=SEED, rules=Rules(exam=True, minutes=minutes))
    source, out = StringIO(typed), StringIO()
    a_minute_a_line = Clock(lambda: 60.0 * typed[: source.tell()].count("\n"), lambda: 0)
    history = history_in(tmp_path, file=FILE, saves=False)
    host = QuizRunner(LinesFrontEnd(source, out), DOCUMENT.cite, history, a_minute_a_line)
    host.take(session, history.begin(session, "exam"))
    assert (session.handed_in, len(session.answers)) == (True, counted)
    assert ("Time's up. Your answers have been handed in." in out.getvalue()) is (counted < 4)
    assert (f" of 4 correct, {4 - counted} not answered.\n" if counted < 4 else "\nAll 4 correct.") in out.getvalue()


@pytest.mark.parametrize("seconds", [0.1, 0.0, -0.1])
@pytest.mark.parametrize("overview", [False, True], ids=["question", "overview"])
@pytest.mark.parametrize("by_keys", [True, False], ids=["keys", "lines"])
def test_when_the_time_is_up_no_key_is_waited_for(by_keys: bool, overview: bool, seconds: float) -> None:
    session = Session([ITEMS["one-plant"]], seed=SEED, rules=Rules(exam=True, minutes=1))
    master, slave = os.openpty()
    end = monotonic() + seconds
    with os.fdopen(slave) as source, os.fdopen(os.dup(slave), "w") as out:
        keyed = KeyedFrontEnd(Console(file=out), slave, lambda: DOCUMENT)
        with keyed if by_keys else LinesFrontEnd(source, out) as front:
            left = lambda: end - monotonic()  # noqa: E731  # read twice
            moved = front.overview(session, left) if overview else front.ask(session, DOCUMENT.cite, left)
        assert moved == Move.TIME_UP
    os.close(master)


@pytest.mark.parametrize("overview", [False, True], ids=["question", "overview"])
def test_keys_typed_when_the_time_ran_out_have_no_effect(overview: bool) -> None:
    session = Session([ITEMS["giving-taste"]], seed=SEED, rules=Rules(exam=True, minutes=1))
    master, slave = os.openpty()
    with os.fdopen(os.dup(slave), "w") as out, KeyedFrontEnd(Console(file=out), slave, lambda: DOCUMENT) as front:
        os.write(master, b"qr\ry\x1b[")
        left = lambda: 0.0  # noqa: E731  # read several times
        moved = front.overview(session, left) if overview else front.ask(session, DOCUMENT.cite, left)
        assert (moved, front.keyboard.pending()) == (Move.TIME_UP, False)
        os.write(master, b"B")
        assert front.keyboard.read() == "B"
    os.close(master)
    os.close(slave)


def test_a_line_that_was_begun_when_the_time_was_up_is_dropped() -> None:
    session = Session([ITEMS["giving-taste"]], seed=SEED, rules=Rules(exam=True, minutes=1))
    master, slave = os.openpty()
    end = monotonic() + 0.2
    os.write(master, b"steep")
    with os.fdopen(slave) as source:
        front = LinesFrontEnd(source, StringIO())
        assert front.ask(session, DOCUMENT.cite, lambda: end - monotonic()) == Move.TIME_UP
        os.write(master, b"q\n")
        assert source.readline() == "q\n"
    os.close(master)


# Line by line


def test_an_exam_line_by_line_goes_back_passes_over_and_is_handed_in(tmp_path: Path) -> None:
    wrong, right = WRONG["one-plant"][1], RIGHT_LINES["one-plant"]
    typed = [wrong, "s", "q", "9", "1", right, "q", "h", "n", "h", "y", "e"]
    out = run(tmp_path, taking("leaves", "--exam"), typed="\n".join([*typed, ""])).stdout
    asking, _, ended = out.partition("1 of 4 correct, 3 not answered.\n")
    summary, _, feedback = ended.partition("; Enter: r): \n")
    listed = f"3 questions are still open.\n1. {LEAVES[0].ask} (answered)\n2. {LEAVES[1].ask} (open)\n"
    assert asking.count(listed) == 2
    assert asking.count("Please type a number from 1 to 4.") == 1
    assert asking.count("\nYou answered: ") == 1
    assert asking.count("\nA new answer replaces it.\n") == 1
    assert not re.search(r"Correct|Not quite|The answer", asking)
    assert feedback.count("\nCorrect.\n") == 1
    assert feedback.count("\nNot answered.\n") == 3
    assert "What next (r: retry what you missed, e: each question in order, i: details, " in summary
    assert summary.count("\nThe document, under ") == 3
    assert [line for line in summary.splitlines() if line[:1].isdigit()] == [
        f"{place}. {question.asked} (not answered)" for place, question in enumerate(LEAVES[1:], 1)
    ]
    assert out.count("3 questions are still open. Hand it in now? (y or n)") == 2


def test_an_exam_line_by_line_that_is_left_is_not_marked(tmp_path: Path) -> None:
    ran = run(tmp_path, taking("leaves", "--exam"), typed=f"{RIGHT_LINES['one-plant']}\nq\nq\n")
    assert ran.returncode == 0
    assert ran.stdout.endswith("\nStopped. 1 of 4 answered. Continue with `quiz resume`.\n")
    assert not re.search(r"Correct|Score", ran.stdout)


# The pass mark


@pytest.mark.parametrize(
    ("percentage", "code", "result"),
    [("50.1", 1, "not reached"), ("50", 0, "reached"), ("0", 0, "reached"), ("100", 1, "not reached")],
)
@pytest.mark.parametrize("more", [[], ["--exam"]], ids=["quiz", "exam"])
def test_below_the_pass_mark_the_exit_code_is_1(
    tmp_path: Path, more: list[str], percentage: str, code: int, result: str
) -> None:
    typed = [RIGHT_LINES["one-plant"], WRONG["true-teas"][1], *(["h"] if more else []), "q", ""]
    ran = run(tmp_path, taking("--count", "2", "--pass-at", percentage, *more), typed="\n".join(typed))
    assert f"\nThe pass mark, {percentage}%, was {result}.\n" in ran.stdout
    assert (ran.returncode, ran.stderr) == (code, "")


@pytest.mark.parametrize(("keys", "code"), [(right_keys(LEAVES[0]), 0), ("s", 1)], ids=["at", "below"])
def test_the_pass_mark_decides_the_exit_code_of_the_live_front_end(start: Start, keys: str, code: int) -> None:
    terminal = start(*taking("--count", "1", "--pass-at", "100"))
    terminal.wait_for("Question 1 of 1")
    terminal.send(keys + ENTER)
    terminal.wait_for("The pass mark, 100%, was")
    terminal.send("q")
    assert terminal.wait_for_exit() == code


@pytest.mark.parametrize(
    "wrong", ["--minutes 20", "--exam --minutes 0", "--exam --minutes nan", "--pass-at 101", "--pass-at nan"]
)
def test_a_limit_or_a_pass_mark_that_makes_no_sense_is_a_wrong_call(tmp_path: Path, wrong: str) -> None:
    ran = run(tmp_path, taking(*wrong.split()))
    assert (ran.returncode, ran.stdout) == (2, "")
    assert wrong.split()[-2] in ran.stderr
    assert "Traceback" not in ran.stderr
