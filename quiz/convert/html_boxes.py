"""Boxes of a web page that belong to the text, with their titles."""

import re
from collections import Counter
from typing import Final

from quiz.convert.blocks import tidy
from quiz.convert.html_area import CALL_OUTS, DROPPED
from quiz.convert.html_elements import HEADINGS, Element, leads_away, names_of, text_of
from quiz.convert.html_text import LABELS
from quiz.convert.structure import is_title

BOXES: Final = ("aside", "blockquote", "fieldset")
BORDER: Final = re.compile(r"border(?:-(?:left|right|top|bottom))?\s*:(?!\s*(?:0|none)\b)")
PANELS: Final = frozenset(("panel", "card", "inset", "do", "dos", "dont", "donts"))
"""Words in the class of a box that begins with a title: with no heading, or one below that of the section."""
MOST_BOXES: Final = 5
"""More elements of one class with headings are the sections of the page."""
BOX_TITLES: Final = frozenset(("title", "heading", "header"))
SUBTITLES: Final = frozenset(("subtitle", "subheading", "tagline"))


def is_box(element: Element) -> bool:
    """Whether an element is set apart from the text around it: by its tag, its class or a border."""
    heading = next(element.iter(*HEADINGS), None)
    if heading is not None and tidy(text_of(heading)) == tidy(text_of(element)):
        return False  # it only holds the heading of a box
    by_itself = element.tag in BOXES or element.get("role") in ("note", "alert")
    return bool(by_itself or names_of(element) & CALL_OUTS or BORDER.search(element.get("style") or ""))


def title_of(element: Element, level: int, alike: Counter[str]) -> Element | None:
    """The element that is the title of a box, or None if this is no box that begins with its one title.

    `level` is that of the heading above, `alike` how many headings are in elements of each class.
    """
    names, headings = names_of(element), list(element.iter(*HEADINGS))
    is_panel = level > 1 and all(int(heading.tag[1]) > level for heading in headings)
    if not (is_box(element) or (names & PANELS and is_panel)) or len(headings) > 1:
        return None
    if headings and alike[element.get("class") or ""] > MOST_BOXES:
        return None
    inside = element
    while not (inside.text or "").strip():
        first = next((part for part in inside if part.tag not in DROPPED and tidy(text_of(part))), None)
        if first is None or first.tag == "h1" or (first.tail or "").strip():
            return None
        text = tidy(text_of(first))
        bold = "".join(tidy(text_of(part)) for part in first.iter("b", "strong"))
        label = text.endswith(":") and LABELS.search(first.get("class") or "")
        named = first.tag == "legend" or label or names_of(first) & BOX_TITLES
        within = next(first.iter(*HEADINGS), None)
        if first is within or (within is None and is_title(text) and (named or bold == text)):
            return first if len(text) < len(tidy(text_of(element))) else None
        inside = first
    return None


def is_linked_title(element: Element) -> bool:
    """Whether an element is named a title and is all one link, as that of a page which links to itself."""
    if not isinstance(element.tag, str) or not (element.get("class") or "").strip():
        return False
    named = any(name.endswith("title") and name not in SUBTITLES for name in names_of(element))
    links = [tidy(text_of(link)) for link in element.iter("a") if leads_away(link)] if named else []
    return links == [tidy(text_of(element))] and element.tag != "a" and is_title(links[0])
