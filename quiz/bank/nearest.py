"""Find the place in a document that is most like a passage not in it, and where the two differ."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import takewhile
from operator import eq
from typing import Final, NamedTuple
from unicodedata import normalize

from quiz.bank.document import Block, Document
from quiz.bank.text import STOP_WORDS, fold, unfolded

ALIKE: Final = 1 / 3
"""The minimum share of a passage's content words in the nearest place."""
PUNCTUATION: Final = ".,;:!?()'\""
LONGEST_DIFFERENCE: Final = 3
"""The maximum number of characters that a message names as a difference."""
AGREEING: Final = 8
"""The number of characters after a difference that must agree."""
MOST_WORDS: Final = 40
"""The maximum number of words of a passage to look for."""


class Near(NamedTuple):
    """A run of words, the heading above it, and the line, from 1, where its block begins.

    `differs` is what the document and the passage have at their first difference, if that is a few characters.
    """

    text: str
    heading: str
    line: int
    differs: tuple[str, str] | None


def nearest_place(document: Document, passage: str) -> Near | None:
    """The run of words that shares most words with the beginning of a passage, as many as possible in their place.

    None if too few are shared.
    """
    wanted = _bare_words(fold(passage))[:MOST_WORDS]
    content = [word for word in wanted if word not in STOP_WORDS] or wanted
    nearest, best = None, (0, 0)
    for section in document.sections:
        for block in section.blocks:
            found = _bare_words(block.row or block.folded)
            for end, shared in _shared(found, content, len(wanted)):
                if shared and shared >= best[0]:
                    start = max(0, end - len(wanted) + 1)
                    likeness = shared, sum(map(eq, wanted, found[start : end + 1]))
                    if likeness > best:
                        best = likeness
                        nearest = section, block, start
    if nearest is None or best[0] < ALIKE * len(content):
        return None
    section, block, start = nearest
    text = block.text if block.row else " ".join(block.text.split()[start : start + len(wanted)])
    return Near(text, section.heading, block.line, _difference(block, passage, start))


def _difference(block: Block, passage: str, word: int) -> tuple[str, str] | None:
    """What a block, from about its nth word on, and a passage have at their first difference; None if it is long."""
    own = block.row or block.text
    passage = " ".join(passage.replace("|", " ").split()) if block.row else normalize("NFC", passage)
    text, wanted = fold(own), fold(passage)
    starts = [found.start() for found in re.finditer(r"\S+", text)]
    around = range(max(0, word - 2), min(len(starts), word + 3))
    same, _, start = max((_agreeing(text[starts[n] :], wanted), -abs(n - word), starts[n]) for n in around)
    at, left = start + same, len(wanted) - same
    sizes = [(has, lacks) for has in range(LONGEST_DIFFERENCE + 1) for lacks in range(LONGEST_DIFFERENCE + 1)]
    sizes = [(int(at < len(text)), 1)] if left == 1 else sorted(sizes, key=sum)[1:]
    for has, lacks in sizes:
        if lacks <= left and text.startswith(wanted[same + lacks :][:AGREEING], at + has):
            while has and at + has < len(text) and _own(own, at, has + 1) == _own(own, at, has):
                has, lacks = has + 1, min(lacks + 1, left)  # one character of the document's own
            return _own(own, at, has), _own(passage, same, lacks)
    return None


def _agreeing(one: str, other: str) -> int:
    """The length of the common beginning of two texts."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _own(text: str, at: int, length: int) -> str:
    """The characters of a text for a part of its folded form."""
    start, end = unfolded(text, at, at + length) if length else (0, 0)
    return text[start:end]


def _bare_words(text: str) -> list[str]:
    """The words of a text in lower case, each without the punctuation around it."""
    return [word.strip(PUNCTUATION) or word for word in text.casefold().split()]


def _shared(found: list[str], wanted: list[str], size: int) -> Iterator[tuple[int, int]]:
    """For each position, how many of the wanted words are among the last `size` found up to it."""
    missing, shared = Counter(wanted), 0
    for end, word in enumerate(found):
        shared += missing[word] > 0
        missing[word] -= 1
        if end >= size:
            left = found[end - size]
            missing[left] += 1
            shared -= missing[left] > 0
        yield end, shared
