"""A question asked line by line: reading answers and writing feedback."""

import re
from io import StringIO
from typing import NamedTuple

import pytest
from kinds import DOCUMENT, ITEMS, QUESTIONS, RIGHT, RIGHT_LINES, SEED, classes, number, numbers

from quiz.core.bank import Item
from quiz.core.citation import Cite
from quiz.core.kinds import TeachBackResponse
from quiz.core.session import NO_RULES, Rules, Session
from quiz.terminal.frontend import Answered, Move, SecondsLeft
from quiz.terminal.lines import LinesFrontEnd


class Asked(NamedTuple):
    """The front end's result for one question, and what it wrote."""

    given: Answered | Move
    out: str


def ask(name: str, typed: str, *, cite: Cite = DOCUMENT.cite, rules: Rules = NO_RULES) -> Asked:
    """Ask one question and, if it is answered or skipped, show its feedback."""
    session = Session([ITEMS[name]], seed=SEED, rules=rules)
    out = StringIO()
    front = LinesFrontEnd(StringIO(typed), out)
    given = front.ask(session, DOCUMENT.cite, None)
    if isinstance(given, Answered):
        session.answer(given.response, given.certainty)
    elif given is Move.DONT_KNOW:
        session.skip()
    else:
        return Asked(given, out.getvalue())
    assert front.feedback(session, cite) is Move.NEXT
    return Asked(given, out.getvalue())


TYPED = ("giving-taste", "how-long", "tell-a-friend")
"""The questions with typed answers, in which a letter is not a command."""


# Answers


@pytest.mark.parametrize("name", ITEMS)
def test_a_right_answer_is_marked_right(name: str) -> None:
    given, out = ask(name, f"{RIGHT_LINES[name]}\n")
    assert given == Answered(RIGHT[name])
    verdict = "Correct." if name != "tell-a-friend" else "Said in your own words: you covered 3 of 3 points."
    assert f"\n{verdict}\n{QUESTIONS[name].explain}\n" in out
    assert "The answer" not in out
    assert "to know for sure" not in out


def named(name: str, place: int) -> str:
    """An option by its number and its text."""
    return f"{number(name, place)} ({QUESTIONS[name].options[place].text})"


NOT_RIGHT = {
    "choice": (
        "one-plant",
        number("one-plant", 1),
        "Not quite: Camomile makes a herbal tea. True tea comes from one plant, and this is not it.\n"
        f"The answer is {number('one-plant', 0)}: The tea bush.\n"
        "Important: make sure you know this one.\n",
    ),
    "select-wrong": (
        "true-teas",
        numbers("true-teas", 2),
        f"Not quite.\n{named('true-teas', 2)} does not belong. It holds no leaf of the tea bush.\n",
    ),
    "select-partly": (
        "true-teas",
        numbers("true-teas", 0),
        f"Partly right.\n{named('true-teas', 1)} belongs here too.",
    ),
    "match-wrong": (
        "green-or-black",
        classes("green-or-black", 1, 0, 1, 0),
        "Not quite.\nIt wants cooler water: Green tea, not Black tea. Boiling water makes it bitter.\n",
    ),
    "short-answer-rejected": (
        "giving-taste",
        "boiling",
        "Not quite: Boiling is what the water did before. The leaves were not in it yet.\nThe answer is: steeping.\n",
    ),
    "short-answer-other": ("giving-taste", "waiting", "Not quite.\nThe answer is: steeping.\n"),
    "short-answer-misspelt": ("giving-taste", "steaping", "Correct: It is spelled “steeping”.\n"),
    "order-wrong": (
        "brewing-a-pot",
        numbers("brewing-a-pot", 3, 2, 1, 0),
        "Not quite.\nThe answer:\n1. Warm the pot\n2. Put in the leaves\n3. Pour on the water\n4. Wait",
    ),
    "teach-back": (
        "tell-a-friend",
        "Cool it\ny\nn\nn",
        "Said in your own words: you covered 1 of 3 points.\n"
        "To add next time: The water is fresh\nTo add next time: The leaves come out again\n",
    ),
}


@pytest.mark.parametrize(("name", "typed", "feedback"), NOT_RIGHT.values(), ids=NOT_RIGHT)
def test_what_was_not_right_is_explained(name: str, typed: str, feedback: str) -> None:
    given, out = ask(name, f"{typed}\n")
    assert isinstance(given, Answered)
    assert f"\n{feedback}" in out
    assert QUESTIONS[name].explain in out


