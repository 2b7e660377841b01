"""A question file → its banks, or everything that is wrong with it, each fault at its line and column."""

import gc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from shlex import quote
from typing import Any, Final, NamedTuple

from yaml.events import MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from quiz.banks.document import TO_BE_CONVERTED
from quiz.banks.nodes import Mapping, Node, Stop, line_of
from quiz.banks.values import Convert, Values
from quiz.characters import brief, quoted
from quiz.core.bank import Bank, QuestionFile
from quiz.core.questions import KINDS, AnyQuestion, Option, Pair
from quiz.errors import Fault, FileFaults, nearest
from quiz.files import read_text

FILE_KEYS: Final = {"id": "slug", "title": "line", "document": "document", "language": "text", "banks": "each_bank"}
FILE_REQUIRED: Final = ("title", "document", "banks")
BANK_KEYS: Final = {"id": "slug", "title": "line", "subject_words": "subject_words", "questions": "each_question"}
BANK_REQUIRED: Final = ("id", "title", "questions")
COMMON: Final = {
    "id": "slug",
    "kind": "text",
    "ask": "text",
    "explain": "text",
    "passage": "passage",
    "must_know": "truth",
    "revision": "revision",
    "draft": "truth",
    "ignore": "rules",
}
SCORED: Final = {**COMMON, "points": "weight"}
SHUFFLED: Final = {**SCORED, "keep_order": "truth"}
KEYS: Final[dict[str, dict[str, str]]] = {
    "choice": {**SHUFFLED, "options": "one_right"},
    "select": {**SHUFFLED, "options": "some_right", "scoring": "scoring"},
    "true-false": {**SCORED, "answer": "truth", "because": "text"},
    "short-answer": {**SCORED, "accept": "accepted", "reject": "rejected"},
    "number": {**SCORED, "answer": "number", "tolerance": "tolerance", "unit": "line"},
    "match": {**SHUFFLED, "classes": "classes", "pairs": "pairs"},
    "order": {**SCORED, "items": "items"},
    "teach-back": {**COMMON, "covers": "texts"},
}
"""The keys of each kind of question, and the converter of each key's value."""

OPTIONAL: Final = frozenset(
    "must_know points revision draft ignore keep_order scoring because reject tolerance unit".split()
)
REQUIRED: Final = {kind: tuple(key for key in keys if key not in OPTIONAL) for kind, keys in KEYS.items()}
"""The keys that each kind of question must have."""


def read_question_file(path: Path) -> QuestionFile:
    """Read and check a question file.

    Raises QuizError where the file cannot be opened and FileFaults where its content is wrong.
    """
    return parse_question_file(read_text(path), path)


def parse_question_file(text: str, path: Path) -> QuestionFile:
    """The question file that a text is; `path` says where its document is, and names it in faults."""
    reading = _read(text, path)
    if reading.faults:
        raise FileFaults(str(path), reading.faults, complete=reading.complete)
    return reading.file


class Reading(NamedTuple):
    """What could be read of a question file, and what is wrong with it; `complete` unless reading had to stop.

    `nodes` holds where each part stands: the file by "", banks by ("bank", id) and questions by ("question", id).
    """

    file: QuestionFile
    faults: list[Fault]
    complete: bool
    nodes: dict[object, Mapping]


def examine_question_file(text: str, path: Path) -> Reading:
    """The same, with all that is right even where something is wrong, and with where it stands."""
    return _read(text, path, keep_nodes=True)


def _read(text: str, path: Path, *, keep_nodes: bool = False) -> Reading:
    collecting = gc.isenabled()
    gc.disable()  # nothing here makes cycles, and a large bank would be walked over and over
    try:
        return _Reader(text, path, {} if keep_nodes else None).read()
    finally:
        if collecting:
            gc.enable()


