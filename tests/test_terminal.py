"""Sessions by keys in a real terminal: the menu, every kind of question, the end and what follows it."""

import json
import re
from functools import partial
from pathlib import Path

import pytest
from kinds import PATH, QUESTIONS, assert_holds, assert_in_order, cited, letter, right_keys, taking, texts_of
from terminal import BACKSPACE, DOWN, ENTER, ESCAPE, LEFT, RIGHT, SPACE, TAB, UP, Start, go_to

# The menu


def test_a_bank_is_chosen_with_the_arrows_which_stop_at_both_ends(start: Start) -> None:
    terminal = start("--file", str(PATH))
    terminal.wait_for("❯ 1 Start 8 questions")
    terminal.send(UP + DOWN)
    terminal.wait_for("❯ 2 The leaves")
    terminal.send(DOWN * 5 + UP * 2)
    terminal.wait_for("❯ 2 The leaves")
    terminal.send(ENTER)
    terminal.wait_for("Question 1 of 4")
    assert terminal.lines[1].startswith("  The leaves ")


@pytest.mark.parametrize("key", ["q", ESCAPE], ids=["q", "escape"])
def test_the_menu_is_left_without_a_trace(start: Start, key: str) -> None:
    terminal = start("--file", str(PATH))
    terminal.wait_for("All questions")
    terminal.send(key)
    assert terminal.wait_for_exit() == 0
    assert terminal.mode_is_restored
    assert terminal.cursor_is_shown
    assert not any(terminal.transcript)


def test_a_session_from_the_menu_returns_to_the_banks(start: Start) -> None:
    terminal = start("--file", str(PATH))
    terminal.wait_for("All questions")
    terminal.send("2" + ENTER)
    terminal.wait_for("Question 1 of 4")
    assert terminal.lines[1].startswith("  The leaves ")
    terminal.send(ESCAPE)
    terminal.wait_for("Leave the quiz? 0 of 4 answered.")
    terminal.send("y")
    terminal.wait_for("❯ 1 Start 8 questions")
    terminal.send("2" + ENTER)
    terminal.wait_for("Question 1 of 4")
    terminal.send(TAB + ENTER + "qy")
    terminal.wait_for("0 of 4 correct, 3 not answered.")
    assert terminal.shows("Enter  retry these", "b  back to banks")
    terminal.send("b")
    terminal.wait_for("All questions")
    terminal.send("4" + ENTER)
    terminal.wait_for("Question 1 of 4")
    assert terminal.lines[1].startswith("  Water and pot ")


# A whole session


def test_every_kind_is_answered_right_by_keys(start: Start) -> None:
    terminal = start(*taking())
    for number, question in enumerate(QUESTIONS.values(), 1):
        terminal.wait_for(f"Question {number} of 8")
        terminal.wait_for(partial(terminal.shows, *texts_of(question)))
        terminal.send(right_keys(question))
        said = "● Said in your own words: you covered 3 of 3 points."
        terminal.wait_for(said if question.self_assessed else "✓ Correct.")
        assert terminal.shows(question.explain, cited(question))
        terminal.send(ENTER)
    terminal.wait_for("All 7 correct. Well done.")
    assert terminal.shows("✓ Must know: 2 of 2 correct.", "Enter  leave")
    assert not terminal.shows("Review these")
    assert not terminal.shows("retry")
    terminal.send("q")
    assert terminal.wait_for_exit() == 0
    assert terminal.mode_is_restored
    assert terminal.cursor_is_shown


def chosen(name: str, *places: int) -> str:
    """The keys that tick or place these parts of a question, then Enter."""
    return "".join(letter(QUESTIONS[name], place) + SPACE for place in places) + ENTER


