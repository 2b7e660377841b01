"""The paragraphs, lists and tables of a document, as what can be asked about."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from quiz.bank.document import Block
from quiz.bank.junk import APART, JUNK, is_cited, is_junk
from quiz.bank.matter import FINITE, OPENING, instructs, may_instruct
from quiz.bank.pointing import ALONE, ANNOUNCES, CASE_ONLY, GOES_ON, HALF, SAYS, leans
from quiz.bank.text import sentences_of
from quiz.core.kinds.fields import Passage

LONGEST, LONGEST_ITEM = 400, 500
"""The maximum length of a sentence or list item to draft from; of an item with the list inside it."""
LONGEST_BEFORE: Final = 200
"""The maximum length of the text before a sentence or list that is quoted with it."""
ENDS: Final = re.compile(r"[.!?:;…][\"'”’)]*$")
NUMBERED: Final = re.compile(r"^\s*\(?(?:\d{1,3}|[a-z])[.)]\s")
ANCHOR: Final = re.compile(r"[\s*+-]*(?:\d+[.)])?\s*\[[^\]]*\]\(#")
"""An item that links to a part of the same document."""
LEAD_IN: Final = re.compile(r"(?!(?:yes|no|never|always)\b[.,])[A-Z][^.:!?—–(]{1,60}[.:]$", re.I)
"""Words that open a paragraph as its own heading: "Driving." or, in bold, "Two days before."."""
LONGEST_QUESTION: Final = 25
"""The maximum number of words of a paragraph that is the heading of its answer."""
FOOTNOTE: Final = re.compile(r"\s*\[\^[^\]\s]+\]:")
NO_LABEL: Final = re.compile(rf"{OPENING.pattern}|{ALONE.pattern}", re.I)
"""Words before a colon that are no heading: "Note", or half a sentence such as "Do not"."""
BOLD: Final = re.compile(r"[\s>]*(?:\d+\\?[.)] *)?(?:\*\*|__)(?P<text>.+?)(?:\*\*|__) *(?P<rest>.*)")
"""A line that begins in bold."""
NOTED: Final = re.compile(r"[*†‡§⁰¹²³⁴-⁹]|\^\(")
"""The marker of a note to a table."""
COLUMNS: Final = " · "
"""Between the headings of columns, and between the cells of a row."""
DEFINITION: Final = re.compile(r"^(?P<term>[^:]{2,80}?) : (?=\S)")
"""The term of a definition list, as the document shows it."""


class Sentence(NamedTuple):
    """A sentence, with the text before it in its paragraph; None if that is long."""

    text: str
    before: str | None
    line: int


class Paragraph(NamedTuple):
    """A paragraph as read: the heading it is under, its sentences, and the lead to what follows, if it ends in one.

    `before` are the sentences before the lead.
    """

    heading: str
    sentences: tuple[Sentence, ...] = ()
    lead: str = ""
    before: str = ""


class Listing(NamedTuple):
    """A whole list or table with what leads to it.

    `passage` is its lead, unless only a heading leads to it, and its items; `before` is what its paragraph says before.
    """

    lead: str
    items: tuple[str, ...]
    passage: tuple[str, ...]
    before: str = ""

    @property
    def text(self) -> str:
        lead = self.lead.rstrip(":")
        same = COLUMNS in lead or all(item.casefold().startswith(lead.casefold()) for item in self.items)
        return f"{self.before} {joined(self.items) if same else f'{lead}: {joined(self.items)}'}".lstrip()

    @property
    def quoted(self) -> tuple[str, ...]:
        """The passage with what is before it."""
        return (self.before, *self.passage) if self.before else self.passage


class Place(NamedTuple):
    """A paragraph or a list, from its first line to its last."""

    found: tuple[Sentence, ...] | Listing
    first: int
    last: int


def lists_of_table(blocks: Sequence[Block], heading: str) -> list[Listing]:
    """A table as the list of its rows, or as one list for each column if these have headings such as "Call 999".

    Rows that need a note, or their neighbours, have no lead.
    """
    headings = [column.heading for column in blocks[0].columns]
    rows = [[block.text[column.start : column.end] for column in block.columns] for block in blocks]
    texts = tuple(block.text for block in blocks)
    if len(headings) > 1 and all(map(ALONE.search, headings)):
        columns = [tuple(dict.fromkeys(filter(None, cells))) for cells in zip(*rows, strict=True)]
        return [Listing(heading, cells, cells) for heading, cells in zip(headings, columns, strict=True) if cells]
    whole = all(row[0] and any(row[1:]) for row in rows) and len(set(texts)) == len(texts)
    clear = whole and not NOTED.search("".join([*headings, *texts]))
    return [Listing((COLUMNS.join(filter(None, headings)) or heading) if clear else "", texts, texts)]


def read_paragraph(block: Block, heading: str, written: str, following: str, *, lost: bool) -> Paragraph:
    """A paragraph under a heading. `lost`: the one before it was left out, and so is what refers to that."""
    text, bold = block.text, BOLD.match(written)
    labels = bold and (not bold["rest"] or (":" in (bold["text"][-1], bold["rest"][0]) and not NO_LABEL.match(text)))
    if bold and labels and re.match(rf"{re.escape(bold['text'])}:?\s+\S", text):
        text, heading = text[len(bold["text"]) :].lstrip(": "), under(heading, bold["text"])
    apart = block.code or " | " in text or FOOTNOTE.match(written) or NOTED.match(text) or is_cited(text)
    if apart or (re.fullmatch(r"\s*([*_]{1,3}).*\1\s*", written) and JUNK.search(text)):
        return Paragraph(heading)
    start = NUMBERED.match(text)
    text = text[start.end() :] if start else text
    texts = sentences_of(text)
    lead, asks = "", text.endswith("?") and len(text.split()) <= LONGEST_QUESTION
    if texts and len(texts[-1]) <= LONGEST:
        most = 20 if bold and not bold["rest"] else 10
        short = len(texts) == 1 and len(texts[0].split()) <= most and texts[0][-1:] not in ".!"
        says = CASE_ONLY.match(text) or SAYS.match(text) or (instructs(text) and len(text.split()) > 3)
        short = short and not (following == "paragraph" and says and not bold)
        ahead = ANNOUNCES.search(texts[-1])
        leads = following in ("list", "table") and (texts[-1].endswith(":") or GOES_ON.search(texts[-1]) or ahead)
        leads = leads or (following == "paragraph" and ahead is not None and "follow" in ahead[0])
        lead = text if asks and following else texts[-1] if (short and following) or leads else ""
    own = texts[0] if len(texts) > 1 and LEAD_IN.match(texts[0]) else ""
    marked = bold and re.findall(r"\w+", bold["text"]) == re.findall(r"\w+", own)
    words = own.lower().split()
    marked = marked and not (len(words) > 3 and (instructs(own) or (len(words) > 6 and FINITE & set(words))))
    plain = heading and len(words) <= 2 and not may_instruct(own)
    own = own if marked or start or plain else ""
    sentences = tuple(_sentences([] if asks and lead else texts[:-1] if lead else texts, block.line, own, lost=lost))
    return Paragraph(under(heading, own), sentences, lead, " ".join(texts[bool(own) : -1]))


def under(heading: str, label: str) -> str:
    """A heading with the words that stand as one below it; either may be empty."""
    return ": ".join(filter(None, (heading.rstrip(":"), label.rstrip(".:")))) if label else heading


def _sentences(texts: Sequence[str], line: int, lead_in: str = "", *, lost: bool = False) -> Iterator[Sentence]:
    """The sentences that can be asked about, without those that refer to one that can't."""
    before: str | None = ""
    tiny = len(" ".join(texts).split()) < 3 and texts[:1] not in (["Yes."], ["No."], ["Never."])
    for text in texts:
        says = may_instruct(text) or FINITE & set(text.lower().split()) or (ENDS.search(text) and not tiny)
        open_ended = not says or text.endswith(("?", ":")) or GOES_ON.search(text) or CASE_ONLY.match(text)
        junk = is_junk(text)
        if text == lead_in:
            continue
        lost = junk or bool(open_ended) or len(text) > LONGEST or (lost and leans(text))
        if not lost:
            yield Sentence(text, before, line)
        short = before is not None and len(before) + len(text) < LONGEST_BEFORE
        before = "" if junk else f"{before} {text}".strip() if short else None


def list_places(
    row: list[Block], lead: str, before: str, heading: str, headings: set[str], written: list[str], last: int
) -> Iterator[Place]:
    """A list as one place. If it is too long, the lists inside it; if its items are long, paragraphs."""
    groups = list(_joined(row, written))
    items = [_item(group) for group in groups]
    junk = is_junk(lead) or APART.fullmatch(lead.strip(" .:")) or sum(map(is_junk, items)) * 2 >= len(items)
    in_contents = sum(item.casefold() in headings for item in items) * 2 >= len(items) > 1
    if (
        junk
        or in_contents
        or all(map(ANCHOR.match, written))
        or "|" in "".join(items)
        or any(block.code for block in row)
    ):
        return
    long = max(len(block.text) for block in row) > LONGEST
    apart = long or not (lead or heading) or (len(items) < 2 and not HALF.search(lead))
    runs = tuple(dict.fromkeys(filter(None, (lead if lead != heading else "", *(block.text for block in row)))))
    listing = Listing(lead or heading, tuple(dict.fromkeys(items)), runs, before)
    nested = any(group[1:] for group in groups)
    if not apart and not (nested and (len(runs) > Passage().runs or max(map(len, items)) > LONGEST_ITEM)):
        yield Place(listing, row[0].line, last)
        return
    lines = dict(zip((block.line for block in row), written, strict=True))
    for first, *rest in groups:
        texts = sentences_of(first.text)
        inner = tuple(dict.fromkeys(map(_item, _joined(rest, [lines[block.line] for block in rest])))) if rest else ()
        runs = tuple(dict.fromkeys((texts[-1], *(block.text for block in rest))))
        if rest and len(runs) <= Passage().runs:
            found = Listing(under(lead or heading, texts[-1]), inner, runs, " ".join(texts[:-1]))
            yield Place(found, first.line, rest[-1].line)
        elif apart and not rest and not is_cited(first.text):
            sentences = tuple(_sentences(texts, first.line))
            yield from [Place(sentences, first.line, first.line)] if sentences else []


def _joined(row: list[Block], written: list[str]) -> Iterator[list[Block]]:
    """The items of a list, each with those of the list inside it."""
    group, depth = list[Block](), 0
    for block, line in zip(row, written, strict=True):
        indent = len(line) - len(line.lstrip())
        if group and indent > depth + 1:
            group.append(block)
            continue
        yield from [group] if group else []
        group, depth = [block], indent
    yield group


def _item(group: Sequence[Block]) -> str:
    """An item with the list inside it."""
    text = NUMBERED.sub("", DEFINITION.sub(r"\g<term>: ", group[0].text), count=1)
    if len(group) == 1:
        return text.rstrip(";, ")
    return f"{text.rstrip(':.')}: {joined([block.text for block in group[1:]])}"


def joined(texts: Sequence[str]) -> str:
    """Texts on one line, joined by spaces after sentences and otherwise by semicolons."""
    if all(ENDS.search(text) and not text[:1].islower() for text in texts):
        return " ".join(texts)
    return "; ".join(text.rstrip(".;, ") if text.endswith((".", ";", ",")) else text for text in texts)
