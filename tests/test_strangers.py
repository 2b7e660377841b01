"""No stranger gets more than half of the choices right by a cue, and each strategy picks what it looks for."""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from strangers import (
    CUES,
    HINDSIGHT,
    IN_A_TEXT,
    LEARNED,
    QUESTIONS,
    STRATEGIES,
    TEXTS,
    Puzzle,
    Result,
    best,
    play,
    puzzles_of,
    separates,
)
from terminal import PATIENCE

from quiz.bank.document import read_document
from quiz.bank.reader import read_question_file

HALF = 1 / 2
TEXT = "The needles are fine and short. Fine needles may ease a stiff shoulder."
PLANTED = {
    "length": ["Made of thin threads", "It is as it is", "Thin"],
    "words": ["It is as it is", "Unquestionably so", "Intramuscular"],
    "average length": ["four", "a", "one two three four"],
    "hedged": ["It may help some people", "It may help people", "It helps people"],
    "absolute": ["It always helps all", "It always helps", "It helps"],
    "negative": ["It doesn't help and never did", "It is no help", "It helps"],
    "safe": ["Ask your doctor", "Ask a friend", "Wait for a week"],
    "good": ["It eases pain and improves sleep", "It eases pain", "It hurts"],
    "bad": ["A painful infection", "An infection", "A bath"],
    "commas and ands": ["Arms, legs and feet", "Arms and legs", "Arms"],
    "digits": ["About 40", "About 4", "About four"],
    "capitals": ["In Great Britain", "In Britain", "in a land"],
    "letters in a word": ["An orthopaedic test", "A test of strength", "It is a test"],
    "syllables in a word": ["A stimulation", "A needle", "Strengths"],
    "letters per word": ["Orthopaedic tests", "An orthopaedic test of a sort", "It is a bath"],
    "common words": ["All of it is as it was", "Most of its tissue", "Muscle tissue"],
    "content words": ["Muscle tissue heals", "Muscle tissue is it", "It is as it was"],
    "late in the alphabet": ["Zinc", "iron", "Copper"],
    "like the others": ["A fine needle", "A fine thread of silver", "One thick needle"],
    "same first word": ["In a vein", "In an arm", "Near an arm"],
    "same form": ["Rest at home", "Resting at home", "Rest, or sleep"],
}
"""For each cue: the option with the most of it, another, and the option with the least."""
PLANTED_IN_TEXT = {
    "words": ["Short, stiff shoulder of joy", "Fine needles", "Joy"],
    "share of words": ["Fine needles", "Fine needles of joy", "Great joy"],
    "run": ["They are fine and short", "Short and fine", "Joy"],
    "share of run": ["Stiff shoulder", "All are fine and short of joy", "Joy"],
    "rarest word": ["Fine needles", "Fine and stiff", "Fine joy"],
}
"""The same for each measure of an option and TEXT."""

DOCUMENT = "# Tea\n\n## Brewing\n\nGreen tea likes cool water.\n\n## Storing\n\nTins keep it dark.\n"
FILE = """
title: Tea
document: tea.md
banks:
  - id: brewing
    title: Making tea
    questions:
      - {id: water, kind: choice, ask: Which water?, explain: It stays sweet., passage: cool water,
         options: [{wrong: Boiling, because: That burns.}, {right: Cool}]}
      - {id: leaf, kind: short-answer, ask: Which leaf?, explain: One bush., passage: Green tea, accept: [camellia]}
      - {id: pots, kind: select, ask: Which pots?, explain: Clay holds heat., passage: Green tea,
         options: [{right: Clay pots}, {right: Glass pots}, {wrong: Lead, because: A poison.}]}
  - id: storing
    title: Keeping tea
    questions:
      - {id: light, kind: true-false, ask: Light harms tea., explain: It fades., passage: keep it dark, answer: true}
      - {id: place, kind: choice, ask: Where?, explain: Air spoils it., passage: Tins,
         options: [{right: In tins}, {wrong: On a sill, because: The sun fades it.}]}
"""


def puzzle(options: Iterable[str], key: int = 0, bank: str = "bank") -> Puzzle:
    return Puzzle(bank, tuple(options), frozenset({key}), dict.fromkeys(TEXTS, ""))


@pytest.fixture
def tea(tmp_path: Path) -> Path:
    (tmp_path / "tea.md").write_text(DOCUMENT, encoding="utf-8")
    (tmp_path / "tea.yaml").write_text(FILE, encoding="utf-8")
    return tmp_path / "tea.yaml"


def by_name(results: Iterable[Result]) -> dict[str, Result]:
    return {result.strategy: result for result in results}


def test_no_strategy_gets_more_than_half_of_the_choices() -> None:
    """Only hindsight may: it picks the luckiest of all strategies, and would with keys drawn by lot."""
    file = read_question_file(QUESTIONS)
    puzzles = puzzles_of(file, read_document(file.document), one_right=True)
    assert len(puzzles) >= 20
    above = {result.strategy: round(result.share, 2) for result in play(puzzles) if result.share > HALF}
    above.pop(HINDSIGHT, None)
    assert above == {}


