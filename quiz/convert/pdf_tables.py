"""Find the tables of a PDF page by their ruled lines and their cells, so that they are left out."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise
from operator import itemgetter
from statistics import median
from typing import Final

from quiz.convert.blocks import cut
from quiz.convert.pdf_characters import LARGE, Piece, row_text, rows_of
from quiz.convert.pdf_drawings import Rule
from quiz.convert.structure import BULLET

PROSE_WORDS: Final = 3.5
"""Lines of text columns have more words than this, lines of cells fewer."""
THICKEST: Final = 4
"""The maximum distance between lines at one place."""
LONGEST_QUOTE: Final = 50
NOTICE: Final = "\ufdd2"
"""Begins a line in place of something that the author has to copy by hand."""


Boxes = dict[int, int]
"""For pieces (by id), the number of the box around them."""


def notice_of(pieces: list[Piece], what: str = "") -> Piece:
    """A piece in place of a table or other text: how many lines it has, and how it begins and ends."""
    lines = [row_text(row) for row in rows_of(pieces)]
    what = what or f"a table of {len(lines)} lines"
    first, last = (cut(lines[place], LONGEST_QUOTE) for place in (0, -1))
    notice = f"{NOTICE}{what}, from “{first}” to “{last}”"
    left, right = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    y, height = median(piece.y for piece in pieces), median(piece.height for piece in pieces)
    return Piece([(notice, "")], left, right, y, height, False)


def without_notices(row: list[Piece]) -> list[list[Piece]]:
    """The pieces of a row, apart if one is a notice."""
    return [[piece] for piece in row] if any(piece.text.startswith(NOTICE) for piece in row) else [row]


def without_grids(pieces: list[Piece], rules: list[Rule]) -> list[Piece]:
    """The pieces, one in place of those in each table that is ruled and has text in several columns."""
    for box, walls in _grids(rules):
        left, _, right, _ = box
        inside = [piece for piece in pieces if piece.is_in(box)]
        beyond = any(piece.left < left - THICKEST or piece.right > right + THICKEST for piece in inside)
        beside = any(
            min(piece.left for piece in inside) < wall - THICKEST and wall < max(piece.left for piece in inside)
            for wall in walls
            if inside
        )
        if beside and not beyond:
            gone = set(map(id, inside))
            pieces = [*(piece for piece in pieces if id(piece) not in gone), notice_of(inside)]
    return pieces


def around_table(columns: list[list[Piece]]) -> tuple[list[Piece], list[Piece], list[Piece]]:
    """What is above a table, in it and below it. Around it are lines that only its first column has.

    Below it is what follows a larger space than there is between the lines of the table.
    """
    rows, first = rows_of(chain.from_iterable(columns)), set(map(id, columns[0]))
    shared = [n for n, row in enumerate(rows) if any(id(piece) not in first for piece in row)]
    start, end = shared[0], shared[-1] + 1
    gaps = [above[0].y - below[0].y for above, below in pairwise(rows)]
    largest = 1.2 * max(gaps[start : end - 1], default=0.0)
    end += next((n for n, gap in enumerate(gaps[end - 1 :]) if gap > largest > 0), len(rows) - end)
    above, table, below = (list(chain.from_iterable(part)) for part in (rows[:start], rows[start:end], rows[end:]))
    return above, table, below


def tables_among(columns: list[list[Piece]], rules: list[Rule], boxes: Boxes) -> Iterator[list[list[Piece]]]:
    """The columns in groups from the left: those of one table together, each text column alone."""
    group = columns[:1]
    for column in columns[1:]:
        if _is_table([group[-1], column], rules, boxes):
            group.append(column)
        else:
            yield group
            group = [column]
    yield group


def _is_table(columns: list[list[Piece]], rules: list[Rule], boxes: Boxes) -> bool:
    """Whether two columns belong to one table rather than to running text."""
    lines = [rows_of(column) for column in columns]
    sizes = sorted(median(piece.height for piece in column) for column in columns)
    inside = [{boxes.get(id(piece)) for piece in column} for column in columns]
    apart = inside[0].isdisjoint(inside[1]) and None not in inside[0] | inside[1]
    in_boxes = apart and any(len(rows) > len(box) for rows, box in zip(lines, inside, strict=True))
    if in_boxes or sizes[1] > LARGE * sizes[0] or all(map(_is_list, lines)):
        return False
    if min(map(len, lines)) == 1:
        return shared_line(*lines) is not None
    top = max(piece.y + piece.height for column in columns for piece in column)
    bottom = min(piece.y for column in columns for piece in column) - 6
    edge, start = max(piece.right for piece in columns[0]), min(piece.left for piece in columns[1])
    across = [
        y for left, y, right, y2 in rules if y2 - y < 3 and bottom < y < top and left < edge - 9 and start + 9 < right
    ]
    if _places(across) > 1:
        return True
    starts = [list(_starts(rows)) for rows in lines]
    if min(map(len, starts)) > 2 and _aligned(*starts) > 0.75:
        return True
    if all(map(_is_prose, lines)) or _passes(*lines) or _passes(*lines[::-1]):
        return False
    return _aligned(_ys(lines[0]), _ys(lines[1])) > 0.5


def _places(positions: Iterable[float]) -> int:
    """How many places lines are drawn at; a box and its background are drawn beside each other."""
    return sum(after - before > THICKEST for before, after in pairwise(sorted([-1e9, *positions])))


def _passes(some: list[list[Piece]], beside: list[list[Piece]]) -> bool:
    """Whether the lines of a column begin beside running text; in a table, the cells of a row begin together."""
    starts = [row[0].y for row in some if row_text(row)[:1].isupper()]
    near = [row_text(row) for row in beside if any(abs(row[0].y - y) < 2 for y in starts)]
    even = _is_prose(beside) and len(list(_starts(beside))) < 3
    return even and len(near) > 2 and 3 * sum(text[:1].islower() for text in near) > len(near)


def _ys(rows: list[list[Piece]]) -> list[float]:
    return [row[0].y for row in rows]


def _aligned(some: list[float], others: list[float]) -> float:
    """The share of the shorter column's lines that have a line beside them."""
    few, many = sorted((some, others), key=len)
    return sum(any(abs(y - other) < 2 for other in many) for y in few) / max(len(few), 1)


