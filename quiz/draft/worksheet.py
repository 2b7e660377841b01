"""Drafts as a question file: YAML as an author would lay it out, with a comment at each question."""

from collections.abc import Iterator, Sequence
from shlex import quote
from typing import Final

from quiz.bank.default import new_file_id
from quiz.bank.writer import question_lines, scalar
from quiz.draft.drafts import WHY, Draft

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


def _lines(drafts: Sequence[Draft], title: str, document: str, language: str, missing: Sequence[str]) -> Iterator[str]:
    english = language.lower().startswith("en")
    order = "what matters most comes first" if english else "in the order of the document"
    yield from (f"# Missing from {document}: {what}" for what in missing)
    yield HEAD.format(document=document, command=quote(document), order=order) + ("" if english else NOT_ENGLISH)
    name = scalar(new_file_id(title))
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
