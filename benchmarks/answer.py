"""What one answer costs, from the Enter to its feedback on the screen, with 10 questions and with 10,000.

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
from pathlib import Path

from start import large_bank

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


def main() -> None:
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
