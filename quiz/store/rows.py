"""A session and its answers as stored."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from quiz.characters import escaped
from quiz.core.session import Session

if TYPE_CHECKING:
    from sqlite3 import Connection

MAX_NUMBER: Final = 1e9
"""The largest number of seconds or points that is stored or imported."""


class SessionRow(NamedTuple):
    """A row of the table `sittings`. The last four change while it runs; `items` if answers are forgotten."""

    uid: str
    learner: str
    file: str
    mode: str
    seed: int
    certainty: int
    minutes: float | None
    pass_at: float | None
    items: str
    started_at: int
    possible: float
    marked: str = "[]"
    seconds: float = 0.0
    ended_at: int | None = None


class ResponseRow(NamedTuple):
    """A row of the table `responses`, with its bank's id and fingerprint instead of the bank's number.

    `in_score` is whether its points count in the score of the session. `seen_mark` is the mark that the learner saw, if
    the key has changed since and `mark` follows it.
    """

    bank: str
    fingerprint: str
    position: int
    question: str
    revision: int
    response: str | None
    mark: float
    points: float
    in_score: bool
    certainty: int | None
    flagged: bool
    seconds: float
    answered_at: int
    seen_mark: float | None = None


CHANGING = ("items", *SessionRow._fields[-4:])
COLUMNS = ("sitting", "bank", *ResponseRow._fields[2:])


def insert_into(table: str, columns: Sequence[str], turn: str) -> str:
    """SQL that inserts a row with these columns, named as parameters, and an expression for its turn."""
    values = ", ".join(f":{name}" for name in columns)
    return f"INSERT INTO {table} ({', '.join(columns)}, turn) VALUES ({values}, {turn})"


_NEXT_SESSION = "SELECT coalesce(max(turn), 0) + 1 FROM sittings WHERE learner = :learner AND file = :file"
INSERT_SESSION = insert_into("sittings", SessionRow._fields, f"max(:started_at, ({_NEXT_SESSION}))")
UPDATE_SESSION = f"UPDATE sittings SET {', '.join(f'{name} = :{name}' for name in CHANGING)} WHERE uid = :uid"
_NEXT_RESPONSE = "SELECT coalesce(max(turn), 0) + 1 FROM responses"
INSERT_RESPONSE = f"""
    {insert_into("responses", COLUMNS, f"max(:answered_at, ({_NEXT_RESPONSE}))")}
    ON CONFLICT (sitting, position) DO UPDATE
    SET {", ".join(f"{name} = excluded.{name}" for name in COLUMNS[1:])},
    turn = iif(excluded.answered_at = answered_at, turn, excluded.turn)
"""


def bounded(number: float) -> float:
    """A number of seconds or points as it is stored, from 0 to MAX_NUMBER."""
    return round(min(max(number, 0.0), MAX_NUMBER), 3)


def as_json(value: Any) -> str:
    """A value as it is stored: JSON without spaces or forbidden characters."""
    import json

    return escaped(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def from_json(text: str | None) -> Any:
    """The value of what `as_json` made. None if nothing is stored, or it can no longer be read."""
    import json

    try:
        return None if text is None else json.loads(text)
    except ValueError:
        return None


def bank_number(db: "Connection", file: str, bank: str, fingerprint: str) -> Any:
    """The number of a bank with this text, entered if it is new."""
    key = (file, bank, fingerprint)
    query = "SELECT id, marked_by FROM banks WHERE (file, bank, fingerprint) = (?, ?, ?)"
    found = db.execute(query, key).fetchone()
    if not found:
        return db.execute("INSERT INTO banks (file, bank, fingerprint) VALUES (?, ?, ?)", key).lastrowid
    number, marked_by = found
    if marked_by:
        db.execute("UPDATE banks SET marked_by = '' WHERE id = ?", (number,))
    return number


def possible_in(session: Session) -> float:
    """The points that can be earned in a session."""
    return bounded(sum(item.question.points for item in session.items if item.scored))


def items_in(session: Session) -> str:
    """The questions of a session as they are stored: [bank, question, revision] of each."""
    return as_json([[bank.id, question.id, question.revision] for bank, question in session.items])
