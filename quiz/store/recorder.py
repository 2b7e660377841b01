"""Saves a session as it runs: each answer is on disk before its feedback is shown.

SQLite is imported with the first answer.
"""

import os
from collections.abc import Callable, Sequence
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from quiz.core.session import Session
from quiz.errors import QuizError
from quiz.store.rows import (
    COLUMNS,
    INSERT_RESPONSE,
    INSERT_SESSION,
    UPDATE_SESSION,
    ResponseRow,
    SessionRow,
    as_json,
    bank_number,
    bounded,
    from_json,
    items_in,
)

if TYPE_CHECKING:
    from sqlite3 import Connection

    from quiz.store.history import History
    from quiz.store.unfinished import Unfinished

FORGOTTEN: Final = -1
"""Replaces the position of a question whose answer is no longer part of the session."""


class Recorder:
    """Observes a session and saves its answers, if its history saves. Its notices are those of the history.

    `row` and `rows` are what to save, the answers by their stored positions. `positions` maps the session's own
    positions to those. The answers in `kept` are on disk as they were given. If they are forgotten there, only later
    answers are saved, as another session.
    """

    def __init__(
        self, history: "History", row: SessionRow, positions: Sequence[int], left: "Unfinished | None" = None
    ) -> None:
        self.history = history
        self.row = row
        self.positions = list(positions)
        self.rows: dict[int, ResponseRow] = dict(left.rows) if left else {}
        self.kept = set(self.rows)
        self.unsaved: set[int] = set()
        self.held = left.number if left else None
        self.generation = history.database.generation if left else 0
        self.seconds: Callable[[], float] = monotonic
        self.started = self.shown_at = 0.0
        self.begun_at_seconds = 0.0
        self.marked_before: set[int] = set()
        self.fingerprints: dict[str, str] = {}
        self.closed = False
        self.trouble = self.reported = ""

    # What it observes

    def observe(self, session: Session, seconds: Callable[[], float]) -> None:
        """Follow a session from here on; `seconds` counts from some fixed moment."""
        session.observers.append(self)
        self.seconds = seconds
        self.started = seconds() - self.row.seconds
        self.shown_at = self.elapsed

    @property
    def elapsed(self) -> float:
        """The seconds that the session has taken so far, including those before it was resumed."""
        return self.seconds() - self.started

    def answered(self, session: Session) -> None:
        self.save_answer(session, self.elapsed - self.shown_at, self.elapsed)
        self.shown_at = self.elapsed

    def flagged(self, session: Session) -> None:
        """Save which questions are marked for review, if that has changed."""
        if not self.history.saves:
            return
        before = self.row.marked
        self._mark(session)
        position = self.positions[session.position]
        if self.row.marked != before:
            if position in self.rows:
                self.rows[position] = self.rows[position]._replace(flagged=session.position in session.flagged)
                self.unsaved.add(position)
            self.save()
        elif self.trouble and session.handed_in:
            self.save()

    def moved(self, session: Session) -> None:
        self.shown_at = self.elapsed
        if self.trouble and session.handed_in:
            self.save()

    def handed_in(self, session: Session) -> None:
        self.finish(self.elapsed)

    # What it saves

    @property
    def resumable(self) -> bool:
        """Whether the session can be resumed: it is not over, and every answer is on disk."""
        return bool(self.rows) and not self.unsaved and self.row.ended_at is None

    def save_answer(self, session: Session, seconds: float, elapsed: float) -> None:
        """Save the answer just given, `seconds` after its question was asked and `elapsed` since the session began."""
        if not self.history.saves:
            return
        if not self.row.items:
            self.row = self.row._replace(items=items_in(session))
        bank, question = session.item
        assert session.current is not None
        response, mark, certainty = session.current
        position = self.positions[session.position]
        if position == FORGOTTEN:  # it gets a new position, at the end
            items = from_json(self.row.items)
            position = self.positions[session.position] = len(items)
            possible = self.row.possible + (question.points if session.item.scored else 0)
            items.append([bank.id, question.id, question.revision])
            self.row = self.row._replace(items=as_json(items), possible=bounded(possible))
        if bank.id not in self.fingerprints:
            self.fingerprints[bank.id] = bank.fingerprint()
        self.rows[position] = ResponseRow(
            bank=bank.id,
            fingerprint=self.fingerprints[bank.id],
            position=position,
            question=question.id,
            revision=question.revision,
            response=None if response is None else as_json(question.to_json(response)),
            mark=mark,
            points=bounded(0 if question.self_assessed else question.points),
            in_score=session.item.scored,
            certainty=certainty,
            flagged=session.position in session.flagged,
            seconds=bounded(seconds + (self.rows[position].seconds if position in self.rows else 0.0)),
            answered_at=self.history.now(),
        )
        self.unsaved.add(position)
        self.kept.discard(position)
        self._mark(session)
        ended_at = self.history.now() if session.complete and not session.exam else None
        self.row = self.row._replace(seconds=self._seconds(elapsed), ended_at=ended_at)
        self.save()

    def _mark(self, session: Session) -> None:
        marked = {self.positions[place] for place in session.flagged} - {FORGOTTEN}
        self.marked_before &= marked - set(self.rows)
        self.row = self.row._replace(marked=as_json(sorted(marked - self.marked_before)))

    def _seconds(self, elapsed: float) -> float:
        return bounded(elapsed - self.begun_at_seconds)

    def pause(self, session: Session) -> float:
        """Save how long a session that stops here has taken, and anything unsaved. Returns its length in seconds."""
        seconds = self.row.seconds if session.handed_in else self.elapsed
        if self.row.ended_at is None:
            self.row = self.row._replace(seconds=self._seconds(seconds))
        if self.rows and (self.unsaved or self.trouble or self.resumable or self.history.database.was_replaced()):
            self.save()
        return seconds

    def finish(self, elapsed: float) -> None:
        """Save that the session is over, with its length in seconds."""
        self.row = self.row._replace(seconds=self._seconds(elapsed), ended_at=self.history.now())
        self.save()

    def save(self) -> None:
        """Save anything unsaved. Adds a notice if that begins to fail, and once it works again."""
        if self.closed or not self.rows:
            return
        held, self.trouble, generation = self.held, "", self.generation
        try:
            self.history.database.run(self._write, write=True)
        except QuizError as error:
            if self.held != held:
                self.release()
            self.trouble = f"Your answers are not being saved: {error.message}."
            if self.reported != self.trouble and (self.unsaved or self.row.ended_at):
                self.reported = self.trouble
                self.history.notices.append(self.trouble)
            return
        self.unsaved.clear()
        self.kept = set(self.rows)
        if happened := self.history.database.pop_notice():
            everything = " All answers from this quiz are saved in the current file."
            self.history.notices.append(happened + (everything if generation != self.generation else ""))
        elif self.reported:
            self.history.notices.append("Your answers are being saved again, including the earlier ones.")
        self.reported = ""

    def _write(self, db: "Connection") -> None:
        database = self.history.database
        if self.generation != database.generation:
            self.generation = database.generation
            self.unsaved = set(self.rows)
            self.held = None
            if not db.execute("SELECT 1 FROM forgotten WHERE uid = ?", (self.row.uid,)).fetchone():
                self.kept.clear()  # it is another file: everything is written there
        locks = database.locks
        found = db.execute("SELECT id FROM sittings WHERE uid = ?", (self.row.uid,)).fetchone()
        number: Any = found and found[0]
        if number and not locks.hold(number):  # another process resumed it
            query = "SELECT position, answered_at FROM responses WHERE sitting = ?"
            there = dict(db.execute(query, (number,)))
            self._begin_anew({place for place, row in self.rows.items() if there.get(place) != row.answered_at})
            number = None
        elif not number and self.kept:
            self._begin_anew(set(self.rows) - self.kept)
        if not self.rows:
            return
        while not number:
            number = db.execute(INSERT_SESSION, self.row._asdict()).lastrowid
            path = self.history.file.path
            if path.name:  # the question file that comes with the program has no path
                db.execute("INSERT OR IGNORE INTO files VALUES (?, ?)", (self.row.file, str(path.resolve())))
            if not locks.hold(number):  # a session that was begun in an earlier file
                db.execute("DELETE FROM sittings WHERE id = ?", (number,))
                number = None
        self.held = number  # before anyone else can see the session
        for position in sorted(self.unsaved):
            bank, fingerprint, *row = self.rows[position]
            values = (number, bank_number(db, self.row.file, bank, fingerprint), *row)
            db.execute(INSERT_RESPONSE, dict(zip(COLUMNS, values, strict=True)))
        db.execute(UPDATE_SESSION, self.row._asdict())

    def _begin_anew(self, new: set[int]) -> None:
        """Continue as another session, which has only the `new` answers, and asks only them and what is still open."""
        self.release()
        items, marked, before = from_json(self.row.items) or [], from_json(self.row.marked) or (), self.row.seconds
        dropped = [row for position, row in self.rows.items() if position not in new]
        remaining = [position for position in range(len(items)) if position in new or position not in self.rows]
        places = {position: place for place, position in enumerate(remaining)}
        rows = [self.rows[position]._replace(position=places[position]) for position in sorted(new)]
        self.row = self.row._replace(
            uid=os.urandom(16).hex(),
            items=as_json([items[position] for position in remaining]),
            possible=bounded(self.row.possible - sum(row.points for row in dropped)),
            marked=as_json([places[position] for position in marked if position in new]),
            seconds=bounded(min(before, sum(row.seconds for row in rows))),
            started_at=min((row.answered_at for row in rows), default=self.row.started_at),
        )
        self.rows = {row.position: row for row in rows}
        self.begun_at_seconds += before - self.row.seconds
        self.positions = [places.get(position, FORGOTTEN) for position in self.positions]
        self.marked_before = {places[position] for position in marked if position in places} - set(self.rows)
        self.unsaved = set(self.rows)
        self.kept.clear()

    def close(self) -> None:
        """Close the file and let others resume the session. Nothing is saved after that."""
        self.closed = True
        self.release()
        self.history.close()

    def release(self) -> None:
        if self.held:
            self.history.database.locks.release(self.held)
        self.held = None
