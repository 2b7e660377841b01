"""PDF files → blocks, by the positions of their characters.

PDFium (pypdfium2) gives each character with its box. Of the libraries tried, pypdf gives no widths, so that columns
cannot be told, and pdfminer.six takes three times as long (19 s for a megabyte of text).
"""

import logging
import re
from collections.abc import Callable, Iterator
from typing import Final

from quiz.convert.blocks import Conversion, limit_size, tidy
from quiz.convert.pdf_characters import Page, Piece, page_of, rows_of
from quiz.convert.pdf_columns import in_order, with_marks_joined
from quiz.convert.pdf_margins import running
from quiz.convert.pdf_paragraphs import Line, blocks_of
from quiz.convert.pdf_tables import NOTICE, without_grids, without_notices
from quiz.errors import QuizError

PASSWORD_ERROR: Final = 4  # FPDF_ERR_PASSWORD
FLATTENED: Final = 1  # FLATTEN_SUCCESS
LEADERS: Final = re.compile(r"(?:\.\s?){4,}\s*\d{1,3}$")
NEAR: Final = 3
"""How many lines above and below a line show where its column ends there: a picture may make it narrower."""
UNREADABLE: Final = 0.1
"""The maximum share of unreadable characters on a page."""


def pdf_blocks(data: bytes, progress: Callable[[int, int], object] = lambda done, of: None) -> Conversion:
    """The text of a PDF file. `progress` is told of each page. Raises QuizError if it is locked or broken."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", 0) == PASSWORD_ERROR or "password" in str(error).lower():
            hint = "Save a copy without a password and use that."
            raise QuizError("the PDF is password-protected", hint=hint) from None
        raise QuizError("this is not a PDF, or it is damaged") from None
    if document.get_formtype():
        logging.getLogger("pypdfium2").setLevel(logging.ERROR)  # it warns of forms of another kind (XFA)
        document.init_forms()
    pages, size = list[Page](), 0
    for number in range(len(document)):
        page = document[number]
        if document.formenv and page.flatten() == FLATTENED:
            page = document[number]  # with the values of its fields as text
        pages.append(page_of(page))
        size += sum(len(piece.text) for piece in pages[-1].pieces)
        limit_size(size, 0)
        progress(number + 1, len(document))
    result = Conversion(title=tidy(document.get_metadata_dict().get("Title", "")))
    lines = list(_lines(pages, result))
    result.blocks = list(blocks_of(lines))
    if result.title.casefold() not in " ".join(line.text for line in lines[:20]).casefold():
        result.title = ""  # often the title of a template, or the name of a file
    return result


def _lines(pages: list[Page], result: Conversion) -> Iterator[Line]:
    """The lines of all pages, without running heads; a notice replaces each part that can't be read in order."""
    margins = running(pages, result)
    for number, page in enumerate(pages, 1):
        pieces = [piece for piece in page.pieces if id(piece) not in margins]
        if page.sideways.strip():
            result.leave_out(f"text set sideways on page {number}", page.sideways)
        if page.hidden:
            result.leave_out("hidden text", page.hidden)
        if page.drawings.pictures:
            result.leave_out("a picture", f"page {number}")
        notice = f"page {number} has letters that cannot be read as text: copy it by hand" if pieces else ""
        if page.drawings.pictures and not pieces:
            notice = f"page {number} is a picture: run OCR on it first, or copy it by hand"
        if notice and (not pieces or page.unreadable > UNREADABLE):
            result.by_hand.append(notice)
            yield Line(NOTICE + notice, (number, 0))
            continue
        pieces = without_grids(with_marks_joined(pieces), page.drawings.rules)
        columns = in_order(pieces, page.drawings) if pieces else []
        lines = [
            line for count, column in enumerate(columns) for line in _column_lines(column, (number, count), result)
        ]
        for line in lines:
            if line.text.startswith(NOTICE):
                problem = f"has {line.text.removeprefix(NOTICE)}" if len(lines) > 1 else "looks like a table"
                notice = f"page {number} {problem}: copy it by hand"
                result.by_hand.append(notice)
                line = line._replace(text=NOTICE + notice)
            yield line


def _column_lines(pieces: list[Piece], column: tuple[int, int], result: Conversion) -> Iterator[Line]:
    rows = [part for row in rows_of(pieces) for part in without_notices(row)]
    start, ends = min(piece.left for piece in pieces), [max(piece.right for piece in row) for row in rows]
    last = 0.0
    for number, row in enumerate(rows):
        text = ""
        parts = [part for i, piece in enumerate(row) for part in ([(" ", "")] if i else []) + piece.parts]
        for (written, kind), after in zip(parts, [*(text for text, _ in parts[1:]), ""], strict=True):
            text += result.shown(written, kind, text, after)
        text = tidy(text)
        y = row[0].y
        if text and not LEADERS.search(text):
            yield Line(
                text,
                column,
                left=row[0].left,
                right=ends[number],
                y=y,
                height=max(row, key=lambda piece: len(piece.text)).height,
                bold=all(piece.bold for piece in row),
                label=_label(row),
                above=last - y if last else 0.0,
                start=start,
                end=max(ends[max(number - NEAR, 0) : number + NEAR + 1]),
            )
            last = last if text.startswith(NOTICE) else y
        elif text:
            result.leave_out("the table of contents", text)


def _label(row: list[Piece]) -> str:
    """The bold text that a line begins with, if not all of it is bold."""
    plain = next((number for number, piece in enumerate(row) if not piece.bold), len(row))
    texts = [piece.text for piece in row[:plain]] + [piece.label for piece in row[plain : plain + 1]]
    return tidy(" ".join(texts)) if plain < len(row) else ""
