"""What might fool the rules that compare a question with its document: false alarms, and misses."""

from pathlib import Path

import pytest
from rule_files import asking, checked, quote, written

KEY = "An evergreen shrub"
"""A right option; `shrub` asks for it."""


def found(folder: Path, question: str, document: str, language: str = "en") -> set[str]:
    """The rules that speak of a question on a document."""
    text = f"language: {language}\n{written(question)}"
    return {finding.rule for finding in checked(folder, text, f"{document}\n").findings}


def statement(ask: str, more: str = "") -> str:
    return f"- kind: true-false\n  ask: {quote(ask)}\n  answer: true\n{more}"


def parts(kind: str, key: str, *lines: str) -> str:
    return f"- kind: {kind}\n  ask: Which?\n  {key}:\n" + "".join(f"    - {line}\n" for line in lines)


# Keys that are copied from the document


@pytest.mark.parametrize(
    ("document", "copied"),
    [
        *(
            ("Tea is an evergreen shrub.", True),
            ("AN\nEVERGREEN   shrub", True),
            ("Tea: **an** evergreen shrub!", True),
        ),
        *(("“An evergreen shrub”", True), ("- an evergreen shrub", True), ("# An evergreen shrub\n\nTea.", False)),
        *(
            ("It is an evergreen shrubbery.", False),
            ("An\n\nevergreen shrub", False),
            ("An old evergreen shrub", False),
        ),
    ],
)
def test_a_copied_key_is_found_by_whole_words(tmp_path: Path, document: str, copied: bool) -> None:
    assert ("key-verbatim" in found(tmp_path, asking("Which?", KEY, "A vine", "A tree"), document)) == copied


def test_the_final_stop_of_a_key_does_not_count(tmp_path: Path) -> None:
    assert "key-verbatim" in found(tmp_path, asking("Which?", f"{KEY}.", "A vine", "A tree"), f"Tea is {KEY}, or so.")


def test_a_key_is_not_conspicuous_if_a_wrong_option_is_copied_too(tmp_path: Path) -> None:
    asked = asking("Which?", KEY, "a climbing vine", "A tree")
    assert "key-verbatim" not in found(tmp_path, asked, "Tea is an evergreen shrub. Hops are a climbing vine.")


@pytest.mark.parametrize("language", ["nl", "de-CH"])
def test_a_copied_key_is_found_in_any_language(tmp_path: Path, language: str) -> None:
    asked = asking("Welke?", "Een groene struik", "Een boom", "Gras")
    assert "key-verbatim" in found(tmp_path, asked, "Thee is een groene struik.", language)


@pytest.mark.parametrize(("options", "copied"), [(("4", "5", "6"), False), (("4 cups", "5 cups", "No cups"), True)])
def test_numbers_cannot_be_reworded(tmp_path: Path, options: tuple[str, ...], copied: bool) -> None:
    assert ("key-verbatim" in found(tmp_path, asking("How many?", *options), "It takes 4 cups.")) == copied


@pytest.mark.parametrize(
    ("document", "copied"),
    [("Take milk, sugar and tea.", True), ("Take milk and tea.", False), ("Take milk, sugar and salt.", False)],
)
def test_all_right_options_of_a_select_are_verbatim_and_no_others(tmp_path: Path, document: str, copied: bool) -> None:
    options = "[{right: Milk}, {right: Sugar}, {wrong: Salt, because: No.}]"
    asked = f"- kind: select\n  ask: Which?\n  options: {options}\n"
    assert ("key-verbatim" in found(tmp_path, asked, document)) == copied


def test_signs_are_no_words_to_skim_for(tmp_path: Path) -> None:
    assert "key-verbatim" not in found(tmp_path, asking("Which?", "☕", "?", "…"), "☕ is hot.")


# Parts of a key that no passage proves

TEAS = "# Green tea\n\nIt wants cooler water. Take fresh leaves.\n\n# Black tea\n\nThis one steeps for four minutes."
COOLER, STEEPS = "It wants cooler", "This one steeps"


