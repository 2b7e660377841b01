"""Feedback on an answer, in plain text for every front end."""

from collections.abc import Iterator
from typing import Final, Literal, NamedTuple, TypeAlias

from quiz.core.kinds import AnyQuestion
from quiz.core.kinds.parts import Label
from quiz.core.outcome import Verdict, verdict_on
from quiz.core.session import Answer

Tone: TypeAlias = Literal["", "strong", "dim", "accent", "good", "middling", "bad", "marked"]
"""A style of text. Only "marked" carries meaning: it sets a part off from the rest."""

VERDICTS: Final[tuple[tuple[Verdict, str, str, Tone], ...]] = (
    (Verdict.RIGHT, "Correct", "✓", "good"),
    (Verdict.PARTLY, "Partly right", "◐", "middling"),
    (Verdict.WRONG, "Not quite", "✗", "bad"),
    (Verdict.DONT_KNOW, "Didn't know", "?", "middling"),
    (Verdict.EXPLAINED, "Said in your own words", "●", "accent"),
    (Verdict.NOT_REACHED, "Not answered", "·", "dim"),
)
WORDS = {verdict: words for verdict, words, _, _ in VERDICTS}
SIGNS = {verdict: sign for verdict, _, sign, _ in VERDICTS}
TONES = {verdict: tone for verdict, _, _, tone in VERDICTS}
HEADLINES = WORDS | {Verdict.DONT_KNOW: "No problem"}
"""The first words of feedback; `Feedback.why` follows after a colon."""
HERE_IT_IS = "here's the answer."
"""What follows them for "I don't know"."""
IMPORTANT = "Important: make sure you know this one."

LEVELS = ("guess", "fairly", "sure")
LEVELS_IN_WORDS = {1: "guessing", 2: "fairly sure", 3: "sure"}
"""The names of certainty 1, 2 and 3, as a choice and in a sentence."""


class Feedback(NamedTuple):
    """Feedback on one answer: `why` explains the response as a whole, `parts` each wrong part.

    `comments` are what is left of the `parts` to say below a list that marks each part and so shows the answer.
    Where `parts` don't give the right answer, `key` is that answer in a sentence, or else `answer` in lines, for a
    front end that doesn't show it in the question. `notes` are advice. `evidence` are the passages to show, first what
    concerns a mistake.
    """

    verdict: Verdict
    why: str
    parts: tuple[str, ...]
    comments: tuple[str, ...]
    key: str
    answer: tuple[str, ...]
    notes: tuple[str, ...]
    evidence: tuple[str, ...]


def feedback_on(question: AnyQuestion, answer: Answer | None, label: Label) -> Feedback:
    """Feedback on an answer; None is a question left open in an exam."""
    verdict = verdict_on(question, answer)
    response = answer.response if answer else None
    given = response is not None
    parts = tuple(question.corrections(response, label)) if given else ()
    open_ = not parts and verdict not in (Verdict.RIGHT, Verdict.EXPLAINED)
    key = question.key_sentence(label) if open_ else ""
    return Feedback(
        verdict,
        why=question.why(response) if given else HERE_IT_IS if verdict is Verdict.DONT_KNOW else "",
        parts=parts,
        comments=tuple(question.comments(response, label)) if given else (),
        key=key,
        answer=tuple(question.answer_lines()) if open_ and not key else (),
        notes=tuple(notes_on(verdict, answer.certainty if answer else None, must_know=question.must_know)),
        evidence=question.evidence(response),
    )


def notes_on(verdict: Verdict, certainty: int | None, *, must_know: bool) -> Iterator[str]:
    """Advice on an answer."""
    if verdict in (Verdict.WRONG, Verdict.PARTLY) and certainty and certainty > 1:
        how = "not what" if verdict is Verdict.WRONG else "not quite what"
        yield f"You were {LEVELS_IN_WORDS[certainty]}, but that's {how} the document says."
    if must_know and verdict in (Verdict.WRONG, Verdict.PARTLY):
        yield IMPORTANT
