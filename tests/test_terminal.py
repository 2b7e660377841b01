"""The program in a real terminal, from the first key to the mode it leaves the terminal in."""

import json
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from terminal import (
    BACKSPACE,
    CTRL_C,
    DATA,
    DOWN,
    END,
    ENTER,
    ESCAPE,
    HOME,
    LEFT,
    PAGE_DOWN,
    PAGE_UP,
    RIGHT,
    SPACE,
    TAB,
    UP,
    Terminal,
    environment,
    words,
)

from quiz.banks.document import read_document
from quiz.banks.reader import read_question_file
from quiz.core.questions import AnyQuestion, Choice, Match, Number, Order, Select, ShortAnswer, TrueFalse
from quiz.core.selection import shown_order
from quiz.terminal.entries.base import LETTERS

SEED = 7
PATH = DATA / "kinds.yaml"
FILE = read_question_file(PATH)
QUESTIONS = {question.id: question for bank in FILE.banks for question in bank.questions}
IDS = list(QUESTIONS)
DOCUMENT = read_document(FILE.document)
MORE = re.compile(r"^  ([↑↓]) (\d+) more lines")
COLOUR = re.compile(r"\x1b\[(?:[0-9;]*;)?(?:3[0-8]|9[0-7])(?:;[0-9;]*)?m")
SIZES = [(120, 24), (80, 24), (40, 24), (20, 24), (120, 6), (80, 6), (40, 6), (20, 6)]

