"""Passages in the context of their document."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from quiz.core.bank import Item


class Citation(NamedTuple):
    """A passage with its context: the sentence before, and `before` and `after` the passage the rest of its own
    sentences.

    "…" means that the paragraph has more text.
    """

    heading: str
    context: str
    before: str
    passage: str
    after: str

    @property
    def sentences(self) -> str:
        """The passage with the rest of its own sentences."""
        return f"{self.before}{self.passage}{self.after}"


Cite: TypeAlias = Callable[[str], Citation | None]
"""Finds a passage in the document; None if it is not there."""

NOT_IN_DOCUMENT = "These exact words are not in the document:"


class Quotation(NamedTuple):
    """A passage as it is shown. Without a citation it is not in the document; `again` if the one before has the same
    heading."""

    passage: str
    citation: Citation | None
    again: bool = False

    @property
    def title(self) -> str:
        """The heading above it, unless the one before has the same."""
        if self.again:
            return ""
        return NOT_IN_DOCUMENT if self.citation is None else self.citation.heading

    def __str__(self) -> str:
        """The passage and its heading, as a sentence."""
        if self.citation is None:
            return f"{NOT_IN_DOCUMENT} “{self.passage}”"
        heading, *words = self.citation
        where = f"The document, under “{heading}”: " if heading else "The document: "
        return f"{'' if self.again else where}“{''.join(words)}”"


def quotations(passages: Sequence[str], cite: Cite) -> tuple[Quotation, ...]:
    """Passages as they are shown; several have less context, so that all of them can be seen together."""
    found: list[Quotation] = []
    for passage in passages:
        citation = cite(passage)
        if citation and len(passages) > 1:
            citation = citation._replace(context="… " if citation.context else "")
        before = found[-1].citation if found else None
        again = bool(citation and before and citation.heading == before.heading)
        found.append(Quotation(passage, citation, again))
    return tuple(found)


def origin(item: "Item", cite: Cite) -> str:
    """For a question of a bank that isn't scored: the document's heading above its first passage, and that it isn't
    scored. Empty for others."""
    if item.bank.scored:
        return ""
    citation = cite(item.question.passages[0])
    return f"{citation.heading}, not scored" if citation and citation.heading else "not scored"
