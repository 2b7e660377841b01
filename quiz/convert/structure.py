"""What authors set by hand instead of marking it: headings in bold, typed lists, boxes; the same in every format."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise
from typing import Final

from quiz.bank.junk import PUBLISHER
from quiz.bank.matter import instructs
from quiz.convert.blocks import BOLD, NOT_BOLD, Block, Conversion, tidy, without_bold

BULLET: Final = re.compile(r"(?:(?:[•‣◦▪●○■□▸►➢➤✓✔·\uf0a7\uf0b7\uf0d8\uf0fc]|[–*-](?=\s))\s*)+(?=\S)")
AFTER_COLON: Final = re.compile(rf"(:{NOT_BOLD}?) (?=[•‣◦▪●○■□] ?\S)")
"""Before the first bullet of a list that is typed on the line that leads to it."""
LONGEST_HEADING: Final = 100
NO_TITLE: Final = re.compile(
    r"\.\w{2,4}$|^(?:microsoft word|powerpoint|word document|document\d*$|untitled|\(?anonymous|unspecified|template)",
    re.I,
)
"""Titles that programs give to untitled documents."""
PHONE: Final = re.compile(r"\d(?:[ ()/-]?\d){6}")

SENTENCE_END: Final = re.compile(rf"[.!?:;…][\"”’)]*{NOT_BOLD}?$")
NEW_LINE: Final = re.compile(rf"{BOLD}?[\"“‘(]?[A-Z][a-z’']* [a-z]")
"""A line that begins as a sentence does, not as a name."""
LONGEST_LINE: Final = 8
"""The maximum number of words of a line that is an item without a mark."""
FORM_LINE: Final = re.compile(r"(?:(?:[^.!?_…]{1,40}:\s*|(?:[\w’'-]+ ){1,3})(?:_{3,}|…{2,}|\.{5,})[\W_]*)+")
"""Labels with room to write in."""
MARK: Final = re.compile(
    rf"(?P<bold>{BOLD}?)(?:step )?\(?(?:(?P<digits>\d{{1,2}})[.):]|(?P<letters>[a-z]|[ivx]{{2,4}})\))"
    rf"(?:\s+(?P<ends>{NOT_BOLD})?\s*|(?P<shut>{NOT_BOLD})\s+)(?=\S)",
    re.I,
)
"""A number or a letter that is typed before an item."""
ROMAN: Final = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
MOST_BETWEEN: Final = 2
NUMBER: Final = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)[.)]?\s")
"""A number typed at the beginning of a heading."""


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
        if block.kind == "item":  # numbered by the program: in a list of bold items, this is one of them
            near = (*blocks[max(place - 1, 0) : place], *blocks[place + 1 : place + 2])
            serves = serves and block.number is not None and all(one.kind != "item" for one in near)
        number = NUMBER.match(text)
        if leads and following and block.kind == "item" and block.bold and not (following.bold or following.level):
            block = replace(block, kind="paragraph", level=0)  # it leads to the items after it
        if not serves or leads or following is None:
            yield block
        elif not place and not real and not number:
            yield replace(block, kind="heading", text=text, level=1)
        else:
            below = level + number[1].count(".") if number else level
            yield replace(block, kind="heading", text=text, level=min(below + 1, 6))


def finish(conversion: Conversion) -> None:
    """Find items, headings and form lines among the blocks, and put the title first if there is none."""
    blocks = list[Block]()
    for block in typed_lists(conversion.blocks):
        if block.kind == "paragraph" and FORM_LINE.fullmatch(without_bold(block.text[:1000])):
            conversion.leave_out("a line to fill in", block.text)
        else:
            blocks.append(block)
    blocks, title = list(with_headings(_without_letterhead(blocks, conversion))), conversion.title
    title = "" if PUBLISHER.fullmatch(title) else title
    if (
        title
        and not NO_TITLE.search(title)
        and not any(block.kind == "heading" and block.level == 1 for block in blocks)
    ):
        same = bool(blocks) and without_bold(blocks[0].text).casefold() == title.casefold()
        blocks[:1] = [Block("heading", title, 1), *([] if same else blocks[:1])]
    conversion.blocks = blocks


def _without_letterhead(blocks: list[Block], conversion: Conversion) -> list[Block]:
    """The blocks without the name of the publisher above the title."""
    while len(blocks) > 1 and PUBLISHER.fullmatch(without_bold(blocks[0].text)[:LONGEST_HEADING]):
        first, second = (block.kind == "heading" or block.bold for block in blocks[:2])
        if not second and not (first and conversion.title):
            break
        conversion.leave_out("a letterhead", blocks[0].text)
        blocks = blocks[1:]
    return blocks


def as_box(blocks: list[Block], start: int) -> bool:
    """Make the blocks of a box, those from `start` on, a call-out if only the first is a heading; say whether it is.

    What follows is not under that heading.
    """
    first, *rest = blocks[start:] or [Block("paragraph")]
    titled = (first.kind == "heading" and first.level > 1) or _like_title(first)
    more = any(_like_title(block) and following.kind != "item" for block, following in pairwise(rest))
    if not titled or not rest or more or any(block.kind in ("heading", "title") for block in rest):
        return False
    blocks[start:] = [replace(first, kind="title", level=0), *(replace(block, boxed=True) for block in rest)]
    return True


def _like_title(block: Block) -> bool:
    return block.kind == "paragraph" and block.bold and is_title(without_bold(block.text))


def typed_lists(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks with the lists whose bullets, numbers or letters are typed, paragraph after paragraph, as lists."""
    blocks = list(chain.from_iterable(map(_marked_lines, blocks)))
    numbers, inside = dict[int, int](), set[int]()
    for run in _marked(blocks):
        if _is_list(run, blocks):
            numbers |= dict(run)
            gaps = {after - place for (place, _), (after, _) in pairwise(run)}
            last = run[-1][0] + (gaps.pop() if len(gaps) == 1 else 1)  # as much belongs to the last item
            inside |= set(range(run[0][0], last))
    before: Block | None = None
    for place, block in enumerate(blocks):
        if place in numbers:
            text = MARK.sub(lambda found: "" if found["ends"] or found["shut"] else found["bold"], block.text, count=1)
            number = numbers[place]
            parts = [replace(block, kind="item", text=text, level=0, number=number, first=number == 1, bold=False)]
        elif place in inside and block.kind in ("paragraph", "item"):
            parts = [replace(part, level=part.level + 1) for part in parts_of(block)]
        else:
            parts = parts_of(block)
            if block.kind == "paragraph" and before and before.kind == "item" and parts[0].kind == "item":
                parts[0] = replace(parts[0], first=before.number is not None)
        yield from parts
        typed = place in numbers or (block.kind == "paragraph" and parts[-1].kind == "item")
        before = parts[-1] if typed else None


