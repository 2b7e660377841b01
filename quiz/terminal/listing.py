"""The output of `quiz banks` and `quiz read`."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from typing import IO, ClassVar

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.text import Text

from quiz.bank.document import Document, Section
from quiz.core.bank import PATIENT, Bank, QuestionFile
from quiz.core.english import counted
from quiz.terminal.layout import DIM, MARGIN, STRONG, hang, indent, measure, wrap

LESS = "-FRX"
"""Quit at once if everything fits, keep colours, leave the text on the screen."""


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


def sections_for(document: Document, banks: Sequence[Bank]) -> list[Section]:
    """The sections of a document that hold the passages of these banks, in the document's order."""
    runs = (run for bank in banks for question in bank.questions for run in question.passages)
    found = map(document.find, runs)
    asked = {hit[0] for hit in found if hit}
    return [section for section in document.sections if section in asked]


def print_document(console: Console, sections: Sequence[Section], *, markdown: bool) -> None:
    """Print sections of a document, through a pager on a terminal."""
    source = "\n".join(section.source for section in sections)
    width = measure(console.size.width)
    page = Padding(_markdown(source) if markdown else Text(source), (1, 0, 1, MARGIN))
    with console.capture() as captured:
        console.print(page, width=width + MARGIN)
    if console.is_terminal:
        show_paged(captured.get(), console.file)
    else:
        console.file.writelines(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def _markdown(source: str) -> RenderableType:
    from rich.markdown import Heading, Markdown

    class LeftHeading(Heading):
        """A heading at the left margin, without a box."""

        def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
            self.text.justify = "left"
            self.text.stylize(STRONG)
            yield Text()
            yield self.text

    class LeftMarkdown(Markdown):
        elements: ClassVar = {**Markdown.elements, "heading_open": LeftHeading}

    return LeftMarkdown(source, hyperlinks=False)


def show_paged(text: str, out: IO[str]) -> None:
    """Show text in the user's pager: PAGER, else less. Without a pager, or if it fails, write it to the stream.

    The text may contain terminal sequences, so callers clean it first.
    """
    command = _pager()
    if not (command and _page(command, text)):
        out.write(text)


def _pager() -> str:
    """The shell command of the pager, or empty for none."""
    is_screen = sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    command = os.environ.get("PAGER", "less" if shutil.which("less") else "")
    return command.strip() if is_screen and command.strip() != "cat" else ""


def _page(command: str, text: str) -> bool:
    """Run a pager on a text. Returns whether it worked; Ctrl-C and quitting early count as success."""
    stopped = False

    def stop(*_: object) -> None:
        nonlocal stopped
        stopped = True  # keep waiting: less stays open and owns the terminal until it ends

    before = signal.signal(signal.SIGINT, stop)
    try:
        # PAGER may contain arguments, so the shell runs it, as git and man do.
        process = subprocess.Popen(
            command,
            shell=True,
            stdin=subprocess.PIPE,
            encoding=sys.stdout.encoding,
            errors="replace",
            env=os.environ | {"LESS": f"{LESS} {os.environ.get('LESS', '')}"},
        )
        process.communicate(text)
    except OSError:  # there is no shell
        return False
    finally:
        signal.signal(signal.SIGINT, before)
    # Below 0 and above 128: ended by a signal. Anything else is a failure; 126 and 127: no such command.
    return stopped or process.returncode <= 0 or process.returncode > 128
