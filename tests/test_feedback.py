"""What feedback says once, whichever face shows it."""

from typing import Any

import pytest
from kinds import QUESTIONS, RIGHT

from quiz.core.feedback import feedback_on
from quiz.core.kinds import Match, StaleResponse, TeachBackResponse
from quiz.core.session import Answer


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
