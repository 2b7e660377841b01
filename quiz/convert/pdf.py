"""PDF files → blocks, by where their characters are on the page.

PDFium (pypdfium2) gives each character with its box. Of the libraries tried, pypdf gives no widths, so that columns
cannot be told, and pdfminer.six takes three times as long (19 s for a megabyte of text).
"""

import ctypes
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from math import cos, pi
from operator import itemgetter
from statistics import median
from typing import Any, Final, NamedTuple

from quiz.convert.blocks import BULLET, Block, Conversion, is_title, limit_text, tidy
from quiz.errors import QuizError
from quiz.words import is_word

PASSWORD_ERROR: Final = 4  # FPDF_ERR_PASSWORD
LINE_ENDS: Final = frozenset((10, 13))
SPACES: Final = frozenset((9, 32, 160, 0x2002, 0x2003, 0x2009))
HYPHENS: Final = frozenset((2, 0xAD, 0xFFFE))
"""What PDFium makes of a hyphen at the end of a line."""
WORD_GAP: Final = 0.17
"""Space between words, in heights of the line; wider than `PIECE_GAP` it may be between columns."""
PIECE_GAP: Final = 0.7
GUTTER: Final = 0.6
"""The narrowest space between two columns, in heights of the line."""
FEW_LINES: Final = 4
SMALL: Final = 0.85
"""Raised and lowered characters are smaller than this share of the line."""
LARGE: Final = 1.12
FULL_LINE: Final = 0.75
"""A line shorter than this share of its column ends its paragraph, if it ends as a sentence does."""
ENDS: Final = (".", "!", "?", ":", "…", ".”", '."', ".)", ".’")
PROSE_WORDS: Final = 3.5
"""Lines of columns have more words than this, lines of cells fewer."""
NUMBERED: Final = re.compile(r"(?:\(?(\d{1,2})[.)]|\((\d{1,2})\))\s+(?=\S)")
PAGE_NUMBER: Final = re.compile(
    r"[-–|]?\s*(?:page |p\. ?)?(?:\d{1,5}|[ivxl]{1,6})(?: ?(?:of|/) ?\d{1,4})?\s*[-–|]?", re.I
)
LEADERS: Final = re.compile(r"(?:\.\s?){4,}\s*\d{1,3}$")
BROKEN: Final = re.compile(r"(?<![^\W\d_])([^\W\d_]++)-$")
COMPOUND: Final = re.compile(r"(?<![^\W\d_])[^\W\d_]++-[^\W\d_]++")
LONGEST_QUOTE: Final = 50
MARGIN_LINES: Final = 3
"""How many lines at the top and at the bottom of a page may be running heads and feet."""
UNREADABLE: Final = 0.1
"""With a larger share of unknown characters a page is refused."""
LONE_MARK: Final = re.compile(r"[^\w\s]|o|\(?(?:\d{1,2}|[a-z])[.)]")
NOTICE: Final = "\ufdd2"
"""Begins a line that stands for what the author has to copy by hand."""
PICTURE_FONTS: Final = re.compile(r"wingdings|symbol|dingbats|webdings", re.I)


@dataclass(slots=True)
class Piece:
    """Characters on one line without a wide gap. `y` is the baseline, up from the bottom; `height` that of the line."""

    parts: list[tuple[str, str]]  # text, and how it is raised: "", "superscript" or "subscript"
    left: float
    right: float
    y: float
    height: float
    bold: bool
    last: float = 0.0  # where the last character begins
    votes: int = 1  # how many more characters have this height than others

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.parts)


class Line(NamedTuple):
    """A line of a column. `above` is the distance to the line above it in its column, 0 for the first."""

    text: str
    left: float
    right: float
    y: float
    height: float
    bold: bool
    above: float
    column: tuple[int, int]  # page and number of the column
    start: float  # of the column
    end: float


Rule = tuple[float, float, float, float]
"""A straight line, or the edge of a box: left, bottom, right, top."""


class Page(NamedTuple):
    """What is on a page. `unreadable` is the share of characters that cannot be told."""

    pieces: list[Piece]
    rules: list[Rule]
    unreadable: float
    sideways: str
    pictures: int


