"""The footnotes of a web page, read where their markers are."""

import re
from typing import Final

from quiz.convert.blocks import raised, tidy
from quiz.convert.html_elements import Element, leads_away, text_of

CITES: Final = re.compile(r"\b(?:19|20)\d\d\b|\bet al\b|\bdoi\b|https?:|www\.", re.I)
"""Signs that a note names a source."""
LONGEST_NOTE: Final = 300
SIGNS: Final = re.compile(r"[*†‡§¶#]{1,3}")
BACK: Final = re.compile(r"[↩↑⤴︎^]+|(?:back|return)(?: to .{0,30})?", re.I)
"""Links from a note back to its marker."""


def notes_at_marks(main: Element) -> tuple[dict[Element, str], set[Element]]:
    """The notes to read at their markers, and the elements that contain them.

    Signs such as † stay where they are, as do their notes: such a mark is no longer a raised one.
    """
    notes, placed, read = dict[Element, str](), set[Element](), dict[Element, tuple[str, list[str]]]()
    targets = {element.get("id"): element for element in main.iter() if element.get("id")}
    begins, marks = dict[str, Element](), list[Element]()
    for mark in main.iter("sup"):
        before = mark.getprevious()
        text = (before.tail if before is not None else mark.getparent().text) or ""
        if text.strip() or (before is not None and before.tag != "br"):
            marks.append(mark)
        else:
            begins.setdefault(tidy(text_of(mark)), mark)
    for mark in marks:
        sign, link = tidy(text_of(mark)), next(iter((*mark.iter("a"), *mark.iterancestors("a"))), None)
        above = mark.getprevious()
        before = tidy((above.tail if above is not None else mark.getparent().text) or "")[-40:]
        target = targets.get((link.get("href") or "").partition("#")[2]) if link is not None else None
        if SIGNS.fullmatch(sign) and sign in begins:
            mark.tag = begins[sign].tag = "span"
            begins[sign].tail = (begins[sign].tail or "").lstrip()  # without a space: "* " would begin an item
        elif target is None and sign in begins and (sign.isalpha() or raised(sign, before, mark.tail or "") is None):
            target = begins[sign].getparent()
        if target is None or target in placed or target is mark or target in mark.iterancestors():
            continue
        if target not in read:
            read[target] = _note_in(target)
        note, parts = read[target]
        note = note.replace(sign, "", 1).strip() if sign in parts else note
        if 0 < len(note) <= LONGEST_NOTE and not CITES.search(note):
            notes[mark] = note
            placed.add(target)
    return notes, placed


def _note_in(target: Element) -> tuple[str, list[str]]:
    """The note in an element, or "" if there is none; and what is linked or raised in it, such as its mark."""
    text = tidy(text_of(target)) if target.tag in ("li", "p", "dd", "div", "span") else ""
    if len(text) > 2 * LONGEST_NOTE or any(leads_away(link) for link in target.iter("a")):
        return "", []
    parts = [tidy(text_of(part)) for part in target.iter("a", "sup")]
    for part in filter(BACK.fullmatch, parts):
        text = text.replace(part, "", 1).strip()
    return text, parts
