"""The commands and their options. What a command needs is imported when it runs."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from quiz.errors import QuizError

app = typer.Typer(
    add_completion=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # help in plain lines: for screen readers, and at half the cost
)


def complete_bank(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """The banks whose id begins as typed, with their titles; none where the file cannot be used."""
    from quiz.banks.default import load

    named = ctx.params.get("file")  # as typed: nothing is converted while completing
    try:
        file = load(Path(named) if named else None)
    except QuizError:
        return []
    return [(bank.id, bank.title) for bank in file.banks if bank.id.startswith(incomplete)]


def say_version(wanted: bool) -> None:
    if wanted:
        from quiz import __version__

        print(f"leaflet-quiz {__version__}")
        raise typer.Exit


FILE_HELP = "The question file, in place of the one that comes with quiz."
BANK_HELP = "An id, as `quiz banks` lists them."
SEED_HELP = "The same seed gives the same questions in the same order."

File = Annotated[Path | None, typer.Option("--file", metavar="PATH", envvar="QUIZ_FILE", help=FILE_HELP)]
Plain = Annotated[bool, typer.Option("--plain", help="Line by line: numbered options and typed answers.")]
Bank = typer.Argument(metavar="[BANK]", help=BANK_HELP, autocompletion=complete_bank, show_default=False)
Banks = typer.Argument(metavar="[BANK]...", help=BANK_HELP, autocompletion=complete_bank, show_default=False)


@app.callback(invoke_without_command=True)
def menu(
    ctx: typer.Context,
    file: File = None,
    plain: Plain = False,
    version: Annotated[
        bool, typer.Option("--version", callback=say_version, is_eager=True, help="Say which version.")
    ] = False,
) -> None:
    """Ask questions built from a document, and show for each answer the words that decide it.

    Without a command: choose a bank from a menu, and take it. For learning; not medical advice.

    Example: quiz
    """
    if ctx.invoked_subcommand is None:
        from quiz.banks.default import load
        from quiz.play import citing, from_menu, front_end

        source = load(file)
        cite = citing(source)
        with front_end(sys.stdout, plain=plain) as front:
            interrupted = from_menu(front, source, cite, seed=_new_seed())
        raise typer.Exit(130 if interrupted else 0)
    for name in ("file", "plain"):
        given = ctx.get_parameter_source(name)
        if given and given.name == "COMMANDLINE":
            raise typer.BadParameter(f"--{name} stands after the command it is for, not before it")


@app.command()
def take(
    banks: Annotated[list[str] | None, Banks] = None,
    file: File = None,
    count: Annotated[int | None, typer.Option(min=1, metavar="N", help="Ask at most this many questions.")] = None,
    seed: Annotated[int | None, typer.Option(metavar="N", help=SEED_HELP)] = None,
    in_order: Annotated[bool, typer.Option("--in-order", help="Ask in the order of the file.")] = False,
    plain: Plain = False,
    json: Annotated[bool, typer.Option("--json", help="Print the result as JSON; the screen goes to stderr.")] = False,
) -> None:
    """Take banks, by their ids; all of them where none is named.

    Example: quiz take trigger-points --count 5
    """
    from quiz import play
    from quiz.banks.default import chosen_banks, load
    from quiz.core.selection import select_items

    source = load(file)
    seed = _new_seed() if seed is None else seed
    items = select_items(chosen_banks(source, banks or []), seed=seed, count=count, in_order=in_order)
    cite = play.citing(source)
    if json:
        with play.front_end(sys.stderr, plain=plain) as front:
            sitting = play.take(front, items, cite, seed=seed)
        from quiz.report import report

        _print_json(
            report(source, sitting.outcome, seed=seed, seconds=sitting.seconds, interrupted=sitting.interrupted)
        )
    else:
        with play.front_end(sys.stdout, plain=plain) as front:
            sitting = play.take_and_repeat(front, items, cite, seed=seed)
    raise typer.Exit(130 if sitting.interrupted else 0)


@app.command()
def banks(
    file: File = None,
    json: Annotated[bool, typer.Option("--json", help="Print the list as JSON.")] = False,
) -> None:
    """List the banks of a question file.

    Example: quiz banks --file my-questions.yaml
    """
    from quiz.banks.default import load

    source = load(file)
    if json:
        from quiz.report import bank_summary

        _print_json([bank_summary(bank) for bank in source.banks])
        return
    from quiz.terminal.colour import console_for
    from quiz.terminal.listing import banks_listing, print_lines

    console = console_for(sys.stdout)
    print_lines(console, banks_listing(source, console.size.width))


@app.command()
def read(
    bank: Annotated[str | None, Bank] = None,
    file: File = None,
) -> None:
    """Read the document, or the parts of it that a bank asks about.

    Example: quiz read trigger-points
    """
    from quiz.banks.default import chosen_banks, load
    from quiz.banks.document import read_document
    from quiz.terminal.colour import console_for
    from quiz.terminal.listing import print_document, sections_for

    source = load(file)
    document = read_document(source.document)
    sections = sections_for(document, chosen_banks(source, [bank])) if bank else document.sections
    if not sections:
        hint = "Compare each passage with the document, word for word."
        raise QuizError(f"no passage of the bank '{bank}' is in it", where=str(source.document), hint=hint)
    print_document(console_for(sys.stdout), sections, markdown=document.is_markdown)


def _print_json(value: object) -> None:
    import json

    print(json.dumps(value, ensure_ascii=False, indent=2))


def _new_seed() -> int:
    from random import SystemRandom

    return SystemRandom().randrange(2**32)
