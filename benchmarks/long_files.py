"""What files cost that are as large as they may be, or have one endless line, or thousands of options.

    PYTHONPATH=tests .venv/bin/python benchmarks/long_files.py

The files are those of the tests. Whole commands, from spawn to exit, once each: seconds of processor time, and MB at
the peak.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from grounded import grounded
from rule_files import asking, checked, written
from test_check_documents import ONE_LINE
from test_draft import LONG
from test_reader_hostile import HOSTILE

OPTIONS = {"options with words": "Tea of number {}x", "options with units": "{} days", "numbers as options": "{}"}


MEASURE = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss, code)
"""
"""In a process of its own: a process counts the memory of the one that started it as its own."""


def measure(name: str, *command: str) -> None:
    quiz = [sys.executable, "-c", MEASURE, sys.executable, "-m", "quiz", *command]
    seconds, memory, code = subprocess.run(quiz, capture_output=True, check=True).stdout.split()
    megabytes = float(memory) / (1024 if sys.platform != "darwin" else 1024 * 1024)
    print(f"{command[0]:<7}{name:<48}{float(seconds):>7.2f} s{megabytes:>7.0f} MB   exit {int(code)}", flush=True)


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for name, content in HOSTILE.items():
            path = folder / "hostile.yaml"
            path.write_bytes(content())
            measure(name, "banks", "--file", str(path))
        for name, text in ONE_LINE.items():
            path = grounded(folder, text, *["The sea is salty and blue"] * 5)
            measure(f"a document of one line, {name}", "check", str(path))
        for name, option in OPTIONS.items():
            options = (option.format(number) for number in range(4_900))
            checked(folder, written(asking("Which?", *options), reasons=False))
            measure(f"4,900 {name}", "check", str(folder / "bank.yaml"))
        for name, piece in LONG.items():
            (folder / "long.txt").write_text(piece * ((1 << 18) // len(piece)), encoding="utf-8")
            measure(f"a line of a quarter megabyte, {name}", "draft", str(folder / "long.txt"))


if __name__ == "__main__":
    main()
