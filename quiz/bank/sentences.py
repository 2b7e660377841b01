"""Where the sentences of a text begin and end."""

import re
from typing import Final

STOP: Final = re.compile(r"(?<=[.!?…])['\"’”)\]]*\s+(?=\S)")
ABBREVIATIONS: Final = frozenset("al approx ca cf dr e.g eg fig i.e ie mr mrs ms prof st vs".split())
"""What a full stop may follow inside a sentence, beside a single letter."""


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
