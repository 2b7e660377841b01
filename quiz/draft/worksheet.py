"""Drafts as a question file: YAML as an author would lay it out, with a comment at each question."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from shlex import quote
from typing import Final

from quiz.bank.default import shipped_file
from quiz.bank.writer import question_lines, scalar, slug
from quiz.core.english import counted
from quiz.core.kinds import AnyQuestion
from quiz.draft.drafts import WHY, Draft
from quiz.files import read_text

HEAD: Final = """\
# A worksheet from {document}, made by `quiz draft`: {order}.
# None of them is asked yet. For each: keep it or delete it; reword the question; give a choice or a select wrong
# options that somebody might believe (`- wrong: …` with `because: …` below); say in `explain` what there is to learn.
# Add `must_know: true` where a patient has to know it to be safe. Choose the `id` now: answers are stored under it.
# Then delete `draft: true`, and run `quiz check` on this file: it says what is still missing.
# For more: `quiz draft {command} --all`, or `--line N` for the passages at one line.
"""
NOT_ENGLISH: Final = """\
# This document is not in English, so the questions are for you to write: each `ask` is empty, and stays a draft
# until you fill it. The passages and points are the document's own words.
"""


def as_yaml(
    drafts: Sequence[Draft], title: str, document: str, language: str = "en", missing: Sequence[str] = ()
) -> str:
    """The drafts as the text of a question file. `document` is the document's name, from the folder of that file.

    `missing` says what could not be converted, for the top of the file.
    """
    return "\n".join(_lines(drafts, title, document, language, missing)) + "\n"


def file_id(title: str) -> str:
    """An id for a question file of this title; not that of the file which comes with the program: answers are stored
    under it."""
    id = slug(title) or "drafts"
    shipped = re.search(r"^id: (\S+)", read_text(shipped_file()), re.M)
    return f"my-{id}" if shipped and shipped[1] == id else id


def _lines(drafts: Sequence[Draft], title: str, document: str, language: str, missing: Sequence[str]) -> Iterator[str]:
    english = language.lower().startswith("en")
    order = "what matters most comes first" if english else "in the order of the document"
    yield from (f"# Missing from {document}: {what}" for what in missing)
    yield HEAD.format(document=document, command=quote(document), order=order) + ("" if english else NOT_ENGLISH)
    name = scalar(file_id(title))
    yield f"id: {name}"
    yield f"title: {scalar(title)}"
    yield f"document: {scalar(document)}"
    yield f"language: {scalar(language)}"
    yield from ("banks:", f"  - id: {name}", f"    title: {scalar(title)}", "    questions:")
    for number, draft in enumerate(drafts):
        yield from [""] if number else []
        under = f", under “{draft.heading}”" if draft.heading else ""
        yield f"      # line {draft.line}{under}{f': it {WHY[draft.matter]}' if english else ''}"
        yield from (f"      {line}" for line in question_lines(draft.question))


def drafted_lines(drafts: Sequence[Draft], document: Path, to: Path | None, text: Path | None) -> list[str]:
    """Lines that say how many drafts there are, where they are, and what to do next."""
    where = f" Saved to {to}." if to else ""
    beside = f" Document text saved to {text}." if text else ""
    count = counted_drafts([draft.question for draft in drafts])
    return [f"From {document}: {count}.{where}{beside}", next_step(to)]


def counted_drafts(questions: Sequence[AnyQuestion]) -> str:
    """How many drafts these are, and how many of them cannot be asked yet."""
    unfinished = sum(any(question.unfinished()) for question in questions)
    return counted(len(questions), "draft") + (f", {unfinished} of them unfinished" if unfinished else "")


def next_step(to: Path | None) -> str:
    """What to do with the drafts in a file; None is standard output."""
    check = f"quiz check {quote(str(to)) if to else 'FILE'}"
    return f"None is asked yet. Finish those you keep, delete `draft: true` from them, and run `{check}`."


def nothing_drafted(document: Path, has_text: bool, line: int | None, *, left_out: bool) -> str:
    """Why there are no drafts of a document, or of the passage at a line."""
    if has_text and line:
        return f"{document}: found nothing to ask about at line {line}. Nothing was written."
    if has_text:
        return f"{document}: found no sentence to ask about. Nothing was written."
    if left_out:
        return f"{document}: no text was left to draft from; what was left out is listed above. Nothing was written."
    scan = " If its pages are scans, run OCR on it first."
    return f"{document}: it has no text.{scan if document.suffix.lower() == '.pdf' else ''} Nothing was written."
