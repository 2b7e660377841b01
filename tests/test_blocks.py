"""Every block, and every page, through every writer: nothing is lost, and text is never markup."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import kinds
import pytest
from answers import FakeClock, history_in, take
from pages import HOSTILE, parsed, text_of, visible
from rich.cells import cell_len
from terminal import words as letters
from test_analyse_screen import found
from test_views import MIXED, outcome_with

import quiz.pages
from quiz.check.checker import check
from quiz.check.coverage import coverage_of
from quiz.core.citation import Citation, Quotation
from quiz.core.handout import handout_of, standings_from
from quiz.core.session import Rules
from quiz.pages.analysis_page import analysis_page
from quiz.pages.blocks import (
    Block,
    Box,
    Chart,
    Heading,
    Item,
    Lead,
    Meter,
    Page,
    Paragraph,
    Quote,
    Span,
    Timeline,
    WritingLine,
    spoken,
    words,
)
from quiz.pages.coverage_page import coverage_page
from quiz.pages.findings import findings_page
from quiz.pages.handout_page import handout_page
from quiz.pages.html import as_html
from quiz.pages.markdown import as_markdown
from quiz.pages.plain import WIDTH, as_lines, as_text
from quiz.pages.preview import preview_page
from quiz.pages.progress_page import progress_page
from quiz.pages.summary import details_page, summary_page
from quiz.terminal.block_lines import page_lines

TEXTS = [*HOSTILE, "[bold]x[/bold] [/x] [[x]]", ":tea: \\[x] {x}"]
INLINE = {*"heading paragraph bullet_list list_item blockquote inline text strong".split()}


def each_block(text: str) -> list[Block]:
    """Every type of block with this text wherever text can be."""
    marked = words("a ", Span(text, "marked"), " z")
    return [
        Heading(words(text), words(Span(text, "dim")), level=1),
        Heading(words(text), words("75%"), share=0.75, spoken=f"{text}, 75%"),
        Paragraph(words(text)),
        Paragraph(marked),
        Item(words(text), Lead("1  ", "1.", "dim")),
        Item(words(Span(text, "strong")), Lead("→ ", "Answer:", "accent"), inside=True),
        Item(words(text), Lead("✓ ", "Right:", "good"), share=0.25, inside=True),
        Paragraph(words(text), inside=True),
        Meter("", 0.5, words("half"), aside=words("aside"), plot=(0, 1), inside=True, spoken=text),
        Quote(Quotation(text, Citation(text, "", f"{text} ", text, f" {text}")), inside=True),
        Item(words(text)),
        Meter(text, 0.5, words("1 of 2")),
        Chart((0.0, None, 1.0), ("100%", "0%"), text, below=("0%", "100%")),
        Timeline((("today", 3), ("Fri 5", 0), ("Sat 6", 1))),
        Quote(Quotation(text, None)),
        Box(text),
        WritingLine(),
    ]


def pages_of(text: str) -> list[Page]:
    """All blocks in one group, and each in its own."""
    blocks = each_block(text)
    return [[blocks], [[block] for block in blocks]]


def all_pages(folder: Path) -> dict[str, Page]:
    """One of each page that the program shows."""
    outcome = outcome_with(MIXED | {"one-plant": 1}, marked="true-teas", rules=Rules(certainty=True, pass_at=0.8))
    checked = check(kinds.PATH)
    assert checked.document
    history = history_in(folder, FakeClock(), file=kinds.FILE)
    take(history, 1, frozenset({0, 1}), 0)
    known = history.progress()
    history.close()
    cite = kinds.DOCUMENT.cite
    return {
        "summary": summary_page(outcome, kinds.FILE, cite),
        "details": details_page(outcome, kinds.FILE, 200),
        "progress": progress_page(kinds.FILE, known[0], "anna", known[1]),
        "analysis": analysis_page(found("few")),
        "coverage": coverage_page(coverage_of(checked.file, checked.document)),
        "preview": [group for item in kinds.ITEMS.values() for group in preview_page(item, cite)],
        "findings": findings_page(checked),
        "handout": handout_page(handout_of(kinds.FILE, standings_from(outcome)), on="3 November", score=True),
    }


def test_every_page_is_among_them(pages: dict[str, Page]) -> None:
    """A page that is missing from `all_pages` would not be tested with any writer."""
    described = {
        name.removesuffix("_page")
        for module in iter_modules(quiz.pages.__path__)
        for name in vars(import_module(f"quiz.pages.{module.name}"))
        if name.endswith("_page") and not name.startswith("_")
    }
    assert described == set(pages)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    return all_pages(tmp_path_factory.mktemp("answers"))


def blocks_in(page: Page) -> list[Block]:
    return [block for group in page for block in group if text_of(block)]


def shown_texts(block: Block) -> list[str]:
    """The texts that a block must show on a live screen."""
    match block:
        case Heading() | Paragraph() | Item():
            more = [span.text for span in block.aside] if isinstance(block, Heading) else []
            return [*(span.text for span in block.text), *more]
        case Meter():
            return [block.label, *(span.text for span in (*block.figure, *block.aside))]
        case Timeline():
            return [day for day, _ in block.days] if any(number for _, number in block.days) else []
        case Quote():
            citation = block.quotation.citation
            return [citation.heading, citation.text] if citation else [block.quotation.passage]
        case Box():
            return [block.text]
    return []


FRAMES = str.maketrans("", "", "▎│")


def missing_in(lines: list[str], blocks: list[Block]) -> list[str]:
    """The texts of the blocks that are missing in these lines of a screen; a label may be wrapped beside its bar."""
    whole = letters("".join(lines).translate(FRAMES))
    missing = []
    for block in blocks:
        for part in map(letters, shown_texts(block)):
            found = iter(whole)
            if part not in whole and not (isinstance(block, Meter) and all(letter in found for letter in part)):
                missing.append(part)
    return missing


def assert_written_whole(page: Page) -> None:
    """Each block says all it has to say in every writer that draws nothing."""
    blocks = blocks_in(page)
    spoken_lines = [letters(spoken(block)) for block in blocks]
    printed = [letters(text_of(block)) for block in blocks]
    assert [letters(line) for line in as_lines(page) if line.strip()] == spoken_lines
    whole = letters("".join(as_text(page)).replace("|", ""))
    assert [text for text in printed if text not in whole] == []
    texts, structure = parsed(as_markdown(page))
    assert list(map(letters, texts)) == printed
    assert structure.keys() <= INLINE
    assert list(map(letters, visible(as_html(page, "en")))) == printed


@pytest.mark.parametrize("text", TEXTS)
def test_text_is_text_in_every_block_and_writer(text: str) -> None:
    one_line = " ".join(text.split())
    for page in pages_of(one_line):
        assert_written_whole(page)


@pytest.mark.parametrize("width", [10, 20, 40, 80, 120])
@pytest.mark.parametrize("text", ["tea", *TEXTS])
def test_a_live_screen_shows_every_block_as_typed_and_no_line_is_too_wide(text: str, width: int) -> None:
    for block in each_block(text):
        lines = [line.plain for line in page_lines([[block]], width)]
        assert max(map(cell_len, lines)) <= width, lines
        assert missing_in(lines, [block]) == []


@pytest.mark.parametrize("width", [10, 20, 40, 80, 120])
def test_every_page_fits_and_loses_nothing_on_a_live_screen(pages: dict[str, Page], width: int) -> None:
    for name, page in pages.items():
        lines = [line.plain for line in page_lines(page, width)]
        assert max(map(cell_len, lines)) <= max(width, 18), name
        assert width < 20 or missing_in(lines, blocks_in(page)) == [], name


@pytest.mark.parametrize("name", ["summary", "progress", "analysis", "coverage", "preview", "findings", "handout"])
def test_every_page_goes_through_every_writer_whole(pages: dict[str, Page], name: str) -> None:
    assert_written_whole(pages[name])
    assert max(map(len, as_text(pages[name]))) <= WIDTH


@pytest.mark.parametrize("write", [as_lines, as_text, as_markdown, lambda page: as_html(page, "en")])
def test_empty_groups_leave_no_gap(write: Callable[[Page], list[str]]) -> None:
    block = Paragraph(words("tea"))
    lines = write([[], [block], [], [], [block]])
    assert lines == write([[block], [block]])
    assert lines[0] and lines[-1]


def test_groups_have_one_empty_line_between_them_and_blocks_none() -> None:
    page: Page = [[Heading(words("A")), Paragraph(words("b"))], [Paragraph(words("c"))]]
    assert as_lines(page) == ["A", "b", "", "c"]
    assert [line.plain for line in page_lines(page, 40)] == ["A", "b", "", "c"]


def test_what_is_marked_is_in_brackets_where_there_is_no_bold() -> None:
    page: Page = [[Paragraph(words("a ", Span("b", "marked")))]]
    assert as_lines(page) == as_text(page) == ["a [b]"]
    assert as_markdown(page) == [r"a \[b\]"]
    assert "<p>a <mark>b</mark></p>" in as_html(page, "en")
    assert [line.plain for line in page_lines(page, 40)] == ["a b"]
