"""The elements of a web page, parsed by lxml, which closes open elements as browsers do."""

import codecs
import re
from contextlib import suppress
from typing import Any, Final

from lxml import etree
from lxml.html import HTMLParser

from quiz.convert.blocks import free_of_marks, tidy
from quiz.errors import QuizError

Element = Any  # lxml has no type hints
DECLARED: Final = re.compile(
    rb"""<(?:meta\b[^>]{0,200}?charset\s*=|\?xml\b[^>]{0,100}?encoding\s*=)\s*["']?([\w-]+)""", re.I
)
AS_BROWSERS_READ: Final = {"iso8859-1": "cp1252", "ascii": "cp1252", "utf-16": "utf-8", "utf-16-le": "utf-8"}
"""Encodings that pages declare, and the ones that browsers use for them (HTML standard)."""
SHOWN: Final = etree.XPath(
    "descendant::text()[not(ancestor::script or ancestor::style or ancestor::template or ancestor::noscript)]"
)
HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS: Final = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main ol p pre search section summary table "
    "ul".split()
)
END_OF_PAGE: Final = re.compile(r"</(?:body|html)\s*>", re.I)
"""Browsers show text after it, which the parser would leave out."""


def page_of(data: bytes) -> Element | None:
    """The page, or None if it is empty. Raises QuizError if it isn't HTML, or is nested too deeply."""
    text = END_OF_PAGE.sub("", _decoded(data))
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        page = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:  # it is empty
        page = None
    if any(entry.type_name == "ERR_NO_MEMORY" for entry in parser.error_log):
        raise MemoryError
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise QuizError("the document is nested too deeply")
    if page is not None:
        free_of_marks(page)
    return page


def _decoded(data: bytes) -> str:
    """The text, in the encoding that the page declares or that browsers would guess."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    if b"\0" in data:
        raise QuizError("this is not an HTML page: it contains binary data")
    declared = DECLARED.search(data[:4096])
    with suppress(LookupError, UnicodeDecodeError):
        encoding = codecs.lookup(declared[1].decode() if declared else "utf-8").name
        return data.decode(AS_BROWSERS_READ.get(encoding, encoding)).removeprefix("\ufeff")
    return data.decode("cp1252" if not declared else "utf-8", "replace")


def text_of(element: Element) -> str:
    return "".join(element.itertext())


def names_of(element: Element) -> set[str]:
    """The words in an element's class and id."""
    named = f"{element.get('class') or ''} {element.get('id') or ''}"[:500]
    return set(re.findall(r"[a-z]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", named).lower()))


def visible(element: Element) -> str:
    """The text of an element without its scripts."""
    return tidy(" ".join(SHOWN(element)))


def leads_away(link: Element) -> bool:
    return not (link.get("href") or "#").startswith(("#", "tel:", "mailto:", "javascript:"))


def prose(element: Element) -> int:
    """The number of characters in paragraphs and items, without links."""
    parts = (part for part in element.iter("p", "li") if isinstance(part.tag, str))
    return sum(len(tidy(text_of(part))) - sum(len(tidy(text_of(link))) for link in part.iter("a")) for part in parts)


def has(element: Element, *tags: str) -> bool:
    """Whether an element is one of these, or contains one."""
    return next(element.iter(*tags), None) is not None
