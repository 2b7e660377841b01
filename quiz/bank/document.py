"""The document that a bank is built from: its sections, and where a passage is in them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from io import StringIO
from operator import eq
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import normalize

from quiz.bank.text import STOP_WORDS, fold, sentence_spans, words
from quiz.characters import harmless
from quiz.core.citation import Citation
from quiz.files import read_text

if TYPE_CHECKING:
    from markdown_it.token import Token

BULLET: Final = re.compile(r"\s*(?:[•‣◦▪*+–-]|[0-9]{1,3}[.)])\s+(?=\S)")
LONGEST_HEADING: Final = 72
ALIKE: Final = 1 / 3
"""The share of a passage's content words that the nearest place must have."""
MOST_WORDS: Final = 40
"""The most words of a passage to look for."""


class Block(NamedTuple):
    """A paragraph or a list item: its text without markup, white space folded; `line`, from 1, is where it begins.

    `folded` is the text as passages are compared, of the same length.
    """

    text: str
    folded: str
    line: int
    listed: bool


class Section(NamedTuple):
    """A heading (empty before the first one) and the blocks under it, up to the next heading.

    `line`, from 1, is where it begins; `source` holds the lines as written, with the heading.
    """

    heading: str
    level: int
    line: int
    blocks: tuple[Block, ...]
    source: str


class Document(NamedTuple):
    """A document as its sections, in order."""

    path: Path
    sections: tuple[Section, ...]

    @property
    def is_markdown(self) -> bool:
        return self.path.suffix.lower() in (".md", ".markdown")

    def find(self, passage: str) -> tuple[Section, Block, int] | None:
        """The first section with a passage, the block, and where in the block it begins; or None.

        White space and typographic quotes are folded; everything else must be word for word.
        """
        return next(self.places(passage), None)

    def places(self, passage: str) -> Iterator[tuple[Section, Block, int]]:
        """Every place of a passage, in the form that `find` returns."""
        wanted = fold(passage)
        if wanted:
            for section in self.sections:
                for block in section.blocks:
                    at = block.folded.find(wanted)
                    if at >= 0:
                        yield section, block, at

    def words(self) -> str:
        """Its words in lower case, with a space on each side, in one line for each block."""
        return "\n".join(f" {' '.join(words(block.text))} " for section in self.sections for block in section.blocks)

    def cite(self, passage: str) -> Citation | None:
        """A passage with the sentences around it, or None if it is not in the document."""
        found = self.find(passage)
        if found is None:
            return None
        section, block, at = found
        text, end = block.text, at + len(fold(passage))
        starts = [*(start for start, _ in sentence_spans(text)), len(text)]
        own = max(start for start in starts if start <= at)
        first = max((start for start in starts if start < own), default=own)
        last = min(start for start in starts if start >= end)
        context = ("… " if first > 0 else "") + text[first:own]
        after = text[end:last].rstrip() + (" …" if last < len(text) else "")
        return Citation(section.heading, context, text[own:at], text[at:end], after)


class Near(NamedTuple):
    """A run of words, the heading above it, and the line, from 1, where its block begins."""

    text: str
    heading: str
    line: int


def read_document(path: Path) -> Document:
    """The document at a path. Raises QuizError if it cannot be read."""
    return parse_document(read_text(path), path)


def parse_document(text: str, path: Path) -> Document:
    """A text as a document: Markdown, by the ending of its path, or else plain text.

    In plain text a heading is a short line between empty lines, or before a list, that doesn't end like a sentence
    and has text below it.
    """
    text = normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = harmless(text)
    document = Document(path, ())
    sections = _markdown_sections if document.is_markdown else _plain_sections
    return document._replace(sections=tuple(sections(text)))


def _block(text: str, line: int, *, listed: bool) -> Block:
    text = " ".join(text.split())
    return Block(text, fold(text), line, listed)


