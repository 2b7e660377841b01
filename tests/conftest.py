"""Settings and fixtures for all tests."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from terminal import CONFIGURING, Start, Terminal

# A busy machine makes no test fail.
settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")

# Tests set the program's environment themselves.
for name in CONFIGURING:
    os.environ.pop(name, None)
# Compiled once, not again by every process.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# A shell ignores signals for a job in the background, as nohup does, and programs inherit that. A handler is not
# inherited: the programs that the tests start then get the signals' defaults.
for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP, signal.SIGTERM):
    if signal.getsignal(number) == signal.SIG_IGN:
        signal.signal(number, lambda *_: None)


@pytest.fixture(autouse=True)
def answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder with this test's answers."""
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
