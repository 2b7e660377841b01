"""The screen of all questions of an exam."""

from rich.text import Text

from quiz.core.session import Session
from quiz.dates import time_left
from quiz.terminal.controls.base import POINTER, Drawn, Look
from quiz.terminal.frontend import Move
from quiz.terminal.layout import ACCENT, DIM, STRONG, key_hints, measure, spread, wrap
from quiz.terminal.page import View
from quiz.terminal.views import beginning, leave_hints, page_of
from quiz.terminal.wording import HAND_IN, state_of, still_open

MOST_OF_A_STEM = 3
"""The most lines of the question at the cursor of the overview."""
LEAST_ROWS = 5
"""The fewest questions of an exam below each other, if there are so many."""
ANSWERED, OPEN, MARKED = "●", "○", "m"
"""The signs of the overview; that for marked is the key."""


def overview_view(
    session: Session, cursor: int, columns: int, *, ending: Move | None = None, left: float | None = None
) -> View:
    """The questions of an exam, answered or open, in columns, and the beginning of the one at the cursor; `ending`
    asks whether to hand in or to leave."""
    width, rows = measure(columns), overview_rows(session, measure(columns))
    title, status = Text("All questions", STRONG), wrap(still_open(session), width, DIM)
    head = spread(title, Text(time_left(left), STRONG), width) if left is not None else [title]
    if ending is Move.HAND_IN:
        asked = wrap(f"{still_open(session)} {HAND_IN}", width, STRONG)
        footer, status = [*asked, *key_hints([("y", "hand in"), ("any other key", "stay")], width)], []
    elif ending is Move.LEAVE:
        footer = leave_hints(session, width)
    else:
        hints = [("↑↓←→ or number", "choose"), ("Enter", "go"), ("h", "hand in"), ("q", "leave")]
        footer = key_hints(hints, width)
    legend = key_hints(
        [(ANSWERED, "answered"), (OPEN, "open"), *([(MARKED, "marked")] if session.flagged else [])], width
    )
    grid = [
        Text("  ").join(_cell(session, place, place == cursor) for place in range(row, len(session), rows))
        for row in range(rows)
    ]
    label = f"Question {cursor + 1} ({state_of(session, cursor)})"
    stem = beginning(label, session.items[cursor].question, width, most=MOST_OF_A_STEM)
    row = cursor % rows
    lines = [*grid, Text(), *stem]
    return page_of([[*head, *status, *legend]], footer, Drawn(lines, (row, len(lines) - 1)))


def overview_rows(session: Session, width: int) -> int:
    """How many questions of an exam are below each other in the overview."""
    across = (width + 2) // (_cell(session, 0, here=False).cell_len + 2)
    return max(min(len(session), LEAST_ROWS), -(-len(session) // max(1, across)))


def _cell(session: Session, place: int, here: bool) -> Text:
    """A question in the overview: its number, and the signs for answered or open, and for marked."""
    look = POINTER if here else Look()
    sign = (ANSWERED, ACCENT) if place in session.answers else (OPEN, DIM)
    number = (f"{place + 1:>{len(str(len(session)))}} ", look.text)
    marked = (MARKED if place in session.flagged else " ", STRONG)
    return Text.assemble((look.sign, look.style), number, sign, marked)
