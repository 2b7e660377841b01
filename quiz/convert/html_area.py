"""Find the content of a web page, by its elements and their classes and ids."""

import re
from collections.abc import Sequence
from typing import Final

from quiz.convert.blocks import Block, tidy, without_bold
from quiz.convert.html_elements import BLOCKS, HEADINGS, Element, has, leads_away, names_of, prose, text_of, visible

Lines = Sequence[Sequence[str]]


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
"""Elements that are not content, by their names in the list of what was left out."""
BY_ROLE: Final = _by_word(
    {
        "navigation": "navigation menu menubar toolbar tablist",
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
        "submenu topnav sidenav megamenu toc topbar contents tablist tabstrip jumplinks anchors",
        "links to share": "share sharing social sharebar sharedaddy addtoany sharethis addthis",
        "related pages": "related recommended recommendations trending popular outbrain taboola",
        "advertising": "ad ads advert adverts advertisement adsense sponsor sponsored promo promotion",
        "a pop-up": "newsletter subscribe signup popup modal lightbox",
        "fundraising": "donate donation donations fundraising appeal",
        "a quotation": "testimonial testimonials quote pullquote",
        "comments": "comments disqus respond commentlist",
        "author and dates": "byline author authors dateline postmeta",
        "a request for feedback": "feedback survey helpful rating ratings",
        "form fields": "noprint search searchform login translate",
        "the footer": "footer copyright masthead",
        "a sidebar": "sidebar sidebars rightcol rightcolumn leftcol leftcolumn secondary",
    }
)
"""Words in a class or id."""
NEVER_BY_NAME: Final = (*HEADINGS, *"html body li dt dd tr td th p strong em b i sup sub".split())
WITHOUT_PROSE: Final = ("navigation", "links to share", "advertising", "form fields", "the footer")
SOME_PROSE: Final = 150
"""An element with this many characters in sentences, without links, and more than in links, is content after all."""
CALL_OUTS: Final = frozenset(
    """
    admonition advice alert attention box callout caution danger emergency highlight hint important info infobox key
    keypoints note notice redflags safety tip urgent warning well
    """.split()
)
"""Words in the class of a box that belongs to the text."""
TABS: Final = frozenset(("tab", "tabs", "tablist", "tabstrip"))
PANEL: Final = re.compile(r"accordion|collaps|panel|toggle|expand|faq|tab|details|answer|reveal|drop|content", re.I)
"""Classes of elements that are hidden until somebody opens them."""
RESOURCES: Final = re.compile(
    r"\b(?:resources?|links?|useful|further|more|information|support|organi[sz]ations?|charities|tools?|downloads?"
    r"|leaflets?|references?|websites?|pages?|services|departments?|follow|quick|contents)\b",
    re.I,
)
"""Words in a heading above links to other pages."""
HIDING: Final = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
MOST_OF_A_PAGE: Final = 1 / 3
"""An element with more than this share of the text is content, whatever its class says."""
SHORT: Final = 300
MOST_OF_A_SHORT_PAGE: Final = 0.8


