"""YAML events → nodes that know their line and column.

Built from libyaml's events, never from constructed objects: text stays as it was typed (`no`, `1:30`),
nothing in a file can run or refer to anything, and no file can make it recurse without end.
"""

from collections.abc import Callable, Iterable
from typing import Any, Final, NamedTuple

import yaml
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from quiz.characters import FORBIDDEN, quoted
from quiz.errors import Fault

DEEPEST: Final = 64
PARSER_NESTING_ERROR: Final = "exceeded maximum nesting depth"
"""The error of libyaml 0.2.6 and later, which stops at 1,000 levels."""
MOST_FAULTS: Final = 500
MOST_PARTS: Final = 10_000
"""The most keys and list entries of one question, or of the rest of a file."""


class ParserLimit(Exception):
    """The parser's own nesting limit stopped it at this position of the text.

    The parser reads ahead, so the event that exceeds DEEPEST has not been returned yet. It is returned if only the text
    before this position is parsed, and the fault is then the same with any parser.
    """

    def __init__(self, index: int) -> None:
        super().__init__()
        self.index = index


class Stop(Exception):
    """Reading has to stop; the reason is already among the faults."""


class Mapping(NamedTuple):
    """A group of keys: for each, the event of the key itself and the node of its value."""

    start_mark: Any
    entries: dict[str, tuple[ScalarEvent, "Node"]]


class Sequence(NamedTuple):
    """A list of nodes."""

    start_mark: Any
    items: list["Node"]


Node = ScalarEvent | Mapping | Sequence
Handler = Callable[[Any], None]
"""Called with the first event of a value; reads the rest of the value from the builder."""


