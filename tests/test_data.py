"""`quiz data`: where answers are saved, and how they are exported, imported and deleted."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import kinds
import pytest
from answers import EXAM, FILE, NOON, RIGHT, TOLD, WRONG, FakeClock, give, history_in, rows, set_aside, take
from hypothesis import given, settings
from hypothesis import strategies as st
from terminal import PATIENCE, run

from quiz.core.kinds import TeachBackResponse
from quiz.core.standing import DAY
from quiz.errors import QuizError
from quiz.report import progress_report
from quiz.store.database import Database
from quiz.store.exporting import lines_of
from quiz.store.importing import RESPONSE, SESSION, Imported, import_answers

HISTORY_MD = Path(__file__).parent.parent / "docs/history.md"
TYPED = "quixotically brewed"
HELD = "8 answers from 3 quizzes (learners: Wilhelmina and anna)."
GOOD: list[dict[str, Any]] = json.loads("""[
    {"leaflet-quiz": "history", "format": 3},
    {"record": "sitting", "uid": "0123456789abcdef", "learner": "anna", "file": "tea", "mode": "take", "seed": 7,
     "certainty": 0, "minutes": null, "pass_at": null, "items": [["leaves", "a", 1], ["leaves", "b", 1]],
     "started_at": "2020-09-13T12:26:40.000+00:00", "possible": 2.0, "marked": [], "seconds": 3.0, "ended_at": null},
    {"record": "response", "sitting": "0123456789abcdef", "bank": "leaves", "fingerprint": "fedcba98",
     "position": 0, "question": "a", "revision": 1, "response": "the right one", "mark": 1.0, "points": 1.0,
     "in_score": true, "certainty": null, "flagged": false, "seconds": 2.5,
     "answered_at": "2020-09-13T12:26:40.000+00:00", "seen_mark": 0.0}
]""")
GOOD_FILE = "".join(f"{json.dumps(record)}\n" for record in GOOD).encode()


def quiz(*words: str, typed: str = "", code: int = 0, **environ: str) -> str:
    """The output of the command, only on the stream for this exit code."""
    result = run(Path(os.environ["QUIZ_DATA"]).parent, words, typed=typed, environ=environ)
    told, silent = (result.stderr, result.stdout) if code else (result.stdout, result.stderr)
    assert (result.returncode, silent) == (code, ""), result.stderr
    return told


def lines_in(folder: Path) -> list[str]:
    with closing(Database(folder, FakeClock())) as database:
        return database.run(lambda db: list(lines_of(db)))


def taken_in(folder: Path, path: Path) -> Imported:
    with closing(Database(folder, FakeClock())) as database:
        return database.run(lambda db: import_answers(db, path), write=True)


def written(path: Path, lines: list[str]) -> Path:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


@pytest.fixture
def folder(answers: Path) -> Path:
    """Three days: a finished session by anna, an unfinished one by Wilhelmina, and an exam by anna."""
    clock = FakeClock()
    anna, wilhelmina = (history_in(answers, clock, learner=name) for name in ("anna", "Wilhelmina"))
    take(anna, RIGHT, WRONG, frozenset({0, 2}), None, (0, 2, 1), TOLD, certainty=3)
    clock.pass_by(days=1)
    take(wilhelmina, TeachBackResponse(TYPED, frozenset()), names=["t", "a"])
    clock.pass_by(days=1)
    _, exam = take(anna, RIGHT, names=["a", "c"], mode="exam", rules=EXAM)
    exam.finish(9)
    anna.close()
    wilhelmina.close()
    return answers


def test_an_export_that_was_taken_in_elsewhere_is_exported_line_for_line(tmp_path: Path, folder: Path) -> None:
    path, other = tmp_path / "all.jsonl", tmp_path / "other"
    assert quiz("data", "export", str(path)) == f"{HELD} Saved to {path}.\n"
    assert path.stat().st_mode & 0o777 == 0o600
    assert taken_in(other, path) == (3, 8, 8)
    assert path.read_text("utf-8").splitlines() == lines_in(folder) == lines_in(other)
    assert len(lines_in(folder)) == 1 + 3 + 8


def test_existing_answers_are_neither_added_again_nor_changed(tmp_path: Path, folder: Path) -> None:
    before = lines_in(folder)
    path = written(tmp_path / "all.jsonl", [line.replace('"flagged":false', '"flagged":true') for line in before])
    assert quiz("data", "import", str(path)) == "0 new answers from 3 quizzes. 8 answers were already here.\n"
    assert lines_in(folder) == before


def test_the_new_answers_of_a_resumed_session_are_added(tmp_path: Path, answers: Path) -> None:
    session, recording = take(history_in(answers), RIGHT, names=["a", "b"])
    early = written(tmp_path / "early.jsonl", lines_in(answers))
    give(recording, session, WRONG)
    late = written(tmp_path / "late.jsonl", lines_in(answers))
    other = tmp_path / "other"
    assert (taken_in(other, early), taken_in(other, late)) == ((1, 1, 1), (1, 2, 1))
    assert lines_in(other) == lines_in(answers)
    assert rows(other, "SELECT ended_at FROM sittings") == [(NOON,)]


def test_answers_that_are_taken_in_count_at_once(tmp_path: Path) -> None:
    elsewhere = history_in(tmp_path / "elsewhere", FakeClock(DAY), learner="me", file=kinds.FILE)
    take(elsewhere, 0, names=["one-plant"])
    take(elsewhere, 0, names=["dark-in-the-air"], certainty=3)
    path = written(tmp_path / "all.jsonl", lines_in(elsewhere.folder))
    assert quiz("data", "import", str(path)) == "2 new answers from 2 quizzes.\n"
    found = json.loads(quiz("progress", "--json", "--file", str(kinds.PATH)))
    assert found["must_know_open"] == ["how-long"]
    assert (found["banks"][0]["seen"], found["banks"][0]["known"], found["due"]) == (2, 1, 2)
    review = quiz("review", "--no-save", "--file", str(kinds.PATH))
    assert f"Question 1 of 2. The leaves.\n{kinds.QUESTIONS['dark-in-the-air'].asked}\n" in review


@pytest.mark.parametrize(("name", "response"), [("a", RIGHT), ("t", TOLD)], ids=["scored", "teach-back"])
def test_an_older_answer_that_is_taken_in_later_is_not_the_latest(tmp_path: Path, name: str, response: Any) -> None:
    clock = FakeClock()
    elsewhere, here = history_in(tmp_path / "elsewhere", clock), history_in(tmp_path / "here", clock)
    take(elsewhere, None, names=[name])
    clock.pass_by(days=1)
    take(here, response, names=[name])
    here.standings()
    taken_in(here.folder, written(tmp_path / "old.jsonl", lines_in(elsewhere.folder)))
    standing = here.standings()[name, 1]
    assert (standing.answers, standing.answered_at) == (2, NOON + DAY)


def test_line_ends_of_windows_make_no_difference(tmp_path: Path, answers: Path) -> None:
    path = tmp_path / "all.jsonl"
    path.write_bytes(GOOD_FILE.replace(b"\n", b"\r\n"))
    assert quiz("data", "import", str(path)) == "1 new answer from 1 quiz.\n"
    assert [json.loads(line) for line in lines_in(answers)] == GOOD
    assert quiz("data", "import", str(path)) == "0 new answers from 1 quiz. 1 answer was already here.\n"


@pytest.mark.parametrize("name", ["taken.jsonl", "/dev/full", ".", "nowhere/all.jsonl"])
def test_an_unusable_target_is_reported_and_left_unchanged(tmp_path: Path, folder: Path, name: str) -> None:
    (tmp_path / "taken.jsonl").write_text("mine", encoding="utf-8")
    assert quiz("data", "export", str(tmp_path / name), code=3).startswith(f"{tmp_path / name}: error: ")
    assert (tmp_path / "taken.jsonl").read_text("utf-8") == "mine"


def test_an_export_that_the_disk_does_not_take_leaves_no_half_of_itself(tmp_path: Path, answers: Path) -> None:
    path, long = tmp_path / "all.jsonl", tmp_path / "long.jsonl"
    long.write_bytes(GOOD_FILE.replace(b"the right one", b"x" * 200_000))
    taken_in(answers, long)
    command = f"ulimit -f 200; exec {sys.executable} -m quiz data export {path}"
    result = subprocess.run(["sh", "-c", command], capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False)
    assert (result.returncode, result.stdout) == (3, "")
    assert result.stderr.startswith(f"{path}: error: cannot be written: File too large")
    assert not path.exists()


TIME = b'answered_at": "2020-09-13T12:26:40.000+00:00"'
SAID = b'"the right one"'
REFUSED: dict[str, tuple[bytes, bytes, int, str]] = {
    "JSON of another program": (GOOD_FILE, b'{"answers": []}', 1, "not a file from `quiz data export`"),
    "a newer format": (b'"format": 3', b'"format": 4', 1, "newer version"),
    "a line cut off": (b'"seen_mark": 0.0}\n', b"", 3, "not JSON"),
    "a record of no kind": (b'"response", "sitting"', b'"guess", "sitting"', 3, "must be 'sitting' or 'response'"),
    "an unknown key": (b'{"record": "sitting"', b'{"x": 1, "record": "sitting"', 2, "the key 'x' is unknown"),
    "a missing key": (b'"mark": 1.0, ', b"", 3, "the key 'mark' is missing in this response"),
    "a text for a number": (b'"mark": 1.0', b'"mark": "1"', 3, "'mark' must be a number from 0 to 1"),
    "a number for a truth": (b"false", b"0", 3, "'flagged' must be true or false"),
    "a truth for a number": (b'"revision": 1', b'"revision": true', 3, "'revision' must be a whole number"),
    "items without an order": (b'[["leaves", "a", 1], ', b'["a", ', 2, "'items' must be a list"),
    "a mark above 1": (b'"mark": 1.0', b'"mark": 1.5', 3, "'mark' must be a number from 0 to 1"),
    "seconds below 0": (b"2.5", b"-1", 3, "'seconds' must be a number from 0"),
    "NaN": (b"2.5", b"NaN", 3, "not JSON"),
    "infinity": (b'"possible": 2.0', b'"possible": Infinity', 2, "not JSON"),
    "infinity in digits": (SAID, b"1e999", 3, ""),
    "5000 digits": (SAID, b"9" * 5000, 3, "not JSON"),
    "900 brackets": (SAID, b"[" * 900 + b"]" * 900, 3, ""),
    "100,000 brackets": (SAID, b"[" * 100_000 + b"]" * 100_000, 3, "not JSON"),
    "an escape sequence in a name": (b'"fedcba98"', rb'"\u001b[2J"', 3, "'fingerprint' must be one line of text"),
    "a line feed in a name": (
        b'"file": "tea"',
        rb'"file": "tea\nerror: no"',
        2,
        "'file' must be one line of text",
    ),
    "half a character in a name": (b'"fedcba98"', rb'"\ud800"', 3, "'fingerprint' must be one line of text"),
    "an override in a question's id": (b'"a", 1]', rb'"\u202ea", 1]', 2, "'items' must be a list"),
    "a learner nobody can name": (b'"anna"', b'"anna "', 2, "'learner' must be"),
    "no sitting before": (b'"sitting": "0', b'"sitting": "1', 3, "its 'sitting' must come before it"),
    "a position that was not asked": (b'"position": 0', b'"position": 2', 3, "'position'"),
    "no time zone": (TIME, TIME[:-7] + b'"', 3, "'answered_at' must be a time with a time zone"),
    "the year 9999": (TIME, TIME.replace(b"2020", b"9999"), 3, "'answered_at' must be a time"),
    "Latin-1": (SAID, b'"caf\xe9"', 3, "not JSON in UTF-8"),
    "70 MB in a line": (SAID, b'"' + b"x" * 70_000_000 + b'"', 3, "longer than 64 MB"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_export_is_refused_in_its_line_whole(tmp_path: Path, answers: Path, name: str) -> None:
    good, bad, line, message = REFUSED[name]
    path = tmp_path / "all.jsonl"
    assert GOOD_FILE.count(good) == 1
    path.write_bytes(GOOD_FILE.replace(good, bad))
    first = quiz("data", "import", str(path), code=3).splitlines()[0]
    assert first.startswith(f"{path}:{line}:1: error: ")
    assert message in first
    assert [rows(answers, f"SELECT * FROM {table}") for table in ("sittings", "responses", "banks")] == [[], [], []]


@pytest.mark.parametrize(
    ("name", "message"), [("empty", "the file is empty"), ("none", "there is no such file"), (".", "this is a folder")]
)
def test_an_empty_file_is_reported(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "empty").touch()
    assert quiz("data", "import", str(tmp_path / name), code=3).startswith(f"{tmp_path / name}: error: {message}")


VALUES = (
    (st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=9)).map(json.dumps)
    | st.sampled_from(["1e999", "5e-324", "1e308", str(-(2**63)), "[" * 400 + "]" * 400, '[" "]', '{"a": {}}'])
    | st.just("")
)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A valid file with one value changed or one key missing, truncated or not."""
    lines = [{key: f'"{key}": {json.dumps(value)}' for key, value in record.items()} for record in GOOD]
    line, key = draw(st.sampled_from([(line, key) for line in lines for key in line]))
    line[key] = (value := draw(VALUES)) and f'"{key}": {value}'
    whole = "".join(f"{{{', '.join(filter(None, line.values()))}}}\n" for line in lines).encode()
    return whole[: draw(st.integers(0, len(whole)))] if draw(st.integers(0, 9)) == 0 else whole


