"""Word files (DOCX) → blocks, by styles, or by formatting if there are none."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Final
from zipfile import BadZipFile, ZipFile

from lxml import etree

from quiz.convert.blocks import Block, Conversion, free_of_marks, tidy, without_bold
from quiz.convert.structure import as_box, cell_text, is_title
from quiz.convert.word_styles import Style, Styles, list_of
from quiz.convert.word_text import LARGER, Run, RunReader
from quiz.convert.word_xml import (
    Element,
    attribute,
    child_of,
    inside,
    local_name,
    number_of,
    part_of,
    texts,
    tree,
)
from quiz.errors import QuizError

OLD_OFFICE: Final = bytes.fromhex("d0cf11e0a1b11ae1")


def word_blocks(data: bytes) -> Conversion:
    """The text of a DOCX file. Raises QuizError for other files, and if it is too large unpacked."""
    if data.startswith(OLD_OFFICE):
        hint = "Open it in Word and save it as a Word document (.docx) without a password."
        raise QuizError("this file is password-protected or in Word's older format (.doc)", hint=hint)
    try:
        archive = ZipFile(BytesIO(data))
    except BadZipFile:
        raise QuizError("this is not a DOCX file: it is not a ZIP archive") from None
    with archive:
        return _Reader(archive).read()


class _Reader(RunReader):
    def __init__(self, archive: ZipFile) -> None:
        self.archive = archive
        relations = tree(part_of(archive, "_rels/.rels"))
        targets = (
            attribute(found, "Target") for found in relations if attribute(found, "Type").endswith("/officeDocument")
        )
        self.main = next(targets, "word/document.xml").lstrip("/")
        folder = self.main.rpartition("/")[0]
        styles, numbering = (tree(part_of(archive, f"{folder}/{name}.xml")) for name in ("styles", "numbering"))
        super().__init__(Styles(styles, numbering))
        for kind in ("footnote", "endnote"):
            for note in tree(part_of(archive, f"{folder}/{kind}s.xml")):
                if not attribute(note, "type"):
                    self.result.leave_out(f"a {kind}", "".join(texts(note)))
        core = tree(part_of(archive, "docProps/core.xml"))
        self.result.title = tidy(next((found.text or "" for found in core if local_name(found) == "title"), ""))
        self.last_list = ""

    # The text

    def read(self) -> Conversion:
        """The paragraphs one by one, each freed after it has been read."""
        data = part_of(self.archive, self.main)
        if not data:
            raise QuizError("this is not a DOCX file: it contains no text document")
        options = {"resolve_entities": False, "no_network": True, "remove_comments": True, "remove_pis": True}
        for _, element in etree.iterparse(BytesIO(data), events=("end",), **options):
            above = element.getparent()
            if above is not None and local_name(above) == "body":
                free_of_marks(element)
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
        larger = (
            block for block in blocks if block.kind == "paragraph" and block.size > LARGER * self.styles.body_size
        )
        sizes = sorted({block.size for block in larger}, reverse=True)
        for block in blocks:
            if block.bold and block.kind == "paragraph" and block.size in sizes and is_title(without_bold(block.text)):
                yield replace(block, kind="heading", level=min(1 + sizes.index(block.size), 6))
            else:
                yield block

    def block(self, element: Element) -> None:
        match local_name(element):
            case "p":
                self.paragraph(element)
            case "tbl":
                self.table(element)
            case "sdt":
                if child_of(element, "sdtPr", "docPartObj") is not None:
                    self.result.leave_out("the table of contents", "".join(texts(element)))
                else:
                    self.blocks(child_of(element, "sdtContent"))
            case "ins" | "moveTo" | "customXml" | "smartTag" | "txbxContent" | "tc":
                self.blocks(element)
            case "del" | "moveFrom":
                self.result.leave_out("deleted text", "".join(texts(element)))

    def blocks(self, element: Element | None) -> None:
        for child in element if element is not None else ():
            self.block(child)

    def paragraph(self, element: Element) -> None:
        properties = child_of(element, "pPr")
        named = child_of(properties, "pStyle")
        style = self.styles.by_id.get(attribute(named) if named is not None else "Normal", Style())
        outer, self.boxes = self.boxes, []
        runs = list(self.runs(element, style))
        text = self.joined(runs)
        if text:
            self._add(text, runs, style, properties)
        boxes, self.boxes = self.boxes, outer
        for box in boxes:
            start = len(self.result.blocks)
            self.blocks(box)
            as_box(self.result.blocks, start)

    def _add(self, text: str, runs: list[Run], style: Style, properties: Element | None) -> None:
        if style.name.startswith("toc "):
            self.result.leave_out("the table of contents", text)
            return
        outline = child_of(properties, "outlineLvl")
        heading = number_of(outline) + 2 if outline is not None and number_of(outline) < 9 else style.heading
        if heading:
            self.result.add(Block("heading", text.replace("\n", " "), heading))
            return
        written = [run for run in runs if run.text.strip()]
        bold = all(run.stands_out for run in written) or (text.isupper() and sum(map(str.isalpha, text)) > 3)
        where = list_of(properties) or style.list
        if where and where[0] != "0":
            number = self.styles.next_number(*where)
            first = self.last_list != where[0] or not self.result.blocks or self.result.blocks[-1].kind != "item"
            self.last_list = self.last_list if where[1] else where[0]
            self.result.add(Block("item", text, where[1], number, first and not where[1], bold))
            return
        self.result.add(Block("paragraph", text, bold=bold, size=max(run.size for run in written)))

    # Tables

    def table(self, element: Element) -> None:
        rows = [list(inside(row, "tc")) for row in inside(element, "tr")]
        nested = any(local_name(found) == "tbl" for row in rows for cell in row for found in cell.iter())
        filled = max((sum(any(map(str.strip, texts(cell))) for cell in row) for row in rows), default=0)
        if nested or len(rows) < 2 or filled < 2:  # for layout or a box
            start = len(self.result.blocks)
            for row in rows:
                for cell in row:
                    self.blocks(cell)
            if filled == 1:
                as_box(self.result.blocks, start)
            return
        grid = list[list[str]]()
        for row in rows:
            line = list[str]()
            for cell in row:
                properties = child_of(cell, "tcPr")
                merged = child_of(properties, "vMerge")
                goes_on = merged is not None and attribute(merged) != "restart" and bool(grid)
                wide = max(1, min(number_of(child_of(properties, "gridSpan")), 50))
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
