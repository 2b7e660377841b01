"""Cells of a table that spreadsheets open: none of them is a formula."""

import re
from typing import Final
from unicodedata import normalize

FORMULA_SIGNS: Final = frozenset("=+-@")
BREAKS: Final = frozenset("\t\r\n")
INVISIBLE: Final = re.compile(r"^[\s\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+")
PLAIN_NUMBER: Final = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def to_cell(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would read as a formula, except plain numbers.

    Recognises the signs in every width (＝, ﹢), and after spaces and invisible characters. A text that already has
    such an apostrophe gets another, so that `from_cell` reads every text back.
    """
    return f"'{text}" if _is_formula(text.lstrip("'")) else text


def from_cell(cell: str) -> str:
    """The text that `to_cell` made this cell of."""
    return cell.removeprefix("'") if _is_formula(cell.lstrip("'")) else cell


def _is_formula(text: str) -> bool:
    sign = normalize("NFKC", INVISIBLE.sub("", text, count=1)[:1])
    return bool(text) and (sign in FORMULA_SIGNS or text[:1] in BREAKS) and not PLAIN_NUMBER.fullmatch(text)
