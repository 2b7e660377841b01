"""HTML pages → blocks: the main content, as it is read on the screen.

What is content is decided here: tools that extract articles (trafilatura 2.3, readability) leave out collapsed answers
and boxes beside the text, without saying so, and in a leaflet those are the risks and the warnings.
"""

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import Final

from quiz.bank.junk import is_junk
from quiz.bank.matter import matter_of
from quiz.convert.blocks import Block, Conversion, tidy, without_bold
from quiz.convert.html_area import Area
from quiz.convert.html_boxes import SUBTITLES, is_box, is_linked_title, title_of
from quiz.convert.html_elements import BLOCKS, HEADINGS, Element, has, names_of, page_of, text_of, visible
from quiz.convert.html_tables import TableReader
from quiz.convert.html_text import LABELS
from quiz.convert.structure import MARK

LONGEST_PART: Final = 200
"""The maximum length of a part of a list that is drawn as boxes."""
LONGEST_BADGE: Final = 3
"""The maximum length of what is only a sign beside a heading, with the space between them."""
NOTES: Final = frozenset(("footnotes", "endnotes"))
"""Classes of an element that contains notes."""


def html_blocks(data: bytes) -> Conversion:
    """The main content of a page. Raises QuizError if it isn't HTML, or is nested too deeply."""
    page = page_of(data)
    if page is None:
        return Conversion()
    body = page.find(".//body")
    reader = _Reader(Area(page if body is None else body))
    reader.read(page)
    return reader.result


