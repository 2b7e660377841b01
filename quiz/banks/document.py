"""The document that a bank is built from: its sections, and where in them a passage stands."""

import re
from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from quiz.banks.characters import FORBIDDEN
from quiz.files import read_text

if TYPE_CHECKING:
    from markdown_it.token import Token

QUOTES: Final = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'})
SENTENCE_END: Final = re.compile(r"[.!?]['\")\]]*\s+(?=\S)")


class Section(NamedTuple):
    """A heading (empty before the first one) and what stands under it, up to the next heading.

    `blocks` holds the plain text of each paragraph and list item; `source` the lines as written,
    with the heading.
    """

    heading: str
    level: int
    blocks: tuple[str, ...]
    source: str


class Citation(NamedTuple):
    """A passage in its place: what stands before and after it, in its own sentences and the one before
    them. "…" says that the paragraph has more."""

    heading: str
    before: str
    passage: str
    after: str


class Document(NamedTuple):
    """A document as its sections, in order."""

    path: Path
    sections: tuple[Section, ...]

    @property
    def is_markdown(self) -> bool:
        return self.path.suffix.lower() in (".md", ".markdown")

    def find(self, passage: str) -> tuple[Section, str, int] | None:
        """The first section with a passage, the block, and where in the block it begins; or None.

        White space and typographic quotes are folded; everything else must be word for word.
        """
        wanted = fold(passage)
        if wanted:
            for section in self.sections:
                for block in section.blocks:
                    at = fold(block).find(wanted)
                    if at >= 0:
                        return section, block, at
        return None

    def cite(self, passage: str) -> Citation | None:
        """A passage with the sentences around it, or None where it is not to be found."""
        found = self.find(passage)
        if found is None:
            return None
        section, block, at = found
        end = at + len(fold(passage))
        starts = [0, *(stop.end() for stop in SENTENCE_END.finditer(fold(block))), len(block)]
        own = max(start for start in starts if start <= at)
        first = max((start for start in starts if start < own), default=own)
        last = min(start for start in starts if start >= end)
        before = ("… " if first > 0 else "") + block[first:at]
        after = block[end:last].rstrip() + (" …" if last < len(block) else "")
        return Citation(section.heading, before, block[at:end], after)


def fold(text: str) -> str:
    """Text as passages are compared: white space folded, typographic quotes made straight."""
    return " ".join(text.translate(QUOTES).split())


def read_document(path: Path) -> Document:
    """The document at a path. Raises QuizError where it cannot be read."""
    return parse_document(read_text(path), path)


def parse_document(text: str, path: Path) -> Document:
    """A text as a document: Markdown (by the ending of its path) by its headings, any other as one section."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = FORBIDDEN.sub("\ufffd", text)
    document = Document(path, ())
    if document.is_markdown:
        return document._replace(sections=tuple(_markdown_sections(text)))
    blocks = tuple(" ".join(block.split()) for block in re.split(r"\n\s*\n", text) if block.strip())
    return document._replace(sections=(Section("", 0, blocks, text),))


def _markdown_sections(text: str) -> Iterable[Section]:
    from markdown_it import MarkdownIt

    lines = StringIO(text).readlines()
    heading, level, blocks, start = "", 0, list[str](), 0
    tokens = MarkdownIt("commonmark").parse(text)
    for i, token in enumerate(tokens):
        if token.type == "heading_open" and token.map:
            yield Section(heading, level, tuple(blocks), "".join(lines[start : token.map[0]]))
            heading, level = _plain(tokens[i + 1].children), int(token.tag[1:])
            blocks, start = [], token.map[0]
        elif token.type == "inline" and tokens[i - 1].type != "heading_open":
            blocks.append(" ".join(_plain(token.children).split()))
    yield Section(heading, level, tuple(blocks), "".join(lines[start:]))


def _plain(children: Iterable["Token"] | None) -> str:
    spaces = ("softbreak", "hardbreak", "html_inline")
    return "".join(" " if child.type in spaces else child.content for child in children or ())
