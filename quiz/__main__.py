"""Where the command starts: `quiz`, `leaflet-quiz` and `python -m quiz`."""

import os
import sys
from contextlib import suppress
from pathlib import Path

from quiz.errors import QuizError
from quiz.output import print_text, protect, say


def main() -> None:
    """Run the command line. What goes wrong is told once, on stderr, without a traceback."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # it was closed by whoever started us
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - stays open
    try:
        for stream in (sys.stdin, sys.stdout, sys.stderr):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # TextIO does not know it
        protect()
        from quiz.cli import app  # here, so that Ctrl-C is no traceback while it is imported either

        try:
            app()
        finally:
            sys.stdout.flush()
    except QuizError as error:
        print_text(f"{error}\n", err=True)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        with suppress(OSError):
            say(f"error: the output cannot be written: {error.strerror}", err=True)
        for stream in (1, 2):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream)  # what is left has nowhere to go
        sys.exit(3)


if __name__ == "__main__":
    main()
