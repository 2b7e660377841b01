"""One sitting as it is being saved: each answer is on the disk before its feedback is seen."""

import json
import os
from collections.abc import Sequence
from sqlite3 import Connection
from typing import Any, NamedTuple

from quiz.core.responses import in_words
from quiz.core.session import Session
from quiz.history.database import Database, Unusable


class SittingRow(NamedTuple):
    """A row of the table `sittings`, as it is begun."""

    uid: str
    learner: str
    file: str
    mode: str
    seed: int
    certainty: int
    minutes: float | None
    pass_at: float | None
    items: str
    possible: float
    started_at: int


class ResponseRow(NamedTuple):
    """A row of the table `responses`, but for what the database gives."""

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


Rows = dict[int, tuple[str, str, ResponseRow]]
"""The bank, its fingerprint and the row of each response, by position."""

COLUMNS = ("sitting", "bank", *ResponseRow._fields)
INSERT_SITTING = f"""
    INSERT INTO sittings ({", ".join(SittingRow._fields)}) VALUES ({", ".join("?" * len(SittingRow._fields))})
"""
INSERT_RESPONSE = f"""
    INSERT INTO responses ({", ".join(COLUMNS)}) VALUES ({", ".join("?" * len(COLUMNS))})
    ON CONFLICT (sitting, position) DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in COLUMNS[1:])}
"""


class Recording:
    """Saves the answers of one sitting. `positions` are those that its questions had when it was begun."""

    def __init__(self, database: Database, sitting: SittingRow, positions: Sequence[int]) -> None:
        self.database = database
        self.sitting = sitting
        self.positions = positions
        self.fingerprints: dict[str, str] = {}
        self.rows: Rows = {}
        self.unsaved: set[int] = set()
        self.ended_at: int | None = None
        self.generation = database.generation
        self.trouble = ""

    @property
    def saved(self) -> bool:
        """Whether the sitting can be gone on with: all that was answered is on the disk."""
        return bool(self.rows) and not self.unsaved and self.ended_at is None

    def answered(self, session: Session, seconds: float) -> str:
        """Save the answer just given, `seconds` after the question was asked. What must be said, if anything."""
        bank, question = session.item
        assert session.current is not None
        response, mark, certainty = session.current
        position = self.positions[session.position]
        if bank.id not in self.fingerprints:
            self.fingerprints[bank.id] = bank.fingerprint()
        earlier = self.rows[position][2].seconds if position in self.rows else 0.0
        row = ResponseRow(
            position=position,
            question=question.id,
            revision=question.revision,
            response=None if response is None else as_json(in_words(question, response)),
            mark=mark,
            points=question.points if question.scored else 0,
            certainty=certainty,
            flagged=session.position in session.flagged,
            seconds=earlier + seconds,
            answered_at=self.database.now(),
        )
        self.rows[position] = bank.id, self.fingerprints[bank.id], row
        self.unsaved.add(position)
        if session.complete and not session.exam:
            self.ended_at = self.database.now()
        return self.save()

    def marked(self, session: Session) -> str:
        """Save whether the current question is marked to be looked at again, if that has changed."""
        position = self.positions[session.position]
        flagged = session.position in session.flagged
        if position not in self.rows or self.rows[position][2].flagged == flagged:
            return ""
        bank, fingerprint, row = self.rows[position]
        self.rows[position] = bank, fingerprint, row._replace(flagged=flagged)
        self.unsaved.add(position)
        return self.save()

    def ended(self) -> str:
        """Save that the sitting is over."""
        self.ended_at = self.database.now()
        return self.save() if self.rows else ""

    def save(self) -> str:
        """Save what is not saved yet. What must be said, if anything: each thing once."""
        before, self.trouble = self.trouble, ""
        try:
            number = self.database.run(self._write, write=True)
        except Unusable as error:
            self.trouble = f"Your answers are not being saved: {error.message}."
            return "" if before == self.trouble else self.trouble
        self.unsaved.clear()
        if self.ended_at is not None:
            self.database.locks.release(number)
        return self.database.what_happened() or ("Your answers are being saved again, all of them." if before else "")

    def _write(self, db: Connection) -> Any:
        if self.generation != self.database.generation:
            self.generation = self.database.generation
            self.unsaved = set(self.rows)
        found = db.execute("SELECT id FROM sittings WHERE uid = ?", (self.sitting.uid,)).fetchone()
        number: Any = found[0] if found else db.execute(INSERT_SITTING, self.sitting).lastrowid
        self.database.locks.hold(number)  # before anyone else can see the sitting
        for position in sorted(self.unsaved):
            bank, fingerprint, row = self.rows[position]
            db.execute(INSERT_RESPONSE, (number, bank_number(db, self.sitting.file, bank, fingerprint), *row))
        if self.ended_at is not None:
            db.execute("UPDATE sittings SET ended_at = ? WHERE id = ?", (self.ended_at, number))
        return number


def bank_number(db: Connection, file: str, bank: str, fingerprint: str) -> Any:
    """The number of a bank with this text, entered if it is new."""
    key = (file, bank, fingerprint)
    found = db.execute("SELECT id FROM banks WHERE (file, bank, fingerprint) = (?, ?, ?)", key).fetchone()
    return found[0] if found else db.execute("INSERT INTO banks VALUES (NULL, ?, ?, ?)", key).lastrowid


def as_json(value: Any) -> str:
    """A value as it is kept: JSON without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def sitting_row(session: Session, *, learner: str, file: str, mode: str, started_at: int) -> SittingRow:
    """A new row for a sitting that begins."""
    rules = session.rules
    return SittingRow(
        uid=os.urandom(16).hex(),
        learner=learner,
        file=file,
        mode=mode,
        seed=session.seed,
        certainty=rules.certainty + rules.certainty_score,
        minutes=rules.minutes,
        pass_at=rules.pass_at,
        items=as_json([[bank.id, question.id, question.revision] for bank, question in session.items]),
        possible=sum(question.points for _, question in session.items if question.scored),
        started_at=started_at,
    )
