"""Pages read back from the text that their writers made."""

import re
from collections import Counter
from html.parser import HTMLParser
from itertools import chain
from typing import Any, ClassVar

from markdown_it import MarkdownIt
from rich.text import Text

from quiz.pages.blocks import Block, Page, in_print, plain
from quiz.terminal.block_lines import page_lines
from quiz.terminal.layout import indent, measure

HOSTILE = [
    "<script>alert(1)</script> <b>x</b> <!-- y -->",
    "**x** and __y__, *x* and _y_, ~~z~~",
    "[a](b) ![a](b) [a]: b <https://example.org>",
    "# h",
    "&amp; &lt;script&gt; &#42; `code` and ``more``",
    "```",
    "1. first",
    "12) twelfth",
    "- item",
    "> said",
    "---",
    "\\*escaped\\* and a last \\",
    "two\n\n# lines\n- of text\n===",
    "{title} {0} %s 'quoted' \"quoted\"",
    "w" * 200,
]


def drawn(page: Page, columns: int) -> list[Text]:
    """A page on a terminal of this many columns."""
    return indent(page_lines(page, measure(columns)))


def text_of(block: Block) -> str:
    """The words of a block on paper."""
    return plain(in_print(block))


def parsed(markdown: list[str]) -> tuple[list[str], dict[str, int]]:
    """The texts of a page in Markdown, and how many elements of each type it has."""
    tokens = MarkdownIt("commonmark").enable("strikethrough").parse("\n".join(markdown))
    inline = [token.children or [] for token in tokens if token.type == "inline"]
    texts = ["".join(child.content for child in children) for children in inline]
    found = Counter(re.sub("_open$", "", token.type) for token in [*tokens, *chain(*inline)])
    structure = {name: number for name, number in found.items() if not name.endswith("_close")}
    return [line for line in texts if line.strip("_")], structure


class Nested(HTMLParser):
    """The texts that an HTML page shows. Fails if an element is not closed, or closed in the wrong place."""

    INSIDE: ClassVar = {
        "html": "", "head": "html", "title": "head", "style": "head", "body": "html", "h1": "body", "h2": "body",
        "h3": "body",
        "p": "body", "ul": "body", "li": "ul", "blockquote": "li body", "div": "li body",
        "strong": "li p blockquote div", "mark": "li p div",
    }  # fmt: skip

    def __init__(self, lines: list[str]) -> None:
        super().__init__()
        self.open: list[str] = [""]
        self.texts: list[str] = []
        self.feed("\n".join(lines))
        self.close()
        assert self.open == [""]

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag != "meta":
            assert self.open[-1] in self.INSIDE[tag].split(" "), f"{tag} in {self.open}"
            self.open.append(tag)
            if tag == "mark":
                self.texts[-1] += "["
            elif tag != "strong":
                self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self.texts[-1] += "]" * (tag == "mark")

    def handle_data(self, data: str) -> None:
        if "body" in self.open:
            assert self.open[-1] not in ("body", "ul") or not data.strip()
            self.texts[-1] += data


def visible(html: list[str]) -> list[str]:
    return [text for text in Nested(html).texts if text.strip()]