@pytest.mark.parametrize(
    ("question", "proved"),
    [
        (parts("teach-back", "covers", "The water is cooler"), True),
        (parts("teach-back", "covers", "The water is cooler", "It steeps four minutes"), False),
        (parts("teach-back", "covers", "The leaves are fresh"), False),
        (parts("teach-back", "covers", "Black tea steeps"), False),
        (parts("teach-back", "covers", f"{{point: It steeps four minutes, passage: {STEEPS}}}"), True),
        (parts("order", "items", "Take cooler water", "Let it boil"), False),
        (parts("order", "items", "Cooler water", f"{{item: Steep four minutes, passage: {STEEPS}}}"), True),
        (parts("select", "options", "right: Cool water", "right: Hot air", "wrong: Salt"), False),
        (parts("select", "options", "right: Cooler water", "wrong: Boiling milk"), True),
        (asking("Which?", "Hot milk", "Salt", "Sugar"), True),
        (asking("Which?", "It wants cooler water; it steeps four minutes", "Salt", "Sugar"), False),
        (asking("Which?", "It wants cooler water. It steeps four minutes", "Salt", "Sugar"), False),
        (asking("Which?", "It wants cooler water, but four minutes of steeping", "Salt", "Sugar"), False),
        (asking("Which?", "Cooler water; water that is cooler", "Salt", "Sugar"), True),
        (asking("Which?", "Cooler water; so no", "Salt", "Sugar"), True),
        ("- kind: short-answer\n  ask: Which?\n  accept: [hot milk]\n", True),
        (statement("Tea wants hot milk."), True),
    ],
)
def test_each_part_of_a_key_is_in_the_passages(tmp_path: Path, question: str, proved: bool) -> None:
    assert ("part-unproved" in found(tmp_path, f"{question}  passage: {COOLER}\n", TEAS)) != proved


@pytest.mark.parametrize(
    ("item", "proved"), [("Wants cooler water", True), ("Steeps four minutes", False), ("Is green", True)]
)
def test_the_item_of_a_pair_is_in_the_passages_or_their_headings(tmp_path: Path, item: str, proved: bool) -> None:
    question = f"- kind: match\n  ask: Which?\n  classes: [Pale, Dark]\n  passage: {COOLER}\n  pairs:\n"
    question += f"    - {{item: {item}, class: Pale, because: So.}}\n"
    assert ("part-unproved" in found(tmp_path, question, TEAS)) != proved


def test_the_passage_of_another_part_proves_nothing(tmp_path: Path) -> None:
    points = [
        f"point: {point}\n      passage: {run}" for point, run in (("Cooler water", STEEPS), ("Four minutes", COOLER))
    ]
    question = parts("teach-back", "covers", *points)
    messages = [
        f.message for f in checked(tmp_path, written(question), f"{TEAS}\n").findings if f.rule == "part-unproved"
    ]
    assert len(messages) == 2
    assert messages[0].startswith(
        "the passages of this question do not support 'Cooler water': they lack 'cooler', 'water'"
    )


def test_a_passage_that_is_not_there_is_reported_once(tmp_path: Path) -> None:
    question = parts("teach-back", "covers", "The water is cold") + "  passage: It is cold\n"
    rules = found(tmp_path, question, TEAS)
    assert "passage" in rules
    assert "part-unproved" not in rules


# Conditions that are lost. Without a key, the question is a true statement.

