"""The commands use nothing that Windows lacks. This is not a run on Windows, only one without what it lacks."""

import subprocess
import sys
from pathlib import Path

import pytest
from terminal import PATIENCE, environment

WITHOUT_POSIX = """
import multiprocessing.connection, os, platformdirs, rich.console, signal, sqlite3, subprocess, sys, typer.main
for name in ("fcntl", "grp", "pty", "pwd", "resource", "termios", "tty"):
    sys.modules[name] = None  # importing it fails
for name in ("O_NOCTTY", "O_NOFOLLOW", "O_NONBLOCK", "fork", "geteuid", "getuid", "mkfifo", "register_at_fork"):
    delattr(os, name)
for name in ("SIGALRM", "SIGHUP", "SIGKILL", "SIGWINCH", "SIGXCPU", "setitimer"):
    delattr(signal, name)
sys.platform = "win32"
from quiz.__main__ import main
main()
"""


def run(folder: Path, *arguments: str, keys: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", WITHOUT_POSIX, *arguments],
        input=keys,
        cwd=folder,
        env=environment(folder),
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
    )


def test_a_quiz_is_taken_line_by_line_saved_and_resumed(tmp_path: Path) -> None:
    assert "Question 1 of" in run(tmp_path, "take", "trigger-points", keys="s\n\nq\n").stdout
    assert "Question 2 of" in run(tmp_path, "resume", keys="s\n\nq\n").stdout
    assert "2 answers from 1 quiz" in run(tmp_path, "data", "where").stdout


@pytest.mark.parametrize(
    ("command", "file"),
    [
        (["summary", "--to", "page.html"], "page.html"),
        (["data", "export", "answers.jsonl"], "answers.jsonl"),
        (["new", "new.yaml"], "new.yaml"),
        (["draft", "example.md", "-o", "drafts.yaml"], "drafts.yaml"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_new_file_is_written_and_none_overwritten(tmp_path: Path, command: list[str], file: str) -> None:
    run(tmp_path, "take", "trigger-points", keys="s\n\nq\n")
    (tmp_path / "example.md").write_text("# Needles\n\nNeedles must be sterile.\n", encoding="utf-8")
    assert run(tmp_path, *command).returncode == 0
    written = (tmp_path / file).read_bytes()
    again = run(tmp_path, *command)
    assert (again.returncode, again.stderr.splitlines()[0]) == (3, f"{file}: error: already exists")
    assert (tmp_path / file).read_bytes() == written


def test_a_web_page_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>Keep warm.</p>", encoding="utf-8")
    result = run(tmp_path, "draft", "page.html", "-o", "drafts.yaml")
    assert result.returncode == 3
    assert "page.html: error: .html files can't be read safely on Windows" in result.stderr
