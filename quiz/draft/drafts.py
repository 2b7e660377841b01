"""A draft: a question, and what of the document it was made from."""

import re
from typing import Any, Final, NamedTuple

from quiz.bank.writer import slug
from quiz.core.kinds import AnyQuestion
from quiz.draft import grammar
from quiz.draft.statements import LONGEST, Statement

SMALL: Final = frozenset("a an the of in on to and or is are as it that this its your document describes says".split())


class Draft(NamedTuple):
    """A question to be read against the document. `finding` says what it was made from, `line` where that stands.

    `number` is the place of the statement in the document; `instructs` says that it asks what somebody should do.
    """

    question: AnyQuestion
    finding: str
    line: int
    number: int
    instructs: bool = False


def named(what: str, about: str) -> str:
    """An id from the sort of a question and what it is about, such as `another-name-for-dry-needling`."""
    said = [word for word in re.findall(r"[\w'’-]+", about) if word.lower() not in SMALL][:5]
    return "-".join(part for part in (what, slug(" ".join(said))) if part)


def common(statement: Statement, ask: str, name: str, passage: str) -> dict[str, Any]:
    """What every kind of question has, for a finding in this statement."""
    told = statement.sentence
    if statement.before and grammar.is_anaphoric(told.split(" ", 1)[0]):
        told = statement.in_place
    elif statement.after and len(told) + len(statement.after) < LONGEST:
        told = f"{told} {statement.after}"
    elif statement.before and len(told) + len(statement.before) < LONGEST:
        told = f"{statement.before} {told}"
    return {"id": name, "ask": ask, "explain": f"The document says: “{told}”", "passage": passage, "draft": True}
