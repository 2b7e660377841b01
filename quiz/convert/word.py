"""Word files (DOCX) → blocks, by styles, or by formatting if there are none."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any, Final, NamedTuple
from zipfile import BadZipFile, ZipFile

from lxml import etree

from quiz.convert.blocks import BOLD, NOT_BOLD, Block, Conversion, formula, tidy, without_bold
from quiz.convert.structure import as_box, cell_text, is_title
from quiz.errors import QuizError

Element = Any  # lxml has no type hints
LARGEST_PART: Final = 32 * 1024 * 1024
"""The maximum size of an unpacked part of a document, in bytes."""
OLD_OFFICE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
SYMBOLS: Final = str.maketrans(
    "\uf0b7\uf0a7\uf0d8\uf0fc\uf0b0\uf0b1\uf0a3\uf0b3\uf06d\uf061\uf062\uf067\uf044\uf0ae\uf0b4\uf0b8\uf0e0\uf0ac\uf0ad\uf0af\uf0bb\uf0b9",
    "••••°±≤≥µαβγΔ→×÷→←↑↓≈≠",
)
"""Letters of the fonts Symbol and Wingdings as characters."""
LARGER: Final = 1.15
"""The minimum size of a heading without a style, relative to the text."""


class Style(NamedTuple):
    """The properties of a style. `size` is in half-points, 0 if not given."""

    heading: int = 0  # its level; 0 if it isn't one
    name: str = ""
    list: tuple[str, int] | None = None  # the number and level of its list
    bold: bool = False
    size: int = 0
    raises: str = ""


@dataclass(slots=True)
class Run:
    """A run of text. `raises` is "superscript", "subscript" or empty."""

    text: str
    stands_out: bool
    size: int
    bold: bool = False
    raises: str = ""


def word_blocks(data: bytes) -> Conversion:
    """The text of a DOCX file. Raises QuizError for other files, and if it is too large unpacked."""
    if data.startswith(OLD_OFFICE):
        hint = "Open it in Word and save it as a Word document (.docx) without a password."
        raise QuizError("this file is password-protected, or of an older Word (.doc)", hint=hint)
    try:
        archive = ZipFile(BytesIO(data))
    except BadZipFile:
        raise QuizError("this is not a DOCX file, because it is not a ZIP archive") from None
    with archive:
        return _Reader(archive).read()


def _part(archive: ZipFile, name: str) -> bytes:
    """A part of the archive, or nothing if it is missing. Raises QuizError if it is too large unpacked."""
    if name not in archive.namelist():
        return b""
    with archive.open(name) as part:
        data = part.read(LARGEST_PART + 1)
    if len(data) > LARGEST_PART:
        raise QuizError(f"the document unpacks to more than {LARGEST_PART // 1024 // 1024} MB")
    return data


def _tree(data: bytes) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    return etree.fromstring(data, parser) if data else etree.Element("none")


def _name(element: Element) -> str:
    """The name of an element without its namespace, which differs in older and stricter files."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _get(element: Element, name: str = "val") -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _child(element: Element | None, *path: str) -> Element | None:
    for name in path:
        if element is None:
            return None
        element = next((child for child in element if _name(child) == name), None)
    return element


def _is_on(element: Element | None) -> bool:
    return element is not None and _get(element) not in ("0", "false", "none", "off")


def _number(element: Element | None) -> int:
    value = _get(element) if element is not None else ""
    return int(value) if value.isdecimal() and len(value) < 9 else 0


