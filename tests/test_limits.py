"""How long the texts and lists of a question file can be: the same for the reader, the schema and the documentation."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from reader_files import TEA, faults, read, swap

from quiz.bank.document import read_document, title_of
from quiz.bank.reader import examine_question_file
from quiz.bank.schema import schema
from quiz.draft.drafts import drafts_of
from quiz.draft.worksheet import as_yaml
from quiz.terminal.keys import LONGEST_TYPED

ROOT = Path(__file__).parent.parent
FORMAT = (ROOT / "docs" / "bank-format.md").read_text(encoding="utf-8")
GOOD: dict[str, Any] = yaml.safe_load(TEA)
GOOD["id"] = "tea-file"
GOOD["banks"][0]["subject_words"] = ["tea"]
QUESTIONS: dict[str, int] = {question["id"]: place for place, question in enumerate(GOOD["banks"][0]["questions"])}
GOOD["banks"][0]["questions"][0]["ignore"] = ["absolutes"]


def of(name: str, *rest: Any) -> tuple[Any, ...]:
    """The way to a part of a question."""
    return ("banks", 0, "questions", QUESTIONS[name], *rest)


TEXTS = {
    "id of the file": (("id",), 100),
    "title of the file": (("title",), 200),
    "document": (("document",), 4096),
    "language": (("language",), 35),
    "id of a bank": (("banks", 0, "id"), 100),
    "title of a bank": (("banks", 0, "title"), 200),
    "subject word": (("banks", 0, "subject_words", 0), 200),
    "id": (of("bush", "id"), 100),
    "ask": (of("bush", "ask"), 2000),
    "explain": (of("bush", "explain"), 2000),
    "passage": (of("bush", "passage"), 2000),
    "ignore": (of("bush", "ignore", 0), 200),
    "right": (of("bush", "options", 0, "right"), 500),
    "wrong": (of("wants", "options", 2, "wrong"), 500),
    "because of an option": (of("bush", "options", 1, "because"), 2000),
    "because of true-false": (of("fresh", "because"), 2000),
    "accept": (of("plant", "accept", 1), 200),
    "first accept": (of("plant", "accept", 0), 200),
    "reject": (of("plant", "reject", 0, "answer"), 200),
    "because of a reject": (of("plant", "reject", 0, "because"), 2000),
    "unit": (of("minutes", "unit"), 200),
    "class": (of("sorted", "classes", 0), 500),
    "class of a pair": (of("sorted", "pairs", 1, "class"), 500),
    "item of a pair": (of("sorted", "pairs", 0, "item"), 500),
    "because of a pair": (of("sorted", "pairs", 0, "because"), 2000),
    "item": (of("steps", "items", 1), 500),
    "point": (of("told", "covers", 0), 500),
}
LISTS = {
    "subject_words": (("banks", 0, "subject_words"), 200),
    "ignore": (of("bush", "ignore"), 200),
    "options of a choice": (of("bush", "options"), 50),
    "options of a select": (of("wants", "options"), 50),
    "accept": (of("plant", "accept"), 50),
    "reject": (of("plant", "reject"), 50),
    "classes": (of("sorted", "classes"), 50),
    "pairs": (of("sorted", "pairs"), 50),
    "items": (of("steps", "items"), 50),
    "covers": (of("told", "covers"), 50),
}


def changed(way: tuple[Any, ...], value: Any) -> dict[str, Any]:
    """The good file with another value in one place."""
    content = deepcopy(GOOD)
    inside: Any = content
    for step in way[:-1]:
        inside = inside[step]
    inside[way[-1]] = value
    return content


def value_at(way: tuple[Any, ...]) -> Any:
    inside: Any = GOOD
    for step in way:
        inside = inside[step]
    return inside


def told(folder: Path, content: dict[str, Any]) -> list[str]:
    """What the reader says of a file, without the place."""
    try:
        read(folder, json.dumps(content))
    except Exception:
        return [fault.split(": ", 1)[1] for fault in faults(folder, json.dumps(content))]
    return []


def in_schema(content: dict[str, Any]) -> bool:
    return Draft202012Validator(schema()).is_valid(content)


def filled(entries: list[Any], count: int) -> list[Any]:
    """A list of so many entries like its last one, all different."""
    more = []
    for number in range(count - len(entries)):
        entry = deepcopy(entries[-1])
        if isinstance(entry, str):
            entry = f"{entry} {number}"
        else:
            key = next(iter(entry))
            entry["wrong" if key == "right" else key] = f"{entry.pop(key)} {number}"
        more.append(entry)
    return entries + more


@pytest.mark.parametrize(("way", "most"), TEXTS.values(), ids=TEXTS)
def test_a_text_can_be_as_long_as_its_limit_and_no_longer(tmp_path: Path, way: tuple[Any, ...], most: int) -> None:
    said = f"this has {most + 1:,} characters; at most {most:,} are allowed"
    fits, exceeds = changed(way, "a" * most), changed(way, "a" * (most + 1))
    assert said not in told(tmp_path, fits)
    assert not any("fit here" in one for one in told(tmp_path, fits))
    assert told(tmp_path, exceeds)[0] == said
    assert in_schema(fits)
    assert not in_schema(exceeds)


@pytest.mark.parametrize(("way", "most"), LISTS.values(), ids=LISTS)
def test_a_list_can_be_as_long_as_its_limit_and_no_longer(tmp_path: Path, way: tuple[Any, ...], most: int) -> None:
    fits, exceeds = (changed(way, filled(value_at(way), count)) for count in (most, most + 1))
    assert told(tmp_path, fits) == []
    (said,) = told(tmp_path, exceeds)
    assert said.startswith(f"this has {most + 1} ")
    assert said.endswith(f"; at most {most} are allowed")
    assert in_schema(fits)
    assert not in_schema(exceeds)


def test_the_fault_is_at_the_line_and_column_of_the_text(tmp_path: Path) -> None:
    text = swap("accept: [bush, shrub]", f"accept: [bush, {'s' * 4000}]")
    assert faults(tmp_path, text) == ["38:24: this has 4,000 characters; at most 200 are allowed"]


def test_every_text_that_is_too_long_is_reported(tmp_path: Path) -> None:
    text = swap("accept: [bush, shrub]", f"accept: [{'b' * 300}, bush, {'s' * 301}]")
    assert [fault.split(";")[0].split(": ")[1] for fault in faults(tmp_path, text)] == [
        "this has 300 characters",
        "this has 301 characters",
    ]


def test_the_documentation_says_how_long_a_typed_answer_can_be() -> None:
    assert f"A few typed words, at most {LONGEST_TYPED:,} characters," in FORMAT


def test_a_draft_from_a_document_with_long_headings_keeps_to_the_limits(tmp_path: Path) -> None:
    said = "A trigger point is a tight band in a muscle fibre.\nUse sterile needles.\n"
    long_words = " ".join(f"supercalifragilisticexpialidociousness{place}" for place in range(12))
    document = tmp_path / "leaflet.md"
    document.write_text(f"# {'Needling ' * 600}\n\n{said}\n## {long_words}\n\n{said}", encoding="utf-8")
    source = read_document(document)
    drafted = drafts_of(source)
    assert drafted
    text = as_yaml(drafted, title_of(source), document.name)
    assert examine_question_file(text, tmp_path / "drafts.yaml").faults == []
