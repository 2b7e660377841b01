"""Drafts are asked only with --drafts, and never counted."""

import json
import re
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from grounded import grounded
from terminal import ENTER, Start, run

PAGE = "# Sun\n\nThe sun is warm.\n\n# Moon\n\nThe moon is cold.\n\n# Wind\n\nThe wind is dry.\n"
PASSAGES = ("The sun is warm", "The moon is cold", "The wind is dry")
COMMANDS = ["", "take", "review", "progress", "banks", "summary"]
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


def test_take_asks_no_draft_without_the_option(some: str) -> None:
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


# Resuming


@pytest.mark.parametrize("answered", [1, 2])
def test_a_session_with_drafts_is_resumed_with_them(some: str, answered: int) -> None:
    quiz(some, "take", "--drafts", "--in-order", typed="f\n" * answered + "q\n")
    shown = quiz(some, "resume", typed="f\n" * (3 - answered)).stdout
    assert f"Question {answered + 1} of 3." in shown
    assert "Question 3 of 3." in shown
    assert "left out" not in shown


@pytest.mark.parametrize("command", [[], ["take"]], ids=["menu", "take"])
def test_an_offered_session_with_drafts_is_resumed_with_them(start: Start, some: str, command: list[str]) -> None:
    quiz(some, "take", "--drafts", "--in-order", typed="f\nf\nq\n")
    terminal = start(*command, "--file", some)
    terminal.wait_for("Continue?" if command else "Continue 2 of 3")
    terminal.send("y" if command else ENTER)
    terminal.wait_for("Question 3 of 3")
    assert not terminal.shows("left out")
    terminal.send("f" + ENTER)
    terminal.wait_for("It is said there.")


# A file of drafts alone


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command or "menu")
def test_a_file_of_only_drafts_is_reported_with_the_remedy(all_drafts: str, command: str) -> None:
    result = quiz(all_drafts, command)
    assert (result.returncode, result.stdout) == (3, "")
    first, remedy = result.stderr.splitlines()
    assert first == f"{all_drafts}: error: every question is still a draft"
    assert "draft: true" in remedy and "quiz take --drafts" in remedy


def test_the_document_of_a_file_of_drafts_alone_can_be_read(all_drafts: str) -> None:
    result = quiz(all_drafts, "read")
    assert (result.returncode, result.stderr) == (0, "")
    assert "The sun is warm" in result.stdout


def test_a_file_of_drafts_alone_can_be_taken_with_drafts_previewed_and_checked(all_drafts: str) -> None:
    assert len(asked(taken(all_drafts, "--drafts", typed="f\nf\nf\n"))) == 3
    home = Path(all_drafts).parent
    assert run(home, ["preview", all_drafts]).stdout.count("Draft, not asked yet.") == 3
    assert run(home, ["check", all_drafts]).stdout.count("[draft]") == 3


# Unfinished drafts

UNFINISHED = """
      - id: one-option
        kind: choice
        ask: What is it?
        options:
          - right: Warm
        explain: It is.
        passage: The sun is warm
        draft: true
      - id: all-right
        kind: select
        ask: What is it?
        options:
          - right: Warm
          - right: Bright
        explain: It is.
        passage: The sun is warm
        draft: true
      - id: no-question
        kind: teach-back
        ask: ""
        covers: [It is warm]
        explain: It is.
        passage: The sun is warm
        draft: true
      - id: not-explained
        kind: true-false
        ask: It is warm.
        answer: true
        explain: ""
        passage: The sun is warm
        draft: true
      - id: not-proved
        kind: true-false
        ask: It is warm.
        answer: true
        explain: It is.
        draft: true
      - id: no-points
        kind: teach-back
        ask: What is it like?
        covers: []
        explain: It is warm.
        passage: The sun is warm
        draft: true
      - id: half-proved
        kind: order
        ask: What comes first?
        items: [{item: The sun, passage: The sun is warm}, The moon]
        explain: It is.
        draft: true
"""
UNFINISHED_IDS = re.findall("- id: (.*)", UNFINISHED)


@pytest.fixture
def unfinished(tmp_path: Path) -> Path:
    path = grounded(tmp_path, PAGE, *PASSAGES, drafts=[2])
    path.write_text(path.read_text("utf-8").rstrip("\n") + UNFINISHED, encoding="utf-8")
    return path


def test_unfinished_drafts_are_left_out_by_name_with_drafts(unfinished: Path) -> None:
    assert asked(taken(str(unfinished), typed="f\nf\n")) == ["on-1", "on-3"]
    result = quiz(str(unfinished), "take", "--in-order", "--json", "--drafts", typed="f\nf\nf\n")
    assert asked(json.loads(result.stdout)) == ["on-1", "on-2", "on-3"]
    assert f"Left out, as they are not finished: {', '.join(UNFINISHED_IDS)}.\n" in result.stderr


def test_check_says_what_a_draft_still_lacks_and_nothing_else_of_it(unfinished: Path) -> None:
    found = run(unfinished.parent, ["check", str(unfinished)]).stdout
    lack = "this draft has no wrong option yet; add 'wrong: …', with 'because: …' below it [draft]"
    assert found.count(lack) == 2
    assert found.count("this draft has no question yet; write it after 'ask:' [draft]") == 1
    assert found.count("this draft has no points yet; list them below 'covers:' [draft]") == 1
    assert found.count("this draft has no explanation yet; write after 'explain:' what there is to learn [draft]") == 1
    lack = "this draft has no passage for its answer yet; add 'passage:' with the document's exact words [draft]"
    assert found.count(lack) == 2
    assert "few-options" not in found and "longest-key" not in found


def test_the_same_questions_without_the_mark_are_refused(unfinished: Path) -> None:
    unfinished.write_text(unfinished.read_text("utf-8").replace("        draft: true\n", ""), encoding="utf-8")
    result = run(unfinished.parent, ["check", str(unfinished)])
    assert result.returncode == 1
    assert "one option is not a choice; give at least 2 [format]" in result.stdout
    assert result.stdout.count("this is empty; expected text [format]") == 2
    assert "expected a list of points, each starting with '- ' [format]" in result.stdout
    assert "this question has no 'passage' [format]" in result.stdout
    assert "a part of the key has no 'passage'; give it one, or give the question one [format]" in result.stdout


def test_a_file_of_unfinished_drafts_alone_cannot_be_asked(tmp_path: Path) -> None:
    path = grounded(tmp_path, PAGE, *PASSAGES)
    head = path.read_text("utf-8").partition("      - id:")[0].rstrip("\n")
    path.write_text(head + UNFINISHED, encoding="utf-8")
    result = quiz(str(path), "take", "--drafts")
    assert (result.returncode, result.stdout) == (3, "")
    assert "error: no draft is finished\n" in result.stderr
    assert "quiz check" in result.stderr


def test_an_unfinished_draft_can_be_previewed(unfinished: Path) -> None:
    result = run(unfinished.parent, ["preview", str(unfinished), *UNFINISHED_IDS])
    assert (result.returncode, result.stderr) == (0, "")
