"""Convert a document in another format to Markdown, in a separate process with limits on time and memory."""

import json
import re
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final, NamedTuple

from quiz.characters import harmless
from quiz.convert.blocks import Conversion, summary
from quiz.convert.markdown_writer import markdown
from quiz.convert.structure import finish
from quiz.errors import QuizError
from quiz.files import need_package, read_bytes

MOST_SECONDS: Final = 8
"""CPU time. A document of 1 MB takes less than half of it, but most of it if its paragraphs have only a few words."""
MOST_MEMORY: Final = 224 * 1024 * 1024
"""What reading may allocate, in bytes. Only Linux holds a process to it."""
SAVE_AGAIN: Final = "Open the file in the program that made it, and save it as plain text or Markdown."

Progress = Callable[[int, int], object]
"""Called with the number of parts read so far, and their total."""


class Converted(NamedTuple):
    """The Markdown of a document, and a line for each kind of thing left out, and for what to copy by hand."""

    text: str
    left_out: list[str]
    by_hand: list[str]


def as_markdown(path: Path, progress: Progress = lambda done, of: None) -> Converted:
    """The text of an HTML, DOCX or PDF file as Markdown.

    Raises QuizError where the file cannot be read, is larger than 16 MB, holds more text than drafts are made from,
    takes more time or memory than it may, and where the package that reads it is not installed.
    """
    kind = path.suffix.lower()
    if sys.platform == "win32":  # has neither fork nor limits for a process
        raise QuizError(f"{kind} files can't be read safely on Windows", where=str(path), hint=SAVE_AGAIN)
    data = read_bytes(path)
    if kind == ".pdf":
        need_package("pypdfium2", "PDF files", path)
    processes = get_context("fork")
    receiver, sender = processes.Pipe(duplex=False)
    process = processes.Process(target=_work, args=(data, kind, sender), daemon=True)
    process.start()
    sender.close()
    try:
        result = _result(receiver, progress)
    finally:
        if process.is_alive():
            process.join(1)
        process.kill()
        process.join()
    if result is None:
        slow = process.exitcode == -signal.SIGXCPU
        result = {"error": f"reading it takes more than {MOST_SECONDS} seconds" if slow else "it takes too much memory"}
    if error := result.get("error"):
        raise QuizError(error, where=str(path), hint=result.get("hint") or SAVE_AGAIN)
    return Converted(result["text"], result["left_out"], result["by_hand"])


def _result(receiver: Connection, progress: Progress) -> dict[str, Any] | None:
    """The result of the process, or None if it didn't finish."""
    with suppress(EOFError):
        while True:
            message = json.loads(receiver.recv_bytes())
            if "done" not in message:
                found: dict[str, Any] = message
                return found
            progress(message["done"], message["of"])
    return None


def _work(data: bytes, kind: str, sender: Connection) -> None:
    """Read the document in a separate process, because it may have been made to crash its reader."""

    import resource

    def tell(**message: Any) -> None:
        sender.send_bytes(json.dumps(message).encode())

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that waits ends this one
    for limit, most in (
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_DATA, _allocated() + MOST_MEMORY),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):  # there is already a lower limit
            resource.setrlimit(limit, (most, resource.getrlimit(limit)[1]))
    try:
        found = _blocks(data, kind, lambda done, of: tell(done=done, of=of))
        finish(found)
        text = tidied(markdown(found.blocks))
        left_out, by_hand = ([*map(harmless, lines)] for lines in (summary(found.left_out), found.by_hand))
        tell(text=text, left_out=left_out, by_hand=by_hand)
    except QuizError as error:
        tell(error=error.message, hint=error.hint)
    except (MemoryError, RecursionError):
        tell(error="the document is nested too deeply or takes too much memory")
    except Exception as error:  # the packages raise many kinds of errors for broken files
        deep = "depth" in str(error).lower()
        broken = f"cannot read this file as {kind.lstrip('.').upper()} ({type(error).__name__})"
        tell(error="the document is nested too deeply" if deep else broken)


def _allocated() -> int:
    """The bytes that this process has allocated, if the system reports them."""
    import resource

    with suppress(OSError, IndexError):
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5]) * resource.getpagesize()
    return 0


def tidied(text: str) -> str:
    """Markdown without terminal control characters, and with at most one empty line in a row."""
    lines = [harmless(line).rstrip() for line in re.split(r"\r\n|[\r\n\f\v\x85\u2028\u2029]", text)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _blocks(data: bytes, kind: str, progress: Progress) -> Conversion:
    """Read a document, importing only the packages for its format."""
    if kind == ".pdf":
        from quiz.convert.pdf import pdf_blocks

        return pdf_blocks(data, progress)
    if kind == ".docx":
        from quiz.convert.word import word_blocks

        return word_blocks(data)
    from quiz.convert.html import html_blocks

    return html_blocks(data)
