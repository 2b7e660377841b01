"""What pytest gives to the tests that open pages in the browser."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from browsing import Opened, Opens
from playwright.sync_api import Browser, sync_playwright

from quiz.core.bank import QuestionFile
from quiz.core.citation import Cite
from quiz.formats.page import write


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture
def opens(browser: Browser, tmp_path: Path) -> Iterator[Opens]:
    """Opens the page of a question file, with the settings of a browser context. The test fails on any fault."""
    with ExitStack() as contexts:
        opened: list[Opened] = []

        def opens(file: QuestionFile, cite: Cite, **settings: Any) -> Opened:
            path = tmp_path / "quiz.html"
            path.write_bytes(write(file, file.banks, cite).content)
            settings = {"viewport": {"width": 320, "height": 640}, **settings}
            context = contexts.enter_context(browser.new_context(**settings))
            opened.append(Opened(context, path.as_uri()))
            return opened[-1]

        yield opens
        assert [fault for one in opened for fault in one.faults] == []
