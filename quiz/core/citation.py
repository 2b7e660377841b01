"""A passage in the context of its document."""

import re
from collections.abc import Callable
from typing import NamedTuple, TypeAlias


class Column(NamedTuple):
    """The heading of a column in a table, and where a row's cell for it begins and ends in the words of the row."""

    heading: str
    start: int
    end: int


class Citation(NamedTuple):
    """A passage with its context: the rest of its own sentences, and the sentence before them.

    "…" means that the paragraph has more text. A row of a table is words too, "Dose: 5 mg · When: mornings"; its
    `columns` say how to draw it. Lines of code are shown whole.
    """

    heading: str
    before: str
    passage: str
    after: str
    columns: tuple[Column, ...] = ()

    @property
    def text(self) -> str:
        return f"{self.before}{self.passage}{self.after}"


Cite: TypeAlias = Callable[[str], Citation | None]
"""Finds a passage in the document; None if it is not there."""

NOT_IN_DOCUMENT = "These exact words are not in the document:"


def cited(passage: str, citation: Citation | None) -> str:
    """The passage and its heading, as a sentence."""
    if citation is None:
        return f"{NOT_IN_DOCUMENT} “{passage}”"
    where = f"The document, under “{citation.heading}”" if citation.heading else "The document"
    return f"{where}: “{on_one_line(citation.text)}”"


def on_one_line(text: str) -> str:
    """Lines of code as one line, with a sign at each end of a line."""
    return re.sub(r"\s*\n\s*", " ⏎ ", text)
