"""A session line by line: the menu, the summary, and the real command with its input from a pipe."""

import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from kept import assert_as_kept
from kinds import DOCUMENT, FILE, ITEMS, PATH, QUESTIONS, RIGHT, RIGHT_LINES, SEED, classes, numbers, taking
from terminal import PATIENCE, environment, run

from quiz.core.home import Action, Chosen, Home, home_of
from quiz.core.kinds import TeachBackResponse
from quiz.core.session import Session
from quiz.pages.blocks import Page
from quiz.terminal.frontend import Ending, Move
from quiz.terminal.lines import LinesFrontEnd

GOLDEN = Path(__file__).parent / "golden"

# The menu


HOME = home_of(FILE, {}, now=0)
MENU = """Tea for beginners
Questions about a document. After each answer you see the words it is based on. A round takes about 5 minutes.
Must know: what keeps you safe. A round starts with such questions, and shows their result separately.
For learning only. Not medical advice.

1. Start, 8 questions
2. The leaves, 4 questions, must-know questions to learn
3. Water and pot, 4 questions, must-know questions to learn
4. All questions, 8 questions
What next (1 to 4, Enter for 1, p for progress, a for my page, d for the document, q to quit):"""


def chosen(typed: str, home: Home = HOME) -> tuple[Chosen | None, str]:
    """The choice that a typed line makes from the menu, and the lines before it."""
    out = StringIO()
    return LinesFrontEnd(StringIO(typed), out).choose(home), out.getvalue()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1", Chosen(Action.ROUND)),
        ("", Chosen(Action.ROUND)),
        ("2", Chosen(Action.BANK, FILE.banks[0])),
        ("4", Chosen(Action.ALL)),
        ("p", Chosen(Action.PROGRESS)),
        ("A", Chosen(Action.PAGE)),
        ("d", Chosen(Action.DOCUMENT)),
    ],
)
def test_the_menu_takes_a_number_or_a_letter(typed: str, expected: Chosen) -> None:
    assert chosen(f"{typed}\n") == (expected, f"{MENU} \n")


@pytest.mark.parametrize("typed", ["q\n", "s\n", ""], ids=["q", "s", "end-of-input"])
def test_the_menu_is_left(typed: str) -> None:
    assert chosen(typed)[0] is None


def test_the_title_of_a_bank_may_be_a_question() -> None:
    bank = FILE.banks[0]._replace(title="What is tea?")
    _, out = chosen("q\n", home_of(FILE._replace(banks=(bank,)), {}, now=0))
    assert "2. What is tea? 4 questions, must-know questions to learn\n" in out


def test_a_bank_that_is_not_there_is_asked_for_again() -> None:
    found, out = chosen("5\nleaves\n3\n")
    assert found == Chosen(Action.BANK, FILE.banks[1])
    assert out.count("Please type a number from 1 to 4.") == 2


# The summary


def not_saved(page: Page) -> str:
    raise AssertionError("nobody has saved the page")


def no_page() -> Page:
    raise AssertionError("nobody has asked for the page")


def summary(given: dict[str, Any], *names: str, typed: str = "q\n") -> str:
    """The output after these responses; None is "I don't know", a missing question was not reached."""
    session = Session([ITEMS[name] for name in names or ITEMS], seed=SEED)
    for item in session.items:
        if item.question.id not in given:
            break
        response = given[item.question.id]
        session.skip() if response is None else session.answer(response)
        session.next()
    session.finish()
    out = StringIO()
    front = LinesFrontEnd(StringIO(typed), out)
    assert front.summary(Ending(session, 200, FILE, DOCUMENT.cite, no_page, not_saved), [Move.AGAIN]) is Move.LEAVE
    return out.getvalue()


def test_the_summary_of_a_full_score_names_nothing_to_look_at() -> None:
    out = summary(RIGHT)
    assert out.startswith("\nAll 7 correct. Well done.\nMust know: 2 of 2 correct.\n\n")
    assert "The leaves: 4 of 4\nWater and pot: 3 of 3\n" in out
    assert "Review these" not in out
    assert "What next (i: details, q: leave; Enter: q): \n" in out


