"""The screens: each compared with tests/golden, and rules for all of them at any width.

With UPDATE_GOLDEN=1 in the environment the pictures are written anew.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kept import assert_as_kept
from kinds import DOCUMENT, FILE, ITEMS, QUESTIONS, RIGHT, SEED, assert_fits, entered
from rich.cells import set_cell_size
from rich.style import Style
from terminal import words

from quiz.bank.document import parse_document
from quiz.bank.reader import read_question_file
from quiz.core.citation import Cite, quotations
from quiz.core.feedback import feedback_on
from quiz.core.handout import handout_of, standings_from
from quiz.core.home import home_of
from quiz.core.kinds import TeachBackResponse
from quiz.core.kinds.question import LETTERS
from quiz.core.outcome import Outcome, outcome_of
from quiz.core.selection import select_items
from quiz.core.session import NO_RULES, Rules, Session
from quiz.pages.handout_page import handout_page
from quiz.pages.summary import details_page, summary_of
from quiz.terminal import keys
from quiz.terminal.block_lines import details_view, shown_page_view, summary_view
from quiz.terminal.controls import entry_for
from quiz.terminal.controls.type import TypeEntry
from quiz.terminal.frontend import Move
from quiz.terminal.home_view import home_view
from quiz.terminal.layout import ACCENT, STYLES
from quiz.terminal.overview import overview_view
from quiz.terminal.page import View
from quiz.terminal.views import (
    Asking,
    document_view,
    feedback_view,
    help_view,
    notice_lines,
    offer_view,
    passage_lines,
    question_view,
)
from quiz.terminal.wording import offered

GOLDEN = Path(__file__).parent / "golden"
MIXED = RIGHT | {"true-teas": frozenset({0, 2}), "green-or-black": (0, 0, 0, 1), "giving-taste": None}
SURE = {
    "one-plant": 3,
    "true-teas": 3,
    "dark-in-the-air": 1,
    "green-or-black": 2,
    "how-long": 1,
    "brewing-a-pot": 2,
}
EXPLANATION = "I boil fresh water, let it cool down a little, and pour it on the green leaves. After two minutes I"

Draw = Callable[[int], View]
Keys = Sequence[str]


def session_of(*names: str, rules: Rules = NO_RULES) -> Session:
    """A session with these questions, or with all of them."""
    return Session([ITEMS[name] for name in names or ITEMS], seed=SEED, rules=rules)


def beginning_with(name: str) -> Session:
    """A session with all questions, this one first."""
    return session_of(name, *(other for other in ITEMS if other != name))


def lettered(name: str, *places: int) -> list[str]:
    """The keys that tick or place these parts of a question."""
    order = session_of(name).shown_order()
    return [key for place in places for key in (LETTERS[order.index(place)], keys.SPACE)]


def points(*places: int) -> list[str]:
    """The keys that tick these points of the teach-back, which are never shuffled."""
    return [key for place in places for key in (LETTERS[place], keys.SPACE)]


def asked(name: str, pressed: Keys = (), *, asking: Asking = Asking.ANSWER, marked: bool = False) -> Draw:
    session = beginning_with(name)
    if marked:
        session.flag()
    entry = entered(session, pressed)
    return lambda columns: question_view(session, entry, DOCUMENT.cite, columns, asking=asking)


def answered(
    name: str,
    pressed: Keys | None,
    *,
    cite: Cite = DOCUMENT.cite,
    leaving: bool = False,
    certainty: int | None = None,
) -> Draw:
    """The feedback on the answer that these keys give; without keys, on "I don't know"."""
    session = beginning_with(name)
    entry = entered(session, pressed or ())
    if pressed is None:
        session.skip()
    else:
        response = entry.submit()
        assert response is not None, entry.nudge
        session.answer(response, certainty)
    assert session.current
    feedback = feedback_on(session.question, session.current, entry.label)
    return lambda columns: feedback_view(session, entry, feedback, cite, columns, leaving=leaving)


def outcome_with(given: dict[str, Any], *names: str, marked: str = "", rules: Rules = NO_RULES) -> Outcome:
    """The outcome of a session with these responses; None is "I don't know", a missing question was not reached."""
    session = session_of(*names, rules=rules)
    while session.question.id in given:
        if session.question.id == marked:
            session.flag()
        response = given[session.question.id]
        certainty = SURE.get(session.question.id) if rules.certainty else None
        session.skip() if response is None else session.answer(response, certainty)
        if session.at_last:
            break
        session.next()
    session.finish()
    return outcome_of(session)


def summed_up(
    outcome: Outcome, offers: Sequence[Move] = (Move.AGAIN,), *, rows: int | None = 24, cursor: int | None = None
) -> Draw:
    summary = summary_of(outcome, FILE)
    return lambda columns: summary_view(summary, offered(outcome, offers), columns, rows=rows, cursor=cursor)


def detailed(outcome: Outcome) -> Draw:
    return lambda columns: details_view(details_page(outcome, FILE, 200), columns)


def handed_out(outcome: Outcome) -> Draw:
    page = handout_page(handout_of(FILE, standings_from(outcome)))
    return lambda columns: shown_page_view(page, columns, can_save=True)


def exam(*, left: float | None = None) -> Session:
    """An exam of which the first and the third question are answered, and the second is marked."""
    session = session_of(rules=Rules(exam=True, minutes=left and 20))
    session.answer(RIGHT["one-plant"])
    session.next()
    session.flag()
    session.next()
    session.answer(RIGHT["dark-in-the-air"])
    return session


def examined(left: float) -> Draw:
    """A question of an exam, with the answer that was given to it before."""
    session = exam(left=left)
    assert session.current
    entry = entry_for(session.question, session.shown_order(), session.current.response)
    return lambda columns: question_view(session, entry, DOCUMENT.cite, columns, left=left)


def all_questions(*, ending: Move | None = None, left: float | None = None) -> Draw:
    session = exam(left=left)
    return lambda columns: overview_view(session, 1, columns, ending=ending, left=left)


def noted(draw: Draw, *notices: str) -> Draw:
    return lambda columns: draw(columns)._replace(notice=notice_lines(notices, columns))


LATER = home_of(
    FILE,
    standings_from(outcome_with({"one-plant": 0, "true-teas": frozenset({0}), "how-long": "4 minutes"})),
    now=0,
    unfinished=(2, 8),
)

VIEWS: dict[str, Draw] = {
    "menu": lambda columns: home_view(home_of(FILE, {}, now=0), 1, columns),
    "menu-later": lambda columns: home_view(LATER, LATER.cursor, columns),
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
    "question-teach-back-half": asked("tell-a-friend", EXPLANATION),
    "question-teach-back-points": asked("tell-a-friend", [*EXPLANATION, keys.ENTER, *points(1)]),
    "document": lambda columns: document_view(DOCUMENT, QUESTIONS["how-long"].passages, columns),
    "leaving": asked("one-plant", [keys.DOWN], asking=Asking.LEAVING),
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
    "feedback-teach-back": answered("tell-a-friend", [*EXPLANATION, keys.ENTER, *points(0, 1)]),
    "feedback-not-cited": answered("one-plant", None, cite=lambda passage: None),
    "summary-mixed": summed_up(outcome_with(MIXED, marked="one-plant"), (Move.AGAIN, Move.MENU)),
    "summary-must-know-missed": summed_up(outcome_with(MIXED | {"one-plant": 1, "how-long": None})),
    "summary-mixed-chosen": summed_up(outcome_with(MIXED, marked="one-plant"), (Move.AGAIN, Move.PAGE), cursor=2),
    "summary-transcript": summed_up(outcome_with(MIXED | {"one-plant": 1}), rows=None),
    "summary-little-room": summed_up(outcome_with(MIXED | {"one-plant": 1}), rows=12, cursor=3),
    "summary-details": detailed(outcome_with(MIXED | {"one-plant": 1})),
    "summary-all-right": summed_up(outcome_with(RIGHT), (Move.MENU,)),
    "summary-ended-early": summed_up(outcome_with({"one-plant": 1, "true-teas": frozenset({0, 1})})),
    "summary-teach-back-only": summed_up(
        outcome_with({"tell-a-friend": TeachBackResponse("", frozenset({0}))}, "tell-a-friend"), ()
    ),
    "asking-certainty": asked("one-plant", [keys.DOWN], asking=Asking.CERTAINTY),
    "feedback-sure-and-wrong": answered("one-plant", lettered("one-plant", 2), certainty=3),
    "feedback-fairly-sure-and-partly": answered("true-teas", lettered("true-teas", 0), certainty=2),
    "exam-question": examined(left=730),
    "exam-question-last-minute": examined(left=20),
    "overview": all_questions(left=730),
    "overview-handing-in": all_questions(ending=Move.HAND_IN),
    "overview-leaving": all_questions(ending=Move.LEAVE),
    "offer": lambda columns: offer_view(
        "You have an unfinished quiz (The leaves): 3 of 8 answered on Monday.", "quiz resume", columns
    ),
    "summary-certainty": summed_up(
        outcome_with(MIXED, rules=Rules(certainty=True)), (Move.AGAIN, Move.PAGE, Move.MENU)
    ),
    "summary-details-certainty-score": detailed(outcome_with(MIXED, rules=Rules(certainty=True, certainty_score=True))),
    "summary-pass-mark": summed_up(outcome_with(RIGHT | {"giving-taste": None}, rules=Rules(pass_at=0.8))),
    "summary-pass-mark-missed": summed_up(outcome_with({"one-plant": 1}, rules=Rules(pass_at=0.8))),
    "handout": handed_out(outcome_with(MIXED | {"one-plant": 1}, marked="true-teas")),
    "handout-all-right": handed_out(outcome_with(RIGHT)),
    "question-notice": noted(
        asked("one-plant"),
        "2 questions have changed since and won't be asked.",
        "Your answers are not being saved: "
        "the disk of /home/anna/.local/share/leaflet-quiz is full or cannot be written.",
    ),
    "feedback-notice": noted(
        answered("one-plant", lettered("one-plant", 0)), "Time's up. Your answers have been handed in."
    ),
}


CUT = ("menu", *(f"summary-{name}" for name in "mixed must-know little-room ended certainty pass teach".split()))
WHOLE = [name for name in VIEWS if not name.startswith(CUT)]
"""The screens whose words don't depend on the room."""
PICTURES = [
    *((name, columns) for name in VIEWS for columns in (40, 80)),
    ("question-match-half", 120),
    ("summary-mixed", 120),
]


