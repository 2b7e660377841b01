"""The screen of the menu."""

from rich.text import Text

from quiz.core.home import Home, Known, Row
from quiz.core.wording import FOR_TRAINEES, INTRODUCTION, MUST_KNOW, NOT_ADVICE, WHAT_MUST_BE_KNOWN
from quiz.terminal.controls.base import POINTER, Look, stack
from quiz.terminal.layout import DIM, MIDDLING, STRONG, bar, hang, key_hints, measure, spread, wrap
from quiz.terminal.page import View
from quiz.terminal.views import page_of
from quiz.terminal.wording import size_of

NARROWEST_TITLE = 18
"""The least room for the title of a menu row, with its number, beside its count."""


def home_view(home: Home, cursor: int, columns: int) -> View:
    """The menu: what to do next, and the banks with what is known of each; those for trainees come last."""
    width = measure(columns)
    known, of = home.must_know
    sign = ("! ", f"{STRONG} {MIDDLING}")
    safe = Text.assemble(sign, f"{MUST_KNOW}: ", (f"{known} of {of} known", STRONG))
    if home.first_run or not of:
        explained = wrap(Text.assemble(sign, WHAT_MUST_BE_KNOWN), width) if of else []
        head = [*wrap(home.title, width, STRONG), *wrap(INTRODUCTION, width), *explained]
    else:
        head = spread(Text(home.title, STRONG), safe, width)
    items = [_home_row(row + 1, entry, width, row == cursor) for row, entry in enumerate(home.rows)]
    first_bank = next(place for place, entry in enumerate(home.rows) if entry.bank)
    items[first_bank].insert(0, Text())
    if home.trainees:
        apart = len(items) - home.trainees
        items[apart] = [Text(), *wrap(FOR_TRAINEES, width, DIM), *items[apart]]
    more = [] if home.first_run else [("p", "progress"), ("a", "my page")]
    hints = [("↑↓ or number", "choose"), ("Enter", "start"), *more, ("d", "document"), ("q", "quit")]
    return page_of([head], [*key_hints(hints, width), *wrap(NOT_ADVICE, width, DIM)], stack(items, cursor))


def _home_row(number: int, row: Row, width: int, here: bool) -> list[Text]:
    look = POINTER if here else Look()
    lead = Text.assemble((look.sign, look.style), (f"{number:>2}", look.text), "  ")
    wide = width >= 60
    aside = Text(size_of(row, brief=not wide), DIM)
    if isinstance(row.size, Known) and row.bank and wide:
        aside = Text.assemble(bar(row.size.known / row.size.of, 8), "  ", aside)
    title, must = Text(row.title, look.text), f"  ! {MUST_KNOW.lower()}"
    fits = wide and lead.cell_len + title.cell_len + len(must) + 2 + aside.cell_len <= width
    title.append((must if fits else " !") if row.open else "", f"{STRONG} {MIDDLING}")
    if width < aside.cell_len + NARROWEST_TITLE:
        return [*hang(title, width, lead), *hang(aside, width, " " * lead.cell_len)]
    first, *rest = hang(title, width - aside.cell_len - 2, lead)
    first.pad_right(width - aside.cell_len - first.cell_len)
    return [first.append_text(aside), *rest]
