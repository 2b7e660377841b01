"""A session line by line: the menu, the summary, and the real command with its input from a pipe."""

import subprocess
import sys
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from kept import assert_as_kept
from kinds import DOCUMENT, FILE, ITEMS, PATH, QUESTIONS, RIGHT, RIGHT_LINES, SEED, classes, numbers, taking
from terminal import PATIENCE, environment, run

from quiz.core.bank import Bank
from quiz.core.outcome import outcome_of
from quiz.core.session import Session
from quiz.pages.blocks import Page
from quiz.pages.summary import summary_page
from quiz.terminal.frontend import Move
from quiz.terminal.lines import LinesFrontEnd

GOLDEN = Path(__file__).parent / "golden"

# The menu


@pytest.mark.parametrize(
    ("typed", "banks"),
    [("1", FILE.banks), ("2", FILE.banks[:1]), ("3", FILE.banks[1:])],
    ids=["everything", "the-first", "the-last"],
)
def test_a_bank_is_chosen_by_its_number(typed: str, banks: Sequence[Bank]) -> None:
    out = StringIO()
    assert LinesFrontEnd(StringIO(f"{typed}\n"), out).choose(FILE) == banks
    assert out.getvalue() == (
        "Tea for beginners\nFor learning only. Not medical advice.\n\n"
        "1. Everything, 8 questions\n2. The leaves, 4 questions\n3. Water and pot, 4 questions\n"
        "Which bank (1 to 3, q to leave): \n"
    )


@pytest.mark.parametrize("typed", ["q\n", "s\n", ""], ids=["q", "s", "end-of-input"])
def test_the_menu_is_left(typed: str) -> None:
    assert LinesFrontEnd(StringIO(typed), StringIO()).choose(FILE) is None


def test_a_bank_that_is_not_there_is_asked_for_again() -> None:
    out = StringIO()
    assert LinesFrontEnd(StringIO("4\nleaves\n\n3\n"), out).choose(FILE) == FILE.banks[1:]
    assert out.getvalue().count("Please type a number from 1 to 3.") == 3


# The summary


def no_page() -> Page:
    raise AssertionError("nobody has asked for the page")


def summary(given: dict[str, Any], *names: str) -> str:
    """The summary of a session with these responses; None is "I don't know", a missing question was not reached."""
    session = Session([ITEMS[name] for name in names or ITEMS], seed=SEED)
    for item in session.items:
        if item.question.id not in given:
            break
        response = given[item.question.id]
        session.skip() if response is None else session.answer(response)
        session.next()
    session.finish()
    out = StringIO()
    front = LinesFrontEnd(StringIO(), out)
    outcome = outcome_of(session)
    page = summary_page(outcome, 200, DOCUMENT.cite)
    assert front.summary(page, [Move.AGAIN], no_page, complete=outcome.complete) is Move.LEAVE
    return out.getvalue()


def test_the_summary_of_a_full_score_names_nothing_to_look_at() -> None:
    out = summary(RIGHT)
    assert out.startswith("\nThe end.\n\nMust know: 2 of 2.\nAll correct in this quiz.\n\nScore: 7 of 7, in 3 min.\n")
    assert "The leaves: 4 of 4\nWater and pot: 3 of 3\n" in out
    assert "Review these" not in out
    assert "There is nothing to review." in out


def test_the_summary_tells_the_must_know_apart_from_the_rest() -> None:
    out = summary(RIGHT | {"one-plant": 1, "true-teas": frozenset({0}), "how-long": None})
    must_know, _, others = out.partition("Review these\n")
    assert "Must know: 0 of 2 correct." in must_know
    assert "Not quite: Which plant does all true tea come from?\n" in must_know
    assert "For how long does black tea steep? Type a number and its unit.\n" in must_know
    asked = [QUESTIONS[name].ask for name in ("one-plant", "how-long", "true-teas")]
    assert [others.find(ask) for ask in asked] == sorted(others.find(ask) for ask in asked)
    assert "Which of these are true teas? Tick all that apply. (partly right)\nAnswer: Black tea; Green tea\n" in others


def test_the_summary_of_an_unfinished_session_says_how_far_it_went() -> None:
    out = summary({"one-plant": 0, "true-teas": frozenset({0, 1})})
    assert "Score: 2 of 7" in out
    assert "You answered 2 of the 7 scored questions; the others count as 0." in out
    assert "%" not in out


def test_the_summary_of_teach_back_alone_has_no_score_and_marks_what_was_not_reached() -> None:
    explained, not_reached = summary(RIGHT, "tell-a-friend"), summary({}, "tell-a-friend")
    assert "Score" not in explained
    assert "Nothing here is scored" in explained
    own_words = "In your own words (not scored)\n"
    assert explained.partition(own_words)[2].splitlines()[0] != not_reached.partition(own_words)[2].splitlines()[0]


# The real command

MIXED = RIGHT_LINES | {
    "true-teas": numbers("true-teas", 0, 1, 2),
    "dark-in-the-air": "t",
    "green-or-black": "perhaps\n" + classes("green-or-black", 0, 0, 0, 1),
    "giving-taste": "/skip",
    "how-long": "4\n40 minutes",
    "brewing-a-pot": numbers("brewing-a-pot", 1, 0, 2, 3),
    "tell-a-friend": "\ny\nn\ny",
}


def test_a_whole_session_reads_as_it_did(tmp_path: Path) -> None:
    ran = run(tmp_path, taking(), typed="\n".join([*MIXED.values(), ""]))
    path = GOLDEN / "lines-session.txt"
    assert_as_kept(ran.stdout, path)
    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.parametrize(("lines", "answered"), [(0, 0), (3, 3), (6, 3), (12, 7)])
def test_input_that_ends_early_ends_with_the_summary(tmp_path: Path, lines: int, answered: int) -> None:
    given = "\n".join(RIGHT_LINES.values()).splitlines(keepends=True)[:lines]
    ran = run(tmp_path, taking(), typed="".join(given))
    assert (ran.returncode, ran.stderr) == (0, "")
    assert f"Score: {answered} of 7" in ran.stdout
    reported = f"You answered {answered} of the 7 scored questions" in ran.stdout
    assert reported is (answered < 7)


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["unix", "windows"])
def test_lines_are_read_with_any_end_and_the_last_one_without(tmp_path: Path, ends: str) -> None:
    ran = run(tmp_path, taking("--count", "2"), typed=RIGHT_LINES["one-plant"] + ends + RIGHT_LINES["true-teas"])
    assert "Score: 2 of 2" in ran.stdout


def test_from_the_menu_a_bank_is_taken_line_by_line(tmp_path: Path) -> None:
    ran = run(tmp_path, ["--file", str(PATH)], typed="3\n" + "/skip\n" * 4)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "Question 4 of 4. Water and pot." in ran.stdout
    assert "Score: 0 of 3" in ran.stdout


def test_no_input_at_all_leaves_the_menu_well(tmp_path: Path) -> None:
    ran = run(tmp_path, ["--file", str(PATH)])
    assert (ran.returncode, ran.stderr) == (0, "")


def test_input_that_is_not_utf_8_stops_nothing(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "quiz", *taking("--count", "1")],
        input=b"\xff\xfe\n1\n",
        capture_output=True,
        env=environment(tmp_path, {"PYTHONIOENCODING": "utf-8:strict"}),  # as in most locales, C apart
        timeout=PATIENCE,
    )
    assert ran.returncode == 0
    assert b"Please type a number from 1 to 3." in ran.stdout
    assert b"Traceback" not in ran.stderr
