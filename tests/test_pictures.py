"""The pictures in docs/ show the screens of today.

With UPDATE_GOLDEN=1 in the environment they are made anew.
"""

import os
import re
import sys
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest

DOCS = Path(__file__).parent.parent / "docs"
sys.path.insert(0, str(DOCS))
from picture import ROWS, main, pictures  # noqa: E402 - a script of docs/, not a module of the program

LARGEST = 300_000


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    """The pictures as the program makes them now."""
    if os.environ.get("UPDATE_GOLDEN"):
        main()
    return pictures()


def texts(svg: str) -> str:
    """What a picture shows."""
    return "".join(map(unescape, re.findall(r"<text[^>]*>([^<]*)</text>", svg))).replace("\xa0", " ")


def test_the_pictures_show_what_the_program_shows(made: dict[str, str]) -> None:
    assert {path.name for path in DOCS.glob("*.svg")} == set(made)
    for name, svg in made.items():
        kept = (DOCS / name).read_text(encoding="utf-8")
        assert texts(kept) == texts(svg), f"docs/{name} differs: UPDATE_GOLDEN=1 makes it anew"
    assert "Important: make sure you know this one." in texts(made["question.svg"])
    assert "Review these" in texts(made["end.svg"])
    assert "Short round" in texts(made["home.svg"])


def test_the_moving_picture_is_small_and_as_high_as_the_still_one(made: dict[str, str]) -> None:
    moving = made["round.svg"]
    assert len(moving.encode()) < LARGEST
    assert moving.count("translateY(") == 16
    heights = [float(ElementTree.fromstring(svg).attrib["viewBox"].split()[3]) for svg in made.values()]
    assert ROWS * 24 < max(heights) == heights[-1] < ROWS * 28
