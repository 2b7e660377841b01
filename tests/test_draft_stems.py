"""What `quiz draft` asks about sentences, lists and tables."""

from pathlib import Path

import pytest
from drafting import answer, only, questions

from quiz.bank.document import parse_document, title_of
from quiz.bank.pointing import leans
from quiz.core.kinds import Number, Select, TeachBack

VERBS_TO_FILL = "drive ride climb swim box dive ski row".split()

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
    "one of two cases, the second with a comma": (
        "Ring us if you feel hot, or if you have a rash.",
        "Complete the sentence: “Ring us if …”",
        "… you feel hot, or if you have a rash",
    ),
    "not when": (
        "Do not drive when you have just taken a tablet.",
        "Complete the sentence: “Do NOT drive when …”",
        "… you have just taken a tablet",
    ),
    "a range": (
        "Hold the ice on for 15 to 20 minutes.",
        "Which numbers are missing? “Hold the ice on for … minutes.”",
        "15 to 20",
    ),
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


@pytest.mark.parametrize(
    "sentence",
    [
        "Take 2 tablets a day, and no more than 8 tablets a week.",
        "A dial at 3 hours is not the same as three hours.",
        "Wait one hour before a meal or two hours after a meal.",
        "Warm the jug to 38 degrees (100 °F).",
    ],
)
def test_no_number_is_left_out_where_another_would_be_right_too(sentence: str) -> None:
    assert isinstance(only(sentence), TeachBack)


def test_a_call_out_box_is_read_without_its_marks() -> None:
    assert only("::: warning\nDo not swim if you are tired.\n:::").passage[0] == "Do not swim if you are tired."


def test_a_question_quotes_all_that_is_before_its_sentence_in_the_paragraph() -> None:
    text = "Wear the sling for a fortnight. You can take it off at night. If this hurts, call us. Sleep well."
    call = next(question for question in questions(f"# Arm\n\n{text}\n") if question.kind == "choice")
    assert call.ask == (
        "“Wear the sling for a fortnight. You can take it off at night.” What should you do if this hurts?"
    )
    assert call.explain == text.removesuffix(" Sleep well.")


def test_a_sentence_that_is_left_out_is_not_quoted_before_another() -> None:
    text = "Reviewed March 2024. If you have pain, call us. Keep the arm dry."
    ask = next(question.ask for question in questions(f"# Arm\n\n{text}\n") if question.kind == "choice")
    assert ask == "What should you do if you have pain?"


# What a sentence points to


@pytest.mark.parametrize(
    "sentence",
    [
        "Do not take it if you are ill.",
        "Call us if they swell.",
        "If you have any of these, call us.",
        "If you have been told to, write down the dose.",
        "But do not stop them.",
        "Do not use such creams.",
        "If a child has swallowed one, call us.",
        "Stop until then.",
        "Do not press here.",
        "Do not drive there.",
        "Danger: never take it with milk.",
        "Wash the area.",
        "After that, rest for an hour.",
        "Put the plate back.",
    ],
)
def test_a_sentence_that_points_outside_itself_is_known(sentence: str) -> None:
    assert leans(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "If you miss a dose, take it when you remember.",
        "If someone faints, lay them down.",
        "Oxygen does not burn, but it feeds a fire.",
        "See a doctor the same day.",
        "If it is hard to breathe, call 999.",
        "If there is pain, call 999.",
        "Do not take this medicine if you are pregnant.",
        "Use drops such as oil.",
        "Put your feet back on the floor.",
    ],
)
def test_a_sentence_whose_words_are_all_in_it_is_known(sentence: str) -> None:
    assert not leans(sentence)


def test_a_sentence_that_points_to_nothing_before_it_is_left_without_a_stem() -> None:
    table = "| A | B |\n|---|---|\n| c | d |\n"
    text = f"# Elbow\n\n## Straps\n\n{table}\nDo not take it off if you are tired.\n"
    [question] = [question for question in questions(text) if question.passage[0].startswith("Do not")]
    assert question.ask == ""
    assert answer(question) == ["Do not take it off if you are tired."]


def test_what_points_back_to_a_list_is_asked_together_with_it() -> None:
    text = "## Call us if you have\n\n- a rash\n- a fever\n\nIf you have any of these at night, ring 111.\n"
    after, *others = questions(f"# Gout\n\nGout hurts a lot.\n\n{text}")
    assert "In your own words: complete the sentence “Call us if you have …”" in [other.ask for other in others]
    assert after.ask.endswith("does the leaflet list under “Call us if you have”, and what does it say about that?")
    assert answer(after) == ["a rash; a fever.", "If you have any of these at night, ring 111."]
    assert after.passage == ("a rash", "a fever", "If you have any of these at night, ring 111.")


def test_who_a_list_is_about_is_asked_together_with_what_they_need_after_it() -> None:
    text = "If someone faints:\n\n1. Lay them down.\n2. Raise the legs.\n\nIf they feel faint again, call 999.\n"
    asked = next(question for question in questions(f"# Faints\n\n{text}") if "999" in question.explain)
    assert asked.passage[0] == "If someone faints:" and asked.passage[-1] == "If they feel faint again, call 999."
    assert "If someone faints" in asked.ask


