"""The document that a bank is built from: its sections, and where a passage is in them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import zip_longest
from pathlib import Path
from typing import Final, NamedTuple
from unicodedata import normalize

from quiz.bank.front_matter import front_matter
from quiz.bank.junk import PUBLISHER
from quiz.bank.text import fold, sentence_spans, unfolded, words
from quiz.characters import brief, harmless
from quiz.core.bank import MAX_TITLE
from quiz.core.citation import Citation, Column
from quiz.files import read_text

BREAKS: Final = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""Invisible characters that allow or forbid a line break."""
LONGEST_HEADING: Final = 72
ATTRIBUTES: Final = re.compile(r"\s*\{:?[ ]?[#.][^{}]*\}$")
"""The attributes of a heading, such as {#id}: some kinds of Markdown have them."""


class Block(NamedTuple):
    """A paragraph, a list item, a row of a table or a block of code; `line`, from 1, is where it begins.

    `text` is without markup, with white space folded except in code. A row is words: "Age: 0–2 · Dose: 5 mg".
    `title` marks the title of a call-out, which is no heading for what follows that.
    `folded` is the text as passages are compared, and `row` the cells of a row in that form.
    """

    text: str
    folded: str
    line: int
    listed: bool = False
    code: bool = False
    title: bool = False
    columns: tuple[Column, ...] = ()
    row: str = ""

    @property
    def sentences(self) -> list[tuple[int, int]]:
        """Where each sentence of the text begins and ends; a line of code is one, and so is a row."""
        if self.columns:
            return [(0, len(self.text))]
        if self.code:
            return [found.span() for found in re.finditer(r"\S.*", self.text)]
        return sentence_spans(self.text)

    def find(self, passage: str) -> tuple[int, int] | None:
        """Where a folded passage begins and ends in the text. Cells of a row may have `|` between them, or a space."""
        at = self.folded.find(passage)
        if at >= 0:
            return unfolded(self.text, at, at + len(passage))
        cells = " ".join(passage.replace("|", " ").split()) if self.row else ""
        at = self.row.find(cells) if cells else -1
        if at < 0:
            return None
        filled = [(column.start, column.end) for column in self.columns if column.start < column.end]
        places = [place for start, end in filled for place in (*range(start, end), end)]
        joined = " ".join(self.text[start:end].replace("|", " ") for start, end in filled)
        start, end = unfolded(joined, at, at + len(cells))
        return places[start], places[end - 1] + 1


class Section(NamedTuple):
    """A heading (empty before the first one) and the blocks under it, up to the next heading.

    `line`, from 1, is where it begins; `source` holds the lines as written, with the heading.
    """

    heading: str
    level: int
    line: int
    blocks: tuple[Block, ...]
    source: str


class Place(NamedTuple):
    """Where a passage is: its section and block, and where in the text of the block it begins and ends."""

    section: Section
    block: Block
    start: int
    end: int


class Document(NamedTuple):
    """A document as its sections, in order; `title` and `language` are what its front matter says, or empty."""

    path: Path
    sections: tuple[Section, ...]
    title: str = ""
    language: str = ""

    @property
    def is_markdown(self) -> bool:
        return self.path.suffix.lower() in (".md", ".markdown")

    def find(self, passage: str) -> Place | None:
        """The first place of a passage, or None.

        What looks the same is the same (see `fold`); everything else must be word for word.
        """
        return next(self.places(passage), None)

    def places(self, passage: str) -> Iterator[Place]:
        """Every place of a passage, one in each block."""
        wanted = fold(passage)
        if wanted:
            for section in self.sections:
                for block in section.blocks:
                    found = block.find(wanted)
                    if found:
                        yield Place(section, block, *found)

    def words(self) -> str:
        """Its words in lower case, with a space on each side, a line for each block."""
        return "\n".join(f" {' '.join(words(block.text))} " for section in self.sections for block in section.blocks)

    def cite(self, passage: str) -> Citation | None:
        """A passage with the sentences around it, or None if it is not in the document."""
        found = self.find(passage)
        if found is None:
            return None
        section, block, at, end = found
        text = block.text
        starts = [*(start for start, _ in block.sentences), len(text)]
        own = max(start for start in starts if start <= at)
        first = own if block.code else max((start for start in starts if start < own), default=own)
        last = min(start for start in starts if start >= end)
        context = ("… " if first > 0 else "") + text[first:own]
        after = text[end:last].rstrip() + (" …" if last < len(text) else "")
        return Citation(section.heading, context, text[own:at], text[at:end], after, block.columns)


def title_of(document: Document) -> str:
    """The title in front matter, the first heading (of level 1, if any), or the document's name, cut to fit a title.

    A heading below level 1 that ends in a colon names a part.
    """
    headed = [(section.heading.strip(), section.level != 1) for section in document.sections if section.heading.strip()]
    headed.sort(key=lambda one: (PUBLISHER.fullmatch(one[0]) is not None, one[1]))
    first = next((heading for heading, low in headed if not (low and heading.endswith(":"))), "")
    title = document.title or first or document.path.stem
    return brief(title, MAX_TITLE - 1)


