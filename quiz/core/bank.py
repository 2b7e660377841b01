"""A question file and its banks."""

from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

from quiz.core.english import sentences
from quiz.core.kinds import AnyQuestion
from quiz.core.kinds.fields import MAX_ID, Document, Field, Line, Lines, Parts, Passage, Slug, Truth

MAX_TITLE: Final = 200
PATIENT = "patient"
AUDIENCES = (PATIENT, "trainee")
FILE_FIELDS: Final = {
    "id": Field(
        Slug(MAX_ID),
        "Permanent: answers are stored under it, so no two files share one. The title if not given.",
        required=False,
    ),
    "title": Field(Line(MAX_TITLE), "Its name on screens."),
    "document": Field(Document(4096), "The document that every question is based on."),
    "language": Field(
        Line(35),
        "The language of the questions and the document, such as `de`. English if not given.",
        required=False,
    ),
    "urgent": Field(
        Passage(),
        "The document's exact words on when to get urgent help; begin with what to do. Shown in a box on every summary "
        "and on the page for the appointment.",
        required=False,
    ),
    "banks": Field(Parts("bank"), "Questions on one subject each."),
}
BANK_FIELDS: Final = {
    "id": Field(Slug(MAX_ID), "The name on the command line."),
    "title": Field(Line(MAX_TITLE), "Its name on screens."),
    "subject_words": Field(
        Lines("word", "words", most=200, longest=200),
        "Words that a question and its right option may share: `[needle, muscle]`. See `clang` in rules.md.",
        required=False,
    ),
    "scored": Field(
        Truth(),
        "`false` for a bank that goes beyond the document's own subject, such as when to get urgent help: it counts "
        "towards must-know, progress and review but not the score, and each question names its section.",
        required=False,
        default=True,
    ),
    "audience": Field(
        Line(words=AUDIENCES),
        "A bank for trainees is asked only by name (`quiz take BANK`) or from the end of the menu. It is left out of "
        "“All questions”, the must-know count and the page for the appointment.",
        required=False,
        default="patient",
    ),
    "urgent": Field(
        Truth(),
        "Show the file's `urgent` box at the top of this bank's summary.",
        required=False,
        default=False,
    ),
    "questions": Field(Parts("question"), "In the order in which to list them."),
}


class Bank(NamedTuple):
    """Questions on one subject, in the author's order; `source` is its text in the file.

    A stem and its key may share `subject_words`: the subject needs them. A bank that is not `scored` goes beyond the
    document's own subject; with `urgent`, its end shows first when to get urgent help.
    """

    id: str
    title: str
    questions: tuple[AnyQuestion, ...]
    subject_words: tuple[str, ...] = ()
    source: str = ""
    scored: bool = True
    audience: str = PATIENT
    urgent: bool = False

    def fingerprint(self) -> str:
        """A hash of the bank's text: 32 hexadecimal digits."""
        from hashlib import blake2b

        return blake2b((self.source or repr(self)).encode(), digest_size=16).hexdigest()

    @property
    def items(self) -> "tuple[Item, ...]":
        """The questions, each with this bank."""
        return tuple(Item(self, question) for question in self.questions)

    @property
    def must_know(self) -> int:
        """The number of must-know questions; a teach-back doesn't count, because nobody marks it."""
        return sum(question.is_must_know for question in self.questions)


class Item(NamedTuple):
    """A question and the bank it is from."""

    bank: Bank
    question: AnyQuestion

    @property
    def scored(self) -> bool:
        """Whether its answer counts in the score."""
        return self.bank.scored and not self.question.self_assessed


class QuestionFile(NamedTuple):
    """One or more banks built from one document. `id` is permanent, or the title where the author gave none.

    `document` is the document's path, and `path` that of the file; none where it comes with the program.

    `whole` is the file with its drafts, if they were left out; `urgent` are the document's words on when to get urgent
    help.
    """

    id: str
    title: str
    document: Path
    language: str
    banks: tuple[Bank, ...]
    path: Path = Path()
    urgent: tuple[str, ...] = ()
    whole: "QuestionFile | None" = None

    @property
    def questions(self) -> int:
        """The number of questions in all banks."""
        return sum(len(bank.questions) for bank in self.banks)

    @property
    def items(self) -> tuple[Item, ...]:
        """The questions of all banks, each with its bank."""
        return tuple(item for bank in self.banks for item in bank.items)

    @property
    def main_banks(self) -> tuple[Bank, ...]:
        """The banks that are asked if none is named: those for patients, or all if there are none."""
        return tuple(bank for bank in self.banks if bank.audience == PATIENT) or self.banks

    @property
    def urgent_help(self) -> str:
        """When to get urgent help, in sentences; empty if the file doesn't say."""
        return sentences(self.urgent)

    @property
    def trainee_banks(self) -> tuple[Bank, ...]:
        """The banks that are asked only if named."""
        return tuple(bank for bank in self.banks if bank not in self.main_banks)

    def without_drafts(self) -> "QuestionFile":
        """The file without its drafts, and without banks that have nothing else."""
        return self._with(lambda question: not question.draft)

    def without_unfinished(self) -> "QuestionFile":
        """The file without drafts that cannot be asked yet, and without banks that have nothing else."""
        return self._with(lambda question: not question.draft or not any(question.unfinished()))

    def _with(self, kept: Callable[[AnyQuestion], bool]) -> "QuestionFile":
        banks = (bank._replace(questions=tuple(filter(kept, bank.questions))) for bank in self.banks)
        return self._replace(banks=tuple(bank for bank in banks if bank.questions), whole=self)
