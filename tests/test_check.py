"""`quiz check`: its findings line by line, on a terminal and as JSON, and its exit codes."""

import json
import re
import shutil
from itertools import pairwise
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from grounded import grounded
from jsonschema import Draft202012Validator
from kinds import PATH as KINDS
from reader_files import TEA, swap, write
from rich.cells import cell_len
from terminal import Start, run, words

from quiz.bank.default import load, shipped_file
from quiz.check.checker import check
from quiz.check.rules import RULES
from quiz.pages.findings import findings_page
from quiz.terminal.block_lines import page_lines

ROOT = Path(__file__).parent.parent
SCHEMA = json.loads((ROOT / "docs/check.schema.json").read_text("utf-8"))
FINDING = re.compile(
    r"(?P<path>.+?):(?P<line>\d+):(?P<column>\d+): (?P<level>\w+): (?P<message>.+) \[(?P<rule>[a-z-]+)\]"
)
HUES = re.compile(r"\x1b\[(?:\d+;)*[39][0-7]m")
PAGE = "# Signs\n\nThe sun is warm. The moon is cold.\n"
CLEAN = ("The sun is warm", "The moon is cold")
TWO_OPTIONS = """\
        options:
          - right: On a bush
          - wrong: On a tree
            because: A tree is higher.
"""
SAME_WORDS = f"{TWO_OPTIONS}          - wrong: On a tree!\n            because: A tree is higher.\n"


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    """A file without findings."""
    return grounded(tmp_path, PAGE, *CLEAN)


@pytest.fixture
def warned(tmp_path: Path) -> Path:
    """A file with one warning: a draft."""
    folder = tmp_path / "warned"
    folder.mkdir()
    return grounded(folder, PAGE, *CLEAN, drafts=[2])


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """A file with one error: a passage that is not in its document."""
    folder = tmp_path / "wrong"
    folder.mkdir()
    return grounded(folder, PAGE, "The moon is rather cold")


def checked(home: Path, *arguments: str | Path, **environ: str) -> "CompletedProcess[str]":
    return run(home, ["check", *map(str, arguments)], environ=environ)


def report(home: Path, *arguments: str | Path) -> dict[str, Any]:
    """The output with --json, validated against its schema."""
    printed: dict[str, Any] = json.loads(checked(home, "--json", *arguments).stdout)
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(SCHEMA).validate(printed)
    return printed


def found(shown: str) -> list[dict[str, str]]:
    """The findings in what was shown."""
    return [match.groupdict() for line in shown.splitlines() if (match := FINDING.fullmatch(line))]


def rules(shown: str) -> list[str]:
    return [finding["rule"] for finding in found(shown)]


# What is shown


def test_the_shipped_file_has_no_findings(tmp_path: Path) -> None:
    result = checked(tmp_path, "--strict")
    file = load(None)
    assert (result.returncode, result.stderr) == (0, "")
    assert {finding["level"] for finding in found(result.stdout)} <= {"info"}
    assert f"{file.questions} questions in {len(file.banks)} banks" in result.stdout.splitlines()[-1]
    assert found(result.stdout)[0]["path"] == str(shipped_file())


def test_every_line_is_a_finding_at_its_place_and_the_last_one_counts(tmp_path: Path) -> None:
    path = write(tmp_path, swap("explain: It is picked", "explian: It is picked"))
    lines = checked(tmp_path, path).stdout.splitlines()
    findings = found("\n".join(lines))
    assert len(findings) == len(lines) - 1 > 3
    places = [(int(finding["line"]), int(finding["column"])) for finding in findings]
    assert places == sorted(places)
    text = path.read_text("utf-8").splitlines()
    assert all(line <= len(text) and column <= len(text[line - 1]) for line, column in places)
    levels = [finding["level"] for finding in findings]
    counts = [levels.count(level) for level in ("error", "warning", "info")]
    assert counts == [2, 5, 2] and lines[-1].startswith(f"{path}: 2 errors, 5 warnings and 2 infos.")


def test_a_file_without_problems_is_reported_as_such(tmp_path: Path, clean: Path) -> None:
    result = checked(tmp_path, clean, "--strict")
    told = f"{clean}: 2 questions in 1 bank, no problems found.\n"
    assert (result.returncode, result.stdout, result.stderr) == (0, told, "")


