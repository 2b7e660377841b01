"""A question file and its banks."""

from dataclasses import dataclass
from pathlib import Path

from quiz.core.questions import AnyQuestion


@dataclass(frozen=True, slots=True)
class Bank:
    """Questions on one subject, in the author's order."""

    id: str
    title: str
    questions: tuple[AnyQuestion, ...]

    @property
    def must_know(self) -> int:
        """How many of the questions must be known."""
        return sum(question.must_know for question in self.questions)


@dataclass(frozen=True, slots=True)
class QuestionFile:
    """One or more banks built from one document. `document` is the path of that document."""

    title: str
    document: Path
    language: str
    banks: tuple[Bank, ...]

    @property
    def questions(self) -> int:
        """The number of questions in all banks."""
        return sum(len(bank.questions) for bank in self.banks)
