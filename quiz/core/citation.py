"""Passages in the context of their document."""

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from quiz.core.bank import Item


class Column(NamedTuple):
    """The heading of a column in a table, and where a row's cell for it begins and ends in the words of the row."""

    heading: str
    start: int
    end: int


class Citation(NamedTuple):
    """A passage with its context: the sentence before, and `before` and `after` the passage the rest of its own
    sentences.

    "…" means that the paragraph has more text. A row of a table is words too, "Dose: 5 mg · When: mornings"; its
    `columns` say how to draw it. Lines of code are shown whole.
    """

    heading: str
    context: str
    before: str
    passage: str
    after: str
    columns: tuple[Column, ...] = ()

    @property
    def text(self) -> str:
        return f"{self.context}{self.before}{self.passage}{self.after}"

    @property
    def sentences(self) -> str:
        """The whole sentences that the passage lies in."""
        return f"{self.before}{self.passage}{self.after.removesuffix(' …')}"

    def with_other(self, other: "Citation") -> "Citation | None":
        """One citation of both passages and what is between them; None unless one's sentences hold the other's."""
        if self.columns != other.columns:
            return None
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
        heading = self.citation.heading
        where = f"The document, under “{heading}”: " if heading else "The document: "
        return f"{'' if self.again else where}“{on_one_line(self.citation.text)}”"


def on_one_line(text: str) -> str:
    """Lines of code as one line, with a sign at each end of a line."""
    return re.sub(r"\s*\n\s*", " ⏎ ", text)


def quotations(passages: Sequence[str], cite: Cite) -> tuple[Quotation, ...]:
    """Passages as they are shown: those of one sentence together, and several with less context, so that all of them
    can be seen at once."""
    found: list[tuple[str, Citation | None]] = []
    for passage in passages:
        citation = cite(passage)
        kept: list[tuple[str, Citation | None]] = []
        at = len(found)
        for first, other in found:
            both = citation and other and citation.heading == other.heading and other.with_other(citation)
            if both:
                at, passage, citation = min(at, len(kept)), first if at > len(kept) else passage, both
            else:
                kept.append((first, other))
        found = [*kept[:at], (passage, citation), *kept[at:]]
    shown: list[Quotation] = []
    for passage, citation in found:
        if citation and len(found) > 1:
            citation = citation._replace(context="… " if citation.context else "")
        before = shown[-1].citation if shown else None
        again = bool(citation and before and citation.heading == before.heading)
        shown.append(Quotation(passage, citation, again))
    return tuple(shown)


def origin(item: "Item", cite: Cite) -> str:
    """For a question of a bank that isn't scored: the document's heading above its passages, if that is the same for
    the whole bank, and that it isn't scored. Empty for others."""
    if item.bank.scored:
        return ""
    citations = (cite(question.passages[0]) for question in item.bank.questions)
    headings = {citation.heading if citation else "" for citation in citations}
    heading = headings.pop() if len(headings) == 1 else ""
    return f"{heading}, not scored" if heading else "Not scored"