Start = Callable[..., Terminal]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts `quiz …` in a terminal that is gone after the test."""
    with ExitStack() as terminals:

        def started(*arguments: str, **settings: Any) -> Terminal:
            return terminals.enter_context(Terminal(*arguments, home=tmp_path, **settings))

        yield started


def taking(*more: str, file: Path = PATH) -> list[str]:
    """The arguments of a sitting whose every screen is known beforehand."""
    return ["take", "--file", str(file), "--in-order", "--seed", str(SEED), *more]


def letter(question: AnyQuestion, position: int) -> str:
    """The letter that an option, by its position in the file, has on the screen."""
    letters = "TF" if isinstance(question, TrueFalse) else LETTERS
    return letters[shown_order(question, SEED).index(position)].lower()


def right_keys(question: AnyQuestion) -> str:
    """The keys that answer a question rightly, the last Enter included."""
    match question:
        case Choice():
            return letter(question, question.key) + ENTER
        case Select():
            return "".join(letter(question, position) + SPACE for position in sorted(question.key)) + ENTER
        case ShortAnswer():
            return question.accept[0] + ENTER
        case Number():
            return f"{question.answer:g} {question.unit}".rstrip() + ENTER
        case Match():
            return "".join(str(question.pairs[place].target + 1) for place in shown_order(question, SEED)) + ENTER
        case Order():
            return "".join(letter(question, place) + SPACE for place in range(question.parts)) + ENTER
    return "I take cooler water" + ENTER + SPACE + DOWN + SPACE + DOWN + SPACE + ENTER


def go_to(terminal: Terminal, number: int, of: int = 8) -> None:
    """Skip every question before this one."""
    for passed in range(1, number):
        terminal.wait_for(f"Question {passed} of {of}")
        terminal.send(TAB)
        terminal.wait_for("Not known yet")
        terminal.send(ENTER)
    terminal.wait_for(f"Question {number} of {of}")


def whole_body(terminal: Terminal) -> list[str]:
    """What the view holds, gathered by scrolling through it from its top to its end."""

    def scrolled(key: str) -> None:
        before = terminal.lines
        terminal.send(key)
        terminal.wait_for(lambda: terminal.lines != before)

    while MORE.match(terminal.lines[0]):
        scrolled(PAGE_UP)
    seen: dict[int, str] = {}
    while True:
        marks = {
            found[1]: (row, int(found[2])) for row, line in enumerate(terminal.lines) if (found := MORE.match(line))
        }
        above = marks["↑"][1] - 1 if "↑" in marks else 0
        end = marks["↓"][0] if "↓" in marks else terminal.screen.lines
        seen |= {above + row: terminal.lines[row] for row in range(1 if "↑" in marks else 0, end)}
        if "↓" not in marks:
            break
        scrolled(PAGE_DOWN)
    missing = [row for row in range(max(seen)) if row not in seen]
    assert not missing, f"rows {missing} cannot be scrolled into sight"
    return [seen[row] for row in sorted(seen)]


def shows_all(terminal: Terminal, texts: Sequence[str]) -> bool:
    return all(map(terminal.shows, texts))


def assert_holds(lines: Sequence[str], *texts: str) -> None:
    """Each text is there, whole."""
    shown = words("\n".join(lines))
    for text in texts:
        assert words(text) in shown, f"{text!r} is not in\n" + "\n".join(lines)


def assert_in_order(lines: Sequence[str], texts: Sequence[str]) -> None:
    """The texts stand there one after another."""
    shown, at = words("\n".join(lines)), 0
    for text in texts:
        found = shown.find(words(text), at)
        assert found >= 0, f"{text!r} is missing, or stands before its turn, in\n" + "\n".join(lines)
        at = found + len(words(text))


def texts_of(question: AnyQuestion) -> list[str]:
    """What the screen of a question has to show."""
    match question:
        case Choice() | Select():
            return [question.ask, *(option.text for option in question.options)]
        case Match():
            return [question.ask, *question.classes, *(pair.item for pair in question.pairs)]
        case Order():
            return [question.ask, *question.items]
    return [question.ask]


def cited(question: AnyQuestion) -> str:
    """The heading and the words of the document as they stand below the feedback."""
    citation = DOCUMENT.cite(question.passage)
    assert citation
    return citation.heading + citation.before + citation.passage + citation.after


def written_bank(folder: Path, *questions: dict[str, Any], title: str = "Two words") -> Path:
    """A question file with these questions, the explanation and the passage added."""
    (folder / "page.md").write_text("# A page\n\nThe words that decide.\n", encoding="utf-8")
    common = {"explain": "So it is.", "passage": "The words that decide"}
    bank = {"id": "one", "title": title, "questions": [{**common, **question} for question in questions]}
    path = folder / "bank.yaml"
    path.write_text(json.dumps({"title": title, "document": "page.md", "banks": [bank]}, ensure_ascii=False), "utf-8")
    return path


def choice_of(texts: Sequence[str], right: int = 0, ask: str = "Which of them?") -> dict[str, Any]:
    options = [{"right" if place == right else "wrong": text} for place, text in enumerate(texts)]
    return {"id": "which", "kind": "choice", "ask": ask, "options": options, "keep_order": True}


# The menu


def test_a_bank_is_chosen_by_its_number(start: Start) -> None:
    terminal = start("--file", str(PATH))
    terminal.wait_for("For learning. It is not medical advice.")
    assert terminal.shows("8 questions in 2 banks")
    terminal.send("3" + ENTER)
    terminal.wait_for("Question 1 of 4")
    assert terminal.lines[1].startswith("  Water and pot ")


def test_a_bank_is_chosen_with_the_arrows_which_stop_at_both_ends(start: Start) -> None:
    terminal = start("--file", str(PATH))
    terminal.wait_for("❯ 1 Everything")
    terminal.send(UP + DOWN)
    terminal.wait_for("❯ 2 The leaves")
    terminal.send(DOWN * 5 + UP)
    terminal.wait_for("❯ 2 The leaves")
    terminal.send(ENTER)
    terminal.wait_for("Question 1 of 4")
    assert terminal.lines[1].startswith("  The leaves ")


@pytest.mark.parametrize("key", ["q", ESCAPE, "\x04"], ids=["q", "escape", "ctrl-d"])
def test_the_menu_is_left_without_a_trace(start: Start, key: str) -> None:
    terminal = start("--file", str(PATH))
    terminal.wait_for("Everything")
    terminal.send(key)
    assert terminal.wait_for_exit() == 0
    assert terminal.mode_is_restored
    assert terminal.cursor_is_shown
    assert not any(terminal.transcript)


def test_from_the_menu_a_sitting_leads_back_to_the_banks(start: Start) -> None:
    terminal = start("--file", str(PATH))
    terminal.wait_for("Everything")
    terminal.send("2" + ENTER)
    terminal.wait_for("Question 1 of 4")
    terminal.send(ESCAPE)
    terminal.wait_for("Leave the quiz here? 0 of 4 answered.")
    terminal.send("y")
    terminal.wait_for("b  back to the banks")
    assert not terminal.shows("r again")
    terminal.send("b")
    terminal.wait_for("❯ 1 Everything")
    terminal.send("3" + ENTER)
    terminal.wait_for("Question 1 of 4")
    assert terminal.lines[1].startswith("  Water and pot ")


def test_the_right_option_is_found_on_the_screen_whatever_the_seed(start: Start) -> None:
    terminal = start("take", "leaves", "--file", str(PATH), "--in-order")
    terminal.wait_for("The camomile flower")
    row = next(line for line in terminal.lines if line.endswith("  The tea bush"))
    terminal.send(row.split()[0] + ENTER)
    terminal.wait_for("✓ Correct.")


# A whole sitting


def test_every_kind_is_answered_right_by_keys(start: Start) -> None:
    terminal = start(*taking())
    for number, question in enumerate(QUESTIONS.values(), 1):
        terminal.wait_for(f"Question {number} of 8")
        terminal.wait_for(partial(shows_all, terminal, texts_of(question)))
        terminal.send(right_keys(question))
        terminal.wait_for("✓ Correct." if question.scored else "✓ Said in your own words: you covered 3 of 3 points.")
        assert terminal.shows(question.explain)
        assert terminal.shows(cited(question))
        terminal.send(ENTER)
    terminal.wait_for("7 of 7")
    assert terminal.shows("Must know 2 of 2 ✓ All of it right.")
    assert terminal.shows("Nothing here needs another look.")
    assert not terminal.shows("r again")
    terminal.send("q")
    assert terminal.wait_for_exit() == 0
    assert terminal.mode_is_restored
    assert terminal.cursor_is_shown


def test_what_is_wrong_is_explained_and_only_what_was_missed_comes_again(start: Start) -> None:
    by_id = QUESTIONS

    def partly(name: str, *places: int) -> str:
        return "".join(letter(by_id[name], place) + SPACE for place in places) + ENTER

    given = {
        "one-plant": (letter(by_id["one-plant"], 1) + ENTER, "✗ Not quite: Camomile makes a herbal tea. True tea"),
        "true-teas": (partly("true-teas", 0, 1, 2), "◐ Partly right."),
        "dark-in-the-air": ("t" + ENTER, "✗ Not quite: Those are the leaves of black tea."),
        "green-or-black": ("1111" + ENTER, "◐ Partly right."),
        "giving-taste": ("boiling" + ENTER, "✗ Not quite: Boiling is what the water did before."),
        "how-long": ("40 minutes" + ENTER, "✗ Not quite."),
        "brewing-a-pot": (partly("brewing-a-pot", 1, 0, 2, 3), "◐ Partly right."),
        "tell-a-friend": ("cool" + ENTER + SPACE + ENTER, "✓ Said in your own words: you covered 1 of 3 points."),
    }
    said = {
        "one-plant": "This is one to know for sure.",
        "true-teas": f"{letter(by_id['true-teas'], 2).upper()} does not belong. It holds no leaf of the tea bush.",
        "dark-in-the-air": "The answer is false.",
        "green-or-black": "It is brewed with water that has just boiled: Black tea, not Green tea. It takes the full heat well.",
        "giving-taste": "The answer is: steeping.",
        "how-long": "The answer is 4 minutes. Anything from 3 to 5 minutes counts.",
        "brewing-a-pot": "Warm the pot (you: 2)",
        "tell-a-friend": "To add next time: The water is fresh",
    }
    terminal = start(*taking(), rows=30)
    for number, (name, (keys, verdict)) in enumerate(given.items(), 1):
        terminal.wait_for(f"Question {number} of 8")
        terminal.send(keys)
        terminal.wait_for(verdict)
        assert terminal.shows(said[name])
        assert terminal.shows(by_id[name].explain)
        assert terminal.shows(cited(by_id[name]))
        terminal.send(ENTER)
    terminal.wait_for("Must know 0 of 2")
    summary = whole_body(terminal)
    missed = IDS[:-1]
    assert_holds(summary, *(by_id[name].ask for name in missed), *(cited(by_id[name]) for name in missed))
    assert_in_order(
        summary, [by_id["how-long"].ask, "To look at again", by_id["true-teas"].ask, by_id["giving-taste"].ask]
    )

    terminal.send("r")
    again = [by_id[name] for name in sorted(missed, key=lambda name: not by_id[name].must_know)]
    for number, question in enumerate(again, 1):
        terminal.wait_for(f"Question {number} of 7")
        assert terminal.shows(question.ask)
        terminal.send(TAB)
        terminal.wait_for("? Not known yet.")
        terminal.send(ENTER)
    terminal.wait_for("0 of 7")
    terminal.send("q")
    assert terminal.wait_for_exit() == 0


def test_what_was_marked_comes_again_although_it_was_right(start: Start) -> None:
    terminal = start(*taking("leaves", "--count", "2"))
    terminal.wait_for("Question 1 of 2")
    terminal.send("m")
    terminal.wait_for("marked · Question 1 of 2")
    terminal.send(right_keys(QUESTIONS["one-plant"]) + ENTER + right_keys(QUESTIONS["true-teas"]) + ENTER)
    terminal.wait_for("Which plant does all true tea come from? (marked by you)")
    terminal.send("r")
    terminal.wait_for("Question 1 of 1")
    assert terminal.shows(QUESTIONS["one-plant"].ask)


def test_enter_with_nothing_entered_answers_nothing(start: Start) -> None:
    nudges = {
        "one-plant": "Choose an answer first.",
        "true-teas": "Nothing is ticked yet. Space ticks the answer you are at.",
        "dark-in-the-air": "Choose an answer first.",
        "green-or-black": "4 still to sort.",
        "giving-taste": "Type your answer first.",
        "how-long": "Type your answer first.",
        "brewing-a-pot": "4 still to place. Space gives an item the next number.",
        "tell-a-friend": "Which of these points did you make?",
    }
    terminal = start(*taking())
    for number, nudge in enumerate(nudges.values(), 1):
        terminal.wait_for(f"Question {number} of 8")
        terminal.send(ENTER)
        terminal.wait_for(nudge)
        assert terminal.shows(f"Question {number} of 8")
        if number < 8:
            terminal.send(TAB)
            terminal.wait_for("? Not known yet.")
            terminal.send(ENTER)
    terminal.send(ENTER)
    terminal.wait_for("Nothing is ticked.")
    terminal.send("s")
    terminal.wait_for("? Not known yet.")


def test_a_number_without_its_unit_is_asked_for_again(start: Start) -> None:
    terminal = start(*taking("water-and-pot"))
    go_to(terminal, 2, of=4)
    terminal.send("4" + ENTER)
    terminal.wait_for("Add the unit, as in 5 kg.")
    terminal.send(" minutes" + ENTER)
    terminal.wait_for("✓ Correct.")


def test_typed_words_can_be_corrected(start: Start) -> None:
    terminal = start(*taking("water-and-pot"))
    terminal.wait_for("Type one word.")
    terminal.send("one two")
    terminal.wait_for("❯ one two")
    row, column = terminal.screen.cursor.y, terminal.screen.cursor.x
    assert terminal.cursor_is_shown
    assert terminal.lines[row][:column].endswith("❯ one two")
    terminal.send("\x17")
    terminal.wait_for(lambda: terminal.lines[row] == "  ❯ one")
    terminal.send("\x15")
    terminal.wait_for(lambda: terminal.lines[row] == "  ❯")
    terminal.send("steepingq" + BACKSPACE + ENTER)
    terminal.wait_for("✓ Correct.")
    assert not terminal.cursor_is_shown


def test_letters_that_are_commands_elsewhere_are_text_where_one_types(start: Start) -> None:
    terminal = start(*taking("water-and-pot"))
    terminal.wait_for("Type one word.")
    terminal.send("qsm?y")
    terminal.wait_for("❯ qsm?y")
    assert terminal.shows("Question 1 of 4")


def test_a_pasted_text_is_typed_text_and_never_commands(start: Start) -> None:
    pasted = "\x1b[200~I said one\nthen some quiz my\n\x1b[201~"
    terminal = start(*taking("water-and-pot"))
    terminal.wait_for("Type one word.")
    terminal.send(pasted)
    terminal.wait_for("❯ I said one then some quiz my")
    terminal.send(TAB + ENTER + TAB + ENTER)
    terminal.wait_for("Question 3 of 4")
    terminal.send(pasted + "?")
    terminal.wait_for("any key  back")
    terminal.send("x")
    terminal.wait_for("Question 3 of 4")


def test_statements_are_sorted_with_the_arrows_too(start: Start) -> None:
    terminal = start(*taking("leaves"))
    go_to(terminal, 4, of=4)
    terminal.send(RIGHT)
    terminal.wait_for("● Green tea")
    terminal.send(RIGHT)
    terminal.wait_for("● Black tea")
    terminal.send(LEFT)
    terminal.wait_for("● Green tea")
    assert not terminal.shows("● Black tea")


def test_the_keys_are_explained_and_the_question_comes_back(start: Start) -> None:
    terminal = start(*taking())
    terminal.wait_for("Question 1 of 8")
    terminal.send("a?")
    terminal.wait_for("any key  back")
    assert terminal.shows("Ctrl-C     stop at once")
    terminal.send("x")
    terminal.wait_for("❯ A")
    assert terminal.shows("Question 1 of 8")


# Leaving


def test_leaving_is_asked_once_and_any_other_key_stays(start: Start) -> None:
    terminal = start(*taking())
    terminal.wait_for("Question 1 of 8")
    for staying in ("x", "n", ENTER, SPACE, DOWN, TAB, "a"):
        terminal.send("q")
        terminal.wait_for("Leave the quiz here? 0 of 8 answered.")
        terminal.send(staying)
        terminal.wait_for("I don't know")
        assert not terminal.shows("❯")
    terminal.send(right_keys(QUESTIONS["one-plant"]))
    terminal.wait_for("✓ Correct.")
    for staying in ("x", ENTER, SPACE, DOWN):
        terminal.send("q")
        terminal.wait_for("Leave the quiz here? 1 of 8 answered.")
        terminal.send(staying)
        terminal.wait_for("Enter  next")
        assert terminal.shows("Question 1 of 8")


@pytest.mark.parametrize(
    ("asking", "sure"),
    [("q", "y"), ("Q", "Y"), (ESCAPE, "y")],
    ids=["q-y", "Q-Y", "escape-y"],
)
def test_leaving_ends_with_the_summary(start: Start, asking: str, sure: str) -> None:
    terminal = start(*taking("--count", "3"))
    terminal.wait_for("Question 1 of 3")
    terminal.send(right_keys(QUESTIONS["one-plant"]) + ENTER)
    terminal.wait_for("Question 2 of 3")
    terminal.send(asking)
    terminal.wait_for("Leave the quiz here? 1 of 3 answered.")
    terminal.send(sure)
    terminal.wait_for("You answered 1 of the 3 scored questions; the others count as 0.")
    assert terminal.shows("1 of 3")
    terminal.send("q")
    assert terminal.wait_for_exit() == 0
    assert terminal.mode_is_restored
    assert "q  leave" not in "\n".join(terminal.transcript)


def test_one_right_answer_of_ten_never_becomes_a_full_score(start: Start) -> None:
    terminal = start(*taking("in-brackets", file=DATA / "faults.yaml"))
    terminal.wait_for("Question 1 of 10")
    faulty = read_question_file(DATA / "faults.yaml").banks[0].questions[0]
    terminal.send(right_keys(faulty))
    terminal.wait_for("✓ Correct.")
    terminal.send("qy")
    terminal.wait_for("the others count as 0")
    terminal.send("q")
    terminal.wait_for_exit()
    assert "1 of 9" in "\n".join(terminal.transcript)
    assert not re.search(r"\b100 ?%|\b1 of 1\b", terminal.written)


def at_a_question(terminal: Terminal) -> str:
    return "Stopped. 0 of 8 answered."


def at_the_feedback(terminal: Terminal) -> str:
    terminal.send("s")
    terminal.wait_for("Not known yet")
    return "Stopped. 1 of 8 answered."


def at_the_keys(terminal: Terminal) -> str:
    terminal.send("?")
    terminal.wait_for("any key  back")
    return "Stopped. 0 of 8 answered."


def at_leaving(terminal: Terminal) -> str:
    terminal.send("q")
    terminal.wait_for("any other key  stay")
    return "Stopped. 0 of 8 answered."


def at_the_summary(terminal: Terminal) -> str:
    terminal.send("qy")
    terminal.wait_for("the others count as 0")
    return "Stopped. 0 of 8 answered."


MOMENTS = [at_a_question, at_the_feedback, at_the_keys, at_leaving, at_the_summary]


@pytest.mark.parametrize("moment", MOMENTS)
def test_ctrl_c_stops_at_once_and_leaves_the_terminal_as_it_was(
    start: Start, moment: Callable[[Terminal], str]
) -> None:
    terminal = start(*taking())
    terminal.wait_for("Question 1 of 8")
    expected = moment(terminal)
    terminal.send(CTRL_C)
    assert terminal.wait_for_exit() == 130
    assert [line for line in terminal.transcript if line][-1] == f"  {expected}"
    assert terminal.mode_is_restored
    assert terminal.cursor_is_shown
    assert "Traceback" not in terminal.written


def test_ctrl_c_at_the_menu_stops_too(start: Start) -> None:
    terminal = start("--file", str(PATH))
    terminal.wait_for("Everything")
    terminal.send(CTRL_C)
    assert terminal.wait_for_exit() == 130
    assert terminal.mode_is_restored
    assert terminal.cursor_is_shown


def test_ctrl_c_stops_line_by_line_too(start: Start) -> None:
    terminal = start(*taking("--plain"))
    terminal.wait_for("Your answer (1 to 3, s to skip, q to finish):")
    terminal.send(CTRL_C)
    assert terminal.wait_for_exit() == 130
    assert [line for line in terminal.transcript if line][-1] == "Stopped. 0 of 8 answered."
    assert "Traceback" not in terminal.written


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name)
def test_a_signal_that_ends_the_program_leaves_the_terminal_as_it_was(start: Start, number: signal.Signals) -> None:
    terminal = start(*taking())
    terminal.wait_for("Question 1 of 8")
    terminal.process.send_signal(number)
    assert terminal.wait_for_exit() == 128 + number
    assert terminal.mode_is_restored
    assert terminal.cursor_is_shown
    assert "Traceback" not in terminal.written


@pytest.mark.parametrize("key", ["\x1a", "\x1c"], ids=["ctrl-z", "ctrl-backslash"])
def test_no_key_leaves_the_shell_a_terminal_without_echo(start: Start, key: str) -> None:
    terminal = start(*taking())
    terminal.wait_for("Question 1 of 8")
    terminal.send(key + "a")
    terminal.wait_for(lambda: terminal.shows("❯ A") or terminal.process.poll() is not None)
    assert terminal.process.poll() is None or terminal.mode_is_restored


@pytest.mark.parametrize("more", [[], ["--plain"], ["--json"]], ids=["keys", "plain", "json"])
def test_the_program_ends_with_its_terminal(start: Start, more: list[str]) -> None:
    terminal = start(*taking(*more), json="--json" in more)
    terminal.wait_for("Question 1 of 8")
    terminal.hang_up()
    assert terminal.wait_for_exit() in (128 + signal.SIGHUP, -signal.SIGHUP)


# Typing ahead, and keys in pieces


def test_a_whole_sitting_typed_ahead_counts_key_for_key_and_is_not_echoed(start: Start) -> None:
    everything = "".join(right_keys(question) + ENTER for question in QUESTIONS.values())
    slowly = start(*taking())
    for number, question in enumerate(QUESTIONS.values(), 1):
        slowly.wait_for(f"Question {number} of 8")
        for key in right_keys(question).replace(DOWN, "\0"):
            slowly.send(DOWN if key == "\0" else key)
        slowly.wait_for("Enter  next")
        slowly.send(ENTER)
    slowly.wait_for("Nothing here needs another look.")
    slowly.send("q")
    at_once = start(*taking())
    at_once.wait_for("Question 1 of 8")
    at_once.send(everything + "q")
    assert slowly.wait_for_exit() == at_once.wait_for_exit() == 0
    assert at_once.transcript == slowly.transcript


def test_keys_typed_before_the_program_has_begun_count(start: Start) -> None:
    everything = "".join(right_keys(question) + ENTER for question in QUESTIONS.values())
    terminal = start(*taking(), typed_ahead=everything)
    terminal.wait_for("Nothing here needs another look.")
    assert terminal.shows("7 of 7")
    terminal.send("q")
    assert terminal.wait_for_exit() == 0
    begun = terminal.written.index("\x1b[?25l")
    assert "steeping\r\n" not in terminal.written[begun:]


def test_more_keys_than_one_reading_takes_all_count(start: Start) -> None:
    spoken = " ".join(f"word{number}" for number in range(150))
    assert len(spoken) > 1024
    terminal = start(*taking("water-and-pot"), columns=40, rows=12)
    terminal.wait_for("Question 1 of 4")
    before = "".join(right_keys(question) + ENTER for question in list(QUESTIONS.values())[4:7])
    terminal.send(before + spoken + ENTER + SPACE + ENTER)
    terminal.wait_for("you covered 1 of 3 points.")
    assert_holds(whole_body(terminal), spoken)


def test_a_character_that_arrives_in_two_pieces_is_one_character(start: Start) -> None:
    terminal = start(*taking("water-and-pot"))
    terminal.wait_for("Type one word.")
    first, second = "é".encode()[:1], "é".encode()[1:]
    terminal.send(b"caf" + first)
    terminal.wait_for("❯ caf")
    terminal.send(second + "漢".encode()[:2])
    terminal.wait_for("❯ café")
    terminal.send("漢".encode()[2:])
    terminal.wait_for("❯ café漢")


def test_an_arrow_that_arrives_in_two_pieces_is_one_arrow(start: Start) -> None:
    terminal = start(*taking())
    terminal.wait_for("Question 1 of 8")
    terminal.send("a")
    terminal.wait_for("❯ A")
    terminal.send(b"\x1b")
    terminal.send(b"[B")
    terminal.wait_for("❯ B")
    assert not terminal.shows("Leave the quiz here?")


def test_keys_that_mean_nothing_here_change_nothing(start: Start) -> None:
    terminal = start(*taking())
    terminal.wait_for("Question 1 of 8")
    terminal.send("b")
    terminal.wait_for("❯ B")
    before = terminal.lines
    f1, f5, console_f1, mouse, focus = "\x1bOP", "\x1b[15~", "\x1b[[A", "\x1b[<0;10;10M", "\x1b[I"
    for keys in (f1, f5, console_f1, mouse, focus, "\x00", "z"):
        terminal.send(keys + "?")
        terminal.wait_for("any key  back")
        terminal.send("x")
        terminal.wait_for("Question 1 of 8")
        assert terminal.lines == before, f"{keys!r} changed something"


# Sizes


@pytest.mark.parametrize("name", IDS)
def test_a_question_is_whole_at_every_size_and_still_answered(start: Start, name: str) -> None:
    question = QUESTIONS[name]
    bank = "leaves" if IDS.index(name) < 4 else "water-and-pot"
    terminal = start(*taking(bank))
    go_to(terminal, IDS.index(name) % 4 + 1, of=4)
    for columns, rows in SIZES:
        terminal.resize(columns, rows)
        assert_holds(whole_body(terminal), *texts_of(question))
    terminal.send(right_keys(question))
    verdict = "Correct." if question.scored else "you covered 3 of 3 points."
    terminal.wait_for(lambda: words(question.explain) in words("\n".join(whole_body(terminal))))
    for columns, rows in SIZES:
        terminal.resize(columns, rows)
        assert_holds(whole_body(terminal), question.ask, verdict, question.explain, cited(question))


def test_the_real_size_counts_and_not_the_one_in_the_environment(start: Start) -> None:
    terminal = start(*taking(), columns=40, environ={"COLUMNS": "120", "LINES": "50"})
    terminal.wait_for("Question 1 of 8")
    assert terminal.lines[2] == "  " + "─" * 36
    terminal.resize(60, 12)
    assert terminal.lines[2] == "  " + "─" * 56


def test_the_summary_is_whole_at_every_size(start: Start) -> None:
    terminal = start(*taking())
    go_to(terminal, 8)
    terminal.send("cool" + ENTER + SPACE + ENTER)
    terminal.wait_for("you covered 1 of 3 points.")
    terminal.send(ENTER)
    terminal.wait_for("Must know 0 of 2")
    asked = list(QUESTIONS.values())
    for columns, rows in SIZES:
        terminal.resize(columns, rows)
        body = whole_body(terminal)
        assert_holds(body, "0 of 7", "Must know", *(question.ask for question in asked))
        assert_holds(body, *(cited(question) for question in asked[:7]), "(1 of 3 points)")
    terminal.send("q")
    assert terminal.wait_for_exit() == 0


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 50), (40, 12), (30, 8)])
def test_the_transcript_holds_every_question_and_its_feedback_once_and_whole(
    start: Start, columns: int, rows: int
) -> None:
    terminal = start(*taking(), columns=columns, rows=rows)
    terminal.wait_for(lambda: "Question 1 of 8" in "\n".join(terminal.lines))
    terminal.send("".join(right_keys(question) + ENTER for question in QUESTIONS.values()) + "q")
    assert terminal.wait_for_exit() == 0
    expected: list[str] = []
    for number, question in enumerate(QUESTIONS.values(), 1):
        expected += [f"Question {number} of 8", question.ask, question.explain, cited(question)]
    assert_in_order(terminal.transcript, [*expected, "7 of 7", "Nothing here needs another look."])
    joined = words("\n".join(terminal.transcript))
    for number, question in enumerate(QUESTIONS.values(), 1):
        assert joined.count(words(f"Question {number} of 8")) == 1
        assert joined.count(words(question.explain)) == 1
    for sign in ("more lines", "I don't know", "Enter  next"):
        assert sign not in "\n".join(terminal.transcript)


def test_what_stood_on_the_terminal_before_stays_in_the_transcript(start: Start) -> None:
    terminal = start(*taking("--count", "1"), stood="one\ntwo\n")
    terminal.wait_for("Question 1 of 1")
    assert terminal.transcript[:2] == ["one", "two"]
    assert terminal.lines[1].startswith("  The leaves ")


def test_forty_options_stand_in_line_and_the_last_one_is_answered(start: Start, tmp_path: Path) -> None:
    texts = [f"option number {number}" for number in range(1, 41)]
    terminal = start(*taking(file=written_bank(tmp_path, choice_of(texts, right=39))))
    terminal.wait_for("option number 1")
    body = whole_body(terminal)
    assert_holds(body, *texts)
    assert len({line.index("option") for line in body if "option number" in line}) == 1
    terminal.send(DOWN * 40)
    terminal.wait_for(
        lambda: any(line.startswith("  ❯") and line.endswith("option number 40") for line in terminal.lines)
    )
    terminal.send(ENTER)
    terminal.wait_for("✓ Correct.")


@pytest.mark.parametrize("columns", [80, 20])
def test_the_pointer_is_always_in_sight_in_a_list_longer_than_the_screen(
    start: Start, tmp_path: Path, columns: int
) -> None:
    texts = [f"{number} {'long words that wrap ' * 3}end{number}" for number in range(1, 16)]
    terminal = start(*taking(file=written_bank(tmp_path, choice_of(texts, right=14))), columns=columns, rows=16)
    terminal.wait_for("Question 1 of 1")
    for place, text in enumerate(texts):
        terminal.send(DOWN)
        terminal.wait_for(f"❯ {LETTERS[place]} {text}")
    for place, text in reversed(list(enumerate(texts[:-1]))):
        terminal.send(UP)
        terminal.wait_for(f"❯ {LETTERS[place]} {text}")
    terminal.send(LETTERS[14] + ENTER)
    terminal.wait_for("✓ Correct.")


def test_a_very_long_stem_is_scrolled_through_and_stands_whole_in_the_transcript(start: Start, tmp_path: Path) -> None:
    stem = " ".join(f"word{number}" for number in range(1250))
    assert len(stem) > 10_000
    terminal = start(*taking(file=written_bank(tmp_path, choice_of(["one", "two"], ask=stem))))
    terminal.wait_for("word0 word1")
    assert_holds(whole_body(terminal), stem, "one", "two")
    terminal.send("a" + ENTER)
    terminal.wait_for("✓ Correct.")
    terminal.send(ENTER)
    terminal.wait_for("1 of 1")
    terminal.send("q")
    terminal.wait_for_exit()
    assert words("\n".join(terminal.transcript)).count(words(stem)) == 1


def test_home_and_end_scroll_the_feedback(start: Start, tmp_path: Path) -> None:
    stem = " ".join(f"word{number}" for number in range(400))
    terminal = start(*taking(file=written_bank(tmp_path, choice_of(["one", "two"], ask=stem))))
    terminal.wait_for("word0 word1")
    terminal.send("a" + ENTER)
    terminal.wait_for("The words that decide")
    terminal.send(HOME)
    terminal.wait_for("word0 word1")
    terminal.send(END)
    terminal.wait_for("The words that decide")


WIDE = ["短い答え", "🧵 a thread and 🪡 a needle", "שריר הטרפז", "عضلة شبه منحرفة", "e\u0301tat déjà vu", "plain"]


@pytest.mark.parametrize("columns", [80, 30])
def test_wide_and_right_to_left_options_stand_in_one_column(start: Start, tmp_path: Path, columns: int) -> None:
    path = written_bank(tmp_path, choice_of(WIDE, ask="漢字 " * 30, right=2), title="二語 題名")
    terminal = start(*taking(file=path), columns=columns, rows=40)
    terminal.wait_for("plain")
    labelled = [line[:6] for line in terminal.lines if re.match(r"  [❯ ] [A-F]  ", line)]
    assert labelled == [f"    {name} " for name in "ABCDEF"]
    assert_holds(terminal.lines, *WIDE, "漢字 " * 30)
    assert all(len(line) <= columns for line in terminal.lines)
    terminal.send("c" + ENTER)
    terminal.wait_for("✓ Correct.")
    assert_holds(terminal.lines, *WIDE)


def test_wide_statements_keep_their_classes_in_one_column(start: Start, tmp_path: Path) -> None:
    pairs = [{"item": text, "class": "甲" if place % 2 else "乙"} for place, text in enumerate(WIDE)]
    path = written_bank(tmp_path, {"id": "m", "kind": "match", "ask": "?", "classes": ["甲", "乙"], "pairs": pairs})
    terminal = start(*taking(file=path))
    terminal.wait_for("❯")
    assert len(set(terminal.columns_of("○"))) == 1
    terminal.send("121212")
    terminal.wait_for(lambda: len(list(terminal.columns_of("●"))) == 6)
    assert len(set(terminal.columns_of("●"))) == 1


# Colour, and terminals that can do less


def begun(terminal: Terminal) -> str:
    """What is sent for a menu, a question and a feedback."""
    terminal.wait_for("Everything")
    terminal.send("1" + ENTER)
    terminal.wait_for("Question 1 of 8")
    terminal.send(TAB)
    terminal.wait_for("Not known yet")
    return terminal.written


@pytest.mark.parametrize(
    ("environ", "coloured"),
    [
        ({}, True),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": ""}, True),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ({"FORCE_COLOR": "1"}, True),
    ],
    ids=["nothing-set", "NO_COLOR", "NO_COLOR-empty", "both", "FORCE_COLOR"],
)
def test_colour_on_a_terminal_follows_the_environment(start: Start, environ: dict[str, str], coloured: bool) -> None:
    sent = begun(start("--file", str(PATH), environ=environ))
    assert bool(COLOUR.search(sent)) is coloured
    assert re.search(r"\x1b\[(?:[0-9;]*;)?1(?:;[0-9;]*)?m", sent), "bold is there with colour and without"


@pytest.mark.parametrize(
    ("environ", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ({"FORCE_COLOR": ""}, False),
    ],
    ids=["nothing-set", "FORCE_COLOR", "both", "FORCE_COLOR-empty"],
)
def test_what_is_piped_has_colour_only_when_forced(tmp_path: Path, environ: dict[str, str], coloured: bool) -> None:
    ran = run(tmp_path, ["banks", "--file", str(PATH)], environ=environ)
    assert ("\x1b[" in ran.stdout) is coloured


def run(
    home: Path, arguments: Sequence[str], *, typed: str = "", environ: dict[str, str] | None = None
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "quiz", *arguments],
        input=typed,
        capture_output=True,
        encoding="utf-8",
        env=environment(home, environ),
        timeout=20,
    )


@pytest.mark.parametrize(
    ("more", "environ"),
    [
        ([], {"TERM": "dumb"}),
        ([], {"TERM": ""}),
        (["--plain"], {}),
        (["--plain"], {"FORCE_COLOR": "1"}),
        ([], {"PYTHONIOENCODING": "ascii"}),
    ],
    ids=["dumb", "no-TERM", "plain", "plain-forced", "ascii"],
)
def test_a_terminal_that_can_do_less_is_asked_line_by_line(
    start: Start, more: list[str], environ: dict[str, str]
) -> None:
    terminal = start(*taking("--count", "2", *more), environ=environ)
    terminal.wait_for("Your answer (1 to 3, s to skip, q to finish):")
    terminal.send("s\n")
    terminal.wait_for("Question 2 of 2. The leaves.")
    terminal.send("q\n")
    assert terminal.wait_for_exit() == 0
    assert terminal.shows("You answered 1 of the 2 scored questions; the others count as 0.")
    assert b"\x1b" not in terminal.raw


@pytest.mark.parametrize("environ", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX"}], ids=["C", "POSIX"])
def test_the_c_locale_asks_too(start: Start, environ: dict[str, str]) -> None:
    terminal = start(*taking("--count", "1"), environ=environ)
    terminal.wait_for("Question 1 of 1")
    terminal.send("s" if "\x1b" in terminal.written else "s\n")
    terminal.wait_for("Not known yet")
    assert terminal.shows(QUESTIONS["one-plant"].explain)


def test_a_pipe_is_asked_line_by_line_without_an_escape(tmp_path: Path) -> None:
    ran = run(tmp_path, taking("--count", "1"), typed="s\n")
    assert ran.returncode == 0
    assert "Not known yet." in ran.stdout
    assert "\x1b" not in ran.stdout + ran.stderr


def test_characters_that_an_encoding_lacks_stop_nothing(tmp_path: Path) -> None:
    ran = run(tmp_path, taking("--count", "1"), typed="s\n", environ={"PYTHONIOENCODING": "ascii"})
    assert ran.returncode == 0
    assert QUESTIONS["one-plant"].explain in ran.stdout
    assert ran.stdout.isascii()
    assert ran.stderr == ""


@pytest.mark.parametrize("arguments", [taking(), ["--file", str(PATH)]], ids=["take", "menu"])
def test_no_input_at_all_ends_well(tmp_path: Path, arguments: list[str]) -> None:
    ran = run(tmp_path, arguments)
    assert ran.returncode == 0
    assert ran.stderr == ""
    if arguments[0] == "take":
        assert "The end.\nScore: 0 of 7" in ran.stdout
        assert "You answered 0 of the 7 scored questions" in ran.stdout


def test_the_result_goes_to_a_pipe_while_the_screen_is_on_the_terminal(start: Start) -> None:
    terminal = start(*taking("leaves", "--count", "2", "--json"), json=True)
    terminal.wait_for("Question 1 of 2")
    terminal.send(right_keys(QUESTIONS["one-plant"]) + ENTER + "s" + ENTER)
    terminal.wait_for("To look at again")
    assert not terminal.shows("r again")
    terminal.send("q")
    assert terminal.process.stdout
    result = json.loads(terminal.process.stdout.read())
    assert terminal.wait_for_exit() == 0
    assert [question["verdict"] for question in result["questions"]] == ["right", "dont-know"]
    assert result["score"]["earned"] == 1
    assert '"questions"' not in terminal.written
    assert terminal.mode_is_restored


def test_a_result_that_is_interrupted_says_so(start: Start) -> None:
    terminal = start(*taking("leaves", "--json"), json=True)
    terminal.wait_for("Question 1 of 4")
    terminal.send(right_keys(QUESTIONS["one-plant"]))
    terminal.wait_for("Correct")
    terminal.send(CTRL_C)
    assert terminal.process.stdout
    result = json.loads(terminal.process.stdout.read())
    assert terminal.wait_for_exit() == 130
    assert result["interrupted"] is True
    assert result["score"]["share"] == 0.25


# Signs that other programs would take for markup


FAULTS_PATH = DATA / "faults.yaml"
FAULTS = read_question_file(FAULTS_PATH)


def test_square_brackets_appear_on_the_screen_as_they_were_typed(start: Start) -> None:
    terminal = start("--file", str(FAULTS_PATH), rows=40)
    terminal.wait_for("Signs [/red] and [bold] in a title")
    assert terminal.shows("2  Bank [/red] of [bold] words")
    terminal.send("q")
    terminal = start(*taking("in-brackets", file=FAULTS_PATH), rows=40)
    for number, question in enumerate(FAULTS.banks[0].questions, 1):
        terminal.wait_for(f"Question {number} of 10")
        assert terminal.shows("Bank [/red] of [bold] words")
        terminal.wait_for(partial(shows_all, terminal, texts_of(question)))
        terminal.send(TAB)
        terminal.wait_for("Not known yet")
        assert_holds(terminal.lines, *texts_of(question), question.explain, question.passage)
        terminal.send(ENTER)
    terminal.wait_for("0 of 9")
    assert_holds(whole_body(terminal), "answer [/red] one", "[/item] first: [one]", "trapezius [/muscle]")


def test_square_brackets_appear_line_by_line_as_they_were_typed(tmp_path: Path) -> None:
    ran = run(tmp_path, taking("in-brackets", file=FAULTS_PATH), typed="s\n" * 10)
    assert ran.returncode == 0
    for question in FAULTS.banks[0].questions:
        assert_holds([ran.stdout], question.ask, question.explain, question.passage)
        if not isinstance(question, Choice) or question.parts:
            assert_holds([ran.stdout], *texts_of(question)[1:])
    assert "Bank [/red] of [bold] words" in ran.stdout


def test_square_brackets_appear_in_the_list_of_banks_as_they_were_typed(tmp_path: Path) -> None:
    ran = run(tmp_path, ["banks", "--file", str(FAULTS_PATH)])
    assert "Signs [/red] and [bold] in a title" in ran.stdout
    assert "Bank [/red] of [bold] words" in ran.stdout
