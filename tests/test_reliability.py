"""No answer is lost: kills, many sessions at once, full disks, unusable files, the clock set back."""

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from io import StringIO
from pathlib import Path
from random import Random, SystemRandom
from time import monotonic

import pytest
from answers import FakeClock, history_in, session_of
from processes import FEEDBACK, NOT_SAVED, SAVED_AGAIN, ByLines, bank, quiz, saved
from terminal import ENTER, PATIENCE, Terminal

from quiz.bank.default import citing
from quiz.bank.reader import read_question_file
from quiz.clock import Clock
from quiz.core.standing import DAY
from quiz.learner import due
from quiz.runner import QuizRunner
from quiz.terminal.lines import LinesFrontEnd


class ByKeys(Terminal):
    """The same with single keys, on a terminal."""

    def give(self, letter: str) -> None:
        self.send(letter + ENTER)

    def killed(self) -> bool:
        self.process.kill()
        self.wait_for_exit()
        return any(map(self.shows, FEEDBACK))


def test_what_was_acknowledged_is_saved_once_whenever_the_program_is_killed(tmp_path: Path, answers: Path) -> None:
    kills, seed, questions = int(os.environ.get("QUIZ_KILLS", 25)), SystemRandom().randrange(2**32), 40
    chance, file = Random(seed), ("--file", bank(tmp_path, questions))
    kept: list[str] = []
    figures: Counter[str] = Counter()
    for kill in range(kills):
        if chance.random() < 0.1:  # so that creating the file is interrupted too
            shutil.rmtree(answers, ignore_errors=True)
            kept = []
        *earlier, done = kept if kept and len(kept[-1]) < questions else [*kept, ""]
        if not done:
            assert quiz(tmp_path, "resume", *file).stdout == "There is no unfinished quiz.\n", seed
        heard, given, took = done, "", 0.03
        arguments = ("resume", *file) if done else ("take", "--in-order", *file)
        process = (ByKeys if chance.random() < 0.2 else ByLines)(*arguments, home=tmp_path)
        with process:
            if chance.random() < 0.85:
                process.wait_for(f"Question {len(done) + 1} of {questions}")
                if isinstance(process, ByLines):
                    for letter in chance.choices("tf", k=min(chance.randrange(5), questions - len(done) - 1)):
                        began = monotonic()
                        process.answer(letter)
                        heard, took = heard + letter, monotonic() - began
                given = chance.choice("tf")
                process.give(given)
            moment = monotonic() + chance.uniform(0, took if given else 0.15)
            while monotonic() < moment:
                pass  # to sleep would be too coarse: an answer may take half a millisecond
            told = process.killed()
        kept = saved(answers)
        possible = [[*earlier, held] if held else earlier for held in (heard + given * told, heard + given)]
        assert kept in possible, f"kill {kill}, seed {seed}"
        new = len("".join(kept)) - len("".join([*earlier, done]))
        figures.update({"acknowledged": len(heard) - len(done) + told, "saved": new})
        figures["when told" if told else "after an answer" if given else "at the start"] += 1
    print(f"{kills} kills with the seed {seed}: {dict(figures)}")


def test_eight_sessions_at_once_lose_nothing(tmp_path: Path, answers: Path) -> None:
    file = bank(tmp_path, 20)

    def take(process: ByLines, seed: int) -> str:
        letters = "".join(Random(seed).choices("tf", k=20))
        for letter in letters:
            process.answer(letter)
        process.ended()
        return letters

    processes = [ByLines("take", "--in-order", "--file", file, home=tmp_path) for _ in range(8)]
    for process in processes:
        process.wait_for("Question 1 of 20")
    with ThreadPoolExecutor(8) as threads:
        taken = list(threads.map(take, processes, range(8)))
    assert sorted(saved(answers)) == sorted(taken)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a process that runs, or mounts for it alone")
