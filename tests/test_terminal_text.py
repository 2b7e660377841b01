"""Any text on any terminal: every size, long, wide and bracketed words, colour, and what stays in the transcript."""

import json
import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from kinds import PATH, QUESTIONS, all_right, assert_holds, assert_in_order, cited, right_keys, taking, texts_of
from terminal import DATA, DOWN, END, ENTER, HOME, SPACE, TAB, UP, Start, go_to, run, words

from quiz.bank.reader import read_question_file
from quiz.core.kinds.question import LETTERS

SIZES = [(120, 24), (80, 6), (40, 24), (20, 24), (20, 6)]
COLOUR = re.compile(r"\x1b\[(?:[0-9;]*;)?(?:3[0-8]|9[0-7])(?:;[0-9;]*)?m")
BOLD = re.compile(r"\x1b\[(?:[0-9;]*;)?1(?:;[0-9;]*)?m")
LONG = " ".join(f"word{number}" for number in range(1250))[:2000].rsplit(" ", 1)[0]
WIDE = ["短い答え", "🧵 a thread and 🪡 a needle", "שריר הטרפז", "عضلة شبه منحرفة", "e\u0301tat déjà vu", "plain"]
BRACKETS_PATH = DATA / "faults.yaml"
BRACKETS = read_question_file(BRACKETS_PATH).banks[0]


def written_bank(folder: Path, question: dict[str, Any], *, title: str = "Two words") -> Path:
    """A question file with this question, the explanation and the passage added."""
    (folder / "page.md").write_text("# A page\n\nThe words that decide.\n", encoding="utf-8")
    common = {"id": "one", "explain": "So it is.", "passage": "The words that decide"}
    bank = {"id": "bank", "title": title, "questions": [common | question]}
    path = folder / "bank.yaml"
    path.write_text(json.dumps({"title": title, "document": "page.md", "banks": [bank]}, ensure_ascii=False), "utf-8")
    return path


def choice_of(texts: Sequence[str], right: int = 0, ask: str = "Which of them?") -> dict[str, Any]:
    options = [{"right" if place == right else "wrong": text} for place, text in enumerate(texts)]
    return {"kind": "choice", "ask": ask, "options": options, "keep_order": True}


# Sizes


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_is_whole_at_every_size_and_still_answered(start: Start, name: str) -> None:
    question, place = QUESTIONS[name], list(QUESTIONS).index(name)
    terminal = start(*taking("leaves" if place < 4 else "water-and-pot"))
    go_to(terminal, place % 4 + 1, of=4)
    for columns, rows in SIZES:
        terminal.resize(columns, rows)
        assert_holds(terminal.whole_body(), *texts_of(question))
    terminal.send(right_keys(question))
    terminal.wait_for(lambda: words(question.explain) in words("\n".join(terminal.whole_body())))
    verdict = "Correct." if not question.self_assessed else "you covered 3 of 3 points."
    for columns, rows in SIZES:
        terminal.resize(columns, rows)
        assert_holds(terminal.whole_body(), question.ask, verdict, question.explain, cited(question))


def test_the_summary_is_whole_at_every_size(start: Start) -> None:
    terminal = start(*taking())
    go_to(terminal, 8, of=8)
    terminal.send("cool" + ENTER + SPACE + ENTER)
    terminal.wait_for("you covered 1 of 3 points.")
    terminal.send(ENTER)
    terminal.wait_for("Must know: 0 of 2")
    for columns, rows in SIZES:
        terminal.resize(columns, rows)
        title = ["Review these"] if columns >= 40 else []
        assert_holds(terminal.whole_body(), "0 of 7 correct.", "Must know: 0 of 2 correct.", *title)
    terminal.resize(80, 24)
    terminal.send("q")
    assert terminal.wait_for_exit() == 0
    *scored, told = QUESTIONS.values()
    assert_in_order(
        terminal.transcript,
        ["0 of 7 correct.", "Review these", *(question.ask for question in scored if not question.must_know)],
    )
    assert_holds(terminal.transcript, f"Try again: {told.ask}  you covered 1 of 3 points")


