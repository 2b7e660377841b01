"""The numbers of sessions, by which they are locked: none is used twice, and no lock is ignored."""

import errno
import fcntl
import os
from pathlib import Path
from typing import Any

import pytest
from answers import ANSWERS, RIGHT, WRONG, another_taking, database_of, give, history_in, left_in, rows, take
from processes import NOT_SAVED, ByLines, bank, quiz, saved

from quiz.store.forgetting import forget
from quiz.store.migrations import MIGRATIONS


def test_three_sessions_around_a_forgetting_keep_every_answer(tmp_path: Path, answers: Path) -> None:
    file = ("--in-order", "--file", bank(tmp_path, 6))
    with ByLines("take", *file, home=tmp_path) as one, ByLines("take", *file, home=tmp_path) as two:
        one.wait_for("Question 1 of 6")
        one.answer("f")
        quiz(tmp_path, "data forget", "--yes")
        two.wait_for("Question 1 of 6")
        two.answer("t")
        one.answer("t")
        assert quiz(tmp_path, "resume", *file[1:]).stdout == "There is no unfinished quiz.\n"
        one.answer("t")
        two.answer("f")
        assert NOT_SAVED not in one.ended() + two.ended()
    assert sorted(saved(answers)) == ["tf", "tt"]


def test_a_number_that_was_forgotten_is_not_used_again(tmp_path: Path) -> None:
    history = history_in(tmp_path)
    take(history, RIGHT)
    forget(history.database)
    take(history, RIGHT)
    assert rows(tmp_path, "SELECT id FROM sittings") == [(2,)]


@pytest.mark.parametrize("lost", ["deleted", "broken"])
def test_a_new_file_skips_the_numbers_of_sessions_in_the_old_one(tmp_path: Path, lost: str) -> None:
    with another_taking(tmp_path):
        if lost == "deleted":
            (tmp_path / "history.db").unlink()
        else:
            (tmp_path / "history.db").write_bytes(b"no database" * 999)
        _, recording = take(history_in(tmp_path), WRONG)
        assert recording.trouble == ""
        assert rows(tmp_path, "SELECT id FROM sittings") == [(2,)]
        recording.close()
        assert left_in(tmp_path).number == 2


def test_a_session_that_another_process_resumed_continues_as_a_new_one(tmp_path: Path) -> None:
    """As after the lock file was deleted: nothing of either is overwritten."""
    session, recording = take(history_in(tmp_path), RIGHT)
    recording.release()
    with another_taking_byte(tmp_path / "history.lock", 1):
        assert give(recording, session, WRONG) == [""]
        assert rows(tmp_path, "SELECT question, sitting FROM responses ORDER BY sitting") == [("a", 1), ("b", 2)]


class another_taking_byte:  # noqa: N801  # reads as a function where it is used
    """Another process holds a byte of a lock file."""

    def __init__(self, path: Path, number: int) -> None:
        self.path, self.number = path, number

    def __enter__(self) -> None:
        ready, tell = os.pipe()
        done, self.end = os.pipe()
        self.child = os.fork()
        if not self.child:
            os.close(self.end)
            held = os.open(self.path, os.O_RDWR)
            fcntl.lockf(held, fcntl.LOCK_EX, 1, self.number)
            os.write(tell, b"x")
            os.read(done, 1)
            os._exit(0)
        os.read(ready, 1)
        for descriptor in (ready, tell, done):
            os.close(descriptor)

    def __exit__(self, *_: object) -> None:
        os.close(self.end)
        os.waitpid(self.child, 0)


def test_without_locks_nothing_is_reported_as_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "lockf", refuse)
    _, recording = take(history_in(tmp_path), RIGHT)
    lock = tmp_path / "history.lock"
    assert recording.trouble == f"Your answers are not being saved: {lock} cannot be used (No locks available)."


@pytest.mark.parametrize("known", range(1, len(MIGRATIONS) + 1))
def test_the_numbers_of_an_old_file_stay_what_they_were(tmp_path: Path, known: int) -> None:
    database_of(tmp_path, *MIGRATIONS[:known], then=ANSWERS)
    kept = ("SELECT * FROM sittings ORDER BY id", "SELECT id, file, bank, fingerprint FROM banks ORDER BY id")
    before = [rows(tmp_path, query) for query in kept]
    joined = "SELECT uid, position, response FROM responses JOIN sittings ON sittings.id = sitting ORDER BY 1, 2"
    answered = rows(tmp_path, joined)
    history = history_in(tmp_path)
    history.standings()
    assert [rows(tmp_path, query) for query in kept] == before
    assert rows(tmp_path, joined) == answered
    assert rows(tmp_path, "PRAGMA foreign_key_check") == []
    assert rows(tmp_path, "SELECT \"table\" FROM pragma_foreign_key_list('responses') ORDER BY 1") == [
        ("banks",),
        ("sittings",),
    ]
    forget(history.database)
    assert rows(tmp_path, "SELECT count(*) FROM responses") == [(0,)]


def descriptors(folder: Path) -> list[str]:
    """The files that this process has open in a folder."""
    names = (str(path.readlink()) for path in Path("/proc/self/fd").iterdir() if path.is_symlink())
    return sorted(name for name in names if name.startswith(f"{folder}/"))


def test_no_descriptor_is_left_open(tmp_path: Path) -> None:
    for _ in range(3):
        history = history_in(tmp_path)
        session, recording = take(history, RIGHT)
        give(recording, session, WRONG)
        recording.close()
        history.standings()
        left = history.unfinished(latest_only=True)
        assert left
        history.release(left)
        history.close()
        assert descriptors(tmp_path) == []
