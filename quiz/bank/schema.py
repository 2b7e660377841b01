"""The JSON Schema of a question file, for editors, made from the same fields as the reader."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from quiz.bank.reader import TO_BE_CONVERTED, keys_of
from quiz.bank.values import SLUG
from quiz.characters import FORBIDDEN
from quiz.core.bank import BANK_FIELDS, FILE_FIELDS
from quiz.core.kinds import KINDS
from quiz.core.kinds import fields as types
from quiz.core.kinds.fields import MAX_NUMBER, Field, Value

Schema = dict[str, Any]

NOT_IN_TEXT: Final = FORBIDDEN.pattern[1:-1].encode("unicode_escape").decode()
ANY_TEXT: Final[Schema] = {
    "type": ["string", "number", "boolean"],  # `no`, `2018` and `1:30` are read as the text they are typed as
    "pattern": rf"^[^{NOT_IN_TEXT}]*[^\s{NOT_IN_TEXT}][^{NOT_IN_TEXT}]*$",
}
CONVERTED: Final = "|".join(
    "".join(f"[{letter}{letter.upper()}]" if letter.isalpha() else rf"\{letter}" for letter in ending)
    for ending in TO_BE_CONVERTED
)
WITHOUT_STAR: Final[Schema] = {"not": {"type": "string", "pattern": r"(^|[^\\])\*"}}
RIGHT: Final[Schema] = {"required": ["right"]}


def schema() -> Schema:
    """The schema, in the draft of 2020-12.

    It accepts whatever the reader accepts. What it cannot express, only the reader checks: that ids and texts are
    unique, that a statement's class is one of the classes, and that the document exists.
    """
    question = {
        "type": "object",
        "properties": {"kind": {"enum": list(KINDS)}},
        "required": ["kind"],
        "allOf": [
            {"if": {"properties": {"kind": {"const": kind}}}, "then": {"$ref": f"#/$defs/{kind}"}} for kind in KINDS
        ],
    }
    kinds = {name: {**_described(keys_of(kind)), **_unless_draft(keys_of(kind))} for name, kind in KINDS.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A question file",
        **_described(FILE_FIELDS),
        "$defs": {"text": ANY_TEXT, "bank": _described(BANK_FIELDS), "question": question, **kinds},
    }


def _described(fields: Mapping[str, Field]) -> Schema:
    """A group of keys with their descriptions."""
    keys = {name: {**schema_of(field.value), "description": field.meaning} for name, field in fields.items()}
    return _group(keys, [name for name, field in fields.items() if field.required])


def _unless_draft(fields: Mapping[str, Field]) -> Schema:
    """What a question must have that a draft may still lack."""
    whole = {
        name: ANY_TEXT if type(value) is types.DraftText else {"minItems": getattr(value, "least", 2)}
        for name, (value, *_) in fields.items()
        if type(value) in (types.DraftText, types.Options, types.CitedLines)
    }
    is_draft = {"properties": {"draft": {"const": True}}, "required": ["draft"]}
    return {"if": is_draft, "else": {"properties": whole, **_proved(fields)}}


def _proved(fields: Mapping[str, Field]) -> Schema:
    """A question has a passage, or each part of its key has one."""
    needed: Schema = {"required": ["passage"]}
    parts = {
        name: {"anyOf": [{"required": ["wrong"]}, needed]} if type(field.value) is types.Options else needed
        for name, field in fields.items()
        if type(field.value) in (types.Options, types.CitedLines)
        or (type(field.value) is types.Groups and "passage" in field.value.fields)
    }
    each = [{"properties": {name: {"items": {"type": "object", **part}}}} for name, part in parts.items()]
    return {"anyOf": [needed, *each]}


def _group(keys: Mapping[str, Schema], required: list[str], **more: Any) -> Schema:
    return {"type": "object", "properties": keys, "required": required, "additionalProperties": False, **more}


def _list(items: Schema, least: int = 1, most: int | None = None, **more: Any) -> Schema:
    return {"type": "array", "items": items, "minItems": least, **({"maxItems": most} if most else {}), **more}


def schema_of(value: Value) -> Schema:
    """The schema of a value of this type."""
    return SCHEMAS[type(value)](value)


def _text(most: int) -> Schema:
    return {"$ref": "#/$defs/text", "maxLength": most}


def _line(value: types.Line) -> Schema:
    if len(value.words) == 1:
        return {"const": value.words[0]}
    return {"enum": list(value.words)} if value.words else _text(value.most)


def _number(value: types.Number) -> Schema:
    above = -MAX_NUMBER if value.above is None else value.above
    low = {"exclusiveMinimum": above} if value.least is None else {"minimum": value.least}
    high = {"exclusiveMaximum": MAX_NUMBER} if value.most is None else {"maximum": value.most}
    return {"type": "number", **low, **high}


def _lines(value: types.Lines) -> Schema:
    return _list(_text(value.longest), value.least, value.most, uniqueItems=True)


def _cited_lines(value: types.CitedLines) -> Schema:
    line, fields = _text(value.longest), value.fields
    group = _group({name: schema_of(field.value) for name, field in fields.items()}, list(fields))
    return _list({"anyOf": [line, group]}, 0, value.most, uniqueItems=True)


def _passage(value: types.Passage) -> Schema:
    run = _text(value.most)
    return {"anyOf": [run, _list(run, 1, value.runs, uniqueItems=True)]}


def _answers(value: types.Answers) -> Schema:
    line, fields = _text(value.longest), value.fields
    group = _group({name: schema_of(field.value) for name, field in fields.items()}, ["answer"])
    first = {"anyOf": [{**line, **WITHOUT_STAR}, group]}
    return _list({"anyOf": [line, group]}, 1, value.most, uniqueItems=True, prefixItems=[first])


def _options(value: types.Options) -> Schema:
    text, was = schema_of(value.text), {"anyOf": [schema_of(value.text), schema_of(value.was)]}
    keys = {"right": text, "wrong": text, "because": schema_of(value.because), "was": was}
    keys["passage"] = schema_of(value.passage)
    option = _group(keys, [], oneOf=[RIGHT, {"required": ["wrong"]}])
    return _list(option, 1, value.most, contains=RIGHT, **({"maxContains": 1} if value.one_right else {}))


def _groups(value: types.Groups) -> Schema:
    keys = {name: schema_of(field.value) for name, field in value.fields.items()}
    return _list(_group(keys, [name for name, field in value.fields.items() if field.required]), 1, value.most)


SCHEMAS: Final[dict[type[Any], Callable[[Any], Schema]]] = {
    types.Text: lambda value: _text(value.most),
    types.DraftText: lambda value: {**ANY_TEXT, "maxLength": value.most, "pattern": rf"^[^{NOT_IN_TEXT}]*$"},
    types.Line: _line,
    types.Slug: lambda value: {
        "type": ["string", "integer", "boolean"],
        "pattern": f"^{SLUG.pattern}$",
        "minimum": 0,
        "maxLength": value.most,
    },
    types.Truth: lambda value: {"type": "boolean"},
    types.Number: _number,
    types.Whole: lambda value: {"type": "integer", "minimum": value.least, "maximum": value.most},
    types.Passage: _passage,
    types.Lines: _lines,
    types.CitedLines: _cited_lines,
    types.Answers: _answers,
    types.Options: _options,
    types.Groups: _groups,
    types.Document: lambda value: {**_text(value.most), "not": {"type": "string", "pattern": f"({CONVERTED})$"}},
    types.Parts: lambda value: _list({"$ref": f"#/$defs/{value.of}"}),
}
"""The schema of each type of value."""
