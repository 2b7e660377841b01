"""A question file → its banks, or everything that is wrong with it, each fault at its line and column."""

import gc
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final, TypeAlias

from yaml.events import MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from quiz.banks.nodes import Builder, Mapping, Node, Sequence, Stop, line_of
from quiz.core.bank import Bank, QuestionFile
from quiz.core.questions import KINDS, AnyQuestion, Option, Pair, Rejected
from quiz.errors import Fault, FileFaults, QuizError, nearest

LARGEST: Final = 32 * 1024 * 1024
"""The most bytes a question file may have."""

SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
INTEGER: Final = re.compile(r"[+-]?[0-9]+")
NUMBER: Final = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")
TRUTH: Final = {word: word.lower() == "true" for word in ("true", "True", "TRUE", "false", "False", "FALSE")}

Convert: TypeAlias = Callable[[Node], Any]
"""Gives a node's value, or None after noting what is wrong with it."""


def read_question_file(path: Path) -> QuestionFile:
    """Read and check a question file.

    Raises QuizError where the file cannot be opened and FileFaults where its content is wrong.
    """
    return parse_question_file(_decode(_bytes_of(path), str(path)), path)


def parse_question_file(text: str, path: Path) -> QuestionFile:
    """The question file that a text is; `path` says where its document is, and names it in faults."""
    collecting = gc.isenabled()
    gc.disable()  # nothing here makes cycles, and a large bank would be walked over and over
    try:
        return _Reader(text, path).read()
    finally:
        if collecting:
            gc.enable()


def _bytes_of(path: Path) -> bytes:
    where = str(path)
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise QuizError("there is no such file", where=where, hint="Check the name after --file.") from None
    except IsADirectoryError:
        raise QuizError("this is a folder, not a file", where=where, hint="Name the question file in it.") from None
    except PermissionError:
        raise QuizError("you may not read this file", where=where, hint="Ask whoever owns it.") from None
    except OSError as error:
        raise QuizError(f"it cannot be read: {error.strerror}", where=where) from None
    if len(data) > LARGEST:
        most = LARGEST // 1024 // 1024
        raise QuizError(f"the file is larger than {most} MB", where=where, hint="Is this a question file?")
    return data


