"""Unfinished sessions, and how they are resumed."""

import re
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from kinds import PATH, QUESTIONS, RIGHT_LINES, right_keys, taking
from terminal import CTRL_C, ENTER, ESCAPE, Start, Terminal, run

LEAVES = list(QUESTIONS.values())[:4]
NOTHING_LEFT = "There is no unfinished quiz.\n"


def offers(terminal: Terminal, answered: int = 1) -> None:
    """Wait until the menu offers first to continue."""
    terminal.wait_for(f"❯ 1 Continue {answered} of 4")


def offers_nothing(terminal: Terminal) -> None:
    """Wait until the menu is on the screen, without an offer to continue."""
    terminal.wait_for("All questions")
    assert not terminal.shows("Continue")


def at_the_first_feedback(start: Start, *more: str) -> Terminal:
    terminal = start(*taking("leaves", *more))
    terminal.wait_for("Question 1 of 4")
    terminal.send(right_keys(LEAVES[0]))
    terminal.wait_for("✓ Correct.")
    return terminal


def leave(start: Start, *more: str) -> Terminal:
    """Leave a session on the leaves after its first answer."""
    terminal = at_the_first_feedback(start, *more)
    terminal.send("qyq")
    assert terminal.wait_for_exit() == 0
    return terminal


def menu(start: Start, *more: str) -> Terminal:
    return start("--file", str(PATH), *more)


def resume(home: Path, *more: str, file: Path = PATH, typed: str = "") -> str:
    """The output of `quiz resume`, line by line."""
    ran = run(home, ["resume", "--file", str(file), *more], typed=typed)
    assert (ran.returncode, ran.stderr) == (0, "")
    return ran.stdout


def by_key(key: str, terminal: Terminal) -> None:
    terminal.send(key)
    terminal.wait_for("Leave the quiz? 1 of 4 answered.")
    terminal.send("y")
    terminal.wait_for("· Your answers are saved. Continue with `quiz resume`.")
    terminal.send(key)
    assert terminal.wait_for_exit() == 0


def by_ctrl_c(terminal: Terminal) -> None:
    terminal.send(CTRL_C)
    assert terminal.wait_for_exit() == 130
    assert terminal.shows("Stopped. 1 of 4 answered. Continue with `quiz resume`.")


def by_hanging_up(terminal: Terminal) -> None:
    terminal.hang_up()
    assert terminal.wait_for_exit() in (128 + signal.SIGHUP, -signal.SIGHUP)


def by_being_killed(terminal: Terminal) -> None:
    terminal.process.kill()
    assert terminal.wait_for_exit() == -signal.SIGKILL


@pytest.mark.parametrize(
    "end",
    [partial(by_key, "q"), partial(by_key, ESCAPE), by_ctrl_c, by_hanging_up, by_being_killed],
    ids=["q", "escape", "ctrl-c", "hanging up", "kill"],
)
def test_an_unfinished_session_continues_at_the_next_question(start: Start, end: Callable[[Terminal], None]) -> None:
    end(at_the_first_feedback(start))
    terminal = menu(start)
    offers(terminal)
    terminal.send(ENTER)
    for number, question in enumerate(LEAVES[1:], 2):
        terminal.wait_for(f"Question {number} of 4")
        terminal.send(right_keys(question))
        terminal.wait_for("✓ Correct.")
        terminal.send(ENTER)
    terminal.wait_for("All 4 correct. Well done.")
    terminal.send("q")
    assert terminal.wait_for_exit() == 0
    offers_nothing(menu(start))


def test_declining_to_continue_begins_a_new_session(start: Start, tmp_path: Path) -> None:
    leave(start)
    terminal = menu(start)
    offers(terminal)
    terminal.send("x3" + ENTER)
    terminal.wait_for("Question 1 of 4")
    terminal.send(("s" + ENTER) * 4)
    terminal.wait_for("0 of 4")
    terminal.send("q")
    assert terminal.wait_for_exit() == 0
    offers_nothing(menu(start))
    assert "Question 2 of 4" in resume(tmp_path)


