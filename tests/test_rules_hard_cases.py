"""What might fool a rule of `quiz check`: false alarms and misses that an author would meet."""

from pathlib import Path

import pytest
from rule_files import PASSAGE, asking, checked, quote, said, spoken, written

from quiz.check.rules.stems import takes_an
from quiz.core.readability import syllables


def statement(ask: str) -> str:
    return f"- kind: true-false\n  ask: {quote(ask)}\n  answer: true\n"


# Negative stems

NEGATIVE = [
    *("It is not so.", "It cannot be.", "Who can’t swim?", "Who can't swim?", "Who doesn’t?", "Never on Sundays."),
    *("All except one.", "Which is the least likely?", "NOT this one, and not that one."),
    *("He did not, or did NOT?", "It does\n  not\n  matter."),
]
NOT_NEGATIVE = [
    *("It is a knotted band.", "A notable note, noted.", "It takes at least two.", "At\n  least two.", "AT LEAST two."),
    *("Which is NOT so?", "Who CANNOT swim?", "All EXCEPT one.", "Who CAN’T swim?", "Nevertheless, it is so."),
    *("The knot is tight.", "An exception is made.", "The last one.", "Nothing else matters.", "Whatnot."),
    *("Forget-me-nots grow.", "Is a forget-me-not a plant?", "It is untrue.", "Who lives in Notting?", "Néver."),
]


@pytest.mark.parametrize("ask", NEGATIVE)
def test_a_negation_is_found_however_it_is_written(tmp_path: Path, ask: str) -> None:
    assert "negative-stem" in spoken(tmp_path, statement(ask))


@pytest.mark.parametrize("ask", NOT_NEGATIVE)
def test_what_only_looks_like_a_negation_is_let_pass(tmp_path: Path, ask: str) -> None:
    assert "negative-stem" not in spoken(tmp_path, statement(ask))


def test_only_what_is_scored_is_searched_for_negations(tmp_path: Path) -> None:
    told = "- kind: teach-back\n  ask: Tell a friend what not to do.\n  covers: [Do not run]\n"
    assert "negative-stem" not in spoken(tmp_path, told)


# Articles

WITH_AN = [
    *("8", "80", "800", "8th", "11", "11th", "18", "18th", "18-year-old", "8 mg", "X-ray", "MRI", "HIV", "SMS", "hour"),
    *("hourly dose", "honest answer", "heir", "apple", "Apple", "umbrella", "uninformed guess", "unimportant thing"),
    *(
        "urgent call",
        "ulcer",
        "ultrasound",
        "A",
        "I",
        "F",
        "éclair",
        "“apple”",
        "'apple'",
        "(open) door",
        "onion",
        "x-ray",
    ),
]
WITH_A = [
    *("1", "one", "one-way street", "once", "110", "180 mg", "7", "European", "unit", "university", "union", "useful"),
    *("USB", "UV lamp", "U-turn", "PC", "TV", "utensil", "utility", "uterus", "urine", "ukulele", "unanimous vote"),
    *("house", "honey", "hospital", "year", "yes", "ewe", "“bear”", "bear", "", "☕", "שלום", "1,000", "B"),
    *("STERILE needle", "MUSCLE", "unidirectional", "ubiquitous", "Uruguay"),
]


@pytest.mark.parametrize("text", WITH_AN)
def test_an_precedes_a_vowel_sound(text: str) -> None:
    assert takes_an(text)


@pytest.mark.parametrize("text", WITH_A)
def test_a_precedes_everything_else(text: str) -> None:
    assert not takes_an(text)


@pytest.mark.parametrize("ask", ["It is a", "It is an:", "It is a …", "It is an ___", "It is a ____.", "It is a –"])
def test_a_stem_that_ends_in_an_article_is_found(tmp_path: Path, ask: str) -> None:
    assert "article-cue" in spoken(tmp_path, asking(ask, "apple", "pear", "lemon"))


