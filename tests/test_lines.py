"""The line-by-line front end: numbered options, typed answers, and nothing that a pipe could not take."""

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from terminal import DATA, environment

from quiz.banks.document import read_document
from quiz.banks.reader import read_question_file
from quiz.core.bank import Bank
from quiz.core.outcome import outcome_of
from quiz.core.questions import Told
from quiz.core.selection import Item, shown_order
from quiz.core.session import Session
from quiz.terminal.frontend import Cite, Given, Move
from quiz.terminal.lines import LinesFrontEnd

SEED = 7
GOLDEN = Path(__file__).parent / "golden"
PATH = DATA / "kinds.yaml"
FILE = read_question_file(PATH)
ITEMS = {question.id: Item(bank, question) for bank in FILE.banks for question in bank.questions}
DOCUMENT = read_document(FILE.document)
LEAVE = "s to skip, q to finish"


class Said(NamedTuple):
    """What the front end gave back for one question, and what it wrote."""

    given: Given | Move
    out: str


def ask(name: str, typed: str, *, cite: Cite = DOCUMENT.cite) -> Said:
    """Ask one question and, where it is answered or skipped, give its feedback."""
    session = Session([ITEMS[name]], seed=SEED)
    out = StringIO()
    front = LinesFrontEnd(StringIO(typed), out)
    given = front.ask(session)
    if isinstance(given, Given):
        session.answer(given.response)
    elif given is Move.DONT_KNOW:
        session.skip()
    else:
        return Said(given, out.getvalue())
    assert front.feedback(session, cite) is Move.NEXT
    return Said(given, out.getvalue())


def number(name: str, place: int) -> str:
    """The number that a part of a question, by its position in the file, is listed with."""
    return str(shown_order(ITEMS[name].question, SEED).index(place) + 1)


def numbers(name: str, *places: int) -> str:
    return ", ".join(number(name, place) for place in places)


def classes(name: str, *chosen: int) -> str:
    """A line for each statement as it is shown, with the class chosen for it by its position in the file."""
    return "\n".join(str(chosen[place] + 1) for place in shown_order(ITEMS[name].question, SEED))


RIGHT = {
    "one-plant": number("one-plant", 0),
    "true-teas": numbers("true-teas", 0, 1),
    "dark-in-the-air": "f",
    "green-or-black": classes("green-or-black", 0, 1, 0, 1),
    "giving-taste": "steeping",
    "how-long": "4 minutes",
    "brewing-a-pot": numbers("brewing-a-pot", 0, 1, 2, 3),
    "tell-a-friend": "I take cooler water\ny\ny\ny",
}
RESPONSES: dict[str, Any] = {
    "one-plant": 0,
    "true-teas": frozenset({0, 1}),
    "dark-in-the-air": 1,
    "green-or-black": (0, 1, 0, 1),
    "giving-taste": "steeping",
    "how-long": "4 minutes",
    "brewing-a-pot": (0, 1, 2, 3),
    "tell-a-friend": Told("I take cooler water", frozenset({0, 1, 2})),
}


# Answers


@pytest.mark.parametrize("name", ITEMS)
def test_a_right_answer_is_taken_and_said_to_be_right(name: str) -> None:
    given, out = ask(name, f"{RIGHT[name]}\n")
    assert given == Given(RESPONSES[name])
    verdict = "Correct." if name != "tell-a-friend" else "Said in your own words: you covered 3 of 3 points."
    assert f"\n{verdict}\n{ITEMS[name].question.explain}\n" in out
    assert "The answer" not in out
    assert "to know for sure" not in out


