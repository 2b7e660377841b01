"""Decide whether case matters: in symbols, formulas, genotypes and command-line options."""

import re
from collections.abc import Sequence
from functools import partial
from typing import Final

from quiz.core.typed_answers.folding import clean
from quiz.core.typed_answers.judgement import RIGHT, WRONG, Judgement, asking
from quiz.core.typed_answers.quantities import differs_by_case
from quiz.core.typed_answers.units import is_symbol

ELEMENTS: Final = (
    "He Li Be Ne Na Mg Al Si Cl Ar Ca Sc Ti Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Zr Nb Mo Tc Ru Rh Pd Ag Cd In "
    "Sn Sb Te Xe Cs Ba La Ce Pr Nd Gd Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa Pu Am H B C N O F P S K V I W U Y"
).split()
FORMULA: Final = re.compile(rf"(?:(?:{'|'.join(ELEMENTS)})\d*)+")
OPTION: Final = re.compile(r"(?:^|(?<=\s))[-+]\w(?!\w)")
TOKEN: Final = re.compile(r"[^\W_]+")
MARKS: Final = ("_", r"\d+(?:\.\d+){2,}")
"""What has to be the same to the letter where an answer has it: underscores of names, and addresses and versions."""
WORDS: Final = frozenset("ah am an as at be by do go he hi if in is it me my no of oh ok on or so to up us we".split())
"""Two-letter words, which are not symbols in any case."""
CHECK_CASE: Final = asking("Check the capital and small letters, then press Enter.")


def case_decides(text: str, other: str) -> bool:
    """Whether two texts that differ only in case have different meanings: Co and CO, `-v` and `-V`."""
    return not (judge_case(text, other).accepted and judge_case(other, text).accepted)


def judge_case(typed: str, answer: str) -> Judgement:
    """The judgement on a typed text that differs from the answer only in case."""
    typed, answer = clean(typed), clean(answer)
    options = OPTION.findall(answer)
    if options and options != OPTION.findall(typed):
        return WRONG
    if any(re.findall(mark, typed) != re.findall(mark, answer) for mark in MARKS if re.search(mark, answer)):
        return WRONG
    theirs, ours = TOKEN.findall(answer), TOKEN.findall(typed)
    if any(map(partial(_adds_an_s, ours), theirs)):
        return WRONG
    for one in theirs:
        other = next((token for token in ours if token.casefold() == one.casefold()), one)
        if one in ours or other == one:
            continue
        alone = len(theirs) == 1
        measured = len(one) > 1 if alone else re.search(rf"\d ?{re.escape(one)}", answer) is not None
        judgement = _token(other, one, alone=alone, measured=measured)
        if not judgement.accepted:
            return judgement
    return RIGHT


def _adds_an_s(typed: Sequence[str], code: str) -> bool:
    """Whether a code in capitals was typed with another S: HTTPS is not the plural of HTTP, but MRIs is of MRI."""
    longer = [token for token in typed if token.upper() == f"{code}S"]
    return code.isupper() and len(code) > 1 and any(token != f"{code}s" for token in longer)


def _token(typed: str, answer: str, *, alone: bool, measured: bool) -> Judgement:
    """The same for one word: `alone` if it is the whole answer, `measured` if it can be a unit."""
    if measured and is_symbol(typed) and is_symbol(answer) and differs_by_case(typed, answer):
        return CHECK_CASE
    if any(map(str.isdigit, answer)) or (len(answer) > 2 and not _is_sloppy(typed)):
        formulas = FORMULA.fullmatch(answer) and FORMULA.fullmatch(typed)
        return WRONG if formulas and not _is_sloppy(typed) else RIGHT
    if len(answer) > 2 or not alone or (answer.lower() in WORDS and not answer.isupper()) or not answer.isascii():
        return RIGHT
    if len(answer) == 2 and len(set(answer.lower())) == 1:
        return WRONG  # a genotype: Aa, AA, aa
    if len(answer) == 1:
        return RIGHT if typed.islower() else WRONG
    if typed.islower() and answer.isupper():
        return RIGHT
    return CHECK_CASE if typed in (typed.lower(), typed.upper()) and not FORMULA.fullmatch(typed) else WRONG


def _is_sloppy(typed: str) -> bool:
    """Whether a word is all small, all capitals, or capitalised, and so may be typed without regard to case."""
    return typed in (typed.lower(), typed.upper(), typed.capitalize())
