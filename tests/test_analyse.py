"""`quiz analyse`: whose answers count, which of them, and what is left out."""

import json
import os
import random
import re
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import kinds
import pytest
from answers import (
    CHANGED,
    EXAM,
    FILE,
    RIGHT,
    TOLD,
    WRONG,
    FakeClock,
    bank,
    changed,
    choice,
    give,
    history_in,
    question_file,
    questions_of,
    resume_session,
    select,
    take,
    without,
)
from jsonschema import Draft202012Validator
from terminal import run

from quiz.analysis.matrix import Excluded, Matrix
from quiz.analysis.verdicts import Shares
from quiz.core.bank import QuestionFile
from quiz.core.kinds import Option
from quiz.store.attempts import Attempts
from quiz.store.database import Database
from quiz.store.exporting import export

SCHEMA = json.loads((Path(__file__).parent.parent / "docs/analysis.schema.json").read_text("utf-8"))
LEAVES = ["a", "b", "s"]
POT = ["c", "o", "t"]
BOTH = frozenset({0, 1})


def matrices(file: QuestionFile, *sources: Path) -> dict[str, Matrix]:
    """The matrix of each bank, from folders of answers and exported files."""
    attempts = Attempts(file)
    for source in sources:
        if source.is_dir():
            with closing(Database(source, FakeClock())) as database:
                database.run(attempts.add)
        else:
            attempts.add_file(source)
    return {matrix.id: matrix for matrix in attempts.matrices(file.banks)}


def leaves(*sources: Path, file: QuestionFile = FILE) -> Matrix:
    return matrices(file, *sources)["leaves"]


def marks(matrix: Matrix) -> list[tuple[float, ...]]:
    """The marks of each learner, the learners in no order."""
    return sorted(zip(*(column.marks for column in matrix.columns), strict=True))


def exported(folder: Path, path: Path) -> Path:
    with closing(Database(folder, FakeClock())) as database:
        export(database, path)
    return path


def test_a_bank_is_a_test_of_its_scored_questions(answers: Path) -> None:
    take(history_in(answers), RIGHT, WRONG, frozenset({0}), RIGHT, (0, 2, 1), TOLD)
    found = matrices(FILE, answers)
    assert [column.name for column in found["pot"].columns] == ["c", "o"]
    assert [column.points for column in found["leaves"].columns] == [1, 1, 2]
    assert [*marks(found["leaves"]), *marks(found["pot"])] == [(1, 0, 0.5), pytest.approx((1, 2 / 3))]
    assert found["leaves"].left_out == found["pot"].left_out == Excluded()


def test_only_the_first_answer_of_each_learner_counts(answers: Path) -> None:
    clock = FakeClock()
    for responses in ((RIGHT, WRONG, BOTH), (WRONG, RIGHT, BOTH)):
        take(history_in(answers, clock), *responses, names=LEAVES)
        clock.pass_by(days=1)
    take(history_in(answers, clock, learner="ben"), WRONG, WRONG, BOTH, names=LEAVES)
    assert marks(leaves(answers)) == [(0, 0, 1), (1, 0, 1)]


def test_the_questions_of_a_bank_may_be_asked_in_several_sessions(answers: Path) -> None:
    clock = FakeClock()
    for name in LEAVES:
        take(history_in(answers, clock), BOTH if name == "s" else RIGHT, names=[name])
        clock.pass_by(days=1)
    assert marks(leaves(answers)) == [(1, 1, 1)]


def test_i_dont_know_counts_nought(answers: Path) -> None:
    take(history_in(answers), RIGHT, None, None, names=LEAVES)
    matrix = leaves(answers)
    assert marks(matrix) == [(1, 0, 0)]
    assert [column.shares for column in matrix.columns] == [
        Shares((1, 0, 0), 0),
        Shares((0, 0, 0), 1),
        Shares((0, 0, 0), 1),
    ]


def test_a_question_left_open_counts_0_unless_it_is_answered_later(answers: Path) -> None:
    clock = FakeClock()
    for learner in ("anna", "ben"):
        take(history_in(answers, clock, learner=learner), RIGHT, names=LEAVES)
    assert marks(leaves(answers)) == [(1, 0, 0), (1, 0, 0)]
    clock.pass_by(days=1)
    take(history_in(answers, clock), RIGHT, names=["b"])
    assert marks(leaves(answers)) == [(1, 0, 0), (1, 1, 0)]


