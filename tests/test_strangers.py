"""No stranger passes the quiz by cues, and each strategy picks what it goes by."""

import pytest
from strangers import DIRECTED, QUESTIONS, STRATEGIES, Puzzle, play, puzzles_of

from quiz.bank.document import read_document
from quiz.bank.reader import read_question_file

LEAFLET = "The needles are fine and short. Needling may ease a stiff shoulder. Tell your practitioner about tablets."
BASE = Puzzle("bank", "", "", (), frozenset({0}))

PLANTED: dict[str, Puzzle] = {
    "letters": BASE._replace(options=("It is made of twenty fine threads", "It is thin", "It is made")),
    "words": BASE._replace(options=("It is as it is", "Unquestionably interchangeable", "Intramuscular")),
    "middle length": BASE._replace(options=("four", "one two three four", "a")),
    "hedges": BASE._replace(options=("It may help some people", "It helps people", "It may help")),
    "absolutes": BASE._replace(options=("It always helps all", "It helps", "It always helps")),
    "negations": BASE._replace(options=("It doesn't help and never did", "It is no help", "It helps")),
    "safe words": BASE._replace(options=("Ask your doctor", "Wait for a week", "Ask a friend")),
    "positive words": BASE._replace(options=("It eases pain and improves sleep", "It eases", "It hurts")),
    "negative words": BASE._replace(options=("A painful infection", "An infection", "A bath")),
    "commas and ands": BASE._replace(options=("Arms, legs and feet", "Arms and legs", "Arms")),
    "digits and capitals": BASE._replace(options=("About 40 in Europe", "About 4", "About a few")),
    "long word": BASE._replace(options=("An orthopaedic test", "A test of it and of that", "A bath house")),
    "long words on average": BASE._replace(options=("Orthopaedic tests", "An orthopaedic test of a sort", "A bath")),
    "syllables in a word": BASE._replace(options=("Stimulation", "Strengths", "Straighter")),
    "rare word": BASE._replace(options=("A filiform one", "A needle", "A stiff needle"), leaflet="needle needle stiff"),
    "common words": BASE._replace(options=("All of it is as it was", "Most of its tissue", "Muscle tissue")),
    "content words": BASE._replace(options=("Muscle tissue heals", "Muscle tissue is it", "It is as it was")),
    "late in the alphabet": BASE._replace(options=("Zinc", "Copper", "iron")),
    "like the others": BASE._replace(options=("A fine needle", "A fine thread", "One thick needle")),
    "first word of the others": BASE._replace(options=("In a vein", "In an arm", "Near an arm")),
    "form of the others": BASE._replace(options=("Resting", "Walking", "Not by 3, or 4.")),
    "leaflet, share": BASE._replace(options=("Fine needles", "Fine needles cure toothache", "Cure"), leaflet=LEAFLET),
    "leaflet, count": BASE._replace(options=("Short fine needle joy", "Needle", "Cure"), leaflet=LEAFLET),
    "leaflet, run": BASE._replace(options=("They are fine and short", "Short and fine", "Cure"), leaflet=LEAFLET),
    "leaflet, share of a run": BASE._replace(
        options=("stiff shoulder", "They are fine and short", "Cure"), leaflet=LEAFLET
    ),
    "section, share": BASE._replace(options=("Fine needles", "Fine needles cure it", "Cure"), section=LEAFLET),
    "section, count": BASE._replace(options=("Short fine needle joy", "Needle", "Cure"), section=LEAFLET),
    "stem, share": BASE._replace(options=("Pain", "Pain in joints", "Sleep"), stem="What helps pain?"),
    "stem, count": BASE._replace(options=("Help for long pain", "Pain", "Sleep"), stem="What helps pain?"),
    "bank's title": BASE._replace(options=("A side effect", "An effect", "Sleep"), title="Side effects"),
    "other stems, share": BASE._replace(options=("Pain", "Pain in joints", "Sleep"), stems="What helps pain?"),
    "other stems, count": BASE._replace(options=("Help for long pain", "Pain", "Sleep"), stems="What helps pain?"),
    "other options, share": BASE._replace(options=("Pain", "Pain in joints", "Sleep"), neighbours="Less pain"),
    "other options, count": BASE._replace(options=("Less hot pain", "Pain", "Sleep"), neighbours="Pain\nHot"),
    "stems and options, share": BASE._replace(
        options=("Hot pain", "Hot pain in joints", "Sleep"), stems="Is it hot?", neighbours="Pain"
    ),
    "stems and options, count": BASE._replace(
        options=("Hot pain in joints", "Pain", "Sleep"), stems="Is it hot?", neighbours="Pain"
    ),
    "stems and options, run": BASE._replace(
        options=("In hot water", "Hot, in a bath", "Sleep"), stems="Is it in hot water?", neighbours="In a pan"
    ),
    "feedback, share": BASE._replace(options=("Pain", "Pain in joints", "Sleep"), feedback="Pain goes"),
    "feedback, count": BASE._replace(options=("Hot pain in joints", "Pain", "Sleep"), feedback="Hot\nPain"),
    "feedback, run": BASE._replace(options=("In hot water", "Hot, in pans", "Sleep"), feedback="Try it in hot water"),
}
"""Of each cue a puzzle whose first option has most of it, and whose last one has least."""


def test_no_strategy_takes_more_than_half_of_the_choices() -> None:
    file = read_question_file(QUESTIONS)
    puzzles = puzzles_of(file, read_document(file.document), one_right=True)
    assert puzzles
    assert {one.strategy: round(one.share, 2) for one in play(puzzles) if one.share > 1 / 2} == {}


@pytest.mark.parametrize(("name", "cue", "sign"), DIRECTED, ids=list(STRATEGIES))
def test_a_strategy_picks_what_it_goes_by(name: str, cue: object, sign: int) -> None:
    puzzle = PLANTED[name.partition(" ")[2]]
    picks = STRATEGIES[name](puzzle)
    assert picks[0 if sign > 0 else -1] > 0, picks
    assert picks[-1 if sign > 0 else 0] == 0, picks
