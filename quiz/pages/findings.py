"""The findings of `quiz check`, one per line, for editors and people."""

from typing import Final

from quiz.characters import one_line
from quiz.check.checker import Checked, Finding
from quiz.check.rules import Level
from quiz.core.english import counted, series
from quiz.core.feedback import Tone
from quiz.pages.blocks import Item, Page, Paragraph, Span, words

TONES: Final[dict[Level, Tone]] = {Level.ERROR: "bad", Level.WARNING: "middling", Level.INFO: "strong"}


def findings_page(checked: Checked) -> Page:
    """`file:line:column: level: message [rule]` for each finding, and a closing count."""
    return [
        [*(_item(checked, finding) for finding in checked.findings), Paragraph(words(Span(closing(checked), "strong")))]
    ]


def _item(checked: Checked, finding: Finding) -> Item:
    place = f"{_name(checked)}:{finding.line}:{finding.column}: "
    level = Span(finding.level, TONES[finding.level])
    return Item(words(place, level, f": {finding.message} ", Span(f"[{finding.rule}]", "dim")))


def _name(checked: Checked) -> str:
    return one_line(str(checked.path))


def closing(checked: Checked) -> str:
    """The number of questions checked and of findings."""
    some = [counted(checked.count(level), level) for level in Level if checked.count(level)]
    if some and not checked.count(Level.ERROR):
        some.insert(0, "no errors")
    found = series(some) if some else "no problems found"
    if not checked.complete:
        return f"{_name(checked)}: {found}. Stopped here: fix this and run again to see the rest."
    if not checked.well_formed:
        return f"{_name(checked)}: {found}. Rules on whole banks run once the errors are fixed."
    questions = f"{counted(checked.file.questions, 'question')} in {counted(len(checked.file.banks), 'bank')}"
    return f"{_name(checked)}: {questions}, {found}."
