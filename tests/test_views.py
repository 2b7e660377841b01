"""The screens: each as a picture in tests/golden, and what holds of all of them at any width.

With UPDATE_GOLDEN=1 in the environment the pictures are written anew.
"""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from terminal import DATA, words

from quiz.banks.document import Citation, read_document
from quiz.banks.reader import read_question_file
from quiz.core.bank import Bank, QuestionFile
from quiz.core.outcome import outcome_of
from quiz.core.questions import (
    AnyQuestion,
    Choice,
    Match,
    Number,
    Option,
    Order,
    Pair,
    Rejected,
    Select,
    ShortAnswer,
    TeachBack,
    TrueFalse,
)
from quiz.core.selection import Item
from quiz.core.session import Session
from quiz.terminal import keys
from quiz.terminal.entries import entry_for
from quiz.terminal.entries.base import LETTERS, Entry
from quiz.terminal.frontend import Cite, Move
from quiz.terminal.page import View
from quiz.terminal.summary import summary_view
from quiz.terminal.views import feedback_view, help_view, menu_view, question_view
from quiz.terminal.wording import Feedback, answer_in_words, feedback_on

GOLDEN = Path(__file__).parent / "golden"
WIDTHS = (40, 80, 120)
SEED = 7
FILE = read_question_file(DATA / "kinds.yaml")
ITEMS = {question.id: Item(bank, question) for bank in FILE.banks for question in bank.questions}
DOCUMENT = read_document(FILE.document)

Draw = Callable[[int], View]
Keys = Sequence[str]


def session_of(*names: str) -> Session:
    """A sitting over these questions, or over all of them."""
    return Session([ITEMS[name] for name in names or ITEMS], seed=SEED)


def entered(session: Session, pressed: Keys) -> Entry:
    """The entry for the current question after these keys."""
    entry = entry_for(session.question, session.shown_order())
    for key in pressed:
        if key == keys.ENTER:
            entry.submit()
        else:
            entry.press(key)
    return entry


def lettered(name: str, *places: int) -> list[str]:
    """The keys that tick, or place, these parts of a question."""
    order = session_of(name).shown_order()
    return [key for place in places for key in (LETTERS[order.index(place)], keys.SPACE)]


def asked(name: str, pressed: Keys = (), *, leaving: bool = False, marked: bool = False) -> Draw:
    session = session_of(name, *(other for other in ITEMS if other != name))
    if marked:
        session.flag()
    entry = entered(session, pressed)
    return lambda columns: question_view(session, entry, columns, leaving=leaving)


def answered(name: str, pressed: Keys | None, *, cite: Cite = DOCUMENT.cite, leaving: bool = False) -> Draw:
    """The feedback on the answer that these keys give; on "I don't know" where there are none."""
    session = session_of(name, *(other for other in ITEMS if other != name))
    entry = entered(session, pressed or ())
    if pressed is None:
        session.skip()
    else:
        response = entry.submit()
        assert response is not None, entry.nudge
        session.answer(response)
    assert session.current
    feedback = feedback_on(session.question, session.current, entry.label)
    citation = cite(session.question.passage)
    return lambda columns: feedback_view(session, entry, feedback, citation, columns, leaving=leaving)


def summed_up(given: dict[str, Any], *names: str, marked: str = "", offers: Sequence[Move] = (Move.AGAIN,)) -> Draw:
    """The end of a sitting with these responses; None is "I don't know", a question left out not reached."""
    session = session_of(*names)
    while session.question.id in given:
        if session.question.id == marked:
            session.flag()
        response = given[session.question.id]
        session.skip() if response is None else session.answer(response)
        if session.position + 1 == len(session):
            break
        session.next()
    session.finish()
    outcome = outcome_of(session)
    return lambda columns: summary_view(outcome, 200, DOCUMENT.cite, offers, columns)


def told(*covered: int) -> Any:
    entry = entered(session_of("tell-a-friend"), [keys.ENTER, *lettered_points(*covered)])
    return entry.submit()


def lettered_points(*places: int) -> list[str]:
    return [key for place in places for key in (LETTERS[place], keys.SPACE)]


RIGHT: dict[str, Any] = {
    "one-plant": 0,
    "true-teas": frozenset({0, 1}),
    "dark-in-the-air": 1,
    "green-or-black": (0, 1, 0, 1),
    "giving-taste": "steeping",
    "how-long": "4 minutes",
    "brewing-a-pot": (0, 1, 2, 3),
    "tell-a-friend": told(0, 1, 2),
}
MIXED = RIGHT | {"true-teas": frozenset({0, 2}), "green-or-black": (0, 0, 0, 1), "giving-taste": None}
SAID = "I boil fresh water, let it cool down a little, and pour it on the green leaves. After two minutes I"

