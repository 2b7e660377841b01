"""Answers given on the page come home: saved as a file, imported, and read by the commands."""

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from browsing import Opened, Opens
from kinds import DOCUMENT, FILE, PATH, QUESTIONS, RIGHT, assert_in_order
from terminal import run

pytest_plugins = ["opening"]
MARKS = {"Correct": 1, "Not quite": 0, "No problem": 0}
ANN: dict[str, Any] = RIGHT
BEN: dict[str, Any] = RIGHT | {
    "one-plant": 1,
    "true-teas": frozenset({0, 1, 2}),
    "dark-in-the-air": None,
    "green-or-black": (0, 1, 0, 0),
    "giving-taste": "a wrong “word” \\ é 😀",
    "brewing-a-pot": (0, 1, 3, 2),
}


class Saved(NamedTuple):
    """A file that the page saved, and what it showed of each answer: the first words of the verdict."""

    path: Path
    verdicts: dict[str, str]


def answered(opened: Opened, name: str, responses: dict[str, Any], folder: Path) -> Saved:
    """Answer all questions, and save the answers under this name."""
    verdicts = {}
    opened.tick("Ask after each answer how sure I am")
    opened.press_first("button:has-text('All questions')")
    for _ in QUESTIONS:
        question = opened.question(list(QUESTIONS.values()))
        if not (question.self_assessed or responses[question.id] is None):
            opened.pick("sure", 2)
        opened.answer(question, responses[question.id])
        verdicts[question.id] = opened.page.locator("h2.verdict strong").inner_text()
        opened.press_first("button.main")
    return Saved(saved(opened, name, folder), verdicts)


def saved(opened: Opened, name: str, folder: Path) -> Path:
    opened.press("Save my answers")
    opened.tab_to(opened.page.get_by_label("Your name"))
    opened.page.keyboard.insert_text(name)
    with opened.page.expect_download() as download:
        opened.press("Save")
    path: Path = folder / download.value.suggested_filename
    download.value.save_as(path)
    assert opened.page.get_by_role("status").inner_text() == f"Saved as {path.name} in your downloads."
    return path


def quiz(home: Path, *arguments: str) -> str:
    done = run(home, arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def records(home: Path) -> list[dict[str, Any]]:
    """All answers that are kept."""
    quiz(home, "data", "export", str(home / "all.jsonl"))
    lines = (home / "all.jsonl").read_text(encoding="utf-8").splitlines()
    (home / "all.jsonl").unlink()
    return [json.loads(line) for line in lines[1:]]


def test_saved_answers_are_imported_with_the_marks_that_were_shown(opens: Opens, tmp_path: Path) -> None:
    saved = answered(opens(FILE, DOCUMENT.cite), "Ben Two", BEN, tmp_path)
    assert saved.path.name == "answers-Ben-Two.jsonl"
    quiz(tmp_path, "data", "import", str(saved.path))
    kept = records(tmp_path)
    (sitting,) = (record for record in kept if record["record"] == "sitting")
    assert sitting["learner"] == "Ben Two"
    responses = {record["question"]: record for record in kept if record["record"] == "response"}
    assert set(responses) == set(QUESTIONS)
    for name, question in QUESTIONS.items():
        response, mark = responses[name]["response"], responses[name]["mark"]
        assert response == question.to_json(BEN[name])
        assert mark == (0 if BEN[name] is None else question.mark(BEN[name]))
        assert mark == MARKS.get(saved.verdicts[name], mark)
        assert (0 < mark < 1) == (saved.verdicts[name] == "Partly right")
        assert responses[name]["certainty"] == (None if question.self_assessed or BEN[name] is None else 2)
    quiz(tmp_path, "data", "import", str(saved.path))
    assert records(tmp_path) == kept


def test_two_learners_stay_two_and_all_commands_read_them(opens: Opens, tmp_path: Path) -> None:
    paths = []
    for name, responses in (("Ann", ANN), ("Ben", BEN)):
        opened = opens(FILE, DOCUMENT.cite)
        paths.append(answered(opened, name, responses, tmp_path).path)
        quiz(tmp_path, "data", "import", str(paths[-1]))
        opened.press("Back")
        opened.press("My page for the appointment")
        listed = opened.page.locator("main h2, main li").all_inner_texts()
        summary = quiz(tmp_path, "summary", "--file", str(PATH), "--learner", name)
        assert_in_order(summary.splitlines(), listed)
    assert "Must know: you know all of it." in quiz(tmp_path, "progress", "--file", str(PATH), "--learner", "Ann")
    assert "Must know, still to learn: 1" in quiz(tmp_path, "progress", "--file", str(PATH), "--learner", "Ben")
    analysis = quiz(tmp_path, "analyse", "--file", str(PATH), *(f"--from={path}" for path in paths), "--json")
    tests = json.loads(analysis)["tests"]
    assert [test["learners"] for test in tests] == [2, 2]
    facility = {item["id"]: item["facility"] for test in tests for item in test["items"]}
    for name, question in QUESTIONS.items():
        if not question.self_assessed:
            mark = 0 if BEN[name] is None else question.mark(BEN[name])
            assert facility[name] == pytest.approx((1 + mark) / 2, abs=1e-6)


@pytest.mark.parametrize("name", ["", "  ", "a\tb\u202ec"])
def test_names_that_the_program_does_not_take_are_asked_for_again(opens: Opens, name: str) -> None:
    opened = opens(FILE, DOCUMENT.cite)
    opened.press_first("button:has-text('The leaves')")
    opened.press("I don't know")
    opened.press("Leave")
    opened.press("Save my answers")
    opened.tab_to(opened.page.get_by_label("Your name"))
    opened.page.keyboard.insert_text(name)
    opened.press("Save")
    assert opened.page.get_by_role("alert").inner_text().startswith("Type a name")
    assert opened.has_focus("#name")
