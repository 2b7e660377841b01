"""Data for the browser page to judge typed answers as `quiz.core.typed_answers` does.

The scripts in `typed/` repeat its modules, one each; `python.js` has what JavaScript lacks. Words, patterns and
messages are carried from the modules, so that they are written once.
"""

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import Any, Final

from quiz.core.english import figure, is_english
from quiz.core.kinds import Number, ShortAnswer
from quiz.core.kinds.fields import Exact
from quiz.core.typed_answers.judgement import Judgement
from quiz.core.typed_answers.matching import reductions
from quiz.core.typed_answers.phrases import joined
from quiz.core.typed_answers.slips import SHORTEST
from quiz.core.typed_answers.spelling import AMERICAN, WHOLE, standard
from quiz.words import real_words

SCRIPTS: Final = (
    "python folding spelling slips numbers units phrases matching moments judgement quantities cases short judge"
).split()
"""The parts of the script, in their order."""
CONSTANTS: Final = {
    "folding": "SUPERSCRIPTS SUPERSCRIPT RAISED VULGAR ORDINAL_DEGREE SAME LETTERS UMLAUTS VIETNAMESE",
    "spelling": "AMERICAN WHOLE IZE DOUBLED IRREGULAR HISSING SINGULAR ENDINGS LATIN",
    "slips": "SHORTEST OPPOSITES SUBSTANCES DRUG SOUNDS",
    "numbers": (
        "POINT_LANGUAGES SMALL SCALES SHARES TIMES_WORD TIMES OTHER_LANGUAGES NUMBER_WORDS IN_WORDS SHARE BEHIND "
        "AND_SHARE DIGITS FRACTION EXPONENT POWER SCALE SCALE_OF"
    ),
    "units": "PREFIXES PREFIX_NAMES TABLE OFFSETS FAHRENHEIT PHRASES PER TIMES ATOM ADVERBS",
    "phrases": (
        "ARTICLES NEGATIONS DENYING ONE A_UNIT A_ONE LEADING RELATIONS CARRIERS TRAILERS HEDGES DENIALS CONTRACTIONS "
        "CAN_NOT INITIALS POSSESSIVE PRIME CHARGE SIGNS SIGN_WORDS GREEK SINGLE_GREEK COMPARISONS SPAN EVERY DAILY "
        "TIMES PER_CENT HYPHEN AFTER_NUMBER BETWEEN_CODES ORDINALS ROMAN NUMBERED TOKEN CAPITAL SIDES FILLERS SHORT"
    ),
    "matching": "STAR AND HEAD SUBJECT VERBS CHOICE",
    "moments": "MONTHS MONTH MONTH_FIRST BY_NAME ISO IN_FIGURES WEEKDAY TIME PAST FRACTIONS",
    "judgement": "LONGEST TOO_LONG ONE_ANSWER ADD_UNIT CHECK_SPELLING",
    "quantities": (
        "CLOSE ABOUT COMPARED RANGE MINUS CURRENCY DEGREES LATER OF_A SMALLER ASK_WITH_UNIT ASK_WITHOUT_UNIT "
        "ONLY_NUMBER WHICH_DEGREES WHICH_CASE WHICH_NUMBER UNKNOWN_UNIT THIS_UNIT"
    ),
    "cases": "FORMULA OPTION TOKEN MARKS WORDS CHECK_CASE",
    "short": "NOTHING_TYPED WRITE_OUT WHICH_HALF WHICH_DATE PARTS CONTRAST LONGEST_LOOSE AROUND",
}
"""The constants that the scripts use, by module."""
BRITISH_PARTS: Final = (*AMERICAN, *WHOLE, "ise", "isi", "isa", "yse", "ysi", "ysa", "lle", "lli", "llo")
"""Parts of words that may have another standard spelling."""
LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


