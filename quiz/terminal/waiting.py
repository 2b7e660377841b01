"""A progress bar for work that takes longer than two seconds."""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE: Final = 2.0
"""Seconds until the bar appears."""
FRAME: Final = 0.1
"""Seconds between redraws of the bar."""


@contextmanager
def waiting(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar on standard error from two seconds on, if that is a terminal.

    What is yielded takes how many parts are done, and of how many; until then the bar only moves. The bar is drawn by
    a timer of the system in this thread, so that Ctrl-C works as ever and other processes may be started.
    """
    if not sys.stderr.isatty() or sys.platform == "win32":
        yield lambda done, of: None
        return
    bar: Progress | None = None
    parts = [0, 0]

    def draw(_number: int, _frame: FrameType | None) -> None:
        nonlocal bar
        if bar is None:
            from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

            from quiz.terminal.colour import console_for

            columns = TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn()
            bar = Progress(*columns, console=console_for(sys.stderr), transient=True, auto_refresh=False)
            bar.add_task(what, total=None)
            bar.start()
        bar.update(bar.task_ids[0], completed=parts[0], total=parts[1] or None, refresh=True)
        signal.setitimer(signal.ITIMER_REAL, FRAME)  # only now, because drawing may take longer than that

    def report(done: int, of: int) -> None:
        parts[:] = done, of

    before = signal.signal(signal.SIGALRM, draw)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    try:
        yield report
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        with suppress(TypeError):  # it was not set from Python
            signal.signal(signal.SIGALRM, before)
        if bar is not None:
            bar.stop()
