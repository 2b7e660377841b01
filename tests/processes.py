"""The program as real processes that get their answers line by line, and what they saved."""

import ctypes
import json
import os
import select
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from forking import Forking
from terminal import PATIENCE, environment

FEEDBACK = ("Correct", "Not quite")
NOT_SAVED, SAVED_AGAIN = (
    "Your answers are not being saved: ",
    "Your answers are being saved again, including the earlier ones.",
)


def bank(folder: Path, questions: int) -> str:
    """A question file with this many questions, for each of which "t" is right and "f" wrong."""
    common = {"kind": "true-false", "answer": True, "because": "x", "explain": "x", "passage": "Tea is tea"}
    asked = [{"id": f"q{number}", "ask": f"Is {number} a number?", **common} for number in range(questions)]
    banks = [{"id": "tea", "title": "Tea", "questions": asked}]
    (folder / "tea.md").write_text("# Tea\n\nTea is tea.\n")
    (folder / "tea.yaml").write_text(json.dumps({"id": "tea", "title": "Tea", "document": "tea.md", "banks": banks}))
    return str(folder / "tea.yaml")


def saved(folder: Path) -> list[str]:
    """The saved answers of each session, a letter for each question, from the first without gaps and none twice.

    It is read from a copy, so that the program finds its files as they were left.
    """
    with TemporaryDirectory() as copied:
        for file in folder.glob("history.db*"):
            shutil.copy(file, copied)
        with closing(sqlite3.connect(Path(copied) / "history.db")) as db:
            assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            sittings = db.execute("SELECT name FROM sqlite_schema WHERE name = 'sittings'").fetchall()
            numbers = db.execute("SELECT id FROM sittings ORDER BY id").fetchall() if sittings else []
            query = "SELECT position, response FROM responses WHERE sitting = ? ORDER BY position"
            found = [db.execute(query, number).fetchall() for number in numbers]
    for rows in found:
        assert [position for position, _ in rows] == list(range(len(rows)))
    return ["".join(json.loads(response)[0].lower() for _, response in rows) for rows in found]


def _give_up_privileges() -> None:
    for capability in (1, 2):  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH: to read and write every file
        ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP


SOMEBODY = Forking(preexec=_give_up_privileges if os.geteuid() == 0 else None)
"""A user to whom file modes apply."""


def quiz(home: Path, command: str, *more: str, typed: str = "") -> "subprocess.CompletedProcess[str]":
    """Run `python -m quiz …` to its end, as a user to whom file modes apply."""
    words = [*command.split(), *more]
    return SOMEBODY.run(words, typed=typed, environ=environment(home), cwd=None, timeout=PATIENCE)


class ByLines(subprocess.Popen[bytes]):
    """`python -m quiz … --plain` with open pipes. A context manager that ends what it started."""

    def __init__(self, *arguments: str, home: Path, within: tuple[str, ...] = ()) -> None:
        command, pipe = [*within, sys.executable, "-m", "quiz", *arguments, "--plain"], subprocess.PIPE
        super().__init__(command, stdin=pipe, stdout=pipe, stderr=subprocess.STDOUT, env=environment(home), bufsize=0)
        self.said = ""

    def __exit__(self, *_: object) -> None:
        self.kill()
        self.communicate(timeout=PATIENCE)

    def wait_for(self, *wanted: str) -> str:
        """Read until it asks again, and assert that one of the texts is in what it printed."""
        assert self.stdout
        heard = b""
        while not heard.endswith(b"): "):
            assert select.select([self.stdout], [], [], PATIENCE)[0], f"it says no more after\n{self.said}{heard!r}"
            heard += (data := self.stdout.read(65536))
            assert data, f"it has ended after\n{self.said}{heard!r}"
        self.said += (said := heard.decode())
        assert any(text in said for text in wanted), said
        return said

    def give(self, letter: str) -> None:
        assert self.stdin
        self.stdin.write(f"{letter}\n".encode())

    def answer(self, letter: str) -> str:
        """Give an answer; returns the feedback and the next question."""
        self.give(letter)
        return self.wait_for(*FEEDBACK)

    def killed(self) -> bool:
        """Kill it. Returns whether there was feedback that had not been read yet."""
        self.kill()
        rest = self.communicate(timeout=PATIENCE)[0].decode()
        return any(word in rest for word in FEEDBACK)

    def ended(self) -> str:
        """Close its input; returns all that it printed."""
        self.said += self.communicate(b"q\n", timeout=PATIENCE)[0].decode()
        assert self.returncode == 0, self.said
        return self.said
