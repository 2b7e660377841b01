"""The user's pager."""

import os
import shutil
import signal
import subprocess
import sys
from typing import IO

PROMPT = "?eEnd:Space next page., q quit"
"""What `less` shows in its last line, in its own notation: at the end of the text, and before."""
LESS = f"-FRX -Ps{PROMPT}$"
"""Quit at once if everything fits, keep colours, leave the text on the screen, and name the keys."""


def show_paged(text: str, out: IO[str]) -> None:
    """Show text in the user's pager: PAGER, else less. Without a pager, or if it fails, write it to the stream.

    The text may contain terminal sequences, so callers clean it first.
    """
    command = _pager()
    if not (command and _page(command, text)):
        out.write(text)


def _pager() -> str:
    """The shell command of the pager, or empty for none."""
    is_screen = sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    command = os.environ.get("PAGER", "less" if shutil.which("less") else "")
    return command.strip() if is_screen and command.strip() != "cat" else ""


def _page(command: str, text: str) -> bool:
    """Run a pager on a text. Returns whether it worked; Ctrl-C and quitting early count as success."""
    stopped = False

    def stop(*_: object) -> None:
        nonlocal stopped
        stopped = True  # keep waiting: less stays open and owns the terminal until it ends

    before = signal.signal(signal.SIGINT, stop)
    try:
        # PAGER may contain arguments, so the shell runs it, as git and man do.
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
    # Below 0 and above 128: ended by a signal. Anything else is a failure; 126 and 127: no such command.
    return stopped or process.returncode <= 0 or process.returncode > 128
