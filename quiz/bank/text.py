"""The sentences and words of a text, and the form in which texts are compared."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final
from unicodedata import normalize

INVISIBLE: Final = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff"
"""Soft hyphens, zero-width characters, direction marks and variation selectors, as a class of characters."""
STRUCK: Final = "\u0336"
"""Combined with each character that an author struck out."""
RAISED: Final = dict(zip("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ", strict=True)) | dict(
    zip("abcdefghjklmoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True)
)
LOWERED: Final = dict(zip("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True)) | dict(
    zip("aehijklmnoprstuvx", "ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True)
)
"""Superscripts and subscripts that exist as characters."""
PLAIN: Final = {raised: sign for sign, raised in RAISED.items()}
SAME_WORDS: Final = {
    **dict.fromkeys("‘’‚‛`´ʼ′", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‹›", "'"),
    **{chr(sign): normalize("NFKC", chr(sign)) for sign in range(0xFB00, 0xFB07)},
    "\u00b5": "\u03bc",
    "º": "°",
    "˚": "°",
    "℃": "°C",
    "℉": "°F",
    **{lowered: sign for sign, lowered in LOWERED.items()},
}
"""Differences in a word that don't count: quotes, ligatures, signs of units, subscripts."""
SAME: Final = {
    **SAME_WORDS,
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"),
    **dict.fromkeys("\u2044\u2215", "/"),
    "…": "...",
    "‥": "..",
}
"""Differences in a passage that don't count: also dashes, slashes and dots."""
UNSEEN: Final = INVISIBLE + STRUCK
GAP: Final = rf"\s[\s{UNSEEN}]+|[{UNSEEN}]+(?:\s[\s{UNSEEN}]*)?|[^\S ]"
COMPARED: Final = re.compile(rf"{GAP}|[{''.join(map(re.escape, SAME))}]|[{''.join(RAISED.values())}]+|_\((\w+)\)")
"""Characters that differ in the form in which passages are compared."""
EDGE: Final = re.compile(rf"\A[\s{UNSEEN}]+")
IN_WORDS: Final = re.compile(rf"[{UNSEEN}]+|[{''.join(map(re.escape, SAME_WORDS))}]")
STOP: Final = re.compile(r"(?<=[.!?…])['\"’”)\]⁰¹²³⁴-⁹]*\s+(?=\S)")
ABBREVIATIONS: Final = frozenset("al approx ca cf dr e.g eg fig i.e ie mr mrs ms prof rev st vs".split())
"""Abbreviations whose full stop doesn't end a sentence; nor does that of a single letter."""
BEFORE_NUMBERS: Final = frozenset("apr aug dec feb jan jul jun mar no nos nov oct p pp sep sept vol".split())
"""Those whose full stop doesn't end a sentence before a number. A sentence that is only "No." is an answer."""
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
    """Text in the form in which passages are compared: what looks the same is the same.

    NFC, single spaces, straight quotes, plain hyphens and dots, no ligatures and nothing invisible. A subscript is
    the plain character, but a superscript is not: 10⁵ is 10^5 and never 105.
    """
    return COMPARED.sub(_compared, normalize("NFC", text)).strip()


def _compared(found: re.Match[str]) -> str:
    run = found[0]
    if found[1] or run[0] in SAME:
        return found[1] or SAME[run[0]]
    if run[0] in PLAIN:
        return "^" + "".join(map(PLAIN.__getitem__, run))
    return " " if any(map(str.isspace, run)) else ""


def unfolded(text: str, start: int, end: int) -> tuple[int, int]:
    """Where in an NFC text a part of its folded form, not empty, begins and ends."""
    begins, at = -1, 0
    for size, first, last in _stretches(text):
        plain = size == last - first
        if begins < 0 and start < at + size:
            begins = first + (start - at if plain else 0)
        if end <= at + size:
            return begins, first + (end - at) if plain else last
        at += size
    return begins, len(text)


def _stretches(text: str) -> Iterator[tuple[int, int, int]]:
    """The length of each stretch in the folded form, and where in the text it begins and ends."""
    done = len(text) - len(EDGE.sub("", text, count=1))
    for found in COMPARED.finditer(text, done):
        yield found.start() - done, done, found.start()
        done = found.end()
        yield len(_compared(found)), found.start(), done
    yield len(text) - done, done, len(text)


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


def sentences_of(text: str) -> list[str]:
    """The sentences of a text, without the spaces between."""
    return [text[start:end] for start, end in sentence_spans(text)]


def _ends(text: str, start: int, stop: re.Match[str]) -> bool:
    if text[stop.end()].islower():
        return False
    if text[stop.start() - 1] != ".":
        return True
    begins = max(start, text.rfind(" ", start, stop.start()) + 1)
    before = text[begins : stop.start() - 1].lstrip("(['\"‘“").lower()
    if before in BEFORE_NUMBERS and (begins > start or before != "no") and text[stop.end()].isdigit():
        return False
    return not (len(before) == 1 and before.isalpha()) and before not in ABBREVIATIONS


def words(text: str) -> list[str]:
    """The words of a text in lower case; "don't" and "in-and-out" are one each."""
    return WORD.findall(IN_WORDS.sub(lambda found: SAME_WORDS.get(found[0], ""), normalize("NFC", text)).casefold())


def content_words(text: str) -> set[str]:
    """The content words of a text, without plural and possessive endings."""
    return {singular(word) for word in words(text) if word not in STOP_WORDS}


@lru_cache(maxsize=1 << 12)
def singular(word: str) -> str:
    word = word.removesuffix("'s")
    plural = len(word) >= SHORTEST_STEM and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word[:-1] if plural else word


def akin(one: str, other: str) -> bool:
    """Whether two words are the same, or one begins with the other: tight and tightness."""
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) >= SHORTEST_STEM and long.startswith(short))


def missing(wanted: Iterable[str], known: Iterable[str]) -> list[str]:
    """The wanted words, sorted, that resemble no known word."""
    alike = defaultdict[str, list[str]](list)
    for word in known:
        alike[word[:SHORTEST_STEM]].append(word)
    return sorted(word for word in wanted if not any(akin(word, other) for other in alike[word[:SHORTEST_STEM]]))
