"""The sentences and words of a text, and the form in which texts are compared."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final
from unicodedata import normalize

QUOTES: Final = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'})
STOP: Final = re.compile(r"(?<=[.!?…])['\"’”)\]]*\s+(?=\S)")
ABBREVIATIONS: Final = frozenset("al approx ca cf dr e.g eg fig i.e ie mr mrs ms prof st vs".split())
"""What a full stop may follow inside a sentence, besides a single letter."""
WORD: Final = re.compile(r"[^\W_]+(?:['.-][^\W_]+)*")
SHORTEST_STEM: Final = 4
STOP_WORDS: Final = frozenset(
    """
    a about after again all also although am an and any are as at away be because been before being both but by can
    cannot could did do does doing done each either else even every few find fit fits for from get gets give gives go
    goes had has have having he her here him his how i if in into is it its itself just keep last leave let lets like
    make makes many may me might mine more most much must my name names no nor not of off on once one ones only or
    other others our out over own part put puts rather said say says see shall she should so some such take takes tell
    tells than that the their them then there these they thing things this those through to too true false under until
    up us use used uses using very was way we were what when where whether which while who whom whose why will with
    within without would you your yours
    """.split()
)


def fold(text: str) -> str:
    """Text in the form in which passages are compared: NFC, single spaces, straight quotes."""
    return " ".join(normalize("NFC", text).translate(QUOTES).split())


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Where each sentence of a text begins and ends, without the spaces between."""
    spans = []
    start = 0
    for stop in STOP.finditer(text):
        if _ends(text, start, stop):
            spans.append((start, stop.end() - len(stop[0]) + len(stop[0].rstrip())))
            start = stop.end()
    if start < len(text.rstrip()):
        spans.append((start, len(text.rstrip())))
    return spans


def _ends(text: str, start: int, stop: re.Match[str]) -> bool:
    if text[stop.end()].islower():
        return False
    if text[stop.start() - 1] != ".":
        return True
    before = text[max(start, text.rfind(" ", start, stop.start()) + 1) : stop.start() - 1].lstrip("(['\"‘“").lower()
    return not (len(before) == 1 and before.isalpha()) and before not in ABBREVIATIONS


def words(text: str) -> list[str]:
    """The words of a text in lower case; "don't" and "in-and-out" are one each."""
    return WORD.findall(fold(text).casefold())


def content_words(text: str) -> set[str]:
    """The words that carry the meaning of a text, without plural and possessive endings."""
    return {singular(word) for word in words(text) if word not in STOP_WORDS}


def singular(word: str) -> str:
    word = word.removesuffix("'s")
    plural = len(word) >= SHORTEST_STEM and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word[:-1] if plural else word


def akin(one: str, other: str) -> bool:
    """Whether two words are the same, or one begins with the other: tight and tightness."""
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) >= SHORTEST_STEM and long.startswith(short))


def missing(wanted: Iterable[str], known: Iterable[str]) -> list[str]:
    """The wanted words, sorted, that are akin to no known word."""
    alike = defaultdict[str, list[str]](list)
    for word in known:
        alike[word[:SHORTEST_STEM]].append(word)
    return sorted(word for word in wanted if not any(akin(word, other) for other in alike[word[:SHORTEST_STEM]]))
