"""Nodes → the values that a question file is made of.

A method that takes a node and gives its value notes a fault, and gives None or less than all, where the
node is wrong.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any, Final, TypeAlias

from yaml.events import ScalarEvent

from quiz.banks.limits import LONGEST, MOST
from quiz.banks.nodes import Builder, Mapping, Node, Sequence
from quiz.characters import quoted
from quiz.core.questions import Option, Rejected
from quiz.errors import nearest

SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
INTEGER: Final = re.compile(r"[+-]?[0-9]+")
NUMBER: Final = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")
LARGEST_NUMBER: Final = 1e15
MOST_POINTS: Final = 1000
LARGEST_REVISION: Final = 999_999_999
SCORINGS: Final = ("right-minus-wrong", "all-or-nothing")
NULLS: Final = ("null", "Null", "NULL", "~")
TRUTH: Final = {word: word.lower() == "true" for word in ("true", "True", "TRUE", "false", "False", "FALSE")}

Convert: TypeAlias = Callable[[Node], Any]


class Values:
    """Converts the nodes of one text."""

    def __init__(self, text: str) -> None:
        self.nodes = Builder(text)
        self.fault = self.nodes.fault

    def values(self, node: Mapping, keys: dict[str, Convert], required: Iterable[str], what: str) -> dict[str, Any]:
        """The values of a group's keys, each by its converter; unknown and missing keys are noted."""
        values: dict[str, Any] = {}
        entries = node.entries
        for name, (key, value) in entries.items():
            convert = keys.get(name)
            if convert is None:
                hint = nearest(name, list(keys)) or f"; known here: {', '.join(keys)}"
                self.fault(key, f"unknown key {quoted(name)} in {what}{hint}")
            elif self.fits(name, value):
                values[name] = convert(value)
        for name in required:
            if name not in entries:
                self.nodes.missing(node, f"{what} has no '{name}'")
        return values

    def fits(self, name: str, node: Node) -> bool:
        """Whether the value of a key keeps to the limits of a question file; if not, notes what is too long."""
        if type(node) is ScalarEvent:
            limit = LONGEST.get(name)
            if not limit or len(node.value) <= limit.characters:
                return True
            self.fault(
                node, f"this has {len(node.value):,} characters; {limit.what} can have at most {limit.characters:,}"
            )
            return False
        if type(node) is not Sequence:
            return True
        most = MOST.get(name, len(node.items))
        if len(node.items) > most:
            self.fault(node, f"this has {len(node.items):,} entries; '{name}' can have at most {most}")
            return False
        wrong = [item for item in node.items if type(item) is ScalarEvent and not self.fits(name, item)]
        return not wrong

    def text(self, node: Node) -> str | None:
        if type(node) is not ScalarEvent:
            self.fault(node, "text belongs here; if this is meant as text, put it in quotes")
            return None
        value: str = node.value
        if not node.style and value in NULLS:
            self.fault(node, f"{quoted(value)} stands for nothing in YAML; if it is meant as text, put it in quotes")
            return None
        if value and value.isprintable() and value[0] != " " and value[-1] != " ":
            return value
        value = value.strip()
        if not value:
            self.fault(node, "this is empty; text belongs here")
            return None
        return value if self.nodes.clean(node) else None

    def line(self, node: Node) -> str | None:
        """A text that is shown in one line, however it was typed."""
        value = self.text(node)
        return value if value is None or value.isprintable() else " ".join(value.split())

    def word(self, node: Node) -> str | None:
        """A text that is one of a few, without anything around it."""
        value = self.text(node)
        if value is not None and type(node) is ScalarEvent and node.value != value:
            self.fault(node, "take out the spaces around this")
            return None
        return value

    def slug(self, node: Node) -> str | None:
        value = self.word(node)
        if value is not None and not SLUG.fullmatch(value):
            self.fault(node, f"an id is made of a-z, 0-9 and '-', such as 'what-it-is'; this is {quoted(value)}")
            return None
        return value

    def truth(self, node: Node) -> bool | None:
        if type(node) is ScalarEvent and not node.style and node.value in TRUTH:
            return TRUTH[node.value]
        self.fault(node, "true or false belongs here, without quotes")
        return None

    def number(self, node: Node) -> float | None:
        if type(node) is ScalarEvent and not node.style and NUMBER.fullmatch(node.value):
            value = float(node.value)
            if abs(value) < LARGEST_NUMBER:
                return value
            self.fault(node, "this number is too large")
            return None
        self.fault(node, "a number belongs here, such as 3 or 0.5")
        return None

    def tolerance(self, node: Node) -> float | None:
        value = self.number(node)
        if value is not None and value < 0:
            self.fault(node, "a tolerance is 0 or more")
        return value

    def weight(self, node: Node) -> float | None:
        value = self.number(node)
        if value is not None and not 0 < value <= MOST_POINTS:
            self.fault(node, f"points are more than 0 and at most {MOST_POINTS}; leave the key out for 1")
        return value

    def revision(self, node: Node) -> int | None:
        value = node.value if type(node) is ScalarEvent and not node.style else ""
        if INTEGER.fullmatch(value) and len(value) < 12 and 1 <= int(value) <= LARGEST_REVISION:
            return int(value)
        self.fault(node, f"a revision is a whole number from 1 to {LARGEST_REVISION}")
        return None

    def scoring(self, node: Node) -> bool:
        value = self.word(node)
        if value is not None and value not in SCORINGS:
            self.fault(node, f"scoring is {' or '.join(SCORINGS)}")
        return value == SCORINGS[1]

    def passage(self, node: Node) -> str | None:
        if type(node) is Sequence:
            self.fault(node, "a passage is one run of words, from one paragraph or list item; choose one")
            return None
        return self.text(node)

    def listed(self, node: Node, what: str) -> list[Node]:
        """The nodes of a list that is not empty."""
        if type(node) is not Sequence or not node.items:
            self.fault(node, f"a list of {what} belongs here, each begun with '- '")
            return []
        return node.items

    def distinct(self, nodes: Iterable[Node], texts: Iterable[str | None], what: str) -> None:
        """Notes each text that stands a second time, case and spaces apart."""
        seen: set[str] = set()
        for node, text in zip(nodes, texts, strict=True):
            if text is not None:
                folded = " ".join(text.casefold().split())
                if folded in seen:
                    rule = "key" if what == "option" else "format"
                    self.fault(node, f"the {what} {quoted(text)} is here a second time", rule)
                seen.add(folded)

    def texts(self, node: Node, one: str = "text", many: str = "texts", least: int = 1) -> tuple[str, ...]:
        nodes = self.listed(node, many)
        values = [self.line(item) for item in nodes]
        self.distinct(nodes, values, one)
        if nodes and len(nodes) < least:
            self.fault(node, f"at least {least} {many} belong here")
        return tuple(value for value in values if value is not None)

    def accepted(self, node: Node) -> tuple[str, ...]:
        answers = self.texts(node)
        if answers and "*" in answers[0].replace(r"\*", ""):
            self.fault(node, "the first accepted answer is shown to the learner; write it without *")
        return answers

    def rules(self, node: Node) -> tuple[str, ...]:
        return self.texts(node, "rule", "rules")

    def subject_words(self, node: Node) -> tuple[str, ...]:
        return self.texts(node, "word", "words")

    def classes(self, node: Node) -> tuple[str, ...]:
        return self.texts(node, "class", "classes", 2)

    def items(self, node: Node) -> tuple[str, ...]:
        return self.texts(node, "item", "items", 2)

    def options(self, node: Node) -> tuple[Option, ...]:
        """The options; none at all where one of them is wrong, so that no fault is told twice."""
        nodes = self.listed(node, "options")
        options = [self.option(item) for item in nodes]
        self.distinct(nodes, (option and option.text for option in options), "option")
        if len(nodes) == 1:
            self.fault(node, "one option is no choice; at least 2 belong here")
        return tuple(option for option in options if option) if all(options) else ()

    def option(self, node: Node) -> Option | None:
        entries = node.entries if type(node) is Mapping else {}
        right = "right" in entries
        if right == ("wrong" in entries):
            self.fault(node, "an option is either 'right: …' or 'wrong: …', with 'because: …' below it")
            return None
        text = because = None
        for name, (key, value) in entries.items():
            if name == "because":
                because = self.text(value) if self.fits(name, value) else None
            elif name in ("right", "wrong"):
                text = self.line(value) if self.fits(name, value) else None
            else:
                hint = nearest(name, ["right", "wrong", "because"])
                self.fault(key, f"unknown key {quoted(name)} in this option{hint}")
        return Option(text, right, because or "") if text is not None else None

    def one_right(self, node: Node) -> tuple[Option, ...]:
        options = self.options(node)
        right = sum(option.right for option in options)
        if options and right != 1:
            found = "none of these options is right" if right == 0 else f"{right} of these options are right"
            self.fault(node, f"{found}; a choice has one (a 'select' may have more)", "key")
        return options

    def some_right(self, node: Node) -> tuple[Option, ...]:
        options = self.options(node)
        if options and not any(option.right for option in options):
            self.fault(node, "none of these options is right; begin at least one with 'right:'", "key")
        return options

    def rejected(self, node: Node) -> tuple[Rejected, ...]:
        found = self.groups(node, {"answer": self.line, "because": self.text}, ("answer",), "wrong answer")
        return tuple(Rejected(values["answer"], values.get("because") or "") for _, values in found)

    def pairs(self, node: Node) -> list[tuple[Mapping, dict[str, Any]]]:
        keys: dict[str, Convert] = {"item": self.line, "class": self.line, "because": self.text}
        found = self.groups(node, keys, ("item", "class"), "pair")
        self.distinct([pair for pair, _ in found], [values["item"] for _, values in found], "item")
        return found

    def groups(
        self, node: Node, keys: dict[str, Convert], required: tuple[str, ...], what: str
    ) -> list[tuple[Mapping, dict[str, Any]]]:
        """The values of each group in a list of groups, those with all that is required."""
        found = []
        for item in self.listed(node, f"{what}s"):
            if type(item) is Mapping:
                values = self.values(item, keys, required, f"this {what}")
                if all(values.get(name) is not None for name in required):
                    found.append((item, values))
            else:
                self.fault(item, f"a {what} has the keys {', '.join(keys)}")
        return found
