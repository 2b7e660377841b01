"""A bank on another subject, from its own document, meets the same demands as the one that comes with quiz."""

from pathlib import Path

from quiz.check.checker import check
from quiz.check.coverage import coverage_of
from quiz.check.rules import Level
from quiz.core.outcome import outcome_of
from quiz.core.selection import select_items
from quiz.core.session import Session

BANK = Path(__file__).parent / "data" / "hand-washing" / "hand-washing.yaml"
CHECKED = check(BANK)
TO_BE_KNOWN = {"When to wash", "How to wash", "Hand sanitiser"}


def test_the_bank_has_no_findings_and_ignores_no_rule() -> None:
    assert [finding for finding in CHECKED.findings if finding.level is not Level.INFO] == []
    assert [question.id for _, question in CHECKED.file.items if question.ignore or question.draft] == []


def test_it_asks_every_sentence_that_tells_what_to_do_in_every_kind_of_question() -> None:
    assert CHECKED.document
    parts = {part.heading: part for part in coverage_of(CHECKED.file, CHECKED.document).parts}
    assert parts.keys() > TO_BE_KNOWN
    unasked = [s.text for heading in TO_BE_KNOWN for s in parts[heading].sentences if not s.questions]
    assert unasked == []
    assert len({question.kind for _, question in CHECKED.file.items}) == 8


def test_it_can_be_taken_to_its_end() -> None:
    session = Session(select_items(CHECKED.file.banks, seed=1), seed=1)
    for _ in range(len(session)):
        session.skip()
        session.next()
    assert outcome_of(session).score.questions == sum(not question.self_assessed for _, question in CHECKED.file.items)
