"""Blocks as Markdown."""

import re
from collections.abc import Iterable
from typing import Final

from quiz.convert.blocks import BOLD, NOT_BOLD, Block, without_bold

MARKS: Final = re.compile(r"([\\`*_\[\]<>&|~])")
AT_START: Final = re.compile(
    r"^ *(#{1,6}(?=\s|$)|[-+=](?=\s|$|[-=])|\d{1,9}(?=[.)](?:\s|$))|!(?=!!)|\?(?=\?\?)|:(?=::))", re.M
)
BOLD_TEXT: Final = re.compile(f"(.?){BOLD}(\\s*)([^{BOLD}{NOT_BOLD}]*?)(\\s*){NOT_BOLD}(?=(.?))", re.S)
AT_END: Final = re.compile(r"#$")
HASH: Final = r"\\#"


def markdown(blocks: Iterable[Block]) -> str:
    """The blocks as Markdown. A call-out is `!!! note "Title"`, its text indented by four spaces."""
    written, widths, tight, bullet, boxed = list[str](), list[int](), False, "-", False
    for block in blocks:
        if block.boxed < boxed or block.kind in ("heading", "title"):
            widths, tight, bullet, boxed = [], False, "-", False
        is_item, box = block.kind == "item", 4 * boxed
        depth = min(block.level, len(widths))
        if not is_item:
            widths = widths[:depth]
            tight, bullet = bool(depth) and tight, bullet if depth else "-"
            indent = box + (widths[-1] if widths else 0)
            written.append(f"\n\n{' ' * indent}{_indented(_in_markdown(block), indent)}")
            boxed = boxed or block.kind == "title"  # nothing is indented but below one
            continue
        if block.first and not depth and tight:  # another list, not more of the same
            bullet = "*" if bullet == "-" else "-"
        indent = widths[depth - 1] if depth else 0
        mark = bullet if block.number is None else f"{block.number}."
        widths = [*widths[:depth], indent + len(mark) + 1]
        text = _indented(_escaped(block.text), box + widths[-1])
        written.append(f"{chr(10) if tight else chr(10) * 2}{' ' * (box + indent)}{mark} {text}")
        tight = True
    return "".join(written).strip("\n") + "\n" if written else ""


def _indented(text: str, by: int) -> str:
    return text.replace("\n", "\n" + " " * by)


def _in_markdown(block: Block) -> str:
    line = _escaped(without_bold(" ".join(block.text.split()))) if block.kind in ("heading", "title") else ""
    if block.kind == "heading":
        return f"{'#' * block.level} {AT_END.sub(HASH, line)}"
    if block.kind == "title":
        return '!!! note "{}"'.format(line.replace('"', "&quot;"))
    if block.kind == "comment":
        return f"<!-- {re.sub('-{2,}', '–', block.text)} -->"
    if block.kind == "table":
        head, *body = [[_escaped(" ".join(cell.split())) for cell in row] for row in block.rows]
        rows = [f"| {' | '.join(row)} |" for row in ([cell.replace("**", "") for cell in head], *body)]
        return "\n".join([rows[0], f"|{' --- |' * len(block.rows[0])}", *rows[1:]])
    if block.kind == "code":
        fence = "`" * max(3, 1 + max(map(len, re.findall("`+", block.text)), default=0))
        return f"{fence}\n{block.text}\n{fence}"
    return _escaped(block.text)


def _escaped(text: str) -> str:
    """Text as Markdown that reads the same."""
    bold = without_bold(BOLD_TEXT.sub(_bold, MARKS.sub(r"\\\1", text)))
    return AT_START.sub(lambda found: _behind(found[1]), bold)


def _bold(found: re.Match[str]) -> str:
    """Bold text in its marks, unless these would be no marks there: beside a letter, with punctuation inside."""
    before, space, text, space_after, after = found.groups()
    opens = text[:1].isalnum() or space or not before[-1:].isalnum()
    closes = text[-1:].isalnum() or space_after or not after.isalnum()
    text = f"**{text}**" if text and opens and closes else text
    return f"{before}{'' if before.isspace() else space}{text}{'' if after.isspace() else space_after}"


def _behind(mark: str) -> str:
    return f"{mark}\\" if mark.isdigit() else f"\\{mark}"
