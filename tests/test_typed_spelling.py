"""British and American spelling, and plurals: variants of a word, but not different words."""

from collections import defaultdict
from gzip import decompress
from pathlib import Path

import pytest

from quiz.core.typed_answers.slips import distance
from quiz.core.typed_answers.spelling import is_plural, same_word, standard

LISTED = decompress((Path(__file__).parent.parent / "quiz" / "words.txt.gz").read_bytes()).decode().splitlines()[1:]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("anaesthetise", "anesthetize"),
        ("colour", "color"),
        ("diarrhoea", "diarrhea"),
        ("fibre", "fiber"),
        ("haem", "heme"),
        ("labelled", "labeled"),
        ("leucocyte", "leukocyte"),
        ("orthopaedics", "orthopedics"),
        ("sulphate", "sulfate"),
        ("paralysed", "paralyzed"),
        ("needle", "needles"),
        ("artery", "arteries"),
        ("diagnosis", "diagnoses"),
        ("vertebra", "vertebrae"),
        ("foot", "feet"),
        ("tumour", "tumors"),
    ],
)
def test_spellings_and_numbers_of_one_word(one: str, other: str) -> None:
    assert same_word(one, other)
    assert same_word(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("prise", "prize"),
        ("filled", "filed"),
        ("hour", "hor"),
        ("four", "for"),
        ("shoe", "she"),
        ("timbre", "timber"),
        ("plan", "plane"),
        ("pus", "pu"),
        ("tonne", "ton"),
        ("abscess", "absces"),
    ],
)
def test_other_words(one: str, other: str) -> None:
    assert not same_word(one, other)


@pytest.mark.parametrize(
    ("many", "one", "language"),
    [("nadeln", "nadel", "de"), ("aguas", "agua", "es"), ("genoux", "genou", "fr"), ("naalden", "naald", "nl")],
)
def test_plurals_of_other_languages(many: str, one: str, language: str) -> None:
    assert is_plural(many, one, language)


def test_words_of_one_spelling_differ_as_british_and_american_do() -> None:
    spelled: dict[str, list[str]] = defaultdict(list)
    for word in LISTED:
        spelled[standard(word)].append(word)
    joined = [words for words in spelled.values() if len(words) > 1]
    assert 400 < len(joined) < 700
    far = {"/".join(words) for words in joined for word in words[1:] if distance(words[0], word, 3) > 3}
    assert far == set()


def test_the_word_list_knows_drugs_and_medical_terms_and_no_misspelling() -> None:
    listed = set(LISTED)
    assert {"nimodipine", "peroneal", "osteopetrosis", "fusiform", "chlorpropamide", "ilium"} <= listed
    assert not {"recieve", "vien", "diarhea", "kolesterol", "endocrin", "triger"} & listed
    assert sorted(listed) == LISTED
