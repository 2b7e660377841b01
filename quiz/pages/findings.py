"""The findings of `quiz check`: each with its path for editors, or under its file for people."""

from typing import Final

from quiz.characters import one_line
from quiz.check.checker import Checked, Finding
from quiz.check.rules import Level
from quiz.core.english import counted, series
from quiz.core.feedback import Tone
from quiz.pages.blocks import Heading, Item, Page, Paragraph, Span, words

TONES: Final[dict[Level, Tone]] = {Level.ERROR: "bad", Level.WARNING: "middling", Level.INFO: "strong"}


def findings_page(checked: Checked, *, grouped: bool = False) -> Page:
    """`path:line:column: level: message [rule]` for each finding, and a closing count.

    With `grouped` the path is a heading, and each finding begins with its line.
    """
    name = one_line(str(checked.path))
    count = Paragraph(words(Span(closing(checked), "strong")))
    if not grouped or not checked.findings:
        return [[*(_item(finding, f"{name}:") for finding in checked.findings), count]]
    heading = Heading(words(Span(name, "accent")))
    return [[heading, *map(_item, checked.findings), Paragraph(words(Span(_count(checked), "strong")))]]


def _item(finding: Finding, before: str = "") -> Item:
    place = f"{before}{finding.line}:{finding.column}: "
    level = Span(finding.level, TONES[finding.level])
    return Item(words(place, level, f": {finding.message} ", Span(f"[{finding.rule}]", "dim")))


def closing(checked: Checked) -> str:
    """The path, the number of questions checked, and the number of findings."""
    return f"{one_line(str(checked.path))}: {_count(checked)}"


def _count(checked: Checked) -> str:
    some = [counted(checked.count(level), level) for level in Level if checked.count(level)]
    if some and not checked.count(Level.ERROR):
        some.insert(0, "no errors")
    found = series(some) if some else "no problems found"
    if not checked.complete:
        return f"{found}. Stopped here: fix this and run again to see the rest."
    if not checked.well_formed:
        return f"{found}. Rules on whole banks run once the errors are fixed."
    questions = f"{counted(checked.file.questions, 'question')} in {counted(len(checked.file.banks), 'bank')}"
    return f"{questions}, {found}."
