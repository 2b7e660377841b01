"""Each screen of the page, for everyone: axe-core finds nothing, nothing scrolls sideways, targets are large."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import Opened, Opens
from kinds import DOCUMENT, FILE, QUESTIONS, RIGHT

pytest_plugins = ["opening"]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WRONG: dict[str, Any] = {
    "one-plant": 1,
    "true-teas": frozenset({0, 2}),
    "dark-in-the-air": 0,
    "green-or-black": (0, 1, 0, 0),
    "giving-taste": "boiling",
    "how-long": "9 minutes",
    "brewing-a-pot": (0, 1, 3, 2),
    "tell-a-friend": RIGHT["tell-a-friend"]._replace(covered=frozenset({1})),
}
NARROW = {"width": 320, "height": 640}
WIDE = {"width": 1280, "height": 800}
SETTINGS: dict[str, dict[str, Any]] = {
    "narrow, light": {"viewport": NARROW, "color_scheme": "light"},
    "narrow, dark": {"viewport": NARROW, "color_scheme": "dark"},
    "wide, light": {"viewport": WIDE, "color_scheme": "light"},
    "wide, dark": {"viewport": WIDE, "color_scheme": "dark"},
    "forced colours": {"viewport": NARROW, "forced_colors": "active", "reduced_motion": "reduce"},
}
SMALL = """[...document.querySelectorAll("button, select, input, textarea, summary")]
    .filter((one) => one.checkVisibility())
    .map((one) => ["radio", "checkbox"].includes(one.type) ? one.closest("label") : one)
    .filter((one) => one.offsetHeight < 44 || one.offsetWidth < 44).map((one) => one.outerHTML)"""
"""Targets smaller than 44 pixels. The target of a radio button or a checkbox is its label."""
OVERFLOWING = """[...document.querySelectorAll("body *")].filter((one) =>
    one.checkVisibility() && !one.matches(".spoken") && one.getBoundingClientRect().right > innerWidth + 0.5
).map((one) => one.outerHTML)"""

LARGE = """() => {
    const style = new CSSStyleSheet();
    style.replaceSync(`:root { font-size: 200% }
        * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }`);
    document.adoptedStyleSheets = [style];
}"""
"""Text of twice the size, with the spacing that WCAG 1.4.12 wants to be possible."""


def screens(opened: Opened) -> Iterator[str]:
    """The name of each screen, as it is shown: all questions with certainty, answered wrong, to the end and beyond."""
    yield "home"
    opened.tick("Ask after each answer how sure I am")
    opened.press_first("button:has-text('All questions')")
    for _ in QUESTIONS:
        question = opened.question(list(QUESTIONS.values()))
        yield f"{question.kind}, asked"
        opened.press("See the points" if question.self_assessed else "Answer")
        yield f"{question.kind}, without an answer"
        if question.self_assessed:
            opened.press("Back to my text")
        opened.respond(question, WRONG[question.id])
        if not question.self_assessed:
            opened.pick("sure", 3)
        yield f"{question.kind}, filled in"
        opened.submit(question)
        yield f"{question.kind}, feedback"
        opened.press_first("button.main")
    opened.press_first("summary")
    yield "end"
    opened.press("My page for the appointment")
    yield "appointment"
    opened.press("Back")
    opened.press("Save my answers")
    opened.press("Save")
    yield "saving"
    opened.press("Back")
    opened.press("Back to the subjects")
    yield "home, again"


@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", SETTINGS)
def test_every_screen_is_accessible(opens: Opens, name: str) -> None:
    opened = opens(FILE, DOCUMENT.cite, **SETTINGS[name])
    found: dict[str, Any] = {}
    checked = 0
    for screen in screens(opened):
        checked += 1
        result = Axe().run(opened.page, options={"runOnly": TAGS}).response
        faults = [
            *((rule["id"], [node["html"] for node in rule["nodes"]]) for rule in result["violations"]),
            *(("unsure", rule["id"], [node["html"] for node in rule["nodes"]]) for rule in result["incomplete"]),
            *(("small", target) for target in opened.page.evaluate(SMALL)),
            *(("too wide", element) for element in opened.page.evaluate(OVERFLOWING)),
            *(("moves", one) for one in opened.page.evaluate("document.getAnimations().map(String)")),
        ]
        if faults:
            found[screen] = faults
    assert found == {}
    assert checked == 4 * len(QUESTIONS) + 5


@pytest.mark.timeout(900)
def test_large_and_spaced_text_fits_on_a_phone(opens: Opens) -> None:
    opened = opens(FILE, DOCUMENT.cite)
    opened.page.evaluate(LARGE)
    assert opened.page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    found = {screen: wide for screen in screens(opened) if (wide := opened.page.evaluate(OVERFLOWING))}
    assert found == {}
