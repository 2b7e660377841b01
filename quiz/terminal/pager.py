"""Long text, a screen at a time."""

import os
import shutil
import signal
import subprocess
import sys
from typing import IO

LESS = "-FRX"
"""Quit at once if all fits, keep colours, leave the text on the screen."""


def show_paged(text: str, out: IO[str]) -> None:
    """Show text in the user's pager: PAGER, else less. Without a pager, or where it fails, write it to the stream.

    The text may hold terminal sequences: whoever renders it has cleaned it.
    """
    command = _pager()
    if not (command and _page(command, text)):
        out.write(text)


def _pager() -> str:
    """The command of the pager, for the shell; empty where there is to be none."""
    is_screen = sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    command = os.environ.get("PAGER", "less" if shutil.which("less") else "")
    return command.strip() if is_screen and command.strip() != "cat" else ""


def _page(command: str, text: str) -> bool:
    """Run a pager on a text; whether it showed it. Ctrl-C and leaving early are the reader's own business."""
    stopped = False

    def stop(*_: object) -> None:
        nonlocal stopped
        stopped = True  # and wait on: less stays open, and the terminal is its own until it ends

    before = signal.signal(signal.SIGINT, stop)
    try:
        # PAGER is the user's own and may hold arguments, so the shell runs it, as for git and man.
        process = subprocess.Popen(
            command,
            shell=True,
            stdin=subprocess.PIPE,
            encoding=sys.stdout.encoding,
            errors="replace",
            env=os.environ | {"LESS": f"{LESS} {os.environ.get('LESS', '')}"},
        )
        process.communicate(text)
    except OSError:  # there is no shell
        return False
    finally:
        signal.signal(signal.SIGINT, before)
    # Below 0 and above 128 a signal ended it. All else is a failure; with 126 and 127 the shell found no such command.
    return stopped or process.returncode <= 0 or process.returncode > 128
