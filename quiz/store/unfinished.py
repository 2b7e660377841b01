"""An unfinished session, and how to resume it."""

from collections.abc import Sequence
from sqlite3 import Connection
from typing import NamedTuple

from quiz.core.bank import Item, QuestionFile
from quiz.core.kinds import AnyQuestion, StaleResponse
from quiz.core.session import Answer, Rules, Session
from quiz.store.locks import Locks
from quiz.store.rows import ResponseRow, SessionRow, from_json


class Unfinished(NamedTuple):
    """A session that can be resumed: its number and row, the ids and revisions of its questions, and its answers by
    position."""

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
    """Find and lock the latest unfinished session that is not running; with `latest_only`, only if it is the latest of
    all."""
    query = f"""
        SELECT id, {", ".join(SessionRow._fields)} FROM sittings
        WHERE learner = ? AND file = ? {"" if latest_only else "AND ended_at IS NULL"}
        ORDER BY turn DESC {"LIMIT 1" if latest_only else ""}
    """
    columns = ", ".join(f"responses.{name}" for name in ResponseRow._fields[2:])
    answers = f"SELECT banks.bank, fingerprint, {columns} FROM responses JOIN banks ON banks.id = responses.bank"
    for number, *fields in db.execute(query, (learner, file)):
        row = SessionRow(*fields)
        if row.ended_at is None and locks.hold(number):
            found = db.execute(f"{answers} WHERE sitting = ?", (number,))
            rows = {row.position: row for row in (ResponseRow(*values) for values in found)}
            asked = [(question, revision) for _, question, revision in from_json(row.items) or ()]
            if rows and (len(rows) < len(asked) or row.mode == "exam"):
                return Unfinished(number, row, asked, rows)
            locks.release(number)
    return None


def restore(file: QuestionFile, unfinished: Unfinished) -> Restored | None:
    """The session as it was left, without questions that were deleted or revised, or whose answer no longer fits.

    None if nothing is left to ask."""
    known = {(item.question.id, item.question.revision): item for item in file.items}
    was, marked = unfinished.row, from_json(unfinished.row.marked) or ()
    items: list[Item] = []
    positions: list[int] = []
    answers: dict[int, Answer] = {}
    for position, asked in enumerate(unfinished.asked):
        item = known.get(asked)
        if item is None:
            continue
        if position in unfinished.rows:
            try:
                answers[len(items)] = _answer(item.question, unfinished.rows[position])
            except StaleResponse:
                continue
        items.append(item)
        positions.append(position)
    exam = was.mode == "exam"
    if not items or (len(answers) == len(items) and not exam):
        return None
    rules = Rules(was.certainty > 0, was.certainty > 1, exam, was.minutes, was.pass_at)
    session = Session(items, seed=was.seed, rules=rules, answers=answers)
    session.flagged |= {place for place, position in enumerate(positions) if position in marked}
    return Restored(session, positions, len(unfinished.asked) - len(items))


def _answer(question: AnyQuestion, row: ResponseRow) -> Answer:
    """A stored answer, with its mark by the current key. Raises StaleResponse."""
    value = from_json(row.response)
    if value is None and row.response is not None:
        raise StaleResponse
    response = question.from_json(value)
    return Answer(response, 0.0 if response is None else question.mark(response), row.certainty)