VIEWS: dict[str, Draw] = {
    "menu": lambda columns: menu_view(FILE, 1, columns),
    "help": help_view,
    "question-choice": asked("one-plant"),
    "question-choice-half": asked("one-plant", [keys.DOWN, keys.DOWN], marked=True),
    "question-choice-nudge": asked("one-plant", [keys.ENTER]),
    "question-select": asked("true-teas"),
    "question-select-half": asked("true-teas", lettered("true-teas", 0, 2)),
    "question-true-false": asked("dark-in-the-air"),
    "question-true-false-half": asked("dark-in-the-air", ["f"]),
    "question-match": asked("green-or-black"),
    "question-match-half": asked("green-or-black", ["1", "2", keys.DOWN, "2", keys.ENTER]),
    "question-short-answer": asked("giving-taste"),
    "question-short-answer-half": asked("giving-taste", "steep"),
    "question-number": asked("how-long"),
    "question-number-half": asked("how-long", ["4", keys.ENTER]),
    "question-order": asked("brewing-a-pot"),
    "question-order-half": asked("brewing-a-pot", lettered("brewing-a-pot", 0, 3)),
    "question-teach-back": asked("tell-a-friend"),
    "question-teach-back-half": asked("tell-a-friend", SAID),
    "question-teach-back-points": asked("tell-a-friend", [*SAID, keys.ENTER, *lettered_points(1)]),
    "leaving": asked("one-plant", [keys.DOWN], leaving=True),
    "leaving-feedback": answered("one-plant", lettered("one-plant", 0), leaving=True),
    "feedback-right": answered("one-plant", lettered("one-plant", 0)),
    "feedback-wrong": answered("one-plant", lettered("one-plant", 2)),
    "feedback-wrong-true-false": answered("dark-in-the-air", ["t"]),
    "feedback-wrong-number": answered("how-long", "40 minutes"),
    "feedback-rejected": answered("giving-taste", "boiling"),
    "feedback-spelling": answered("giving-taste", "steaping"),
    "feedback-partly": answered("true-teas", lettered("true-teas", 0, 1, 2)),
    "feedback-partly-match": answered("green-or-black", "1112"),
    "feedback-partly-order": answered("brewing-a-pot", lettered("brewing-a-pot", 1, 0, 2, 3)),
    "feedback-not-known": answered("one-plant", None),
    "feedback-not-known-match": answered("green-or-black", None),
    "feedback-not-known-order": answered("brewing-a-pot", None),
    "feedback-not-known-typed": answered("how-long", None),
    "feedback-teach-back": answered("tell-a-friend", [*SAID, keys.ENTER, *lettered_points(0, 1)]),
    "feedback-not-cited": answered("one-plant", None, cite=lambda passage: None),
    "summary-mixed": summed_up(MIXED, marked="one-plant", offers=(Move.AGAIN, Move.MENU)),
    "summary-must-know-missed": summed_up(MIXED | {"one-plant": 1, "how-long": None}),
    "summary-all-right": summed_up(RIGHT, offers=(Move.MENU,)),
    "summary-ended-early": summed_up({"one-plant": 1, "true-teas": frozenset({0, 1})}),
    "summary-teach-back-only": summed_up({"tell-a-friend": told(0)}, "tell-a-friend", offers=()),
}


def picture(view: View) -> str:
    """A view as plain text."""
    lines = [line.plain.rstrip() for line in view.body]
    return "\n".join([*lines, "", *(line.plain.rstrip() for line in view.footer), ""])


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("name", VIEWS)
def test_a_screen_looks_as_it_did(name: str, columns: int) -> None:
    path = GOLDEN / f"{name}-{columns}.txt"
    drawn = picture(VIEWS[name](columns))
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(drawn, encoding="utf-8")
    assert drawn == path.read_text(encoding="utf-8")


def test_every_picture_belongs_to_a_screen() -> None:
    pictures = {path.name for path in GOLDEN.glob("*-[0-9]*.txt")}
    assert pictures - {f"{name}-{columns}.txt" for name in VIEWS for columns in WIDTHS} == set()


# What holds of every screen at any width

quick = settings(deadline=None, max_examples=60)
widths = st.integers(20, 140)
word = st.text(alphabet="abcdefghABC123é漢字🧵ש[]/.,-", min_size=1, max_size=14) | st.text(
    "x漢", min_size=30, max_size=60
)
phrase = st.lists(word, min_size=1, max_size=5).map(" ".join)
sentences = st.lists(word, min_size=1, max_size=12).map(" ".join)
phrases = st.lists(phrase, min_size=2, max_size=6, unique=True)
common: dict[str, st.SearchStrategy[Any]] = {
    "id": st.just("one"),
    "ask": sentences,
    "explain": sentences,
    "passage": sentences,
    "must_know": st.booleans(),
}


