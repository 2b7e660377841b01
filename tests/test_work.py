"""Work grows no faster than the length of a text. It is counted in calls, so no clock is read."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest
from rule_files import asking, checked, quote, written

from quiz.bank.document import parse_document
from quiz.bank.nearest import nearest_place
from quiz.draft.drafts import drafts_of

GROWTH = 2.5
"""The maximum growth of the calls for twice the length; quadratic growth would be 4."""


def calls(work: Callable[[], object]) -> int:
    """The number of calls to functions in Python and in C."""
    count = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def words(number: int) -> str:
    return " ".join(f"word{place}" for place in range(number))


def long_option(folder: Path, size: int) -> object:
    return checked(folder, written(asking("Which?", words(size), "Tea", "Milk")))


def long_passage(folder: Path, size: int) -> object:
    asked = asking("Which?", "Tea", "Milk", "Salt") + f"  passage: {quote(words(size))}\n"
    return checked(folder, written(asked), words(size) + " more")


def many_options(folder: Path, size: int) -> object:
    return checked(folder, written(asking("Which?", *(f"Tea of number {place}x" for place in range(size)))))


def many_questions(folder: Path, size: int) -> object:
    asked = "".join(asking(f"Which tea is number {place}?", "Tea", "Milk", "Salt") for place in range(size))
    return checked(folder, written(asked))


def a_document(folder: Path, size: int) -> object:
    return parse_document("# Tea\n\nTea grows *on* a bush.\n\n" * size, folder / "leaflet.md")


def tables_and_html(folder: Path, size: int) -> object:
    written = "| a | b |\n|---|---|\n" + "| c | ﬁve… |\n" * size + "\n" + "<p>x<sup>5</sup></p>\n" * size
    document = parse_document(written + "\n!!! note\n    It is so.\n" * size, folder / "leaflet.md")
    return nearest_place(document, "c | four"), document.cite("five...")


def a_line(folder: Path, size: int) -> object:
    return parse_document("The sea rises [and] falls, *again* and " * size, folder / "leaflet.md")


def drafts(folder: Path, size: int) -> object:
    parts = (
        f"## Part {place}\n\nA knot{place}, also known as a band{place}, is found in the muscle.\n\n"
        for place in range(size)
    )
    return drafts_of(parse_document("".join(parts), folder / "leaflet.md"))


@pytest.mark.parametrize(
    ("work", "size"),
    [
        *((long_option, 2000), (long_passage, 2000), (many_options, 200), (many_questions, 60)),
        *((a_document, 200), (tables_and_html, 100), (a_line, 500), (drafts, 60)),
    ],
    ids=lambda value: value.__name__ if callable(value) else str(value),
)
def test_twice_the_length_is_about_twice_the_work(
    tmp_path: Path, work: Callable[[Path, int], object], size: int
) -> None:
    work(tmp_path, size)  # once, to import and to fill caches
    once, twice = calls(lambda: work(tmp_path, size)), calls(lambda: work(tmp_path, 2 * size))
    assert twice < GROWTH * once
