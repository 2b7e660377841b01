"""The page in Chromium, used by keyboard alone from the menu to the end."""

import pytest
from browsing import Opened, Opens
from kinds import DOCUMENT, FILE, QUESTIONS, RIGHT

from quiz.bank.default import citing, load
from quiz.core.kinds import Number

pytest_plugins = ["opening"]
ALL = list(QUESTIONS.values())
SHIPPED = load(None)
CITE = citing(SHIPPED)
SHIPPED_QUESTIONS = [question for _, question in SHIPPED.items]


def start(opened: Opened, name: str) -> None:
    """Start a round by the button that begins with this name."""
    opened.press_first(f"button:has-text('{name}')")


def kept(opened: Opened) -> int:
    """How many texts the page keeps in the browser."""
    return int(opened.page.evaluate("localStorage.length"))


def test_one_of_each_kind_is_answered_right(opens: Opens) -> None:
    opened = opens(FILE, DOCUMENT.cite)
    start(opened, "All questions")
    for number in range(1, len(ALL) + 1):
        assert opened.page.locator(".number").inner_text() == f"Question {number} of {len(ALL)}"
        assert opened.has_focus("h1.stem")
        question = opened.question(ALL)
        opened.answer(question, RIGHT[question.id])
        assert opened.has_focus("h2.verdict")
        wanted = "Said in your own words: you covered 3 of 3 points." if question.self_assessed else "Correct"
        assert opened.verdict().startswith(wanted)
        opened.press("See how you did" if number == len(ALL) else "Next question")
    assert opened.has_focus("h1")
    assert opened.heading() == "All 7 correct. Well done."


def test_a_round_with_certainty_ends_with_what_was_missed_must_know_first(opens: Opens) -> None:
    opened = opens(FILE, DOCUMENT.cite)
    opened.tick("Ask after each answer how sure I am")
    start(opened, "Water and pot")
    answers = {"giving-taste": "boiling", "how-long": "9 minutes", "brewing-a-pot": (0, 1, 3, 2)}
    for _ in range(4):
        question = opened.question(ALL)
        if not question.self_assessed:
            opened.respond(question, answers[question.id])
            opened.submit(question)
            assert opened.page.get_by_role("alert").inner_text() == "How sure are you?"
            assert opened.has_focus("input[name=sure]")
            opened.pick("sure", 3 if question.id == "giving-taste" else 2)
            opened.submit(question)
            assert opened.page.get_by_text("You were ").count() == 1
        else:
            opened.answer(question, None)
            assert opened.verdict() == "No problem: here's the answer."
        opened.press_first("button.main")
    assert opened.heading() == "0.8 of 3 points."
    assert opened.page.get_by_text("Still to learn: 1, listed first.").count() == 1
    listed = opened.page.locator("summary").all_inner_texts()
    missed = [QUESTIONS[name].ask for name in ("how-long", "giving-taste", "brewing-a-pot", "tell-a-friend")]
    assert listed[0] == f"Must know. {missed[0]} (not quite, you were fairly sure)"
    assert [text.split(" (")[0] for text in listed[1:]] == missed[1:]
    opened.tab_to(opened.page.locator("summary").first)
    opened.page.keyboard.press("Enter")
    assert opened.page.get_by_text("You answered: 9 minutes").is_visible()


def test_what_was_missed_is_asked_again_until_it_is_right(opens: Opens) -> None:
    opened = opens(FILE, DOCUMENT.cite)
    start(opened, "The leaves")
    for _ in range(4):
        question = opened.question(ALL)
        opened.answer(question, None if question.id in ("one-plant", "true-teas") else RIGHT[question.id])
        opened.press_first("button.main")
    assert opened.heading() == "2 of 4 correct."
    opened.press("Retry what you missed")
    for _ in range(2):
        question = opened.question([QUESTIONS["one-plant"], QUESTIONS["true-teas"]])
        opened.answer(question, RIGHT[question.id])
        opened.press_first("button.main")
    assert opened.heading() == "2 of 2 correct. Well done."
    assert opened.button("Retry what you missed").count() == 0
    opened.press("Back to the subjects")
    assert "4 of 4 known" in opened.button("The leaves 4 of 4 known").inner_text()


