"""A session and its answers as stored, and what remains when some were forgotten or saved elsewhere."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from quiz.characters import escaped
from quiz.core.session import Session

if TYPE_CHECKING:
    from sqlite3 import Connection

MOST_KEPT: Final = 1e9
"""The largest number that `quiz data import` takes for seconds and points."""
FORGOTTEN: Final = -1
"""In place of the position of a question whose answer is not part of the session any more."""


class SessionRow(NamedTuple):
    """A row of the table `sittings`. The last four change during the session, and `items` if answers are forgotten."""

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
    """A row of the table `responses`, with the id and the fingerprint of its bank in place of the bank's number.

    `mark` follows the current key; `seen_mark` is the mark that the learner saw, if the key has changed since.
    """

    bank: str
    fingerprint: str
    position: int
    question: str
    revision: int
    response: str | None
    mark: float
    points: float
    certainty: int | None
    flagged: bool
    seconds: float
    answered_at: int
    seen_mark: float | None = None


CHANGING = ("items", *SessionRow._fields[-4:])
COLUMNS = ("sitting", "bank", *ResponseRow._fields[2:])
INSERT_SESSION = f"""
    INSERT INTO sittings ({", ".join(SessionRow._fields)}, turn)
    VALUES ({", ".join(f":{name}" for name in SessionRow._fields)}, max(:started_at, (
        SELECT coalesce(max(turn), 0) + 1 FROM sittings WHERE learner = :learner AND file = :file
    )))
"""
UPDATE_SESSION = f"UPDATE sittings SET {', '.join(f'{name} = :{name}' for name in CHANGING)} WHERE uid = :uid"
INSERT_RESPONSE = f"""
    INSERT INTO responses ({", ".join(COLUMNS)}, turn)
    VALUES ({", ".join(f":{name}" for name in COLUMNS)}, max(:answered_at, (
        SELECT coalesce(max(turn), 0) + 1 FROM responses
    )))
    ON CONFLICT (sitting, position) DO UPDATE
    SET {", ".join(f"{name} = excluded.{name}" for name in COLUMNS[1:])},
    turn = iif(excluded.answered_at = answered_at, turn, excluded.turn)
"""


def remainder(
    session: SessionRow, rows: dict[int, ResponseRow], new: set[int]
) -> tuple[SessionRow, dict[int, ResponseRow], dict[int, int]]:
    """Another session that has only the `new` answers, and asks only them and what is still open.

    Returns it with its answers, and the new positions by the old ones.
    """
    items = from_json(session.items) or []
    gone = set(rows) - new
    still = [position for position in range(len(items)) if position not in gone]
    places = {position: place for place, position in enumerate(still)}
    marked = [places[position] for position in from_json(session.marked) or () if position in new]
    left = session._replace(
        uid=os.urandom(16).hex(),
        items=as_json([items[position] for position in still]),
        possible=bounded(session.possible - sum(rows[position].points for position in gone)),
        marked=as_json(marked),
        seconds=bounded(min(session.seconds, sum(rows[position].seconds for position in new))),
        started_at=min((rows[position].answered_at for position in new), default=session.started_at),
    )
    return left, {places[old]: rows[old]._replace(position=places[old]) for old in sorted(new)}, places


def answers_in(db: "Connection", session: int, rows: dict[int, ResponseRow]) -> set[int]:
    """The positions of those answers that a session in the file has, as they were given."""
    found = dict(db.execute("SELECT position, answered_at FROM responses WHERE sitting = ?", (session,)))
    return {position for position, row in rows.items() if found.get(position) == row.answered_at}


def bounded(number: float) -> float:
    """A number of seconds or points as it is kept, from 0 to MOST_KEPT."""
    return round(min(max(number, 0.0), MOST_KEPT), 3)


def as_json(value: Any) -> str:
    """A value as it is kept: JSON without spaces, in which no character is forbidden."""
    import json

    return escaped(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def from_json(text: str | None) -> Any:
    """The value of what `as_json` made. None where nothing is kept, or what is kept can no longer be read."""
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


def note_path(db: "Connection", file: str, path: Path) -> None:
    """Record where a question file with answers here is. A file that comes with the program has no path."""
    if path.name:
        db.execute("INSERT OR IGNORE INTO files VALUES (?, ?)", (file, str(path.resolve())))


def session_row(session: Session, *, learner: str, file: str, mode: str, started_at: int) -> SessionRow:
    """A new row for a session that begins; its questions are entered with the first answer."""
    rules = session.rules
    return SessionRow(
        uid=os.urandom(16).hex(),
        learner=learner,
        file=file,
        mode=mode,
        seed=session.seed,
        certainty=rules.certainty + rules.certainty_score,
        minutes=rules.minutes,
        pass_at=rules.pass_at,
        items="",
        started_at=started_at,
        possible=possible_in(session),
    )


def possible_in(session: Session) -> float:
    """The points that can be earned in a session."""
    return bounded(sum(question.points for _, question in session.items if question.scored))


def items_in(session: Session) -> str:
    """The questions of a session as they are kept: [bank, question, revision] of each."""
    return as_json([[bank.id, question.id, question.revision] for bank, question in session.items])


def is_forgotten(db: "Connection", uid: str) -> bool:
    """Whether the answers of a session were removed with `quiz data forget`."""
    return db.execute("SELECT 1 FROM forgotten WHERE uid = ?", (uid,)).fetchone() is not None
