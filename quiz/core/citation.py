"""A passage in its place in the document."""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias


class Citation(NamedTuple):
    """A passage in context: the text before and after it, in its own sentences and the one before
    them. "…" says that the paragraph has more."""

    heading: str
    before: str
    passage: str
    after: str


Cite: TypeAlias = Callable[[str], Citation | None]
"""Gives a passage in its place in the document, or None where it is not to be found."""

NOT_IN_DOCUMENT = "These exact words are not in the document:"


def cited(passage: str, citation: Citation | None) -> str:
    """The words of the document that decide, with their heading, as a sentence."""
    if citation is None:
        return f"{NOT_IN_DOCUMENT} “{passage}”"
    where = f"The document, under “{citation.heading}”" if citation.heading else "The document"
    return f"{where}: “{citation.before}{citation.passage}{citation.after}”"