# The case


def test_a_lead_in_names_what_its_paragraph_is_about() -> None:
    text = "## Food\n\n**Two days before.** Eat rice.\n\n**The day before.** Avoid food if you are well.\n"
    asked = [question.ask for question in questions(f"# Scan\n\n{text}")]
    assert asked == [
        "When should you avoid food? (“Food: The day before”)",
        "In your own words: what does the leaflet say under “Food: Two days before”?",
    ]


def test_a_group_that_was_named_before_stays_in_the_question() -> None:
    text = "Any cough in a baby under 2 months is urgent. Do not give syrup until your baby has been seen."
    syrup = next(question for question in questions(f"# Cough\n\n## Care\n\n{text}\n") if "syrup" in question.ask)
    assert syrup.ask == (
        "“Any cough in a baby under 2 months is urgent.” Until when should you NOT give syrup? (“Care”)"
    )


def test_nothing_under_half_a_sentence_is_asked_without_it() -> None:
    text = "## Call 999 if\n\nyour lips swell or you cannot breathe.\n\nIf you carry a pen, use it first.\n"
    first, after, _ = questions(f"# Jab\n\nThe jab may hurt a bit.\n\n{text}")
    assert first.ask == "In your own words: complete the sentence “Call 999 if …”"
    assert answer(first) == ["your lips swell or you cannot breathe."]
    assert after.ask == (
        "In your own words: what does the leaflet say in the part that begins “If you carry a pen …” "
        "(after the list “Call 999 if …”)?"
    )


def test_a_case_that_a_list_before_it_began_is_not_asked_without_that_list() -> None:
    text = (
        "**Take the patch off and ring us if your skin is:**\n\n- sore\n- blistered\n\nIf nobody answers, see a GP.\n"
    )
    _, after = questions(f"# Patches\n\n{text}")
    assert after.ask == (
        "In your own words: what does the leaflet say in the part that begins “If nobody answers …” "
        "(after the list “Take the patch off and ring us if your skin is …”)?"
    )


def test_words_in_bold_before_a_paragraph_hold_for_the_list_after_it() -> None:
    text = "**Itching.** Put on the cream twice a day.\n\n- Use no more than 5 g.\n- Do not put it near the eyes.\n"
    listed = questions(f"# Rash\n\n## At home\n\n{text}")[0]
    assert listed.ask == (
        "“Put on the cream twice a day.” In your own words: what does the leaflet list under “At home: Itching”?"
    )
    assert answer(listed) == ["Use no more than 5 g.", "Do not put it near the eyes."]


def test_only_words_that_are_all_bold_are_a_heading_of_their_paragraph() -> None:
    text = "**Ring** 112 if you may be in danger. For instance, ring if:\n\n- you faint\n- you bleed\n"
    listed = next(question for question in questions(f"# Falls\n\n## Help\n\n{text}") if "faint" in str(question))
    assert listed.ask.startswith("“Ring 112 if you may be in danger.”")


def test_a_sentence_that_a_list_completes_leads_to_it() -> None:
    text = "Signs come within a day. Ring 112 if anyone who ate the mushroom has\n\n- cramps\n- yellow skin\n"
    asked = questions(f"# Mushrooms\n\n## Help\n\n{text}")
    assert asked[0].ask == (
        "“Signs come within a day.” In your own words: complete the sentence "
        "“Ring 112 if anyone who ate the mushroom has …” (“Help”)"
    )
    assert not [question for question in asked if any(text.endswith("has") for text in answer(question))]


def test_what_holds_in_one_case_only_stays_with_that_case() -> None:
    text = "Some pumps have two clips. You must shut both of them. Ring us if you react to latex. You need other tubes."
    [question] = [one for one in questions(f"# Pumps\n\n## Clips\n\n{text}\n") if isinstance(one, TeachBack)]
    assert answer(question) == [
        "Some pumps have two clips. You must shut both of them.",
        "Ring us if you react to latex. You need other tubes.",
    ]


def test_a_list_in_a_long_item_is_not_taken_from_it() -> None:
    inner = "".join(
        f"  - Do not {verb} before the clinic has said that you may {verb} again.\n" for verb in VERBS_TO_FILL
    )
    asked = questions(f"# Scans\n\n## At home\n\n- If you had a sedative:\n{inner}- Drink tea.\n")
    assert [question.ask for question in asked] == [
        "In your own words: what does the leaflet list under “At home: If you had a sedative”?"
    ]


@pytest.mark.parametrize("line", ["Figure 3", "*Elm Ward* · Sheet 4 · Reviewed May 2024"])
def test_captions_and_letterheads_are_no_headings(line: str) -> None:
    asked = questions(f"# Knee\n\n## Care\n\n{line}\n\nThe knee is a joint.\n")
    assert [question.ask for question in asked] == ["In your own words: what does the leaflet say under “Care”?"]


