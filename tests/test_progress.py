"""`quiz progress`: its screen, at a fixed time in a fixed zone; its JSON, and its picture.

With UPDATE_GOLDEN=1 in the environment the pictures in tests/golden/progress are written anew.
"""

import json
import re
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import kinds
import pytest
from answers import FILE, RIGHT, WRONG, FakeClock, bank, choice, history_in, question_file, take
from jsonschema import Draft202012Validator
from kept import assert_as_kept
from pages import drawn
from rich.cells import cell_len
from rich.text import Text
from terminal import Start, run, words

from quiz.core.bank import QuestionFile
from quiz.core.progress import Progress
from quiz.core.standing import DAY
from quiz.pages.progress_page import progress_page
from quiz.report import progress_report
from quiz.store.history import History

GOLDEN = Path(__file__).parent / "golden/progress"
SCHEMA = json.loads((Path(__file__).parent.parent / "docs/progress.schema.json").read_text("utf-8"))
HUES = re.compile(r"\x1b\[(?:\d+;)*[39][0-7]m")
"""Escape sequences for colour."""
MATCHED = ((1, 0, 1, 0), (1, 0, 1, 1), (1, 0, 0, 1), (1, 1, 0, 1), (0, 1, 0, 1))
"""Answers to green-or-black, from all wrong to all right."""

Answer = Callable[[History, FakeClock], object]


@pytest.fixture(autouse=True, scope="module")
def in_utc() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


def nothing(history: History, clock: FakeClock) -> None: ...


def one_sitting(history: History, clock: FakeClock) -> None:
    """All must-know questions answered right."""
    take(history, kinds.RIGHT["one-plant"], kinds.RIGHT["how-long"], names=["one-plant", "how-long"])


def mixed(history: History, clock: FakeClock) -> None:
    """Three finished sessions on three days and an unfinished one: known, guessed, missed and due."""
    leaves, pot = list(kinds.RIGHT)[:4], list(kinds.RIGHT)[4:]
    take(history, 1, frozenset({0, 2}), 0, MATCHED[2], names=leaves, certainty=3)
    clock.pass_by(days=1)
    take(history, 0, frozenset({0, 1}), 1, MATCHED[3], names=leaves, certainty=2)
    clock.pass_by(days=5)
    take(history, "steeping", "4 minutes", None, None, names=pot, certainty=1)
    clock.pass_by(seconds=600)
    take(history, 0, names=leaves)
    clock.pass_by(days=1)


def shares(history: History, clock: FakeClock) -> None:
    for response in (MATCHED[0], MATCHED[-1]):
        take(history, response, names=["green-or-black"])
        clock.pass_by(days=1)


