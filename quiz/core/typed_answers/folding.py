"""Fold characters that count as the same, by script.

Marks that carry meaning are kept: Vietnamese marks, Cyrillic й, dakuten, Thai, Hangul and Indic signs, superscripts.
Case is folded here; `cases` judges where it matters.
"""

import re
from functools import lru_cache
from typing import Final
from unicodedata import category, combining, decimal, normalize

SUPERSCRIPTS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
SUPERSCRIPT: Final = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+")
RAISED: Final = re.compile(r"(?<=[A-Za-z])\^(?=[+-]?\d)")
VULGAR: Final = re.compile("[¼-¾⅐-⅞↉]")
ORDINAL_DEGREE: Final = re.compile(r"(?<=\d)(\s*)[º˚]")
SAME: Final = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
        **dict.fromkeys("‘’‚‛ʼʹ`´", "'"),
        **dict.fromkeys("“”„‟«»‹›「」『』", '"'),
        **dict.fromkeys("×✕", "×"),
        **dict.fromkeys("·⋅∙•", "·"),
        "⁄": "/",
        "∕": "/",
        "。": ".",
        "、": ",",
        "،": ",",
        "؛": ";",
        "؟": "?",
        "٫": ".",
        "٬": ",",
        "ı": "i",
        "İ": "I",
    }
)
"""Variants of signs and of i, and the form in which they are compared."""
LETTERS: Final = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ħ": "h",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ð": "d",
        "ё": "е",
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("ىی", "ي"),
        "ک": "ك",
        "ة": "ه",
        "\u0640": "",
    }
)
"""Letters that people often type as plain ones."""
UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
KATAKANA, HIRAGANA = range(0x30A1, 0x30F7), 0x60
VIETNAMESE: Final = re.compile("[ơưăđƠƯĂĐ\u1ea0-\u1ef9]")


@lru_cache(maxsize=512)
def clean(text: str) -> str:
    """Normalise the characters of a text, keeping case and marks.

    Applies NFKC and removes invisible characters. Dashes, quotes and decimal digits get one form, superscripts after a
    digit are preceded by `^`, and fraction signs become 1/2.
    """
    if "^" in text:
        text = RAISED.sub("", text)
    if text.isascii():
        return text
    text = VULGAR.sub(lambda found: f" {normalize('NFKC', found[0])}", text)
    text = ORDINAL_DEGREE.sub(r"\1°", text)
    text = SUPERSCRIPT.sub(_raised, text)
    text = text.translate(SAME)  # before NFKC, which decomposes a lone accent
    text = normalize("NFKC", text).translate(SAME)
    plain = []
    for character in text:
        if character.isascii() or character.isalpha():
            plain.append(character)
        elif category(character) not in ("Cf", "Cs", "Co", "Cn", "Cc"):
            plain.append(str(decimal(character, character)))
    return "".join(plain)


def _raised(found: re.Match[str]) -> str:
    digits = found[0].translate(SUPERSCRIPTS)
    before = found.string[found.start() - 1 : found.start()]
    if not before.isdigit():
        return digits
    return f" {digits}" if digits[-1] in "+-" else f"^{digits}"


def fold(text: str, language: str = "") -> str:
    """Text for comparison: clean, case folded, and without optional marks (see `_drops_marks`)."""
    text = clean(text).casefold()
    if text.isascii():
        return text
    if language.startswith("vi") or VIETNAMESE.search(text):
        return text
    base, folded = "", []
    for character in normalize("NFD", text):
        if not combining(character):
            base = character
        elif _drops_marks(base, character):
            continue
        folded.append(character)
    text = normalize("NFC", "".join(folded)).translate(LETTERS)
    return "".join(chr(ord(c) - HIRAGANA) if ord(c) in KATAKANA else c for c in text)


def _drops_marks(base: str, mark: str) -> bool:
    """Whether a combining mark on a letter can be omitted without changing the meaning."""
    letter = ord(base or "\0")
    latin_or_greek = letter < 0x0400
    cyrillic = 0x0400 <= letter < 0x0530 and (mark == "\u0301" or (mark == "\u0308" and base == "е"))
    arabic = 0x0600 <= letter < 0x0700 or "\u064b" <= mark <= "\u0655" or mark == "\u0670"
    hebrew = "\u0591" <= mark <= "\u05c7"
    return latin_or_greek or cyrillic or arabic or hebrew