@pytest.mark.parametrize(
    "ask",
    [
        *("Which food has much vitamin A?", "What is said of hepatitis A?", "Who is in group A", "Look at plan A."),
        *("Which food is it?", "It is a fruit", "Is it in Panama", "It is a/an", "It is a(n)"),
    ],
)
def test_a_stem_that_ends_in_something_else_is_let_pass(tmp_path: Path, ask: str) -> None:
    assert "article-cue" not in spoken(tmp_path, asking(ask, "apple", "pear", "lemon"))


def test_options_that_all_go_with_the_article_are_let_pass(tmp_path: Path) -> None:
    assert "article-cue" not in spoken(tmp_path, asking("She waited for an", "hour", "MRI", "8-bit game"))


# Words that the stem shares with the key


@pytest.mark.parametrize(
    ("ask", "key", "shared"),
    [
        ("What do needles do?", "A needle pricks", True),
        ("What is the muscle’s band?", "Part of a muscle", True),
        ("What do you do with them?", "You use them", False),
        ("What does the tea want?", "It stands on a teapot", False),
        ("Where is the MUSCLE?", "In a muscle", True),
        ("Which is it, 2 or 3?", "It is 2", True),
        ("What is in-and-out?", "It goes out and in", False),
    ],
)
def test_an_echo_is_found_by_whole_words(tmp_path: Path, ask: str, key: str, shared: bool) -> None:
    assert ("clang" in spoken(tmp_path, asking(ask, key, "Something else", "Nobody knows"))) == shared


def test_an_echo_in_a_wrong_option_too_or_of_the_subject_is_let_pass(tmp_path: Path) -> None:
    asked = asking("What do needles do?", "A needle pricks", "It bends", "It breaks")
    assert "clang" in spoken(tmp_path, asked)
    assert "clang" not in spoken(tmp_path, asked, subject_words="[Needles, dry needling]")
    assert "clang" not in spoken(tmp_path, asked.replace("It bends", "The needle bends"))


# Options that speak of other options

ALL = ["All of the above", "all of the above.", "ALL OF THESE", "All the above", "All of them", "All of above"]
ALL += ["All of the above are correct", "All answers are correct", "All of the above!"]
NONE = ["None of the above", "none of these.", "None of them", "None of the above is correct"]
BOTH = ["Both A and B", "A and C", "A & B", "B and C only", "Options 1 and 3", "Both of the above", "Neither"]
BOTH += ["A, B and C"]
CONTENT = [
    *("All over the body", "All of the muscle", "None of my friends", "None of your business", "Both knees"),
    *("A and B vitamins", "Vitamins A and B", "Hepatitis A or B", "Both hands and feet", "Neither hot nor cold"),
    *("All these years", "All of the time", "A", "B", "1", "A bee", "Either foot", "A or an", "An above-knee stocking"),
]
OTHERS = {"all-of-the-above", "none-of-the-above", "both-a-and-b"}


@pytest.mark.parametrize(
    ("option", "rule"),
    [
        *((option, "all-of-the-above") for option in ALL),
        *((option, "none-of-the-above") for option in NONE),
        *((option, "both-a-and-b") for option in BOTH),
    ],
)
def test_an_option_about_other_options_is_found_by_its_rule(tmp_path: Path, option: str, rule: str) -> None:
    assert spoken(tmp_path, asking("Where does it hurt?", "In the arm", "In the leg", option)) & OTHERS == {rule}


@pytest.mark.parametrize("option", ["All of the above", "None of the above", "Both A and B only"])
def test_such_an_option_gets_only_one_finding(tmp_path: Path, option: str) -> None:
    assert "absolutes" not in spoken(tmp_path, asking("Where does it hurt?", "In the arm", "In the leg", option))


@pytest.mark.parametrize("option", CONTENT)
def test_an_option_with_such_words_of_its_own_is_let_pass(tmp_path: Path, option: str) -> None:
    assert not spoken(tmp_path, asking("Where does it hurt?", "In the arm", "In the leg", option)) & OTHERS


def test_one_or_two_are_numbers_where_all_options_are(tmp_path: Path) -> None:
    asked = asking("How many cups a day?", "1 or 2", "3 or 4", "5 or 6", more="  keep_order: true")
    assert "both-a-and-b" not in spoken(tmp_path, asked)


# Options that say the same


