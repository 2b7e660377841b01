"""The list of real words, which are never forgiven as misspellings (made by docs/word_list.py)."""

from functools import cache


@cache
def _listed() -> bytes:
    from gzip import decompress
    from importlib.resources import files

    return decompress(files("quiz").joinpath("words.txt.gz").read_bytes())


def is_word(text: str) -> bool:
    """Whether a text is an English word, medical term or drug name of 4 to 20 small letters."""
    return text.isascii() and text.isalpha() and f"\n{text}\n".encode() in _listed()


@cache
def real_words() -> frozenset[str]:
    """All of these words, which are 20 MB in memory: for a program that looks up thousands."""
    return frozenset(_listed().decode().splitlines()[1:])
