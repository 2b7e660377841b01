"""`quiz preview`: every kind of question with the feedback for every answer, on a terminal and line by line."""

import re
from pathlib import Path

import pytest
from grounded import grounded
from kinds import DOCUMENT, ITEMS, QUESTIONS, assert_holds, texts_of
from kinds import PATH as KINDS
from pages import drawn
from reader_files import TEA, swap, write
from rich.cells import cell_len
from terminal import DATA, Start, run, words

from quiz.bank.reader import read_question_file
from quiz.core.kinds import AnyQuestion, Match, Number, Order, Select, ShortAnswer, TeachBack
from quiz.core.kinds.choice import Choosing
from quiz.pages.preview import preview_page

HUES = re.compile(r"\x1b\[(?:\d+;)*[39][0-7]m")
FAULTS = DATA / "faults.yaml"
DRAFT = "Draft, not asked yet."


def shown(*arguments: str | Path, **environ: str) -> str:
    """The output without a terminal."""
    result = run(Path(arguments[0]).parent, ["preview", *map(str, arguments)], environ=environ)
    assert (result.returncode, result.stderr) == (0, "")
    return result.stdout


def on_a_terminal(start: Start, *arguments: str | Path, columns: int = 80, **environ: str) -> list[str]:
    terminal = start("preview", *map(str, arguments), columns=columns, rows=50, environ={"PAGER": "cat", **environ})
    assert terminal.wait_for_exit() == 0
    assert bool(HUES.search(terminal.written)) == ("NO_COLOR" not in environ)
    return terminal.transcript


def details(question: AnyQuestion) -> list[str]:
    """The texts that learners see only after they have answered."""
    match question:
        case Choosing() | Select():
            texts = [option.because for option in question.options]
        case ShortAnswer():
            texts = [*question.accept, *(text for wrong in question.reject for text in (wrong.answer, wrong.because))]
        case Number():
            texts = [f"{question.answer:g} {question.unit}".rstrip()]
        case Match():
            texts = [pair.because for pair in question.pairs]
        case Order():
            texts = []
        case TeachBack():
            texts = list(question.covers)
    return [text for text in texts if text]


# All that there is


@pytest.mark.parametrize("name", QUESTIONS)
def test_piped_a_question_has_all_its_texts_and_its_place_in_the_document(name: str) -> None:
    question = QUESTIONS[name]
    lines = shown(KINDS, name).splitlines()
    assert lines[0] == f"{ITEMS[name].bank.title}. {name}."
    assert_holds(lines, *texts_of(question), *details(question), question.explain)
    citation = DOCUMENT.cite(question.passage[0])
    assert citation
    assert lines[-1] == f"The document, under “{citation.heading}”: “{citation.text}”"


@pytest.mark.parametrize("columns", [80, 40])
@pytest.mark.parametrize("name", QUESTIONS)
def test_a_terminal_shows_the_same(start: Start, name: str, columns: int) -> None:
    question = QUESTIONS[name]
    lines = on_a_terminal(start, KINDS, name, columns=columns)
    assert_holds(lines, name, *texts_of(question), *details(question), question.explain, question.passage[0])


@pytest.mark.parametrize("columns", [20, 40, 60, 80, 120])
@pytest.mark.parametrize("path", [KINDS, FAULTS], ids=["kinds", "brackets"])
def test_no_line_is_wider_than_the_screen(path: Path, columns: int) -> None:
    for item in read_question_file(path).items:
        lines = drawn(preview_page(item, DOCUMENT.cite), columns)
        assert max(cell_len(line.plain) for line in lines) < columns


def test_without_an_id_all_questions_are_shown_in_the_order_of_the_file() -> None:
    heads = [f"{item.bank.title}. {name}." for name, item in ITEMS.items()]
    assert [line for line in shown(KINDS).splitlines() if line in heads] == heads


def test_right_and_wrong_are_words_not_only_colours(start: Start) -> None:
    lines = shown(KINDS, "one-plant").splitlines()
    assert [line.split(":")[0] for line in lines if re.match(r"(Right|Wrong): ", line)] == ["Right", "Wrong", "Wrong"]
    coloured = on_a_terminal(start, KINDS, "one-plant")
    assert coloured == on_a_terminal(start, KINDS, "one-plant", NO_COLOR="1")
    assert [line.split()[0] for line in coloured if re.search(" [ABC]  ", line)] == ["✓", "✗", "✗"]


