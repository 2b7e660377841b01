"""Options and output that several commands share."""

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quiz.characters import escaped
from quiz.output import print_text, say

if TYPE_CHECKING:
    from quiz.core.bank import QuestionFile
    from quiz.pages.blocks import Page
    from quiz.store.database import Database
    from quiz.store.history import History

MAX_COMPLETED = 4 * 1024 * 1024
"""The maximum size in bytes of a question file that is read for a completion or a hint: about 0.3 s of work."""
PLAIN_WORD = re.compile(r"\w[\w.-]*")
"""A word that means the same to every shell without quotes."""


def question_file(ctx: typer.Context) -> "QuestionFile":
    """The whole question file that the command line names, for a completion or a hint; never blocks.

    Raises QuizError, OSError, ValueError or RuntimeError if it cannot be used or is larger than MAX_COMPLETED.
    """
    from quiz.bank.default import shipped_file
    from quiz.bank.reader import parse_question_file
    from quiz.files import read_regular_file

    named = ctx.params.get("file")  # as typed: nothing has been converted yet
    path = Path(named).expanduser() if named else shipped_file()
    return parse_question_file(read_regular_file(path, MAX_COMPLETED).decode("utf-8-sig"), path)


def complete_bank(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the id of a bank. Raises QuizError or OSError if the file cannot be used.

    Offers ids without titles. The reader restricts ids to a-z, 0-9 and '-', but a title may contain anything, and
    Typer (up to 0.28) passes descriptions on unsafely: in zsh a backslash before `$(…)` undoes its escape, and Rich
    markup is parsed. For the same reason no help text may contain a backslash or markup.
    """
    return [bank.id for bank in question_file(ctx).without_drafts().banks if bank.id.startswith(incomplete)]


def complete_id(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the id of a bank or a question, drafts too. Raises as `complete_bank` does."""
    file = question_file(ctx)
    known = [*(bank.id for bank in file.banks), *(question.id for _, question in file.items)]
    return [name for name in known if name.startswith(incomplete)]


def complete_learner(incomplete: str) -> list[str]:
    """Complete the name of a learner with saved answers. Raises QuizError, OSError or sqlite3.Error.

    Offers only names that are plain words: a shell puts a completion on the command line as it is, and would split
    or run any other.
    """
    from quiz.store.learners import read_learners
    from quiz.store.place import FILE_NAME, data_folder

    known = read_learners(data_folder() / FILE_NAME)
    return [name for name in known if PLAIN_WORD.fullmatch(name) and name.startswith(incomplete)]


FILE_HELP = "Use this question file instead of the one that comes with quiz."
BANK_HELP = "A bank's id, as listed by `quiz banks`."
LEARNER_HELP = "Your name, on a computer that several people use."

File = Annotated[Path | None, typer.Option("--file", metavar="PATH", envvar="QUIZ_FILE", help=FILE_HELP)]
Plain = Annotated[bool, typer.Option("--plain", help="Ask line by line, with numbered options and typed answers.")]
Learner = Annotated[str, typer.Option("--learner", metavar="NAME", help=LEARNER_HELP, autocompletion=complete_learner)]
NoSave = Annotated[bool, typer.Option("--no-save", help="Don't save answers.")]
Count = Annotated[int | None, typer.Option("--count", min=1, metavar="N", help="Ask at most this many questions.")]
Certainty = Annotated[bool, typer.Option("--certainty", help="Ask after each answer how sure you are.")]
Score = Annotated[
    bool,
    typer.Option(
        "--certainty-score", help="Like --certainty, and show the certainty-based mark, which can be negative."
    ),
]
Drafts = Annotated[bool, typer.Option("--drafts", help="Include drafts, which no author has approved yet.")]
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON; show the quiz on stderr.")]
PrintJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
PrintPlain = Annotated[bool, typer.Option("--plain", help="Print plain text, without bars and charts.")]
Bank = typer.Argument(metavar="[BANK]", help=BANK_HELP, autocompletion=complete_bank, show_default=False)
Banks = typer.Argument(metavar="[BANK]...", help=BANK_HELP, autocompletion=complete_bank, show_default=False)


def close_answers(answers: "History | Database") -> None:
    """Close the answers, and report a broken file that was replaced."""
    notice = answers.pop_notice()
    if notice:
        say(notice, err=True)
    answers.close()


def is_screen(*, plain: bool = False) -> bool:
    """Whether pages are drawn: on a capable terminal, unless `plain`."""
    return not plain and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def show(page: "Page", *, plain: bool = False) -> None:
    """Show a page: on a screen in the user's pager, with colours and charts; else as plain lines."""
    if not is_screen(plain=plain):
        from quiz.pages.plain import as_lines

        print_text("".join(f"{line}\n" for line in as_lines(page)))
    else:
        from quiz.terminal.block_lines import page_lines
        from quiz.terminal.colour import console_for
        from quiz.terminal.layout import indent, measure
        from quiz.terminal.listing import page_through

        console = console_for(sys.stdout)
        page_through(console, indent(page_lines(page, measure(console.size.width))))


def print_json(value: object) -> None:
    from json import dumps

    print_text(f"{escaped(dumps(value, ensure_ascii=False, indent=2))}\n")
