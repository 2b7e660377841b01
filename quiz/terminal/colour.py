"""Consoles: whether a stream gets colour, and what text may contain."""

import os
from collections.abc import Iterable, Mapping
from typing import TextIO

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from quiz.characters import harmless
from quiz.output import unprotected


def wants_colour(environ: Mapping[str, str], *, is_terminal: bool) -> bool:
    """Whether to use colour. NO_COLOR (not empty) turns it off, else FORCE_COLOR (not empty) on, else TERM=dumb off;
    otherwise only a terminal gets it."""
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR"):
        return True
    return environ.get("TERM") != "dumb" and is_terminal


def console_for(out: TextIO) -> Console:
    """A console for a stream, with 256 colours; bold and dim even without colour.

    It writes no escape sequences but its own: forbidden characters in the text are replaced.
    """
    colour = wants_colour(os.environ, is_terminal=out.isatty())
    styled = colour or (out.isatty() and os.environ.get("TERM") != "dumb")
    stale = ("COLUMNS", "LINES") if out.isatty() else ()  # a terminal reports its own size, even after a resize
    return _CleanConsole(
        file=unprotected(out),
        color_system="256" if styled else None,
        force_terminal=styled,
        no_color=not colour,
        highlight=False,
        markup=False,
        emoji=False,
        _environ={name: value for name, value in os.environ.items() if name not in stale},
    )


class _CleanConsole(Console):
    """A console that replaces forbidden characters in everything it prints."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        for text, style, control in super().render(renderable, options):
            yield Segment(text if control else harmless(text), style, control)
