"""The questions that most tests of a front end ask, one of each kind, and what a screen must show of them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.cells import cell_len
from terminal import DATA, DOWN, ENTER, SPACE, words

from quiz.bank.document import read_document
from quiz.bank.reader import read_question_file
from quiz.core.kinds import AnyQuestion, Match, Number, Order, Select, ShortAnswer, TeachBackResponse, TrueFalse
from quiz.core.kinds.choice import Choosing
from quiz.core.kinds.question import LETTERS
from quiz.core.selection import shown_order
from quiz.core.session import Session
from quiz.terminal import keys
from quiz.terminal.controls import entry_for
from quiz.terminal.controls.base import Entry
from quiz.terminal.page import View

SEED = 7
PATH = DATA / "kinds.yaml"
FILE = read_question_file(PATH)
DOCUMENT = read_document(FILE.document)
ITEMS = {item.question.id: item for item in FILE.items}
QUESTIONS = {name: item.question for name, item in ITEMS.items()}

RIGHT: dict[str, Any] = {
    "one-plant": 0,
    "true-teas": frozenset({0, 1}),
    "dark-in-the-air": 1,
    "green-or-black": (0, 1, 0, 1),
    "giving-taste": "steeping",
    "how-long": "4 minutes",
    "brewing-a-pot": (0, 1, 2, 3),
    "tell-a-friend": TeachBackResponse("I take cooler water", frozenset({0, 1, 2})),
}
"""The right response to each question."""


def entered(session: Session, pressed: Sequence[str]) -> Entry:
    """The entry for the current question after these keys, by their names."""
    entry = entry_for(session.question, session.shown_order())
    for key in pressed:
        if key == keys.ENTER:
            entry.submit()
        else:
            entry.press(key)
    return entry


def taking(*more: str, file: Path = PATH) -> list[str]:
    """The arguments of a quiz whose screens are the same every time."""
    return ["take", "--file", str(file), "--in-order", "--seed", str(SEED), *more]


def letter(question: AnyQuestion, position: int) -> str:
    """The letter that an option, by its position in the file, has on the screen."""
    letters = "TF" if isinstance(question, TrueFalse) else LETTERS
    return letters[shown_order(question, SEED).index(position)].lower()


def right_keys(question: AnyQuestion) -> str:
    """The keys that answer a question right, including the last Enter."""
    match question:
        case Choosing():
            return letter(question, question.right) + ENTER
        case Select():
            return "".join(letter(question, position) + SPACE for position in sorted(question.right)) + ENTER
        case ShortAnswer():
            return question.accept[0] + ENTER
        case Number():
            return f"{question.answer:g} {question.unit}".rstrip() + ENTER
        case Match():
            return "".join(str(question.targets[place] + 1) for place in shown_order(question, SEED)) + ENTER
        case Order():
            return "".join(letter(question, place) + SPACE for place in range(question.parts)) + ENTER
    return "I take cooler water" + ENTER + SPACE + DOWN + SPACE + DOWN + SPACE + ENTER


def all_right() -> str:
    """The keys that answer every question right, to the end."""
    return "".join(right_keys(question) + ENTER for question in QUESTIONS.values())


def number(name: str, place: int) -> str:
    """The number on the screen of a part of a question, by its position in the file."""
    return str(shown_order(QUESTIONS[name], SEED).index(place) + 1)


def numbers(name: str, *places: int) -> str:
    return ", ".join(number(name, place) for place in places)


def classes(name: str, *chosen: int) -> str:
    """A line for each statement as it is shown, with the class chosen for it by its position in the file."""
    return "\n".join(str(chosen[place] + 1) for place in shown_order(QUESTIONS[name], SEED))


RIGHT_LINES = {
    "one-plant": number("one-plant", 0),
    "true-teas": numbers("true-teas", 0, 1),
    "dark-in-the-air": "f",
    "green-or-black": classes("green-or-black", 0, 1, 0, 1),
    "giving-taste": "steeping",
    "how-long": "4 minutes",
    "brewing-a-pot": numbers("brewing-a-pot", 0, 1, 2, 3),
    "tell-a-friend": "I take cooler water\ny\ny\ny",
}
"""The lines that answer each question right, line by line."""

WRONG = {
    "one-plant": (letter(QUESTIONS["one-plant"], 1), number("one-plant", 1)),
    "true-teas": (letter(QUESTIONS["true-teas"], 2) + SPACE, number("true-teas", 2)),
    "dark-in-the-air": ("t", "t"),
}
"""What to type, by keys and line by line, to get the first questions wrong."""


def texts_of(question: AnyQuestion) -> list[str]:
    """The texts that the screen of a question must show."""
    match question:
        case Choosing() | Select():
            return [question.ask, *(option.text for option in question.options)]
        case Match():
            return [question.ask, *question.classes, *(pair.item for pair in question.pairs)]
        case Order():
            return [question.ask, *question.items]
    return [question.ask]


def cited(question: AnyQuestion) -> str:
    """The heading and the words of the document, as shown below the feedback."""
    citation = DOCUMENT.cite(question.passage[0])
    assert citation
    return citation.heading + citation.text


def assert_holds(lines: Sequence[str], *texts: str) -> None:
    """Assert that each text is there, whole, however it is wrapped."""
    shown = words("\n".join(lines))
    for text in texts:
        assert words(text) in shown, f"{text!r} is not in\n" + "\n".join(lines)


def assert_in_order(lines: Sequence[str], texts: Sequence[str]) -> None:
    """Assert that the texts are there in this order."""
    shown, at = words("\n".join(lines)), 0
    for text in texts:
        found = shown.find(words(text), at)
        assert found >= 0, f"{text!r} is missing or out of order in\n" + "\n".join(lines)
        at = found + len(words(text))


def assert_fits(view: View, columns: int) -> None:
    """Assert that no line reaches the last column, which clearing the rest of the line would erase."""
    for line in [*view.body, *view.footer]:
        assert cell_len(line.plain) < columns, line.plain