@pytest.mark.parametrize(
    "pair",
    [
        *(("On a bush", "on a bush."), ("It’s so", "It's so"), ("In-and-out", "in-and-out!"), ("A  tree", "a tree")),
        *(("5 mg", "5 mg."), ("“Tea”", '"Tea"')),
    ],
    ids=" | ".join,
)
def test_options_that_differ_only_in_form_are_the_same(tmp_path: Path, pair: tuple[str, str]) -> None:
    assert "key" in spoken(tmp_path, asking("Which?", pair[0], pair[1], "Nothing"))


@pytest.mark.parametrize(
    "pair",
    [
        *(("5 °C", "-5 °C"), ("Blood group A+", "Blood group A-"), ("< 5 cm", "> 5 cm"), ("2 + 2", "2 × 2")),
        *(("☕", "🍵"), ("50 %", "50"), ("½ cup", "¼ cup"), ("2,5", "25"), ("1/2", "1:2"), ("C", "C#"), ("a", "b")),
        *(("שלום", "שלומ"), ("Ja", "Jä")),
    ],
    ids=" | ".join,
)
def test_options_that_differ_in_a_sign_do_not(tmp_path: Path, pair: tuple[str, str]) -> None:
    assert "key" not in spoken(tmp_path, asking("Which?", pair[0], pair[1], "Nothing"))


# Numbers


def numbers(folder: Path, *options: str) -> set[str]:
    """The rules on numbers that find something in options in this order."""
    found = spoken(folder, asking("How much?", *options, more="  keep_order: true"))
    return found & {"range-overlap", "number-order"}


@pytest.mark.parametrize(
    "options",
    [
        ("less than 5 days", "5 to 10 days", "more than 10 days"),
        ("Under 5", "5–10", "Over 10"),
        ("5 to 9", "10 - 14", "15 or more"),
        ("4 or less", "5-9", "10+"),
        ("2,5", "3", "3,5"),
        ("0.5 mm", "1 mm", "1.5 mm"),
        ("10 mg", "10 ml", "10 g"),
        ("10 s", "10 min", "20 min"),
        ("2 m", "2 ms", "3 m"),
        ("2016", "2017", "2018"),
        ("In 2018", "In 2017", "In 2016"),
        ("about 10 minutes", "about 20 minutes", "about 30 minutes"),
        ("10", "100", "1,000", "10,000"),
        ("500", "1,000", "1,500"),
        ("1 day", "2 days", "3 days"),
        ("50 %", "60 %", "70 %"),
        ("1 time a day", "3 times a week", "2 times a month"),
        ("Two", "Three", "One"),
        ("-5", "0", "5"),
        ("Up to 5 %", "6 to 10 %", "More than 10 %"),
        ("1st", "3rd", "2nd"),
        ("Vitamin B12", "Vitamin B6", "Vitamin B1"),
        ("9" * 400, "8", "7"),
        ("Within 2 days", "Within 5 days", "2 to 5 days"),
    ],
    ids=" | ".join,
)
def test_numbers_in_order_that_have_none_in_common_are_let_pass(tmp_path: Path, options: tuple[str, ...]) -> None:
    assert numbers(tmp_path, *options) == set()


@pytest.mark.parametrize(
    "options",
    [
        ("1 to 5", "5 to 10", "11 to 15"),
        ("Up to 5 days", "5 to 10 days", "11 days"),
        ("5–10", "11–15", "10–11"),
        ("At least 5", "More than 7", "1"),
        ("1 to 2,5", "2.5 to 3", "4"),
        ("5 minutes or less", "5 minutes", "6 minutes or more"),
        ("between 1 and 3", "from 3 to 5", "6 to 8"),
        ("1 day", "1 to 2 days", "3 days"),
        ("500 to 1,500", "1,000 to 2,000", "3,000"),
    ],
    ids=" | ".join,
)
def test_numbers_in_common_are_found(tmp_path: Path, options: tuple[str, ...]) -> None:
    assert "range-overlap" in numbers(tmp_path, *options)


