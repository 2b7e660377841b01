"""A thousand texts full of special characters survive in each format of another system, as a program reads it."""

import csv
from html import unescape
from importlib import import_module
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import pytest
from fuzzed import cite, file_of, questions, texts
from kinds import DOCUMENT, FILE
from lxml.etree import XMLParser, fromstring

from quiz.core.bank import QuestionFile
from quiz.core.kinds import Choice, Match, Number, Option, Order, Select, ShortAnswer, TeachBack, TrueFalse
from quiz.core.kinds.fields import Exact
from quiz.errors import QuizError
from quiz.formats import FORMATS, Loss
from quiz.formats.table import COLUMNS
from quiz.spreadsheet import from_cell

MODULES = {name: import_module(one.module) for name, one in FORMATS.items()}


def package_of(content: bytes) -> dict[str, bytes]:
    """The files of a package, by their names."""
    with ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


# Moodle XML


def moodle_of(file: QuestionFile) -> Any:
    root = fromstring(MODULES["moodle"].write(file, file.banks, cite).content, XMLParser(resolve_entities=False))
    questions = root.xpath("question[@type != 'category']")
    assert root.tag == "quiz"
    assert len(questions) == file.questions
    return zip((question for _, question in file.items), questions, strict=True)


def learner_text(element: Any) -> str:
    """What a learner reads of an element with a text."""
    text = element.findtext("text") or ""
    return unescape(text.replace("<br>", "\n")) if element.get("format") == "html" else text


def test_a_thousand_texts_full_of_special_characters_survive_in_moodle_xml() -> None:
    for question, element in moodle_of(file_of(questions(texts(1000)))):
        assert element.get("type") == MODULES["moodle"].TYPES[question.kind]
        assert element.findtext("name/text") == element.findtext("idnumber") == question.id
        assert learner_text(element.find("questiontext")) == question.ask
        feedback = element.findtext("generalfeedback/text")
        assert unescape(feedback.replace("<br>", "\n")).startswith(f"<p>{question.explain}</p>")
        assert unescape(feedback).endswith(f"<b>{question.passage[0]}</b> after. …</blockquote>")
        assert [tag.text for tag in element.findall("tags/tag/text")] == ["must-know"] * question.must_know
        answers = element.findall("answer")
        found = [(one.get("fraction"), learner_text(one), learner_text(one.find("feedback"))) for one in answers
                 if one.find("feedback") is not None]  # fmt: skip
        match question:
            case Choice():
                assert found == [
                    ("100" if option.right else "0", option.text, option.because) for option in question.options
                ]
            case Select():
                assert found == [
                    ("50" if option.right else "-50", option.text, option.because) for option in question.options
                ]
            case TrueFalse():
                assert {one[1]: one[0] == "100" for one in found} == {
                    "true": question.answer,
                    "false": not question.answer,
                }
                assert "".join(one[2] for one in found) == question.because
            case Match():
                pairs = [(learner_text(one), one.findtext("answer/text")) for one in element.findall("subquestion")]
                assert pairs == [pair[:2] for pair in question.pairs]
            case ShortAnswer():
                wrong = [(one.answer.replace("*", r"\*") if one.exact else one.answer, one.because)
                         for one in question.reject]  # fmt: skip
                right = [one.replace("*", r"\*") if isinstance(one, Exact) else one for one in question.accept]
                assert sorted(one[1:] for one in found if one[0] == "0") == sorted(wrong)
                assert [one[1] for one in found if one[0] == "100"] == right
            case Number():
                (number,) = answers
                assert float(learner_text(number)) == question.answer
                assert float(number.findtext("tolerance")) == question.tolerance
                assert element.findtext("units/unit/unit_name") == question.unit
            case Order():
                assert [learner_text(one) for one in answers] == list(question.items)
                assert [one.get("fraction") for one in answers] == ["1", "2", "3"]
            case TeachBack():
                assert learner_text(element.find("graderinfo")) == "\n".join(question.covers)


def test_the_weights_of_a_select_are_from_moodles_list() -> None:
    for right, weight, rounded in [(1, "100", False), (3, "33.33333", False), (7, "14.28571", False), (11, "10", True)]:
        options = tuple(Option(f"option {place}", place < right) for place in range(right + 1))
        select = Select(id="s", ask="?", explain="!", passage=("tea",), options=options)
        content, losses = MODULES["moodle"].write(file := file_of([select]), file.banks, cite)
        assert {one.get("fraction") for one in fromstring(content).iter("answer")} == {weight, f"-{weight}"}
        assert [loss.what for loss in losses] == ["its weights are rounded to those that the format allows"] * rounded


# GIFT


def test_typed_answers_that_gift_would_read_as_pairs_are_left_out_by_name() -> None:
    typed = ShortAnswer(id="s", ask="?", explain="!", passage=("tea",), accept=("leaf to cup", "leaf -> cup"))
    content, losses = MODULES["gift"].write(file := file_of([typed]), file.banks, cite)
    assert "=[plain]leaf to cup\n####" in content.decode()
    assert Loss("s", "left out: the answer 'leaf -> cup', which means something else in GIFT") in losses
    file = file_of([typed.replace(accept=("leaf -> cup",))])
    with pytest.raises(QuizError, match="this format supports none of these questions"):
        MODULES["gift"].write(file, file.banks, cite)


# Canvas