@pytest.mark.parametrize(("full_at", "room_at"), [(0, 99), (0, 3), (5, 99), (5, 8)])
@pytest.mark.parametrize("disk", ["a quota", "a small disk"])
def test_a_full_disk_is_reported_once(tmp_path: Path, answers: Path, disk: str, full_at: int, room_at: int) -> None:
    mount = 'mount -t tmpfs -o size=512k tmpfs "$0" && exec "$@"'
    within = ("unshare", "-Urm", "sh", "-c", mount, str(answers)) if disk == "a small disk" else ()
    answers.mkdir()
    if within and subprocess.run([*within, "true"], capture_output=True, timeout=PATIENCE).returncode:
        pytest.skip("no file system can be mounted here")
    with ByLines("take", "--in-order", "--file", bank(tmp_path, 12), home=tmp_path, within=within) as process:
        process.wait_for("Question 1 of 12")
        folder = Path(f"/proc/{process.pid}/root{answers}")
        for number in range(12):
            full = full_at <= number < room_at
            if within:
                with suppress(OSError):
                    (folder / "filler").write_bytes(bytes(full << 20))
            else:
                most = 1 if full else resource.RLIM_INFINITY  # no file may grow beyond it
                resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
            heard = process.answer("t")
            assert (f"{NOT_SAVED}the disk with {answers} is full.\n" in heard) is (number == full_at)
            assert (SAVED_AGAIN in heard) is (number == room_at)
        assert "".join(saved(folder)) == "t" * (12 if room_at < 12 else full_at)
        said = process.ended()
    assert (said.count(NOT_SAVED), said.count("All 12 correct.")) == (1, 1)


@pytest.fixture
def database(tmp_path: Path, answers: Path) -> Path:
    """A file with the first answer of a session of three questions."""
    quiz(tmp_path, "take", "--in-order", "--file", bank(tmp_path, 3), typed="t\n")
    assert saved(answers) == ["t"]
    return answers / "history.db"


def test_an_answer_does_not_wait_until_another_program_is_done(tmp_path: Path, database: Path) -> None:
    process = ByLines("resume", "--file", str(tmp_path / "tea.yaml"), home=tmp_path)
    with process, closing(sqlite3.connect(database, isolation_level=None)) as other:
        process.wait_for("Question 2 of 3")
        other.execute("BEGIN IMMEDIATE")
        assert f"{NOT_SAVED}{database} is in use by another program." in process.answer("t")


FUTURE = "INSERT INTO migrations VALUES ('from the future', 0)"
TROUBLES = {
    "no folder": ("", 0o700, 0o600, "is not a folder"),
    "no file": ("", 0o700, 0o700, "is not a regular file"),
    "an empty folder, read-only": ("", 0o500, 0, "cannot be used ("),
    "a folder, read-only": ("", 0o500, 0o600, "cannot be opened for writing"),
    "a folder, read-only, without a lock file": ("", 0o500, 0o600, "history.lock cannot be used ("),
    "a folder not to be entered": ("", 0o600, 0o600, "cannot be used ("),
    "a broken file in a folder, read-only": ("", 0o500, 0o600, "is broken and cannot be renamed ("),
    "a file, read-only": ("", 0o700, 0o400, "cannot be opened for writing"),
    "a file not to be read": ("", 0o700, 0, "cannot be opened for writing"),
    "another program's": ("PRAGMA application_id = 7", 0o700, 0o600, "belongs to another program"),
    "another program's, without an id": ("PRAGMA application_id = 0", 0o700, 0o600, "belongs to another program"),
    "a newer version's": (FUTURE, 0o700, 0o600, "by a newer version"),
    "a newer version's, without WAL": (f"{FUTURE}; PRAGMA journal_mode = DELETE", 0o700, 0o600, "by a newer version"),
}
"""What is done to the database, the modes of the folder and of the file, and the message."""


