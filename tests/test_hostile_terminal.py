"""No text of a file, a name or an answer acts on the terminal in any command, judged by the bytes sent."""

import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import typer
from answers import RIGHT, FakeClock, history_in, take
from terminal import ENTER, Start
from test_data import GOOD
from test_readme import every_command

from quiz.bank.reader import read_question_file
from quiz.characters import FORBIDDEN
from quiz.cli import app

EVIL = "\x1b[8m\x1b]0;pwned\x07\x9b2J\u202e\u2066"
"""Hides what follows, names the window, clears the screen, and turns the direction of text."""
FORGED = f"a{EVIL}\nforged: line"
SEQUENCE = re.compile(r"\x1b\[([0-9;?]*)([A-Za-z])")
OURS = {
    "m": r"([0-4]|7|38;5;(28|31|130|167)|3[0-7]|4[0-7]|9[0-7]|;)*",
    "H": r"(\d+;\d+)?",
    "J": "",
    "K": "",
    "h": r"\?(25|2004)",
    "l": r"\?(25|2004)",
}
"""The sequences that the program writes, by their final letter; none of them hides text (8) or names a window."""

QUESTIONS = """\
id: tea
title: Tea
document: tea.md
banks:
  - id: leaves
    title: Leaves
    questions:
      - id: bush
        kind: true-false
        ask: Is tea tea?
        answer: true
        because: x
        explain: x
        passage: Tea is tea
      - id: typed
        kind: short-answer
        ask: What is it?
        accept: [tea leaf]
        explain: x
        passage: It grows
"""
DOCUMENT = (
    f"# Tea &#x202e; &#27;[8m {EVIL}\n\nBefore &#x9b;2J Tea is tea &#x2066; after {EVIL}.\n\nIt grows on a bush.\n"
)


