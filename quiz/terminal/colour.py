"""Whether a stream gets colour: settled here, once, for everything that is shown."""

import os
from collections.abc import Iterable, Mapping
from typing import TextIO

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from quiz.characters import harmless
from quiz.output import unprotected


def wants_colour(environ: Mapping[str, str], *, is_terminal: bool) -> bool:
    """NO_COLOR (not empty) turns colour off, else FORCE_COLOR (not empty) on, else TERM=dumb off;
    else a terminal has it and nothing else does."""
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR"):
        return True
    return environ.get("TERM") != "dumb" and is_terminal


def console_for(out: TextIO) -> Console:
    """A console on a stream: the terminal's own sixteen colours; bold and dim also without colour.

    The only escape sequences that it writes are its own: forbidden characters in what is shown are replaced.
    """
    colour = wants_colour(os.environ, is_terminal=out.isatty())
    styled = colour or (out.isatty() and os.environ.get("TERM") != "dumb")
    stale = ("COLUMNS", "LINES") if out.isatty() else ()  # a terminal knows its size itself, also after a resize
    return _CleanConsole(
        file=unprotected(out),
        color_system="standard" if styled else None,
        force_terminal=styled,
        no_color=not colour,
        highlight=False,
        markup=False,
        emoji=False,
        _environ={name: value for name, value in os.environ.items() if name not in stale},
    )


class _CleanConsole(Console):
    """Replaces the forbidden characters in everything that it prints."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        for text, style, control in super().render(renderable, options):
            yield Segment(text if control else harmless(text), style, control)