@pytest.mark.parametrize(
    ("key", "bank", "question"), [("n", "Water and pot", 1), ("y", "The leaves", 2), (ENTER, "The leaves", 2)]
)
def test_take_offers_it_too(start: Start, key: str, bank: str, question: int) -> None:
    leave(start)
    terminal = start(*taking("water-and-pot"))
    terminal.wait_for("Continue?")
    assert terminal.shows("1 of 4 answered")
    terminal.send(key)
    terminal.wait_for(f"Question {question} of 4")
    assert terminal.lines[1].startswith(f"  {bank} ")


def test_line_by_line_on_a_terminal_it_is_asked(start: Start) -> None:
    leave(start)
    terminal = start(*taking("water-and-pot", "--plain"))
    terminal.wait_for("Continue? (y or n):")
    terminal.send("perhaps\ryes\r")
    terminal.wait_for("Please type y for yes or n for no.")
    terminal.wait_for("Question 2 of 4. The leaves.")


def test_the_menu_line_by_line_offers_to_continue_first(start: Start) -> None:
    leave(start)
    terminal = menu(start, "--plain")
    terminal.wait_for("1. Continue, 1 of 4")
    terminal.send("\r")
    terminal.wait_for("Question 2 of 4. The leaves.")


def test_piped_input_is_not_asked_but_gets_the_command(start: Start, tmp_path: Path) -> None:
    leave(start)
    ran = run(tmp_path, taking("water-and-pot"), typed="q\n")
    told = r"You have an unfinished quiz \(The leaves\): 1 of 4 answered (today|yesterday)\."
    assert re.match(rf"{told} Continue with `quiz resume`\.\n\nQuestion 1 of 4\.", ran.stdout)


def test_a_session_open_in_another_window_is_not_offered(start: Start, tmp_path: Path) -> None:
    running = at_the_first_feedback(start)
    offers_nothing(menu(start))
    assert resume(tmp_path) == NOTHING_LEFT
    assert running.process.poll() is None


def test_a_finished_session_is_not_offered(start: Start, tmp_path: Path) -> None:
    terminal = start(*taking("leaves"))
    terminal.wait_for("Question 1 of 4")
    terminal.send("".join(right_keys(question) + ENTER for question in LEAVES))
    terminal.wait_for("All 4 correct. Well done.")
    terminal.send(CTRL_C)
    assert terminal.wait_for_exit() == 130
    assert terminal.shows("Stopped. 4 of 4 answered.")
    assert "quiz resume" not in terminal.written
    assert resume(tmp_path) == NOTHING_LEFT


def test_with_nothing_to_resume_nothing_is_written(tmp_path: Path, answers: Path) -> None:
    assert resume(tmp_path, "--learner", "n" * 40) == f"There is no unfinished quiz for {'n' * 40}.\n"
    assert not answers.exists()


RAISED = r"\1\n        revision: 2\n"
EDITS = {
    "an open question removed": (r"      - id: dark-in-the-air\n(.+\n)+", "", "Question 3 of 3."),
    "an answered question removed": (r"      - id: true-teas\n(.+\n)+", "", "Question 2 of 3."),
    "a revision raised": (r"(id: one-plant)\n", RAISED, "Question 2 of 3."),
    "two revisions raised": (r"(id: (?:true-teas|green-or-black))\n", RAISED, "Question 2 of 2."),
    "the words that were chosen changed": ("right: Green tea", "right: Tea that is green", "Question 2 of 3."),
    "an open question reworded": ("It wants cooler", "It needs cooler", "Question 3 of 4."),
}
OPEN_ONES = r"(id: (?:dark-in-the-air|green-or-black))\n"