@settings(max_examples=80)
@given(mutated())
def test_a_mutated_export_is_refused_or_lives_on_wherever_it_is_shown(content: bytes) -> None:
    with TemporaryDirectory() as name:
        here, there, path = Path(name) / "here", Path(name) / "there", Path(name) / "all.jsonl"
        path.write_bytes(content)
        try:
            taken_in(here, path)
        except QuizError as error:
            assert error.exit_code == 3
            assert rows(here, "SELECT * FROM sittings") == []
            return
        kept = lines_in(here)
        taken_in(there, written(path, kept))
        assert lines_in(there) == kept
        for (learner,) in rows(here, "SELECT learner FROM sittings"):
            with closing(history_in(here, learner=learner)) as history:
                found, days = history.progress()
            json.dumps(progress_report(FILE, found, learner=learner, days=days), allow_nan=False)


def holding(folder: Path, *texts: str) -> list[Path]:
    """The files of a folder that contain one of these texts."""
    return [path for path in folder.iterdir() if any(text.encode() in path.read_bytes() for text in texts)]


def test_where_they_are_is_the_first_line_also_before_there_are_any(answers: Path) -> None:
    assert quiz("data", "where") == f"{answers / 'history.db'}\nNothing has been saved yet.\n"
    assert quiz("data", "forget", "--yes") == quiz("data", "export", "x") == "Nothing has been saved yet.\n"
    assert not answers.exists()
    take(history_in(answers), RIGHT)
    assert quiz("data", "where") == f"{answers / 'history.db'}\n1 answer from 1 quiz (learner: anna).\n"


