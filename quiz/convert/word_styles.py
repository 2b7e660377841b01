"""The styles and lists of a Word file."""

import re
from collections import Counter, defaultdict
from typing import NamedTuple

from quiz.convert.word_xml import Element, attribute, child_of, is_on, local_name, number_of


class Style(NamedTuple):
    """The properties of a style. `size` is in half-points, 0 if not given."""

    heading: int = 0  # its level; 0 if it isn't one
    name: str = ""
    list: tuple[str, int] | None = None  # the number and level of its list
    bold: bool = False
    size: int = 0
    raises: str = ""


class Styles:
    """The styles by their ids, and the number of each next item of a list. `body_size` is in half-points."""

    def __init__(self, styles: Element, numbering: Element) -> None:
        self.by_id = dict[str, Style]()
        self.body_size = self._read_styles(styles)
        self.formats = dict[str, dict[int, str]]()
        self._read_numbering(numbering)
        self.counts: defaultdict[str, Counter[int]] = defaultdict(Counter)

    def _read_styles(self, styles: Element) -> int:
        written = {attribute(style, "styleId"): style for style in styles if local_name(style) == "style"}
        normal = number_of(child_of(styles, "docDefaults", "rPrDefault", "rPr", "sz")) or 20
        for id, style in written.items():
            found = self._style(id, written)
            if attribute(style, "default") in ("1", "true") and attribute(style, "type") == "paragraph":
                normal = found.size or normal
        return normal

    def _style(self, id: str, written: dict[str, Element]) -> Style:
        """A style combined with the one that it is based on."""
        if id not in self.by_id and id in written:
            self.by_id[id] = Style()  # in case a style is based on itself
            based = child_of(written[id], "basedOn")
            below = self._style(attribute(based), written) if based is not None else Style()
            self.by_id[id] = self._with_style(below, written[id])
        return self.by_id.get(id, Style())

    def _with_style(self, style: Style, element: Element) -> Style:
        named = child_of(element, "name")
        name = (attribute(named) if named is not None else "").lower()
        of_text, of_paragraph = child_of(element, "rPr"), child_of(element, "pPr")
        heading = re.fullmatch(r"heading ([1-9])", name)
        outline = child_of(of_paragraph, "outlineLvl")
        level = style.heading
        if heading:
            level = int(heading[1]) + 1
        elif name == "title":
            level = 1
        elif outline is not None:
            level = number_of(outline) + 2 if number_of(outline) < 9 else 0
        bold, raises = child_of(of_text, "b"), child_of(of_text, "vertAlign")
        return Style(
            level,
            name,
            _deeper(list_of(of_paragraph) or style.list, _list_by_name(name)),
            style.bold if bold is None else is_on(bold),
            number_of(child_of(of_text, "sz")) or style.size,
            style.raises if raises is None else attribute(raises),
        )

    def _read_numbering(self, numbering: Element) -> None:
        abstract = dict[str, dict[int, str]]()
        for found in numbering:
            if local_name(found) == "abstractNum":
                levels = {int(attribute(level, "ilvl") or 0): level for level in found if local_name(level) == "lvl"}
                abstract[attribute(found, "abstractNumId")] = {
                    level: attribute(format) if (format := child_of(of, "numFmt")) is not None else "decimal"
                    for level, of in levels.items()
                }
            elif local_name(found) == "num":
                based = child_of(found, "abstractNumId")
                self.formats[attribute(found, "numId")] = abstract.get(
                    attribute(based) if based is not None else "", {}
                )

    def next_number(self, list: str, level: int) -> int | None:
        """The number of the next item at this level of a list, or None for a bullet."""
        counts = self.counts[list]
        counts[level] += 1
        for deeper in [found for found in counts if found > level]:
            del counts[deeper]
        format = self.formats.get(list, {}).get(level, "decimal" if list == "by name" else "bullet")
        return None if format in ("bullet", "none") else counts[level]


def list_of(properties: Element | None) -> tuple[str, int] | None:
    """The list of a paragraph and its level there, if it has one."""
    numbered = child_of(properties, "numPr")
    if numbered is None:
        return None
    found = child_of(numbered, "numId")
    return (attribute(found), number_of(child_of(numbered, "ilvl"))) if found is not None else None


def _list_by_name(name: str) -> tuple[str, int] | None:
    found = re.fullmatch(r"list (bullet|number)(?: ([2-5]))?", name)
    return ("by name" if found[1] == "number" else "bullets", int(found[2] or 1) - 1) if found else None


def _deeper(some: tuple[str, int] | None, other: tuple[str, int] | None) -> tuple[str, int] | None:
    """The list of a style, at the level given by its numbers or its name."""
    return (some[0], max(some[1], other[1])) if some and other else some or other
