"""`quiz summary`: the page for an appointment, as text, Markdown and HTML."""

import re
from itertools import chain
from pathlib import Path
from typing import Any

import kinds
import pytest
from answers import FILE, RIGHT, TOLD, WRONG, bank, choice, history_in, question_file, session_of, take, teach_back
from pages import HOSTILE, parsed, text_of, visible
from terminal import run, words

from quiz.bank.default import shipped_file
from quiz.bank.reader import read_question_file
from quiz.core.bank import QuestionFile
from quiz.core.handout import handout_of, standings_from
from quiz.core.kinds import AnyQuestion, Option
from quiz.core.outcome import outcome_of
from quiz.pages.blocks import Block, Heading, Item, Page, plain, spoken
from quiz.pages.handout_page import handout_page
from quiz.pages.html import as_html
from quiz.pages.markdown import as_markdown
from quiz.pages.plain import WIDTH, as_text

TO_LEARN, SAFE = "Must know: I am not sure about these yet", "Must know: I know these"
NOT_YET = "What I am not sure about yet"
MUST = choice("b", must_know=True)
SAID = choice("d", must_know=True, statement="D is so.")


def page(
    given: dict[str, Any],
    file: QuestionFile = kinds.FILE,
    *,
    certainty: int | None = None,
    marked: tuple[str, ...] = (),
    score: bool = False,
) -> Page:
    """The page of a learner who has given these answers, None for "I don't know", and marked some questions."""
    session = session_of(*given, file=file)
    for name, response in given.items():
        if name in marked:
            session.flag()
        if response is None:
            session.skip()
        else:
            session.answer(response, certainty)
        session.next()
    return handout_page(handout_of(file, standings_from(outcome_of(session))), score=score)


def blocks_of(page: Page) -> list[Block]:
    return list(chain.from_iterable(page))


def texts_of(page: Page) -> list[str]:
    return [text for block in blocks_of(page) if (text := text_of(block))]


def headings(page: Page) -> list[str]:
    return [plain(block.text) for block in blocks_of(page) if isinstance(block, Heading) and block.level == 2]


def under(page: Page, heading: str) -> str:
    """The lines under a heading, one for each block; empty if there is no such heading."""
    now, lines = "", []
    for block in blocks_of(page):
        now = plain(block.text) if isinstance(block, Heading) else now
        if now == heading:
            lines.append(text_of(block))
    return "\n".join(lines[1:])


def test_what_must_be_known_comes_first_what_is_not_known_before_what_is() -> None:
    blocks = page({"a": WRONG, "b": WRONG, "d": RIGHT}, question_file(bank("leaves", choice("a"), MUST, SAID)))
    assert headings(blocks)[:3] == [TO_LEARN, SAFE, NOT_YET]
    assert under(blocks, TO_LEARN) == "b? – the right one"
    assert under(blocks, SAFE) == "D is so."
    assert under(blocks, NOT_YET) == "a? – the right one"


def test_a_fact_is_stated_where_the_question_has_a_statement() -> None:
    file = question_file(bank("leaves", choice("a", statement="A is so."), choice("b")))
    assert under(page({"a": WRONG, "b": WRONG}, file), NOT_YET).splitlines() == ["A is so.", "b? – the right one"]


@pytest.mark.parametrize(("certainty", "known"), [(1, False), (2, True)])
def test_a_right_guess_is_not_known_yet(certainty: int, known: bool) -> None:
    blocks = page({"a": RIGHT, "b": RIGHT, "c": WRONG}, FILE, certainty=certainty)
    assert under(blocks, SAFE if known else TO_LEARN) == "b? – the right one"
    assert ("a?" not in under(blocks, NOT_YET)) == known
    assert ("I also know some other facts from the quiz." in texts_of(blocks)) == known


def test_what_was_marked_is_to_be_talked_about() -> None:
    blocks = page({"a": RIGHT, "b": WRONG, "c": WRONG, "t": TOLD}, FILE, marked=("a", "b", "t"))
    marked = under(blocks, "What I would like to talk about").splitlines()
    assert [line[:2] for line in marked] == ["a?", "t?"]
    questions = under(blocks, "My questions").splitlines()
    assert questions[:2] == [
        "Can you explain the things I am not sure about?",
        "Which of these matters most for me?",
    ]


def test_a_bank_that_is_known_whole_is_named() -> None:
    blocks = page(dict.fromkeys("abc", RIGHT), question_file(bank("leaves", *map(choice, "abc"), teach_back("t"))))
    assert "I also know the answers to the quiz questions on “Leaves”." in texts_of(blocks)
    assert not any("a?" in text for text in texts_of(blocks))


@pytest.mark.parametrize("right", [True, False])
def test_it_fits_on_one_side(right: bool) -> None:
    """A side of A4 holds about 66 lines of 76 characters."""
    file = read_question_file(shipped_file())
    answers = {
        question.id: next(place for place, option in enumerate(question.options) if option.right == right)
        for bank in file.main_banks
        for question in bank.questions
        if question.one_right
    }
    assert len(as_text(page(answers, file))) <= 66


