"""What `quiz draft` finds in a sentence, and which question it makes of it."""

from pathlib import Path
from typing import TypeVar

import pytest

from quiz.bank.document import parse_document
from quiz.core.kinds import (
    AnyQuestion,
    Choice,
    Match,
    Number,
    Order,
    Select,
    ShortAnswer,
    TeachBack,
    TrueFalse,
)
from quiz.core.kinds.choice import Choosing
from quiz.draft.banks import draft_banks
from quiz.draft.definitions import definitions, namings
from quiz.draft.grammar import form_of
from quiz.draft.series import series
from quiz.draft.statements import statements_of

Kind = TypeVar("Kind", bound=AnyQuestion)

BESIDE = """

## Elsewhere

A tendon is a strong cord between a muscle and a bone. A fascia is a thin layer of tissue around a muscle. \
Rest can ease the pain of a strained back. Some people have headache, nausea and dizziness. \
The test looks at the elbow, the ankle and the wrist. Heat can relax a tense muscle, warm the joint and calm the nerve.
"""
"""More of a document, for wrong options to come from."""


def drafts(text: str) -> list[AnyQuestion]:
    """The questions drafted under the heading "Knots", from a document that says other things elsewhere."""
    banks = draft_banks(parse_document(f"## Knots\n\n{text}{BESIDE}", Path("leaflet.md")))
    return [draft.question for bank in banks if bank.title == "Knots" for draft in bank.drafts]


def drafted(text: str, kind: type[Kind]) -> Kind:
    """The first question of a kind among them."""
    return next(question for question in drafts(text) if isinstance(question, kind))


def right(question: AnyQuestion) -> list[str]:
    assert isinstance(question, Choosing | Select)
    return [option.text for option in question.options if option.right]


def wrong(question: AnyQuestion) -> list[str]:
    assert isinstance(question, Choosing | Select)
    return [option.text for option in question.options if not option.right]


# What something is


DEFINED = {
    "A knot is a tight band in a muscle fibre.": ("A knot", "a tight band in a muscle fibre"),
    "The leaflet says that a knot is a tight band.": ("a knot", "a tight band"),
    "A knot is a band of the muscle that can hurt.": ("A knot", "a band of the muscle that can hurt"),
    "A knot is a tight band of fibres that can hurt.": ("A knot", "a tight band of fibres"),
    "Filiform needles are fine, short needles that do not inject.": ("Filiform needles", "fine, short needles"),
    "Oxidation means a reaction with the air.": ("Oxidation", "a reaction with the air"),
    "It treats muscular pain, which is pain in muscles, bones and joints.": (
        "muscular pain",
        "pain in muscles, bones and joints",
    ),
    "It looks at how well the body works (its function).": ("function", "how well the body works"),
    "It needs a prothesis (a joint made of metal).": ("prothesis", "a joint made of metal"),
    "Dry needling is old. It is a treatment of pain.": ("Dry needling", "a treatment of pain"),
}


@pytest.mark.parametrize(("sentence", "found"), DEFINED.items(), ids=DEFINED)
def test_a_definition_is_found(sentence: str, found: tuple[str, str]) -> None:
    document = parse_document(sentence, Path("leaflet.md"))
    assert found in [(one.term, one.meaning) for said in statements_of(document) for one in definitions(said)]


@pytest.mark.parametrize(
    "sentence",
    [
        "It is a tight band in a muscle.",
        "This is a good thing to know about it.",
        "Mild side effects are very common.",
        "A knot is one of the same kind as before.",
        "When it hurts, a band is what you feel.",
        "A knot is a bit of a problem.",
        "The leaflet is a page of paper.",
        "What is a knot of a muscle?",
    ],
)
def test_what_defines_nothing_is_left_alone(sentence: str) -> None:
    document = parse_document(sentence, Path("leaflet.md"))
    assert [one for said in statements_of(document) for one in definitions(said)] == []


def test_a_definition_becomes_a_choice_among_what_other_things_are() -> None:
    question = drafted("A knot is a tight band in a muscle fibre.", Choice)
    assert question.ask == "What is a knot, as the document describes it?"
    assert right(question) == ["A tight band in a muscle fibre"]
    assert set(wrong(question)) <= {
        "A strong cord between a muscle and a bone",
        "A thin layer of tissue around a muscle",
    }
    assert question.options[1].because in ("The document says this of a tendon.", "The document says this of a fascia.")
    assert question.passage == "a tight band in a muscle fibre"
    assert question.explain == "The document says: “A knot is a tight band in a muscle fibre.”"


# Another name