def test_what_is_wrong_is_explained_and_what_the_end_lists_comes_again(start: Start) -> None:
    stray = letter(QUESTIONS["true-teas"], 2).upper()
    given = {
        "one-plant": (
            letter(QUESTIONS["one-plant"], 1) + ENTER,
            "✗ Not quite: Camomile makes a herbal tea. True tea",
            "Important: make sure you know this one.",
        ),
        "true-teas": (
            chosen("true-teas", 0, 1, 2),
            "◐ Partly right.",
            f"{stray} does not belong: It holds no leaf of the tea bush.",
        ),
        "dark-in-the-air": (
            "t" + ENTER,
            "✗ Not quite: Those are the leaves of black tea.",
            "False (the answer)",
        ),
        "green-or-black": (
            "1111" + ENTER,
            "◐ Partly right.",
            "It is brewed with water that has just boiled: It takes the full heat well.",
        ),
        "giving-taste": (
            "boiling" + ENTER,
            "✗ Not quite: Boiling is what the water did before.",
            "The answer is: steeping.",
        ),
        "how-long": (
            "40 minutes" + ENTER,
            "✗ Not quite.",
            "The answer is 4 minutes. Anything from 3 to 5 minutes counts.",
        ),
        "brewing-a-pot": (
            chosen("brewing-a-pot", 1, 0, 2, 3),
            "◐ Partly right.",
            "Warm the pot (yours: 2)",
        ),
        "tell-a-friend": (
            "cool" + ENTER + SPACE + ENTER,
            "● Said in your own words: you covered 1 of 3 points.",
            "The water is fresh (to add next time)",
        ),
    }
    terminal = start(*taking(), rows=30)
    for number, (name, (keys, verdict, explained)) in enumerate(given.items(), 1):
        terminal.wait_for(f"Question {number} of 8")
        terminal.send(keys)
        terminal.wait_for(verdict)
        assert terminal.shows(explained, QUESTIONS[name].explain, cited(QUESTIONS[name]))
        terminal.send(ENTER)
    terminal.wait_for("Must know: 0 of 2 correct. Still to learn: 2, listed first.")
    *missed, told = QUESTIONS.values()
    listed = [*sorted(missed, key=lambda question: not question.must_know), told]
    starts = [f"Try again: {told.ask}" if question is told else question.ask for question in listed]
    assert_in_order(terminal.lines, ["Review these", *(start[:40] for start in starts)])
    for question in listed:
        terminal.send(DOWN)
        terminal.wait_for("Enter  view")
        terminal.send(ENTER)
        terminal.wait_for("Enter  back")
        _, verdict, explained = given[question.id]
        assert terminal.shows(question.ask, verdict, explained, question.explain, cited(question))
        terminal.send("q")
        terminal.wait_for("Review these")
    terminal.send(UP * 8)
    terminal.wait_for("Enter  retry these")
    terminal.send("i")
    terminal.wait_for("Details")
    assert terminal.shows("Score: 1.83 of 7.", "In your own words", "Ask your practitioner")
    terminal.send("q")
    terminal.wait_for("Enter  retry these")

    terminal.send(ENTER)
    for number, question in enumerate(listed, 1):
        terminal.wait_for(f"Question {number} of 8")
        assert terminal.shows(question.ask)
        terminal.send(TAB)
        terminal.wait_for("? No problem")
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
    terminal.wait_for("Which plant does all true tea come from? marked by you")
    terminal.send("r")
    terminal.wait_for("Question 1 of 1")
    assert terminal.shows(QUESTIONS["one-plant"].ask)


def test_the_right_option_is_found_on_the_screen_whatever_the_seed(start: Start) -> None:
    terminal = start("take", "leaves", "--file", str(PATH), "--in-order")
    terminal.wait_for("The camomile flower")
    row = next(line for line in terminal.lines if line.endswith("  The tea bush"))
    terminal.send(row.split()[0] + ENTER)
    terminal.wait_for("✓ Correct.")


def test_the_result_goes_to_a_pipe_while_the_screen_is_on_the_terminal(start: Start) -> None:
    terminal = start(*taking("leaves", "--count", "2", "--json"), json=True)
    terminal.wait_for("Question 1 of 2")
    terminal.send(right_keys(QUESTIONS["one-plant"]) + ENTER + "s" + ENTER)
    terminal.wait_for("Review these")
    assert not terminal.shows("r again")
    terminal.send("q")
    result = json.loads(terminal.read_result())
    assert terminal.wait_for_exit() == 0
    assert [question["verdict"] for question in result["questions"]] == ["right", "dont-know"]
    assert result["score"]["earned"] == 1
    assert '"questions"' not in terminal.written
    assert terminal.mode_is_restored


# Answering


