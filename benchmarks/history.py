"""Measure saving answers, with 10 of them on the disk and with 1,000,000.

    .venv/bin/python benchmarks/history.py
    .venv/bin/python benchmarks/history.py menu   # only what the menu reads, with 10,000

The two, and a sitting that saves nothing, are measured in turn on real terminals, and the disk's own sync
beside them in the same folder. It takes some minutes, most of them to make the million.
"""

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from sqlite3 import Connection

from answer import SessionResult
from start import in_turn, inside, large_bank, peak_memory, run, until_question

from quiz.bank.default import load
from quiz.core.bank import Item
from quiz.core.session import Session
from quiz.store.database import Database
from quiz.store.history import History
from quiz.store.rows import COLUMNS, INSERT_RESPONSE, INSERT_SESSION, bank_number, items_in
from quiz.store.standings import count_pending

FEW, SOME, MANY = 10, 10_000, 1_000_000
LENGTH = 10
"""Questions in a session."""
TODAY = 60
"""Answers of a day, which the menu does not count."""
ROUNDS = 25
SYNCS = 200
MINUTE = 60_000
IMPORT = """
import time, typer, quiz.runner, quiz.terminal.keyed, quiz.bank.default, quiz.learner
t = time.perf_counter()
import quiz.store.unfinished, quiz.store.database
print(time.perf_counter() - t)
"""
MENU = """
import sys, time
from pathlib import Path
from quiz.bank.default import load
from quiz.core.home import home_of
from quiz.store.history import History
file, now = load(None), int(1000 * time.time())
history = History(file, "me", lambda: now, Path(sys.argv[1]))
history.unfinished(latest_only=True)  # as `quiz take` does too
t = time.perf_counter()
standings, latest = history.latest()
home_of(file, standings, now=now, latest=latest)
print(time.perf_counter() - t)
"""
READING = MENU.replace("\nt = ", "\nimport quiz.store.remarking, quiz.store.standings\nt = ")
OPEN = """
import sys, time
from pathlib import Path
import quiz.store.unfinished
from quiz.store.database import Database
t = time.perf_counter()
Database(Path(sys.argv[1]), lambda: 0).run(lambda db: None)
print(time.perf_counter() - t)
"""


