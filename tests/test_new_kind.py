"""A kind of question that the program does not know goes all the way, and no file of the program is touched for it.

It has two gaps in a sentence, filled in one typed line.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from jsonschema import Draft202012Validator
from terminal import ENTER, Start, environment

from quiz.bank.reader import read_question_file
from quiz.bank.schema import schema
from quiz.check.checker import check
from quiz.core.kinds import KINDS
from quiz.core.kinds.fields import Field, Groups, Line, Text
from quiz.core.kinds.parts import FieldFault, Label, Reason, Shown
from quiz.core.kinds.question import Question, Scored
from quiz.core.kinds.record import field
from quiz.core.kinds.typed import Typed
from quiz.errors import FileFaults

GAP = "___"


class Filler(NamedTuple):
    """The word for a gap, and why it belongs there."""

    word: str
    because: str = ""


FILLER = {
    "word": Field(Line(40), "The word for a gap."),
    "because": Field(Text(), "Why it belongs there.", required=False, default=""),
}


class TwoGaps(Typed, Scored[str], kind="two-gaps", control="type"):
    """A sentence with two gaps. The response is one line, with a comma between the two words."""

    fillers: tuple[Filler, ...] = field(Groups(Filler, "filler", "fillers", FILLER), "The words for the two gaps.")

    def faults(self) -> Iterator[FieldFault]:
        if self.ask.count(GAP) != 2:
            yield FieldFault(f"the sentence needs two gaps, each written {GAP}", ("ask",))
        if len(self.fillers) != 2:
            yield FieldFault(f"2 fillers belong here, not {len(self.fillers)}", ("fillers",))

    @property
    def hint(self) -> str:
        return "two words with a comma"

    def unclear(self, typed: str) -> str:
        return "" if len(_words(typed)) == 2 else "Please type two words with a comma between them."

    def mark(self, response: str) -> float:
        return sum(self._right(response)) / 2

    def _right(self, response: str) -> list[bool]:
        pairs = zip(_words(response), self.fillers, strict=False)
        return [typed.casefold() == filler.word.casefold() for typed, filler in pairs]

    def answer_lines(self) -> list[str]:
        return [", ".join(filler.word for filler in self.fillers)]

    def key_sentence(self, label: Label) -> str:
        return f"The words are {self.fillers[0].word} and {self.fillers[1].word}."

    def corrections(self, response: str, label: Label) -> Iterator[str]:
        for right, filler in zip(self._right(response), self.fillers, strict=True):
            if not right:
                yield f"{filler.word}: {filler.because}"

    def shown(self) -> Iterator[Shown]:
        return (Shown(filler.word, True, filler.because) for filler in self.fillers)

    def reasons(self) -> Iterator[Reason]:
        for place, filler in enumerate(self.fillers):
            yield Reason(filler.word, filler.because, ("fillers", place), "say under 'because:' why it belongs there")


def _words(typed: str) -> list[str]:
    return [word.strip() for word in typed.split(",")]


QUESTIONS = """\
id: gaps
title: Tea
document: tea.md
banks:
  - id: pot
    title: The pot
    questions:
      - id: water
        kind: two-gaps
        ask: Warm the ___ and boil the ___ once.
        fillers:
          - word: pot
            because: A cold pot cools the water.
          - word: water
            because: Water is what you boil.
        must_know: true
        explain: Both are quick.
        passage: Warm the pot and boil the water once
      - id: leaves
        kind: two-gaps
        ask: Take out the ___ after four ___ to keep it mild.
        fillers:
          - word: leaves
            because: They make it bitter.
          - word: minutes
            because: Longer is bitter.
        explain: It is bitter else.
        passage: Take out the leaves after four minutes
