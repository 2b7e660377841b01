"""The commands and their options. What a command needs is imported when it runs."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from quiz.cli_data import data
from quiz.errors import QuizError

if TYPE_CHECKING:
    from quiz.core.bank import QuestionFile
    from quiz.core.session import Session
    from quiz.history.history import History
    from quiz.play import Sitting

app = typer.Typer(
    add_completion=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # help in plain lines: for screen readers, and at half the cost
)
app.add_typer(data, name="data")


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
ME = "me"
PASS_HELP = "The percentage of the points that passes; below it the exit code is 1."
NOTHING = {
    "missed": "one you missed the last time",
    "new": "new",
    "due": "due",
    "must-know": "one that must be known",
}
LEARNER_HELP = "Whose answers these are, on a machine that several people use."
ONLY_HELP = "Only those missed the last time, not asked yet, due for review, or that must be known."
SEED_HELP = "The same seed gives the same questions in the same order."

File = Annotated[Path | None, typer.Option("--file", metavar="PATH", envvar="QUIZ_FILE", help=FILE_HELP)]
Plain = Annotated[bool, typer.Option("--plain", help="Line by line: numbered options and typed answers.")]
Learner = Annotated[str, typer.Option("--learner", metavar="NAME", help=LEARNER_HELP)]
NoSave = Annotated[bool, typer.Option("--no-save", help="Write nothing to the disk.")]
Count = Annotated[int | None, typer.Option("--count", min=1, metavar="N", help="Ask at most this many questions.")]
Certainty = Annotated[bool, typer.Option("--certainty", help="Ask after each answer how sure you are.")]
Score = Annotated[
    bool, typer.Option("--certainty-score", help="The same, and show the certainty-based mark. It can be negative.")
]
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON; the screen goes to stderr.")]
Bank = typer.Argument(metavar="[BANK]", help=BANK_HELP, autocompletion=complete_bank, show_default=False)
Banks = typer.Argument(metavar="[BANK]...", help=BANK_HELP, autocompletion=complete_bank, show_default=False)


@app.callback(invoke_without_command=True)
def menu(
    ctx: typer.Context,
    file: File = None,
    plain: Plain = False,
    learner: Learner = ME,
    no_save: NoSave = False,
    version: Annotated[
        bool, typer.Option("--version", callback=say_version, is_eager=True, help="Say which version.")
    ] = False,
) -> None:
    """Ask questions built from a document, and show for each answer the words that decide it.

    Without a command: choose a bank from a menu, and take it. For learning; not medical advice.

    Example: quiz
    """
    if ctx.invoked_subcommand is None:
        from quiz import play
        from quiz.banks.default import load

        source = load(file)
        history, cite = play.history_of(source, learner), play.citing(source)
        with play.front_end(sys.stdout, plain=plain) as front:
            host = play.Host(front, source, cite, None if no_save else history)
            interrupted = host.from_menu(seed=_new_seed())
        raise typer.Exit(130 if interrupted else 0)
    for name in ("file", "plain", "learner", "no_save"):
        given = ctx.get_parameter_source(name)
        if given and given.name == "COMMANDLINE":
            option = name.replace("_", "-")
            raise typer.BadParameter(f"--{option} stands after the command it is for, not before it")


@app.command()
def take(
    banks: Annotated[list[str] | None, Banks] = None,
    file: File = None,
    count: Count = None,
    only: Annotated[Literal["missed", "new", "due", "must-know"] | None, typer.Option(help=ONLY_HELP)] = None,
    seed: Annotated[int | None, typer.Option(metavar="N", help=SEED_HELP)] = None,
    in_order: Annotated[bool, typer.Option("--in-order", help="Ask in the order of the file.")] = False,
    certainty: Certainty = False,
    certainty_score: Score = False,
    exam: Annotated[bool, typer.Option("--exam", help="Feedback only at the end; go back and change answers.")] = False,
    minutes: Annotated[
        float | None, typer.Option(min=0.1, max=10_000, metavar="N", help="The exam ends by then.")
    ] = None,
    pass_at: Annotated[float | None, typer.Option(min=0, max=100, metavar="P", help=PASS_HELP)] = None,
    plain: Plain = False,
    learner: Learner = ME,
    no_save: NoSave = False,
    json: Json = False,
) -> None:
    """Take banks, by their ids; all of them where none is named.

    Example: quiz take trigger-points --count 5
    """
    if minutes and not exam:
        raise typer.BadParameter("--minutes is for an exam: give --exam too")
    from quiz import play
    from quiz.banks.default import chosen_banks, load
    from quiz.core.session import Rules, Session

    source = load(file)
    history = play.history_of(source, learner)
    chosen = chosen_banks(source, banks or [])
    seed = _new_seed() if seed is None else seed
    items = play.choose_items(chosen, history, seed=seed, count=count, only=only, in_order=in_order)
    if not items:
        print(f"There is nothing to ask: none of these questions is {NOTHING[only or 'new']}.")
        return
    passing = None if pass_at is None else pass_at / 100
    rules = Rules(certainty or certainty_score, certainty_score, exam, minutes, passing)
    mode = "exam" if exam else "take"
    _sit(source, Session(items, seed=seed, rules=rules), None if no_save else history, mode, plain=plain, json=json)


@app.command()
def resume(file: File = None, plain: Plain = False, learner: Learner = ME) -> None:
    """Go on with the latest sitting that was left before its end.

    Example: quiz resume
    """
    from quiz import play
    from quiz.banks.default import load

    source = load(file)
    history, cite = play.history_of(source, learner), play.citing(source)
    left = history.unfinished(latest_only=False)
    if left is None:
        print("There is no sitting to go on with.")
        return
    with play.front_end(sys.stdout, plain=plain) as front:
        sitting = play.Host(front, source, cite, history).go_on(left)
    if sitting is not None:
        _exit_after(sitting)


@app.command()
def review(
    file: File = None,
    count: Count = None,
    certainty: Certainty = False,
    certainty_score: Score = False,
    plain: Plain = False,
    learner: Learner = ME,
    no_save: NoSave = False,
    json: Json = False,
) -> None:
    """Ask again what is due: what you were sure of and got wrong comes first.

    Example: quiz review --count 10
    """
    from quiz import play
    from quiz.banks.default import load
    from quiz.core.session import Rules, Session

    source = load(file)
    history = play.history_of(source, learner)
    items, next_due = play.due(source, history)
    if not items:
        from quiz.terminal.wording import nothing_due

        print(nothing_due(next_due, history.now()))
        return
    rules = Rules(certainty or certainty_score, certainty_score)
    session = Session(items[:count], seed=_new_seed(), rules=rules)
    _sit(source, session, None if no_save else history, "review", plain=plain, json=json)


@app.command()
def progress(
    file: File = None,
    learner: Learner = ME,
    svg: Annotated[Path | None, typer.Option("--svg", metavar="FILE", help="Save it as a picture.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """Show what you know, what must still be known, and what comes back when.

    Example: quiz progress
    """
    from quiz import play
    from quiz.banks.default import load

    source = load(file)
    history = play.history_of(source, learner)
    found, days = play.progress(source, history)
    if json:
        from quiz.report import progress_report

        _print_json(progress_report(source, found, learner=history.learner, days=days))
        return
    from quiz.terminal.colour import console_for
    from quiz.terminal.listing import print_lines
    from quiz.terminal.progress import progress_lines

    console = console_for(sys.stdout)
    if svg:
        from rich.text import Text

        from quiz.files import write_text
        from quiz.terminal.picture import as_svg

        lines = progress_lines(source, found, history.learner, days, 80)
        write_text(svg, as_svg(Text("\n").join(lines), columns=80, title=f"{source.title}: progress"))
        print(f"The picture is in {svg}.")
        return
    print_lines(console, progress_lines(source, found, history.learner, days, console.size.width))


@app.command()
def summary(
    file: File = None,
    learner: Learner = ME,
    to: Annotated[Path | None, typer.Option("--to", metavar="FILE", help="Save it: .md, .txt or .html.")] = None,
    score: Annotated[bool, typer.Option("--score", help="Also say how many were right.")] = False,
) -> None:
    """Make a page for your appointment: what you know, what you do not yet, and what to ask.

    Example: quiz summary --to page.html
    """
    from quiz import play
    from quiz.banks.default import load

    source = load(file)
    history = play.history_of(source, learner)
    lines = play.summary_page(source, history, to.suffix if to else ".txt", score=score)
    if to:
        from quiz.files import write_text

        write_text(to, "\n".join(lines) + "\n")
        print(f"The page is in {to}.")
    else:
        print(*lines, sep="\n")


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


def _sit(
    source: "QuestionFile", session: "Session", history: "History | None", mode: str, *, plain: bool, json: bool
) -> None:
    """Hold a sitting, and end with its exit code."""
    from quiz import play

    cite = play.citing(source)
    with play.front_end(sys.stderr if json else sys.stdout, plain=plain) as front:
        host = play.Host(front, source, cite, history)
        sitting = host.take(session, mode=mode) if json else host.begin(session, mode=mode)
    if json:
        from quiz.report import report

        _print_json(
            report(source, sitting.outcome, seed=session.seed, seconds=sitting.seconds, interrupted=sitting.interrupted)
        )
    _exit_after(sitting)


def _exit_after(sitting: "Sitting") -> None:
    raise typer.Exit(130 if sitting.interrupted else 1 if sitting.outcome.passed is False else 0)


def _print_json(value: object) -> None:
    import json

    print(json.dumps(value, ensure_ascii=False, indent=2))


def _new_seed() -> int:
    from random import SystemRandom

    return SystemRandom().randrange(2**32)
