"""Drafts as a question file: YAML as an author would lay it out, with a comment at each question."""

from collections.abc import Sequence
from shlex import quote
from typing import Final

from quiz.bank.default import new_file_id
from quiz.bank.language import language_name
from quiz.bank.matter import DOES
from quiz.bank.writer import bank_lines, head_lines, question_lines
from quiz.core.english import is_english
from quiz.draft.drafts import Draft

HEAD: Final = """\
# Drafts from {document}, {order}. None is asked until you delete its `draft: true`. For each one:
# 1. Keep it or delete it. Reword the question. Choose the final `id`: answers are saved under it.
# 2. Choice or select: add wrong options that people might believe (`- wrong: …`, below it `because: …`).
# 3. In `explain`, say why it is so or what to do. Add `must_know: true` if safety depends on it.
# 4. Delete `draft: true`, and run `quiz check FILE`.
"""
NOT_ENGLISH: Final = """\
# The document seems to be in {language}: fill in each `ask`. Passages and points are the document's own words.
"""
MORE: Final = "# These are {number} of {of} passages. For all of them: `quiz draft {command} --all`.\n"


def as_yaml(
    drafts: Sequence[Draft], title: str, document: str, language: str = "en", missing: Sequence[str] = (), of: int = 0
) -> str:
    """The drafts as the text of a question file. `document` is the document's name, from the folder of that file.

    `missing` says what could not be converted, for the top of the file, and `of` how many drafts there are.
    """
    english = is_english(language)
    head = HEAD.format(document=document, order="the most important first" if english else "in the document's order")
    head += "" if english else NOT_ENGLISH.format(language=language_name(language))
    head += MORE.format(number=len(drafts), of=of, command=quote(document)) if of > len(drafts) else ""
    id = new_file_id(title)
    lines = [*(f"# Missing from {document}: {what}" for what in missing), head]
    lines += [*head_lines(id, title, document, language), *bank_lines(id, title)]
    for draft in drafts:
        under = f", under “{draft.heading}”" if draft.heading else ""
        lines.append(f"      # line {draft.line}{under}{f': it {DOES[draft.matter]}' if english else ''}")
        lines += [*(f"      {line}" for line in question_lines(draft.question)), ""]
    return "\n".join(lines)