def _marked_lines(block: Block) -> list[Block]:
    """A paragraph, divided where its lines begin with marks that follow each other."""
    if block.kind != "paragraph":
        return [block]
    starts = [0, *(found.end() for found in re.finditer("\n", block.text) if MARK.match(block.text, found.end()))]
    marks = [_values(found) for found in (MARK.match(block.text, start) for start in starts[:3]) if found]
    if len(marks) < 2 or not (1 in marks[0] and 2 in marks[1]):
        return [block]
    return [
        replace(block, text=block.text[start:end].strip("\n"))
        for start, end in pairwise([*starts, len(block.text)])
        if block.text[start:end].strip()
    ]


def _values(found: re.Match[str]) -> set[int]:
    """The place in a list that a mark may give, such as 1 and 9 for “i”."""
    letters = (found["letters"] or "").lower()
    if not letters:
        return {int(found["digits"])}
    roman = {ROMAN.index(letters) + 1} if letters in ROMAN else set[int]()
    return roman | ({ord(letters) - ord("a") + 1} if len(letters) == 1 else set())


def _marked(blocks: Sequence[Block]) -> Iterator[list[tuple[int, int]]]:
    """The runs of blocks with marks that follow each other from 1 or a, each as its place and its number.

    A few paragraphs or items may be between two of them.
    """
    run, sort = list[tuple[int, int]](), ""
    for place, block in enumerate(blocks):
        found = MARK.match(block.text) if block.kind in ("paragraph", "heading") else None
        found = found if block.kind == "paragraph" or (found and found["letters"]) else None
        if run and (place - run[-1][0] > MOST_BETWEEN + 1 or (not found and block.kind not in ("paragraph", "item"))):
            yield run
            run = []
        if not found:
            continue
        values, looks = _values(found), f"{block.kind}{'a' if found['letters'] else '1'}"
        if run and looks == sort and run[-1][1] + 1 in values:
            run.append((place, run[-1][1] + 1))
        elif 1 in values:
            yield run
            run, sort = [(place, 1)], looks
    yield run


