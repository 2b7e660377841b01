"""Commands that show progress, banks and documents."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from quiz.cli.app import app
from quiz.cli.options import Bank, File, Learner, PrintJson, PrintPlain, close_answers, print_json, show
from quiz.errors import QuizError
from quiz.output import print_text, say
from quiz.store.place import DEFAULT_LEARNER


@app.command()
def progress(
    file: File = None,
    learner: Learner = DEFAULT_LEARNER,
    plain: PrintPlain = False,
    svg: Annotated[Path | None, typer.Option("--svg", metavar="FILE", help="Save it as an SVG picture.")] = None,
    json: PrintJson = False,
) -> None:
    """Show what you know, and when questions come back.

    Must-know questions that you still have to learn come first.

    Example: quiz progress
    """
    if svg and json:
        raise typer.BadParameter("use either --svg or --json, not both")
    from quiz import learner as learners
    from quiz.bank.default import load

    source = load(file)
    history = learners.history_of(source, learner)
    standing, days = history.progress()
    close_answers(history)
    if json:
        from quiz.report import progress_report

        print_json(progress_report(source, standing, learner=history.learner, days=days))
        return
    from quiz.pages.progress_page import progress_page

    page = progress_page(source, standing, history.learner, days)
    if svg:
        from rich.text import Text

        from quiz.files import is_stream, write_text
        from quiz.terminal.block_lines import page_lines
        from quiz.terminal.layout import indent, measure
        from quiz.terminal.picture import as_svg

        lines = indent(page_lines(page, measure(80)))
        write_text(svg, as_svg(Text("\n").join(lines), columns=80, title=f"{source.title}: progress"))
        say(f"Saved to {svg}.", err=is_stream(svg))
    else:
        show(page, plain=plain)


@app.command()
def summary(
    file: File = None,
    learner: Learner = DEFAULT_LEARNER,
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FILE", help="Save it to a .md, .txt or .html file.")
    ] = None,
    score: Annotated[bool, typer.Option("--score", help="Add how many answers were right.")] = False,
) -> None:
    """Make a page to take to your appointment.

    It shows what you know, what you don't know yet, and what to ask. It has no score unless you add --score.

    Example: quiz summary --to page.html
    """
    from quiz.bank.default import load
    from quiz.files import is_stream, write_text
    from quiz.learner import history_of, summary_page

    source = load(file)
    history = history_of(source, learner)
    ending = to.suffix if to and not is_stream(to) else ".txt"
    lines = summary_page(source, history, ending, score=score)
    close_answers(history)
    if to:
        write_text(to, "\n".join(lines) + "\n")
        say(f"Saved to {to}.", err=is_stream(to))
    else:
        print_text("".join(f"{line}\n" for line in lines))


@app.command()
def banks(file: File = None, json: PrintJson = False) -> None:
    """List the banks of a question file.

    Example: quiz banks --file my-questions.yaml
    """
    from quiz.bank.default import load

    source = load(file)
    if json:
        from quiz.report import bank_summary

        print_json([bank_summary(bank) for bank in source.banks])
        return
    from quiz.terminal.colour import console_for
    from quiz.terminal.listing import banks_listing, print_lines

    console = console_for(sys.stdout)
    print_lines(console, banks_listing(source, console.size.width))


@app.command()
def read(bank: Annotated[str | None, Bank] = None, file: File = None) -> None:
    """Read the document, or the parts of it that a bank asks about.

    Example: quiz read trigger-points
    """
    from quiz.bank.default import chosen_banks, load, shipped_file
    from quiz.bank.document import read_document
    from quiz.bank.reader import read_question_file
    from quiz.terminal.colour import console_for
    from quiz.terminal.listing import print_document, sections_for

    source = load(file) if bank else read_question_file(file or shipped_file())
    document = read_document(source.document)
    sections = sections_for(document, chosen_banks(source, [bank])) if bank else document.sections
    if not sections:
        hint = "Compare each passage with the document, word for word."
        raise QuizError(f"no passage of the bank '{bank}' is in this document", where=str(source.document), hint=hint)
    print_document(console_for(sys.stdout), document, sections)
