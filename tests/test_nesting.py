"""Lists and groups nested too deep: refused where they pass the limit, whichever parser reads the file."""

from itertools import cycle, islice
from pathlib import Path

import pytest
import yaml
from reader_files import TEA, faults, swap

from quiz.bank.nodes import DEEPEST

TOO_DEEP = f"lists and groups are nested more than {DEEPEST} deep"
DEPTHS = [DEEPEST, 900, 1_100, 5_000]
"""Levels below the top: libyaml stops by itself at 1,000 from 0.2.6 on."""


@pytest.fixture(params=["libyaml", "pure Python"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "pure Python":
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    elif not hasattr(yaml, "CSafeLoader"):
        pytest.skip("this PyYAML has no libyaml")


def nested(levels: list[str], depth: int) -> str:
    """So many openings, of these in turn."""
    return "".join(islice(cycle(levels), depth))


@pytest.mark.parametrize("depth", DEPTHS)
@pytest.mark.parametrize(
    "levels",
    [["["], ["{a: "], ["[", "{a: "], ["[", "[", "{a: "], ["[ "], ["{a: x, b: "], ["[\n "]],
    ids=repr,
)
def test_flow_lists_and_groups(tmp_path: Path, levels: list[str], depth: int) -> None:
    lines = ("title: " + nested(levels, DEEPEST - 1) + "[").split("\n")
    text = "title: " + nested(levels, depth) + "\n"
    assert faults(tmp_path, text) == [f"{len(lines)}:{len(lines[-1])}: {TOO_DEEP}"]


@pytest.mark.parametrize("depth", DEPTHS)
def test_block_lists(tmp_path: Path, depth: int) -> None:
    text = "title:\n  " + "- " * depth + "x\n"
    assert faults(tmp_path, text) == [f"2:{3 + 2 * (DEEPEST - 1)}: {TOO_DEEP}"]


@pytest.mark.parametrize("depth", DEPTHS[:3])
def test_block_groups(tmp_path: Path, depth: int) -> None:
    text = "".join(" " * level + "a:\n" for level in range(depth)) + " " * depth + "a: x\n"
    assert faults(tmp_path, text) == [f"{DEEPEST + 1}:{DEEPEST + 1}: {TOO_DEEP}"]


@pytest.mark.parametrize("depth", DEPTHS)
@pytest.mark.parametrize("ended", [True, False], ids=["closed", "open"])
def test_inside_a_question(tmp_path: Path, depth: int, ended: bool) -> None:
    text = swap("ask: Where does tea grow?", "ask: " + "[" * depth + "]" * depth * ended)
    assert faults(tmp_path, text) == [f"10:{14 + DEEPEST - 5}: {TOO_DEEP}"]


def test_after_a_whole_good_file(tmp_path: Path) -> None:
    text = TEA + "extra: " + "[" * 2_000 + "\n"
    assert faults(tmp_path, text) == [f"{text.count(chr(10))}:{7 + DEEPEST}: {TOO_DEEP}"]


@pytest.mark.parametrize("depth", [2, 900, 1_100, 5_000])
@pytest.mark.parametrize("opening", ["{", "[", "? "], ids=repr)
def test_a_key_that_is_a_list_or_a_group_is_refused_first(tmp_path: Path, opening: str, depth: int) -> None:
    (told,) = faults(tmp_path, "{" + opening * depth + "\n" if opening != "? " else opening * depth + "a\n")
    assert told.split(": ", 1)[1] == "a key must be one word, not a list or a group of keys"


def test_an_error_before_the_nesting_is_reported_first(tmp_path: Path) -> None:
    (told,) = faults(tmp_path, "title: &a " + "[" * 5_000 + "\n")
    assert told == "1:8: '&a' is a YAML anchor; delete it, or put the text in quotes"