def _is_list(run: list[tuple[int, int]], blocks: Sequence[Block]) -> bool:
    """Whether marked blocks are items and no headings: nothing is between them, or most say what to do."""
    marked = [blocks[place] for place, _ in run]
    if len(run) < 2 or len({block.bold for block in marked}) > 1:
        return False
    if all(after - place == 1 for (place, _), (after, _) in pairwise(run)) and marked[0].kind == "paragraph":
        return True
    texts = [without_bold(MARK.sub("", block.text, count=1)) for block in marked]
    return 2 * sum(map(instructs, texts)) > len(texts) and not any(text.endswith("?") for text in texts)


def is_title(text: str) -> bool:
    """Whether a text looks like a heading: short, on one line, no telephone number, no sentence end."""
    ends = text.endswith((".", ";", ",", "…", "!")) or "\n" in text
    return (
        0 < len(text) <= LONGEST_HEADING
        and not ends
        and (not PHONE.search(text) or len(PHONE.sub("", text).split()) > 4)
    )


def parts_of(block: Block) -> list[Block]:
    """A paragraph or item split at typed bullets and at lines that end or begin like sentences."""
    parts = list[tuple[Block, list[str]]]()  # with the lines of each
    if block.kind == "item":  # a mark is typed beside that of the list
        block = replace(block, text=BULLET.sub("", block.text, count=1) if BULLET.match(block.text) else block.text)
    text = AFTER_COLON.sub(r"\1\n", block.text) if block.kind == "paragraph" else block.text
    lines = text.split("\n") if block.kind in ("paragraph", "item") else []
    led = _led_by(lines) if block.kind == "paragraph" else len(lines)
    apart = _lines_apart(lines[:led])
    items = set(_items_in(lines[:led])) if apart else set[int]()
    for place, line in enumerate(lines[:led]):
        bullet = BULLET.match(line) if block.kind == "paragraph" else None
        if bullet or place in items:
            first = not parts or parts[-1][0].kind != "item"
            parts.append((replace(block, kind="item", first=first), [line[bullet.end() if bullet else 0 :]]))
        elif not parts:
            parts.append((block, [line]))
        elif _divides(parts[-1][1][-1], line) or (apart and without_bold(line)[:1].isupper()):
            level = block.level + (block.kind == "item")
            parts.append((replace(block, kind="paragraph", level=level), [line]))
        else:
            parts[-1][1].append(line)
    parts += [(replace(block, kind="item", first=not place), [line]) for place, line in enumerate(lines[led:])]
    return [replace(part, text="\n".join(inside)) for part, inside in parts] or [block]


def _divides(line: str, following: str) -> bool:
    return bool(SENTENCE_END.search(line) or NEW_LINE.match(following))


def _lines_apart(lines: Sequence[str]) -> bool:
    """Whether most line breaks divide sentences: then the others divide headings and items."""
    breaks = [_divides(*both) for both in pairwise(lines) if not BULLET.match(both[1])]
    return 2 * sum(breaks) > len(breaks) > 2


def _items_in(lines: Sequence[str]) -> Iterator[int]:
    """The lines after a colon up to the end of the sentence, at least two. A heading may follow, or a question."""
    run, open = list[int](), False
    for place, line in enumerate([*lines, ""]):
        if open and line and not SENTENCE_END.search(line) and is_title(without_bold(line)):
            run.append(place)
            continue
        if run:
            if len(line) > LONGEST_HEADING:
                run.pop()
            elif line and not without_bold(line).endswith((":", "?")):
                run.append(place)
            yield from run if len(run) > 1 else ()
        run, open = [], without_bold(line).endswith(":")


def _led_by(lines: Sequence[str]) -> int:
    """Where the short lines begin that a line ending in a colon leads to, at least two; or how many lines there are."""
    first = next((n for n, line in enumerate(lines, 1) if without_bold(line).endswith(":")), len(lines))
    brief = all(len(line.split()) <= LONGEST_LINE and not BULLET.match(line) for line in lines[first:])
    return first if brief and len(lines) - first > 1 else len(lines)


def cell_text(blocks: Iterable[Block]) -> str:
    """The text of a cell on one line: its paragraphs after each other, its items with semicolons between."""
    texts = list[str]()
    for block in filter(lambda part: part.text, chain.from_iterable(map(parts_of, blocks))):
        if texts:
            goes_on = SENTENCE_END.search(texts[-1]) or block.text[:1].islower()
            texts.append(" " if goes_on and (block.kind != "item" or block.first) else "; ")
        texts.append(block.text.rstrip(";" if block.kind == "item" else ""))
    return tidy("".join(texts))