def test_a_call_out_ends_with_its_title() -> None:
    text = '!!! danger "Diabetes"\n    Do not fast.\n\nDrink tea.\n'
    asked = {answer(question)[0]: question.ask for question in questions(f"# Scan\n\n## Food\n\nEat well.\n\n{text}")}
    assert asked["Do not fast."] == "In your own words: what does the leaflet say under “Food: Diabetes”?"
    assert (
        asked["Drink tea."]
        == "In your own words: what does the leaflet say in the part that begins “Drink tea …” (“Food”)?"
    )


@pytest.mark.parametrize(
    "box",
    ["::: tip\n### Dogs\n\nKeep dogs away.\n:::", "> ### Dogs\n> Keep dogs away.", "::: tip Dogs\n\nKeep dogs away."],
    ids=["a heading inside", "a quotation", "no end"],
)
def test_what_follows_a_box_is_not_under_its_title(box: str) -> None:
    asked = {answer(question)[0]: question.ask for question in questions(f"# Scan\n\n## Food\n\n{box}\n\nDrink tea.\n")}
    assert asked["Keep dogs away."].endswith("under “Food: Dogs”?")
    assert asked["Drink tea."].endswith("(“Food”)?")


def test_no_two_drafts_have_the_same_stem() -> None:
    lists = "- Rest a lot.\n- Drink a lot.\n\nIt is a joint.\n\n- Walk a bit.\n- Eat a bit.\n"
    stems = [question.ask for question in questions(f"# Knee\n\n## Care\n\n{lists}") if question.ask]
    assert stems == [
        "In your own words: what does the leaflet list under “Care”?",
        "In your own words: what does the leaflet list under “Care”? (the part that begins “Walk a bit …”)",
    ]


def test_a_list_of_links_within_the_document_is_not_asked_about() -> None:
    asked = questions("# Knee\n\n## Care\n\nOn this page:\n\n- [Rest](#a)\n- [Walks](#b)\n\nThe knee is a joint.\n")
    assert [answer(question) for question in asked] == [["The knee is a joint."]]


def test_a_short_sentence_without_a_full_stop_is_no_heading() -> None:
    asked = questions("# Knee\n\n## Care\n\nYour nurse will show you how\n\nDo not bend the leg.\n")
    assert [question.ask for question in asked] == ["In your own words: what does the leaflet say under “Care”?"]


def test_paragraphs_that_begin_in_the_middle_of_a_sentence_are_a_list() -> None:
    [asked] = questions("# Knee\n\n## Call 999 if\n\nyour leg swells\n\nyour foot is cold\n")
    assert answer(asked) == ["your leg swells", "your foot is cold"]


def test_a_line_in_bold_is_over_the_rest_of_its_paragraph() -> None:
    asked = questions("# Knee\n\n## Care\n\n> **Dogs**\n> Keep dogs away.\n\nRest the leg.\n")
    assert {answer(question)[0] for question in asked} == {"Keep dogs away.", "Rest the leg."}
    assert any("“Care: Dogs”" in question.ask for question in asked)


@pytest.mark.parametrize("text", ["A few spots of blood when you clean it are normal.", "Version 3, May 2025"])
def test_no_part_of_a_sentence_is_asked_for(text: str) -> None:
    assert all(question.kind == "teach-back" for question in questions(f"# Stoma\n\n## Care\n\n{text}\n"))


def test_an_instruction_is_no_lead_in() -> None:
    [asked] = questions("# Tube\n\n## Pills\n\nUse liquids. Never mix pills with feed.\n")
    assert "Use liquids" in asked.explain


def test_no_short_sentence_of_a_paragraph_is_dropped() -> None:
    [asked] = questions("# Fits\n\nPut nothing in their mouth. Ring 999. Two puffs. Stay with them.\n")
    assert asked.explain == "Put nothing in their mouth. Ring 999. Two puffs. Stay with them."


def test_a_paragraph_that_only_says_no_answers_its_heading() -> None:
    [asked] = questions("# Knee\n\n## Can I drive?\n\nNo.\n")
    assert (asked.ask, answer(asked)) == ("In your own words: Can I drive?", ["No."])


def test_the_label_of_a_part_is_no_title() -> None:
    assert title_of(parse_document("## Where:\n\nAt home.\n", Path("knee.md"))) == "knee"


def test_the_name_of_the_publisher_is_no_title() -> None:
    assert title_of(parse_document("# Elm Hospital\n\n# Knees\n\nBend it.\n", Path("a.md"))) == "Knees"


def test_a_ban_is_not_cut_at_its_commas() -> None:
    question = only("After the jab you must not drive, ride a bike, drink wine.")
    assert isinstance(question, TeachBack)
    assert answer(question) == ["After the jab you must not drive, ride a bike, drink wine."]
    assert answer(only("After the jab, you must not drive, or lift bags.")) == ["You must not drive, or lift bags"]


