"""Whatever the program has saved, it can export and import again."""

import json
import sys
from contextlib import closing
from pathlib import Path
from subprocess import run as run_process
from tempfile import TemporaryDirectory

import kinds
import pytest
from answers import FakeClock, history_in, rows, take
from hypothesis import given
from hypothesis import strategies as st
from terminal import environment, run
from test_data import GOOD, lines_in, taken_in

from quiz import clock
from quiz.core.kinds import TeachBackResponse
from quiz.store.database import Database
from quiz.store.importing import import_answers

ANY_TEXT = st.text(st.characters(exclude_categories=())) | st.sampled_from(
    ["tea \x1b[Dleaf", "\ud800", "a\u2028b", "\u202etea", "\0", "a\nb\tc", "\x85", "\uffff"]
)
TIMES = st.sampled_from([-(10**21), -1, 0, 10**18, 32_503_680_000 * 10**9, 10**21, 10**30])
"""What a clock shows, in nanoseconds since 1970: from before there were computers to after there are any."""


@given(typed=ANY_TEXT, said=ANY_TEXT, number=ANY_TEXT, at=TIMES, seconds=st.sampled_from([0.0, 5.0, 4e9]))
def test_any_answer_at_any_time_is_exported_and_imported_line_for_line(
    typed: str, said: str, number: str, at: int, seconds: float
) -> None:
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "time_ns", lambda: at)
        here, there, path = Path(name) / "here", Path(name) / "there", Path(name) / "all.jsonl"
        history = history_in(here, FakeClock(clock.SYSTEM.now()), file=kinds.FILE)
        names = ["giving-taste", "how-long", "tell-a-friend"]
        take(history, typed, number, TeachBackResponse(said, frozenset()), names=names, seconds=seconds)
        history.close()
        lines = lines_in(here)
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        assert taken_in(there, path) == (1, 3, 3)
        assert lines_in(there) == lines
        assert [json.loads(line)["response"] for line in lines[2:]] == [typed, number, {"said": said, "covered": []}]


AT_ANOTHER_TIME = """
import sys
from quiz import clock
at = int(sys.argv.pop(1))
clock.time_ns = lambda: at
from quiz.__main__ import main
main()
"""


@pytest.mark.parametrize("at", [-(10**18), 5 * 10**19, 10**22], ids=["1938", "3554", "beyond any calendar"])
def test_a_clock_that_is_set_to_another_age_breaks_no_command(tmp_path: Path, at: int) -> None:
    def quiz(*words: str, typed: str = "", folder: str = "answers") -> str:
        command = [sys.executable, "-c", AT_ANOTHER_TIME, str(at), *words]
        environ = environment(tmp_path, {"QUIZ_DATA": str(tmp_path / folder)})
        done = run_process(command, input=typed, capture_output=True, encoding="utf-8", env=environ, timeout=60)
        assert (done.returncode, done.stderr) == (0, ""), done
        return done.stdout

    file = ("--file", str(kinds.PATH))
    quiz(*kinds.taking("--count", "2", "--plain"), typed="1\n1\n")
    assert json.loads(quiz("progress", "--json", *file))["banks"][0]["seen"] == 2
    quiz("summary", *file)
    quiz("review", "--plain", *file, typed="q\n")
    quiz("data", "export", str(tmp_path / "all.jsonl"))
    assert "2 new answers" in quiz("data", "import", str(tmp_path / "all.jsonl"), folder="other")


# Exports of earlier versions, and bad lines


def export_of(folder: Path, *lines: object) -> Path:
    path = folder / "all.jsonl"
    path.write_text("".join(line if isinstance(line, str) else f"{json.dumps(line)}\n" for line in lines), "utf-8")
    return path


def test_an_arrow_key_that_an_earlier_version_saved_is_imported(tmp_path: Path, answers: Path) -> None:
    head, sitting, response = GOOD
    path = export_of(tmp_path, head, sitting, {**response, "response": "tea \x1b[Dleaf"})
    assert run(tmp_path, ["data", "import", str(path)]).stdout == "1 new answer from 1 quiz.\n"
    assert rows(answers, "SELECT response FROM responses") == [('"tea \\u001b[Dleaf"',)]


def test_bad_lines_are_skipped_when_asked_and_each_is_named(tmp_path: Path, answers: Path) -> None:
    head, sitting, response = GOOD
    other = {**sitting, "uid": "other", "seed": "seven"}
    path = export_of(
        *(tmp_path, head, "not JSON\n", sitting, other, {**response, "sitting": "other"}),
        *({**response, "mark": 2}, response, '{"record"'),
    )
    refused = run(tmp_path, ["data", "import", str(path)])
    assert (refused.returncode, refused.stdout) == (3, "")
    assert refused.stderr == (
        f"{path}:2:1: error: this line is not JSON in UTF-8\n"
        "Nothing was imported. `quiz data import --skip-bad` imports all the other lines.\n"
    )
    assert rows(answers, "SELECT count(*) FROM sittings") == [(0,)]
    done = run(tmp_path, ["data", "import", "--skip-bad", str(path)])
    assert (done.returncode, done.stdout) == (0, "1 new answer from 1 quiz. 5 lines skipped.\n")
    assert done.stderr.splitlines() == [
        f"{path}:2:1: skipped: this line is not JSON in UTF-8",
        f"{path}:4:1: skipped: 'seed' must be a whole number",
        f"{path}:5:1: skipped: its 'sitting' must come before it",
        f"{path}:6:1: skipped: 'mark' must be a number from 0 to 1",
        f"{path}:8:1: skipped: this line is not JSON in UTF-8",
    ]
    assert rows(answers, "SELECT uid FROM sittings") == [(sitting["uid"],)]


def test_of_very_many_bad_lines_the_first_are_named_and_the_others_counted(tmp_path: Path, answers: Path) -> None:
    path = export_of(tmp_path, GOOD[0], *["{}\n"] * 50)
    done = run(tmp_path, ["data", "import", "--skip-bad", str(path)])
    assert done.stdout == "0 new answers from 0 quizzes. 50 lines skipped.\n"
    assert len(done.stderr.splitlines()) == 21
    assert done.stderr.endswith(f"{path}: skipped: 30 more lines\n")


def test_the_first_line_is_never_skipped(tmp_path: Path) -> None:
    path = export_of(tmp_path, "{}\n", GOOD[1])
    done = run(tmp_path, ["data", "import", "--skip-bad", str(path)])
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith(f"{path}:1:1: error: this is not a file from `quiz data export`")


def test_a_line_that_is_too_long_is_one_line(tmp_path: Path) -> None:
    head, sitting, response = GOOD
    long = json.dumps({**response, "position": 1, "response": "x" * 140_000_000}) + "\n"
    path = export_of(tmp_path, head, sitting, long, response)
    skipped: list[str] = []
    with closing(Database(tmp_path / "there", FakeClock())) as database:
        found = database.run(
            lambda db: import_answers(db, path, lambda bad: skipped.append(str(bad.where))), write=True
        )
    assert (found, skipped) == ((1, 1, 1), [f"{path}:3:1"])
