"""What authors set by hand instead of marking it: headings in bold, typed lists, boxes; the same in every format."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Final

from quiz.convert.blocks import NOT_BOLD, Block, Conversion, tidy, without_bold

BULLET: Final = re.compile(r"(?:[•‣◦▪●○■□▸►➢➤✓✔·\uf0a7\uf0b7\uf0d8\uf0fc]|[–*-](?=\s))\s*(?=\S)")
LONGEST_HEADING: Final = 100
NO_TITLE: Final = re.compile(
    r"\.\w{2,4}$|^(?:microsoft word|powerpoint|word document|document\d*$|untitled|\(?anonymous|unspecified|template)",
    re.I,
)
"""Titles that programs give."""
PHONE: Final = re.compile(r"\d(?:[ ()/-]?\d){6}")

SENTENCE_END: Final = re.compile(rf"[.!?:;…][\"”’)]*{NOT_BOLD}?$")
FORM_LINE: Final = re.compile(r"(?:(?:[^.!?_…]{1,40}:\s*|(?:[\w’'-]+ ){1,3})(?:_{3,}|…{2,}|\.{5,})[\W_]*)+")
"""Labels, each with room to write in."""
NUMBER: Final = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)[.)]?\s")
"""How a heading is numbered by hand."""


def with_headings(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, with short bold paragraphs that stand above other text as headings below the last real one.

    The first block of a document is its title, if it is bold and has no number.
    """
    real = any(block.kind == "heading" for block in blocks)
    level = 1
    for place, block in enumerate(blocks):
        if block.kind == "heading":
            level = block.level
        text = without_bold(block.text)
        serves = block.bold and block.kind in ("paragraph", "item") and not (block.level or block.boxed)
        serves = serves and is_title(text)
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        leads = text.endswith(":") and following is not None and following.kind == "item"
        if block.kind == "item":  # numbered by the program; in a list of bold items it is one of them
            serves = serves and block.number is not None and following is not None and following.kind != "item"
        number = NUMBER.match(text)
        if not serves or leads or following is None:
            yield block
        elif not place and not real and not number:
            yield replace(block, kind="heading", text=text, level=1)
        else:
            below = level + number[1].count(".") if number else level
            yield replace(block, kind="heading", text=text, level=min(below + 1, 6))


def finish(conversion: Conversion) -> None:
    """Find the items, headings and lines of forms among the blocks, and put the title first where there is none."""
    blocks = list[Block]()
    for block in typed_lists(conversion.blocks):
        if block.kind == "paragraph" and FORM_LINE.fullmatch(without_bold(block.text[:1000])):
            conversion.leave_out("a line to fill in", block.text)
        else:
            blocks.append(block)
    blocks, title = list(with_headings(blocks)), conversion.title
    if (
        title
        and not NO_TITLE.search(title)
        and not any(block.kind == "heading" and block.level == 1 for block in blocks)
    ):
        same = bool(blocks) and without_bold(blocks[0].text).casefold() == title.casefold()
        blocks[:1] = [Block("heading", title, 1), *([] if same else blocks[:1])]
    conversion.blocks = blocks


def as_box(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a box as a call-out, if the first alone is its heading. What follows the box is not under that."""
    first, *rest = blocks or [Block("paragraph")]
    bold = first.kind == "paragraph" and first.bold and is_title(without_bold(first.text))
    titled = (first.kind == "heading" and first.level > 1) or bold
    if not titled or not rest or any(block.kind in ("heading", "title") for block in rest):
        return list(blocks)
    return [replace(first, kind="title", level=0), *(replace(block, boxed=True) for block in rest)]


def typed_lists(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks with the lists whose bullets or numbers are typed, paragraph after paragraph, as lists."""
    before: Block | None = None
    for place, block in enumerate(blocks):
        number = _typed_number(block)
        following = _typed_number(blocks[place + 1]) if place + 1 < len(blocks) else 0
        goes_on = before is not None and before.number == number - 1
        parts = parts_of(block)
        if number and (goes_on or (number == 1 and following == 2)):
            text = NUMBER.sub("", block.text, count=1)
            parts = [replace(block, kind="item", text=text, number=number, first=not goes_on)]
        elif block.kind == "paragraph" and before and before.kind == "item" and parts[0].kind == "item":
            parts[0] = replace(parts[0], first=before.number is not None)
        yield from parts
        typed = block.kind == "paragraph" and parts[-1].kind == "item"
        before = parts[-1] if typed else None


def _typed_number(block: Block) -> int:
    """The number that a paragraph begins with, if that is not bold, as it is in a heading; 0 for none."""
    found = NUMBER.match(block.text) if block.kind == "paragraph" and not block.bold else None
    return int(found[1]) if found and found[0].rstrip()[-1:] in ".)" and found[1].isdecimal() else 0


def is_title(text: str) -> bool:
    """Whether a text could be a heading by its form: short, on one line, no telephone number, no end of a sentence."""
    ends = text.endswith((".", ";", ",", "…", "!")) or "\n" in text
    return 0 < len(text) <= LONGEST_HEADING and not ends and not PHONE.search(text)


def parts_of(block: Block) -> list[Block]:
    """A paragraph or item as the items that are typed with bullets in it, and its lines that end as sentences do."""
    parts = list[Block]()
    for line in block.text.split("\n") if block.kind in ("paragraph", "item") else ():
        bullet = BULLET.match(line) if block.kind == "paragraph" else None
        if bullet:
            first = not parts or parts[-1].kind != "item"
            parts.append(replace(block, kind="item", text=line[bullet.end() :], first=first))
        elif not parts:
            parts.append(replace(block, text=line))
        elif SENTENCE_END.search(parts[-1].text):
            level = block.level + (block.kind == "item")
            parts.append(replace(block, kind="paragraph", text=line, level=level))
        else:
            parts[-1] = replace(parts[-1], text=f"{parts[-1].text}\n{line}")
    return parts or [block]


def cell_text(blocks: Iterable[Block]) -> str:
    """The text of a cell on one line: its paragraphs after each other, its items with semicolons between."""
    text = ""
    for block in chain.from_iterable(map(parts_of, blocks)):
        between = "; " if block.kind == "item" and not block.first else " "
        text += (between if text else "") + block.text.rstrip(";" if block.kind == "item" else "")
    return tidy(text)
