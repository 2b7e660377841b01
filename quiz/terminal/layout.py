"""Lines of text at a given width: wrapping with a hanging indent, key hints, bars.

All widths are in terminal cells. Text from a bank is a `str` or a `Text`, never markup.
"""

from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Final

from rich.cells import cell_len, get_character_cell_size
from rich.console import Console
from rich.text import Text

from quiz.core.citation import Column

MARGIN = 2
"""Empty cells on either side."""
MEASURE = 76
"""The widest line that is still easy to read."""
NARROWEST = 6
"""The narrowest line: a terminal of fewer than ten columns cuts it off."""

STRONG = "bold"
DIM = "dim"
# Of the 256 colours, which are the same in every terminal: each contrasts at least 3.5 to 1 with white and with the
# usual dark backgrounds. The sixteen of a terminal don't: its cyan, green and yellow are 1.2 to 2.1 to 1 on white.
ACCENT = "color(31)"
GOOD = "color(28)"
BAD = "color(167)"
MIDDLING = "color(130)"
STYLES: Final = {
    "": "",
    "strong": STRONG,
    "dim": DIM,
    "accent": f"{STRONG} {ACCENT}",
    "good": f"{STRONG} {GOOD}",
    "middling": f"{STRONG} {MIDDLING}",
    "bad": f"{STRONG} {BAD}",
    "marked": STRONG,
}
"""The style of each tone of a page."""

_CONSOLE = Console(file=StringIO(), width=80)  # Text.wrap requires one and doesn't use it


def measure(columns: int) -> int:
    """The width of a line of text on a terminal of this many columns."""
    return max(NARROWEST, min(columns, MEASURE + 2 * MARGIN) - 2 * MARGIN)


def wrap(text: str | Text, width: int, style: str = "") -> list[Text]:
    """The text in lines of at most `width` cells; a longer word is broken."""
    whole = Text(text, style) if isinstance(text, str) else text
    return list(whole.wrap(_CONSOLE, max(1, width), tab_size=4)) or [Text()]


def pieces(text: str, width: int) -> list[str]:
    """The text in pieces of at most `width` cells, broken after spaces where possible. None of it is left out:
    spaces at the end of a piece may go beyond the width."""
    found, start, space, cells = list[str](), 0, 0, 0
    for at, character in enumerate(text):
        size = get_character_cell_size(character)
        while character != " " and cells + size > width and at > start:
            end = space if space > start else at
            found.append(text[start:end])
            start, cells = end, cell_len(text[end:at])
        if character == " ":
            space = at + 1
        cells += size
    return [*found, text[start:]]


def hang(text: str | Text, width: int, first: str | Text, style: str = "", rest: str | Text = "") -> list[Text]:
    """The text after a lead: `first` before its first line, `rest` (padded to the same width) before the others."""
    lead = Text(first) if isinstance(first, str) else first
    follow = Text(rest) if isinstance(rest, str) else rest.copy()
    follow.pad_right(lead.cell_len - follow.cell_len)
    lines = wrap(text, width - lead.cell_len, style)
    return [Text.assemble(lead if i == 0 else follow, line) for i, line in enumerate(lines)]


def table(rows: Sequence[tuple[Text, Text, Sequence[Column]]], width: int) -> list[Text]:
    """Rows of one table, each a lead, its words and its columns, under the headings; none if they don't fit."""
    headings = [Text(column.heading, DIM) for column in rows[0][2]]
    drawn = [(Text(), headings)] if any(headings) else []
    drawn += [(lead, [words[column.start : column.end] for column in columns]) for lead, words, columns in rows]
    first = max(lead.cell_len for lead, _ in drawn)
    widths = [max(cell.cell_len for cell in column) for column in zip(*(cells for _, cells in drawn), strict=True)]
    if first + sum(widths) + 3 * (len(widths) - 1) > width:
        return []
    lines = []
    for lead, cells in drawn:
        line = lead.copy()
        line.pad_right(first - lead.cell_len)
        for place, (cell, room) in enumerate(zip(cells, widths, strict=True)):
            line.append(" │ " if place else "", DIM).append_text(cell).append(" " * (room - cell.cell_len))
        line.rstrip()
        lines.append(line)
    return lines


def spread(left: Text, right: Text, width: int) -> list[Text]:
    """One line with a text at either end, or separate lines if they don't fit."""
    gap = width - left.cell_len - right.cell_len
    if gap >= 2:
        return [Text.assemble(left, " " * gap, right)]
    return [*wrap(left, width), *wrap(right, width)]


def bar(share: float, width: int) -> Text:
    """A bar filled to a share, 0 to 1; the two parts differ in shape as well as in colour."""
    halves = round(max(0.0, min(1.0, share)) * width * 2)
    full, half = divmod(halves, 2)
    return Text.assemble(("━" * full + "╸" * half, ACCENT), ("─" * (width - full - half), DIM))


def key_hints(hints: Iterable[tuple[str, str]], width: int) -> list[Text]:
    """Pairs of a key and its effect, as many to a line as fit."""
    lines: list[Text] = []
    for key, effect in hints:
        hint = Text.assemble((key, STRONG), "  ", (effect, DIM))
        if lines and lines[-1].cell_len + 3 + hint.cell_len <= width:
            lines[-1].append("   ").append_text(hint)
        else:
            lines.extend(wrap(hint, width))
    return lines


def indent(lines: Iterable[Text], cells: int = MARGIN) -> list[Text]:
    """The lines, indented."""
    return [Text.assemble(" " * cells, line) if line else line for line in lines]


def paragraphs(*blocks: Sequence[Text]) -> list[Text]:
    """Blocks of lines separated by one empty line; empty blocks are dropped."""
    lines: list[Text] = []
    for block in blocks:
        if block:
            lines.extend([Text(), *block] if lines else block)
    return lines
