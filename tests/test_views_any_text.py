"""Views of any question, any text and any answer: at any width they show all of it, and fit."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from kinds import QUESTIONS, SEED, assert_fits, assert_holds, entered, texts_of
from rich.cells import cell_len
from terminal import words

from quiz.core.bank import Bank, Item, QuestionFile
from quiz.core.citation import Citation
from quiz.core.feedback import feedback_on
from quiz.core.home import home_of
from quiz.core.kinds import (
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
from quiz.core.outcome import outcome_of
from quiz.core.session import Session
from quiz.pages.summary import summary_of
from quiz.terminal import keys
from quiz.terminal.block_lines import summary_view
from quiz.terminal.frontend import Move
from quiz.terminal.home_view import home_view
from quiz.terminal.page import View
from quiz.terminal.views import feedback_view, question_view
from quiz.terminal.wording import offered

Keys = Sequence[str]

quick = settings(max_examples=60)
widths = st.integers(20, 140)
long_word = st.text("x漢", min_size=30, max_size=60)
word = st.text("abcdefghABC123é漢字🧵ש[]/.,-", min_size=1, max_size=14) | long_word
phrase = st.lists(word, min_size=1, max_size=5).map(" ".join)
sentences = st.lists(word, min_size=1, max_size=12).map(" ".join)
phrases = st.lists(phrase, min_size=2, max_size=6, unique=True)
words_of_a_document = dict.fromkeys(("context", "before", "passage", "after"), sentences)
citations = st.builds(Citation, heading=phrase, columns=st.just(()), **words_of_a_document)
passages = st.none() | citations
pressed = st.lists(
    st.sampled_from(
        [keys.UP, keys.DOWN, keys.LEFT, keys.RIGHT, keys.SPACE, keys.ENTER, keys.BACKSPACE, *"abcXY129漢?"]
    ),
    max_size=40,
)
common: dict[str, st.SearchStrategy[Any]] = {
    "id": st.just("one"),
    "ask": sentences,
    "explain": sentences,
    "passage": st.tuples(sentences),
    "must_know": st.booleans(),
}


@st.composite
def options(draw: st.DrawFn, *, several: bool) -> tuple[Option, ...]:
    texts = draw(phrases)
    place = st.integers(0, len(texts) - 1)
    right = {draw(place)} | (draw(st.sets(place)) if several else set())
    return tuple(Option(text, place in right, draw(sentences)) for place, text in enumerate(texts))


@st.composite
def matches(draw: st.DrawFn) -> Match:
    classes, items = draw(phrases), draw(phrases)
    pairs = tuple(Pair(item, draw(st.sampled_from(classes)), draw(sentences)) for item in items)
    values: dict[str, Any] = {name: draw(value) for name, value in common.items()}
    return Match(classes=tuple(classes), pairs=pairs, **values)


def questions() -> st.SearchStrategy[AnyQuestion]:
    built: Callable[..., st.SearchStrategy[AnyQuestion]] = st.builds
    whole = st.integers(-999, 999)
    reject = st.builds(lambda answer, because: (Rejected(answer, because),), phrase, sentences)
    return st.one_of(
        built(Choice, options=options(several=False), **common),
        built(Select, options=options(several=True), **common),
        built(TrueFalse, answer=st.booleans(), because=sentences, **common),
        built(ShortAnswer, accept=st.tuples(phrase), reject=reject, **common),
        built(Number, answer=whole, tolerance=st.integers(0, 9), unit=st.sampled_from(["", "kg"]), **common),
        matches(),
        built(Order, items=phrases.map(tuple), **common),
        built(TeachBack, covers=phrases.map(tuple), **common),
    )


def body(view: View) -> list[str]:
    return [line.plain for line in view.body]


@quick
@given(question=questions(), pressed=pressed, title=phrase, columns=widths)
def test_a_question_is_whole(question: AnyQuestion, pressed: Keys, title: str, columns: int) -> None:
    session = Session([Item(Bank("bank", title, (question,)), question)], seed=SEED)
    entry = entered(session, pressed)
    view = question_view(session, entry, lambda passage: None, columns)
    assert_fits(view, columns)
    assert_holds(body(view), title, *texts_of(question))
    if isinstance(question, TeachBack) and not entry.typing:
        assert_holds(body(view), *question.covers)


@quick
@given(question=questions(), pressed=pressed, citation=passages, columns=widths)
def test_feedback_is_whole(question: AnyQuestion, pressed: Keys, citation: Citation | None, columns: int) -> None:
    session = Session([Item(Bank("bank", "title", (question,)), question)], seed=SEED)
    entry = entered(session, pressed)
    response = entry.submit()
    answer = session.skip() if response is None else session.answer(response)
    feedback = feedback_on(question, answer, entry.label)
    view = feedback_view(session, entry, feedback, lambda passage: citation, columns)
    assert_fits(view, columns)
    said = feedback.comments if entry.lists_key else (*feedback.parts, feedback.key)
    assert_holds(body(view), question.asked, *parts_of(question), feedback.why, *said, question.explain)
    assert_holds(body(view), citation.heading + citation.text if citation else question.passage[0])


def parts_of(question: AnyQuestion) -> list[str]:
    """The parts of a question that its feedback shows; of a match not the classes that nothing belongs to."""
    if isinstance(question, Match):
        return [pair.item for pair in question.pairs]
    return texts_of(question)[1:]


@quick
@given(
    asked=st.lists(questions(), min_size=1, max_size=4),
    titles=st.tuples(phrase, phrase),
    presses=st.lists(pressed, max_size=4),
    columns=widths,
    rows=st.integers(2, 40),
)
def test_the_summary_is_whole(
    asked: list[AnyQuestion], titles: tuple[str, str], presses: list[Keys], columns: int, rows: int
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
    file = QuestionFile("any", "title", Path(), "en", tuple(banks))
    summary, offers = summary_of(outcome, file), offered(outcome, (Move.AGAIN, Move.MENU))
    view = summary_view(summary, offers, columns)
    assert_fits(view, columns)
    assert_holds(body(view), *(result.question.ask for result in outcome.listed))
    for cursor in range(len(summary.rows)):
        on_screen = summary_view(summary, offers, columns, rows=rows, cursor=cursor)
        assert_fits(on_screen, columns)
        assert body(on_screen)[on_screen.focus[0]].lstrip().startswith("❯")
    scored = [bank for bank, score in outcome.banks if score.questions]
    if len(scored) > 1:
        shown = iter(words("\n".join(body(view))))
        assert all(letter in shown for letter in words("".join(bank.title for bank in scored)))


@quick
@given(title=phrase, titles=st.lists(phrase, min_size=1, max_size=12), cursor=st.integers(0, 12), columns=widths)
def test_the_menu_is_complete_and_its_counts_are_aligned(
    title: str, titles: list[str], cursor: int, columns: int
) -> None:
    question = QUESTIONS["one-plant"]
    banks = tuple(Bank(f"bank-{place}", name, (question,) * 7) for place, name in enumerate(titles))
    file = QuestionFile("any", title, Path(), "en", banks)
    view = home_view(home_of(file, {}, now=0), min(cursor, len(titles)), columns)
    assert_fits(view, columns)
    assert_holds(body(view), title)
    assert all("! must know" in line for line in body(view) if "must know" in line)
    ends = [cell_len(line) for line in body(view) if line.endswith(("question", "questions", " 7"))]
    assert columns < 40 or ends.count(max(ends)) == len(titles) + 2
