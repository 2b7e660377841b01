"""Each key is marked right when typed as shown, on the live screen and line by line; `check` verifies it."""

from io import StringIO
from pathlib import Path
from typing import Any

import kinds
import pytest
from rule_files import asking, checked, said, written

from quiz.bank.default import load
from quiz.core.bank import QuestionFile
from quiz.core.kinds import AnyQuestion, Number, Rejected, ShortAnswer
from quiz.core.kinds.fields import Exact
from quiz.core.kinds.typed import COMMANDS, Typeable, Typed
from quiz.core.session import Session
from quiz.terminal.controls import entry_for
from quiz.terminal.frontend import Answered
from quiz.terminal.lines import LinesFrontEnd

COMMON: dict[str, Any] = {"id": "a", "ask": "Which is it?", "explain": "x", "passage": "x"}
OURS = [
    ShortAnswer(**COMMON, accept=("s", "q", "?", ";")),
    ShortAnswer(**COMMON, accept=("don’t panic", r"5 \* 3", "10⁵", "Ca²⁺", "½", "left and right", "not safe")),
    ShortAnswer(**COMMON, accept=(Exact("useradd -M"), "O+", "がっこう", "gân", "Ménière"), language="en"),
    ShortAnswer(**COMMON, accept=("Co",), reject=(Rejected("CO"), Rejected("cobalt oxide"))),
    *(
        Number(**COMMON, answer=answer, unit=unit)
        for answer, unit in (
            (370, "MBq"), (5, "€"), (45, "°"), (300_000, "km/s"), (38.5, "°C"), (5, "%"), (9.9, "£"), (2, "tablets"),
            (1.6e-19, "C"), (0.000001, "m"), (12, ""), (-70, "mV"), (80, "beats per minute"), (10, "mg/kg"), (6, "ft"),
        )
    ),
]  # fmt: skip


def typed_in(file: QuestionFile) -> list[AnyQuestion]:
    return [question for _, question in file.items if isinstance(question, Typed)]


QUESTIONS = [*OURS, *typed_in(load(None)), *typed_in(kinds.FILE)]
CASES = [
    (question, answer)
    for question in QUESTIONS
    if isinstance(question, Typed)
    for answer in question.typeable()
    if answer.right
]


def on_the_live_screen(question: AnyQuestion, text: str) -> object:
    entry = entry_for(question, [])
    for letter in text:
        entry.press(letter)
    return entry.submit()


def in_lines(question: AnyQuestion, text: str) -> object:
    file = kinds.FILE
    bank = file.banks[0]._replace(questions=(question,))
    session = Session(bank.items, seed=1)
    answered = LinesFrontEnd(StringIO(f"{text}\n"), StringIO()).ask(session, lambda passage: None, None)
    return answered.response if isinstance(answered, Answered) else answered


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0].id}: {case[1].text}")
def test_answers_shown_as_right_are_right_when_typed(case: tuple[Typed, Typeable]) -> None:
    question, answer = case
    text = answer.text
    for face in (on_the_live_screen, in_lines):
        assert face(question, text) == text, face.__name__
        assert question.mark(text) == 1


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_cannot_be_a_key(tmp_path: Path, command: str) -> None:
    example = f'- kind: short-answer\n  ask: What do you type?\n  accept: ["{command}"]\n'
    assert "key-unreachable" in {finding.rule for finding in checked(tmp_path, written(example)).findings}


@pytest.mark.parametrize(
    ("one", "other", "same"), [("Co", "CO", False), ("ls -v", "ls -V", False), ("Yes", "yes", True)]
)
def test_options_may_differ_only_in_case_if_case_matters(tmp_path: Path, one: str, other: str, same: bool) -> None:
    found = checked(tmp_path, written(asking("Which is it?", one, other, "Neither one"))).findings
    assert ("key" in {finding.rule for finding in found}) == same


def test_an_option_that_would_lose_its_line_breaks_says_so(tmp_path: Path) -> None:
    example = asking("Which is it?", "One", "Two", "Three").replace("'One'", '"x = 1\\ny = 2"')
    (found,) = [finding for finding in checked(tmp_path, written(example)).findings if finding.rule == "format"]
    assert found.message == "this is shown on one line and would lose its line breaks; write it on one line"


@pytest.mark.parametrize(
    ("ask", "unit", "named"),
    [
        ("For at least how many minutes?", "minutes", True),
        ("How many minutes are left?", "minute", True),
        ("How many minutes? A number and its unit.", "minutes", False),
        ("How long? A number and its unit.", "minutes", False),
        ("How many times a day?", "", False),
    ],
)
def test_a_unit_that_the_question_names_is_left_out(tmp_path: Path, ask: str, unit: str, named: bool) -> None:
    example = f'- kind: number\n  ask: "{ask}"\n  answer: 30\n  unit: "{unit}"\n'
    messages = said(tmp_path, example, "key-unreachable")
    assert any("names the unit" in message for message in messages) == named
