"""The words of a document most like a passage that is not in it."""

from collections import Counter
from collections.abc import Iterator
from operator import eq
from typing import Final, NamedTuple

from quiz.bank.document import Document, fold
from quiz.bank.words import STOP_WORDS

ALIKE: Final = 1 / 3
"""The share of its telling words that a place must have to count as near to a passage."""


MOST_WORDS: Final = 40
"""How many words of a passage are looked for."""


class Near(NamedTuple):
    """A run of words, its heading, and the line, from 1, where its block begins."""

    text: str
    heading: str
    line: int


def nearest_place(document: Document, passage: str) -> Near | None:
    """The run of words that shares most with the beginning of a passage, and most of it in its place.

    None where too little is shared.
    """
    wanted = fold(passage).casefold().split()[:MOST_WORDS]
    telling = [word for word in wanted if word not in STOP_WORDS] or wanted
    nearest, best = None, (0, 0)
    for section in document.sections:
        for block in section.blocks:
            words = block.folded.casefold().split()
            for end, shared in _shared(words, telling, len(wanted)):
                if shared and shared >= best[0]:
                    start = max(0, end - len(wanted) + 1)
                    likeness = shared, sum(map(eq, wanted, words[start : end + 1]))
                    if likeness > best:
                        best = likeness
                        text = " ".join(block.text.split()[start : start + len(wanted)])
                        nearest = Near(text, section.heading, block.line)
    return nearest if best[0] >= ALIKE * len(telling) else None


def _shared(words: list[str], wanted: list[str], size: int) -> Iterator[tuple[int, int]]:
    """For each place: how many of the wanted words are among so many that end there."""
    missing, shared = Counter(wanted), 0
    for end, word in enumerate(words):
        shared += missing[word] > 0
        missing[word] -= 1
        if end >= size:
            left = words[end - size]
            missing[left] += 1
            shared -= missing[left] > 0
        yield end, shared