def body_text(view: View) -> str:
    return "\n".join(line.plain.rstrip() for line in view.body)


def picture(view: View) -> str:
    """A view as plain text."""
    notice = [*(line.plain.rstrip() for line in view.notice), ""] if view.notice else []
    return "\n".join([body_text(view), "", *notice, *(line.plain.rstrip() for line in view.footer), ""])


@pytest.mark.parametrize(("name", "columns"), PICTURES, ids=[f"{name}-{columns}" for name, columns in PICTURES])
def test_a_screen_looks_as_it_did(name: str, columns: int) -> None:
    path = GOLDEN / f"{name}-{columns}.txt"
    drawn = picture(VIEWS[name](columns))
    assert_as_kept(drawn, path)


def test_every_picture_belongs_to_a_screen() -> None:
    pictures = {path.name for path in GOLDEN.glob("*-[0-9]*.txt")}
    assert pictures == {f"{name}-{columns}.txt" for name, columns in PICTURES}


# At any width


@settings(max_examples=60)
@given(name=st.sampled_from(sorted(VIEWS)), columns=st.integers(20, 140))
def test_no_line_is_wider_than_the_terminal(name: str, columns: int) -> None:
    assert_fits(VIEWS[name](columns), columns)


@settings(max_examples=60)
@given(name=st.sampled_from(sorted(WHOLE)), columns=st.integers(40, 140))
def test_a_screen_says_the_same_at_every_width(name: str, columns: int) -> None:
    def words_of(view: View) -> list[str]:
        return sorted(word for word in body_text(view).split() if word.strip("━╸─▎_"))

    assert words_of(VIEWS[name](columns)) == words_of(VIEWS[name](80))