@pytest.mark.parametrize(
    ("name", "typed", "feedback"),
    [
        (
            "one-plant",
            number("one-plant", 1),
            "Not quite: Camomile makes a herbal tea. True tea comes from one plant, and this is not it.\n"
            f"The answer is {number('one-plant', 0)}: The tea bush.\n"
            "This is one to know for sure.\n",
        ),
        (
            "true-teas",
            numbers("true-teas", 2),
            f"Not quite.\n{number('true-teas', 2)} does not belong. It holds no leaf of the tea bush.\n",
        ),
        (
            "true-teas",
            numbers("true-teas", 0),
            f"Partly right.\n{number('true-teas', 1)} belongs here too.\n",
        ),
        (
            "dark-in-the-air",
            "t",
            "Not quite: Those are the leaves of black tea. Green tea is heated soon after the harvest.\n"
            "The answer is false.\n",
        ),
        (
            "green-or-black",
            classes("green-or-black", 1, 0, 1, 0),
            "Not quite.\nIt wants cooler water: Green tea, not Black tea. Boiling water makes it bitter.\n",
        ),
        (
            "green-or-black",
            classes("green-or-black", 0, 1, 0, 0),
            "Partly right.\nIt steeps for about four minutes: Black tea, not Green tea.\n",
        ),
        (
            "giving-taste",
            "boiling",
            "Not quite: Boiling is what the water did before. The leaves were not in it yet.\n"
            "The answer is: steeping.\n",
        ),
        ("giving-taste", "waiting", "Not quite.\nThe answer is: steeping.\n"),
        ("giving-taste", "steaping", "Correct: It is spelled “steeping”.\n"),
        ("how-long", "40 minutes", "Not quite.\nThe answer is 4 minutes."),
        (
            "brewing-a-pot",
            numbers("brewing-a-pot", 3, 2, 1, 0),
            "Not quite.\nThe answer:\n1. Warm the pot\n2. Put in the leaves\n3. Pour on the water\n4. Wait",
        ),
        ("brewing-a-pot", numbers("brewing-a-pot", 1, 0, 2, 3), "Partly right.\nThe answer:\n1. Warm the pot\n"),
        (
            "tell-a-friend",
            "Cool it\ny\nn\nn",
            "Said in your own words: you covered 1 of 3 points.\n"
            "To add next time: The water is fresh\nTo add next time: The leaves come out again\n",
        ),
    ],
)
def test_what_was_not_right_is_explained(name: str, typed: str, feedback: str) -> None:
    given, out = ask(name, f"{typed}\n")
    assert isinstance(given, Given)
    assert f"\n{feedback}" in out
    assert ITEMS[name].question.explain in out


@pytest.mark.parametrize("name", ITEMS)
@pytest.mark.parametrize("typed", ["s", " S "], ids=["s", "capital"])
def test_s_says_that_one_does_not_know(name: str, typed: str) -> None:
    given, out = ask(name, f"{typed}\n")
    assert given is Move.DONT_KNOW
    assert "\nNot known yet.\nThe answer" in out
    assert ITEMS[name].question.explain in out


@pytest.mark.parametrize("name", ITEMS)
@pytest.mark.parametrize("typed", ["q\n", "Q\n", ""], ids=["q", "capital", "end-of-input"])
def test_q_and_the_end_of_the_input_leave(name: str, typed: str) -> None:
    given, out = ask(name, typed)
    assert given is Move.LEAVE
    assert out.endswith(": \n")


@pytest.mark.parametrize(
    ("name", "typed"),
    [("green-or-black", "1\n2\n"), ("tell-a-friend", "said\n"), ("tell-a-friend", "\ny\nn\n")],
    ids=["match", "teach-back", "teach-back-points"],
)
@pytest.mark.parametrize("end", ["", "q\n"], ids=["end-of-input", "q"])
def test_leaving_in_the_middle_of_an_answer_gives_none(name: str, typed: str, end: str) -> None:
    assert ask(name, typed + end).given is Move.LEAVE


@pytest.mark.parametrize(
    ("name", "typed"), [("green-or-black", "1\n2\ns\n"), ("tell-a-friend", "said\ny\ns\n")], ids=["match", "teach-back"]
)
def test_s_in_the_middle_of_an_answer_skips_the_whole_question(name: str, typed: str) -> None:
    assert ask(name, typed).given is Move.DONT_KNOW


ONE_OF_THREE = "Please type a number from 1 to 3."
SOME_OF_FOUR = "Please type one or more numbers from 1 to 4, such as 1, 2."