@pytest.mark.parametrize(
    ("more", "note"),
    [
        ("        draft: true\n", DRAFT),
        ("        must_know: true\n", "Must know."),
        ("        points: 2.5\n", "Worth 2.5 points."),
        (
            "        must_know: true\n        draft: true\n        points: 2\n",
            "Draft, not asked yet, must know, worth 2 points.",
        ),
    ],
    ids=["draft", "must know", "points", "all three"],
)
def test_the_notes_on_a_question_are_shown(start: Start, tmp_path: Path, more: str, note: str) -> None:
    path = write(tmp_path, swap("        ask: Where does tea grow?\n", f"{more}        ask: Where does tea grow?\n"))
    assert note in shown(path, "bush").splitlines()
    assert note in [line.strip() for line in on_a_terminal(start, path, "bush")]
    assert note not in shown(path, "wants")


def test_a_number_has_its_unit_and_how_far_off_it_may_be(tmp_path: Path) -> None:
    path = write(tmp_path, TEA)
    assert "Right: 4 minutes, give or take 0.5" in shown(path, "minutes").splitlines()
    exact = write(tmp_path, swap("        tolerance: 0.5\n", ""))
    assert "Right: 4 minutes" in shown(exact, "minutes").splitlines()


# What is not as it should be


def test_a_passage_that_is_not_in_the_document_is_reported(start: Start, tmp_path: Path) -> None:
    path = grounded(tmp_path, "The sun is warm.\n", "The sun is cold")
    assert shown(path).splitlines()[-1] == "These exact words are not in the document: “The sun is cold”"
    assert "notinthedocument" in words("".join(on_a_terminal(start, path)))


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("one-plan", "there is no question or bank 'one-plan'; did you mean 'one-plant'?"),
        ("", "there is no question or bank ''"),
    ],
    ids=["nearly", "empty"],
)
def test_an_unknown_id_is_a_usage_error(tmp_path: Path, name: str, message: str) -> None:
    result = run(tmp_path, ["preview", str(KINDS), name])
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == f"{KINDS}: error: {message}\nLeave out the ids to see all questions.\n"


def test_banks_and_several_questions_can_be_named(tmp_path: Path) -> None:
    out = run(tmp_path, ["preview", str(KINDS), "leaves", "how-long"]).stdout
    bank = next(bank for bank in read_question_file(KINDS).banks if bank.id == "leaves")
    named = [question.id for question in bank.questions]
    assert [name for name in QUESTIONS if f". {name}.\n" in out] == [*named, "how-long"]


@pytest.mark.parametrize(
    ("arguments", "code"), [([], 2), (["nowhere.yaml"], 3), ([str(DATA)], 3)], ids=["no file", "missing", "a folder"]
)
def test_a_file_that_cannot_be_shown_is_reported(tmp_path: Path, arguments: list[str], code: int) -> None:
    result = run(tmp_path, ["preview", *arguments])
    assert (result.returncode, result.stdout) == (code, "")
    assert "rror" in result.stderr and "Traceback" not in result.stderr


def test_a_file_with_errors_reports_them_and_shows_nothing(tmp_path: Path) -> None:
    path = write(tmp_path, swap("explain: It stays low.", "explian: It stays low."))
    result = run(tmp_path, ["preview", str(path)])
    assert (result.returncode, result.stdout) == (3, "")
    assert result.stderr.count(": error: ") == 2


# Text is text


def test_brackets_and_signs_are_shown_as_typed(start: Start) -> None:
    items = read_question_file(FAULTS).items
    piped, drawn = shown(FAULTS).splitlines(), on_a_terminal(start, FAULTS)
    for item in items:
        texts = [item.question.ask, *texts_of(item.question), *details(item.question), item.question.explain]
        assert_holds(piped, *texts)
        assert_holds(drawn, *texts)


def test_an_escape_in_the_document_does_not_reach_the_terminal(start: Start, tmp_path: Path) -> None:
    path = grounded(tmp_path, "The sun\x1b[31m burns. The sun is warm.\n", "The sun is warm")
    assert "\x1b" not in shown(path, FORCE_COLOR="1")
    assert "The sun\ufffd[31m burns." in shown(path)
    assert words("The sun\ufffd[31m burns.") in words("".join(on_a_terminal(start, path)))
