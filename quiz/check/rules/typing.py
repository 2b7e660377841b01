"""Rules on answers that are typed."""

from collections.abc import Iterator

from quiz.characters import quoted
from quiz.check.rules.rule import Issue, Level, Subject, question_rule
from quiz.core.kinds.typed import COMMANDS, Judged, Typed


@question_rule("key-unreachable", Level.ERROR, mandatory=True)
def key_unreachable(subject: Subject) -> Iterator[Issue]:
    """An answer that is shown as right must be marked right when typed."""
    question = subject.question
    if not isinstance(question, Typed):
        return
    for text, at, right, _ in question.typeable():
        if right and text.lower() in COMMANDS:
            yield Issue(f"{quoted(text)} is a command in line-by-line mode; ask for other words", at)
        elif right and (doubt := question.unclear(text) or question.doubt(text)):
            yield Issue(f"{quoted(text)} is right, but typing it brings up “{doubt}”; write it in another form", at)
        elif right and question.mark(text) < 1:
            yield Issue(f"{quoted(text)} is right, but is marked wrong when typed; write it in another form", at)


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
