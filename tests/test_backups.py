"""Backups that are restored beside the log of a killed session."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from processes import ByLines, bank, quiz, saved

PUT_BACK = {"mv": ["mv"], "cp": ["cp"], "cp -p": ["cp", "-p"]}


def killed(tmp_path: Path, letters: str) -> None:
    """A new session that is killed after these answers, so that its log remains."""
    with ByLines("take", "--in-order", "--file", bank(tmp_path, 9), home=tmp_path) as session:
        session.wait_for("Question 1 of 9")
        for letter in letters:
            session.answer(letter)
        session.killed()
    assert (tmp_path / "answers" / "history.db-wal").stat().st_size


def finished(tmp_path: Path, letters: str) -> None:
    quiz(tmp_path, "take", "--in-order", "--file", bank(tmp_path, 9), typed="\n".join(letters) + "\n")


def aside(folder: Path) -> list[Path]:
    return sorted(folder.glob("history-broken-*"))


@pytest.mark.parametrize("then", ["more", "forgotten", "nothing"])
@pytest.mark.parametrize("how", PUT_BACK)
@pytest.mark.parametrize("count", [1, 40])
def test_a_backup_restored_over_a_killed_session_is_used(
    tmp_path: Path, answers: Path, how: str, then: str, count: int
) -> None:
    for _ in range(count // 9 + 1):
        finished(tmp_path, "tft")
    backup = answers / "backup.db"
    subprocess.run(["cp", "-p", answers / "history.db", backup], check=True)
    before = saved(answers)
    if then == "more":
        for _ in range(5):
            finished(tmp_path, "ffftttfff")
    elif then == "forgotten":
        quiz(tmp_path, "data forget", "--yes")
    killed(tmp_path, "tttttt")
    log = (answers / "history.db-wal").read_bytes()
    subprocess.run([*PUT_BACK[how], backup, answers / "history.db"], check=True)
    result = quiz(tmp_path, "data where")
    assert result.returncode == 0, result.stderr
    assert set(before) <= set(saved(answers))
    assert len(saved(answers)) >= len(before)
    kept = aside(answers)
    assert "tttttt" in saved(answers) or [path.read_bytes() for path in kept] == [log]
    assert all(str(path) in result.stderr for path in kept)


def test_the_log_of_a_killed_session_is_replayed_as_before(tmp_path: Path, answers: Path) -> None:
    finished(tmp_path, "tft")
    killed(tmp_path, "ffff")
    result = quiz(tmp_path, "data where")
    assert (result.stderr, saved(answers), aside(answers)) == ("", ["tft", "ffff"], [])


def test_a_folder_that_was_copied_with_its_log_keeps_all_answers(tmp_path: Path, answers: Path) -> None:
    finished(tmp_path, "tft")
    killed(tmp_path, "ffff")
    answers.rename(tmp_path / "old")
    subprocess.run(["cp", "-r", tmp_path / "old", answers], check=True)
    result = quiz(tmp_path, "data where")
    assert (result.stderr, saved(answers), aside(answers)) == ("", ["tft", "ffff"], [])


def test_a_log_whose_database_is_gone_is_kept(tmp_path: Path, answers: Path) -> None:
    killed(tmp_path, "ffff")
    log = (answers / "history.db-wal").read_bytes()
    (answers / "history.db").unlink()
    finished(tmp_path, "t")
    (kept,) = aside(answers)
    assert (kept.read_bytes(), saved(answers)) == (log, ["t"])


def test_a_broken_file_and_its_log_are_kept_byte_for_byte(tmp_path: Path, answers: Path) -> None:
    finished(tmp_path, "tft")
    killed(tmp_path, "ffff")
    database, log = answers / "history.db", answers / "history.db-wal"
    database.write_bytes(found := database.read_bytes()[:30_000] + b"\xa5" * 9000)
    found_log = log.read_bytes()
    finished(tmp_path, "t")
    kept = {path.name[-7:]: path.read_bytes() for path in aside(answers) if not path.name.endswith("-shm")}
    assert sorted(kept.values()) == sorted([found, found_log])
    assert saved(answers) == ["t"]


KILLED_AT = """
import os, signal, sys
seen, STEP = 0, int(sys.argv[1])
def hook(event, args):
    global seen
    if event in ("open", "os.rename", "os.remove", "sqlite3.connect") and "/answers/history" in str(args[0]):
        seen += 1
        if seen == STEP:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(hook)