# The end on a small terminal

WHOLE_FILE = read_question_file(Path(__file__).parent.parent / "questions.yaml")


@pytest.mark.parametrize("columns", [40, 80])
@pytest.mark.parametrize("number", [10, WHOLE_FILE.questions])
@pytest.mark.parametrize(("notice", "exam"), [(0, False), (3, False), (0, True)], ids=["quiet", "notice", "exam"])
def test_the_end_fits_24_rows_and_shows_each_question_to_review(
    columns: int, number: int, notice: int, exam: bool
) -> None:
    rows = 24 - notice
    items = select_items(WHOLE_FILE.banks, seed=SEED, count=number)
    session = Session(items, seed=SEED, rules=Rules(exam=exam))
    for _ in items:
        session.skip()
        session.next()
    if exam:
        session.hand_in()
    outcome = outcome_of(session)
    summary, offers = summary_of(outcome, WHOLE_FILE), offered(outcome, (Move.AGAIN, Move.PAGE, Move.MENU))
    assert (len(summary.rows), len(summary.urgent)) == (number, 1)
    for cursor, row in enumerate(summary.rows):
        view = summary_view(summary, offers, columns, rows=rows, cursor=cursor)
        assert len(view.body) + 1 + len(view.footer) <= rows
        assert_fits(view, columns)
        shown = view.body[view.focus[0]].plain
        assert shown.startswith("  ❯ ? ")
        assert words(row.text)[:20] in words(shown)