def _decode(data: bytes, where: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = len(data[data.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8", "replace")) + 1
        message = f"byte 0x{data[error.start]:02X} is not UTF-8; save the file as UTF-8"
        raise FileFaults(where, [Fault(line, column, message)], complete=False) from None


class _Reader:
    """Reads one text. A method that takes a node and gives its value notes a fault and gives None where it is wrong."""

    def __init__(self, text: str, path: Path) -> None:
        self.path = path
        self.nodes = Builder(text)
        self.fault = self.nodes.fault
        self.ids: dict[str, ScalarEvent] = {}
        self.bank_ids: dict[str, ScalarEvent] = {}
        self.banks: list[Bank] = []
        self.questions: list[AnyQuestion] = []
        common: dict[str, Convert] = {
            "id": self.slug,
            "kind": self.text,
            "ask": self.text,
            "explain": self.text,
            "passage": self.text,
            "must_know": self.truth,
            "points": self.weight,
            "revision": self.revision,
        }
        keep_order = {"keep_order": self.truth}
        teach_back = {key: convert for key, convert in common.items() if key != "points"}
        self.keys: dict[str, dict[str, Convert]] = {
            "choice": {**common, **keep_order, "options": self.one_right},
            "select": {**common, **keep_order, "options": self.some_right, "scoring": self.scoring},
            "true-false": {**common, "answer": self.truth, "because": self.text},
            "short-answer": {**common, "accept": self.texts, "reject": self.rejected},
            "number": {**common, "answer": self.number, "tolerance": self.tolerance, "unit": self.text},
            "match": {**common, **keep_order, "classes": self.classes, "pairs": self.pairs},
            "order": {**common, "items": self.items},
            "teach-back": {**teach_back, "covers": self.texts},
        }
        required = ("id", "kind", "ask", "explain", "passage")
        self.required: dict[str, tuple[str, ...]] = {
            "choice": (*required, "options"),
            "select": (*required, "options"),
            "true-false": (*required, "answer"),
            "short-answer": (*required, "accept"),
            "number": (*required, "answer"),
            "match": (*required, "classes", "pairs"),
            "order": (*required, "items"),
            "teach-back": (*required, "covers"),
        }
        self.kinds: dict[str, type[AnyQuestion]] = {kind.kind: kind for kind in KINDS}

    def read(self) -> QuestionFile:
        try:
            top = self.nodes.document({"banks": self.take_banks})
            file = self.file(top)
        except Stop:
            raise FileFaults(str(self.path), self.nodes.faults, complete=False) from None
        if self.nodes.faults:
            raise FileFaults(str(self.path), self.nodes.faults)
        return file

    # The file and its banks

    def file(self, top: Mapping) -> QuestionFile:
        keys: dict[str, Convert] = {
            "title": self.text,
            "document": self.document,
            "language": self.text,
            "banks": lambda node: None,
        }
        values = self.values(top, keys, ("title", "document", "banks"), "the file")
        if "banks" in top.entries and not self.banks and not self.nodes.faults:
            self.fault(top.entries["banks"][0], "there is no bank under 'banks:'")
        return QuestionFile(
            path=self.path,
            title=values.get("title") or "",
            document=values.get("document") or Path(),
            language=values.get("language") or "en",
            banks=tuple(self.banks),
        )

    def take_banks(self, event: Any) -> None:
        if type(event) is not SequenceStartEvent:
            self.fault(event, "'banks:' holds a list: begin each bank with '- id:'")
            self.nodes.node(event, 2)
            return
        while type(item := self.nodes.event()) is not SequenceEndEvent:
            if type(item) is not MappingStartEvent:
                self.fault(item, "a bank begins with '- id:', 'title:' and 'questions:'")
                self.nodes.node(item, 3)
                continue
            node = self.nodes.mapping(item, 3, {"questions": self.take_questions})
            keys: dict[str, Convert] = {"id": self.slug, "title": self.text, "questions": lambda node: None}
            values = self.values(node, keys, tuple(keys), "this bank")
            questions, self.questions = self.questions, []
            if "questions" in node.entries and not questions and not self.nodes.faults:
                self.fault(node.entries["questions"][0], "this bank has no questions")
            self.unique(node, values.get("id"), self.bank_ids, "bank")
            self.banks.append(Bank(values.get("id") or "", values.get("title") or "", tuple(questions)))

    def take_questions(self, event: Any) -> None:
        if type(event) is not SequenceStartEvent:
            self.fault(event, "'questions:' holds a list: begin each question with '- id:'")
            self.nodes.node(event, 4)
            return
        get, build, read, keep = self.nodes.event, self.nodes.node, self.question, self.questions.append
        while type(item := get()) is not SequenceEndEvent:
            question = read(build(item, 5))
            if question is not None:
                keep(question)

    def document(self, node: Node) -> Path | None:
        name = self.text(node)
        if name is None:
            return None
        folder = self.path.parent.resolve()
        document = folder / name
        if "\\" in name or not document.resolve().is_relative_to(folder):
            self.fault(node, "the document must be in the folder of the question file, or below it")
        elif not document.is_file():
            self.fault(node, f"the document '{name}' is not beside the question file")
        else:
            return document
        return None

    # A question

    def question(self, node: Node) -> AnyQuestion | None:
        if type(node) is not Mapping:
            self.fault(node, "a question begins with '- id:', 'kind:' and 'ask:'")
            return None
        entry = node.entries.get("kind")
        kind = entry[1].value if entry and type(entry[1]) is ScalarEvent else None
        if kind not in self.keys:
            self.no_kind(node, kind)
            return None
        before = len(self.nodes.faults)
        values = self.values(node, self.keys[kind], self.required[kind], "this question")
        self.unique(node, values.get("id"), self.ids, "question")
        if len(self.nodes.faults) > before:
            return None
        del values["kind"]
        shape = _SHAPES.get(kind)
        if shape:
            shape(self, node, values)
            if len(self.nodes.faults) > before:
                return None
        return self.kinds[kind](**values)

    def no_kind(self, node: Mapping, kind: str | None) -> None:
        known = list(self.keys)
        if "kind" not in node.entries:
            self.fault(node, f"this question has no 'kind'; it is one of {', '.join(known)}")
        else:
            hint = nearest(kind or "", known) or f"; it is one of {', '.join(known)}"
            self.fault(node.entries["kind"][1], f"there is no kind '{kind or ''}'{hint}")

    def unique(self, node: Mapping, name: str | None, seen: dict[str, ScalarEvent], what: str) -> None:
        if name is None:
            return
        here = node.entries["id"][0]
        first = seen.setdefault(name, here)
        if first is not here:
            where = f"the first is in line {line_of(first)}"
            self.fault(node.entries["id"][1], f"the {what} id '{name}' is taken; {where}")

    def values(self, node: Mapping, keys: dict[str, Convert], required: Iterable[str], what: str) -> dict[str, Any]:
        """The values of a group's keys, each by its converter; unknown and missing keys are noted."""
        values: dict[str, Any] = {}
        entries = node.entries
        for name, (key, value) in entries.items():
            convert = keys.get(name)
            if convert is None:
                hint = nearest(name, list(keys)) or f"; known here: {', '.join(keys)}"
                self.fault(key, f"unknown key '{name}' in {what}{hint}")
            else:
                values[name] = convert(value)
        for name in required:
            if name not in entries:
                self.fault(node, f"{what} has no '{name}'")
        return values

    # Values

    def text(self, node: Node) -> str | None:
        if type(node) is not ScalarEvent:
            self.fault(node, "text belongs here" + (": put it in quotes" if type(node) is Mapping else ""))
            return None
        value: str = node.value
        if value.isprintable() and value and value[0] != " ":
            return value
        value = value.strip()
        if not value:
            self.fault(node, "this is empty; text belongs here")
            return None
        return value if self.nodes.clean(node) else None

    def slug(self, node: Node) -> str | None:
        value = self.text(node)
        if value is not None and not SLUG.fullmatch(value):
            self.fault(node, f"an id is made of a-z, 0-9 and '-', such as 'what-it-is'; this is '{value}'")
            return None
        return value

    def truth(self, node: Node) -> bool | None:
        if type(node) is ScalarEvent and not node.style and node.value in TRUTH:
            return TRUTH[node.value]
        self.fault(node, "true or false belongs here, without quotes")
        return None

    def number(self, node: Node) -> float | None:
        if type(node) is ScalarEvent and not node.style and NUMBER.fullmatch(node.value):
            return float(node.value)
        self.fault(node, "a number belongs here, such as 3 or 0.5")
        return None

    def tolerance(self, node: Node) -> float | None:
        value = self.number(node)
        if value is not None and value < 0:
            self.fault(node, "a tolerance is 0 or more")
        return value

    def weight(self, node: Node) -> float | None:
        value = self.number(node)
        if value is not None and not 0 < value < 1e6:
            self.fault(node, "points are more than 0; leave the key out for 1")
        return value

    def revision(self, node: Node) -> int | None:
        value = node.value if type(node) is ScalarEvent and not node.style else ""
        if INTEGER.fullmatch(value) and int(value[:9]) >= 1:
            return int(value[:9])
        self.fault(node, "a revision is a whole number from 1")
        return None

    def scoring(self, node: Node) -> bool:
        known = ("right-minus-wrong", "all-or-nothing")
        value = self.text(node)
        if value is not None and value not in known:
            self.fault(node, f"scoring is {known[0]} or {known[1]}")
        return value == known[1]

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
                    self.fault(node, f"the {what} '{text}' is here a second time")
                seen.add(folded)

    def texts(self, node: Node, what: str = "texts", least: int = 1) -> tuple[str, ...]:
        nodes = self.listed(node, what)
        values = [self.text(item) for item in nodes]
        self.distinct(nodes, values, "text")
        if nodes and len(nodes) < least:
            self.fault(node, f"at least {least} {what} belong here")
        return tuple(value for value in values if value is not None)

    def classes(self, node: Node) -> tuple[str, ...]:
        return self.texts(node, "classes", 2)

    def items(self, node: Node) -> tuple[str, ...]:
        return self.texts(node, "items", 2)

    def options(self, node: Node) -> tuple[Option, ...]:
        nodes = self.listed(node, "options")
        options = [self.option(item) for item in nodes]
        self.distinct(nodes, (option and option.text for option in options), "option")
        if len(nodes) == 1:
            self.fault(node, "one option is no choice; at least 2 belong here")
        return tuple(option for option in options if option)

    def option(self, node: Node) -> Option | None:
        entries = node.entries if type(node) is Mapping else {}
        right = "right" in entries
        if right == ("wrong" in entries):
            self.fault(node, "an option is either 'right: …' or 'wrong: …', with 'because: …' below it")
            return None
        text = because = None
        for name, (key, value) in entries.items():
            if name == "because":
                because = self.text(value)
            elif name in ("right", "wrong"):
                text = self.text(value)
            else:
                hint = nearest(name, ["right", "wrong", "because"])
                self.fault(key, f"unknown key '{name}' in this option{hint}")
        return Option(text, right, because or "") if text is not None else None

    def one_right(self, node: Node) -> tuple[Option, ...]:
        options = self.options(node)
        right = sum(option.right for option in options)
        if options and right != 1:
            found = "none of these options is right" if right == 0 else f"{right} of these options are right"
            self.fault(node, f"{found}; a choice has one (a 'select' may have more)")
        return options

    def some_right(self, node: Node) -> tuple[Option, ...]:
        options = self.options(node)
        if options and not any(option.right for option in options):
            self.fault(node, "none of these options is right; begin at least one with 'right:'")
        return options

    def rejected(self, node: Node) -> tuple[Rejected, ...]:
        found = self.groups(node, {"answer": self.text, "because": self.text}, ("answer",), "wrong answer")
        return tuple(Rejected(values["answer"] or "", values.get("because") or "") for _, values in found)

    def pairs(self, node: Node) -> list[tuple[Mapping, dict[str, Any]]]:
        keys: dict[str, Convert] = {"item": self.text, "class": self.text, "because": self.text}
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
                if all(name in values for name in required):
                    found.append((item, values))
            else:
                self.fault(item, f"a {what} has the keys {', '.join(keys)}")
        return found

    # What a kind's values are made into

    def shape_select(self, node: Mapping, values: dict[str, Any]) -> None:
        values["all_or_nothing"] = values.pop("scoring", False)

    def shape_true_false(self, node: Mapping, values: dict[str, Any]) -> None:
        answer, because = values.pop("answer"), values.pop("because", "")
        values["options"] = tuple(
            Option(text, right == answer, "" if right == answer else because)
            for text, right in (("True", True), ("False", False))
        )

    def shape_match(self, node: Mapping, values: dict[str, Any]) -> None:
        places = {name: place for place, name in enumerate(values["classes"])}
        pairs = []
        for group, pair in values["pairs"]:
            if pair["class"] in places:
                pairs.append(Pair(pair["item"], places[pair["class"]], pair.get("because") or ""))
            else:
                hint = nearest(pair["class"], list(places)) or f"; they are {', '.join(places)}"
                self.fault(group.entries["class"][1], f"'{pair['class']}' is not one of the classes{hint}")
        values["pairs"] = tuple(pairs)


_SHAPES: Final[dict[str, Callable[[_Reader, Mapping, dict[str, Any]], None]]] = {
    "select": _Reader.shape_select,
    "true-false": _Reader.shape_true_false,
    "match": _Reader.shape_match,
}