def seventy(history: History, clock: FakeClock) -> None:
    for number in range(70):
        take(history, MATCHED[4 * number // 69], names=["green-or-black"])
        clock.pass_by(days=0.5)


SCENARIOS: dict[str, Answer] = {answer.__name__: answer for answer in (nothing, one_sitting, mixed, shares, seventy)}


class Known(NamedTuple):
    """A learner's progress as JSON."""

    file: QuestionFile
    found: Progress
    days: list[int]

    def lines(self, columns: int) -> list[Text]:
        return drawn(progress_page(self.file, self.found, "anna", self.days), columns)

    def shown(self, columns: int = 80) -> str:
        return "".join(f"{line.plain.rstrip()}\n" for line in self.lines(columns))

    def report(self) -> dict[str, Any]:
        return progress_report(self.file, self.found, learner="anna", days=self.days)


def known_after(folder: Path, answer: Answer, file: QuestionFile = kinds.FILE) -> Known:
    clock = FakeClock()
    history = history_in(folder, clock, file=file)
    answer(history, clock)
    known = Known(file, *history.progress())
    history.close()
    return known


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Known]:
    return {name: known_after(tmp_path_factory.mktemp(name), answer) for name, answer in SCENARIOS.items()}


@pytest.mark.parametrize("columns", [40, 80])
@pytest.mark.parametrize("name", SCENARIOS)
def test_progress_looks_as_it_did(known: dict[str, Known], name: str, columns: int) -> None:
    path = GOLDEN / f"{name}-{columns}.txt"
    picture = known[name].shown(columns)
    assert_as_kept(picture, path)


def test_every_picture_belongs_to_a_scenario() -> None:
    assert {path.stem.rpartition("-")[0] for path in GOLDEN.iterdir()} == set(SCENARIOS)


@pytest.mark.parametrize("name", SCENARIOS)
def test_no_line_reaches_the_last_column_and_no_question_is_cut(known: dict[str, Known], name: str) -> None:
    asked = [item.question.ask for item in known[name].found.missed] if known[name].found.seen else []
    for columns in range(20, 121):
        lines = [line.plain for line in known[name].lines(columns)]
        assert max(map(cell_len, lines)) < columns
        kinds.assert_in_order(lines, asked)


def test_a_right_guess_is_not_known_yet(tmp_path: Path) -> None:
    guessed = known_after(tmp_path, lambda history, clock: take(history, RIGHT, names=["b"], certainty=1), FILE)
    assert [item.question.id for item in guessed.found.missed] == ["b"]
    assert (guessed.found.banks[0].seen, guessed.found.banks[0].known) == (1, 0)


def test_nothing_is_claimed_of_must_know_where_a_file_has_none(tmp_path: Path) -> None:
    file = question_file(bank("leaves", choice("a")))
    shown = known_after(tmp_path, lambda history, clock: take(history, RIGHT), file).shown()
    assert "1 of 1 known" in shown
    assert "Must know" not in shown


@pytest.mark.parametrize("columns", [20, 40, 80])
def test_the_plot_does_not_claim_that_there_were_no_more_sessions(known: dict[str, Known], columns: int) -> None:
    assert "Last 60 finished quizzes" in " ".join(known["seventy"].shown(columns).split())


def test_a_session_whose_questions_got_more_points_since_earned_at_most_all(tmp_path: Path) -> None:
    def with_more_points(history: History, clock: FakeClock) -> None:
        take(history, RIGHT, names=["a"])
        history.database.run(lambda db: db.execute("UPDATE responses SET points = 3"), write=True)

    assert [one.share for one in known_after(tmp_path, with_more_points, FILE).found.trend] == [1]


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_json_follows_its_schema(known: dict[str, Known], name: str) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(SCHEMA).validate(known[name].report())


def test_the_json_says_where_a_learner_stands(tmp_path: Path) -> None:
    def a_day_ago(history: History, clock: FakeClock) -> None:
        take(history, RIGHT, WRONG, names=["a", "b"])
        clock.pass_by(days=1)

    assert known_after(tmp_path, a_day_ago, FILE).report() == {
        "format": 1,
        "title": "Tea",
        "learner": "anna",
        "banks": [
            {"id": "leaves", "title": "Leaves", "questions": 3, "seen": 2, "known": 1, "due": 1},
            {"id": "pot", "title": "Pot", "questions": 2, "seen": 0, "known": 0, "due": 0},
        ],
        "must_know_open": ["b"],
        "due": 1,
        "forecast": [
            {"day": (date(2026, 11, 26) + timedelta(ahead)).isoformat(), "reviews": 1 if ahead < 2 else 0}
            for ahead in range(14)
        ],
        "sittings": [{"started_at": "2026-11-25T12:00:00.000+00:00", "share": 0.5, "questions": 2}],
    }


@pytest.fixture
def mine(answers: Path) -> list[str]:
    """The command that shows what was answered long ago, mostly wrong."""
    history = history_in(answers, FakeClock(DAY), learner="me", file=kinds.FILE)
    take(history, 1, frozenset({2}), 0, MATCHED[0])
    history.close()
    return ["progress", "--file", str(kinds.PATH)]


def test_the_command_prints_one_json_object(tmp_path: Path, mine: list[str]) -> None:
    for learner, due in (("me", 4), ("somebody else", 0)):
        result = run(tmp_path, [*mine, "--json", "--learner", learner])
        assert (result.returncode, result.stderr) == (0, "")
        report = json.loads(result.stdout)
        Draft202012Validator(SCHEMA).validate(report)
        assert (report["learner"], report["due"]) == (learner, due)


def test_the_picture_is_whole_and_asks_nothing_of_the_network(tmp_path: Path, mine: list[str]) -> None:
    path = tmp_path / "progress.svg"
    result = run(tmp_path, [*mine, "--svg", str(path)])
    assert (result.returncode, result.stdout, result.stderr) == (0, f"Saved to {path}.\n", "")
    svg = path.read_text("utf-8")
    root = ElementTree.fromstring(svg)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    shown = words("".join(root.itertext()))
    for said in ("Tea for beginners", "Must know, still to learn: 1", "Water and pot", "4 questions due now"):
        assert words(said) in shown
    assert [address for address in re.findall(r"\w+://[^\s\"'<>)]*", svg) if "://www.w3.org/" not in address] == []
    assert re.findall(r"url\((?!#)|@import|href", svg) == []


def test_a_picture_that_cannot_be_written_is_reported(tmp_path: Path, mine: list[str]) -> None:
    result = run(tmp_path, [*mine, "--svg", str(tmp_path)])
    assert (result.returncode, result.stdout) == (3, "")
    assert result.stderr.startswith(f"{tmp_path}: error: a folder of this name already exists\n")


def test_what_is_piped_holds_no_escape_codes(tmp_path: Path, mine: list[str]) -> None:
    for environ in ({}, {"FORCE_COLOR": "1"}):
        plain = run(tmp_path, mine, environ=environ).stdout
        assert "\nMust know, still to learn: 1\n" in plain
        assert re.search(r"\nThe leaves: \d of 4 known, \d seen, \d due\n", plain)
        assert not re.search("[\x1b▁-█━─│✗]", plain)


def test_a_terminal_without_colour_gets_the_same_words(start: Start, mine: list[str]) -> None:
    shown = []
    for environ, hues in (({}, True), ({"NO_COLOR": "1"}, False)):
        terminal = start(*mine, rows=50, environ=environ)
        assert terminal.wait_for_exit() == 0
        assert bool(HUES.search(terminal.written)) == hues
        shown.append(terminal.lines)
    assert shown[0] == shown[1]