@pytest.mark.parametrize(
    ("name", "typed", "expected"),
    [
        ("one-plant", "", ONE_OF_THREE),
        ("one-plant", "0", ONE_OF_THREE),
        ("one-plant", "4", ONE_OF_THREE),
        ("one-plant", "-1", ONE_OF_THREE),
        ("one-plant", "the tea bush", ONE_OF_THREE),
        ("one-plant", "9" * 5000, ONE_OF_THREE),
        ("one-plant", "²", ONE_OF_THREE),
        ("true-teas", "", SOME_OF_FOUR),
        ("true-teas", ",", SOME_OF_FOUR),
        ("true-teas", "1, 5", "Please type a number from 1 to 4."),
        ("true-teas", "1 and 2", "Please type a number from 1 to 4."),
        ("dark-in-the-air", "", "Please type t for true or f for false."),
        ("dark-in-the-air", "maybe", "Please type t for true or f for false."),
        ("green-or-black", "3", "Please type a number from 1 to 2."),
        ("green-or-black", "", "Please type a number from 1 to 2."),
        ("giving-taste", "", "Please type your answer in a few words."),
        ("how-long", "", "Type a number and its unit, such as 5 kg."),
        ("how-long", "four", "Type a number and its unit, such as 5 kg."),
        ("how-long", "4", "Add the unit, as in 5 kg."),
        ("brewing-a-pot", "1, 2", "Please type each number from 1 to 4 once."),
        ("brewing-a-pot", "1, 1, 2, 3", "Please type each number from 1 to 4 once."),
        ("brewing-a-pot", "1, 2, 3, 5", "Please type a number from 1 to 4."),
        ("tell-a-friend", "said\nperhaps", "Please type y for yes or n for no."),
        ("tell-a-friend", "said\n", "Please type y for yes or n for no."),
    ],
)
def test_what_cannot_be_read_is_asked_again_with_what_is_expected(name: str, typed: str, expected: str) -> None:
    rest = RIGHT[name].removeprefix("I take cooler water\n")
    given, out = ask(name, f"{typed}\n{rest}\n")
    assert isinstance(given, Given)
    assert expected in out.splitlines()
    prompts = [line for line in out.splitlines() if line.endswith(": ")]
    assert prompts != list(dict.fromkeys(prompts)), "the same prompt is there a second time"


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("true-teas", numbers("true-teas", 1, 0).replace(", ", ",")),
        ("true-teas", numbers("true-teas", 0, 1).replace(", ", " ")),
        ("true-teas", f"  {numbers('true-teas', 0, 1).replace(', ', '; ')} ,"),
        ("true-teas", f"{numbers('true-teas', 0, 1)}, {numbers('true-teas', 0)}"),
        ("dark-in-the-air", "FALSE"),
        ("dark-in-the-air", "fal"),
        ("giving-taste", "  Steeping "),
        ("how-long", "4minutes"),
        ("how-long", "3.5 Minutes"),
        ("one-plant", f" {number('one-plant', 0)} "),
    ],
)
def test_an_answer_is_read_in_many_forms(name: str, typed: str) -> None:
    assert "\nCorrect" in ask(name, f"{typed}\n").out


def test_an_empty_line_says_that_the_teach_back_was_said_aloud() -> None:
    assert ask("tell-a-friend", "\ny\nNO\nyes\n").given == Given(Told("", frozenset({0, 2})))


# What is said


@pytest.mark.parametrize("name", ITEMS)
def test_a_question_begins_with_its_number_and_its_bank(name: str) -> None:
    lines = ask(name, "q\n").out.splitlines()
    assert lines[:3] == ["", f"Question 1 of 1. {ITEMS[name].bank.title}.", ITEMS[name].question.ask]


@pytest.mark.parametrize("name", ITEMS)
def test_the_words_of_the_document_come_last_under_their_heading(name: str) -> None:
    citation = DOCUMENT.cite(ITEMS[name].question.passage)
    assert citation
    whole = f"{citation.before}{citation.passage}{citation.after}"
    assert ask(name, "s\n").out.endswith(f"\nThe document, under “{citation.heading}”: “{whole}”\n")


def test_words_that_the_document_no_longer_has_are_said_to_be_missing() -> None:
    out = ask("one-plant", "s\n", cite=lambda passage: None).out
    passage = ITEMS["one-plant"].question.passage
    assert out.endswith(f"\nThese words are not in the document as they stand: “{passage}”\n")


def test_every_prompt_says_how_to_skip_and_how_to_leave() -> None:
    for name in ITEMS:
        first = next(line for line in ask(name, "q\n").out.splitlines() if line.endswith(": "))
        assert LEAVE in first


def summary(given: dict[str, Any], *names: str) -> str:
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
    assert front.summary(outcome_of(session), 200, DOCUMENT.cite, [Move.AGAIN]) is Move.LEAVE
    return out.getvalue()


def test_the_summary_of_a_full_score_names_nothing_to_look_at() -> None:
    out = summary(RESPONSES)
    assert out.startswith("\nThe end.\nScore: 7 of 7, in 3 min.\n")
    assert "Must know: 2 of 2 right." in out
    assert "The leaves: 4 of 4\nWater and pot: 3 of 3\n" in out
    assert "To look at again" not in out
    assert "Nothing here needs another look." in out


def test_the_summary_tells_the_must_know_apart_from_the_rest() -> None:
    out = summary(RESPONSES | {"one-plant": 1, "true-teas": frozenset({0}), "how-long": None})
    must_know, _, others = out.partition("To look at again:")
    assert "Must know: 0 of 2 right." in must_know
    assert "Which plant does all true tea come from?" in must_know
    assert "For how long does black tea steep? Type a number and its unit. (not known yet)" in must_know
    assert "Which of these are true teas? Tick all that apply. (partly right)\nAnswer: Black tea; Green tea\n" in others
    assert ITEMS["one-plant"].question.ask not in others


def test_the_summary_of_a_sitting_that_was_left_says_how_far_it_went() -> None:
    out = summary({"one-plant": 0, "true-teas": frozenset({0, 1})})
    assert "Score: 2 of 7" in out
    assert "You answered 2 of the 7 scored questions; the others count as 0." in out
    assert "%" not in out


