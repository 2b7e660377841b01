"""Rules on answers that are typed."""

from collections.abc import Iterator

from quiz.bank.text import singular, words
from quiz.characters import quoted
from quiz.check.rules.rule import Issue, Level, Subject, question_rule
from quiz.core.kinds import Number
from quiz.core.kinds.typed import COMMANDS, Judged, Typed


@question_rule("key-unreachable", Level.ERROR, mandatory=True)
def key_unreachable(subject: Subject) -> Iterator[Issue]:
    """An answer that is shown as right must be marked right when typed."""
    question = subject.question
    if not isinstance(question, Typed):
        return
    if isinstance(question, Number) and _names_unit(question.ask, question.unit):
        message = (
            f"the question names the unit {quoted(question.unit)}, so a number alone would be queried; delete 'unit'"
        )
        yield Issue(message, ("unit",))
    for text, at, right, _ in question.typeable():
        if right and text.lower() in COMMANDS:
            yield Issue(f"{quoted(text)} is a command in line-by-line mode; ask for other words", at)
        elif right and (doubt := question.unclear(text) or question.doubt(text)):
            yield Issue(f"{quoted(text)} is right, but typing it brings up “{doubt}”; write it in another form", at)
        elif right and question.mark(text) < 1:
            yield Issue(f"{quoted(text)} is right, but is marked wrong when typed; write it in another form", at)


def _names_unit(ask: str, unit: str) -> bool:
    """Whether a question asks "how many" of a unit, and not for "a number and its unit"."""
    asked, wanted = (" ".join(map(singular, words(text))) for text in (ask, unit))
    return bool(wanted) and f" how many {wanted} " in f" {asked} " and " unit " not in f" {asked} "


@question_rule("reject-unreachable", Level.ERROR, mandatory=True)
def reject_unreachable(subject: Subject) -> Iterator[Issue]:
    """A listed wrong answer that is never matched never shows its reason."""
    question = subject.question
    if not isinstance(question, Judged):
        return
    for text, at, _, rejected in question.typeable():
        found = question.judge(text)
        if rejected is not None and found.accepted:
            remedy = "delete it, or give the accepted answer 'exact: true'"
            yield Issue(f"the wrong answer {quoted(text)} is accepted as right; {remedy}", at)
        elif rejected is not None and found.rejected != rejected:
            yield Issue(f"the wrong answer {quoted(text)} is never matched; delete it, or move it up", at)
