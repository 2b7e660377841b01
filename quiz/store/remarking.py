"""A corrected key: answers are marked again by the current key, unless the question's `revision` was raised."""

import json
from functools import cache
from hashlib import blake2b
from sqlite3 import Connection
from typing import NamedTuple

from quiz.core.bank import QuestionFile
from quiz.core.english import counted
from quiz.core.kinds import AnyQuestion, StaleResponse
from quiz.store.rows import from_json


class Remarked(NamedTuple):
    """The number of questions and answers whose marks changed, and how many of the answers are now right."""

    questions: int
    answers: int
    right: int

    def __str__(self) -> str:
        changed = f"The key of {counted(self.questions, 'question')} changed"
        were, are = ("was" if self.answers == 1 else "were"), ("is" if self.right == 1 else "are")
        return f"{changed}: {counted(self.answers, 'answer')} {were} marked again, {self.right} {are} now right."


def outdated_banks(db: Connection, file: QuestionFile) -> list[int]:
    """The row ids of stored banks whose answers were marked by another version of the file."""
    whole, texts = _texts(file)
    rows = db.execute("SELECT id, bank, fingerprint, marked_by FROM banks WHERE file = ?", (file.id,))
    return [
        number
        for number, bank, text, marked_by in rows
        if marked_by != whole and not (marked_by is None and texts.get(bank) == text)
    ]


def mark_again(db: Connection, file: QuestionFile) -> Remarked:
    """Mark the answers to outdated banks by the current key, in a transaction that is open.

    Answers that no longer fit their question keep their mark. Standings of questions whose marks changed are deleted,
    to be counted again.
    """
    banks = ", ".join(map(str, outdated_banks(db, file)))
    if not banks:
        return Remarked(0, 0, 0)
    questions = {(question.id, question.revision): question for _, question in (file.whole or file).items}

    @cache
    def mark_now(name: str, revision: int, response: str) -> float | None:
        question = questions.get((name, revision))
        return mark_of(question, response) if question and not question.self_assessed else None

    query = (
        f"SELECT id, question, revision, response, mark FROM responses WHERE bank IN ({banks}) AND response NOT NULL"
    )
    changed = [
        (now, number, name, revision)
        for number, name, revision, response, before in db.execute(query)
        if (now := mark_now(name, revision, response)) is not None and now != before
    ]
    marks = [(mark, number) for mark, number, *_ in changed]
    db.executemany("UPDATE responses SET seen_mark = coalesce(seen_mark, mark), mark = ? WHERE id = ?", marks)
    keys = {(file.id, name, revision) for *_, name, revision in changed}
    db.executemany("DELETE FROM standings WHERE file = ? AND question = ? AND revision = ?", keys)
    sittings = "SELECT id FROM sittings WHERE file = ?"
    query = f"UPDATE responses SET counted = 0 WHERE sitting IN ({sittings}) AND question = ? AND revision = ?"
    db.executemany(query, keys)
    whole, texts = _texts(file)
    db.execute(f"UPDATE banks SET marked_by = ? WHERE id IN ({banks})", (whole,))
    own = ((file.id, bank, text) for bank, text in texts.items())
    db.executemany("UPDATE banks SET marked_by = NULL WHERE (file, bank, fingerprint) = (?, ?, ?)", own)
    return Remarked(len(keys), len(changed), sum(mark >= 1 for mark, _ in marks))


def mark_of(question: AnyQuestion, text: str | None) -> float | None:
    """The mark of a stored response, 0 to 1; None if it no longer fits the question."""
    try:
        response = question.from_json(from_json(text))
    except StaleResponse:
        return None
    return 0.0 if response is None else question.mark(response)


def _texts(file: QuestionFile) -> tuple[str, dict[str, str]]:
    """A fingerprint of the whole file, and that of each bank by its id."""
    texts = {bank.id: bank.fingerprint() for bank in (file.whole or file).banks}
    return blake2b(json.dumps(texts).encode(), digest_size=16).hexdigest(), texts
