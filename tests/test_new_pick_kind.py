"""A kind that names the letters of its options is asked with them, and one with options of its own has the rules."""

from functools import cached_property
from io import StringIO
from pathlib import Path

import pytest

from quiz.bank.reader import read_question_file
from quiz.check.checker import check
from quiz.core.kinds import KINDS, Option, TrueFalse
from quiz.core.kinds.choice import Choosing
from quiz.core.kinds.fields import Line, Options
from quiz.core.kinds.question import Scored, Shuffled
from quiz.core.kinds.record import field
from quiz.terminal.controls import entry_for
from quiz.terminal.controls.line_by_line import response_in_lines
from quiz.terminal.lines import LinesFrontEnd

WORDS = ("Yes", "No", "Not sure")


class YesNo(Choosing, Scored[int], kind="yes-no", control="pick"):
    """Yes, no or not sure, in that order."""

    letters = "YNU"
    keep_order = True
    answer: str = field(Line(words=WORDS), "What is right.")

    @cached_property
    def options(self) -> tuple[Option, ...]:
        return tuple(Option(text, text == self.answer) for text in WORDS)


class Best(Choosing, Shuffled[int], kind="best", control="pick"):
    """The best of several answers."""

    options: tuple[Option, ...] = field(Options(one_right=True), "What to choose from.")


del KINDS["yes-no"], KINDS["best"]  # the other tests in this process know nothing of it
QUESTION = YesNo(id="hot", ask="Does black tea want hot water?", explain="It does.", passage="hot", answer="Yes")


def in_lines(typed: str) -> tuple[int, str]:
    out = StringIO()
    front = LinesFrontEnd(StringIO(typed), out)
    return response_in_lines(QUESTION, (0, 1, 2), front.say, front.prompted), out.getvalue()


@pytest.mark.parametrize(
    ("typed", "response"),
    [("y", 0), ("Yes", 0), ("1", 0), ("n", 1), ("NO", 1), ("u", 2), ("not", 2), ("not sure", 2), ("3", 2)],
)
def test_its_letters_words_and_numbers_are_read_in_lines(typed: str, response: int) -> None:
    given, said = in_lines(f"{typed}\n")
    assert given == response
    assert said == "Your answer (y for yes, n for no, u for not sure, s to skip, q to finish): \n"


@pytest.mark.parametrize("typed", ["", "t", "true", "x", "0", "4", "yess"])
def test_anything_else_is_asked_again(typed: str) -> None:
    given, said = in_lines(f"{typed}\nno\n")
    assert given == 1
    assert "Please type y for yes, n for no or u for not sure." in said


@pytest.mark.parametrize(("key", "response"), [("y", 0), ("n", 1), ("u", 2)])
def test_its_letters_are_keys_on_the_live_screen(key: str, response: int) -> None:
    entry = entry_for(QUESTION, (0, 1, 2))
    entry.press(key)
    assert entry.submit() == response
    assert [line.plain[2] for line in entry.draw(60).lines] == ["Y", "N", "U"]


BEST = """\
title: Tea
document: tea.md
banks:
  - id: tea
    title: Tea
    questions:
      - id: water
        kind: best
        ask: Which water is best?
        options:
          - right: Fresh water that has only just come to the boil
          - wrong: Old water
          - wrong: Salt
            because: It spoils it.
        explain: It has air in it.
        passage: Take fresh water
"""


def test_the_rules_on_options_go_for_a_new_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KINDS, "best", Best)
    (tmp_path / "tea.md").write_text("Take fresh water.\n")
    path = tmp_path / "tea.yaml"
    path.write_text(BEST)
    found = {finding.rule for finding in check(path).findings}
    assert {"longest-key", "no-feedback", "unsupported"} <= found
    path.write_text(BEST.replace("Fresh water that has only just come to the boil", "5 to 9").replace("Old water", "8"))
    path.write_text(path.read_text().replace("wrong: Salt", "wrong: 12"))
    assert "range-overlap" in {finding.rule for finding in check(path).findings}
    (question,) = read_question_file(path).banks[0].questions
    assert [question.part_label(place) for place in range(3)] == ["A", "B", "C"]


def test_the_rules_on_options_leave_out_what_no_author_wrote() -> None:
    assert TrueFalse(id="a", ask="A?", explain="A.", passage="a", answer=True).written_options == ()
