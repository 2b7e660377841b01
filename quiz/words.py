"""The words that a misspelled answer could be instead, as docs/word_list.py collects them."""

from functools import cache


@cache
def _listed() -> bytes:
    from gzip import decompress
    from importlib.resources import files

    return decompress(files("quiz").joinpath("words.txt.gz").read_bytes())


def is_word(text: str) -> bool:
    """Whether a text in small letters is an English word, a medical term or the name of a drug, of 4 to 20 letters."""
    return text.isascii() and text.isalpha() and f"\n{text}\n".encode() in _listed()
