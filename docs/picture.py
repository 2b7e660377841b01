"""Makes docs/picture.svg: one screen of a real sitting, on a real terminal.

.venv/bin/python docs/picture.py
"""

import os
import pty
import select
from pathlib import Path

import pyte
from rich.style import Style
from rich.text import Text

from quiz.terminal.picture import as_svg

COLUMNS, ROWS = 80, 24
COMMAND = ["quiz", "take", "trigger-points", "--in-order", "--seed", "4", "--no-save"]
KEYS = ["c\r", "\r", "c\r"]
"""The first question right, on to the second, and that one wrong."""


def screen_after(keys: list[str]) -> pyte.Screen:
    """The screen that the quiz shows once it has taken these keys."""
    screen = pyte.Screen(COLUMNS, ROWS)
    stream = pyte.ByteStream(screen)
    process, terminal = pty.fork()
    if process == 0:
        os.environ.update(TERM="xterm-256color", COLUMNS=str(COLUMNS), LINES=str(ROWS))
        os.execvp(COMMAND[0], COMMAND)
    shown = b""
    for key in [*keys, ""]:
        while select.select([terminal], [], [], 1.0)[0]:
            shown += os.read(terminal, 65536)
        os.write(terminal, key.encode())
    os.write(terminal, b"\x03")
    os.close(terminal)
    os.waitpid(process, 0)
    stream.feed(shown.replace(b"\x1b[2m", b"\x1b[90m"))  # pyte knows no dim text: grey stands in for it
    return screen


def as_text(screen: pyte.Screen) -> Text:
    """A terminal's cells as text with styles."""
    text = Text()
    for row in range(ROWS):
        for column in range(COLUMNS):
            cell = screen.buffer[row][column]
            colour = (
                None
                if cell.fg == "default"
                else {"brown": "yellow", "brightblack": "bright_black"}.get(cell.fg, cell.fg)
            )
            text.append(cell.data, Style(color=colour, bold=cell.bold))
        text.append("\n")
    text.rstrip()
    return text


def main() -> None:
    svg = as_svg(as_text(screen_after(KEYS)), columns=COLUMNS, title=" ".join(COMMAND[:3]))
    Path(__file__).with_name("picture.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
