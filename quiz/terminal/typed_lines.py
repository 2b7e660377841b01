"""Parse typed lines as answers or choices."""

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from quiz.terminal.frontend import Move

T = TypeVar("T")
Read = Callable[[str], Any]
"""Reads a typed line: what it means, or an Unreadable that says what is expected."""


class Unreadable(Exception):
    """A typed line that isn't an answer; says what is expected."""


def read_number(line: str, most: int) -> int:
    """The place, from 0, given by a typed number."""
    if line.isdecimal() and 1 <= int(line[:9]) <= most:
        return int(line[:9]) - 1
    raise Unreadable(f"Please type a number from 1 to {most}.")


def read_row_or(line: str, words: Mapping[str, T], most: int, default: int) -> int | T:
    """The place, from 0, that a typed number names, what a word stands for, or the default for an empty line."""
    if not line:
        return default
    found = words.get(line.lower())
    return read_number(line, most) if found is None else found


def read_goal(line: str, most: int) -> int | Move:
    """Where to go from the list of all questions: a place, from 0, or HAND_IN."""
    return Move.HAND_IN if line.lower() == "h" else read_number(line, most)


def read_numbers(line: str, most: int) -> list[int]:
    words = [word for word in re.split(r"[,;\s]+", line) if word]
    if not words:
        raise Unreadable(f"Please type one or more numbers from 1 to {most}, such as 1, 2.")
    return [read_number(word, most) for word in words]


def read_permutation(line: str, most: int) -> list[int]:
    rows = read_numbers(line, most)
    if sorted(rows) != list(range(most)):
        raise Unreadable(f"Please type each number from 1 to {most} once.")
    return rows


def lettered(letters: str, texts: list[str]) -> dict[str, str]:
    """The text of each option by what is typed for it: its letter, or its number where there is no letter for it."""
    labels = [*letters.lower()[: len(texts)], *map(str, range(len(letters) + 1, len(texts) + 1))]
    inside = (text[0].lower() + text[1:] if text[1:].islower() else text for text in texts)
    return dict(zip(labels, inside, strict=True))


def offered(options: dict[str, str]) -> list[str]:
    """What to type, and for what: "t for true"."""
    return [f"{label} for {text}" for label, text in options.items()]


def read_lettered(line: str, options: dict[str, str]) -> int:
    """The place, from 0, that a letter, an option's text or the beginning of it, or a number names."""
    word = line.casefold()
    texts = [text.casefold() for text in options.values()]
    for known in (list(options), texts):
        if word in known:
            return known.index(word)
    begun = [place for place, text in enumerate(texts) if word and text.startswith(word)]
    if len(begun) == 1:
        return begun[0]
    if line.isdecimal() and 1 <= int(line[:9]) <= len(options):
        return int(line[:9]) - 1
    *first, last = offered(options)
    raise Unreadable(f"Please type {', '.join(first)} or {last}.")


def read_yes(line: str) -> bool:
    word = line.lower()
    if word and ("yes".startswith(word) or "no".startswith(word)):
        return "yes".startswith(word)
    raise Unreadable("Please type y for yes or n for no.")


def read_one_of(line: str, words: list[str], default: str) -> str:
    """One of these words, or the default for an empty line."""
    if line and line.lower() not in words:
        raise Unreadable(f"Please type {' or '.join(words)}.")
    return line.lower() or default