def pdf_blocks(data: bytes, progress: Callable[[int, int], object] = lambda done, of: None) -> Conversion:
    """The text of a PDF file. `progress` is told of each page. Raises QuizError if it is locked or broken."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", 0) == PASSWORD_ERROR or "password" in str(error).lower():
            hint = "Save a copy without a password and use that."
            raise QuizError("the PDF is password-protected", hint=hint) from None
        raise
    pages, size = list[Page](), 0
    for number in range(len(document)):
        pages.append(_page(document[number]))
        size += sum(len(piece.text) for piece in pages[-1].pieces)
        limit_text(size, 0)
        progress(number + 1, len(document))
    result = Conversion(title=tidy(document.get_metadata_dict().get("Title", "")))
    lines = list(_lines(pages, result))
    result.blocks = list(_blocks(lines))
    if result.title.casefold() not in " ".join(line.text for line in lines[:20]).casefold():
        result.title = ""  # often the title of a template, or the name of a file
    return result


# Characters


def _page(page: Any) -> Page:
    import pypdfium2.raw as pdfium

    text_page = page.get_textpage()  # closed when it is no longer referred to
    text = text_page.raw
    turned = _Turned(page)
    pieces, sideways, unreadable, count = list[Piece](), list[str](), 0, pdfium.FPDFText_CountChars(text)
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    piece: Piece | None = None
    spaced, extent = True, (0.0, 0.0)
    for i in range(count):
        code = pdfium.FPDFText_GetUnicode(text, i)
        if code in LINE_ENDS:
            continue
        if code in SPACES:
            spaced = True
            continue
        if code in (0, 0xFFFD) or (code > 0x7E and pdfium.FPDFText_HasUnicodeMapError(text, i) == 1):
            unreadable += 1
        if code == 0 or 0xFDD0 <= code <= 0xFDEF:  # no characters
            continue
        letter = "-" if code in HYPHENS else chr(code)
        pdfium.FPDFText_GetLooseCharBox(text, i, box)
        if turned.rotation or (box.bottom, box.top) != extent:  # else it is on the line of the last one
            pdfium.FPDFText_GetCharOrigin(text, i, x, y)
            extent = box.bottom, box.top
        left, bottom, right, top = box.left, box.bottom, box.right, box.top
        base, height = y.value, max(top - bottom, 0.1)
        if turned.rotation:
            left, bottom, right, top = turned.box(left, bottom, right, top)
            base, height = turned.point(x.value, y.value)[1], max(top - bottom, 0.1)
        if piece is not None and _goes_on(piece, left, base, height):
            if spaced and piece.bold and letter.isalnum():
                piece.bold = _is_bold(*_font(text, i))
            _add(piece, letter, left, right, base, height, spaced)
        elif cos(pdfium.FPDFText_GetCharAngle(text, i) - turned.angle) < 0.99:
            sideways.append(letter)
            piece = None
        else:
            font, weight = _font(text, i)
            picture = PICTURE_FONTS.search(font) and not (piece and abs(piece.y - base) < 1)
            first = "•" if picture and "symbol" not in font.lower() else letter
            piece = Piece([(first, "")], left, right, base, height, _is_bold(font, weight), left)
            pieces.append(piece)
        spaced = False
    rules, pictures = _drawn(page, turned)
    return Page(pieces, rules, unreadable / max(count, 1), "".join(sideways), pictures)


class _Turned:
    """Places as on the page that people see; the file may say that it is turned."""

    def __init__(self, page: Any) -> None:
        left, bottom, right, top = page.get_mediabox()
        self.rotation, self.width, self.height = page.get_rotation() // 90, right - left, top - bottom
        self.angle = -self.rotation * pi / 2

    def point(self, x: float, y: float) -> tuple[float, float]:
        return ((x, y), (y, self.width - x), (self.width - x, self.height - y), (self.height - y, x))[self.rotation]

    def box(self, left: float, bottom: float, right: float, top: float) -> Rule:
        (x, y), (x2, y2) = self.point(left, bottom), self.point(right, top)
        return min(x, x2), min(y, y2), max(x, x2), max(y, y2)


def _font(text: Any, i: int) -> tuple[str, int]:
    """The name of a character's font, and its weight."""
    import pypdfium2.raw as pdfium

    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text, i, name, 128, flags)
    return name.value.decode("latin-1"), pdfium.FPDFText_GetFontWeight(text, i)


def _is_bold(font: str, weight: int) -> bool:
    return weight >= 600 or re.search(r"bold|black|heavy|demi", font, re.I) is not None


