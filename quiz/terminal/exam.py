"""The overview of an exam: every question, answered or open, to jump to."""

from rich.text import Text

from quiz.core.session import Session
from quiz.dates import time_left
from quiz.terminal.frontend import Move
from quiz.terminal.layout import ACCENT, DIM, STRONG, hang, key_hints, measure, spread, wrap
from quiz.terminal.page import View
from quiz.terminal.views import leave_hints, page_of
from quiz.terminal.wording import HAND_IN, state_of, still_open


def overview_view(
    session: Session, cursor: int, columns: int, *, ending: Move | None = None, left: float | None = None
) -> View:
    """The questions of an exam and what has become of each; `ending` is asked once more."""
    width = measure(columns)
    title = Text("All questions", STRONG)
    head = spread(title, Text(time_left(left), STRONG), width) if left is not None else [title]
    number_width = len(str(len(session)))
    lines: list[Text] = []
    rows = [0]
    for place, item in enumerate(session.items):
        here = place == cursor
        answered = place in session.answers
        sign = Text("● " if answered else "○ ", ACCENT if answered else DIM)
        pointer = Text("❯ " if here else "  ", f"{STRONG} {ACCENT}")
        lead = Text.assemble(pointer, (f"{place + 1:>{number_width}} ", STRONG if here else ""), sign)
        lines += hang(Text.assemble(item.question.asked, (f"  {state_of(session, place)}", DIM)), width, lead)
        rows.append(len(lines))
    if ending is Move.HAND_IN:
        asked = wrap(f"{still_open(session)} {HAND_IN}", width, STRONG)
        footer = [*asked, *key_hints([("y", "hand in"), ("any other key", "stay")], width)]
    elif ending is Move.LEAVE:
        footer = leave_hints(session, width)
    else:
        hints = [("↑↓ or 1-9", "choose"), ("Enter", "go there"), ("h", "hand in"), ("q", "leave")]
        footer = key_hints(hints, width)
    standing = [] if ending is Move.HAND_IN else wrap(still_open(session), width, DIM)
    view = page_of([[*head, *standing], lines], footer)
    above = len(view.body) - len(lines)
    return view._replace(focus=(rows[cursor] + above, rows[cursor + 1] - 1 + above))
