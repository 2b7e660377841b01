"""A question file → its banks, or all its faults with line and column."""

import gc
from pathlib import Path
from shlex import quote
from typing import Any, Final, NamedTuple

from yaml.events import MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from quiz.bank.nodes import Mapping, Node, ParserLimit, Sequence, Stop, line_of, place_in
from quiz.bank.values import TRUTH, Values
from quiz.characters import brief, quoted
from quiz.core.bank import BANK_FIELDS, FILE_FIELDS, Bank, QuestionFile
from quiz.core.kinds import KINDS, AnyQuestion
from quiz.core.kinds.fields import Document, Field, Line, Parts
from quiz.errors import Fault, FileFaults, nearest
from quiz.files import read_text

TO_BE_CONVERTED: Final = (".html", ".htm", ".pdf", ".docx")
"""The endings of documents that `quiz draft` converts, and that cannot be asked about as they are."""


def read_question_file(path: Path) -> QuestionFile:
    """Read and check a question file.

    Raises QuizError if the file cannot be opened and FileFaults if its content is wrong.
    """
    return parse_question_file(read_text(path), path)


def parse_question_file(text: str, path: Path) -> QuestionFile:
    """A text as a question file; `path` locates its document, and names the file in faults."""
    reading = _read(text, path)
    if reading.faults:
        raise FileFaults(str(path), reading.faults, complete=reading.complete)
    return reading.file


class Reading(NamedTuple):
    """The valid part of a question file, and its faults; `complete` unless reading had to stop.

    `nodes` holds the node of each part: the file under "", banks under ("bank", id), questions under ("question", id).
    """

    file: QuestionFile
    faults: list[Fault]
    complete: bool
    nodes: dict[object, Mapping]


def examine_question_file(text: str, path: Path) -> Reading:
    """Read a question file as far as possible: the valid part, the faults, and the node of each part."""
    return _read(text, path, keep_nodes=True)