def test_forgetting_asks_first(folder: Path) -> None:
    asked = f"{HELD} Delete them permanently? [y/N]: "
    before = lines_in(folder)
    assert quiz("data", "forget", typed="n\n").split() == f"{asked} Nothing was deleted.".split()
    assert lines_in(folder) == before
    assert quiz("data", "forget", typed="y\n").split() == f"{asked} Deleted: {HELD}".split()
    assert lines_in(folder) == before[:1]
    assert quiz("data", "forget", "--yes") == "There is nothing to delete.\n"


def test_only_one_learners_answers_are_forgotten(folder: Path) -> None:
    before = history_in(folder).standings()
    assert (
        quiz("data", "forget", "--yes", "--learner", " Wilhelmina ")
        == "Deleted: 1 answer from 1 quiz (learner: Wilhelmina).\n"
    )
    assert quiz("data", "where").endswith("\n7 answers from 2 quizzes (learner: anna).\n")
    assert history_in(folder).standings() == before
    assert history_in(folder, learner="Wilhelmina").standings() == {}


def test_after_forgetting_earlier_sessions_the_others_decide_what_is_known(tmp_path: Path, folder: Path) -> None:
    assert history_in(folder).standings()["a", 1].answers == 2
    assert (
        quiz("data", "forget", "--yes", "--before", "2026-11-26", TZ="UTC")
        == "Deleted: 6 answers from 1 quiz (learner: anna).\n"
    )
    standings = history_in(folder).standings()
    assert {key: standing.answers for key, standing in standings.items()} == {("a", 1): 1}
    taken_in(tmp_path / "other", written(tmp_path / "rest.jsonl", lines_in(folder)))
    assert standings == history_in(tmp_path / "other").standings()


