"""The words of a text, as rules on wording compare them."""

import re
from typing import Final

from quiz.bank.document import fold

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


def words(text: str) -> list[str]:
    """The words of a text in lower case; "don't" and "in-and-out" are one each."""
    return WORD.findall(fold(text).casefold())


def content_words(text: str) -> set[str]:
    """The words that carry what a text is about, without their plural and possessive endings."""
    return {singular(word) for word in words(text) if word not in STOP_WORDS}


def singular(word: str) -> str:
    word = word.removesuffix("'s")
    plural = len(word) >= SHORTEST_STEM and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word[:-1] if plural else word


def akin(one: str, other: str) -> bool:
    """Whether two words are the same, or one begins with the other: tight and tightness."""
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) >= SHORTEST_STEM and long.startswith(short))
