"""Judge a few typed words: an accepted answer, a listed wrong answer, or unclear."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from quiz.core.kinds.fields import Exact
from quiz.core.typed_answers.cases import judge_case
from quiz.core.typed_answers.folding import UMLAUTS, clean, fold
from quiz.core.typed_answers.judgement import (
    ADD_UNIT,
    CHECK_SPELLING,
    LONGEST,
    ONE_ANSWER,
    RIGHT,
    TOO_LONG,
    WRONG,
    Judgement,
    Verdict,
    asking,
)
from quiz.core.typed_answers.matching import (
    STAR,
    Words,
    denies,
    folded,
    negations,
    reductions,
    runs,
    same_answer,
    same_words,
)
from quiz.core.typed_answers.moments import read_dates, read_time, same_time
from quiz.core.typed_answers.numbers import NUMBER_WORDS
from quiz.core.typed_answers.phrases import A_ONE, HEDGES, NEGATIONS, ONE, RELATIONS, SIDES, SIGNS, joined, plain, words
from quiz.core.typed_answers.quantities import read_quantity
from quiz.core.typed_answers.slips import IsWord, Near, nearness
from quiz.core.typed_answers.spelling import same_word
from quiz.core.typed_answers.units import meanings

NOTHING_TYPED: Final = asking("Please type your answer in a few words.")
WRITE_OUT: Final = asking("Write it out in full.")
WHICH_HALF: Final = asking("Morning or afternoon? Add a.m. or p.m.")
WHICH_DATE: Final = "Did you mean {} or {}? Write the month as a word."
PARTS: Final = re.compile(
    r"\s*(?:[,;/()+&|]|\bor\b|\band\b|\bvs\.?(?=\s)|\bversus\b|\s-\s|\s(?=(?:rather than|instead of|not)\b))\s*", re.I
)
CONTRAST: Final = re.compile(r"(?:not|never|rather than|instead of|nicht|no) ", re.I)
FIXED: Final = NUMBER_WORDS | NEGATIONS | RELATIONS | SIDES
"""Words in which no slip is forgiven, because one letter can make another word."""
LONGEST_LOOSE: Final = 80
"""The maximum length of texts that are compared word by word; in longer ones only case and marks may differ."""
AROUND: Final = " .,;:!?\"'"


class Key(NamedTuple):
    """The listed answers to compare with. `ask` is the question, whose words an answer may repeat."""

    accept: Sequence[str]
    reject: Sequence[str] = ()
    ask: str = ""
    language: str = "en"


def judge(typed: str, key: Key, is_word: IsWord) -> Judgement:
    """Judge typed words. `is_word` says whether a folded word is a real word rather than a misspelling."""
    if len(typed) > LONGEST or len(clean(typed)) > LONGEST:
        return TOO_LONG
    exact = " ".join(typed.split())
    if any(_literal(answer, exact) for answer in key.accept):
        return RIGHT
    for place, wrong in enumerate(key.reject):
        if _literal(wrong, exact):
            return Judgement(Verdict.WRONG, rejected=place)
    if not any(map(str.isalnum, clean(typed))):
        sign = SIGNS.get(clean(typed).strip(), "")
        return (sign and _accepted(sign, key, is_word)) or NOTHING_TYPED
    loose = [answer for answer in key.accept if not isinstance(answer, Exact)]
    judgement = _accepted(typed, key._replace(accept=loose), is_word)
    if judgement is not None and not (judgement.spelling or judgement.by_spelling):
        return judgement
    for place, wrong in enumerate(key.reject):
        if not isinstance(wrong, Exact) and _is(typed, wrong, key) is not None:
            return Judgement(Verdict.WRONG, rejected=place)
    if judgement is not None:
        return judgement
    for place, wrong in enumerate(key.reject):
        if not isinstance(wrong, Exact) and _near(typed, wrong, key, is_word):
            return Judgement(Verdict.WRONG, rejected=place)
    return WRONG


def _literal(answer: str, exact: str) -> bool:
    """Whether a text is exactly this answer."""
    if isinstance(answer, Exact):
        return exact == " ".join(answer.split())
    return not STAR.search(answer) and exact == " ".join(answer.replace(r"\*", "*").split())


def _accepted(typed: str, key: Key, is_word: IsWord) -> Judgement | None:
    """RIGHT or ASK, or None if no accepted answer matches."""
    for answer in key.accept:
        judgement = _is(typed, answer, key)
        if judgement is not None:
            return judgement
    if _is_long(typed):
        return None
    for judge_form in (_moments, _quantities, _several):
        judgement = judge_form(typed, key)
        if judgement is not None:
            return judgement
    near = [(found, answer) for answer in key.accept if (found := _near(typed, answer, key, is_word))]
    if not near:
        return _initials(typed, key)
    found, answer = min(near, key=lambda pair: pair[0] is not Near.SLIP)
    if any(_near(typed, wrong, key, is_word) for wrong in key.reject):
        return None
    return CHECK_SPELLING if found is Near.DOUBT else Judgement(Verdict.RIGHT, spelling=answer.replace(r"\*", "*"))


def _is(typed: str, answer: str, key: Key) -> Judgement | None:
    """The judgement if this is the answer in another form; otherwise None."""
    if STAR.search(answer):
        taken = runs(answer, folded(typed.strip(AROUND)).strip())
        if taken is None:
            taken = runs(answer, folded(typed).strip())
        if taken is None or denies(taken, key.language):
            return None
        return ONE_ANSWER if any(re.search(r"\bor\b|/", run) for run in taken) else RIGHT
    answer = answer.replace(r"\*", "*")
    if _is_long(typed, answer):
        return RIGHT if folded(typed).strip(AROUND) == folded(answer).strip(AROUND) else None
    spellings = [answer, answer.lower().translate(UMLAUTS)]
    if spellings[1] == answer.lower():
        del spellings[1]
    if not any(same_answer(typed, spelling, key.ask, key.language) for spelling in spellings):
        return None
    judgement = judge_case(typed, answer)
    return None if judgement.verdict is Verdict.WRONG else judgement


def _is_long(*texts: str) -> bool:
    return any(len(clean(text)) > LONGEST_LOOSE for text in texts)


def _moments(typed: str, key: Key) -> Judgement | None:
    """Dates and times of day."""
    for answer in key.accept:
        dates, theirs = read_dates(typed, key.language), read_dates(answer, key.language)
        if theirs and theirs[0] in dates:
            one, *others = dates
            return asking(WHICH_DATE.format(one, others[0])) if others else RIGHT
        time, their = read_time(typed, key.language), read_time(answer, key.language)
        same = same_time(time, their, key.ask) if time and their else False
        if same or same is None:
            return RIGHT if same else WHICH_HALF
    return None


def _quantities(typed: str, key: Key) -> Judgement | None:
    """A number in another unit, or without its unit."""
    ours = read_quantity(A_ONE.sub(ONE, plain(typed, key.language)), key.language)
    for answer in key.accept:
        theirs = read_quantity(A_ONE.sub(ONE, plain(answer, key.language)), key.language)
        if not ours or not theirs or not theirs.unit or not theirs.unit[0].isalpha():
            tokens, typed_tokens = words(answer, key.language), words(typed, key.language)
            if _lacks_unit(typed_tokens, tokens):
                return ADD_UNIT
            continue
        if not ours.unit and ours.readings[0] == theirs.readings[0] and not meanings(theirs.unit)[0].unknown:
            return ADD_UNIT
        for one in meanings(ours.unit):
            for want in meanings(theirs.unit):
                if one.dimensions == want.dimensions and not one.unknown and not one.offset:
                    value = ours.readings[0] * one.factor / want.factor
                    if abs(value - theirs.readings[0]) <= 1e-9 * abs(value):
                        return RIGHT
    return None


def _lacks_unit(ours: list[str], theirs: list[str]) -> bool:
    """Whether a range was typed without its unit."""
    more = len(theirs) - len(ours)
    return 0 < more < 3 and "→" in ours and theirs[: len(ours)] == ours


def _several(typed: str, key: Key) -> Judgement | None:
    """Several answers at once, or a hedged one."""
    certain = HEDGES.sub("", typed)
    if certain != typed and certain.strip(" ,.") and any(_is(certain, answer, key) for answer in key.accept):
        return ONE_ANSWER
    parts = [part for part in PARTS.split(clean(typed)) if part.strip(" .")]
    if not 2 <= len(parts) <= 12:
        return None
    right = [_accepts(part, key) for part in parts]
    contrast = [CONTRAST.match(part) is not None for part in parts]
    denied = any(_accepts(CONTRAST.sub("", part), key) for part, is_it in zip(parts, contrast, strict=True) if is_it)
    if denied or not any(right):
        return None
    others = [part for part, ok, is_it in zip(parts, right, contrast, strict=True) if not ok and not is_it]
    known = [answer for answer in key.accept if not STAR.search(answer)]
    if all(any(_stands_for(part, answer) or _stands_for(answer, part) for answer in known) for part in others):
        return RIGHT
    return ONE_ANSWER


def _accepts(text: str, key: Key) -> bool:
    return any((found := _is(text, answer, key)) is not None and found.accepted for answer in key.accept)


def _stands_for(short: str, long: str) -> bool:
    """Whether a text is the initials of another."""
    letters = re.sub(r"\W", "", fold(short))
    names = re.findall(r"\w+", fold(long))
    return 2 <= len(letters) == len(names) and letters == "".join(name[0] for name in names)


def _initials(typed: str, key: Key) -> Judgement | None:
    """The initials of an answer: right from three letters on; two are ambiguous."""
    short = clean(typed).strip(" .")
    if not short.isupper() or not any(_stands_for(short, answer) for answer in key.accept):
        return None
    return RIGHT if len(re.sub(r"\W", "", short)) > 2 else WRITE_OUT


def _near(typed: str, answer: str, key: Key, is_word: IsWord) -> Near | None:
    """How close typed words are to an answer, with one slip in one word."""
    if STAR.search(answer) or _is_long(typed, answer):
        return None
    capitals = {
        fold(word) for word in re.findall(r"\w+", answer) if _is_code(word) and (len(word) < 6 or not answer.isupper())
    }
    found = [
        near
        for ours in reductions(typed, key.ask, key.language, typed=True)
        for theirs in reductions(answer, key.ask, key.language, typed=False)
        if (near := _near_words(ours, theirs, capitals, key.language, is_word))
    ]
    return Near.SLIP if Near.SLIP in found and Near.DOUBT not in found else Near.DOUBT if found else None


def _is_code(word: str) -> bool:
    """Whether a word has capitals where prose has none: MRI, NaCl, mRNA. One letter changes its meaning."""
    return word not in (word.lower(), word.capitalize())


def _near_words(ours: Words, theirs: Words, capitals: set[str], language: str, is_word: IsWord) -> Near | None:
    if len(ours) != len(theirs):
        one, other = joined(list(ours)), joined(list(theirs))
        alike = negations(ours) == negations(theirs) and all(len(word) > 3 for word in ours + theirs)
        return nearness(one, other, language, is_word) if alike and one[:1] == other[:1] else None
    differ = [(a, b) for a, b in zip(ours, theirs, strict=True) if not same_word(a, b, language)]
    if len(differ) != 1 or not {*differ[0]}.isdisjoint(FIXED) or differ[0][1] in capitals:
        return None
    if len(ours) > 1 and same_words(ours, theirs, language):
        return None
    return nearness(*differ[0], language, is_word, alone=len(ours) == 1)
