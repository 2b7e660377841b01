"""docs/bank-format.md names every key of the schema, and its examples are questions."""

import re
import sys
from pathlib import Path
from typing import Any

import pytest

from quiz.bank.reader import parse_question_file
from quiz.bank.schema import schema
from quiz.check.checker import check
from quiz.core.kinds import KINDS

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "docs"))
from bank_format import page  # noqa: E402 - a script of docs/, not a module of the program

FORMAT = (ROOT / "docs" / "bank-format.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^#{2,3} ([^\n]+)\n(.*?)(?=^#{2,3} |\Z)", FORMAT, flags=re.DOTALL | re.MULTILINE))


def rows(section: str) -> dict[str, bool]:
    """The keys in the tables of a section, and whether each is needed."""
    found = re.findall(r"^\| `(\w+)` \| ([^|]*)\|", SECTIONS[section], flags=re.MULTILINE)
    return {key: default == "needed " for key, default in found}


def in_schema(group: dict[str, Any]) -> dict[str, bool]:
    return {key: key in group["required"] for key in group["properties"]}


def test_the_keys_of_the_file_and_of_a_bank_are_those_of_the_schema() -> None:
    assert rows("The file") == in_schema(schema())
    assert rows("A bank") == in_schema(schema()["$defs"]["bank"])


@pytest.mark.parametrize("kind", KINDS)
def test_the_keys_of_each_kind_are_those_of_the_schema(kind: str) -> None:
    group = in_schema(schema()["$defs"][kind])
    shared = {key: needed for key, needed in rows("A question").items() if key in group}
    assert shared | rows(kind) == group
    of_all = set(rows("A question")) - set(shared)
    assert of_all <= {"points", "keep_order"}


def test_the_examples_make_a_bank_with_every_kind_that_passes_the_check(tmp_path: Path) -> None:
    whole, *questions, _ = re.findall(r"```yaml\n(.*?)```", FORMAT, flags=re.DOTALL)
    more = "".join("      " + line for question in questions for line in question.splitlines(keepends=True))
    file = tmp_path / "questions.yaml"
    file.write_text(whole + more, encoding="utf-8")
    (tmp_path / "leaflet.md").write_bytes((ROOT / "leaflet.md").read_bytes())
    read = parse_question_file(whole + more, file)
    assert [question.kind for _, question in read.items] == sorted(KINDS, key=list(SECTIONS).index)
    warnings = [finding for finding in check(file).findings if finding.level != "info"]
    assert [finding.rule for finding in warnings] == []


def test_the_line_for_editors_is_the_one_that_they_read() -> None:
    *_, line = re.findall(r"```yaml\n(.*?)```", FORMAT, flags=re.DOTALL)
    assert line == "# yaml-language-server: $schema=question-file.schema.json\n"


def test_the_tables_are_those_of_the_fields() -> None:
    assert page() == FORMAT, ".venv/bin/python docs/bank_format.py"


def test_the_table_of_all_questions_names_every_kind() -> None:
    (row,) = [line for line in page().splitlines() if line.startswith("| `kind` |")]
    assert [kind in row for kind in KINDS] == [True] * len(KINDS)
