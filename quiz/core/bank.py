"""A question file and its banks."""

from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

from quiz.core.kinds import AnyQuestion
from quiz.core.kinds.fields import MAX_ID, Document, Field, Line, Lines, Parts, Slug

MAX_TITLE: Final = 200
FILE_FIELDS: Final = {
    "id": Field(
        Slug(MAX_ID),
        "Permanent id; answers are stored under it, so no two files share one. The title if not given.",
        required=False,
    ),
    "title": Field(Line(MAX_TITLE), "What people read."),
    "document": Field(Document(4096), "The document that every question is based on: Markdown or plain text."),
    "language": Field(
        Line(35),
        (
            "The language of the questions and the document, such as `en` or `de`. English if not "
            "given; in another language, rules about English words are skipped."
        ),
        required=False,
    ),
    "banks": Field(Parts("bank"), "Questions on one subject each."),
}
BANK_FIELDS: Final = {
    "id": Field(Slug(MAX_ID), "The name on the command line."),
    "title": Field(Line(MAX_TITLE), "What people read."),
    "subject_words": Field(
        Lines("word", "words", most=200, longest=200),
        (
            "Words that a question and its right option may share, because the subject needs them: "
            "`[needle, muscle]`. See `clang` in rules.md."
        ),
        required=False,
    ),
    "questions": Field(Parts("question"), "In the order in which they are listed."),
}


class Bank(NamedTuple):
    """Questions on one subject, in the author's order; `source` is its text in the file.

    A stem and its key may share `subject_words`: the subject needs them.
    """

    id: str
    title: str
    questions: tuple[AnyQuestion, ...]
    subject_words: tuple[str, ...] = ()
    source: str = ""

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
        """The number of must-know questions."""
        return sum(question.must_know for question in self.questions)


class Item(NamedTuple):
    """A question and the bank it is from."""

    bank: Bank
    question: AnyQuestion


class QuestionFile(NamedTuple):
    """One or more banks built from one document. `id` is permanent, or the title where the author gave none.

    `document` is the document's path, and `path` that of the file; none where it comes with the program.

    `whole` is the file with its drafts, if they were left out.
    """

    id: str
    title: str
    document: Path
    language: str
    banks: tuple[Bank, ...]
    path: Path = Path()
    whole: "QuestionFile | None" = None

    @property
    def questions(self) -> int:
        """The number of questions in all banks."""
        return sum(len(bank.questions) for bank in self.banks)

    @property
    def items(self) -> tuple[Item, ...]:
        """The questions of all banks, each with its bank."""
        return tuple(item for bank in self.banks for item in bank.items)

    def without_drafts(self) -> "QuestionFile":
        """The file without its drafts, and without banks that have nothing else."""
        return self._with(lambda question: not question.draft)

    def without_unfinished(self) -> "QuestionFile":
        """The file without drafts that cannot be asked yet, and without banks that have nothing else."""
        return self._with(lambda question: not question.draft or not any(question.unfinished()))

    def _with(self, kept: Callable[[AnyQuestion], bool]) -> "QuestionFile":
        banks = (bank._replace(questions=tuple(filter(kept, bank.questions))) for bank in self.banks)
        return self._replace(banks=tuple(bank for bank in banks if bank.questions), whole=self)