def typed_script() -> str:
    """The script with the functions `judge`, `unclear` and `doubt`; it needs `typed_tables()` as the constant TYPED."""
    folder = files("quiz.formats.page") / "typed"
    parts = "".join((folder / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)
    names = "{ judge, unclear, doubt }"
    return f'const {names} = (() => {{\n"use strict";\n{parts}return {names};\n}})();\n'


@cache
def typed_tables() -> dict[str, Any]:
    """The tables of the script: constants by module, and characters on which JavaScript may differ.

    These are `unassigned`, those that this version of Python does not know, and `digits`, the digits that are not
    decimal.
    """
    tables: dict[str, Any] = {
        "unassigned": _ranges(c for c in _characters() if unicodedata.category(c) == "Cn"),
        "digits": _ranges(c for c in _characters() if c.isdigit() and not c.isdecimal()),
    }
    for module, names in CONSTANTS.items():
        constants = import_module(f"quiz.core.typed_answers.{module}")
        tables[module] = {name: _encoded(getattr(constants, name)) for name in names.split()}
    return tables


def judged_data(question: ShortAnswer | Number) -> dict[str, Any]:
    """The data to judge the answers to a question.

    `words` are the real words that one slip in an answer can make.
    """
    data: dict[str, Any] = {"kind": question.kind, "ask": question.ask, "language": question.language or "en"}
    if isinstance(question, Number):
        keys = ("answer", "tolerance", "unit", "exact_unit")
        return {**data, **{key: getattr(question, key) for key in keys}}
    answers: list[str] = [*question.accept, *(wrong.answer for wrong in question.reject)]
    return {
        **data,
        "accept": [{"exact": answer} if isinstance(answer, Exact) else answer for answer in question.accept],
        "reject": [{"exact": wrong.answer} if wrong.exact else wrong.answer for wrong in question.reject],
        "words": " ".join(sorted(_confusable(answers, question.ask, data["language"]))),
    }


def _characters() -> Iterator[str]:
    return map(chr, range(sys.maxunicode + 1))


def _ranges(characters: Iterable[str]) -> str:
    """Characters in order as steps to base 36: the gap before each run of them, and its length."""
    steps: list[int] = []
    end = 0
    for code in map(ord, characters):
        if steps and code == end:
            steps[-1] += 1
        else:
            steps += (code - end, 1)
        end = code + 1
    return " ".join(map(_base_36, steps))


def _base_36(number: int) -> str:
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 36)
        digits = f"0123456789{LETTERS}"[digit] + digits
    return digits


def _encoded(value: Any) -> Any:
    """A constant as JSON, as `constant` in `python.js` reads it."""
    match value:
        case re.Pattern():
            return {"pattern": value.pattern} | ({"ignoreCase": True} if value.flags & re.I else {})
        case Judgement():
            return value.ask
        case frozenset():
            return {"set": sorted(value)}
        case tuple() | list():
            return [_encoded(entry) for entry in value]
        case dict():
            return dict(_entry(*pair) for pair in value.items())
        case _:
            return value


def _entry(key: str | int | float, value: Any) -> tuple[str, Any]:
    match key:
        case int():  # of `str.maketrans`
            return chr(key), chr(value) if isinstance(value, int) else value
        case float():
            return figure(key), value
        case _:
            return key, _encoded(value)


def _confusable(answers: Iterable[str], ask: str, language: str) -> Iterator[str]:
    """The real words that one slip in a word of these answers can make, and perhaps others."""
    if not is_english(language):
        return
    forms = {form for answer in answers for form in reductions(answer.replace(r"\*", "*"), ask, language, typed=False)}
    for word in {word for form in forms for word in (*form, joined(list(form)))}:
        if len(word) >= SHORTEST and word.isalpha():
            yield from _neighbours(word)


@cache
def _neighbours(word: str) -> frozenset[str]:
    """The real words among those within one edit of a word, in either spelling and number."""
    near = frozenset(edit for one in {word, standard(word)} for edit in _edits(one))
    near |= {american for _, american in _respelled(near)}
    near |= {edit.removesuffix("s") for edit in near}
    return (near & real_words()).union(*(_british()[american] for american in near & _british().keys()))


@cache
def _british() -> dict[str, list[str]]:
    """The real words with another standard spelling, by that spelling."""
    words: dict[str, list[str]] = {}
    for word, american in _respelled(real_words()):
        words.setdefault(american, []).append(word)
    return words


def _respelled(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The words that have another standard spelling, and that spelling.

    Looks for the parts that differ in all words at once, which is 20 times as fast as word by word.
    """
    text = "\n".join(("", *words, ""))
    found = set()
    for part in BRITISH_PARTS:
        at = text.find(part)
        while at >= 0:
            end = text.index("\n", at)
            found.add(text[text.rindex("\n", 0, at) + 1 : end])
            at = text.find(part, end)
    return ((word, standard(word)) for word in found if standard(word) != word)


def _edits(word: str) -> Iterator[str]:
    """A word, and what one edit makes of it: a letter dropped, changed or added, or two neighbours swapped."""
    yield word
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        yield before + after[1:]
        yield before + after[1:2] + after[:1] + after[2:]
        for letter in LETTERS:
            yield before + letter + after
            yield before + letter + after[1:]