def test_a_finding_names_its_rule_its_place_and_what_to_do(tmp_path: Path, wrong: Path) -> None:
    first, last = checked(tmp_path, wrong).stdout.splitlines()
    told = "the passage is not in page.md word for word; the closest text is on line 3 under 'Signs': '"
    assert first.startswith(f"{wrong}:13:18: error: {told}") and first.endswith("' [passage]")
    assert last == f"{wrong}: 1 question in 1 bank, 1 error."


def test_findings_of_the_reader_and_the_rules_are_listed_together(tmp_path: Path) -> None:
    text = swap("explain: It stays low.", "explian: It stays low.")
    shown = checked(tmp_path, write(tmp_path, text)).stdout
    told = [finding["message"] for finding in found(shown) if finding["rule"] == "format"]
    assert told == ["this question has no 'explain'", "unknown key 'explian' in this question; did you mean 'explain'?"]
    assert {"few-options", "no-feedback"} <= set(rules(shown))
    assert "Rules on whole banks run once the errors are fixed." in shown


def test_errors_that_the_reader_did_not_find_keep_no_rule_back(tmp_path: Path) -> None:
    shown = checked(tmp_path, write(tmp_path, swap(TWO_OPTIONS, SAME_WORDS))).stdout
    assert "key" in rules(shown)
    assert "Rules on whole banks" not in shown


def test_the_report_says_if_reading_stopped(tmp_path: Path) -> None:
    path = write(tmp_path, swap("    title: About tea", "    title: [About tea"))
    result = checked(tmp_path, path)
    assert (result.returncode, rules(result.stdout)) == (1, ["format"])
    closing = result.stdout.splitlines()[-1]
    assert closing == f"{path}: 1 error. Stopped here: fix this and run again to see the rest."


def test_rules_on_english_words_are_left_out_for_another_language(tmp_path: Path) -> None:
    negative = swap("ask: What kind of plant is it?", "ask: What kind of plant is it not?")
    assert "negative-stem" in rules(checked(tmp_path, write(tmp_path, negative)).stdout)
    path = write(tmp_path, swap("language: en-GB", "language: de", negative))
    shown = checked(tmp_path, path).stdout
    assert not {name for name in rules(shown) if name in RULES and RULES[name].english_only}
    assert f"{path}:3:11: info: rules about English words are skipped for another language" in shown


# Ignored rules


def test_a_rule_can_be_set_aside_for_all_files(tmp_path: Path) -> None:
    path = write(tmp_path, TEA)
    before = rules(checked(tmp_path, path).stdout)
    assert {"few-options", "no-feedback"} <= set(before)
    after = rules(checked(tmp_path, path, "--ignore", "few-options", "--ignore", "no-feedback").stdout)
    assert after == [name for name in before if name not in ("few-options", "no-feedback")]


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("ignore: [few-options]  # there are no more", []),
        ("# there are no more\n        ignore: [few-options]", []),
        ("ignore: [few-options]", ["ignore"]),
        ("ignore: [few-options, vague]  # there are no more", ["ignore"]),
        ("ignore: [passage]  # it is so", ["few-options", "ignore"]),
    ],
    ids=["a reason beside it", "a reason above it", "no reason", "a rule that finds nothing", "a binding rule"],
)
def test_a_question_sets_a_rule_aside_for_a_reason(tmp_path: Path, line: str, left: list[str]) -> None:
    text = swap("        ask: Where does tea grow?\n", f"        {line}\n        ask: Where does tea grow?\n")
    findings = check(write(tmp_path, text)).findings
    of_the_question = {f.rule for f in findings if f.line < 22 and f.rule in ("few-options", "ignore")}
    assert sorted(of_the_question) == left


@pytest.mark.parametrize("name", sorted(name for name, rule in RULES.items() if rule.mandatory))
def test_a_binding_rule_cannot_be_set_aside(tmp_path: Path, clean: Path, name: str) -> None:
    result = checked(tmp_path, clean, "--ignore", name)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(f"error: the rule '{name}' cannot be ignored\n")


def test_an_unknown_rule_is_reported_with_the_nearest_and_all_names(tmp_path: Path, clean: Path) -> None:
    result = checked(tmp_path, clean, "--ignore", "absolute")
    assert (result.returncode, result.stdout) == (2, "")
    assert "there is no rule 'absolute'; did you mean 'absolutes'?" in result.stderr
    assert ", ".join(sorted(RULES)) in result.stderr


