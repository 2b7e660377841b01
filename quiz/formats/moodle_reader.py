"""Moodle XML → drafts, without entities, document types or anything from the network."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

from lxml import etree

from quiz.characters import brief, harmless, quoted
from quiz.errors import Fault, FileFaults, QuizError
from quiz.files import read_bytes
from quiz.formats.markup_reader import Feedback, Plain, feedback, text_of
from quiz.formats.moodle_questions import (
    Answer,
    NumberAnswer,
    category_name,
    essay,
    matching,
    number,
    one_right,
    ordering,
    several_right,
    short_answer,
    true_false,
)
from quiz.formats.reading import LONGEST_QUESTION, MOST_ANSWERS, Imported, KindData, Reading, Refused, decimal

Element = Any  # lxml has no type hints
FORMATS: Final = {"html": "html", "markdown": "markdown", "plain_text": "plain"}
MOST_SAID: Final = 200
"""The most characters of what the XML parser says."""
TRUE: Final = ("1", "true")
NO_UNITS: Final = "3"
"""The value of `showunits` if no unit is asked for."""
AFTERWARDS: Final = {
    "correctfeedback": "the feedback on a right answer",
    "partiallycorrectfeedback": "the feedback on an answer that is partly right",
    "incorrectfeedback": "the feedback on a wrong answer",
    "responsetemplate": "the template for the answer",
}
BY_DEFAULT: Final = frozenset(f"Your answer is {how}." for how in ("correct", "partially correct", "incorrect"))
"""The feedback that Moodle puts into every new question."""


def read(path: Path) -> Reading:
    """The questions of a Moodle XML file. Raises QuizError if it cannot be read."""
    reading = Reading(path, [], [])
    bank = ""
    for element in _parsed(read_bytes(path), path).iterchildren("question"):
        sort = element.get("type", "")
        if sort == "category":
            bank = category_name(element.findtext("category/text") or "")
            continue
        name = (element.findtext("name/text") or "").strip()
        named = f"the question {quoted(name)}" if name else "a question"
        reading.add(element.sourceline, named, partial(_Question(element).imported, bank))
    return reading


def _parsed(data: bytes, path: Path) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        problem = re.sub(r"(?:, see xml\w+\.)?, line \d+, column \d+$", "", error.msg or "it is empty")
        message = f"this is not well-formed XML: {brief(problem, MOST_SAID)}"
        raise FileFaults(str(path), [Fault(max(line, 1), max(column, 1), message)], complete=False) from None
    if root.getroottree().docinfo.internalDTD is not None:
        message = "a document type (<!DOCTYPE …>) is not allowed here; delete it"
        line = data[: data.find(b"<!DOCTYPE") + 1].count(b"\n") + 1
        raise FileFaults(str(path), [Fault(line, 1, message)], complete=False)
    if root.tag != "quiz":
        hint = "In Moodle's question bank, export the questions as Moodle XML."
        raise QuizError(
            f"this is not Moodle XML: it begins with <{brief(root.tag)}>, not <quiz>", where=str(path), hint=hint
        )
    return root


class _Question:
    """Reads one question; `left_out` collects what its texts lose."""

    def __init__(self, element: Element) -> None:
        self.element = element
        self.left_out: list[str] = []

    def imported(self, bank: str) -> Imported:
        sort = self.element.get("type", "")
        read_kind = TYPES.get(sort)
        if read_kind is None:
            raise Refused(f"questions of the type {quoted(sort)} are not supported")
        ask = self.text("questiontext")
        about = self.feedback()
        data = read_kind(self, about)
        values = {"ask": ask, "explain": self.kept(about.explain), "passage": about.passages}
        question = data.draft(**values, must_know=self.tagged(), points=self.points(), keep_order=self.keeps_order())
        left_out = (*self.left_out, *self.further(), *data.left_out)
        name = self.value("idnumber") or self.value("name/text")
        return Imported(question, self.element.sourceline, name, bank, left_out)

    def feedback(self) -> Feedback:
        found = self.element.find("generalfeedback")
        if found is not None and found.get("format") == "html":
            return feedback(_inner(found.find("text")))
        return Feedback(self.plain(found))

    def tagged(self) -> bool:
        """Whether it is tagged as must-know."""
        tags = [_inner(tag).strip() for tag in self.element.iterfind("tags/tag/text")]
        self.left_out += [f"the tag {quoted(tag)}" for tag in tags if tag != "must-know"]
        return "must-know" in tags

    def points(self) -> float:
        points = float(decimal(self.value("defaultgrade") or "1"))
        if points <= 0 and self.element.get("type") != "essay":
            self.left_out.append("its grade of 0")
        return points if points > 0 else 1

    def keeps_order(self) -> bool:
        return self.value("shuffleanswers").lower() in ("0", "false")

    def further(self) -> Iterator[str]:
        """The parts that a question can't express."""
        for name, what in AFTERWARDS.items():
            text = self.plain(self.element.find(name)).text
            if text and text not in BY_DEFAULT:
                yield what
        yield from ("a hint" for hint in self.element.iterfind("hint") if _inner(hint.find("text")).strip())
        names = {file.get("name", "") for file in self.element.iter("file")}
        shown = " ".join(self.left_out)
        yield from (f"the file {quoted(name)}" for name in sorted(names) if f"({brief(name)})" not in shown)
        if image := self.value("image"):  # up to Moodle 1.9
            yield f"an image ({brief(image)})"
        if self.value("hidden") in TRUE:
            yield "that Moodle hides it"

    # The kinds

    def choice(self, about: Feedback) -> KindData:
        answers = self.answers()
        return one_right(answers) if self.value("single").lower() in TRUE else several_right(answers)

    def true_false(self, about: Feedback) -> KindData:
        answers = {answer.text.strip().lower(): answer for answer in self.answers()}
        if answers.keys() != {"true", "false"}:
            raise Refused("its answers are not true and false")
        right = answers["true"].weight > answers["false"].weight
        wrong_one, right_one = answers[str(not right).lower()], answers[str(right).lower()]
        return true_false(right, wrong_one.because, right_one.because)

    def short_answer(self, about: Feedback) -> KindData:
        return short_answer(self.answers(), exact=self.value("usecase") in TRUE)

    def number(self, about: Feedback) -> KindData:
        answers = [
            NumberAnswer(_inner(one.find("text")).strip(), one.findtext("tolerance") or "", _weight(one), because)
            for one in self.element.iterfind("answer")
            for because in [self.kept(self.plain(one.find("feedback")))]
        ]
        units = [unit for unit in self.element.iterfind("units/unit") if self.value("showunits") != NO_UNITS]
        own = [unit for unit in units if decimal(unit.findtext("multiplier") or "1") == 1]
        self.left_out += [f"the unit {quoted(unit.findtext('unit_name') or '')}" for unit in units if unit not in own]
        return number(answers, (own[0].findtext("unit_name") or "").strip() if own else "")

    def matching(self, about: Feedback) -> KindData:
        pairs = [(self.kept(self.plain(one)), one) for one in self.element.iterfind("subquestion")]
        return matching([(item, _inner(one.find("answer/text")).strip()) for item, one in pairs])

    def ordering(self, about: Feedback) -> KindData:
        return ordering([answer.text for answer in self.answers()])

    def essay(self, about: Feedback) -> KindData:
        notes = self.text("graderinfo").splitlines()
        return essay(about.answer or [line.removeprefix("• ") for line in notes if line.strip()])

    def answers(self) -> list[Answer]:
        found = self.element.findall("answer")
        if len(found) > MOST_ANSWERS:
            raise Refused(f"it has {len(found):,} answers; at most {MOST_ANSWERS} are allowed")
        return [
            Answer(self.kept(self.plain(one)), _weight(one), self.kept(self.plain(one.find("feedback"))))
            for one in found
        ]

    # Texts

    def value(self, path: str) -> str:
        return harmless(self.element.findtext(path) or "").strip()

    def text(self, name: str) -> str:
        return self.kept(self.plain(self.element.find(name)))

    def plain(self, element: Element) -> Plain:
        """The text of an element that has a `<text>`, by its format."""
        if element is None:
            return Plain("")
        text, format_ = _inner(element.find("text")), FORMATS.get(element.get("format", ""), "moodle")
        return text_of(text, format_)

    def kept(self, plain: Plain) -> str:
        self.left_out += plain.left_out
        return plain.text


def _inner(element: Element) -> str:
    """What is in an element, with the tags of what should have been escaped."""
    if element is None:
        return ""
    inside = (etree.tostring(child, encoding="unicode") for child in element)
    text = "".join([element.text or "", *inside])
    if len(text) > LONGEST_QUESTION:
        raise Refused(f"it has a text of {len(text):,} characters")
    return harmless(text)


def _weight(answer: Element) -> float:
    return float(decimal(answer.get("fraction") or "0"))


TYPES: Final[dict[str, Callable[[_Question, Feedback], KindData]]] = {
    "multichoice": _Question.choice,
    "truefalse": _Question.true_false,
    "shortanswer": _Question.short_answer,
    "numerical": _Question.number,
    "matching": _Question.matching,
    "ordering": _Question.ordering,
    "essay": _Question.essay,
}
"""The types of question that can be read."""