def test_two_sentences_with_the_same_stem_are_not_asked_apart() -> None:
    text = "## One\n\nDo not take Zolin if you are ill.\n\n## Two\n\nDo not take Zolin if you are old.\n"
    assert {question.kind for question in questions(f"# Zolin\n\n{text}")} == {"teach-back"}


def test_a_second_instruction_is_no_part_of_a_case() -> None:
    assert isinstance(only("Rest the leg if it hurts, and call the ward if it swells."), TeachBack)


def test_all_of_a_section_is_asked_for() -> None:
    text = "## Wound\n\nKeep the wound dry. Do not pick the scab.\n\nCall 999 if you faint.\n"
    question = next(one for one in questions(f"# Knee\n\nThe knee is sore.\n\n{text}") if one.kind == "teach-back")
    assert question.ask == "In your own words: what does the leaflet say under “Wound”?"
    assert answer(question) == ["Keep the wound dry.", "Do not pick the scab.", "Call 999 if you faint."]


def test_a_heading_that_asks_is_the_question() -> None:
    asked = [question.ask for question in questions("# Knee\n\n## Can I swim?\n\nNo. Wait until the wound is dry.\n")]
    assert asked == ["In your own words: Can I swim?"]


# A list


def test_a_list_of_when_to_call_becomes_a_teach_back() -> None:
    question = only("Call us if you:\n\n- have a fever\n- cannot walk\n")
    assert isinstance(question, TeachBack)
    assert question.ask == "In your own words: complete the sentence “Call us if you …”"
    assert question.passage[0] == "Call us if you:"
    assert question.explain == "Call us if you: have a fever; cannot walk"


def test_a_lead_that_ends_in_may_is_completed() -> None:
    items = "- feel sick\n- feel warm\n- sleep badly\n- need to rest\n- want to drink\n- be pale\n- itch\n"
    question = only(f"After the scan you may:\n\n{items}")
    assert question.ask == "In your own words: complete the sentence “After the scan you may …”"


def test_a_list_without_instructions_becomes_a_select() -> None:
    question = only("Signs of a sprain are:\n\n- bruising\n- a warm joint\n")
    assert isinstance(question, Select)
    assert answer(question) == ["bruising", "a warm joint"]


def test_a_list_under_dont_keeps_its_not() -> None:
    [question] = questions("# Elbow\n\n## Painkillers\n\n### Don't\n\n- lift bags\n- sleep on it\n")
    assert question.ask == "In your own words: what does the leaflet list under “Painkillers: Don't”?"
    assert question.explain == "Painkillers: Don't: lift bags; sleep on it"


def test_steps_keep_their_order_and_conditions() -> None:
    question = only(
        "Steps:\n\n1. Open the tap.\n2. Wait until it runs hot.\n   - If it does not, call us.\n3. Close the tap.\n"
    )
    assert answer(question) == ["Open the tap.", "Wait until it runs hot: If it does not, call us.", "Close the tap."]


def test_what_is_before_the_lead_of_a_list_is_quoted() -> None:
    text = "Babies under 3 months are at risk. Call us if your baby:\n\n- is hot\n- is limp\n"
    question = questions(f"# Knee\n\n{text}")[0]
    assert question.ask.startswith("“Babies under 3 months are at risk.” In your own words: complete the sentence")
    assert question.passage[:2] == ("Babies under 3 months are at risk.", "Call us if your baby:")


def test_a_list_whose_lead_points_to_nothing_is_left_without_a_stem() -> None:
    assert only("Do not use it if you:\n\n- are ill\n- are old\n").ask == ""


def test_a_list_is_not_cut() -> None:
    groups = "".join(f"- Group {n}\n" + "".join(f"  - Do not lift {n}{m}\n" for m in "abcd") for n in range(6))
    asked = questions(f"# Knee\n\nRules:\n\n{groups}")
    assert [question.ask for question in asked] == [
        f"In your own words: what does the leaflet list under “Rules: Group {n}”?" for n in range(6)
    ]
    assert answer(asked[5]) == [f"Do not lift 5{m}" for m in "abcd"]
    flat = "".join(f"- Do not lift thing {n}\n" for n in range(30))
    [question] = questions(f"# Knee\n\nRules:\n\n{flat}")
    assert (question.ask, len(answer(question))) == ("", 30)


def test_items_that_are_sentences_are_joined_as_such() -> None:
    assert only("Do not:\n\n- Do not lift bags.\n- Do not kneel.\n").explain == "Do not lift bags. Do not kneel."


def test_a_definition_list_is_a_list() -> None:
    text = "**When to get help**\n\nA hot wound\n: See the nurse.\n\nA faint\n: Call 999.\n"
    [question] = [one for one in questions(f"# Knee\n\n{text}") if one.kind == "teach-back"]
    assert answer(question) == ["A hot wound: See the nurse.", "A faint: Call 999."]


def test_a_heading_that_asks_is_the_question_on_its_list() -> None:
    text = "## What if I cut myself?\n\n- Press on the cut.\n- Raise the limb.\n"
    [question] = questions(f"# Warfarin\n\n{text}")
    assert question.ask == "In your own words: What if I cut myself?"


# A table


