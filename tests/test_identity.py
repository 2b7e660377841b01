"""Two question files are never silently one, and a new title never silently another."""

import shutil
from pathlib import Path

from terminal import run

OTHER = "have the same title and no id, so their answers are stored as one. Give each its own 'id:'."
LEFT_BEHIND = "The answers to this file are stored under its old title, 'Safety', because it has no id."


def written(folder: Path, statement: str, *, title: str = "Safety", more: str = "") -> Path:
    """A question file of one statement, which is true."""
    folder.mkdir(exist_ok=True)
    (folder / "doc.md").write_text("The needle is thin.\n")
    path = folder / "q.yaml"
    path.write_text(
        f"title: {title}\n{more}document: doc.md\nbanks:\n  - id: b\n    title: B\n    questions:\n"
        f"      - {{id: q1, kind: true-false, ask: {statement}, answer: true, because: x, explain: x, "
        "passage: The needle is thin}\n"
    )
    return path


def quiz(home: Path, *words: str | Path, typed: str = "") -> str:
    """All that is said, on both streams."""
    done = run(home, [str(word) for word in words], typed=typed)
    return done.stdout + done.stderr


def take(home: Path, path: Path) -> str:
    return quiz(home, "take", "--plain", "--file", path, typed="t\n")


def known(home: Path, path: Path) -> bool:
    return "1 of 1 known" in quiz(home, "progress", "--plain", "--file", path)


def test_two_files_with_one_title_and_no_id_are_reported_wherever_they_meet(tmp_path: Path) -> None:
    first, second = written(tmp_path / "a", "It is thin."), written(tmp_path / "b", "It is thick.")
    assert OTHER not in take(tmp_path, first)
    for told in (
        quiz(tmp_path, "progress", "--file", second),
        quiz(tmp_path, "check", second),
        take(tmp_path, second),
        take(tmp_path, first),
    ):
        assert OTHER in " ".join(told.split())


def test_files_that_are_checked_together_need_no_answers_to_be_reported(tmp_path: Path) -> None:
    first, second = written(tmp_path / "a", "It is thin."), written(tmp_path / "b", "It is thick.")
    assert quiz(tmp_path, "check", first, second).count("[same-id]") == 2
    assert "[same-id]" not in quiz(tmp_path, "check", first)


def test_one_id_in_two_files_is_named(tmp_path: Path) -> None:
    first = written(tmp_path / "a", "It is thin.", more="id: needles\n")
    second = written(tmp_path / "b", "It is thick.", title="Another", more="id: needles\n")
    found = quiz(tmp_path, "check", second, first)
    assert f"This file and {first.resolve()} have the same id 'needles'" in found
    assert "q.yaml:2:5: warning:" in found


def test_a_copy_and_a_file_that_was_moved_are_the_same_file(tmp_path: Path) -> None:
    first = written(tmp_path / "a", "It is thin.")
    take(tmp_path, first)
    shutil.copytree(tmp_path / "a", tmp_path / "copy")
    assert OTHER not in take(tmp_path, tmp_path / "copy/q.yaml")
    shutil.move(tmp_path / "a", tmp_path / "moved")
    moved = written(tmp_path / "moved", "It is very thin.")
    shutil.rmtree(tmp_path / "copy")
    assert OTHER not in take(tmp_path, moved)


def test_a_new_title_says_that_it_leaves_answers_behind(tmp_path: Path) -> None:
    take(tmp_path, written(tmp_path / "a", "It is thin."))
    renamed = written(tmp_path / "a", "It is thin.", title="Safe needles")
    assert LEFT_BEHIND in quiz(tmp_path, "progress", "--file", renamed)
    assert LEFT_BEHIND in quiz(tmp_path, "check", renamed)


def test_an_id_takes_the_answers_over_from_the_title_and_then_the_title_is_free(tmp_path: Path) -> None:
    take(tmp_path, written(tmp_path / "a", "It is thin."))
    assert known(tmp_path, written(tmp_path / "a", "It is thin.", more="id: safety\n"))
    renamed = written(tmp_path / "a", "It is thin.", title="Safe needles", more="id: safety\n")
    assert known(tmp_path, renamed)
    assert LEFT_BEHIND not in quiz(tmp_path, "check", renamed)