def test_the_summary_separates_must_know_from_the_rest() -> None:
    out = summary(RIGHT | {"one-plant": 1, "true-teas": frozenset({0}), "how-long": None})
    must_know, _, others = out.partition("Review these\n")
    assert must_know.startswith("\n4.5 of 7 points.\nMust know: 0 of 2 correct. Still to learn: 2, listed first.\n")
    plant = "1. Must know. Which plant does all true tea come from? (not quite)\nYou answered: The camomile flower\n"
    assert others.strip().startswith(f"{plant}Answer: The tea bush\n\n2. Must know. ")
    assert "The document" not in out  # the feedback has just quoted it
    assert (
        "2. Must know. For how long does black tea steep? Type a number and its unit. (didn't know)\nAnswer: 4 " in out
    )
    asked = [QUESTIONS[name].ask for name in ("one-plant", "how-long", "true-teas")]
    assert [others.find(ask) for ask in asked] == sorted(others.find(ask) for ask in asked)
    assert "(partly right)\nYou answered: Black tea\nAnswer: Black tea; Green tea\n" in others


def test_the_summary_of_an_unfinished_session_says_how_far_it_went() -> None:
    out = summary({"one-plant": 0, "true-teas": frozenset({0, 1})}, typed="i\n")
    assert out.startswith("\n2 of 7 correct, 5 not answered.\nMust know: 1 of 2 correct, 1 not answered.\n")
    assert "You answered 2 of the 7 scored questions; the others count as 0." in out
    assert "%" not in out


def test_the_summary_of_teach_back_alone_has_no_score_and_marks_what_was_not_reached() -> None:
    told = RIGHT | {"tell-a-friend": TeachBackResponse("cooler", frozenset({0}))}
    for given, verdict in (
        (RIGHT, "Said in your own words"),
        (told, "Said in your own words"),
        ({"tell-a-friend": None}, "Didn't know"),
    ):
        out = summary(given, "tell-a-friend", typed="i\n")
        assert out.startswith("\nNothing here is scored: these questions ask for an answer in your own words.\n")
        own_words = f"In your own words (not scored)\n{verdict}: {QUESTIONS['tell-a-friend'].ask}"
        assert own_words in out
        assert "Score" not in out
        ask = QUESTIONS["tell-a-friend"].ask
        again = f"\n1. Try again: {ask} (you covered 1 of 3 points)\nYou answered: cooler; The "
        assert (again in out) is (given is told)
    assert "Review these" not in summary(RIGHT, "tell-a-friend")


def test_nothing_answered_has_no_summary() -> None:
    assert summary({}) == "\nNo questions answered.\n"


def test_the_details_of_a_summary_say_what_it_means() -> None:
    out = summary(RIGHT | {"one-plant": 1, "true-teas": frozenset({0})}, typed="i\n")
    _, _, details = out.partition("\nDetails\n")
    assert details.startswith("\nScore: 5.5 of 7.\nCorrect: 5. Partly right: 1. Not quite: 1.\n")
    assert "likely get between 42% and 95%.\n" in details
    assert "\nTime: 3 minutes.\n" in details
    assert "Ask your practitioner about anything that is still unclear.\n" in details


def test_an_empty_line_retries_what_was_missed() -> None:
    session = Session([ITEMS["one-plant"]], seed=SEED)
    session.skip()
    session.next()
    front = LinesFrontEnd(StringIO("\n"), StringIO())
    ending = Ending(session, 200, FILE, DOCUMENT.cite, no_page, not_saved)
    assert front.summary(ending, [Move.AGAIN, Move.PAGE, Move.MENU]) is Move.AGAIN


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
    reached = f"{answered} of 7 correct, {7 - answered} not answered." if answered < 7 else "All 7 correct. Well done."
    assert (reached if answered else "No questions answered.") in ran.stdout.splitlines()
    assert "0 of 7" not in ran.stdout


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["unix", "windows"])
def test_lines_are_read_with_any_end_and_the_last_one_without(tmp_path: Path, ends: str) -> None:
    ran = run(tmp_path, taking("--count", "2"), typed=RIGHT_LINES["one-plant"] + ends + RIGHT_LINES["true-teas"])
    assert "2 of 2 correct. Well done." in ran.stdout


def test_from_the_menu_a_bank_is_taken_line_by_line(tmp_path: Path) -> None:
    ran = run(tmp_path, ["--file", str(PATH)], typed="3\n" + "/skip\n" * 4)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "Question 4 of 4. Water and pot." in ran.stdout
    assert "\n0 of 3 correct.\n" in ran.stdout


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
