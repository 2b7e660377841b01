"""Moodle XML, the most complete of Moodle's formats."""

from collections.abc import Iterator, Sequence
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from quiz.core.bank import Bank, Item, QuestionFile
from quiz.core.citation import Cite
from quiz.core.kinds import AnyQuestion, Choice, Match, Number, Order, Select, ShortAnswer, TeachBack, TrueFalse
from quiz.core.kinds.fields import Exact
from quiz.formats import Written
from quiz.formats.losses import (
    AS_ESSAY,
    DIGITS_ONLY,
    NO_CASE,
    ONLY_LISTED,
    ROUNDED,
    TOGETHER,
    has_exact,
    losses,
    writable,
)
from quiz.formats.markup import as_html, digits, general_feedback, points_of, unused_classes
from quiz.formats.moodle_answers import category, is_rounded, share, typed_answers

TYPES: Final = {
    "choice": "multichoice",
    "select": "multichoice",
    "true-false": "truefalse",
    "match": "matching",
    "short-answer": "shortanswer",
    "number": "numerical",
    "order": "ordering",
    "teach-back": "essay",
}
"""The type of question that each kind becomes."""
KEYS: Final = {"because", "exact_unit", "keep_order", "must_know", "points", "reject", "scored", "tolerance", "unit"}
"""The keys that it supports besides those of every format."""
ORDERING: Final = {
    "layouttype": "VERTICAL",
    "selecttype": "ALL",
    "selectcount": "0",
    "gradingtype": "RELATIVE_ALL_PREVIOUS_AND_NEXT",  # pairs in the right relative order, as here
    "showgrading": "SHOW",
    "shownumcorrect": "1",  # Moodle refuses the question without it
}


def write(file: QuestionFile, banks: Sequence[Bank], cite: Cite) -> Written:
    """The banks as Moodle XML, a category each. Raises QuizError if it supports none of their questions."""
    root, last = Element("quiz"), None
    for item in writable(banks, TYPES):
        if item.bank is not last:
            last = item.bank
            _text(SubElement(root, "question", type="category"), "category", category(file, last))
        _write_question(SubElement(root, "question", type=TYPES[item.question.kind]), item, cite)
    indent(root)
    content = tostring(root, encoding="utf-8", xml_declaration=True)
    return Written(content + b"\n", losses(file, banks, TYPES, KEYS, _lost))


def _put(parent: Element, tag: str, content: str) -> None:
    SubElement(parent, tag).text = content


def _text(parent: Element, tag: str, text: str, **attributes: str) -> Element:
    """An element with the text in a `<text>` element, as in Moodle."""
    element = SubElement(parent, tag, attributes)
    _put(element, "text", text)
    return element


def _html(parent: Element, tag: str, text: str, **attributes: str) -> Element:
    return _text(parent, tag, as_html(text), **attributes, format="html")


def _answer(parent: Element, fraction: str, text: str, because: str = "", *, plain: bool = False) -> Element:
    if plain:
        element = _text(parent, "answer", text, fraction=fraction, format="plain_text")
    else:
        element = _html(parent, "answer", text, fraction=fraction)
    _html(element, "feedback", because)
    return element


def _write_question(parent: Element, item: Item, cite: Cite) -> None:
    question = item.question
    _text(parent, "name", question.id)
    _html(parent, "questiontext", question.ask)
    _text(parent, "generalfeedback", general_feedback(question, cite), format="html")
    _put(parent, "defaultgrade", digits(points_of(item)))
    _put(parent, "idnumber", question.id)
    if question.must_know:
        _text(SubElement(parent, "tags"), "tag", "must-know")
    _write_answers(parent, question)


def _write_answers(parent: Element, question: AnyQuestion) -> None:
    match question:
        case Choice() | Select():
            _put(parent, "single", "true" if isinstance(question, Choice) else "false")
            _put(parent, "shuffleanswers", str(not question.keep_order).lower())
            _put(parent, "answernumbering", "ABCD")
            right, wrong = ("100", "0") if isinstance(question, Choice) else (share(question), f"-{share(question)}")
            for option in question.options:
                _answer(parent, right if option.right else wrong, option.text, option.because)
        case TrueFalse():
            for option in question.options:
                _answer(parent, "100" if option.right else "0", option.text.lower(), option.because, plain=True)
        case Match():
            _put(parent, "shuffleanswers", str(not question.keep_order).lower())
            pairs = [(pair.item, pair.target) for pair in question.pairs]
            for item, name in (*pairs, *(("", name) for name in unused_classes(question))):
                _text(_html(parent, "subquestion", item), "answer", name)
        case ShortAnswer():
            _put(parent, "usecase", "1" if _keeps_case(question) else "0")
            for answer in typed_answers(question):
                _answer(parent, "100" if answer.right else "0", answer.pattern, answer.because, plain=True)
        case Number():
            number = _answer(parent, "100", digits(question.answer), plain=True)
            _put(number, "tolerance", digits(question.tolerance))
            if question.unit:  # must be typed; without it the answer earns nothing
                unit = SubElement(SubElement(parent, "units"), "unit")
                _put(unit, "multiplier", "1")
                _put(unit, "unit_name", question.unit)
                _put(parent, "unitgradingtype", "1")
                _put(parent, "unitpenalty", "1")
                _put(parent, "showunits", "0")
        case Order():
            for tag, content in ORDERING.items():
                _put(parent, tag, content)
            for place, item in enumerate(question.items, 1):
                _html(parent, "answer", item, fraction=str(place))
        case TeachBack():
            _html(parent, "graderinfo", "\n".join(question.covers))


def _keeps_case(question: ShortAnswer) -> bool:
    return all(isinstance(answer, Exact) for answer in question.accept)


def _lost(question: AnyQuestion) -> Iterator[str]:
    match question:
        case Select() if is_rounded(question):
            yield ROUNDED
        case Match() if any(pair.because for pair in question.pairs):
            yield TOGETHER
        case ShortAnswer():
            yield ONLY_LISTED
            if has_exact(question) and not _keeps_case(question):
                yield NO_CASE
        case Number():
            yield DIGITS_ONLY
        case TeachBack():
            yield AS_ESSAY
