"""A passage in the context of its document."""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias


class Citation(NamedTuple):
    """A passage with its context: the rest of its own sentences, and the sentence before them.

    "…" means that the paragraph has more text.
    """

    heading: str
    before: str
    passage: str
    after: str


Cite: TypeAlias = Callable[[str], Citation | None]
"""Finds a passage in the document; None if it is not there."""

NOT_IN_DOCUMENT = "These exact words are not in the document:"


def cited(passage: str, citation: Citation | None) -> str:
    """The passage and its heading, as a sentence."""
    if citation is None:
        return f"{NOT_IN_DOCUMENT} “{passage}”"
    where = f"The document, under “{citation.heading}”" if citation.heading else "The document"
    return f"{where}: “{citation.before}{citation.passage}{citation.after}”"