ONE_OF_THREE = "Please type a number from 1 to 3."
ONE_OF_FOUR = "Please type a number from 1 to 4."
SOME_OF_FOUR = "Please type one or more numbers from 1 to 4, such as 1, 2."
EACH_OF_FOUR = "Please type each number from 1 to 4 once."
YES_OR_NO = "Please type y for yes or n for no."


@pytest.mark.parametrize(
    ("name", "typed", "expected"),
    [
        ("one-plant", "", ONE_OF_THREE),
        ("one-plant", "0", ONE_OF_THREE),
        ("one-plant", "4", ONE_OF_THREE),
        ("one-plant", "-1", ONE_OF_THREE),
        ("one-plant", "the tea bush", ONE_OF_THREE),
        pytest.param("one-plant", "9" * 2000, ONE_OF_THREE, id="one-plant-2000 digits"),
        ("one-plant", "²", ONE_OF_THREE),
        ("true-teas", ",", SOME_OF_FOUR),
        ("true-teas", "1 and 2", ONE_OF_FOUR),
        ("dark-in-the-air", "", "Please type t for true or f for false."),
        ("dark-in-the-air", "maybe", "Please type t for true or f for false."),
        ("green-or-black", "3", "Please type a number from 1 to 2."),
        ("giving-taste", "", "Please type your answer in a few words."),
        ("how-long", "", "Type a number and its unit, such as 5 kg."),
        ("how-long", "4", "Add the unit, as in 5 kg."),
        ("brewing-a-pot", "1, 2", EACH_OF_FOUR),
        ("brewing-a-pot", "1, 1, 2, 3", EACH_OF_FOUR),
        ("brewing-a-pot", "1, 2, 3, 5", ONE_OF_FOUR),
        ("tell-a-friend", "said\nperhaps", YES_OR_NO),
        ("tell-a-friend", "said\n", YES_OR_NO),
    ],
)
def test_what_cannot_be_read_is_asked_again_with_what_is_expected(name: str, typed: str, expected: str) -> None:
    rest = RIGHT_LINES[name].removeprefix("I take cooler water\n")
    given, out = ask(name, f"{typed}\n{rest}\n")
    assert isinstance(given, Answered)
    assert expected in out.splitlines()
    prompts = [line for line in out.splitlines() if line.endswith(": ")]
    assert len(prompts) > len(set(prompts)), "no prompt is there a second time"


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("one-plant", f" {number('one-plant', 0)} "),
        ("true-teas", numbers("true-teas", 1, 0).replace(", ", ",")),
        ("true-teas", numbers("true-teas", 0, 1).replace(", ", " ")),
        ("true-teas", f"  {numbers('true-teas', 0, 1).replace(', ', '; ')} ,"),
        ("true-teas", f"{numbers('true-teas', 0, 1)}, {numbers('true-teas', 0)}"),
        ("dark-in-the-air", "FALSE"),
        ("dark-in-the-air", "fal"),
        ("giving-taste", "  Steeping "),
        ("how-long", "3.5 Minutes"),
    ],
)
def test_an_answer_is_read_in_many_forms(name: str, typed: str) -> None:
    assert "\nCorrect" in ask(name, f"{typed}\n").out


def test_an_empty_line_is_a_teach_back_said_aloud() -> None:
    assert ask("tell-a-friend", "\ny\nNO\nyes\n").given == Answered(TeachBackResponse("", frozenset({0, 2})))


# Skipping and leaving

BEGUN = {
    "match": ("green-or-black", "1\n2\n"),
    "words": ("tell-a-friend", "said\n"),
    "points": ("tell-a-friend", "\ny\n"),
}


@pytest.mark.parametrize("name", ITEMS)
def test_s_answers_i_do_not_know(name: str) -> None:
    given, out = ask(name, f"{'/skip' if name in TYPED else 's'}\n")
    assert given is Move.DONT_KNOW
    assert "\nNo problem: here's the answer.\nThe answer" in out
    assert QUESTIONS[name].explain in out


