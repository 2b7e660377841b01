"""Entry point of `quiz`, `leaflet-quiz` and `python -m quiz`."""

import gc
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from quiz.errors import QuizError
from quiz.output import print_text, protect, say


def main() -> None:
    """Run the command line. Errors go to stderr without a traceback."""
    gc.set_threshold(100_000)  # the default of 700 costs 6 of the 90 ms that a start takes
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by the parent process
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - stays open
    name = Path(sys.argv[0]).name.replace("-", "_").upper()
    if os.environ.get(f"_{name}_COMPLETE"):  # as Typer names it
        complete()
    try:
        sys.exit(run())
    except KeyboardInterrupt:  # even while an error is being reported
        sys.exit(130)


def run() -> int:
    """Run the command, and return its exit code unless it exits itself."""
    try:
        for stream in (sys.stdin, sys.stdout, sys.stderr):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # TextIO does not know it
        protect()
        from quiz.cli import app  # imported here so that Ctrl-C during the import gives no traceback either

        try:
            app()
        finally:
            sys.stdout.flush()
    except QuizError as error:
        print_text(f"{error}\n", err=True)
        return error.exit_code
    except OSError as error:
        with suppress(OSError):
            say(f"error: the output cannot be written: {error.strerror}", err=True)
        for stream in (1, 2):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream)  # discard what is still buffered
        return 3
    return 0


def complete() -> NoReturn:
    """Print shell completions for the command line being typed, or none on any error.

    The shell shows whatever this prints, and zsh runs it, so this never reads from the terminal or writes to stderr.
    The exit code is 0, or 1 if fish asks whether there are completions and there are none.
    """
    code = 0
    with suppress(BaseException):
        signal.signal(signal.SIGINT, lambda *_: os._exit(0))
        null = os.open(os.devnull, os.O_RDWR)
        os.dup2(null, 0)
        os.dup2(null, 2)
        # Typer (up to 0.28) wraps descriptions at this width, and fish reads a second line as another completion.
        os.environ["COLUMNS"] = "10000"
        try:
            from quiz.cli import app

            app()
        except SystemExit as ended:
            asked = os.environ.get("_TYPER_COMPLETE_FISH_ACTION") == "is-args"
            code = 1 if asked and ended.code else 0
        sys.stdout.flush()
    os._exit(code)  # skips the exit handlers of Python, which may print


if __name__ == "__main__":
    main()
