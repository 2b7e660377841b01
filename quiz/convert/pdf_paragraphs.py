"""The lines of a PDF file → blocks: headings, paragraphs and items."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from quiz.convert.blocks import BOLD, NOT_BOLD, Block
from quiz.convert.pdf_characters import LARGE
from quiz.convert.pdf_tables import NOTICE
from quiz.convert.structure import BULLET, PHONE, is_title
from quiz.words import is_word

FULL_LINE: Final = 0.75
"""A line shorter than this share of its column ends its paragraph, if it ends like a sentence."""
ENDS: Final = (".", "!", "?", ":", "…", ".”", '."', ".)", ".’")
NUMBERED: Final = re.compile(r"(?:\(?(\d{1,2})[.)]|\((\d{1,2})\)|\(?(?:[a-z]|[ivx]{2,4})\))\s+(?=\S)", re.I)
LABEL_ENDS: Final = (":", ".", "?", "!")
BROKEN: Final = re.compile(r"(?<![^\W\d_])([^\W\d_]++)-$")
BODY_SHARE: Final = 0.4
"""A size is that of the text if this much is set in it, compared with the most frequent size."""
NO_HEADING: Final = re.compile(rf"(?:\S+\s+){{4,}}\S+\.$|{PHONE.pattern}|www\.|://|@")
"""In large type, a paragraph that ends like a sentence, or says how to get in touch."""
ADDRESS: Final = re.compile(r"\W*(?:https?://|www\.)")
ADDRESS_BREAKS: Final = ("-", "/", "_", "=", "&", "?", "www.")
"""What a web address has at the end of a line."""
COMPOUND: Final = re.compile(r"(?<![^\W\d_])[^\W\d_]++-[^\W\d_]++")
SYLLABLES: Final = ("dis", "mis", "pre", "con", "per", "pro", "sub", "out", "for", "ant", "bio", "neo", "tri", "uni")
"""Prefixes that are joined to the next word."""
PREFIXES: Final = ("self", "non", "well", "ex")
"""Prefixes that keep their hyphen, even if the word exists without it."""


class Line(NamedTuple):
    """A line of a column. `above` is the distance to the line above it in its column, 0 for the first."""

    text: str
    column: tuple[int, int]  # page and number of the column
    left: float = 0.0
    right: float = 1.0
    y: float = 0.0
    height: float = 1.0
    bold: bool = False
    above: float = 0.0
    start: float = 0.0  # of the column
    end: float = 1.0  # of the column there
    label: str = ""  # the bold text that it begins with, if not all of it is bold


def blocks_of(lines: list[Line]) -> Iterator[Block]:
    if not lines:
        return
    weights = Counter[float]()
    for line in lines:
        weights[round(line.height, 1)] += len(line.text)
    most = weights.most_common(1)[0][1]
    body = max(height for height, count in weights.items() if count > BODY_SHARE * most)
    gaps = [line.above / line.height for line in lines if 0 < line.above < 2.5 * line.height]
    usual = sorted(gaps)[len(gaps) // 3] if gaps else 1.2
    mostly_bold = 2 * sum(len(line.text) for line in lines if line.bold) > sum(len(line.text) for line in lines)
    sizes = sorted({round(line.height) for line in lines if line.height > LARGE * body}, reverse=True)
    whole = Counter(COMPOUND.findall("\n".join(line.text for line in lines)))
    groups = list(_paragraphs(lines, body, usual))
    indents = list[tuple[float, str]]()  # of the lists around an item, and how their marks look
    for place, group in enumerate(groups):
        first = group[0]
        text = _text(group, whole)
        bullet, number = BULLET.match(text), NUMBERED.match(text)
        if text.startswith(NOTICE):
            yield Block("comment", text.removeprefix(NOTICE))
        elif first.height > LARGE * body and not (bullet or NO_HEADING.search(text)) and len(text) < 200:
            indents = []
            yield Block(
                "heading", text, min(1 + sizes.index(round(first.height)) if round(first.height) in sizes else 2, 6)
            )
        elif bullet or (number and number.lastindex and not first.bold and _in_sequence(place, groups)):
            before = bool(indents)
            indent = first.left - first.start
            mark = bullet or number
            assert mark
            while indents and indent < indents[-1][0] - 0.3 * body:
                indents.pop()
            if not indents or indent > indents[-1][0] + (0.6 if _looks(mark) == indents[-1][1] else 0.4) * body:
                indents.append((indent, _looks(mark)))
            value = int(number[1] or number[2]) if number and not bullet else None
            yield Block("item", _labelled(text[mark.end() :], first.label), len(indents) - 1, value, first=not before)
        else:
            indents = []
            following = groups[place + 1][0] if place + 1 < len(groups) else None
            apart = following is not None and following.above > 1.3 * usual * body and is_title(text)
            leads = text.endswith(":") or (following is not None and BULLET.match(following.text) is not None)
            begins = (text[:1].isupper() or text[:1].isdigit()) and not NO_HEADING.search(text)
            stands_alone = (
                len(group) == 1 and apart and begins and (first.above > 1.3 * usual * body or not first.above)
            )
            stands_alone = stands_alone and not (leads or first.label or ": " in text) and len(text) <= 72
            bold = all(line.bold for line in group) and not mostly_bold
            shown = f"{BOLD}{text}{NOT_BOLD}" if bold else _labelled(text, first.label)
            yield Block("paragraph", shown, bold=bold or stands_alone)


def _labelled(text: str, label: str) -> str:
    """A text with the label that it begins with in bold."""
    is_label = label.endswith(LABEL_ENDS) and text.startswith(f"{label} ")
    return f"{BOLD}{label}{NOT_BOLD}{text[len(label) :]}" if is_label else text


def _looks(mark: re.Match[str]) -> str:
    return re.sub(r"\w+", "1", mark[0].strip())


def _in_sequence(place: int, groups: list[list[Line]]) -> bool:
    """Whether another numbered line is before or after a numbered line; if not, it is a heading or a sentence."""
    near = groups[max(place - 6, 0) : place] + groups[place + 1 : place + 7]
    return any(NUMBERED.match(group[0].text) for group in near)


def _paragraphs(lines: list[Line], body: float, usual: float) -> Iterator[list[Line]]:
    """The lines of each paragraph; notices in one come after it."""
    group, notices = list[Line](), list[list[Line]]()
    for line in lines:
        is_notice = line.text.startswith(NOTICE)
        if is_notice and group and line.column == group[-1].column:
            notices.append([line])
            continue
        if group and (is_notice or _begins(line, group, body, usual)):
            yield group
            yield from notices
            group, notices = [], []
        if is_notice:
            yield [line]
        else:
            group.append(line)
    if group:
        yield group
    yield from notices


def _begins(line: Line, group: list[Line], body: float, usual: float) -> bool:
    """Whether a line begins a paragraph, judged by the lines above it."""
    last, first = group[-1], group[0]
    if BULLET.match(line.text) or NUMBERED.match(line.text):
        return True
    ends, opens = last.text.endswith(ENDS), not line.text[:1].islower()
    if abs(line.height - last.height) > 0.1 * body:
        return True
    is_item = BULLET.match(first.text) is not None or NUMBERED.match(first.text) is not None
    if line.column != last.column:
        apart = ends or is_item or first.height > LARGE * body or line.bold != last.bold
        return apart and opens and not last.text.endswith("-")
    if line.above > (1.3 if ends or opens else 1.8) * usual * line.height:
        return True
    space = (line.right - line.left) / max(len(line.text), 1) * (1 + len(line.text.split(" ", 1)[0])) + 0.3 * body
    room = last.right + space < max(one.right for one in (line, *group[-5:]))  # its first word had room above
    if line.bold != last.bold and (ends or opens or room):
        return True
    if is_item:
        return line.left <= first.left + 0.3 * body and (
            opens or last.right < first.start + FULL_LINE * (last.end - last.start)
        )
    if first.height > LARGE * body:
        return False
    width = last.end - last.start
    short = last.right - last.start < FULL_LINE * width
    indented = line.left > last.left + 0.8 * body and last.left < last.start + 0.3 * body
    return opens and (
        room or (short and (ends or last.right - last.start < FULL_LINE / 1.5 * width)) or (indented and ends)
    )


def _text(lines: list[Line], whole: Counter[str]) -> str:
    """The lines of a paragraph as one. A word broken between two lines is joined, if the result is a word."""
    parts, in_address = [lines[0].text], False
    for line in lines[1:]:
        last = parts[-1].rsplit(" ", 1)[-1]
        in_address = ADDRESS.match(last) is not None or (in_address and last == parts[-1])
        if in_address and (last.endswith(ADDRESS_BREAKS) or line.text.startswith("/")):
            parts.append(line.text)
            continue
        broken, rest = BROKEN.search(parts[-1]), re.match(r"[^\W\d_]+", line.text)
        if broken and rest:
            parts[-1] = parts[-1] if _keeps_hyphen(broken[1], rest[0], whole) else parts[-1][:-1]
            parts.append(line.text)
        else:
            parts += " ", line.text
    return "".join(parts)


def _keeps_hyphen(above: str, below: str, whole: Counter[str]) -> bool:
    """Whether a broken word has a hyphen of its own there; `whole` has the words with a hyphen elsewhere."""
    start = above.lower()
    alone = is_word(start) or (len(start) == 3 and start not in SYLLABLES)
    two_words = alone and is_word(below.lower()) and not is_word((above + below).lower())
    return f"{above}-{below}" in whole or below[0].isupper() or two_words or start in PREFIXES