def test_every_cue_is_planted() -> None:
    assert {*PLANTED, *(f"{text}, {how}" for text in TEXTS for how in PLANTED_IN_TEXT)} == set(CUES)
    assert set(PLANTED_IN_TEXT) == set(IN_A_TEXT)


@pytest.mark.parametrize("name", CUES)
def test_a_strategy_picks_what_it_looks_for(name: str) -> None:
    text, _, how = name.partition(", ")
    planted = puzzle(PLANTED_IN_TEXT[how] if how else PLANTED[name])
    if how:
        planted = planted._replace(texts={**planted.texts, text: TEXT})
    for key, which, other in ((0, "most", "least"), (2, "least", "most")):
        results = by_name(play([planted._replace(key=frozenset({key}))]))
        shared_by_two = (which, name) == ("most", "same first word")
        assert results[f"{which} {name}"].right == (HALF if shared_by_two else 1)
        assert results[f"{other} {name}"].right == 0


def test_ties_are_split() -> None:
    assert best([1, 3, 3, 0]) == [0, 0.5, 0.5, 0]
    assert best([0.1 + 0.2, 0.3]) == [0.5, 0.5]
    tied = by_name(play([puzzle(["Tin", "Jar", "Wooden box"], key=1), puzzle(["Tin", "Jar"], key=1)]))
    assert tied["least length"] == Result("least length", 1, 2, 0.5, 1)


def test_the_order_of_options_and_choices_does_not_matter() -> None:
    puzzles = [puzzle(PLANTED[name], bank=name) for name in PLANTED]
    mirrored = [one._replace(options=one.options[::-1], key=frozenset({2})) for one in puzzles[::-1]]
    one, other = by_name(play(puzzles)), by_name(play(mirrored))
    assert {name: one[name].right for name in one} == pytest.approx({name: other[name].right for name in one})


def test_three_cues_vote_in_the_banks_that_they_were_not_learned_in() -> None:
    giving_away = [puzzle(PLANTED["hedged"], bank=bank) for bank in ("one", "two", "two")]
    assert by_name(play(giving_away))[LEARNED].right == 3
    reversed_elsewhere = [puzzle(PLANTED["hedged"], key=key, bank=bank) for key, bank in ((0, "one"), (2, "two"))]
    results = by_name(play(reversed_elsewhere))
    assert results[LEARNED].right == 0
    assert results[HINDSIGHT].right > 0


def test_a_strategy_separates_if_no_wrong_option_reaches_a_right_one() -> None:
    options = puzzle(["Long option", "Longer option", "Short"])
    assert separates("most length", options._replace(key=frozenset({0, 1})))
    assert separates("least length", options._replace(key=frozenset({2})))
    assert not separates("most length", options._replace(key=frozenset({0})))
    assert not separates("most words", options._replace(key=frozenset({0})))


def test_a_stranger_sees_what_is_shown_and_not_the_key(tea: Path) -> None:
    file = read_question_file(tea)
    document = read_document(file.document)
    water, place = puzzles_of(file, document, one_right=True)
    assert (water.bank, water.options, water.key) == ("brewing", ("Boiling", "Cool"), frozenset({1}))
    assert {name: text.split("\n") for name, text in water.texts.items()} == {
        "document": ["", "Tea", "Brewing", "Green tea likes cool water.", "Storing", "Tins keep it dark."],
        "section": ["Brewing", "Green tea likes cool water."],
        "stem": ["Which water?"],
        "title": ["Making tea"],
        "other stems": ["Which leaf?", "Which pots?"],
        "other options": ["Clay pots", "Glass pots", "Lead"],
        "bank": ["Which leaf?", "Which pots?", "Clay pots", "Glass pots", "Lead"],
        "feedback": ["One bush.", "Clay holds heat.", "A poison."],
        "quiz": [
            *("Which leaf?", "Which pots?", "Clay pots", "Glass pots", "Lead"),
            *("Light harms tea.", "True", "False", "Where?", "In tins", "On a sill"),
        ],
    }
    assert place.texts["section"] == "Storing\nTins keep it dark."
    (pots,) = puzzles_of(file, document, one_right=False)
    assert pots.key == {0, 1}


def test_the_script_prints_every_strategy(tea: Path) -> None:
    command = [sys.executable, "-m", "tests.strangers", str(tea)]
    printed = subprocess.run(
        command, cwd=QUESTIONS.parent, capture_output=True, encoding="utf-8", timeout=PATIENCE, check=True
    ).stdout
    choices, selects = printed.split("\n\n")
    assert {line[:36].strip() for line in choices.splitlines()[1:]} == {*STRATEGIES, LEARNED, HINDSIGHT}
    assert {line[:36].strip() for line in selects.splitlines()[1:]} == set(STRATEGIES)
    assert any(line.split() == "least length 2.0 2 100% 50% 2.0 of 2".split() for line in choices.splitlines())
