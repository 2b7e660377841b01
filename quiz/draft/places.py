"""Find what can be asked about in a document: paragraphs, lists and tables, each with its heading and lead."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from typing import Final, NamedTuple

from quiz.bank.document import Block, Document, Section
from quiz.bank.junk import APART, is_junk
from quiz.bank.matter import matter_of
from quiz.bank.pointing import AHEAD, HALF, leans
from quiz.draft.passages import (
    BOLD,
    DEFINITION,
    LONGEST,
    LONGEST_BEFORE,
    NUMBERED,
    Listing,
    Place,
    Sentence,
    list_places,
    lists_of_table,
    read_paragraph,
    under,
)

NUMBER: Final = re.compile(r"^(?:\d+(?:\.\d+)*[.)]?|Q[.:)]?) +(?=\D)")
"""The number of a heading, or the letter of a question."""
LONGEST_UNMARKED: Final = 8
"""The maximum number of words of an item without a mark."""
ALARM: Final = re.compile(
    r"\s*(?:[:!?]{3}\+?|>\s*\[!).*\b(?:warning|danger|caution|important|attention|alert|urgent|emergency)\b", re.I
)
"""The beginning of a call-out that warns."""


class Part(NamedTuple):
    """Consecutive places under one heading (empty under the document's title); `whole` if nothing else is under that.

    `first` if nothing under it is before them; `alarm`: in a warning call-out. `after` is the list before them, or the
    table that completes its heading.
    """

    heading: str
    places: list[Place]
    whole: bool = False
    after: Listing | None = None
    first: bool = False
    alarm: bool = False

    @property
    def paragraphs(self) -> list[tuple[Sentence, ...]]:
        return [place.found for place in self.places if not isinstance(place.found, Listing)]

    @property
    def sentences(self) -> list[Sentence]:
        return list(chain(*self.paragraphs))


def parts(document: Document) -> Iterator[Part]:
    """Everything that can be asked about, in the order of the document."""
    headed = [section for section in document.sections if section.heading]
    headings = {NUMBER.sub("", section.heading.strip()).casefold() for section in headed}
    above: dict[int, str] = {}
    for section in document.sections:
        heading = NUMBER.sub("", section.heading.strip())[:LONGEST].rstrip()
        above = {level: title for level, title in above.items() if level < section.level}
        outer = above[max(above)] if above and max(above) > 1 else ""
        if len(heading.split()) <= 2 and outer:
            heading = under(outer, heading)
        above[section.level] = heading
        if APART.fullmatch(section.heading.strip(" .:*")):
            continue
        is_title = section in headed[:1] and section.level == 1
        name = "" if is_title else heading
        found = list(_parts_in(section, name, heading, outer, headings))
        unread = any(block.code for block in section.blocks) or "<!--" in section.source
        often = Counter(part.heading for part in found)
        for number, part in enumerate(found):
            others = part.heading == name and (not name or len(found) > 1)
            whole = often[part.heading] == 1 and not (unread or others)
            yield part._replace(whole=whole, first=(whole or number == 0) and (part.heading != "" or not is_title))


def _parts_in(section: Section, title: str, heading: str, outer: str, headings: set[str]) -> Iterator[Part]:
    """The parts of a section: each list and table, and each run of paragraphs, in a call-out or outside it.

    `title` is what they are asked under; if empty, a list without a lead is asked by the `heading`.
    """
    from quiz.bank.markdown import call_outs  # it imports the Markdown parser

    lines = section.source.split("\n")
    boxes, titles = call_outs(lines), dict[int, str]()
    alarms = {box for box, line in zip(boxes, lines, strict=False) if box and ALARM.match(line)}
    name, lead, before, label, announced = title, "", "", "", ""
    before_it, box_before = None, 0  # the list before, and its call-out
    run, lost = Part("", []), False
    units = list(_units(section))
    several = sum(map(_is_label, section.blocks)) > 1
    for number, (kind, blocks) in enumerate(units, 1):
        following = units[number][0] if number < len(units) else ""
        at = min(blocks[0].line - section.line, len(lines) - 1)
        box = boxes[at]
        if blocks[0].title:
            called = blocks[0].text
            titles[box] = under(title, called) if len(called.split()) <= 2 and title[-1:] != "?" else called
            lead = before = ""
            continue
        base = (titles.get(box) if box else "") or title
        over = under(base, label)
        above, label, alarm = over, "", box in alarms
        last = (units[number][1][0].line if number < len(units) else section.line + len(lines)) - 1
        while last > blocks[-1].line and not lines[last - section.line].strip():
            last -= 1
        if kind == "paragraph":
            above, sentences, lead, before = read_paragraph(blocks[0], over, lines[at], following, lost=lost)
            lost = not (sentences or lead)
            own = above[len(over) :].lstrip(": ")
            if BOLD.match(lines[at]) and not box:  # a heading until the next one, or the end of the last
                title = above = under(name, own)
            named = lead == blocks[0].text and ":" not in lead and lead[-1:] != "."
            announced = "" if sentences else announced
            if lead and not named and following == "paragraph":
                announced = lead
            before = before or announced
            if lead and (following == "table" or named) and not is_junk(lead):
                bold = BOLD.match(lines[at])
                if named and not box and (bold or several or lead[-1] == "?"):  # a heading until the next one
                    title = under(outer if bold else name, lead)
                else:
                    title, label = name if named else title, lead
            if above not in (over, title) and following == "list":  # it holds for the list too
                label = own
            place = Place(sentences, blocks[0].line, last)
            if sentences and run.places and run.heading == above and boxes[run.places[-1].first - section.line] == box:
                run.places.append(place)
            elif sentences:
                yield from [run] if run.places else []
                after = before_it if (above, box) == (base, box_before) else None
                run = Part(above, [place], after=after, alarm=alarm)
        else:
            if kind == "table":
                listed = [Place(one, blocks[0].line, blocks[-1].line) for one in lists_of_table(blocks, above)]
                texts = tuple(block.text for block in blocks)
                before_it, box_before = Listing(above, texts, texts) if HALF.search(above) else None, box
            else:
                written = [lines[min(block.line - section.line, len(lines) - 1)] for block in blocks]
                leads = lead or (above if HALF.search(above) else "")
                if run.places and not before:
                    spoken = above != name or AHEAD.search(run.sentences[-1].text)
                    if leans(AHEAD.sub("", lead)) if lead else run.heading == above and spoken:
                        before = _closing(run)
                listed = list(list_places(blocks, leads, before, above or heading, headings, written, last))
                if listed and isinstance(listed[-1].found, Listing):
                    before_it, box_before = listed[-1].found, box
            if listed:
                yield from [run] if run.places else []
                run = Part("", [])
                for one in listed:  # items that are paragraphs of their own keep what to do with them
                    apart = not isinstance(one.found, Listing) and matter_of(lead).guides
                    yield Part(under(above, lead) if apart else above, [one], alarm=alarm)
            lead, before, lost = "", "", False
    if run.places:
        yield run


def _is_label(block: Block) -> bool:
    """Whether a paragraph is a line of its own that may be a heading: a few words without an end."""
    plain = not (block.listed or block.title or block.code or block.columns)
    return plain and block.text[-1:] not in ".!?:;," and len(block.text.split()) <= LONGEST_UNMARKED


def _closing(run: Part) -> str:
    """The end of the paragraphs before a list, to quote it; empty if that is long, or refers to something before it."""
    last = run.sentences[-1]
    text = f"{last.before} {last.text}".strip() if last.before is not None else ""
    return "" if len(text) > LONGEST_BEFORE or leans(AHEAD.sub("", text)) else text


def _units(section: Section) -> Iterator[tuple[str, list[Block]]]:
    """The blocks of a section: those of a list or a table together, and each paragraph."""

    def sort(numbered: tuple[int, Block]) -> tuple[object, ...]:
        number, block = numbered
        if block.columns:
            return ("table", *(column.heading for column in block.columns))
        listed = block.listed or DEFINITION.match(block.text) or (block.text[:1].islower() and not block.code)
        return ("list",) if listed or number in led else ("paragraph", number)

    led = set(_led(section.blocks))
    for (kind, *_), blocks in groupby(enumerate(section.blocks), sort):
        yield str(kind), [block for _, block in blocks]


def _led(blocks: Sequence[Block]) -> Iterator[int]:
    """The places of two or more short or numbered paragraphs after one that ends in a colon: its items."""
    led, open = list[int](), False
    for number, block in enumerate(blocks):
        plain = not (block.listed or block.title or block.code or block.columns)
        if open and plain and (_is_label(block) or NUMBERED.match(block.text)):
            led.append(number)
        else:
            yield from led if len(led) > 1 else ()
            led, open = [], plain and block.text.endswith(":")
    yield from led if len(led) > 1 else ()