class _Reader(TableReader):
    """Walks a page and collects its blocks."""

    def read(self, page: Element) -> None:
        title = page.find(".//title")
        self.result.title = re.split(r"\s+[|–—-]\s+", tidy(text_of(title)))[0] if title is not None else ""
        body, main = self.area.body, self.area.main
        if main is not body:
            headings = [found for found in body.iter("h1") if tidy(text_of(found))]
            if len(headings) == 1 and main.find(".//h1") is None:
                self.begin(Block("heading", tidy(text_of(headings[0])), 1))
            self._list_outside(body, main)
        self.alike = Counter[str](  # the number of headings in elements of each class
            above.get("class") for heading in main.iter(*HEADINGS) for above in heading.iterancestors()
        )
        tabs = (found for found in main.iter() if found.get("role") == "tab" and found.get("id"))
        self.tabs = {found.get("id"): tidy(text_of(found)) for found in tabs}
        linked = [] if has(body, "h1") else [found for found in main.iter() if is_linked_title(found)]
        self.linked_title = linked[0] if len(linked) == 1 else None
        self.element(main)
        self.flush()
        self.result.blocks = self._from_title(list(self.without_emptied()))

    def _from_title(self, blocks: list[Block]) -> list[Block]:
        """The blocks without those above the page's title, unless one of them is a sentence or says what to do."""
        titles = [place for place, block in enumerate(blocks) if block.kind == "heading" and block.level == 1]
        above = blocks[: titles[0]] if len(titles) == 1 else []
        texts = [without_bold(block.text) for block in above]
        if any(block.kind == "table" for block in above) or any(map(_says, texts)):
            return blocks
        if self.result.title in texts:  # and what was taken for the title begins a part
            place = texts.index(self.result.title)
            return [Block("heading", texts[place], 1), *blocks[place + 1 :]]
        for text in texts:
            self.result.leave_out("the page header", text)
        return blocks[len(above) :]

    def _list_outside(self, body: Element, main: Element) -> None:
        above = {main, *main.iterancestors()}
        for parent in main.iterancestors():
            if parent is body or body in parent.iterancestors():
                for child in parent:
                    if child not in above and isinstance(child.tag, str) and (text := visible(child)):
                        self.leave_out(self.unwanted(child, sized=False) or "outside the main part", text)

    def on_other(self, element: Element) -> None:
        subtitle = names_of(element) & SUBTITLES
        if self.inline and subtitle:
            self.subtitles.append(element)
        elif (
            subtitle and self._is_below_heading() and not _says(text := visible(element)) and not re.search(r"\d", text)
        ):
            self.leave_out("a subtitle", text)
        elif element is self.linked_title:
            self.heading(element)
        elif element.get("role") == "tabpanel" and element.get("aria-labelledby") in self.tabs:
            self.apart(element, self.tabs.pop(element.get("aria-labelledby")))
        elif names_of(element) & NOTES and not has(element, *HEADINGS) and self._unread(element):
            self.apart(element, "Notes")
        elif element.tag not in BLOCKS and LABELS.search(element.get("class") or ""):
            self.apart_label(element)
        elif element.tag not in BLOCKS or self.inline:
            self.say(" " if element.tag in BLOCKS else "")
            self.children(element)
        else:
            self.flush()
            opened = self.trail if element.get("id") in self.area.panels else []
            opened = opened if opened[-1:] == self.result.blocks[-1:] else []
            title = None if self.boxes or self.lists or self.in_cell else title_of(element, self.level, self.alike)
            if title is None and self._is_list(element):
                self.listing(element)
            elif title is None and is_box(element) and not has(element, "h1"):
                self.apart(element)
            elif title is None:
                self.children(element)
            else:
                self.box(element, title)
            self.flush()
            if opened[:-1] and self.trail[: len(opened)] == opened and not self.boxes:
                self.end(opened[:-1])
                self.level = opened[-2].level

    def _is_below_heading(self) -> bool:
        said = any(part.strip() for line in self.lines for part in line)
        return not said and bool(self.result.blocks) and self.result.blocks[-1].kind == "heading"

    def _unread(self, notes: Element) -> bool:
        """Whether some of the notes are not read where their markers are."""
        return any(note not in self.placed for note in notes.iter("p", "li"))

    def box(self, element: Element, title: Element) -> None:
        """Read a call-out, whose title is not a heading for what follows it."""
        start, level, above, trail = len(self.result.blocks), self.level, self.above, self.trail
        self.above = None
        self.label(title)
        self.flush("title")
        self.boxes = [*self.boxes, title]
        self.children(element)
        self.flush()
        self.boxes, self.level, self.above, self.trail = self.boxes[:-1], level, above, trail
        inside = self.result.blocks[start + 1 :]
        self.result.blocks[start + 1 :] = [
            replace(block, kind="paragraph" if block.kind == "heading" else block.kind, boxed=True) for block in inside
        ]

    def heading(self, element: Element) -> None:
        self.flush()
        self.label(element)
        self.flush("heading", int(element.tag[1]) if element.tag in HEADINGS else 1)
        while self.subtitles:
            self.children(self.subtitles.pop(0))
            self.flush()

    def label(self, element: Element) -> None:
        """Read an element that is one line, whatever it contains."""
        self.inline += 1
        self.children(element)
        self.inline -= 1
        self.lines = [[" ".join("".join(line) for line in self.lines)]]

    on_h1 = on_h2 = on_h3 = on_h4 = on_h5 = on_h6 = heading

    def opener(self, element: Element) -> None:
        """Read the heading of something that opens on a click."""
        inside = any(above.tag in (*HEADINGS, "summary", "dt") for above in element.iterancestors())
        heading = next(element.iter(*HEADINGS), None)
        if heading is not None and len(visible(element)) - len(visible(heading)) <= LONGEST_BADGE:
            self.element(heading)
        elif self.inline or inside or heading is not None:
            self.children(element)
        else:
            self.flush()
            self.label(element)
            self.flush("heading", min(self.level + 1, 6))

    on_button = on_summary = opener

    def apart(self, element: Element, title: str = "") -> None:
        """Read a box, or something that opens on a click: its headings end where it does. `title` is set elsewhere."""
        self.flush()
        level, above, trail = self.level, self.above, self.trail
        self.above = None
        self.text(title)
        self.flush("heading", min(level + 1, 6))
        self.children(element)
        self.flush()
        if self.trail is not trail and not (self.boxes or self.in_cell):
            self.end(trail)
        self.above, self.level = above or self.above, level

    on_details = apart

    def listing(self, element: Element) -> None:
        self.flush()
        outer, self.pending = self.pending, None
        if outer and not self.skipping:  # an item that only contains a list
            self.lists -= 1
        numbered, first = element.tag == "ol", True
        number = int(start) if (start := element.get("start") or "1").isdecimal() and len(start) < 9 else 1
        self.text(element.text)
        for child in element:
            if child.tag == ("div" if element.tag == "div" else "li") and self.unwanted(child) is None:
                self.flush()
                self.pending = Block("item", "", self.lists, number if numbered else None, first=first)
                self.lists += 1
                self.children(child)
                self.flush()
                self.lists -= 1
                first, number = first and self.pending is not None, number + (self.pending is None)
                self.pending = None
            else:
                inside = not first and child.tag in ("ul", "ol", "dir")  # a list that belongs to the item before
                self.lists += inside
                self.element(child)
                self.lists -= inside
            self.text(child.tail)
        self.flush()
        if outer and not self.skipping:
            self.lists += 1

    on_ul = on_ol = on_dir = listing

    def _is_list(self, element: Element) -> bool:
        """Whether short parts that look alike follow a line that leads to them: a list that is drawn as boxes."""
        above = self.result.blocks[-1].text if self.result.blocks else ""
        parts = [part for part in element if isinstance(part.tag, str)]
        alike = {(part.tag, part.get("class")) for part in parts}
        return (
            len(parts) > 1
            and len(alike) == 1
            and parts[0].tag == "div"
            and without_bold(above).endswith(":")
            and not (element.text or "").strip()
            and not has(element, "ul", "ol", "dl", "table", "form", "details", "h1", "h2")
            and all(0 < len(tidy(text_of(part))) <= LONGEST_PART for part in parts)
            and not MARK.match(f"{tidy(text_of(parts[0]))} ")
        )

    def on_dl(self, element: Element) -> None:
        """Read terms with their definitions: an item for each, or headings if the definitions are long."""
        self.flush()
        parts = [part for part in element.iter("dt", "dd") if next(part.iterancestors("dl")) is element]
        long = any(part.tag == "dd" and has(part, "p", "ul", "ol", "table", "dl") for part in parts) or any(
            part.tag == "dt" and tidy(text_of(part)).endswith("?") for part in parts
        )
        if long and not self.lists:
            for part in parts:
                self.children(part)
                self.flush(*(("heading", min(self.level + 1, 6)) if part.tag == "dt" else ("paragraph", 0)))
                if part.tag == "dt":
                    self.level = max(self.level - 1, 1)
            return
        term, first = list[str](), True
        for part, following in pairwise([*parts, None]):
            self.children(part)
            term.append(tidy(" ".join(map("".join, self.lines))))
            self.lines = [[]]
            if following is None or (part.tag == "dd" and following.tag == "dt"):
                names = without_bold(" ".join(term[:1])).rstrip(":")
                self.say(f"{names}: {' '.join(term[1:])}" if len(term) > 1 else names)
                self.pending = Block("item", "", self.lists, first=first)
                self.flush()
                term, first, self.pending = [], False, None


def _says(text: str) -> bool:
    """Whether a text is a sentence, or says what to do."""
    sentence = text.endswith((".", "!", "?", ":")) and len(text.split()) > 4
    return not is_junk(text) and (sentence or matter_of(text).guides)
