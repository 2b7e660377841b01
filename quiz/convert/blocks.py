"""Documents as blocks, which every format is converted to, and what was left out."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, zip_longest
from typing import Any, Final, Literal

from quiz.bank.text import LOWERED, RAISED
from quiz.errors import QuizError

BOLD, NOT_BOLD = "\ufdd0", "\ufdd1"
"""The begin and end of bold text in a block: characters that no document can contain."""
LARGEST_TEXT: Final = 1024 * 1024
"""The maximum length of a document in characters: about 300 pages. Drafting from more takes too long."""
MOST_LINES: Final = 100_000
"""The maximum number of lines and table cells, without empty lines. A parsed cell takes about 1.3 KB."""
INVISIBLE: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
"""Soft hyphens and zero-width characters."""
LONGEST_SAMPLE: Final = 60
TO_RAISED: Final = str.maketrans(RAISED | dict.fromkeys("−–", RAISED["-"]))
TO_LOWERED: Final = str.maketrans(LOWERED | dict.fromkeys("−–", LOWERED["-"]))
WITH_RAISED: Final = re.compile(r"[0-9+\-−–=()ni]+")
WITH_LOWERED: Final = re.compile(r"[0-9+\-−–=()]+")
WORDS_AS_WRITTEN: Final = re.compile(r"st|nd|rd|th|er|re|e|ème|o|TM|SM|[™®©℠ªº]", re.I)
"""Superscripts that mean the same in plain text: ordinals and trade marks."""
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
    """A document as blocks, its own title, and what was left out: its kind, and how it begins.

    `by_hand` says what the author has to copy by hand.
    """

    blocks: list[Block] = field(default_factory=list)
    title: str = ""
    left_out: list[tuple[str, str]] = field(default_factory=list)
    by_hand: list[str] = field(default_factory=list)
    size: int = 0
    lines: int = 0  # with the cells of tables

    def add(self, block: Block) -> None:
        """Add a block. Raises QuizError if the document becomes too large."""
        self.blocks.append(block)
        self.size += len(block.text) + sum(map(len, chain(*block.rows)))
        self.lines += 1 + sum(map(len, block.rows))
        limit_size(self.size, self.lines)

    def leave_out(self, what: str, text: str = "") -> None:
        self.left_out.append((what, " ".join(without_bold(text[: 8 * LONGEST_SAMPLE]).split())))

    def table(self, rows: Sequence[Sequence[str]], level: int = 0, *, headed: bool = True) -> None:
        """Add a table without its empty rows and columns. What is alone in its first rows is a paragraph above it.

        Its head is empty unless it is `headed` by the first row.
        """
        columns = [column for column in zip_longest(*filter(any, rows), fillvalue="") if any(column)]
        lines = [*zip(*columns, strict=True)]
        first = 0
        while len(lines) - first > 2 and sum(map(bool, lines[first])) == 1 and (lines[first][0] or len(columns) > 2):
            self.add(Block("paragraph", "".join(lines[first]), level))
            first += 1
        if lines:
            head = () if headed else (("",) * len(columns),)
            self.add(Block("table", level=level, rows=(*head, *lines[first:])))

    def shown(self, text: str, kind: str, before: str, after: str) -> str:
        """Text of the kind "superscript" or "subscript" as characters; other text without marks of footnotes."""
        end = " " if text.endswith(" ") else ""
        if kind == "superscript":
            return self.raised(text, before[-40:], after[:10]) + end
        if kind == "subscript":
            return lowered(text) + end
        return TYPED_MARK.sub(lambda found: self._typed(found, before), text)

    def _typed(self, found: re.Match[str], before: str) -> str:
        """Digits typed as superscripts, or nothing if they are a footnote marker."""
        start = found.start()
        above = (before + found.string[max(start - 40, 0) : start])[-40:]
        after = found.string[found.end() : found.end() + 10]
        return found[0] if self.raised(found[0].translate(DIGITS), above, after) else ""

    def raised(self, text: str, before: str, after: str, *, linked: bool = False) -> str:
        """Superscript text as characters, without footnote markers."""
        shown = raised(text, before, after, linked=linked)
        if shown is None:
            self.leave_out("the mark of a footnote", text)
        return shown or ""


def limit_text(text: str, where: str = "") -> None:
    """Raise QuizError if a text has too many characters or lines to draft from. Each `|` may begin a table cell."""
    limit_size(len(text), sum(map(bool, map(str.strip, text.splitlines()))) + text.count("|"), where)


def limit_size(size: int, lines: int, where: str = "") -> None:
    """Raise QuizError if a document has too many characters or lines to draft from."""
    if size > LARGEST_TEXT or lines > MOST_LINES:
        large = size > LARGEST_TEXT
        how_much = f"{LARGEST_TEXT // 1024 // 1024} MB of text" if large else f"{MOST_LINES:,} lines and table cells"
        hint = "Split it, for instance by its chapters, and draft from each part."
        raise QuizError(f"the document has more than {how_much}", where=where, hint=hint)


def summary(left_out: Iterable[tuple[str, str]]) -> list[str]:
    """What was left out, each kind once, with its count and the beginning of the first."""
    samples = dict[str, str]()
    counts = Counter[str]()
    for what, text in left_out:
        counts[what] += 1
        samples[what] = samples.get(what) or text
    return [_in_short(what, counts[what], sample) for what, sample in samples.items()]


def _in_short(what: str, count: int, sample: str) -> str:
    quote = f" (“{cut(sample, LONGEST_SAMPLE)}”)" if sample else ""
    return f"{what}{f' ×{count}' if count > 1 else ''}{quote}"


def cut(text: str, longest: int) -> str:
    """A text, or its beginning if it is longer, to the end of a word."""
    return text if len(text) <= longest else f"{text[:longest].rsplit(' ', 1)[0]} …"


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
    return text.translate(TO_RAISED) if WITH_RAISED.fullmatch(text) else f"^({text})"


def _is_note(number: str, before: str, after: str) -> bool:
    """Whether a superscript number is a footnote marker rather than an exponent."""
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
    return text.translate(TO_LOWERED) if not text or WITH_LOWERED.fullmatch(text) else f"_({text})"


def formula(element: Any) -> str:
    """A formula from Word or HTML on one line: with superscripts, subscripts, and fractions with a slash."""
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


def without_bold(text: str) -> str:
    return text.replace(BOLD, "").replace(NOT_BOLD, "")


def free_of_marks(element: Any) -> None:
    """Remove the marks of bold from the text of an XML or HTML element."""
    if not any(BOLD in text or NOT_BOLD in text for text in element.itertext()):
        return
    for part in element.iter("*"):
        part.text = without_bold(part.text or "")
    for part in element.iter():
        part.tail = without_bold(part.tail or "")


def tidy(text: str) -> str:
    """A text without invisible characters, with white space folded and bold text joined."""
    text = re.sub(f"{NOT_BOLD}(\\s*){BOLD}", r"\1", text) if BOLD in text else text
    return " ".join(text.translate(INVISIBLE).split())
