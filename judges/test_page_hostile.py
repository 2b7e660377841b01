"""Hostile texts in every field are shown as they were written, and nothing in them runs."""

from itertools import cycle
from typing import Any

import pytest
from browsing import Opened, Opens
from fuzzed import cite, file_of, questions
from pages import HOSTILE as MARKUP

from quiz.core.kinds import AnyQuestion, Match, Order, Select, TeachBack, TeachBackResponse
from quiz.core.kinds.choice import Choosing

pytest_plugins = ["opening"]
HOSTILE = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)></svg></textarea></select></details></style>",
    "javascript:alert(1) data:text/html,<b>",
    "--> <!-- ]]> <![CDATA[",
    "$& $1 $' ${alert(1)} \\0 \\u0000 \\",
    "__proto__ constructor toString",
    "between \u2028 and \u2029 lines",
    "right to left \u200f שלום \u202e back",
    "👩\u200d⚕️ 😀 e\u0301 \U0001d4b3 日本語",
    "W" * 300,
    *MARKUP,
]
FILE = file_of(
    list(questions([f"{text} {number}" for text, number in zip(cycle(HOSTILE), range(120), strict=False)]))[:9],
    title=HOSTILE[0],
)._replace(urgent=(HOSTILE[1],))
QUESTIONS = [question for _, question in FILE.items]
TOO_WIDE = "document.documentElement.scrollWidth > innerWidth"


def response_to(question: AnyQuestion) -> Any:
    """A response that brings out the texts on it, and a hostile one where it is typed."""
    match question:
        case Choosing():
            return next(place for place in range(question.parts) if place != question.right)
        case Select():
            return frozenset({0, 1})
        case Match():
            return (0,) * question.parts
        case Order():
            return (1, 0, *range(2, question.parts))
        case TeachBack():
            return TeachBackResponse(HOSTILE[0], frozenset({0}))
    return HOSTILE[1]


def asked_texts(question: AnyQuestion) -> list[str]:
    """What the screen of a question shows of it."""
    match question:
        case Order():
            parts = list(question.items)
        case Match():
            parts = [*question.classes, *(pair.item for pair in question.pairs)]
        case _:
            parts = [option.text for option in question.options]
    return [question.asked, *parts]


def told_texts(question: AnyQuestion, response: Any) -> list[str]:
    """What the screen of the feedback shows as well."""
    texts = [question.explain, question.passage[0], cite("").heading]
    match question:
        case Choosing() | TeachBack():
            texts.append(question.why(response))
        case Select():
            texts.append(question.options[1].because)
        case Match():
            texts += [pair.because for pair in question.pairs if pair.target != question.classes[0]]
    if not isinstance(question, Choosing | Select | Match | Order):
        texts += [response.text if isinstance(question, TeachBack) else response, *question.answer_lines()]
    return texts


def assert_shows(opened: Opened, texts: list[str]) -> None:
    shown = opened.page.locator("main").text_content()
    assert shown
    assert [text for text in texts if text not in shown] == []
    assert not opened.page.evaluate(TOO_WIDE)


def test_every_text_is_shown_as_it_was_written(opens: Opens) -> None:
    opened = opens(FILE, cite)
    assert_shows(opened, [FILE.title])
    opened.press_first("button:has-text('All questions')")
    for _ in QUESTIONS:
        question = opened.question(QUESTIONS)
        response = response_to(question)
        assert_shows(opened, asked_texts(question))
        opened.respond(question, response)
        opened.submit(question)
        if opened.page.locator("form").count():
            opened.submit(question)  # an unclear answer, kept as it is
        assert_shows(opened, [question.asked, *told_texts(question, response)])
        opened.press("Mark for review")
        opened.press_first("button.main")
    assert_shows(opened, [FILE.urgent_help, *(question.asked for question in QUESTIONS)])
    opened.press("My page for the appointment")
    assert_shows(opened, [FILE.title, FILE.urgent_help])


def test_the_list_shows_every_text_as_it_was_written(opens: Opens) -> None:
    opened = opens(FILE, cite, java_script_enabled=False)
    texts = [FILE.title, FILE.urgent_help]
    for question in QUESTIONS:
        texts += [question.asked, question.explain, question.passage[0], *question.answer_lines()]
    shown = opened.page.locator("main").text_content() or ""
    assert [text for text in texts if text not in shown] == []


@pytest.mark.parametrize("name", ["<img src=x onerror=alert(1)>", "../../a/b", "😀", "-"])
def test_a_name_is_no_markup_and_no_path(opens: Opens, name: str) -> None:
    opened = opens(FILE, cite)
    opened.press_first("button:has-text('All questions')")
    opened.press("I don't know")
    opened.press("Leave")
    opened.press("Save my answers")
    opened.tab_to(opened.page.get_by_label("Your name"))
    opened.page.keyboard.insert_text(name)
    with opened.page.expect_download() as download:
        opened.press("Save")
    saved = download.value.suggested_filename
    assert saved.startswith("answers-")
    assert saved.endswith(".jsonl")
    assert not set(saved) & set("/\\<>:")
    assert f"Saved as {saved}" in opened.page.get_by_role("status").inner_text()
