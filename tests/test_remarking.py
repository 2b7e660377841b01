"""After a key is corrected, stored answers are marked again, and a notice says so once."""

import json
from pathlib import Path

from answers import NOON, FakeClock, bank, choice, history_in, question_file, rows, take

from quiz.analysis.matrix import Matrix
from quiz.core.bank import QuestionFile
from quiz.core.kinds import Choice, Option, ShortAnswer
from quiz.store.attempts import Attempts
from quiz.store.exporting import lines_of


def question(*options: tuple[str, bool], **more: int) -> Choice:
    return choice("a", **more).replace(options=tuple(Option(text, right) for text, right in options))


def of(asked: Choice | ShortAnswer, *others: Choice) -> QuestionFile:
    """A file whose fingerprint depends on its question."""
    return question_file(bank("leaves", asked, *others, source=repr(asked)))


BEFORE = of(question(("thin", False), ("thick", True), ("blunt", False)))
AFTER = of(question(("thin", True), ("thick", False), ("blunt", False)))
REMARKED = "The key of 1 question changed: 2 answers were marked again, 1 is now right."


def answer_both(folder: Path, file: QuestionFile = BEFORE) -> None:
    """Anna says thin, and a day later thick."""
    clock = FakeClock()
    take(history_in(folder, clock, file=file), 0)
    clock.pass_by(days=1)
    take(history_in(folder, clock, file=file), 1)


def marks(folder: Path) -> list[tuple[float, float | None]]:
    found: list[tuple[float, float | None]] = rows(folder, "SELECT mark, seen_mark FROM responses ORDER BY id")
    return found


def test_answers_are_marked_by_the_corrected_key_with_one_notice(tmp_path: Path) -> None:
    answer_both(tmp_path)
    history = history_in(tmp_path, file=AFTER)
    assert history.standings()["a", 1].mark == 0.0
    assert history.pop_notice() == REMARKED
    assert marks(tmp_path) == [(1, 0), (0, 1)]
    assert [round(finished.share) for finished in history.finished(5)] == [1, 0]
    again = history_in(tmp_path, file=AFTER)
    again.standings()
    assert again.pop_notice() == ""


def test_reviews_follow_the_new_marks(tmp_path: Path) -> None:
    clock = FakeClock()
    take(history_in(tmp_path, clock, file=BEFORE), 0)
    before = history_in(tmp_path, clock, file=BEFORE).standings()["a", 1].due_at
    after = history_in(tmp_path, clock, file=AFTER).standings()["a", 1].due_at
    assert before and after and before < after


def test_restoring_a_key_restores_the_marks(tmp_path: Path) -> None:
    answer_both(tmp_path)
    for file in (AFTER, BEFORE):
        history_in(tmp_path, file=file).standings()
    assert [mark for mark, _ in marks(tmp_path)] == [0, 1]


def test_imported_answers_to_an_earlier_text_are_marked_by_the_current_one(tmp_path: Path) -> None:
    answer_both(tmp_path)
    history_in(tmp_path, file=AFTER).standings()
    take(history_in(tmp_path, FakeClock(NOON + 5), file=BEFORE), 1)
    history_in(tmp_path, file=AFTER).standings()
    assert [mark for mark, _ in marks(tmp_path)] == [1, 0, 0]


def test_a_raised_revision_keeps_the_old_marks(tmp_path: Path) -> None:
    answer_both(tmp_path)
    raised = of(question(("thin", True), ("thick", False), ("blunt", False), revision=2))
    history = history_in(tmp_path, file=raised)
    history.standings()
    assert history.pop_notice() == ""
    assert marks(tmp_path) == [(0, None), (1, None)]


def test_a_question_moved_to_another_bank_is_marked_there(tmp_path: Path) -> None:
    answer_both(tmp_path)
    (asked,) = AFTER.banks[0].questions
    moved = question_file(bank("pot", asked, source="moved"))
    history_in(tmp_path, file=moved).standings()
    assert [mark for mark, _ in marks(tmp_path)] == [1, 0]


def test_without_saving_the_marks_are_right_and_nothing_is_written(tmp_path: Path) -> None:
    answer_both(tmp_path)
    assert history_in(tmp_path, file=AFTER, saves=False).standings()["a", 1].mark == 0.0
    assert marks(tmp_path) == [(0, None), (1, None)]


def test_a_resumed_quiz_counts_its_answers_by_the_current_key(tmp_path: Path) -> None:
    from quiz.store.unfinished import restore

    two = of(question(("thin", False), ("thick", True)), choice("b"))
    take(history_in(tmp_path, file=two), 0, names=["a", "b"])
    now = of(question(("thin", True), ("thick", False)), choice("b"))
    left = history_in(tmp_path, file=now).unfinished(latest_only=True)
    assert left
    restored = restore(now, left)
    assert restored and restored.session.answers[0].mark == 1.0


def test_the_export_keeps_the_mark_that_was_seen(tmp_path: Path) -> None:
    answer_both(tmp_path)
    history = history_in(tmp_path, file=AFTER)
    history.standings()
    answers = [json.loads(line) for line in history.database.run(lambda db: list(lines_of(db)))][-2:]
    assert [(answer["mark"], answer["seen_mark"]) for answer in answers] == [(1, 0), (0, 1)]


def test_an_option_keeps_its_answers_under_a_corrected_text(tmp_path: Path) -> None:
    answer_both(tmp_path, of(question(("Verry thin", True), ("thick", False))))
    options = (Option("Very thin", True, was=("Vry thin", "Verry thin")), Option("thick", False))
    corrected = of(choice("a").replace(options=options))
    (matrix,) = analysed(tmp_path, corrected)
    assert matrix.columns[0].shares is not None
    assert (matrix.columns[0].shares.options, matrix.left_out.stale) == ((1, 0), ())


def analysed(folder: Path, file: QuestionFile) -> list[Matrix]:
    attempts = Attempts(file)
    history_in(folder, file=file).database.run(attempts.add)
    return attempts.matrices(file.banks)


def test_an_analysis_does_not_mix_old_marks_with_a_new_key(tmp_path: Path) -> None:
    answer_both(tmp_path)
    (matrix,) = analysed(tmp_path, AFTER)
    assert list(matrix.columns[0].marks) == [1.0]
    gone = of(question(("slim", True), ("thick", False), ("blunt", False)))
    (matrix,) = analysed(tmp_path, gone)
    assert (list(matrix.columns[0].marks), matrix.left_out.stale) == ([], (("a", "thin", 1),))


def test_a_typed_answer_that_is_accepted_now_is_right(tmp_path: Path) -> None:
    asked = ShortAnswer(id="a", ask="a?", explain="x", passage=("x",), accept=("two weeks",))
    take(history_in(tmp_path, file=of(asked)), "some time")
    history = history_in(tmp_path, file=of(asked.replace(accept=("two weeks", "some time"))))
    assert history.standings()["a", 1].mark == 1.0
    assert history.pop_notice() == "The key of 1 question changed: 1 answer was marked again, 1 is now right."
