"""What `quiz draft` asks of a sentence or a list, what it leaves out, and what it puts first."""

from pathlib import Path

import pytest

from quiz.bank.document import parse_document
from quiz.core.kinds import AnyQuestion, Number, Order, Select, ShortAnswer, TeachBack
from quiz.draft.drafts import drafts_of
from quiz.draft.language import front_matter, language_of


def questions(text: str, name: str = "leaflet.md") -> list[AnyQuestion]:
    """Everything that is drafted from a document."""
    return [draft.question for draft in drafts_of(parse_document(text, Path(name)), every=True)]


def only(text: str) -> AnyQuestion:
    [question] = questions(f"# Knee\n\n{text}\n")
    return question


def answer(question: AnyQuestion) -> list[str]:
    return [shown.text for shown in question.shown()]


# A sentence

SENTENCES = {
    "a case": (
        "If you miss a dose, take it when you remember.",
        "What should you do if you miss a dose?",
        "Take it when you remember",
    ),
    "a case with commas": (
        "If you have pain, fever or a rash, call us.",
        "What should you do if you have pain, fever or a rash?",
        "Call us",
    ),
    "a case that forbids": ("After the jab, do not run.", "What should you do after the jab?", "Do not run"),
    "a case without an order": (
        "If you smoke, healing takes longer.",
        "Complete the sentence: “If you smoke, …”",
        "… healing takes longer",
    ),
    "a case at the end": (
        "Call your doctor if you have a fever of 39 °C or more.",
        "When should you call your doctor?",
        "If you have a fever of 39 °C or more",
    ),
    "not in a case": (
        "Do not take the tablets if you are pregnant.",
        "When should you NOT take the tablets?",
        "If you are pregnant",
    ),
    "not until": (
        "You should not drive until you can brake hard.",
        "Until when should you NOT drive?",
        "Until you can brake hard",
    ),
    "unless": (
        "Do not move the arm unless you are told to.",
        "Complete the sentence: “Do NOT move the arm unless …”",
        "… you are told to",
    ),
    "only if": (
        "Take the tablet only if you need it.",
        "Complete the sentence: “Take the tablet only if …”",
        "… you need it",
    ),
    "even if": (
        "Finish the course even if you feel well.",
        "Complete the sentence: “Finish the course even if …”",
        "… you feel well",
    ),
    "a reason": ("Raise the leg to reduce swelling.", "Why should you raise the leg?", "To reduce swelling"),
    "a reason not to": (
        "Never wash raw meat because it spreads germs.",
        "Why should you NEVER wash raw meat?",
        "Because it spreads germs",
    ),
    "no reason but a case": (
        "Never stop the course because you feel better.",
        "Complete the sentence: “NEVER stop the course because …”",
        "… you feel better",
    ),
    "how often": ("Wash the tube once a month.", "How often should you wash the tube?", "Once a month"),
    "a meaning": ("A sprain is a torn ligament.", "What is a sprain?", "A torn ligament"),
    "what it is for": ("Ibuprofen is used to ease pain.", "What is ibuprofen used for?", "To ease pain"),
    "a range": (
        "Hold the ice on for 15 to 20 minutes.",
        "Which numbers are missing? “Hold the ice on for … minutes.”",
        "15 to 20",
    ),
    "may": ("The gel may cause itching.", "Complete the sentence: “The gel may cause …”", "… itching"),
}


@pytest.mark.parametrize(("sentence", "ask", "key"), SENTENCES.values(), ids=SENTENCES)
def test_a_sentence_is_asked_without_losing_a_word_of_it(sentence: str, ask: str, key: str) -> None:
    question = only(sentence)
    assert (question.ask, answer(question)) == (ask, [key])
    assert question.passage[0] == question.explain == sentence


def test_a_number_is_left_out_of_its_whole_sentence() -> None:
    question = only("Do not lift the arm for two weeks after the operation.")
    assert isinstance(question, Number)
    assert question.ask == "Which number is missing? “Do NOT lift the arm for … weeks after the operation.”"
    assert (question.answer, question.unit) == (2, "")
    bounded = only("Take 2 tablets a day, and no more than 8 tablets a week.")
    assert isinstance(bounded, Number) and bounded.answer == 8


NAMES = {
    "one": ("Tennis elbow, also known as epicondylitis, is common.", ("epicondylitis",)),
    "two": ("Blue inhalers, also called relievers or rescue inhalers, help.", ("relievers", "rescue inhalers")),
}


def test_a_name_keeps_its_capital() -> None:
    asked = [question.ask for question in questions("# A\n\nZolin is a tablet. Only adults take Zolin.\n")]
    assert "What is Zolin?" in asked


def test_a_call_out_box_is_read_without_its_marks() -> None:
    assert only("::: warning\nDo not swim if you are tired.\n:::").passage[0] == "Do not swim if you are tired."


@pytest.mark.parametrize(("sentence", "names"), NAMES.values(), ids=NAMES)
def test_every_other_name_is_accepted(sentence: str, names: tuple[str, ...]) -> None:
    question = only(sentence)
    assert isinstance(question, ShortAnswer)
    assert question.accept == names


def test_two_things_with_a_name_each_are_no_short_answer() -> None:
    question = only("It slows two proteins, also called AB-1 and AB-2, in the joint. Water slows two germs called A.")
    assert not isinstance(question, ShortAnswer)


def test_a_sentence_that_points_back_keeps_the_one_before_it() -> None:
    text = "Wear the sling for two weeks. You can take it off. This is normal. If this hurts, call us."
    found = {question.explain: question.ask for question in questions(f"# Arm\n\n{text}\n")}
    assert found["This is normal. If this hurts, call us."] == "“This is normal.” What should you do if this hurts?"


