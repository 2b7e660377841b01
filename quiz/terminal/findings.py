"""What `quiz check` found, a line each, as editors and people read it."""

from collections.abc import Iterator

from rich.text import Text

from quiz.banks.checking import Checked, Finding
from quiz.banks.rules import Level
from quiz.characters import one_line
from quiz.core.english import counted, series
from quiz.terminal.layout import BAD, DIM, MIDDLING, STRONG, indent, wrap

STYLES = {Level.ERROR: BAD, Level.WARNING: MIDDLING, Level.INFO: ""}


def findings_in_words(checked: Checked) -> Iterator[str]:
    """`file:line:column: level: message [rule]` for each finding, and a closing count."""
    for finding in checked.findings:
        yield f"{_place(checked, finding)}: {finding.level}: {finding.message} [{finding.rule}]"
    yield closing(checked)


def findings_lines(checked: Checked, columns: int) -> Iterator[Text]:
    """The same on a terminal, wrapped at words."""
    for finding in checked.findings:
        style = f"{STRONG} {STYLES[finding.level]}".rstrip()
        told = Text.assemble(
            f"{_place(checked, finding)}: ", (finding.level, style), f": {finding.message} ", (f"[{finding.rule}]", DIM)
        )
        first, *rest = wrap(told, columns - 2)
        yield first
        yield from indent(rest)
    yield from wrap(Text(closing(checked), STRONG), columns)


def _place(checked: Checked, finding: Finding) -> str:
    return f"{_name(checked)}:{finding.line}:{finding.column}"


def _name(checked: Checked) -> str:
    return one_line(str(checked.path))


def closing(checked: Checked) -> str:
    """How much was looked at, and how much was found."""
    some = [counted(checked.count(level), level) for level in Level if checked.count(level)]
    if some and not checked.count(Level.ERROR):
        some.insert(0, "no errors")
    found = series(some) if some else "nothing to mend"
    if not checked.complete:
        return f"{_name(checked)}: {found}. Reading stopped there: mend it, and check again to see the rest."
    questions = f"{counted(checked.file.questions, 'question')} in {counted(len(checked.file.banks), 'bank')}"
    if not checked.well_formed:
        return f"{_name(checked)}: {found}. Rules on whole banks come when the errors are mended."
    return f"{_name(checked)}: {questions}, {found}."