@pytest.mark.parametrize("window", ["closed", "open"])
@pytest.mark.parametrize("chosen", ["", "--learner Wilhelmina", "--before 2026-11-28"])
def test_forgotten_answers_are_in_no_file(folder: Path, chosen: str, window: str) -> None:
    with closing(history_in(folder)) as another:
        if window == "open":
            take(another, RIGHT, names=["b"])
        assert holding(folder, TYPED, "Wilhelmina")
        quiz("data", "forget", "--yes", *chosen.split())
        assert holding(folder, TYPED, "Wilhelmina") == []


def test_forget_warns_if_something_may_remain(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "history.db", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM sittings").fetchone()
        for _ in ("when it is removed", "when it is removed already"):
            assert "is in use by another program" in quiz("data", "forget", "--yes", code=3)
    quiz("data", "forget", "--yes")
    assert holding(folder, TYPED) == []


@pytest.mark.parametrize(
    ("day", "code", "left"), [("x", 2, 12), ("2026-02-30", 2, 12), ("0001-01-01", 0, 12), ("9999-12-31", 0, 1)]
)
def test_any_calendar_date_is_accepted_and_nothing_else(folder: Path, day: str, code: int, left: int) -> None:
    quiz("data", "forget", "--yes", "--before", day, code=code)
    assert len(lines_in(folder)) == left


def test_broken_files_that_were_set_aside_are_named(answers: Path) -> None:
    answers.mkdir()
    (answers / "history.db").write_bytes(b"no database at all" * 99)
    assert run(answers.parent, ["data", "where"]).stderr.startswith("The file with your earlier answers was broken.")
    (aside,) = set_aside(answers)
    assert f"renamed earlier may still hold answers: {aside}.\n" in quiz("data", "forget", "--yes")


def test_every_key_of_an_export_is_in_its_documentation() -> None:
    assert {key for key in SESSION | RESPONSE if f"| `{key}` |" not in HISTORY_MD.read_text("utf-8")} == set()