def test_what_no_stem_fits_is_asked_in_own_words_by_heading() -> None:
    text = "## Wound\n\nKeep the wound dry. Do not pick the scab.\n\n## Why it is done\n\nThe knee is worn out.\n"
    guiding, other = questions(text)
    assert guiding.ask == "In your own words: what should you do, and what should you NOT do? (“Wound”)"
    assert answer(guiding) == ["Keep the wound dry.", "Do not pick the scab."]
    assert other.ask == "In your own words: why it is done"


# A list


def test_a_list_of_when_to_call_is_told_in_own_words() -> None:
    question = only("Call us if you:\n\n- have a fever\n- cannot walk\n")
    assert isinstance(question, TeachBack)
    assert question.ask == "In your own words: complete the sentence “Call us if you …” (“Knee”)"
    assert question.passage[0] == "Call us if you:"
    assert question.explain == "Call us if you: have a fever; cannot walk"


def test_a_list_that_tells_nothing_to_do_is_ticked() -> None:
    question = only("Signs of a sprain are:\n\n- bruising\n- a warm joint\n")
    assert isinstance(question, Select)
    assert answer(question) == ["bruising", "a warm joint"]


def test_a_list_under_dont_keeps_its_not() -> None:
    [question] = questions("# Elbow\n\n## Painkillers\n\n### Don't\n\n- lift bags\n- sleep on it\n")
    assert question.ask == "In your own words: what should you NOT do? (“Painkillers: Don't”)"
    assert question.explain == "Painkillers: Don't: lift bags; sleep on it"


def test_steps_keep_their_order_and_conditions() -> None:
    question = only("1. Open the tap.\n2. Wait until it runs hot.\n   - If it does not, call us.\n3. Close the tap.\n")
    assert isinstance(question, Order)
    assert question.items == (
        "Open the tap.",
        "Wait until it runs hot: If it does not, call us",
        "Close the tap.",
    )


# What is left out


@pytest.mark.parametrize(
    "text",
    [
        "Call the ward on 020 7946 0123.",
        "Smith J et al. Knees and hips. Journal of joints 3.",
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


@pytest.mark.parametrize("heading", ["References", "Contents", "Further reading", "Contact us"])
def test_nothing_is_asked_under_such_headings(heading: str) -> None:
    assert questions(f"# Knee\n\n## {heading}\n\nDo not bend the knee.\n") == []


def test_a_list_of_the_headings_is_a_table_of_contents() -> None:
    text = "# Knee\n\n- Rest\n- Exercise\n\n## Rest\n\nRest the knee.\n\n## Exercise\n\nBend the knee.\n"
    assert {answer(question)[0] for question in questions(text)} == {"Rest the knee.", "Bend the knee."}


def test_the_same_sentence_twice_is_drafted_once() -> None:
    assert len(questions("# A\n\nCall us if it hurts.\n\n# B\n\nCall us if it hurts.\n")) == 1


# What comes first


def test_what_matters_most_comes_first() -> None:
    text = (
        "# Knee\n\nA knee is a joint. Bend the knee to prevent stiffness. When the knee is hot, cool it. "
        "Do not kneel if it hurts. Call 999 if you faint. Healing takes 6 weeks.\n"
    )
    asked = [question.passage[0].split()[0] for question in questions(text)]
    assert asked == ["Call", "Do", "When", "Bend", "Healing", "A"]


# Languages

LANGUAGES = {
    "en": "Do not drive for two days after the operation. Call us if the wound is red.",
    "de": "Kühlen Sie das Knie nach der Operation. Rufen Sie uns an, wenn die Wunde rot ist.",
    "fr": "Ne prenez pas ce médicament si vous êtes allergique. Parlez à votre médecin avec les résultats.",
    "es": "No tome este medicamento si es alérgico. Consulte con su médico si los síntomas no mejoran.",
    "it": "Non prenda questo medicinale se è allergico. Si rivolga al medico per la dose.",
    "pt": "Não tome este medicamento se tem alergia. Fale com o seu médico para mais informações.",
    "nl": "Gebruik dit middel niet als u allergisch bent. Neem contact op met uw arts bij klachten.",
    "sv": "Ta inte medicinen om du är allergisk. Kontakta din läkare om det inte blir bättre.",
    "da": "Brug ikke medicinen, hvis du er allergisk. Kontakt din læge, hvis det ikke bliver bedre.",
    "pl": "Nie należy przyjmować leku w ciąży. Należy zwrócić się do lekarza, jeśli ból się nasila.",
    "tr": "Bu ilaç ağrı için kullanılır. Yemekten sonra ve bol su ile alınız.",
    "und": "גוש הוא רצועה הדוקה בשריר. יש לפנות לרופא.",
}


@pytest.mark.parametrize(("code", "text"), LANGUAGES.items(), ids=LANGUAGES)
def test_the_language_of_a_few_sentences_is_found_out(code: str, text: str) -> None:
    assert language_of(text) == code


def test_a_few_words_that_fit_no_language_are_taken_for_english() -> None:
    assert language_of("Salt. Pepper.") == language_of("") == "en"


def test_front_matter_is_left_out_and_lines_keep_their_numbers() -> None:
    fields, text = front_matter("---\ntitle: 'Knee'\nlanguage: de\n---\n\nEin Knie.\n")
    assert fields == {"title": "Knee", "language": "de"}
    assert text == "\n\n\n\n\nEin Knie.\n"
    assert front_matter("---\r\nlang: a language\r\n---\r\nIt.") == ({}, "\n\n\nIt.")
    assert front_matter("---\n\nA line.\n") == ({}, "---\n\nA line.\n")
