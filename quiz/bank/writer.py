"""Questions as the YAML that an author would write."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

import yaml

from quiz.bank.text import fold
from quiz.core.kinds import AnyQuestion, Question
from quiz.core.kinds import fields as types
from quiz.core.kinds.fields import Cited, Exact, Field

PASSAGE: Final = Question.fields["passage"]
PLAIN: Final = re.compile(r"[A-Za-z]++[A-Za-z0-9,.;'()?!-]* [A-Za-z0-9 ,.;'()?!-]*[A-Za-z0-9.?!)]")
"""Words that need no quotes: most texts, without the third of a millisecond that PyYAML takes for each."""
NO_DOCUMENT: Final = """\
# Every answer must be proved by a document. Put it beside this file and name it here:
# document: leaflet.md
"""
LONGEST_ID: Final = 8
"""The maximum number of words in an id."""
ID_CHARACTERS: Final = 60
"""The maximum length of an id made of words, with room for a prefix and a suffix."""


def slug(text: str, most: int = LONGEST_ID) -> str:
    """Words as an id: `what-a-trigger-point-is`. Empty if none of their characters is allowed in one."""
    plain = unicodedata.normalize("NFKD", fold(text)).encode("ascii", "ignore").decode().lower().replace("'", "")
    return "-".join(re.findall(r"[a-z0-9]{1,40}", plain)[:most])[:ID_CHARACTERS].rstrip("-")


def unused_id(wanted: str, taken: Counter[str]) -> str:
    """An id that is not taken, which then is: `wanted`, `wanted-2`, `wanted-3` …"""
    id = wanted
    while taken[id]:
        taken[wanted] += 1
        id = f"{wanted}-{taken[wanted]}"
    taken[id] = 1
    return id


def scalar(text: str) -> str:
    """A text as YAML on one line: in quotes if YAML would read it as something else."""
    if PLAIN.fullmatch(text):
        return text
    style = '"' if "\n" in text else None
    written: str = yaml.safe_dump(text, width=float("inf"), allow_unicode=True, default_style=style)
    return written.removesuffix("\n").removesuffix("\n...")


def head_lines(id: str, title: str, document: str, language: str) -> Iterator[str]:
    """The first lines of a question file, up to its banks; `document` may be empty, for the author to add."""
    yield f"id: {scalar(id)}"
    yield f"title: {scalar(title)}"
    yield f"document: {scalar(document)}" if document else NO_DOCUMENT.rstrip()
    yield f"language: {scalar(language)}"
    yield "banks:"


def bank_lines(id: str, title: str) -> Iterator[str]:
    """The first lines of a bank in a question file, up to its questions."""
    yield f"  - id: {scalar(id)}"
    yield f"    title: {scalar(title)}"
    yield "    questions:"


def question_lines(question: AnyQuestion) -> Iterator[str]:
    """A question as YAML lines, without keys that have their default value."""
    (name, first), *others = question.fields.items()
    early = [(name, first), *((key, field) for key, field in others if key == "ask")]
    own = [(key, field) for key, field in others if key not in Question.fields]
    late = [(key, field) for key, field in others if key in Question.fields and key != "ask"]
    lines = [*_keys(question, early), *_keys(question, own), *_keys(question, late)]
    lines.insert(1, f"kind: {question.kind}")
    yield from (f"{'  ' if place else '- '}{line}" for place, line in enumerate(lines))


def _keys(question: AnyQuestion, fields: list[tuple[str, Field]]) -> Iterator[str]:
    for name, field in fields:
        value = getattr(question, name)
        if field.required or value != field.default:
            yield from _written(name, field, value)


def _passage(passage: tuple[str, ...]) -> Iterator[str]:
    """The key `passage` of a part; nothing for none."""
    return _written("passage", PASSAGE, passage) if passage else iter(())


def _written(name: str, field: Field, value: Any) -> Iterator[str]:
    """A key and its value."""
    match field.value:
        case types.Truth():
            yield f"{name}: {'true' if value else 'false'}"
        case types.Number() | types.Whole():
            yield f"{name}: {float(value)!r}".removesuffix(".0")
        case types.Passage() if len(value) == 1:
            yield f"{name}: {scalar(value[0])}"
        case types.CitedLines() if not value:
            yield f"{name}: []"
        case types.CitedLines(one=one):
            yield f"{name}:"
            for line in value:
                cited = isinstance(line, Cited)
                yield f"  - {f'{one}: ' if cited else ''}{scalar(str(line))}"
                yield from (f"    {more}" for more in _passage(line.passage)) if cited else ()
        case types.Passage() | types.Lines():
            yield f"{name}:"
            yield from (f"  - {scalar(line)}" for line in value)
        case types.Answers():
            yield f"{name}:"
            for answer in value:
                exact = isinstance(answer, Exact)
                yield f"  - {'answer: ' if exact else ''}{scalar(str(answer))}"
                yield from ["    exact: true"] if exact else []
        case types.Options():
            yield f"{name}:"
            for text, right, because, was, passage in value:
                yield f"  - {'right' if right else 'wrong'}: {scalar(text)}"
                yield from [f"    because: {scalar(because)}"] if because else []
                yield from ["    was:", *(f"      - {scalar(old)}" for old in was)] if was else []
                yield from (f"    {line}" for line in _passage(passage))
        case types.Groups(fields=fields):
            yield f"{name}:"
            for group in value:
                entries = [(key, one, part) for (key, one), part in zip(fields.items(), group, strict=True)]
                lines = [line for key, one, part in entries if part != one.default for line in _written(key, one, part)]
                yield from (f"  {'  ' if place else '- '}{line}" for place, line in enumerate(lines))
        case _:
            yield f"{name}: {scalar(value)}"
