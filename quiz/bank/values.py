"""Nodes → the values of a question file, by the types of its fields.

If a node is wrong, its method notes a fault, and returns None or only the valid part.
"""

import re
from collections.abc import Callable, Iterable
from collections.abc import Mapping as Table
from functools import partial
from typing import Any, Final, TypeAlias

from yaml.events import ScalarEvent

from quiz.bank.nodes import Builder, Mapping, Node, Sequence
from quiz.characters import quoted
from quiz.core.kinds import Option
from quiz.core.kinds import fields as types
from quiz.core.kinds.fields import MAX_NUMBER, Cited, Exact, Field, Value
from quiz.errors import nearest

SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
INTEGER: Final = re.compile(r"[+-]?[0-9]+")
NUMBER: Final = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")
NULLS: Final = ("null", "Null", "NULL", "~")
TRUTH: Final = {word: word.lower() == "true" for word in ("true", "True", "TRUE", "false", "False", "FALSE")}

Convert: TypeAlias = Callable[[Node], Any]


class Converters(dict[str, Convert]):
    """The converter of each key of a group, and its required keys."""

    required: tuple[str, ...]


class Values:
    """Converts the nodes of one text."""

    def __init__(self, text: str) -> None:
        self.nodes = Builder(text)
        self.fault = self.nodes.fault
        self.draft = False  # whether the question being read is one

    def converters(self, fields: Table[str, Field]) -> Converters:
        """Converters for a group with these fields."""
        found = Converters((name, self.converter(field.value)) for name, field in fields.items())
        found.required = tuple(name for name, field in fields.items() if field.required)
        return found

    def converter(self, value: Value) -> Convert:
        """The converter for a type of value."""
        convert = getattr(self, f"as_{type(value).__name__.lower()}")
        return partial(convert, value)

    def values(self, node: Mapping, keys: Converters, what: str) -> dict[str, Any]:
        """The converted value of each key of a group. Notes unknown and missing keys."""
        values: dict[str, Any] = {}
        entries = node.entries
        for name, (key, value) in entries.items():
            convert = keys.get(name)
            if convert is None:
                hint = nearest(name, list(keys)) or f"; known keys: {', '.join(keys)}"
                self.fault(key, f"unknown key {quoted(name)} in {what}{hint}")
            else:
                values[name] = convert(value)
        for name in keys.required:
            if name not in entries:
                self.nodes.missing(node, f"{what} has no '{name}'")
        return values

    def text(self, node: Node, most: int = 2000) -> str | None:
        if type(node) is not ScalarEvent:
            self.fault(node, "expected text; if this is text, put it in quotes")
            return None
        value: str = node.value
        if len(value) > most:
            self.fault(node, f"this has {len(value):,} characters; at most {most:,} are allowed")
            return None
        if not node.style and value in NULLS:
            self.fault(node, f"{quoted(value)} means no value in YAML; if it is text, put it in quotes")
            return None
        if value and value.isprintable() and value[0] != " " and value[-1] != " ":
            return value
        value = value.strip()
        if not value:
            self.fault(node, "this is empty; expected text")
            return None
        return value if self.nodes.clean(node) else None

    def line(self, node: Node, most: int) -> str | None:
        """A text on one line."""
        value = self.text(node, most)
        return value if value is None or value.isprintable() else " ".join(value.split())

    def one_line(self, node: Node, most: int) -> str | None:
        """A text to choose or to type, without line breaks, which would be lost."""
        value = self.line(node, most)
        if value is not None and type(node) is ScalarEvent and "\n" in node.value.strip():
            self.fault(node, "this is shown on one line and would lose its line breaks; write it on one line")
        return value

    def word(self, node: Node, most: int = 100) -> str | None:
        """A text without spaces at its ends."""
        value = self.text(node, most)
        if value is not None and type(node) is ScalarEvent and node.value != value:
            self.fault(node, "delete the spaces around this")
            return None
        return value

    # The types of value

    def as_text(self, value: types.Text, node: Node) -> str | None:
        return self.text(node, value.most)

    def as_drafttext(self, value: types.DraftText, node: Node) -> str | None:
        if self.draft and type(node) is ScalarEvent and not node.value.strip():
            return ""
        return self.text(node, value.most)

    def as_line(self, value: types.Line, node: Node) -> str | None:
        if not value.words:
            return self.line(node, value.most)
        word = self.word(node)
        if word is not None and word not in value.words:
            self.fault(node, f"expected {' or '.join(value.words)}")
            return None
        return word

    def as_slug(self, value: types.Slug, node: Node) -> str | None:
        slug = self.word(node, value.most)
        if slug is not None and not SLUG.fullmatch(slug):
            self.fault(node, f"an id may have only a-z, 0-9 and '-', such as 'what-it-is'; this is {quoted(slug)}")
            return None
        return slug

    def as_truth(self, value: types.Truth, node: Node) -> bool | None:
        if type(node) is ScalarEvent and not node.style and node.value in TRUTH:
            return TRUTH[node.value]
        self.fault(node, "expected true or false, without quotes")
        return None

    def as_number(self, value: types.Number, node: Node) -> float | None:
        if type(node) is not ScalarEvent or node.style or not NUMBER.fullmatch(node.value):
            self.fault(node, "expected a number, such as 3 or 0.5")
            return None
        number = float(node.value)
        if abs(number) >= MAX_NUMBER:
            self.fault(node, "this number is too large")
            return None
        too_low = (value.least is not None and number < value.least) or (
            value.above is not None and number <= value.above
        )
        if too_low or (value.most is not None and number > value.most):
            self.fault(node, f"expected a number that is {value.bounds}")
        return number

    def as_whole(self, value: types.Whole, node: Node) -> int | None:
        digits = node.value if type(node) is ScalarEvent and not node.style else ""
        if INTEGER.fullmatch(digits) and len(digits) < 12 and value.least <= int(digits) <= value.most:
            return int(digits)
        self.fault(node, f"expected a whole number from {value.least} to {value.most}")
        return None

    def as_passage(self, value: types.Passage, node: Node) -> tuple[str, ...]:
        if type(node) is not Sequence:
            run = self.text(node, value.most)
            return () if run is None else (run,)
        nodes = self.listed(node, "passages", value.runs)
        runs = [self.text(run, value.most) for run in nodes]
        self.distinct(nodes, runs, "passage")
        return tuple(run for run in runs if run is not None)

    def as_lines(self, value: types.Lines, node: Node) -> tuple[str, ...]:
        return self._lines(value, node, lambda item: self.line(item, value.longest))

    def _lines(self, value: types.Lines, node: Node, read: Callable[[Node], str | None]) -> tuple[str, ...]:
        nodes = self.listed(node, value.many, value.most)
        lines = [read(item) for item in nodes]
        self.distinct(nodes, lines, value.one)
        if nodes and len(nodes) < value.least:
            self.fault(node, f"expected at least {value.least} {value.many}")
        return tuple(line for line in lines if line is not None)

    def as_citedlines(self, value: types.CitedLines, node: Node) -> tuple[str, ...]:
        if self.draft and type(node) is Sequence and not node.items:
            return ()
        return self._lines(value, node, partial(self.cited_line, value))

    def cited_line(self, value: types.CitedLines, node: Node) -> str | None:
        """A line, alone or with its passages."""
        if type(node) is not Mapping:
            return self.line(node, value.longest)
        values = self.values(node, self.converters(value.fields), f"this {value.one}")
        line = values.get(value.one)
        return Cited(line, values["passage"]) if line is not None and values.get("passage") else line

    def as_answers(self, value: types.Answers, node: Node) -> tuple[str, ...]:
        nodes = self.listed(node, "answers", value.most)
        answers = [self.answer(value, item) for item in nodes]
        self.distinct(nodes, answers, "answer")
        first = answers[0] if answers else None
        if first and not isinstance(first, Exact) and "*" in first.replace(r"\*", ""):
            self.fault(node, "the first accepted answer is shown to the learner; write it without *")
        return tuple(answer for answer in answers if answer is not None)

    def answer(self, value: types.Answers, node: Node) -> str | None:
        """An answer, alone or with `exact`."""
        if type(node) is not Mapping:
            return self.one_line(node, value.longest)
        values = self.values(node, self.converters(value.fields), "this answer")
        answer = values.get("answer")
        return Exact(answer) if answer is not None and values.get("exact") else answer

    def as_options(self, value: types.Options, node: Node) -> tuple[Option, ...]:
        """The options; none if one of them is wrong, so that no fault is reported twice.

        A draft may have its right options alone.
        """
        nodes = self.listed(node, "options", value.most)
        options = [self.option(value, item) for item in nodes]
        self.distinct(nodes, (option and option.text for option in options), "option")
        texts = {option.text for option in options if option}
        for node_, option in zip(nodes, options, strict=True):
            if option and not texts.isdisjoint(option.was):
                self.fault(node_, "'was:' has the current text of an option; it is for earlier texts")
        if len(nodes) == 1 and not self.draft:
            self.fault(node, "one option is not a choice; give at least 2")
        found = tuple(option for option in options if option) if all(options) else ()
        right = sum(option.right for option in found)
        if found and right == 0 and not value.one_right:
            self.fault(node, "none of these options is right; begin at least one with 'right:'", "key")
        elif found and right != 1 and value.one_right:
            problem = f"{right or 'none'} of these options {'are' if right else 'is'} right"
            self.fault(node, f"{problem}; a choice has one (a 'select' may have more)", "key")
        return found

    def option(self, kind: types.Options, node: Node) -> Option | None:
        entries = node.entries if type(node) is Mapping else {}
        right = "right" in entries
        if right == ("wrong" in entries):
            self.fault(node, "an option is either 'right: …' or 'wrong: …', with 'because: …' below it")
            return None
        text = because = None
        was: tuple[str, ...] = ()
        passage: tuple[str, ...] = ()
        for name, (key, value) in entries.items():
            if name == "because":
                because = self.text(value, kind.because.most)
            elif name == "was":
                was = self.as_lines(kind.was, value if type(value) is Sequence else Sequence(value.start_mark, [value]))
            elif name == "passage":
                passage = self.as_passage(kind.passage, value)
            elif name in ("right", "wrong"):
                text = self.one_line(value, kind.text.most)
            else:
                hint = nearest(name, ["right", "wrong", "because", "was", "passage"])
                self.fault(key, f"unknown key {quoted(name)} in this option{hint}")
        return Option(text, right, because or "", was, passage) if text is not None else None

    def as_groups(self, value: types.Groups, node: Node) -> tuple[Any, ...]:
        keys = self.converters(value.fields)
        found, nodes = [], []
        for item in self.listed(node, value.many, value.most):
            if type(item) is not Mapping:
                self.fault(item, f"a {value.one} has the keys {', '.join(keys)}")
                continue
            values = self.values(item, keys, f"this {value.one}")
            if all(values.get(name) is not None for name in keys.required):
                given = {name: one for name, one in values.items() if one is not None}
                found.append(value.into(*(given.get(name, field.default) for name, field in value.fields.items())))
                nodes.append(item)
        if value.distinct:
            place = list(value.fields).index(value.distinct)
            self.distinct(nodes, [one[place] for one in found], value.distinct)
        return tuple(found)

    # Lists

    def listed(self, node: Node, what: str, most: int) -> list[Node]:
        """The nodes of a list that is neither empty nor too long."""
        if type(node) is not Sequence or not node.items:
            self.fault(node, f"expected a list of {what}, each starting with '- '")
            return []
        if len(node.items) > most:
            self.fault(node, f"this has {len(node.items):,} {what}; at most {most} are allowed")
            return []
        return node.items

    def distinct(self, nodes: Iterable[Node], texts: Iterable[str | None], what: str) -> None:
        """Report texts that differ only in spaces, or in case that carries no meaning (unlike Co and CO)."""
        seen: dict[str, list[str]] = {}
        for node, text in zip(nodes, texts, strict=True):
            if text is not None:
                others = seen.setdefault(" ".join(text.casefold().split()), [])
                if any(not case_differs(text, other) for other in others):
                    rule = "key" if what == "option" else "format"
                    self.fault(node, f"the {what} {quoted(text)} appears twice", rule)
                others.append(text)


def case_differs(text: str, other: str) -> bool:
    """Whether texts that differ only in case and spaces have different meanings."""
    from quiz.core.typed_answers.cases import case_decides  # imported only for such texts

    exact = isinstance(text, Exact) or isinstance(other, Exact)
    return text.split() != other.split() and (exact or case_decides(text, other))