def test_a_table_without_column_headings_is_asked_under_its_heading() -> None:
    [question] = questions("# Knee\n\n## Side effects\n\n| | |\n| --- | --- |\n| Common | a rash |\n| Rare | a fit |\n")

    assert question.ask == "Which of these does the leaflet list under “Side effects”? Tick all that apply."


def test_even_if_is_not_asked_about_by_itself() -> None:
    [question] = questions("# Knee\n\n## Tablets\n\nFinish the course even if you feel well.\n")

    assert isinstance(question, TeachBack)


def test_a_heading_of_small_words_is_kept() -> None:
    [question] = questions("# Drops\n\n## How to put them in\n\nIf you miss a drop, leave it out.\n")

    assert question.ask == "What should you do if you miss a drop? (“How to put them in”)"


def test_a_paragraph_that_speaks_of_the_list_after_it_is_quoted() -> None:
    text = "# Knee\n\n## Exercises\n\nStart these only once you can stand.\n\n- Bend your knee\n- Lift your leg\n"

    assert any(
        question.ask.startswith("“Start these only once you can stand.”") and len(answer(question)) == 2
        for question in questions(text)
    )


def test_columns_of_when_to_call_come_first_each_under_its_own_heading() -> None:
    table = "| Call 911 | Call us at 555-0199 |\n|---|---|\n| You faint | You cough |\n| Blue lips | You itch |\n"
    first, second, *_ = questions(f"# Asthma\n\n## Help\n\n{table}\nDo not run.\n")
    assert first.ask == "In your own words: what does the leaflet list under “Call 911”? (“Help”)"
    assert answer(first) == ["You faint", "Blue lips"]
    assert answer(second) == ["You cough", "You itch"]


def test_lists_beside_each_other_are_not_read_across() -> None:
    rows = "| Rice | Soy sauce | Bread |\n| Eggs | Crisps | Beer |\n"
    asked = questions(f"# Gluten\n\n## Food\n\n| Safe | Check the label | Avoid |\n|---|---|---|\n{rows}")
    assert {question.ask: answer(question) for question in asked} == {
        "Which of these does the leaflet list under “Safe”? (“Food”) Tick all that apply.": ["Rice", "Eggs"],
        "In your own words: what does the leaflet list under “Check the label”? (“Food”)": ["Soy sauce", "Crisps"],
        "In your own words: what does the leaflet list under “Avoid”? (“Food”)": ["Bread", "Beer"],
    }


def test_each_cell_of_a_row_is_after_the_heading_of_its_column() -> None:
    text = (
        "# Tubes\n\n## Care\n\n| Green | Amber | Red |\n|---|---|---|\n| Rice | Soy | Rye |\n| Eggs | Oats | Beer |\n"
    )
    [question] = questions(text)
    assert answer(question) == ["Green: Rice · Amber: Soy · Red: Rye", "Green: Eggs · Amber: Oats · Red: Beer"]


def test_the_title_of_a_table_says_what_the_table_is_about() -> None:
    title, rows = "Table 2: What to do if you miss a dose", "| Same day | Take it |\n| Later | Skip it |\n"
    [question] = questions(f"# Pills\n\n## Use\n\n{title}\n\n| When | What |\n|---|---|\n{rows}")
    assert question.ask == f"In your own words: what does the table “When · What” say, row by row? (“Use: {title}”)"
    assert question.passage[0] == "When: Same day · What: Take it"


@pytest.mark.parametrize(
    "notes",
    [
        "### Footnotes\n\nLow means 7 mg a week.",
        "[1] Low means 7 mg a week.",
        "Shut the box.[^1]\n\n[^1]: Low means 7 mg.",
    ],
)
def test_footnotes_are_no_part_of_the_last_section(notes: str) -> None:
    [question] = questions(f"# Pills\n\n## Storage\n\nKeep the pills dry. Count the pills.\n\n{notes}\n")
    assert answer(question)[:2] == ["Keep the pills dry.", "Count the pills."]
    assert "7 mg" not in question.explain


def test_what_follows_a_table_of_cases_may_be_about_others() -> None:
    table = "| Sign | Cause |\n|---|---|\n| Fever | Infection |\n| Bruises | Low platelets |\n"
    after = "A headache is common in the first days of your treatment."
    text = f"# Pills\n\n## Use\n\nSwallow the pill.\n\n## Call us if you have:\n\n{table}\n{after}\n"
    last = next(question for question in questions(text) if "A headache" in question.explain)
    assert last.ask == (
        "In your own words: what does the leaflet say in the part that begins “A headache is common …” "
        "(after the list “Call us if you have …”)?"
    )


def test_what_follows_a_list_of_what_not_to_do_need_not_be_about_that() -> None:
    text = "## You cannot for now\n\n- bathe\n- swim\n\nThe glue comes off by itself in 9 days, or a little later.\n"
    asked = [question.ask for question in questions(f"# Glue\n\n{text}") if "glue" in question.explain]
    assert asked == [
        "In your own words: what does the leaflet say in the part that begins “The glue comes off by …” "
        "(after the list “You cannot for now …”)?"
    ]


