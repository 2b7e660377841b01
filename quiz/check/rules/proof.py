"""Rules on whether the document proves the key, and whether its words give the key away."""

import re
from collections.abc import Iterator
from typing import Final

from quiz.bank.text import content_words, missing, words
from quiz.characters import quoted
from quiz.check.rules.grounding import MAX_WORDS
from quiz.check.rules.rule import Issue, Level, Subject, question_rule
from quiz.check.rules.spans import spans_of
from quiz.core.kinds.parts import Part
from quiz.core.kinds.question import AnyQuestion

CLAUSE: Final = re.compile(r";\s|\.\s|, but\b")
FEWEST_WORDS: Final = 2
"""The fewest content words of a clause that can be looked for."""


@question_rule("key-verbatim", Level.WARNING)
def key_verbatim(subject: Subject) -> Iterator[Issue]:
    """Learners who skim the document for words they know find such a key without understanding it."""
    options = subject.options
    if not options or spans_of([option.text for option in options]):
        return
    right = [place for place, option in enumerate(options) if option.right]
    if right and all(_is_copied(option.text, subject.document_words) == option.right for option in options):
        remedy = "reword it, or use the document's words in a wrong option too"
        problem = "only the right answer is in the document word for word"
        yield Issue(f"{problem}; {remedy}", ("options", right[0]))


def _is_copied(text: str, document_words: str) -> bool:
    return bool(words(text)) and f" {' '.join(words(text))} " in document_words


@question_rule("part-unproved", Level.WARNING, english_only=True)
def part_unproved(subject: Subject) -> Iterator[Issue]:
    """Feedback shows the passages as proof, so each part of the key must be in them."""
    question = subject.question
    if len(subject.citations) < len(question.passages):
        return  # the rule `passage` reports it, or the document cannot be read
    for part in _claims(question):
        wanted = content_words(part.text)
        found = [subject.citations[run] for run in (*question.passage, *part.passages)]
        lacking = missing(wanted, content_words(" ".join(f"{c.heading} {c.sentences}" for c in found)))
        if len(lacking) > len(wanted) / 2:
            which = ", ".join(map(quoted, lacking[:MAX_WORDS]))
            problem = f"the passages of this question do not support {quoted(part.text)}: they lack {which}"
            yield Issue(f"{problem}; add the passage that proves it", part.at)


def _claims(question: AnyQuestion) -> Iterator[Part]:
    """The parts of the key that need proof: of a single right option, its clauses, if there are several."""
    for part in question.cited_parts():
        clauses = CLAUSE.split(part.text)
        if part.in_key and not question.one_right:
            yield part
        elif part.in_key and len(clauses) > 1:
            yield from (
                part._replace(text=clause.strip()) for clause in clauses if len(content_words(clause)) >= FEWEST_WORDS
            )
