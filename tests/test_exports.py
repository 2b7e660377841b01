"""Banks in the formats of other systems: what each holds, and what it says it cannot."""

import json
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from fuzzed import cite, file_of
from kept import assert_as_kept
from kinds import DOCUMENT, FILE, PATH
from terminal import run
from test_export_texts import package_of
from test_new_kind import DOCUMENT as TEA
from test_new_kind import QUESTIONS, TwoGaps

from quiz.bank.reader import read_question_file
from quiz.core.kinds import KINDS, Rejected
from quiz.errors import QuizError
from quiz.formats import FORMATS
from quiz.formats.losses import LOST_OF_BANK, LOST_OF_FILE, NEVER_LOST
from quiz.formats.markup import digits
from quiz.formats.table import COLUMNS

ROOT = Path(__file__).parent.parent
DOCS = (ROOT / "docs/formats.md").read_text(encoding="utf-8")
GOLDEN = Path(__file__).parent / "golden/exports"
SYSTEMS = {name: one for name, one in FORMATS.items() if name != "html"}
MODULES = {name: import_module(one.module) for name, one in SYSTEMS.items()}


def table_after(mark: str) -> list[list[str]]:
    """The rows of a table in docs/formats.md, the head first."""
    rows = re.findall(r"^\|(.*)\|$", DOCS.split(f"<!-- {mark} -->\n")[1].split("\n\n")[0], flags=re.MULTILINE)
    return [[cell.strip() for cell in row.split(" | ")] for row in rows if set(row) - set("-|")]


def test_the_table_of_kinds_is_what_the_formats_hold() -> None:
    head, *rows = table_after("formats")
    names = [name.strip("`") for name in head[1:]]
    assert names == sorted(SYSTEMS)
    assert [row[0] for row in rows] == [f"`{kind}`" for kind in sorted(KINDS)]
    for kind, *cells in rows:
        assert cells == [MODULES[name].TYPES[kind.strip("`")] for name in names]


def test_the_columns_are_documented() -> None:
    _, *rows = table_after("columns")
    assert [row[0] for row in rows] == [f"`{column}`" for column in COLUMNS]


@pytest.mark.parametrize("name", SYSTEMS)
def test_a_question_of_each_kind_is_written_as_kept(name: str) -> None:
    content = MODULES[name].write(FILE, FILE.banks, DOCUMENT.cite).content
    if name == "canvas":
        text = "\n".join(f"{path}\n{part.decode()}" for path, part in package_of(content).items())
        assert_as_kept(text, GOLDEN / "canvas.txt")
    else:
        assert_as_kept(content.decode().replace("\r\n", "\n"), GOLDEN / f"kinds{SYSTEMS[name].suffix}")


def test_the_same_banks_give_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    for name in FORMATS:
        paths = [tmp_path / f"{seed}.{name}" for seed in (1, 2)]
        for seed, path in enumerate(paths):
            arguments = ["export", name, "--file", str(PATH), "-o", str(path)]
            assert run(tmp_path, arguments, environ={"PYTHONHASHSEED": str(seed)}).returncode == 0
        assert paths[0].read_bytes() == paths[1].read_bytes()