@pytest.mark.parametrize("name", ITEMS)
def test_q_leaves_and_every_prompt_says_so(name: str) -> None:
    skip, leave = ("/skip", "/quit") if name in TYPED else ("s", "q")
    given, out = ask(name, f"{leave}\n{RIGHT_LINES[name]}\n")
    assert given is Move.LEAVE
    assert re.search(rf"(?<!\w){skip} to skip, {leave} to finish\): \n$", out)


@pytest.mark.parametrize("letter", ["s", "q", "S", "?"])
def test_a_letter_is_an_answer_if_text_is_typed(letter: str) -> None:
    given, out = ask("giving-taste", f"{letter}\n{letter}\n")
    assert given == Answered(letter)
    assert "To skip, type /skip; to stop, type /quit. If this is your answer, press Enter." in out


def test_help_says_what_can_be_typed() -> None:
    _, out = ask("giving-taste", "/help\nsteeping\n")
    assert "Type your answer and press Enter. Type /skip to skip the question, or /quit to stop." in out


@pytest.mark.parametrize("typed", ["?", "/help"])
@pytest.mark.parametrize("name", [name for name in ITEMS if name not in TYPED])
def test_a_question_mark_helps_where_it_cannot_be_an_answer(name: str, typed: str) -> None:
    given, out = ask(name, f"{typed}\n{RIGHT_LINES[name]}\n")
    assert given == Answered(RIGHT[name])
    assert "Type one of the choices in brackets and press Enter. Type /quit to stop." in out


def test_each_statement_names_the_classes() -> None:
    out = ask("green-or-black", RIGHT_LINES["green-or-black"] + "\n").out
    assert out.count("\nYour answer (1 Green tea, 2 Black tea; s to skip, q to finish): \n") == 4


def test_an_unclear_answer_is_asked_about_once() -> None:
    given, out = ask("how-long", "3 minuts\n3 minuts\n")
    assert given == Answered("3 minuts")
    assert out.count("We don't know the unit 'minuts'.") == 1


def test_in_an_exam_nobody_is_asked_to_check_the_spelling() -> None:
    bank, question = ITEMS["giving-taste"]
    item = Item(bank, question.replace(accept=("angle",)))
    for exam in (False, True):
        out = StringIO()
        session = Session([item], seed=SEED, rules=Rules(exam=exam))
        assert LinesFrontEnd(StringIO("angel\n\n"), out).ask(session, DOCUMENT.cite, None) == Answered("angel")
        assert ("Check the spelling, then press Enter." in out.getvalue()) == (not exam)


@pytest.mark.parametrize(
    ("typed", "move"),
    [(" S \n", Move.DONT_KNOW), ("Q\n1\n", Move.LEAVE), ("", Move.LEAVE)],
    ids=["capital-s", "capital-q", "end-of-input"],
)
def test_skipping_and_leaving_are_read_in_more_forms(typed: str, move: Move) -> None:
    assert ask("one-plant", typed).given is move


@pytest.mark.parametrize(("name", "begun"), BEGUN.values(), ids=BEGUN)
def test_an_unfinished_answer_does_not_count(name: str, begun: str) -> None:
    assert ask(name, begun).given is Move.LEAVE
    assert ask(name, f"{begun}q\n").given is Move.LEAVE
    skipped = ask(name, f"{begun}s\n").given
    assert skipped == (Answered(TeachBackResponse("said", frozenset())) if "said" in begun else Move.DONT_KNOW)


# Output


@pytest.mark.parametrize("name", ITEMS)
def test_a_question_begins_with_its_bank_and_ends_with_the_document(name: str) -> None:
    out = ask(name, "/skip\n").out
    must_know = " Must know." if QUESTIONS[name].must_know else ""
    asked = f"True or false? {QUESTIONS[name].ask}" if name == "dark-in-the-air" else QUESTIONS[name].ask
    assert out.startswith(f"\nQuestion 1 of 1. {ITEMS[name].bank.title}.{must_know}\n{asked}\n")
    citation = DOCUMENT.cite(QUESTIONS[name].passage[0])
    assert citation
    assert out.endswith(f"\nThe document, under “{citation.heading}”: “{citation.text}”\n")


def test_a_passage_that_the_document_no_longer_has_is_reported() -> None:
    out = ask("one-plant", "s\n", cite=lambda passage: None).out
    passage = QUESTIONS["one-plant"].passage[0]
    assert out.endswith(f"\nThese exact words are not in the document: “{passage}”\n")