# The transcript


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (30, 8)], ids=["all-in-sight", "cut-off"])
def test_the_transcript_holds_every_question_and_its_feedback_once_and_whole(
    start: Start, columns: int, rows: int
) -> None:
    terminal = start(*taking(), columns=columns, rows=rows)
    terminal.wait_for("Question 1 of 8")
    terminal.send(all_right() + "q")
    assert terminal.wait_for_exit() == 0
    expected: list[str] = []
    for number, question in enumerate(QUESTIONS.values(), 1):
        expected += [f"Question {number} of 8", question.ask, question.explain, cited(question)]
    assert_in_order(terminal.transcript, [*expected, "All 7 correct. Well done."])
    joined = words("\n".join(terminal.transcript))
    for number, question in enumerate(QUESTIONS.values(), 1):
        assert joined.count(words(f"Question {number} of 8")) == 1
        assert joined.count(words(question.explain)) == 1
    for of_the_screen_alone in ("more lines", "I don't know", "Enter  next"):
        assert words(of_the_screen_alone) not in joined


def test_what_stood_on_the_terminal_before_stays_in_the_transcript(start: Start) -> None:
    terminal = start(*taking("--count", "1"), stood="one\ntwo\n")
    terminal.wait_for("Question 1 of 1")
    assert terminal.transcript[:2] == ["one", "two"]
    assert terminal.lines[1].startswith("  The leaves ")


# Long text


def test_a_very_long_stem_scrolls_and_is_whole_in_the_transcript(start: Start, tmp_path: Path) -> None:
    terminal = start(*taking(file=written_bank(tmp_path, choice_of(["one", "two"], ask=LONG))))
    terminal.wait_for("word0 word1")
    assert_holds(terminal.whole_body(), LONG, "one", "two")
    terminal.send("a" + ENTER)
    terminal.wait_for("✓ Correct.")
    assert terminal.shows("Question 1 of 1: word0 word1")
    terminal.send(HOME)
    terminal.wait_for("word0 word1")
    terminal.send(END)
    terminal.wait_for("The words that decide")
    terminal.send(ENTER)
    terminal.wait_for("1 of 1")
    terminal.send("q")
    assert terminal.wait_for_exit() == 0
    assert words("\n".join(terminal.transcript)).count(words(LONG)) == 1


def test_forty_options_are_aligned_and_the_last_one_can_be_chosen(start: Start, tmp_path: Path) -> None:
    texts = [f"option number {number}" for number in range(1, 41)]
    terminal = start(*taking(file=written_bank(tmp_path, choice_of(texts, right=39))))
    terminal.wait_for("option number 1")
    body = terminal.whole_body()
    assert_holds(body, *texts)
    assert len({line.index("option") for line in body if "option number" in line}) == 1
    terminal.send(DOWN * 40)
    terminal.wait_for(
        lambda: any(line.startswith("  ❯") and line.endswith("option number 40") for line in terminal.lines)
    )
    terminal.send(ENTER)
    terminal.wait_for("✓ Correct.")


def test_the_pointer_is_always_in_sight_in_a_list_longer_than_the_screen(start: Start, tmp_path: Path) -> None:
    texts = [f"{number} {'long words that wrap ' * 3}end{number}" for number in range(1, 9)]
    terminal = start(*taking(file=written_bank(tmp_path, choice_of(texts))), columns=20, rows=16)
    terminal.wait_for("Question 1 of 1")
    lettered = [f"❯ {letter} {text}" for letter, text in zip(LETTERS, texts, strict=False)]
    for pointed_at in lettered:
        terminal.send(DOWN)
        terminal.wait_for(pointed_at)
    for pointed_at in reversed(lettered[:-1]):
        terminal.send(UP)
        terminal.wait_for(pointed_at)
    terminal.send(ENTER)
    terminal.wait_for("✓ Correct.")


