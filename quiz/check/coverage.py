"""Which sentences of a document the questions ask about."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple, TypeAlias

from quiz.bank.document import Block, Document, Section
from quiz.bank.text import fold, sentence_spans
from quiz.core.bank import QuestionFile

PassagesByBlock: TypeAlias = dict[tuple[int, str], list[tuple[int, int, str]]]
"""Start, end and question id of each passage, by the line and text of its block."""


class Sentence(NamedTuple):
    """A sentence, the ids of the questions about it, and the ranges of it that are in their passages."""

    text: str
    line: int
    questions: tuple[str, ...]
    passages: tuple[tuple[int, int], ...]


class Part(NamedTuple):
    """A heading (empty before the first one) and the sentences of each paragraph and list under it."""

    heading: str
    line: int
    blocks: tuple[tuple[Sentence, ...], ...]

    @property
    def sentences(self) -> list[Sentence]:
        return [sentence for block in self.blocks for sentence in block]


class Coverage(NamedTuple):
    """The coverage of a document by heading. `drafts` counts the drafts, which are left out."""

    document: Document
    parts: tuple[Part, ...]
    drafts: int

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
        found = None if question.draft else document.find(question.passage)
        if found:
            _, block, at = found
            place = (at, at + len(fold(question.passage)), question.id)
            passages.setdefault((block.line, block.text), []).append(place)
    parts = (
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
    return Coverage(document, tuple(part for part in parts if part.blocks), drafts)


def _paragraphs(section: Section) -> Iterator[list[Block]]:
    """Group the blocks of a section: each paragraph alone, and the items of each list together."""
    for listed, blocks in groupby((block for block in section.blocks if block.text), key=lambda block: block.listed):
        if listed:
            yield list(blocks)
        else:
            yield from ([block] for block in blocks)


def _sentences(block: Block, passages: PassagesByBlock) -> Iterator[Sentence]:
    in_block = passages.get((block.line, block.text), ())
    for start, end in sentence_spans(block.text):
        here = [(first, last, name) for first, last, name in in_block if first < end and last > start]
        ranges = [(max(first, start) - start, min(last, end) - start) for first, last, _ in here]
        ids = tuple(dict.fromkeys(name for *_, name in here))
        yield Sentence(block.text[start:end], block.line, ids, _merged(ranges))


def _merged(ranges: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Sort the ranges and merge those that touch."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return tuple(merged)
