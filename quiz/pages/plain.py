"""Pages as plain text: unwrapped for screen readers and pipes, or wrapped for print."""

import re
from itertools import chain
from textwrap import wrap

from quiz.pages.blocks import Block, Box, Heading, Item, Page, WritingLine, in_print, is_inside, plain, spoken

WIDTH = 76


def as_lines(page: Page) -> list[str]:
    """The page with one line for each block and an empty line between groups."""
    groups = ([re.sub("[ \t]+", " ", spoken(block)) for block in group if spoken(block)] for group in page)
    return list(chain.from_iterable(["", *group] for group in groups if group))[1:]


def as_text(page: Page, width: int = WIDTH) -> list[str]:
    """The page in lines of at most `width` characters."""
    groups = ([line for block in group for line in _wrapped(block, width)] for group in page)
    return list(chain.from_iterable(["", *group] for group in groups if group))[1:]


def _wrapped(block: Block, width: int) -> list[str]:
    inside = " " * 4 * is_inside(block)
    text = plain(in_print(block))
    match block:
        case Heading():
            return [*wrap(text, width), ("=" if block.level == 1 else "-") * min(width, len(text))]
        case Item():
            first = f"{inside[2:]}- "
            return wrap(text, width, initial_indent=first, subsequent_indent=" " * len(first))
        case Box():
            frame = "+" + "-" * (width - 2) + "+"
            return [frame, *(f"| {line:<{width - 4}} |" for line in wrap(text, width - 4)), frame]
        case WritingLine():
            return [f"  {'_' * (width - 2)}"]
    return wrap(text, width, initial_indent=inside, subsequent_indent=inside)