from quiz.__main__ import main
sys.argv = ["quiz", "data", "where"]
main()
"""


def test_a_kill_at_any_step_of_the_check_loses_nothing(tmp_path: Path, answers: Path) -> None:
    finished(tmp_path, "tft")
    shutil.copy(answers / "history.db", tmp_path / "backup.db")
    for _ in range(4):
        finished(tmp_path, "ffftttfff")
    killed(tmp_path, "tttttt")
    shutil.copy(tmp_path / "backup.db", answers / "history.db")
    log = (answers / "history.db-wal").read_bytes()
    start = tmp_path / "start"
    answers.rename(start)
    for step in range(1, 99):
        shutil.rmtree(answers, ignore_errors=True)
        subprocess.run(["cp", "-a", start, answers], check=True)
        run = subprocess.run([sys.executable, "-c", KILLED_AT, str(step)], capture_output=True, text=True)
        assert quiz(tmp_path, "data where").returncode == 0
        assert "tft" in saved(answers)
        logs = [path.read_bytes() for path in aside(answers)]
        assert log in logs or "tttttt" in saved(answers), f"killed at step {step}"
        assert not list(answers.glob("history-check*"))
        if run.returncode == 0:
            break
        assert run.returncode == -9, run.stderr
    assert 5 < step < 98


def test_a_backup_made_while_a_session_is_open_holds_all_answers(tmp_path: Path, answers: Path) -> None:
    """The commands of docs/history.md."""
    with ByLines("take", "--in-order", "--file", bank(tmp_path, 9), home=tmp_path) as session:
        session.wait_for("Question 1 of 9")
        session.answer("t")
        session.answer("f")
        with closing(sqlite3.connect(answers / "history.db")) as db:
            db.execute("VACUUM INTO ?", (str(tmp_path / "backup.db"),))
        session.answer("t")
        shutil.copy(tmp_path / "backup.db", answers / "history.db")
        assert "changed by another program" in session.answer("f")
        session.ended()
    assert saved(answers) == ["tftf"]


def test_another_folder_restored_over_a_killed_session_is_used(tmp_path: Path, answers: Path) -> None:
    for _ in range(3):
        finished(tmp_path, "tft")
    answers.rename(tmp_path / "other")
    finished(tmp_path, "f")
    killed(tmp_path, "tttttt")
    log = (answers / "history.db-wal").read_bytes()
    subprocess.run(["cp", "-a", f"{tmp_path / 'other'}/.", answers], check=True)
    quiz(tmp_path, "data where")
    assert saved(answers) == ["tft"] * 3
    assert log in [path.read_bytes() for path in aside(answers)]


KILLED_IN = """
import contextlib, os, signal, sys
from quiz.store.database_files import Files
writing = Files.writing
@contextlib.contextmanager
def killed(files, *doing):
    with writing(files, *doing):
        os.kill(os.getpid(), signal.SIGKILL)
        yield
Files.writing = killed
from quiz.__main__ import main
sys.argv = ["quiz", "data", "forget", "--yes", "--before", "1999-01-01"]
main()
"""


def test_a_backup_restored_over_a_command_killed_while_it_deletes_is_used(tmp_path: Path, answers: Path) -> None:
    for _ in range(3):
        finished(tmp_path, "tft")
    shutil.copy(answers / "history.db", tmp_path / "backup.db")
    for _ in range(3):
        finished(tmp_path, "ffftttfff")
    killed(tmp_path, "tttttt")
    run = subprocess.run([sys.executable, "-c", KILLED_IN])
    assert run.returncode == -9
    (tmp_path / "backup.db").rename(answers / "history.db")
    result = quiz(tmp_path, "data where")
    assert result.returncode == 0
    assert saved(answers)[:3] == ["tft"] * 3


def test_a_fifo_with_a_log_beside_it_is_refused_at_once(tmp_path: Path, answers: Path) -> None:
    killed(tmp_path, "ffff")
    (answers / "history.db").unlink()
    os.mkfifo(answers / "history.db")
    result = quiz(tmp_path, "data where")
    assert (result.returncode, "history.db is not a regular file" in result.stderr) == (3, True)
    assert (answers / "history.db-wal").stat().st_size


def test_forgetting_removes_the_copies_of_a_check_that_was_killed(tmp_path: Path, answers: Path) -> None:
    finished(tmp_path, "tft")
    shutil.copy(answers / "history.db", answers / "history-check.db")
    (answers / "history-check.db-wal").write_bytes(b"tft")
    quiz(tmp_path, "data forget", "--yes")
    assert list(answers.glob("history-check*")) == []
