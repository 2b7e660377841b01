"""Where a document says why, and what follows from what."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from quiz.banks.drafting import words
from quiz.banks.drafting.statements import OF_ITSELF, Statement


class Reason(NamedTuple):
    """Why something is so: `what` and `why` are words of the document."""

    statement: Statement
    what: str
    why: str
    passage: str


class Effect(NamedTuple):
    """What follows from something: `cause` opens the sentence up to where `effect` begins."""

    statement: Statement
    cause: str
    effect: str
    passage: str


THAT_IS_WHY: Final = re.compile(
    r"(?:that is why|that's why|that’s why|this is why|hence|therefore,?|for this reason,?|as a result,?) ", re.I
)
BECAUSE: Final = re.compile(r",? (?:because(?! of)|due to|because of|thanks to|owing to|as a result of|so that) ")
BECAUSE_FIRST: Final = re.compile(r"because ([^,]+), (.+)", re.I)
LEADS_TO: Final = re.compile(
    r"(?:(?:can|could|may|might|will|often|sometimes) )*(?:causes?|leads? to|results? in|puts? you at risk of"
    r"|(?:increases?|raises?) (?:the|your) risk of|triggers?|prevents?|brings? on) (?=\w)"
)
IF: Final = re.compile(r"(?:if|when|unless) ([^,]{8,120}), ((?:you|your|the|there|a|an|it|this)\b.+)", re.I)
CASE: Final = re.compile(r"\b(?:may|might|can|could|will|should|must|risk)\b")


def reasons(statement: Statement) -> Iterator[Reason]:
    """Why something is so, by the sentence alone or with the one before."""
    told, said = statement.sentence, statement.said.rstrip(".! ")
    hence = THAT_IS_WHY.match(said)
    if hence:
        what, why = said[hence.end() :], statement.before.rstrip(".! ")
        if why and not OF_ITSELF.match(what) and not words.points(what):
            if words.points(why.split(" ", 1)[0]):
                return
            yield Reason(statement, what, why, f"{statement.before} {told.rstrip('.! ')}")
        return
    first = BECAUSE_FIRST.match(said)
    if first:
        why, what = first[1], first[2]
    else:
        inside = BECAUSE.search(said)
        if not inside:
            return
        what, why = said[: inside.start()], said[inside.end() :]
        if "so that" in inside[0]:
            why = f"so that {why}"
    own = re.sub(r"^(?:it|they) ", "", why) if statement.subject and not first else why
    if not words.points(own) and len(what.split()) > 2 and len(why.split()) > 1 and "," not in why:
        if not first and statement.subject:
            what = f"{statement.subject} {statement.predicate.split(inside[0])[0]}" if inside else what
        if not words.points(what):
            yield Reason(statement, what, why, said)


def effects(statement: Statement) -> Iterator[Effect]:
    """What follows from the subject of the sentence, or from what it begins with "if"."""
    told = statement.said.rstrip(".! ")
    case = IF.match(told)
    if case and CASE.search(case[2]) and not words.points(case[1]) and len(case[2].split()) <= 25:
        yield Effect(statement, case[1], case[2], told)
        return
    leads = LEADS_TO.match(statement.predicate) if statement.subject else None
    if leads and not words.points(statement.subject):
        effect = statement.core[leads.end() :]
        if effect and not words.points(effect) and effect in told:
            yield Effect(statement, statement.subject, effect, told)
