"""The JSON Schema of a question file: it is current, and it agrees with the reader."""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from quiz.bank.default import shipped_file
from quiz.bank.reader import parse_question_file
from quiz.bank.schema import schema
from quiz.core.kinds import KINDS
from quiz.errors import FileFaults

ROOT = Path(__file__).parent.parent
COMMITTED = ROOT / "docs" / "question-file.schema.json"
VALIDATOR = Draft202012Validator(schema())

ONE_OF_EACH: dict[str, Any] = {
    "title": "Tea",
    "document": "README.md",
    "language": "en",
    "urgent": ["as it stands"],
    "banks": [
        {
            "id": "tea",
            "title": "About tea",
            "subject_words": ["tea"],
            "scored": False,
            "audience": "trainee",
            "urgent": True,
            "questions": [
                {
                    "kind": "choice",
                    "options": [{"right": "a bush"}, {"wrong": "a tree", "because": "No."}, {"wrong": "a vine"}],
                    "statement": "Tea grows on a bush.",
                    "keep_order": True,
                    "must_know": True,
                },
                {
                    "kind": "select",
                    "options": [{"right": "water"}, {"right": "time"}, {"wrong": "salt"}],
                    "scoring": "all-or-nothing",
                },
                {"kind": "true-false", "answer": True, "because": "It is.", "draft": True},
                {
                    "kind": "short-answer",
                    "accept": ["bush", "sh*b", {"answer": "B-1", "exact": True}],
                    "reject": [{"answer": "tree", "because": "No.", "exact": True}],
                    "language": "en-GB",
                },
                {"kind": "number", "answer": 4.5, "tolerance": 0, "unit": "minutes", "exact_unit": True, "points": 2},
                {"kind": "match", "classes": ["green", "black"], "pairs": [{"item": "fresh", "class": "green"}]},
                {"kind": "order", "items": ["warm", {"item": "fill", "passage": "as it"}, "pour"], "revision": 3},
                {
                    "kind": "teach-back",
                    "covers": [{"point": "water", "passage": ["as it", "stands"]}],
                    "ignore": ["vague"],
                },
            ],
        }
    ],
}
for number, question in enumerate(ONE_OF_EACH["banks"][0]["questions"]):
    question |= {"id": f"question-{number}", "ask": "Which?", "explain": "So it is.", "passage": "as it stands"}
del ONE_OF_EACH["banks"][0]["questions"][-1]["passage"]

SAID_BY_THE_READER_ALONE = (
    "would lose its line breaks",
    "appears twice",  # case and spaces apart
    "id '.*' is taken",
    "is not one of the classes",
    "was not found beside the question file",
    "must be in the folder",
    "there is no kind",
    "this bank has no questions",
    "the file has no 'urgent'",
)


def refusals(content: Any) -> list[str]:
    """The errors that the reader reports."""
    try:
        parse_question_file(json.dumps(content, ensure_ascii=False), ROOT / "tea.yaml")
    except FileFaults as faults:
        return [fault.message for fault in faults.faults]
    return []


def test_the_schema_in_docs_is_the_one_that_is_printed() -> None:
    assert json.loads(COMMITTED.read_text(encoding="utf-8")) == schema(), "quiz schema > docs/question-file.schema.json"


def test_it_is_a_schema_and_knows_every_kind() -> None:
    Draft202012Validator.check_schema(schema())
    assert set(schema()["$defs"]) == {"text", "bank", "question", *KINDS}


GROUPS = [schema(), *schema()["$defs"].values()]
ALL_KEYS = sorted({key for group in GROUPS for key in group.get("properties", ())})


def test_every_key_is_explained() -> None:
    for group in [schema(), *(schema()["$defs"][name] for name in ("bank", *KINDS))]:
        assert all(len(key["description"]) > 10 for key in group["properties"].values())


def test_a_file_with_one_of_each_kind_and_every_key_is_accepted_by_both() -> None:
    (bank,) = ONE_OF_EACH["banks"]
    assert {key for group in (ONE_OF_EACH, bank, *bank["questions"]) for key in group} == set(ALL_KEYS)
    assert refusals(ONE_OF_EACH) == []
    assert list(VALIDATOR.iter_errors(ONE_OF_EACH)) == []


def test_the_shipped_file_names_the_schema_and_meets_it() -> None:
    text = shipped_file().read_text(encoding="utf-8")
    named = re.search(r"^# yaml-language-server: \$schema=(.*)$", text, flags=re.MULTILINE)
    assert named
    assert (shipped_file().parent / named[1]).resolve() == COMMITTED
    assert list(VALIDATOR.iter_errors(yaml.safe_load(text))) == []


def places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of each part of a value."""
    yield at
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from places(inner, (*at, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from places(inner, (*at, number))


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 2000),
    st.floats(-3, 2000, allow_nan=False).filter(lambda number: not number.is_integer()),
    st.sampled_from(["", " ", "text", "a text", "an-id", "An Id", "true", "null", "*", "a\\*b", "a*b", "leaflet.pdf"]),
    st.sampled_from(["choice", "select", "teach-back", "right-minus-wrong", "1.5", "\t", "\u202e", "x\x1by", "a\nb"]),
    st.text(max_size=4),
    st.sampled_from([[], {}, [[]], [{}], ["a"], ["a", "b"], {"right": "a"}, {"wrong": "b"}, [{"right": "a"}]]).map(
        deepcopy
    ),
)
PLACES = list(places(ONE_OF_EACH))[1:]
KEYS = st.sampled_from([*ALL_KEYS, "right", "wrong", "expalin", "item", "class"])


@st.composite
def changed(draw: st.DrawFn) -> Any:
    """The valid file with one to three changes anywhere."""
    content = deepcopy(ONE_OF_EACH)
    for at in draw(st.lists(st.sampled_from(PLACES), min_size=1, max_size=3)):
        inside: Any = content
        try:
            for step in at[:-1]:
                inside = inside[step]
            match draw(st.sampled_from(["replace", "remove", "add", "repeat"])):
                case "remove":
                    del inside[at[-1]]
                case "add" if isinstance(inside, dict):
                    inside[draw(KEYS)] = draw(VALUES)
                case "repeat" if isinstance(inside, list):
                    inside.append(deepcopy(inside[at[-1]]))
                case _:
                    inside[at[-1]] = draw(VALUES)
        except (KeyError, IndexError, TypeError):
            continue  # an earlier change removed this place
    return content


@settings(derandomize=True, deadline=None, max_examples=500)
@given(content=changed())
def test_schema_and_reader_agree(content: Any) -> None:
    accepted = VALIDATOR.is_valid(content)
    said = refusals(content)
    if not accepted:
        assert said, f"the schema refuses what the reader takes: {next(VALIDATOR.iter_errors(content)).message}"
    elif said:
        others = [fault for fault in said if not any(re.search(words, fault) for words in SAID_BY_THE_READER_ALONE)]
        assert others == [], "the reader refuses what the schema takes"


@pytest.mark.parametrize("written", ["title: null", "title: ~", "title:", "title: {}", "title: [a]"])
def test_a_text_that_editors_see_as_empty_is_empty_for_the_reader(written: str) -> None:
    both = f"{written}\ndocument: README.md\nbanks: {json.dumps(ONE_OF_EACH['banks'])}\n"
    with pytest.raises(FileFaults):
        parse_question_file(both, ROOT / "tea.yaml")
    assert not VALIDATOR.is_valid(yaml.safe_load(both))
