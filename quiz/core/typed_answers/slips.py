"""Tell spelling slips in folded words from opposites, other substances and other words."""

import re
from collections.abc import Callable
from enum import Enum
from typing import Final

from quiz.core.english import is_english
from quiz.core.typed_answers.spelling import same_word, standard

SHORTEST: Final = 4
"""The minimum length of a word in which a slip is forgiven."""
IsWord = Callable[[str], bool]

OPPOSITES: Final = (
    *(("", negation) for negation in ("un", "non", "in", "im", "il", "ir", "dis", "a", "an", "anti", "de")),
    ("hyper", "hypo"),
    ("inter", "intra"),
    ("ab", "ad"),
    ("in", "ex"),
    ("im", "ex"),
    ("pre", "post"),
    ("super", "sub"),
    ("over", "under"),
    ("macro", "micro"),
    ("pro", "anti"),
)
"""Pairs of prefixes with opposite meanings."""

SUBSTANCES: Final = tuple("ate ite ide ase ose ane ene yne ine one ole ile yl ol al".split())
"""Endings that distinguish names of substances."""
DRUG: Final = re.compile(
    "(?:pine|olol|pril|prilat|sartan|statin|azole|cillin|mycin|micin|caine|pam|lam|tidine|mab|nib|vir|oxacin|setron"
    "|triptan|gliptin|gliflozin|dronate|thiazide|sone|olone|profen|parin|xaban|barbital|cycline|fenac|coxib|grel|zosin"
    "|terol|tropium|curium|curonium|fungin|trexate|platin|rubicin|taxel|tinib|zumab|ximab|oxetine|pramine|triptyline"
    "|azine|izine|idone|apine|formin|gliptin|glitazone|amide|fentanil|orphan|codone|morphone|dine|mide)$"
)
"""Stems of international drug names, in which drugs with the same stem differ by few letters."""

SOUNDS: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("^p([stn])", r"\1"),
        ("^[gkm]n", "n"),
        ("^wr", "r"),
        (r"^x", "z"),
        ("ph", "f"),
        ("sthm", "sm"),
        ("([rg])h", r"\1"),
        ("gm$", "m"),
        ("ght", "t"),
        ("cz|cc(?=[ei])|x", "ks"),
        ("ey", "i"),
        ("(?:tion|sion|cion|shun|tian|cian)", "shn"),
        ("sch(?=[^aeiou])", "sh"),
        ("ch(?=[aolr])|ck|qu|q", "k"),
        ("c(?=[eiy])|z", "s"),
        ("c(?!h)", "k"),
        ("eu|ew|ou|oo|ue", "u"),
        ("ae|oe|ee|ea|ie|ei", "e"),
        ("y", "i"),
        (r"(.)\1+", r"\1"),
        ("(?<=..)e$", ""),
    )
)
"""Spellings that sound alike, in the order in which they are replaced."""


class Near(Enum):
    """How close a typed word is to another: SLIP is forgiven; DOUBT may be another word and is asked about."""

    SLIP = "slip"
    DOUBT = "doubt"


def distance(a: str, b: str, limit: int = 2) -> int:
    """Optimal string alignment distance: letters added, dropped or changed, or two neighbours swapped once.

    Returns limit + 1 if it is more. Tries every way to make up to `limit` edits after the common start: fast for long
    texts, but not for a large limit.
    """
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    same = 0
    while same < len(a) and same < len(b) and a[same] == b[same]:
        same += 1
    a, b = a[same:], b[same:]
    if not a or not b:
        return len(a) + len(b)
    if limit == 0:
        return 1
    rests = [(a[1:], b[1:]), (a[1:], b), (a, b[1:])]
    if a[1:2] == b[0] and b[1:2] == a[0]:
        rests.append((a[2:], b[2:]))
    return 1 + min(distance(x, y, limit - 1) for x, y in rests)


def are_opposites(word: str, other: str) -> bool:
    """Whether two words differ in a prefix that reverses the meaning."""
    return any(
        word.startswith(p)
        and other.startswith(q)
        and not (q and word.startswith(q))
        and not (p and other.startswith(p))
        and distance(word[len(p) :], other[len(q) :], 1) <= 1
        for pair in OPPOSITES
        for p, q in (pair, pair[::-1])
    )


def sound(word: str) -> str:
    """Roughly how an English word sounds."""
    word = standard(word)
    for pattern, replacement in SOUNDS:
        word = pattern.sub(replacement, word)
    return word


def nearness(typed: str, answer: str, language: str, is_word: IsWord, *, alone: bool = True) -> Near | None:
    """How close a typed word is to a word of an answer; None if it is another word, or no slip can be forgiven.

    A real word is another answer if nothing else was typed (`alone`), unless letters were only swapped or doubled;
    among other words it is in doubt.
    """
    if len(answer) < SHORTEST or len(typed) < SHORTEST - 1 or not (typed + answer).isalpha():
        return None
    if not _is_alphabetic(answer) or language.startswith("vi") or are_opposites(typed, answer):
        return None
    if distance(typed, answer, 1) > 1 and distance(standard(typed), standard(answer), 1) > 1:
        alike = len(answer) > SHORTEST and typed.isascii() and sound(typed) == sound(answer)
        return Near.DOUBT if alike and is_english(language) else None
    if not is_english(language) or len(typed) < SHORTEST:
        return Near.DOUBT
    if any(map(is_word, (typed, standard(typed), _singular(typed)))):
        return None if alone and not _is_usual_slip(typed, answer) else Near.DOUBT
    return Near.DOUBT if _another_substance(typed, answer) else Near.SLIP


def _singular(word: str) -> str:
    return next((word[:-1] for _ in "s" if word.endswith("s") and same_word(word, word[:-1])), "")


def _is_alphabetic(word: str) -> bool:
    """Whether the letters are Latin, Greek or Cyrillic, where a slip can be told from another word."""
    return all(ord(letter) < 0x0530 for letter in word)


def _another_substance(typed: str, answer: str) -> bool:
    """Whether one letter distinguishes two names of drugs or substances."""
    if answer == f"{typed}e":
        return False
    ends = [next((end for end in SUBSTANCES if word.endswith(end)), "") for word in (typed, answer)]
    if all(ends) and ends[0] != ends[1]:
        return True
    return bool(DRUG.search(answer)) and not _is_usual_slip(typed, answer)


def _is_usual_slip(typed: str, answer: str) -> bool:
    """Whether letters were swapped, or one was wrongly doubled or left single."""
    doubled = re.sub(r"(.)\1", r"\1", typed) == re.sub(r"(.)\1", r"\1", answer)
    return doubled or sorted(typed) == sorted(answer)
