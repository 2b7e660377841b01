"""Running heads and page numbers of a PDF file."""

import re
from collections import Counter
from itertools import pairwise
from statistics import median
from typing import Final

from quiz.convert.blocks import Conversion
from quiz.convert.pdf_characters import LARGE, Page, Piece, row_text, rows_of

PAGE_NUMBER: Final = re.compile(
    r"(?:.{0,40}\s)?page \d{1,4} of \d{1,4}"
    r"|[-–|]?\s*(?:page |p\. ?)?(?:\d{1,5}|[ivxl]{1,6})(?: ?(?:of|/) ?\d{1,4})?\s*[-–|]?",
    re.I,
)
WORD: Final = re.compile(r"\w+")
MARGIN_LINES: Final = 6
"""The maximum number of lines of running heads at the top, and at the bottom, of a page."""


def running(pages: list[Page], result: Conversion) -> set[int]:
    """The pieces (by id) of running heads and feet: what is alike, or in one place, on many pages; page numbers.

    A space or a smaller size sets them apart from the text. A small line at the top that repeats the title is one too.
    """
    edges = list[tuple[int, list[list[Piece]]]]()  # for each page: 0 for the top, 1 for the bottom
    for page in pages:
        rows = rows_of(page.pieces)
        if len(rows) > 1:
            edges += (0, rows[: MARGIN_LINES + 1]), (1, rows[: -MARGIN_LINES - 2 : -1])
    alike, in_place = Counter[tuple[int, str, int]](), Counter[tuple[int, int]]()
    for edge, rows in edges:
        alike.update({(edge, _likeness(row), _place(row) + step) for row in rows for step in (-1, 0, 1)})
        in_place[edge, _place(rows[0])] += 1
    heights = [piece.height for page in pages for piece in page.pieces for _ in range(1 + len(piece.text) // 20)]
    usual = median(heights) if heights else 1.0
    title = " ".join(
        piece.text for row in rows_of(pages[0].pieces if pages else []) for piece in row if piece.height > LARGE * usual
    )
    found = set[int]()
    for number, (edge, rows) in enumerate(edges):
        margin, certain = list[list[Piece]](), 0
        for row, inner in pairwise(rows):
            smaller = row[0].height < 0.95 * usual
            height, gap = max(piece.height for piece in row), abs(row[0].y - inner[0].y)
            apart, large = smaller or gap > 1.6 * usual, height > LARGE * usual
            is_number = PAGE_NUMBER.fullmatch(row_text(row)) is not None and (len(pages) > 1 or len(rows) > 2)
            repeated = alike[edge, _likeness(row), _place(row)] >= max(2, 0.25 * len(edges) / 2)
            repeated = repeated and not (large and number == edge == 0)  # the title
            moved = not margin and not large and len(row_text(row)) < 100 and len(pages) > (1 if smaller else 2)
            placed = moved and in_place[edge, _place(row)] >= 0.6 * len(edges) / 2
            titled = not (edge or margin or large) and apart and _repeats(row_text(row), title)
            if not (is_number or repeated or titled or (placed and apart)):
                break
            margin.append(row)
            goes_on = large and abs(height - inner[0].height) < 1 and gap < 1.6 * height
            if is_number or ((apart or large) and not goes_on):
                certain = len(margin)
        for row in margin[:certain]:
            if not PAGE_NUMBER.fullmatch(row_text(row)):
                result.leave_out("a running head or foot", row_text(row))
            found.update(map(id, row))
    return found


def _repeats(text: str, title: str) -> bool:
    """Whether a text is part of the title or has three words of it in a row."""
    words, whole = WORD.findall(text.casefold()), f" {' '.join(WORD.findall(title.casefold()))} "
    runs = [words] if len(text) > 9 else []
    runs += (words[start : start + 3] for start in range(len(words) - 2))
    return any(f" {' '.join(run)} " in whole for run in runs)


def _place(row: list[Piece]) -> int:
    return round(row[0].y / 9)


def _likeness(row: list[Piece]) -> str:
    return re.sub(r"\d+|\b[ivxl]+\b", "#", row_text(row))
