"""HTML pages → blocks: the main content, as it is read on the screen.

The page is parsed by lxml, which closes what authors leave open as browsers do. What is content is decided here: tools
that extract articles (trafilatura 2.3, readability) leave out collapsed answers and boxes beside the text, without
saying so, and in a leaflet those are the risks and the warnings.
"""

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise
from typing import Any, Final, Literal

from lxml import etree
from lxml.html import HTMLParser

from quiz.convert.blocks import (
    BOLD,
    NOT_BOLD,
    Block,
    Conversion,
    cell_text,
    formula,
    is_title,
    lowered,
    raised,
    tidy,
    without_bold,
)
from quiz.errors import QuizError

Element = Any  # lxml has no types
DECLARED: Final = re.compile(
    rb"""<(?:meta\b[^>]{0,200}?charset\s*=|\?xml\b[^>]{0,100}?encoding\s*=)\s*["']?([\w-]+)""", re.I
)
AS_BROWSERS_READ: Final = {"iso8859-1": "cp1252", "ascii": "cp1252", "utf-16": "utf-8", "utf-16-le": "utf-8"}
"""By the standard of HTML: what pages declare, and how they are encoded."""


def _by_word(words: dict[str, str]) -> dict[str, str]:
    return {word: what for what, several in words.items() for word in several.split()}