# The overview of an exam


@pytest.mark.parametrize("columns", [40, 80])
@pytest.mark.parametrize("ending", [None, Move.HAND_IN, Move.LEAVE], ids=["choosing", "handing in", "leaving"])
def test_45_questions_of_an_exam_fit_24_rows_and_the_one_at_the_cursor_is_named(
    columns: int, ending: Move | None
) -> None:
    items = select_items(WHOLE_FILE.banks, seed=SEED, count=45)
    session = Session(items, seed=SEED, rules=Rules(exam=True, minutes=20))
    for _ in range(7):
        session.skip()
        session.next()
    session.flag()
    for cursor, item in enumerate(items):
        view = overview_view(session, cursor, columns, ending=ending, left=730)
        assert len(view.body) + 1 + len(view.footer) <= 24
        assert_fits(view, columns)
        text = body_text(view)
        assert f"❯ {cursor + 1:>2} " in text
        assert all(f" {place:>2} {'●' if place < 8 else '○'}{'m' * (place == 8)}" in text for place in range(1, 46))
        state = "answered" if cursor < 7 else "open, marked" if cursor == 7 else "open"
        assert words(f"Question {cursor + 1} ({state}): {item.question.asked}")[:60] in words(text)


def test_the_items_of_a_list_follow_each_other_and_the_passage_is_marked() -> None:
    document = parse_document("# Pots\n\nYou need:\n\n- a pot\n- fresh water\n\nThen wait.\n", Path("pots.md"))
    view = document_view(document, ["fresh water"], 40)
    lines = [line.plain.strip() for line in view.body]
    assert lines == ["", "Pots", "", "You need:", "", "• a pot", "▎ fresh water", "", "Then wait."]
    assert view.focus[0] == lines.index("▎ fresh water") - 2


# The caret and the focus


