"""How long until the first question is on the screen, and what loading a large bank costs.

    .venv/bin/python benchmarks/start.py

Everything is measured in turn in one run, so that the ratios hold on a machine that is busy or slow.
`benchmarks/README.md` has the figures that were seen.
"""

import os
import pty
import resource
import select
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

RUNS = 11
IMPORTS = "import typer, rich.console, yaml"
QUESTION = """\
      - id: question-{n}
        kind: choice
        ask: What is a trigger point, as the leaflet describes it, number {n}?
        options:
          - right: A tight, knotted band in a muscle fibre
          - wrong: A nerve caught between two bones
            because: A trapped nerve is something else. A trigger point is in the muscle itself.
          - wrong: A point on a line of life energy
            because: Energy lines belong to the ideas behind acupuncture.
        explain: The band sits in the muscle itself, which is why the whole muscle can tighten.
        passage: a tight or knotted band in a muscle fibre
"""
BARE_LOOP = """
import sys, time, yaml
text = open(sys.argv[1], encoding="utf-8").read()
started = time.perf_counter()
for event in yaml.parse(text, Loader=yaml.CSafeLoader): pass
print(time.perf_counter() - started)
"""
READER = """
import sys, time
from pathlib import Path
from quiz.bank.reader import parse_question_file
path = Path(sys.argv[1])
text = path.read_text(encoding="utf-8")
started = time.perf_counter()
file = parse_question_file(text, path)
print(time.perf_counter() - started)
"""


def large_bank(folder: Path, questions: int) -> Path:
    """A question file with so many questions, beside its document."""
    (folder / "leaflet.md").write_text("A trigger point is a tight or knotted band in a muscle fibre.\n")
    path = folder / f"{questions}.yaml"
    head = "title: Large\ndocument: leaflet.md\nbanks:\n  - id: large\n    title: Large\n    questions:\n"
    path.write_text(head + "".join(QUESTION.format(n=n) for n in range(questions)))
    return path


def run(*command: str) -> float:
    """Seconds of a whole process."""
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def until_question(*command: str) -> float:
    """Seconds from spawn until the first question has been drawn on a real terminal."""
    started = time.perf_counter()
    process, terminal = pty.fork()
    if process == 0:
        os.environ["TERM"] = "xterm-256color"
        os.execv(command[0], command)
    seen = b""
    while b"don't know" not in seen:  # the foot of the screen: the question stands above it
        ready, _, _ = select.select([terminal], [], [], 30)
        seen += os.read(terminal, 65536) if ready else sys.exit(f"no question within 30 s: {seen!r}")
    elapsed = time.perf_counter() - started
    os.write(terminal, b"\x03")
    os.close(terminal)
    os.waitpid(process, 0)
    return elapsed


def inside(script: str, path: Path) -> float:
    """The seconds that a script says a step of it took."""
    return float(subprocess.run([sys.executable, "-c", script, str(path)], check=True, capture_output=True).stdout)


def peak_memory(*command: str) -> float:
    """The most memory that a process held, in MB."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        _, _, usage = os.wait4(process.pid, 0)
    scale = 1024 if sys.platform != "darwin" else 1024 * 1024
    return usage.ru_maxrss / scale


def in_turn(measures: dict[str, Callable[[], float]]) -> dict[str, float]:
    """The median of each measure over RUNS rounds, after one round to warm up."""
    rounds = [{name: measure() for name, measure in measures.items()} for _ in range(RUNS + 1)][1:]
    return {name: statistics.median(each[name] for each in rounds) for name in measures}


def main() -> None:
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled once, not at every start
    python, quiz = sys.executable, str(Path(sys.executable).with_name("quiz"))
    with tempfile.TemporaryDirectory() as temporary:
        large = large_bank(Path(temporary), 10_000)
        medians = in_turn(
            {
                "python -c pass": lambda: run(python, "-c", "pass"),
                "the imports alone": lambda: run(python, "-c", IMPORTS),
                "quiz --version": lambda: run(quiz, "--version"),
                "first question": lambda: until_question(quiz, "take", "--no-save"),
                "first of 10,000": lambda: until_question(quiz, "take", "--no-save", "--file", str(large)),
                "bare event loop, 10,000": lambda: inside(BARE_LOOP, large),
                "reader, 10,000": lambda: inside(READER, large),
            }
        )
        bare, imports = medians["python -c pass"], medians["the imports alone"]
        print(f"{'median of ' + str(RUNS):<26}{'s':>8}{'/ pass':>9}{'/ imports':>11}")
        for name, seconds in medians.items():
            print(f"{name:<26}{seconds:>8.3f}{seconds / bare:>9.2f}{seconds / imports:>11.2f}")
        loop = medians["reader, 10,000"] / medians["bare event loop, 10,000"]
        print(f"reader / bare event loop: {loop:.2f}")
        print(f"peak memory, banks of 10,000: {peak_memory(quiz, 'banks', '--file', str(large)):.0f} MB")
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"(this script itself: {own:.0f} MB)")


if __name__ == "__main__":
    main()