"""
DOCUMENT = "# The pot\n\nWarm the pot and boil the water once. Take out the leaves after four minutes.\n"
del KINDS["two-gaps"]  # the other tests in this process know nothing of it
KNOWING = "from quiz.core.kinds import KINDS; from test_new_kind import TwoGaps; KINDS['two-gaps'] = TwoGaps"
PROGRAM = (sys.executable, "-c", f"{KNOWING}; from quiz.__main__ import main; main()")
"""The program in a process that knows the kind."""


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KINDS, "two-gaps", TwoGaps)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "tea.md").write_text(DOCUMENT)
    path = tmp_path / "gaps.yaml"
    path.write_text(QUESTIONS)
    return path


def quiz(file: Path, *words: str, typed: str = "", code: int = 0) -> str:
    """The output of the program in a process that knows the kind."""
    environ = environment(file.parent, {"PYTHONPATH": str(Path(__file__).parent)})
    command = [*PROGRAM, *words]
    done = subprocess.run(
        command, input=typed, capture_output=True, encoding="utf-8", env=environ, timeout=60, check=False
    )
    assert done.returncode == code, done
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


def faults(file: Path, old: str, new: str) -> list[str]:
    assert old in QUESTIONS
    file.write_text(QUESTIONS.replace(old, new, 1))
    with pytest.raises(FileFaults) as refused:
        read_question_file(file)
    return [f"{line}:{column}: {message}" for line, column, message, _ in refused.value.faults]


def test_its_faults_have_their_line_and_column(file: Path) -> None:
    assert faults(file, "Warm the ___ and", "Warm the pot and") == [
        "10:14: the sentence needs two gaps, each written ___"
    ]
    extra = "          - word: cup\n        must_know"
    assert faults(file, "        must_know", extra) == ["11:9: 2 fillers belong here, not 3"]
    assert faults(file, "word: pot", "wort: pot") == [
        "12:13: this filler has no 'word'",
        "12:13: unknown key 'wort' in this filler; did you mean 'word'?",
    ]
    assert faults(file, "must_know", "fillres") == [
        "16:9: unknown key 'fillres' in this question; did you mean 'fillers'?"
    ]


def test_the_schema_says_what_it_takes(file: Path) -> None:
    import yaml

    validator = Draft202012Validator(schema())
    content = yaml.safe_load(QUESTIONS)
    assert list(validator.iter_errors(content)) == []
    content["banks"][0]["questions"][0]["fillers"][0]["wort"] = "x"
    assert len(list(validator.iter_errors(content))) == 1


def test_it_is_checked_by_the_rules(file: Path) -> None:
    assert check(file).findings == ()
    file.write_text(QUESTIONS.replace("            because: Longer is bitter.\n", ""))
    (finding,) = check(file).findings
    assert (finding.rule, finding.line) == ("no-feedback", 25)
    assert "'minutes' has no reason; say under 'because:' why it belongs there" in finding.message


def test_it_is_previewed(file: Path) -> None:
    shown = quiz(file, "preview", str(file), "water")
    for text in ("Warm the ___ and boil the ___ once.", "Right: pot", "A cold pot cools the water.", "Must know"):
        assert text in shown


def test_it_is_asked_in_lines(file: Path) -> None:
    said = quiz(
        *(file, "take", "--plain", "--in-order", "--file", str(file)), typed="pot\nkettle, water\nLeaves, minutes\n"
    )
    assert "Your answer (two words with a comma, /skip to skip, " in said
    assert "Please type two words with a comma between them." in said
    assert (
        "Partly right.\npot: A cold pot cools the water.\nImportant: make sure you know this one.\nBoth are quick.\n"
        in said
    )
    assert "Correct.\nIt is bitter else." in said
    assert "\n1.5 of 2 points.\n" in said


def test_it_is_asked_live_kept_resumed_reviewed_analysed_and_moved(tmp_path: Path, file: Path, start: Start) -> None:
    taking = ("take", "--in-order", "--file", str(file))
    environ = {"PYTHONPATH": str(Path(__file__).parent)}
    terminal = start(*taking, environ=environ, program=PROGRAM)
    terminal.wait_for("Warm the ___")
    terminal.send(f"pot{ENTER}")
    terminal.wait_for("two words with a comma between them")
    terminal.send(f", kettle{ENTER}")
    terminal.wait_for("Partly right")
    assert terminal.shows("water: Water is what you boil.", "Both are quick.")
    terminal.process.kill()

    said = quiz(file, "resume", "--plain", "--file", str(file), typed="leaves, minutes\n")
    assert "Question 2 of 2" in said
    assert "\n1.5 of 2 points.\n" in said
    progress = json.loads(quiz(file, "progress", "--json", "--file", str(file)))
    assert (progress["banks"][0]["known"], progress["must_know_open"]) == (1, ["water"])
    missed = quiz(file, "take", "--only", "missed", "--plain", "--file", str(file), typed="pot, water\n")
    assert "Question 1 of 1" in missed
    analysed = json.loads(quiz(file, "analyse", "--json", "--file", str(file)))
    assert [item["facility"] for item in analysed["tests"][0]["items"]] == [0.5, 1.0]

    export = tmp_path / "all.jsonl"
    quiz(file, "data", "export", str(export))
    responses = [record for line in export.read_text().splitlines() if (record := json.loads(line)).get("response")]
    assert [record["response"] for record in responses] == ["pot, kettle", "leaves, minutes", "pot, water"]
    quiz(file, "data", "forget", "--yes")
    assert "3 new answers" in quiz(file, "data", "import", str(export))
    assert "0 new answers" in quiz(file, "data", "import", str(export))


# What cannot be written


def test_a_kind_that_nothing_can_ask_cannot_be_defined() -> None:
    with pytest.raises(TypeError, match="has no way of answering: give control, one of pick, tick, type"):
        type("Drawn", (TwoGaps,), {}, kind="drawn", control="draw")
    with pytest.raises(TypeError, match="does not define classes, pairs, targets, parts"):
        type("Unsorted", (TwoGaps,), {}, kind="unsorted", control="sort")

    with pytest.raises(TypeError, match="does not define mark, write, read, answer_lines, shown, unclear, doubt, hint"):

        class Empty(Question[str], kind="empty", control="type"):
            pass

    with pytest.raises(TypeError, match="answered by 'pick', does not define options"):
        type("Unlisted", (TwoGaps,), {}, kind="unlisted", control="pick")
    with pytest.raises(TypeError, match="answered by 'tick', does not define options"):
        type("Unticked", (TwoGaps,), {}, kind="unticked", control="tick")

    assert not {"drawn", "unsorted", "empty", "unlisted", "unticked"} & set(KINDS)


def test_a_kind_is_known_once(file: Path) -> None:
    assert KINDS["two-gaps"] is TwoGaps
    values: dict[str, Any] = read_question_file(file).banks[0].questions[0].values()
    assert TwoGaps(**values) == TwoGaps(**values)
    with pytest.raises(TypeError, match="has no field minutes"):
        TwoGaps(**{**values, "minutes": 4})