class _Reader:
    def __init__(self, archive: ZipFile) -> None:
        self.result = Conversion()
        self.archive = archive
        relations = _tree(_part(archive, "_rels/.rels"))
        targets = (_get(found, "Target") for found in relations if _get(found, "Type").endswith("/officeDocument"))
        self.main = next(targets, "word/document.xml").lstrip("/")
        folder = self.main.rpartition("/")[0]
        self.styles = dict[str, Style]()
        self.body_size = self._read_styles(_tree(_part(archive, f"{folder}/styles.xml")))
        self.formats = dict[str, dict[int, str]]()
        self._read_numbering(_tree(_part(archive, f"{folder}/numbering.xml")))
        for kind in ("footnote", "endnote"):
            for note in _tree(_part(archive, f"{folder}/{kind}s.xml")):
                if not _get(note, "type"):
                    self.result.leave_out(f"a {kind}", "".join(_texts(note)))
        core = _tree(_part(archive, "docProps/core.xml"))
        self.result.title = tidy(next((found.text or "" for found in core if _name(found) == "title"), ""))
        self.counts: defaultdict[str, Counter[int]] = defaultdict(Counter)
        self.boxes = list[Element]()
        self.last_list = ""

    # Styles and lists

    def _read_styles(self, styles: Element) -> int:
        written = {_get(style, "styleId"): style for style in styles if _name(style) == "style"}
        normal = _number(_child(styles, "docDefaults", "rPrDefault", "rPr", "sz")) or 20
        for id, style in written.items():
            found = self._style(id, written)
            if _get(style, "default") in ("1", "true") and _get(style, "type") == "paragraph":
                normal = found.size or normal
        return normal

    def _style(self, id: str, written: dict[str, Element]) -> Style:
        """A style combined with the one that it is based on."""
        if id not in self.styles and id in written:
            self.styles[id] = Style()  # in case a style is based on itself
            based = _child(written[id], "basedOn")
            below = self._style(_get(based), written) if based is not None else Style()
            self.styles[id] = self._with_style(below, written[id])
        return self.styles.get(id, Style())

    def _with_style(self, style: Style, element: Element) -> Style:
        named = _child(element, "name")
        name = (_get(named) if named is not None else "").lower()
        of_text, of_paragraph = _child(element, "rPr"), _child(element, "pPr")
        heading = re.fullmatch(r"heading ([1-9])", name)
        outline = _child(of_paragraph, "outlineLvl")
        level = style.heading
        if heading:
            level = int(heading[1]) + 1
        elif name == "title":
            level = 1
        elif outline is not None:
            level = _number(outline) + 2 if _number(outline) < 9 else 0
        bold, raises = _child(of_text, "b"), _child(of_text, "vertAlign")
        return Style(
            level,
            name,
            _deeper(self._list_of(of_paragraph) or style.list, _list_by_name(name)),
            style.bold if bold is None else _is_on(bold),
            _number(_child(of_text, "sz")) or style.size,
            style.raises if raises is None else _get(raises),
        )

    def _list_of(self, properties: Element | None) -> tuple[str, int] | None:
        numbered = _child(properties, "numPr")
        if numbered is None:
            return None
        found = _child(numbered, "numId")
        return _get(found) if found is not None else "", _number(_child(numbered, "ilvl"))

    def _read_numbering(self, numbering: Element) -> None:
        abstract = dict[str, dict[int, str]]()
        for found in numbering:
            if _name(found) == "abstractNum":
                levels = {int(_get(level, "ilvl") or 0): level for level in found if _name(level) == "lvl"}
                abstract[_get(found, "abstractNumId")] = {
                    level: _get(format) if (format := _child(of, "numFmt")) is not None else "decimal"
                    for level, of in levels.items()
                }
            elif _name(found) == "num":
                based = _child(found, "abstractNumId")
                self.formats[_get(found, "numId")] = abstract.get(_get(based) if based is not None else "", {})

    # The text

    def read(self) -> Conversion:
        """The paragraphs one by one, each freed after it has been read."""
        data = _part(self.archive, self.main)
        if not data:
            raise QuizError("this is not a DOCX file, because it has no text document in it")
        options = {"resolve_entities": False, "no_network": True, "remove_comments": True, "remove_pis": True}
        for _, element in etree.iterparse(BytesIO(data), events=("end",), **options):
            above = element.getparent()
            if above is not None and _name(above) == "body":
                self.block(element)
                element.clear()
                while element.getprevious() is not None:
                    del above[0]
        blocks = self.result.blocks
        titled = any(block.kind == "heading" and block.level == 1 for block in blocks)
        shift = 0 if titled else min((block.level for block in blocks if block.kind == "heading"), default=1) - 1
        blocks = [
            replace(block, level=min(6, block.level - shift)) if block.kind == "heading" else block for block in blocks
        ]
        self.result.blocks = list(self._by_size(blocks))
        if any("header" in name or "footer" in name for name in self.archive.namelist() if name.endswith(".xml")):
            self.result.leave_out("running heads and feet")
        return self.result

    def _by_size(self, blocks: list[Block]) -> Iterator[Block]:
        """If no style is a heading: larger text is one, and the largest is the highest."""
        if any(block.kind == "heading" for block in blocks):
            yield from blocks
            return
        larger = (block for block in blocks if block.kind == "paragraph" and block.size > LARGER * self.body_size)
        sizes = sorted({block.size for block in larger}, reverse=True)
        for block in blocks:
            if block.bold and block.kind == "paragraph" and block.size in sizes and is_title(without_bold(block.text)):
                yield replace(block, kind="heading", level=min(1 + sizes.index(block.size), 6))
            else:
                yield block

    def block(self, element: Element) -> None:
        match _name(element):
            case "p":
                self.paragraph(element)
            case "tbl":
                self.table(element)
            case "sdt":
                if _child(element, "sdtPr", "docPartObj") is not None:
                    self.result.leave_out("the table of contents", "".join(_texts(element)))
                else:
                    self.blocks(_child(element, "sdtContent"))
            case "ins" | "moveTo" | "customXml" | "smartTag" | "txbxContent" | "tc":
                self.blocks(element)
            case "del" | "moveFrom":
                self.result.leave_out("deleted text", "".join(_texts(element)))

    def blocks(self, element: Element | None) -> None:
        for child in element if element is not None else ():
            self.block(child)

    def paragraph(self, element: Element) -> None:
        properties = _child(element, "pPr")
        named = _child(properties, "pStyle")
        style = self.styles.get(_get(named) if named is not None else "Normal", Style())
        outer, self.boxes = self.boxes, []
        runs = list(self.runs(element, style))
        text = self.joined(runs)
        if text:
            self._add(text, runs, style, properties)
        boxes, self.boxes = self.boxes, outer
        for box in boxes:
            start = len(self.result.blocks)
            self.blocks(box)
            self.result.blocks[start:] = as_box(self.result.blocks[start:])

    def _add(self, text: str, runs: list[Run], style: Style, properties: Element | None) -> None:
        if style.name.startswith("toc "):
            self.result.leave_out("the table of contents", text)
            return
        outline = _child(properties, "outlineLvl")
        heading = _number(outline) + 2 if outline is not None and _number(outline) < 9 else style.heading
        if heading:
            self.result.add(Block("heading", text.replace("\n", " "), heading))
            return
        written = [run for run in runs if run.text.strip()]
        bold = all(run.stands_out for run in written) or (text.isupper() and sum(map(str.isalpha, text)) > 3)
        where = self._list_of(properties) or style.list
        if where and where[0] != "0":
            number = self._next(*where)
            first = self.last_list != where[0] or not self.result.blocks or self.result.blocks[-1].kind != "item"
            self.last_list = self.last_list if where[1] else where[0]
            self.result.add(Block("item", text, where[1], number, first and not where[1], bold))
            return
        self.result.add(Block("paragraph", text, bold=bold, size=max(run.size for run in written)))

    def _next(self, list: str, level: int) -> int | None:
        """The number of the next item at this level of a list, or None for a bullet."""
        counts = self.counts[list]
        counts[level] += 1
        for deeper in [found for found in counts if found > level]:
            del counts[deeper]
        format = self.formats.get(list, {}).get(level, "decimal" if list == "by name" else "bullet")
        return None if format in ("bullet", "none") else counts[level]

    def joined(self, runs: list[Run]) -> str:
        """The text of a paragraph, with line feeds at its breaks, and superscripts and subscripts as characters."""
        text = ""
        merged = list[Run]()
        for run in runs:
            if merged and (merged[-1].raises, merged[-1].bold) == (run.raises, run.bold):
                merged[-1] = replace(merged[-1], text=merged[-1].text + run.text)
            else:
                merged.append(replace(run))
        for run, following in zip(merged, [*merged[1:], None], strict=False):
            written = self.result.shown(
                run.text, run.raises, without_bold(text[-50:]), following.text if following else ""
            )
            if run.bold and written:
                written = BOLD + written.replace("\n", f"{NOT_BOLD}\n{BOLD}") + NOT_BOLD
            text += written
        return "\n".join(line for line in map(tidy, text.split("\n")) if without_bold(line).strip())

    def runs(self, element: Element, style: Style) -> Iterator[Run]:
        for child in element:
            match _name(child):
                case "r":
                    yield from self.run(child, style)
                case "hyperlink" | "ins" | "moveTo" | "smartTag" | "fldSimple" | "customXml" | "dir" | "bdo":
                    yield from self.runs(child, style)
                case "sdt":
                    inside = _child(child, "sdtContent")
                    yield from self.runs(inside, style) if inside is not None else ()
                case "oMath" | "oMathPara":
                    yield Run(formula(child), style.bold, style.size or self.body_size)
                case "del" | "moveFrom":
                    self.result.leave_out("deleted text", "".join(_texts(child)))

    def run(self, element: Element, style: Style) -> Iterator[Run]:
        properties = _child(element, "rPr")
        named = _child(properties, "rStyle")
        own = self.styles.get(_get(named), Style()) if named is not None else Style()
        bold, raises = _child(properties, "b"), _child(properties, "vertAlign")
        size = _number(_child(properties, "sz")) or own.size or style.size or self.body_size
        is_bold = (own.bold or style.bold) if bold is None else _is_on(bold)
        underlined = _is_on(_child(properties, "u"))
        for what, names in (("hidden text", ("vanish",)), ("struck-out text", ("strike", "dstrike"))):
            if any(_is_on(_child(properties, name)) for name in names):
                self.result.leave_out(what, "".join(_texts(element)))
                return
        text = "".join(self.characters(element))
        up = _get(raises) if raises is not None else own.raises or style.raises
        up = up if up in ("superscript", "subscript") else ""
        if text:
            yield Run(text, is_bold or underlined or size > LARGER * self.body_size, size, is_bold, up)

    def characters(self, element: Element) -> Iterator[str]:
        for child in element:
            match _name(child):
                case "t":
                    yield without_bold((child.text or "").translate(SYMBOLS).replace("\n", " "))
                case "tab" | "ptab":
                    yield " "
                case "br" | "cr":
                    yield "\n" if _get(child, "type") in ("", "textWrapping") else " "
                case "noBreakHyphen":
                    yield "-"
                case "sym":
                    code = _get(child, "char")
                    sign = chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{4}", code) else ""
                    known = sign.translate(SYMBOLS)
                    if known == sign:
                        self.result.leave_out("a symbol")
                    yield known if known != sign else ""
                case "footnoteReference" | "endnoteReference":
                    self.result.leave_out("the mark of a footnote", _get(child, "id"))
                case "drawing" | "pict" | "object" | "AlternateContent":
                    self.picture(child)

    def picture(self, element: Element) -> None:
        """The text boxes in a drawing; other drawings are only named. If there are two versions, the first is read."""
        if _name(element) == "AlternateContent":
            element = element[0] if len(element) else element
        boxes = [found for found in element.iter() if _name(found) == "txbxContent"]
        outermost = [found for found in boxes if not any(above in boxes for above in found.iterancestors())]
        self.boxes += outermost
        if not outermost:
            described = (found for found in element.iter() if _name(found) in ("docPr", "shape"))
            alt = next((_get(found, "descr") or _get(found, "alt") for found in described), "")
            self.result.leave_out("an image", alt)

    # Tables

    def table(self, element: Element) -> None:
        rows = [list(_inside(row, "tc")) for row in _inside(element, "tr")]
        nested = any(_name(found) == "tbl" for row in rows for cell in row for found in cell.iter())
        if nested or len(rows) < 2 or max(map(len, rows)) < 2:  # for layout or a box
            start = len(self.result.blocks)
            for row in rows:
                for cell in row:
                    self.blocks(cell)
            if max(map(len, rows), default=0) == 1:
                self.result.blocks[start:] = as_box(self.result.blocks[start:])
            return
        grid = list[list[str]]()
        for row in rows:
            line = list[str]()
            for cell in row:
                properties = _child(cell, "tcPr")
                merged = _child(properties, "vMerge")
                goes_on = merged is not None and _get(merged) != "restart" and bool(grid)
                wide = max(1, min(_number(_child(properties, "gridSpan")), 50))
                above = grid[-1][len(line)] if goes_on and len(line) < len(grid[-1]) else ""
                text = above or self.cell(cell)
                line += [text] * wide if len(row) > 1 else [text, *[""] * (wide - 1)]
            grid.append(line)
        self.result.table(grid)

    def cell(self, cell: Element) -> str:
        outer, self.result.blocks = self.result.blocks, []
        self.blocks(cell)
        inside, self.result.blocks = self.result.blocks, outer
        return cell_text(inside)


def _list_by_name(name: str) -> tuple[str, int] | None:
    found = re.fullmatch(r"list (bullet|number)(?: ([2-5]))?", name)
    return ("by name" if found[1] == "number" else "bullets", int(found[2] or 1) - 1) if found else None


def _deeper(some: tuple[str, int] | None, other: tuple[str, int] | None) -> tuple[str, int] | None:
    """The list of a style, at the level given by its numbers or its name."""
    return (some[0], max(some[1], other[1])) if some and other else some or other


def _inside(element: Element, name: str) -> Iterator[Element]:
    """The rows of a table, or the cells of a row."""
    for child in element:
        if _name(child) == name:
            yield child
        elif _name(child) in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _inside(child, name)


def _texts(element: Element) -> Iterator[str]:
    return (found.text or "" for found in element.iter() if _name(found) in ("t", "delText"))
