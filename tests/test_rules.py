"""The examples of docs/rules.md: their rule finds the bad ones, and none finds the good ones."""

import re
from pathlib import Path
from textwrap import indent
from typing import NamedTuple

import pytest
from rule_files import DOCUMENT, asking, checked, spoken, written

from quiz.check.checker import Finding
from quiz.check.rules import RULES, Level
from quiz.check.rules.stems import takes_an
from quiz.core.marking import chance_of_at_least
from quiz.core.readability import reading_grade

PAGE = (Path(__file__).parents[1] / "docs" / "rules.md").read_text(encoding="utf-8")
SAID_BY_NO_RULE = {"format": Level.ERROR, "cut-text": Level.WARNING, "language": Level.INFO}
LEVELS = {**{name: rule.level for name, rule in RULES.items()}, **SAID_BY_NO_RULE}
"""The rules of the registry, and what the reader and the check itself say."""
BINDING = {name for name, rule in RULES.items() if rule.mandatory} | set(SAID_BY_NO_RULE)
COMPARING = ("key-verbatim", "part-unproved")
"""Rules that compare a question with its document, which most examples leave out."""
SECTION = re.compile(r"^### (\S+) \((\w+)\)\n(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Section(NamedTuple):
    """The section of the page on one rule."""

    rule: str
    level: str
    prose: str
    document: str
    bad: list[str]
    good: list[str]


def section(rule: str, level: str, body: str) -> Section:
    blocks = BLOCK.findall(body)
    assert {language for language, _ in blocks} <= {"markdown", "diff"}
    document = next((block for language, block in blocks if language == "markdown"), DOCUMENT)
    changes = [block for language, block in blocks if language == "diff"]
    bad, good = ([side(change, sign) for change in changes] for sign in "-+")
    return Section(rule, level, BLOCK.sub("", body).strip(), document, bad, good)


def side(change: str, sign: str) -> str:
    """One side of a change: the lines with this sign and those without one, as questions or as a key of the file."""
    lines = change.splitlines(keepends=True)
    assert {line[:2] for line in lines} <= {"  ", "- ", "+ "}, change
    text = "".join(line[2:] for line in lines if line[0] in f" {sign}")
    if text.startswith(("- ", "language:")):
        return text
    return "- " + indent(text if text.startswith("kind:") else f"kind: choice\n{text}", "  ").lstrip()


SECTIONS = [section(*found) for found in SECTION.findall(PAGE)]
BAD = {f"{part.rule}-{number}": (part, text) for part in SECTIONS for number, text in enumerate(part.bad, 1)}
GOOD = {f"{part.rule}-{number}": (part, text) for part in SECTIONS for number, text in enumerate(part.good, 1)}


def findings(folder: Path, part: Section, example: str) -> tuple[Finding, ...]:
    text = written(example, reasons=part.rule != "no-feedback")
    ignored = () if part.document != DOCUMENT else COMPARING
    return checked(folder, text, part.document, ignored).findings


# The page


def test_every_rule_has_its_section_and_nothing_else_has_one() -> None:
    assert sorted(part.rule for part in SECTIONS) == sorted(LEVELS)
    assert len(re.findall("^### ", PAGE, re.MULTILINE)) == len(SECTIONS)


@pytest.mark.parametrize("part", SECTIONS, ids=lambda part: part.rule)
def test_a_section_names_the_level_and_holds_a_bad_and_a_good_example(part: Section) -> None:
    assert part.level == LEVELS[part.rule]
    assert part.prose
    assert part.bad
    assert part.good


@pytest.mark.parametrize("part", SECTIONS, ids=lambda part: part.rule)
def test_a_section_is_marked_english_if_its_rule_is(part: Section) -> None:
    english_only = part.rule in RULES and RULES[part.rule].english_only
    assert part.prose.startswith("*English.*") == english_only


def test_the_page_names_the_rules_that_cannot_be_ignored() -> None:
    (told,) = re.findall(r"^These cannot be ignored: .*$", PAGE, re.MULTILINE)
    assert dict(re.findall(r"\[(\S+)\]\(#(\S+)\)", told)) == {name: f"{name}-{LEVELS[name]}" for name in BINDING}


def test_every_link_within_the_page_leads_to_a_section() -> None:
    anchors = {f"{part.rule}-{part.level}" for part in SECTIONS}
    linked = set(re.findall(r"\]\(#([^)]+)\)", PAGE))
    assert linked
    assert linked <= anchors


def test_the_finding_on_the_page_is_that_of_the_check(tmp_path: Path) -> None:
    (shown,) = re.findall(r"^my-questions\.yaml:.*: warning: (.*) \[(.*)\]$", PAGE, re.MULTILINE)
    example = next(part for part in SECTIONS if part.rule == "negative-stem")
    assert shown in [(found.message, found.rule) for found in findings(tmp_path, example, example.bad[0])]


# Its examples


@pytest.mark.parametrize(("part", "example"), BAD.values(), ids=BAD)
def test_what_is_shown_as_bad_is_found_by_its_rule_alone(tmp_path: Path, part: Section, example: str) -> None:
    found = findings(tmp_path, part, example)
    assert part.rule in {finding.rule for finding in found}
    assert {finding.rule for finding in found if finding.level is not Level.INFO} <= {part.rule}, found


@pytest.mark.parametrize(("part", "example"), GOOD.values(), ids=GOOD)
def test_what_is_shown_as_good_is_found_by_none(tmp_path: Path, part: Section, example: str) -> None:
    found = findings(tmp_path, part, example)
    assert [finding for finding in found if finding.rule == part.rule or finding.level is not Level.INFO] == []


@pytest.mark.parametrize("part", SECTIONS, ids=lambda part: part.rule)
def test_a_finding_has_the_level_that_the_page_names(tmp_path: Path, part: Section) -> None:
    for example in part.bad:
        for finding in findings(tmp_path, part, example):
            assert finding.level == LEVELS[finding.rule]


# Golden numbers


def test_twelve_keys_of_twenty_that_are_the_longest_are_too_many() -> None:
    assert chance_of_at_least(12, [1 / 3] * 20) == pytest.approx(0.0130, abs=5e-5)


@pytest.mark.parametrize(("true", "probability", "found"), [(9, 0.0215, True), (8, 0.109, False)])
def test_nine_true_of_ten_are_too_many_and_eight_are_not(
    tmp_path: Path, true: int, probability: float, found: bool
) -> None:
    assert 2 * chance_of_at_least(true, [0.5] * 10) == pytest.approx(probability, abs=5e-4)
    statements = [f"- kind: true-false\n  ask: Tea {n}.\n  answer: {str(n < true).lower()}\n" for n in range(10)]
    assert ("true-false-balance" in spoken(tmp_path, "".join(statements))) == found


@pytest.mark.parametrize(("longest", "found"), [(12, True), (11, True), (10, False)])
def test_how_many_longest_keys_of_twenty_are_too_many(tmp_path: Path, longest: int, found: bool) -> None:
    assert (chance_of_at_least(longest, [1 / 3] * 20) < 0.05) == found
    others = ["On trees" if place < longest else "On a tree" for place in range(20)]  # as long as the key
    asked = [asking("Where?", "On bushes", other, "In a cup") for other in others]
    assert ("longest-key-often" in spoken(tmp_path, "".join(asked))) == found


def test_the_reading_grade_of_known_counts() -> None:
    assert reading_grade(503, 29, 814) == pytest.approx(10.2703, abs=5e-5)


@pytest.mark.parametrize(("text", "an"), [("hour", True), ("unit", False), ("MRI", True)])
def test_an_article_goes_by_how_a_word_sounds(text: str, an: bool) -> None:
    assert takes_an(text) == an


def test_a_knotted_band_is_no_negation(tmp_path: Path) -> None:
    stem = "- kind: true-false\n  ask: A trigger point is a tight or {} band.\n  answer: true\n"
    assert "negative-stem" not in spoken(tmp_path, stem.format("knotted"))
    assert "negative-stem" in spoken(tmp_path, stem.format("not knotted"))