DROPPED: Final = _by_word(
    {
        "": "script style template link meta head",
        "media": "svg canvas iframe object embed audio video map source track",
        "form fields": "input select textarea button datalist option progress meter",
        "navigation": "nav menu",
        "a dialogue": "dialog",
        "struck-out text": "del s strike",
    }
)
"""Elements that are no text of the page, by what they are called in the list of what was left out."""
BY_ROLE: Final = _by_word(
    {
        "navigation": "navigation menu menubar toolbar",
        "form fields": "search form",
        "a dialogue": "dialog alertdialog",
        "the footer": "contentinfo",
        "the page header": "banner",
    }
)
BY_NAME: Final = _by_word(
    {
        "a cookie notice": "cookie cookies consent gdpr ccm onetrust cookiebanner",
        "navigation": "nav navbar navigation menu breadcrumb breadcrumbs crumbs pagination pager skip skiplink sitemap "
        "submenu topnav sidenav megamenu toc topbar contents",
        "links to share": "share sharing social sharebar addtoany sharethis addthis",
        "related pages": "related recommended recommendations trending popular outbrain taboola",
        "advertising": "ad ads advert adverts advertisement adsense sponsor sponsored promo promotion",
        "a pop-up": "newsletter subscribe signup popup modal lightbox",
        "comments": "comments disqus respond commentlist",
        "author and dates": "byline author authors dateline postmeta",
        "a request for feedback": "feedback survey helpful rating ratings",
        "form fields": "noprint search searchform login translate",
        "the footer": "footer copyright masthead",
        "a sidebar": "sidebar sidebars rightcol rightcolumn leftcol leftcolumn secondary",
    }
)
"""Words of an element's class or id."""
NEVER_BY_NAME: Final = ("h1", "html", "body", "li", "tr", "td", "th", "p", "strong", "em", "b", "i", "sup", "sub")
WITHOUT_PROSE: Final = ("navigation", "links to share", "advertising", "form fields", "the footer")
SOME_PROSE: Final = 150
"""What holds so many characters of sentences, links not counted, is none of these."""
CALL_OUTS: Final = frozenset(
    "alert box callout caution danger emergency highlight important info key note notice tip urgent warning".split()
)
"""Words of the class of a box that belongs to the text."""
PANELS: Final = frozenset(("panel", "card", "inset"))
"""The same, if a heading below that of the section begins the box."""
MOST_BOXES: Final = 5
"""More elements of one class that have headings are the sections of the page."""
BOX_TITLES: Final = frozenset(("title", "heading", "header"))
SUBTITLES: Final = frozenset(("subtitle", "subheading", "tagline"))
CITES: Final = re.compile(r"\b(?:19|20)\d\d\b|\bet al\b|\bdoi\b|https?:|www\.", re.I)
"""In a note: it names a source."""
LONGEST_NOTE: Final = 300
SIGNS: Final = re.compile(r"[*†‡§¶#]{1,3}")
PANEL: Final = re.compile(r"accordion|collaps|panel|toggle|expand|faq|tab|details|answer|reveal|drop|content", re.I)
"""Classes of what is only hidden until somebody opens it."""
OTHER_PAGES: Final = re.compile(
    r"(?:(?:related|recommended|suggested|popular|trending|latest|further) )+(?:stor(?:y|ies)|news|articles?|posts"
    r"|content|topics?|links|pages|reads?|reading|conditions|videos)|you (?:may|might) (?:also )?(?:like|be interested)"
    r"|more (?:from|stories|articles|on this|in this|like this)|read (?:more|next)|most (?:read|popular)|explore more"
    r"|quick links|site map|skip to|share (?:this|on)|follow us|newsletter|sign up|subscribe|comments?$|\d+ comments"
    r"|was this (?:page|article|information)|about the author|cookies? |cookies$|on this page"
    r"|in this (?:page|article|section)|page contents|contents$|table of contents",
    re.I,
)
"""Headings of what leads to other pages, or is about this one."""
RESOURCES: Final = re.compile(
    r"\b(?:resources?|links?|useful|further|more|information|support|organi[sz]ations?|charities|tools?|downloads?"
    r"|leaflets?|references?|websites?|pages?|services|departments?|follow|quick|contents)\b",
    re.I,
)
"""In a heading: what follows are links to other places."""
FURNITURE: Final = re.compile(
    r"share (?:on|via|this) ?.*|(?:print|e-?mail|save|download)(?: this)?(?: page| article| leaflet| pdf)?\W*"
    r"|(?:medically |clinically |fact |peer )?(?:written|reviewed|posted|published|edited|authored) by:? .*"
    r"|(?-i:[Bb]y [A-Z]\S+ [A-Z]\S+).{0,40}"
    r"|(?:(?:page|content|date|this|leaflet|article|was|last|next|first|medically) )*(?:reviewed|updated|published"
    r"|modified|review due|review date|review)(?: (?:on|due|by|date))?:? .{0,20}\d{4}(?:[^.]{0,30}|\W.*review.*)"
    r"|skip to .*|back to (?:the )?top\W*|(?:read|learn|find out|see) more\W*|(?:next|previous)(?: page)?\W*"
    r"|was this .{0,40}helpful.*|(?:copyright|©).*|.*all rights reserved.*"
    r"|\d+ min(?:ute)?s? read|reading time:? .{0,20}|menu|close|search|home",
    re.I,
)
"""Short blocks about the page, not about its subject."""
LONGEST_FURNITURE: Final = 200
BACK: Final = re.compile(r"[↩↑⤴︎^]+|(?:back|return)(?: to .{0,30})?", re.I)
"""Links from a note to its mark."""
NEW_WINDOW: Final = re.compile(r"\s*\((?:opens|link opens|external link)[^)]{0,40}\)", re.I)
SHOWN: Final = etree.XPath(
    "descendant::text()[not(ancestor::script or ancestor::style or ancestor::template or ancestor::noscript)]"
)
HIDING: Final = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS: Final = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main ol p pre search section summary table "
    "ul".split()
)
MOST_OF_A_PAGE: Final = 1 / 3
"""What holds more than this share of the text is no accessory of the page, whatever its class says."""
SHORT: Final = 300
MOST_OF_A_SHORT_PAGE: Final = 0.8
MOST_COLUMNS: Final = 50
END_OF_PAGE: Final = re.compile(r"</(?:body|html)\s*>", re.I)
"""Text may follow it, which browsers show and the parser would leave out."""


def html_blocks(data: bytes) -> Conversion:
    """The main content of a page. Raises QuizError if it is no HTML, or nested too deeply."""
    text = END_OF_PAGE.sub("", _decoded(data))
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        page = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:  # nothing in it
        page = None
    if any(entry.type_name == "ERR_NO_MEMORY" for entry in parser.error_log):
        raise MemoryError
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise QuizError("the document is nested too deeply")
    reader = _Reader()
    if page is not None:
        reader.read(page)
    return reader.result


