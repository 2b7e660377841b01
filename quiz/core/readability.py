"""How hard a text is to read."""

import re
from typing import Final

VOWELS: Final = re.compile(r"[aeiouy]+")
SILENT: Final = re.compile(
    r"(?<![^aeiouy][lr])(?:(?<=[^aeiouy])e|(?<=[^aeiouyscgxzh])es|(?<=[^aeiouytd])ed)$|[gq]ues?$"
)
"""Word endings with a silent e: made, makes, healed, technique; not needle, places, treated."""
IN_TWO: Final = re.compile(r"[eo]ing|iet|scien|uid|ium|[dr]iou|(?<=[^aeiouy])ea[s]?$|(?<=[^aeiouy])ia[s]?$")
"""Adjacent vowels in two syllables: being, diet, science, fluid, medium, various, idea."""
APOSTROPHE: Final = re.compile("['’]")
WORD: Final = re.compile(r"[^\W\d_]+")


def reading_grade(words: int, sentences: int, syllables: int) -> float:
    """The school grade that a text requires (Flesch-Kincaid: J. P. Kincaid and others, 1975).

    For example, 503 words in 29 sentences with 814 syllables: 10.27.
    """
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


def syllables(word: str) -> int:
    """The approximate number of syllables in an English word, at least 1: groups of vowels, less a silent e."""
    found = 0
    for part in WORD.findall(APOSTROPHE.sub("", word.lower())):
        groups = len(VOWELS.findall(part))
        in_two = len(IN_TWO.findall(part)) if groups > 1 or "ing" in part or "iet" in part else 0  # idea, not tea
        found += max(1, groups - bool(SILENT.search(part)) + in_two)
    return max(1, found)