NAMED = {
    "Dry needling has a second name: intramuscular stimulation.": ["intramuscular stimulation"],
    "Dry needling, also known as intramuscular stimulation, is new.": ["intramuscular stimulation"],
    "The joint is also called a prosthesis.": ["prosthesis"],
    "This technique is also called pistoning or sparrow pecking.": ["pistoning", "sparrow pecking"],
    "The needles go into places called trigger points.": ["trigger points"],
    'That is why the needling is called "dry".': [],
    "You will be called by the nurse.": [],
}


@pytest.mark.parametrize(("sentence", "names"), NAMED.items(), ids=NAMED)
def test_another_name_is_found(sentence: str, names: list[str]) -> None:
    document = parse_document(sentence, Path("leaflet.md"))
    assert [name for said in statements_of(document) for one in namings(said) for name in one.names] == names


def test_another_name_becomes_a_short_answer() -> None:
    question = drafted("A knot, also known as a taut band, is painful.", ShortAnswer)
    assert (question.ask, question.accept) == (
        "By which other name does the document call a knot?",
        ("taut band",),
    )


def test_a_name_whose_bearer_stands_in_a_sentence_is_asked_in_its_place() -> None:
    question = drafted("Other techniques treat the nerves. This is called neural treatment.", ShortAnswer)
    assert question.ask == (
        "Which name does the document give here? “Other techniques treat the nerves. This is called …”"
    )
    assert question.accept == ("neural treatment",)


# Series and lists


ROWS = {
    "They are bruising, bleeding where a needle went in, and soreness that passes.": [
        "bruising",
        "bleeding where a needle went in",
        "soreness that passes",
    ],
    "It is used for pain in the shoulder, neck, heel, hip and back, among other places.": [
        *("shoulder", "neck", "heel", "hip", "back")
    ],
    "Needling can make the muscle less tense, raise the blood flow and relieve pain.": [
        *("make the muscle less tense", "raise the blood flow", "relieve pain")
    ],
    "Effects such as bruising, bleeding and soreness are common and pass.": ["bruising", "bleeding", "soreness"],
    "You may be at risk of a bloodborne illness, infection, and/or diseases.": [
        *("a bloodborne illness", "infection", "diseases")
    ],
    "If you are ill, you should rest and sleep.": [],
    "It hurts, but it passes, and you can go home.": [],
    "Salt and pepper.": [],
}


@pytest.mark.parametrize(("sentence", "items"), ROWS.items(), ids=ROWS)
def test_a_row_inside_a_sentence_is_found(sentence: str, items: list[str]) -> None:
    document = parse_document(sentence, Path("leaflet.md"))
    rows = [row.items for said in statements_of(document) for row in series(said)]
    assert rows == ([tuple(items)] if items else [])


def test_ailments_stand_beside_ailments() -> None:
    question = drafted("Mild side effects are bruising, bleeding and soreness.", Select)
    assert question.ask == ("Mild side effects are … Which of these does the document name here? Tick all that apply.")
    assert right(question) == ["Bruising", "Bleeding", "Soreness"]
    assert wrong(question) == ["Headache", "Nausea"]


def test_places_stand_beside_places() -> None:
    question = drafted("Needling is used for pain in the shoulder, neck and heel.", Select)
    assert right(question) == ["Shoulder", "Neck", "Heel"]
    assert {form_of(option) for option in wrong(question)} == {"place"}


def test_what_can_be_done_stands_beside_what_can_be_done() -> None:
    question = drafted("Needling can raise the blood flow, relieve pain and restore movement.", Select)
    assert right(question) == ["Raise the blood flow", "Relieve pain", "Restore movement"]
    assert wrong(question) == ["Ease the pain of a strained back", "Relax a tense muscle"]


def test_a_list_is_asked_about_with_the_line_before_it() -> None:
    question = drafted("Tell us if you have:\n\n- a fever\n- a cough\n- an infection of the skin", Select)
    assert question.ask == "Tell us if you have … Which of these does the document list here? Tick all that apply."
    assert right(question) == ["A fever", "A cough", "An infection of the skin"]


def test_what_the_document_says_of_the_same_thing_elsewhere_is_no_wrong_option() -> None:
    text = "Mild side effects are bruising, bleeding and soreness.\n\nMild side effects may also be headache or nausea."
    assert {"Headache", "Nausea"}.isdisjoint(
        option for question in drafts(text) if isinstance(question, Select) for option in wrong(question)
    )


# Numbers, reasons, contrasts


def test_a_number_without_a_known_unit_is_asked_in_the_sentence() -> None:
    question = drafted("Most people wait 15 turns in 2019.", Number)
    assert question.ask == "Which number stands in the gap? “Most people wait … turns in 2019”"
    assert (question.answer, question.tolerance, question.unit) == (15, 0, "")