NOT_LOST = [
    (
        "You should not take ibuprofen for 48 hours after the injury.",
        "What should you take for 48 hours after the injury?",
        "Ibuprofen",
    ),
    (
        "Severe trapping (adult): cannot bend, grip, or point.",
        "What can an adult with severe trapping do?",
        "Bend, grip and point",
    ),
    ("Do not rub the wound.", "What should you do with the wound?", "Rub it"),
    ("Do not stop them, but watch for bruising.", "What should you do with them?", "Stop them and watch for bruising"),
    ("The needles do not stay in the skin for long.", "The needles stay in the skin for long.", ""),
    ("Never put heat on a fresh sprain.", "What do you put on a fresh sprain?", "Heat"),
    ("You mustn't drive for two weeks.", "How long may you drive?", "For two weeks"),
    ("Sanitiser does not kill all germs.", "Sanitiser kills all germs.", ""),
    ("Do NOT push the bone back.", "What do you do with the bone?", "Push it back"),
    ("Antibiotics cannot treat a cold.", "What can antibiotics treat?", "A cold"),
    ("Swelling is not always a sign of infection.", "Swelling is always a sign of infection.", ""),
    ("Paracetamol eases pain, but it does not reduce swelling.", "What does paracetamol reduce?", "Swelling"),
    ("The cast must not get wet and should be checked each week.", "The cast must get wet.", ""),
    ("Don't lift heavy bags with that arm.", "What do you do with that arm?", "Lift heavy bags"),
    ("Do not take the tablets with grapefruit juice.", "What should you take the tablets with?", "Grapefruit juice"),
    ("The bandage should not be worn at night.", "The bandage should be worn at night.", ""),
    ("You cannot catch arthritis from another person.", "From whom can you catch arthritis?", "Another person"),
    ("Aspirin isn't suitable for children under 16.", "Who is aspirin suitable for?", "Children under 16"),
    ("Never stop steroids suddenly.", "How do you stop steroids?", "Suddenly"),
    ("An X-ray does not show torn ligaments.", "What does an X-ray show?", "Torn ligaments"),
    ("A rash like this does not need a cream alone.", "What does a rash like this need?", "A cream is needed"),
    ("You don't need a sling for this alone.", "What is true?", "You need a sling for this"),
    ("You don't need a sling for this alone.", "Do you need a sling for this?", "Yes"),
    ("You do not need a sling for a sprain, only rest.", "What is true?", "You need a sling"),
    ("You do not need a sling for this without pain.", "What is true?", "You need a sling"),
    ("You do not need a sling for a sprain, except outdoors.", "What is true?", "You need a sling"),
    ("You do not need a sling unless the arm hurts.", "What is true?", "You need a sling"),
    ("You no longer need the sling.", "What is true?", "You need the sling"),
    ("You rarely need a sling for this.", "What is true?", "You need a sling for this"),
    ("Neither heat nor ice helps.", "What helps?", "Heat or ice"),
    ("You need neither a sling nor crutches.", "What do you need?", "A sling"),
    ("Do not lift boxes or bags.", "What do you lift?", "Bags"),
    ("You may walk without crutches.", "How may you walk?", "With crutches"),
    ("You may put anything on it except heat.", "What may you put on it?", "Heat"),
    ("Nobody needs a sling for this.", "What is true?", "You need a sling for this"),
    ("There is no need to fast before the scan.", "What do you need to do?", "Fast before the scan"),
    ("Do not take the strap off.", "What do you do with the strap at night?", "Take the strap off"),
]
NOT_KEPT = [
    ("Do not take the strap off.", "What do you do with the strap at night?", "Keep the strap on, and dry it"),
    ("Do not take the strap without its pad.", "How do you take the strap?", "With its pad"),
    ("Not only adults need the splint.", "Who needs the splint?", "Adults"),
    ("You rarely need a sling for this.", "What do you rarely need?", "A sling"),
    ("You may put anything on it except heat.", "What may you put on it?", "Anything except heat"),
    ("The needles do not stay in the skin for long.", "How long do the needles stay in the skin?", "A short time"),
    (
        "You should not take ibuprofen for 48 hours after the injury.",
        "When may you take ibuprofen after an injury?",
        "After 48 hours",
    ),
    (
        "You should not take ibuprofen for 48 hours after the injury as it may slow down healing.",
        "Why should you wait before you take ibuprofen?",
        "It may slow down healing",
    ),
    (
        "Needles that are not sterile put you at risk of an infection.",
        "What should a practitioner use?",
        "Sterile needles",
    ),
    (
        "Needles that are not sterile put you at risk of an infection.",
        "What do unsterile needles put you at risk of?",
        "An infection",
    ),
    ("Do not rub the wound.", "What should you avoid?", "Rubbing the wound"),
    ("Do not rub the wound and keep it dry.", "How should you keep the wound?", "Dry"),
    ("If the wound does not heal, call a doctor.", "Who should you call about a wound that stays open?", "A doctor"),
    ("Sanitiser does not take dirt off your hands.", "What does sanitiser do?", "It leaves dirt on your hands"),
    ("Pain comes from a wider problem, not just from the spot that hurts.", "Pain comes from a wider problem.", ""),
    ("Swelling is not a sign of infection, but fever is.", "What is a sign of infection?", "Fever"),
    ("Antibiotics cannot treat a cold.", "Antibiotics are useless for a cold, which they can't treat.", ""),
    ("Use heat, not ice.", "What should you use?", "Heat"),
    ("You must not drive for two weeks.", "For how long must you stop driving?", "Two weeks"),
    ("The cast must not get wet.", "How should the cast be?", "Dry"),
    (
        "Do not take the tablets with grapefruit juice.",
        "Which juice should you keep away from the tablets?",
        "Grapefruit juice",
    ),
    ("The bandage should not be worn at night.", "When should the bandage be worn?", "By day"),
    ("Aspirin isn't suitable for children under 16.", "From what age is aspirin suitable?", "From 16"),
    ("Never stop steroids suddenly.", "How do you stop steroids?", "Slowly, step by step"),
    (
        "An X-ray does not show torn ligaments, so a scan may be needed.",
        "Which test can show torn ligaments?",
        "A scan",
    ),
    ("The cast does not need to be changed each week.", "How often must the cast be changed?", "Every few weeks"),
    ("Germs that do not cause illness live on the skin.", "Where do harmless germs live?", "On the skin"),
    ("Bones heal faster when you do not smoke.", "What makes bones heal more slowly?", "Smoking"),
]
ONLY_LOST = [
    ("Use only sterile needles.", "Which needles may be used?", "Sterile needles"),
    ("Take the tablets only with food.", "Take the tablets with food.", ""),
    ("This cream is for adults only.", "Who is this cream for?", "Adults"),
    ("The exercises only help with mild pain.", "What do the exercises help with?", "Mild pain"),
    ("Only a doctor may remove the stitches.", "Who may remove the stitches?", "A doctor"),
    ("Bathe only in warm water.", "What do you bathe in?", "Warm water"),
    ("You may put only half your weight on the leg.", "How much weight may you put on the leg?", "Half your weight"),
    ("The test shows only broken bones.", "What does the test show?", "Broken bones"),
    ("The drops work only in the ear.", "Where do the drops work?", "In the ear"),
    ("The splint is worn only at night.", "When is the splint worn?", "At night"),
    ("Children may have only one dose a day.", "Children may have one dose a day.", ""),
    ("Only trained staff may move the patient.", "Trained staff may move the patient.", ""),
    ("The exercises only need five minutes.", "How long do the exercises need?", "Five minutes"),
    ("Go up the stairs only with a rail.", "You go up the stairs with a rail.", ""),
    ("Only adults should use the cream.", "Who should use the cream?", "Adults"),
    ("Visit the clinic only on weekdays.", "On which days do you visit the clinic?", "On weekdays"),
    ("Lift the arm only to shoulder height.", "How high do you lift the arm?", "To shoulder height"),
    ("Feed is given only by tube.", "How is feed given?", "By tube"),
]
ONLY_KEPT = [
    ("Use only sterile needles.", "Which needles may be used?", "Sterile ones alone"),
    ("Take the tablets only with food.", "When do you take the tablets?", "Just with food"),
    ("This cream is not only for adults.", "Who is this cream for?", "Adults and others"),
    ("It only hurts a little.", "How does it feel?", "It hurts a little"),
    ("The only side effect is a bruise.", "What can happen?", "A bruise"),
    ("Only a doctor may remove the stitches.", "Who may remove the stitches?", "Nobody but a doctor"),
    ("You may put only half your weight on the leg.", "How much weight may you put on the leg?", "No more than half"),
    ("The test shows only broken bones.", "Can the test show a torn muscle?", "No, as it is made for bones"),
    ("Use only sterile needles.", "What might an old needle do?", "Pass on an illness"),
    ("Only if the pain lasts should you see a doctor.", "When should you see a doctor?", "If the pain lasts"),
    ("Bathe only in warm water.", "How warm should the bath be?", "Neither hot nor cold"),
    ("The drops work only in the ear.", "Where is the one place the drops work, and nothing else?", "The ear"),
    ("The exercises only need five minutes.", "How long do the exercises need?", "Just five minutes"),
    ("Lift the arm only to shoulder height.", "How high may you lift the arm?", "Up to the shoulder, and no higher"),
    ("Only adults should use the cream.", "Why is the cream kept from children?", "Their skin is thin"),
    ("The clinic is open only on weekdays.", "When is the clinic closed?", "At weekends"),
]
IF_LOST = [
    (
        "Take the missed dose as soon as you remember if it is less than 6 hours late.",
        "Take the missed dose as soon as you remember.",
        "",
    ),
    ("Call a doctor if the fever lasts three days.", "Who should you call?", "A doctor"),
    ("If you are pregnant, ask your midwife.", "You should ask your midwife.", ""),
    ("You may walk on the leg unless the surgeon says otherwise.", "You may walk on the leg.", ""),
    ("When the pain eases, start gentle exercises.", "What should you start?", "Gentle exercises"),
    ("Stop the tablets if you get a rash.", "What should you stop?", "The tablets"),
    ("You can shower if the dressing is waterproof.", "You can shower.", ""),
    ("Take paracetamol when the joint hurts.", "What do you take?", "Paracetamol"),
    ("Do the exercises twice a day unless they cause swelling.", "How often do you do the exercises?", "Twice a day"),
    ("You may need surgery if the bone is displaced.", "What may you need?", "Surgery"),
    ("If the skin turns pale, loosen the bandage.", "Which should you loosen?", "The bandage"),
    ("Use a sanitiser if there is no soap.", "What should you use on your hands?", "A sanitiser"),
    ("Remove the splint when you wash.", "You should remove the splint.", ""),
    ("If your toes go numb, loosen the strap.", "You should loosen the strap.", ""),
    ("Take one extra tablet if the fever returns.", "How many extra tablets do you take?", "One extra tablet"),
    ("You may fly unless your ears are blocked.", "You may fly.", ""),
    ("Wear the sling when you go outside.", "What should you wear?", "A sling"),
    ("Ring the ward if blood soaks through the dressing.", "Who should you ring?", "The ward"),
]
IF_KEPT = [
    ("Call a doctor if the fever lasts three days.", "Who should you call if a fever lasts?", "A doctor"),
    ("Call a doctor if the fever lasts three days.", "A fever has lasted three days. Who should you call?", "A doctor"),
    (
        "Call a doctor if the fever lasts three days.",
        "Ben has been hot and shivering since Monday. Who should he call?",
        "A doctor",
    ),
    ("If you are pregnant, ask your midwife.", "Who can a pregnant woman ask?", "Her midwife"),
    ("If you take blood thinners, tell the nurse.", "Who should Maria tell about her warfarin tablets?", "The nurse"),
    (
        "You may walk on the leg unless the surgeon says otherwise.",
        "May you walk on the leg?",
        "Yes, until the surgeon says otherwise",
    ),
    (
        "When the pain eases, start gentle exercises.",
        "When can you start gentle exercises?",
        "As soon as the pain eases",
    ),
    ("Ask your doctor if you can drive.", "Who should you ask about driving?", "Your doctor"),
    ("Even if it hurts, keep moving the joint.", "You should keep moving the joint.", ""),
    ("Severe pain that gets worse when you move", "Which of these is a sign of a break?", "Severe pain"),
    ("Take paracetamol if needed.", "What can you take for the pain?", "Paracetamol"),
    ("If the wound bleeds, press on it firmly.", "What do you do with a bleeding wound?", "Press on it"),
    (
        "Stop the tablets if you get a rash.",
        "You notice red spots on your arms after the tablets. What should you stop?",
        "The tablets",
    ),
    ("If your toes go numb, loosen the strap.", "Your toes have gone numb. What should you do?", "Loosen the strap"),
    ("If your toes go numb, loosen the strap.", "What should you do about numb toes?", "Loosen the strap"),
    (
        "If your toes go numb, loosen the strap.",
        "Eva can no longer feel her toes. What should she do?",
        "Loosen the strap",
    ),
    ("You may fly unless your ears are blocked.", "Who may fly?", "People whose ears are clear"),
    ("Wear the sling when you go outside.", "Where should you wear the sling?", "Outside"),
    (
        "Ring the ward if blood soaks through the dressing.",
        "Why would you ring the ward?",
        "Blood soaks through the dressing",
    ),
    ("You will be told when you can go home.", "What will you be told?", "The day you go home"),
]


