"""Commands for the answers saved on this machine."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quiz.cli.app import Commands
from quiz.cli.options import close_answers, complete_learner
from quiz.errors import QuizError
from quiz.output import say

if TYPE_CHECKING:
    from quiz.store.database import Database

data = typer.Typer(cls=Commands, help="Find, copy or delete your saved answers.")


def _day(text: str) -> int:
    """When a day begins, in milliseconds since 1970; 0 for any day before 1971."""
    try:
        day = datetime.strptime(text, "%Y-%m-%d")
    except ValueError:
        raise typer.BadParameter("expected a date, such as 2026-11-23") from None
    return int(day.timestamp() * 1000) if day.year > 1970 else 0


SKIP_BAD_HELP = "Skip and list the lines that can't be used; import the rest."
MAX_LISTED = 20
"""The maximum number of skipped lines that are listed."""
LEARNER_HELP = "Delete only this learner's answers."
BEFORE_HELP = "Only quizzes begun before this date, such as 2026-11-23."


@data.command()
def where() -> None:
    """Show where your answers are saved, and how many there are.

    Example: quiz data where
    """
    from quiz.store.forgetting import count_kept
    from quiz.store.place import may_hold_answers
    from quiz.terminal.wording import kept

    database = _database()
    say(str(database.path))
    say(kept(database.run(count_kept)) if may_hold_answers(database.path) else "Nothing has been saved yet.")
    close_answers(database)


@data.command("export")
def export_(
    to: Annotated[
        Path, typer.Argument(metavar="FILE", help="The file to write. Existing files are never overwritten.")
    ],
) -> None:
    """Copy all answers to a file.

    The file has one JSON object per line; see docs/history.md.

    Example: quiz data export answers.jsonl
    """
    from quiz.files import is_stream
    from quiz.store.exporting import export
    from quiz.store.forgetting import count_kept
    from quiz.terminal.wording import kept

    database = _database(must_exist=True)
    found = database.run(count_kept)
    if found.sessions:
        export(database, to)
        say(f"{kept(found)} Saved to {to}.", err=is_stream(to))
    else:
        say("There are no answers to export.")
    close_answers(database)


@data.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file from `quiz data export`.")],
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help=SKIP_BAD_HELP)] = False,
) -> None:
    """Import answers from a file.

    Answers that are already here don't change. If a line can't be used, nothing is imported, unless you skip it.

    Example: quiz data import answers.jsonl
    """
    from quiz.core.english import counted
    from quiz.store.importing import import_answers
    from quiz.store.standings import count_pending

    skipped: list[str] = []

    def skip(bad: QuizError) -> None:
        skipped.append(f"{bad.where}: skipped: {bad.message}" if len(skipped) < MAX_LISTED else "")

    database = _database()
    found = database.run(lambda db: import_answers(db, file, skip if skip_bad else None), write=True, retry=False)
    database.run(count_pending, write=True)
    for line in skipped[:MAX_LISTED]:
        say(line, err=True)
    if len(skipped) > MAX_LISTED:
        say(f"{file}: skipped: {counted(len(skipped) - MAX_LISTED, 'more line')}", err=True)
    here = found.answers - found.new
    old = f" {counted(here, 'answer')} {'was' if here == 1 else 'were'} already here." if here else ""
    left_out = f" {counted(len(skipped), 'line')} skipped." if skipped else ""
    say(f"{counted(found.new, 'new answer')} from {counted(found.sessions, 'quiz', 'quizzes')}.{old}{left_out}")
    close_answers(database)


@data.command()
def forget(
    learner: Annotated[
        str | None, typer.Option(metavar="NAME", help=LEARNER_HELP, autocompletion=complete_learner)
    ] = None,
    before: Annotated[int | None, typer.Option(parser=_day, metavar="DATE", help=BEFORE_HELP)] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask for confirmation.")] = False,
) -> None:
    """Delete answers permanently, after asking.

    Deletes everyone's answers, one learner's, or those from before a date.

    Example: quiz data forget --learner Ann --before 2026-01-01
    """
    from quiz.core.english import series
    from quiz.store.forgetting import count_kept, forget, set_aside
    from quiz.store.place import checked_learner
    from quiz.terminal.wording import kept

    database = _database(must_exist=True)
    name = None if learner is None else checked_learner(learner)
    chosen = database.run(lambda db: count_kept(db, name, before))
    if not chosen.sessions:
        database.scrub()
        others = database.run(count_kept).learners
        say("There is nothing to delete." + (f" The saved answers belong to {series(list(others))}." if others else ""))
    elif yes or _confirmed(f"{kept(chosen)} Delete them permanently?"):
        forget(database, name, before)
        say(f"Deleted: {kept(chosen)}")
    else:
        say("Nothing was deleted.")
    if aside := set_aside(database.path.parent):
        say(f"Broken files that were renamed earlier may still hold answers: {series([str(path) for path in aside])}.")
    close_answers(database)


def _confirmed(question: str) -> bool:
    """Ask; no answer means no."""
    try:
        return typer.confirm(question)
    except typer.Abort:
        say()
        return False


def _database(*, must_exist: bool = False) -> "Database":
    from quiz.store.database import Database
    from quiz.store.place import may_hold_answers

    database = Database()
    if must_exist and not may_hold_answers(database.path):
        say("Nothing has been saved yet.")
        raise typer.Exit
    return database
