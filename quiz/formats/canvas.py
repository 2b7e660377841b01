"""Canvas: a QTI 1.2 package, with a quiz for each bank.

Not QTI 2.1, whose feedback Canvas drops.
"""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from io import BytesIO
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring
from zipfile import ZipFile, ZipInfo

from quiz.core.bank import Bank, Item, QuestionFile
from quiz.core.citation import Cite
from quiz.core.kinds import AnyQuestion, Choice, Match, Number, Order, Select, ShortAnswer, TeachBack, TrueFalse
from quiz.core.selection import shown_order
from quiz.formats import Written
from quiz.formats.losses import AS_ESSAY, DIGITS_ONLY, NO_CASE, ONLY_LISTED, TOGETHER, has_exact, losses, writable
from quiz.formats.markup import as_html, digits, general_feedback, html_list, points_of

TYPES: Final = {
    "choice": "multiple_choice_question",
    "select": "multiple_answers_question",
    "true-false": "true_false_question",
    "match": "matching_question",
    "short-answer": "short_answer_question",
    "number": "numerical_question",
    "order": "essay_question",
    "teach-back": "essay_question",
}
"""The type of question that each kind becomes."""
KEYS: Final = {"because", "must_know", "points", "scored", "tolerance", "urgent"}
"""The keys that it supports besides those of every format."""
QTI: Final = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
CANVAS: Final = "http://canvas.instructure.com/xsd/cccv1p0"
MANIFEST: Final = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
META_TYPE: Final = "associatedcontent/imscc_xmlv1p1/learning-application-resource"
ANSWER: Final = "response1"
"""The name of the response to a question that has one."""


def write(file: QuestionFile, banks: Sequence[Bank], cite: Cite) -> Written:
    """The banks as a package. Raises QuizError if it supports none of their questions."""
    quizzes: dict[str, list[Item]] = {}
    for item in writable(banks, TYPES):
        quizzes.setdefault(_ident(file.id, item.bank.id), []).append(item)
    files = {"imsmanifest.xml": _manifest(_ident(file.id), quizzes)}
    for ident, items in quizzes.items():
        files[f"{ident}/{ident}.xml"] = _assessment(file, ident, items, cite)
        files[f"{ident}/assessment_meta.xml"] = _meta(file, ident, items)
    return Written(_zipped(files), losses(file, banks, TYPES, KEYS, _lost))