def loses(folder: Path, sentence: str, ask: str, key: str) -> bool:
    question = asking(ask, key, "Zinc", "Wool") if key else statement(ask)
    return "lost-condition" in found(folder, f"{question}  passage: {quote(sentence)}\n", sentence)


@pytest.mark.parametrize(("sentence", "ask", "key"), NOT_LOST + ONLY_LOST + IF_LOST)
def test_a_condition_that_is_lost_is_found(tmp_path: Path, sentence: str, ask: str, key: str) -> None:
    assert loses(tmp_path, sentence, ask, key)


@pytest.mark.parametrize(("sentence", "ask", "key"), NOT_KEPT + ONLY_KEPT + IF_KEPT)
def test_a_condition_in_other_words_is_let_pass(tmp_path: Path, sentence: str, ask: str, key: str) -> None:
    assert not loses(tmp_path, sentence, ask, key)


@pytest.mark.parametrize(
    ("heading", "item", "ask", "key", "lost"),
    [
        ("Don't", "lift heavy bags", "What do you do with bags?", "Lift heavy ones", True),
        ("Don't", "lift heavy bags", "What should you avoid?", "Lifting heavy bags", False),
        ("See your doctor if:", "your arm is numb or cold", "Who should you see?", "Your doctor", True),
        ("See your doctor if:", "your arm is numb or cold", "Who sees a numb arm?", "Your doctor", False),
        ("Do", "lift light bags", "What do you do with bags?", "Lift light ones", False),
    ],
)
def test_a_heading_can_begin_the_sentence(
    tmp_path: Path, heading: str, item: str, ask: str, key: str, lost: bool
) -> None:
    question = f"{asking(ask, key, 'Zinc', 'Wool')}  passage: {item}\n"
    assert ("lost-condition" in found(tmp_path, question, f"# {heading}\n\n- {item}")) == lost


