"""The file of answers itself: its earlier schemas, those of others, and broken ones."""

from pathlib import Path
from typing import Any

import pytest
from answers import (
    ANSWERS,
    BREAKING,
    FILE,
    NOON,
    RIGHT,
    TOLD,
    WRONG,
    another_writing,
    database_of,
    give,
    history_in,
    resume_session,
    rows,
    session_of,
    set_aside,
    spoil,
    take,
)

from quiz.core.standing import DAY
from quiz.store.migrations import MIGRATIONS, Migration
from quiz.store.place import Unusable

BLACK_TEA = frozenset({0})
ASKED = "SELECT question FROM responses ORDER BY position"


@pytest.mark.parametrize("known", range(1, len(MIGRATIONS)))
def test_a_file_with_an_earlier_schema_keeps_all_it_holds(tmp_path: Path, known: int) -> None:
    database_of(tmp_path, *MIGRATIONS[:known], then=ANSWERS)
    history = history_in(tmp_path)
    standing = history.standings()[("a", 1)]
    assert standing[:6] == (2, "the right one", 1, 2, True, NOON + DAY)
    assert (standing.due_at or 0) > NOON + DAY
    assert history.finished(9) == [(NOON, 0, 1)]
    session, recording = resume_session(tmp_path)
    assert give(recording, session, RIGHT) == [""]
    assert rows(tmp_path, ASKED) == [("a",), ("a",), ("b",)]


OTHERS = {
    "newer": ([*MIGRATIONS, Migration("of tomorrow", "")], "", "by a newer version of quiz"),
    "own-id": ([], "PRAGMA application_id = 7", "another program"),
    "own-tables": ([], "PRAGMA application_id = 0", "another program"),
}


@pytest.mark.parametrize("whose", OTHERS)
def test_a_file_of_another_program_is_left_alone(tmp_path: Path, whose: str) -> None:
    migrations, then, message = OTHERS[whose]
    path = database_of(tmp_path, *migrations, then=then)
    data = path.read_bytes()
    history = history_in(tmp_path)
    with pytest.raises(Unusable, match=message):
        history.standings()
    _, recording = take(history, RIGHT)
    assert message in recording.trouble
    history.close()
    assert (path.read_bytes(), set_aside(tmp_path)) == (data, [])


def test_a_folder_in_place_of_the_file_is_reported(tmp_path: Path) -> None:
    (tmp_path / "history.db").mkdir()
    with pytest.raises(Unusable, match=r"history\.db is not a regular file"):
        history_in(tmp_path).standings()


@pytest.mark.parametrize("how", BREAKING)
def test_a_broken_file_is_set_aside_and_a_new_one_begun(tmp_path: Path, how: str) -> None:
    take(history_in(tmp_path), RIGHT)[1].close()
    path = tmp_path / "history.db"
    data = BREAKING[how](path.read_bytes())
    path.write_bytes(data)
    session = session_of()
    said, later = give(history_in(tmp_path).begin(session, "take"), session, WRONG, RIGHT)
    (aside,) = set_aside(tmp_path)
    assert aside.read_bytes() == data
    assert "was broken" in said and str(aside) in said and later == ""
    assert rows(tmp_path, "SELECT question, mark FROM responses") == [("a", 0), ("b", 1)]


@pytest.mark.parametrize("file", [FILE, FILE._replace(banks=FILE.banks[1:])], ids=["as-it-was", "a-bank-gone"])
def test_a_session_whose_file_breaks_is_saved_again_from_the_start(tmp_path: Path, file: Any) -> None:
    take(history_in(tmp_path), RIGHT, None, BLACK_TEA, RIGHT)
    session, recording = resume_session(tmp_path, file=file)
    give(recording, session, (0, 1, 2))
    spoil(tmp_path)
    (said,) = give(recording, session, TOLD)
    assert "was broken" in said
    assert rows(tmp_path, ASKED) == [(name,) for name in "abscot"]
    assert rows(tmp_path, "SELECT count(*), count(ended_at) FROM sittings") == [(1, 1)]


def test_a_file_that_is_removed_during_a_session_is_created_again(tmp_path: Path) -> None:
    session, recording = take(history_in(tmp_path), RIGHT)
    for file in tmp_path.iterdir():
        file.unlink()
    (said,) = give(recording, session, WRONG)
    assert "was deleted, replaced or changed by another program" in said
    assert rows(tmp_path, ASKED) == [("a",), ("b",)]


def test_answers_that_cannot_be_saved_are_reported_once_and_saved_later(tmp_path: Path) -> None:
    session, recording = take(history_in(tmp_path), RIGHT)
    with another_writing(tmp_path):
        (said,) = give(recording, session, WRONG)
        assert said == f"Your answers are not being saved: {tmp_path}/history.db is in use by another program."
        assert give(recording, session, BLACK_TEA) == [""]
    assert (recording.resumable, rows(tmp_path, ASKED)) == (False, [("a",)])
    assert give(recording, session, RIGHT, (0, 1, 2)) == [
        "Your answers are being saved again, including the earlier ones.",
        "",
    ]
    assert (recording.resumable, rows(tmp_path, ASKED)) == (True, [(name,) for name in "absco"])