def fill(folder: Path, answers: int) -> float:
    """Save this many answers, half of them right, in finished sessions. Returns the seconds it took to count them."""
    file = load(None)
    bank = file.banks[0]
    items = [item for item in file.items if not item.question.self_assessed]
    draw = random.Random(1)
    now = int(time.time() * 1000)
    database = Database(folder, lambda: now)

    def enter(db: Connection) -> None:
        number = bank_number(db, file.id, bank.id, bank.fingerprint())
        for place in range(answers // LENGTH):
            asked = draw.sample(items, LENGTH)
            began = now - (answers // LENGTH - place) * MINUTE
            session = Session(asked, seed=place)
            row = History(file, "me", lambda: now).begin(session, "take").row._replace(started_at=began)
            sitting = db.execute(INSERT_SESSION, row._replace(items=items_in(session))._asdict()).lastrowid
            db.executemany(INSERT_RESPONSE, responses(asked, sitting, number, began, draw))
            db.execute("UPDATE sittings SET ended_at = ? WHERE id = ?", (began + MINUTE, sitting))

    database.run(enter, write=True)
    started = time.perf_counter()
    database.run(count_pending, write=True)
    elapsed = time.perf_counter() - started
    database.close()
    return elapsed


def responses(
    asked: list[Item], sitting: int | None, bank: int, began: int, draw: random.Random
) -> Iterator[tuple[object, ...]]:
    for position, item in enumerate(asked):
        values = {
            "sitting": sitting,
            "bank": bank,
            "position": position,
            "question": item.question.id,
            "revision": item.question.revision,
            "response": '"An answer of a few words, as most are"',
            "mark": float(draw.random() < 0.5),
            "points": 1.0,
            "certainty": draw.choice((None, 1, 2, 3)),
            "flagged": False,
            "seconds": 5.0,
            "answered_at": began + 5000 * position,
            "seen_mark": None,
            "in_score": item.scored,
        }
        yield tuple(values[name] for name in COLUMNS)


def sync(folder: Path) -> float:
    """The median seconds to append a page to a file and have it on the disk: what no saving can do without."""
    times = []
    with (folder / "sync").open("ab", buffering=0) as file:
        for _ in range(SYNCS):
            file.write(os.urandom(4096))
            started = time.perf_counter()
            os.fdatasync(file.fileno())
            times.append(time.perf_counter() - started)
    return statistics.median(times)


def answering(kinds: dict[str, Callable[[str], SessionResult]]) -> dict[str, tuple[float, float]]:
    """The median seconds of the first answer of a session, and of the next ones, for each kind."""
    times: dict[str, tuple[list[float], list[float]]] = {name: ([], []) for name in kinds}
    for number in range(ROUNDS):
        sittings = {name: begin(f"round {number}") for name, begin in kinds.items()}
        for place in range(LENGTH - 1):
            for name, sitting in sittings.items():
                times[name][place > 0].append(sitting.answer())
        for sitting in sittings.values():
            sitting.close()
    return {name: (statistics.median(first), statistics.median(later)) for name, (first, later) in times.items()}


def menu() -> None:
    """What the menu reads of the answers, in a new process each: with all of them counted, and with those of today not
    counted yet."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCHMARK_FOLDER")) as temporary:
        counted, today = Path(temporary) / "counted", Path(temporary) / "today"
        fill(counted, SOME)
        fill(today, SOME)
        database = Database(today, lambda: 0)
        latest = f"SELECT id FROM responses ORDER BY id DESC LIMIT {TODAY}"
        database.run(lambda db: db.execute(f"UPDATE responses SET counted = 0 WHERE id IN ({latest})"), write=True)
        database.close()
        measures = {
            f"what the menu reads, {SOME:,} kept": lambda: inside(MENU, counted),
            f"the same, {TODAY} of them not counted yet": lambda: inside(MENU, today),
            "of it, without importing": lambda: inside(READING, today),
        }
        for name, seconds in in_turn(measures).items():
            print(f"{name:<44}{1000 * seconds:>8.1f} ms")


def main() -> None:
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    menu()
    if sys.argv[1:] == ["menu"]:
        return
    quiz = str(Path(sys.executable).with_name("quiz"))
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCHMARK_FOLDER")) as temporary:
        asking = ["--file", str(large_bank(Path(temporary), LENGTH))]
        folders = {size: Path(temporary) / str(size) for size in (FEW, MANY)}
        for size, folder in folders.items():
            counted = fill(folder, size)
        file_size = (folders[MANY] / "history.db").stat().st_size / 1e6
        print(f"{MANY:,} answers are {file_size:.0f} MB; counting them all anew takes {counted:.1f} s")

        def kept(size: int, learner: str) -> SessionResult:
            os.environ["QUIZ_DATA"] = str(folders[size])
            return SessionResult(*asking, "--learner", learner)

        medians = answering(
            {
                "nothing saved": lambda learner: SessionResult(*asking, "--no-save"),
                f"{FEW} kept": lambda learner: kept(FEW, learner),
                f"{MANY:,} kept": lambda learner: kept(MANY, learner),
            }
        )
        disk = sync(Path(temporary))
        print(f"\nthe disk's own sync: {1000 * disk:.2f} ms")
        bare = medians["nothing saved"]
        for name, (first, later) in medians.items():
            beyond = [1000 * (mine - without) for mine, without in zip((first, later), bare, strict=True)]
            print(
                f"{name:<16} first answer {1000 * first:.2f} ms ({beyond[0]:+.2f}), "
                f"next {1000 * later:.2f} ms ({beyond[1]:+.2f})"
            )
        ratio = medians[f"{MANY:,} kept"][1] / medians[f"{FEW} kept"][1]
        print(f"ratio of the next answers, {MANY:,} to {FEW}: {ratio:.2f}")

        def question(size: int) -> float:
            os.environ["QUIZ_DATA"] = str(folders[size])
            return until_question(quiz, "take")

        def whole(command: str) -> float:
            os.environ["QUIZ_DATA"] = str(folders[MANY])
            return run(quiz, *command.split())

        starting = in_turn(
            {
                "first question, nothing saved": lambda: until_question(quiz, "take", "--no-save"),
                f"first question, {FEW} kept": lambda: question(FEW),
                f"first question, {MANY:,} kept": lambda: question(MANY),
                "of it, importing": lambda: inside(IMPORT, folders[FEW]),
                f"of it, opening {MANY:,}": lambda: inside(OPEN, folders[MANY]),
                f"quiz progress --json, {MANY:,}": lambda: whole("progress --json"),
                f"quiz progress, {MANY:,}": lambda: whole("progress"),
                f"quiz summary, {MANY:,}": lambda: whole("summary"),
                f"quiz resume, {MANY:,}": lambda: whole("resume"),
            }
        )
        print()
        for name, seconds in starting.items():
            print(f"{name:<36}{1000 * seconds:>8.1f} ms")
        os.environ["QUIZ_DATA"] = str(folders[MANY])
        print(f"peak memory of quiz progress, {MANY:,}: {peak_memory(quiz, 'progress'):.0f} MB")


if __name__ == "__main__":
    main()