class _Reader(Values):
    """Reads one text."""

    def __init__(self, text: str, path: Path, kept: dict[object, Mapping] | None) -> None:
        super().__init__(text)
        self.path = path
        self.kept = kept
        self.ids: dict[str, ScalarEvent] = {}
        self.bank_ids: dict[str, ScalarEvent] = {}
        self.banks: list[Bank] = []
        self.questions: list[AnyQuestion] = []
        self.converters = {kind: self.converting(keys) for kind, keys in KEYS.items()}
        self.kinds: dict[str, type[AnyQuestion]] = {kind.kind: kind for kind in KINDS}

    def read(self) -> Reading:
        file, complete = QuestionFile("", "", Path(), "en", ()), True
        try:
            top = self.nodes.document({"banks": self.take_banks})
            self.keep("", top)
            file = self.file(top)
        except Stop:
            complete = False
        return Reading(file, self.nodes.faults, complete, self.kept or {})

    def keep(self, name: object, node: Mapping) -> None:
        if self.kept is not None:
            self.kept.setdefault(name, node)

    def converting(self, keys: dict[str, str]) -> dict[str, Convert]:
        return {key: getattr(self, name) for key, name in keys.items()}

    def each_bank(self, node: Node) -> None:
        """Read as it comes, by `take_banks`."""

    def each_question(self, node: Node) -> None:
        """Read as it comes, by `take_questions`."""

    # The file and its banks

    def file(self, top: Mapping) -> QuestionFile:
        values = self.values(top, self.converting(FILE_KEYS), FILE_REQUIRED, "the file")
        if "banks" in top.entries and not self.banks and not self.nodes.faults:
            self.fault(top.entries["banks"][0], "there is no bank under 'banks:'")
        title = values.get("title") or ""
        return QuestionFile(
            id=values.get("id") or title,
            title=title,
            document=values.get("document") or Path(),
            language=values.get("language") or "en",
            banks=tuple(self.banks),
        )

    def take_banks(self, event: Any) -> None:
        if type(event) is not SequenceStartEvent:
            self.fault(self.nodes.node(event, 2), "'banks:' holds a list: begin each bank with '- id:'")
            return
        begun: list[int] = []  # where the text of each bank begins
        bank_keys = self.converting(BANK_KEYS)
        while type(item := self.nodes.event()) is not SequenceEndEvent:
            if type(item) is not MappingStartEvent:
                self.fault(self.nodes.node(item, 3), "a bank begins with '- id:', 'title:' and 'questions:'")
                continue
            node = self.nodes.mapping(item, 3, {"questions": self.take_questions})
            values = self.values(node, bank_keys, BANK_REQUIRED, "this bank")
            questions, self.questions = self.questions, []
            if "questions" in node.entries and not questions and not self.nodes.faults:
                self.fault(node.entries["questions"][0], "this bank has no questions")
            self.unique(node, values.get("id"), self.bank_ids, "bank")
            self.keep(("bank", values.get("id")), node)
            name, title = values.get("id") or "", values.get("title") or ""
            self.banks.append(Bank(name, title, tuple(questions), values.get("subject_words") or ()))
            begun.append(_index(item))
        ends = [*begun, _index(item)][1:]
        self.banks = [
            replace(bank, source=self.nodes.text[begin:end].rstrip())
            for bank, begin, end in zip(self.banks, begun, ends, strict=True)
        ]

    def take_questions(self, event: Any) -> None:
        if type(event) is not SequenceStartEvent:
            self.fault(self.nodes.node(event, 4), "'questions:' holds a list: begin each question with '- id:'")
            return
        get, build, read, keep = self.nodes.event, self.nodes.node, self.question, self.questions.append
        while type(item := get()) is not SequenceEndEvent:
            self.nodes.parts = 0
            question = read(build(item, 5))
            if question is not None:
                keep(question)

    def document(self, node: Node) -> Path | None:
        name = self.text(node)
        if name is None:
            return None
        try:
            folder = self.path.parent.resolve()
            document = folder / name
            within = "\\" not in name and document.resolve().is_relative_to(folder)
            there = document.is_file()
        except (OSError, RuntimeError, ValueError):  # a loop of links, a name too long, a closed folder
            within, there = True, False
        if not within:
            self.fault(node, "the document must be in the folder of the question file, or below it")
        elif name.lower().endswith(TO_BE_CONVERTED):
            how = f"`quiz draft {quote(brief(name))} -o …` writes its text as Markdown"
            self.fault(node, f"a document is Markdown or plain text; {how}")
        elif not there:
            self.fault(node, f"the document {quoted(name)} is not beside the question file, or cannot be reached")
        else:
            return document
        return None

    # A question

    def question(self, node: Node) -> AnyQuestion | None:
        if type(node) is not Mapping:
            self.fault(node, "a question begins with '- id:', 'kind:' and 'ask:'")
            return None
        kind = self.kind(node)
        if kind is None:
            return None
        before = len(self.nodes.faults)
        values = self.values(node, self.converters[kind], REQUIRED[kind], "this question")
        self.unique(node, values.get("id"), self.ids, "question")
        if len(self.nodes.faults) > before:
            return None
        del values["kind"]
        shape = _SHAPES.get(kind)
        if shape:
            shape(self, node, values)
            if len(self.nodes.faults) > before:
                return None
        self.keep(("question", values["id"]), node)
        self.nodes.missed = 0
        return self.kinds[kind](**values)

    def kind(self, node: Mapping) -> str | None:
        known = ", ".join(KEYS)
        if "kind" not in node.entries:
            self.fault(node, f"this question has no 'kind'; it is one of {known}")
            return None
        value = node.entries["kind"][1]
        kind = self.word(value)
        if kind is not None and kind not in KEYS:
            self.fault(
                value, f"there is no kind {quoted(kind)}{nearest(kind, list(KEYS)) or f'; it is one of {known}'}"
            )
            return None
        return kind

    def unique(self, node: Mapping, name: str | None, seen: dict[str, ScalarEvent], what: str) -> None:
        if name is None:
            return
        here = node.entries["id"][0]
        first = seen.setdefault(name, here)
        if first is not here:
            where = f"the first is in line {line_of(first)}"
            self.fault(node.entries["id"][1], f"the {what} id {quoted(name)} is taken; {where}")

    # What a kind's values are made into

    def shape_select(self, node: Mapping, values: dict[str, Any]) -> None:
        values["all_or_nothing"] = values.pop("scoring", False)

    def shape_true_false(self, node: Mapping, values: dict[str, Any]) -> None:
        answer, because = values.pop("answer"), values.pop("because", "")
        values["keep_order"] = True
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
                hint = nearest(pair["class"], list(places)) or f"; they are {', '.join(map(brief, places))}"
                self.fault(group.entries["class"][1], f"{quoted(pair['class'])} is not one of the classes{hint}")
        values["pairs"] = tuple(pairs)


def _index(event: Any) -> int:
    """Where in the text an event begins."""
    index: int = event.start_mark.index
    return index


_SHAPES: Final[dict[str, Callable[[_Reader, Mapping, dict[str, Any]], None]]] = {
    "select": _Reader.shape_select,
    "true-false": _Reader.shape_true_false,
    "match": _Reader.shape_match,
}