def _goes_on(piece: Piece, left: float, base: float, height: float) -> bool:
    """Whether a character belongs to the same piece of a line."""
    line = max(piece.height, height)
    if abs(left - piece.last) < 0.01:  # the next letter of a ligature
        return True
    if not -0.5 * line < left - piece.right < PIECE_GAP * line:
        return False
    off = abs(base - piece.y)
    return off < 0.12 * line or (off < 0.75 * line and not SMALL < height / piece.height < 1 / SMALL)


def _add(piece: Piece, letter: str, left: float, right: float, base: float, height: float, spaced: bool) -> None:
    """Add a character to the end of a piece, as raised or lowered if it is off the line."""
    if piece.height < SMALL * height and abs(base - piece.y) > 0.05 * height:  # what was before is raised
        raises = "superscript" if piece.y > base else "subscript"
        raises = "" if BULLET.match(f"{piece.text}x") else raises
        piece.parts = [(text, raises) for text, _ in piece.parts]
        piece.y, piece.height = base, height
    kind = ""
    if base != piece.y and abs(base - piece.y) > (0.05 if height < SMALL * piece.height else 0.12) * piece.height:
        kind = "superscript" if base > piece.y else "subscript"
    elif height == piece.height or abs(height - piece.height) < 0.05 * piece.height:
        piece.votes += 1
    else:
        piece.votes -= 1
        if piece.votes < 0:
            piece.height, piece.votes = height, 1
    space = left - piece.right
    gap = space > (-0.05 if spaced else WORD_GAP) * piece.height and abs(left - piece.last) > 0.01
    text, last = piece.parts[-1]
    if last == kind:
        piece.parts[-1] = f"{text} {letter}" if gap else text + letter, kind
    else:
        piece.parts[-1:] = [(f"{text} " if gap else text, last), (letter, kind)]
    piece.right, piece.last = max(piece.right, right), left


def _drawn(page: Any, turned: _Turned) -> tuple[list[Rule], int]:
    """The straight lines on a page, with the edges of boxes, and the number of its pictures."""
    import pypdfium2.raw as pdfium

    rules, pictures = list[Rule](), 0
    edges = [ctypes.c_float() for _ in range(4)]
    for i in range(min(pdfium.FPDFPage_CountObjects(page.raw), 5000)):
        drawn = pdfium.FPDFPage_GetObject(page.raw, i)
        kind = pdfium.FPDFPageObj_GetType(drawn)
        pictures += kind == pdfium.FPDF_PAGEOBJ_IMAGE
        if kind != pdfium.FPDF_PAGEOBJ_PATH or not pdfium.FPDFPageObj_GetBounds(drawn, *edges):
            continue
        left, bottom, right, top = turned.box(*(edge.value for edge in edges))
        if right - left < 3 or top - bottom < 3:
            rules.append((left, bottom, right, top))
        elif right - left < 0.7 * turned.width or top - bottom < 0.7 * turned.height:  # else a frame around the page
            rules += [(left, bottom, right, bottom), (left, top, right, top)]
            rules += [(left, bottom, left, top), (right, bottom, right, top)]
    return rules, pictures


# Lines, in the order of reading


def _lines(pages: list[Page], result: Conversion) -> Iterator[Line]:
    """The lines of all pages. Running heads are left out, and what cannot be read in one order: a notice is there."""
    margins = _running(pages, result)
    for number, page in enumerate(pages, 1):
        pieces = [piece for piece in page.pieces if id(piece) not in margins]
        if page.sideways.strip():
            result.leave_out(f"text set sideways on page {number}", page.sideways)
        if page.pictures:
            result.leave_out("a picture", f"page {number}")
        notice = f"page {number} has letters that cannot be read as text: copy it by hand" if pieces else ""
        if page.pictures and not pieces:
            notice = f"page {number} is a picture: run OCR on it first, or copy it by hand"
        if notice and (not pieces or page.unreadable > UNREADABLE):
            result.leave_out(notice)
            yield Line(NOTICE + notice, 0, 1, 0, 1, False, 0, (number, 0), 0, 1)
            continue
        columns = _in_order(_without_grids(_with_marks_joined(pieces), page.rules), page.rules) if pieces else []
        lines = [
            line for count, column in enumerate(columns) for line in _column_lines(column, (number, count), result)
        ]
        lines = [
            line
            for above, line in pairwise([None, *lines])
            if line and not (above and above.text == line.text == NOTICE)
        ]
        for place, line in enumerate(lines):
            if line.text == NOTICE:
                notice = _about_table(number, lines[place - 1].text if place else "", lines[place + 1 : place + 2])
                result.leave_out(notice)
                line = line._replace(text=NOTICE + notice)
            yield line


