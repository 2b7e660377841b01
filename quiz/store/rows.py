"""A session and its answers as stored, and what remains when some were forgotten or saved elsewhere."""

import os
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from quiz.characters import escaped

if TYPE_CHECKING:
    from sqlite3 import Connection

MOST_KEPT: Final = 1e9
"""The largest number that `quiz data import` takes for seconds and points."""
FORGOTTEN: Final = -1
"""In place of the position of a question whose answer is not part of the session any more."""


class SessionRow(NamedTuple):
    """A row of the table `sittings`. The last four change as it goes on; `items` where answers are forgotten."""

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
    """A row of the table `responses`, with the id and the fingerprint of its bank in place of the bank's number."""

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


def remainder(
    sitting: SessionRow, rows: dict[int, ResponseRow], new: set[int]
) -> tuple[SessionRow, dict[int, ResponseRow], dict[int, int]]:
    """Another session that has only the `new` answers, and asks only them and what is still open.

    Returns it with its answers, and the new positions by the old ones.
    """
    items = from_json(sitting.items) or []
    gone = set(rows) - new
    still = [position for position in range(len(items)) if position not in gone]
    places = {position: place for place, position in enumerate(still)}
    marked = [places[position] for position in from_json(sitting.marked) or () if position in new]
    left = sitting._replace(
        uid=os.urandom(16).hex(),
        items=as_json([items[position] for position in still]),
        possible=bounded(sitting.possible - sum(rows[position].points for position in gone)),
        marked=as_json(marked),
        seconds=bounded(min(sitting.seconds, sum(rows[position].seconds for position in new))),
        started_at=min((rows[position].answered_at for position in new), default=sitting.started_at),
    )
    return left, {places[old]: rows[old]._replace(position=places[old]) for old in sorted(new)}, places


def answers_in(db: "Connection", sitting: int, rows: dict[int, ResponseRow]) -> set[int]:
    """The positions of those answers that a session in the file has, as they were given."""
    found = dict(db.execute("SELECT position, answered_at FROM responses WHERE sitting = ?", (sitting,)))
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
