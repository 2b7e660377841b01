"""What a learner has answered on this machine. SQLite is imported once something is read or saved."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.clock import day_starts
from quiz.core.bank import QuestionFile
from quiz.core.session import Session
from quiz.core.standing import DAY, Standings
from quiz.store.place import FILE_NAME, data_folder, may_hold_answers

if TYPE_CHECKING:
    from sqlite3 import Connection

    from quiz.core.progress import Finished, Progress
    from quiz.store.database import Database
    from quiz.store.recorder import Recorder
    from quiz.store.unfinished import Restored, Unfinished


FORECAST_DAYS = 14
TREND = 60
"""The maximum number of finished sessions in the trend."""


@dataclass(eq=False)
class History:
    """The answers of one learner to one question file, in a folder or else in the platform's own.

    With `saves` False it only reads them. `now` gives milliseconds since 1970. Methods that read raise Unusable, a
    QuizError, if the file of answers cannot be used.
    """

    file: QuestionFile
    learner: str
    now: Callable[[], int]
    named_folder: Path | None = None
    saves: bool = True
    notices: list[str] = field(default_factory=list)
    """What the learner should know about the saved answers."""
    file_checked: bool = False

    @cached_property
    def folder(self) -> Path:
        return self.named_folder or data_folder()

    @cached_property
    def database(self) -> "Database":
        from quiz.store.database import Database

        return Database(self.folder, self.now, may_set_aside=self.saves)

    def is_empty(self) -> bool:
        """Whether nothing has ever been saved here."""
        return not may_hold_answers(self.folder / FILE_NAME)

    def pop_notice(self) -> str:
        """What happened to the saved answers; cleared once read."""
        happened = self.database.pop_notice() if "database" in self.__dict__ else ""
        notices, self.notices = self.notices, []
        return " ".join(filter(None, (happened, *notices)))

    def close(self) -> None:
        """Close the file. It is reopened when needed."""
        if "database" in self.__dict__:
            self.database.close()

    def check_file(self) -> None:
        """Add a notice of another question file with this id, or of answers under an old title. Raises Unusable."""
        if self.file_checked or self.is_empty():
            return
        from quiz.store.identity import adopt, clashes

        self.file_checked = True
        if self.saves:
            self.database.run(lambda db: adopt(db, self.file), write=True)
        self.notices += self.database.run(lambda db: list(clashes(db, self.file)))

    # Sessions

    def begin(self, session: Session, mode: str) -> "Recorder":
        """The recorder of a new session. Nothing is written before its first answer."""
        from quiz.store.recorder import Recorder
        from quiz.store.rows import SessionRow, possible_in

        rules = session.rules
        row = SessionRow(
            uid=os.urandom(16).hex(),
            learner=self.learner,
            file=self.file.id,
            mode=mode,
            seed=session.seed,
            certainty=rules.certainty + rules.certainty_score,
            minutes=rules.minutes,
            pass_at=rules.pass_at,
            items="",  # added with the first answer
            started_at=self.now(),
            possible=possible_in(session),
        )
        return Recorder(self, row, range(len(session)))

    def unfinished(self, *, latest_only: bool) -> "Unfinished | None":
        """The latest unfinished session; with `latest_only`, only if it is the latest. None if this file has none
        of its questions, as it is then from another file with this id.
        """
        if self.is_empty():
            return None
        from quiz.store.unfinished import find_unfinished

        self.check_file()
        found = self.database.run(
            lambda db: find_unfinished(db, self.database.locks, self.learner, self.file.id, latest_only=latest_only)
        )
        known = {question.id for _, question in (self.file.whole or self.file).items}
        if found and known.isdisjoint(question for question, _ in found.asked):
            self.release(found)
            return None
        return found

    def release(self, unfinished: "Unfinished") -> None:
        """Let others resume the session."""
        self.database.locks.release(unfinished.number)

    def resume(self, unfinished: "Unfinished", restored: "Restored | None") -> "Recorder":
        """The recorder of a resumed session; `restored` is None if nothing is left to ask."""
        from quiz.store.recorder import Recorder
        from quiz.store.rows import possible_in

        positions = restored.positions if restored else ()
        possible = sum(row.points for position, row in unfinished.rows.items() if position not in positions)
        possible += possible_in(restored.session) if restored else 0.0
        return Recorder(self, unfinished.row._replace(possible=possible), positions, unfinished)

    # Results

    def standings(self) -> Standings:
        """The standing of each question, with every answer so far counted and marked by the current key."""
        if self.is_empty():
            return {}
        self.check_file()
        from quiz.store.remarking import mark_again, outdated_banks
        from quiz.store.standings import count_pending, is_behind, read_standings

        def read(db: "Connection") -> Standings | None:
            behind = is_behind(db) or outdated_banks(db, self.file)
            return None if behind else read_standings(db, self.learner, self.file.id)

        def update(db: "Connection") -> Standings:
            remarked = mark_again(db, self.file)
            if remarked.answers:
                self.notices.append(str(remarked))
            count_pending(db)
            return read_standings(db, self.learner, self.file.id)

        standings = self.database.run(read)
        return self.database.run(update, write=True, keep=self.saves) if standings is None else standings

    def latest(self) -> tuple[Standings, str]:
        """The standing of each question, and the id of the bank answered last.

        Counting costs as much as starting, so the latest answers are not counted here; they cannot be due yet.
        """
        if self.is_empty():
            return {}, ""
        from quiz.store.remarking import outdated_banks
        from quiz.store.standings import is_behind, read_latest, read_latest_bank

        whose, half_a_day_ago = (self.learner, self.file.id), self.now() - DAY // 2
        if self.database.run(lambda db: is_behind(db, half_a_day_ago) or outdated_banks(db, self.file)):
            self.standings()
        return self.database.run(lambda db: (read_latest(db, *whose), read_latest_bank(db, *whose)))

    def progress(self) -> "tuple[Progress, list[int]]":
        """The learner's progress, and when the days of the forecast begin."""
        from quiz.core.progress import progress_of

        now = self.now()
        days = day_starts(now, FORECAST_DAYS)
        return progress_of(self.file, self.standings(), self.finished(TREND), now=now, days=days), days

    def finished(self, most: int) -> "list[Finished]":
        """The latest finished sessions, oldest first."""
        if self.is_empty():
            return []
        from quiz.store.standings import read_finished

        return self.database.run(lambda db: read_finished(db, self.learner, self.file.id, most))
