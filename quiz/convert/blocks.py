"""What every format is read into: blocks, what was left out of them, and the Markdown that they make."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Final, Literal

from quiz.errors import QuizError

MARKS: Final = re.compile(r"([\\`*_\[\]<>&|~])")
AT_START: Final = re.compile(r"^(#{1,6}(?=\s|$)|[-+=](?=\s|$|[-=])|\d{1,9}(?=[.)](?:\s|$)))")
LARGEST_TEXT: Final = 1024 * 1024
"""The most characters of text: about 300 pages. Drafts of more take longer than anybody waits."""
MOST_LINES: Final = 100_000
"""The most lines, empty ones not counted."""
AT_END: Final = re.compile(r"#$")
HASH: Final = r"\\#"
INVISIBLE: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
"""Soft hyphen and characters without width."""
BULLET: Final = re.compile(r"(?:[•‣◦▪●○■□▸►➢➤✓✔·\uf0a7\uf0b7\uf0d8\uf0fc]|[–*-](?=\s))\s*(?=\S)")
LONGEST_HEADING: Final = 100
LONGEST_SAMPLE: Final = 60
NO_TITLE: Final = re.compile(
    r"\.\w{2,4}$|^(?:microsoft word|powerpoint|word document|document\d*$|untitled|\(?anonymous|unspecified|template)",
    re.I,
)
"""Titles that programs give."""
PHONE: Final = re.compile(r"\d(?:[ ()/-]?\d){6}")

NUMBER: Final = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)[.)]?\s")
"""How a heading is numbered by hand."""

RAISED: Final = str.maketrans("0123456789+-−–=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱ")
LOWERED: Final = str.maketrans("0123456789+-−–=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎")
WITH_RAISED: Final = re.compile(r"[0-9+\-−–=()ni]+")
WITH_LOWERED: Final = re.compile(r"[0-9+\-−–=()]+")
WORDS_AS_WRITTEN: Final = re.compile(r"st|nd|rd|th|er|re|e|ème|o|TM|SM|[™®©℠ªº]", re.I)
"""Raised text that means the same on the line: ordinals and trade marks."""
NOTE_SIGN: Final = re.compile(r"\[?(?:[*†‡§¶#]+|note \d+|\[\w{1,3}\]|citation needed)\]?", re.I)
NOTE_NUMBERS: Final = re.compile(r"[\[(]?\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*,?[\])]?")
TYPED_MARK: Final = re.compile(r"[⁰¹²³⁴-⁹]+(?:[,˒⁻–][⁰¹²³⁴-⁹]+)*")
DIGITS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻˒", "0123456789-,")
UNIT: Final = re.compile(r"(?<![^\W\d_])(?:[kcdmµμn]?m|ft|in|yd|s|sec|min|h|mile)$")
POWER: Final = re.compile(r"(?:^|[^\d.,])(?:10|2)$")
ARITHMETIC: Final = re.compile(r"\s*[=×*/+≈<>^]")


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, table or piece of code, as plain text; line feeds are line breaks.

    `level` is 1 to 6 for a heading. Otherwise it is how many lists are around the block, the item's own not counted.
    An item has a `number` if its list is numbered, and `first` if it begins a list. `bold` means all of the text.
    """

    kind: Literal["heading", "paragraph", "item", "table", "code"]
    text: str = ""
    level: int = 0
    number: int | None = None
    first: bool = False
    bold: bool = False
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(slots=True)
class Conversion:
    """A document as blocks, its own title, and what was left out: what it is, and how it begins."""

    blocks: list[Block] = field(default_factory=list)
    title: str = ""
    left_out: list[tuple[str, str]] = field(default_factory=list)
    size: int = 0

    def add(self, block: Block) -> None:
        """Add a block. Raises QuizError when the document is too large."""
        self.blocks.append(block)
        self.size += len(block.text) + sum(map(len, chain(*block.rows)))
        limit_text(self.size, len(self.blocks))

    def leave_out(self, what: str, text: str = "") -> None:
        self.left_out.append((what, " ".join(text[: 8 * LONGEST_SAMPLE].split())))


