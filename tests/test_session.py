"""Sessions: which questions, in which order, and which steps are allowed when."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.core.bank import Bank, Item
from quiz.core.kinds import AnyQuestion, Choice, Option, Order, Select, TeachBack, TeachBackResponse
from quiz.core.outcome import Verdict, outcome_of
from quiz.core.selection import select_items, shown_order
from quiz.core.session import Answer, Phase, Rules, Session, WrongMove

RIGHT, WRONG = 0, 1


def choice(name: str, **more: Any) -> Choice:
    two = (Option("right", True), Option("wrong", False, "It is not."), Option("other", False, "Nor this."))
    return Choice(id=name, ask=name, explain="x", passage=("x",), options=two, **more)


def teach_back(name: str) -> TeachBack:
    return TeachBack(id=name, ask=name, explain="x", passage=("x",), covers=("one", "two"))


def bank(*questions: AnyQuestion, name: str = "bank") -> Bank:
    return Bank(name, name.title(), questions)


def started(*questions: AnyQuestion, exam: bool = False) -> Session:
    return Session(select_items([bank(*questions)], seed=1, in_order=True), seed=1, rules=Rules(exam=exam))


TEN = bank(*(choice(f"q{i}") for i in range(10)))


def ids(items: tuple[Item, ...]) -> list[str]:
    return [item.question.id for item in items]


def test_the_same_seed_gives_the_same_session() -> None:
    assert select_items([TEN], seed=7) == select_items([TEN], seed=7)
    assert ids(select_items([TEN], seed=7)) != ids(select_items([TEN], seed=8))
    assert sorted(ids(select_items([TEN], seed=7))) == [f"q{i}" for i in range(10)]


def test_in_order_is_the_order_of_the_file() -> None:
    assert ids(select_items([TEN], seed=7, in_order=True)) == [f"q{i}" for i in range(10)]


def test_a_count_takes_a_sample_and_never_more_than_there_is() -> None:
    assert len(select_items([TEN], seed=1, count=3)) == 3
    assert len(select_items([TEN], seed=1, count=99)) == 10
    assert ids(select_items([TEN], seed=1, count=2, in_order=True)) == ["q0", "q1"]


@given(st.integers(0, 2**32))
def test_teach_back_comes_last(seed: int) -> None:
    items = select_items(
        [bank(teach_back("t"), choice("a"), choice("b")), bank(teach_back("u"), name="other")], seed=seed
    )
    assert {item.question.id for item in items[:2]} == {"a", "b"}


def test_options_are_shown_in_many_orders_and_the_same_for_the_same_seed() -> None:
    question = choice("q")
    assert {shown_order(question, seed) for seed in range(60)} == {
        (0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0),
    }  # fmt: skip
    assert shown_order(question, 5) == shown_order(choice("q"), 5)


def test_keep_order_keeps_it() -> None:
    assert {shown_order(choice("q", keep_order=True), seed) for seed in range(20)} == {(0, 1, 2)}


@given(st.integers(0, 2**32))
def test_what_is_to_be_ordered_is_never_shown_in_order(seed: int) -> None:
    assert shown_order(Order(id="o", ask="?", explain="x", passage=("x",), items=("1", "2")), seed) == (1, 0)


def test_a_session_alternates_question_and_feedback_to_its_end() -> None:
    session = started(choice("a"), choice("b"))
    assert (session.phase, session.question.id, session.current) == (Phase.ASKING, "a", None)
    assert session.answer(RIGHT) == Answer(RIGHT, 1)
    assert (session.phase, session.current) == (Phase.FEEDBACK, Answer(RIGHT, 1))
    session.next()
    assert (session.phase, session.question.id) == (Phase.ASKING, "b")
    session.skip()
    session.next()
    assert session.phase is Phase.ENDED


def test_an_answer_is_final_once_its_feedback_was_seen() -> None:
    session = started(choice("a"), choice("b"))
    session.answer(WRONG)
    for step in (lambda: session.answer(RIGHT), session.skip, session.back, lambda: session.go_to(0)):
        with pytest.raises(WrongMove):
            step()
    assert session.answers == {0: Answer(WRONG, 0)}


def test_no_question_is_skipped_and_nothing_follows_the_end() -> None:
    session = started(choice("a"))
    with pytest.raises(WrongMove):
        session.next()
    session.finish()
    for step in (lambda: session.answer(RIGHT), session.skip, session.flag, session.next):
        with pytest.raises(WrongMove):
            step()


def test_a_flag_can_be_set_and_removed() -> None:
    session = started(choice("a"))
    assert session.flag() is True
    assert session.flag() is False
    session.answer(RIGHT)
    assert session.flag() is True


def test_an_exam_goes_back_and_changes_and_gives_no_feedback() -> None:
    session = started(choice("a"), choice("b"), choice("c"), exam=True)
    session.answer(WRONG)
    assert session.phase is Phase.ASKING
    session.next()
    session.next()
    session.answer(RIGHT)
    session.next()
    assert (session.position, session.phase) == (2, Phase.ASKING)
    session.back()
    session.back()
    session.back()
    assert session.position == 0
    session.answer(RIGHT)
    session.go_to(2)
    with pytest.raises(WrongMove):
        session.go_to(3)
    session.finish()
    assert {position: answer.mark for position, answer in session.answers.items()} == {0: 1, 2: 1}
    assert [result.verdict for result in outcome_of(session).results] == [
        Verdict.RIGHT,
        Verdict.NOT_REACHED,
        Verdict.RIGHT,
    ]


def test_an_exam_is_handed_in_while_it_asks_and_only_once() -> None:
    session = started(choice("a"), choice("b"), choice("c"), exam=True)
    session.next()
    session.answer(WRONG)
    session.hand_in()
    assert (session.handed_in, session.position, session.phase) == (True, 1, Phase.ENDED)
    for step in (session.hand_in, session.back, lambda: session.go_to(1), lambda: session.answer(RIGHT), session.skip):
        with pytest.raises(WrongMove):
            step()


def test_after_the_hand_in_every_question_has_its_feedback_also_those_left_open() -> None:
    session = started(choice("a"), choice("b"), choice("c"), exam=True)
    session.next()
    session.answer(WRONG)
    session.hand_in()
    seen = []
    for position in range(len(session)):
        session.look_back(position)
        assert session.phase is Phase.FEEDBACK
        seen.append((session.question.id, session.current))
    session.finish()
    assert seen == [("a", None), ("b", Answer(WRONG, 0)), ("c", None)]
    assert session.phase is Phase.ENDED
    assert [result.verdict for result in outcome_of(session).results] == [
        Verdict.NOT_REACHED,
        Verdict.WRONG,
        Verdict.NOT_REACHED,
    ]


def test_looking_back_at_an_exam_changes_no_mark() -> None:
    session = started(choice("a"), choice("b"), exam=True)
    session.next()
    session.answer(RIGHT)
    with pytest.raises(WrongMove):
        session.look_back(0)
    session.hand_in()
    session.look_back(0)
    with pytest.raises(WrongMove):
        session.answer(RIGHT)
    session.finish()
    assert session.phase is Phase.ENDED
    assert outcome_of(session).score.earned == 1
    with pytest.raises(WrongMove):
        session.next()


def test_only_an_exam_is_handed_in() -> None:
    session = started(choice("a"))
    with pytest.raises(WrongMove):
        session.hand_in()
    assert not session.handed_in


def test_a_later_answer_in_an_exam_replaces_the_mark_and_the_certainty() -> None:
    session = started(choice("a"), exam=True)
    session.answer(WRONG, 3)
    session.answer(RIGHT, 1)
    assert session.answers == {0: Answer(RIGHT, 1, 1)}
    session.skip()
    assert session.answers == {0: Answer(None, 0)}


@pytest.mark.parametrize(
    ("given", "begins_at"),
    [({}, 0), ({0: Answer(RIGHT, 1)}, 1), ({0: Answer(RIGHT, 1), 2: Answer(None, 0)}, 1), ({1: Answer(WRONG, 0)}, 0)],
    ids=["nothing", "the first", "with a gap", "the second"],
)
@pytest.mark.parametrize("exam", [False, True], ids=["sitting", "exam"])
def test_a_session_with_answers_begins_at_the_first_open_question(
    given: dict[int, Answer], begins_at: int, exam: bool
) -> None:
    items = select_items([bank(choice("a"), choice("b"), choice("c"))], seed=1, in_order=True)
    session = Session(items, seed=1, rules=Rules(exam=exam), answers=given)
    assert (session.position, session.phase, session.answers) == (begins_at, Phase.ASKING, given)


def test_an_exam_whose_every_question_is_answered_begins_at_its_last() -> None:
    items = select_items([bank(choice("a"), choice("b"))], seed=1, in_order=True)
    session = Session(items, seed=1, rules=Rules(exam=True), answers=dict.fromkeys((0, 1), Answer(RIGHT, 1)))
    assert (session.position, session.complete) == (1, True)


def test_a_session_needs_a_question() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Session((), seed=1)


def answered(session: Session, *responses: Any) -> Session:
    for response in responses:
        if response is None:
            session.skip()
        else:
            session.answer(response)
        session.next()
    return session


def test_quitting_after_one_of_ten_is_one_of_ten() -> None:
    session = answered(started(*TEN.questions), RIGHT)
    session.finish()
    score = outcome_of(session).score
    assert (score.earned, score.possible, score.answered, score.questions) == (1, 10, 1, 10)
    assert score.share == pytest.approx(0.1)
    assert not score.complete


def test_points_weigh_and_partial_marks_count() -> None:
    two = (Option("a", True), Option("b", True), Option("c", False))
    select = Select(id="s", ask="?", explain="x", passage=("x",), points=4, options=two)
    outcome = outcome_of(answered(started(select, choice("a"), choice("b", points=3)), frozenset({0}), WRONG, RIGHT))
    assert (outcome.score.earned, outcome.score.possible, outcome.score.right) == (5, 8, 1)
    assert [result.verdict for result in outcome.results] == [Verdict.PARTLY, Verdict.WRONG, Verdict.RIGHT]


def test_i_do_not_know_is_counted_separately_from_wrong() -> None:
    outcome = outcome_of(answered(started(choice("a"), choice("b")), None, WRONG))
    assert [result.verdict for result in outcome.results] == [Verdict.DONT_KNOW, Verdict.WRONG]
    assert (outcome.score.earned, outcome.score.answered) == (0, 2)


def test_teach_back_never_counts() -> None:
    outcome = outcome_of(answered(started(choice("a"), teach_back("t")), RIGHT, TeachBackResponse("", frozenset({0}))))
    assert (outcome.score.earned, outcome.score.possible, outcome.score.questions) == (1, 1, 1)
    assert [result.verdict for result in outcome.teach_back] == [Verdict.EXPLAINED]
    assert not outcome.to_review


def test_must_know_is_reported_separately_and_first() -> None:
    session = started(
        choice("a"), choice("b", must_know=True), choice("c", must_know=True), choice("d", must_know=True)
    )
    session.flag()
    answered(session, RIGHT, RIGHT, WRONG)
    session.finish()
    outcome = outcome_of(session)
    assert [result.question.id for result in outcome.must_know] == ["b", "c", "d"]
    assert [result.question.id for result in outcome.must_know_missed] == ["c"]
    assert [result.question.id for result in outcome.to_review] == ["c", "a"]


def test_what_was_right_but_marked_comes_after_what_was_missed() -> None:
    session = started(choice("a", must_know=True), choice("b"), choice("c", must_know=True))
    session.flag()
    answered(session, RIGHT, WRONG, WRONG)
    assert [result.question.id for result in outcome_of(session).to_review] == ["c", "b", "a"]


def test_each_bank_has_its_own_score() -> None:
    items = select_items(
        [bank(choice("a"), name="one"), bank(choice("b"), choice("c"), name="two")], seed=1, in_order=True
    )
    outcome = outcome_of(answered(Session(items, seed=1), RIGHT, RIGHT, WRONG))
    assert [(of.id, score.earned, score.possible) for of, score in outcome.banks] == [("one", 1, 1), ("two", 1, 2)]


def test_the_chance_of_doing_as_well_by_guessing() -> None:
    outcome = outcome_of(answered(started(choice("a"), choice("b")), RIGHT, WRONG))
    assert outcome.chance() == pytest.approx(1 - (2 / 3) ** 2)