def test_a_package_for_canvas_has_what_its_manifest_lists() -> None:
    package = package_of(MODULES["canvas"].write(FILE, FILE.banks, DOCUMENT.cite).content)
    manifest = fromstring(package["imsmanifest.xml"])
    assert {"imsmanifest.xml", *manifest.xpath("//@href")} == set(package)
    assert set(manifest.xpath("//@identifierref")) <= set(manifest.xpath("//@identifier"))
    for bank in FILE.banks:
        (meta,) = [root for name, part in package.items() if name.endswith("meta.xml")
                   and (root := fromstring(part)).findtext("{*}title") == bank.title]  # fmt: skip
        assert float(meta.findtext("{*}points_possible")) == sum(not one.self_assessed for one in bank.questions)


def canvas_of(file: QuestionFile) -> Any:
    package = package_of(MODULES["canvas"].write(file, file.banks, cite).content)
    (assessment,) = [part for name, part in package.items() if name.count("quiz-") == 2]
    items = list(fromstring(assessment).iter("{*}item"))
    return zip((question for _, question in file.items), items, strict=True)


def mattext(element: Any) -> str:
    text = element.findtext("{*}material/{*}mattext") or ""
    kind = element.find("{*}material/{*}mattext").get("texttype")
    return unescape(text.replace("<br>", "\n")) if kind == "text/html" else text


def test_a_thousand_texts_full_of_special_characters_survive_in_a_package_for_canvas() -> None:
    for question, item in canvas_of(file_of(questions(texts(1000)))):
        assert item.get("title") == question.id
        assert item.findtext(".//{*}fieldentry") == MODULES["canvas"].TYPES[question.kind]
        presentation = item.find("{*}presentation")
        assert mattext(presentation).startswith(f"<p>{question.ask}</p>")
        feedback = {one.get("ident"): mattext(one.find("{*}flow_mat")) for one in item.findall("{*}itemfeedback")}
        assert feedback["general_fb"].startswith(f"<p>{question.explain}</p>")
        assert f"<b>{question.passage[0]}</b>" in feedback["general_fb"]
        assert {one.get("linkrefid") for one in item.iter("{*}displayfeedback")} == set(feedback)
        labels = {one.get("ident"): one for one in presentation.iter("{*}response_label")}
        full = [rule for rule in item.iter("{*}respcondition") if rule.find("{*}setvar") is not None]
        keys = [
            one.text
            for rule in full
            for one in rule.xpath(".//*[local-name() = 'varequal'][not(parent::*[local-name() = 'not'])]")
        ]
        match question:
            case Choice() | Select() | TrueFalse():
                options = [(mattext(label), feedback.get(f"{name}_fb", "")) for name, label in labels.items()]
                assert options == [(option.text, option.because) for option in question.options]
                assert keys == [f"answer_{place}" for place, option in enumerate(question.options) if option.right]
            case Match():
                asked = presentation.findall("{*}response_lid")
                right = [mattext(labels[key]) for key in keys]
                assert list(zip(map(mattext, asked), right, strict=True)) == [pair[:2] for pair in question.pairs]
            case ShortAnswer():
                assert keys == [
                    one if isinstance(one, Exact) else one.replace(r"\*", "*")
                    for one in question.accept
                    if isinstance(one, Exact) or "*" not in one.replace(r"\*", "")
                ]
            case Number():
                (rule,) = full
                low, high = float(rule.findtext(".//{*}vargte")), float(rule.findtext(".//{*}varlte"))
                assert float(keys[0]) == question.answer
                assert (low, high) == (question.answer - question.tolerance, question.answer + question.tolerance)
            case Order() | TeachBack():
                assert not full


# CSV


def rows_of(content: bytes) -> list[dict[str, str]]:
    text = content.decode("utf-8-sig")
    return [{name: from_cell(cell) for name, cell in row.items()} for row in csv.DictReader(StringIO(text, newline=""))]


def test_a_row_holds_the_question() -> None:
    rows = {row["id"]: row for row in rows_of(MODULES["csv"].write(FILE, FILE.banks, cite).content)}
    assert list(rows["one-plant"]) == list(COLUMNS)
    assert rows["true-teas"]["right"] == "Black tea\nGreen tea"
    assert rows["green-or-black"]["right"].splitlines()[0] == "It wants cooler water = Green tea"
    assert rows["green-or-black"]["because"].split("\n")[3] == ""
    assert (rows["how-long"]["right"], rows["how-long"]["tolerance"], rows["how-long"]["unit"]) == ("4", "1", "minutes")
    assert rows["giving-taste"]["reject"] == "boiling"


def test_a_thousand_texts_full_of_special_characters_survive_in_a_table() -> None:
    file = file_of(questions(texts(1000)))
    rows = rows_of(MODULES["csv"].write(file, file.banks, cite).content)
    for (_, question), row in zip(file.items, rows, strict=True):
        assert (row["ask"], row["explain"], row["passage"]) == (question.ask, question.explain, question.passage[0])
        assert (row["must_know"] == "true") == question.must_know
        parts: Any = question
        match question:
            case Match():
                assert row["right"].split("\n") == [f"{pair.item} = {pair.target}" for pair in question.pairs]
                assert row["because"].split("\n") == [pair.because for pair in question.pairs]
            case ShortAnswer():
                assert row["right"].split("\n") == list(question.accept)
                assert row["reject"] == "\n".join(one.answer for one in question.reject)
            case Number():
                assert (float(row["right"]), float(row["tolerance"])) == (question.answer, question.tolerance)
                assert row["unit"] == question.unit
            case _ if question.options and question.kind != "true-false":
                assert row["right"].split("\n") == [option.text for option in question.options if option.right]
                assert row["wrong"].split("\n") == [option.text for option in question.options if not option.right]
                assert row["because"].split("\n") == [option.because for option in question.options if not option.right]
            case _ if question.kind == "order":
                assert row["right"].split("\n") == list(parts.items)
            case _ if question.kind == "teach-back":
                assert row["right"].split("\n") == list(parts.covers)
