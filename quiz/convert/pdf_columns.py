"""The columns of a PDF page, in reading order."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, pairwise
from statistics import median
from typing import Final

from quiz.convert.pdf_characters import LARGE, SMALL, Piece, rows_of
from quiz.convert.pdf_drawings import Drawings, Rule
from quiz.convert.pdf_tables import Boxes, around_table, notice_of, shared_line, tables_among
from quiz.convert.structure import BULLET

GUTTER: Final = 0.6
"""The minimum space between two columns, in line heights."""
FEW_LINES: Final = 4
LONE_MARK: Final = re.compile(r"[^\w\s]|o|\(?(?:\d{1,2}|[a-z])[.)]")
Spans = list[tuple[float, float]]


def in_order(pieces: list[Piece], drawings: Drawings) -> list[list[Piece]]:
    """The columns of a page in reading order, including nested ones; a table is a single piece."""
    boxes = _boxes_around(pieces, drawings.boxes)
    return [column for part in _below_title(pieces) for column in _ordered(part, drawings.rules, boxes)]


def _below_title(pieces: list[Piece]) -> list[list[Piece]]:
    """The pieces, in two parts at the space below the title if there is nothing but small print beside it."""
    rows, usual = rows_of(pieces), median(piece.height for piece in pieces)
    largest = max(piece.height for piece in pieces)
    last = max(number for number, row in enumerate(rows) if any(piece.height > 0.99 * largest for piece in row))
    title = [piece for piece in rows[last] if piece.height > 0.99 * largest]
    gaps = ((end, above[0].y - below[0].y) for end, (above, below) in enumerate(pairwise(rows), 1))
    end = next((end for end, gap in gaps if end > last and gap > 2 * usual), len(rows))
    left, right = min(piece.left for piece in title), max(piece.right for piece in title)
    beside = [piece for piece in chain(*rows[:end]) if piece.left > right or piece.right < left]
    if end == len(rows) or largest < LARGE * usual or not beside:
        return [pieces]
    is_small = all(piece.height < SMALL * usual for piece in beside)
    return [list(chain(*rows[:end])), list(chain(*rows[end:]))] if is_small else [pieces]


def _ordered(pieces: list[Piece], rules: list[Rule], boxes: Boxes) -> list[list[Piece]]:
    narrowest = GUTTER * median(piece.height for piece in pieces)
    found = list[list[Piece]]()
    parts = _between_rows_of_boxes(pieces, boxes)
    if len(parts) > 1:
        return [column for part in parts for column in _ordered(part, rules, boxes)]
    columns = _split(pieces, narrowest)
    groups = [columns] if len(columns) > 1 else _groups(pieces, narrowest)
    for columns in groups:
        if len(columns) == 1 == len(groups):
            return _checked(columns[0], narrowest, rules, boxes)
        for some in tables_among(columns, rules, boxes):
            if len(some) > 1:
                above, table, below = around_table(some)
                found += [part for part in (above, [notice_of(table)]) if part]
                found += _ordered(below, rules, boxes) if below else []
            else:
                found += (
                    _checked(some[0], narrowest, rules, boxes) if len(columns) == 1 else _ordered(some[0], rules, boxes)
                )
    return found


def _checked(pieces: list[Piece], narrowest: float, rules: list[Rule], boxes: Boxes) -> list[list[Piece]]:
    """A column; lines with text side by side are taken apart in it, or replaced by a notice."""
    rows = rows_of(pieces)
    start, end = _side_by_side(rows, 2 * narrowest)
    if end - start < 2:
        beside = _of_another_size(rows)
        rest = [piece for piece in pieces if id(piece) not in beside]
        return [rest, [piece for piece in pieces if id(piece) in beside]] if beside else [pieces]
    if (start, end) == (0, len(rows)):
        return [[notice_of(pieces, "text side by side")]]
    parts = [list(chain.from_iterable(part)) for part in (rows[:start], rows[start:end], rows[end:])]
    return [column for part in parts if part for column in _ordered(part, rules, boxes)]


def _of_another_size(rows: list[list[Piece]]) -> set[int]:
    """The pieces (by id) of lines on the right whose size shows that they are no part of the lines on their left."""
    sizes = Counter(round(piece.height, 1) for row in rows for piece in row for _ in piece.text)
    usual = sizes.most_common(1)[0][0]
    apart = [
        after
        for row in rows
        for before, after in pairwise(row)
        if round(before.height, 1) == usual and not 1 / LARGE < after.height / before.height < LARGE
    ]
    if not apart:
        return set()
    left, size = min(piece.left for piece in apart), apart[0].height
    beside = {id(one) for row in rows for one in row if one.left >= left and abs(one.height - size) < 0.05 * size}
    return beside if len(beside) >= FEW_LINES - 1 else set()


def _side_by_side(rows: list[list[Piece]], narrowest: float) -> tuple[int, int]:
    """The first and the last of the lines that follow each other with a space at the same place."""
    start, common = 0, Spans()
    for number, row in enumerate(rows):
        spaces = [
            (before.right, after.left)
            for before, after in pairwise(row)
            if after.left - before.right > narrowest and " " in f"{before.text}{after.text}"
        ]
        near = number > 0 and _is_near(rows[number - 1], row)
        shared = [
            (max(left, left2), min(right, right2))
            for left, right in spaces
            for left2, right2 in common
            if near and min(right, right2) - max(left, left2) > narrowest
        ]
        if not shared and number - start > 1 and common:
            return start, number
        start, common = (start, shared) if shared else (number, spaces)
    return (start, len(rows)) if common else (0, 0)


def _boxes_around(pieces: list[Piece], boxes: list[Rule]) -> Boxes:
    """The largest box around each piece."""
    around = Boxes()
    for number, box in enumerate(sorted(boxes, key=_area)):
        around.update((id(piece), number) for piece in pieces if piece.is_in(box))
    return around


def _area(box: Rule) -> float:
    left, bottom, right, top = box
    return (right - left) * (top - bottom)


def _between_rows_of_boxes(pieces: list[Piece], boxes: Boxes) -> list[list[Piece]]:
    """The pieces in parts from the top, if there are several rows of boxes: each row is a part."""
    bands = _bands(pieces, boxes)
    parts, before = list[list[Piece]](), False
    rows = [_is_row_of_boxes(band, boxes) for band in bands]
    if sum(rows) < 2:
        return [pieces]
    for band, is_row in zip(bands, rows, strict=True):
        if parts and not (is_row or before):
            parts[-1] += band
        else:
            parts.append(band)
        before = is_row
    return parts


def _is_row_of_boxes(band: list[Piece], boxes: Boxes) -> bool:
    """Whether text in boxes is side by side, on more than one line."""
    inside = defaultdict[int, list[Piece]](list)
    for piece in band:
        if id(piece) in boxes:
            inside[boxes[id(piece)]].append(piece)
    reach = sorted((min(one.left for one in box), max(one.right for one in box)) for box in inside.values())
    beside = any(right < left for (_, right), (left, _) in pairwise(reach))
    return beside and any(len(rows_of(box)) > 1 for box in inside.values())


def _covered(pieces: Iterable[Piece], spans: Spans, narrowest: float) -> Spans:
    """The ranges that pieces and spans cover from left to right, including narrower spaces between them."""
    covered = Spans()
    for left, right in sorted([*spans, *((piece.left, piece.right) for piece in pieces)]):
        if covered and left - covered[-1][1] < narrowest:
            covered[-1] = covered[-1][0], max(covered[-1][1], right)
        else:
            covered.append((left, right))
    return covered


def _bands(pieces: list[Piece], boxes: Boxes) -> list[list[Piece]]:
    """The pieces in horizontal bands, from the top. Those in one box are in one band."""
    extents = {id(piece): (piece.y + 0.6 * piece.height, piece.y - 0.1 * piece.height) for piece in pieces}
    of_boxes = dict[int, tuple[float, float]]()
    for piece in pieces:
        if id(piece) in boxes:
            top, bottom = extents[id(piece)]
            most, least = of_boxes.get(boxes[id(piece)], (top, bottom))
            of_boxes[boxes[id(piece)]] = max(top, most), min(bottom, least)
    extents |= {key: of_boxes[number] for key, number in boxes.items() if key in extents}
    bands, reach = list[list[Piece]](), 1e9
    for piece in sorted(pieces, key=lambda piece: -extents[id(piece)][0]):
        top, bottom = extents[id(piece)]
        if not bands or top < reach:
            bands.append([])
            reach = bottom
        bands[-1].append(piece)
        reach = min(reach, bottom)
    return bands


def _groups(pieces: list[Piece], narrowest: float) -> list[list[list[Piece]]]:
    """The groups of columns of a page from the top; a group of one column is text across the page.

    Bands are taken together as long as the same spaces go through all of them.
    """
    groups, spans = list[list[list[Piece]]](), Spans()  # a group is a list of bands
    beside = False  # text beside text in the last group
    for band in _bands(pieces, {}):
        alone, together = _covered(band, [], narrowest), _covered(band, spans, narrowest)
        if groups and (len(together) > 1 if beside else len(alone) == 1):
            groups[-1].append(band)
            spans = together
        else:
            above, spans = list[list[Piece]](), alone
            if groups and beside:
                above = list(_leading(groups[-1], spans, band))
            elif groups and len(alone) > 1:
                while groups[-1] and _is_near(groups[-1][-1], (above or [band])[-1]):
                    together = _covered(groups[-1][-1], spans, narrowest)
                    if len(together) == 1:
                        break
                    above.append(groups[-1].pop())
                    spans = together
            groups = [*filter(None, groups), [*above[::-1], band]]
            beside = len(alone) > 1
    split = list[list[list[Piece]]]()
    for columns in (_split([piece for band in group for piece in band], narrowest) for group in groups):
        if split and len(columns) == 1 == len(split[-1]):
            split[-1][0] += columns[0]
        else:
            split.append(columns)
    return split


def _is_near(above: list[Piece], below: list[Piece]) -> bool:
    """Whether a band is as near to the one below it as lines of a paragraph are."""
    return above[0].y - below[0].y < 2 * min(above[0].height, below[0].height)


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
    return joined + [mark for mark in marks if not BULLET.match(f"{mark.text} x")]


def _belongs(mark: Piece, piece: Piece) -> bool:
    return (
        mark.height < 1.5 * piece.height
        and abs(mark.y - piece.y) < 0.3 * piece.height
        and -1 < piece.left - mark.right < 4 * piece.height
    )


def _split(group: list[Piece], narrowest: float) -> list[list[Piece]]:
    """The columns of a group, if text is side by side on more than one line."""
    spans = _covered(group, [], narrowest)
    columns = list[list[Piece]]([] for _ in spans)
    for piece in group:
        columns[next(i for i, (_, right) in enumerate(spans) if piece.left <= right)].append(piece)
    apart = columns[:1]
    for column in columns[1:]:
        if _are_columns(apart[-1], column, narrowest):
            apart.append(column)
        else:
            apart[-1] = apart[-1] + column
    return apart


def _are_columns(some: list[Piece], others: list[Piece], narrowest: float) -> bool:
    """Whether text beside text is apart, rather than words of justified lines whose spaces lie below each other."""
    rows = [rows_of(some), rows_of(others)]
    few, many = sorted(map(len, rows))
    gap = min(piece.left for piece in others) - max(piece.right for piece in some)
    inside = max((after.left - before.right for row in chain(*rows) for before, after in pairwise(row)), default=0)
    wide = gap > max(2 * narrowest, 1.5 * inside)
    if few > 1 or many == 1:
        return few >= FEW_LINES or (few > 1 and wide)
    shared = shared_line(*rows)
    is_first, is_last = len(rows[0]) == 1 and shared == 0, len(rows[1]) == 1 and shared == len(rows[0]) - 1
    return wide and (shared is None or (gap > 4 * narrowest and not (is_first or is_last)))
