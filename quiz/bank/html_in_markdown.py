"""HTML in Markdown: its elements, and its blocks as the tokens of what they show."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Final

from markdown_it.token import Token

TAG: Final = re.compile(
    r"<!--(?:.*?-->|.*)|<(?:script|style|template|svg|head)\b.*?(?:</(?:script|style|template|svg|head)\s*>|\Z)"
    r"|</?([a-z][a-z0-9-]*+)[^<>]*+>|<[!?][^<>]*>",
    re.I | re.S,
)
WITHIN_WORDS: Final = frozenset(
    """
    a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q s samp small span strike strong sub sup time tt u
    var wbr
    """.split()
)
"""Elements without space around them."""
HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
TYPES: Final = {"ul": "bullet_list", "li": "list_item", "p": "paragraph"}
"""The token for each HTML element; those of HEADINGS are `heading`."""


def element_of(tag: str) -> tuple[str, bool]:
    """The name of a tag's element (empty for a comment), and whether it is an opening tag."""
    found = TAG.fullmatch(tag)
    return (found[1] or "").lower() if found else "", not tag.startswith("</")


def tokens_of(block: Token) -> Iterator[Token]:
    """The paragraphs, headings and list items of an HTML block, without its tables."""
    row = (block.map or [0])[0]
    run, element, in_cell, done = list[Token](), "p", 0, 0
    for found in [*TAG.finditer(block.content), None]:
        written = block.content[done : found.start() if found else None]
        if not in_cell:
            run.append(Token("text", "", 0, content=unescape(written)))
        row += written.count("\n")
        name, opens = element_of(found[0]) if found else ("p", False)
        if found and name in (*WITHIN_WORDS, "br", "img"):
            run.append(Token("html_inline", "", 0, content=found[0]))
        elif name:
            yield from _block_of(element, run, row)
            run, element = [], name if opens else "p"
            if name in ("td", "th"):
                in_cell = max(0, in_cell + (1 if opens else -1))
        if found:
            row += found[0].count("\n")
            done = found.end()


def _block_of(element: str, run: list[Token], row: int) -> Iterator[Token]:
    """An HTML block as Markdown tokens; `row`, from 0, is its last line."""
    text = "".join(token.content for token in run if token.type == "text")
    if not text.strip():
        return
    row -= text.lstrip().count("\n")
    lines = [row, row + 1]
    if element == "pre":
        yield Token("code_block", "code", 0, content=text.strip("\n"), map=lines)
        return
    tags = [element] if element in HEADINGS else ["ul", "li", "p"] if element == "li" else ["p"]
    for token in run:
        token.content = re.sub(r"\s+", " ", token.content)
    yield from (Token(f"{TYPES.get(tag, 'heading')}_open", tag, 1, map=lines) for tag in tags)
    meta = {"title": True} if element == "summary" else {}
    yield Token("inline", "", 0, content=text, map=lines, children=run, meta=meta)
    yield from (Token(f"{TYPES.get(tag, 'heading')}_close", tag, -1) for tag in reversed(tags))
