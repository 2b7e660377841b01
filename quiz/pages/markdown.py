"""Pages in Markdown."""

import re

from quiz.pages.blocks import (
    Block,
    Box,
    Heading,
    Item,
    Page,
    Quote,
    Span,
    Words,
    WritingLine,
    in_print,
    is_inside,
    plain,
)


def as_markdown(page: Page) -> list[str]:
    """The page in Markdown, with Markdown's own characters escaped."""
    lines: list[str] = []
    for group in page:
        before: Block | None = None
        for block in group:
            text = _written(block)
            if text and lines and not (isinstance(block, Item) and isinstance(before, Item)):
                lines.append("")
            lines += [f"{'  ' * is_inside(block)}{text}"] * bool(text)
            before = block
    return lines


def _written(block: Block) -> str:
    text = _inline(in_print(block))
    match block:
        case WritingLine():
            return r"\_" * 60
        case Heading():
            return f"{'#' * block.level} {text}"
        case Item():
            return f"- {text}"
        case Box():
            return f"> **{text}**"
        case Quote():
            return f"> {text}"
    return text


def _inline(text: Words) -> str:
    """Escaped text, strong at its end if a whole word is: within a word, Markdown may not see the asterisks."""
    *start, end = text or (Span(""),)
    before = plain(tuple(start))
    if end.tone == "strong" and end.text.strip() and (not before or before.endswith(" ")):
        return f"{_escaped(before)} **{_escaped(end.text)}**".lstrip()
    return _escaped(plain(text))


def _escaped(text: str) -> str:
    text = re.sub(r"([\\`*_{}\[\]<>#+|~!&])", r"\\\1", " ".join(text.split()))
    return re.sub(r"^(\d*)([-=.)])", r"\1\\\2", text)
