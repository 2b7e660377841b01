"""Mark stored answers again after a key was corrected, unless the question's `revision` was raised."""

import json
from hashlib import blake2b
from sqlite3 import Connection
from typing import NamedTuple

from quiz.core.bank import QuestionFile
from quiz.core.english import counted
from quiz.core.kinds import AnyQuestion, StaleResponse
from quiz.store.rows import from_json


class Remarked(NamedTuple):
    """How many questions and answers got another mark, and how many of these answers are now right."""

    questions: int
    answers: int
    right: int

    def __str__(self) -> str:
        were = "was" if self.answers == 1 else "were"
        are = "is" if self.right == 1 else "are"
        return (
            f"The answer key changed for {counted(self.questions, 'question')}, so {counted(self.answers, 'answer')} "
            f"{were} marked again; {self.right or 'none'} {are} now right."
        )


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
    """Mark the answers to outdated banks by the current key, within an open transaction.

    An answer that no longer fits its question keeps its mark. The standings of questions with changed marks are
    deleted, to be computed again.
    """
    numbers = outdated_banks(db, file)
    if not numbers:
        return Remarked(0, 0, 0)
    questions = {item.question.id: item.question for item in (file.whole or file).items}
    banks = ", ".join(map(str, numbers))
    query = f"SELECT id, question, revision, response, mark FROM responses WHERE bank IN ({banks})"
    changed, keys, right = [], set(), 0
    marks: dict[tuple[str, str], float | None] = {}
    for number, name, revision, response, before in db.execute(query):
        question = questions.get(name)
        if question is None or question.revision != revision or response is None or not question.scored:
            continue
        if (name, response) not in marks:
            marks[name, response] = mark_of(question, response)
        now = marks[name, response]
        if now is not None and now != before:
            changed.append((now, number))
            keys.add((file.id, name, revision))
            right += now >= 1
    db.executemany("UPDATE responses SET seen_mark = coalesce(seen_mark, mark), mark = ? WHERE id = ?", changed)
    db.executemany("DELETE FROM standings WHERE file = ? AND question = ? AND revision = ?", keys)
    db.executemany(
        """
        UPDATE responses SET counted = 0 WHERE sitting IN (SELECT id FROM sittings WHERE file = ?)
        AND question = ? AND revision = ?
        """,
        keys,
    )
    whole, texts = _texts(file)
    for number, bank in db.execute(f"SELECT id, bank FROM banks WHERE id IN ({banks})").fetchall():
        values = (texts.get(bank), whole, number)
        db.execute("UPDATE banks SET marked_by = iif(fingerprint = ?, NULL, ?) WHERE id = ?", values)
    return Remarked(len(keys), len(changed), right)


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
