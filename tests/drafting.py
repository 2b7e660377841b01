"""The drafts of a text, for the tests of what `quiz draft` asks."""

from pathlib import Path

from quiz.bank.document import parse_document
from quiz.core.kinds import AnyQuestion
from quiz.draft.drafts import drafts_of


def questions(text: str, name: str = "leaflet.md") -> list[AnyQuestion]:
    """Everything that is drafted from a document."""
    return [draft.question for draft in drafts_of(parse_document(text, Path(name)))]


def only(text: str) -> AnyQuestion:
    [question] = questions(f"# Knee\n\n{text}\n")
    return question


def answer(question: AnyQuestion) -> list[str]:
    return [shown.text for shown in question.shown()]
