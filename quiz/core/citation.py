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
        """The whole sentences that the passage lies in."""
        return f"{self.before}{self.passage}{self.after.removesuffix(' …')}"

    def with_other(self, other: "Citation") -> "Citation | None":
        """One citation of both passages and what is between them; None unless one's sentences hold the other's."""
        if other.sentences in self.sentences:
            outer, inner = self, other
        elif self.sentences in other.sentences:
            outer, inner = other, self
        else:
            return None
        begins = outer.sentences.index(inner.sentences)
        runs = [(len(outer.before), outer.passage), (begins + len(inner.before), inner.passage)]
        start, end = min(at for at, _ in runs), max(at + len(run) for at, run in runs)
        after = outer.sentences[end:] + (" …" if outer.after.endswith(" …") else "")
        return outer._replace(before=outer.sentences[:start], passage=outer.sentences[start:end], after=after)


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
    """Passages as they are shown: those of one sentence together, and several with less context, so that all of them
    can be seen at once."""
    found: list[tuple[str, Citation | None]] = []
    for passage in passages:
        citation = cite(passage)
        for place, (first, other) in enumerate(found):
            both = citation and other and citation.heading == other.heading and other.with_other(citation)
            if both:
                found[place] = first, both
                break
        else:
            found.append((passage, citation))
    shown: list[Quotation] = []
    for passage, citation in found:
        if citation and len(found) > 1:
            citation = citation._replace(context="… " if citation.context else "")
        before = shown[-1].citation if shown else None
        again = bool(citation and before and citation.heading == before.heading)
        shown.append(Quotation(passage, citation, again))
    return tuple(shown)


def origin(item: "Item", cite: Cite) -> str:
    """For a question of a bank that isn't scored: the document's heading above its first passage, and that it isn't
    scored. Empty for others."""
    if item.bank.scored:
        return ""
    citation = cite(item.question.passages[0])
    return f"{citation.heading}, not scored" if citation and citation.heading else "not scored"
