"""An unfinished session, and how to resume it."""

from collections.abc import Sequence
from sqlite3 import Connection
from typing import NamedTuple

from quiz.core.bank import Item, QuestionFile
from quiz.core.kinds import StaleResponse
from quiz.core.session import Answer, Rules, Session
from quiz.store.locks import Locks
from quiz.store.rows import ResponseRow, SessionRow, from_json


class Unfinished(NamedTuple):
    """A session that can be resumed: its number and row, the ids and revisions of its questions, and its
    answers by position."""

    number: int
    row: SessionRow
    asked: list[tuple[str, int]]
    rows: dict[int, ResponseRow]

    @property
    def answered_at(self) -> int:
        """When the latest answer was given."""
        return max(row.answered_at for row in self.rows.values())


class Restored(NamedTuple):
    """A restored session: the position that each question had, and how many were dropped."""

    session: Session
    positions: Sequence[int]
    left_out: int


def find_unfinished(db: Connection, locks: Locks, learner: str, file: str, *, latest_only: bool) -> Unfinished | None:
    """The latest unfinished session that is not running now; with `latest_only`, only if no other
    was begun after it."""
    query = f"""
        SELECT id, {", ".join(SessionRow._fields)} FROM sittings
        WHERE learner = ? AND file = ? {"" if latest_only else "AND ended_at IS NULL"}
        ORDER BY turn DESC {"LIMIT 1" if latest_only else ""}
    """
    for number, *fields in db.execute(query, (learner, file)):
        row = SessionRow(*fields)
        if row.ended_at is None and locks.hold(number):
            rows = _rows(db, number)
            asked = [(question, revision) for _, question, revision in from_json(row.items) or ()]
            if rows and (len(rows) < len(asked) or row.mode == "exam"):
                return Unfinished(number, row, asked, rows)
            locks.release(number)
    return None


def _rows(db: Connection, session: int) -> dict[int, ResponseRow]:
    columns = ", ".join(f"responses.{name}" for name in ResponseRow._fields[2:])
    query = f"""
        SELECT banks.bank, fingerprint, {columns} FROM responses JOIN banks ON banks.id = responses.bank
        WHERE sitting = ?
    """
    rows = (ResponseRow(*fields) for fields in db.execute(query, (session,)))
    return {row.position: row for row in rows}


def restore(file: QuestionFile, unfinished: Unfinished) -> Restored | None:
    """The session as it was left, without questions that were deleted or revised, or whose answer no longer fits.

    None if nothing is left to ask."""
    known = {item.question.id: item for item in file.items}
    was = unfinished.row
    items: list[Item] = []
    positions: list[int] = []
    answers: dict[int, Answer] = {}
    flagged: set[int] = set()
    marked = from_json(was.marked) or ()
    for position, (name, revision) in enumerate(unfinished.asked):
        item = known.get(name)
        if item is None or item.question.revision != revision:
            continue
        if position in unfinished.rows:
            row = unfinished.rows[position]
            words = from_json(row.response)
            if words is None and row.response is not None:
                continue
            try:
                response = item.question.from_json(words)
            except StaleResponse:
                continue
            mark = 0.0 if response is None else item.question.mark(response)
            answers[len(items)] = Answer(response, mark, row.certainty)
        if position in marked:
            flagged.add(len(items))
        items.append(item)
        positions.append(position)
    exam = was.mode == "exam"
    if not items or (len(answers) == len(items) and not exam):
        return None
    rules = Rules(was.certainty > 0, was.certainty > 1, exam, was.minutes, was.pass_at)
    session = Session(items, seed=was.seed, rules=rules, answers=answers)
    session.flagged |= flagged
    return Restored(session, positions, len(unfinished.asked) - len(items))