@pytest.mark.parametrize(
    "options",
    [("2", "10", "9"), ("10 mg", "5 mg", "20 mg"), ("2,5", "2,25", "3"), ("2018", "2016", "2017"), ("2", "1,000", "9")],
    ids=" | ".join,
)
def test_numbers_that_neither_rise_nor_fall_are_found(tmp_path: Path, options: tuple[str, ...]) -> None:
    assert numbers(tmp_path, *options) == {"number-order"}


# Absolutes, hedges, lengths


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        *(("Always at noon", True), ("ONLY at noon", True), ("None at noon", True), ("All at once", True)),
        *(("Allow it at noon", False), ("At the all-day shop", False), ("Only-child", False), ("Nonetheless", False)),
    ],
)
def test_absolutes_are_found_by_whole_words(tmp_path: Path, wrong: str, found: bool) -> None:
    assert ("absolutes" in spoken(tmp_path, asking("When?", "At eight", wrong, "At nine"))) == found


def test_absolutes_on_both_sides_are_let_pass(tmp_path: Path) -> None:
    assert "absolutes" not in spoken(tmp_path, asking("When?", "Only at eight", "Always at noon", "At nine"))


def test_a_hedge_is_found_in_each_option_that_has_it(tmp_path: Path) -> None:
    asked = asking("When?", "OFTEN at eight", "Soften it", "Sometimes, usually")
    assert [message.split("'")[1] for message in said(tmp_path, asked, "vague")] == ["OFTEN".lower(), "sometimes"]


@pytest.mark.parametrize(("key", "found"), [("a" * 14, True), ("a" * 13, False)])
def test_a_key_is_much_the_longest_from_14_characters_to_10(tmp_path: Path, key: str, found: bool) -> None:
    assert ("longest-key" in spoken(tmp_path, asking("When?", key, "b" * 10, "c" * 10))) == found


def test_a_key_that_is_as_long_as_one_wrong_option_is_not_the_longest(tmp_path: Path) -> None:
    assert "longest-key" not in spoken(tmp_path, asking("When?", "a" * 30, "b" * 30, "c"))


# Grounds


def grounds(folder: Path, passage: str, document: str) -> set[str]:
    text = written(statement("Tea grows.") + f"  passage: {quote(passage)}\n")
    return {finding.rule for finding in checked(folder, text, document).findings}


@pytest.mark.parametrize(
    ("passage", "document"),
    [
        *(
            ("It’s  tea", "It's tea."),
            ('the "tea"', "the “tea”"),
            ("two lines", "two\nlines"),
            ("bold tea", "**bold** tea"),
        ),
        *(("שלום עולם", "שלום עולם"), ("🍵", "Tea: 🍵")),
    ],
)
def test_spaces_quotes_and_markup_do_not_count_in_a_passage(tmp_path: Path, passage: str, document: str) -> None:
    assert grounds(tmp_path, passage, document) == set()


@pytest.mark.parametrize("passage", ["tea grows on a bush", "Tea grows on a bush!", "Tea grows.\n\nOn a bush"])
def test_capitals_signs_and_the_end_of_a_paragraph_do(tmp_path: Path, passage: str) -> None:
    assert "passage" in grounds(tmp_path, passage, f"{PASSAGE}.\n\nTea grows.\n\nOn a bush.\n")


def test_the_nearest_place_is_found_with_its_quotes_made_straight(tmp_path: Path) -> None:
    text = written(statement("Tea grows.") + "  passage: “Tea” isn’t picky\n")
    found = checked(tmp_path, text, "It is said that “Tea” isn’t choosy.\n").findings
    (message,) = (finding.message for finding in found if finding.rule == "passage")
    assert "the closest text is on line 1" in message


# Syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *(("tea", 1), ("muscle", 2), ("needle", 2), ("technique", 2), ("made", 1), ("treated", 2), ("bicycle", 3)),
        *(("acupuncture", 4), ("area", 3), ("2018", 1), ("☕", 1), ("in-and-out", 3), ("don't", 1), ("", 1)),
        *(("sea", 1), ("idea", 3), ("muscle's", 2), ("nausea", 3)),
    ],
)
def test_syllables_are_counted(word: str, count: int) -> None:
    assert syllables(word) == count
