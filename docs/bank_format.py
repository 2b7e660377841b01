"""Write the tables of docs/bank-format.md from the fields that the reader uses.

.venv/bin/python docs/bank_format.py
"""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from quiz.bank.reader import keys_of
from quiz.core.bank import BANK_FIELDS, FILE_FIELDS, MAX_TITLE
from quiz.core.kinds import KINDS, Question
from quiz.core.kinds import fields as types
from quiz.core.kinds.fields import Field, Value
from quiz.core.kinds.question import Shuffled

PAGE: Final = Path(__file__).parent / "bank-format.md"
TABLE: Final = re.compile(r"(<!-- keys: ([\w-]+) -->\n)(?:\|.*\n)*")
ANY_KIND: Final = {
    name: field._replace(value=types.Line(words=tuple(KINDS))) if name == "kind" else field
    for name, field in keys_of(KINDS["choice"]).items()
    if name in {*Question.fields, "kind"}
}


def groups() -> dict[str, Mapping[str, Field]]:
    """The keys of each table, by its name."""
    some_kinds = {name: field for name, field in Shuffled.fields.items() if name not in Question.fields}
    shared = {"file": FILE_FIELDS, "bank": BANK_FIELDS, "question": {**ANY_KIND, **some_kinds}}
    own = {
        name: {key: field for key, field in kind.fields.items() if key not in Shuffled.fields}
        for name, kind in KINDS.items()
    }
    return {**shared, **own}


def table(fields: Mapping[str, Field]) -> str:
    """The keys as a table in Markdown."""
    head = ["| key | default | value | what it is |", "|---|---|---|---|"]
    return "".join(f"{row}\n" for row in [*head, *(_row(name, field) for name, field in fields.items())])


def _row(name: str, field: Field) -> str:
    return f"| `{name}` | {_default(field)}| {described(field.value)} | {field.meaning} |"


def _default(field: Field) -> str:
    if field.required:
        return "needed "
    if field.default in (None, "", ()):
        return ""
    value = str(field.default).lower() if isinstance(field.default, bool) else field.default
    return f"`{value}` "


def described(value: Value) -> str:
    """What a value may be, in words."""
    return DESCRIPTIONS[type(value)](value)


def _groups(value: types.Groups) -> str:
    keys = ", ".join(f"`{name}`{'' if field.required else ' (optional)'}" for name, field in value.fields.items())
    return f"1 to {value.most} {value.many}, each with {keys}"


def _line(value: types.Line) -> str:
    return "a line" if value.most == MAX_TITLE else f"a line, at most {value.most} characters"


def _words(words: Sequence[str]) -> str:
    *first, last = (f"`{word}`" for word in words)
    return f"{', '.join(first)} or {last}" if first else last


DESCRIPTIONS: Final[dict[type[Any], Callable[[Any], str]]] = {
    types.Text: lambda value: "text" if value == types.Text() else f"text, at most {value.most:,} characters",
    types.DraftText: lambda value: "text",
    types.Line: lambda value: _words(value.words) if value.words else _line(value),
    types.Slug: lambda value: "an id",
    types.Truth: lambda value: "`true` or `false`",
    types.Number: lambda value: f"a number{f', {value.bounds}' if value.bounds else ''}",
    types.Whole: lambda value: f"a whole number, {value.least} to {value.most}",
    types.Passage: lambda value: f"a passage, or a list of up to {value.runs}",
    types.Lines: lambda value: f"{value.least} to {value.most} {value.many}, at most {value.longest} characters each",
    types.CitedLines: lambda value: (
        f"{value.least} to {value.most} {value.many}, at most {value.longest} characters each; or `{value.one}` and "
        f"`passage`"
    ),
    types.Answers: lambda value: (
        f"1 to {value.most} answers, at most {value.longest} characters each; or `answer` and `exact`"
    ),
    types.Options: lambda value: (
        f"2 to {value.most} options, {'one' if value.one_right else 'at least one'} of them `right:`"
    ),
    types.Groups: _groups,
    types.Document: lambda value: "the name of a file in this folder or below",
    types.Parts: lambda value: f"a list of {value.of}s",
}


def page() -> str:
    """The page with every table as the fields are now."""
    found = groups()
    return TABLE.sub(lambda match: match[1] + table(found[match[2]]), PAGE.read_text(encoding="utf-8"))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
