"""Saves a session as it runs: each answer is on disk before its feedback is shown.

SQLite is imported with the first answer.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from quiz.core.session import Session
from quiz.errors import QuizError
from quiz.store.rows import (
    COLUMNS,
    FORGOTTEN,
    INSERT_RESPONSE,
    INSERT_SESSION,
    UPDATE_SESSION,
    ResponseRow,
    SessionRow,
    answers_in,
    as_json,
    bank_number,
    bounded,
    from_json,
    is_forgotten,
    items_in,
    note_path,
    remainder,
)

if TYPE_CHECKING:
    from sqlite3 import Connection

    from quiz.store.database import Database


class Recorder:
    """Observes a session and saves its answers in a database, if there is one.

    `path` is the path of the question file. `positions` are the original positions of its questions, and `rows` the
    answers by these positions. Those in `kept` are already saved. If they have been forgotten since, only later
    answers are saved, as another session.
    """

    def __init__(
        self,
        database: "Callable[[], Database] | None",
        row: SessionRow,
        positions: Sequence[int],
        now: Callable[[], int],
        path: Path = Path(),
    ) -> None:
        self.open_database = database
        self.row = row
        self.now = now
        self.path = path
        self.seconds: Callable[[], float] = monotonic
        self.started = self.shown_at = 0.0
        self.notices: list[str] = []
        self.positions = list(positions)
        self.begun_at_seconds = 0.0
        self.marked_before: set[int] = set()
        self.fingerprints: dict[str, str] = {}
        self.rows: dict[int, ResponseRow] = {}
        self.unsaved: set[int] = set()
        self.kept: set[int] = set()
        self.held: int | None = None
        self.closed = False
        self.reported = ""
        self.generation = 0
        self.trouble = ""

    @cached_property
    def database(self) -> "Database":
        assert self.open_database
        return self.open_database()

    # What it observes

    def observe(self, session: Session, seconds: Callable[[], float]) -> None:
        """Follow a session from here on; `seconds` counts from some fixed moment."""
        session.observers.append(self)
        self.seconds = seconds
        self.started = seconds() - self.row.seconds
        self.shown_at = self.elapsed

    @property
    def elapsed(self) -> float:
        """The seconds that the session took so far, those before it was left included."""
        return self.seconds() - self.started

    def answered(self, session: Session) -> None:
        self._notice(self.save_answer(session, self.elapsed - self.shown_at, self.elapsed))
        self.shown_at = self.elapsed

    def flagged(self, session: Session) -> None:
        self._notice(self.save_flags(session))

    def moved(self, session: Session) -> None:
        self.shown_at = self.elapsed
        if self.trouble and session.handed_in:
            self._notice(self.save())

    def handed_in(self, session: Session) -> None:
        self._notice(self.finish(self.elapsed))

    def _notice(self, text: str) -> None:
        if text:
            self.notices.append(text)

    def pop_notices(self) -> list[str]:
        """Notices for the learner since the last call."""
        notices, self.notices = self.notices, []
        return notices

    # What it saves

    @property
    def resumable(self) -> bool:
        """Whether the session can be resumed: it is not over, and every answer is on disk."""
        return bool(self.rows) and not self.unsaved and self.row.ended_at is None

    def save_answer(self, session: Session, seconds: float, elapsed: float) -> str:
        """Save the answer just given, `seconds` after its question was asked and `elapsed` since the session began.

        Returns a notice for the learner, or "".
        """
        if not self.open_database:
            return ""
        if not self.row.items:
            self.row = self.row._replace(items=items_in(session))
        bank, question = session.item
        assert session.current is not None
        response, mark, certainty = session.current
        position = self._position(session)
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
            points=bounded(question.points if question.scored else 0),
            certainty=certainty,
            flagged=session.position in session.flagged,
            seconds=bounded(seconds + (self.rows[position].seconds if position in self.rows else 0.0)),
            answered_at=self.now(),
        )
        self.unsaved.add(position)
        self.kept.discard(position)
        self._mark(session)
        ended_at = self.now() if session.complete and not session.exam else None
        self.row = self.row._replace(seconds=self._seconds(elapsed), ended_at=ended_at)
        return self.save()

    def save_flags(self, session: Session) -> str:
        """Save which questions are marked to be looked at again, if that has changed."""
        if not self.open_database:
            return ""
        before = self.row.marked
        self._mark(session)
        position = self.positions[session.position]
        if self.row.marked == before:
            return self.save() if self.trouble and session.handed_in else ""
        if position in self.rows:
            self.rows[position] = self.rows[position]._replace(flagged=session.position in session.flagged)
            self.unsaved.add(position)
        return self.save()

    def _mark(self, session: Session) -> None:
        marked = {self.positions[place] for place in session.flagged} - {FORGOTTEN}
        self.marked_before &= marked - set(self.rows)
        self.row = self.row._replace(marked=as_json(sorted(marked - self.marked_before)))

    def _seconds(self, elapsed: float) -> float:
        return bounded(elapsed - self.begun_at_seconds)

    def _position(self, session: Session) -> int:
        """The position of the question that is asked. One whose answer was forgotten gets a new one, at the end."""
        position = self.positions[session.position]
        if position == FORGOTTEN:
            bank, question = session.item
            items = from_json(self.row.items)
            position = self.positions[session.position] = len(items)
            possible = self.row.possible + (question.points if question.scored else 0)
            items.append([bank.id, question.id, question.revision])
            self.row = self.row._replace(items=as_json(items), possible=bounded(possible))
        return position

    def save_elapsed(self, elapsed: float) -> str:
        """Save how long the session took so far, and anything unsaved."""
        if self.row.ended_at is None:
            self.row = self.row._replace(seconds=self._seconds(elapsed))
        if not self.rows:
            return ""
        due = self.unsaved or self.trouble or self.resumable or self.database.was_replaced()
        return self.save() if due else ""

    def pause(self, session: Session) -> float:
        """Save what is not saved yet of a session that stops here, and give the seconds that it took."""
        seconds = self.row.seconds if session.handed_in else self.elapsed
        self._notice(self.save_elapsed(seconds))
        return seconds

    def finish(self, elapsed: float) -> str:
        """Save that the session is over, with its length in seconds."""
        self.row = self.row._replace(seconds=self._seconds(elapsed), ended_at=self.now())
        return self.save()

    def save(self) -> str:
        """Save what is not saved yet. Returns a notice for the learner, each one once, or ""."""
        if self.closed or not self.rows:
            return ""
        held, self.trouble, generation = self.held, "", self.generation
        try:
            self.database.run(self._write, write=True)
        except QuizError as error:
            if self.held != held:
                self.release()
            self.trouble = f"Your answers are not being saved: {error.message}."
            if self.reported == self.trouble or not (self.unsaved or self.row.ended_at):
                return ""
            self.reported = self.trouble
            return self.trouble
        self.unsaved.clear()
        self.kept = set(self.rows)
        again, self.reported = self.reported, ""
        happened = self.database.pop_notice()
        if happened and generation != self.generation:
            return f"{happened} All answers from this quiz are saved in the current file."
        return happened or ("Your answers are being saved again, including the earlier ones." if again else "")

    def _write(self, db: "Connection") -> None:
        if self.generation != self.database.generation:
            self.generation = self.database.generation
            self.unsaved = set(self.rows)
            self.held = None
            if not is_forgotten(db, self.row.uid):  # another file: all of it is written there
                self.kept.clear()
        locks = self.database.locks
        found = db.execute("SELECT id FROM sittings WHERE uid = ?", (self.row.uid,)).fetchone()
        number: Any = found and found[0]
        if number and not locks.hold(number):  # another process resumed it
            self._begin_anew(set(self.rows) - answers_in(db, number, self.rows))
            number = None
        elif not number and self.kept:
            self._begin_anew(set(self.rows) - self.kept)
        if not self.rows:
            return
        while not number:
            number = db.execute(INSERT_SESSION, self.row._asdict()).lastrowid
            note_path(db, self.row.file, self.path)
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
        """Continue as a new session, with only these answers."""
        self.release()
        before, marked = self.row.seconds, from_json(self.row.marked) or ()
        self.row, self.rows, places = remainder(self.row, self.rows, new)
        self.begun_at_seconds += before - self.row.seconds
        self.positions = [places.get(position, FORGOTTEN) for position in self.positions]
        self.marked_before = {places[position] for position in marked if position in places} - set(self.rows)
        self.unsaved = set(self.rows)
        self.kept.clear()

    def close(self) -> None:
        """Close the file and let others resume the session. Nothing is saved after that."""
        self.closed = True
        self.release()
        if self.open_database and "database" in self.__dict__:
            self.database.close()

    def release(self) -> None:
        if self.held:
            self.database.locks.release(self.held)
        self.held = None