def test_the_rest_of_the_sentence_counts_and_the_next_one_does_not(tmp_path: Path) -> None:
    question = statement("You may bathe the arm.", "  passage: may bathe the arm\n")
    assert "lost-condition" in found(tmp_path, question, "You may bathe the arm if the cast is off. Do not rub it.")
    assert "lost-condition" not in found(tmp_path, question, "You may bathe the arm. Do not bathe the cast.")


def test_a_statement_that_is_false_may_say_the_opposite(tmp_path: Path) -> None:
    question = statement("Rub the wound.", "  passage: Do not rub the wound.\n").replace(
        "answer: true", "answer: false"
    )
    assert "lost-condition" not in found(tmp_path, question, "Do not rub the wound.")


def test_each_right_option_is_compared_with_its_own_passages(tmp_path: Path) -> None:
    document = "Do not rub the wound. Keep the wound dry."
    options = "right: Rub it", "right: Dry it", "wrong: Salt it"
    question = parts("select", "options", *options).replace("Which?", "What do you do with the wound?")
    text = written(f"{question}  passage: [{document.replace('. ', '., ')}]\n")
    lines = [f.line for f in checked(tmp_path, text, f"{document}\n").findings if f.rule == "lost-condition"]
    assert [text.splitlines()[line - 1].strip() for line in lines] == ["- right: Rub it"]


