"""The command that writes banks for other systems."""

from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from quiz.cli.app import FOR_AUTHORS, app
from quiz.cli.options import Banks, File, PrintJson, print_json
from quiz.errors import QuizError, nearest
from quiz.formats import FORMATS, Written
from quiz.output import say

FORMAT_HELP = "; ".join(f"{name}: {one.what}" for name, one in FORMATS.items())
TO_HELP = "The file to write. Existing files are never overwritten."


def complete_format(incomplete: str) -> list[str]:
    """Complete the name of a format."""
    return [name for name in FORMATS if name.startswith(incomplete)]


@app.command(rich_help_panel=FOR_AUTHORS)
def export(
    format_: Annotated[str, typer.Argument(metavar="FORMAT", help=FORMAT_HELP, autocompletion=complete_format)],
    banks: Annotated[list[str] | None, Banks] = None,
    to: Annotated[Path | None, typer.Option("--to", "-o", metavar="FILE", help=TO_HELP, show_default=False)] = None,
    file: File = None,
    json: PrintJson = False,
) -> None:
    """Write banks as a web page, or for another system.

    What the format can't express is listed on stderr.

    Example: quiz export moodle -o questions.xml
    """
    from quiz.bank.default import chosen_banks, citing, load
    from quiz.files import write_bytes
    from quiz.formats.losses import drafts_left_out, loss_lines

    if format_ not in FORMATS:
        raise QuizError(
            f"there is no format '{format_}'{nearest(format_, list(FORMATS))}",
            hint=f"The formats are: {', '.join(FORMATS)}.",
            exit_code=2,
        )
    if to is None:
        name = f"quiz{FORMATS[format_].suffix}"
        raise QuizError("no output file was given", hint=f"Run `quiz export {format_} -o {name}`.", exit_code=2)
    source = load(file)
    chosen = chosen_banks(source, banks or [])
    written: Written = import_module(FORMATS[format_].module).write(source, chosen, citing(source))
    write_bytes(to, written.content)
    losses = (*drafts_left_out(source, banks or []), *written.losses)
    if json:
        print_json({"file": str(to), "losses": [loss._asdict() for loss in losses]})
    else:
        for line in loss_lines(losses):
            say(line, err=True)
        say(f"Saved to {to}.", err=True)
