"""The command-line app, to which the modules here add their commands."""

from contextlib import suppress
from difflib import get_close_matches
from shutil import get_terminal_size
from typing import Any, Final

import typer
from typer.core import TyperGroup

from quiz.errors import QuizError

FOR_AUTHORS: Final = "Commands for authors"
"""The heading in `quiz --help` of the commands that write and check banks."""
MAX_SUMMARY: Final = 1000
"""The longest summary of a command in characters, so that none is cut."""
WIDEST, NARROWEST = 78, 20
"""The width of help in characters, on a wide terminal and at least."""


class Commands(TyperGroup):
    """A group of commands. Its help lists them by panel; an unknown command gets a hint."""

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        width = max(NARROWEST, min(WIDEST, get_terminal_size().columns - 2))  # Typer's own is never below 50
        return super().make_context(info_name, args, parent, **{"terminal_width": width, **extra})

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        panels: dict[str, list[tuple[str, str]]] = {}
        widest = max(map(len, self.commands))
        for name, command in self.commands.items():
            rows = panels.setdefault(getattr(command, "rich_help_panel", None) or "Commands", [])
            rows.append((f"{name:<{widest}}", command.get_short_help_str(MAX_SUMMARY)))
        for panel, rows in panels.items():
            with formatter.section(panel):
                formatter.write_dl(rows)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args[0] not in self.commands and not ctx.resilient_parsing and (hint := self._hint(ctx, args)):
            ctx.fail(f"No such command {args[0]!r}. {hint}")
        return super().resolve_command(ctx, args)

    def _hint(self, ctx: Any, args: list[str]) -> str:
        """What to run in place of an unknown command, where it asks for help or names a bank; or ""."""
        name, *others = args
        if name == "help":
            path = [
                "quiz",
                *([ctx.info_name] if ctx.parent else []),
                *(word for word in others[:1] if word in self.commands),
            ]
            return f"Run `{' '.join(path)} --help`."
        if ctx.parent:
            return ""
        from quiz.cli.options import question_file

        ids = []
        with suppress(QuizError, OSError, ValueError, RuntimeError):
            ids = [bank.id for bank in question_file(ctx).without_drafts().banks]
        nearest = get_close_matches(name, [*self.commands, *ids], n=1)
        if not nearest or nearest[0] not in ids:
            return ""
        from shlex import quote

        given = ctx.get_parameter_source("file").name == "COMMANDLINE"
        command = f"quiz take {nearest[0]}" + (f" --file {quote(ctx.params['file'])}" if given else "")
        return f"Run `{command}`." if name == nearest[0] else f"Did you mean `{command}`?"


app = typer.Typer(
    cls=Commands,
    add_completion=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # help in plain lines: for screen readers, and at half the cost
)
