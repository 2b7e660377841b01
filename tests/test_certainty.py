"""Sessions that ask for certainty."""

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from kinds import QUESTIONS, RIGHT_LINES, WRONG, right_keys, taking
from terminal import DOWN, ENTER, ESCAPE, TAB, Start, go_to, run

SCHEMA = json.loads((Path(__file__).parent.parent / "docs/take.schema.json").read_text(encoding="utf-8"))


def test_one_key_gives_the_certainty_and_any_other_returns_to_the_answer(start: Start) -> None:
    terminal = start(*taking("--certainty"))
    terminal.wait_for("Question 1 of 8")
    wrong, _ = WRONG["one-plant"]
    terminal.send(wrong)
    for other in ("x", "4", ENTER, ESCAPE, DOWN, TAB):
        terminal.send(ENTER)
        terminal.wait_for("How sure are you?")
        terminal.send(other)
        terminal.wait_for("I don't know")
        assert terminal.shows(f"❯ {wrong.upper()}")
    terminal.send(ENTER + "3")
    terminal.wait_for("You were sure, but that's not what the document says.")
    terminal.send(ENTER + right_keys(QUESTIONS["true-teas"]) + "1")
    terminal.wait_for("✓ Correct.")


def test_how_sure_one_is_is_not_asked_of_i_do_not_know_nor_of_teach_back(start: Start) -> None:
    terminal = start(*taking("--certainty"))
    go_to(terminal, 8, of=8)
    terminal.send(right_keys(QUESTIONS["tell-a-friend"]))
    terminal.wait_for("Said in your own words")
    terminal.send(ENTER)
    terminal.wait_for("0 of 7 correct.")
    assert "How sure" not in terminal.written


@pytest.mark.parametrize(("option", "negative"), [("--certainty", False), ("--certainty-score", True)])
def test_only_who_asks_for_the_score_ever_sees_a_negative_number(
    start: Start, tmp_path: Path, option: str, negative: bool
) -> None:
    by_keys = start(*taking("--count", "3", option))
    by_keys.wait_for("Question 1 of 3")
    by_keys.send("".join(f"{keys}{ENTER}3{ENTER}" for keys, _ in WRONG.values()))
    by_keys.wait_for("Review these")
    ended = by_keys.lines
    by_keys.send("i")
    by_keys.wait_for("How sure you were")
    typed = "".join(f"{line}\n3\n" for _, line in WRONG.values()) + "i\n"
    by_lines = run(tmp_path, taking("--count", "3", option), typed=typed).stdout
    for shown in ("\n".join([*ended, *by_keys.whole_body()]), by_lines):
        assert "0 of 3 correct." in shown
        assert re.search(r"3(: |  )Sure, but not what the document says", shown)
        assert bool(re.search(r"(?<!\w)[-−–]\s?\d", shown)) is negative
        assert ("Certainty-based mark: -6 on average" in shown) is negative


def test_the_json_result_has_the_certainty(tmp_path: Path) -> None:
    typed = [RIGHT_LINES["one-plant"], "3", WRONG["true-teas"][1], "2", "t", "1", "s", ""]
    ran = run(tmp_path, taking("leaves", "--certainty", "--json"), typed="\n".join(typed))
    result = json.loads(ran.stdout)
    Draft202012Validator(SCHEMA).validate(result)
    assert [question["certainty"] for question in result["questions"]] == [3, 2, 1, None]
    told = result["certainty"]
    groups = {"sure_right": 1, "sure_wrong": 1, "unsure_right": 0, "unsure_wrong": 1}
    assert {name: told[name] for name in groups} == groups
    assert (told["average"], told["accuracy"]) == (0.25, 0.25)
