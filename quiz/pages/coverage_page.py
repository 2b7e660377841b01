"""The page of `quiz check --coverage`: the document, with the number of questions about each sentence."""

from collections.abc import Iterator, Sequence

from quiz.check.coverage import Coverage, Part, Sentence, asked
from quiz.core.english import counted, percent
from quiz.pages.blocks import Block, Group, Heading, Item, Lead, Page, Paragraph, Span, words

KEY = "Before each sentence: the number of questions about it"


def coverage_page(coverage: Coverage) -> Page:
    """The whole document, heading by heading."""
    sentences = coverage.sentences
    of = f"{asked(sentences)} of {counted(len(sentences), 'sentence')} asked about"
    head: list[Block] = [
        Heading(words(f"{coverage.document.path.name}: {of} ({_share(sentences)})"), level=1),
        Paragraph(words(Span(f"{KEY}, or · for none.", "dim")), spoken=f"{KEY}. Their passages are in [brackets]."),
    ]
    drafts = [Paragraph(words(f"Not counted: {counted(coverage.drafts, 'draft')}."))] if coverage.drafts else []
    first = [list(_missing(coverage))] if coverage.missing else []
    return [[*head, *drafts], *first, *(group for part in coverage.parts for group in _part(part))]


def _missing(coverage: Coverage) -> Iterator[Block]:
    yield Heading(words("Warnings and instructions that no question asks about"))
    for sentence in coverage.missing:
        yield Item(words(sentence.text), Lead(f"{sentence.line:>5}  ", f"Line {sentence.line}:", "accent"))


def _share(sentences: Sequence[Sentence]) -> str:
    return percent(asked(sentences) / len(sentences)) if sentences else "nothing to ask about"


def _part(part: Part) -> Iterator[Group]:
    sentences = part.sentences
    yield [
        Heading(
            words(part.heading or "(before the first heading)"),
            words(_share(sentences)),
            share=asked(sentences) / len(sentences),
            spoken=f"{part.heading or 'Before the first heading'}: {asked(sentences)} of {len(sentences)} asked about.",
        )
    ]
    for block in part.blocks:
        yield [_sentence(sentence) for sentence in block]


def _sentence(sentence: Sentence) -> Item:
    questions = len(sentence.questions)
    spans, at = [], 0
    for start, end in sentence.passages:
        spans += [Span(sentence.text[at:start]), Span(sentence.text[start:end], "marked")]
        at = end
    spans.append(Span(sentence.text[at:], "" if questions else "dim"))
    lead = Lead(f"{questions:>3}  ", f"{questions}:", "accent") if questions else Lead("  ·  ", "0:", "dim")
    return Item(words(*spans), lead, columns=sentence.columns)
