"""Drafts as a question file: YAML as an author would lay it out, with a comment at each question."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from shlex import quote
from typing import Final

from quiz.bank.writer import question_lines, scalar, slug
from quiz.core.kinds import KINDS
from quiz.draft.banks import DraftedBank

HEAD: Final = """\
# Drafts from {document}, made by `quiz draft`. They are not asked yet.
# Check each question against the document: is there exactly one right option, and is each wrong one really wrong?
# Reword stiff questions, delete those that are not worth asking, and delete `draft: true` from those you keep.
# Then run `quiz check` on this file. Choose the `id` now: it is permanent, and answers are stored under it.
"""


def as_yaml(banks: Sequence[DraftedBank], title: str, document: str) -> str:
    """The banks as the text of a question file. `document` is the document's name, from the folder of that file."""
    return "\n".join(_lines(banks, title, document)) + "\n"


def _lines(banks: Sequence[DraftedBank], title: str, document: str) -> Iterator[str]:
    yield HEAD.format(document=document)
    yield f"id: {scalar(slug(title) or 'drafts')}"
    yield f"title: {scalar(title)}"
    yield f"document: {scalar(document)}"
    yield "language: en"
    yield "banks:"
    for place, bank in enumerate(banks):
        yield from [""] if place else []
        yield f"  - id: {scalar(bank.id)}"
        yield f"    title: {scalar(bank.title)}"
        yield "    questions:"
        for number, draft in enumerate(bank.drafts):
            yield from [""] if number else []
            yield f"      # from {draft.finding}, line {draft.line}"
            if draft.instructs:
                yield "      # This asks what someone should do. If learners must know it, add: must_know: true"
            yield from (f"      {line}" for line in question_lines(draft.question))


def summary(banks: Sequence[DraftedBank], document: Path, to: Path | None, text: Path | None) -> list[str]:
    """Lines that report the drafts, their kinds and their files, and the next step."""
    kinds = Counter(draft.question.kind for bank in banks for draft in bank.drafts)
    questions = f"{kinds.total()} question{'s' if kinds.total() > 1 else ''}"
    in_banks = f"{len(banks)} bank{'s' if len(banks) > 1 else ''}"
    each = ", ".join(f"{kinds[kind]} {kind}" for kind in KINDS if kinds[kind])
    where = f" Saved to {to}." if to else ""
    beside = f" Document text saved to {text}." if text else ""
    return [
        f"Drafted from {document}: {questions} in {in_banks} ({each}).{where}{beside}",
        "Drafts are not asked yet. Check each against the document, delete `draft: true` from those you keep, "
        f"and run `quiz check {quote(str(to)) if to else 'FILE'}`.",
    ]