# How sure one is

ASKED = Rules(certainty=True)


@pytest.mark.parametrize("level", [1, 2, 3])
def test_certainty_is_a_number_after_the_answer(level: int) -> None:
    given, out = ask("one-plant", f"{RIGHT_LINES['one-plant']}\n{level}\n", rules=ASKED)
    assert given == Answered(RIGHT["one-plant"], level)
    assert out.index("Your answer (") < out.index("How sure are you? (1 guess, 2 fairly, 3 sure): \nCorrect.")


@pytest.mark.parametrize("typed", ["", "0", "4", "very", "s"], ids=lambda typed: typed or "nothing")
def test_certainty_is_asked_again_until_it_is_a_number_and_the_answer_is_kept(typed: str) -> None:
    given, out = ask("one-plant", f"{RIGHT_LINES['one-plant']}\n{typed}\n3\n", rules=ASKED)
    assert given == Answered(RIGHT["one-plant"], 3)
    assert "How sure are you? (1 guess, 2 fairly, 3 sure): \nPlease type a number from 1 to 3.\nHow sure" in out


@pytest.mark.parametrize(
    ("name", "typed"),
    [("tell-a-friend", RIGHT_LINES["tell-a-friend"]), ("one-plant", "s"), ("one-plant", "q")],
    ids=["teach-back", "not-known", "leaving"],
)
def test_certainty_is_not_asked_for_an_unscored_answer(name: str, typed: str) -> None:
    assert "How sure" not in ask(name, f"{typed}\n", rules=ASKED).out


@pytest.mark.parametrize(
    ("place", "level", "note"),
    [
        (1, 3, "You were sure, but that's not what the document says."),
        (1, 2, "You were fairly sure, but that's not what the document says."),
        (1, 1, ""),
        (0, 3, ""),
    ],
    ids=["sure-and-wrong", "fairly-sure-and-wrong", "a-wrong-guess", "sure-and-right"],
)
def test_a_confident_mistake_is_named(place: int, level: int, note: str) -> None:
    out = ask("one-plant", f"{number('one-plant', place)}\n{level}\n", rules=ASKED).out
    assert [line for line in out.splitlines() if line.startswith("You were")] == ([note] if note else [])


@pytest.mark.parametrize("typed", ["q\n", ""], ids=["q", "end-of-input"])
def test_leaving_at_the_certainty_keeps_the_answer(typed: str) -> None:
    session = Session([ITEMS["one-plant"]], seed=SEED, rules=ASKED)
    front = LinesFrontEnd(StringIO(f"{RIGHT_LINES['one-plant']}\n{typed}"), StringIO())
    assert front.ask(session, DOCUMENT.cite, None) == Answered(RIGHT["one-plant"])
    session.answer(RIGHT["one-plant"])
    assert front.feedback(session, DOCUMENT.cite) is Move.LEAVE


# The time of an exam


@pytest.mark.parametrize(
    ("exam", "left", "time"),
    [
        (False, None, ""),
        (True, None, ""),
        (True, lambda: 730.0, " 13 min left."),
        (True, lambda: 9.0, " Under 1 min left."),
    ],
    ids=["no exam", "no limit", "minutes", "seconds"],
)
def test_each_question_of_an_exam_with_a_limit_shows_the_time_left(
    exam: bool, left: SecondsLeft | None, time: str
) -> None:
    session = Session([ITEMS["one-plant"]], seed=SEED, rules=Rules(exam=exam))
    out = StringIO()
    LinesFrontEnd(StringIO("1\n"), out).ask(session, DOCUMENT.cite, left)
    assert out.getvalue().startswith(f"\nQuestion 1 of 1. The leaves. Must know.{time}\nWhich plant")


# The offer to continue


def test_if_nobody_can_answer_the_command_to_resume_is_shown() -> None:
    out = StringIO()
    front = LinesFrontEnd(StringIO("y\n"), out)
    assert front.offer("You have an unfinished quiz: 3 of 8 answered today.", "quiz resume") is False
    assert out.getvalue() == "You have an unfinished quiz: 3 of 8 answered today. Continue with `quiz resume`.\n"
    assert front.source.readline() == "y\n"
