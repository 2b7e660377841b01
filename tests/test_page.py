"""The screen as a page: what it draws in place, how it scrolls, and what it leaves behind."""

from io import StringIO

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from quiz.terminal import keys
from quiz.terminal.page import Page, Pinned, View

quick = settings(max_examples=60)


class Emulated:
    """A page, and the emulator that shows what it draws."""

    def __init__(self, columns: int = 40, rows: int = 10) -> None:
        self.out = StringIO()
        console = Console(
            file=self.out, width=columns, height=rows, force_terminal=True, color_system="standard", _environ={}
        )
        self.page = Page(console)
        self.screen = pyte.HistoryScreen(columns, rows, history=10_000, ratio=0.5)
        self.stream = pyte.Stream(self.screen)

    @property
    def lines(self) -> list[str]:
        self.stream.feed(self.out.getvalue().replace("\n", "\r\n"))
        self.out.seek(0)
        self.out.truncate()
        return [line.rstrip() for line in self.screen.display]

    @property
    def transcript(self) -> list[str]:
        lines = self.lines
        scrolled = ["".join(line[x].data for x in range(self.screen.columns)) for line in self.screen.history.top]
        return [*(line.rstrip() for line in scrolled), *lines]


def numbered(count: int, word: str = "line") -> list[Text]:
    return [Text(f"  {word} {number}") for number in range(1, count + 1)]


def test_a_view_begins_at_the_top_with_its_footer_below_a_gap() -> None:
    emulated = Emulated()
    emulated.page.show(View(numbered(2), numbered(1, "hint")))
    assert emulated.lines[:5] == ["  line 1", "  line 2", "", "  hint 1", ""]
    assert emulated.screen.cursor.hidden


def test_what_is_pinned_is_at_the_top_once_its_row_is_out_of_sight() -> None:
    emulated = Emulated(rows=12)
    view = View(numbered(20), numbered(1, "hint"), pinned=Pinned(1, numbered(2, "asked")))
    emulated.page.show(view)
    assert emulated.lines[:2] == ["  line 1", "  line 2"]
    emulated.page.scroll(keys.DOWN)
    emulated.page.show(view, follow=False)
    assert emulated.lines[:5] == ["  asked 1", "  asked 2", "  ↑ 4 more lines (PgUp)", "  line 5", "  line 6"]


def test_paging_under_pinned_lines_skips_nothing() -> None:
    emulated = Emulated(rows=12)
    view = View(numbered(40), numbered(1, "hint"), pinned=Pinned(1, numbered(2, "asked")))
    emulated.page.show(view)
    seen = {line for line in emulated.lines if "line " in line}
    while emulated.page.top + emulated.page.room < 40:
        emulated.page.scroll(keys.PAGE_DOWN)
        emulated.page.show(view, follow=False)
        seen |= {line for line in emulated.lines if "line " in line}
    assert seen == {line.plain for line in view.body}


def test_the_focus_is_never_under_pinned_lines() -> None:
    emulated = Emulated(rows=12)
    emulated.page.show(View(numbered(40), numbered(1, "hint"), focus=(20, 39), pinned=Pinned(1, numbered(2, "asked"))))
    assert emulated.lines[:4] == ["  asked 1", "  asked 2", "  ↑ 20 more lines (PgUp)", "  line 21"]


def test_a_shorter_view_leaves_nothing_of_the_one_before() -> None:
    emulated = Emulated()
    emulated.page.show(View([Text("  a long line that stood here before")] * 6, numbered(2, "hint")))
    emulated.page.show(View(numbered(1), numbered(1, "hint")))
    assert emulated.lines == ["  line 1", "", "  hint 1", *[""] * 7]


def test_a_view_that_does_not_fit_says_how_much_is_hidden() -> None:
    emulated = Emulated()
    view = View(numbered(20), numbered(1, "hint"))
    emulated.page.show(view)
    assert emulated.lines[6:] == ["  line 7", "  ↓ 13 more lines (PgDn)", "", "  hint 1"]
    assert emulated.page.scroll(keys.DOWN)
    emulated.page.show(view, follow=False)
    assert emulated.lines[:2] == ["  ↑ 2 more lines (PgUp)", "  line 3"]
    assert emulated.lines[6:8] == ["  line 8", "  ↓ 12 more lines (PgDn)"]
    assert emulated.page.scroll(keys.END)
    emulated.page.show(view, follow=False)
    assert emulated.lines[:2] == ["  ↑ 13 more lines (PgUp)", "  line 14"]
    assert emulated.lines[7:] == ["  line 20", "", "  hint 1"]


def test_what_fits_does_not_scroll() -> None:
    emulated = Emulated()
    emulated.page.show(View(numbered(3), []))
    assert not any(map(emulated.page.scroll, (keys.UP, keys.DOWN, keys.PAGE_UP, keys.PAGE_DOWN, keys.HOME, keys.END)))


@pytest.mark.parametrize("key", ["a", keys.ENTER, keys.LEFT])
def test_only_the_keys_that_scroll_do(key: str) -> None:
    emulated = Emulated()
    emulated.page.show(View(numbered(30), []))
    assert not emulated.page.scroll(key)


