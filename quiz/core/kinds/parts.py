"""The parts of a question: how they are labelled, shown, cited and found again."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple, TypeAlias

from quiz.core.kinds.fields import Cited, Option

Label: TypeAlias = Callable[[int], str]
"""The letter or number of a part, with its text behind a space if needed, by its position in the author's order."""


class StaleResponse(Exception):
    """A stored response no longer fits the question, which has been reworded."""


class FieldFault(NamedTuple):
    """An inconsistency between fields of a question, and its path: keys and list positions from the question down."""

    message: str
    at: tuple[str | int, ...] = ()


class Shown(NamedTuple):
    """A part of a question with its answer, as an author reads it. `right` is None if no part is right or wrong."""

    text: str
    right: bool | None = None
    because: str = ""


class Part(NamedTuple):
    """A part that may have passages of its own, whether it belongs to the key, and its path; `target` is its class."""

    text: str
    passages: tuple[str, ...]
    at: tuple[str | int, ...]
    in_key: bool = True
    target: str = ""


class Reason(NamedTuple):
    """Why a part is right or wrong (empty if the author gave no reason), and the path of that part."""

    of: str
    because: str
    at: tuple[str | int, ...]
    remedy: str = "say under 'because:' why it is not what the document says"


def place_of(parts: Sequence[str | Option], text: Any) -> int:
    """The position of a text. Raises StaleResponse where it is not there."""
    return places_of(parts, [text])[0]


def places_of(parts: Sequence[str | Option], wanted: Any) -> list[int]:
    """The position of each text, current or earlier; equal texts get one position each. Raises StaleResponse."""
    if not isinstance(wanted, list):
        raise StaleResponse
    left = [(place, (part,) if isinstance(part, str) else (part.text, *part.was)) for place, part in enumerate(parts)]
    places = []
    for text in wanted:
        found = next((entry for entry in left if text in entry[1]), None)
        if found is None:
            raise StaleResponse
        left.remove(found)
        places.append(found[0])
    return places


def cited_lines(lines: Iterable[str], key: str) -> Iterator[Part]:
    """The lines under a key of a question, with the passages of those that have any."""
    for place, line in enumerate(lines):
        yield Part(line, line.passage if isinstance(line, Cited) else (), (key, place))


def as_labelled(places: Iterable[int], label: Label) -> list[int]:
    """Positions in the order of their letters or numbers, 10 after 9."""

    def rank(place: int) -> tuple[int, str]:
        name = label(place).partition(" ")[0]
        return len(name), name

    return sorted(places, key=rank)
