"""Which sentences of a document the questions are based on, and which nobody asks about."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple, TypeAlias

from quiz.bank.document import Block, Document, Section
from quiz.bank.text import fold, sentence_spans
from quiz.core.bank import QuestionFile

Rests: TypeAlias = dict[tuple[int, str], list[tuple[int, int, str]]]
"""Where passages begin and end in each block, by its line and text, and the questions that they are of."""


class Sentence(NamedTuple):
    """A sentence, the ids of the questions that rest on it, and which stretches of it their passages are."""

    text: str
    line: int
    questions: tuple[str, ...]
    passages: tuple[tuple[int, int], ...]


class Part(NamedTuple):
    """A heading (empty before the first one) with the sentences of each paragraph, and of each list, under it."""

    heading: str
    line: int
    blocks: tuple[tuple[Sentence, ...], ...]

    @property
    def sentences(self) -> list[Sentence]:
        return [sentence for block in self.blocks for sentence in block]


class Coverage(NamedTuple):
    """A document, heading by heading. `drafts` are the questions that do not count: they are not asked yet."""

    document: Document
    parts: tuple[Part, ...]
    drafts: int

    @property
    def sentences(self) -> list[Sentence]:
        return [sentence for part in self.parts for sentence in part.sentences]


def asked(sentences: Iterable[Sentence]) -> int:
    """How many of the sentences are asked about."""
    return sum(bool(sentence.questions) for sentence in sentences)


def coverage_of(file: QuestionFile, document: Document) -> Coverage:
    """What the questions of a file rest on. A passage counts where it first stands, as it is shown there."""
    rests: Rests = {}
    drafts = 0
    for _, question in file.items:
        drafts += question.draft
        found = None if question.draft else document.find(question.passage)
        if found:
            _, block, at = found
            place = (at, at + len(fold(question.passage)), question.id)
            rests.setdefault((block.line, block.text), []).append(place)
    parts = (
        Part(
            section.heading,
            section.line,
            tuple(
                tuple(sentence for block in blocks for sentence in _sentences(block, rests))
                for blocks in _paragraphs(section)
            ),
        )
        for section in document.sections
    )
    return Coverage(document, tuple(part for part in parts if part.blocks), drafts)


def _paragraphs(section: Section) -> Iterator[list[Block]]:
    """The blocks of a section that are shown without a gap: each paragraph, and the items of each list."""
    for listed, blocks in groupby((block for block in section.blocks if block.text), key=lambda block: block.listed):
        if listed:
            yield list(blocks)
        else:
            yield from ([block] for block in blocks)


def _sentences(block: Block, rests: Rests) -> Iterator[Sentence]:
    resting = rests.get((block.line, block.text), ())
    for start, end in sentence_spans(block.text):
        here = [(first, last, name) for first, last, name in resting if first < end and last > start]
        stretches = [(max(first, start) - start, min(last, end) - start) for first, last, _ in here]
        ids = tuple(dict.fromkeys(name for *_, name in here))
        yield Sentence(block.text[start:end], block.line, ids, _merged(stretches))


def _merged(stretches: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The stretches in order, with those that touch made one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return tuple(merged)