class Builder:
    """Builds the nodes of one text, and collects its faults."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.faults: list[Fault] = []
        self.looked = False  # whether the text was searched for forbidden characters
        self.missed = 0  # how many of the last faults are keys missing from the last group
        self.parts = 0  # keys and list entries since the last question
        # A PyYAML without libyaml reads the same, slower.
        self.event: Callable[[], Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text).get_event

    def fault(self, node: Any, message: str, rule: str = "format") -> None:
        """Note a fault at a node, an event or a key."""
        mark = node.start_mark
        self.fault_at(mark.line + 1, mark.column + 1, message, rule)

    def missing(self, node: Any, message: str) -> None:
        """Note that a key is missing from a group."""
        missed = self.missed
        self.fault(node, message)
        self.missed = missed + 1

    def fault_at(self, line: int, column: int, message: str, rule: str = "format") -> None:
        if len(self.faults) >= MOST_FAULTS:
            raise Stop
        self.missed = 0
        self.faults.append(Fault(line, column, message, rule))

    def refuse_directives(self) -> None:
        """Stop at a line that begins with %, a directive: for many of them, the parser takes quadratic time."""
        at = 0 if self.text.startswith("%") else self.text.find("\n%") + 1
        if at or self.text.startswith("%"):
            self.fault_at(self.text.count("\n", 0, at) + 1, 1, "a line cannot begin with %; indent it or delete it")
            raise Stop

    def broken(self, error: Any) -> None:
        """Note what stopped the parser, and how to fix it. Raises ParserLimit if it was the parser's own limit."""
        from quiz.bank.yaml_faults import LINE_BREAKS, Place, explain  # only a broken file needs it

        if PARSER_NESTING_ERROR in str(error):
            raise ParserLimit(error.problem_mark.index)
        before = len(self.faults)
        self.look_for_hidden()
        if len(self.faults) == before:
            problem = str(getattr(error, "problem", None) or "the text cannot be read").strip()
            marks = [getattr(error, "problem_mark", None), getattr(error, "context_mark", None)]
            if "unexpected end of stream" in problem:
                marks.reverse()  # where the quote was opened is more useful than where the file ends
            at, begun = (Place(mark.line, mark.column) if mark else None for mark in marks)
            place, message = explain(problem, LINE_BREAKS.split(self.text), at or begun or Place(0, 0), begun)
            del self.faults[len(self.faults) - self.missed :]  # these keys may come after the error
            self.fault_at(place.line + 1, place.column + 1, message)

    def look_for_hidden(self) -> None:
        """Note every forbidden character in the text, once."""
        if self.looked:
            return
        self.looked = True
        line = start = 0  # how many lines end before `start`, and where the line that begins there begins
        for found in FORBIDDEN.finditer(self.text):
            if found[0] != "\r":  # a line may end in one
                line += self.text.count("\n", start, found.start())
                start = self.text.rfind("\n", 0, found.start()) + 1
                self.fault_at(line + 1, found.start() - start + 1, _forbidden(found[0]))

    def clean(self, node: ScalarEvent) -> bool:
        """Whether a text is free of forbidden characters; if not, note where they are."""
        found = FORBIDDEN.search(node.value)
        if not found:
            return True
        self.look_for_hidden()
        start: Any = node.start_mark
        end: Any = node.end_mark
        if found[0] == "\r" or found[0] not in self.text[start.index : end.index]:  # it was written as an escape
            self.fault(node, _forbidden(found[0]))
        return False

    def too_many(self, event: Any) -> None:
        """Stop because a question, or the rest of the file, has more parts than anyone would write."""
        self.fault(event, f"more than {MOST_PARTS:,} keys and list entries in one place; is this a question file?")
        raise Stop

    def document(self, handlers: dict[str, Handler]) -> Mapping:
        """The text as one mapping. A handler reads the value of its key itself.

        Raises Stop if reading cannot continue, and ParserLimit.
        """
        self.refuse_directives()
        try:
            return self.whole(handlers)
        except yaml.YAMLError as error:
            self.broken(error)
            raise Stop from None

    def whole(self, handlers: dict[str, Handler]) -> Mapping:
        self.event()  # the start of the stream
        start = self.event()
        if type(start) is StreamEndEvent:
            self.fault_at(1, 1, "the file is empty: a question file begins with 'title:', 'document:' and 'banks:'")
            raise Stop
        first = self.event()
        if type(first) is not MappingStartEvent:
            self.fault(first, "a question file begins with keys such as 'title:', 'document:' and 'banks:'")
            raise Stop
        mapping = self.mapping(first, 1, handlers)
        while type(event := self.event()) is not StreamEndEvent:
            if type(event) is DocumentStartEvent:
                self.fault(event, "a second document begins here; a question file has only one: delete the '---'")
                raise Stop
            assert type(event) is DocumentEndEvent
        return mapping

    def mapping(self, start: Any, depth: int, handlers: dict[str, Handler] | None = None) -> Mapping:
        """The mapping that this event starts."""
        if start.anchor is not None or start.tag is not None or depth > DEEPEST:
            self.refuse(start, depth)
        get = self.event
        entries: dict[str, tuple[ScalarEvent, Node]] = {}
        while type(key := get()) is not MappingEndEvent:
            if type(key) is not ScalarEvent:
                self.fault(key, "a key must be one word, not a list or a group of keys")
                raise Stop
            if key.anchor is not None or key.tag is not None:
                self.refuse(key, depth)
            self.parts += 1
            if self.parts > MOST_PARTS:
                self.too_many(key)
            name = key.value
            if name in entries:
                first = line_of(entries[name][0])
                self.fault(key, f"{quoted(name)} appears twice; the first is on line {first}")
            event = get()
            if type(event) is ScalarEvent and event.anchor is None and event.tag is None:
                entries[name] = key, event
            elif handlers and name in handlers and name not in entries:
                entries[name] = key, key
                if event.anchor is not None or event.tag is not None:
                    self.refuse(event, depth)
                handlers[name](event)
            else:
                entries[name] = key, self.node(event, depth + 1)
        return Mapping(start.start_mark, entries)

    def node(self, event: Any, depth: int) -> Node:
        """The node that this event starts."""
        if type(event) is MappingStartEvent:
            return self.mapping(event, depth)
        if type(event) is AliasEvent or event.anchor is not None or event.tag is not None or depth > DEEPEST:
            self.refuse(event, depth)
        if type(event) is ScalarEvent:
            return event
        assert type(event) is SequenceStartEvent
        get = self.event
        items: list[Node] = []
        while type(item := get()) is not SequenceEndEvent:
            self.parts += 1
            if self.parts > MOST_PARTS:
                self.too_many(item)
            items.append(self.node(item, depth + 1))
        return Sequence(event.start_mark, items)

    def refuse(self, event: Any, depth: int) -> None:
        """Note why an event is not allowed. Raises Stop, except for a tag."""
        if depth > DEEPEST:
            self.fault(event, f"lists and groups are nested more than {DEEPEST} deep")
        elif type(event) is AliasEvent:
            self.fault(event, f"{quoted(f'*{event.anchor}')} is a YAML alias; put the text in quotes")
        elif event.anchor is not None:
            self.fault(event, f"{quoted(f'&{event.anchor}')} is a YAML anchor; delete it, or put the text in quotes")
        else:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.fault(event, f"{quoted(tag)} is a YAML tag; delete it, or put the text in quotes")
            return
        raise Stop


def line_of(event: Any) -> int:
    """The line, from 1, where an event begins."""
    return int(event.start_mark.line) + 1


def place_in(node: Node, at: Iterable[str | int]) -> tuple[int, int]:
    """The line and column, from 1, of the part of a node at this path, or of the nearest part above it."""
    mark: Any = node.start_mark
    for step in at:
        if type(node) is Mapping and step in node.entries:
            key, node = node.entries[str(step)]
            mark = node.start_mark if type(node) is ScalarEvent else key.start_mark
        elif type(node) is Sequence and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            mark = node.start_mark
        else:
            break
    return mark.line + 1, mark.column + 1


def _forbidden(character: str) -> str:
    what = "direction override" if "\u202a" <= character <= "\u2069" else "control character"
    return f"found a {what} (U+{ord(character):04X}), which can hide or change what is shown; delete it"
