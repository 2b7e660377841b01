"""What of a document can be asked about: its sentences and its lists, each with its heading and its lead."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from quiz.bank.document import Block, Document, Section
from quiz.bank.text import sentence_spans
from quiz.core.kinds.fields import Passage

LONGEST: Final = 400
"""The most characters of a sentence or list item that is drafted from."""
MOST_ITEMS: Final = 40
APART: Final = re.compile(
    r"(?:references?|sources?|bibliography|further (?:reading|information)|more information|related .*"
    r"|(?:table of )?contents|"
    r"copyright.*|disclaimer|feedback|about this (?:leaflet|page|site).*|acknowledgements?|useful (?:links"
    r"|websites|contacts).*|"
    r"contacts?|contact (?:us|details|information)|share.*|follow us|accessibility|(?:in|on) this (?:page"
    r"|leaflet)|notes?)",
    re.I,
)
"""Headings under which nothing is asked."""
JUNK: Final = re.compile(
    r"https?://|www\.|\S@\S|©|copyright|all rights reserved|\bISBN|\bdoi\b|\bet al\b|\((?:19|20)\d\d[a-z]?\)"
    r"|\baccept cookies|"
    r"we use cookies|last (?:reviewed|updated)|\breview (?:date|due)|\bpublished\b|leaflet (?:code|number|ref)|"
    r"\bshare on|print this page|charity n|registered (?:company|office)|\bwritten by\b|\btel(?:ephone)?:|"
    r"\bread (?:all of )?this (?:leaflet|page)|\bthis (?:leaflet|page|booklet|guide) (?:is|explains|tells"
    r"|gives|answers|has)\b|"
    r"\b\d+ [A-Z]\w+ (?:Street|Road|Avenue|Lane|Drive)\b|\b[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}\b",
    re.I,
)
PHONE: Final = re.compile(r"(?:\d[ -]?){7,}")
NUMBER: Final = re.compile(r"^\d+(?:\.\d+)*[.)]? +(?=\D)")
"""The number of a heading."""
NUMBERED: Final = re.compile(r"\s*\d{1,3}[.)]\s")
CITED: Final = re.compile(r"\((?:19|20)\d\d[a-z]?\)|\bet al\b|\bdoi\b", re.I)
CALL_OUT: Final = re.compile(r'^(?:(?::{3,}|!!!) ?\w*(?: "[^"]*")? )?(.*?)(?: :{3,})?$')
"""A paragraph between the marks of a call-out box."""
POINTS_BACK: Final = re.compile(
    r"(?:(?:however|also|but|and|then|so|if|when|because|instead|although)\b,? )*"
    r"(?:it(?! is (?:very )?(?:normal|important|best|safe|safer|common|vital|essential|helpful|a good)\b)|its"
    r"|they|their|this|these|that|those|he|she|such|some of (?:these|them)|most of (?:these|them)|both)\b"
    r"|if (?:so|not|you do|you are|they do|it does)\b[,:]"
    r"|(?:\w+ ){1,4}then\b",
    re.I,
)


class Sentence(NamedTuple):
    """A sentence with its heading and line, and the one before it in its paragraph where it points back to that."""

    text: str
    before: str
    heading: str
    line: int

    @property
    def whole(self) -> str:
        """The words that say it in full: with the sentence before, where it points back to that."""
        return f"{self.before} {self.text}" if self.before else self.text


class Listing(NamedTuple):
    """A list with what leads to it; `passage` is that line, unless only a heading leads to it, and the items."""

    lead: str
    items: tuple[str, ...]
    numbered: bool
    passage: tuple[str, ...]
    heading: str
    line: int


class Place(NamedTuple):
    """A stretch of a document: the sentences of a paragraph, or one list."""

    found: tuple[Sentence, ...] | Listing
    first: int
    last: int


def places(document: Document) -> Iterator[Place]:
    """Everything that can be asked about, in the order of the document."""
    headings = {section.heading.casefold() for section in document.sections}
    above: dict[int, str] = {}
    for section in document.sections:
        heading = NUMBER.sub("", section.heading.strip())[:LONGEST].rstrip()
        above = {level: title for level, title in above.items() if level < section.level}
        if len(heading.split()) <= 2 and above:
            heading = f"{above[max(above)]}: {heading}" if heading and max(above) > 1 else heading
        above[section.level] = heading
        if not APART.fullmatch(section.heading.strip(" .:*")):
            yield from _in_section(section, heading, headings)


def _in_section(section: Section, heading: str, headings: set[str]) -> Iterator[Place]:
    lines = section.source.split("\n")
    lead, row = "", list[Block]()
    for block in (*section.blocks, None):
        if block and block.listed:
            row.append(block)
            continue
        if row:
            yield from _list(row, lead, heading, headings, lines, section.line)
            row, lead = [], ""
        if block:
            lead, sentences = _paragraph(block, heading)
            if sentences:
                yield Place(tuple(sentences), block.line, block.line)
            if lead and not lead.endswith(":") and len(lead.split()) <= 10:
                heading = lead  # a line that serves as a heading


def _paragraph(block: Block, heading: str) -> tuple[str, list[Sentence]]:
    """The line that leads to what follows, where the paragraph ends in one, and its sentences."""
    if "|" in block.text or CITED.search(block.text):
        return "", []
    written = CALL_OUT.sub(r"\1", block.text)
    texts = [written[start:end] for start, end in sentence_spans(written)]
    last = texts[-1] if texts and len(texts[-1]) <= LONGEST else ""
    lead = (
        last if last.endswith(":") or (len(texts) == 1 and len(last.split()) <= 10 and last[-1:] not in ".!?") else ""
    )
    return lead, list(_sentences(texts[:-1] if lead else texts, heading, block.line))


def _sentences(texts: list[str], heading: str, line: int) -> Iterator[Sentence]:
    before = ""
    for text in texts:
        back = bool(POINTS_BACK.match(text))
        usable = len(text.split()) >= 3 and len(text) <= LONGEST and not text.endswith(("?", ":"))
        if usable and not is_junk(text) and (before or not back) and len(before) <= LONGEST:
            yield Sentence(text, before if back else "", heading, line)
        before = text


def is_junk(text: str) -> bool:
    """Whether a text is an address, a reference, a date of review, or a telephone number on its own."""
    return bool(JUNK.search(text)) or (bool(PHONE.search(text)) and not re.search(r"\b(?:if|when)\b", text))


def _list(
    row: list[Block], lead: str, heading: str, headings: set[str], lines: list[str], start: int
) -> Iterator[Place]:
    written = [lines[block.line - start] if 0 <= block.line - start < len(lines) else "" for block in row]
    items = [text for text in _joined(row, written) if text and not is_junk(text)]
    in_contents = sum(item.casefold() in headings for item in items) * 2 >= len(items)
    prose = sum(len(sentence_spans(item)) > 1 for item in items) * 2 > len(items)
    numbered = sum(bool(NUMBERED.match(line)) for line in written) * 2 > len(row)
    if len(row) > MOST_ITEMS or (in_contents and len(items) > 1) or is_junk(lead) or "|" in "".join(items):
        return
    if len(items) < 2 or (prose and not numbered) or max(map(len, items)) > LONGEST:
        for block in (block for block in row if not CITED.search(block.text)):
            found = tuple(_sentences([block.text[a:b] for a, b in sentence_spans(block.text)], heading, block.line))
            if found:
                yield Place(found, block.line, block.line)
    elif lead or heading:
        distinct = tuple({item.casefold(): item for item in items}.values())
        if len(distinct) > 1:
            runs = tuple(dict.fromkeys(filter(None, (lead, *(block.text for block in row)))))[: Passage().runs]
            listing = Listing(lead or heading, distinct, numbered, runs, heading, row[0].line)
            yield Place(listing, row[0].line, row[-1].line)


def _joined(row: list[Block], written: list[str]) -> Iterator[str]:
    """The items of a list; those of a list inside it are added to the item above them."""
    item, below, depth = "", list[str](), 0
    for block, line in zip(row, written, strict=True):
        indent = len(line) - len(line.lstrip())
        if item and indent > depth + 1:
            below.append(block.text.rstrip(".;,"))
        else:
            yield _item(item, below)
            item, below, depth = block.text, [], indent
    yield _item(item, below)


def _item(text: str, below: list[str]) -> str:
    return f"{text.rstrip(':.')}: {'; '.join(below)}" if below else text.rstrip(";, ")
