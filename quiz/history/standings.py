"""Responses → where each learner stands: every response is counted once, in the order of time.

What stands in the table `standings` can be worked out again from the responses at any time.
"""

import json
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from sqlite3 import Connection
from typing import NamedTuple

from quiz.core.progress import Finished
from quiz.core.review import Memory, rating, reviewed
from quiz.core.standing import Standing
from quiz.history.database import Database

AT_ONCE = 50_000
"""How many responses are held in memory while they are counted."""

Key = tuple[str, str, str, int]
"""Learner, file, question and revision."""


class Response(NamedTuple):
    """What a standing takes from a response."""

    id: int
    mark: float
    points: float
    certainty: int | None
    answered_at: int


class Counted(NamedTuple):
    """A row of the table `standings`, without its key."""

    latest: int
    answers: int
    sure: int
    memory: Memory | None


def after(counted: Counted | None, response: Response) -> Counted:
    """The standing after one more response."""
    _, answers, sure, memory = counted or Counted(0, 0, 0, None)
    if response.points:
        rated = rating(response.mark, response.certainty, sure)
        memory = reviewed(memory, rated, response.answered_at)
    return Counted(response.id, answers + 1, sure + (response.mark >= 1 and response.certainty == 3), memory)


def count_up(database: Database) -> None:
    """Count every response that is not counted yet. Those of an exam wait until it is handed in."""
    if database.run(_is_behind):
        database.run(count_pending, write=True)


def count_pending(db: Connection) -> None:
    """The same, in a transaction that is open."""
    while _count_some(db) == AT_ONCE:
        pass


def count_again(database: Database) -> None:
    """Work out every standing anew, from the responses alone."""

    def discard(db: Connection) -> None:
        db.execute("DELETE FROM standings")
        db.execute("UPDATE responses SET counted = 0")

    database.run(discard, write=True)
    count_up(database)


_COLUMNS = "sittings.learner, sittings.file, responses.question, responses.revision, " + ", ".join(
    f"responses.{name}" for name in Response._fields
)
_FROM = "FROM responses JOIN sittings ON sittings.id = responses.sitting"
_PENDING = "WHERE responses.counted = 0 AND (sittings.mode <> 'exam' OR sittings.ended_at IS NOT NULL)"
_ORDER = "ORDER BY responses.answered_at, responses.id"


def _is_behind(db: Connection) -> bool:
    return db.execute(f"SELECT 1 {_FROM} {_PENDING} LIMIT 1").fetchone() is not None


def _count_some(db: Connection) -> int:
    found = db.execute(f"SELECT {_COLUMNS} {_FROM} {_PENDING} {_ORDER} LIMIT {AT_ONCE}").fetchall()
    key = itemgetter(0, 1, 2, 3)
    for question, rows in groupby(sorted(found, key=key), key):
        responses = [Response(*row[4:]) for row in rows]
        counted, latest_at = _counted(db, question)
        if counted and (responses[0].answered_at, responses[0].id) < (latest_at, counted.latest):
            counted, responses = None, [*_all_responses(db, question), *responses]
            responses.sort(key=lambda response: (response.answered_at, response.id))
        for response in responses:
            counted = after(counted, response)
        assert counted
        row = (*question, counted.latest, counted.answers, counted.sure, *(counted.memory or (None,) * 6))
        db.execute(f"INSERT OR REPLACE INTO standings VALUES ({', '.join('?' * len(row))})", row)
    db.executemany("UPDATE responses SET counted = 1 WHERE id = ?", ((row[4],) for row in found))
    return len(found)


def _counted(db: Connection, key: Key) -> tuple[Counted | None, int]:
    """The standing so far, and when its latest answer was given."""
    query = """
        SELECT answered_at, latest, answers, sure, state, step, stability, difficulty, reviewed_at, due_at
        FROM standings JOIN responses ON responses.id = latest
        WHERE learner = ? AND file = ? AND standings.question = ? AND standings.revision = ?
    """
    row = db.execute(query, key).fetchone()
    if row is None:
        return None, 0
    answered_at, latest, answers, sure, *memory = row
    return Counted(latest, answers, sure, None if memory[0] is None else Memory(*memory)), answered_at


def _all_responses(db: Connection, key: Key) -> Iterable[Response]:
    """The responses to a question that are counted already."""
    query = f"""
        SELECT {_COLUMNS} {_FROM} WHERE sittings.learner = ? AND sittings.file = ?
        AND responses.question = ? AND responses.revision = ? AND responses.counted = 1
    """
    return (Response(*row[4:]) for row in db.execute(query, key))


def read_standings(db: Connection, learner: str, file: str) -> dict[tuple[str, int], Standing]:
    """Where a learner stands with each question of a file, by its id and revision."""
    query = """
        SELECT standings.question, standings.revision, answers, response, mark, certainty, flagged, answered_at, due_at
        FROM standings JOIN responses ON responses.id = standings.latest WHERE learner = ? AND file = ?
    """
    return {
        (question, revision): Standing(answers, json.loads(words or "null"), mark, certainty, bool(flagged), at, due)
        for question, revision, answers, words, mark, certainty, flagged, at, due in db.execute(query, (learner, file))
    }


def read_finished(db: Connection, learner: str, file: str, most: int) -> list[Finished]:
    """The latest finished sittings, oldest first; not those that asked only what was missed or due."""
    query = """
        SELECT started_at, min(1.0, sum(mark * points) / possible), count(*) FROM (
            SELECT id, started_at, possible FROM sittings
            WHERE learner = ? AND file = ? AND ended_at IS NOT NULL AND mode IN ('take', 'exam') AND possible > 0
            ORDER BY id DESC LIMIT ?
        ) AS latest JOIN responses ON responses.sitting = latest.id GROUP BY latest.id ORDER BY latest.id
    """
    return [Finished(*row) for row in db.execute(query, (learner, file, most))]
