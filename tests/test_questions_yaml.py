"""The banks that come with the program ask about every fact, and every answer is in the document."""

import re
from collections import Counter
from itertools import takewhile
from pathlib import Path
from statistics import mean, stdev
from textwrap import wrap
from typing import Any

import pytest
import yaml

from quiz.bank.document import Document, Section, read_document
from quiz.bank.reader import read_question_file
from quiz.bank.text import sentence_spans, words
from quiz.check.checker import check
from quiz.check.rules import Level
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
    TeachBack,
    TeachBackResponse,
    TrueFalse,
)
from quiz.core.kinds.choice import Choosing
from quiz.core.readability import reading_grade, syllables

ROOT = Path(__file__).parent.parent
BEYOND = "Beyond the leaflet"
WIDTH, LINES = 76, 4
"""The maximum columns and lines of the box on urgent help."""
MOST_IGNORED = 5
MAX_GRADE = 6.0
MEAN_WORDS, SPREAD = 10, 4
"""The minimum mean and standard deviation of words in a sentence of feedback: choppy text has less."""


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


@pytest.fixture(scope="module")
def levels() -> dict[str, list[str]]:
    found: dict[str, list[str]] = yaml.safe_load((ROOT / "tests/data/levels.yaml").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def beyond(document: Document) -> Section:
    return next(section for section in document.sections if section.heading == BEYOND)


def test_there_are_enough_banks_and_questions_of_every_kind(file: QuestionFile, questions: list[AnyQuestion]) -> None:
    assert len(file.banks) >= 8
    assert len(questions) >= 50
    assert {question.kind for question in questions} == set(KINDS)
    assert "trigger-points" in {bank.id for bank in file.banks}


def test_the_check_finds_no_error_and_no_warning() -> None:
    found = check(ROOT / "questions.yaml").findings
    assert [finding for finding in found if finding.level != Level.INFO] == []


def test_every_fact_is_asked_by_a_scored_question(file: QuestionFile, facts: dict[int, dict[str, Any]]) -> None:
    scored = {item.question.id for item in file.items if item.scored}
    assert set(facts) == set(range(1, 43))
    assert {number: set(fact["questions"]) - scored for number, fact in facts.items() if not fact["questions"]} == {}
    assert {name for fact in facts.values() for name in fact["questions"]} <= scored


def test_every_fact_but_the_sources_is_asked_of_patients(file: QuestionFile, facts: dict[int, dict[str, Any]]) -> None:
    of_patients = {item.question.id for item in file.items if item.scored and item.bank.audience == "patient"}
    assert [number for number, fact in facts.items() if not of_patients & set(fact["questions"])] == [42]


def test_every_scored_question_asks_about_a_listed_fact(file: QuestionFile, facts: dict[int, dict[str, Any]]) -> None:
    resting = {name for fact in facts.values() for name in fact["questions"]}
    assert {item.question.id for item in file.items if item.scored} - resting == set()


def test_a_third_of_the_scored_questions_apply_a_fact_and_some_in_each_bank(
    file: QuestionFile, levels: dict[str, list[str]]
) -> None:
    asked = [question.id for question in (item.question for item in file.items) if not question.self_assessed]
    assert sorted(name for names in levels.values() for name in names) == sorted(asked)
    applying = set(levels["application"])
    scored = [item.question.id for item in file.items if item.scored]
    assert sum(name in applying for name in scored) >= len(scored) / 3
    assert [bank.id for bank in file.banks if not applying & {question.id for question in bank.questions}] == []


def test_every_passage_is_in_the_leaflet_word_for_word(
    file: QuestionFile, questions: list[AnyQuestion], document: Document
) -> None:
    runs = [*file.urgent, *(run for question in questions for run in question.passages)]
    assert [run for run in runs if document.find(run) is None] == []


def test_each_part_of_a_key_from_several_places_has_a_passage(questions: list[AnyQuestion]) -> None:
    for question in questions:
        if isinstance(question, (Match, Order, TeachBack)):
            assert [part.text for part in question.cited_parts() if not part.passages] == [], question.id


def test_only_the_bank_outside_the_score_goes_beyond_the_leaflet(
    file: QuestionFile, document: Document, beyond: Section
) -> None:
    def beyond_the_leaflet(question: AnyQuestion) -> set[bool]:
        places = [document.find(run) for run in question.passages]
        return {place is not None and place[0] == beyond for place in places}

    assert [item.question.id for item in file.items if item.scored and True in beyond_the_leaflet(item.question)] == []
    outside = [bank for bank in file.banks if not bank.scored]
    assert [bank.id for bank in outside] == ["when-to-get-help"]
    assert [q.id for bank in outside for q in bank.questions if beyond_the_leaflet(q) != {True}] == []


def test_the_teach_back_on_safety_covers_the_urgent_signs(questions: list[AnyQuestion]) -> None:
    (explaining,) = (q for q in questions if isinstance(q, TeachBack) and "look out for" in q.ask)
    assert any("chest pain" in point.text and "urgent help" in point.text for point in explaining.cited_parts())


def test_the_box_says_when_and_how_to_get_urgent_help(file: QuestionFile, beyond: Section) -> None:
    box = " ".join(file.urgent)
    assert box.startswith("Get urgent help")
    signs = ("new chest pain", "new trouble breathing", "new dry cough")
    places = ("chest", "shoulder", "neck", "upper back", "ribs")
    for said in (*signs, *places, "hours or even a day", "emergency number", "say that you had dry needling"):
        assert said in box
    assert len(wrap(box, WIDTH)) <= LINES
    assert [block.text for block in beyond.blocks[:2]] == list(file.urgent[:2]), (
        "urgent help comes first in its section"
    )
    assert {bank.id for bank in file.banks if bank.urgent} == {"side-effects", "when-to-get-help"}


def test_each_reason_to_ask_first_is_in_a_question_for_patients(file: QuestionFile, beyond: Section) -> None:
    blocks = iter(beyond.blocks)
    next(block for block in blocks if block.text.startswith("Ask your practitioner or doctor first"))
    listed = ", or ".join(block.text for block in takewhile(lambda block: block.listed, blocks))
    reasons = re.sub(r"\b(have|are|take) (an? |any other )?", "", listed).split(", or ")
    assert len(reasons) >= 9
    (bank,) = (bank for bank in file.banks if bank.id == "when-to-get-help")
    texts = " ".join(text.lower() for q in bank.questions for text in (*q.texts(), q.statement))
    assert [reason for reason in reasons if reason not in texts] == []


def test_nothing_makes_people_wait_for_a_sudden_sign() -> None:
    """A collapsed lung can also begin slowly."""
    for name in ("leaflet.md", "questions.yaml"):
        assert "sudden" not in (ROOT / name).read_text(encoding="utf-8")


def test_every_wrong_answer_has_a_reason(questions: list[AnyQuestion]) -> None:
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
    """What is normal, infection, sterile needles, disposal, telling of other treatment, and when to get help.

    A teach-back is none of them, because nobody marks it.
    """
    must_know = {item.question.id for item in file.items if item.question.must_know}
    safety = {name for number in (26, 28, 29, 30, 39) for name in facts[number]["questions"]}
    urgent = {
        item.question.id
        for item in file.items
        if item.bank.id == "when-to-get-help" and not item.question.self_assessed
    }
    assert must_know == safety | urgent


def test_nobody_is_sent_to_the_clinic_without_the_urgent_signs(file: QuestionFile) -> None:
    """Where the feedback is about a worry after needling."""
    texts = [item.question.explain for item in file.items if item.bank.urgent]
    sent = [text for text in texts if "Ring the clinic" in text]
    assert sent
    assert [text for text in sent if "chest pain" not in text or not re.search("urgent|emergency", text)] == []


def test_every_question_but_teach_back_states_its_fact_in_a_sentence(questions: list[AnyQuestion]) -> None:
    stated = [q for q in questions if q.must_know or not q.self_assessed]
    assert [q.id for q in stated if not q.statement.endswith(".")] == []


def test_a_bank_for_patients_ends_in_its_one_teach_back(file: QuestionFile) -> None:
    for bank in file.banks:
        assert [question.id for question in bank.questions if question.self_assessed] == [bank.questions[-1].id]


def test_the_bank_for_trainees_says_that_it_shows_no_competence(file: QuestionFile) -> None:
    (trainees,) = (bank for bank in file.banks if bank.audience == "trainee")
    assert trainees.id == "self-check"
    assert [question.id for question in trainees.questions if not question.ask.startswith("A patient ")] == []
    first, last = trainees.questions[0].explain, trainees.questions[-1].explain
    for text in (first, last):
        assert "practice" in text and "not show that you are competent" in text


def test_rules_are_ignored_in_few_questions(questions: list[AnyQuestion]) -> None:
    assert sum(len(question.ignore) for question in questions) <= MOST_IGNORED


def test_feedback_is_easy_to_read_and_not_choppy(file: QuestionFile) -> None:
    texts = [text for item in file.items for text in item.question.texts()]
    spans = [words(text[start:end]) for text in texts for start, end in sentence_spans(text)]
    all_words = [word for span in spans for word in span]
    assert reading_grade(len(all_words), len(spans), sum(map(syllables, all_words))) <= MAX_GRADE
    feedback = [
        (q.explain, *(reason.because for reason in q.reasons())) for q in (item.question for item in file.items)
    ]
    lengths = [len(words(t[a:b])) for texts_of in feedback for t in texts_of for a, b in sentence_spans(t)]
    assert mean(lengths) >= MEAN_WORDS
    assert stdev(lengths) >= SPREAD


def test_true_and_false_are_balanced(questions: list[AnyQuestion]) -> None:
    keys = Counter(q.options[q.right].text for q in questions if isinstance(q, TrueFalse))
    assert keys["True"] and keys["False"]
    assert abs(keys["True"] - keys["False"]) <= 2


def test_what_the_leaflet_leaves_out_is_never_a_key_of_a_scored_question(file: QuestionFile) -> None:
    """Sessions, price, aftercare, who should avoid it, headache."""
    scored = [item.question for item in file.items if item.scored]
    left_out = ("session", "price", "cost", "pregnan", "epilep", "blood thinner", "headache")
    keys = " ".join(o.text.lower() for q in scored if isinstance(q, (Choice, Select)) for o in q.options if o.right)
    assert [word for word in left_out if word in keys] == []
