"""Drafts as a question file: YAML as an author would lay it out, with a comment at each question."""

from collections.abc import Sequence
from shlex import quote
from typing import Final

from quiz.bank.default import new_file_id
from quiz.bank.matter import DOES
from quiz.bank.writer import bank_lines, head_lines, question_lines
from quiz.draft.drafts import Draft

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
    english = language.lower().startswith("en")
    order = "what matters most comes first" if english else "in the order of the document"
    head = HEAD.format(document=document, command=quote(document), order=order) + ("" if english else NOT_ENGLISH)
    id = new_file_id(title)
    lines = [*(f"# Missing from {document}: {what}" for what in missing), head]
    lines += [*head_lines(id, title, document, language), *bank_lines(id, title)]
    for draft in drafts:
        under = f", under “{draft.heading}”" if draft.heading else ""
        lines.append(f"      # line {draft.line}{under}{f': it {DOES[draft.matter]}' if english else ''}")
        lines += [*(f"      {line}" for line in question_lines(draft.question)), ""]
    return "\n".join(lines)