def test_the_summary_of_teach_back_alone_has_no_score() -> None:
    out = summary(RESPONSES, "tell-a-friend")
    assert "Score" not in out
    assert "Nothing here is scored" in out


def test_the_summary_tells_what_was_said_from_what_was_not_reached() -> None:
    reached = summary({"tell-a-friend": Told("", frozenset({0}))}, "tell-a-friend")
    not_reached = summary({}, "tell-a-friend")
    own_words = "In your own words:\n"
    assert reached.partition(own_words)[2].splitlines()[0] != not_reached.partition(own_words)[2].splitlines()[0]


# The menu


@pytest.mark.parametrize(("typed", "banks"), [("1", FILE.banks), ("2", FILE.banks[:1]), ("3", FILE.banks[1:])])
def test_a_bank_is_chosen_by_its_number(typed: str, banks: Sequence[Bank]) -> None:
    out = StringIO()
    assert LinesFrontEnd(StringIO(f"{typed}\n"), out).choose(FILE) == banks
    assert out.getvalue() == (
        "Tea for beginners\nFor learning. It is not medical advice.\n\n"
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


# The real command


def run(home: Path, arguments: Sequence[str], typed: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "quiz", *arguments],
        input=typed,
        capture_output=True,
        encoding="utf-8",
        env=environment(home),
        timeout=20,
    )


TAKING = ["take", "--file", str(PATH), "--in-order", "--seed", str(SEED)]
MIXED = RIGHT | {
    "true-teas": numbers("true-teas", 0, 1, 2),
    "dark-in-the-air": "t",
    "green-or-black": "perhaps\n" + classes("green-or-black", 0, 0, 0, 1),
    "giving-taste": "s",
    "how-long": "4\n40 minutes",
    "brewing-a-pot": numbers("brewing-a-pot", 1, 0, 2, 3),
    "tell-a-friend": "\ny\nn\ny",
}


def test_a_whole_sitting_reads_as_it_did(tmp_path: Path) -> None:
    ran = run(tmp_path, TAKING, "\n".join([*MIXED.values(), ""]))
    path = GOLDEN / "lines-sitting.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(ran.stdout, encoding="utf-8")
    assert ran.stdout == path.read_text(encoding="utf-8")
    assert (ran.returncode, ran.stderr) == (0, "")


def test_a_sitting_takes_its_answers_and_no_line_more(tmp_path: Path) -> None:
    typed = "\n".join([*RIGHT.values(), ""])
    ran = run(tmp_path, TAKING, typed)
    assert "Score: 7 of 7" in ran.stdout
    assert len(re.findall(r": $", ran.stdout, re.MULTILINE)) == typed.count("\n")
    assert re.findall(r"^Question (\d) of 8\.", ran.stdout, re.MULTILINE) == list("12345678")


@pytest.mark.parametrize("lines", range(0, 13, 3))
def test_input_that_ends_early_ends_with_the_summary(tmp_path: Path, lines: int) -> None:
    given = "\n".join(RIGHT.values()).splitlines()[:lines]
    ran = run(tmp_path, TAKING, "".join(f"{line}\n" for line in given))
    assert (ran.returncode, ran.stderr) == (0, "")
    answered = [0, 3, 3, 6, 7][lines // 3]
    assert f"Score: {answered} of 7" in ran.stdout
    said = f"You answered {answered} of the 7 scored questions" in ran.stdout
    assert said is (answered < 7)


def test_a_last_line_without_its_end_counts(tmp_path: Path) -> None:
    ran = run(tmp_path, [*TAKING, "--count", "1"], RIGHT["one-plant"])
    assert "Correct." in ran.stdout
    assert "Score: 1 of 1" in ran.stdout


def test_lines_that_end_as_on_windows_are_read(tmp_path: Path) -> None:
    ran = run(tmp_path, [*TAKING, "--count", "2"], f"{RIGHT['one-plant']}\r\n{RIGHT['true-teas']}\r\n")
    assert "Score: 2 of 2" in ran.stdout


def test_from_the_menu_a_bank_is_taken_line_by_line(tmp_path: Path) -> None:
    ran = run(tmp_path, ["--file", str(PATH)], "3\n" + "s\n" * 4)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "Question 4 of 4. Water and pot." in ran.stdout
    assert "Score: 0 of 3" in ran.stdout


def test_input_that_is_not_utf_8_stops_nothing(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "quiz", *TAKING, "--count", "1"],
        input=b"\xff\xfe\n1\n",
        capture_output=True,
        env=environment(tmp_path, {"PYTHONIOENCODING": "utf-8:strict"}),  # as in most locales, C apart
        timeout=20,
    )
    assert ran.returncode == 0
    assert b"Please type a number from 1 to 3." in ran.stdout
    assert b"Traceback" not in ran.stderr