@settings(max_examples=60)
@given(
    typed=st.lists(st.sampled_from(["a", "b", " ", "漢", "é", "e\u0301"]), max_size=200).map("".join),
    moves=st.lists(st.sampled_from([keys.LEFT, keys.RIGHT, keys.WORD_LEFT, keys.HOME]), max_size=50),
    columns=st.integers(10, 140),
)
def test_the_caret_is_where_the_next_letter_comes(typed: str, moves: Keys, columns: int) -> None:
    session = beginning_with("giving-taste")
    entry = entered(session, [*typed, *moves])
    assert isinstance(entry, TypeEntry)
    view = question_view(session, entry, DOCUMENT.cite, columns)
    assert view.caret
    row, column = view.caret
    assert column < columns
    assert view.focus[0] <= row <= view.focus[1]
    first = next(number for number, line in enumerate(view.body) if "❯" in line.plain)
    above = [line.plain[2:] for line in view.body[first:row]]
    before = "".join([*above, set_cell_size(view.body[row].plain, column)]).replace("❯", "")
    assert words(before) == words(entry.typed.before)
    assert words(typed) in words(body_text(view))


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
    assert "✗" not in body_text(VIEWS[name](80))


def test_the_focus_of_feedback_begins_at_the_verdict() -> None:
    for columns in (40, 80):
        view = VIEWS["feedback-wrong"](columns)
        assert view.body[view.focus[0]].plain.startswith("  ✗ Not quite")


# Tables and code of a document


TABLE = parse_document(
    "# Doses\n\n| Age | Dose | When |\n|-|-|-|\n| 0-2 | 5 mg | mornings |\n| 3-6 | 10 mg | |\n\n```\ncd x\nls *\n```\n",
    Path("page.md"),
)


def test_a_row_is_drawn_under_the_headings_of_its_table_where_it_fits() -> None:
    first, second = quotations(["0-2 | 5 mg", "10 mg"], TABLE.cite)
    assert [line.plain for line in passage_lines(first, 40)] == [
        "▎ Doses",
        "▎ Age │ Dose │ When",
        "▎ 0-2 │ 5 mg │ mornings",
    ]
    row = passage_lines(second, 40)[-1]
    assert row.plain == "▎ 3-6 │ 10 mg │"
    assert [row.plain[span.start : span.end] for span in row.spans if span.style == "bold"] == ["10 mg"]
    narrow = passage_lines(first, 20)
    assert " ".join(line.plain.removeprefix("▎ ").strip() for line in narrow) == (
        "Doses Age: 0-2 · Dose: 5 mg · When: mornings"
    )
    assert str(first) == "The document, under “Doses”: “Age: 0-2 · Dose: 5 mg · When: mornings”"


def test_passages_of_one_row_are_shown_together_and_those_of_two_rows_are_not() -> None:
    same, other = quotations(["5 mg", "mornings", "3-6"], TABLE.cite)
    assert same.citation and same.citation.passage == "5 mg · When: mornings"
    assert other.citation and other.citation.passage == "3-6"


def test_lines_of_code_are_drawn_as_lines_and_spoken_as_one() -> None:
    [code] = quotations(["cd x ls"], TABLE.cite)
    assert [line.plain for line in passage_lines(code, 40)] == ["▎ Doses", "▎ cd x", "▎ ls *"]
    assert str(code) == "The document, under “Doses”: “cd x ⏎ ls *”"


def luminance(channels: Sequence[int]) -> float:
    """Relative luminance of a colour in sRGB, as WCAG 2 defines it."""
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in channels)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("background", [(255, 255, 255), (30, 30, 30), (0, 0, 0)], ids=["white", "grey", "black"])
def test_every_colour_can_be_read_on_light_and_on_dark(background: Sequence[int]) -> None:
    coloured = [style for style in (Style.parse(name) for name in {ACCENT, *STYLES.values()}) if style.color]
    assert len(coloured) == 5
    for style in coloured:
        assert style.color
        light, dark = sorted([luminance(style.color.get_truecolor()), luminance(background)], reverse=True)
        assert (light + 0.05) / (dark + 0.05) > 3.5, style


def test_an_answer_can_only_be_kept_where_there_is_one() -> None:
    entry = entry_for(QUESTIONS["how-long"], [], None)
    assert entry.submit() is None
    assert ("Enter", "keep this answer") not in entry.hints
    for key in "four minuts":
        entry.press(key)
    assert entry.submit() is None
    assert ("Enter", "keep this answer") in entry.hints
