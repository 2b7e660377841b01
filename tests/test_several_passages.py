"""Several passages, of a question and of its parts: read, written, shown, checked and counted."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from terminal import run

from quiz.bank.document import parse_document, read_document
from quiz.bank.reader import parse_question_file, read_question_file
from quiz.bank.writer import question_lines
from quiz.check.checker import check
from quiz.check.coverage import asked, coverage_of
from quiz.core.citation import quotations
from quiz.core.kinds import AnyQuestion, TeachBackResponse
from quiz.errors import FileFaults

DOCUMENT = """# Tea

Green tea wants cool water. It is not bitter then.

# Black tea

Black tea wants boiling water. It may steep longer.

- Warm the pot first.
- Pour the water last.
"""
FILE = """
title: Tea
document: tea.md
banks:
  - id: tea
    title: Tea
    questions:
      - id: which
        kind: choice
        ask: What does green tea want?
        options:
          - right: Cool water
            passage: Green tea wants cool water
          - wrong: Boiling water
            because: That is for black tea.
            passage: Black tea wants boiling water
          - wrong: Milk
        explain: The water matters.
        passage: It is not bitter then
      - id: both
        kind: select
        ask: What is true?
        options:
          - right: Green tea wants cool water
            passage: Green tea wants cool water
          - right: Black tea may steep longer
            passage: It may steep longer
          - wrong: Neither steeps
        explain: Both have their water.
      - id: sort
        kind: match
        ask: Which water?
        classes: [Cool, Boiling]
        pairs:
          - item: Green tea
            class: Cool
            passage: Green tea wants cool water
          - item: Black tea
            class: Boiling
            passage: Black tea wants boiling water
        explain: The water matters.
      - id: steps
        kind: order
        ask: In which order?
        items:
          - item: Warm the pot
            passage: Warm the pot first
          - item: Pour the water
            passage: Pour the water last
        explain: A cold pot cools the water.
      - id: tell
        kind: teach-back
        ask: Tell a friend.
        covers:
          - point: Cool water for green tea
            passage: Green tea wants cool water
          - Boiling water for black tea
        explain: Say it in your own words.
        passage: [Black tea wants boiling water, It may steep longer]