@st.composite
def options(draw: st.DrawFn, *, several: bool) -> tuple[Option, ...]:
    texts = draw(phrases)
    first = draw(st.integers(0, len(texts) - 1))
    right = {first} | (draw(st.sets(st.integers(0, len(texts) - 1))) if several else set())
    return tuple(Option(text, place in right, draw(sentences)) for place, text in enumerate(texts))


@st.composite
def matches(draw: st.DrawFn) -> Match:
    classes, items = draw(phrases), draw(phrases)
    pairs = tuple(Pair(item, draw(st.integers(0, len(classes) - 1)), draw(sentences)) for item in items)
    values: dict[str, Any] = {name: draw(value) for name, value in common.items()}
    return Match(classes=tuple(classes), pairs=pairs, **values)


def questions() -> st.SearchStrategy[AnyQuestion]:
    built: Callable[..., st.SearchStrategy[AnyQuestion]] = st.builds
    truth = st.builds(lambda because: (Option("True", True), Option("False", False, because)), sentences)
    units = st.sampled_from(["", "kg"])
    reject = st.builds(lambda answer, because: (Rejected(answer, because),), phrase, sentences)
    return st.one_of(
        built(Choice, options=options(several=False), **common),
        built(Select, options=options(several=True), **common),
        built(TrueFalse, options=truth, **common),
        built(ShortAnswer, accept=st.tuples(phrase), reject=reject, **common),
        built(
            Number,
            answer=st.integers(-999, 999),
            tolerance=st.integers(0, 9),
            unit=units,
            **common,
        ),
        matches(),
        built(Order, items=phrases.map(tuple), **common),
        built(TeachBack, covers=phrases.map(tuple), **common),
    )


pressed = st.lists(
    st.sampled_from(
        [keys.UP, keys.DOWN, keys.LEFT, keys.RIGHT, keys.SPACE, keys.ENTER, keys.BACKSPACE, *"abcXY129漢?"]
    ),
    max_size=40,
)
titles = st.tuples(phrase, phrase)
surroundings = st.none() | st.tuples(phrase, sentences, sentences)


def bank_of(title: str, *questions: AnyQuestion) -> Bank:
    return Bank("bank", title, questions)


def assert_fits(view: View, columns: int) -> None:
    """No line reaches the last column: clearing the rest of the line would take what stands there."""
    for line in [*view.body, *view.footer]:
        assert cell_len(line.plain) < columns, line.plain


def assert_holds(view: View, *texts: str) -> None:
    shown = words("\n".join(line.plain for line in view.body))
    for text in texts:
        assert words(text) in shown, f"{text!r} is not in\n{picture(view)}"


def parts_of(question: AnyQuestion) -> list[str]:
    match question:
        case Choice() | Select():
            return [option.text for option in question.options]
        case Match():
            return [pair.item for pair in question.pairs]
        case Order():
            return list(question.items)
    return []


@quick
@given(name=st.sampled_from(sorted(VIEWS)), columns=widths)
def test_no_line_is_wider_than_the_terminal(name: str, columns: int) -> None:
    assert_fits(VIEWS[name](columns), columns)


@quick
@given(name=st.sampled_from(sorted(VIEWS)), columns=st.integers(40, 140))
def test_a_screen_says_the_same_at_every_width(name: str, columns: int) -> None:
    def said(view: View) -> list[str]:
        return sorted(word for line in view.body for word in line.plain.split() if word.strip("━╸─▎"))

    assert said(VIEWS[name](columns)) == said(VIEWS[name](80))


@quick
@given(question=questions(), pressed=pressed, title=phrase, columns=widths)
def test_a_question_is_whole_at_any_width(question: AnyQuestion, pressed: Keys, title: str, columns: int) -> None:
    session = Session([Item(bank_of(title, question), question)], seed=SEED)
    entry = entered(session, pressed)
    view = question_view(session, entry, columns)
    assert_fits(view, columns)
    assert_holds(view, title, question.ask, *parts_of(question))
    if isinstance(question, Match):
        assert_holds(view, *question.classes)
    if isinstance(question, TeachBack) and not entry.typing:
        assert_holds(view, *question.covers)