def test_a_sentence_that_announces_a_list_is_asked_with_it() -> None:
    text = "If we have told you nothing else, follow these instructions.\n\n- Eat nothing.\n- Drink water.\n"
    question = questions(f"# Scan\n\n## Food\n\n{text}")[0]
    assert "“If we have told you nothing else, follow these instructions.”" in question.ask
    assert question.passage[0] == "If we have told you nothing else, follow these instructions."


def test_what_announces_several_lists_is_quoted_with_each() -> None:
    lists = "If you take any:\n\n- herbs\n- vitamins\n\nIf you are allergic to:\n\n- latex\n- nuts\n"
    last = "You may have to stop the herbs for a while."
    text = f"# Scan\n\n## Before\n\nTell the nurse the following.\n\n{lists}\n{last}\n"
    asked = {question.passage[-1]: question.ask for question in questions(text)}
    assert asked["vitamins"].startswith("“Tell the nurse the following.” ")
    assert asked["nuts"].startswith("“Tell the nurse the following.” ")
    assert "the following" not in asked[last]


def test_a_line_of_its_own_is_the_heading_until_the_next() -> None:
    text = "Crowns\n\nThey may feel odd.\n\nFloss them daily.\n\nExtractions\n\nUse no straw at all for a week.\n"
    asked = {
        point: question.ask for question in questions(f"# Teeth\n\n## After\n\n{text}") for point in answer(question)
    }
    assert "“After: Crowns”" in asked["Floss them daily."]
    assert "“After: Extractions”" in asked["Use no straw at all for a week."]


def test_an_instruction_of_its_own_is_no_heading() -> None:
    text = "Pills thin the blood.\n\nNever stop them without asking us\n\nAll of them may upset the stomach.\n"
    asked = questions(f"# Pills\n\n## Use\n\n{text}")
    assert any("Never stop them without asking us." in question.explain for question in asked)
    assert all("Never" not in question.ask for question in asked if "stomach" in question.explain)


def test_the_paragraph_before_a_list_says_what_its_lead_refers_to() -> None:
    text = "The sling keeps the arm still. Keep it dry.\n\nTake it off only to:\n\n- wash\n- dress\n"
    asked = next(
        one.ask for one in questions(f"# Arm\n\n## Sling\n\nRest.\n\n- a\n- b\n\n{text}") if "wash" in one.explain
    )
    assert asked.startswith("“The sling keeps the arm still. Keep it dry.” In your own words: complete the sentence")


def test_these_at_the_start_of_a_lead_are_what_the_list_names() -> None:
    [asked] = questions("# Face\n\n## Avoid\n\nThese activities raise the pressure:\n\n- flying\n- diving\n")
    assert asked.ask


def test_what_follows_a_label_may_refer_to_it() -> None:
    items = "- Low calcium: This is due to the glands. Tell us if your lips tingle.\n- " + "Bleeding is rare. " * 30
    asked = next(one for one in questions(f"# Neck\n\n## Risks\n\n{items}\n") if "calcium" in one.explain)
    assert asked.ask


def test_items_that_are_asked_alone_keep_what_to_do_with_them() -> None:
    items = "- Hepatitis B. It is a virus that harms the liver.\n- HPV. " + "It is passed on in many ways. " * 20
    asked = next(
        one.ask
        for one in questions(f"# Jabs\n\n## Go\n\nAsk your doctor about:\n\n{items}\n")
        if "liver" in one.explain
    )
    assert "Ask your doctor about" in asked


def test_numbered_paragraphs_after_a_colon_are_items() -> None:
    text = "Tell us at once about:\n\n(1) A tight neck, or any trouble when you breathe or swallow.\n\n(2) A fever.\n"
    asked = questions(f"# Neck\n\n## Signs\n\n{text}")[0]
    assert answer(asked) == ["A tight neck, or any trouble when you breathe or swallow.", "A fever."]


def test_what_another_draft_quotes_comes_last() -> None:
    text = "Do not rush when you climb the stairs again. Bring with you:\n\n- a stick\n- a friend\n\n- apples\n"
    asked = questions(f"# Knee\n\n## Stairs\n\n{text}\n## Sleep\n\nYou may sleep badly for a week or even longer.\n")
    assert [question.passage[-1] for question in asked][-1] == "Do not rush when you climb the stairs again."


def test_a_case_without_what_to_do_is_no_heading() -> None:
    text = "If you have an infection anywhere\n\nSome people have to stop their tablets before the scan.\n"
    [question] = questions(f"# Scan\n\n{text}")
    assert "infection" not in question.ask and question.passage[0].startswith("Some people")


def test_short_paragraphs_after_a_colon_are_items() -> None:
    text = "Contact a doctor if you notice:\n\nMore redness\n\nThe red area grows\n\nSwelling\n\nRest for a week.\n"
    question = questions(f"# Cut\n\n## Signs\n\n{text}")[0]
    assert "“Contact a doctor if you notice”" in question.ask
    assert answer(question) == ["More redness", "The red area grows", "Swelling"]


