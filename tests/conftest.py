"""What pytest gives to the tests that ask for it by name."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from terminal import Start, Terminal

settings.register_profile("steady", deadline=None)  # a busy machine makes no test fail
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which this test's answers are kept, and no other's."""
    folder = tmp_path / "answers"
    monkeypatch.setenv("QUIZ_DATA", str(folder))
    return folder


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts `quiz …` in a terminal that is gone after the test."""
    with ExitStack() as terminals:

        def started(*arguments: str, **settings: Any) -> Terminal:
            return terminals.enter_context(Terminal(*arguments, home=tmp_path, **settings))

        yield started
