"""Files of answers that belong to another user, or that others may write to."""

import os
from pathlib import Path

import pytest
from answers import RIGHT, history_in, rows, take
from processes import ByLines, bank, quiz, saved

NAMES = ("history.db", "history.db-wal", "history.db-shm", "history.lock")
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to another user")


@pytest.fixture
def left(tmp_path: Path, answers: Path) -> Path:
    """The folder after a killed session, with all four files."""
    with ByLines("take", "--in-order", "--file", bank(tmp_path, 3), home=tmp_path) as session:
        session.wait_for("Question 1 of 3")
        session.answer("t")
        session.killed()
    assert {path.name for path in answers.iterdir()} == set(NAMES)
    return answers


@as_root
@pytest.mark.parametrize("name", NAMES)
def test_files_of_another_user_are_not_used(tmp_path: Path, left: Path, name: str) -> None:
    os.chown(left / name, 65534, -1)
    before = {path.name: path.read_bytes() for path in left.iterdir()}
    result = quiz(tmp_path, "data where")
    assert result.returncode == 3
    first, hint = result.stderr.splitlines()
    assert first.startswith(f"error: {left / name} belongs to another user (")
    assert "QUIZ_DATA" in hint
    assert {path.name: path.read_bytes() for path in left.iterdir()} == before


@pytest.mark.parametrize("name", NAMES)
def test_files_that_others_may_write_to_are_used_with_one_warning(tmp_path: Path, left: Path, name: str) -> None:
    (left / name).chmod(0o666)
    typed = "t\nt\n"
    result = quiz(tmp_path, "resume", "--file", str(tmp_path / "tea.yaml"), typed=typed)
    said = result.stdout + result.stderr
    assert said.count(f"they can write to {left / name}. Run: chmod go-w {left / name}") == 1
    assert saved(left) == ["ttt"]


def test_a_link_to_ones_own_file_is_followed(tmp_path: Path) -> None:
    synced, folder = tmp_path / "synced", tmp_path / "answers"
    for path in (synced, folder):
        path.mkdir()
    take(history_in(synced), RIGHT)[1].close()
    (folder / "history.db").symlink_to(synced / "history.db")
    take(history_in(folder), RIGHT)[1].close()
    assert (folder / "history.db").is_symlink()
    assert rows(synced, "SELECT count(*) FROM sittings") == [(2,)]


def test_the_lock_file_is_not_followed_if_it_is_a_link(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("x")
    (tmp_path / "history.lock").symlink_to(tmp_path / "precious")
    _, recording = take(history_in(tmp_path), RIGHT)
    assert "history.lock cannot be used (" in recording.trouble
    assert (tmp_path / "precious").read_text() == "x"