def test_a_resumed_session_counts_once(answers: Path) -> None:
    _, recording = take(history_in(answers), RIGHT, names=LEAVES)
    recording.close()
    session, recording = resume_session(answers)
    give(recording, session, RIGHT, BOTH)
    assert marks(leaves(answers)) == [(1, 1, 1)]


def test_an_exam_counts_once_it_is_handed_in_and_what_it_left_open_with_it(answers: Path) -> None:
    clock = FakeClock()
    history = history_in(answers, clock)
    _, exam = take(history, RIGHT, names=LEAVES, rules=EXAM)
    assert leaves(answers).columns[0].marks == []
    assert leaves(answers).left_out == Excluded()
    clock.pass_by(seconds=60)
    exam.finish(60)
    assert marks(leaves(answers)) == [(1, 0, 0)]
    clock.pass_by(days=1)
    take(history, RIGHT, RIGHT, BOTH, names=LEAVES)
    assert marks(leaves(answers)) == [(1, 0, 0)]


def test_who_was_not_asked_everything_is_left_out_and_counted(answers: Path) -> None:
    take(history_in(answers, learner="anna"), RIGHT, RIGHT, BOTH, names=LEAVES)
    take(history_in(answers, learner="ben"), RIGHT, names=["a"])
    take(history_in(answers, learner="cleo"), RIGHT, RIGHT, names=["b", "c"])
    found = matrices(FILE, answers)
    assert (len(marks(found["leaves"])), found["leaves"].left_out) == (1, Excluded(learners=2))
    assert (marks(found["pot"]), found["pot"].left_out) == ([], Excluded(learners=1))


def test_questions_that_are_gone_or_mean_something_else_now_are_left_out_and_counted(answers: Path) -> None:
    take(history_in(answers), RIGHT, RIGHT, BOTH, names=LEAVES)
    take(history_in(answers, learner="ben", file=CHANGED), RIGHT, BOTH, names=["b", "s"])
    matrix = leaves(answers, file=CHANGED)
    assert [column.name for column in matrix.columns] == ["b", "s"]
    assert marks(matrix) == [(1, 1)]
    assert matrix.left_out == Excluded(learners=1, gone=1, revised=1)


def test_a_learner_whose_answer_names_a_deleted_option_is_left_out(answers: Path) -> None:
    take(history_in(answers), RIGHT, RIGHT, BOTH, names=LEAVES)
    matrix = leaves(answers, file=without(CHANGED, "b"))
    assert marks(matrix) == []
    assert [(name, learners) for name, _, learners in matrix.left_out.stale] == [("s", 1)]


def test_teach_back_is_neither_a_question_of_the_test_nor_gone(answers: Path) -> None:
    take(history_in(answers), RIGHT, (0, 1, 2), TOLD, names=POT)
    matrix = matrices(FILE, answers)["pot"]
    assert (len(matrix.columns), len(marks(matrix)), matrix.left_out) == (2, 1, Excluded())