def test_a_statement_that_may_be_false_is_asked_not_stated() -> None:
    items = [block for block in blocks_of(page({"dark-in-the-air": 0})) if isinstance(block, Item)]
    texts = list(map(spoken, items))
    assert texts[0].startswith(f"True or false? {kinds.QUESTIONS['dark-in-the-air'].ask}")


@pytest.mark.parametrize("write", [as_text, as_markdown, lambda blocks: visible(as_html(blocks, "en"))])
def test_there_is_no_score_unless_it_is_asked_for(write: Any) -> None:
    given = {"a": RIGHT, "b": WRONG, "s": frozenset({0}), "c": None}
    assert re.findall(r"\d|%", "\n".join(write(page(given, FILE)))) == []
    assert "Correct last time: 1 of the 4 questions answered." in "\n".join(write(page(given, FILE, score=True)))


def test_what_must_be_known_is_never_left_out() -> None:
    file = question_file(bank("many", *(choice(f"q-{number}", must_know=True) for number in range(30))))
    shown = under(page({f"q-{number}": WRONG for number in range(30)}, file), TO_LEARN).splitlines()
    assert shown == [f"q-{number}? – the right one" for number in range(30)]


def hostile_page(text: str) -> Page:
    """A page with this text in every place that a question file and its document fill."""

    def asking(name: str, **more: Any) -> AnyQuestion:
        return choice(name, **more).replace(ask=text, options=(Option(text, True), Option("no", False)))

    title = " ".join(text.split())
    known = bank("known", *map(choice, "def"))._replace(title=title)
    asked = bank("asked", asking("a", must_know=True), asking("b"), asking("c"), teach_back("t").replace(ask=text))
    file = question_file(asked, known)._replace(title=title, urgent=(text,))
    given = {"a": WRONG, "b": WRONG, "c": RIGHT} | dict.fromkeys("def", RIGHT)
    return page(given, file)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_text_in_markdown(text: str) -> None:
    blocks = hostile_page(text)
    texts, structure = parsed(as_markdown(blocks))
    assert list(map(words, texts)) == list(map(words, texts_of(blocks)))
    assert structure.keys() == {*"heading paragraph bullet_list list_item blockquote inline text strong".split()}
    assert (structure["heading"], structure["strong"]) == (1 + len(headings(blocks)), 1)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_text_in_html_and_every_element_is_closed_in_its_place(text: str) -> None:
    blocks = hostile_page(text)
    assert [words(line) for line in visible(as_html(blocks, "en"))] == list(map(words, texts_of(blocks)))


@pytest.mark.parametrize("text", HOSTILE)
def test_lines_of_text_are_short_and_nothing_is_lost(text: str) -> None:
    blocks = hostile_page(text)
    lines = as_text(blocks)
    assert max(map(len, lines)) <= WIDTH == 76
    kinds.assert_in_order([line.strip("|") for line in lines], texts_of(blocks))


@pytest.fixture
def summary(answers: Path) -> list[str]:
    """The command that makes the page, some questions answered."""
    take(history_in(answers, learner="me", file=kinds.FILE), 1, frozenset({0, 1}), 0)
    return ["summary", "--file", str(kinds.PATH)]


@pytest.mark.parametrize(("ending", "begins"), [("txt", "Tea for"), ("md", "# Tea for"), ("HTML", "<!doctype html>")])
def test_a_page_is_a_new_file_of_its_owner_and_never_another(
    tmp_path: Path, summary: list[str], ending: str, begins: str
) -> None:
    path = tmp_path / f"page.{ending}"
    result = run(tmp_path, [*summary, "--to", str(path)])
    assert (result.returncode, result.stdout, result.stderr) == (0, f"Saved to {path}.\n", "")
    assert path.stat().st_mode & 0o777 == 0o600
    text = path.read_text("utf-8")
    assert text.startswith(begins)
    again = run(tmp_path, [*summary, "--to", str(path)])
    assert (again.returncode, again.stdout) == (3, "")
    assert again.stderr.startswith(f"{path}: error: already exists\n")
    assert path.read_text("utf-8") == text
    assert kinds.QUESTIONS["one-plant"].ask in text
    assert [found for found in tmp_path.iterdir() if found.is_file()] == [path]


def test_without_a_file_it_is_printed_as_text_for_each_learner(tmp_path: Path, summary: list[str]) -> None:
    mine, hers = (run(tmp_path, [*summary, "--learner", name]).stdout for name in ("me", "anna"))
    assert TO_LEARN in mine
    assert "\x1b" not in mine
    assert "This page is still empty." in hers


@pytest.mark.parametrize(
    ("name", "code"), [("page", 2), ("page.pdf", 2), ("page.md.bak", 2), ("nowhere/page.md", 3), ("folder.html", 3)]
)
def test_an_impossible_page_is_refused(tmp_path: Path, summary: list[str], name: str, code: int) -> None:
    (tmp_path / "folder.html").mkdir()
    result = run(tmp_path, [*summary, "--to", str(tmp_path / name)])
    assert (result.returncode, result.stdout) == (code, "")
    assert ("error: " if code == 3 else "End the name in .md, .txt or .html.\n") in result.stderr
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == []
