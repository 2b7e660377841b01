"""Which sentences of a document the questions ask about."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple, TypeAlias

from quiz.bank.document import Block, Document, Section
from quiz.bank.junk import PHONE, is_junk
from quiz.bank.matter import matter_of
from quiz.bank.text import fold
from quiz.core.bank import QuestionFile
from quiz.core.citation import Column
from quiz.core.english import is_english

PAGE: Final = re.compile(r"(?<![\s.…])[\s.…]+\d*$")
"""The dots and the number at the end of a line of a table of contents."""
NUMBER: Final = re.compile(r"^\d+[.):]? ")
PassagesByBlock: TypeAlias = dict[tuple[int, str], list[tuple[int, int, str]]]
"""Start, end and question id of each passage, by the line and text of its block."""


class Sentence(NamedTuple):
    """A sentence, the ids of the questions about it, and the ranges of it that are in their passages.

    A line of code is one, and so is a row of a table, with its `columns`.
    """

    text: str
    line: int
    questions: tuple[str, ...]
    passages: tuple[tuple[int, int], ...]
    columns: tuple[Column, ...] = ()


class Part(NamedTuple):
    """A heading (empty before the first one) and the sentences of each paragraph and list under it."""

    heading: str
    line: int
    blocks: tuple[tuple[Sentence, ...], ...]

    @property
    def sentences(self) -> list[Sentence]:
        return [sentence for block in self.blocks for sentence in block]


class Coverage(NamedTuple):
    """The coverage of a document by heading. `drafts` counts the drafts, which are left out.

    `missing` are the warnings and instructions that no question asks about; none unless the document is in English,
    because they are recognised by English words.
    """

    document: Document
    parts: tuple[Part, ...]
    drafts: int
    missing: tuple[Sentence, ...]

    @property
    def sentences(self) -> list[Sentence]:
        return [sentence for part in self.parts for sentence in part.sentences]


def asked(sentences: Iterable[Sentence]) -> int:
    """The number of sentences that questions ask about."""
    return sum(bool(sentence.questions) for sentence in sentences)


def coverage_of(file: QuestionFile, document: Document) -> Coverage:
    """Coverage of a document by the questions of a file. A passage counts at its first occurrence, which is shown."""
    passages: PassagesByBlock = {}
    drafts = 0
    for _, question in file.items:
        drafts += question.draft
        for passage in () if question.draft else question.passages:
            found = document.find(passage)
            if found:
                place = (found.start, found.end, question.id)
                passages.setdefault((found.block.line, found.block.text), []).append(place)
    found_parts = (
        Part(
            section.heading,
            section.line,
            tuple(
                tuple(sentence for block in blocks for sentence in _sentences(block, passages))
                for blocks in _paragraphs(section)
            ),
        )
        for section in document.sections
    )
    parts = tuple(part for part in found_parts if part.blocks)
    english = is_english(file.language)
    return Coverage(document, parts, drafts, tuple(_missing(file, parts)) if english else ())


def _missing(file: QuestionFile, parts: Sequence[Part]) -> Iterator[Sentence]:
    """What warns or instructs and is not asked about; what a right answer says word for word is asked about."""
    answers = {
        _bare(shown.text)
        for _, question in file.items
        if not question.draft
        for shown in question.shown()
        if shown.right is not False
    }
    headings = {_named(part.heading) for part in parts}
    for part in parts:
        lead, asked_lead = part.heading, False
        for block in part.blocks:
            listed = len({sentence.line for sentence in block}) > 1
            led = listed and matter_of(lead.rstrip(": ")).guides
            for sentence in () if listed and asked_lead else block:
                known = sentence.questions or sentence.text.endswith("?") or _bare(sentence.text) in answers
                goes_on = listed and lead.endswith(":") and sentence.text[:1].islower()
                whole = f"{lead.rstrip(':')} {sentence.text}" if goes_on else sentence.text
                if not known and not _is_idle(sentence.text, headings) and (led or matter_of(whole).guides):
                    yield sentence
            ends = block[-1]
            leads = not listed and ends.text.endswith(":")
            lead, asked_lead = (ends.text, bool(ends.questions)) if leads else (part.heading, False)


def _is_idle(text: str, headings: Collection[str]) -> bool:
    """Whether a text is junk or a line of a table of contents; a call for help with a telephone number is neither."""
    said = PHONE.sub("", text)
    in_contents = _named(text) in headings or _named(PAGE.sub("", text)) in headings
    return in_contents or is_junk(said) or (is_junk(text) and not matter_of(said).guides)


def _named(heading: str) -> str:
    """A heading without its number."""
    return NUMBER.sub("", _bare(heading))


def _bare(text: str) -> str:
    return fold(text).casefold().rstrip(" .;,")


def _paragraphs(section: Section) -> Iterator[list[Block]]:
    """Group the blocks of a section: each paragraph alone, and the items of a list or the rows of a table together."""
    blocks = (block for block in section.blocks if block.text)
    for (listed, headings), group in groupby(blocks, key=lambda block: (block.listed, _headings(block.columns))):
        if listed or headings:
            yield list(group)
        else:
            yield from ([block] for block in group)


def _headings(columns: tuple[Column, ...]) -> tuple[str, ...]:
    return tuple(column.heading for column in columns)


def _sentences(block: Block, passages: PassagesByBlock) -> Iterator[Sentence]:
    in_block = passages.get((block.line, block.text), ())
    for start, end in block.sentences:
        here = [(first, last, name) for first, last, name in in_block if first < end and last > start]
        ranges = [(max(first, start) - start, min(last, end) - start) for first, last, _ in here]
        ids = tuple(dict.fromkeys(name for *_, name in here))
        yield Sentence(block.text[start:end], block.line, ids, _merged(ranges), block.columns)


def _merged(ranges: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Sort the ranges and merge those that touch."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return tuple(merged)
