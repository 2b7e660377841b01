"""The output of `quiz banks` and `quiz read`."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.text import Text
from rich.theme import Theme

from quiz.bank.document import Document, Section
from quiz.core.bank import PATIENT, Bank, QuestionFile
from quiz.core.english import counted
from quiz.terminal.layout import ACCENT, DIM, MARGIN, STRONG, hang, indent, measure, wrap
from quiz.terminal.pager import show_paged

MARKDOWN = {
    **{f"markdown.h{level}": f"{STRONG} {ACCENT}" for level in range(1, 7)},
    **{f"markdown.{name}": STRONG for name in ("code", "item.number", "kbd", "table.header")},
    **{f"markdown.{name}": "none" for name in ("code_block", "block_quote", "list", "link")},
    "markdown.link_url": "underline",
    "markdown.table.border": DIM,
}
"""The styles of a document; those of Rich can't be read on every background."""


def banks_listing(file: QuestionFile, columns: int) -> list[Text]:
    """The banks with the ids that commands take."""
    width = measure(columns)
    ids = max(cell_len(bank.id) for bank in file.banks)
    count = f"{counted(file.questions, 'question')} in {counted(len(file.banks), 'bank')}"
    all_ = "`quiz take` for all that aren't for trainees" if file.trainee_banks else "`quiz take` for all"
    lines = [*wrap(file.title, width, STRONG), *wrap(count, width, DIM), Text()]
    for bank in file.banks:
        notes = [
            f"{bank.must_know} must know" if bank.must_know else "",
            "" if bank.scored else "not scored",
            "" if bank.audience == PATIENT else f"for {bank.audience}s",
        ]
        note = f"  ({', '.join(filter(None, notes))})" if any(notes) else ""
        lead = Text.assemble((f"{bank.id:<{ids}}", STRONG), f"{len(bank.questions):>5}  ")
        lines += hang(Text.assemble(bank.title, (note, DIM)), width, lead)
    return indent([*lines, Text(), *wrap(f"Run `quiz take ID` for one bank, {all_}.", width, DIM)])


def print_lines(console: Console, lines: Sequence[Text]) -> None:
    """Print lines without wrapping them again."""
    console.print(Text("\n").join(lines), soft_wrap=True)


def page_through(console: Console, lines: Sequence[Text]) -> None:
    """Show lines in the user's pager, without wrapping them again."""
    with console.capture() as captured:
        print_lines(console, lines)
    show_paged(captured.get(), console.file)


def sections_for(document: Document, banks: Sequence[Bank]) -> list[Section]:
    """The sections of a document with passages of these banks, in the document's order."""
    runs = (run for bank in banks for question in bank.questions for run in question.passages)
    found = map(document.find, runs)
    asked = {hit.section for hit in found if hit}
    return [section for section in document.sections if section in asked]


def print_document(console: Console, document: Document, sections: Sequence[Section]) -> None:
    """Print sections of a document, through a pager on a terminal, below the title that its front matter gives."""
    source = "\n".join(section.source for section in sections)
    width = measure(console.size.width)
    text: RenderableType = _markdown(source) if document.is_markdown else Text(source)
    if document.title and document.title not in (section.heading for section in sections):
        text = Group(Text(document.title, STRONG), text)
    page = Padding(text, (1, 0, 1, MARGIN))
    with console.capture() as captured, console.use_theme(Theme(MARKDOWN)):
        console.print(page, width=width + MARGIN)
    if console.is_terminal:
        show_paged(captured.get(), console.file)
    else:
        console.file.writelines(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def _markdown(source: str) -> RenderableType:
    from rich.markdown import Heading, Markdown

    from quiz.bank.markdown import parse_markdown

    class LeftHeading(Heading):
        """A heading at the left margin, without a box."""

        def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
            self.text.justify = "left"
            self.text.stylize(STRONG)
            yield Text()
            yield self.text

    class LeftMarkdown(Markdown):
        elements: ClassVar = {**Markdown.elements, "heading_open": LeftHeading}

    page = LeftMarkdown("", hyperlinks=False)
    page.parsed = parse_markdown(source)
    return page
