"""The lists of a document: items under a heading or after a colon, that stand in no order of their own."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from quiz.bank.document import Block, Section
from quiz.bank.text import sentence_spans
from quiz.draft import grammar
from quiz.draft.statements import APART, GOES_ON, NO_PROSE, Statement, instructs

MOST_WORDS: Final = 20
MOST_ITEMS: Final = 30
OF_TIME: Final = re.compile(r"(?:before|after|when|while|if|during)\b", re.I)


class Listing(NamedTuple):
    """What a document lists in one place; `lead` is the line before it, or empty where it is the heading alone.

    `form` is "sentence", or says what else the items can be mixed with; `statements` are those of its items.
    """

    section: Section
    lead: str
    items: tuple[str, ...]
    form: str
    passage: str
    line: int
    statements: tuple[Statement, ...]


def listings(section: Section, statements: dict[tuple[int, str], Statement]) -> Iterator[Listing]:
    """The lists of a section; of an item that is a sentence, what "it" stands for is put in its place."""
    if APART.fullmatch(section.heading.strip(" .:")):
        return
    row: list[Block] = []
    lead = ""
    for block in (*section.blocks, None):
        if block and block.listed:
            row.append(block)
            continue
        if 3 <= len(row) <= MOST_ITEMS and not any(NO_PROSE.search(item.text) for item in row):
            yield from _listing(section, lead, row, statements)
        row, lead = [], block.text if block and block.text.endswith(":") and len(block.text) < 200 else ""


def _listing(
    section: Section, lead: str, row: list[Block], statements: dict[tuple[int, str], Statement]
) -> Iterator[Listing]:
    usable = [block for block in row if len(sentence_spans(block.text)) == 1 and len(block.text.split()) <= MOST_WORDS]
    if not (lead or section.heading) or len(usable) < 3 or any(block.text.endswith(("?", ":")) for block in usable):
        return
    items: list[str] = []
    said: list[Statement] = []
    for block in usable:
        statement = statements.get((block.line, block.text))
        items.append((statement.in_full if statement else block.text).rstrip(".,; "))
        said += [statement] if statement else []
    distinct = {item.casefold() for item in items if grammar.WORD.search(item)}
    if len(distinct) == len(items):
        passage = usable[0].text.rstrip(".,; ")
        form = _form(lead.rstrip(": "), items, said)
        yield Listing(section, lead.rstrip(": "), tuple(items), form, passage, row[0].line, tuple(said))


def _form(lead: str, items: list[str], said: list[Statement]) -> str:
    """What the items of a list are, by how they begin and by the line that they go on with."""
    if lead.endswith(" you"):
        return "of you"
    if all(OF_TIME.match(item) for item in items):
        return "of time"
    if sum(statement.subject != "" for statement in said) * 2 >= len(items):
        return "sentence"
    if not GOES_ON.search(f"{lead}:") and all(instructs(item) for item in items):
        return "instruction"
    forms = [grammar.form_of(item) for item in items]
    return max(sorted(set(forms)), key=forms.count)
