"""What `quiz draft` leaves out, and what it puts first."""

import pytest
from drafting import answer, only, questions

from quiz.core.kinds import TeachBack

# What is left out


def test_a_warning_in_bold_is_no_heading() -> None:
    text = "**Call 999 if you have chest pain.** A painful calf can be a clot and must be seen the same day.\n"
    [asked] = [one for one in questions(f"# Jab\n\n## Help\n\n{text}\nRest well.\n") if "calf" in one.explain]
    assert answer(asked)[0] == "Call 999 if you have chest pain."
    assert "“Help”" in asked.ask


def test_a_blank_to_fill_in_takes_only_its_sentence_with_it() -> None:
    text = "**Blood thinners.** Do not restart them until the surgeon tells you. Date: \\_\\_\\_\\_\n"
    [asked] = questions(f"# Knee\n\n{text}")
    assert "surgeon" in asked.explain and "Date" not in asked.explain


def test_a_paragraph_in_quotation_marks_is_somebody_speaking() -> None:
    assert questions("# Arm\n\n“My ring felt tight one evening. I am glad that I rang the clinic.”\n") == []


def test_what_refers_to_a_paragraph_that_was_left_out_is_left_out_too() -> None:
    text = "Rest the foot.\n\nThe team's number is 01632 960188.\n\nIt is open until five.\n\nAt night ring 111.\n"
    asked = " ".join(question.explain for question in questions(f"# Feet\n\n## Help\n\n{text}"))
    assert "five" not in asked and "At night ring 111." in asked


def test_a_question_as_a_paragraph_is_the_heading_of_its_answer() -> None:
    text = "Will the jab hurt?\n\nIt may sting for a minute or two.\n\nCan I drive?\n\nYes, you can.\n"
    asks = [question.ask for question in questions(f"# Jab\n\n{text}")]
    assert "In your own words: Will the jab hurt?" in asks and "In your own words: Can I drive?" in asks


def test_a_list_with_a_call_for_help_in_it_is_about_that() -> None:
    items = "- Rarely, a nerve is squashed.\n- It has a long name.\n- It is rare.\n- Go to A&E if your legs are numb.\n"
    assert isinstance(only(f"Good to know:\n\n{items}"), TeachBack)


@pytest.mark.parametrize(
    "text",
    [
        "Call the ward on 020 7946 0123.",
        "Smith J et al. Knees and hips. Journal of joints 3.",
        "What you read here is general in nature, and no substitute for medical advice.",
        "Office use only.",
        "© Knee Trust, all rights reserved.",
        "See www.example.org for more about it.",
        "Have you had this pain before?",
        "Last reviewed on 3 May 2021 by us.",
        "We live at 12 High Street in town.",
        "Please read all of this leaflet carefully.",
    ],
)
def test_addresses_references_and_questions_are_not_asked_about(text: str) -> None:
    assert questions(f"# Knee\n\n{text}\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "Read more about sore knees.",
        "You can find out more about the register.",
        "For more information, see the pages of the ward.",
        "See our leaflet on crutches.",
        "See section 4 for the signs of a clot.",
        "Go to our website.",
        "Please click on the picture.",
        "Log in",
        "Advice for patients, sheet no. 12",
        "Knee Clinic, Green Ward, March 2023.",
        "Issued in May 2021",
        "Credit: Institute of Knees",
        "Photo by Ann Reed",
        "Green Ward (Level 2) reception: 01234 567890 Day Unit (Level 3) Office: 01234 567891",
    ],
)
def test_what_leads_only_elsewhere_and_who_issued_it_is_not_asked_about(text: str) -> None:
    assert questions(f"# Knee\n\n{text}\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "Read the leaflet before you take a tablet.",
        "Visit your dentist twice a year.",
        "Check the leaflet that comes with your tablets.",
        "See a doctor about the pain.",
        "Sign in at the desk when you arrive.",
        "Find out what is normal for you.",
        "Read more than one label before you choose.",
        "Ask for more information before you sign.",
        "The tablets were banned in March 2023.",
        "Call the ward on 01234 567890 at any time in the first two weeks.",
    ],
)
def test_what_a_reader_has_to_do_is_asked_about(text: str) -> None:
    assert questions(f"# Knee\n\n{text}\n")


def test_the_description_of_a_picture_is_no_text() -> None:
    [question] = questions("# Knee\n\n![A nurse bends a knee.](knee.png)\n\nBend the knee twice a day.\n")
    assert answer(question) == ["Bend the knee twice a day."]


@pytest.mark.parametrize(
    "heading", ["References", "Contents", "Further reading", "Contact us", "Picture of a knee", "Manufacturer"]
)
def test_nothing_is_asked_under_such_headings(heading: str) -> None:
    assert questions(f"# Knee\n\n## {heading}\n\nDo not bend the knee.\n") == []


def test_a_list_of_the_headings_is_a_table_of_contents() -> None:
    text = "# Knee\n\n- Rest\n- Exercise\n\n## Rest\n\nRest the knee.\n\n## Exercise\n\nBend the knee.\n"
    assert {answer(question)[0] for question in questions(text)} == {"Rest the knee.", "Bend the knee."}


def test_the_same_sentence_twice_is_drafted_once() -> None:
    assert len(questions("# A\n\nCall us if it hurts.\n\n# B\n\nCall us if it hurts.\n")) == 1


# What comes first


def test_what_matters_most_comes_first() -> None:
    lines = [
        "Birds sing in May.",
        "Bend the knee.",
        "When the knee is hot, cool the knee.",
        "Do not kneel if it hurts at all.",
        "Call 999 if you faint.",
        "Healing takes 6 weeks.",
    ]
    text = "".join(f"## Part {n}\n\n{line}\n\n" for n, line in enumerate(lines))
    asked = [question.passage[0].split()[0] for question in questions(f"# Knee\n\n{text}")]
    assert asked == ["Call", "Do", "When", "Bend", "Healing", "Birds"]


def test_a_dangerous_instruction_comes_before_others() -> None:
    text = "## One\n\nBend the knee.\n\n## Two\n\nTake paracetamol, and no aspirin.\n"
    assert questions(f"# Knee\n\n{text}")[0].passage[0].startswith("Take")


def test_a_call_out_that_warns_comes_before_other_instructions() -> None:
    text = "## One\n\nBend the knee.\n\n## Two\n\n!!! warning\n    Hang the bag low.\n"
    assert questions(f"# Knee\n\n{text}")[0].passage[0].startswith("Hang")


def test_what_is_asked_with_more_comes_before_what_is_asked_again_alone() -> None:
    asked = questions("# Knee\n\n## Care\n\nCall 999 if you faint. The knee is sore.\n\n## Rest\n\nSit well.\n")
    assert [question.kind for question in asked] == ["teach-back", "teach-back", "choice"]
