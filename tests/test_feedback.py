"""Feedback says each thing once on every front end."""

from typing import Any

import pytest
from kinds import DOCUMENT, ITEMS, QUESTIONS, RIGHT, SEED

from quiz.core.feedback import feedback_on
from quiz.core.kinds import Match, StaleResponse, TeachBackResponse
from quiz.core.session import Answer, Session
from quiz.terminal.controls import entry_for
from quiz.terminal.views import feedback_view


def said(name: str, response: Any) -> tuple[list[str], str, list[str]]:
    """The parts, the key and the answer in the feedback on a response."""
    question = QUESTIONS[name]
    mark = 0.0 if response is None else question.mark(response)
    feedback = feedback_on(question, Answer(response, mark, None), lambda place: "ABCDEFGH"[place])
    return list(feedback.parts), feedback.key, list(feedback.answer)


def test_a_select_that_is_corrected_part_by_part_does_not_repeat_its_answer() -> None:
    assert said("true-teas", frozenset({0})) == (["B belongs here too."], "", [])


@pytest.mark.parametrize("name", RIGHT)
def test_the_answer_is_given_in_one_way_only(name: str) -> None:
    parts, key, answer = said(name, None)
    assert (bool(parts), bool(key) + bool(answer)) == (False, 1)
    assert said(name, RIGHT[name]) == ([], "", [])


def test_an_order_that_is_wrong_is_listed() -> None:
    assert said("brewing-a-pot", (1, 0, 2, 3))[2] == QUESTIONS["brewing-a-pot"].answer_lines()


def test_a_teach_back_names_the_points_to_add() -> None:
    parts, key, answer = said("tell-a-friend", TeachBackResponse("", frozenset({0, 1})))
    assert (parts, key, answer) == (["To add next time: The leaves come out again"], "", [])


def test_a_stored_match_with_a_statement_left_out_is_stale() -> None:
    question = QUESTIONS["green-or-black"]
    assert isinstance(question, Match)
    written: dict[str, Any] = {**question.write(question.targets), question.pairs[0].item: None}
    with pytest.raises(StaleResponse):
        question.from_json(written)


def shown(name: str, response: Any) -> str:
    """The feedback on the live screen, without its signs."""
    session = Session([ITEMS[name]], seed=SEED)
    session.skip() if response is None else session.answer(response)
    entry = entry_for(session.question, session.shown_order(), response)
    feedback = feedback_on(session.question, session.current, entry.label)
    view = feedback_view(session, entry, feedback, DOCUMENT.cite, 120)
    lines = "\n".join(line.plain for line in view.body)
    return lines.translate(dict.fromkeys(map(ord, "✓✗○●◐?"), " "))


@pytest.mark.parametrize(
    ("name", "response", "words"),
    [
        ("one-plant", 0, ["The tea bush (yours)", "Correct."]),
        ("one-plant", 1, ["The camomile flower (yours)", "The tea bush (the answer)"]),
        ("one-plant", None, ["The tea bush (the answer)"]),
        ("dark-in-the-air", 0, ["True (yours)", "False (the answer)"]),
        ("true-teas", frozenset({0, 2}), ["Black tea (yours)", "Green tea (missed)", "Herbal tea (yours, wrong)"]),
        ("true-teas", None, ["Black tea (right)", "Green tea (right)"]),
        ("green-or-black", (0, 0, 0, 1), ["Black tea (yours: Green tea)"]),
        ("brewing-a-pot", (1, 0, 2, 3), ["1. Warm the pot (yours: 2)", "2. Put in the leaves (yours: 1)"]),
        ("how-long", "40 minutes", ["40 minutes (yours)", "The answer is 4 minutes."]),
        ("tell-a-friend", TeachBackResponse("", frozenset({0, 1})), ["The leaves come out again (to add next time)"]),
    ],
)
def test_words_alone_distinguish_the_response_from_the_key(name: str, response: Any, words: list[str]) -> None:
    drawn = shown(name, response)
    for word in words:
        assert drawn.count(word) == 1


@pytest.mark.parametrize(
    ("name", "response"),
    [
        ("one-plant", 1),
        ("one-plant", None),
        ("dark-in-the-air", 0),
        ("true-teas", frozenset({0, 2})),
        ("true-teas", None),
        ("green-or-black", (1, 1, 1, 1)),
    ],
)
def test_a_list_that_shows_the_key_is_not_repeated(name: str, response: Any) -> None:
    drawn = shown(name, response)
    assert "The answer is" not in drawn
    assert "belongs here" not in drawn
    assert ", not " not in drawn.partition("▎")[0]


@pytest.mark.parametrize(
    ("response", "noted"), [(0, False), (1, True), (None, False)], ids=["right", "wrong", "not-known"]
)
def test_after_a_mistake_the_must_know_is_named_again(response: int | None, noted: bool) -> None:
    drawn = shown("one-plant", response)
    assert drawn.count("! Must know") == 1
    assert ("Important: make sure you know this one." in drawn) is noted