def _read(text: str, path: Path, *, keep_nodes: bool = False) -> Reading:
    collecting = gc.isenabled()
    gc.disable()  # nothing here makes cycles, and every collection would traverse all of a large bank
    try:
        try:
            return _Reader(text, path, {} if keep_nodes else None).read()
        except ParserLimit as limit:
            return _Reader(text[: limit.index], path, {} if keep_nodes else None).read()
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
        self.urgent_banks: list[ScalarEvent] = []
        self.kinds = {name: self.converters(keys_of(kind)) for name, kind in KINDS.items()}

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

    def as_parts(self, value: Parts, node: Node) -> None:
        """Nothing to convert: `take_banks` and `take_questions` have read the parts."""

    # The file and its banks

    def file(self, top: Mapping) -> QuestionFile:
        values = self.values(top, self.converters(FILE_FIELDS), "the file")
        if "banks" in top.entries and not self.banks and not self.nodes.faults:
            self.fault(top.entries["banks"][0], "there is no bank under 'banks:'")
        for key in self.urgent_banks if "urgent" not in top.entries else ():
            self.fault(key, "the file has no 'urgent'; give it the document's words on when to get urgent help")
        title, language = values.get("title") or "", values.get("language") or "en"
        if language != "en":
            self.banks = [
                bank._replace(questions=tuple(_in(language, q) for q in bank.questions)) for bank in self.banks
            ]
        return QuestionFile(
            id=values.get("id") or title,
            title=title,
            document=values.get("document") or Path(),
            language=language,
            banks=tuple(self.banks),
            path=self.path,
            urgent=values.get("urgent") or (),
        )

    def take_banks(self, event: Any) -> None:
        if type(event) is not SequenceStartEvent:
            self.fault(self.nodes.node(event, 2), "'banks:' must be a list; begin each bank with '- id:'")
            return
        begun: list[int] = []  # where each bank begins in the text
        bank_keys = self.converters(BANK_FIELDS)
        while type(item := self.nodes.event()) is not SequenceEndEvent:
            if type(item) is not MappingStartEvent:
                self.fault(self.nodes.node(item, 3), "a bank begins with '- id:', 'title:' and 'questions:'")
                continue
            node = self.nodes.mapping(item, 3, {"questions": self.take_questions})
            values = self.values(node, bank_keys, "this bank")
            questions, self.questions = self.questions, []
            if "questions" in node.entries and not questions and not self.nodes.faults:
                self.fault(node.entries["questions"][0], "this bank has no questions")
            self.unique(node, values.get("id"), self.bank_ids, "bank")
            self.keep(("bank", values.get("id")), node)
            name, title = values.get("id") or "", values.get("title") or ""
            optional = ("subject_words", "scored", "audience", "urgent")
            given = {key: values[key] for key in optional if values.get(key) is not None}
            self.banks.append(Bank(name, title, tuple(questions), **given))
            if given.get("urgent"):
                self.urgent_banks.append(node.entries["urgent"][0])
            begun.append(_index(item))
        ends = [*begun, _index(item)][1:]
        self.banks = [
            bank._replace(source=self.nodes.text[begin:end].rstrip())
            for bank, begin, end in zip(self.banks, begun, ends, strict=True)
        ]

    def take_questions(self, event: Any) -> None:
        if type(event) is not SequenceStartEvent:
            self.fault(self.nodes.node(event, 4), "'questions:' must be a list; begin each question with '- id:'")
            return
        get, build, read, keep = self.nodes.event, self.nodes.node, self.question, self.questions.append
        while type(item := get()) is not SequenceEndEvent:
            self.nodes.parts = 0
            question = read(build(item, 5))
            if question is not None:
                keep(question)

    def as_document(self, value: Document, node: Node) -> Path | None:
        name = self.text(node, value.most)
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
            how = f"convert it with `quiz draft {quote(brief(name))} -o …`"
            self.fault(node, f"a document must be Markdown or plain text; {how}")
        elif not there:
            self.fault(node, f"the document {quoted(name)} was not found beside the question file, or cannot be read")
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
        self.draft = _is_draft(node)
        values = self.values(node, self.kinds[kind], "this question")
        if not self.draft and "passage" not in node.entries and not _parts_cite(node):
            self.nodes.missing(node, "this question has no 'passage'")
        self.unique(node, values.get("id"), self.ids, "question")
        if len(self.nodes.faults) > before:
            return None
        del values["kind"]
        question = KINDS[kind](**values)
        if not question.draft and not question.is_proved:
            self.nodes.missing(node, "a part of the key has no 'passage'; give it one, or give the question one")
        for message, at in question.faults():
            self.nodes.fault_at(*place_in(node, at), message)
        if len(self.nodes.faults) > before:
            return None
        self.keep(("question", question.id), node)
        self.nodes.missed = 0
        return question

    def kind(self, node: Mapping) -> str | None:
        known = ", ".join(self.kinds)
        if "kind" not in node.entries:
            self.fault(node, f"this question has no 'kind'; use one of {known}")
            return None
        value = node.entries["kind"][1]
        kind = self.word(value)
        if kind is not None and kind not in self.kinds:
            self.fault(
                value, f"there is no kind {quoted(kind)}{nearest(kind, list(self.kinds)) or f'; use one of {known}'}"
            )
            return None
        return kind

    def unique(self, node: Mapping, name: str | None, seen: dict[str, ScalarEvent], what: str) -> None:
        if name is None:
            return
        here = node.entries["id"][0]
        first = seen.setdefault(name, here)
        if first is not here:
            where = f"the first is on line {line_of(first)}"
            self.fault(node.entries["id"][1], f"the {what} id {quoted(name)} is taken; {where}")


def _in(language: str, question: AnyQuestion) -> AnyQuestion:
    """The question, with the language of its file if it has none of its own."""
    has_none = "language" in question.fields and not question.values()["language"]
    return question.replace(language=language) if has_none else question


def _parts_cite(node: Mapping) -> bool:
    """Whether a part of a question has a passage of its own."""
    lists = (value.items for _, value in node.entries.values() if type(value) is Sequence)
    return any(type(part) is Mapping and "passage" in part.entries for parts in lists for part in parts)


def _is_draft(node: Mapping) -> bool:
    _, value = node.entries.get("draft", (None, None))
    return type(value) is ScalarEvent and not value.style and TRUTH.get(value.value, False)


def _index(event: Any) -> int:
    """The position in the text where an event begins."""
    index: int = event.start_mark.index
    return index


def keys_of(kind: type[AnyQuestion]) -> dict[str, Field]:
    """The keys of a kind of question: its fields, with `kind` itself after the id."""
    (name, first), *fields = kind.fields.items()
    return {name: first, "kind": Field(Line(words=(kind.kind,)), "How it is asked and answered."), **dict(fields)}
