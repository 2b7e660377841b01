"""Typing an answer: the keys that edit it, the caret, and what is never lost."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kinds import QUESTIONS, taking
from terminal import BACKSPACE, DOWN, END, ENTER, ESCAPE, HOME, LEFT, RIGHT, SPACE, TAB, Start, Terminal, go_to, run

from quiz.terminal import keys
from quiz.terminal.keys import LONGEST_TYPED, PASTE_BEGIN
from quiz.terminal.layout import pieces
from quiz.terminal.typed_text import TypedText

DELETE, CTRL_A, CTRL_E, CTRL_U, CTRL_W = "\x1b[3~", "\x01", "\x05", "\x15", "\x17"
CTRL_LEFT, ALT_RIGHT = "\x1b[1;5D", "\x1b[1;3C"
ACCENTED = "e\u0301"


def typed(*pressed: str) -> str:
    """The text that these keys type, with the caret as a bar."""
    text = TypedText()
    for key in pressed:
        text.press(key)
    return f"{text.before}|{text.after}"


@pytest.mark.parametrize(
    ("pressed", "text"),
    [
        (["a", "b", keys.LEFT, "x"], "ax|b"),
        (["a", keys.LEFT, keys.LEFT, keys.RIGHT, keys.RIGHT, "b"], "ab|"),
        (["a", "b", keys.HOME, "x"], "x|ab"),
        (["a", "b", keys.HOME, keys.END, "x"], "abx|"),
        (["a", "b", "c", keys.LEFT, keys.BACKSPACE], "a|c"),
        (["a", "b", keys.HOME, keys.BACKSPACE, keys.DELETE], "|b"),
        (["a", keys.DELETE], "a|"),
        ([*"one two", keys.WORD_LEFT, "x"], "one x|two"),
        ([*"one two ", keys.WORD_LEFT, keys.WORD_LEFT, keys.WORD_LEFT], "|one two "),
        ([*"one two", keys.HOME, keys.WORD_RIGHT, keys.WORD_RIGHT], "one two|"),
        ([*"one  two", keys.HOME, keys.WORD_RIGHT], "one|  two"),
        ([*"one two", keys.LEFT, keys.CLEAR_WORD], "one |o"),
        ([*"one two", keys.LEFT, keys.CLEAR_LINE], "|o"),
        ([*"ab", keys.LEFT, f"{PASTE_BEGIN}one two"], "aone two|b"),
        ([*f"a{ACCENTED}b", keys.LEFT, keys.LEFT], f"a|{ACCENTED}b"),
        ([*f"a{ACCENTED}", keys.BACKSPACE], "a|"),
        ([*f"{ACCENTED}b", keys.HOME, keys.DELETE], "|b"),
        ([*f"{ACCENTED}b", keys.HOME, keys.RIGHT], f"{ACCENTED}|b"),
        ([*"漢字", keys.LEFT, keys.BACKSPACE], "|字"),
        (["a", keys.UP, keys.DOWN, keys.PAGE_UP, keys.ESCAPE], "a|"),
    ],
)
def test_keys_edit_the_text_at_the_caret(pressed: list[str], text: str) -> None:
    assert typed(*pressed) == text


def test_a_full_text_takes_no_more_wherever_the_caret_is() -> None:
    text = TypedText("a" * LONGEST_TYPED)
    text.press(keys.HOME)
    assert not text.press("b")
    assert text.press(keys.DELETE)
    assert not text.press(f"{PASTE_BEGIN}bc")
    assert text.text == "b" + "a" * (LONGEST_TYPED - 1)


@given(
    st.lists(
        st.sampled_from(
            [
                *"ab 漢\u0301",
                keys.LEFT,
                keys.RIGHT,
                keys.WORD_LEFT,
                keys.WORD_RIGHT,
                keys.HOME,
                keys.END,
                keys.BACKSPACE,
            ]
        )
    )
)
def test_moving_changes_no_text(pressed: list[str]) -> None:
    moving, still = TypedText(), TypedText()
    for key in pressed:
        before = moving.text
        moving.press(key)
        if len(key) > 1 and key != keys.BACKSPACE:
            assert moving.text == before
    still.press(f"{PASTE_BEGIN}{moving.text}")
    assert still.text == moving.text


@given(st.text(alphabet="ab 漢e\u0301", max_size=80), st.integers(1, 30))
def test_pieces_hold_the_whole_text_and_fit(text: str, width: int) -> None:
    found = pieces(text, width)
    assert "".join(found) == text
    for piece in found[:-1]:
        assert piece
    for piece in found:
        visible = piece.rstrip()
        assert sum(2 if character == "漢" else character != "\u0301" for character in visible) <= max(2, width)


# On a terminal


def caret_is_before(terminal: Terminal, text: str) -> bool:
    """Whether the cursor of the screen is at the beginning of this text."""
    row = terminal.screen.buffer[terminal.screen.cursor.y]
    shown = "".join(row[column].data for column in range(terminal.screen.cursor.x, terminal.screen.columns))
    return terminal.cursor_is_shown and shown.startswith(text)


@pytest.mark.parametrize("columns", [80, 40, 10])
def test_typed_words_are_corrected_in_the_middle(start: Start, columns: int) -> None:
    terminal = start(*taking("water-and-pot"), columns=columns)
    terminal.wait_for("Question 1 of 4" if columns > 10 else "What is")
    terminal.send("stping" + LEFT * 4)
    terminal.wait_for(lambda: caret_is_before(terminal, "ping"[: max(1, columns - 9)]))
    terminal.send("xee" + LEFT * 2 + BACKSPACE + HOME + "y" + CTRL_A + DELETE)
    terminal.wait_for(lambda: caret_is_before(terminal, "s"))
    terminal.send(CTRL_E + "q" + BACKSPACE + END + ENTER)
    terminal.wait_for("✓ Correct")


def test_the_caret_goes_through_lines_and_words(start: Start) -> None:
    terminal = start(*taking("water-and-pot"), columns=40)
    go_to(terminal, 4, of=4)
    terminal.send("one two three four five six seven eight nine ten eleven twelve")
    terminal.wait_for("twelve")
    terminal.send(CTRL_LEFT * 9)
    terminal.wait_for(lambda: caret_is_before(terminal, "four"))
    terminal.send(ALT_RIGHT + CTRL_W)
    terminal.wait_for("three  five")
    terminal.send(CTRL_U)
    terminal.wait_for("❯  five")


@pytest.mark.parametrize("exam", [False, True])
def test_from_the_points_one_goes_back_to_the_text(start: Start, exam: bool) -> None:
    terminal = start(*taking("water-and-pot", *(["--exam"] if exam else [])))
    if exam:
        terminal.wait_for("Question 1 of 4")
        terminal.send(TAB + DOWN * 3 + ENTER)
        terminal.wait_for("Question 4 of 4")
    else:
        go_to(terminal, 4, of=4)
    terminal.send("cool wter" + ENTER + SPACE)
    terminal.wait_for("← back to my text")
    terminal.wait_for("[✓] A")
    terminal.send(LEFT)
    terminal.wait_for("❯ cool wter")
    terminal.send(LEFT * 3 + "a" + ENTER)
    terminal.wait_for("[✓] A")
    assert terminal.shows("cool water")
    terminal.send(ENTER)
    terminal.wait_for("❯ 4 ●" if exam else "you covered 1 of 3 points")


@pytest.mark.parametrize("keys_", [TAB, ENTER + "s", ENTER + TAB], ids=["tab", "points-s", "points-tab"])
def test_a_text_is_kept_although_one_does_not_know_more(start: Start, keys_: str) -> None:
    terminal = start(*taking("water-and-pot"))
    go_to(terminal, 4, of=4)
    terminal.send("cool water" + keys_)
    terminal.wait_for("you covered 0 of 3 points")
    assert terminal.shows("cool water", QUESTIONS["tell-a-friend"].explain)


@pytest.mark.parametrize("leaving", [TAB, ESCAPE, ENTER + "q"], ids=["tab", "escape", "points-q"])
def test_a_text_of_an_exam_is_kept_wherever_one_goes(start: Start, leaving: str) -> None:
    terminal = start(*taking("water-and-pot", "--exam"))
    terminal.wait_for("Question 1 of 4")
    terminal.send(TAB + DOWN * 3 + ENTER)
    terminal.wait_for("Question 4 of 4")
    terminal.send("cool water" + leaving)
    terminal.wait_for("All questions")
    terminal.send(ENTER)
    terminal.wait_for("answered · Question 4 of 4")
    assert terminal.shows("cool water")


def test_the_text_that_is_begun_when_the_time_is_up_is_kept(start: Start) -> None:
    terminal = start(*taking("water-and-pot", "--exam", "--minutes", "0.1"), typed_ahead=TAB + DOWN * 3 + ENTER)
    terminal.wait_for("Question 4 of 4")
    terminal.send("cool water")
    terminal.wait_for("Time's up")
    terminal.send("e" + ENTER * 3)
    terminal.wait_for("cool water")
    assert terminal.shows("Question 4 of 4", "you covered 0 of 3 points")


def test_leaving_is_asked_before_a_text_is_lost(start: Start) -> None:
    terminal = start(*taking("water-and-pot"))
    go_to(terminal, 4, of=4)
    terminal.send("cool water" + ENTER + ESCAPE)
    terminal.wait_for("Leave the quiz?")
    terminal.send("n" + LEFT + RIGHT)
    terminal.wait_for("❯ cool water")


def test_a_text_of_an_exam_is_kept_line_by_line_too(tmp_path: Path) -> None:
    out = run(tmp_path, taking("water-and-pot", "--exam"), typed="/quit\n4\ncool water\nq\nh\ny\ne\n").stdout
    assert out.count("(answered)") == 1
    assert "You answered: cool water\n" in out
    assert "you covered 0 of 3 points." in out
