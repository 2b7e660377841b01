"""What one answer costs: from the Enter to its feedback on the screen, with 10 questions and with 10,000; and to mark
at the limits of a question file, for each kind the slowest of some answers that are hard to mark.

Nothing is saved here: what saving adds is in `history.py`.

    .venv/bin/python benchmarks/answer.py

The two are answered in turn, on real terminals. The first answer of a sitting also reads the document,
and is told apart.
"""

import os
import pty
import select
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from string import ascii_lowercase
from typing import Any

from start import large_bank

from quiz.core.kinds import (
    AnyQuestion,
    Choice,
    Match,
    Number,
    Option,
    Order,
    Pair,
    Rejected,
    Select,
    ShortAnswer,
    TeachBack,
    TeachBackResponse,
)
from quiz.core.kinds.fields import Lines
from quiz.terminal.keys import LONGEST_TYPED

FEW, MANY = 10, 10_000
ROUNDS = 25


class SessionResult:
    """A quiz on a terminal of its own."""

    def __init__(self, *options: str) -> None:
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.environ["TERM"] = "xterm-256color"
            os.execv(sys.executable, [sys.executable, "-m", "quiz", "take", *options])
        self.wait_for(b"don't know")

    def wait_for(self, words: bytes) -> None:
        seen = b""
        while words not in seen:
            ready, _, _ = select.select([self.terminal], [], [], 30)
            seen += os.read(self.terminal, 65536) if ready else sys.exit(f"nothing within 30 s: {seen!r}")

    def answer(self) -> float:
        """Seconds from the key that answers to the feedback; then on to the next question, unmeasured."""
        os.write(self.terminal, b"a")
        self.wait_for(b"don't know")
        started = time.perf_counter()
        os.write(self.terminal, b"\r")
        self.wait_for(b"next")
        elapsed = time.perf_counter() - started
        os.write(self.terminal, b"\r")
        self.wait_for(b"don't know")
        return elapsed

    def close(self) -> None:
        os.write(self.terminal, b"\x03")
        os.close(self.terminal)
        os.waitpid(self.process, 0)


MOST = Lines("answer", "answers").most
"""The most parts of a question of any kind."""
LONGEST_ACCEPTED, LONGEST_UNIT = 200, 200


def at_the_limits() -> Iterator[tuple[AnyQuestion, Any]]:
    """Questions as large as they can be, with answers that are hard to mark."""
    common: dict[str, Any] = {"id": "a", "ask": "A?", "explain": "A.", "passage": "a"}
    longest, rejects, options = LONGEST_ACCEPTED, MOST, range(MOST)
    letters = (ascii_lowercase * longest)[:longest]
    words = ("needle muscle " * longest)[: longest - 1]

    def misspelt(text: str, place: int) -> str:
        """Two slips, near both ends."""
        return f"{text[: 1 + place % 9]}#{text[2 + place % 9 : -3]}#{text[-2:]}"

    for text in (letters, words, "a" * longest, ("1.1,1 " * longest)[:longest].strip()):
        wrong = tuple(misspelt(text, place) for place in range(rejects))
        for accept in (wrong, (f"{text[:-2]}##",) * rejects):
            yield ShortAnswer(**common, accept=accept, reject=tuple(Rejected(one, "") for one in wrong)), text
    texts = [f"{words[: 76 - place]} {place}" for place in range(rejects)]
    yield (
        ShortAnswer(**common, accept=tuple(texts), reject=tuple(Rejected(f"{one} x") for one in texts)),
        f"{words[:70]}z",
    )
    yield ShortAnswer(**common, accept=tuple(texts)), "\ufdfa" * LONGEST_TYPED
    yield ShortAnswer(**common, accept=tuple(texts)), "\ufdfa" * 4
    for stars in ("*a" * (longest // 2 - 1) + "*b", f"*{'a' * (longest // 2)}b{'a' * (longest // 2 - 3)}*"):
        accept = (f"a{stars}"[:longest],) * MOST
        yield ShortAnswer(**common, accept=accept, reject=(Rejected(stars, ""),) * rejects), "a" * LONGEST_TYPED
    for typed in ("1" * LONGEST_TYPED, "1,111" * (LONGEST_TYPED // 5), "1 " + "x" * (LONGEST_TYPED - 2)):
        yield Number(**common, answer=1, unit="x" * LONGEST_UNIT), typed
    yield Choice(**common, options=tuple(Option("a", place == options[-1]) for place in options)), 0
    yield Select(**common, options=tuple(Option("a", True) for _ in options)), frozenset(options)
    yield Match(**common, classes=("a",) * MOST, pairs=(Pair("a", "a"),) * MOST), (0,) * MOST
    yield Order(**common, items=("a",) * MOST), tuple(reversed(range(MOST)))
    yield (
        TeachBack(**common, covers=("a",) * MOST),
        TeachBackResponse("a" * LONGEST_TYPED, frozenset(range(MOST))),
    )


def mark_at_the_limits() -> None:
    """Print for each kind the milliseconds that the slowest of these answers takes to mark."""
    slowest: dict[str, float] = {}
    for question, response in at_the_limits():
        times = []
        for _ in range(5):
            started = time.perf_counter()
            question.mark(response)
            times.append(time.perf_counter() - started)
        slowest[question.kind] = max(slowest.get(question.kind, 0), statistics.median(times))
    for kind, seconds in slowest.items():
        print(f"to mark at the limits, {kind}: {seconds * 1000:.2f} ms")


def main() -> None:
    mark_at_the_limits()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    times: dict[str, dict[int, list[float]]] = {
        "first answer": {FEW: [], MANY: []},
        "next answers": {FEW: [], MANY: []},
    }
    with tempfile.TemporaryDirectory() as temporary:
        files = {size: large_bank(Path(temporary), size) for size in (FEW, MANY)}
        for _ in range(ROUNDS):
            sittings = {size: SessionResult("--file", str(file), "--no-save") for size, file in files.items()}
            for number in range(FEW - 1):
                for size, sitting in sittings.items():
                    times["next answers" if number else "first answer"][size].append(sitting.answer())
            for sitting in sittings.values():
                sitting.close()
    for what, by_size in times.items():
        few, many = (statistics.median(by_size[size]) * 1000 for size in (FEW, MANY))
        print(f"{what}: {few:.2f} ms of {FEW}, {many:.2f} ms of {MANY:,}, ratio {many / few:.2f}")


if __name__ == "__main__":
    main()
