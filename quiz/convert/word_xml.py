"""The parts of a Word file (DOCX), and elements of its XML by their names without namespaces."""

from collections.abc import Iterator
from typing import Any, Final
from zipfile import ZipFile

from lxml import etree

from quiz.errors import QuizError

Element = Any  # lxml has no type hints
LARGEST_PART: Final = 32 * 1024 * 1024
"""The maximum size of an unpacked part of a document, in bytes."""


def part_of(archive: ZipFile, name: str) -> bytes:
    """A part of the archive, or nothing if it is missing. Raises QuizError if it is too large unpacked."""
    if name not in archive.namelist():
        return b""
    with archive.open(name) as part:
        data = part.read(LARGEST_PART + 1)
    if len(data) > LARGEST_PART:
        raise QuizError(f"the document unpacks to more than {LARGEST_PART // 1024 // 1024} MB")
    return data


def tree(data: bytes) -> Element:
    """The XML of a part; an empty element if there is none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    return etree.fromstring(data, parser) if data else etree.Element("none")


def local_name(element: Element) -> str:
    """The name of an element without its namespace, which differs in older and stricter files."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str = "val") -> str:
    """An attribute by its name without a namespace, or an empty text."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def child_of(element: Element | None, *path: str) -> Element | None:
    """The first child of this name, and its first child of the next name, and so on."""
    for name in path:
        if element is None:
            return None
        element = next((child for child in element if local_name(child) == name), None)
    return element


def is_on(element: Element | None) -> bool:
    return element is not None and attribute(element) not in ("0", "false", "none", "off")


def number_of(element: Element | None) -> int:
    value = attribute(element) if element is not None else ""
    return int(value) if value.isdecimal() and len(value) < 9 else 0


def inside(element: Element, name: str) -> Iterator[Element]:
    """The rows of a table, or the cells of a row."""
    for child in element:
        if local_name(child) == name:
            yield child
        elif local_name(child) in ("sdt", "sdtContent", "ins", "customXml"):
            yield from inside(child, name)


def texts(element: Element) -> Iterator[str]:
    """All text in an element, also what was deleted."""
    return (found.text or "" for found in element.iter() if local_name(found) in ("t", "delText"))
