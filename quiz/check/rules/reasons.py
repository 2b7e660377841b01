"""The rule on reasons and explanations that teach nothing."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final

from quiz.bank.text import STOP_WORDS, fold, singular, words
from quiz.characters import quoted
from quiz.check.rules.rule import Issue, Level, Subject, question_rule

THING: Final = "(?:leaflet|document|page|text|passage|booklet|brochure|guide|article|source|list)"
PAGE: Final = rf"(?:the |this |our )?{THING}(?:'s (?:list|words))?"
SAYS: Final = "(?:say|name|mention|list|state|describe|include|claim|cover|discuss|give|contain|speak of|talk about)s?"
REST: Final = "[^,;:]{0,60}"
"""Phrases that only say what the page does or doesn't say."""
OTHERWISE: Final = "(?:otherwise|(?:just )?the (?:opposite|reverse|contrary)|something (?:else|different))"
ELSEWHERE: Final = (
    rf"(?:elsewhere|somewhere else|(?:in|on) (?:another|a different) (?:place|part|section)(?: of {PAGE})?)"
)
NOT: Final = "(?:does not|doesn't|did not|didn't|never) (?:ever )?"
EMPTY: Final = re.compile(
    rf"(?:{PAGE} {SAYS}|it (?:says|names|mentions)) "
    rf"(?:{OTHERWISE}|(?:it |this |that |so )?{ELSEWHERE}|(?:no such thing|nothing){REST})|"
    rf"(?:{PAGE} {NOT}{SAYS}|it {NOT}(?:say|name|mention|list))(?: {REST})?|"
    rf"{REST} (?:is|are|was|were) (?:not|nowhere) (?:\w+ )?(?:on|in|among|part of|by) (?:it|{PAGE})|"
    rf"(?:it|this|that) (?:is|stands|comes up|belongs) {ELSEWHERE}|"
    "(?:it is )?(?:the other way (?:round|around)|(?:just )?the opposite)(?: is (?:true|right|the case))?",
    re.IGNORECASE,
)
WRONG: Final = re.compile(r"no|(?:(?:it|this|that)(?: is|'s) )?(?:wrong|not so|not true|false)", re.IGNORECASE)
CLAUSE: Final = re.compile(r"[.!?;:—–]+(?:\s+|$)|,? but |, and ")
MAX_ADDED, MAX_SHARE_ADDED = 2, 1 / 4
"""The maximum number and share of its own content words in an explanation that repeats its passage."""
FEWEST_WORDS: Final = 3
"""An explanation with fewer content words cannot be compared."""


@question_rule("empty-reason", Level.INFO, english_only=True)
def empty_reason(subject: Subject) -> Iterator[Issue]:
    """A reason that only says that the page says otherwise teaches nothing."""
    question = subject.question
    for of, because, at, _ in question.reasons():
        clauses = [clause for clause in CLAUSE.split(fold(because)) if clause and not WRONG.fullmatch(clause)]
        if clauses and all(map(EMPTY.fullmatch, clauses)):
            remedy = "say what may have misled the learner, and what is true instead"
            yield Issue(f"the reason for {quoted(of)} only says what the document does or does not say; {remedy}", at)
    if question.draft:  # its explanation may still be that of `quiz draft`: the passage
        return
    quoted_words = _in_order(" ".join(citation.sentences for citation in subject.citations.values()))
    own = _in_order(question.explain)
    blocks = SequenceMatcher(None, quoted_words, own, autojunk=False).get_matching_blocks()
    added = len(own) - sum(block.size for block in blocks)
    if len(own) >= FEWEST_WORDS and added <= min(MAX_ADDED, MAX_SHARE_ADDED * len(own)):
        message = "this repeats the passage, which is shown anyway; say why it is so, or what to do about it"
        yield Issue(message, ("explain",))


def _in_order(text: str) -> list[str]:
    """The content words of a text, in its order."""
    return [singular(word) for word in words(text) if word not in STOP_WORDS]