# Wide characters, and those that are read from right to left


def test_wide_and_right_to_left_options_are_aligned(start: Start, tmp_path: Path) -> None:
    path = written_bank(tmp_path, choice_of(WIDE, ask="漢字 " * 30, right=2), title="二語 題名")
    terminal = start(*taking(file=path), columns=30, rows=40)
    terminal.wait_for("plain")
    labelled = [line[:6] for line in terminal.lines if re.match(r"  [❯ ] [A-F]  ", line)]
    assert labelled == [f"    {name} " for name in "ABCDEF"]
    assert_holds(terminal.lines, *WIDE, "漢字 " * 30)
    terminal.send("c" + ENTER)
    terminal.wait_for("✓ Correct.")
    assert_holds(terminal.lines, *WIDE)


def test_wide_statements_keep_their_classes_in_one_column(start: Start, tmp_path: Path) -> None:
    pairs = [{"item": text, "class": "甲" if place % 2 else "乙"} for place, text in enumerate(WIDE)]
    path = written_bank(tmp_path, {"kind": "match", "ask": "?", "classes": ["甲", "乙"], "pairs": pairs})
    terminal = start(*taking(file=path))
    terminal.wait_for("❯")
    assert len(set(terminal.columns_of("○"))) == 1
    terminal.send("121212")
    terminal.wait_for(lambda: len(list(terminal.columns_of("●"))) == len(WIDE))
    assert len(set(terminal.columns_of("●"))) == 1


# Brackets, which other programs would take for markup


def test_square_brackets_appear_in_the_menu_as_they_were_typed(start: Start) -> None:
    terminal = start("--file", str(BRACKETS_PATH))
    terminal.wait_for("Signs [/red] and [bold] in a title")
    assert terminal.shows("2  Bank [/red] of [bold] words")


def test_square_brackets_appear_on_the_screen_as_they_were_typed(start: Start) -> None:
    terminal = start(*taking("in-brackets", file=BRACKETS_PATH), rows=40)
    for number, question in enumerate(BRACKETS.questions, 1):
        terminal.wait_for(f"Question {number} of 10")
        terminal.wait_for(partial(terminal.shows, BRACKETS.title, *texts_of(question)))
        terminal.send(TAB)
        terminal.wait_for("No problem")
        assert_holds(terminal.lines, *texts_of(question), question.explain, question.passage[0])
        terminal.send(ENTER)
    terminal.wait_for("0 of 9 correct.")
    assert terminal.shows(*(question.asked for question in BRACKETS.questions))
    for question in sorted(BRACKETS.questions, key=lambda question: question.self_assessed):
        terminal.send(DOWN + ENTER)
        terminal.wait_for("Enter  back")
        assert_holds(terminal.lines, BRACKETS.title, *texts_of(question), question.passage[0])
        terminal.send("q")
        terminal.wait_for("0 of 9 correct.")


def test_square_brackets_appear_line_by_line_as_they_were_typed(tmp_path: Path) -> None:
    ran = run(tmp_path, taking("in-brackets", file=BRACKETS_PATH), typed="/skip\n" * 10)
    assert ran.returncode == 0
    for question in BRACKETS.questions:
        assert_holds([ran.stdout], BRACKETS.title, question.ask, question.explain, question.passage[0])
    assert_holds([ran.stdout], "answer [/red] one", "[x] ticked", "[/item] first", "[/2] second")


def test_square_brackets_appear_in_the_list_of_banks_as_they_were_typed(tmp_path: Path) -> None:
    ran = run(tmp_path, ["banks", "--file", str(BRACKETS_PATH)])
    assert "Signs [/red] and [bold] in a title" in ran.stdout
    assert "Bank [/red] of [bold] words" in ran.stdout


# Colour, and terminals that can do less