# Exit codes, and several files


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ("{clean}", 0),
        ("{clean} --strict", 0),
        ("{warned}", 0),
        ("{warned} --strict", 1),
        ("{wrong}", 1),
        ("{clean} {wrong}", 1),
        ("{wrong} {clean}", 1),
        ("{wrong} nowhere.yaml", 3),
        ("{clean} nowhere.yaml --coverage", 3),
        ("{wrong} --coverage", 1),
        ("{wrong} --json", 1),
        ("{warned} --json --strict", 1),
        ("{clean} nowhere.yaml --json", 3),
    ],
)
def test_the_exit_code_says_whether_all_files_pass(
    tmp_path: Path, clean: Path, warned: Path, wrong: Path, arguments: str, code: int
) -> None:
    paths = {"clean": clean, "warned": warned, "wrong": wrong}
    assert checked(tmp_path, *(word.format_map(paths) for word in arguments.split())).returncode == code


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (None, "error: there is no such file"),
        ("a folder", "error: this is a folder, not a file"),
        (b"title: caf\xe9\n", ":1:11: error: byte 0xE9 is not UTF-8; save the file as UTF-8"),
        (b"\x00" * (16 * 1024 * 1024 + 1), "error: the file is larger than 16 MB"),
    ],
    ids=["missing", "a folder", "Latin-1", "too large"],
)
def test_an_unusable_file_is_reported_and_the_others_are_checked(
    tmp_path: Path, clean: Path, wrong: Path, content: bytes | str | None, why: str
) -> None:
    path = tmp_path / "unusable.yaml"
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif content:
        path.mkdir()
    result = checked(tmp_path, wrong, path, clean)
    assert result.returncode == 3
    assert result.stderr.startswith(str(path)) and why in result.stderr.splitlines()[0]
    assert rules(result.stdout) == ["passage"]
    assert result.stdout.endswith(
        f"{wrong}: 1 question in 1 bank, 1 error.\n\n{clean}: 2 questions in 1 bank, no problems found.\n"
    )


def test_a_file_that_is_named_twice_is_checked_once(tmp_path: Path, clean: Path) -> None:
    assert len(checked(tmp_path, clean, clean).stdout.splitlines()) == 1


def test_quiz_file_names_the_file_if_no_argument_does(tmp_path: Path, clean: Path, wrong: Path) -> None:
    assert f"{clean}: 2 questions" in checked(tmp_path, QUIZ_FILE=str(clean)).stdout
    named = checked(tmp_path, wrong, QUIZ_FILE=str(clean)).stdout
    assert str(wrong) in named and str(clean) not in named


@pytest.mark.parametrize("there", [True, False], ids=["checked", "missing"])
def test_the_name_of_a_file_sends_nothing_to_the_terminal(tmp_path: Path, wrong: Path, there: bool) -> None:
    path = wrong.with_name("red\x1b[31m.yaml")
    if there:
        shutil.copy(wrong, path)
    result = checked(tmp_path, path)
    assert "red" in (told := result.stdout + result.stderr) and "\x1b" not in told


# A terminal


@pytest.mark.parametrize("columns", [80, 40])
def test_a_terminal_names_the_file_once_and_wraps_at_words(start: Start, tmp_path: Path, columns: int) -> None:
    path = write(tmp_path, TEA)
    plain = checked(tmp_path, path).stdout
    terminal = start("check", path.name, columns=columns, rows=60, cwd=tmp_path)
    assert terminal.wait_for_exit() == 0
    assert "".join(terminal.transcript).count(path.name) == 1
    assert words("\n".join(terminal.transcript)) == words(
        path.name + re.sub(f"^{re.escape(str(path))}:", "", plain, flags=re.M)
    )
    assert re.search(r"^  \d+:\d+: warning: ", "\n".join(terminal.transcript), flags=re.M)


def test_on_a_terminal_each_file_has_its_heading(start: Start, tmp_path: Path, clean: Path, wrong: Path) -> None:
    names = [str(path.relative_to(tmp_path)) for path in (clean, wrong)]
    terminal = start("check", *names, columns=120, rows=60, cwd=tmp_path)
    assert terminal.wait_for_exit() == 1
    shown = [line.strip() for line in terminal.transcript if line]
    assert shown[0] == f"{names[0]}: 2 questions in 1 bank, no problems found."
    assert shown[1] == names[1]
    assert all(names[1] not in line for line in shown[2:])


