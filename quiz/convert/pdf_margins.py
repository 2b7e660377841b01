"""Running heads and page numbers of a PDF file."""

import re
from collections import Counter
from itertools import pairwise
from statistics import median
from typing import Final

from quiz.convert.blocks import Conversion
from quiz.convert.pdf_characters import LARGE, Page, Piece, row_text, rows_of
from quiz.convert.structure import BULLET, PHONE

PAGE_NUMBER: Final = re.compile(
    r"(?:.{0,40}\s)?page \d{1,4} of \d{1,4}"
    r"|[-–|]?\s*(?:page |p\. ?)?(?:\d{1,5}|[ivxl]{1,6})(?: ?(?:of|/) ?\d{1,4})?\s*[-–|]?",
    re.I,
)
WORD: Final = re.compile(r"\w+")
STAMP: Final = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]* (?:19|20)\d\d\b"
    r"|\b\d{1,2}[./]\d{1,2}[./](?:\d\d){1,2}\b|\b[A-Z]:[\\/]|\.(?:docx?|indd|pdf|pptx?)\b",
    re.I,
)
"""A date or the name of a file."""
NO_FOOT: Final = re.compile(rf"^{BULLET.pattern}|{PHONE.pattern}|[.!?:]$")
MARGIN_LINES: Final = 6
"""The maximum number of lines of running heads at the top, and at the bottom, of a page."""


def running(pages: list[Page], result: Conversion) -> set[int]:
    """The pieces (by id) of running heads and feet: what is alike, or in one place, on many pages; page numbers.

    A space or a smaller size sets them apart from the text. A small line at the top that repeats the title
    is one too, and the last few lines of a page may be (`_foot`).
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
        margin = margin[:certain] or (_foot(rows, usual, title if number > 1 else "") if edge else [])
        for row in margin:
            if not PAGE_NUMBER.fullmatch(row_text(row)):
                result.leave_out("a running head or foot", row_text(row))
            found.update(map(id, row))
    return found


def _foot(rows: list[list[Piece]], usual: float, title: str) -> list[list[Piece]]:
    """The few lines at the end of a page that a space sets apart, if they repeat the title or are small with a date."""
    gaps = [inner[0].y - row[0].y for row, inner in pairwise(rows)]
    end = next((n for n, gap in enumerate(gaps, 1) if gap > 1.6 * usual), 0)
    texts = [row_text(row) for row in rows[:end]]
    if any(len(text) > 99 or NO_FOOT.search(STAMP.sub("", text)) for text in texts):
        return []
    pieces = [piece for row in rows[:end] for piece in row]
    repeats = any(len(_words(piece.text)) > 9 and f" {_words(piece.text)} " in f" {_words(title)} " for piece in pieces)
    dated = all(piece.height < 0.95 * usual for piece in pieces) and any(map(STAMP.search, texts))
    return rows[:end] if repeats or dated else []


def _repeats(text: str, title: str) -> bool:
    """Whether a text is part of the title or has three words of it in a row."""
    words, whole = WORD.findall(text.casefold()), f" {_words(title)} "
    runs = [words] if len(text) > 9 else []
    runs += (words[start : start + 3] for start in range(len(words) - 2))
    return any(f" {' '.join(run)} " in whole for run in runs)


def _words(text: str) -> str:
    return " ".join(WORD.findall(text.casefold()))


def _place(row: list[Piece]) -> int:
    return round(row[0].y / 9)


def _likeness(row: list[Piece]) -> str:
    return re.sub(r"\d+|\b[ivxl]+\b", "#", row_text(row))
