"""Read questions of other systems as drafts, and list what is left out."""

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, Final, NamedTuple

from quiz.characters import quoted
from quiz.core.kinds import AnyQuestion
from quiz.errors import Fault, FileFaults
from quiz.files import opened

READERS: Final = {
    ".xml": "quiz.formats.moodle_reader",
    ".gift": "quiz.formats.gift_reader",
    ".csv": "quiz.formats.table_reader",
    ".xlsx": "quiz.formats.table_reader",
    ".xls": "quiz.formats.table_reader",  # refused there, with the remedy
}
"""The module that reads a file, by the ending of its name. It defines `read(path)`, which returns `Reading`."""

MOST_QUESTIONS: Final = 5000
MOST_ANSWERS: Final = 50
LONGEST_TEXT: Final = 20_000
"""The most characters of a text without its markup; what a question file can hold is less."""
LONGEST_QUESTION: Final = 1_000_000
"""The most characters of a question with all its markup."""
SNIFFED: Final = 64 * 1024
AS_GIFT: Final = re.compile(r"^(?:::.+?::|\$CATEGORY:)|\{\s*(?:[=~#]|(?:T|F|TRUE|FALSE)\s*[#}])", re.M)


class Imported(NamedTuple):
    """A draft from a line of the file. `name` is what it is called there, and `bank` what its bank is.

    `left_out` is what of the question was left out.
    """

    question: AnyQuestion
    line: int
    name: str = ""
    bank: str = ""
    left_out: tuple[str, ...] = ()


class LeftOut(NamedTuple):
    """What was left out from a line of the file."""

    line: int
    what: str


class Refused(Exception):
    """Why a question can't be read."""


class Reading(NamedTuple):
    """The drafts of a file, in its order, and what was left out besides what each of them names."""

    path: Path
    questions: list[Imported]
    left_out: list[LeftOut]

    def add(self, line: int, name: str, question: Callable[[], Imported]) -> None:
        """Add a question, or note why it cannot be read. Raises FileFaults if there are too many."""
        if len(self.questions) + len(self.left_out) >= MOST_QUESTIONS:
            message = f"a file can have at most {MOST_QUESTIONS:,} questions; divide it into several files"
            raise FileFaults(str(self.path), [Fault(line, 1, message)], complete=False)
        try:
            self.questions.append(question())
        except Refused as why:
            self.left_out.append(LeftOut(line, f"{name}: {why}"))


class KindData(NamedTuple):
    """The kind of a question with the fields that only this kind has, and what was left out."""

    kind: type[AnyQuestion]
    values: dict[str, Any]
    left_out: tuple[str, ...] = ()

    def draft(self, **shared: Any) -> AnyQuestion:
        """The question with the fields that every kind has; its id is given later."""
        values = {"id": "", "explain": "", **shared, **self.values}
        return self.kind(**{name: value for name, value in values.items() if name in self.kind.fields}, draft=True)


def reader_of(path: Path) -> Callable[[], Reading] | None:
    """The reader of a file of questions, which raises QuizError if it cannot read it; None for another file.

    The ending of its name decides, but Moodle's GIFT files often end in .txt.
    """
    suffix = path.suffix.lower()
    module = READERS.get(".gift" if suffix == ".txt" and path.is_file() and _begins_as_gift(path) else suffix)
    return partial(import_module(module).read, path) if module else None


def _begins_as_gift(path: Path) -> bool:
    with opened(path) as file:
        return AS_GIFT.search(file.read(SNIFFED).decode("utf-8", errors="replace")) is not None


def decimal(text: str) -> Decimal:
    """An exact number. Raises Refused if it isn't a number."""
    try:
        found = Decimal(text.strip())
    except InvalidOperation:
        raise Refused(f"{quoted(text)} is not a number") from None
    if not found.is_finite():
        raise Refused(f"{quoted(text)} is not a number")
    return found
