"""YAML errors explained, each with its remedy."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from quiz.characters import quoted

KEY: Final = re.compile(r"(?P<indent> *)(?P<dashes>(?:- +)*)(?P<key>[\w-]+):(?= |$)(?P<value>.*)")
LINE_BREAKS: Final = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""Line ends in YAML."""
NO_SPACE: Final = re.compile(r" *(?:- +)*([\w-]+):\S")
MISFIT: Final = "this does not fit the lines above; check indentation, '- ', ':' and quotes"


class Place(NamedTuple):
    """A line and a column of a text, counted from 0."""

    line: int
    column: int


def explain(problem: str, lines: Sequence[str], at: Place, begun: Place | None) -> tuple[Place, str]:
    """Where to fix an error, and how. `begun` is where the part that the parser was reading begins."""
    line = lines[at.line] if at.line < len(lines) else ""
    found = line[at.column : at.column + 1]
    if found == "\t":
        return at, "found a tab; indent YAML with spaces"
    if found in ("%", "@", "`") and "cannot start any token" in problem:
        return at, f"text cannot begin with {found}; put it in quotes"
    if "mapping values are not allowed" in problem:
        return at, _too_deep(lines, at) or _second_colon(line)
    if "block sequence entries are not allowed" in problem or "mapping keys are not allowed" in problem:
        return at, f"text cannot begin with '{found} '; put it in quotes"
    if "could not find expected ':'" in problem and begun:
        joined = NO_SPACE.match(lines[begun.line]) if begun.line < len(lines) else None
        return (begun, f"a space is missing after '{joined[1]}:'") if joined else (at, MISFIT)
    if "did not find expected" in problem:
        return at, _ended_quote(line, at) or _uneven(lines, at) or MISFIT
    if "unexpected end of stream" in problem:
        return at, "this quote is never closed"
    return at, f"this cannot be read as YAML: {problem}"


def _too_deep(lines: Sequence[str], at: Place) -> str:
    """A key that is indented more than its neighbours is read as part of the text above it."""
    key = KEY.match(lines[at.line])
    above = _above(lines, at.line)
    if not key or key.end("key") != at.column or not above:
        return ""
    return (
        f"{quoted(key['key'])} is indented by {key.start('key')} spaces, but {quoted(above['key'])} above it by "
        f"{above.start('key')}; align the keys of a group"
    )


def _second_colon(line: str) -> str:
    key = KEY.match(line)
    such = f", such as {key['key']}: {quoted(key['value'].strip())}" if key else ""
    return f"this line has a second ': '; put the text in quotes{such}"


def _ended_quote(line: str, at: Place) -> str:
    """A text that begins with a quote ends with the next one."""
    key = KEY.match(line)
    value = key["value"].lstrip() if key else ""
    if not value.startswith(("'", '"')) or at.column <= len(line) - len(value):
        return ""
    other = "'" if value[0] == '"' else '"'
    return f"the text begins with a quote that ends before here; put the whole text between {other} and {other}"


def _uneven(lines: Sequence[str], at: Place) -> str:
    """A line that is indented more or less than its neighbours."""
    above = _above(lines, at.line)
    here = len(lines[at.line]) - len(lines[at.line].lstrip(" ")) if at.line < len(lines) else -1
    if not above or at.column != here or here in (above.start("key"), len(above["indent"])):
        return ""
    depth = above.start("key") if lines[at.line][here : here + 1] != "-" else len(above["indent"])
    problem = f"this line is indented by {here} spaces, but {quoted(above['key'])} above it by {depth}"
    return f"{problem}; align what belongs together"


def _above(lines: Sequence[str], line: int) -> re.Match[str] | None:
    """The nearest line above that begins with a key."""
    found = (KEY.match(lines[number]) for number in range(line - 1, max(-1, line - 20), -1))
    return next((match for match in found if match), None)
