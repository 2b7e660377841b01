"""Which sentences of a document the questions are based on, and which nobody asks about."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple, TypeAlias

from quiz.bank.document import Block, Document, Section, fold
from quiz.bank.matter import matter_of
from quiz.bank.sentences import sentence_spans
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
    """A document, heading by heading. `drafts` are the questions that do not count: they are not asked yet.

    `missing` are the sentences that warn or instruct and that no question asks about; none where the document is not
    in English, as they are known by English words.
    """

    document: Document
    parts: tuple[Part, ...]
    drafts: int
    missing: tuple[Sentence, ...]

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
    found_parts = (
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
    parts = tuple(part for part in found_parts if part.blocks)
    english = file.language.lower().startswith("en")
    return Coverage(document, parts, drafts, tuple(_missing(file, parts)) if english else ())


def _missing(file: QuestionFile, parts: Iterable[Part]) -> Iterator[Sentence]:
    """What warns or instructs and is not asked about; what a right answer says word for word is asked about."""
    answers = {
        _bare(shown.text)
        for _, question in file.items
        if not question.draft
        for shown in question.shown()
        if shown.right is not False
    }
    for part in parts:
        lead, asked_lead = part.heading, False
        for block in part.blocks:
            listed = len({sentence.line for sentence in block}) > 1
            led = listed and matter_of(lead.rstrip(": ")).guides
            for sentence in () if listed and asked_lead else block:
                known = sentence.questions or sentence.text.endswith("?") or _bare(sentence.text) in answers
                if not known and (led or matter_of(sentence.text).guides):
                    yield sentence
            ends = block[-1]
            leads = not listed and ends.text.endswith(":")
            lead, asked_lead = (ends.text, bool(ends.questions)) if leads else (part.heading, False)


def _bare(text: str) -> str:
    return fold(text).casefold().rstrip(" .;,")


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