@pytest.mark.parametrize("trouble", TROUBLES)
def test_what_cannot_be_used_is_named_and_left(tmp_path: Path, answers: Path, database: Path, trouble: str) -> None:
    statements, mode_of_folder, mode_of_file, why = TROUBLES[trouble]
    with closing(sqlite3.connect(database)) as db:
        db.executescript(statements)
    if trouble == "no folder":
        shutil.rmtree(answers)
        answers.write_text("a file")
    elif "broken" in trouble:
        database.write_bytes(bytes(60_000))
    elif trouble == "a folder, read-only, without a lock file":
        (answers / "history.lock").unlink()
    elif trouble in ("no file", "an empty folder, read-only"):
        database.unlink()
    if trouble == "no file":
        database.mkdir()

    def change_modes(of_folder: int, of_file: int) -> None:
        for path, mode in ((answers, 0o700), (database, of_file), (answers, of_folder)):
            with suppress(OSError):
                path.chmod(mode)

    before = [path.read_bytes() for path in answers.glob("*.db") if path.is_file()]
    change_modes(mode_of_folder, mode_of_file)
    file = ("--file", str(tmp_path / "tea.yaml"))
    taken = quiz(tmp_path, "take", "--in-order", *file, typed="t\nt\nt\n")
    shown = [quiz(tmp_path, name, *file) for name in ("progress", "review", "resume")] + [quiz(tmp_path, "data where")]
    change_modes(0o700, 0o700)
    assert [path.read_bytes() for path in answers.glob("*.db") if path.is_file()] == before
    assert (taken.returncode, taken.stderr) == (0, "")
    assert "All 3 correct." in taken.stdout
    (told,) = (line for line in taken.stdout.splitlines() if NOT_SAVED in line)
    assert told.startswith(f"{NOT_SAVED}{answers}") and why in told
    for result in shown:
        if result.returncode or trouble not in ("no folder", "an empty folder, read-only", "a file, read-only"):
            assert result.returncode == 3, result
            assert result.stderr.splitlines()[0] == f"error: {told.removeprefix(NOT_SAVED)[:-1]}"


ZEROS = {"from its start": (0, 60_000), "after its header": (4096, 50_000), "nowhere, cut short": (30_000, 0)}


@pytest.mark.parametrize("command", ["take", "progress", "review", "resume", "data where"])
@pytest.mark.parametrize(("whole", "zeros"), ZEROS.values(), ids=ZEROS)
def test_a_broken_file_is_set_aside(tmp_path: Path, database: Path, whole: int, zeros: int, command: str) -> None:
    database.write_bytes(data := database.read_bytes()[:whole] + bytes(zeros))
    options = ["--file", str(tmp_path / "tea.yaml")] if command != "data where" else []
    result = quiz(tmp_path, command, *options, typed="t\nt\nt\n")
    assert result.returncode == 0, result.stderr
    (aside,) = database.parent.glob("history-broken-*.db")
    assert aside.read_bytes() == data
    told = f"The file with your earlier answers was broken. It was renamed to {aside}, and a new one was started."
    assert (result.stdout + result.stderr).count(told) == 1
    assert saved(database.parent) == (["ttt"] if command == "take" else [])


def test_a_clock_set_back_loses_nothing(tmp_path: Path, answers: Path) -> None:
    file, now = read_question_file(Path(bank(tmp_path, 3))), FakeClock()
    history = history_in(answers, now, file=file)
    for letters in ("fff", "ttq", "t"):
        front = LinesFrontEnd(StringIO("\n".join(letters)), StringIO())
        host, left = (
            QuizRunner(front, citing(file), history, Clock(monotonic, now)),
            history.unfinished(latest_only=False),
        )
        session = session_of(file=file)
        result = host.resume_session(left) if left else host.take(session, history.begin(session, "take"))
        assert result and result.seconds > (left.row.seconds if left else 0)
        now.pass_by(days=-1)
    assert saved(answers) == ["fff", "ttt"]
    found, _ = history.progress()
    assert (found.banks[0].seen, found.banks[0].known) == (3, 3)
    now.pass_by(days=1)
    items, next_due = due(file, history)
    assert (items, next_due and now() < next_due <= now() + 3 * DAY) == ([], True)
