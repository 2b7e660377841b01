"""The page in Chromium judges typed answers as Python does, in every field, and folds every character as it does."""

import json
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from typed_forms import FAMILIES, outcome

from quiz.core.typed_answers.folding import clean, fold
from quiz.core.typed_answers.units import SYMBOLS, meanings
from quiz.formats.page.typed_tables import judged_data, typed_script, typed_tables

pytest_plugins = ["opening"]
INNER = "{ known, clean, fold, hasDigit, isUpper, isLower, isAlpha, meanings, judge, unclear, doubt }"
"""What the tests call of the script; pages see the last three."""
JUDGE = "([question, typed]) => typed.map(text => inner.judge(question, text))"
MESSAGES = """([question, typed]) => typed.map(text =>
    [inner.unclear(question, text), inner.doubt(question, text), inner.doubt(question, text, true)])"""
BLOCK = 10_000


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    script = typed_script()
    assert script.count("{ judge, unclear, doubt }") == 2
    script = script.replace("const { judge, unclear, doubt }", "const inner").replace(
        "return { judge, unclear, doubt }", f"return {INNER}"
    )
    page.add_script_tag(content=f"const TYPED = {json.dumps(typed_tables())};\n{script}")
    yield page
    page.close()


@pytest.mark.timeout(900)
@pytest.mark.parametrize("family", FAMILIES)
def test_the_judgement_is_that_of_python(page: Page, family: str) -> None:
    differ = []
    for question, typed in FAMILIES[family]():
        found = page.evaluate(JUDGE, [judged_data(question), typed])
        for text, got in zip(typed, found, strict=True):
            if got != (wanted := outcome(question.judge(text))):
                differ.append((question.ask, text, got, wanted))
    assert differ == []


@pytest.mark.timeout(900)
def test_the_messages_before_an_answer_are_those_of_python(page: Page) -> None:
    differ = []
    for question, typed in FAMILIES["banks"]():
        found = page.evaluate(MESSAGES, [judged_data(question), typed])
        for text, got in zip(typed, found, strict=True):
            if got != [question.unclear(text), question.doubt(text), question.doubt(text, exam=True)]:
                differ.append((question.ask, text, got))
    assert differ == []


def test_there_are_20_000_cases() -> None:
    assert sum(len(typed) for family in FAMILIES.values() for _, typed in family()) > 20_000


def test_powers_of_units_are_those_of_python(page: Page) -> None:
    """To the last digit, in which languages differ, because equal units are found by it."""
    units = [f"{symbol}^{power}" for symbol in SYMBOLS if symbol.isalpha() for power in range(-9, 10)]
    script = "units => units.map(unit => inner.meanings(unit).map(({ factor }) => String(factor)))"
    found = [list(map(float, factors)) for factors in page.evaluate(script, units)]
    assert found == [[one.factor for one in meanings(unit)] for unit in units]


@pytest.mark.timeout(900)
def test_every_character_is_folded_as_python_folds_it(page: Page) -> None:
    """Two letters are small ones for Python and have no case in later versions of Unicode."""
    script = """letters => letters.map(inner.known).map(letter => {
        const plain = inner.clean(letter);
        return [plain, inner.fold(`a${letter}b`), inner.hasDigit(letter), inner.isAlpha(letter),
            inner.isUpper(plain), inner.isLower(plain), plain.toLowerCase()];
    })"""
    letters = [chr(code) for code in range(sys.maxunicode + 1) if not is_alike(code)]
    differ = []
    for start in range(0, len(letters), BLOCK):
        block = letters[start : start + BLOCK]
        for letter, got in zip(block, page.evaluate(script, block), strict=True):
            plain = clean(letter)
            case = [plain.isupper(), plain.islower(), plain.lower()]
            if got != [plain, fold(f"a{letter}b"), letter.isdigit(), letter.isalpha(), *case]:
                differ.append(letter)
    assert set(differ) <= {"\u0295", "\u02e4"}


def is_alike(code: int) -> bool:
    """Whether a code point is in a large block whose characters are all alike, or is a surrogate."""
    blocks = ((0x3401, 0x4DBE), (0x4E01, 0x9FFB), (0xAC01, 0xD7A2), (0xD800, 0xF8FF), (0x17001, 0x18CD0))
    return (code > 0x20000 and not 0xE0000 <= code < 0xE0200) or any(first <= code <= last for first, last in blocks)
