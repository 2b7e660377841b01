"""Measure the analysis of the marks of many learners.

    .venv/bin/python benchmarks/analyse.py

A matrix of 100,000 learners and 60 items, once with marks of few kinds and once with any; and the answers of
10,000 learners to 60 questions, from the history on the disk and from what `quiz data export` wrote of it. Whole
commands, from spawn to exit.
"""

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from sqlite3 import Connection

from start import large_bank, peak_memory, run

from quiz.bank.reader import read_question_file
from quiz.core.bank import Item
from quiz.core.session import Session
from quiz.store.database import Database
from quiz.store.exporting import export
from quiz.store.history import History
from quiz.store.rows import COLUMNS, INSERT_RESPONSE, INSERT_SESSION, bank_number, items_in

LEARNERS, ITEMS = 100_000, 60
ANSWERING = 10_000
"""Learners in the history."""
ROUNDS = 5
MINUTE = 60_000


def matrix(path: Path, mark: Callable[[float], str]) -> Path:
    """Marks by chance: the better a learner and the easier an item, the higher."""
    draw = random.Random(1)
    with path.open("w", encoding="utf-8") as file:
        file.write("learner," + ",".join(f"q{item}" for item in range(ITEMS)) + "\n")
        for learner in range(LEARNERS):
            able = draw.gauss(0, 1)
            marks = (mark(able + draw.gauss(0, 1) + (item - ITEMS / 2) / 20) for item in range(ITEMS))
            file.write(f"l{learner}," + ",".join(marks) + "\n")
    return path


def few_kinds(value: float) -> str:
    """Right, wrong, or half right."""
    return "0.5" if 0 < value < 0.2 else "1" if value > 0 else "0"


def any_mark(value: float) -> str:
    return f"{min(1.0, max(0.0, 0.5 + value / 8)):.12f}"


def fill(folder: Path, questions: Path) -> int:
    """Save one finished session of each learner over all questions. Returns the number of answers."""
    file = read_question_file(questions)
    bank = file.banks[0]
    items = [Item(bank, question) for question in bank.questions if not question.self_assessed]
    draw = random.Random(1)
    now = int(time.time() * 1000)
    database = Database(folder, lambda: now)

    def enter(db: Connection) -> None:
        number = bank_number(db, file.id, bank.id, bank.fingerprint())
        for learner in range(ANSWERING):
            session = Session(items, seed=learner)
            row = History(file, f"l{learner}", lambda: now).begin(session, "take").row
            row = row._replace(items=items_in(session), ended_at=now + MINUTE)
            sitting = db.execute(INSERT_SESSION, row._asdict()).lastrowid
            answers = []
            for position, (_, question) in enumerate(items):
                response = draw.randrange(question.parts)
                words = f'"{question.options[response].text}"'
                values = (
                    question.id,
                    question.revision,
                    words,
                    question.mark(response),
                    1.0,
                    None,
                    False,
                    5.0,
                    now,
                    None,
                )
                answers.append(dict(zip(COLUMNS, (sitting, number, position, *values), strict=True)))
            db.executemany(INSERT_RESPONSE, [tuple(answer.values()) for answer in answers])

    database.run(enter, write=True)
    database.close()
    return ANSWERING * len(items)


def main() -> None:
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    quiz = str(Path(sys.executable).with_name("quiz"))
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCHMARK_FOLDER")) as temporary:
        here = Path(temporary)
        os.environ["QUIZ_DATA"] = str(here / "history")
        questions = large_bank(here, ITEMS)
        answers = fill(here / "history", questions)
        export(Database(here / "history", lambda: 0), here / "all.jsonl")
        of_history = ["--file", str(questions)]
        commands = {
            f"{LEARNERS:,} × {ITEMS}, marks of three kinds": ["--from", str(matrix(here / "few.csv", few_kinds))],
            f"{LEARNERS:,} × {ITEMS}, any marks": ["--from", str(matrix(here / "any.csv", any_mark))],
            f"{answers:,} answers, history": of_history,
            f"{answers:,} answers, exported": [*of_history, "--from", str(here / "all.jsonl")],
        }
        for path in (*sorted(here.glob("*.csv")), here / "all.jsonl", here / "history/history.db"):
            print(f"{path.name}: {path.stat().st_size / 1e6:.0f} MB")
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(ROUNDS):
            for name, words in commands.items():
                times[name].append(run(quiz, "analyse", *words))
        for name, words in commands.items():
            memory = peak_memory(quiz, "analyse", *words)
            print(f"{name:<40}{statistics.median(times[name]):>8.2f} s{memory:>8.0f} MB")


if __name__ == "__main__":
    main()
