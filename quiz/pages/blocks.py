"""The parts of a page: groups of blocks, separated by one empty line.

A block contains text, never markup. A block that a screen draws, such as a bar, also has `spoken` words for it.
"""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from quiz.core.citation import Citation, Cite, Column, Quotation, on_one_line, quotations
from quiz.core.english import linked, percent
from quiz.core.feedback import Tone


class Span(NamedTuple):
    """Text in one tone."""

    text: str
    tone: Tone = ""


Words: TypeAlias = tuple[Span, ...]


def words(*parts: str | Span) -> Words:
    """Spans from strings and spans, without the empty ones."""
    spans = (part if isinstance(part, Span) else Span(part) for part in parts)
    return tuple(span for span in spans if span.text)


def plain(text: Words) -> str:
    """Words without their tones; marked words are in [brackets]."""
    return "".join(f"[{span.text}]" if span.tone == "marked" else span.text for span in text)


class Heading(NamedTuple):
    """A heading, with an aside at the right end and a bar filled to a share, 0 to 1, before that. Level 1 is the
    title of the page."""

    text: Words
    aside: Words = ()
    share: float | None = None
    spoken: str = ""
    level: int = 2


class Paragraph(NamedTuple):
    """A paragraph, perhaps `inside` the item above it."""

    text: Words
    inside: bool = False
    spoken: str = ""


class Lead(NamedTuple):
    """The marker of an item: a sign with its gap, as drawn, and the words to read in its place."""

    shown: str
    spoken: str = ""
    tone: Tone = ""


class Item(NamedTuple):
    """An item of a list: text after a lead, with a bar for a share, 0 to 1. Without a lead its later lines are
    indented. May be `inside` the item above it. The rows of a table, one group, have its `columns`."""

    text: Words
    lead: Lead = Lead("")
    share: float | None = None
    inside: bool = False
    columns: tuple[Column, ...] = ()


class Meter(NamedTuple):
    """A bar filled to a share, 0 to 1, with its label and its figure; and an aside at the right end, with a small
    plot of further shares."""

    label: str
    share: float
    figure: Words
    aside: Words = ()
    plot: tuple[float, ...] = ()
    inside: bool = False
    spoken: str = ""


class Chart(NamedTuple):
    """A column for each height, 0 to 1, or None for no column; the labels at the top and the foot of its axis, and
    below the first and the last column."""

    heights: tuple[float | None, ...]
    axis: tuple[str, str]
    spoken: str
    below: tuple[str, str] = ("", "")


class Timeline(NamedTuple):
    """A number for each day."""

    days: tuple[tuple[str, int], ...]


class Quote(NamedTuple):
    """The deciding words of the document."""

    quotation: Quotation
    inside: bool = False


class Box(NamedTuple):
    """Words that nobody must miss, in a frame."""

    text: str


class WritingLine(NamedTuple):
    """A line to write on with a pen."""


Block: TypeAlias = Heading | Paragraph | Item | Meter | Chart | Timeline | Quote | Box | WritingLine
Group: TypeAlias = Sequence[Block]
Page: TypeAlias = Sequence[Group]


def quotes(passages: Sequence[str], cite: Cite, *, inside: bool = False) -> list[Quote]:
    """A quote of each passage."""
    return [Quote(quotation, inside) for quotation in quotations(passages, cite)]


def words_of(block: Block) -> Words:
    """A block in words, without drawings; empty for a writing line."""
    match block:
        case Heading():
            joined = f"{plain(block.text)}. {plain(block.aside)}." if block.aside else plain(block.text)
            return words(block.spoken or joined)
        case Paragraph():
            return words(block.spoken) or block.text
        case Item():
            lead = f"{block.lead.spoken} " if block.lead.spoken else ""
            return (*words(lead), *block.text, *words("" if block.share is None else f": {percent(block.share)}"))
        case Meter():
            return words(block.spoken or linked(block.label, ":", plain(block.figure)))
        case Chart():
            return words(block.spoken)
        case Timeline():
            return words(", ".join(f"{day}: {number}" for day, number in block.days if number))
        case Quote():
            return words(str(block.quotation))
        case Box():
            return words(f"Important: {block.text}")
    return ()


def spoken(block: Block) -> str:
    """A block in words, as text."""
    return plain(words_of(block))


def in_print(block: Block) -> Words:
    """A block in words, as printed: a quotation has its deciding words in bold."""
    if isinstance(block, Box):
        return words(block.text)
    if not isinstance(block, Quote):
        return words_of(block)
    citation = block.quotation.citation or Citation("", "", "", block.quotation.passage, "")
    before, passage, after = citation.context + citation.before, citation.passage, citation.after
    under = f" ({citation.heading})" if citation.heading else ""
    return words(f"“{on_one_line(before)}", Span(on_one_line(passage), "strong"), f"{on_one_line(after)}”{under}")


def is_inside(block: Block) -> bool:
    """Whether a block is part of the item above it."""
    return isinstance(block, Paragraph | Item | Meter | Quote) and block.inside
