"""Responses → standings. Every response is counted once, in the order given by `turn`.

The table `standings` can be rebuilt from the responses at any time.
"""

from itertools import groupby
from operator import attrgetter, itemgetter
from sqlite3 import Connection
from typing import NamedTuple

from quiz.clock import LATEST
from quiz.core.progress import Finished
from quiz.core.review import Memory, rating, reviewed
from quiz.core.standing import Standing
from quiz.store.rows import from_json

BATCH = 50_000
"""The number of responses in memory while they are counted."""


class Response(NamedTuple):
    """The columns of a response that its standing depends on."""

    id: int
    mark: float
    points: float
    certainty: int | None
    answered_at: int
    turn: int


class Tally(NamedTuple):
    """A row of the table `standings`, without its key."""

    latest: int
    answers: int
    sure: int
    memory: Memory | None


def after(tally: Tally | None, response: Response) -> Tally:
    """The standing after one more response."""
    _, answers, sure, memory = tally or Tally(0, 0, 0, None)
    if response.points:
        rated = rating(response.mark, response.certainty, sure)
        memory = reviewed(memory, rated, response.answered_at)
    return Tally(response.id, answers + 1, sure + (response.mark >= 1 and response.certainty == 3), memory)


def is_behind(db: Connection, before: int = LATEST) -> bool:
    """Whether there are responses up to this time that are not counted yet."""
    return db.execute(f"{_RESPONSES} {_PENDING} AND answered_at <= ? LIMIT 1", (before,)).fetchone() is not None


def count_pending(db: Connection) -> None:
    """Count every response that is not counted yet. Those of an exam wait until it is over."""
    while _count_some(db) == BATCH:
        pass


def recount(db: Connection) -> None:
    """Recompute every standing from the responses, in a transaction that is open."""
    db.execute("DELETE FROM standings")
    db.execute("UPDATE responses SET counted = 0")
    count_pending(db)


_COLUMNS = ", ".join(f"responses.{name}" for name in Response._fields)
_RESPONSES = f"""
    SELECT sittings.learner, sittings.file, question, revision, {_COLUMNS}
    FROM responses JOIN sittings ON sittings.id = responses.sitting
"""
_PENDING = "WHERE counted = 0 AND (sittings.mode <> 'exam' OR sittings.ended_at IS NOT NULL)"


def _count_some(db: Connection) -> int:
    found = db.execute(f"{_RESPONSES} {_PENDING} ORDER BY responses.turn, responses.id LIMIT {BATCH}").fetchall()
    key = itemgetter(0, 1, 2, 3)
    for question, rows in groupby(sorted(found, key=key), key):
        responses = [Response(*row[4:]) for row in rows]
        tally, turn = _tally_of(db, question)
        if tally and (responses[0].turn, responses[0].id) < (turn, tally.latest):  # some of them are older
            where = "WHERE (sittings.learner, sittings.file, question, revision) = (?, ?, ?, ?) AND counted = 1"
            responses += (Response(*row[4:]) for row in db.execute(f"{_RESPONSES} {where}", question))
            responses.sort(key=attrgetter("turn", "id"))
            tally = None
        for response in responses:
            tally = after(tally, response)
        assert tally
        row = (*question, tally.latest, tally.answers, tally.sure, *(tally.memory or (None,) * 6))
        db.execute(f"INSERT OR REPLACE INTO standings VALUES ({', '.join('?' * len(row))})", row)
    db.executemany("UPDATE responses SET counted = 1 WHERE id = ?", ((row[4],) for row in found))
    return len(found)


def _tally_of(db: Connection, question: tuple[str, str, str, int]) -> tuple[Tally | None, int]:
    """The standing so far of a learner, file, question and revision, and the turn of its latest answer."""
    query = """
        SELECT turn, latest, answers, sure, state, step, stability, difficulty, reviewed_at, due_at
        FROM standings JOIN responses ON responses.id = latest
        WHERE (learner, file, standings.question, standings.revision) = (?, ?, ?, ?)
    """
    row = db.execute(query, question).fetchone()
    if row is None:
        return None, 0
    turn, latest, answers, sure, *memory = row
    return Tally(latest, answers, sure, None if memory[0] is None else Memory(*memory)), turn


def read_standings(db: Connection, learner: str, file: str) -> dict[tuple[str, int], Standing]:
    """A learner's standing with each question of a file, by its id and revision."""
    query = """
        SELECT standings.question, standings.revision, answers, response, mark, certainty, flagged, answered_at, due_at
        FROM standings JOIN responses ON responses.id = standings.latest WHERE learner = ? AND file = ?
    """
    return {
        (question, revision): Standing(answers, from_json(words), mark, certainty, bool(flagged), at, due)
        for question, revision, answers, words, mark, certainty, flagged, at, due in db.execute(query, (learner, file))
    }


def read_latest(db: Connection, learner: str, file: str) -> dict[tuple[str, int], Standing]:
    """A learner's standings without counting: the latest answers not counted yet replace them, and are not due."""
    standings = read_standings(db, learner, file)
    query = f"""
        SELECT question, revision, response, mark, responses.certainty, flagged, answered_at
        FROM responses JOIN sittings ON sittings.id = responses.sitting
        {_PENDING} AND learner = ? AND file = ? ORDER BY responses.turn, responses.id
    """
    for question, revision, words, mark, certainty, flagged, at in db.execute(query, (learner, file)):
        before = standings.get((question, revision))
        answers = before.answers + 1 if before else 1
        standing = Standing(answers, from_json(words), mark, certainty, bool(flagged), at, None)
        standings[question, revision] = standing
    return standings


def read_latest_bank(db: Connection, learner: str, file: str) -> str:
    """The id of the bank that a learner answered last; empty for none."""
    latest = "SELECT id FROM sittings WHERE learner = ? AND file = ? ORDER BY turn DESC LIMIT 1"
    query = f"""
        SELECT banks.bank FROM responses JOIN banks ON banks.id = responses.bank
        WHERE sitting = ({latest}) ORDER BY responses.turn DESC LIMIT 1
    """
    row = db.execute(query, (learner, file)).fetchone()
    return row[0] if row else ""


def read_finished(db: Connection, learner: str, file: str, most: int) -> list[Finished]:
    """The latest finished sessions, oldest first; not those that asked only what was missed or due."""
    query = """
        SELECT started_at, min(1.0, sum(mark * points * in_score) / possible), count(*) FROM (
            SELECT id, started_at, possible, turn FROM sittings
            WHERE learner = ? AND file = ? AND ended_at IS NOT NULL AND mode IN ('take', 'exam') AND possible > 0
            ORDER BY turn DESC LIMIT ?
        ) AS latest JOIN responses ON responses.sitting = latest.id GROUP BY latest.id ORDER BY latest.turn
    """
    return [Finished(*row) for row in db.execute(query, (learner, file, most))]