class Area:
    """The `body` of a page, its main part, and the elements in it that are not content."""

    def __init__(self, body: Element) -> None:
        self.body, self.main = body, _main(body)
        self.size = _size(self.main)
        self.panels = set[str]()  # ids of elements that open on a click
        self.by_id = dict[str, Element]()
        for element in body.iter():
            if isinstance(element.tag, str):
                self.by_id.setdefault(element.get("id"), element)
                controlled = element.get("aria-controls") or element.get("data-bs-target") or element.get("data-target")
                if controlled:
                    self.panels.update(name.lstrip("#") for name in controlled.split())

    def unwanted(
        self, element: Element, above: Block | None, lines: Lines = (), *, listed: bool = False, sized: bool = True
    ) -> str | None:
        """What an element is if it is no content; empty if that is not worth a word.

        `above` is the block above it, `lines` its paragraph before it, `listed` whether it is in a list.
        """
        tag, role = element.tag, (element.get("role") or "").lower()
        if tag in DROPPED:
            return DROPPED[tag]
        if sized and self.is_most(element):
            return None
        if tag == "noscript":
            return ""
        if role in BY_ROLE:
            return BY_ROLE[role]
        if tag == "footer":
            return "the footer"
        if tag == "aside" and self.main.tag in ("html", "body") and not names_of(element) & CALL_OUTS:
            return "a sidebar"
        if self._is_hidden(element) and prose(element) < SOME_PROSE:  # more of it opens on a click
            return "hidden text"
        if (tag in ("blockquote", "figure") and has(element, "cite")) or (
            tag == "figure" and has(element, "blockquote")
        ):
            return "a quotation"
        named = next((BY_NAME[name] for name in sorted(self._names(element)) if name in BY_NAME), None)
        possible = named and tag not in NEVER_BY_NAME and element.find(".//h1") is None and not _in_line(element, lines)
        if possible and (named not in WITHOUT_PROSE or prose(element) < max(SOME_PROSE, _linked(element))):
            return named
        if TABS & names_of(element) and prose(element) == 0 and not has(element, "p", "table", *HEADINGS):
            return "navigation"
        if tag in ("p", "ul", "ol", "div", "section", "aside") and self._leads_elsewhere(
            element, above, lines, listed=listed
        ):
            return "a list of links"
        return None

    def is_most(self, element: Element) -> bool:
        """Whether an element is so large a part of the page that it is content."""
        length = _size(element)
        return length > (MOST_OF_A_PAGE if length > SHORT else MOST_OF_A_SHORT_PAGE) * self.size

    def opens(self, element: Element) -> bool:
        """Whether an element is the label of a part that opens on a click."""
        part = self.by_id.get(element.get("aria-controls")) if element.get("aria-expanded") is not None else None
        return part is not None and bool(text_of(part).strip()) and element not in part.iterancestors()

    def _names(self, element: Element) -> set[str]:
        """The words in an element's class, and in its id unless that is made of the words of its heading."""
        words = set(re.findall(r"[a-z]+", (element.get("id") or "")[:500].lower()))
        heading = next(element.iter(*HEADINGS), None) if len(words) > 1 else None
        if heading is not None and words <= set(re.findall(r"[a-z]+", text_of(heading).lower())):
            return names_of(element) - words
        return names_of(element)

    def _is_hidden(self, element: Element) -> bool:
        hides = (
            element.get("hidden") is not None
            or element.get("aria-hidden") == "true"
            or HIDING.search(element.get("style") or "") is not None
        )
        opens = element.get("id") in self.panels or element.get("role") == "tabpanel"
        return hides and not opens and not PANEL.search(f"{element.get('class') or ''} {element.get('id') or ''}")

    def _leads_elsewhere(self, element: Element, above: Block | None, lines: Lines, *, listed: bool) -> bool:
        """Whether an element is a list of links to other pages that the text doesn't introduce."""
        links = [link for link in element.iter("a") if link.get("href")]
        share = _linked(element) / max(1, len(tidy(text_of(element))))
        on_page = all((link.get("href") or "").startswith("#") for link in links)
        named = above is not None and above.kind in ("heading", "title") and RESOURCES.search(above.text)
        if len(links) < (2 if on_page or named else 3) or share < 0.4:
            return False
        in_top_bar = above is None and not has(element, "h1") and has(self.main, "h1")
        if share > 0.9 and on_page:
            return True
        if (in_top_bar or (share > 0.6 and on_page)) and prose(element) < SOME_PROSE:
            return True
        text = without_bold(tidy("".join(map("".join, lines))) or (above.text if above else ""))
        led = text.endswith(":") or (
            above is not None and above.kind == "heading" and above.level > 1 and not RESOURCES.search(text)
        )
        return share >= 0.9 and not led and not listed and element.tag in ("ul", "ol")


def _in_line(element: Element, lines: Lines) -> bool:
    """Whether an element is a part of a line of text or of a heading."""
    if element.tag in BLOCKS:
        return False
    beside = (element.tail or "").strip() or any(part.strip() for line in lines for part in line)
    return bool(beside) or element.getparent().tag in HEADINGS


def _size(element: Element) -> int:
    """The number of characters, without indentation."""
    return sum(map(len, map(str.strip, element.itertext())))


def _linked(element: Element) -> int:
    """The number of characters in links."""
    return sum(len(tidy(text_of(link))) for link in element.iter("a") if link.get("href"))


def is_menu(cell: Element) -> bool:
    """Whether a cell holds links to other pages and little else."""
    links = [tidy(text_of(link)) for link in cell.iter("a") if leads_away(link)]
    return len(links) > 2 and 10 * sum(map(len, links)) > 8 * len(tidy(text_of(cell)))


def _main(body: Element) -> Element:
    """The element marked as the main part of the page, or its only article, or else all of it."""
    mains = body.xpath(".//main[not(ancestor::main)] | .//*[@role='main'][not(ancestor::main)]")
    articles = body.xpath(".//article[not(ancestor::article)]")
    for found in (mains, articles if len(articles) == 1 else []):
        largest = max(found, key=lambda one: len(tidy(text_of(one))), default=None)
        if largest is not None and 3 * len(tidy(text_of(largest))) >= len(visible(body)):
            return largest
    return body