def test_me_on_two_machines_is_two_people(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for folder, response in ((one, RIGHT), (two, WRONG)):
        take(history_in(folder, learner="me"), response, RIGHT, BOTH, names=LEAVES)
    files = [exported(folder, tmp_path / f"{folder.name}.jsonl") for folder in (one, two)]
    assert marks(leaves(*files)) == [(0, 1, 1), (1, 1, 1)]


def test_a_session_in_two_files_counts_once_and_makes_one_person(tmp_path: Path) -> None:
    clock = FakeClock()
    history = history_in(tmp_path / "here", clock, learner="me")
    take(history, RIGHT, names=["a"])
    early = exported(tmp_path / "here", tmp_path / "early.jsonl")
    clock.pass_by(days=1)
    take(history, WRONG, WRONG, BOTH, names=LEAVES)
    late = exported(tmp_path / "here", tmp_path / "late.jsonl")
    for files in ([early, late], [late, early], [late, late, early]):
        assert marks(leaves(*files)) == [(1, 0, 1)]
        assert leaves(*files).left_out == Excluded()


def test_a_file_with_the_sessions_of_two_others_makes_one_person_of_three(tmp_path: Path) -> None:
    files = []
    for name, asked in (("one", "a"), ("two", "b")):
        folder = tmp_path / name
        take(history_in(folder, learner="me"), RIGHT, names=[asked])
        files.append(exported(folder, tmp_path / f"{name}.jsonl"))
    both = tmp_path / "both.jsonl"
    lines = [path.read_text("utf-8").splitlines() for path in files]
    both.write_text("\n".join([lines[0][0], lines[0][1], lines[1][1], lines[0][2], lines[1][2]]) + "\n", "utf-8")
    third = tmp_path / "three"
    take(history_in(third, learner="me"), RIGHT, RIGHT, BOTH, names=LEAVES)
    files += [both, exported(third, tmp_path / "three.jsonl")]
    for shuffled in (files, files[::-1], [files[2], files[0], files[3], files[1]]):
        matrix = leaves(*shuffled)
        assert (marks(matrix), matrix.left_out) == ([(1, 1, 1)], Excluded(learners=1))


def test_each_option_has_its_share(answers: Path) -> None:
    chosen: Sequence[tuple[Any, Any]] = ((0, {0, 1}), (0, {0}), (2, {0, 2}), (None, None))
    for number, (one, some) in enumerate(chosen):
        history = history_in(answers, learner=f"learner {number}")
        take(history, one, RIGHT, None if some is None else frozenset(some), names=LEAVES)
    columns = leaves(answers).columns
    assert (columns[0].shares, columns[2].shares) == (Shares((2, 0, 1), 1), Shares((3, 1, 1), 1))


def test_a_broken_list_of_questions_affects_only_that_session(answers: Path) -> None:
    take(history_in(answers), RIGHT, RIGHT, BOTH, names=LEAVES)
    take(history_in(answers, learner="ben"), RIGHT, RIGHT, BOTH, names=LEAVES)
    with closing(Database(answers, FakeClock())) as database:
        database.run(lambda db: db.execute("UPDATE sittings SET items = '[[' WHERE learner = 'ben'"), write=True)
    assert marks(leaves(answers)) == [(1, 1, 1)]


def answer_all(folder: Path, learners: int, file: QuestionFile = kinds.FILE) -> None:
    """Learners who know more and less, so that some questions tell them apart."""
    draw = random.Random(1)
    wrong = {"one-plant": 1, "true-teas": frozenset({0, 2}), "dark-in-the-air": 0, "green-or-black": (1, 0, 1, 1)}
    for number in range(learners):
        right = [draw.random() < (number + 1) / learners for _ in wrong]
        given = [kinds.RIGHT[name] if good else wrong[name] for name, good in zip(wrong, right, strict=True)]
        take(history_in(folder, learner=f"learner {number}", file=file), *given, names=list(wrong))


def analyse(*words: str, code: int = 0) -> str:
    result = run(Path(os.environ["QUIZ_DATA"]).parent, ["analyse", *words])
    assert (result.returncode, result.stderr) == (code, "")
    return result.stdout


def test_the_command_covers_everyone_on_this_machine(answers: Path) -> None:
    answer_all(answers, 31)
    said = analyse("--file", str(kinds.PATH))
    assert "\nThe leaves. 31 learners.\n\nMean " in said
    assert "\nRight: The tea bush: " in said
    assert (
        "Nobody chose “A different plant for each colour of tea, such as a green one and a black one”: replace it."
        in said
    )
    assert said.endswith(
        "\nNo answers yet: Water and pot.\n"
        "`quiz take BANK` asks all questions of a bank; an exam counts once it is handed in.\n"
    )


def test_the_command_takes_files_and_banks(tmp_path: Path, answers: Path) -> None:
    answer_all(answers, 3)
    files = [str(exported(answers, tmp_path / "all.jsonl")), "--from", str(tmp_path / "all.jsonl")]
    here = analyse("leaves", "--file", str(kinds.PATH), "--json")
    assert analyse("leaves", "--file", str(kinds.PATH), "--json", "--from", *files) == here
    assert [test["id"] for test in json.loads(here)["tests"]] == ["leaves"]


def test_the_json_follows_its_schema(answers: Path) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    empty = json.loads(analyse("--file", str(kinds.PATH), "--json"))
    assert not answers.exists()
    answer_all(answers, 40)
    report = json.loads(analyse("--file", str(kinds.PATH), "--json"))
    for found in (empty, report):
        Draft202012Validator(SCHEMA).validate(found)
    test = report["tests"][0]
    assert (test["learners"], test["trusted"], len(test["items"]), sum(test["tenths"])) == (40, True, 4, 40)
    shares = [option["share"] for option in test["items"][0]["options"]]
    assert sum(shares) + test["items"][0]["unanswered"] == pytest.approx(1)
    assert shares[0] == test["items"][0]["facility"]


def test_answers_to_another_question_file_are_reported(tmp_path: Path, answers: Path) -> None:
    take(history_in(answers), RIGHT, names=["a"])
    result = run(tmp_path, ["analyse", "--file", str(kinds.PATH)])
    assert result.returncode == 0
    assert result.stderr == "These answers belong to another question file (tea). Name it with --file.\n"


def test_an_export_that_is_cut_off_is_refused_at_its_line(tmp_path: Path, answers: Path) -> None:
    take(history_in(answers), RIGHT, names=["a"])
    path = exported(answers, tmp_path / "all.jsonl")
    path.write_text(path.read_text("utf-8")[:-20], "utf-8")
    result = run(tmp_path, ["analyse", "--from", str(path)])
    assert (result.returncode, result.stdout) == (3, "")
    assert result.stderr.startswith(f"{path}:3:1: error: this line is not JSON in UTF-8\n--from takes files that ")


def test_a_broken_file_of_answers_stays_where_it_is(tmp_path: Path, answers: Path) -> None:
    answers.mkdir()
    (answers / "history.db").write_bytes(b"\xa5" * 5000)
    result = run(tmp_path, ["analyse"])
    assert (result.returncode, result.stdout) == (3, "")
    assert "is broken" in result.stderr
    assert [path.name for path in answers.glob("history*.db")] == ["history.db"]


def test_no_cell_of_the_table_is_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "=marks.csv"
    path.write_text('learner,=1+1,+a,-1,@b,"=""x""",plain\nann,1,0,1,1,1,0\nbob,0,1,0,1,0,0\n', encoding="utf-8")
    result = run(tmp_path, ["analyse", "--csv", "--from", str(path)])
    assert result.returncode == 0
    cells = [line.split(",")[:2] for line in result.stdout.splitlines()]
    names = ["'=1+1", "'+a", "-1", "'@b", '"\'=""x"""', "plain"]
    assert cells == [["bank", "item"], *(["'=marks.csv", name] for name in names)]
    assert result.stderr == "=marks.csv: 2 learners: with fewer than 30, don't rely on the figures yet.\n"


def test_the_schema_allows_the_verdicts_that_the_docs_list() -> None:
    text = (Path(__file__).parent.parent / "docs/analysis.md").read_text("utf-8")
    listed = re.findall(r"^\| `([a-z-]+)` ", text.split("## What the verdicts say")[1], flags=re.MULTILINE)
    assert sorted(listed) == sorted(
        SCHEMA["$defs"]["item"]["properties"]["verdicts"]["items"]["properties"]["name"]["enum"]
    )


def test_the_table_has_a_row_for_each_question(answers: Path) -> None:
    answer_all(answers, 40)
    lines = analyse("--file", str(kinds.PATH), "leaves", "--csv").splitlines()
    assert lines[0] == "bank,item,n,facility,sd,discrimination,efficiency,weight,verdicts"
    assert [line.split(",")[:3] for line in lines[1:]] == [["leaves", name, "40"] for name in list(kinds.RIGHT)[:4]]


def test_a_bank_without_scored_questions_is_reported(answers: Path) -> None:
    file = question_file(bank("talk", *(q for q in FILE.banks[1].questions if q.self_assessed)))
    take(history_in(answers, file=file), TOLD)
    assert matrices(file, answers)["talk"].columns == ()


def test_points_that_changed_since_weigh_as_they_are_now(answers: Path) -> None:
    old = question_file(bank("leaves", choice("a"), select("s")))
    take(history_in(answers, file=old), RIGHT, BOTH)
    new = question_file(bank("leaves", choice("a", points=3), select("s").replace(options=(Option("x", True),))))
    assert [column.points for column in leaves(answers, file=new).columns] == [3, 1]


def test_answers_to_a_draft_are_not_reported_as_answers_to_a_deleted_question(answers: Path) -> None:
    whole = changed(FILE, questions_of()["a"].replace(draft=True))
    take(history_in(answers, file=whole), RIGHT, RIGHT, BOTH, names=LEAVES)
    matrix = matrices(whole.without_drafts(), answers)["leaves"]
    assert [column.name for column in matrix.columns] == ["b", "s"]
    assert matrix.left_out == Excluded()