def test_the_short_round_starts_with_urgent_must_know_and_can_be_left_and_continued(opens: Opens) -> None:
    opened = opens(SHIPPED, CITE)
    opened.press("Start: 10 questions")
    first = opened.question(SHIPPED_QUESTIONS)
    (bank,) = (bank for bank in SHIPPED.banks if first in bank.questions)
    assert first.is_must_know
    assert bank.urgent
    opened.press("I don't know")
    opened.press("Mark for review")
    assert opened.button("Mark for review").get_attribute("aria-pressed") == "true"
    opened.press("Next question")
    second = opened.question(SHIPPED_QUESTIONS)
    opened.press("Leave")
    assert "not answered" in opened.heading()
    opened.press("Continue")
    assert opened.question(SHIPPED_QUESTIONS) == second


def test_an_empty_answer_is_asked_for_and_an_unclear_one_explained(opens: Opens) -> None:
    opened = opens(FILE, DOCUMENT.cite)
    start(opened, "All questions")
    for _ in ALL:
        question = opened.question(ALL)
        opened.press("See the points" if question.self_assessed else "Answer")
        if not question.self_assessed:
            assert opened.page.get_by_role("alert").inner_text()
            assert opened.has_focus("input, select")
        if isinstance(question, Number):
            opened.respond(question, "4")
            opened.submit(question)
            assert opened.page.get_by_role("alert").inner_text() == question.judge("4").ask
            assert opened.has_focus("#typed")
        opened.press("I don't know")
        opened.press_first("button.main")


def test_the_page_for_the_appointment_fits_on_one_sheet(opens: Opens) -> None:
    opened = opens(SHIPPED, CITE)
    start(opened, "All questions")
    for _ in range(12):
        opened.press("I don't know")
        opened.press("Next question")
    opened.press("Leave")
    opened.press("My page for the appointment")
    shown = opened.page.locator("main").inner_text()
    assert SHIPPED.urgent_help in shown
    opened.page.emulate_media(media="print")
    assert not opened.button("Print this page").is_visible()
    assert opened.page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1


def test_nothing_is_kept_unless_the_learner_asks(opens: Opens) -> None:
    opened = opens(FILE, DOCUMENT.cite)
    start(opened, "The leaves")
    opened.press("I don't know")
    opened.press("Leave")
    opened.press("Back to the subjects")
    assert kept(opened) == 0
    opened.page.reload()
    assert opened.button("Start: 8 questions").is_visible()


def test_answers_that_are_kept_are_there_on_the_next_visit_until_they_are_forgotten(opens: Opens) -> None:
    opened = opens(FILE, DOCUMENT.cite)
    opened.tick("Keep my answers on this device")
    start(opened, "The leaves")
    question = opened.question(ALL)
    opened.answer(question, RIGHT[question.id])
    opened.page.reload()
    assert opened.page.get_by_text("1 of 4 known").is_visible()
    assert opened.page.get_by_label("Keep my answers on this device").is_checked()
    opened.tick("Keep my answers on this device")
    assert kept(opened) == 0
    opened.page.reload()
    assert opened.button("Start: 8 questions").is_visible()


@pytest.mark.parametrize("old", ["without JavaScript", "without DecompressionStream"])
def test_other_browsers_get_a_list_with_answers_in_folds(opens: Opens, old: str) -> None:
    if old == "without JavaScript":
        opened = opens(FILE, DOCUMENT.cite, java_script_enabled=False)
    else:
        opened = opens(FILE, DOCUMENT.cite)
        opened.page.add_init_script("delete window.DecompressionStream")
        opened.page.reload()
    assert opened.page.locator("details").count() == len(ALL)
    for place, question in enumerate(ALL):
        assert opened.page.get_by_text(question.ask).is_visible()
        assert not opened.page.get_by_text(question.explain).is_visible()
        opened.page.locator("summary").nth(place).press("Enter")
        assert opened.page.get_by_text(question.explain).is_visible()