def _starts(rows: list[list[Piece]]) -> Iterator[float]:
    """Where the blocks of a column begin: below a gap."""
    gaps = [above[0].y - below[0].y for above, below in pairwise(rows)]
    usual = sorted(gaps)[len(gaps) // 4] if gaps else 0.0
    yield rows[0][0].y
    for gap, row in zip(gaps, rows[1:], strict=True):
        if gap > 1.25 * usual:
            yield row[0].y


def shared_line(some: list[list[Piece]], others: list[list[Piece]]) -> int | None:
    """The line of a column, as its number, that the only line of the other column continues: it looks the same."""
    (alone, *_), rows = (some[0], others) if len(some) == 1 else (others[0], some)
    for number, (piece, *_) in enumerate(rows):
        if abs(alone.y - piece.y) < 2 and piece.bold == alone.bold and abs(piece.height - alone.height) < 1:
            return number
    return None


def _is_list(rows: list[list[Piece]]) -> bool:
    """Whether a column is a list, perhaps below a line that leads to it: nothing is to the left of its bullets."""
    marked = [BULLET.match(row_text(row)) is not None for row in rows]
    if True not in marked:
        return False
    items = rows[marked.index(True) :]
    left = min(row[0].left for row in items)
    return all(is_item or row[0].left > left + 3 for is_item, row in zip(marked[-len(items) :], items, strict=True))


def _is_prose(rows: list[list[Piece]]) -> bool:
    words = [sum(len(piece.text.split()) for piece in row) for row in rows]
    return len(rows) > 3 and median(words) >= PROSE_WORDS


def _grids(rules: list[Rule]) -> Iterator[tuple[Rule, list[float]]]:
    """The boxes around connected ruled lines that form cells: at least three across and three down.

    With each, where its upright lines are.
    """
    across = sorted((rule for rule in rules if rule[3] - rule[1] < 3 and rule[2] - rule[0] > 6), key=itemgetter(1))
    down = [rule for rule in rules if rule[2] - rule[0] < 3 and rule[3] - rule[1] > 6]
    heights = [rule[1] for rule in across]
    group = list(range(len(across) + len(down)))  # groups of connected lines: each refers to another of its group

    def root(one: int) -> int:
        while group[one] != one:
            group[one] = one = group[group[one]]
        return one

    for number, (x, bottom, _, top) in enumerate(down, len(across)):
        for n in range(bisect_left(heights, bottom - 2), bisect_right(heights, top + 2)):
            if across[n][0] - 2 < x < across[n][2] + 2:
                group[root(n)] = root(number)
    tables = defaultdict[int, list[Rule]](list)
    for number, rule in enumerate([*across, *down]):
        tables[root(number)].append(rule)
    for lines in tables.values():
        flat = _places(bottom for left, bottom, right, top in lines if right - left > top - bottom)
        walls = [left for left, bottom, right, top in lines if right - left <= top - bottom]
        if min(flat, _places(walls)) > 2:
            box = tuple(pick(edge) for pick, edge in zip((min, min, max, max), zip(*lines, strict=True), strict=True))
            yield box, walls
