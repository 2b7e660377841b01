"""Where a document says why, and what follows from what."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from quiz.draft import grammar
from quiz.draft.statements import OF_ITSELF, Statement, instructs


class Reason(NamedTuple):
    """Why something is so, or what it is for: `what` and `why` are words of the document."""

    statement: Statement
    what: str
    why: str
    passage: str
    purpose: bool = False


class Effect(NamedTuple):
    """What follows from something: `cause` opens the sentence up to where `effect` begins.

    `instructs` says that it is what to do in that case.
    """

    statement: Statement
    cause: str
    effect: str
    passage: str
    instructs: bool = False


THAT_IS_WHY: Final = re.compile(
    r"(?:that is why|that's why|that’s why|this is why|hence|therefore,?|for this reason,?|as a result,?) ", re.I
)
BECAUSE: Final = re.compile(r",? (?:because(?! of)|due to|because of|thanks to|owing to|as a result of|so that) ")
SO: Final = re.compile(r", so (?!that\b|far\b|long\b|much\b|many\b|on\b|as\b|called\b)")
CLAUSE: Final = re.compile(r"(?:it|they) (?:may|can|could|might|is|are|will|does|do|has|have)\b")
OTHERS: Final = re.compile(r"\b(?:this|that|these|those|such|there|ones?)\b", re.I)
BECAUSE_FIRST: Final = re.compile(r"because ([^,]+), (.+)", re.I)
LEADS_TO: Final = re.compile(
    r"(?:(?:can|could|may|might|will|often|sometimes) )*(?:causes?|leads? to|results? in|puts? you at risk of"
    r"|(?:increases?|raises?) (?:the|your) risk of|triggers?|prevents?|brings? on) (?=\w)"
)
DENIED: Final = re.compile(r"\b(?:not|never|no)\b|n['’]t\b", re.I)
IF: Final = re.compile(r"(?:if|when) ([^,]{8,120}), ((?:you|your|the|there|a|an|it|this)\b.+)", re.I)
IN_CASE: Final = re.compile(r"(?:if|when) ([^,]{8,120}), (.+)", re.I)
CASE: Final = re.compile(r"\b(?:may|might|can|could|will|should|must|risk)\b")


def reasons(statement: Statement) -> Iterator[Reason]:
    """Why something is so, by the sentence alone or with the one before."""
    told, said = statement.sentence, statement.said.rstrip(".! ")
    hence = THAT_IS_WHY.match(said)
    if hence:
        what, why = said[hence.end() :], statement.before.rstrip(".! ")
        if why and not OF_ITSELF.match(what) and not grammar.is_anaphoric(what):
            if grammar.is_anaphoric(why.split(" ", 1)[0]):
                return
            yield Reason(statement, what, why, f"{statement.before} {told.rstrip('.! ')}")
        return
    first, inside, so = BECAUSE_FIRST.match(said), BECAUSE.search(said), SO.search(said)
    behind = said.partition(": ")[2]
    purpose = False
    if first:
        why, what = first[1], first[2]
    elif inside:
        what, why, purpose = said[: inside.start()], said[inside.end() :], "so that" in inside[0]
        if statement.subject:
            what = f"{statement.subject} {statement.predicate.split(inside[0])[0]}"
    elif so:
        why, what = said[: so.start()], said[so.end() :]
        if statement.subject:
            why = f"{statement.subject} {statement.predicate.split(so[0])[0]}"
    elif instructs(said) and CLAUSE.match(behind) and "," not in behind:
        what, why = said.partition(": ")[0], behind
    else:
        return
    if inside and DENIED.search(what) and not instructs(what) and not CASE.search(what):
        return  # "it does not happen because of that" is no reason
    named = not grammar.is_anaphoric(re.sub(r": (?:it|they) ", ": ", what)) or (
        instructs(what) and not OTHERS.search(what)
    )
    whole = len(what.split()) > 2 and len(why.split()) > 1 and "," not in why and not why.endswith(":")
    if named and whole and not (grammar.is_anaphoric(why) and (so or first)):
        yield Reason(statement, what, why, said, purpose)


def effects(statement: Statement) -> Iterator[Effect]:
    """What follows from the subject of the sentence, or from what it begins with "if"."""
    told = statement.said.rstrip(".! ")
    case = IF.match(told)
    if case and CASE.search(case[2]) and not grammar.is_anaphoric(case[1]) and len(case[2].split()) <= 25:
        yield Effect(statement, case[1], case[2], told)
        return
    case = IN_CASE.match(told)
    if case and instructs(case[2]) and not grammar.is_anaphoric(case[1]) and len(case[2].split()) <= 25:
        yield Effect(statement, case[1], case[2], told, instructs=True)
        return
    leads = LEADS_TO.match(statement.predicate) if statement.subject else None
    if leads and not grammar.is_anaphoric(statement.subject):
        effect = statement.core[leads.end() :]
        if effect and not grammar.is_anaphoric(effect) and effect in told:
            yield Effect(statement, statement.subject, effect, told)
