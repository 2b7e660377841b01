"""What every format is read into: blocks, what was left out of them, and the Markdown that they make."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any, Final, Literal

from quiz.errors import QuizError

MARKS: Final = re.compile(r"([\\`*_\[\]<>&|~])")
AT_START: Final = re.compile(
    r"^(#{1,6}(?=\s|$)|[-+=](?=\s|$|[-=])|\d{1,9}(?=[.)](?:\s|$))|!(?=!!)|\?(?=\?\?)|:(?=::))", re.M
)
BOLD, NOT_BOLD = "\ufdd0", "\ufdd1"
"""Where bold text begins and ends in the text of a block: characters that no document may hold."""
BOLD_TEXT: Final = re.compile(f"(.?){BOLD}(\\s*)([^{BOLD}{NOT_BOLD}]*?)(\\s*){NOT_BOLD}(?=(.?))", re.S)
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

SENTENCE_END: Final = re.compile(rf"[.!?:;…][\"”’)]*{NOT_BOLD}?$")
FORM_LINE: Final = re.compile(r"(?:(?:[^.!?_…]{1,40}:\s*|(?:[\w’'-]+ ){1,3})(?:_{3,}|…{2,}|\.{5,})[\W_]*)+")
"""Labels, each with room to write in."""
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
    """A part of a document, as plain text, but for the marks of bold; line feeds are line breaks.

    `level` is 1 to 6 for a heading. Otherwise it is how many lists are around the block, the item's own not counted.
    An item has a `number` if its list is numbered, and `first` if it begins a list. `bold` means all of the text.
    The blocks of a call-out are `boxed` and follow its `title`. A `comment` is for the author, about what is missing.
    """

    kind: Literal["heading", "paragraph", "item", "table", "code", "title", "comment"]
    text: str = ""
    level: int = 0
    number: int | None = None
    first: bool = False
    bold: bool = False
    boxed: bool = False
    size: int = 0
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
        self.left_out.append((what, " ".join(without_bold(text[: 8 * LONGEST_SAMPLE]).split())))

    def table(self, rows: Sequence[Sequence[str]], level: int = 0) -> None:
        """Add a table, its rows filled up to the longest, if there is any text in it."""
        if any(map(any, rows)):
            width = max(map(len, rows))
            self.add(Block("table", level=level, rows=tuple((*row, *[""] * (width - len(row))) for row in rows)))

    def shown(self, text: str, kind: str, before: str, after: str) -> str:
        """Text of the kind "superscript" or "subscript" as characters; other text without marks of footnotes."""
        end = " " if text.endswith(" ") else ""
        if kind == "superscript":
            return self.raised(text, before[-40:], after[:10]) + end
        if kind == "subscript":
            return lowered(text) + end
        return TYPED_MARK.sub(lambda found: self._typed(found, before), text)

    def _typed(self, found: re.Match[str], before: str) -> str:
        """Digits that are typed as raised ones, or nothing if they are the mark of a footnote."""
        above = (before + found.string[: found.start()])[-40:]
        after = found.string[found.end() : found.end() + 10]
        return found[0] if self.raised(found[0].translate(DIGITS), above, after) else ""

    def raised(self, text: str, before: str, after: str, *, linked: bool = False) -> str:
        """Superscript text as characters; the mark of a footnote is left out."""
        shown = raised(text, before, after, linked=linked)
        if shown is None:
            self.leave_out("the mark of a footnote", text)
        return shown or ""


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


def lowered(text: str) -> str:
    """Subscript text as characters: O₂, or _(…) where there are none."""
    text = text.strip()
    return text.translate(LOWERED) if not text or WITH_LOWERED.fullmatch(text) else f"_({text})"


def formula(element: Any) -> str:
    """A formula of Word or HTML on one line: powers and indices as such, fractions with a slash."""
    name = element.tag.rpartition("}")[2]
    parts = [formula(child) for child in element if isinstance(child.tag, str) and not child.tag.endswith("Pr")]
    match name, parts:
        case "annotation", _:
            return ""
        case (("sSup" | "msup"), [base, power]):
            return base + (raised(power, "10", "") or power)
        case (("sSub" | "msub"), [base, index]):
            return base + lowered(index)
        case (("f" | "mfrac"), [above, below]):
            return f"{above}/{below}" if len(above) == len(below) == 1 else f"({above})/({below})"
        case (("rad" | "msqrt"), _):
            return f"√({''.join(parts)})"
    return tidy(element.text or "") + "".join(parts)


def with_headings(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, with short bold paragraphs that stand above other text as headings below the last real one.

    The first block of a document is its title, if it is bold and has no number.
    """
    real = any(block.kind == "heading" for block in blocks)
    level = 1
    for place, block in enumerate(blocks):
        if block.kind == "heading":
            level = block.level
        text = without_bold(block.text)
        serves = block.bold and block.kind in ("paragraph", "item") and not (block.level or block.boxed)
        serves = serves and is_title(text)
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        leads = text.endswith(":") and following is not None and following.kind == "item"
        if block.kind == "item":  # numbered by the program; in a list of bold items it is one of them
            serves = serves and block.number is not None and following is not None and following.kind != "item"
        number = NUMBER.match(text)
        if not serves or leads or following is None:
            yield block
        elif not place and not real and not number:
            yield replace(block, kind="heading", text=text, level=1)
        else:
            below = level + number[1].count(".") if number else level
            yield replace(block, kind="heading", text=text, level=min(below + 1, 6))


