"""The paragraphs of a web page, and the inline elements in them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, Literal

from quiz.convert.blocks import BOLD, NOT_BOLD, Block, Conversion, formula, lowered, tidy, without_bold
from quiz.convert.html_area import Area
from quiz.convert.html_elements import HEADINGS, Element, has, leads_away, names_of, text_of, visible
from quiz.convert.html_notes import BACK, notes_at_marks

OTHER_PAGES: Final = re.compile(
    r"(?:(?:related|recommended|suggested|popular|trending|latest|further) )+(?:stor(?:y|ies)|news|articles?|posts"
    r"|content|topics?|links|pages|reads?|reading|conditions|videos)|you (?:may|might) (?:also )?(?:like|be interested)"
    r"|more (?:from|stories|articles|on this|in this|like this)|read (?:more|next)|most (?:read|popular)|explore more"
    r"|quick links|site map|skip to|share (?:this|on)|follow us|newsletter|sign up|subscribe|comments?$|\d+ comments"
    r"|was this (?:page|article|information)|about the author|cookies? |cookies$|on this page"
    r"|in this (?:page|article|section)|page contents|contents$|table of contents"
    r"|support (?:us|our (?:work|charity))\b|make a donation|donate(?: now| today)?$|can you help\?$",
    re.I,
)
"""Headings of links to other pages, or of notes about this one."""
FURNITURE: Final = re.compile(
    r"share (?:on|via|this) ?.*|(?:print|e-?mail|save|download)(?: this)?(?: page| article| leaflet| pdf)?\W*"
    r"|(?:medically |clinically |fact |peer )?(?:written|reviewed|posted|published|edited|authored) by:? .*"
    r"|(?-i:[Bb]y [A-Z]\S+ [A-Z]\S+).{0,40}"
    r"|(?:(?:page|content|date|this|leaflet|article|was|last|next|first|medically) )*(?:reviewed|updated|published"
    r"|modified|review due|review date|review)(?: (?:on|due|by|date))?:? .{0,20}\d{4}(?:[^.]{0,30}|\W.*review.*)"
    r"|(?:[a-z]{3,9}\.? \d{1,2},?|\d{1,2} [a-z]{3,9}\.?,?) \d{4}(?: ?[/|·•]|,? by) [^\d\n]{1,60}"
    r"|skip to .*|back to (?:the )?top\W*|(?:read|learn|find out|see) more\W*|(?:next|previous)(?: page)?\W*"
    r"|was this .{0,40}helpful.*|(?:copyright|©).*|.*all rights reserved.*"
    r"|(?:(?:on|in) this (?:page|article|section|leaflet|guide)|jump to(?: section)?|(?:table of |page )?contents):?"
    r"|\d+ min(?:ute)?s? read|reading time:? .{0,20}|menu|close|search|home",
    re.I,
)
"""Short blocks about the page rather than its subject."""
LONGEST_FURNITURE: Final = 200
LABELS: Final = re.compile(r"visually-?hidden|\bsr-?only|screen-?reader|\bassistive|\b(?:label|badge|tag|pill)\b", re.I)
"""Classes of labels that are seen apart from the text beside them, or not at all."""
NEW_WINDOW: Final = re.compile(r"\s*\((?:opens|link opens|external link)[^)]{0,40}\)", re.I)


class TextReader:
    """Walks a page and collects its text as paragraphs; a subclass reads the elements that are blocks of their own."""

    def __init__(self, area: Area) -> None:
        self.result = Conversion()
        self.area = area
        self.lines: list[list[str]] = [[]]  # of the current paragraph
        self.letters = self.bold_letters = self.linked_letters = 0
        self.bold = self.linked = self.inline = 0  # how many such elements are open
        self.pending: Block | None = None  # the item that the next text belongs to
        self.lists = 0
        self.level = 1  # of the latest heading
        self.notes, self.placed = notes_at_marks(area.main)
        self.boxes = list[Element]()  # the titles of the boxes that are open
        self.subtitles = list[Element]()
        self.in_cell = False
        self.emptied = set[int]()  # how many blocks there were when something was left out
        self.skipping = 0  # under a heading of this level
        self.trail: list[Block] = []  # the latest heading and those it is below
        self.above: Block | None = None  # the heading to return to after details

    def leave_out(self, what: str, text: str) -> None:
        if what and text.strip():
            self.result.leave_out(what, text)
            if what not in ("an image", "the mark of a footnote"):
                self.emptied.add(len(self.result.blocks))

    def without_emptied(self) -> Iterator[Block]:
        """The blocks, without the headings of parts that were left out."""
        blocks = self.result.blocks
        for place, block in enumerate(blocks, 1):
            last = place == len(blocks) or (blocks[place].kind == "heading" and blocks[place].level <= block.level)
            if block.kind != "heading":
                last = block.kind == "title" and not (place < len(blocks) and blocks[place].boxed)
            if last and place in self.emptied:
                self.result.leave_out("a heading with nothing below it", block.text)
            else:
                yield block

    # The text of a paragraph

    def say(self, text: str | None) -> None:
        if text:
            self.lines[-1].append(f"{BOLD}{text}{NOT_BOLD}" if self.bold and text.strip() else text)
            letters = len(text.strip())
            self.letters += letters
            self.bold_letters += letters if self.bold else 0
            self.linked_letters += letters if self.linked else 0

    def text(self, text: str | None) -> None:
        """Text as written."""
        self.say(self.result.shown(text, "", self.before(), "") if text else "")

    def before(self) -> str:
        """The last words of the line."""
        last = without_bold("".join(self.lines[-1][-9:]))[-40:]
        return last if not last[-1:].isspace() else ""

    def flush(self, kind: Literal["paragraph", "heading", "title"] = "paragraph", level: int = 0) -> None:
        """End a paragraph: it becomes a block unless it is empty."""
        lines = [NEW_WINDOW.sub("", tidy("".join(line))) for line in self.lines]
        bold = bool(self.letters) and self.bold_letters == self.letters
        linked = bool(self.letters) and self.linked_letters == self.letters
        self.lines, self.letters, self.bold_letters, self.linked_letters = [[]], 0, 0, 0
        text = "\n".join(lines).strip("\n")
        for part in re.split(r"\n{2,}", text):
            if linked and kind == "paragraph" and not self.lists and not self.in_cell:
                self.leave_out("a link to another page", part)
            elif part.strip():
                self.add(part, kind, level, bold)

    def add(self, text: str, kind: Literal["paragraph", "heading", "title"], level: int, bold: bool) -> None:
        if kind in ("heading", "title"):
            text = without_bold(text)
        if kind == "heading" and not FURNITURE.fullmatch(text[:LONGEST_FURNITURE]):
            if self.skipping and level > self.skipping:
                return
            self.skipping = level if OTHER_PAGES.match(text) else 0
            if self.skipping:
                self.leave_out("related pages", text)
                return
            if not (self.lists > 1 or self.pending):
                self.begin(Block("heading", text, level))
                return
        if self.skipping:
            return
        if not self.in_cell and len(text) <= LONGEST_FURNITURE and _is_furniture(without_bold(text)):
            self.leave_out("notes on the page", text)
            return
        self.go_back()
        if self.pending:
            self.result.add(replace(self.pending, text=text))
            self.pending = None
        else:  # in an item a heading is its text
            kind = "title" if kind == "title" else "paragraph"
            self.result.add(Block(kind, text, self.lists, bold=bold))

    def begin(self, heading: Block) -> None:
        self.level, self.above = heading.level, None
        self.trail = [*(above for above in self.trail if above.level < heading.level), heading]
        self.result.add(heading)

    def end(self, trail: list[Block]) -> None:
        """End a part that was below other headings than what follows."""
        self.above, self.trail = trail[-1] if trail else None, trail

    def go_back(self) -> None:
        """Repeat the heading above details before the text that follows them."""
        if self.above:
            self.result.add(self.above)
            self.above = None

    # Elements

    def element(self, element: Element) -> None:
        if not isinstance(element.tag, str) or element in self.boxes:  # an entity that is unknown, or already read
            return
        label = self._is_label(element)
        unwanted = None if label else self.unwanted(element)
        if unwanted is not None:
            self.leave_out(unwanted, visible(element))
        elif element.tag == "img":
            self.leave_out("an image", element.get("alt") or "")
        else:
            getattr(self, f"on_{'button' if label else element.tag}", self.on_other)(element)

    def unwanted(self, element: Element, *, sized: bool = True) -> str | None:
        """What an element is if it is no content; empty if that is not worth a word."""
        if element in self.placed:
            self.emptied.add(len(self.result.blocks))
            return ""
        above = self.result.blocks[-1] if self.result.blocks else None
        return self.area.unwanted(element, above, self.lines, listed=bool(self.lists), sized=sized)

    def on_other(self, element: Element) -> None:
        self.children(element)

    def _is_label(self, element: Element) -> bool:
        """Whether a button, or what serves as one, is the heading of the part it opens."""
        if element.tag != "button":
            return element.tag not in (*HEADINGS, "summary", "dt") and self.area.opens(element)
        if any(above.tag in (*HEADINGS, "summary", "dt") for above in element.iterancestors()):
            return True
        named = f"{element.get('class') or ''}"
        return bool(element.get("aria-controls") or re.search(r"accordion|collaps|faq|expand", named, re.I))

    def apart_label(self, element: Element) -> None:
        """Read a label apart from the text beside it."""
        begins = not any(map(str.strip, self.lines[-1]))
        self.say(" ")
        self.children(element)
        following = element.getnext()
        said, after = (
            self.before(),
            (element.tail or "").strip() or (text_of(following) if following is not None else ""),
        )
        apart = " " if after[:1].isalnum() else ""
        self.say(": " if begins and said[-1:].isalnum() and after.lstrip()[:1].isupper() else apart)

    def children(self, element: Element) -> None:
        self.text(element.text)
        for child in element:
            self.element(child)
            self.text(child.tail)

    def strong(self, element: Element) -> None:
        self.bold += 1
        self.children(element)
        self.bold -= 1

    on_b = on_strong = strong

    def on_a(self, element: Element) -> None:
        if BACK.fullmatch(tidy(text_of(element))):
            return
        elsewhere = leads_away(element)
        self.linked += elsewhere
        self.children(element)
        self.linked -= elsewhere

    def on_br(self, element: Element) -> None:
        self.lines.append([])

    def on_hr(self, element: Element) -> None:
        self.flush()

    def on_q(self, element: Element) -> None:
        self.say("“")
        self.children(element)
        self.say("”")

    def on_sup(self, element: Element) -> None:
        if element in self.notes:
            note = self.notes[element]
            self.say(f" ({note})" if self.before() else f"({note})")
            return
        if has(element, "table", "ul", "ol", "p", "div"):
            self.children(element)
            return
        links = [*element.iter("a"), *element.iterancestors("a")]
        to_note = any("#" in (link.get("href") or "") for link in links) or bool(
            names_of(element) & {"reference", "footnote", "fn", "noteref", "cite", "citation", "ref"}
        )
        self.say(self.result.raised(tidy(text_of(element)), self.before(), element.tail or "", linked=to_note))

    def on_sub(self, element: Element) -> None:
        self.say(lowered(tidy(text_of(element))) if len(text_of(element)) < 40 else text_of(element))

    def on_math(self, element: Element) -> None:
        self.say(formula(element))

    def on_pre(self, element: Element) -> None:
        self.flush()
        text = text_of(element).translate({0xAD: None}).strip("\n")
        if text.strip() and not self.skipping:
            self.go_back()
            self.result.add(Block("code", text, self.lists))


def _is_furniture(text: str) -> bool:
    """Whether a text is about the page, or all its lines are, or one of its parts between bars is."""
    lines = text.split("\n")
    parts = re.split(r"\s+[|·•]\s+", text)[1:]
    return any(map(FURNITURE.fullmatch, (text, *parts))) or all(map(FURNITURE.fullmatch, lines))
