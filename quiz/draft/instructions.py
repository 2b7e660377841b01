"""Where a document tells what to do: instructions, and steps in their order."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from quiz.bank.document import Block, Section
from quiz.draft.statements import NO_PROSE, Statement, instruction_in, instructs

NUMBERED: Final = re.compile(r"\s*\d{1,3}[.)]\s")
OF_STEPS: Final = re.compile(
    r"\b(steps?|how|order|procedure|instructions?|exercises?|first|then|next|before|after)\b", re.I
)


class Instruction(NamedTuple):
    """What a sentence tells somebody to do, in its words."""

    statement: Statement
    text: str


class Steps(NamedTuple):
    """What a numbered list says is done, in its order."""

    section: Section
    items: tuple[str, ...]
    line: int


def instructions(statement: Statement) -> Iterator[Instruction]:
    """The instruction that the sentence is, or that it gives after a colon."""
    text = instruction_in(statement)
    if text:
        yield Instruction(statement, text)


def steps(section: Section) -> Iterator[Steps]:
    """The numbered lists of a section that tell what is done one after the other."""
    lines = section.source.split("\n")
    row: list[Block] = []
    lead = section.heading
    for block in (*section.blocks, None):
        number = block.line - section.line if block else -1
        if block and block.listed and 0 <= number < len(lines) and NUMBERED.match(lines[number]):
            row.append(block)
            continue
        items = tuple(item.text.rstrip(". ") for item in row)
        fit = 3 <= len(items) <= 8 and len({item.lower() for item in items}) == len(items)
        told = OF_STEPS.search(lead) or all(instructs(item) for item in items)
        if fit and told and all(0 < len(item) <= 120 and not NO_PROSE.search(item) for item in items):
            yield Steps(section, items, row[0].line)
        row = []
        if block:
            lead = f"{section.heading} {block.text[-80:]}"