def read_document(path: Path) -> Document:
    """The document at a path. Raises QuizError if it cannot be read."""
    return parse_document(read_text(path), path)


def parse_document(text: str, path: Path) -> Document:
    """A text as a document: Markdown, by the ending of its path, or else plain text."""
    text = normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    front = front_matter(harmless(text))
    document = Document(path, (), front.title, front.language)
    sections = _markdown_sections if document.is_markdown else _plain_sections
    return document._replace(sections=tuple(sections(front.rest, front.lines)))


def _block(text: str, line: int, *, listed: bool = False) -> Block:
    text = _seen(text)
    return Block(text, fold(text), line, listed)


def _seen(text: str) -> str:
    """A text in NFC on one line, without soft hyphens and other characters that control line breaks."""
    return normalize("NFC", " ".join(BREAKS.sub("", text).split()))


def _code(text: str, line: int) -> Block:
    text = normalize("NFC", text.strip("\n").rstrip())
    return Block(text, fold(text), line, code=True)


def _row(headings: Sequence[str], cells: Sequence[str], line: int) -> Block:
    """A row of a table; empty cells are not in its words."""
    text, columns = "", []
    for heading, cell in zip_longest(headings, cells, fillvalue=""):
        if cell:
            lead = f"{heading} " if heading.endswith((":", "?", "!", ".")) else f"{heading}: "
            text += (" · " if text else "") + (lead if heading else "")
        columns.append(Column(heading, len(text), len(text) + len(cell)))
        text += cell
    return Block(text, fold(text), line, columns=tuple(columns), row=fold(" ".join(cells).replace("|", " ")))


def _markdown_sections(text: str, skipped: int) -> Iterator[Section]:
    from quiz.bank.markdown import call_outs, parse_markdown, shown_text

    lines = StringIO(text).readlines()
    heading, level, blocks, start = "", 0, list[Block](), 0
    lists = 0  # the depth of lists around this token
    headings, cells, in_head = list[str](), list[str](), False
    tokens = parse_markdown(text)
    boxes = call_outs(lines)
    headed = Counter(boxes[token.map[0]] for token in tokens if token.type == "heading_open" and token.map)
    for i, token in enumerate(tokens):
        line = (token.map[0] if token.map else 0) + skipped + 1
        box = boxes[token.map[0]] if token.type == "heading_open" and token.map else 0
        if box and headed[box] == 1 and tokens[i + 1].content:  # for the text in its box only
            blocks.append(_block(shown_text(tokens[i + 1]), line)._replace(title=True))
        elif token.type == "heading_open" and token.map:
            yield Section(heading, level, start + skipped + 1, tuple(blocks), "".join(lines[start : token.map[0]]))
            heading, level = ATTRIBUTES.sub("", _seen(shown_text(tokens[i + 1]))), int(token.tag[1:])
            blocks, start = [], token.map[0]
        elif token.type in ("list_item_open", "list_item_close"):
            lists += token.nesting
        elif token.type in ("fence", "code_block") and token.content.strip():
            blocks.append(_code(token.content, line + (token.type == "fence")))
        elif token.type in ("thead_open", "thead_close"):
            in_head = token.nesting > 0
        elif token.type == "tr_open":
            cells = []
        elif token.type == "inline" and tokens[i - 1].type in ("th_open", "td_open"):
            cells.append(_seen(shown_text(token)))
            row_line = line
        elif token.type == "tr_close":
            if in_head:
                headings = cells = [brief(cell, LONGEST_HEADING) for cell in cells]
            elif any(cells):
                blocks.append(_row(headings, cells, row_line))
        elif token.type == "table_close" and cells is headings and any(cells):
            blocks.append(_row((), cells, row_line))
        elif token.type == "inline" and tokens[i - 1].type != "heading_open" and token.map:
            block = _block(shown_text(token), line, listed=lists > 0)
            blocks += [block._replace(title="title" in token.meta)] if block.text else []
    yield Section(heading, level, start + skipped + 1, tuple(blocks), "".join(lines[start:]))


def _plain_sections(text: str, skipped: int) -> Iterator[Section]:
    from quiz.bank.plain_text import BULLET, pieces

    lines = StringIO(text).readlines()
    heading, level, blocks, start = "", 0, list[Block](), 0
    for piece in pieces(lines):
        if piece.kind == "heading" or (piece.apart and blocks):
            yield Section(heading, level, start + skipped + 1, tuple(blocks), "".join(lines[start : piece.line]))
            heading, level, blocks, start = "", piece.level, [], piece.line
        line = piece.line + skipped + 1
        if piece.kind == "heading":
            heading = _seen(piece.text).rstrip(":")
        elif piece.kind == "columns":
            blocks.append(_code(piece.text, line))
        else:
            listed = piece.kind == "item"
            blocks.append(_block(BULLET.sub("", piece.text, count=1) if listed else piece.text, line, listed=listed))
    yield Section(heading, level, start + skipped + 1, tuple(blocks), "".join(lines[start:]))
