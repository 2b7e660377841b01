"""Formats of other systems, one module each."""

from typing import Final, NamedTuple


class Format(NamedTuple):
    """A format to export to: what it is for, the suffix of its files, and its module.

    The module defines `write(file, banks, cite)`, which returns `Written`. Raises QuizError if the format can hold
    none of it.
    """

    what: str
    suffix: str
    module: str


class Loss(NamedTuple):
    """What a format can't express of a question, in a sentence."""

    question: str
    what: str


class Written(NamedTuple):
    """The content of a file, and what it lost, in the order of the questions."""

    content: bytes
    losses: tuple[Loss, ...] = ()


FORMATS: Final[dict[str, Format]] = {
    "html": Format("one page that asks the questions in a browser", ".html", "quiz.formats.page"),
    "moodle": Format("Moodle XML, the most complete", ".xml", "quiz.formats.moodle"),
    "gift": Format("Moodle's text format", ".gift", "quiz.formats.gift"),
    "anki": Format("cards for Anki", ".txt", "quiz.formats.anki"),
    "canvas": Format("a package for Canvas", ".zip", "quiz.formats.canvas"),
    "csv": Format("a table for spreadsheets", ".csv", "quiz.formats.table"),
}
"""Every format by its name on the command line."""