def test_a_whole_sentence_of_the_passage_has_lost_nothing_beside_another(tmp_path: Path) -> None:
    document = "The sling takes some of the weight of the arm. Put only some of the weight on the arm."
    lines = ["The sling takes some of the weight of the arm.", "Put some of the weight on the arm."]
    for line, lost in zip(lines, (False, True), strict=True):
        question = parts("teach-back", "covers", line) + f"  passage: [{document.replace('. ', '., ')}]\n"
        assert ("lost-condition" in found(tmp_path, question, document)) == lost


# Reasons and explanations that say nothing

EMPTY = [
    "The leaflet says otherwise.",
    "The leaflet says the opposite.",
    "The page says no such thing.",
    "It is not on the list.",
    "The leaflet says nothing about cold.",
    "The leaflet does not name such lines.",
    "The leaflet doesn't mention this.",
    "This is on another part of the page.",
    "It is the other way round.",
    "The opposite is true.",
    "Broken bones are not on the leaflet's list.",
    "The leaflet names this elsewhere.",
    "That comes up in another section.",
    "The document never says that.",
    "Wrong: the leaflet says otherwise.",
    "The leaflet does not list a rash.",
    "No. It is not mentioned in the leaflet.",
    "The leaflet says nothing of the kind, and it does not list a rash.",
    "The text does not say so.",
    "Your tongue and pulse are not on the list.",
    "This is not in the leaflet.",
    "It says something else.",
]
FULL = [
    "The leaflet says the opposite. The needles are short.",
    "The leaflet says nothing about cold. What it names is pain, or a place that is tender.",
    "The leaflet does not list a rash. Its mild side effects are bruising, bleeding and soreness.",
    "It is the other way round. With a trigger point, you may move less far.",
    "The leaflet says that they are two different treatments.",
    "The leaflet's list is short, and broken bones are not on it. It does have sport injuries and muscle pain.",
    "Nothing is injected through these needles.",
    "It is a risk when needles are not sterile.",
    "A trapped nerve is nothing that you can catch.",
    "It is not so.",
    'The leaflet says "a little".',
    "The leaflet does not wait for pain, because the muscle needs movement.",
    "Half of this is right. By the leaflet, their training does too.",
    "Soap takes dirt off. The page says that sanitiser does not.",
    "The needles are in the skin for a moment.",
    "The mind is not what the leaflet names. The aims are for the area that is affected.",
    "The leaflet calls the tools similar.",
    "It does not stay in the muscle.",
    "Bruising is very common.",
    "The leaflet does not say that you must stop; your doctor decides.",
    "Those who treat you are in another place.",
    "The skin is in the way.",
    "It does not give relief.",
    "It does not cover the bone.",
]