"""
GREEN, BLACK, LONGER, BITTER = (
    "Green tea wants cool water",
    "Black tea wants boiling water",
    "It may steep longer",
    "It is not bitter then",
)
FIRST, LAST = "Warm the pot first", "Pour the water last"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "tea.md").write_text(DOCUMENT, encoding="utf-8")
    (tmp_path / "tea.yaml").write_text(FILE, encoding="utf-8")
    return tmp_path / "tea.yaml"


@pytest.fixture
def questions(path: Path) -> dict[str, AnyQuestion]:
    return {question.id: question for _, question in read_question_file(path).items}


@pytest.mark.parametrize(
    ("name", "response", "shown"),
    [
        ("which", 0, [BITTER, GREEN]),
        ("which", 1, [BLACK, GREEN, BITTER]),
        ("which", 2, [GREEN, BITTER]),
        ("which", None, [BITTER, GREEN]),
        ("both", frozenset({0}), [LONGER, GREEN]),
        ("both", frozenset({2}), [GREEN, LONGER]),
        ("sort", (0, 0), [BLACK, GREEN]),
        ("sort", (0, 1), [GREEN, BLACK]),
        ("steps", (1, 0), [LAST, FIRST]),
        ("tell", TeachBackResponse("", frozenset({1})), [GREEN, BLACK, LONGER]),
        ("tell", TeachBackResponse("", frozenset({0, 1})), [BLACK, LONGER, GREEN]),
    ],
)
def test_what_concerns_a_mistake_is_shown_first(
    questions: dict[str, AnyQuestion], name: str, response: Any, shown: list[str]
) -> None:
    assert list(questions[name].evidence(response)) == shown


def test_all_passages_of_a_question_count(questions: dict[str, AnyQuestion]) -> None:
    assert questions["which"].passages == (BITTER, GREEN, BLACK)
    assert questions["tell"].passages == (BLACK, LONGER, GREEN)


def test_what_is_written_is_read_back_with_every_passage(path: Path, questions: dict[str, AnyQuestion]) -> None:
    written = "\n".join(line for question in questions.values() for line in question_lines(question))
    text = FILE[: FILE.index("      - id: which")] + "".join(f"      {line}\n" for line in written.splitlines())
    again = {question.id: question for _, question in parse_question_file(text, path).items}
    assert again == questions
    for name, question in questions.items():
        assert list(again[name].cited_parts()) == list(question.cited_parts())


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("        passage: It is not bitter then\n", "", ""),
        (f"            passage: {GREEN}\n          - wrong", "          - wrong", ""),
        (f"        passage: [{BLACK}, {LONGER}]\n", "", "a part of the key has no 'passage'"),
        ("[Black tea wants boiling water, It may steep longer]", "[]", "expected a list of passages"),
        ("[Black tea wants boiling water, It may steep longer]", "[it, It]", "the passage 'It' appears twice"),
        (
            "          - point: Cool water for green tea\n",
            "          - item: Cool\n",
            "unknown key 'item' in this point",
        ),
    ],
)
def test_a_question_or_each_part_of_its_key_has_a_passage(path: Path, old: str, new: str, fault: str) -> None:
    text = FILE.replace(old, new, 1)
    assert text != FILE
    try:
        parse_question_file(text, path)
        found = ""
    except FileFaults as faults:
        found = str(faults)
    assert (fault in found) if fault else not found


def test_each_passage_is_looked_up_in_the_document(path: Path) -> None:
    path.write_text(FILE.replace(f"passage: {BLACK}", "passage: Black tea wants cold water"), encoding="utf-8")
    found = [(one.line, one.message) for one in check(path).findings if one.rule == "passage"]
    assert [line for line, _ in found] == [16, 40]
    assert all("not in tea.md word for word" in message for _, message in found)


def test_coverage_counts_the_passages_of_parts(path: Path) -> None:
    coverage = coverage_of(read_question_file(path), read_document(path.parent / "tea.md"))
    assert asked(coverage.sentences) == len(coverage.sentences) == 6


def test_feedback_names_each_heading_once(path: Path) -> None:
    ran = run(
        path.parent, ["take", "--file", str(path), "--plain", "--in-order", "--no-save", "--seed", "7"], typed="3\n"
    )
    assert "Question 1 of 5" in ran.stdout
    lines = ran.stdout.splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("The document"))
    assert lines[first : first + 3][-1] == ""
    assert [line.count("under “Tea”") for line in lines[first : first + 2]] == [1, 0]


def test_the_schema_takes_the_file(path: Path) -> None:
    from jsonschema import Draft202012Validator

    from quiz.bank.schema import schema

    validator = Draft202012Validator(schema())
    assert list(validator.iter_errors(yaml.safe_load(FILE))) == []
    without = yaml.safe_load(FILE)
    del without["banks"][0]["questions"][1]["options"][0]["passage"]
    assert list(validator.iter_errors(without))


SENTENCE = "Green tea wants cool water, and black tea boiling water."


@pytest.mark.parametrize(
    ("passages", "shown"),
    [
        (["cool water", "boiling water"], [("Green tea wants ", "cool water, and black tea boiling water", ". …")]),
        (["boiling water", "cool water"], [("Green tea wants ", "cool water, and black tea boiling water", ". …")]),
        (
            ["boiling water. Milk", "cool"],
            [("Green tea wants ", "cool water, and black tea boiling water. Milk", " may do.")],
        ),
        (["cool", "Milk"], [("Green tea wants ", "cool", f"{SENTENCE[20:]} …"), ("", "Milk", " may do.")]),
    ],
    ids=["in order", "the other way round", "of two sentences", "apart"],
)
def test_passages_of_one_sentence_are_shown_together(passages: list[str], shown: list[tuple[str, str, str]]) -> None:
    document = parse_document(f"# Tea\n\n{SENTENCE} Milk may do.\n", Path("tea.md"))
    found = [quotation.citation for quotation in quotations(passages, document.cite)]
    assert [citation and citation[2:] for citation in found] == shown
