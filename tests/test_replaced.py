"""A file of answers that other programs delete, cut short, replace or change while a session is open."""

import errno
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from answers import RIGHT, WRONG, give, history_in, rows, take
from processes import NOT_SAVED, ByLines, bank, quiz, saved

from quiz.store.place import Unusable


def another_programs(path: Path) -> bytes:
    with closing(sqlite3.connect(path)) as db:
        db.executescript("PRAGMA journal_mode = WAL; CREATE TABLE t (x); INSERT INTO t VALUES (zeroblob(90000))")
    return path.read_bytes()


def delete(*paths: Path) -> None:
    for path in paths:
        path.unlink()


def cut(path: Path, size: int) -> None:
    os.truncate(path, size)


def copy_over(path: Path, other: Path) -> None:
    subprocess.run(["cp", other, path], check=True)


HAPPENINGS: dict[str, Callable[[Path, Path], object]] = {
    "deleted": lambda database, _: delete(database),
    "deleted with its log": lambda database, _: delete(*database.parent.glob("history.db*")),
    "folder deleted": lambda database, _: shutil.rmtree(database.parent),
    "log deleted": lambda database, _: delete(Path(f"{database}-wal")),
    "log cut to nothing": lambda database, _: cut(Path(f"{database}-wal"), 0),
    "cut to nothing": lambda database, _: cut(database, 0),
    "cut in the middle": lambda database, _: cut(database, database.stat().st_size // 2),
    "replaced by mv": lambda database, other: other.replace(database),
    "replaced by cp": copy_over,
    "touched": lambda database, _: os.utime(database),
    "overwritten with a text": lambda database, _: database.write_bytes(b"to do: tea\n" * 99),
}


@pytest.mark.parametrize("happening", HAPPENINGS)
@pytest.mark.parametrize("end", ["finished", "killed", "left"])
def test_what_was_reported_as_saved_is_in_the_current_file(
    tmp_path: Path, answers: Path, happening: str, end: str
) -> None:
    file = ("take", "--in-order", "--file", bank(tmp_path, 5))
    quiz(tmp_path, *file, typed="f\n" * 3)
    shutil.copy(answers / "history.db", tmp_path / "other.db")
    quiz(tmp_path, *file, typed="t\n" * 5)
    with ByLines(*file, home=tmp_path) as session:
        session.wait_for("Question 1 of 5")
        session.answer("t")
        session.answer("f")
        HAPPENINGS[happening](answers / "history.db", tmp_path / "other.db")
        if end != "left":
            session.answer("f")
            assert NOT_SAVED not in session.said
            session.answer("t")
        if end == "killed":
            session.killed()
        else:
            session.ended()
            assert NOT_SAVED not in session.said
    quiz(tmp_path, "data where")
    assert ("tf" if end == "left" else "tfft") in saved(answers)
    if happening in ("replaced by mv", "replaced by cp", "touched", "log deleted"):
        assert "fff" in saved(answers)


@pytest.mark.parametrize("how", ["mv", "cp"])
def test_another_programs_file_in_its_place_is_not_touched(tmp_path: Path, answers: Path, how: str) -> None:
    other = tmp_path / "other.db"
    data = another_programs(other)
    with ByLines("take", "--in-order", "--file", bank(tmp_path, 5), home=tmp_path) as session:
        session.wait_for("Question 1 of 5")
        session.answer("t")
        subprocess.run([how, other, answers / "history.db"], check=True)
        assert f"{NOT_SAVED}{answers / 'history.db'} belongs to another program." in session.answer("f")
        session.answer("t")
        assert (answers / "history.db").read_bytes() == data
        (answers / "history.db").unlink()
        assert "saved" in session.answer("t")
        session.ended()
    assert saved(answers) == ["tftt"]


def test_the_log_of_another_program_is_not_replayed(tmp_path: Path, answers: Path) -> None:
    answers.mkdir()
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as db:
        db.executescript("PRAGMA journal_mode = WAL; CREATE TABLE t (x)")
        db.execute("INSERT INTO t VALUES (1)")
        db.commit()
        for ending in ("", "-wal"):
            shutil.copy(f"{other}{ending}", answers / f"history.db{ending}")
    before = {path.name: path.read_bytes() for path in answers.iterdir()}
    result = quiz(tmp_path, "data where")
    assert (result.returncode, "belongs to another program" in result.stderr) == (3, True)
    after = {path.name: path.read_bytes() for path in answers.iterdir()}
    assert before.items() <= after.items()


def test_two_open_sessions_are_both_saved_in_a_restored_backup(tmp_path: Path, answers: Path) -> None:
    file = ("take", "--in-order", "--file", bank(tmp_path, 5))
    quiz(tmp_path, *file, typed="f\nt\nf\n")
    for how in ("cp", "mv"):
        shutil.copy(answers / "history.db", tmp_path / "backup.db")
        before = len(saved(answers))
        with ByLines(*file, home=tmp_path) as one, ByLines(*file, home=tmp_path) as two:
            for session in (one, two):
                session.wait_for("Question 1 of 5")
                session.answer("t")
            subprocess.run([how, tmp_path / "backup.db", answers / "history.db"], check=True)
            for letter in "fft":
                one.answer(letter)
                two.answer(letter)
            assert NOT_SAVED not in one.ended() + two.ended()
        assert sorted(saved(answers))[-2:] == ["tfft"] * 2 and len(saved(answers)) == before + 2


def test_a_file_that_vanishes_between_check_and_commit_is_written_again(tmp_path: Path) -> None:
    session, recording = take(history_in(tmp_path), RIGHT)
    write, times = recording._write, []

    def replaced_while_writing(db: Any) -> None:
        write(db)
        times.append(1)
        if len(times) == 1:
            (tmp_path / "history.db").unlink()

    recording._write = replaced_while_writing  # type: ignore[method-assign]  # the moment cannot be met from outside
    give(recording, session, WRONG)
    assert recording.trouble == ""
    assert rows(tmp_path, "SELECT question FROM responses ORDER BY position") == [("a",), ("b",)]
    assert len(times) == 2


def test_a_file_that_is_always_replaced_is_reported(tmp_path: Path) -> None:
    history = history_in(tmp_path)
    with pytest.raises(Unusable, match="is being replaced by another program"):
        history.database.run(lambda db: (tmp_path / "history.db").unlink(), write=True)


def test_sessions_that_write_their_long_logs_to_the_file_do_not_alarm_each_other(tmp_path: Path, answers: Path) -> None:
    one, two = history_in(tmp_path), history_in(tmp_path)
    session, recording = take(one, RIGHT, names="abc")
    two.database.run(lambda db: db.execute("CREATE TABLE big AS SELECT zeroblob(6000000) AS x"), write=True)
    assert give(recording, session, RIGHT, WRONG) == ["", ""]
    assert one.database.generation == two.database.generation == 0


@pytest.mark.parametrize(("code", "message"), [("SQLITE_IOERR_READ", "cannot be read or written"), ("", "is full")])
def test_only_a_full_disk_is_called_full(tmp_path: Path, code: str, message: str) -> None:
    def fail(_: object) -> None:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = getattr(sqlite3, code, sqlite3.SQLITE_FULL)
        error.sqlite_errorname = code
        raise error

    with pytest.raises(Unusable, match=message) as caught:
        history_in(tmp_path).database.run(fail, write=True)
    assert code in str(caught.value)
    assert os.strerror(errno.ENOSPC) not in str(caught.value)