def test_an_item_of_several_sentences_leads_to_the_list_inside_it_by_its_last() -> None:
    pills = "".join(f"    - Pill {name} {'slowly ' * 15}every day with water\n" for name in "ABCDE")
    text = f"- You will have some pain. Take these as needed.\n{pills}- Walk a little every day.\n"
    question = next(question for question in questions(f"# Knee\n\n## Pain\n\n{text}") if "Pill A" in question.explain)
    assert question.ask.startswith("“You will have some pain.” Which of these does the leaflet list under “Pain: Take")
    assert question.passage[:2] == ("You will have some pain.", "Take these as needed.")


def test_an_answer_that_begins_with_yes_is_asked_by_its_question() -> None:
    text = "## Will it hurt?\n\nYes. The needle stings.\n\n| Day | Pain |\n|---|---|\n| 1 | some |\n"
    question = next(question for question in questions(f"# Jab\n\n{text}") if "stings" in question.explain)
    assert question.ask == "In your own words: Will it hurt?"
    assert answer(question) == ["Yes. The needle stings."]


def test_advice_below_a_question_about_facts_is_no_answer_to_it() -> None:
    text = "## What is normal?\n\nA little blood is normal. Do not touch the wound with your fingers.\n"
    asked = next(question.ask for question in questions(f"# Cut\n\n{text}") if len(answer(question)) > 1)
    assert asked == "In your own words: what does the leaflet say under “What is normal?”?"


def test_a_short_statement_that_its_beginning_gives_away_has_no_stem() -> None:
    text = "## Visit\n\nThe clinic is in Elm House.\n\n- apples\n- pears\n\nThank you for choosing us.\n"
    assert {question.ask for question in questions(f"# Jab\n\n{text}") if "clinic" in question.explain} == {""}


@pytest.mark.parametrize(
    "sentence", ["Ask your doctor if there are foods to avoid.", "Write down when you felt the pain."]
)
def test_whether_and_what_are_no_cases(sentence: str) -> None:
    assert not only(sentence).ask.startswith("When should you")


def test_what_to_do_without_an_answer_is_asked_with_whom_to_call() -> None:
    text = (
        "Call the ward at once if:\n\n- the graft is black\n- you shiver\n\nIf you cannot get through, see a doctor.\n"
    )
    asked = questions(f"# Skin\n\n## Healing\n\nIt heals in 9 days.\n\n{text}")
    last = next(question for question in asked if "see a doctor" in question.explain)
    assert answer(last) == [
        "Call the ward at once if: the graft is black; you shiver.",
        "If you cannot get through, see a doctor.",
    ]
    assert not any("What should you do if you CANNOT get through" in question.ask for question in asked)


def test_a_table_is_asked_with_all_its_rows() -> None:
    [question] = questions(
        "# Tubes\n\n## Care\n\n| Part | How often |\n|---|---|\n| Mask | Daily |\n| Hose | Weekly |\n"
    )
    assert question.ask == "In your own words: what does the table “Part · How often” say, row by row? (“Care”)"
    assert answer(question) == ["Part: Mask · How often: Daily", "Part: Hose · How often: Weekly"]
    assert question.passage == tuple(answer(question))


def test_a_table_whose_rows_have_names_needs_no_heading_over_them() -> None:
    table = "|  | Morning | Evening |\n|---|---|---|\n| Food | Nothing | A snack |\n| Water | Until 6 am | Freely |\n"
    [question] = questions(f"# Scan\n\n## Fasting\n\n{table}")
    assert question.ask == "In your own words: what does the table “Morning · Evening” say, row by row? (“Fasting”)"
    assert answer(question)[0] == "Food · Morning: Nothing · Evening: A snack"


def test_a_table_with_marks_of_notes_or_gaps_is_left_without_a_stem() -> None:
    head = "# Tubes\n\n## Care\n\n| Part | How often |\n|---|---|\n"
    for rows in ("| Mask* | Daily |\n| Hose | Weekly |\n", "| Mask | Daily |\n|  | Weekly |\n"):
        [question] = questions(head + rows)
        assert question.ask == ""


def test_only_is_never_lost() -> None:
    asked = only("Only take the tablet if you need it.")
    assert asked.ask == "Complete the sentence: “Only take the tablet if …”"


def test_a_comma_in_brackets_ends_no_case() -> None:
    assert isinstance(only("If you bleed (more than a spot, say so), call us."), TeachBack)


def test_what_announces_some_lists_is_not_quoted_with_later_ones() -> None:
    text = "Tell us the following.\n\nIf you take:\n\n- herbs\n- salts\n\nRest well.\n\nBring:\n\n- a bag\n- a book\n"
    asked = next(question for question in questions(f"# Scan\n\n## Before\n\n{text}") if "book" in question.explain)
    assert "the following" not in asked.ask