def finish(conversion: Conversion) -> None:
    """Find the items, headings and lines of forms among the blocks, and put the title first where there is none."""
    blocks = list[Block]()
    for block in typed_lists(conversion.blocks):
        if block.kind == "paragraph" and FORM_LINE.fullmatch(without_bold(block.text[:1000])):
            conversion.leave_out("a line to fill in", block.text)
        else:
            blocks.append(block)
    blocks, title = list(with_headings(blocks)), conversion.title
    if (
        title
        and not NO_TITLE.search(title)
        and not any(block.kind == "heading" and block.level == 1 for block in blocks)
    ):
        same = bool(blocks) and without_bold(blocks[0].text).casefold() == title.casefold()
        blocks[:1] = [Block("heading", title, 1), *([] if same else blocks[:1])]
    conversion.blocks = blocks


def as_box(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a box as a call-out, if the first alone is its heading. What follows the box is not under that."""
    first, *rest = blocks or [Block("paragraph")]
    bold = first.kind == "paragraph" and first.bold and is_title(without_bold(first.text))
    titled = (first.kind == "heading" and first.level > 1) or bold
    if not titled or not rest or any(block.kind in ("heading", "title") for block in rest):
        return list(blocks)
    return [replace(first, kind="title", level=0), *(replace(block, boxed=True) for block in rest)]


def typed_lists(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks with the lists whose bullets or numbers are typed, paragraph after paragraph, as lists."""
    before: Block | None = None
    for place, block in enumerate(blocks):
        number = _typed_number(block)
        following = _typed_number(blocks[place + 1]) if place + 1 < len(blocks) else 0
        goes_on = before is not None and before.number == number - 1
        parts = parts_of(block)
        if number and (goes_on or (number == 1 and following == 2)):
            text = NUMBER.sub("", block.text, count=1)
            parts = [replace(block, kind="item", text=text, number=number, first=not goes_on)]
        elif block.kind == "paragraph" and before and before.kind == "item" and parts[0].kind == "item":
            parts[0] = replace(parts[0], first=before.number is not None)
        yield from parts
        typed = block.kind == "paragraph" and parts[-1].kind == "item"
        before = parts[-1] if typed else None


def _typed_number(block: Block) -> int:
    """The number that a paragraph begins with, if that is not bold, as it is in a heading; 0 for none."""
    found = NUMBER.match(block.text) if block.kind == "paragraph" and not block.bold else None
    return int(found[1]) if found and found[0].rstrip()[-1:] in ".)" and found[1].isdecimal() else 0


def is_title(text: str) -> bool:
    """Whether a text could be a heading by its form: short, on one line, no telephone number, no end of a sentence."""
    ends = text.endswith((".", ";", ",", "…", "!")) or "\n" in text
    return 0 < len(text) <= LONGEST_HEADING and not ends and not PHONE.search(text)


def parts_of(block: Block) -> list[Block]:
    """A paragraph or item as the items that are typed with bullets in it, and its lines that end as sentences do."""
    parts = list[Block]()
    for line in block.text.split("\n") if block.kind in ("paragraph", "item") else ():
        bullet = BULLET.match(line) if block.kind == "paragraph" else None
        if bullet:
            first = not parts or parts[-1].kind != "item"
            parts.append(replace(block, kind="item", text=line[bullet.end() :], first=first))
        elif not parts:
            parts.append(replace(block, text=line))
        elif SENTENCE_END.search(parts[-1].text):
            level = block.level + (block.kind == "item")
            parts.append(replace(block, kind="paragraph", text=line, level=level))
        else:
            parts[-1] = replace(parts[-1], text=f"{parts[-1].text}\n{line}")
    return parts or [block]


def cell_text(blocks: Iterable[Block]) -> str:
    """The text of a cell on one line: its paragraphs after each other, its items with semicolons between."""
    text = ""
    for block in chain.from_iterable(map(parts_of, blocks)):
        between = "; " if block.kind == "item" and not block.first else " "
        text += (between if text else "") + block.text.rstrip(";" if block.kind == "item" else "")
    return tidy(text)


def markdown(blocks: Iterable[Block]) -> str:
    """The blocks as Markdown. A call-out is `!!! note "Title"`, its text indented by four spaces."""
    written, widths, tight, bullet, boxed = list[str](), list[int](), False, "-", False
    for block in blocks:
        if block.boxed != boxed or block.kind in ("heading", "title"):
            widths, tight, bullet, boxed = [], False, "-", block.boxed
        is_item, box = block.kind == "item", 4 * boxed
        depth = min(block.level, len(widths))
        if not is_item:
            widths = widths[:depth]
            tight, bullet = bool(depth) and tight, bullet if depth else "-"
            indent = box + (widths[-1] if widths else 0)
            written.append(f"\n\n{' ' * indent}{_indented(_in_markdown(block), indent)}")
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
    return without_bold(BOLD_TEXT.sub(_bold, AT_START.sub(lambda found: _behind(found[1]), MARKS.sub(r"\\\1", text))))


def _bold(found: re.Match[str]) -> str:
    """Bold text in its marks, unless these would be no marks there: beside a letter, with punctuation inside."""
    before, space, text, space_after, after = found.groups()
    opens = text[:1].isalnum() or space or not before[-1:].isalnum()
    closes = text[-1:].isalnum() or space_after or not after.isalnum()
    text = f"**{text}**" if text and opens and closes else text
    return f"{before}{'' if before.isspace() else space}{text}{'' if after.isspace() else space_after}"


def without_bold(text: str) -> str:
    return text.replace(BOLD, "").replace(NOT_BOLD, "")


def _behind(mark: str) -> str:
    return f"{mark}\\" if mark.isdigit() else f"\\{mark}"


def tidy(text: str) -> str:
    """A text without characters that nobody sees, white space folded, bold text joined."""
    text = re.sub(f"{NOT_BOLD}(\\s*){BOLD}", r"\1", text) if BOLD in text else text
    return " ".join(text.translate(INVISIBLE).split())