@pytest.mark.parametrize(
    ("environ", "coloured"),
    [
        ({}, True),
        ({"NO_COLOR": ""}, True),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
    ],
    ids=["nothing-set", "NO_COLOR-empty", "NO_COLOR-before-FORCE_COLOR"],
)
def test_colour_on_a_terminal_follows_the_environment(start: Start, environ: dict[str, str], coloured: bool) -> None:
    terminal = start("--file", str(PATH), environ=environ)
    terminal.wait_for("All questions")
    terminal.send("4" + ENTER)
    terminal.wait_for("Question 1 of 8")
    terminal.send(TAB)
    terminal.wait_for("No problem")
    assert bool(COLOUR.search(terminal.written)) is coloured
    assert BOLD.search(terminal.written), "bold is there with colour and without"


@pytest.mark.parametrize(
    ("environ", "coloured"),
    [({}, False), ({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": ""}, False)],
    ids=["nothing-set", "FORCE_COLOR", "FORCE_COLOR-empty"],
)
def test_what_is_piped_has_colour_only_when_forced(tmp_path: Path, environ: dict[str, str], coloured: bool) -> None:
    ran = run(tmp_path, ["banks", "--file", str(PATH)], environ=environ)
    assert ("\x1b[" in ran.stdout) is coloured


def test_the_document_is_read_in_the_colour_of_the_screens(tmp_path: Path) -> None:
    ran = run(tmp_path, ["read", "--file", str(PATH)], environ={"FORCE_COLOR": "1"})
    assert set(COLOUR.findall(ran.stdout)) == {"\x1b[1;38;5;31m"}


@pytest.mark.parametrize(
    ("more", "environ"),
    [
        ([], {"TERM": "dumb"}),
        ([], {"TERM": ""}),
        (["--plain"], {"FORCE_COLOR": "1"}),
        ([], {"PYTHONIOENCODING": "ascii"}),
    ],
    ids=["dumb", "no-TERM", "plain-although-colour-is-forced", "ascii"],
)
def test_a_terminal_that_can_do_less_is_asked_line_by_line(
    start: Start, more: list[str], environ: dict[str, str]
) -> None:
    terminal = start(*taking("--count", "2", *more), environ=environ)
    terminal.wait_for("Your answer (1 to 3, s to skip, q to finish):")
    terminal.send("/skip\n")
    terminal.wait_for("Question 2 of 2. The leaves.")
    terminal.send("q\n")
    assert terminal.wait_for_exit() == 0
    assert terminal.shows("0 of 2 correct, 1 not answered.")
    assert b"\x1b" not in terminal.raw


def test_line_by_line_no_word_is_broken_at_the_end_of_a_line(start: Start) -> None:
    terminal = start(*taking("--plain"), columns=30)
    terminal.wait_for("Your answer (1 to 3, s to skip, q to finish):")
    assert "What next" not in terminal.written
    terminal.send("s\nq\n")
    assert terminal.wait_for_exit() == 0
    shown = terminal.transcript
    assert_holds(shown, QUESTIONS["one-plant"].ask, "0 of 7 correct, 6 not answered.", "Review these")
    known = {*QUESTIONS["one-plant"].ask.split(), *QUESTIONS["one-plant"].explain.split(), "answered.", "correct,"}
    assert known <= {word for line in shown for word in line.split()}


def test_the_c_locale_asks_too(start: Start) -> None:
    terminal = start(*taking("--count", "1"), environ={"LC_ALL": "C"})
    terminal.wait_for("Question 1 of 1")
    terminal.send("s" if "\x1b" in terminal.written else "/skip\n")
    terminal.wait_for("No problem")
    assert terminal.shows(QUESTIONS["one-plant"].explain)


def test_characters_that_an_encoding_lacks_stop_nothing(tmp_path: Path) -> None:
    ran = run(tmp_path, taking("--count", "1"), typed="/skip\n", environ={"PYTHONIOENCODING": "ascii"})
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "No problem: here's the answer." in ran.stdout
    assert QUESTIONS["one-plant"].explain in ran.stdout
    assert ran.stdout.isascii()