def limit_text(size: int, lines: int, where: str = "") -> None:
    """Raise QuizError if a document has more characters or lines than drafts are made from."""
    if size > LARGEST_TEXT or lines > MOST_LINES:
        large = size > LARGEST_TEXT
        how_much = f"{LARGEST_TEXT // 1024 // 1024} MB of text" if large else f"{MOST_LINES:,} lines"
        hint = "Split it, for instance by its chapters, and draft from each part."
        raise QuizError(f"the document has more than {how_much}", where=where, hint=hint)


def summary(left_out: Iterable[tuple[str, str]]) -> list[str]:
    """What was left out, each kind once: how often, and how the first of them begins."""
    samples = dict[str, str]()
    counts = Counter[str]()
    for what, text in left_out:
        counts[what] += 1
        samples[what] = samples.get(what) or text
    return [_in_short(what, counts[what], sample) for what, sample in samples.items()]


def _in_short(what: str, count: int, sample: str) -> str:
    if len(sample) > LONGEST_SAMPLE:
        sample = f"{sample[:LONGEST_SAMPLE].rsplit(' ', 1)[0]} …"
    return f"{what}{f' ×{count}' if count > 1 else ''}{f' (“{sample}”)' if sample else ''}"


def raised(text: str, before: str, after: str, *, linked: bool = False) -> str | None:
    """Superscript text as characters: 10⁵, m², Ca²⁺, or ^(…) where there are none; None for the mark of a footnote.

    `before` and `after` are the words around it; `linked` says that it leads to a note.
    """
    text = text.strip()
    if not text or WORDS_AS_WRITTEN.fullmatch(text):
        return text
    if linked or NOTE_SIGN.fullmatch(text) or (NOTE_NUMBERS.fullmatch(text) and _is_note(text, before, after)):
        return None
    if len(text) == 1 and text in "abcdefgh" and re.search(r"[^\W\d_]{3}[.,;:)]?$|\d$", before):
        return None
    return text.translate(RAISED) if WITH_RAISED.fullmatch(text) else f"^({text})"


def _is_note(number: str, before: str, after: str) -> bool:
    """Whether a raised number is the mark of a footnote rather than an exponent."""
    if not number.isdigit():
        return True
    last = re.search(r"[^\s(\[/·×*]*$", before)
    word = last[0] if last else ""
    if not word:
        return not (after[:1].isalpha() and after[:1].isupper() and len(number) > 1)  # ¹⁴C
    if int(number) == 1:
        return True
    if UNIT.search(word):
        return int(number) > 4
    if POWER.search(word):
        return False
    if word[-1].isdigit():
        return not (ARITHMETIC.match(after) or ARITHMETIC.match(before[-len(word) - 2 :].lstrip()[:1] or " "))
    return not (len(word) == 1 and word.isalpha())


def without_marks(text: str, before: str = "") -> tuple[str, list[str]]:
    """A text without the marks of footnotes that are typed as raised digits, and those marks. `before` is above it."""
    marks = list[str]()

    def mark(found: re.Match[str]) -> str:
        above = before + text[: found.start()] if found.start() < 40 else text[found.start() - 40 : found.start()]
        if raised(found[0].translate(DIGITS), above, text[found.end() : found.end() + 10]) is not None:
            return found[0]
        marks.append(found[0])
        return ""

    return TYPED_MARK.sub(mark, text), marks


def lowered(text: str) -> str:
    """Subscript text as characters: O₂, or _(…) where there are none."""
    text = text.strip()
    return text.translate(LOWERED) if not text or WITH_LOWERED.fullmatch(text) else f"_({text})"


