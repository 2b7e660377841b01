"""Answers that are forgotten while the session in which they were given is open."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from answers import EXAM, RIGHT, WRONG, give, history_in, rows, take
from processes import ByLines, bank, quiz, saved

from quiz.store.exporting import export
from quiz.store.forgetting import forget
from quiz.store.importing import import_answers

CHOSEN = ["", "--learner Ann", "--before 2999-01-01"]


@pytest.mark.parametrize("chosen", CHOSEN)
@pytest.mark.parametrize("end", ["q", "killed", "one more"])
def test_an_open_session_brings_nothing_back(tmp_path: Path, answers: Path, chosen: str, end: str) -> None:
    with ByLines("take", "--in-order", "--learner", "Ann", "--file", bank(tmp_path, 5), home=tmp_path) as session:
        session.wait_for("Question 1 of 5")
        session.answer("f")
        session.answer("t")
        assert quiz(tmp_path, "data forget", "--yes", *chosen.split()).stdout.startswith("Deleted: 2 answers")
        if end == "one more":
            session.answer("f")
        session.killed() if end == "killed" else session.ended()
    found = quiz(tmp_path, "data where").stdout.splitlines()[1]
    assert found == ("1 answer from 1 quiz (learner: Ann)." if end == "one more" else "No answers are saved.")
    assert saved(answers) == (["f"] if end == "one more" else [])


def touch(database: Path) -> None:
    os.utime(database)


def copy_over_itself(database: Path) -> None:
    shutil.copy(database, database.with_name("copy.db"))
    shutil.copy(database.with_name("copy.db"), database)


def delete_lock(database: Path) -> None:
    database.with_name("history.lock").unlink()


@pytest.mark.parametrize("change", [touch, copy_over_itself, delete_lock])
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_file_that_is_changed_as_well_brings_nothing_back(
    tmp_path: Path, answers: Path, change: Callable[[Path], None], when: str
) -> None:
    with ByLines("take", "--in-order", "--file", bank(tmp_path, 5), home=tmp_path) as session:
        session.wait_for("Question 1 of 5")
        session.answer("f")
        session.answer("t")
        if when == "before":
            change(answers / "history.db")
        quiz(tmp_path, "data forget", "--yes")
        if when == "after":
            change(answers / "history.db")
        session.answer("f")
        session.ended()
    assert saved(answers) == ["f"]


def test_what_was_forgotten_can_be_imported_again(tmp_path: Path) -> None:
    history = history_in(tmp_path)
    take(history, RIGHT, WRONG, names="abc")
    export(history.database, tmp_path / "all.jsonl")
    forget(history.database)
    history.database.run(lambda db: import_answers(db, tmp_path / "all.jsonl"), write=True)
    assert rows(tmp_path, "SELECT question FROM responses") == [("a",), ("b",)]
    assert rows(tmp_path, "SELECT * FROM forgotten") == []


def test_only_what_was_answered_later_is_saved(tmp_path: Path) -> None:
    history = history_in(tmp_path)
    session, recording = take(history, RIGHT, WRONG, names="abc", seconds=4)
    (old,) = rows(tmp_path, "SELECT uid FROM sittings")
    forget(history_in(tmp_path).database)
    assert give(recording, session, WRONG, seconds=3) == [""]
    (row,) = rows(tmp_path, "SELECT uid, items, possible, marked, seconds, ended_at IS NULL FROM sittings")
    assert row[0] != old[0]
    assert row[1:] == ('[["pot","c",1]]', 1, "[]", 3, 0)
    assert rows(tmp_path, "SELECT position, question FROM responses") == [(0, "c")]
    export(history.database, tmp_path / "all.jsonl")
    history_in(tmp_path / "other").database.run(lambda db: import_answers(db, tmp_path / "all.jsonl"), write=True)


def test_marking_a_question_does_not_bring_its_answer_back(tmp_path: Path) -> None:
    history = history_in(tmp_path)
    session, recording = take(history, RIGHT, names="ab")
    session.position = 0
    forget(history_in(tmp_path).database)
    session.flagged = {0}
    recording.flagged(session)
    assert recording.history.pop_notice() == ""
    assert rows(tmp_path, "SELECT * FROM sittings") == []


def test_a_question_of_an_exam_can_be_answered_again_after_it_was_forgotten(tmp_path: Path) -> None:
    history = history_in(tmp_path)
    session, recording = take(history, RIGHT, RIGHT, names="abc", rules=EXAM)
    session.flagged = {1}
    recording.flagged(session)
    forget(history_in(tmp_path).database)
    give(recording, session, WRONG)
    session.go_to(1)
    give(recording, session, WRONG)
    session.hand_in()
    recording.finish(30)
    assert recording.history.pop_notice() == ""
    asked = [["pot", "c", 1], ["leaves", "b", 1]]
    (row,) = rows(tmp_path, "SELECT items, possible FROM sittings")
    assert (json.loads(row[0]), row[1]) == (asked, 2)
    assert rows(tmp_path, "SELECT position, question, mark FROM responses ORDER BY 1") == [(0, "c", 0), (1, "b", 0)]
    export(history.database, tmp_path / "all.jsonl")
    history_in(tmp_path / "other").database.run(lambda db: import_answers(db, tmp_path / "all.jsonl"), write=True)


@pytest.mark.parametrize("seconds", [-5, 1e300, float("inf")])
def test_a_pause_of_any_length_can_be_imported_again(tmp_path: Path, seconds: float) -> None:
    history = history_in(tmp_path)
    take(history, RIGHT, seconds=seconds)
    export(history.database, tmp_path / "all.jsonl")
    other = history_in(tmp_path / "other")
    assert other.database.run(lambda db: import_answers(db, tmp_path / "all.jsonl"), write=True).new == 1