def _decoded(data: bytes) -> str:
    """The text, in the encoding that the page declares, or as browsers guess."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    if b"\0" in data:
        raise QuizError("this is not an HTML page: it holds binary data")
    declared = DECLARED.search(data[:4096])
    with suppress(LookupError, UnicodeDecodeError):
        encoding = codecs.lookup(declared[1].decode() if declared else "utf-8").name
        return data.decode(AS_BROWSERS_READ.get(encoding, encoding)).removeprefix("\ufeff")
    return data.decode("cp1252" if not declared else "utf-8", "replace")


def _text(element: Element) -> str:
    return "".join(element.itertext())


def _names(element: Element) -> set[str]:
    """The words of an element's class and id."""
    named = f"{element.get('class') or ''} {element.get('id') or ''}"[:500]
    return set(re.findall(r"[a-z]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", named).lower()))


class _Reader:
    """Walks a page and collects its blocks."""

    def __init__(self) -> None:
        self.result = Conversion()
        self.main: Element = None
        self.lines: list[list[str]] = [[]]  # of the paragraph being read
        self.letters = self.bold_letters = self.linked_letters = 0
        self.bold = self.linked = self.inline = 0  # how many such elements are open
        self.pending: Block | None = None  # the item that the next text belongs to
        self.lists = 0
        self.level = 1  # of the last heading
        self.size = 0
        self.panels = set[str]()  # ids of what opens on a click
        self.notes = dict[Element, str]()  # by the mark that the note is read at
        self.placed = set[Element]()  # these notes
        self.alike = Counter[str]()  # by class: how many headings are in such elements
        self.boxes = list[Element]()  # the titles of the boxes that are open
        self.subtitles = list[Element]()
        self.in_cell = False
        self.emptied = set[int]()  # how many blocks there were when something was left out
        self.skipping = 0  # under a heading of this level
        self.above: Block | None = None  # the heading to go on under, after details

    def read(self, page: Element) -> None:
        title = page.find(".//title")
        self.result.title = re.split(r"\s+[|–—-]\s+", tidy(_text(title)))[0] if title is not None else ""
        body = page.find(".//body")
        body = page if body is None else body
        for element in body.iter():
            if isinstance(element.tag, str):
                controlled = element.get("aria-controls") or element.get("data-bs-target") or element.get("data-target")
                if controlled:
                    self.panels.update(name.lstrip("#") for name in controlled.split())
        main = self.main = self._main(body)
        self.size = sum(map(len, map(str.strip, main.itertext())))
        if main is not body:
            headings = [found for found in body.iter("h1") if tidy(_text(found))]
            if len(headings) == 1 and main.find(".//h1") is None:
                self.result.add(Block("heading", tidy(_text(headings[0])), 1))
            self._list_outside(body, main)
        self._find_notes(main)
        self.alike.update(
            above.get("class") or "" for heading in main.iter(*HEADINGS) for above in heading.iterancestors()
        )
        self.element(main)
        self.flush()
        self.result.blocks = list(self._without_emptied())

    def _main(self, body: Element) -> Element:
        """The element that the page says is its main part, or the one article, or all of it."""
        mains = body.xpath(".//main[not(ancestor::main)] | .//*[@role='main'][not(ancestor::main)]")
        articles = body.xpath(".//article[not(ancestor::article)]")
        for found in (mains, articles if len(articles) == 1 else []):
            largest = max(found, key=lambda one: len(tidy(_text(one))), default=None)
            if largest is not None and 3 * len(tidy(_text(largest))) >= len(_visible(body)):
                return largest
        return body

    def _list_outside(self, body: Element, main: Element) -> None:
        above = {main, *main.iterancestors()}
        for parent in above - {main}:
            if parent is body or body in parent.iterancestors():
                for child in parent:
                    if child not in above and isinstance(child.tag, str) and (text := _visible(child)):
                        self.leave_out(self._unwanted(child, sized=False) or "outside the main part", text)

    def leave_out(self, what: str, text: str) -> None:
        if what and text.strip():
            self.result.leave_out(what, text)
            if what not in ("an image", "the mark of a footnote"):
                self.emptied.add(len(self.result.blocks))

    def _without_emptied(self) -> Iterator[Block]:
        """The blocks without the headings of what was left out."""
        blocks = self.result.blocks
        for place, block in enumerate(blocks, 1):
            last = place == len(blocks) or (blocks[place].kind == "heading" and blocks[place].level <= block.level)
            if block.kind == "heading" and last and place in self.emptied:
                self.result.leave_out("a heading with nothing below it", block.text)
            else:
                yield block

    def _unwanted(self, element: Element, *, sized: bool = True) -> str | None:
        """What an element is if it is no content; empty if that is not worth a word."""
        tag, role = element.tag, (element.get("role") or "").lower()
        if tag in DROPPED:
            return DROPPED[tag]
        if element in self.placed:
            self.emptied.add(len(self.result.blocks))
            return ""
        length = len(_text(element).strip()) if sized else 0
        if length > (MOST_OF_A_PAGE if length > SHORT else MOST_OF_A_SHORT_PAGE) * self.size:
            return None
        if tag == "noscript":
            return ""
        if role in BY_ROLE:
            return BY_ROLE[role]
        if tag == "footer":
            return "the footer"
        if tag == "aside" and self.main.tag in ("html", "body") and not _names(element) & CALL_OUTS:
            return "a sidebar"
        if self._is_hidden(element) and _prose(element) < SOME_PROSE:  # more of it opens on a click
            return "hidden text"
        named = next((BY_NAME[name] for name in sorted(_names(element)) if name in BY_NAME), None)
        possible = named and tag not in NEVER_BY_NAME and element.find(".//h1") is None
        if possible and (named not in WITHOUT_PROSE or _prose(element) < SOME_PROSE):
            return named
        if tag in ("p", "ul", "ol", "div", "section", "aside") and self._leads_elsewhere(element):
            return "a list of links"
        return None

    def _is_hidden(self, element: Element) -> bool:
        hides = (
            element.get("hidden") is not None
            or element.get("aria-hidden") == "true"
            or HIDING.search(element.get("style") or "") is not None
        )
        opens = element.get("id") in self.panels or element.get("role") == "tabpanel"
        return hides and not opens and not PANEL.search(f"{element.get('class') or ''} {element.get('id') or ''}")

    def _leads_elsewhere(self, element: Element) -> bool:
        """Whether an element is a list of links to other places, and no list that the text leads to."""
        links = [link for link in element.iter("a") if link.get("href")]
        share = sum(len(tidy(_text(link))) for link in links) / max(1, len(tidy(_text(element))))
        if len(links) < 3 or share < 0.4:
            return False
        above = self.result.blocks[-1] if self.result.blocks else None
        on_page = all((link.get("href") or "").startswith("#") for link in links)
        in_top_bar = above is None and not _has(element, "h1") and _has(self.main, "h1")
        if share > 0.9 and on_page:
            return True
        if (in_top_bar or (share > 0.6 and on_page)) and _prose(element) < SOME_PROSE:
            return True
        text = without_bold(tidy("".join(map("".join, self.lines))) or (above.text if above else ""))
        led = text.endswith(":") or (above is not None and above.kind == "heading" and not RESOURCES.search(text))
        return share >= 0.9 and not led and not self.lists and element.tag in ("ul", "ol")

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
        self.say(self.result.shown(without_bold(text), "", self.before(), "") if text else "")

    def before(self) -> str:
        """The last words of the line."""
        last = without_bold("".join(self.lines[-1][-9:]))[-40:]
        return last if not last[-1:].isspace() else ""

    def flush(self, kind: Literal["paragraph", "heading", "title"] = "paragraph", level: int = 0) -> None:
        """End a paragraph: it becomes a block, if it has any text."""
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
                self.level, self.above = level, None
                self.result.add(Block("heading", text, level))
                return
        if self.skipping:
            return
        if len(text) <= LONGEST_FURNITURE and _is_furniture(without_bold(text)):
            self.leave_out("notes on the page", text)
            return
        if self.above:
            self.result.add(self.above)
            self.above = None
        if self.pending:
            self.result.add(replace(self.pending, text=text))
            self.pending = None
        else:  # in an item a heading is its text
            kind = "title" if kind == "title" else "paragraph"
            self.result.add(Block(kind, text, self.lists, bold=bold))

    # Footnotes

    def _find_notes(self, main: Element) -> None:
        """Find the notes to read at their marks. Signs such as † stay where they are, as do their notes."""
        targets = {element.get("id"): element for element in main.iter() if element.get("id")}
        begins, marks = dict[str, Element](), list[Element]()
        for mark in main.iter("sup"):
            before = mark.getprevious()
            text = (before.tail if before is not None else mark.getparent().text) or ""
            if text.strip() or (before is not None and before.tag != "br"):
                marks.append(mark)
            else:
                begins.setdefault(tidy(_text(mark)), mark)
        for mark in marks:
            sign, link = tidy(_text(mark)), next(iter((*mark.iter("a"), *mark.iterancestors("a"))), None)
            above = mark.getprevious()
            before = tidy((above.tail if above is not None else mark.getparent().text) or "")[-40:]
            target = targets.get((link.get("href") or "").partition("#")[2]) if link is not None else None
            if SIGNS.fullmatch(sign) and sign in begins:
                mark.tag = begins[sign].tag = "span"
                begins[sign].tail = (begins[sign].tail or "").lstrip()  # without a space: "* " would begin an item
            elif (
                target is None and sign in begins and (sign.isalpha() or raised(sign, before, mark.tail or "") is None)
            ):
                target = begins[sign].getparent()
            if target is None or target in self.placed or mark in target.iter():
                continue
            note = tidy(_text(target)) if target.tag in ("li", "p", "dd", "div", "span") else ""
            for part in (tidy(_text(part)) for part in target.iter("a", "sup")):
                note = note.replace(part, "", 1).strip() if part == sign or BACK.fullmatch(part) else note
            cites = CITES.search(note) or any(_leads_away(link) for link in target.iter("a"))
            if 0 < len(note) <= LONGEST_NOTE and not cites:
                self.notes[mark] = note
                self.placed.add(target)

    # Elements

    def element(self, element: Element) -> None:
        if not isinstance(element.tag, str) or element in self.boxes:  # an entity that is not known, or read already
            return
        unwanted = None if self._is_label(element) else self._unwanted(element)
        if unwanted is not None:
            self.leave_out(unwanted, _visible(element))
        elif element.tag == "img":
            self.leave_out("an image", element.get("alt") or "")
        else:
            getattr(self, f"on_{element.tag}", self.on_other)(element)

    def _is_label(self, element: Element) -> bool:
        """Whether a button is the heading of what it opens."""
        if element.tag != "button":
            return False
        if any(above.tag in (*HEADINGS, "summary", "dt") for above in element.iterancestors()):
            return True
        named = f"{element.get('class') or ''}"
        return bool(element.get("aria-controls") or re.search(r"accordion|collaps|faq|expand", named, re.I))

    def children(self, element: Element) -> None:
        self.text(element.text)
        for child in element:
            self.element(child)
            self.text(child.tail)

    def on_other(self, element: Element) -> None:
        if self.inline and _names(element) & SUBTITLES:
            self.subtitles.append(element)
        elif element.tag not in BLOCKS or self.inline:
            self.say(" " if element.tag in BLOCKS else "")
            self.children(element)
        else:
            self.flush()
            title = None if self.boxes or self.lists or self.in_cell else self._title_of(element)
            if title is None:
                self.children(element)
            else:
                self.box(element, title)
            self.flush()

    def _title_of(self, element: Element) -> Element | None:
        """The element that is the title of a box, or None if this is no box that begins with its one title."""
        names, headings = _names(element), list(element.iter(*HEADINGS))
        is_panel = self.level > 1 and any(int(heading.tag[1]) > self.level for heading in headings)
        if not (names & CALL_OUTS or (names & PANELS and is_panel)) or len(headings) > 1:
            return None
        if headings and self.alike[element.get("class") or ""] > MOST_BOXES:
            return None
        inside = element
        while not (inside.text or "").strip():
            first = next((part for part in inside if part.tag not in DROPPED and tidy(_text(part))), None)
            if first is None or first.tag == "h1" or (first.tail or "").strip():
                return None
            text = tidy(_text(first))
            bold = "".join(tidy(_text(part)) for part in first.iter("b", "strong"))
            if first.tag in HEADINGS or (is_title(text) and (_names(first) & BOX_TITLES or bold == text)):
                return first if len(text) < len(tidy(_text(element))) else None
            inside = first
        return None

    def box(self, element: Element, title: Element) -> None:
        """A call-out: its title is no heading for what follows it."""
        start, level = len(self.result.blocks), self.level
        self.label(title)
        self.flush("title")
        self.boxes = [*self.boxes, title]
        self.children(element)
        self.flush()
        self.boxes, self.level = self.boxes[:-1], level
        inside = self.result.blocks[start + 1 :]
        self.result.blocks[start + 1 :] = [
            replace(block, kind="paragraph" if block.kind == "heading" else block.kind, boxed=True) for block in inside
        ]

    def heading(self, element: Element) -> None:
        self.flush()
        self.label(element)
        self.flush("heading", int(element.tag[1]))
        while self.subtitles:
            self.children(self.subtitles.pop(0))
            self.flush()

    def label(self, element: Element) -> None:
        """Read what is one line, whatever is in it."""
        self.inline += 1
        self.children(element)
        self.inline -= 1
        self.lines = [[" ".join("".join(line) for line in self.lines)]]

    on_h1 = on_h2 = on_h3 = on_h4 = on_h5 = on_h6 = heading

    def opener(self, element: Element) -> None:
        """The heading of what opens on a click."""
        inside = any(above.tag in (*HEADINGS, "summary", "dt") for above in element.iterancestors())
        if inside or _has(element, *HEADINGS):
            self.children(element)
        else:
            self.flush()
            self.label(element)
            self.flush("heading", min(self.level + 1, 6))

    on_button = on_summary = opener

    def on_details(self, element: Element) -> None:
        """What opens on a click: its summary is a heading, which ends where the element does."""
        self.flush()
        level, above = self.level, self._heading()
        self.children(element)
        self.flush()
        if self._heading() is not above:
            self.above = above
        self.level = level

    def _heading(self) -> Block | None:
        return next((block for block in reversed(self.result.blocks) if block.kind == "heading"), None)

    def strong(self, element: Element) -> None:
        self.bold += 1
        self.children(element)
        self.bold -= 1

    on_b = on_strong = strong

    def on_a(self, element: Element) -> None:
        if BACK.fullmatch(tidy(_text(element))):
            return
        elsewhere = _leads_away(element)
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
        if _has(element, "table", "ul", "ol", "p", "div"):
            self.children(element)
            return
        links = [*element.iter("a"), *element.iterancestors("a")]
        to_note = any("#" in (link.get("href") or "") for link in links) or bool(
            _names(element) & {"reference", "footnote", "fn", "noteref", "cite", "citation", "ref"}
        )
        self.say(self.result.raised(tidy(_text(element)), self.before(), element.tail or "", linked=to_note))

    def on_sub(self, element: Element) -> None:
        self.say(lowered(tidy(_text(element))) if len(_text(element)) < 40 else _text(element))

    def on_math(self, element: Element) -> None:
        self.say(formula(element))

    def on_pre(self, element: Element) -> None:
        self.flush()
        text = _text(element).translate({0xAD: None}).strip("\n")
        if text.strip() and not self.skipping:
            self.result.add(Block("code", text, self.lists))

    # Lists

    def listing(self, element: Element) -> None:
        self.flush()
        outer, self.pending = self.pending, None
        if outer and not self.skipping:  # an item that only holds a list
            self.lists -= 1
        numbered, first = element.tag == "ol", True
        number = int(start) if (start := element.get("start") or "1").isdecimal() and len(start) < 9 else 1
        self.text(element.text)
        for child in element:
            if child.tag == "li" and self._unwanted(child) is None:
                self.flush()
                self.pending = Block("item", "", self.lists, number if numbered else None, first=first)
                self.lists += 1
                self.children(child)
                self.flush()
                self.lists -= 1
                first, number = first and self.pending is not None, number + (self.pending is None)
                self.pending = None
            else:
                inside = not first and child.tag in ("ul", "ol", "dir")  # a list that belongs to the item before it
                self.lists += inside
                self.element(child)
                self.lists -= inside
            self.text(child.tail)
        self.flush()
        if outer and not self.skipping:
            self.lists += 1

    on_ul = on_ol = on_dir = listing

    def on_dl(self, element: Element) -> None:
        """Terms with what they mean: an item each, or headings where the answers are long."""
        self.flush()
        parts = [part for part in element.iter("dt", "dd") if next(part.iterancestors("dl")) is element]
        long = any(part.tag == "dd" and _has(part, "p", "ul", "ol", "table", "dl") for part in parts) or any(
            part.tag == "dt" and tidy(_text(part)).endswith("?") for part in parts
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

    # Tables

    def on_table(self, element: Element) -> None:
        self.flush()
        rows = [row for row in element.iter("tr") if next(row.iterancestors("table")) is element]
        caption = element.find("caption")
        if caption is not None:
            self.children(caption)
            self.flush()
        grid = _grid(rows)
        for_layout = (element.get("role") or "") in ("presentation", "none") or any(
            True for row in rows for _ in row.iter("table", "h1", "h2", "h3", "h4")
        )
        if for_layout or len(grid) < 2 or max(map(len, grid)) < 2:
            for row in rows:
                for cell in row:
                    self.element(cell) if cell.tag not in ("td", "th") else self.children(cell)
                    self.flush()
            return
        if self.skipping:
            return
        texts = dict[Element, str]()
        for cell in {cell: None for line in grid for cell in line if cell is not None}:
            texts[cell] = self._cell(cell)
        self.result.table([[texts.get(cell, "") for cell in line] for line in grid], self.lists)

    def _cell(self, cell: Element) -> str:
        """The text of a cell: its paragraphs and items after each other."""
        blocks, lists, level = self.result.blocks, self.lists, self.level
        self.result.blocks, self.lists, self.pending, self.in_cell = [], 0, None, True
        self.children(cell)
        self.flush()
        self.in_cell = False
        inside, self.result.blocks = self.result.blocks, blocks
        self.lists, self.level = lists, level
        return cell_text(inside)

    def on_caption(self, element: Element) -> None:
        """Read with its table."""


def _visible(element: Element) -> str:
    """The text of an element without its scripts."""
    return tidy(" ".join(SHOWN(element)))


def _leads_away(link: Element) -> bool:
    return not (link.get("href") or "#").startswith(("#", "tel:", "mailto:", "javascript:"))


def _is_furniture(text: str) -> bool:
    """Whether a text is about the page, or one of its parts between bars is."""
    return any(FURNITURE.fullmatch(part) for part in (text, *re.split(r"\s+[|·•]\s+", text)[1:]))


def _prose(element: Element) -> int:
    """The number of characters in paragraphs and items, links not counted."""
    parts = (part for part in element.iter("p", "li") if isinstance(part.tag, str))
    return sum(len(tidy(_text(part))) - sum(len(tidy(_text(link))) for link in part.iter("a")) for part in parts)


def _has(element: Element, *tags: str) -> bool:
    """Whether an element is one of these, or has one inside."""
    return next(element.iter(*tags), None) is not None


def _grid(rows: list[Element]) -> list[list[Element | None]]:
    """The cell at each place of a table. A cell over several rows or columns is at each of them."""
    below = dict[int, tuple[Element, int]]()  # by column: a cell that goes on, and for how many rows
    grid = list[dict[int, Element]]()
    for row in rows:
        line = {x: cell for x, (cell, _) in below.items()}
        below = {x: (cell, left - 1) for x, (cell, left) in below.items() if left > 1}
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        alone, x = len(cells) == 1 and not line, 0  # a heading inside the table
        for cell in cells:
            wide, high = _span(cell, "colspan", MOST_COLUMNS), _span(cell, "rowspan", len(rows))
            while x in line:
                x += 1
            for column in range(x, min(x + (1 if alone else wide), MOST_COLUMNS)):
                line[column] = cell
                below |= {column: (cell, high - 1)} if high > 1 else {}
        grid.append(line)
    width = max((x + 1 for line in grid for x in line), default=0)
    return [[line.get(x) for x in range(width)] for line in grid if line] or [[]]


def _span(cell: Element, name: str, most: int) -> int:
    value = cell.get(name) or "1"
    return max(1, min(int(value), most)) if value.isdecimal() and len(value) < 9 else 1
