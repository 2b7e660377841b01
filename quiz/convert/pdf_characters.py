"""The characters of a PDF page, joined into pieces of lines, and the lines drawn on it."""

import ctypes
import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import atan2, cos
from statistics import median
from typing import Any, Final, NamedTuple

from quiz.convert.pdf_drawings import Drawings, Rule, Turned, drawings_of
from quiz.convert.pdf_hidden import address_of, hidden_texts
from quiz.convert.structure import BULLET

LINE_ENDS: Final = frozenset((10, 13))
SPACES: Final = frozenset((9, 32, 160, 0x2002, 0x2003, 0x2009))
HYPHENS: Final = frozenset((2, 0xAD, 0xFFFE))
"""PDFium's character for a hyphen at the end of a line."""
WORD_GAP: Final = 0.17
"""The space between words, in line heights; one wider than `PIECE_GAP` may be between columns."""
PIECE_GAP: Final = 0.7
SMALL: Final = 0.85
"""The size of superscripts and subscripts is below this share of the line."""
LARGE: Final = 1.12
LARGE_INITIAL: Final = 1.8
"""The least size of an initial or a number before text, in heights of that text; both are on one line."""
PICTURES: Final = range(0xF000, 0xF100)
"""The characters of fonts such as Wingdings."""
PICTURE_FONTS: Final = re.compile(r"wingdings|symbol|dingbats|webdings", re.I)


@dataclass(slots=True)
class Piece:
    """Characters on one line without a wide gap. `y` is the baseline, from the bottom; `height` that of the line."""

    parts: list[tuple[str, str]]  # text, and how it is raised: "", "superscript" or "subscript"
    left: float
    right: float
    y: float
    height: float
    bold: bool
    last: float = 0.0  # where the last character begins
    votes: int = 1  # the number of characters of this height less that of others
    label: str = ""  # the bold text that it begins with, if not all of it is bold

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.parts)

    def is_in(self, box: Rule) -> bool:
        """Whether its middle is in a box."""
        left, bottom, right, top = box
        return left < (self.left + self.right) / 2 < right and bottom < self.y + self.height / 4 < top


class Page(NamedTuple):
    """The contents of a page. `unreadable` is the share of its characters that can't be read."""

    pieces: list[Piece]
    drawings: Drawings
    unreadable: float
    sideways: str
    hidden: str


def page_of(page: Any) -> Page:
    import pypdfium2.raw as pdfium

    text_page = page.get_textpage()  # closed when it is garbage-collected
    text = text_page.raw
    turned = Turned(page)
    pieces, sideways, unreadable, count = list[Piece](), list[str](), 0, pdfium.FPDFText_CountChars(text)
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    piece: Piece | None = None
    spaced, extent = True, (0.0, 0.0)
    unseen, hidden = hidden_texts(page), list[str]()
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
        if unseen and address_of(pdfium.FPDFText_GetTextObject(text, i)) in unseen:
            hidden.append(f" {letter}" if spaced else letter)
            spaced = False
            continue
        pdfium.FPDFText_GetLooseCharBox(text, i, box)
        if turned.rotation or (box.bottom, box.top) != extent:  # otherwise it is on the line of the last one
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
                piece.label = "" if piece.bold else piece.text
            _add(piece, letter, left, right, base, height, spaced)
        elif _is_tilted(text, i, turned.angle):
            sideways.append(letter)
            piece = None
        else:
            font, weight = _font(text, i)
            picture = code in PICTURES or (PICTURE_FONTS.search(font) and "symbol" not in font.lower())
            first = "•" if picture else letter
            piece = Piece([(first, "")], left, right, base, height, _is_bold(font, weight), left)
            pieces.append(piece)
        spaced = False
    drawings = drawings_of(page, turned)
    if pieces:
        height = median(piece.height for piece in pieces)
        for left, bottom, right, top in drawings.bullets:
            pieces.append(Piece([("•", "")], left, right, (bottom + top) / 2 - 0.26 * height, height, False))
    pieces = list(
        {(piece.text, round(piece.left), round(piece.y)): piece for piece in pieces}.values()
    )  # without shadows
    return Page(pieces, drawings, unreadable / max(count, 1), "".join(sideways), "".join(hidden))


def _is_tilted(text: Any, i: int, page_angle: float) -> bool:
    """Whether a character is on a line that isn't level. Those of slanted letters are."""
    import pypdfium2.raw as pdfium

    if cos(pdfium.FPDFText_GetCharAngle(text, i) - page_angle) > 0.99:
        return False
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, i, matrix)
    return cos(atan2(matrix.b, matrix.a) - page_angle) < 0.99


def _font(text: Any, i: int) -> tuple[str, int]:
    """A character's font and its weight."""
    import pypdfium2.raw as pdfium

    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text, i, name, 128, flags)
    return name.value.decode("latin-1"), pdfium.FPDFText_GetFontWeight(text, i)


def _is_bold(font: str, weight: int) -> bool:
    return weight >= 600 or re.search(r"bold|black|heavy|demi", font, re.I) is not None


def _goes_on(piece: Piece, left: float, base: float, height: float) -> bool:
    """Whether a character continues a piece of a line."""
    line = max(piece.height, height)
    if abs(left - piece.last) < 0.01:  # the next letter of a ligature
        return True
    if not -0.5 * line < left - piece.right < PIECE_GAP * line:
        return False
    off = abs(base - piece.y)
    return off < 0.12 * line or (off < 0.75 * line and not SMALL < height / piece.height < 1 / SMALL)


def _add(piece: Piece, letter: str, left: float, right: float, base: float, height: float, spaced: bool) -> None:
    """Add a character to a piece, as superscript or subscript if it is off the line."""
    if len(piece.parts) == 1 and len(piece.parts[0][0]) == 1 and piece.height > LARGE_INITIAL * height:
        piece.y, piece.height = base, height
    if piece.height < SMALL * height and abs(base - piece.y) > 0.05 * height:  # the text before is superscript
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
    gap = space > (-0.3 if spaced else WORD_GAP) * piece.height and abs(left - piece.last) > 0.01
    text, last = piece.parts[-1]
    if last == kind:
        piece.parts[-1] = f"{text} {letter}" if gap else text + letter, kind
    else:
        piece.parts[-1:] = [(f"{text} " if gap else text, last), (letter, kind)]
    piece.right, piece.last = max(piece.right, right), left


def rows_of(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """The pieces by baseline from the top, then from left to right."""
    rows = list[list[Piece]]()
    for piece in sorted(pieces, key=lambda piece: -piece.y):
        if rows and rows[-1][0].y - piece.y < 0.35 * min(piece.height, rows[-1][0].height):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.left) for row in rows]


def row_text(row: list[Piece]) -> str:
    return " ".join(piece.text for piece in row).strip()
