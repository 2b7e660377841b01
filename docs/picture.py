"""Makes docs/question.svg, docs/end.svg, docs/home.svg and docs/round.svg: a real quiz on a real terminal.

PYTHONPATH=tests .venv/bin/python docs/picture.py
"""

import re
import tempfile
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import pyte
from rich.style import Style
from rich.text import Text
from terminal import DOWN, ENTER, SPACE, Terminal

from quiz.bank.default import load
from quiz.core.kinds import AnyQuestion, Choice, Select
from quiz.core.kinds.question import LETTERS
from quiz.core.selection import shown_order
from quiz.terminal.picture import as_svg

COLUMNS, ROWS, SEED = 80, 26, 4
BANK = "side-effects"
COLOURS = {"default": None, "brightblack": "bright_black"}
"""Colours that Rich and pyte name differently; the others are in hexadecimal."""
ROW_HEIGHT = 24.4
"""The height of a row in a picture by Rich."""
READING, ANSWERING, LEARNING = 3.0, 2.0, 5.0
"""Seconds that a question, an answer and its feedback are shown."""


class Typed(NamedTuple):
    """The keys that fill in an answer, and what is on the screen then, how many times."""

    keys: str
    sign: str
    times: int = 1


class Frame(NamedTuple):
    """A screen, shown for so many seconds."""

    screen: Text
    seconds: float


def typed_answers() -> list[Typed]:
    """What is typed for each question of the bank: the third answer is wrong."""
    common, first, loose, *_ = next(bank.questions for bank in load(None).banks if bank.id == BANK)
    assert isinstance(common, Select)
    assert isinstance(first, Choice)
    ticks = [f"{letter(common, place)}{SPACE}" for place in sorted(common.right)]
    right, wrong = letter(first, first.right), letter(loose, 0)
    words = f"A bruise is common, and needles must be sterile.{ENTER}{SPACE}{DOWN}{DOWN}{SPACE}"
    return [
        Typed("".join(ticks), "[✓]", len(ticks)),
        Typed(right, f"❯ {right}"),
        Typed(wrong, f"❯ {wrong}"),
        Typed("6", "❯ 6"),
        Typed(words, "[✓]", 2),
    ]


def letter(question: AnyQuestion, position: int) -> str:
    """The letter of an option on the screen."""
    return LETTERS[shown_order(question, SEED).index(position)]


def pictures() -> dict[str, str]:
    """The text of each file, by its name."""
    answers, frames = typed_answers(), list[Frame]()
    with tempfile.TemporaryDirectory() as temporary:

        def started(*arguments: str) -> Terminal:
            return Terminal(*arguments, home=Path(temporary), columns=COLUMNS, rows=ROWS)

        with started("take", BANK, "--in-order", "--seed", str(SEED)) as terminal:
            for number, typed in enumerate(answers, 1):
                terminal.wait_for(f"Question {number} of {len(answers)}")
                frames.append(Frame(screen(terminal), READING))
                terminal.send(typed.keys)
                terminal.wait_for(partial(filled_in, terminal, typed))
                frames.append(Frame(screen(terminal), ANSWERING))
                terminal.send(ENTER)
                terminal.wait_for("Enter  next")
                frames.append(Frame(screen(terminal), LEARNING))
                terminal.send(ENTER)
            terminal.wait_for("retry these")
            frames.append(Frame(screen(terminal), LEARNING))
            terminal.send("q")
            terminal.wait_for_exit()
        with started() as terminal:
            terminal.wait_for("Not medical advice.")
            home = screen(terminal)
    title = f"quiz take {BANK}"
    return {
        "question.svg": as_svg(frames[8].screen, columns=COLUMNS, title=title),
        "end.svg": as_svg(frames[-1].screen, columns=COLUMNS, title=title),
        "home.svg": as_svg(home, columns=COLUMNS, title="quiz"),
        "round.svg": animation(frames, title),
    }


def filled_in(terminal: Terminal, typed: Typed) -> bool:
    """Whether all keys of an answer have been taken."""
    return "\n".join(terminal.lines).count(typed.sign) == typed.times


def screen(terminal: Terminal) -> Text:
    """What a terminal shows, without the empty rows at its end."""
    drawn = pyte.Screen(COLUMNS, ROWS)
    pyte.ByteStream(drawn).feed(bytes(terminal.raw).replace(b"\x1b[2m", b"\x1b[90m"))  # pyte has no dim text: grey
    text = Text()
    for row in range(ROWS):
        cells = [drawn.buffer[row][column] for column in range(COLUMNS)]
        for (colour, bold), run in groupby(cells, lambda cell: (cell.fg, cell.bold)):
            style = Style(color=COLOURS.get(colour, f"#{colour}"), bold=bold)
            text.append("".join(cell.data for cell in run), style)
        text.append("\n")
    text.rstrip()
    return text


def animation(frames: list[Frame], title: str) -> str:
    """The screens one after another: drawn below each other, and moved past a window of one screen."""
    tall = Text()
    for frame in frames:
        tall.append_text(frame.screen).append("\n" * (ROWS - frame.screen.plain.count("\n")))
    tall.rstrip()
    svg = as_svg(tall, columns=COLUMNS, title=title)
    beyond = (tall.plain.count("\n") + 1 - ROWS) * ROW_HEIGHT

    def windowed(height: re.Match[str]) -> str:
        size = float(height[2])
        return f'{height[1]}{size - beyond if size > beyond else size:g}"'

    svg = re.sub(r'(viewBox="0 0 \S+ |height=")([\d.]+)"', windowed, svg)
    whole, shown, steps = sum(frame.seconds for frame in frames), 0.0, ""
    for number, frame in enumerate(frames):
        steps += f"{100 * shown / whole:.2f}% {{ transform: translateY({-number * ROWS * ROW_HEIGHT:.1f}px) }} "
        shown += frame.seconds
    moving = (
        f"@keyframes round {{ {steps}}} "
        f".quiz-matrix {{ animation: round {whole:g}s steps(1, end) infinite }} "
        "@media (prefers-reduced-motion: reduce) { .quiz-matrix { animation: none } } "
    )
    return svg.replace("</style>", f"{moving}</style>", 1)


def main() -> None:
    for name, svg in pictures().items():
        Path(__file__).with_name(name).write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