@pytest.mark.parametrize(("because", "empty"), [*((text, True) for text in EMPTY), *((text, False) for text in FULL)])
def test_a_reason_must_say_more_than_what_the_document_does_not(tmp_path: Path, because: str, empty: bool) -> None:
    question = asking("Which?", "A shrub", "A vine", "A tree") + f"      because: {quote(because)}\n"
    assert ("empty-reason" in found(tmp_path, question, "Tea grows on a bush.")) == empty


@pytest.mark.parametrize(
    ("explain", "repeated"),
    [
        *(("Tea wants fresh water, cooler than for coffee.", True), ("Remember: tea wants fresh water.", True)),
        *(
            ("So tea wants fresh, cooler water.", True),
            ("Fresh water holds more air, and so tea tastes better.", False),
        ),
        *(("It is so.", False), ("Fresh tea.", False), ("Coffee wants water; tea is cooler and fresh.", False)),
        *(("Tea wants fresh water, so let the tap run until it comes cold.", False), ("", False)),
    ],
)
def test_an_explanation_adds_to_its_passage(tmp_path: Path, explain: str, repeated: bool) -> None:
    question = statement("It wants water.", f"  passage: fresh water\n  explain: {quote(explain)}\n")
    rules = found(tmp_path, question, "Tea wants fresh water, cooler than for coffee.")
    assert ("empty-reason" in rules) == repeated
    rules = found(tmp_path, f"{question}  draft: true\n", "Tea wants fresh water, cooler than for coffee.")
    assert "empty-reason" not in rules


# Right answers with words that the passage lacks


@pytest.mark.parametrize(
    ("right", "reported"), [("People with asthma", False), ("Someone with asthma", False), ("Men with asthma", True)]
)
def test_words_for_anybody_need_no_passage(tmp_path: Path, right: str, reported: bool) -> None:
    asked = f"{asking('Who should ask first?', right, 'A vine', 'A tree')}  passage: Ask first if you have asthma\n"
    assert ("unsupported" in found(tmp_path, asked, "Ask first if you have asthma.")) == reported
