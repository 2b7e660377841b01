"""A document with what its questions rest on set off, and the sentences that nobody asks about."""

from collections.abc import Iterable

from rich.text import Text

from quiz.banks.coverage import Coverage, Part, Sentence, asked
from quiz.core.english import counted
from quiz.terminal.layout import ACCENT, DIM, STRONG, bar, hang, indent, measure, paragraphs, spread, wrap
from quiz.terminal.wording import percent

KEY = "Before each sentence: how many questions rest on it, and · where none does."
KEY_IN_WORDS = "Before each sentence: how many questions rest on it. What they rest on stands in [brackets]."


def coverage_lines(coverage: Coverage, columns: int) -> list[Text]:
    """The whole document on a terminal: what is asked in bold, what is not asked dim."""
    width = measure(columns)
    head = [*wrap(_told(coverage), width, STRONG), *wrap(KEY, width, DIM), *_drafts(coverage, width)]
    return indent(paragraphs(head, *(block for part in coverage.parts for block in _part(part, width))))


def coverage_in_words(coverage: Coverage) -> list[str]:
    """The same line by line."""
    lines = [_told(coverage), KEY_IN_WORDS, *_drafts_in_words(coverage)]
    for part in coverage.parts:
        lines += ["", _heading(part), *(_in_words(sentence) for sentence in part.sentences)]
    return lines


def _told(coverage: Coverage) -> str:
    sentences = coverage.sentences
    of = f"{asked(sentences)} of {counted(len(sentences), 'sentence')}"
    return f"{coverage.document.path.name}: {of} asked about ({_share(sentences)})"


def _share(sentences: list[Sentence]) -> str:
    return percent(asked(sentences) / len(sentences)) if sentences else "nothing to ask about"


def _drafts_in_words(coverage: Coverage) -> list[str]:
    return [f"Not counted: {counted(coverage.drafts, 'draft')}."] if coverage.drafts else []


def _drafts(coverage: Coverage, width: int) -> list[Text]:
    return [line for told in _drafts_in_words(coverage) for line in wrap(told, width)]


def _heading(part: Part) -> str:
    of = f"{asked(part.sentences)} of {len(part.sentences)}"
    return f"{part.heading}: {of} asked about." if part.heading else f"Before the first heading: {of} asked about."


def _part(part: Part, width: int) -> Iterable[list[Text]]:
    share = asked(part.sentences) / len(part.sentences)
    figure = Text.assemble(bar(share, 10), f"{_share(part.sentences):>7}")
    yield spread(Text(part.heading or "(before the first heading)", STRONG), figure, width)
    for block in part.blocks:
        yield [line for sentence in block for line in _sentence(sentence, width)]


def _sentence(sentence: Sentence, width: int) -> list[Text]:
    questions = len(sentence.questions)
    text = Text(sentence.text, "" if questions else DIM)
    for start, end in sentence.passages:
        text.stylize(STRONG, start, end)
    lead = Text(f"{questions:>3}  ", f"{STRONG} {ACCENT}") if questions else Text("  ·  ", DIM)
    return hang(text, width, lead)


def _in_words(sentence: Sentence) -> str:
    parts, at = [], 0
    for start, end in sentence.passages:
        parts += [sentence.text[at:start], "[", sentence.text[start:end], "]"]
        at = end
    return f"{len(sentence.questions)}: {''.join(parts)}{sentence.text[at:]}"