@quick
@given(rows=st.integers(4, 14), length=st.integers(1, 40), footer=st.integers(0, 8))
def test_every_line_is_seen_on_the_way_down_and_on_the_way_up(rows: int, length: int, footer: int) -> None:
    emulated = Emulated(40, rows)
    view = View(numbered(length), numbered(footer, "hint"))
    emulated.page.show(view)
    for key in (keys.PAGE_DOWN, keys.PAGE_UP):
        seen = set(emulated.lines)
        for _ in range(length):
            if emulated.page.scroll(key):
                emulated.page.show(view, follow=False)
                seen |= set(emulated.lines)
        assert {line.plain for line in view.body} <= seen


@quick
@given(
    rows=st.integers(6, 14),
    length=st.integers(1, 40),
    moves=st.lists(st.integers(0, 39), min_size=1, max_size=6),
    footer=st.integers(0, 3),
)
def test_the_focus_is_always_scrolled_into_sight(rows: int, length: int, moves: list[int], footer: int) -> None:
    emulated = Emulated(40, rows)
    for move in moves:
        row = min(move, length - 1)
        emulated.page.show(View(numbered(length), numbered(footer, "hint"), focus=(row, row)))
        assert f"  line {row + 1}" in emulated.lines


def test_a_focus_taller_than_the_screen_is_shown_from_its_beginning() -> None:
    emulated = Emulated()
    emulated.page.show(View(numbered(40), [], focus=(10, 30)))
    assert emulated.lines[1] == "  line 11"


def test_the_caret_is_at_the_end_of_the_typed_text_and_hidden_if_that_is_out_of_sight() -> None:
    emulated = Emulated()
    view = View(numbered(20), [], focus=(3, 3), caret=(3, 7))
    emulated.page.show(view)
    assert emulated.lines[3] == "  line 4"
    assert (emulated.screen.cursor.y, emulated.screen.cursor.x) == (3, 7)
    assert not emulated.screen.cursor.hidden
    emulated.page.scroll(keys.END)
    emulated.page.show(view, follow=False)
    assert "  line 4" not in emulated.lines
    assert emulated.screen.cursor.hidden


def test_a_finished_view_is_printed_whole_with_the_cursor_below_it() -> None:
    emulated = Emulated()
    emulated.page.show(View(numbered(3), numbered(1, "hint")))
    emulated.page.finish(numbered(3))
    assert emulated.lines == ["  line 1", "  line 2", "  line 3", *[""] * 7]
    assert (emulated.screen.cursor.y, emulated.screen.cursor.x) == (4, 0)


@quick
@given(
    rows=st.integers(2, 12),
    lengths=st.lists(st.integers(1, 30), min_size=1, max_size=5),
    shown=st.integers(0, 2),
)
def test_what_is_kept_goes_up_into_the_transcript_whole_and_in_order(rows: int, lengths: list[int], shown: int) -> None:
    emulated = Emulated(40, rows)
    expected: list[str] = []
    with emulated.page:
        for place, length in enumerate(lengths):
            body = numbered(length, f"view {place} line")
            for _ in range(shown):
                emulated.page.show(View(body, numbered(2, "hint"), focus=(length - 1, length - 1)))
            emulated.page.keep(body)
            expected += [*(line.plain for line in body), ""]
    assert emulated.transcript == [*expected, *[""] * rows]


@pytest.mark.parametrize("footer", [0, 1])
def test_what_a_resize_brought_down_goes_up_again_above_the_view(footer: int) -> None:
    """A terminal that grows may fill its top from the scrollback, which moves the view and its cursor down."""
    emulated = Emulated()
    view = View(numbered(3), numbered(footer, "hint"))
    emulated.page.show(view)
    before = emulated.lines
    row = emulated.screen.cursor.y + 1
    emulated.stream.feed(f"\x1b[H\x1b[2Lold 1\r\nold 2\x1b[{row + 2};1H")
    assert emulated.lines == ["old 1", "old 2", *before[:-2]]
    emulated.page.settle(row + 2)
    emulated.page.show(view)
    assert emulated.transcript == ["old 1", "old 2", *before]


def test_a_view_that_a_resize_broke_in_two_is_not_taken_for_the_transcript() -> None:
    emulated = Emulated()
    emulated.page.show(View([Text("  " + "a long line " * 3)], numbered(1, "hint")))
    emulated.page.console.size = (20, 10)
    emulated.page.settle(4)
    assert emulated.transcript == emulated.lines


def test_styles_reach_the_terminal() -> None:
    emulated = Emulated()
    emulated.page.show(View([Text("bold", "bold"), Text("green", "green")], []))
    assert emulated.lines[:2] == ["bold", "green"]
    assert emulated.screen.buffer[0][0].bold
    assert emulated.screen.buffer[1][0].fg == "green"
    assert not emulated.screen.buffer[1][0].bold


def test_the_cursor_is_hidden_while_the_page_is_open_and_shown_after_it() -> None:
    emulated = Emulated()
    with emulated.page:
        assert emulated.lines == [""] * 10
        assert emulated.screen.cursor.hidden
        emulated.page.show(View(numbered(1), []))
    assert emulated.lines[0] == "  line 1"
    assert not emulated.screen.cursor.hidden
    assert emulated.screen.cursor.x == 0
    assert emulated.screen.cursor.y == 1
