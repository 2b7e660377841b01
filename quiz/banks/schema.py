"""The JSON Schema of a question file, for editors: made from the keys that the reader knows."""

from typing import Any, Final

from quiz.banks.document import TO_BE_CONVERTED
from quiz.banks.limits import LONGEST, MOST
from quiz.banks.reader import BANK_KEYS, BANK_REQUIRED, FILE_KEYS, FILE_REQUIRED, KEYS, REQUIRED
from quiz.banks.values import LARGEST_NUMBER, LARGEST_REVISION, MOST_POINTS, SCORINGS, SLUG
from quiz.characters import FORBIDDEN

Schema = dict[str, Any]

NOT_IN_TEXT: Final = FORBIDDEN.pattern[1:-1].encode("unicode_escape").decode()
TEXT: Final[Schema] = {"$ref": "#/$defs/text"}
ANY_TEXT: Final[Schema] = {
    "type": ["string", "number", "boolean"],  # `no`, `2018` and `1:30` are read as the text they are typed as
    "pattern": rf"^[^{NOT_IN_TEXT}]*[^\s{NOT_IN_TEXT}][^{NOT_IN_TEXT}]*$",
}
CONVERTED: Final = "|".join(
    "".join(f"[{letter}{letter.upper()}]" if letter.isalpha() else rf"\{letter}" for letter in ending)
    for ending in TO_BE_CONVERTED
)
WITHOUT_STAR: Final[Schema] = {"not": {"type": "string", "pattern": r"(^|[^\\])\*"}}


def _text(key: str) -> Schema:
    return {**TEXT, "maxLength": LONGEST[key].characters}


def _group(keys: dict[str, Schema], required: tuple[str, ...], **more: Any) -> Schema:
    return {"type": "object", "properties": keys, "required": list(required), "additionalProperties": False, **more}


def _list(items: Schema, least: int = 1, **more: Any) -> Schema:
    return {"type": "array", "items": items, "minItems": least, **more}


def _texts(key: str, least: int = 1, **more: Any) -> Schema:
    return _list(_text(key), least, uniqueItems=True, **more)


OPTION: Final = _group(
    {key: _text(key) for key in ("right", "wrong", "because")},
    (),
    oneOf=[{"required": ["right"]}, {"required": ["wrong"]}],
)
RIGHT: Final[Schema] = {"required": ["right"]}
VALUES: Final[dict[str, Schema]] = {
    "text": TEXT,
    "line": TEXT,
    "passage": TEXT,
    "document": {**TEXT, "not": {"type": "string", "pattern": f"({CONVERTED})$"}},
    "slug": {"type": ["string", "integer", "boolean"], "pattern": f"^{SLUG.pattern}$", "minimum": 0},
    "truth": {"type": "boolean"},
    "number": {"type": "number", "exclusiveMinimum": -LARGEST_NUMBER, "exclusiveMaximum": LARGEST_NUMBER},
    "tolerance": {"type": "number", "minimum": 0, "exclusiveMaximum": LARGEST_NUMBER},
    "weight": {"type": "number", "exclusiveMinimum": 0, "maximum": MOST_POINTS},
    "revision": {"type": "integer", "minimum": 1, "maximum": LARGEST_REVISION},
    "scoring": {"enum": list(SCORINGS)},
    "texts": _texts("covers"),
    "rules": _texts("ignore"),
    "subject_words": _texts("subject_words"),
    "accepted": _texts("accept", allOf=[{"prefixItems": [WITHOUT_STAR]}]),
    "rejected": _list(_group({"answer": _text("answer"), "because": _text("because")}, ("answer",))),
    "classes": _texts("classes", 2),
    "items": _texts("items", 2),
    "pairs": _list(_group({key: _text(key) for key in ("item", "class", "because")}, ("item", "class"))),
    "one_right": _list(OPTION, 2, contains=RIGHT, maxContains=1),
    "some_right": _list(OPTION, 2, contains=RIGHT),
    "each_question": _list({"$ref": "#/$defs/question"}),
    "each_bank": _list({"$ref": "#/$defs/bank"}),
}
"""What may stand where each of the reader's converters reads."""

MEANINGS: Final = {
    "accept": "Answers that are right; the first is shown to the learner. * stands for any run of characters.",
    "answer": "The right answer.",
    "ask": "The question, as it is read.",
    "banks": "Questions on one subject each.",
    "because": "Why: told to whoever got it wrong.",
    "classes": "What the statements are sorted into.",
    "covers": "The points that a good answer makes; the learner ticks those made.",
    "document": "The document that every question rests on: Markdown or plain text, in this folder or below.",
    "draft": "Not asked until this is taken away.",
    "explain": "What is to be learned from it, told to everyone.",
    "id": "Names it for ever: what was answered is kept by it. a-z, 0-9 and '-'.",
    "ignore": "Rules of `quiz check` to set aside here. Say why in a comment beside it.",
    "items": "In the right order.",
    "keep_order": "Do not shuffle what is shown.",
    "kind": "How it is asked and answered.",
    "language": "Of the questions and the document, such as en. English if not given.",
    "must_know": "Reported apart and first, whatever the score.",
    "options": "What to choose from: 'right:' or 'wrong:', each with 'because:'.",
    "pairs": "Statements, each with its class.",
    "passage": "Exact words of the document that decide.",
    "points": "Its weight in the score. 1 if not given.",
    "questions": "In the order in which they are listed.",
    "reject": "Typical wrong answers, each with 'because:'.",
    "revision": "Raise it when the meaning changes: earlier answers then no longer count.",
    "scoring": "right-minus-wrong if not given.",
    "subject_words": "Words that a question and its right option may share.",
    "title": "What people read.",
    "tolerance": "How far off an answer may be. 0 if not given.",
    "unit": "The unit that belongs to the answer, such as mm.",
}
"""What each key is for."""


def schema() -> Schema:
    """The schema, in the draft of 2020-12.

    It accepts whatever the reader accepts. What it cannot say, the reader does: that ids and texts do not come
    twice, that a statement's class is one of the classes, and that the document is there.
    """
    kinds = {kind: _keys(keys, REQUIRED[kind]) for kind, keys in KEYS.items()}
    for kind, group in kinds.items():
        group["properties"]["kind"] = {"const": kind, "description": MEANINGS["kind"]}
    question = {
        "type": "object",
        "properties": {"kind": {"enum": list(KEYS)}},
        "required": ["kind"],
        "allOf": [
            {"if": {"properties": {"kind": {"const": kind}}}, "then": {"$ref": f"#/$defs/{kind}"}} for kind in kinds
        ],
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A question file",
        **_keys(FILE_KEYS, FILE_REQUIRED),
        "$defs": {"text": ANY_TEXT, "bank": _keys(BANK_KEYS, BANK_REQUIRED), "question": question, **kinds},
    }


def _keys(keys: dict[str, str], required: tuple[str, ...]) -> Schema:
    return _group({key: _value(key, VALUES[value]) for key, value in keys.items()}, required)


def _value(key: str, value: Schema) -> Schema:
    """What may stand behind a key, with its limit and what it is for."""
    limits: Schema = {}
    if key in MOST:
        limits["maxItems"] = MOST[key]
    elif key in LONGEST and value.get("type") not in ("boolean", "number"):
        limits["maxLength"] = LONGEST[key].characters
    return {**value, **limits, "description": MEANINGS[key]}