def edited_since(folder: Path, pattern: str, replacement: str) -> Path:
    """A question file that was edited after a session on it was left at its third question."""
    path = folder / "kinds.yaml"
    path.with_suffix(".md").write_bytes(PATH.with_suffix(".md").read_bytes())
    path.write_bytes(PATH.read_bytes())
    run(folder, taking("leaves", file=path), typed=f"{RIGHT_LINES['one-plant']}\n{RIGHT_LINES['true-teas']}\nq\n")
    text, times = re.subn(pattern, replacement, path.read_text(encoding="utf-8"))
    assert times
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(("pattern", "replacement", "goes_on"), EDITS.values(), ids=EDITS)
def test_what_was_edited_since_is_left_out_and_the_rest_counts(
    tmp_path: Path, pattern: str, replacement: str, goes_on: str
) -> None:
    out = resume(tmp_path, file=edited_since(tmp_path, pattern, replacement), typed="s\ns\n")
    at, of = (int(number) for number in re.findall(r"\d", goes_on))
    told = [
        "",
        "1 question has changed since and won't be asked.",
        "2 questions have changed since and won't be asked.",
    ]
    before, _, _ = out.partition(f"\n{goes_on} The leaves.\n")
    assert before.strip() == told[4 - of]
    assert f"\n{at - 1} of {of} correct.\n" in out


def test_if_all_open_questions_changed_there_is_nothing_to_resume(tmp_path: Path) -> None:
    edited = edited_since(tmp_path, OPEN_ONES, RAISED)
    gone = "The remaining questions have changed since. There is nothing left to continue.\n"
    assert resume(tmp_path, file=edited) == gone
    assert resume(tmp_path, file=edited) == NOTHING_LEFT


def test_the_live_screen_also_says_so_once_and_does_not_offer_again(start: Start, tmp_path: Path) -> None:
    edited = edited_since(tmp_path, OPEN_ONES, RAISED)
    terminal = start("--file", str(edited))
    offers(terminal, answered=2)
    terminal.send(ENTER)
    terminal.wait_for("· The remaining questions have changed since. There is nothing left to continue.")
    assert terminal.shows("All questions")
    terminal.send("q")
    assert terminal.wait_for_exit() == 0
    offers_nothing(start("--file", str(edited)))


def test_two_learners_do_not_see_each_others_session(start: Start, tmp_path: Path) -> None:
    leave(start, "--learner", "Anna Maria")
    offers_nothing(menu(start, "--learner", "Ben"))
    assert resume(tmp_path) == NOTHING_LEFT
    assert resume(tmp_path, "--learner", "Ben") == "There is no unfinished quiz for Ben.\n"
    offers(menu(start, "--learner", " Anna  Maria "))


@pytest.mark.parametrize("name", ["", "  ", "n" * 41, "a\x1bb"], ids=["empty", "spaces", "41 characters", "escape"])
@pytest.mark.parametrize("command", [[], ["take"], ["resume"]], ids=["menu", "take", "resume"])
def test_what_is_no_name_for_a_learner_is_a_wrong_call(
    tmp_path: Path, answers: Path, command: list[str], name: str
) -> None:
    ran = run(tmp_path, [*command, "--file", str(PATH), "--learner", name])
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "error: this cannot be a learner's name\n" in ran.stderr
    assert not answers.exists()


def test_what_is_not_to_be_saved_is_neither_written_nor_offered(start: Start, tmp_path: Path, answers: Path) -> None:
    leave(start, "--no-save")
    assert not answers.exists()
    assert resume(tmp_path) == NOTHING_LEFT
    leave(start)
    before = {path: path.read_bytes() for path in answers.iterdir()}
    terminal = leave(start, "--no-save")
    assert not re.search(r"Go on\?|quiz resume", terminal.written)
    assert {path: path.read_bytes() for path in answers.iterdir()} == before


def test_an_unfinished_quiz_of_another_file_with_the_same_id_is_neither_offered_nor_ended(
    start: Start, tmp_path: Path
) -> None:
    leave(start)
    (tmp_path / "tea.md").write_text("Tea is hot.\n", encoding="utf-8")
    other = tmp_path / "other.yaml"
    question = "{id: hot, kind: true-false, ask: Tea is hot., answer: true, explain: Yes., passage: Tea is hot}"
    banks = f"banks: [{{id: leaves, title: Leaves, questions: [{question}]}}]"
    other.write_text(f"title: Tea for beginners\ndocument: tea.md\n{banks}\n", encoding="utf-8")
    assert run(tmp_path, ["resume", "--file", str(other)]).stdout == NOTHING_LEFT
    offers(menu(start))
