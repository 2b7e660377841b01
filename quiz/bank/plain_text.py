"""Plain text → its headings, paragraphs, list items, and lines in columns."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import Final, Literal, NamedTuple

from quiz.bank.text import sentence_spans

BULLET: Final = re.compile(r"\s*(?:[•‣◦▪*+–-]|[0-9]{1,3}[.)])\s+(?=\S)")
DIVIDER: Final = re.compile(r"(?P<sign>[-=_*~])(?:(?P=sign){2,}|(?: +(?P=sign)){2,})")
"""A line that is drawn, not read: below a heading, or between parts."""
GRID: Final = re.compile(r"[-=+| ]{5,}")
"""A line drawn below the heads of columns, or around a table."""
GAP: Final = re.compile(r"(?<=\S)\s{3,}(?=\S)")
"""Spaces between two columns."""
NARROWEST: Final = 3
MOST_GAPS: Final = 8
"""How many spaces of a line are looked at, so that no text takes long."""
LONGEST_HEADING: Final = 72

Run = list[tuple[int, str]]
"""Consecutive lines, each with its number, from 0."""


class Piece(NamedTuple):
    """A part of a plain text as written; `line`, from 0, is its first. It is `apart` if a divider is above it."""

    kind: Literal["heading", "paragraph", "item", "columns"]
    text: str
    line: int
    level: int = 0
    apart: bool = False


def pieces(lines: Sequence[str]) -> list[Piece]:
    """The parts of a plain text in order.

    A heading is a short line that doesn't end like a sentence and has text below it: underlined, in capitals, at the
    top of lines between two dividers, alone between empty lines, or before a list.
    """
    found = list(_pieces(lines))
    for i, piece in enumerate(found):
        below = found[i + 1] if i + 1 < len(found) else None
        if below is None:
            found[i] = piece._replace(kind="paragraph") if piece.kind == "heading" else piece
        elif piece.kind == "paragraph" and is_heading(piece.text):
            alone = i and (below.apart or is_heading(below.text))
            found[i] = piece if alone else piece._replace(kind="heading", level=1)
    return found


def _pieces(lines: Sequence[str]) -> Iterator[Piece]:
    run, apart, above = Run(), False, False
    for number, line in enumerate([*lines, ""]):
        drawn = DIVIDER.fullmatch(line.strip())
        if line.strip() and not drawn:
            run.append((number, line))
            continue
        some = list(_pieces_of(run, drawn["sign"] if drawn else "", boxed=above and drawn is not None))
        if some:
            yield some[0]._replace(apart=apart)
            yield from some[1:]
            apart = False
        apart = apart or (drawn is not None and not (some and some[-1].kind == "heading"))
        run, above = [], drawn is not None


def _pieces_of(run: Run, underline: str, *, boxed: bool) -> Iterator[Piece]:
    """The parts of consecutive lines. `underline` is the character of the divider below them, if any."""
    if _in_columns([line for _, line in run]):
        yield _piece("columns", run)
        return
    headed = underline and run and is_heading(run[-1][1])
    ends = len(run) == 1 or (headed and run[-2][1].rstrip().endswith((".", "!", "?", ":")))
    level = 1 if underline == "=" else 2
    if headed and ends:
        yield from _paragraphs(run[:-1])
        yield _piece("heading", run[-1:])._replace(level=level)
    elif run[1:] and is_heading(run[0][1]) and (boxed or (run[0][1].isupper() and not run[1][1].isupper())):
        yield _piece("heading", run[:1])._replace(level=level if boxed else 1)
        yield from _paragraphs(run[1:])
    else:
        yield from _paragraphs(run)


def _paragraphs(run: Run) -> Iterator[Piece]:
    begun = Run()
    for place, (number, line) in enumerate(run, 1):
        below = run[place][1] if place < len(run) else ""
        leads = line.rstrip().endswith(":") and not line[:1].isspace() and BULLET.match(below)
        if begun and (leads or _begins_item(line, begun[0][1])):
            yield _piece("paragraph", begun)
            begun = []
        begun.append((number, line))
    if begun:
        yield _piece("paragraph", begun)


def _begins_item(line: str, above: str) -> bool:
    """Whether a line is a list item, where the lines before it begin with `above`. Numbers begin at 1, and have at most
    two digits: in "Ring 999. Stay with them.", 999 is no item."""
    mark = BULLET.match(line)
    if not mark or not (number := mark[0].strip(" .)")).isdigit():
        return bool(mark)
    return number == "1" or (len(number) < 3 and bool(BULLET.match(above)))


def _piece(kind: Literal["heading", "paragraph", "columns"], run: Run) -> Piece:
    text = "".join(line for _, line in run)
    return Piece("item" if kind == "paragraph" and BULLET.match(text) else kind, text, run[0][0])


def _in_columns(run: Sequence[str]) -> bool:
    """Whether a grid is drawn, the same wide space goes through two lines in a row, or a line begins below one."""
    spaces = [_spaces(line.expandtabs().rstrip()) for line in run]
    return any(GRID.fullmatch(line.strip()) for line in run) or any(
        min(end, other_end) - max(start, other_start) >= NARROWEST
        for above, below in pairwise(spaces)
        for start, end in above
        for other_start, other_end in below
        if start or other_start
    )


def _spaces(line: str) -> list[tuple[int, int]]:
    """Where the spaces before a line, with its bullet, and the wide spaces in it begin and end."""
    mark = BULLET.match(line)
    begins = mark.end() if mark else len(line) - len(line.lstrip())
    gaps = islice(GAP.finditer(line, begins), MOST_GAPS)
    return [(0, begins), *(found.span() for found in gaps)]


def is_heading(written: str) -> bool:
    """Whether a text looks like a heading: one short line that begins with a capital and is no sentence."""
    line = written.strip()
    begins = line[:1].isalnum() and not line[:1].islower() and not BULLET.match(line)
    ends = line.endswith((".", "!", ";", ",", "…")) or "___" in line or len(sentence_spans(line)) > 1
    return begins and not ends and "\n" not in line and len(line) <= LONGEST_HEADING
