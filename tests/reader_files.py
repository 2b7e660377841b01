"""A valid question file with a question of every kind, and ways to change and read it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from quiz.bank.reader import read_question_file
from quiz.core.bank import QuestionFile
from quiz.errors import FileFaults

NAME = "tea.yaml"
LEAFLET = "Tea grows on a bush. It wants fresh water.\n"
TEA = """\
title: Tea
document: leaflet.md
language: en-GB
banks:
  - id: tea
    title: About tea
    questions:
      - id: bush
        kind: choice
        ask: Where does tea grow?
        options:
          - right: On a bush
          - wrong: On a tree
            because: A tree is higher.
        explain: It is picked by hand.
        passage: Tea grows on a bush
      - id: wants
        kind: select
        ask: What does it want?
        options:
          - right: Water
          - right: Time
          - wrong: Salt
            because: Salt spoils it.
        scoring: all-or-nothing
        explain: No more than that.
        passage: It wants fresh water
      - id: fresh
        kind: true-false
        ask: The water is fresh.
        answer: true
        because: It is not to be stale.
        explain: Fresh water tastes best.
        passage: It wants fresh water
      - id: plant
        kind: short-answer
        ask: What kind of plant is it?
        accept: [bush, shrub]
        reject:
          - answer: tree
            because: It has no trunk.
        explain: It stays low.
        passage: Tea grows on a bush
      - id: minutes
        kind: number
        ask: How long does it take?
        answer: 4
        tolerance: 0.5
        unit: minutes
        explain: Then it is ready.
        passage: It wants fresh water
      - id: sorted
        kind: match
        ask: Which is which?
        classes: [Plant, Drink]
        pairs:
          - item: The bush
            class: Plant
            because: It grows.
          - item: The cup
            class: Drink
        explain: One becomes the other.
        passage: Tea grows on a bush
      - id: steps
        kind: order
        ask: In which order?
        items:
          - Boil the water
          - Pour it on
        explain: Hot water first.
        passage: It wants fresh water
      - id: told
        kind: teach-back
        ask: Tell a friend.
        covers:
          - It is a bush
          - The water is fresh
        explain: What you can tell, you know.
        passage: Tea grows on a bush
"""


def swap(old: str, new: str, text: str = TEA) -> str:
    """A text with one part replaced, which it must have exactly once."""
    assert text.count(old) == 1, (text.count(old), old)
    return text.replace(old, new)


def place(piece: str, text: str) -> tuple[int, int]:
    """The line and column, from 1, of a part that a text has exactly once."""
    assert text.count(piece) == 1, (text.count(piece), piece)
    lines = text[: text.index(piece)].split("\n")
    return len(lines), len(lines[-1]) + 1


def write(folder: Path, content: str | bytes) -> Path:
    """A question file with this content, beside its document."""
    (folder / "leaflet.md").write_text(LEAFLET, encoding="utf-8")
    path = folder / NAME
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(folder: Path, content: str | bytes) -> QuestionFile:
    return read_question_file(write(folder, content))


def refused(folder: Path, content: str | bytes) -> FileFaults:
    path = write(folder, content)
    with pytest.raises(FileFaults) as caught:
        read_question_file(path)
    return caught.value


def faults(folder: Path, content: str | bytes) -> list[str]:
    """The errors of a file, each as `line:column: message`."""
    return [f"{line}:{column}: {message}" for line, column, message, _ in refused(folder, content).faults]


def places(folder: Path, content: str | bytes) -> list[tuple[int, int]]:
    """The line and column of each fault of a file."""
    return [(line, column) for line, column, *_ in refused(folder, content).faults]


@contextmanager
def denied() -> Iterator[None]:
    """Run as a user without access: root has it, and becomes nobody for a while."""
    if os.geteuid() != 0:
        yield
        return
    try:
        os.seteuid(65534)
    except OSError:
        pytest.skip("root cannot become another user here")
    try:
        yield
    finally:
        os.seteuid(0)
