"""The text of Word paragraphs: runs, with superscripts, symbols and pictures."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

from quiz.convert.blocks import BOLD, NOT_BOLD, Conversion, formula, tidy, without_bold
from quiz.convert.word_styles import Style, Styles
from quiz.convert.word_xml import Element, attribute, child_of, is_on, local_name, number_of, texts

SYMBOLS: Final = str.maketrans(
    "\uf0b7\uf0a7\uf0d8\uf0fc\uf0b0\uf0b1\uf0a3\uf0b3\uf06d\uf061\uf062\uf067\uf044\uf0ae\uf0b4\uf0b8\uf0e0\uf0ac\uf0ad\uf0af\uf0bb\uf0b9",
    "••••°±≤≥µαβγΔ→×÷→←↑↓≈≠",
)
"""Letters of the fonts Symbol and Wingdings as characters."""
LARGER: Final = 1.15
"""The minimum size of a heading without a style, relative to the text."""


@dataclass(slots=True)
class Run:
    """A run of text. `raises` is "superscript", "subscript" or empty."""

    text: str
    stands_out: bool
    size: int
    bold: bool = False
    raises: str = ""


class RunReader:
    """Reads the runs of paragraphs. `boxes` are the text boxes found in them."""

    def __init__(self, styles: Styles) -> None:
        self.result = Conversion()
        self.styles = styles
        self.boxes = list[Element]()

    def joined(self, runs: list[Run]) -> str:
        """The text of a paragraph, with line feeds at its breaks, and superscripts and subscripts as characters."""
        alike = groupby(runs, key=lambda run: (run.raises, run.bold))
        merged = [("".join(run.text for run in same), *how) for how, same in alike]
        text = ""
        for (part, raises, bold), (after, *_) in pairwise([*merged, ("", "", False)]):
            written = self.result.shown(part, raises, without_bold(text[-50:]), after)
            if bold and written:
                written = BOLD + written.replace("\n", f"{NOT_BOLD}\n{BOLD}") + NOT_BOLD
            text += written
        return "\n".join(line for line in map(tidy, text.split("\n")) if without_bold(line).strip())

    def runs(self, element: Element, style: Style) -> Iterator[Run]:
        for child in element:
            match local_name(child):
                case "r":
                    yield from self.run(child, style)
                case "hyperlink" | "ins" | "moveTo" | "smartTag" | "fldSimple" | "customXml" | "dir" | "bdo":
                    yield from self.runs(child, style)
                case "sdt":
                    content = child_of(child, "sdtContent")
                    yield from self.runs(content, style) if content is not None else ()
                case "oMath" | "oMathPara":
                    yield Run(formula(child), style.bold, style.size or self.styles.body_size)
                case "del" | "moveFrom":
                    self.result.leave_out("deleted text", "".join(texts(child)))

    def run(self, element: Element, style: Style) -> Iterator[Run]:
        properties = child_of(element, "rPr")
        named = child_of(properties, "rStyle")
        own = self.styles.by_id.get(attribute(named), Style()) if named is not None else Style()
        bold, raises = child_of(properties, "b"), child_of(properties, "vertAlign")
        size = number_of(child_of(properties, "sz")) or own.size or style.size or self.styles.body_size
        is_bold = (own.bold or style.bold) if bold is None else is_on(bold)
        underlined = is_on(child_of(properties, "u"))
        for what, names in (("hidden text", ("vanish",)), ("struck-out text", ("strike", "dstrike"))):
            if any(is_on(child_of(properties, name)) for name in names):
                self.result.leave_out(what, "".join(texts(element)))
                return
        text = "".join(self.characters(element))
        up = attribute(raises) if raises is not None else own.raises or style.raises
        up = up if up in ("superscript", "subscript") else ""
        if text:
            yield Run(text, is_bold or underlined or size > LARGER * self.styles.body_size, size, is_bold, up)

    def characters(self, element: Element) -> Iterator[str]:
        for child in element:
            match local_name(child):
                case "t":
                    yield (child.text or "").translate(SYMBOLS).replace("\n", " ")
                case "tab" | "ptab":
                    yield " "
                case "br" | "cr":
                    yield "\n" if attribute(child, "type") in ("", "textWrapping") else " "
                case "noBreakHyphen":
                    yield "-"
                case "sym":
                    code = attribute(child, "char")
                    sign = chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{4}", code) else ""
                    known = sign.translate(SYMBOLS)
                    if known == sign:
                        self.result.leave_out("a symbol")
                    yield known if known != sign else ""
                case "footnoteReference" | "endnoteReference":
                    self.result.leave_out("the mark of a footnote", attribute(child, "id"))
                case "drawing" | "pict" | "object" | "AlternateContent":
                    self.picture(child)

    def picture(self, element: Element) -> None:
        """The text boxes in a drawing; other drawings are only named. If there are two versions, the first is read."""
        if local_name(element) == "AlternateContent":
            element = element[0] if len(element) else element
        boxes = [found for found in element.iter() if local_name(found) == "txbxContent"]
        outermost = [found for found in boxes if not any(above in boxes for above in found.iterancestors())]
        self.boxes += outermost
        if not outermost:
            described = (found for found in element.iter() if local_name(found) in ("docPr", "shape"))
            alt = next((attribute(found, "descr") or attribute(found, "alt") for found in described), "")
            self.result.leave_out("an image", alt)
