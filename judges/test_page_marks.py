"""The page in Chromium marks responses of every kind as Python does, and gives the same feedback on them."""

from collections.abc import Iterator
from itertools import permutations, product
from random import Random
from typing import Any

import kinds
import pytest
from browsing import Opens
from fuzzed import cite, file_of, questions, texts
from typed_forms import forms

from quiz.bank.default import citing, load
from quiz.core.bank import QuestionFile
from quiz.core.citation import Cite
from quiz.core.feedback import feedback_on
from quiz.core.kinds import AnyQuestion, Match, Order, Select, TeachBack, TeachBackResponse
from quiz.core.kinds.choice import Choosing
from quiz.core.kinds.question import LETTERS
from quiz.core.kinds.typed import Judged
from quiz.core.session import Answer

pytest_plugins = ["opening"]
MOST = 40
"""The responses to a question, and the typed ones, of which there are more."""
SCRIPT = """([bank, position, cases]) => {
    const question = BANKS[bank].questions[position];
    return cases.map(({ response, certainty, order, open }) => {
        const mark = response === null ? 0 : markOf(question, response);
        const answer = open ? undefined : { response, mark, certainty };
        const feedback = feedbackOn(question, answer, order, labelOf(question, order));
        const evidence = feedback.evidence.map(number => PASSAGES[number].words);
        return { mark, ...feedback, evidence, kept: written(question, response), line: lineOf(question, response) };
    });
}"""


def responses(question: AnyQuestion, random: Random) -> list[Any]:
    """Responses to a question, right ones among them: all, or MOST of them."""
    match question:
        case Choosing():
            return list(range(question.parts))
        case Select():
            places = range(question.parts)
            found: list[Any] = [frozenset(p for p in places if bits >> p & 1) for bits in range(1, 2**question.parts)]
            right: list[Any] = [question.right]
        case Match():
            found = list(product(range(len(question.classes)), repeat=question.parts))
            right = [question.targets]
        case Order():
            found, right = list(permutations(range(question.parts))), [tuple(range(question.parts))]
        case TeachBack():
            places = range(len(question.covers))
            covered = [frozenset(p for p in places if bits >> p & 1) for bits in range(2 ** len(question.covers))]
            found = [TeachBackResponse(random.choice(["", "In my own words"]), points) for points in covered]
            right = []
        case Judged():
            typed = [one.text for one in question.typeable()]
            found, right = [form for text in typed for form in forms(text, random, more=5)], typed
        case _:
            raise AssertionError(question.kind)
    return [*right, *random.sample(found, min(MOST, len(found)))]


def as_the_page_has_it(response: Any) -> Any:
    match response:
        case TeachBackResponse():
            return {"text": response.text, "covered": sorted(response.covered)}
        case frozenset():
            return sorted(response)
        case _:
            return response


def cases(question: AnyQuestion, random: Random) -> Iterator[tuple[Any, int | None, list[int], bool]]:
    """Responses, with a certainty, the order in which parts are shown, and whether the question was left open."""
    for response in [*responses(question, random), None, None]:
        order = list(range(question.parts))
        if not isinstance(question, Order):
            random.shuffle(order)
        yield response, random.choice([None, 1, 2, 3]), order, False
    yield None, None, list(range(question.parts)), True


def feedback(
    question: AnyQuestion, response: Any, certainty: int | None, order: list[int], *, is_open: bool
) -> dict[str, Any]:
    """The feedback of Python as the page has it: the key only where no list shows it."""

    def label(place: int) -> str:
        shown, letters = order.index(place), question.letters or LETTERS
        return letters[shown] if shown < len(letters) else str(shown + 1)

    mark = 0.0 if response is None else question.mark(response)
    found = feedback_on(question, None if is_open else Answer(response, mark, certainty), label)
    return {
        "mark": pytest.approx(mark),
        "verdict": found.verdict.value,
        "why": found.why,
        "comments": list(found.comments),
        "key": found.key if isinstance(question, Judged) else "",
        "notes": list(found.notes),
        "evidence": list(found.evidence),
        "kept": question.to_json(response),
        "line": question.in_line(response),
    }


SHIPPED = load(None)
FILES: dict[str, tuple[QuestionFile, Cite]] = {
    "shipped": (SHIPPED, citing(SHIPPED)),
    "one of each kind": (kinds.FILE, kinds.DOCUMENT.cite),
    "texts full of signs": (file_of(questions(texts(900))), cite),
}


@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", FILES)
def test_marks_and_feedback_are_those_of_python(opens: Opens, name: str) -> None:
    file, cited = FILES[name]
    random = Random(1)
    page = opens(file, cited).page
    page.wait_for_function("typeof BANKS === 'object'")
    differ = []
    for number, bank in enumerate(file.banks):
        for position, question in enumerate(bank.questions):
            given = list(cases(question, random))
            sent = [
                {"response": as_the_page_has_it(response), "certainty": certainty, "order": order, "open": is_open}
                for response, certainty, order, is_open in given
            ]
            for (*one, is_open), got in zip(given, page.evaluate(SCRIPT, [number, position, sent]), strict=True):
                if got != (wanted := feedback(question, *one, is_open=is_open)):
                    differ.append((question.id, one, got, wanted))
    assert differ == []
