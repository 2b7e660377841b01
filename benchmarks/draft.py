"""What `quiz draft` costs on documents of a megabyte, and on the largest and strangest ones.

    PYTHONPATH=tests .venv/bin/python benchmarks/draft.py [part of a name]

The documents are those of the tests. Whole commands, from spawn to exit, once each: seconds of processor time,
MB at the peak of the larger process, and how many drafts there are or what was said instead.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from made_files import LARGE

MEASURE = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], capture_output=True, text=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
lines = done.stderr.strip().splitlines() or [""]
told = next((line for line in lines if "error" in line or "From" in line), lines[-1])
print(used.ru_utime + used.ru_stime, used.ru_maxrss, told)
"""
"""In a process of its own: a process counts the memory of the one that started it as its own."""


def main() -> None:
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    with tempfile.TemporaryDirectory() as temporary:
        for name, made in LARGE.items():
            if wanted in name:
                path, bank = Path(temporary, f"document{Path(name).suffix}"), Path(temporary, "bank.yaml")
                path.write_bytes(made())
                quiz = [sys.executable, "-c", MEASURE, sys.executable, "-m", "quiz"]
                command = [*quiz, "draft", str(path), "-o", str(bank)]
                found = subprocess.run(command, capture_output=True, text=True, check=True).stdout
                seconds, memory, told = found.strip().split(" ", 2)
                megabytes = float(memory) / (1024 if sys.platform != "darwin" else 1024 * 1024)
                told = told.replace(temporary, "").split(": ", 1)[-1].split(" Saved")[0]
                print(f"{name:<40}{float(seconds):>6.2f} s{megabytes:>6.0f} MB   {told[:90]}", flush=True)
                for file in Path(temporary).iterdir():
                    file.unlink()


if __name__ == "__main__":
    main()
