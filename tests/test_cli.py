"""The commands, as they are called."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
from jsonschema import Draft202012Validator
from kinds import assert_in_order
from terminal import PATIENCE, words
from typer.testing import CliRunner

from quiz import __version__
from quiz.cli import app

ROOT = Path(__file__).parent.parent
BANK = """\
title: Small
document: small.md
banks:
  - id: one
    title: The first
    questions:
      - id: colour
        kind: true-false
        ask: The page is about a colour.
        answer: true
        because: It names one.
        explain: It names red.
        passage: a colour
        must_know: true
  - id: two
    title: The second
    questions:
      - id: said
        kind: teach-back
        ask: Say it.
        covers: [one point, another]
        explain: Well said.
        passage: Red is
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    (tmp_path / "small.md").write_text("# Page\n\n## Red\n\nRed is a colour.\n", encoding="utf-8")
    path = tmp_path / "small.yaml"
    path.write_text(BANK, encoding="utf-8")
    return path


def quiz(*words: str, typed: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """The real command, in a process of its own."""
    clean = {name: value for name, value in os.environ.items() if name not in ("QUIZ_FILE", "FORCE_COLOR")}
    return subprocess.run(
        [sys.executable, "-m", "quiz", *words],
        input=typed,
        capture_output=True,
        encoding="utf-8",
        env={**clean, **environment},
        timeout=PATIENCE,
        check=False,
    )


@pytest.mark.parametrize("command", [(), ("take",), ("banks",), ("read",)], ids=lambda words: " ".join(words) or "quiz")
def test_each_command_explains_itself_with_an_example(command: tuple[str, ...]) -> None:
    for flag in ("-h", "--help"):
        result = CliRunner().invoke(app, [*command, flag])
        assert result.exit_code == 0
        assert "Example: quiz" in result.output


@pytest.mark.parametrize("columns", [40, 80])
@pytest.mark.parametrize("group", [(), ("data",)], ids=["quiz", "data"])
def test_the_list_of_commands_has_whole_sentences_and_fits(group: tuple[str, ...], columns: int) -> None:
    shown = quiz(*group, "--help", COLUMNS=str(columns)).stdout
    assert max(map(len, shown.splitlines())) < columns
    command: Any = typer.main.get_command(app)
    for word in group:
        command = command.commands[word]
    for name, one in command.commands.items():
        summary = one.help.split("\n\n")[0]
        assert words(f"{name} {summary}") in words(shown)


def test_the_commands_of_authors_have_their_own_list() -> None:
    learners, authors = quiz("--help").stdout.split("\nCommands:\n")[1].split("\nCommands for authors:\n")
    listed = [re.findall(r"^  (\w+)", part, flags=re.MULTILINE) for part in (learners, authors)]
    assert listed == [
        "take resume review progress summary banks read data".split(),
        "draft new check preview schema analyse export".split(),
    ]


def test_version_is_printed() -> None:
    assert quiz("--version").stdout == f"leaflet-quiz {__version__}\n"


def test_banks_are_listed(small: Path) -> None:
    result = quiz("banks", "--file", str(small))
    assert (result.returncode, result.stderr) == (0, "")
    assert "one" in result.stdout
    assert "The second" in result.stdout


PATIENTS = {"scored": True, "audience": "patient"}


def test_banks_as_json(small: Path) -> None:
    assert json.loads(quiz("banks", "--json", "--file", str(small)).stdout) == [
        {"id": "one", "title": "The first", "questions": 1, "must_know": 1, **PATIENTS},
        {"id": "two", "title": "The second", "questions": 1, "must_know": 0, **PATIENTS},
    ]


def test_the_file_may_come_from_the_environment(small: Path) -> None:
    assert "The first" in quiz("banks", QUIZ_FILE=str(small)).stdout
    assert "trigger-points" in quiz("banks", "--file", str(ROOT / "questions.yaml"), QUIZ_FILE=str(small)).stdout


def test_a_bank_is_taken_by_its_id(small: Path) -> None:
    result = quiz("take", "one", "--file", str(small), typed="t\n")
    assert result.returncode == 0
    assert "Question 1 of 1. The first." in result.stdout
    assert "Correct." in result.stdout
    assert "\n1 of 1 correct. Well done.\n" in result.stdout


def test_banks_are_asked_in_the_order_they_are_named(small: Path) -> None:
    shown = quiz("take", "two", "one", "--in-order", "--file", str(small)).stdout
    assert "Question 1 of 2. The second." in shown


def test_the_menu_line_by_line(small: Path) -> None:
    shown = quiz("--plain", "--file", str(small), typed="9\n2\nf\n").stdout
    assert "Please type a number from 1 to 4." in shown
    assert "Not quite: It names one." in shown


def test_an_unknown_bank_offers_the_nearest(small: Path) -> None:
    result = quiz("take", "onne", "--file", str(small))
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "error: there is no bank 'onne'; did you mean 'one'?\nThe banks are: one, two.\n"


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        (["two"], "Run `quiz take two`."),
        (["tow"], "Did you mean `quiz take two`?"),
        (["--plain", "two", "--count", "1"], "Run `quiz take two`."),
        (["help"], "Run `quiz --help`."),
        (["help", "take"], "Run `quiz take --help`."),
        (["help", "$(x)"], "Run `quiz --help`."),
        (["data", "help"], "Run `quiz data --help`."),
        (["reveiw"], "Did you mean 'review', 'preview'?"),
        (["data", "wher"], "Did you mean 'where'?"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_an_unknown_command_gets_a_suggestion(typed: list[str], hint: str, small: Path) -> None:
    result = quiz(*typed, QUIZ_FILE=str(small))
    assert (result.returncode, result.stdout) == (2, "")
    unknown = next(word for word in typed if not word.startswith("--") and word != "data")
    last = result.stderr.splitlines()[-1]
    assert last.startswith(f"Error: No such command '{unknown}'")
    assert last.endswith(hint)


def test_a_bank_of_a_named_file_is_taken_from_it(small: Path) -> None:
    path = small.rename(small.with_name("two words.yaml"))
    last = quiz("--file", str(path), "two").stderr.splitlines()[-1]
    assert last == f"Error: No such command 'two'. Run `quiz take two --file '{path}'`."


@pytest.mark.parametrize("name", ["nowhere.yaml", "~nobody-of-this-name/x", "/dev/zero", "small.md", "/"])
def test_an_unknown_command_with_a_file_that_cannot_be_used_has_no_hint(name: str, small: Path) -> None:
    result = quiz("two", QUIZ_FILE=str(small.with_suffix(".md")) if name == "small.md" else name)
    assert result.returncode == 2
    assert result.stderr.splitlines()[-1] == "Error: No such command 'two'."


def test_a_file_that_is_not_there_exits_3() -> None:
    result = quiz("take", "--file", "nowhere.yaml")
    assert (result.returncode, result.stdout) == (3, "")
    assert result.stderr == "nowhere.yaml: error: there is no such file\nCheck its name and folder.\n"


@pytest.mark.parametrize(
    "words",
    [["take", "--count", "0"], ["take", "--count", "x"], ["tkae"], ["--plain", "banks"], ["--bad"]],
    ids=" ".join,
)
def test_a_wrong_call_exits_2_without_a_traceback(words: list[str]) -> None:
    result = quiz(*words)
    assert (result.returncode, result.stdout) == (2, "")
    assert "Traceback" not in result.stderr
    assert "Error" in result.stderr


def test_json_is_one_object_on_stdout_and_the_screen_is_on_stderr(small: Path) -> None:
    result = quiz("take", "--json", "--seed", "3", "--file", str(small), typed="f\nmy words\ny\nn\n")
    report = json.loads(result.stdout)
    schema = json.loads((ROOT / "docs/take.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(report)
    assert "Question 1 of 2" in result.stderr
    assert report["seed"] == 3
    assert report["must_know"] == {"questions": 1, "right": 0, "missed": ["colour"]}
    assert [question["response"] for question in report["questions"]] == [
        "False",
        {"said": "my words", "covered": ["one point"]},
    ]


def test_json_of_every_kind_follows_its_schema() -> None:
    schema = json.loads((ROOT / "docs/take.schema.json").read_text(encoding="utf-8"))
    answers = "1\n" * 40
    for bank in ("self-check", "acupuncture", "techniques", "what-it-is"):
        result = quiz("take", bank, "--json", "--seed", "1", typed=answers)
        Draft202012Validator(schema).validate(json.loads(result.stdout))


def test_the_same_seed_asks_the_same() -> None:
    shown = [quiz("take", "--seed", "1", "--count", "4", typed="s\n" * 4 + "n\n" * 4).stdout for _ in range(2)]
    assert shown[0] == shown[1]
    assert "Question 4 of 4" in shown[0]


def test_read_shows_the_document_and_a_banks_part_of_it() -> None:
    whole, part = (" ".join(quiz("read", *bank).stdout.split()) for bank in ([], ["side-effects"]))
    assert "Trigger points" in whole
    assert "Beyond the leaflet" in whole
    assert "uses sterile needles" in part
    assert "Trigger points" not in part
    assert "\x1b" not in whole


def test_no_save_writes_nothing(tmp_path: Path, small: Path) -> None:
    home = tmp_path / "home"
    work = tmp_path / "work"
    home.mkdir()
    work.mkdir()
    subprocess.run(
        [sys.executable, "-m", "quiz", "take", "--no-save", "--file", str(small)],
        input="t\n\ny\ny\n",
        cwd=work,
        env={"HOME": str(home), "PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1"},
        encoding="utf-8",
        stdout=subprocess.DEVNULL,
        timeout=PATIENCE,
        check=True,
    )
    assert [*home.rglob("*"), *work.rglob("*")] == []


@pytest.mark.parametrize(
    ("redirected", "code"),
    [("banks >&-", 0), ("take <&-", 0), ("banks 2>&-", 0), ("banks >/dev/full", 3), ("banks >/dev/full 2>&1", 3)],
)
def test_a_stream_that_is_closed_or_full_is_no_traceback(redirected: str, code: int) -> None:
    command = f"{sys.executable} -m quiz {redirected}"
    result = subprocess.run(["sh", "-c", command], capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False)
    assert (result.returncode, "Traceback" in result.stderr) == (code, False)
    if code and "2>&1" not in redirected:
        assert result.stderr == "error: the output cannot be written: No space left on device\n"


def test_an_unreadable_document_is_reported_before_the_first_question(small: Path) -> None:
    small.with_suffix(".md").write_bytes(b"# caf\xe9\n")
    result = quiz("take", "--file", str(small))
    assert (result.returncode, result.stdout) == (3, "")
    assert "small.md:1:6: error: byte 0xE9 is not UTF-8" in result.stderr


def test_a_bank_without_a_passage_in_the_document_has_nothing_to_read(small: Path) -> None:
    small.with_suffix(".md").write_text("Nothing.\n", encoding="utf-8")
    result = quiz("read", "one", "--file", str(small))
    assert (result.returncode, result.stdout) == (3, "")
    assert "no passage of the bank 'one' is in this document" in result.stderr


def test_a_document_is_read_as_it_looks(small: Path) -> None:
    text = (
        "---\ntitle: My leaflet\nlayout: page\n---\n\n# Tea &#x202e;\n\n"
        '!!! warning "Take care"\n    H<sub>2</sub>O, 10<sup>5</sup> and ~~old~~ new.\n\n'
        "<details>\n<summary>More</summary>\n\nIt is *so*.\n\n</details>\n\n"
        "| Age | Dose |\n|-----|------|\n| 0-2 | 5 mg |\n\n```\nls  -l\n```\n"
    )
    small.with_suffix(".md").write_text(text, encoding="utf-8")
    lines = [line.strip() for line in quiz("read", "--file", str(small)).stdout.splitlines() if line.strip("─ ")]
    assert lines == [
        "My leaflet",
        "Tea \ufffd",
        "Take care",
        "H₂O, 10⁵ and old new.",
        "More",
        "It is so.",
        "Age  Dose",
        "0-2  5 mg",
        "ls  -l",
    ]


def test_what_was_missed_is_offered_again_line_by_line(small: Path) -> None:
    shown = quiz("take", "one", "--file", str(small), typed="f\nx\ni\na\n\nt\nq\n").stdout
    choices = "r: retry what you missed, i: details, a: my page for the appointment, q: leave"
    assert shown.count(f"What next ({choices}; Enter: r): ") == 4
    assert "Please type r or i or a or q." in shown
    assert_in_order(shown.splitlines(), ["Details", "Time: under a minute.", "Small: my page for the appointment"])
    assert "What next (i: details, a: my page for the appointment, q: leave; Enter: q): " in shown
    assert shown.count("Question 1 of 1.") == 2


def test_a_reader_that_goes_away_is_no_traceback() -> None:
    command = f"{sys.executable} -m quiz read | head -1"
    result = subprocess.run(["sh", "-c", command], capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False)
    assert "Traceback" not in result.stderr