def test_a_dumb_terminal_has_the_path_in_each_line_for_an_editor(start: Start, tmp_path: Path, wrong: Path) -> None:
    name = str(wrong.relative_to(tmp_path))
    terminal = start("check", name, columns=400, rows=60, cwd=tmp_path, environ={"TERM": "dumb"})
    assert terminal.wait_for_exit() == 1
    lines = [line for line in terminal.transcript if line]
    assert len(lines) > 1
    assert all(line.startswith(f"{name}:") for line in lines)


@pytest.mark.parametrize("columns", [20, 40, 60, 80, 120])
def test_a_finding_fills_its_lines_and_leaves_none_ragged(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.chdir(KINDS.parent)
    lines = [line.plain for line in page_lines(findings_page(check(Path(KINDS.name))), columns)]
    assert max(map(cell_len, lines)) <= columns
    for line, following in pairwise(lines):
        if following.startswith("  "):
            room = columns - 2 - cell_len(line)
            assert cell_len(following.split()[0]) + 1 > room, f"{following!r} could begin in {line!r}"


def test_colour_follows_the_environment(start: Start, tmp_path: Path, wrong: Path) -> None:
    shown = []
    for environ, hues in (({}, True), ({"NO_COLOR": "1"}, False)):
        terminal = start("check", str(wrong), environ=environ)
        assert terminal.wait_for_exit() == 1
        assert bool(HUES.search(terminal.written)) == hues
        shown.append(terminal.lines)
    assert shown[0] == shown[1]
    assert "\x1b" not in checked(tmp_path, wrong, FORCE_COLOR="1").stdout


def test_brackets_in_a_bank_are_shown_as_typed(start: Start, tmp_path: Path) -> None:
    path = write(
        tmp_path, swap("- wrong: On a tree\n            because: A tree is higher.", "- wrong: On [/red] :tree:it")
    )
    terminal = start("check", str(path), columns=120, rows=40)
    assert terminal.wait_for_exit() == 0
    assert terminal.shows("'On [/red] :tree:it' has no reason")


# JSON


@pytest.mark.parametrize("coverage", [[], ["--coverage"]], ids=["findings", "coverage"])
def test_the_json_follows_its_schema_and_says_what_the_lines_say(
    tmp_path: Path, clean: Path, wrong: Path, coverage: list[str]
) -> None:
    broken = write(tmp_path, swap("    title: About tea", "    title: [About tea"))
    for path in (clean, wrong, broken, shipped_file(), KINDS):
        [one] = report(tmp_path, path, *coverage)["files"]
        findings = [{"path": str(path), **{k: str(v) for k, v in finding.items()}} for finding in one["findings"]]
        assert findings == found(checked(tmp_path, path).stdout)
        assert one["complete"] == (path != broken)
        assert ("coverage" in one) == bool(coverage)


def test_the_json_says_of_each_question_where_it_belongs(tmp_path: Path, warned: Path, wrong: Path) -> None:
    first, second = report(tmp_path, warned, wrong)["files"]
    assert [first["path"], second["path"]] == [str(warned), str(wrong)]
    assert first["questions"] == [
        {"id": "on-1", "bank": "only", "draft": False, "heading": "Signs"},
        {"id": "on-2", "bank": "only", "draft": True, "heading": "Signs"},
    ]
    assert [question["heading"] for question in second["questions"]] == [None]


def test_a_file_that_cannot_be_used_is_not_in_the_json(tmp_path: Path, clean: Path) -> None:
    result = checked(tmp_path, "--json", "--coverage", "nowhere.yaml", clean)
    assert [one["path"] for one in json.loads(result.stdout)["files"]] == [str(clean)]
    assert result.stderr == "nowhere.yaml: error: there is no such file\nCheck its name and folder.\n"


def test_quiz_schema_prints_a_schema(tmp_path: Path) -> None:
    result = run(tmp_path, ["schema"])
    assert (result.returncode, result.stderr) == (0, "")
    Draft202012Validator.check_schema(json.loads(result.stdout))
