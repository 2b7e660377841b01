"""The banks that come with the program: every fact is asked, and every answer stands in the document."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from quiz.bank.document import Document, read_document
from quiz.bank.reader import read_question_file
from quiz.core.bank import QuestionFile
from quiz.core.kinds import (
    KINDS,
    AnyQuestion,
    Choice,
    Match,
    Number,
    Order,
    Select,
    ShortAnswer,
    TeachBackResponse,
    TrueFalse,
)
from quiz.core.kinds.choice import Choosing

ROOT = Path(__file__).parent.parent
BEYOND = "Beyond the leaflet"


@pytest.fixture(scope="module")
def file() -> QuestionFile:
    return read_question_file(ROOT / "questions.yaml")


@pytest.fixture(scope="module")
def document(file: QuestionFile) -> Document:
    return read_document(file.document)


@pytest.fixture(scope="module")
def questions(file: QuestionFile) -> list[AnyQuestion]:
    return [question for _, question in file.items]


@pytest.fixture(scope="module")
def facts() -> dict[int, dict[str, Any]]:
    found: dict[int, dict[str, Any]] = yaml.safe_load((ROOT / "tests/data/facts.yaml").read_text(encoding="utf-8"))
    return found


def test_there_are_enough_banks_and_questions_of_every_kind(file: QuestionFile, questions: list[AnyQuestion]) -> None:
    assert len(file.banks) >= 8
    assert len(questions) >= 60
    assert {question.kind for question in questions} == set(KINDS)
    assert "trigger-points" in {bank.id for bank in file.banks}


def test_every_fact_is_asked_by_a_scored_question(
    questions: list[AnyQuestion], facts: dict[int, dict[str, Any]]
) -> None:
    scored = {question.id for question in questions if not question.self_assessed}
    assert set(facts) == set(range(1, 43))
    assert {number: set(fact["questions"]) - scored for number, fact in facts.items() if not fact["questions"]} == {}
    assert {name for fact in facts.values() for name in fact["questions"]} <= scored


def test_every_scored_question_rests_on_a_fact(questions: list[AnyQuestion], facts: dict[int, dict[str, Any]]) -> None:
    resting = {name for fact in facts.values() for name in fact["questions"]}
    assert {question.id for question in questions if not question.self_assessed} - resting == set()


def test_every_passage_stands_word_for_word_in_the_leaflet(questions: list[AnyQuestion], document: Document) -> None:
    assert [question.id for question in questions if document.find(question.passage[0]) is None] == []


def test_no_question_rests_on_what_goes_beyond_the_leaflet(questions: list[AnyQuestion], document: Document) -> None:
    beyond = next(section for section in document.sections if section.heading == BEYOND)
    resting = [document.find(question.passage[0]) for question in questions]
    assert [found for found in resting if found and found[0] == beyond] == []
    assert "No question asks about it" in beyond.source


def test_every_wrong_answer_is_told_why(questions: list[AnyQuestion]) -> None:
    silent = []
    for question in questions:
        match question:
            case Choosing() | Select():
                silent += [(question.id, o.text) for o in question.options if not o.right and not o.because]
            case Match():
                silent += [(question.id, pair.item) for pair in question.pairs if not pair.because]
            case ShortAnswer():
                silent += [(question.id, wrong.answer) for wrong in question.reject if not wrong.because]
    assert silent == []


def test_the_key_of_every_question_marks_1(questions: list[AnyQuestion]) -> None:
    for question in questions:
        match question:
            case Choosing() | Select():
                response: Any = question.right
            case ShortAnswer():
                response = question.accept[0]
            case Number():
                response = f"{question.answer:g} {question.unit}"
            case Match():
                response = question.targets
            case Order():
                response = tuple(range(len(question.items)))
            case _:
                response = TeachBackResponse("", frozenset(range(len(question.covers))))  # type: ignore[attr-defined]  # the one kind left
        assert question.mark(response) == 1, question.id


def test_no_listed_wrong_answer_is_accepted(questions: list[AnyQuestion]) -> None:
    for question in questions:
        if isinstance(question, ShortAnswer):
            assert [wrong.answer for wrong in question.reject if question.mark(wrong.answer)] == [], question.id


def test_safety_is_must_know(file: QuestionFile, facts: dict[int, dict[str, Any]]) -> None:
    """Infection, sterile needles, disposal, and telling of other treatment."""
    must_know = {question.id for _, question in file.items if question.must_know}
    assert {number: set(facts[number]["questions"]) - must_know for number in (28, 29, 30, 39)} == {
        number: set() for number in (28, 29, 30, 39)
    }


def test_a_bank_ends_in_teach_back(file: QuestionFile) -> None:
    ending = {bank.id: bank.questions[-1].self_assessed for bank in file.banks if bank.id != "self-check"}
    assert all(ending.values())


def test_true_and_false_are_balanced(questions: list[AnyQuestion]) -> None:
    keys = Counter(q.options[q.right].text for q in questions if isinstance(q, TrueFalse))
    assert keys["True"] and keys["False"]
    assert abs(keys["True"] - keys["False"]) <= 2


def test_what_the_leaflet_leaves_out_is_never_a_key(questions: list[AnyQuestion]) -> None:
    """Sessions, price, aftercare, who should avoid it, headache."""
    left_out = ("session", "price", "cost", "pregnan", "epilep", "blood thinner", "headache", "lung")
    keys = " ".join(o.text.lower() for q in questions if isinstance(q, (Choice, Select)) for o in q.options if o.right)
    assert [word for word in left_out if word in keys] == []
