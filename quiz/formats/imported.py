"""Questions of another system as a question file of drafts, each with a comment on its source."""

from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Final, NamedTuple

from quiz.bank.default import new_file_id
from quiz.bank.document import Document, title_of
from quiz.bank.reader import examine_question_file
from quiz.bank.writer import bank_lines, head_lines, question_lines, slug, unused_id
from quiz.characters import one_line
from quiz.core.bank import MAX_TITLE
from quiz.core.kinds import AnyQuestion
from quiz.formats.proposals import Proposals, Sentence
from quiz.formats.reading import Imported, LeftOut, Reading

MOST_PROPOSED: Final = 3
HEAD: Final = """\
# Questions from {source}. None is asked until you delete its `draft: true`. For each one:
# 1. Keep it or delete it. Choose the final `id`: answers are saved under it.
# 2. Check that the `passage` (the document's exact words) settles the answer.
# 3. In `explain`, say why it is so or what to do. Add `must_know: true` if safety depends on it.
# 4. Delete `draft: true`, and run `quiz check FILE`.
"""
PROPOSED: Final = "Proposed by its words. Confirm it, or choose another:"
FOR_ONE: Final = "title: Questions\nbanks:\n  - id: all\n    title: All\n    questions:\n"
"""A file to try questions in."""
INDENT: Final = "      "


class Worksheet(NamedTuple):
    """The text of a question file, its drafts, how many of them have proposed passages, and what was left out."""

    text: str
    drafts: tuple[AnyQuestion, ...]
    proposed: int
    left_out: tuple[LeftOut, ...]


class Entry(NamedTuple):
    """A draft, its lines in a question file, and whether its passage is only proposed."""

    source: Imported
    question: AnyQuestion
    lines: Sequence[str]
    proposed: bool


def _entry_lines(source: Imported, question: AnyQuestion, near: Sequence[Sentence]) -> Iterator[str]:
    """The lines of a draft; `near` are the sentences that may prove its answer, the best first."""
    what = f": left out: {'; '.join(dict.fromkeys(source.left_out))}" if source.left_out else ""
    yield f"{INDENT}# line {source.line}{one_line(what)}"
    for line in question_lines(question):
        if near and line.startswith("  passage:"):
            yield f"{INDENT}  # {PROPOSED}"
            yield from (f"{INDENT}  #   line {other.line}: {other.text}" for other in near)
        yield f"{INDENT}{line}"


def worksheet(reading: Reading, source: Path, document: Document | None, name: str, language: str) -> Worksheet:
    """The questions of a file as drafts; `name` is the document's, from the folder of the question file."""
    entries, refused = _tried(_entries(reading.questions, document))
    left_out = [LeftOut(one.source.line, what) for one in entries for what in one.source.left_out]
    title = title_of(document) if document else source.stem
    lines = _lines(
        entries, new_file_id(source.stem), one_line(title)[:MAX_TITLE], one_line(source.name), name, language
    )
    text = "\n".join(lines) + "\n"
    every = tuple(sorted({*reading.left_out, *left_out, *refused}))
    return Worksheet(text, tuple(one.question for one in entries), sum(one.proposed for one in entries), every)


def _entries(imported: Sequence[Imported], document: Document | None) -> Iterator[Entry]:
    """The questions with unique ids, each with a passage if the document seems to have one."""
    proposals = Proposals(document) if document else None
    ids = Counter[str]()
    for number, one in enumerate(imported, 1):
        question = one.question
        id = unused_id(slug(one.name) or slug(question.ask) or f"question-{number}", ids)
        near = proposals.nearest(question, MOST_PROPOSED) if proposals and not question.passage else []
        passage = (near[0].text,) if near else question.passage
        question = question.replace(id=id, passage=passage)
        yield Entry(one, question, tuple(_entry_lines(one, question, near)), bool(near))


def _tried(entries: Iterator[Entry]) -> tuple[list[Entry], list[LeftOut]]:
    """The entries that a question file can express, and why it can't express the others."""
    rest, kept, refused = list(entries), list[Entry](), list[LeftOut]()
    while rest:
        starts = list(accumulate((len(entry.lines) for entry in rest), initial=FOR_ONE.count("\n") + 1))
        lines = (f"{line}\n" for entry in rest for line in entry.lines)
        reading = examine_question_file(FOR_ONE + "".join(lines), Path())
        why = dict[int, str]()
        for fault in sorted(reading.faults):
            why.setdefault(bisect(starts, fault.line) - 1, fault.message)
        tried = len(rest) if reading.complete else max(why, default=0) + 1
        kept += [entry for place, entry in enumerate(rest[:tried]) if place not in why]
        refused += [LeftOut(rest[place].source.line, f"a question: {why[place]}") for place in why if place >= 0]
        rest = rest[tried:]
    return kept, refused


def _lines(entries: Sequence[Entry], id: str, title: str, source: str, name: str, language: str) -> Iterator[str]:
    yield HEAD.format(source=source)
    yield from head_lines(id, title, name, language)
    banks = dict[str, list[Entry]]()
    for entry in entries:
        banks.setdefault(entry.source.bank, []).append(entry)
    ids = Counter[str]()
    for bank, inside in banks.items():
        bank_id = unused_id(slug(bank or title) or "questions", ids)
        yield from bank_lines(bank_id, one_line(bank or title)[:MAX_TITLE])
        for number, entry in enumerate(inside):
            yield from [""] if number else []
            yield from entry.lines
