"""A sitting that was left before its end, and how to go on with it."""

import json
from collections.abc import Sequence
from sqlite3 import Connection
from typing import Any, NamedTuple

from quiz.core.bank import QuestionFile
from quiz.core.responses import OtherWords, from_words
from quiz.core.selection import Item
from quiz.core.session import Answer, Rules, Session
from quiz.history.locks import Locks
from quiz.history.recording import ResponseRow, Rows, SittingRow


class Unfinished(NamedTuple):
    """A sitting that can be gone on with: its number and row, the ids and revisions of its questions, and by
    position its answers, as rows and in words."""

    number: int
    sitting: SittingRow
    asked: list[tuple[str, int]]
    rows: Rows
    words: dict[int, Any]

    @property
    def answered_at(self) -> int:
        """When the latest answer was given."""
        return max(row.answered_at for *_, row in self.rows.values())

    @property
    def seconds(self) -> float:
        """How long it took so far."""
        return sum(row.seconds for *_, row in self.rows.values())


class Restored(NamedTuple):
    """A sitting as it stood: the position that each question had, and how many were left out since."""

    session: Session
    positions: Sequence[int]
    left_out: int


def find_unfinished(db: Connection, locks: Locks, learner: str, file: str, *, latest_only: bool) -> Unfinished | None:
    """The latest sitting that was left and is not being taken just now; with `latest_only`, only if no other
    was begun after it."""
    query = f"""
        SELECT id, ended_at, {", ".join(SittingRow._fields)} FROM sittings
        WHERE learner = ? AND file = ? {"" if latest_only else "AND ended_at IS NULL"}
        ORDER BY id DESC {"LIMIT 1" if latest_only else ""}
    """
    for number, ended_at, *fields in db.execute(query, (learner, file)):
        if ended_at is None and locks.hold(number):
            sitting = SittingRow(*fields)
            rows = _rows(db, number)
            asked = [(question, revision) for _, question, revision in json.loads(sitting.items)]
            if rows and (len(rows) < len(asked) or sitting.mode == "exam"):
                words = {position: json.loads(row.response or "null") for position, (*_, row) in rows.items()}
                return Unfinished(number, sitting, asked, rows, words)
            locks.release(number)
    return None


def _rows(db: Connection, sitting: int) -> Rows:
    columns = ", ".join(f"responses.{name}" for name in ResponseRow._fields)
    query = f"""
        SELECT banks.bank, fingerprint, {columns} FROM responses JOIN banks ON banks.id = responses.bank
        WHERE sitting = ?
    """
    found = ((bank, fingerprint, ResponseRow(*fields)) for bank, fingerprint, *fields in db.execute(query, (sitting,)))
    return {entry[2].position: entry for entry in found}


def restore(file: QuestionFile, unfinished: Unfinished) -> Restored | None:
    """The sitting as it was left, without the questions that are gone or have another meaning or, once
    answered, other words. None where nothing is left to be asked."""
    known = {question.id: Item(bank, question) for bank in file.banks for question in bank.questions}
    sitting = unfinished.sitting
    items: list[Item] = []
    positions: list[int] = []
    answers: dict[int, Answer] = {}
    flagged: set[int] = set()
    for position, (name, revision) in enumerate(unfinished.asked):
        item = known.get(name)
        if item is None or item.question.revision != revision:
            continue
        if position in unfinished.rows:
            *_, row = unfinished.rows[position]
            try:
                response = from_words(item.question, unfinished.words[position])
            except OtherWords:
                continue
            answers[len(items)] = Answer(response, row.mark, row.certainty)
            if row.flagged:
                flagged.add(len(items))
        items.append(item)
        positions.append(position)
    exam = sitting.mode == "exam"
    if not items or (len(answers) == len(items) and not exam):
        return None
    rules = Rules(sitting.certainty > 0, sitting.certainty > 1, exam, sitting.minutes, sitting.pass_at)
    session = Session(items, seed=sitting.seed, rules=rules, answers=answers)
    session.flagged |= flagged
    return Restored(session, positions, len(unfinished.asked) - len(items))