@quick
@given(question=questions(), pressed=pressed, around=surroundings, columns=widths)
def test_feedback_is_whole_at_any_width(
    question: AnyQuestion, pressed: Keys, around: tuple[str, str, str] | None, columns: int
) -> None:
    session = Session([Item(bank_of("title", question), question)], seed=SEED)
    entry = entered(session, pressed)
    response = entry.submit()
    answer = session.skip() if response is None else session.answer(response)
    said: Feedback = feedback_on(question, answer, entry.label)
    citation = around and Citation(around[0], around[1], question.passage, around[2])
    view = feedback_view(session, entry, said, citation, columns)
    assert_fits(view, columns)
    assert_holds(view, question.ask, *parts_of(question), said.why, *said.parts, said.key, question.explain)
    assert_holds(view, "".join(citation) if citation else question.passage)


@quick
@given(
    asked=st.lists(questions(), min_size=1, max_size=4),
    titles=titles,
    presses=st.lists(pressed, max_size=4),
    columns=widths,
)
def test_the_summary_is_whole_at_any_width(
    asked: list[AnyQuestion], titles: tuple[str, str], presses: list[Keys], columns: int
) -> None:
    banks = [Bank("one", titles[0], tuple(asked)), Bank("two", titles[1], tuple(asked))]
    session = Session([Item(banks[place % 2], question) for place, question in enumerate(asked)], seed=SEED)
    for place, pressed in enumerate(presses[: len(asked)]):
        response = entered(session, pressed).submit()
        session.skip() if response is None else session.answer(response)
        if place + 1 < len(asked):
            session.next()
    session.finish()
    outcome = outcome_of(session)
    view = summary_view(outcome, 10, lambda passage: None, (Move.AGAIN, Move.MENU), columns)
    assert_fits(view, columns)
    for result in outcome.look_again:
        assert_holds(view, result.question.ask, *answer_in_words(result.question), result.question.passage)
    assert_holds(view, *(result.question.ask for result in outcome.teach_back))
    scored = [bank for bank, score in outcome.banks if score.questions]
    if len(scored) > 1:
        shown = iter(words("\n".join(line.plain for line in view.body)))
        assert all(letter in shown for letter in words("".join(bank.title for bank in scored)))


@quick
@given(title=phrase, titles=st.lists(phrase, min_size=1, max_size=12), cursor=st.integers(0, 12), columns=widths)
def test_the_menu_is_whole_at_any_width(title: str, titles: list[str], cursor: int, columns: int) -> None:
    question = ITEMS["one-plant"].question
    banks = tuple(Bank(f"bank-{place}", name, (question,) * 7) for place, name in enumerate(titles))
    file = QuestionFile(title, Path(), "en", banks)
    view = menu_view(file, min(cursor, len(titles)), columns)
    assert_fits(view, columns)
    assert_holds(view, title)
    first = max(row for row, line in enumerate(view.body) if not line.plain) + 1
    ends = [cell_len(line.plain) for line in view.body[first:]]
    assert ends.count(max(ends)) == len(titles) + 1


@quick
@given(typed=st.text(alphabet="ab 漢é", max_size=200), columns=widths)
def test_the_caret_stands_right_behind_what_was_typed(typed: str, columns: int) -> None:
    view = asked("giving-taste", typed)(columns)
    assert view.caret
    row, column = view.caret
    assert column < columns - 1
    assert view.focus[0] <= row <= view.focus[1]
    line = view.body[row].plain
    before = line if cell_len(line) < column else prefix(line, column)
    if typed.strip():
        behind = typed.rstrip()[-1]
        assert before.rstrip().endswith(behind)
        assert words(typed) in words("\n".join(line.plain for line in view.body))
    else:
        assert before.strip() in ("", "❯")


def prefix(line: str, cells: int) -> str:
    """The beginning of a line that takes this many cells."""
    taken = ""
    for character in line:
        if cell_len(taken + character) > cells:
            break
        taken += character
    return taken


@pytest.mark.parametrize("name", ["one-plant", "true-teas", "green-or-black", "brewing-a-pot"])
def test_the_focus_moves_down_with_the_pointer(name: str) -> None:
    views = [asked(name, [keys.DOWN] * moves)(40) for moves in (1, 2, 3)]
    for view in views:
        first, last = view.focus
        assert "❯" in view.body[first].plain
        assert first <= last < len(view.body)
    assert views[0].focus[0] < views[1].focus[0] <= views[2].focus[0]


@pytest.mark.parametrize("name", ["feedback-not-known-match", "feedback-not-known-order"])
def test_what_was_not_answered_is_not_marked_wrong(name: str) -> None:
    assert "✗" not in picture(VIEWS[name](80))


def test_the_focus_of_feedback_begins_at_the_verdict() -> None:
    for columns in WIDTHS:
        view = VIEWS["feedback-wrong"](columns)
        assert view.body[view.focus[0]].plain.startswith("  ✗ Not quite")