def _markdown_sections(text: str) -> Iterator[Section]:
    from markdown_it import MarkdownIt

    lines = StringIO(text).readlines()
    heading, level, blocks, start = "", 0, list[Block](), 0
    lists = 0  # how many lists this token is in
    tokens = MarkdownIt("commonmark").parse(text)
    for i, token in enumerate(tokens):
        if token.type == "heading_open" and token.map:
            yield Section(heading, level, start + 1, tuple(blocks), "".join(lines[start : token.map[0]]))
            heading, level = _plain(tokens[i + 1].children), int(token.tag[1:])
            blocks, start = [], token.map[0]
        elif token.type in ("list_item_open", "list_item_close"):
            lists += token.nesting
        elif token.type == "inline" and tokens[i - 1].type != "heading_open" and token.map:
            blocks.append(_block(_plain(token.children), token.map[0] + 1, listed=lists > 0))
    yield Section(heading, level, start + 1, tuple(blocks), "".join(lines[start:]))


def _plain_sections(text: str) -> Iterator[Section]:
    lines = StringIO(text).readlines()
    pieces = list(_pieces(lines))
    heading, level, blocks, start = "", 0, list[Block](), 0
    for i, (first, written) in enumerate(pieces):
        below = pieces[i + 1][1] if i + 1 < len(pieces) else ""
        if _is_heading(written) and below and (i == 0 or not _is_heading(below)):
            yield Section(heading, level, start + 1, tuple(blocks), "".join(lines[start:first]))
            heading, level, blocks, start = written.strip().rstrip(":"), 1, [], first
        else:
            bullet = BULLET.match(written)
            blocks.append(_block(written[bullet.end() if bullet else 0 :], first + 1, listed=bullet is not None))
    yield Section(heading, level, start + 1, tuple(blocks), "".join(lines[start:]))


def _pieces(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The paragraphs and list items of plain text, each with the number, from 0, of its first line."""
    begun: list[str] = []
    for number, line in enumerate([*lines, ""]):
        if begun and (not line.strip() or BULLET.match(line)):
            yield number - len(begun), "".join(begun)
            begun = []
        if line.strip():
            begun.append(line)


def _is_heading(written: str) -> bool:
    line = written.strip()
    begins = line[:1].isalnum() and not line[:1].islower() and not BULLET.match(line)
    ends = line.endswith((".", "!", ";", ",", "…")) or len(sentence_spans(line)) > 1
    return begins and not ends and "\n" not in line and len(line) <= LONGEST_HEADING


def _plain(children: Iterable["Token"] | None) -> str:
    spaces = ("softbreak", "hardbreak", "html_inline")
    text = "".join(" " if child.type in spaces else child.content for child in children or ())
    return harmless(text)  # entities such as &#x202e; are characters by now


def nearest_place(document: Document, passage: str) -> Near | None:
    """The run of words that shares most words with the beginning of a passage, as many as possible in their place.

    None if too few are shared.
    """
    wanted = fold(passage).casefold().split()[:MOST_WORDS]
    content = [word for word in wanted if word not in STOP_WORDS] or wanted
    nearest, best = None, (0, 0)
    for section in document.sections:
        for block in section.blocks:
            found = block.folded.casefold().split()
            for end, shared in _shared(found, content, len(wanted)):
                if shared and shared >= best[0]:
                    start = max(0, end - len(wanted) + 1)
                    likeness = shared, sum(map(eq, wanted, found[start : end + 1]))
                    if likeness > best:
                        best = likeness
                        text = " ".join(block.text.split()[start : start + len(wanted)])
                        nearest = Near(text, section.heading, block.line)
    return nearest if best[0] >= ALIKE * len(content) else None


def _shared(found: list[str], wanted: list[str], size: int) -> Iterator[tuple[int, int]]:
    """For each position, how many of the wanted words are among the last `size` found up to it."""
    missing, shared = Counter(wanted), 0
    for end, word in enumerate(found):
        shared += missing[word] > 0
        missing[word] -= 1
        if end >= size:
            left = found[end - size]
            missing[left] += 1
            shared -= missing[left] > 0
        yield end, shared
