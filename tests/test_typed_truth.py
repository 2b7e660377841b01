"""Judgements on typed answers compared with those of people (tests/data/typed-answers.yaml)."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from quiz.core.kinds import Number, Rejected, ShortAnswer
from quiz.core.typed_answers.judgement import Verdict

CASES = Path(__file__).parent / "data" / "typed-answers.yaml"
VERDICTS = {
    "right": {Verdict.RIGHT},
    "wrong": {Verdict.WRONG},
    "ask-again": {Verdict.ASK},
    "right-or-ask": {Verdict.RIGHT, Verdict.ASK},
    "wrong-or-ask": {Verdict.WRONG, Verdict.ASK},
}


class Case(NamedTuple):
    """A typed answer, the expected verdict, and whether only a further accepted answer could lead to it."""

    category: str
    question: ShortAnswer | Number
    typed: str
    verdicts: set[Verdict]
    synonym: bool


def cases() -> Iterator[Case]:
    for category, questions in yaml.load(CASES.read_text(encoding="utf-8"), yaml.BaseLoader).items():
        for one in questions:
            question = question_of(one)
            for verdict, answers in VERDICTS.items():
                for typed in one.get(verdict, ()):
                    remark = ""
                    if isinstance(typed, dict):
                        ((typed, remark),) = typed.items()
                    allowed = answers | ({Verdict.ASK} if remark == "ask" else set())
                    yield Case(category, question, typed, allowed, remark == "synonym")


def question_of(one: dict[str, Any]) -> ShortAnswer | Number:
    common = {"id": "a", "explain": "E.", "passage": "p", "ask": one["ask"], "language": one.get("language", "")}
    amount: dict[str, Any] = {"tolerance": float(one.get("tolerance", 0)), "unit": one.get("unit", "")}
    if "accept" not in one:
        return Number(**common, answer=float(one["answer"]), **amount)
    rejected = tuple(map(Rejected, one.get("reject", ())))
    return ShortAnswer(**common, accept=tuple(one["accept"]), reject=rejected)


ALL = list(cases())
JUDGED = [(case, case.question.judge(case.typed.strip()).verdict) for case in ALL]
CATEGORIES = sorted({case.category for case in ALL})


def test_there_are_cases_of_each_category() -> None:
    assert len(ALL) > 1000
    assert len(CATEGORIES) == 27
    assert min(Counter(case.category for case in ALL).values()) >= 20


@pytest.mark.parametrize("category", CATEGORIES)
def test_no_wrong_answer_is_marked_right(category: str) -> None:
    wrong = [(case, got) for case, got in JUDGED if case.category == category and Verdict.WRONG in case.verdicts]
    assert [case.typed for case, got in wrong if got is Verdict.RIGHT] == []


def test_hardly_any_right_answer_is_marked_wrong() -> None:
    right = [(case, got) for case, got in JUDGED if Verdict.RIGHT in case.verdicts and not case.synonym]
    refused = [case.typed for case, got in right if got is Verdict.WRONG]
    assert len(refused) <= 0.02 * len(right), refused


def test_hardly_any_answer_is_asked_about_needlessly() -> None:
    asked = [case.typed for case, got in JUDGED if got is Verdict.ASK and Verdict.ASK not in case.verdicts]
    assert len(asked) <= 0.01 * len(JUDGED), asked


def test_unclear_answers_are_asked_about() -> None:
    assert [case.typed for case, got in JUDGED if case.verdicts == {Verdict.ASK} and got is not Verdict.ASK] == []