class World:
    """A folder with a hostile name, in which every file has a hostile name or content."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / FORGED
        self.home.mkdir()
        (self.home / "tea.md").write_text(DOCUMENT, encoding="utf-8")
        self.questions = self.file("q", ".yaml", QUESTIONS)
        self.broken = self.file("broken", ".yaml", QUESTIONS.replace("kind: true-false", f'"{EVIL}": x'))
        self.not_there = self.home / f"none{FORGED}.yaml"
        self.latin = self.home / f"latin{FORGED}.yaml"
        self.latin.write_bytes(b"title: caf\xe9")
        self.page = self.file(
            "page", ".html", f"<title>{EVIL}</title><h1>x</h1><p>Tea is a &#27;[8m plant &#x202e;.</p>"
        )
        self.marks = self.file("marks", ".csv", "learner,a,b\n" + f"{EVIL},1,0\n")
        self.bad_marks = self.file("bad-marks", ".csv", f"learner,{EVIL},b\nx,{EVIL},0\n")
        self.answers = self.home / f"answers{EVIL}"
        history = history_in(self.answers, FakeClock(), file=read_question_file(self.questions))
        take(history, RIGHT, f"tea {EVIL}")
        history.close()
        with closing(sqlite3.connect(self.answers / "history.db", isolation_level=None)) as db:
            columns = "mode, seed, certainty, items, possible, marked, seconds, started_at, ended_at, turn"
            for uid, learner, file in (("u", FORGED, "tea"), ("v", "me", FORGED)):
                copied = f"SELECT ?, ?, ?, {columns} FROM sittings LIMIT 1"
                db.execute(f"INSERT INTO sittings (uid, learner, file, {columns}) {copied}", (uid, learner, file))
        self.export = self.home / f"export{FORGED}.jsonl"
        head, sitting, response = GOOD
        forged = [{**sitting, "uid": "w", "learner": FORGED}, {**sitting, FORGED: 1}]
        lines = [head, sitting, *forged, {**response, "response": EVIL}]
        self.export.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")

    def file(self, stem: str, ending: str, text: str) -> Path:
        path = self.home / f"{stem}{FORGED}{ending}"
        path.write_text(text, encoding="utf-8")
        return path

    def new(self, ending: str) -> str:
        return str(self.home / f"new{FORGED}{ending}")


Calls = Callable[[World], list[list[str]]]
COMMANDS: dict[str, Calls] = {
    "quiz": lambda w: [["--file", f"{w.questions}"], ["--plain", "--file", f"{w.broken}"], [FORGED], [f"--{FORGED}"]],
    "quiz take": lambda w: [
        ["--file", f"{w.questions}"],
        ["--plain", "--file", f"{w.questions}"],
        ["--file", f"{w.broken}"],
        ["--file", f"{w.not_there}"],
        ["--file", f"{w.latin}"],
        ["--file", f"{w.questions}", FORGED],
        ["--learner", FORGED],
        ["--only", FORGED],
        ["--count", FORGED],
    ],
    "quiz resume": lambda w: [["--file", f"{w.questions}"], ["--learner", FORGED]],
    "quiz review": lambda w: [["--file", f"{w.questions}"], ["--plain", "--file", f"{w.questions}"]],
    "quiz progress": lambda w: [
        ["--file", f"{w.questions}"],
        ["--plain", "--file", f"{w.questions}"],
        ["--json", "--file", f"{w.questions}"],
        ["--file", f"{w.questions}", "--svg", w.new(".svg")],
        ["--file", f"{w.questions}", "--svg", f"{w.questions}"],
        ["--file", f"{w.questions}", "--svg", "/dev/stdout"],
    ],
    "quiz summary": lambda w: [
        ["--file", f"{w.questions}"],
        ["--file", f"{w.questions}", "--to", w.new(".html")],
        ["--file", f"{w.questions}", "--to", f"{w.page}"],
        ["--file", f"{w.questions}", "--to", w.new("")],
        ["--file", f"{w.questions}", "--to", f"{w.home}/none/{FORGED}.txt"],
    ],
    "quiz banks": lambda w: [["--file", f"{w.questions}"], ["--json", "--file", f"{w.questions}"]],
    "quiz read": lambda w: [["--file", f"{w.questions}"], ["--file", f"{w.questions}", "leaves"], [FORGED]],
    "quiz check": lambda w: [
        [f"{w.questions}", f"{w.broken}", f"{w.latin}", f"{w.not_there}"],
        ["--coverage", f"{w.questions}"],
        ["--json", "--coverage", f"{w.questions}"],
        ["--ignore", FORGED],
    ],
    "quiz preview": lambda w: [[f"{w.questions}"], [f"{w.questions}", FORGED]],
    "quiz new": lambda w: [[w.new(".yaml")], [w.new("")], [f"{w.questions}"]],
    "quiz draft": lambda w: [
        [f"{w.home / 'tea.md'}"],
        [f"{w.page}", "-o", f"{w.home / 'drafted.yaml'}"],
        [f"{w.page}"],
        [f"{w.latin}"],
        [f"{w.home / 'tea.md'}", "-o", f"{w.questions}"],
        [f"{w.home / 'tea.md'}", "-o", f"{w.home}/none/{FORGED}.yaml"],
    ],
    "quiz export": lambda w: [
        ["csv", "--file", f"{w.questions}", "-o", w.new(".csv")],
        ["gift", "--json", "--file", f"{w.questions}", "-o", w.new(".gift")],
        ["gift", "--file", f"{w.questions}", "-o", f"{w.questions}"],
        ["gift", "--file", f"{w.questions}", "-o", "/dev/stdout"],
        [FORGED, "--file", f"{w.questions}"],
        ["gift", "--file", f"{w.questions}", FORGED, "-o", w.new("")],
    ],
    "quiz schema": lambda _: [[]],
    "quiz analyse": lambda w: [
        ["--file", f"{w.questions}"],
        ["--file", f"{w.questions}", "--from", f"{w.export}"],
        ["--from", f"{w.marks}"],
        ["--from", f"{w.bad_marks}"],
        ["--csv", "--from", f"{w.marks}"],
        ["--json", "--from", f"{w.marks}"],
        ["--file", f"{w.questions}", FORGED],
    ],
    "quiz data where": lambda _: [[]],
    "quiz data export": lambda w: [[w.new(".jsonl")], [f"{w.questions}"], ["/dev/stdout"], [f"{w.home}/none/{FORGED}"]],
    "quiz data import": lambda w: [[f"{w.export}"], ["--skip-bad", f"{w.export}"], [f"{w.marks}"], [f"{w.not_there}"]],
    "quiz data forget": lambda _: [["--learner", "nobody"], ["--learner", FORGED], ["--before", FORGED], ["--yes"]],
}
"""Every command with the ways in which text from outside reaches its messages."""


ASKING = ("quiz", "quiz take", "quiz resume", "quiz review", "quiz data forget")
ANSWERS = (ENTER, f"tea {EVIL[:4]}{ENTER}", ENTER, ENTER, *"qyq", ENTER, "q", ENTER)
"""Keys that lead through whatever these commands ask."""


def test_every_command_is_walked() -> None:
    assert set(COMMANDS) == {name for name, _ in every_command("quiz", typer.main.get_command(app))}


@pytest.mark.parametrize("command", COMMANDS)
def test_no_text_acts_on_the_terminal(tmp_path: Path, start: Start, command: str) -> None:
    world = World(tmp_path)
    for arguments in COMMANDS[command](world):
        words = [*command.split()[1:], *arguments]
        terminal = start(*words, environ={"QUIZ_DATA": str(world.answers), "PAGER": "cat"}, columns=200)
        for key in ANSWERS if command in ASKING else ():
            if terminal.process.poll() is None:
                terminal.pump(0.3)
                terminal.send(key)
        if command in ASKING:
            terminal.process.terminate()  # wherever the keys have led on a busy machine
        terminal.wait_for_exit()
        assert_harmless(terminal.written, words)


def assert_harmless(written: str, words: list[str]) -> None:
    for parameters, final in SEQUENCE.findall(written):
        assert final in OURS and re.fullmatch(OURS[final], parameters), (words, parameters, final)
    text = SEQUENCE.sub("", written).replace("\r", "").replace("^[", "")
    found = FORBIDDEN.search(text)
    assert not found, (words, text[max(0, found.start() - 60) : found.end() + 60])
    assert "Traceback" not in text, text
    assert not re.search(r"^\W*forged: ", text, flags=re.MULTILINE), (words, text)