def _about_table(page: int, before: str, after: list[Line]) -> str:
    """What to copy by hand, by the text around it."""
    above, below = (
        f"“{_brief(text)}”" if text.strip(NOTICE) else "" for text in (before, after[0].text if after else "")
    )
    where = f"between {above} and {below}" if above and below else f"below {above}" if above else f"above {below}"
    return f"page {page} {f'holds a table {where}' if above or below else 'looks like a table'}: copy it by hand"


def _brief(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE].rsplit(' ', 1)[0]} …"


def _table(pieces: list[Piece]) -> Piece:
    """A piece that stands for a table."""
    left, right = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    y, height = median(piece.y for piece in pieces), median(piece.height for piece in pieces)
    return Piece([(NOTICE, "")], left, right, y, height, False)


def _without_grids(pieces: list[Piece], rules: list[Rule]) -> list[Piece]:
    """The pieces, one in place of those in each table that is ruled."""
    for left, bottom, right, top in _grids(rules):
        inside = [
            piece
            for piece in pieces
            if left < (piece.left + piece.right) / 2 < right and bottom < piece.y + piece.height / 4 < top
        ]
        if inside:
            gone = set(map(id, inside))
            pieces = [*(piece for piece in pieces if id(piece) not in gone), _table(inside)]
    return pieces


def _in_order(pieces: list[Piece], rules: list[Rule]) -> list[list[Piece]]:
    """The columns of a page in the order of reading, those inside others too; one piece stands for a table."""
    found = list[list[Piece]]()
    groups = _columns(pieces)
    for columns in groups:
        if len(columns) == 1 == len(groups):
            return columns
        if len(columns) > 1 and _is_table(columns, rules):
            above, table, below = _around_table(columns)
            found += [part for part in (above, [_table(table)], below) if part]
            continue
        for column in columns:
            found += [column] if len(columns) == 1 else _in_order(column, rules)
    return found


def _around_table(columns: list[list[Piece]]) -> tuple[list[Piece], list[Piece], list[Piece]]:
    """What is above a table, in it and below it. Around it are lines that only its first column has.

    Below it is what follows a larger space than there is between the lines of the table.
    """
    rows, first = _rows(chain.from_iterable(columns)), set(map(id, columns[0]))
    shared = [n for n, row in enumerate(rows) if any(id(piece) not in first for piece in row)]
    start, end = shared[0], shared[-1] + 1
    gaps = [above[0].y - below[0].y for above, below in pairwise(rows)]
    largest = 1.2 * max(gaps[start : end - 1], default=0.0)
    end += next((n for n, gap in enumerate(gaps[end - 1 :]) if gap > largest > 0), len(rows) - end)
    above, table, below = (list(chain.from_iterable(part)) for part in (rows[:start], rows[start:end], rows[end:]))
    return above, table, below


def _rows(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """The pieces by their baseline, from the top, and from left to right."""
    rows = list[list[Piece]]()
    for piece in sorted(pieces, key=lambda piece: -piece.y):
        if rows and rows[-1][0].y - piece.y < 0.35 * min(piece.height, rows[-1][0].height):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.left) for row in rows]


