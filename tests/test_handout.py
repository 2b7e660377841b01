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

from quiz.core.bank import QuestionFile
from quiz.core.citation import Citation, Cite
from quiz.core.handout import handout_of, standings_from
from quiz.core.kinds import AnyQuestion, Option
from quiz.core.outcome import outcome_of
from quiz.pages.blocks import Block, Heading, Item, Page, plain, spoken
from quiz.pages.handout_page import handout_page
from quiz.pages.html import as_html
from quiz.pages.markdown import as_markdown
from quiz.pages.plain import WIDTH, as_text

TO_KNOW, NOT_YET, KNOWN = "Must know: review these", "What I got wrong or was not sure of", "What I know"
ALL_WRONG = dict.fromkeys(kinds.RIGHT)


def page(
    given: dict[str, Any],
    file: QuestionFile = kinds.FILE,
    *,
    certainty: int | None = None,
    marked: tuple[str, ...] = (),
    score: bool = False,
    cite: Cite = kinds.DOCUMENT.cite,
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
    return handout_page(handout_of(file, standings_from(outcome_of(session))), cite, score=score)


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


def test_what_must_be_known_comes_first() -> None:
    assert headings(page(ALL_WRONG))[:2] == [TO_KNOW, NOT_YET]
    assert headings(page(kinds.RIGHT))[:2] == ["Must know: what I know", KNOWN]


def test_what_was_wrong_is_listed_with_its_answer_and_the_words_of_the_document() -> None:
    blocks = page(ALL_WRONG)
    for name, question in kinds.QUESTIONS.items():
        citation = kinds.DOCUMENT.cite(question.passage[0])
        assert citation
        quoted = f"“{''.join(citation[1:])}” ({citation.heading})"
        for text in (question.ask, quoted) if not question.self_assessed else ():
            assert text in under(blocks, TO_KNOW if question.must_know else NOT_YET), name
    assert "\nAnswer: Black tea; Green tea\n" in under(blocks, NOT_YET)
    assert "\nAnswer: 4 minutes\n" in under(blocks, TO_KNOW)


@pytest.mark.parametrize(("certainty", "known"), [(1, False), (2, True)])
def test_a_right_guess_is_not_known_yet(certainty: int, known: bool) -> None:
    blocks = page({"a": RIGHT, "b": RIGHT, "c": WRONG}, FILE, certainty=certainty)
    assert ("b?" not in under(blocks, TO_KNOW), "a?" not in under(blocks, NOT_YET)) == (known, known)
    assert ("a?" in under(blocks, KNOWN)) == known


def test_what_to_ask_is_the_must_know_not_yet_right_and_what_was_marked() -> None:
    blocks = page({"a": RIGHT, "b": WRONG, "c": WRONG, "t": TOLD}, FILE, marked=("a", "b", "t"))
    asked = under(blocks, "Questions to ask my practitioner").splitlines()
    assert asked[0] == "Can you explain these points to me?"
    assert asked[1] == "b?"
    assert sorted(asked[2:4]) == ["a?", "t?"]


def test_a_bank_that_is_known_whole_takes_one_line() -> None:
    blocks = page(dict.fromkeys("abc", RIGHT), question_file(bank("leaves", *map(choice, "abc"), teach_back("t"))))
    assert under(blocks, KNOWN) == "All of “Leaves”"


@pytest.mark.parametrize("response", [0, 1], ids=["wrong", "right"])
def test_a_statement_that_may_be_false_is_asked_not_stated(response: int) -> None:
    items = [block for block in blocks_of(page({"dark-in-the-air": response})) if isinstance(block, Item)]
    texts = list(map(spoken, items))
    assert texts[0].startswith(f"True or false? {kinds.QUESTIONS['dark-in-the-air'].ask}")


@pytest.mark.parametrize("write", [as_text, as_markdown, lambda blocks: visible(as_html(blocks, "en"))])
def test_there_is_no_score_unless_it_is_asked_for(write: Any) -> None:
    given = {"a": RIGHT, "b": WRONG, "s": frozenset({0}), "c": None}
    assert re.findall(r"\d|%", "\n".join(write(page(given, FILE)))) == []
    assert "Correct last time: 1 of the 4 questions answered." in "\n".join(write(page(given, FILE, score=True)))


def test_what_must_be_known_is_never_left_out() -> None:
    file = question_file(bank("many", *(choice(f"q-{number}", must_know=True) for number in range(30))))
    shown = under(page({f"q-{number}": WRONG for number in range(30)}, file), TO_KNOW)
    assert [f"q-{number}?" in shown.splitlines() for number in range(30)] == [True] * 30


def hostile_page(text: str) -> Page:
    """A page with this text in every place that a question file and its document fill."""

    def asking(name: str, **more: Any) -> AnyQuestion:
        return choice(name, **more).replace(ask=text, options=(Option(text, True), Option("no", False)))

    title = " ".join(text.split())
    known = bank("known", *map(choice, "def"))._replace(title=title)
    asked = bank("asked", asking("a", must_know=True), asking("b"), asking("c"), teach_back("t").replace(ask=text))
    file = question_file(asked, known)._replace(title=title)
    given = {"a": WRONG, "b": WRONG, "c": RIGHT} | dict.fromkeys("def", RIGHT)
    return page(given, file, cite=lambda passage: Citation(text, "", f"{text} ", text, f" {text}"))


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_text_in_markdown(text: str) -> None:
    blocks = hostile_page(text)
    texts, structure = parsed(as_markdown(blocks))
    assert list(map(words, texts)) == list(map(words, texts_of(blocks)))
    assert structure.keys() == {*"heading paragraph bullet_list list_item blockquote inline text strong".split()}
    assert (structure["heading"], structure["strong"]) == (1 + len(headings(blocks)), 2)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_text_in_html_and_every_element_is_closed_in_its_place(text: str) -> None:
    blocks = hostile_page(text)
    assert [words(line) for line in visible(as_html(blocks, "en"))] == list(map(words, texts_of(blocks)))


@pytest.mark.parametrize("text", HOSTILE)
def test_lines_of_text_are_short_and_nothing_is_lost(text: str) -> None:
    blocks = hostile_page(text)
    lines = as_text(blocks)
    assert max(map(len, lines)) <= WIDTH == 76
    kinds.assert_in_order(lines, texts_of(blocks))


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
    assert TO_KNOW in mine
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
