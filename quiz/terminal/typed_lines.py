"""What a typed line means, as an answer or a choice."""

import re
from collections.abc import Callable
from typing import Any

from quiz.terminal.frontend import Move

Read = Callable[[str], Any]
"""Reads a typed line: what it means, or an Unreadable that says what is expected."""


class Unreadable(Exception):
    """A typed line that is no answer; says what is expected."""


def read_number(line: str, most: int) -> int:
    """The place, from 0, that a typed number names."""
    if line.isdecimal() and 1 <= int(line[:9]) <= most:
        return int(line[:9]) - 1
    raise Unreadable(f"Please type a number from 1 to {most}.")


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


def read_truth(line: str) -> int:
    """The position of True or False among the options."""
    word = line.lower()
    if word and ("true".startswith(word) or "false".startswith(word)):
        return 0 if "true".startswith(word) else 1
    if word in ("1", "2"):
        return int(word) - 1
    raise Unreadable("Please type t for true or f for false.")


def read_yes(line: str) -> bool:
    word = line.lower()
    if word and ("yes".startswith(word) or "no".startswith(word)):
        return "yes".startswith(word)
    raise Unreadable("Please type y for yes or n for no.")


def read_one_of(line: str, words: list[str]) -> str:
    if line.lower() not in words:
        raise Unreadable(f"Please type {' or '.join([*words, 'q'])}.")
    return line.lower()


def read_words(line: str) -> str:
    if not line:
        raise Unreadable("Please type your answer in a few words.")
    return line


def read_quantity(line: str, unit: str) -> str:
    from quiz.core.typed_answers import what_is_missing

    missing = what_is_missing(line, unit)
    if missing:
        raise Unreadable(missing)
    return line
