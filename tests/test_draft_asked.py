"""Which question `quiz draft` makes of what leaflets say: lists, cases, amounts, contrasts, instructions."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from test_draft_findings import drafted, drafts, right, wrong

from quiz.bank.document import parse_document
from quiz.core.kinds import AnyQuestion, Choice, Match, Number, Select, TeachBack, TrueFalse
from quiz.draft.amounts import amounts
from quiz.draft.banks import draft_banks
from quiz.draft.causes import effects, reasons
from quiz.draft.contrasts import contrasts
from quiz.draft.instructions import instructions
from quiz.draft.statements import Statement, statements_of

Finder: TypeAlias = Callable[[Statement], Iterable[Any]]

# Lists


def test_a_list_that_a_line_leads_to_is_mixed_with_what_goes_on_in_the_same_way() -> None:
    text = (
        "Tell your nurse if you:\n\n- take blood thinners\n- have a weak heart\n- are pregnant\n\n"
        "If you miss a dose, take it later. If you feel better, go on with the course."
    )
    question = drafted(text, Select)
    assert question.ask == "Tell your nurse if you … Which of these does the document list here? Tick all that apply."
    assert right(question) == ["Take blood thinners", "Have a weak heart", "Are pregnant"]
    assert sorted(wrong(question)) == ["Feel better", "Miss a dose"]


def test_actions_in_a_list_stand_beside_steps() -> None:
    text = (
        "- Pick up loose rugs\n- Wear flat shoes\n- Keep a light on\n\n"
        "## Stairs\n\n1. Hold the rail.\n2. Move the sticks.\n3. Step up slowly."
    )
    question = drafted(text, Select)
    assert question.ask == "Which of these does the document list under “Knots”? Tick all that apply."
    assert set(wrong(question)) <= {"Hold the rail", "Move the sticks", "Step up slowly"}


def test_a_list_that_nothing_fits_beside_is_told_in_own_words() -> None:
    question = drafted("Wash your hands:\n\n- Before you eat\n- After you cough\n- When they are dirty", TeachBack)
    assert question.ask == ("Wash your hands … Tell a friend, in your own words, what the document lists here.")
    assert question.covers == ("Before you eat", "After you cough", "When they are dirty")


def test_a_list_of_when_not_to_do_something_has_no_wrong_options() -> None:
    text = "Do not measure if you:\n\n- are cold\n- smoked in the last 30 minutes\n- are upset\n\n"
    more = "If you miss a dose, take it later. If you have chest pain, call an ambulance."
    question = drafted(text + more, TeachBack)
    assert question.ask.startswith("Do NOT measure if you … Tell a friend")
    amount = drafted(text + more, Number)
    assert amount.ask == "How much is it, with its unit? “Do NOT measure if you: smoked in the last …”"


def test_each_wrong_option_of_a_list_says_where_it_stands() -> None:
    text = (
        "Call us if you have:\n\n- a fever\n- a rash\n- redness of the wound\n\n"
        "If you have chest pain or trouble breathing, call an ambulance."
    )
    question = drafted(text, Select)
    assert wrong(question) == ["Chest pain", "Trouble breathing"]
    assert {option.because for option in question.options if not option.right} == {
        "The document says this in another place: “If you have chest pain or trouble breathing, call an ambulance.”"
    }


# Contrasts


def test_unlike_asks_of_which_of_the_two_something_is_said() -> None:
    question = drafted("Unlike soap, sanitiser does not take dirt off your hands.", Choice)
    assert question.ask == "Of which does the document say this: “does NOT take dirt off your hands”?"
    assert right(question) == ["Sanitiser"]
    assert wrong(question) == ["Soap", "Both soap and sanitiser"]
    assert question.options[1].because == (
        "The document says: “Unlike soap, sanitiser does not take dirt off your hands.”"
    )


SAME = {
    "Dry needling is not the same treatment as acupuncture.": "dry needling is the same treatment as acupuncture",
    "An allergy is not the same as a side effect.": "an allergy is the same as a side effect",
}


@pytest.mark.parametrize(("sentence", "claim"), SAME.items(), ids=SAME)
def test_not_the_same_becomes_a_statement_that_the_sentence_makes_false(sentence: str, claim: str) -> None:
    question = drafted(sentence, TrueFalse)
    assert question.ask == f"The document says that {claim}."
    assert right(question) == ["False"]
    assert question.options[0].because == f"The document says: “{sentence}”"


@pytest.mark.parametrize("sentence", ["It is not the same as before.", "A knot is not a band.", "A cast is not hard."])
def test_no_other_not_is_taken_away(sentence: str) -> None:
    assert not [question for question in drafts(sentence) if isinstance(question, TrueFalse)]


# Amounts


AMOUNTS = {
    "A new hip lasts about 15 years.": ("A new hip lasts about …", 15, "years"),
    "Rub your hands for at least 20 seconds.": ("Rub your hands for at least …", 20, "seconds"),
    "Use a gel with at least 60 % alcohol.": ("Use a gel with at least … alcohol", 60, "%"),
    "Come back within 2 hours.": ("Come back within …", 2, "hours"),
    "Keep the tablets below 25 °C in their box.": ("Keep the tablets below … in their box", 25, "°C"),
    "Do not shower for two days.": ("Do NOT shower for …", 2, "days"),
}


@pytest.mark.parametrize(("sentence", "found"), AMOUNTS.items(), ids=AMOUNTS)
def test_an_amount_is_asked_for_with_its_unit(sentence: str, found: tuple[str, int, str]) -> None:
    question = drafted(sentence, Number)
    told, answer, unit = found
    assert (question.ask, question.answer, question.unit) == (
        f"How much is it, with its unit? “{told}”",
        answer,
        unit,
    )


# Reasons and cases


REASONS = {
    "Do not put ice on bare skin: it can burn the nerves of a hand.": (
        "“do NOT put ice on bare skin”",
        "It can burn the nerves of a hand",
    ),
    "Viruses cause a cold, so tablets do little for it.": ("“tablets do little for it”", ""),
    "Bacteria can grow again, so the infection may come back.": (
        "“the infection may come back”",
        "Bacteria can grow again",
    ),
}


@pytest.mark.parametrize(("sentence", "found"), REASONS.items(), ids=REASONS)
def test_a_reason_is_found_in_an_instruction_and_before_so(sentence: str, found: tuple[str, str]) -> None:
    reasons = [question for question in drafts(sentence) if question.ask.startswith("Which reason")]
    expected = [(f"Which reason does the document give for this: {found[0]}?", [found[1]])] if found[1] else []
    assert [(question.ask, right(question)) for question in reasons] == expected


def test_what_to_do_in_a_case_is_asked_among_other_instructions() -> None:
    text = (
        "If there is no soap, use a sanitiser with alcohol.\n\n"
        "## Other\n\nRinse your hands under running water. Dry the backs of your hands well."
    )
    question = drafted(text, Choice)
    assert question.ask == "What does the document say to do if there is no soap?"
    assert right(question) == ["Use a sanitiser with alcohol"]
    assert sorted(wrong(question)) == ["Dry the backs of your hands well", "Rinse your hands under running water"]


def test_a_definition_ends_before_what_explains_it() -> None:
    question = drafted("A knot is a tight band in a muscle: it hurts, so that you rest.", Choice)
    assert right(question) == ["A tight band in a muscle"]


# Instructions


def instructed(text: str) -> list[AnyQuestion]:
    banks = draft_banks(parse_document(f"## Gel\n\n{text}", Path("leaflet.md")))
    return [draft.question for bank in banks for draft in bank.drafts if draft.instructs]


def test_an_instruction_may_point_at_the_one_before_it() -> None:
    (question,) = instructed("Cover your hands with the gel. Do not wipe it off before that. Keep it from children.")
    assert isinstance(question, TeachBack)
    assert question.covers == (
        "Cover your hands with the gel",
        "Do not wipe it off before that",
        "Keep it from children",
    )


def test_an_item_that_goes_on_with_its_line_is_no_instruction() -> None:
    assert instructed("You may be at risk if you:\n\n- take blood thinners\n- are ill\n- have a fever") == []


@pytest.mark.parametrize(
    ("text", "find"),
    [
        ("## Don't\n\n- Run out of inhalers.\n- Share your inhaler with anyone.\n- Smoke near it.", instructions),
        ("Unless your doctor has told you otherwise, you can drink a small glass of wine.", effects),
        ("Gout does not happen because you eat too much meat.", reasons),
        ("Ice does not work for old injuries, but warmth does.", contrasts),
        ("Call 999 if your face swells up for days.", amounts),
        ("Rest for twenty-two weeks after the operation.", amounts),
    ],
    ids=["a list of don'ts", "unless", "a cause denied", "a side that says nothing", "a phone number", "twenty-two"],
)
def test_what_a_document_forbids_or_denies_is_not_found_as_what_it_says(text: str, find: Finder) -> None:
    statements = list(statements_of(parse_document(text, Path("knots.md"))))
    assert statements
    assert [found for statement in statements for found in find(statement)] == []


def test_a_paragraph_that_names_sources_says_nothing_to_be_asked() -> None:
    text = "Sources: NHS leaflet of 2021. The guideline on the colon is from 2020 and was read in two weeks."
    assert list(statements_of(parse_document(text, Path("knots.md")))) == []


def test_what_is_said_of_both_sides_is_no_contrast() -> None:
    text = "Ice helps in the first hours, while warmth eases stiff muscles. Later, ice eases stiff muscles too."
    assert not [question for question in drafts(text) if isinstance(question, TrueFalse | Match)]
