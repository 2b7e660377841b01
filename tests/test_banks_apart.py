"""Banks outside the score, banks for trainees, and when to get urgent help."""

import json
from pathlib import Path

import pytest
from answers import RIGHT, WRONG, FakeClock, bank, choice, history_in, question_file, session_of, take, teach_back
from terminal import run

from quiz.bank.reader import read_question_file
from quiz.check.checker import check
from quiz.core.handout import handout_of, standings_from
from quiz.core.outcome import outcome_of
from quiz.core.selection import select_items
from quiz.learner import due
from quiz.pages.plain import as_lines
from quiz.pages.progress_page import progress_page
from quiz.pages.summary import summary_page

FLAGS = bank("flags", choice("help", must_know=True), choice("wait"), teach_back("say"))._replace(scored=False)
TRAINEES = bank("trainees", choice("teach", must_know=True))._replace(audience="trainee")
FILE = question_file(bank("leaves", choice("a", must_know=True), choice("b")), FLAGS, TRAINEES)._replace(
    urgent=("Get help at once.",)
)
ALL_RIGHT = {"help": RIGHT, "wait": WRONG, "a": RIGHT, "b": RIGHT, "teach": RIGHT}

DOCUMENT = "# Tea\n\nTea is hot. It can burn.\n\n# More than tea\n\nGet urgent help if you burn your mouth.\n"
QUESTIONS = """
title: Tea
document: tea.md
urgent: Get urgent help if you burn your mouth.
banks:
  - id: tea
    title: About tea
    questions: [{id: hot, kind: true-false, ask: Tea is hot., answer: true, explain: So it is., passage: Tea is hot}]
  - id: help
    title: When to get help
    scored: false
    urgent: true
    questions:
      - id: burn
        kind: true-false
        ask: A burnt mouth needs urgent help.
        answer: true
        explain: Do not wait.
        passage: Get urgent help if you burn your mouth
        must_know: true
        statement: A burnt mouth needs urgent help.
  - id: teach
    title: Can you teach it?
    audience: trainee
    questions: [{id: burns, kind: true-false, ask: It can burn., answer: true, explain: Yes., passage: It can burn}]
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "tea.md").write_text(DOCUMENT, encoding="utf-8")
    (tmp_path / "tea.yaml").write_text(QUESTIONS, encoding="utf-8")
    return tmp_path / "tea.yaml"


def quiz(path: Path, *words: str, typed: str = "") -> str:
    ran = run(path.parent, [*words, "--file", str(path)], typed=typed)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def answered(*names: str) -> list[str]:
    """The summary of a quiz of these questions, in lines."""
    session = session_of(*names, file=FILE)
    for name in names:
        session.answer(ALL_RIGHT[name])
        session.next()
    return as_lines(summary_page(outcome_of(session), FILE, lambda passage: None))


def test_only_the_score_leaves_out_a_bank_that_is_not_scored() -> None:
    session = session_of("help", "wait", "a", "b", file=FILE)
    for name in ("help", "wait", "a", "b"):
        session.answer(ALL_RIGHT[name])
        session.next()
    outcome = outcome_of(session)
    assert (outcome.score.earned, outcome.score.possible, outcome.score.questions) == (2, 2, 2)
    assert [result.question.id for result in outcome.must_know] == ["help", "a"]
    assert [result.question.id for result in outcome.to_review] == ["wait"]
    assert [(bank.id, score.right, score.questions) for bank, score in outcome.banks] == [
        ("flags", 1, 2),
        ("leaves", 2, 2),
    ]


def test_its_questions_are_asked_in_their_place() -> None:
    for seed in range(20):
        items = select_items(FILE.main_banks, seed=seed)
        assert [item.question.id for item in items][-1] == "say"
    firsts = {select_items(FILE.main_banks, seed=seed)[0].bank.id for seed in range(20)}
    assert firsts == {"leaves", "flags"}


def test_its_answers_are_known_due_and_scheduled_and_leave_the_share_alone(tmp_path: Path) -> None:
    clock = FakeClock()
    history = history_in(tmp_path, clock, file=FILE)
    take(history, RIGHT, WRONG, RIGHT, WRONG, names=["help", "wait", "a", "b"])
    clock.pass_by(days=1.5)
    items, _ = due(FILE, history)
    assert {item.question.id for item in items} == {"wait", "b"}
    standing, _ = history.progress()
    assert [(one.bank.id, one.known, one.questions) for one in standing.banks][:2] == [
        ("leaves", 1, 2),
        ("flags", 1, 2),
    ]
    assert [one.share for one in standing.trend] == [0.5]
    history.close()


def test_flagged_questions_are_shown_even_after_a_full_score(tmp_path: Path) -> None:
    history = history_in(tmp_path, file=FILE)
    take(history, RIGHT, RIGHT, names=["a", "b"])
    standing, days = history.progress()
    lines = as_lines(progress_page(FILE, standing, "anna", days))
    assert "Must know, not asked yet: 1" in lines
    assert not any("you know all of it" in line for line in lines)
    take(history, RIGHT, RIGHT, names=["help", "wait"])
    standing, days = history.progress()
    assert "Must know: you know all of it." in as_lines(progress_page(FILE, standing, "anna", days))
    history.close()


def test_a_summary_shows_the_box_last_and_first_after_a_bank_that_names_it() -> None:
    box = "Important: Get help at once."
    assert answered("a", "b")[-1] == box
    assert answered("help", "wait")[-1] == box
    assert answered("help", "wait")[0] == "1 of 2 correct. These questions don't count towards a score."
    assert answered("help")[0] == "1 of 1 correct. Well done. These questions don't count towards a score."
    both = answered("help", "wait", "a", "b")
    assert both[0] == "2 of 2 correct. Not scored: 1 of 2."
    urgent = FLAGS._replace(urgent=True)
    file = FILE._replace(banks=(urgent,))
    outcome = outcome_of(session_of("help", file=file))
    assert as_lines(summary_page(outcome, file, lambda passage: None))[0] == box


def test_a_bank_for_trainees_is_no_part_of_a_patients_questions() -> None:
    assert [bank.id for bank in FILE.main_banks] == ["leaves", "flags"]
    assert [bank.id for bank in FILE.trainee_banks] == ["trainees"]
    session = session_of("teach", "a", "b", file=FILE)
    for name in ("teach", "a", "b"):
        session.answer(ALL_RIGHT[name])
        session.next()
    handout = handout_of(FILE, standings_from(outcome_of(session)))
    assert [question.id for question in handout.must_know] == ["a"]
    assert handout.must_unseen == 1


def test_a_file_for_trainees_alone_is_asked_whole() -> None:
    assert question_file(TRAINEES).main_banks == (TRAINEES,)
    assert question_file(TRAINEES).trainee_banks == ()


def test_the_header_says_where_in_the_document_it_is_from_and_that_it_is_not_scored(path: Path) -> None:
    out = quiz(path, "take", "help", "--plain", "--no-save", typed="t\n")
    assert "Question 1 of 1. When to get help. Must know. More than tea, not scored.\n" in out
    assert out.index("Important: Get urgent help if you burn your mouth.") < out.index("Must know:")
    assert "Question 1 of 1. About tea.\n" in quiz(path, "take", "tea", "--plain", "--no-save", typed="t\n")


def test_all_banks_are_those_for_patients_and_the_menu_lists_the_others_separately(path: Path) -> None:
    assert "of 2. " in quiz(path, "take", "--plain", "--no-save", typed="t\nt\n")
    assert "Question 1 of 1. Can you teach it?" in quiz(path, "take", "teach", "--plain", "--no-save", typed="t\n")
    menu = quiz(path, "--plain", "--no-save", typed="q\n")
    assert (
        "1. Start, 2 questions\n2. About tea, 1 question\n"
        "3. When to get help, 1 question, must-know questions to learn\n"
        "4. All questions, 2 questions\nFor trainees:\n5. " in menu
    )
    assert "(for trainees)" in quiz(path, "banks")
    listed = json.loads(quiz(path, "banks", "--json"))
    assert [(bank["scored"], bank["audience"]) for bank in listed] == [
        (True, "patient"),
        (False, "patient"),
        (True, "trainee"),
    ]


def test_the_page_for_the_appointment_shows_the_box_and_the_statement(path: Path) -> None:
    quiz(path, "take", "help", "--plain", typed="t\n")
    page = quiz(path, "summary")
    assert "| Get urgent help if you burn your mouth." in page
    assert "- A burnt mouth needs urgent help." in page
    assert "True or false?" not in page


@pytest.mark.parametrize("line", ["urgent: Get no help at all", "urgent: [Tea is hot, Get no help at all]"])
def test_what_is_urgent_is_in_the_document(path: Path, line: str) -> None:
    path.write_text(QUESTIONS.replace("urgent: Get urgent help if you burn your mouth.", line), encoding="utf-8")
    (found,) = [one for one in check(path).findings if one.rule == "passage"]
    assert found.line == 4
    assert "not in tea.md word for word" in found.message


def test_a_bank_cannot_name_a_box_that_the_file_has_not(path: Path) -> None:
    path.write_text(QUESTIONS.replace("urgent: Get urgent help if you burn your mouth.\n", ""), encoding="utf-8")
    (found,) = [one for one in check(path).findings if one.rule == "format"]
    assert (found.line, found.message.partition(";")[0]) == (11, "the file has no 'urgent'")


def test_its_keys_are_read(path: Path) -> None:
    file = read_question_file(path)
    assert file.urgent == ("Get urgent help if you burn your mouth.",)
    assert [(bank.scored, bank.audience, bank.urgent) for bank in file.banks] == [
        (True, "patient", False),
        (False, "patient", True),
        (True, "trainee", False),
    ]


@pytest.mark.parametrize(
    ("urgent", "shown"),
    [
        (
            ("Get help at once if:", "it bleeds", "it swells;", "it burns."),
            "Get help at once if: it bleeds; it swells; it burns.",
        ),
        (("Get help if:", "it bleeds, or", "it swells"), "Get help if: it bleeds, or it swells."),
        (
            ("Get help if:", "A burn", "A bruise", "Call 999 if you faint."),
            "Get help if: A burn; A bruise. Call 999 if you faint.",
        ),
        (("Ring us if:", "it itches", "Get help if:", "it swells"), "Ring us if: it itches. Get help if: it swells."),
        (("Get help for burns", "Call 999 if you faint."), "Get help for burns. Call 999 if you faint."),
        (("Get help if:",), "Get help if:"),
    ],
)
def test_a_lead_is_joined_with_its_items(urgent: tuple[str, ...], shown: str) -> None:
    assert FILE._replace(urgent=urgent).urgent_help == shown