def _running(pages: list[Page], result: Conversion) -> set[int]:
    """The pieces (by id) of running heads and feet: what is alike, or in one place, on many pages; page numbers.

    A space or a smaller size sets them apart from the text. A small line at the top that repeats the title is one too.
    """
    edges = list[tuple[int, list[list[Piece]]]]()  # of each page: 0 for the top, 1 for the bottom
    for page in pages:
        rows = _rows(page.pieces)
        if len(rows) > 1:
            edges += (0, rows[: MARGIN_LINES + 1]), (1, rows[: -MARGIN_LINES - 2 : -1])
    alike, in_place = Counter[tuple[int, str, int]](), Counter[tuple[int, int]]()
    for edge, rows in edges:
        alike.update({(edge, _likeness(row), _place(row) + step) for row in rows for step in (-1, 0, 1)})
        in_place[edge, _place(rows[0])] += 1
    heights = [piece.height for page in pages for piece in page.pieces for _ in range(1 + len(piece.text) // 20)]
    usual = median(heights) if heights else 1.0
    title = " ".join(
        piece.text for row in _rows(pages[0].pieces if pages else []) for piece in row if piece.height > LARGE * usual
    )
    found = set[int]()
    for edge, rows in edges:
        margin, certain = list[list[Piece]](), 0
        for row, inner in pairwise(rows):
            smaller = row[0].height < 0.95 * usual
            apart = smaller or abs(row[0].y - inner[0].y) > 1.6 * usual
            large = max(piece.height for piece in row) > LARGE * usual
            is_number = PAGE_NUMBER.fullmatch(_row_text(row)) is not None and (len(pages) > 1 or len(rows) > 2)
            repeated = alike[edge, _likeness(row), _place(row)] >= max(3 if large else 2, 0.25 * len(edges) / 2)
            moved = not margin and not large and len(_row_text(row)) < 100 and len(pages) > (1 if smaller else 2)
            placed = moved and in_place[edge, _place(row)] >= 0.6 * len(edges) / 2
            titled = not (edge or margin) and smaller and any(len(one.text) > 9 and one.text in title for one in row)
            if not (is_number or repeated or titled or (placed and apart)):
                break
            margin.append(row)
            if apart or large or is_number:
                certain = len(margin)
        for row in margin[:certain]:
            if not PAGE_NUMBER.fullmatch(_row_text(row)):
                result.leave_out("a running head or foot", _row_text(row))
            found.update(map(id, row))
    return found


def _place(row: list[Piece]) -> int:
    return round(row[0].y / 9)


def _row_text(row: list[Piece]) -> str:
    return " ".join(piece.text for piece in row).strip()


def _likeness(row: list[Piece]) -> str:
    return re.sub(r"\d+|\b[ivxl]+\b", "#", _row_text(row))


Spans = list[tuple[float, float]]


def _covered(pieces: Iterable[Piece], spans: Spans, narrowest: float) -> Spans:
    """What pieces and spans cover from left to right; narrower spaces between them count as covered."""
    covered = Spans()
    for left, right in sorted([*spans, *((piece.left, piece.right) for piece in pieces)]):
        if covered and left - covered[-1][1] < narrowest:
            covered[-1] = covered[-1][0], max(covered[-1][1], right)
        else:
            covered.append((left, right))
    return covered


def _bands(pieces: list[Piece]) -> list[list[Piece]]:
    """The pieces in bands from top to bottom that nothing connects."""
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
    """Take from the end of columns what leads to the text below them, such as its heading: it is nearer to that."""
    while len(group) > 2 and max(piece.right for piece in group[-1]) <= spans[0][1]:
        before, last, after = (median(piece.y for piece in band) for band in (*group[-2:], following))
        if before - last < 1.3 * (last - after):
            return
        following = group[-1]
        yield group.pop()


def _with_marks_joined(pieces: list[Piece]) -> list[Piece]:
    """Bullets and numbers of items joined with the text that they stand before."""
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
    """A group as its columns, if there is text side by side on more than one line.

    On a few lines the spaces between the words of justified text may lie below each other: these must be wider.
    """
    for least, wide in ((FEW_LINES, narrowest), (2, 2 * narrowest)):
        spans = _covered(group, [], wide)
        columns = list[list[Piece]]([] for _ in spans)
        for piece in group:
            columns[next(i for i, (_, right) in enumerate(spans) if piece.left <= right)].append(piece)
        if len(columns) > 1 and min(len(_rows(column)) for column in columns) >= least:
            return columns
    return [group]


def _is_table(columns: list[list[Piece]], rules: list[Rule]) -> bool:
    """Whether columns are those of a table, whose cells belong to each other, and not of running text."""
    top = max(piece.y + piece.height for column in columns for piece in column)
    bottom = min(piece.y for column in columns for piece in column) - 6
    edges = [max(piece.right for piece in column) for column in columns[:-1]]
    across = [
        y
        for left, y, right, y2 in rules
        if y2 - y < 3 and bottom < y < top and any(left < edge - 9 < right - 18 for edge in edges)
    ]
    lines = [_rows(column) for column in columns]
    if len({round(y / 4) for y in across}) > 1:
        return True
    starts = [list(_starts(rows)) for rows in lines]
    if len(starts[0]) > 2 and all(_aligned(starts[0], other) > 0.75 and len(other) > 2 for other in starts[1:]):
        return True
    return not all(map(_is_prose, lines)) and any(_aligned(_ys(lines[0]), _ys(other)) > 0.5 for other in lines[1:])


def _ys(rows: list[list[Piece]]) -> list[float]:
    return [row[0].y for row in rows]


def _aligned(some: list[float], others: list[float]) -> float:
    """The share of the lines of the shorter column that have one beside them."""
    few, many = sorted((some, others), key=len)
    return sum(any(abs(y - other) < 2 for other in many) for y in few) / max(len(few), 1)


def _starts(rows: list[list[Piece]]) -> Iterator[float]:
    """Where blocks begin in a column: below a gap."""
    gaps = [above[0].y - below[0].y for above, below in pairwise(rows)]
    usual = sorted(gaps)[len(gaps) // 4] if gaps else 0.0
    yield rows[0][0].y
    for gap, row in zip(gaps, rows[1:], strict=True):
        if gap > 1.25 * usual:
            yield row[0].y


def _is_prose(rows: list[list[Piece]]) -> bool:
    words = [sum(len(piece.text.split()) for piece in row) for row in rows]
    return len(rows) > 3 and median(words) >= PROSE_WORDS


def _grids(rules: list[Rule]) -> Iterator[Rule]:
    """The boxes around the ruled lines that make the cells of a table: three across and three down, connected."""
    across = sorted((rule for rule in rules if rule[3] - rule[1] < 3 and rule[2] - rule[0] > 6), key=itemgetter(1))
    down = [rule for rule in rules if rule[2] - rule[0] < 3 and rule[3] - rule[1] > 6]
    heights = [rule[1] for rule in across]
    group = list(range(len(across) + len(down)))  # the groups of connected lines: each points to another of its group

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
        flat = {round(bottom / 4) for left, bottom, right, top in lines if right - left > top - bottom}
        upright = {round(left / 4) for left, bottom, right, top in lines if right - left <= top - bottom}
        if min(len(flat), len(upright)) > 2:
            yield tuple(pick(edge) for pick, edge in zip((min, min, max, max), zip(*lines, strict=True), strict=True))


def _column_lines(pieces: list[Piece], column: tuple[int, int], result: Conversion) -> Iterator[Line]:
    rows = _rows(pieces)
    start, end = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    last = 0.0
    for row in rows:
        text = ""
        parts = [part for i, piece in enumerate(row) for part in ([(" ", "")] if i else []) + piece.parts]
        for (written, kind), after in zip(parts, [*(text for text, _ in parts[1:]), ""], strict=True):
            text += result.shown(written, kind, text, after)
        text = tidy(text)
        y = row[0].y
        if text and not LEADERS.search(text):
            yield Line(
                text,
                row[0].left,
                max(piece.right for piece in row),
                y,
                max(row, key=lambda piece: len(piece.text)).height,
                all(piece.bold for piece in row),
                last - y if last else 0.0,
                column,
                start,
                end,
            )
            last = y
        elif text:
            result.leave_out("the table of contents", text)


# Paragraphs, items and headings


def _blocks(lines: list[Line]) -> Iterator[Block]:
    if not lines:
        return
    weights = Counter[float]()
    for line in lines:
        weights[round(line.height, 1)] += len(line.text)
    body = weights.most_common(1)[0][0]
    gaps = [line.above / line.height for line in lines if 0 < line.above < 2.5 * line.height]
    usual = sorted(gaps)[len(gaps) // 3] if gaps else 1.2
    mostly_bold = 2 * sum(len(line.text) for line in lines if line.bold) > sum(len(line.text) for line in lines)
    sizes = sorted({round(line.height) for line in lines if line.height > LARGE * body}, reverse=True)
    whole = Counter(COMPOUND.findall("\n".join(line.text for line in lines)))
    groups = list(_paragraphs(lines, body, usual))
    indents = list[float]()
    for place, group in enumerate(groups):
        first = group[0]
        text = _text(group, whole)
        bullet, number = BULLET.match(text), NUMBERED.match(text)
        if text.startswith(NOTICE):
            yield Block("comment", text.removeprefix(NOTICE))
        elif first.height > LARGE * body and not bullet and len(text) < 200:
            indents = []
            yield Block(
                "heading", text, min(1 + sizes.index(round(first.height)) if round(first.height) in sizes else 2, 6)
            )
        elif bullet or (number and not first.bold and _in_sequence(place, groups)):
            before = bool(indents)
            indent = first.left - first.start
            while indents and indent < indents[-1] - 0.3 * body:
                indents.pop()
            if not indents or indent > indents[-1] + 0.6 * body:
                indents.append(indent)
            mark = bullet or number
            assert mark
            value = int(number[1] or number[2]) if number and not bullet else None
            yield Block("item", text[mark.end() :], len(indents) - 1, value, first=not before)
        else:
            indents = []
            following = groups[place + 1][0] if place + 1 < len(groups) else None
            apart = following is not None and following.above > 1.3 * usual * body and is_title(text)
            leads = text.endswith(":") or (following is not None and BULLET.match(following.text) is not None)
            begins = text[:1].isupper() or text[:1].isdigit()
            stands_alone = (
                len(group) == 1 and apart and begins and (first.above > 1.3 * usual * body or not first.above)
            )
            bold = all(line.bold for line in group) and not mostly_bold
            yield Block("paragraph", text, bold=bold or (stands_alone and not leads and len(text) <= 72))


def _in_sequence(place: int, groups: list[list[Line]]) -> bool:
    """Whether a numbered line has another before or after it; alone it is a heading or a sentence."""
    near = groups[max(place - 6, 0) : place] + groups[place + 1 : place + 7]
    return any(NUMBERED.match(group[0].text) for group in near)


def _paragraphs(lines: list[Line], body: float, usual: float) -> Iterator[list[Line]]:
    group = list[Line]()
    for line in lines:
        if group and _begins(line, group, body, usual):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _begins(line: Line, group: list[Line], body: float, usual: float) -> bool:
    """Whether a line begins a paragraph, as the lines above it show."""
    last, first = group[-1], group[0]
    if NOTICE in (line.text[:1], last.text[:1]):
        return True
    if BULLET.match(line.text) or NUMBERED.match(line.text):
        return True
    if abs(line.height - last.height) > 0.1 * body or (line.bold != last.bold and (line.bold or len(group) == 1)):
        return True
    ends = last.text.endswith(ENDS)
    is_item = BULLET.match(first.text) is not None or NUMBERED.match(first.text) is not None
    opens = not line.text[:1].islower()
    if line.column != last.column:
        return (ends or is_item or first.height > LARGE * body) and not last.text.endswith("-") and opens
    if line.above > 1.3 * usual * line.height:
        return True
    if is_item:
        return line.left <= first.left + 0.3 * body and (
            opens or last.right < first.start + FULL_LINE * (last.end - last.start)
        )
    width = last.end - last.start
    short = last.right - last.start < FULL_LINE * width
    indented = line.left > last.left + 0.8 * body and last.left < last.start + 0.3 * body
    return opens and ((short and (ends or last.right - last.start < FULL_LINE / 1.5 * width)) or (indented and ends))


def _text(lines: list[Line], whole: Counter[str]) -> str:
    """The lines of a paragraph as one. A word broken between two of them is joined, if that makes a word."""
    parts = [lines[0].text]
    for line in lines[1:]:
        broken, rest = BROKEN.search(parts[-1]), re.match(r"[^\W\d_]+", line.text)
        if broken and rest:
            parts[-1] = parts[-1] if _keeps_hyphen(broken[1], rest[0], whole) else parts[-1][:-1]
            parts.append(line.text)
        else:
            parts += " ", line.text
    return "".join(parts)


def _keeps_hyphen(above: str, below: str, whole: Counter[str]) -> bool:
    """Whether a word has a hyphen of its own where it is broken; `whole` are the words that have one elsewhere."""
    start = above.lower()
    alone = is_word(start) or (len(start) == 3 and start not in SYLLABLES)
    two_words = alone and is_word(below.lower()) and not is_word((above + below).lower())
    return f"{above}-{below}" in whole or below[0].isupper() or two_words or start in PREFIXES


SYLLABLES: Final = ("dis", "mis", "pre", "con", "per", "pro", "sub", "out", "for", "ant", "bio", "neo", "tri", "uni")
"""Short beginnings that are joined with what follows."""
PREFIXES: Final = ("self", "non", "well", "ex")
"""What keeps its hyphen, even if the word is known without."""
