"""Where a document says what something is, and by which other name it goes."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from quiz.draft import grammar
from quiz.draft.statements import Statement


class Definition(NamedTuple):
    """What a term stands for. `meaning` and `passage` are words of the sentence."""

    statement: Statement
    term: str
    meaning: str
    plural: bool
    passage: str


class Naming(NamedTuple):
    """Other names of something. `of` is what is named, or empty where only the gap in `passage` can say it."""

    statement: Statement
    of: str
    names: tuple[str, ...]
    passage: str


MEANS: Final = re.compile(r"(?:means|refers to|stands for|is defined as|is the (?:name|word|term) for) (?:that )?(.+)")
IS_ONE: Final = re.compile(
    r"(?:is|was) ((?:an?|one of the|any) .+|the [\w-]+(?: [\w-]+)? (?:of|that|in which|by which) .+)"
)
ARE_MANY: Final = re.compile(r"(?:are|were) (.+)")
ASIDE: Final = re.compile(r"([\w-]+(?: [\w-]+){0,3}), (?:which|that) (?:is|are|means) ([^;:.()]+)")
EXPLAINED: Final = re.compile(r"([\w-]+(?: [\w-]+){0,3}) \(((?:how|what|an?|the|when|where) [^()]{8,80})\)")
NAMED_AFTER: Final = re.compile(
    r"\b((?:how|what|where|when|why) [^,;:.()]{5,60}) \((?:its|the|called|that is,?|or) ([\w-]+(?: [\w-]+)?)\)"
)
NOT_SAYING: Final = re.compile(
    r"(?:an?|the) (?:few|lot|bit|little|good|great|number|variety|range|part|(?:kind|sort|type)(?! of\b)|risk"
    r"|chance)\b|one of the\b|the same|.*\b(?:different|similar|same)\b",
    re.I,
)
"""Beginnings of a predicate that say nothing of what a thing is."""

QUOTE: Final = "[\"'“”‘’]?"
NAME: Final = rf"{QUOTE}((?!the\b|an?\b)[\w-]+(?: (?!and\b|is\b|are\b|can\b|which\b|that\b)[\w-]+){{0,3}}?){QUOTE}"
ENDS: Final = r"(?=[,.;:()]| (?:and|is|are|was|were|can|may|which|that|has|have|in|by|to|for|because|when)\b|$)"
ALSO: Final = re.compile(
    r"\b(?:also|sometimes|often|otherwise) (?:known as|called|referred to as|named) (?:the |an? )?"
    rf"{NAME}(?: or {NAME})?{ENDS}"
)
SECOND_NAME: Final = re.compile(rf"\bhas (?:a second|another|an?other) name[:,] (?:the )?{NAME}{ENDS}")
CALLED: Final = re.compile(rf"\b(?:is|are|[a-z]+s) called {NAME}{ENDS}")
TOPICAL: Final = re.compile(rf"(?:this|the) {grammar.TOPIC_NOUN}", re.I)
REASON: Final = re.compile(r"(?:that is|this is|which is|that's) why|hence", re.I)


def definitions(statement: Statement) -> Iterator[Definition]:
    """What the sentence defines: its subject, or a term inside it."""
    told, predicate = statement.sentence, statement.predicate
    subject = statement.subject
    if subject and len(subject.split()) <= 5 and " and " not in subject:
        means, one = MEANS.match(predicate), IS_ONE.match(predicate)
        found = means or one or (ARE_MANY.match(predicate) if statement.plural else None)
        if found:
            meaning = _head(found[1])
            fits = means or one or _names_things(meaning)
            if (
                fits
                and grammar.stems(meaning)
                and meaning in told
                and not NOT_SAYING.match(meaning)
                and not grammar.is_anaphoric(meaning)
            ):
                yield Definition(statement, _term(subject, statement.plural), meaning, statement.plural, meaning)
    for pattern, term_at, meaning_at in ((ASIDE, 1, 2), (EXPLAINED, 1, 2), (NAMED_AFTER, 2, 1)):
        inside = pattern.search(told)
        if inside:
            term = _last_phrase(inside[term_at])
            meaning = _up_to_a_clause(inside[meaning_at])
            if term and not grammar.is_anaphoric(meaning) and not grammar.stems(term) >= grammar.stems(meaning):
                passage = inside[0][inside[0].index(term) :] if term_at == 1 else inside[0]
                passage = passage[: passage.index(meaning) + len(meaning)] if pattern is ASIDE else passage
                yield Definition(statement, term, meaning, grammar.is_plural(term), passage)


def _head(meaning: str) -> str:
    """A meaning up to a clause that only adds to it."""
    cut = re.split(r"[:;] |, (?=although|but|while|whereas|which|so|because|and (?:it|that|they)\b)", meaning)[0]
    parts = re.split(r" (?=(?:that|which|who) )", cut, maxsplit=1)
    head = parts[0].rstrip(",") if len(grammar.stems(parts[0])) > 2 or grammar.is_anaphoric(cut) else cut
    return head if head.count("(") == head.count(")") else head[: head.rfind("(")].rstrip()


def _up_to_a_clause(text: str) -> str:
    """Words up to a comma, or to the end of the row that they are."""
    parts = text.strip().split(", ")
    row = len(parts) > 1 and " and " in parts[-1] and all(len(part.split()) <= 4 for part in parts[1:])
    return text.strip() if row else parts[0]


def _names_things(meaning: str) -> bool:
    """Whether what stands after "are" names things, and does not only say how they are."""
    head = re.split(r" (?:that|which|who|of|in|for|with|to|from|on|at|by) ", meaning)[0]
    last = head.split(" ")[-1]
    return (
        (len(head.split()) > 1 or " that " in meaning)
        and last != "less"
        and grammar.is_plural(last)
        and " and " not in meaning
    )


def _term(subject: str, plural: bool) -> str:
    """A subject as it is asked about: "a trigger point", "filiform needles"."""
    return grammar.without_article(subject) if plural and subject.lower().startswith("the ") else subject


def _last_phrase(text: str) -> str:
    """The noun phrase that a text ends with: "for musculoskeletal pain" → "musculoskeletal pain"."""
    kept: list[str] = []
    for word in reversed(text.split(" ")):
        if word.lower() in grammar.SMALL or word.lower() in grammar.S_VERBS:
            break
        kept.insert(0, word)
    return " ".join(kept)


def namings(statement: Statement) -> Iterator[Naming]:
    """The other names that the sentence gives."""
    told = statement.sentence
    for pattern in (SECOND_NAME, ALSO, CALLED):
        found = pattern.search(told)
        if found and not REASON.search(told[: found.start()]):
            names = tuple(name for name in found.groups() if name)
            before = told[: found.start()].rstrip(", ")
            before = re.sub(r" (?:is|are)$", "", before)
            of = "" if pattern is CALLED else statement.subject
            if not of and pattern is ALSO and TOPICAL.fullmatch(before) and statement.topic:
                of = f"{before.split(' ')[1].lower()} “{statement.topic}”"
            if not any(name.lower() in grammar.SMALL for name in names):
                yield Naming(statement, of, names, _clause(told, *found.span()))
            return


def _clause(told: str, start: int, end: int) -> str:
    """The part of a sentence around a place, up to its next comma, without its full stop."""
    if told[start:end].startswith(("also ", "sometimes ", "often ", "otherwise ")) and told[:start].endswith(", "):
        return told[:end]
    begin = max(told.rfind(mark, 0, start) for mark in (";", "("))
    return told[begin + 1 : end].strip().rstrip(".")