def test_enter_with_nothing_entered_answers_nothing(start: Start) -> None:
    nudges = [
        "Choose an answer first.",
        "Nothing is ticked yet. Move to an answer and press Space.",
        "Choose an answer first.",
        "4 still to sort.",
        "Please type your answer in a few words.",
        "Type a number and its unit, such as 5 kg.",
        "4 still to place. Space gives an item the next number.",
        "Which of these points did you make?",
    ]
    terminal = start(*taking())
    for number, nudge in enumerate(nudges, 1):
        terminal.wait_for(f"Question {number} of 8")
        terminal.send(ENTER)
        terminal.wait_for(nudge)
        assert terminal.shows(f"Question {number} of 8")
        if number < len(nudges):
            terminal.send(TAB)
            terminal.wait_for("? No problem: here's the answer.")
            terminal.send(ENTER)
    terminal.send(ENTER)
    terminal.wait_for("Nothing is ticked.")
    terminal.send("s")
    terminal.wait_for("? No problem: here's the answer.")


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
    control_w, control_u = "\x17", "\x15"
    terminal.send(control_w)
    terminal.wait_for(lambda: terminal.lines[row] == "  ❯ one")
    terminal.send(control_u)
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
    for staying in ("n", ENTER, TAB, "a"):
        terminal.send("q")
        terminal.wait_for("Leave the quiz? 0 of 8 answered.")
        terminal.send(staying)
        terminal.wait_for("I don't know")
        assert not terminal.shows("❯")
    terminal.send(right_keys(QUESTIONS["one-plant"]))
    terminal.wait_for("✓ Correct.")
    for staying in ("n", ENTER):
        terminal.send("q")
        terminal.wait_for("Leave the quiz? 1 of 8 answered.")
        terminal.send(staying)
        terminal.wait_for("Enter  next")
        assert terminal.shows("Question 1 of 8")


def test_leaving_before_the_first_answer_ends_without_a_summary(start: Start) -> None:
    terminal = start(*taking())
    terminal.wait_for("Question 1 of 8")
    terminal.send("qy")
    assert terminal.wait_for_exit() == 0
    assert terminal.mode_is_restored
    assert not re.search("correct|Still to learn|details", terminal.written)
    assert_holds(terminal.transcript, QUESTIONS["one-plant"].ask)


@pytest.mark.parametrize(
    ("asking", "sure"), [("q", "y"), ("Q", "Y"), (ESCAPE, "y")], ids=["q-y", "capitals", "escape-y"]
)
def test_leaving_ends_with_the_summary_which_counts_every_question(start: Start, asking: str, sure: str) -> None:
    terminal = start(*taking("--count", "3"))
    terminal.wait_for("Question 1 of 3")
    terminal.send(right_keys(QUESTIONS["one-plant"]) + ENTER)
    terminal.wait_for("Question 2 of 3")
    terminal.send(asking)
    terminal.wait_for("Leave the quiz? 1 of 3 answered.")
    terminal.send(sure)
    terminal.wait_for("1 of 3 correct, 2 not answered.")
    terminal.send("q")
    assert terminal.wait_for_exit() == 0
    assert terminal.mode_is_restored
    assert "q  leave" not in "\n".join(terminal.transcript)


# The document


@pytest.mark.parametrize("back", ["d", "q", ENTER, ESCAPE], ids=["d", "q", "enter", "escape"])
def test_the_document_opens_where_it_decides_and_closes_again(start: Start, back: str) -> None:
    terminal = start(*taking("water-and-pot"), columns=40, rows=14)
    terminal.wait_for("Question 1 of 4")
    terminal.send("boiling" + ENTER)
    terminal.wait_for("✗ Not quite")
    before = terminal.lines
    terminal.send("d")
    terminal.wait_for("↑↓  scroll   Enter  back")
    terminal.wait_for("is called steeping")
    terminal.send(UP * 20)
    terminal.wait_for("The water")
    terminal.send(back)
    terminal.wait_for("Enter  next")
    assert terminal.lines == before
    terminal.send(ENTER)
    terminal.wait_for("Question 2 of 4")
    assert "scroll" not in "\n".join(terminal.transcript)


@pytest.mark.parametrize(("columns", "rows"), [(80, 16), (40, 24), (40, 20)])
def test_question_verdict_and_reason_are_in_sight_together(start: Start, columns: int, rows: int) -> None:
    terminal = start(*taking("leaves"), columns=columns, rows=rows)
    terminal.wait_for("Question 1 of 4")
    terminal.send(letter(QUESTIONS["one-plant"], 1) + ENTER)
    terminal.wait_for("✗ Not quite: Camomile makes a herbal tea.")
    assert terminal.shows("Which plant does all true tea come", "The tea bush (the answer)", "and this is not it.")


def test_the_page_for_the_appointment_is_saved_from_inside_and_nothing_is_overwritten(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.html").write_text("mine", encoding="utf-8")
    terminal = start(*taking("leaves"))
    terminal.wait_for("Question 1 of 4")
    terminal.send(right_keys(QUESTIONS["one-plant"]) + "qya")
    terminal.wait_for("my page for the appointment")
    terminal.send("w")
    terminal.wait_for("Saved to page-2.html.")
    terminal.send(ENTER + "q")
    assert terminal.wait_for_exit() == 0
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == "mine"
    assert "Which plant does all true tea come from?" in (tmp_path / "page-2.html").read_text(encoding="utf-8")
