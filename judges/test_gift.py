"""gift-pegjs, a parser of GIFT, reads what is written, and every text comes back as it was."""

import json
import re
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

from fuzzed import cite, file_of, questions, texts

from quiz.bank.default import citing, load
from quiz.core.bank import QuestionFile
from quiz.core.citation import Cite
from quiz.core.kinds import AnyQuestion, Choice, Match, Number, Order, Select, ShortAnswer, TeachBack, TrueFalse
from quiz.formats.gift import UNPROTECTED, write
from quiz.formats.markup import as_html, general_feedback, unused_classes
from quiz.formats.moodle_answers import category, share, typed_answers

PARSER = Path(__file__).parent.parent / ".judges/node_modules/gift-pegjs/pegjs-gift.js"
PROGRAM = Path(__file__).with_name("parse_gift.cjs")
TYPES = {
    "choice": "MC",
    "select": "MC",
    "true-false": "TF",
    "match": "Matching",
    "short-answer": "Short",
    "number": "Numerical",
    "order": "Essay",
    "teach-back": "Essay",
}


def parsed(gift: bytes) -> list[dict[str, Any]]:
    done = subprocess.run(["node", PROGRAM, PARSER], input=gift, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def text_of(value: dict[str, str] | None) -> str:
    """A text as a learner reads it; "" for none."""
    if not value:
        return ""
    return unescape(value["text"].replace("<br>", "\n")) if value["format"] == "html" else value["text"]


def decoded(text: str) -> str:
    """A plain text, in which escapes as Moodle keeps them inside cannot be told from text."""
    return re.sub("&&([0-9]{3});", lambda found: chr(int(found[1])), in_one_space(text))


def in_one_space(text: str) -> str:
    """A text as the parser keeps plain ones: without a second space."""
    return re.sub(r"\s\s+", " ", text.strip())


def assert_is(question: AnyQuestion, found: dict[str, Any], cite: Cite) -> None:
    assert (found["type"], found["title"].strip(), found["id"]) == (TYPES[question.kind], question.id, question.id)
    assert ("must-know" in (found["tags"] or [])) == question.must_know
    assert text_of(found["stem"]).startswith(question.ask)
    feedback = found["globalFeedback"]
    assert feedback["text"].startswith(f"<p>{general_feedback(question, cite)[3:].split('</p>')[0]}</p>")
    assert feedback["text"].endswith(general_feedback(question, cite).split("</p>", 1)[1])
    match question:
        case Choice() | Select():
            assert [(text_of(one["text"]), text_of(one["feedback"])) for one in found["choices"]] == [
                (option.text, option.because) for option in question.options
            ]
            if isinstance(question, Choice):
                assert [one["isCorrect"] for one in found["choices"]] == [option.right for option in question.options]
            else:
                weight = float(share(question))
                assert [one["weight"] for one in found["choices"]] == [
                    weight if option.right else -weight for option in question.options
                ]
        case TrueFalse():
            assert (found["isTrue"], text_of(found["trueFeedback"])) == (question.answer, question.because)
        case Match():
            pairs = [(text_of(one["subquestion"]), decoded(one["subanswer"])) for one in found["matchPairs"]]
            assert pairs == [(pair.item, decoded(pair.target)) for pair in question.pairs] + [
                ("", decoded(name)) for name in unused_classes(question)
            ]
        case ShortAnswer():
            assert [
                (text_of(one["text"]), one["weight"] is None, text_of(one["feedback"])) for one in found["choices"]
            ] == [
                (in_one_space(answer.pattern), answer.right, answer.because)
                for answer in typed_answers(question)
                if not UNPROTECTED.search(answer.pattern)
            ]
        case Number():
            (choice,) = found["choices"]
            assert choice["text"] == {"type": "range", "number": question.answer, "range": question.tolerance}
        case Order() | TeachBack():
            lines = question.items if isinstance(question, Order) else question.covers
            assert "".join(f"<li>{as_html(line)}</li>" for line in lines) in feedback["text"]


def assert_all_survive(file: QuestionFile, cite: Cite) -> None:
    content, losses = write(file, file.banks, cite)
    categories = [one["title"] for one in parsed(content) if one["type"] == "Category"]
    assert categories == [category(file, bank) for bank in file.banks]
    unheld = {loss.question for loss in losses if loss.what.startswith("left out: GIFT")}
    written = [question for _, question in file.items if question.id not in unheld]
    found = [one for one in parsed(content) if one["type"] != "Category"]
    assert len(written) > 0.9 * file.questions
    assert len(found) == len(written)
    for question, one in zip(written, found, strict=True):
        assert_is(question, one, cite)


def test_the_banks_that_come_with_the_program_are_read() -> None:
    file = load(None)
    assert_all_survive(file, citing(file))


def test_a_thousand_texts_full_of_special_characters_survive() -> None:
    assert_all_survive(file_of(questions(texts(1000)), title="Tea/cups {=a -> b} ~ # \\ // <b> $CATEGORY:"), cite)