def _zipped(files: dict[str, Element]) -> bytes:
    """A package whose bytes depend only on its files: uncompressed, because compression differs between systems."""
    data = BytesIO()
    with ZipFile(data, "w") as package:
        for name, root in files.items():
            info = ZipInfo(name)  # of 1980
            info.create_system, info.external_attr = 3, 0o644 << 16
            indent(root)
            package.writestr(info, tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")
    return data.getvalue()


def _ident(*names: str) -> str:
    """A name for these ids, by which Canvas replaces what it imported before."""
    return f"quiz-{blake2b('/'.join(names).encode(), digest_size=12).hexdigest()}"


def _put(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    element = SubElement(parent, tag, attributes)
    element.text = text or None
    return element


def _manifest(ident: str, quizzes: Iterable[str]) -> Element:
    root = Element("manifest", identifier=ident, xmlns=MANIFEST)
    metadata = _put(root, "metadata")
    _put(metadata, "schema", "IMS Content")
    _put(metadata, "schemaversion", "1.1.3")
    _put(root, "organizations")
    resources = _put(root, "resources")
    for name in quizzes:
        quiz = _put(resources, "resource", identifier=name, type="imsqti_xmlv1p2")
        _put(quiz, "file", href=f"{name}/{name}.xml")
        _put(quiz, "dependency", identifierref=f"{name}-meta")
        path = f"{name}/assessment_meta.xml"
        meta = _put(resources, "resource", identifier=f"{name}-meta", type=META_TYPE, href=path)
        _put(meta, "file", href=path)
    return root


def _meta(file: QuestionFile, ident: str, items: Sequence[Item]) -> Element:
    root = Element("quiz", identifier=ident, xmlns=CANVAS)
    _put(root, "title", items[0].bank.title)
    _put(root, "description", f"<p>{as_html(file.urgent_help)}</p>" if file.urgent else "")
    _put(root, "shuffle_answers", "true")
    _put(root, "quiz_type", "practice_quiz")
    _put(root, "points_possible", digits(sum(map(points_of, items))))
    _put(root, "allowed_attempts", "-1")
    return root


def _assessment(file: QuestionFile, ident: str, items: Sequence[Item], cite: Cite) -> Element:
    root = Element("questestinterop", xmlns=QTI)
    section = _put(_put(root, "assessment", ident=ident, title=items[0].bank.title), "section", ident="root_section")
    for item in items:
        name = _ident(file.id, item.bank.id, item.question.id)
        _write_item(_put(section, "item", ident=name, title=item.question.id), item, cite)
    return root


def _write_item(element: Element, item: Item, cite: Cite) -> None:
    question = item.question
    metadata = _put(_put(element, "itemmetadata"), "qtimetadata")
    known = {"question_type": TYPES[question.kind], "points_possible": digits(points_of(item))}
    for label, entry in known.items():
        field = _put(metadata, "qtimetadatafield")
        _put(field, "fieldlabel", label)
        _put(field, "fieldentry", entry)
    presentation = _put(element, "presentation")
    items = [question.items[place] for place in shown_order(question, seed=0)] if isinstance(question, Order) else []
    _material(presentation, f"<p>{as_html(question.ask)}</p>{html_list(items)}")
    processing = _put(element, "resprocessing")
    _put(_put(processing, "outcomes"), "decvar", maxvalue="100", minvalue="0", varname="SCORE", vartype="Decimal")
    _rule(processing, Element("other"), feedback="general_fb")
    feedback = {"general_fb": general_feedback(question, cite)}
    match question:
        case Choice() | Select() | TrueFalse():
            _write_options(presentation, processing, question)
            feedback |= {f"answer_{place}_fb": as_html(one.because) for place, one in enumerate(question.options)}
        case Match():
            _write_pairs(presentation, processing, question)
        case _:
            _write_typed(presentation, processing, question)
    for name, text in feedback.items():
        if text:
            _material(_put(_put(element, "itemfeedback", ident=name), "flow_mat"), text)


def _material(parent: Element, text: str, kind: str = "html") -> None:
    _put(_put(parent, "material"), "mattext", text, texttype=f"text/{kind}")


def _rule(processing: Element, *conditions: Element, score: str = "", action: str = "Set", feedback: str = "") -> None:
    """The result of a response: a score in percent, or a feedback by its name."""
    rule = _put(processing, "respcondition", **{"continue": "No" if score and action == "Set" else "Yes"})
    _put(rule, "conditionvar").extend(conditions)
    if score:
        _put(rule, "setvar", score, action=action, varname="SCORE")
    if feedback:
        _put(rule, "displayfeedback", feedbacktype="Response", linkrefid=feedback)


def _is(answer: str, tag: str = "varequal", response: str = ANSWER) -> Element:
    element = Element(tag, respident=response)
    element.text = answer
    return element


def _all(tag: str, *conditions: Element) -> Element:
    element = Element(tag)
    element.extend(conditions)
    return element


def _write_options(presentation: Element, processing: Element, question: Choice | Select | TrueFalse) -> None:
    several = isinstance(question, Select)
    response = _put(presentation, "response_lid", ident=ANSWER, rcardinality="Multiple" if several else "Single")
    choices = _put(response, "render_choice")
    for place, option in enumerate(question.options):
        _material(_put(choices, "response_label", ident=f"answer_{place}"), as_html(option.text))
        if option.because:
            _rule(processing, _is(f"answer_{place}"), feedback=f"answer_{place}_fb")
    if not isinstance(question, Select):
        _rule(processing, _is(f"answer_{question.right}"), score="100")
        return
    chosen = [
        _is(f"answer_{place}") if option.right else _all("not", _is(f"answer_{place}"))
        for place, option in enumerate(question.options)
    ]
    _rule(processing, _all("and", *chosen), score="100")


def _write_pairs(presentation: Element, processing: Element, question: Match) -> None:
    share = digits(round(100 / len(question.pairs), 2))
    for place, (pair, target) in enumerate(zip(question.pairs, question.targets, strict=True)):
        response = _put(presentation, "response_lid", ident=f"response_{place}")
        _material(response, pair.item, "plain")
        choices = _put(response, "render_choice")
        for number, name in enumerate(question.classes):
            _material(_put(choices, "response_label", ident=f"class_{number}"), name, "plain")
        _rule(processing, _is(f"class_{target}", response=f"response_{place}"), score=share, action="Add")


def _write_typed(presentation: Element, processing: Element, question: AnyQuestion) -> None:
    response = _put(presentation, "response_str", ident=ANSWER, rcardinality="Single")
    field = _put(response, "render_fib", **({"fibtype": "Decimal"} if isinstance(question, Number) else {}))
    _put(field, "response_label", ident="answer1", rshuffle="No")
    match question:
        case ShortAnswer():
            _rule(processing, *map(_is, _whole_answers(question)), score="100")
        case Number():
            low, high = question.answer - question.tolerance, question.answer + question.tolerance
            between = _all("and", _is(digits(low), "vargte"), _is(digits(high), "varlte"))
            _rule(processing, _all("or", _is(digits(question.answer)), between), score="100")
        case _:
            _rule(processing, Element("other"))


def _whole_answers(question: ShortAnswer) -> list[str]:
    """The accepted answers as learners type them: Canvas has no wildcard."""
    return [text for text, _, right, _ in question.typeable() if right]


def _lost(question: AnyQuestion) -> Iterator[str]:
    match question:
        case Match() if any(pair.because for pair in question.pairs):
            yield TOGETHER
        case ShortAnswer():
            yield ONLY_LISTED
            if has_exact(question):
                yield NO_CASE
            if len(_whole_answers(question)) < len(question.accept):
                yield "its answers with a '*' are left out"
        case Number():
            yield DIGITS_ONLY
        case Order() | TeachBack():
            yield AS_ESSAY
