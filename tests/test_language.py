"""The language of a text, found out by its small words."""

import pytest

from quiz.bank.language import language_of

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
