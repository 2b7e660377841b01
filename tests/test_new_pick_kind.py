"""A kind that names the letters of its options is asked with them, and one with options of its own has the rules."""

from functools import cached_property
from io import StringIO
from pathlib import Path

import pytest

from quiz.bank.reader import read_question_file
from quiz.check.checker import check
from quiz.check.rules.choices import number_order
from quiz.check.rules.rule import Subject
from quiz.core.bank import Bank
from quiz.core.kinds import KINDS, Option, TrueFalse
from quiz.core.kinds.choice import Choosing
from quiz.core.kinds.fields import Line, Options
from quiz.core.kinds.question import Scored, Shuffled
from quiz.core.kinds.record import field
from quiz.terminal.controls import entry_for
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


class Scale(Choosing, Scored[int], kind="scale", control="pick"):
    """A choice whose options always keep the order of the file."""

    keep_order = True
    options: tuple[Option, ...] = field(Options(one_right=True), "What to choose from.")


class Lottery(Choosing, Scored[int], kind="lottery", control="pick"):
    """A choice whose options are always shuffled."""

    options: tuple[Option, ...] = field(Options(one_right=True), "What to choose from.")


for name in ("yes-no", "best", "scale", "lottery"):
    del KINDS[name]  # so that other tests in this process don't see these kinds
QUESTION = YesNo(id="hot", ask="Does black tea want hot water?", explain="It does.", passage=("hot",), answer="Yes")


@pytest.mark.parametrize(("letters", "taken"), [("YNM", "M"), ("SQT", "Q, S"), ("ynm", "M")])
def test_its_letters_cannot_be_keys_of_the_front_ends(letters: str, taken: str) -> None:
    with pytest.raises(TypeError, match=f"Agreed cannot use {taken} in letters"):
        type("Agreed", (YesNo,), {"letters": letters}, kind="agreed", control="pick")
    assert "agreed" not in KINDS


def in_lines(typed: str) -> tuple[int, str]:
    out = StringIO()
    front = LinesFrontEnd(StringIO(typed), out)
    return entry_for(QUESTION, (0, 1, 2)).ask_in_lines(front.say, front.prompted), out.getvalue()


@pytest.mark.parametrize(
    ("typed", "response"),
    [("y", 0), ("Yes", 0), ("1", 0), ("n", 1), ("NO", 1), ("u", 2), ("not", 2), ("not sure", 2), ("3", 2)],
)
def test_its_letters_words_and_numbers_are_read_in_lines(typed: str, response: int) -> None:
    given, output = in_lines(f"{typed}\n")
    assert given == response
    assert output == "Your answer (y for yes, n for no, u for not sure, s to skip, q to finish): \n"


@pytest.mark.parametrize("typed", ["", "t", "true", "x", "0", "4", "yess"])
def test_anything_else_is_asked_again(typed: str) -> None:
    given, output = in_lines(f"{typed}\nno\n")
    assert given == 1
    assert "Please type y for yes, n for no or u for not sure." in output


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


@pytest.mark.parametrize(
    ("kind", "options", "expected"),
    [
        (Best, "213", ["these numbers are not in order; sort them and add 'keep_order: true'"]),
        (Best, "123", ["these numbers would be shuffled; add 'keep_order: true'"]),
        (Scale, "213", ["these numbers are not in order; sort them"]),
        (Scale, "123", []),
        (Lottery, "213", []),
        (Lottery, "123", []),
    ],
)
def test_number_order_advises_only_keys_that_the_kind_has(
    kind: type[Best | Scale | Lottery], options: str, expected: list[str]
) -> None:
    numbers = tuple(Option(text, place == 0) for place, text in enumerate(options))
    question = kind(id="a", ask="How many?", explain="So.", passage=("a",), options=numbers)
    subject = Subject(question, Bank("tea", "Tea", (question,)), None)
    assert [issue.message for issue in number_order(subject)] == expected


def test_the_rules_on_options_leave_out_what_no_author_wrote() -> None:
    assert TrueFalse(id="a", ask="A?", explain="A.", passage=("a",), answer=True).written_options == ()
