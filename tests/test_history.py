"""The file of answers: what is saved when, what is restored, and what happens if the file cannot be used."""

import os
from pathlib import Path
from stat import S_IMODE
from tempfile import TemporaryDirectory
from typing import Any

from answers import (
    CHANGED,
    EXAM,
    FILE,
    NOON,
    RIGHT,
    TOLD,
    WRONG,
    FakeClock,
    another_taking,
    another_writing,
    give,
    history_in,
    left_in,
    resume_session,
    rows,
    session_of,
    take,
    without,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from kinds import PATH

from quiz.bank.reader import read_question_file
from quiz.core.session import NO_RULES, Rules
from quiz.core.standing import DAY
from quiz.store.exporting import export
from quiz.store.importing import import_answers
from quiz.store.standings import recount
from quiz.store.unfinished import restore

BLACK_TEA = frozenset({0})
ASKED = "SELECT question FROM responses ORDER BY position"


def test_nothing_is_written_before_the_first_answer(tmp_path: Path) -> None:
    history = history_in(tmp_path / "none")
    recording = history.begin(session_of(), "take")
    assert (history.unfinished(latest_only=True), history.standings(), history.finished(9)) == (None, {}, [])
    recording.finish(9)
    assert recording.history.pop_notice() == ""
    assert not history.folder.exists()


def test_answers_are_for_their_owners_eyes_only(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "answers"
    before = os.umask(0)
    try:
        take(history_in(folder), RIGHT)
    finally:
        os.umask(before)
    modes = {path.name: S_IMODE(path.stat().st_mode) for path in (folder, *folder.iterdir())}
    files = ("history.db", "history.db-wal", "history.db-shm", "history.lock")
    assert modes == {"answers": 0o700, **dict.fromkeys(files, 0o600)}


def test_an_answer_is_in_the_file_as_soon_as_it_is_given(tmp_path: Path) -> None:
    clock = FakeClock()
    session, recording = take(history_in(tmp_path, clock, file=CHANGED), WRONG, certainty=3, seconds=2.5)
    columns = "position, question, revision, response, mark, points, certainty, seconds, answered_at"
    b = (0, "b", 2, '"a wrong one"', 0, 1, 3, 2.5, NOON)
    assert rows(tmp_path, f"SELECT {columns} FROM responses") == [b]
    clock.pass_by(seconds=9)
    give(recording, session, BLACK_TEA, None)
    s = (1, "s", 1, '["strong tea"]', 0.5, 2, None, 5, NOON + 9000)
    c = (2, "c", 1, None, 0, 1, None, 5, NOON + 9000)
    assert rows(tmp_path, f"SELECT {columns} FROM responses") == [b, s, c]
    sitting = "SELECT learner, file, mode, seed, possible, started_at, ended_at FROM sittings"
    assert rows(tmp_path, sitting) == [("anna", "tea", "take", 7, 5, NOON, None)]
    give(recording, session, (0, 1, 2), TOLD)
    assert rows(tmp_path, "SELECT points FROM responses WHERE question = 't'") == [(0,)]
    assert rows(tmp_path, "SELECT ended_at FROM sittings") == [(NOON + 9000,)]


def test_a_bank_has_a_new_fingerprint_once_its_own_text_is_changed(tmp_path: Path) -> None:
    (tmp_path / "kinds.md").write_text(PATH.with_name("kinds.md").read_text())
    path = tmp_path / "kinds.yaml"
    for old, new in (("", ""), ("You can also say that the tea draws.", "One also says that it draws.")):
        path.write_text(PATH.read_text().replace(old, new))
        file = read_question_file(path)
        take(history_in(tmp_path, file=file), 0, "steeping", names=("one-plant", "giving-taste"))
    query = "SELECT bank, count(*) FROM banks GROUP BY bank ORDER BY bank"
    assert rows(tmp_path, query) == [("leaves", 1), ("water-and-pot", 2)]
    query = "SELECT question, banks.bank FROM responses JOIN banks ON banks.id = responses.bank"
    assert set(rows(tmp_path, query)) == {("one-plant", "leaves"), ("giving-taste", "water-and-pot")}


def test_the_file_is_opened_with_care(tmp_path: Path) -> None:
    history = history_in(tmp_path)
    take(history, RIGHT)
    db = history.database.connection
    assert db
    pragmas = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
    assert [db.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas] == ["wal", 2, 1, 1000]
    strict = "SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    tables = ("sittings", "banks", "responses", "standings", "migrations", "forgotten", "files")
    assert dict(rows(tmp_path, strict)) == dict.fromkeys(tables, 1)


def test_the_latest_unfinished_session_is_found(tmp_path: Path) -> None:
    clock = FakeClock()
    history = history_in(tmp_path, clock)
    take(history, RIGHT, WRONG, seconds=4)
    clock.pass_by(days=1)
    take(history, RIGHT, names="c")
    assert history.unfinished(latest_only=True) is None
    left = history.unfinished(latest_only=False)
    assert left
    assert (len(left.asked), len(left.rows), left.answered_at, left.row.seconds) == (6, 2, NOON, 8)
    clock.pass_by(days=1)
    take(history, RIGHT, names="ca")
    left = left_in(tmp_path)
    assert (len(left.asked), left.answered_at) == (2, NOON + 2 * DAY)


def test_finished_sessions_and_those_of_others_are_not_resumed(tmp_path: Path) -> None:
    take(history_in(tmp_path), RIGHT)
    for other in (history_in(tmp_path, learner="ben"), history_in(tmp_path, file=FILE._replace(id="coffee"))):
        assert other.unfinished(latest_only=False) is None
    session, recording = resume_session(tmp_path)
    give(recording, session, RIGHT, BLACK_TEA, RIGHT, (0, 1, 2), TOLD)
    assert history_in(tmp_path).unfinished(latest_only=False) is None


def test_a_running_session_is_not_offered_until_its_process_has_ended(tmp_path: Path) -> None:
    history = history_in(tmp_path)
    with another_taking(tmp_path):
        assert [history.unfinished(latest_only=latest_only) for latest_only in (True, False)] == [None, None]
    assert history.unfinished(latest_only=True)


def test_a_session_is_restored_as_it_was(tmp_path: Path) -> None:
    rules = Rules(certainty=True, certainty_score=True, exam=True, minutes=2.5, pass_at=0.6)
    session = session_of("c", "a", "s", "b", rules=rules, seed=99)
    recording = history_in(tmp_path).begin(session, "exam")
    session.flag()
    give(recording, session, RIGHT, certainty=2)
    session.go_to(2)
    give(recording, session, None)
    restored, recording = resume_session(tmp_path)
    assert recording.row.mode == "exam"
    assert (restored.items, restored.seed, restored.rules) == (session.items, 99, rules)
    assert (restored.answers, restored.flagged, restored.position) == (session.answers, {0}, 1)


def test_changed_questions_are_dropped_and_the_rest_keep_their_order(tmp_path: Path) -> None:
    take(history_in(tmp_path), RIGHT, WRONG, BLACK_TEA, RIGHT)
    restored = restore(CHANGED, left_in(tmp_path))
    assert restored
    assert ([item.question.id for item in restored.session.items], restored.left_out) == (["c", "o", "t"], 3)
    assert list(restored.session.answers) == [0]
    session, recording = resume_session(tmp_path, FakeClock(NOON + DAY), file=CHANGED)
    give(recording, session, (0, 1, 2), TOLD)
    query = "SELECT position, question, answered_at FROM responses ORDER BY position"
    assert rows(tmp_path, query) == list(zip(range(6), "absc" + "ot", [NOON] * 4 + [NOON + DAY] * 2, strict=True))
    assert rows(tmp_path, "SELECT ended_at FROM sittings") == [(NOON + DAY,)]


def test_a_session_with_nothing_left_to_ask_is_not_restored(tmp_path: Path) -> None:
    take(history_in(tmp_path), RIGHT, WRONG)
    left = left_in(tmp_path)
    assert restore(without(FILE, "s", "c", "o"), left)
    assert restore(without(FILE, "s", "c", "o", "t"), left) is None
    assert restore(without(FILE, *"abscot"), left) is None


def test_a_later_answer_in_an_exam_takes_the_place_of_the_first(tmp_path: Path) -> None:
    history = history_in(tmp_path)
    session, recording = take(history, WRONG, RIGHT, names="ab", rules=EXAM, seconds=4)
    session.go_to(0)
    give(recording, session, RIGHT, seconds=3)
    query = "SELECT question, mark, seconds FROM responses ORDER BY position"
    assert rows(tmp_path, query) == [("a", 1, 7), ("b", 1, 4)]
    assert history.standings() == {}
    recording.finish(9)
    assert {name: standing.answers for (name, _), standing in history.standings().items()} == {"a": 1, "b": 1}


def test_two_learners_know_nothing_of_each_other(tmp_path: Path) -> None:
    anna, ben = history_in(tmp_path), history_in(tmp_path, learner="ben")
    take(anna, RIGHT, names="a")
    take(ben, WRONG, RIGHT, names="ac")
    take(ben, RIGHT, names="c")
    marks = [{name: standing.mark for (name, _), standing in of.standings().items()} for of in (anna, ben)]
    assert marks == [{"a": 1}, {"a": 0, "c": 1}]
    assert (len(anna.finished(9)), len(ben.finished(9))) == (1, 2)


def test_a_history_that_saves_nothing_counts_all_the_same(tmp_path: Path) -> None:
    history = history_in(tmp_path)
    take(history, RIGHT)
    found = history_in(tmp_path, saves=False).standings()
    assert rows(tmp_path, "SELECT counted, (SELECT count(*) FROM standings) FROM responses") == [(0, 0)]
    assert list(found) == [("a", 1)]
    assert history.standings() == found


def test_finished_sessions_have_the_share_that_was_earned(tmp_path: Path) -> None:
    for day, mode, names, *responses in ((0, "take", "ab", WRONG, RIGHT), (1, "exam", "as", RIGHT, BLACK_TEA)):
        history = history_in(tmp_path, FakeClock(NOON + day * DAY))
        take(history, *responses, names=names, mode=mode)
        take(history, RIGHT, names="a", mode="again")
    take(history, RIGHT)
    assert history.finished(9) == [(NOON, 1 / 2, 2), (NOON + DAY, 2 / 3, 2)]
    assert history.finished(1) == [(NOON + DAY, 2 / 3, 2)]


HOUR = DAY // 24
ANY_OF = ("abt", (RIGHT, WRONG, None), (None, 1, 3), (0, HOUR, 3 * DAY, -HOUR, -DAY), (NO_RULES, EXAM), (True, False))
"""Question, response, certainty, the time that passed, rules, and whether the answer is counted at once."""


@settings(max_examples=40)
@given(st.lists(st.tuples(*map(st.sampled_from, ANY_OF)), min_size=2, max_size=10))
def test_recomputed_standings_are_the_same(steps: list[Any]) -> None:
    with TemporaryDirectory() as name:
        folder, clock, exams = Path(name), FakeClock(), []
        history = history_in(folder, clock)
        for question, response, certainty, moved, rules, counted in steps:
            clock.now += moved
            said = TOLD if question == "t" and response is not None else response
            _, recording = take(history, said, names=question, certainty=certainty, rules=rules)
            exams += [recording] if rules.exam else []
            if counted:
                history.standings()
        for recording in exams:
            recording.finish(9)
        found = [(question, of.answers, of.answered_at) for (question, _), of in sorted(history.standings().items())]
        latest = """
            SELECT question, count(*), answered_at FROM responses
            GROUP BY question HAVING turn = max(turn) ORDER BY question
        """
        assert found == rows(folder, latest)
        stored = rows(folder, "SELECT * FROM standings ORDER BY question")
        history.database.run(recount, write=True)
        assert rows(folder, "SELECT * FROM standings ORDER BY question") == stored
        history.close()


def test_the_latest_answer_counts_though_the_clock_was_set_back(tmp_path: Path) -> None:
    clock = FakeClock()
    for response, back in ((WRONG, 0), (RIGHT, 1), (RIGHT, 30)):
        clock.pass_by(days=-back)
        take(history_in(tmp_path, clock), response, names="a")
    standing = history_in(tmp_path, clock).standings()[("a", 1)]
    assert standing.known
    assert clock.now < (standing.due_at or 0) < clock.now + 9 * DAY
    assert not standing.is_due(clock.now)


def test_what_is_taken_in_from_before_is_not_the_latest(tmp_path: Path) -> None:
    for folder, clock in (("old", FakeClock()), ("new", FakeClock(NOON + DAY))):
        history = history_in(tmp_path / folder, clock)
        take(history, WRONG if folder == "old" else RIGHT, names="ab")
        history.close()
    old = tmp_path / "old.jsonl"
    export(history_in(tmp_path / "old").database, old)
    history.database.run(lambda db: import_answers(db, old), write=True)
    left = left_in(tmp_path / "new")
    assert (left.answered_at, history.standings()[("a", 1)].known) == (NOON + DAY, True)


def test_a_session_resumed_elsewhere_is_not_overwritten(tmp_path: Path) -> None:
    session, recording = take(history_in(tmp_path), RIGHT, names="ab")
    recording.close()
    later, other = resume_session(tmp_path)
    give(other, later, WRONG)
    ended = rows(tmp_path, "SELECT seconds, ended_at FROM sittings")
    assert ended[0][1] is not None
    recording.pause(session)
    recording.flagged(session)
    assert recording.history.pop_notice() == ""
    assert rows(tmp_path, "SELECT seconds, ended_at FROM sittings") == ended


def test_an_answer_that_is_marked_later_stays_in_its_turn(tmp_path: Path) -> None:
    session, recording = take(history_in(tmp_path), WRONG, names="ab")
    take(history_in(tmp_path), RIGHT, names="a")
    turns = rows(tmp_path, "SELECT turn FROM responses ORDER BY id")
    session.position = 0
    session.flagged = {0}
    recording.flagged(session)
    assert recording.history.pop_notice() == ""
    assert rows(tmp_path, "SELECT turn, flagged FROM responses ORDER BY id") == [(*turns[0], 1), (*turns[1], 0)]


def test_a_hand_in_that_could_not_be_saved_is_saved_with_the_feedback(tmp_path: Path) -> None:
    session, recording = take(history_in(tmp_path), RIGHT, names="ab", rules=EXAM)
    session.hand_in()
    with another_writing(tmp_path):
        recording.finish(9)
        assert "not being saved" in recording.history.pop_notice()
    recording.flagged(session)
    assert recording.history.pop_notice() == "Your answers are being saved again, including the earlier ones."
    assert rows(tmp_path, "SELECT ended_at FROM sittings") == [(NOON,)]


def test_what_could_not_be_saved_and_did_not_matter_does_not_hide_what_does(tmp_path: Path) -> None:
    session, recording = take(history_in(tmp_path), RIGHT, names="ab", rules=EXAM)
    session.go_to(1)
    with another_writing(tmp_path):
        session.flag()
        recording.flagged(session)
        assert recording.history.pop_notice() == ""
        session.answer(RIGHT)
        recording.save_answer(session, 1, 1)
        assert "not being saved" in recording.history.pop_notice()