@pytest.mark.parametrize("name", SYSTEMS)
def test_a_kind_that_a_format_does_not_know_is_named_and_the_rest_is_written(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(KINDS, "two-gaps", TwoGaps)
    (tmp_path / "tea.md").write_text(TEA, encoding="utf-8")
    path = tmp_path / "gaps.yaml"
    path.write_text(QUESTIONS, encoding="utf-8")
    gaps = read_question_file(path)
    with pytest.raises(QuizError, match="this format supports none of these questions"):
        MODULES[name].write(gaps, gaps.banks, cite)
    losses = MODULES[name].write(FILE, (*FILE.banks, *gaps.banks), cite).losses
    assert [loss.what for loss in losses if loss.question in ("water", "leaves")] == [
        "left out: this format has no question of the kind 'two-gaps'"
    ] * 2


def test_losses_are_reported_once_for_all_questions_and_for_each_as_json(tmp_path: Path) -> None:
    arguments = ["export", "gift", "--file", str(PATH), "-o"]
    result = run(tmp_path, [*arguments, str(tmp_path / "a.gift")])
    assert "how-long: its unit is lost\n" in result.stderr
    assert result.stderr.endswith(f"Saved to {tmp_path / 'a.gift'}.\n")
    found = json.loads(run(tmp_path, [*arguments, str(tmp_path / "b.gift"), "--json"]).stdout)
    assert found["file"] == str(tmp_path / "b.gift")
    assert {"question": "how-long", "what": "its unit is lost"} in found["losses"]
    assert (tmp_path / "a.gift").read_bytes() == (tmp_path / "b.gift").read_bytes()


def test_drafts_are_left_out_by_name(tmp_path: Path) -> None:
    (tmp_path / "kinds.md").write_bytes(PATH.with_suffix(".md").read_bytes())
    path = tmp_path / "kinds.yaml"
    text = PATH.read_text(encoding="utf-8")
    path.write_text(text.replace("- id: how-long\n", "- id: how-long\n        draft: true\n"), encoding="utf-8")
    arguments = ["export", "csv", "--file", str(path), "-o"]
    assert "how-long: left out: it is still a draft\n" in run(tmp_path, [*arguments, str(tmp_path / "all.csv")]).stderr
    assert "still a draft" not in run(tmp_path, [*arguments, str(tmp_path / "one.csv"), "leaves"]).stderr
    assert b"how-long" not in (tmp_path / "all.csv").read_bytes()


def keys_of_kinds() -> set[str]:
    """The keys that a question may lack, except those that are ours alone."""
    fields = [(key, field) for kind in KINDS.values() for key, field in kind.fields.items()]
    return {key for key, field in fields if not field.required} - NEVER_LOST


def test_the_table_of_keys_is_what_the_formats_hold() -> None:
    head, *rows = table_after("keys")
    names = [name.strip("`") for name in head[1:]]
    assert names == sorted(SYSTEMS)
    assert [row[0].strip("`") for row in rows] == sorted(keys_of_kinds() | {"audience", "scored", "urgent"})
    for key, *cells in rows:
        assert cells == ["yes" if key.strip("`") in MODULES[name].KEYS else "no" for name in names]


CHANGED: dict[str, Any] = {
    "because": "why",
    "exact_unit": True,
    "keep_order": True,
    "language": "de",
    "must_know": True,
    "points": 3.0,
    "reject": (Rejected("boiling"),),
    "scoring": "all-or-nothing",
    "statement": "Tea is hot.",
    "tolerance": 0.5,
    "unit": "cups",
}
"""A value for each key that may be lost, other than its default."""


@pytest.mark.parametrize("name", SYSTEMS)
def test_a_key_that_a_format_does_not_hold_is_named(name: str) -> None:
    assert set(CHANGED) == keys_of_kinds()
    module, named = MODULES[name], set()
    for _, question in FILE.items:
        for key in set(CHANGED) & set(question.fields):
            plain = file_of([question.replace(**{key: question.fields[key].default})])
            changed = file_of([question.replace(**{key: CHANGED[key]})])
            before, after = (set(module.write(file, file.banks, cite).losses) for file in (plain, changed))
            named |= {key} if after - before else set()
    assert named == set(CHANGED) - module.KEYS - getattr(module, "MARKING", set())


@pytest.mark.parametrize("name", SYSTEMS)
def test_what_a_file_and_its_banks_say_is_held_or_named(name: str) -> None:
    bank = FILE.banks[0]._replace(scored=False, audience="trainee")
    file = FILE._replace(urgent=("Tea is hot",))
    losses = MODULES[name].write(file, [bank], cite).losses
    named = {loss.what for loss in losses if loss.question in (file.id, bank.id)}
    held = MODULES[name].KEYS | getattr(MODULES[name], "MARKING", set())
    expected = {**LOST_OF_BANK, "urgent": LOST_OF_FILE}
    assert named == {what for key, what in expected.items() if key not in held}


def test_an_unknown_format_and_a_missing_file_say_what_to_do(tmp_path: Path) -> None:
    unknown = run(tmp_path, ["export", "gfit"])
    assert unknown.returncode == 2
    assert "there is no format 'gfit'; did you mean 'gift'?" in unknown.stderr
    assert "Run `quiz export gift -o quiz.gift`." in run(tmp_path, ["export", "gift"]).stderr


def test_numbers_are_digits_and_exact() -> None:
    for value in (0.1, 1e-7, -2.5, 1e15, 100.0, 1 / 3):
        assert re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", digits(value))
        assert float(digits(value)) == value
