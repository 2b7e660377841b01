"""What a learner has answered on this machine. Nothing of SQLite is imported before something is read or saved."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.core.bank import QuestionFile
from quiz.core.session import Session
from quiz.core.standing import Standings
from quiz.store.place import FILE_NAME, data_folder, may_hold_answers

if TYPE_CHECKING:
    from sqlite3 import Connection

    from quiz.core.progress import Finished
    from quiz.store.database import Database
    from quiz.store.recorder import Recorder
    from quiz.store.unfinished import Restored, Unfinished


class History:
    """The answers of one learner to one question file. One that does not save only reads them.

    It is in the folder given, or in the platform's own. What reads raises `database.Unusable`, a QuizError,
    where the file of answers cannot be used.
    """

    def __init__(
        self,
        file: QuestionFile,
        learner: str,
        now: Callable[[], int],
        *,
        folder: Path | None = None,
        saves: bool = True,
    ) -> None:
        self.file = file
        self.learner = learner
        self.now = now
        self.named_folder = folder
        self.saves = saves
        self.notice = ""
        self.file_checked = False

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
        notice, self.notice = self.notice, ""
        happened = self.database.pop_notice() if "database" in self.__dict__ else ""
        return " ".join(filter(None, (happened, notice)))

    def close(self) -> None:
        """Close the file. It is opened again when it is needed."""
        if "database" in self.__dict__:
            self.database.close()

    def check_file(self) -> None:
        """Note other question files with this id, and answers under an old title. Raises Unusable."""
        if self.file_checked or self.is_empty():
            return
        from quiz.store.identity import adopt, clashes

        self.file_checked = True
        if self.saves:
            self.database.run(lambda db: adopt(db, self.file), write=True)
        self.notice = " ".join((self.notice, *self.database.run(lambda db: list(clashes(db, self.file))))).strip()

    # Sessions

    def begin(self, session: Session, mode: str) -> "Recorder":
        """The recorder of a session that begins. Nothing is written before its first answer."""
        from quiz.store.recorder import Recorder
        from quiz.store.rows import session_row

        row = session_row(session, learner=self.learner, file=self.file.id, mode=mode, started_at=self.now())
        return Recorder(self._saving(), row, range(len(session)), self.now, self.file.path)

    def _saving(self) -> "Callable[[], Database] | None":
        return (lambda: self.database) if self.saves else None

    def unfinished(self, *, latest_only: bool) -> "Unfinished | None":
        """The latest unfinished session; with `latest_only`, only if none was begun after it."""
        if self.is_empty():
            return None
        from quiz.store.unfinished import find_unfinished

        self.check_file()
        return self.database.run(
            lambda db: find_unfinished(db, self.database.locks, self.learner, self.file.id, latest_only=latest_only)
        )

    def release(self, unfinished: "Unfinished") -> None:
        """Let others resume the session."""
        self.database.locks.release(unfinished.number)

    def resume(self, unfinished: "Unfinished", restored: "Restored | None") -> "Recorder":
        """The recorder of a session that was left."""
        from quiz.store.recorder import Recorder
        from quiz.store.rows import possible_in

        positions = restored.positions if restored else ()
        recorder = Recorder(self._saving(), unfinished.row, positions, self.now, self.file.path)
        recorder.held = unfinished.number
        recorder.rows = dict(unfinished.rows)
        recorder.kept = set(unfinished.rows)
        recorder.generation = self.database.generation
        kept = restored.positions if restored else ()
        left_out = sum(row.points for position, row in unfinished.rows.items() if position not in kept)
        possible = left_out + (possible_in(restored.session) if restored else 0.0)
        recorder.row = unfinished.row._replace(possible=possible)
        return recorder

    # Results

    def standings(self) -> Standings:
        """The standing of each question, with every answer so far counted."""
        if self.is_empty():
            return {}
        self.check_file()
        from quiz.store.remarking import mark_again, outdated_banks
        from quiz.store.standings import count_pending, is_behind, read_standings

        def read(db: "Connection") -> Standings:
            return read_standings(db, self.learner, self.file.id)

        def update(db: "Connection") -> Standings:
            remarked = mark_again(db, self.file)
            if remarked.answers:
                self.notice = f"{self.notice} {remarked}".strip()
            count_pending(db)
            return read(db)

        if self.saves and not self.database.run(lambda db: is_behind(db) or bool(outdated_banks(db, self.file))):
            return self.database.run(read)
        return self.database.run(update, write=True, keep=self.saves)

    def finished(self, most: int) -> "list[Finished]":
        """The latest finished sessions, oldest first."""
        if self.is_empty():
            return []
        from quiz.store.standings import read_finished

        return self.database.run(lambda db: read_finished(db, self.learner, self.file.id, most))