def with_headings(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, with short bold paragraphs that stand above other text as headings below the last real one.

    The first block of a document is its title, if it is bold and has no number.
    """
    real = any(block.kind == "heading" for block in blocks)
    level = 1
    for place, block in enumerate(blocks):
        if block.kind == "heading":
            level = block.level
        serves = block.bold and block.kind in ("paragraph", "item") and not block.level and is_title(block.text)
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        if block.kind == "item":  # numbered by the program; in a list of bold items it is one of them
            serves = serves and block.number is not None and following is not None and following.kind != "item"
        if not serves or following is None:
            yield block
        elif not place and not real and not NUMBER.match(block.text):
            yield replace(block, kind="heading", level=1)
        else:
            number = NUMBER.match(block.text)
            below = level + number[1].count(".") if number else level
            yield replace(block, kind="heading", level=min(below + 1, 6))


def titled(conversion: Conversion) -> Conversion:
    """The conversion with its title as the first heading, where the text itself begins with none."""
    blocks, title = conversion.blocks, conversion.title
    if (
        title
        and not NO_TITLE.search(title)
        and not any(block.kind == "heading" and block.level == 1 for block in blocks)
    ):
        same = bool(blocks) and blocks[0].text.casefold() == title.casefold()
        blocks[:1] = [Block("heading", title, 1), *([] if same else blocks[:1])]
    return conversion


def is_title(text: str) -> bool:
    """Whether a text could be a heading by its form: short, on one line, no telephone number, no end of a sentence."""
    ends = text.endswith((".", ";", ",", "…", "!")) or "\n" in text
    return 0 < len(text) <= LONGEST_HEADING and not ends and not PHONE.search(text)


def items_in(block: Block) -> Iterator[Block]:
    """The items of a paragraph whose lines are typed with bullets, or the paragraph itself."""
    lines = block.text.split("\n")
    if block.kind != "paragraph" or not any(BULLET.match(line) for line in lines):
        yield block
        return
    text, first = list[str](), True
    listed = False
    for line in [*lines, None]:
        bullet = BULLET.match(line) if line is not None else None
        if text and (bullet or line is None):
            yield (
                replace(block, kind="item", text="\n".join(text), first=first)
                if listed
                else replace(block, text="\n".join(text))
            )
            first, text = first and not listed, []
        if line is not None:
            listed = listed or bullet is not None
            text.append(line[bullet.end() :] if bullet else line)


def cell_text(blocks: Iterable[Block]) -> str:
    """The text of a cell on one line: its paragraphs after each other, its items with semicolons between."""
    text = ""
    for block in (part for whole in blocks for part in items_in(whole)):
        between = "; " if block.kind == "item" and not block.first else " "
        text += (between if text else "") + block.text.rstrip(";" if block.kind == "item" else "")
    return tidy(text)


def markdown(blocks: Iterable[Block]) -> str:
    """The blocks as Markdown."""
    written, widths, tight, bullet = list[str](), list[int](), False, "-"
    for block in blocks:
        if block.kind == "item":
            depth = min(block.level, len(widths))
            if block.first and not depth and tight:  # another list, not more of the same
                bullet = "*" if bullet == "-" else "-"
            indent = widths[depth - 1] if depth else 0
            mark = bullet if block.number is None else f"{block.number}."
            widths = [*widths[:depth], indent + len(mark) + 1]
            separate = "\n" if tight else "\n\n"
            written.append(f"{separate}{' ' * indent}{mark} {_indented(_escaped(block.text), widths[-1])}")
            tight = True
            continue
        depth = min(block.level, len(widths)) if block.kind != "heading" else 0
        widths = widths[:depth]
        tight, bullet = bool(depth) and tight, bullet if depth else "-"
        indent = widths[-1] if widths else 0
        written.append(f"\n\n{' ' * indent}{_indented(_in_markdown(block), indent)}")
    return "".join(written).strip("\n") + "\n" if written else ""


def _indented(text: str, by: int) -> str:
    return text.replace("\n", "\n" + " " * by)


def _in_markdown(block: Block) -> str:
    if block.kind == "heading":
        return f"{'#' * block.level} {AT_END.sub(HASH, _escaped(' '.join(block.text.split())))}"
    if block.kind == "table":
        rows = [f"| {' | '.join(_escaped(' '.join(cell.split())) for cell in row)} |" for row in block.rows]
        return "\n".join([rows[0], f"|{' --- |' * len(block.rows[0])}", *rows[1:]])
    if block.kind == "code":
        fence = "`" * max(3, 1 + max(map(len, re.findall("`+", block.text)), default=0))
        return f"{fence}\n{block.text}\n{fence}"
    return _escaped(block.text)


def _escaped(text: str) -> str:
    """Plain text as Markdown that reads the same."""
    lines = (AT_START.sub(lambda found: _behind(found[1]), MARKS.sub(r"\\\1", line)) for line in text.split("\n"))
    return "\\\n".join(lines)


def _behind(mark: str) -> str:
    return f"{mark}\\" if mark.isdigit() else f"\\{mark}"


def tidy(text: str) -> str:
    """A text without characters that nobody sees, white space folded."""
    return " ".join(text.translate(INVISIBLE).split())
