"""Whether a stream gets colour: settled here, once, for everything that is shown."""

import os
from collections.abc import Mapping
from typing import TextIO

from rich.console import Console


def wants_colour(environ: Mapping[str, str], *, is_terminal: bool) -> bool:
    """NO_COLOR (not empty) turns colour off, else FORCE_COLOR (not empty) on, else TERM=dumb off;
    else a terminal has it and nothing else does."""
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR"):
        return True
    return environ.get("TERM") != "dumb" and is_terminal


def console_for(out: TextIO) -> Console:
    """A console on a stream: the terminal's own sixteen colours; bold and dim also without colour."""
    colour = wants_colour(os.environ, is_terminal=out.isatty())
    styled = colour or (out.isatty() and os.environ.get("TERM") != "dumb")
    stale = ("COLUMNS", "LINES") if out.isatty() else ()  # a terminal knows its size itself, also after a resize
    return Console(
        file=out,
        color_system="standard" if styled else None,
        force_terminal=styled,
        no_color=not colour,
        highlight=False,
        markup=False,
        emoji=False,
        _environ={name: value for name, value in os.environ.items() if name not in stale},
    )
