"""The columns of a PDF page, in reading order."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from statistics import median
from typing import Final

from quiz.convert.pdf_characters import Piece, Rule, rows_of
from quiz.convert.pdf_tables import around_table, notice_of, tables_among

GUTTER: Final = 0.6
"""The minimum space between two columns, in line heights."""
FEW_LINES: Final = 4
LONE_MARK: Final = re.compile(r"[^\w\s]|o|\(?(?:\d{1,2}|[a-z])[.)]")
Spans = list[tuple[float, float]]


def in_order(pieces: list[Piece], rules: list[Rule]) -> list[list[Piece]]:
    """The columns of a page in reading order, including nested ones; a table is a single piece."""
    found = list[list[Piece]]()
    groups = _columns(pieces)
    for columns in groups:
        if len(columns) == 1 == len(groups):
            return columns
        for some in tables_among(columns, rules):
            if len(some) > 1:
                above, table, below = around_table(some)
                found += [part for part in (above, [notice_of(table)], below) if part]
            else:
                found += some if len(columns) == 1 else in_order(some[0], rules)
    return found


def _covered(pieces: Iterable[Piece], spans: Spans, narrowest: float) -> Spans:
    """The ranges that pieces and spans cover from left to right, including narrower spaces between them."""
    covered = Spans()
    for left, right in sorted([*spans, *((piece.left, piece.right) for piece in pieces)]):
        if covered and left - covered[-1][1] < narrowest:
            covered[-1] = covered[-1][0], max(covered[-1][1], right)
        else:
            covered.append((left, right))
    return covered


def _bands(pieces: list[Piece]) -> list[list[Piece]]:
    """The pieces in horizontal bands, from the top."""
    bands, reach = list[list[Piece]](), 1e9
    for piece in sorted(pieces, key=lambda piece: -piece.y - 0.6 * piece.height):
        top, bottom = piece.y + 0.6 * piece.height, piece.y - 0.1 * piece.height
        if not bands or top < reach:
            bands.append([])
            reach = bottom
        bands[-1].append(piece)
        reach = min(reach, bottom)
    return bands


def _columns(pieces: list[Piece]) -> list[list[list[Piece]]]:
    """The groups of columns of a page from the top; a group of one column is text across the page.

    Bands are taken together as long as the same spaces go through all of them.
    """
    narrowest = GUTTER * median(piece.height for piece in pieces)
    groups, spans = list[list[list[Piece]]](), Spans()  # a group is a list of bands
    beside = False  # text beside text in the last group
    for band in _bands(pieces):
        alone, together = _covered(band, [], narrowest), _covered(band, spans, narrowest)
        if groups and (len(together) > 1 if beside else len(alone) == 1):
            groups[-1].append(band)
            spans = together
        else:
            above = list(_leading(groups[-1], spans, band))[::-1] if beside else []
            groups.append([*above, band])
            spans, beside = alone, len(alone) > 1
    split = list[list[list[Piece]]]()
    for columns in (_split([piece for band in group for piece in band], narrowest) for group in groups):
        if split and len(columns) == 1 == len(split[-1]):
            split[-1][0] += columns[0]
        else:
            split.append(columns)
    return split


def _leading(group: list[list[Piece]], spans: Spans, following: list[Piece]) -> Iterator[list[Piece]]:
    """Remove from the end of columns what belongs to the text below, such as its heading: it is nearer to that."""
    while len(group) > 2 and max(piece.right for piece in group[-1]) <= spans[0][1]:
        before, last, after = (median(piece.y for piece in band) for band in (*group[-2:], following))
        if before - last < 1.3 * (last - after):
            return
        following = group[-1]
        yield group.pop()


def with_marks_joined(pieces: list[Piece]) -> list[Piece]:
    """Bullets and numbers joined with the text of their items."""
    joined, marks = list[Piece](), list[Piece]()
    for piece in sorted(pieces, key=lambda piece: piece.left):
        text = piece.text.strip()
        mark = next((one for one in reversed(marks[-200:]) if _belongs(one, piece)), None)
        if LONE_MARK.fullmatch(text):
            marks.append(piece)
        elif mark:
            marks.remove(mark)
            sign = "•" if mark.text.strip() == "o" else mark.text.strip()
            joined.append(replace(piece, parts=[(f"{sign} ", ""), *piece.parts], left=mark.left))
        else:
            joined.append(piece)
    return joined + marks


def _belongs(mark: Piece, piece: Piece) -> bool:
    return abs(mark.y - piece.y) < 0.3 * piece.height and -1 < piece.left - mark.right < 4 * piece.height


def _split(group: list[Piece], narrowest: float) -> list[list[Piece]]:
    """The columns of a group, if text is side by side on more than one line.

    On a few lines the spaces between the words of justified text may lie below each other: these must be wider.
    """
    for least, wide in ((FEW_LINES, narrowest), (2, 2 * narrowest)):
        spans = _covered(group, [], wide)
        columns = list[list[Piece]]([] for _ in spans)
        for piece in group:
            columns[next(i for i, (_, right) in enumerate(spans) if piece.left <= right)].append(piece)
        if len(columns) > 1 and min(len(rows_of(column)) for column in columns) >= least:
            return columns
    return [group]