def test_a_question_of_two_sentences_is_the_heading_of_its_answer() -> None:
    text = (
        "I had the virus. How soon can I get the jab?\n\nWait for about a month or so.\n\nIs it free?\n\nYes, it is.\n"
    )
    asked = {question.passage[0]: question.ask for question in questions(f"# Jab\n\n## Questions\n\n{text}")}
    assert "How soon can I get the jab?" in asked["Wait for about a month or so."]


def test_bold_words_before_a_colon_are_the_heading_of_their_paragraph() -> None:
    text = "**Normal:** A bruise is common and goes by itself.\n\n**Possible issue:** One in 20 men has swelling.\n"
    asked = {question.passage[0]: question.ask for question in questions(f"# Cut\n\n## After\n\n{text}")}
    assert asked["A bruise is common and goes by itself."].endswith("under “After: Normal”?")


def test_the_beginning_of_a_passage_says_what_it_is_about() -> None:
    text = "- apples\n- pears\n\nPlease do not allow your child to use a straw. It can start the bleeding again.\n"
    asked = next(one.ask for one in questions(f"# Teeth\n\n## After\n\n{text}") if "straw" in one.explain)
    assert "“Please do not allow your child" in asked


def test_a_number_that_begins_a_line_is_not_asked_for() -> None:
    assert not any(isinstance(one, Number) for one in questions("# Visits\n\n## Age\n\n2 weeks old: a visit to us.\n"))


@pytest.mark.parametrize("signs", ["*" * 20_000, "_" * 20_000, "* " * 10_000])
def test_a_line_of_signs_costs_no_more_than_its_length(signs: str) -> None:
    assert questions(f"# Knee\n\nRest it. {signs}\n\n{signs}\n\nReviewed March 2024 {signs}\n") is not None


def test_a_paragraph_that_refers_to_nothing_leaves_the_others_their_question() -> None:
    text = "- apples\n- pears\n\nUse it for a week.\n\nKeep the cuff dry when you have a shower or a bath.\n"
    asked = {one.passage[0]: one.ask for one in questions(f"# Arm\n\n## Cuff\n\nRest.\n\n{text}")}
    assert asked["Use it for a week."] == "" and asked["Keep the cuff dry when you have a shower or a bath."]


def test_a_note_to_a_table_is_not_asked_about() -> None:
    text = "| Age | Drops |\n|---|---|\n| 2 to 12* | 1 |\n\n\\* Not below 20 kg.\n"
    assert all("20 kg" not in question.explain for question in questions(f"# Eyes\n\n## Doses\n\n{text}"))


def test_a_bold_label_is_the_heading_of_the_list_after_its_paragraph() -> None:
    text = "**Week 1**\n\n- Pump the ankles.\n- Rest.\n\n**Wounds.** Two little cuts.\n\n- Keep dry.\n- No cream.\n"
    asked = next(one.ask for one in questions(f"# Knee\n\n{text}\n**Driving.** Not yet.\n") if "cream" in one.explain)
    assert "“Wounds”" in asked and "Week 1" not in asked


def test_words_that_are_only_half_a_sentence_are_no_label() -> None:
    asked = questions(
        "# Foot\n\n## Care\n\n**Do NOT for 24 hours:** Drive, drink alcohol, or make important decisions.\n"
    )
    assert all("Do NOT for 24 hours" in one.explain for one in asked)


def test_a_duty_before_the_first_comma_is_no_case() -> None:
    asked = only("For 24 hours after the drug you must not drive, drink alcohol, or sign legal papers.")
    assert not asked.ask.startswith("What should you do")


def test_an_answer_ends_before_the_next_instruction() -> None:
    asked = only("Take paracetamol if you need it, and avoid aspirin for a week.")
    assert asked.kind == "teach-back"


def test_a_table_is_asked_whatever_pronouns_are_in_its_headings() -> None:
    table = (
        "| What you notice | What it may mean |\n|---|---|\n| Sore throat | Infection |\n| Bruises | Low platelets |\n"
    )
    assert "row by row" in questions(f"# Pills\n\n## Signs\n\n{table}")[0].ask


def test_a_sentence_in_bold_is_no_heading() -> None:
    text = "**The tablet is taken once a week only.** It must never be taken every day, as that can harm you.\n"
    [asked] = [one for one in questions(f"# Pills\n\n## Use\n\n{text}") if one.kind == "teach-back"]
    assert "The tablet is taken once a week only." in asked.explain


def test_half_a_range_is_not_asked_for() -> None:
    assert not isinstance(only("You will be seen by the team every one to two weeks."), Number)


def test_to_come_back_is_a_call_for_help() -> None:
    text = "Come straight back to the Emergency Department if:\n\n- it swells\n- it turns blue\n"
    assert isinstance(only(text), TeachBack)


def test_a_paragraph_that_begins_in_bold_is_not_under_the_label_before_it() -> None:
    text = "**Storage.** Keep pills locked up.\n\n**Ring us if the skin of your hands turns yellow.** Ask for Ann.\n"
    asked = next(one.ask for one in questions(f"# Pills\n\n## At home\n\n{text}") if "yellow" in one.explain)
    assert "Storage" not in asked