@pytest.mark.parametrize(
    "sentence",
    ["See figure 2 of the page.", "One study found it (Boyce 2020).", "Smith, J. (2017). Pins 36(8), 25–27."],
)
def test_a_number_that_says_nothing_is_left_alone(sentence: str) -> None:
    assert not [question for question in drafts(sentence) if isinstance(question, Number)]


def test_a_range_of_numbers_is_a_short_answer() -> None:
    question = drafted("You can go home after 3 to 5 days.", ShortAnswer)
    assert question.ask == "Which numbers stand in the gap? “You can go home after … days”"
    assert question.accept == ("3 to 5",)


REASONS = {
    "Nothing is injected through them. That is why the needling is called dry.": (
        "“the needling is called dry”",
        "Nothing is injected through them",
    ),
    "Exercise is useful because strong muscles hold the joint in place.": (
        "“exercise is useful”",
        "Strong muscles hold the joint in place",
    ),
    "Because boiling water draws out tannins, green tea is brewed cooler.": (
        "“green tea is brewed cooler”",
        "Boiling water draws out tannins",
    ),
}


@pytest.mark.parametrize(("text", "found"), REASONS.items(), ids=REASONS)
def test_a_reason_becomes_a_choice(text: str, found: tuple[str, str]) -> None:
    question = drafted(text, Choice)
    assert question.ask == f"Which reason does the document give for this: {found[0]}?"
    assert right(question) == [found[1]]


def test_a_contrast_becomes_a_statement_with_its_sides_exchanged() -> None:
    question = drafted(
        "Acupuncture rests on Eastern medicine, while dry needling rests on Western medicine.", TrueFalse
    )
    assert question.ask == "The document says that acupuncture rests on Western medicine."
    assert right(question) == ["False"]
    assert question.options[0].because == "The document says this of dry needling."


def test_a_contrast_with_more_of_each_side_becomes_a_match() -> None:
    text = (
        "Acupuncture rests on Eastern medicine, while dry needling rests on Western medicine. "
        "Dry needling treats muscle tissue. Acupuncture follows lines of energy."
    )
    question = drafted(text, Match)
    assert question.classes == ("Acupuncture", "Dry needling")
    assert [(pair.item, pair.target) for pair in question.pairs] == [
        ("Rests on Eastern medicine", "Acupuncture"),
        ("Rests on Western medicine", "Dry needling"),
        ("Follows lines of energy", "Acupuncture"),
        ("Treats muscle tissue", "Dry needling"),
    ]


def test_a_not_of_the_author_is_neither_taken_away_nor_put_in() -> None:
    text = "Tea is not good for sleep, while milk is not bad for sleep."
    assert not [question for question in drafts(text) if isinstance(question, TrueFalse)]


# Steps and instructions


def test_a_numbered_list_of_steps_becomes_an_order() -> None:
    question = drafted("How to do it:\n\n1. Warm the pot.\n2. Put in the leaves.\n3. Wait two minutes.", Order)
    assert question.items == ("Warm the pot", "Put in the leaves", "Wait two minutes")


def test_instructions_become_a_teach_back_with_a_hint_that_they_may_have_to_be_known() -> None:
    text = "Make sure that the needles are sterile. Tell your doctor about your medicines. They are safe."
    banks = draft_banks(parse_document(f"## Knots\n\n{text}{BESIDE}", Path("leaflet.md")))
    (draft,) = [draft for bank in banks for draft in bank.drafts if draft.instructs]
    assert isinstance(draft.question, TeachBack)
    assert draft.question.covers == (
        "Make sure that the needles are sterile",
        "Tell your doctor about your medicines",
    )
    assert not draft.question.must_know


# What gives nothing


@pytest.mark.parametrize(
    "text",
    [
        "## Sources\n\n- A knot is a band (Smith, 2018). https://example.org",
        "## Contact\n\nThe ward is a place in the house. Call 01234 567890.",
        "## Knots\n\n## More knots\n",
        "Holland, K., 2018. A knot is a band. [online] Available at: <https://example.org/a-knot>",
        "| A knot | is a band |\n|---|---|\n| A clot | is a lump |",
        "```\nA knot is a band of the muscle.\n```",
        "Das ist ein Knoten. Ein Knoten ist ein Band.",
        "גוש הוא רצועה. הוא כואב.",
    ],
    ids=["sources", "contact", "headings", "a reference", "a table", "code", "German", "Hebrew"],
)
def test_what_is_no_english_prose_gives_no_drafts(text: str) -> None:
    assert draft_banks(parse_document(text, Path("leaflet.md"))) == ()
