"""The page for an appointment on the screen."""

from collections.abc import Sequence

from rich.text import Text

from quiz.handout import Block, Kind, as_text
from quiz.terminal.layout import DIM, STRONG, hang, indent, key_hints, measure, wrap
from quiz.terminal.page import View


def handout_view(blocks: Sequence[Block], columns: int) -> View:
    """The page, and how to keep it."""
    width = measure(columns)
    lines: list[Text] = []
    for block in blocks:
        match block.kind:
            case Kind.TITLE | Kind.HEADING:
                lines += [Text(), *wrap(block.text, width, STRONG)]
            case Kind.ITEM:
                lines += hang(block.text, width, "· ")
            case Kind.ANSWER:
                lines += hang(block.text, width, "  → ", STRONG)
            case Kind.QUOTE:
                lines += hang(block.text, width, "    ", DIM)
            case Kind.TEXT:
                lines += [Text(), *wrap(block.text, width)]
            case Kind.LINE:
                lines += [Text(line) for line in as_text([block], width)]
    keep = wrap("`quiz summary --to page.html` makes a page to print.", width, DIM)
    return View(indent(lines), indent([*key_hints([("↑↓", "scroll"), ("Enter", "back")], width), *keep]))
