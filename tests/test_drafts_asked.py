"""Drafts: nobody is asked one unless with --drafts, and nothing counts them."""

import json
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from grounded import grounded
from terminal import ENTER, Start, run

PAGE = "# Sun\n\nThe sun is warm.\n\n# Moon\n\nThe moon is cold.\n\n# Wind\n\nThe wind is dry.\n"
PASSAGES = ("The sun is warm", "The moon is cold", "The wind is dry")
COMMANDS = ["", "take", "review", "progress", "banks", "read", "summary"]
MUST_KNOW = "        draft: true\n        must_know: true\n"


@pytest.fixture
def some(tmp_path: Path) -> str:
    """Three questions, of which the second is a draft that must be known."""
    path = grounded(tmp_path, PAGE, *PASSAGES, drafts=[2])
    path.write_text(path.read_text("utf-8").replace("        draft: true\n", MUST_KNOW), encoding="utf-8")
    return str(path)


@pytest.fixture
def all_drafts(tmp_path: Path) -> str:
    return str(grounded(tmp_path, PAGE, *PASSAGES, drafts=[1, 2, 3]))


def quiz(home: str, *arguments: str, typed: str = "") -> "CompletedProcess[str]":
    """`quiz … --file` with this question file."""
    return run(Path(home).parent, [*filter(None, arguments), "--file", home], typed=typed)


def taken(file: str, *more: str, typed: str) -> Any:
    result = quiz(file, "take", "--in-order", "--json", *more, typed=typed)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def asked(report: Any) -> list[str]:
    return [question["id"] for question in report["questions"]]


def test_take_asks_no_draft_unless_it_is_told_to(some: str) -> None:
    assert asked(taken(some, typed="f\nf\n")) == ["on-1", "on-3"]
    assert asked(taken(some, "--drafts", typed="f\nf\nf\n")) == ["on-1", "on-2", "on-3"]


@pytest.mark.parametrize(("more", "number"), [([], 2), (["--drafts"], 3)], ids=["without", "with --drafts"])
def test_the_menu_counts_and_asks_them_only_with_drafts(some: str, more: list[str], number: int) -> None:
    shown = quiz(some, "--plain", *more, typed="1\n").stdout
    assert f"The only bank, {number} questions" in shown
    assert f"Question 1 of {number}." in shown


def test_an_exam_asks_no_draft_either(some: str) -> None:
    assert len(asked(taken(some, "--exam", "--pass-at", "100", typed="f\nf\nh\ny\n"))) == 2


def test_banks_count_no_draft_and_none_that_must_be_known(some: str) -> None:
    [bank] = json.loads(quiz(some, "banks", "--json").stdout)
    assert (bank["questions"], bank["must_know"]) == (2, 0)


def test_a_draft_that_was_answered_is_not_counted_and_does_not_come_back(some: str) -> None:
    taken(some, "--drafts", typed="t\nt\nt\n")
    progress = json.loads(quiz(some, "progress", "--json").stdout)
    assert [(bank["questions"], bank["seen"]) for bank in progress["banks"]] == [(2, 2)]
    assert progress["must_know_open"] == []
    assert "This is line 2." not in quiz(some, "summary").stdout
    assert "This is line 1." in quiz(some, "summary").stdout


def test_the_parts_of_the_document_that_a_bank_asks_about_are_those_of_no_draft(some: str) -> None:
    assert "cold" not in quiz(some, "read", "only").stdout
    assert "warm" in quiz(some, "read", "only").stdout
    assert "cold" in quiz(some, "read").stdout


def test_a_bank_of_drafts_alone_is_not_listed_beside_others(tmp_path: Path) -> None:
    path = grounded(tmp_path, PAGE, *PASSAGES, drafts=[3])
    text = path.read_text("utf-8")
    second = "  - id: second\n    title: Another\n    questions:\n      - id: on-3\n"
    path.write_text(text.replace("      - id: on-3\n", second), encoding="utf-8")
    assert [bank["id"] for bank in json.loads(quiz(str(path), "banks", "--json").stdout)] == ["only"]
    assert asked(taken(str(path), "second", "--drafts", typed="f\n")) == ["on-3"]


# Going on


@pytest.mark.parametrize("answered", [1, 2])
def test_a_sitting_with_drafts_is_gone_on_with_as_it_was_begun(some: str, answered: int) -> None:
    quiz(some, "take", "--drafts", "--in-order", typed="f\n" * answered + "q\n")
    shown = quiz(some, "resume", typed="f\n" * (3 - answered)).stdout
    assert f"Question {answered + 1} of 3." in shown
    assert "Question 3 of 3." in shown
    assert "left out" not in shown


@pytest.mark.parametrize("command", [[], ["take"]], ids=["menu", "take"])
def test_a_sitting_with_drafts_that_is_offered_is_gone_on_with_as_it_was_begun(
    start: Start, some: str, command: list[str]
) -> None:
    quiz(some, "take", "--drafts", "--in-order", typed="f\nf\nq\n")
    terminal = start(*command, "--file", some)
    terminal.wait_for("Continue?")
    terminal.send("y")
    terminal.wait_for("Question 3 of 3")
    assert not terminal.shows("left out")
    terminal.send("f" + ENTER)
    terminal.wait_for("It is said there.")


# A file of drafts alone


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command or "menu")
def test_a_file_of_drafts_alone_is_told_so_with_the_remedy(all_drafts: str, command: str) -> None:
    result = quiz(all_drafts, command)
    assert (result.returncode, result.stdout) == (3, "")
    first, remedy = result.stderr.splitlines()
    assert first == f"{all_drafts}: error: every question is still a draft"
    assert "draft: true" in remedy and "quiz take --drafts" in remedy


def test_a_file_of_drafts_alone_can_be_taken_with_drafts_previewed_and_checked(all_drafts: str) -> None:
    assert len(asked(taken(all_drafts, "--drafts", typed="f\nf\nf\n"))) == 3
    home = Path(all_drafts).parent
    assert run(home, ["preview", all_drafts]).stdout.count("Draft, not asked yet.") == 3
    assert run(home, ["check", all_drafts]).stdout.count("[draft]") == 3
