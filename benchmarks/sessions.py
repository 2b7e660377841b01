"""How long an answer takes when other programs use the same file of answers.

    PYTHONPATH=tests .venv/bin/python benchmarks/sessions.py

Eight sessions at once, each giving its answers as fast as it can; then one session while another program keeps the
file locked for good. From the typed line to the feedback and the next question, on pipes.
"""

import os
import sqlite3
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from processes import ByLines, bank

SESSIONS, QUESTIONS = 8, 20


def seconds_to_answer(session: ByLines) -> float:
    started = time.perf_counter()
    session.answer("t")
    return time.perf_counter() - started


def slowest_answer(session: ByLines) -> float:
    return max(seconds_to_answer(session) for _ in range(QUESTIONS))


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        os.environ["QUIZ_DATA"] = str(folder / "answers")
        take = ("take", "--in-order", "--file", bank(folder, QUESTIONS))
        sessions = [ByLines(*take, home=folder) for _ in range(SESSIONS)]
        for session in sessions:
            session.wait_for(f"Question 1 of {QUESTIONS}")
        with ThreadPoolExecutor(SESSIONS) as threads:
            slowest = sorted(threads.map(slowest_answer, sessions))
        for session in sessions:
            session.ended()
        print(f"slowest answer of each of {SESSIONS} sessions: {' '.join(f'{seconds:.2f}' for seconds in slowest)} s")
        with ByLines(*take, home=folder) as session, closing(sqlite3.connect(folder / "answers/history.db")) as other:
            session.wait_for(f"Question 1 of {QUESTIONS}")
            other.execute("BEGIN IMMEDIATE")
            first, second = seconds_to_answer(session), seconds_to_answer(session)
        print(f"while another program holds the file: {first:.2f} s, and {second:.2f} s for the next answer")


if __name__ == "__main__":
    main()
