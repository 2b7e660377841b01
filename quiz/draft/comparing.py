"""Questions that set things beside each other: two subjects, parts of a section, lists; and steps in their order."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from quiz.core.kinds import Choice, Match, Option, Order, Pair, Select, TeachBack, TrueFalse
from quiz.draft import grammar
from quiz.draft.contrasts import Claim, Contrast, Unlike
from quiz.draft.drafts import Draft, common, named
from quiz.draft.instructions import Instruction, Steps
from quiz.draft.lists import Listing
from quiz.draft.material import NEGATIVES, QUIET, Material, Phrase, aloud
from quiz.draft.statements import Statement

EACH: Final = 3
"""The most statements of one class."""
LONGEST_ITEM: Final = 26
MOST_POINTS: Final = 5
"""The most points that a teach-back covers."""

LEADS_ON: Final = re.compile(r"\b(?:includes?|are|is|such as|including)$")
OPPOSED: Final = (
    (r"benefits?|advantages?|pros|uses", r"side effects?|risks?|disadvantages?|cons|harms?|complications?|drawbacks?"),
    (r"do|dos|do's", r"don'?ts?|do not"),
    (r"before", r"after(?:wards)?"),
    (r"who can|suitable", r"who cannot|unsuitable|who should not"),
)
"""Words of headings that stand against each other."""


def ask_contrast(found: Contrast, material: Material) -> Iterator[Draft]:
    """Sort what is said of two things; or, where that is too little, whether a statement is true of one."""
    statement = found.statement
    one, other = found.sides
    if _also_said(one.subject, other.predicate, statement, material) or _also_said(
        other.subject, one.predicate, statement, material
    ):
        return
    names = tuple(grammar.capital(grammar.without_article(side.subject)) for side in found.sides)
    told = f"The document says: “{statement.sentence}”"
    pairs = [Pair(grammar.capital(side.predicate), name, told) for side, name in zip(found.sides, names, strict=True)]
    taken = [grammar.stems(side.predicate) for side in found.sides]
    for place, side in enumerate(found.sides):
        rival = found.sides[1 - place].subject
        for said in _said_of(side.subject, statement.number, material):
            if sum(pair.target == names[place] for pair in pairs) >= EACH or said.number == statement.number:
                continue
            stems = grammar.stems(said.core)
            if not material.said_of(rival, said.core) and not any(2 * len(stems & old) >= len(stems) for old in taken):
                pairs.append(Pair(grammar.capital(said.core), names[place], f"The document says: “{said.sentence}”"))
                taken.append(stems)
    if len(pairs) >= 3:
        ask = "Of which of the two does the document say this?"
        fields = common(statement, ask, named("which-of-the-two", " ".join(names)), found.passage)
        yield Draft(Match(**fields, classes=names, pairs=tuple(pairs)), "a contrast", *_place(statement))
    swapped = f"{material.mid(one.subject)} {other.predicate}"
    if not NEGATIVES.search(swapped):
        because = f"The document says this of {material.mid(other.subject)}."
        yield _true_or_false(swapped, False, because, statement, found.passage)


def _also_said(subject: str, predicate: str, statement: Statement, material: Material) -> bool:
    """Whether another sentence says of one thing what this one says of the other."""
    wanted = grammar.stems(predicate)
    return any(
        2 * len(wanted & material.stems[other.number]) > len(wanted)
        for other in material.about(subject, statement.number)
        if other.number != statement.number
    )


def ask_claim(found: Claim, material: Material) -> Iterator[Draft]:
    """Whether it is true of two things that they are the same, or that they are not."""
    claim = material.mid(found.text)
    if not NEGATIVES.search(claim):
        because = f"The document says: “{found.statement.sentence}”"
        yield _true_or_false(claim, found.holds, because, found.statement, found.passage)


def ask_unlike(found: Unlike, material: Material) -> Iterator[Draft]:
    """Of which of two things something is said. A "not" of the document is kept, in capitals as it is in a stem."""
    statement = found.statement
    one, other = material.mid(found.of), material.mid(found.other)
    ask = f"Of which does the document say this: “{aloud(found.said)}”?"
    because = f"The document says: “{statement.sentence}”"
    if len(ask) <= 200 and not QUIET.search(ask):
        options = (
            Option(grammar.capital(one), True),
            Option(grammar.capital(other), False, because),
            Option(f"Both {other} and {one}", False, because),
        )
        fields = common(statement, ask, named("of-which", found.said), found.passage)
        yield Draft(Choice(**fields, options=options), "a contrast", *_place(statement))


def _true_or_false(claim: str, answer: bool, because: str, statement: Statement, passage: str) -> Draft:
    ask = f"The document says that {claim}."
    fields = common(statement, ask, named("true-or-false", claim), passage)
    return Draft(TrueFalse(**fields, answer=answer, because=because), "a contrast", *_place(statement))


def _said_of(subject: str, near: int, material: Material) -> Iterator[Statement]:
    """The statements with this very subject, that say something of their own."""
    wanted = grammar.stems(subject)
    for statement in material.about(subject, near):
        if grammar.stems(statement.subject) == wanted and statement.self_contained and ":" not in statement.core:
            short = 3 <= len(statement.core.split()) <= LONGEST_ITEM and not NEGATIVES.search(statement.core)
            if short and statement.core in statement.sentence:
                yield statement


def ask_topics(title: str, statements: Sequence[Statement], material: Material) -> Iterator[Draft]:
    """Sort what a section says under the headings or labels of its parts."""
    topics: dict[str, list[tuple[str, Statement]]] = {}
    for statement in statements:
        item = _of_its_topic(statement)
        if statement.topic != title and statement.topic and item:
            topics.setdefault(statement.topic, []).append((item, statement))
    topics = {topic: items for topic, items in topics.items() if len(items) >= 2}
    if 2 <= len(topics) <= 4:
        ask = f"Which part of “{title}” does each of these belong to, in the document?"
        yield from _sorted(ask, named("which-part-of", title), topics, "headings that stand side by side")


def _of_its_topic(statement: Statement) -> str:
    """What a statement says, without words that give its topic away; empty where it cannot stand alone."""
    if statement.subject:
        item = f"{statement.subject} {statement.core}"
    else:
        item = re.sub(rf"^this {grammar.TOPIC_NOUN} ", "", statement.said.rstrip(".! "), flags=re.I)
        if item == statement.said.rstrip(".! "):
            return ""
    gives_away = len(grammar.stems(item) & grammar.stems(statement.topic)) * 2 > len(grammar.stems(statement.topic))
    fits = 2 < len(item.split()) <= LONGEST_ITEM and not grammar.is_anaphoric(item)
    return "" if gives_away or not fits else item


def ask_opposed(
    sections: Sequence[tuple[str, Sequence[tuple[str, Statement]]]],
) -> Iterator[tuple[int, Draft]]:
    """Sort what two headings that stand against each other list; with the place of the second of them."""
    for one, other in OPPOSED:
        first = [i for i, (heading, _) in enumerate(sections) if _about(heading, one) and not _about(heading, other)]
        second = [i for i, (heading, _) in enumerate(sections) if _about(heading, other) and not _about(heading, one)]
        if first and second:
            places = sorted((first[0], second[0]))
            topics = {sections[i][0]: list(sections[i][1]) for i in places}
            if len(topics) == 2 and all(len(items) >= 2 for items in topics.values()):
                ask = "Under which heading does the document place each of these?"
                for draft in _sorted(ask, named("which-heading", " ".join(topics)), topics, "two headings"):
                    yield places[1], draft


def _about(heading: str, pattern: str) -> bool:
    return re.search(rf"\b(?:{pattern})\b", heading, re.I) is not None


def _sorted(ask: str, name: str, topics: dict[str, list[tuple[str, Statement]]], finding: str) -> Iterator[Draft]:
    pairs = [
        Pair(grammar.capital(item), topic, f"The document says: “{statement.sentence}”")
        for topic, items in topics.items()
        for item, statement in items[:EACH]
    ]
    first = next(iter(topics.values()))[0][1]
    fields = common(first, ask, name, first.sentence.rstrip(". "))
    if len({pair.item.casefold() for pair in pairs}) == len(pairs):
        yield Draft(Match(**fields, classes=tuple(topics), pairs=tuple(pairs)), finding, *_place(first))


def ask_listing(found: Listing, statement: Statement, material: Material) -> Iterator[Draft]:
    """Which of several things the document lists in one place."""
    lead = found.lead or found.section.heading
    if not grammar.is_anaphoric(lead.split(" ", 1)[0]) and (found.lead or LEADS_ON.search(lead)):
        ask = f"{aloud(grammar.capital(lead))} … Which of these does the document list here? Tick all that apply."
    elif not found.section.heading:
        return
    else:
        ask = f"Which of these does the document list under “{found.section.heading}”? Tick all that apply."
    items = found.items[:4]
    wrong = [] if NEGATIVES.search(ask) else _no_members(found, statement, material)
    if QUIET.search(ask) or len(ask) > 200:
        return
    name = named("which", found.lead or found.section.heading)
    if len(wrong) == 2:
        options = (
            *(Option(grammar.capital(item), True) for item in items),
            *(Option(grammar.capital(phrase.text), False, phrase.because) for phrase in wrong),
        )
        fields = common(statement, ask, name, found.passage)
        fields["explain"] = f"The document lists: “{'”, “'.join(found.items)}”."
        yield Draft(Select(**fields, options=options), "a list", found.line, statement.number)
    elif found.form not in ("sentence", "instruction"):
        ask = f"{ask[: ask.index('Which of these')]}Tell a friend, in your own words, what the document lists"
        ask += f" under “{found.section.heading}”." if ask.startswith("Tell") else " here."
        fields = common(statement, ask, name, found.passage)
        fields["explain"] = f"The document lists: “{'”, “'.join(found.items)}”."
        covers = tuple(grammar.capital(item) for item in found.items[:MOST_POINTS])
        yield Draft(TeachBack(**fields, covers=covers), "a list", found.line, statement.number)


def _no_members(found: Listing, statement: Statement, material: Material) -> list[Phrase]:
    """Wrong options beside the items of a list: of their form and length, from elsewhere in the document."""
    things = ("things", "thing", "a thing")
    forms = [f"item {found.form}"] if found.form != "sentence" else ["sentence"]
    if found.form in things:
        forms += [form for name in things for form in (f"item {name}", name) if form not in forms]
    shortest, *_, longest = sorted(len(item) for item in found.items)
    taken = [grammar.stems(item) for item in found.items]
    about = found.lead or found.section.heading
    wrong: list[Phrase] = []
    for phrase in (phrase for form in forms for phrase in material.near(form, statement)):
        stems, told = grammar.stems(phrase.text), phrase.statement
        inside = told in found.statements if found.lead else told.section is found.section
        if inside or not stems or any(2 * len(stems & old) > len(stems) for old in taken):
            continue
        if 0.4 * shortest <= len(phrase.text) <= 1.5 * longest and not material.said_of(about, phrase.text):
            wrong.append(phrase)
            taken.append(stems)
        if len(wrong) == 2:
            break
    return wrong


def ask_steps(found: Steps, number: int) -> Iterator[Draft]:
    ask = f"In which order does the document give these steps, under “{found.section.heading}”?"
    if not found.section.heading:
        ask = "In which order does the document give these steps?"
    first = " ".join(found.items[0].split())
    question = Order(
        id=named("steps-of", found.section.heading or first),
        ask=ask,
        explain=f"The document gives them so: “{'”, “'.join(found.items)}”.",
        passage=first,
        draft=True,
        items=tuple(grammar.capital(item) for item in found.items),
    )
    yield Draft(question, "a numbered list", found.line, number)


def ask_instructions(title: str, found: Sequence[Instruction]) -> Iterator[Draft]:
    """Say in one's own words what the document tells somebody to do."""
    told: list[Instruction] = []
    for one in found:
        opening = re.split(r",? (?:and|until|so that|because|before) ", one.text, maxsplit=1)[0]
        alone = re.match(r"(?:if|when) ", one.text, re.I) or not grammar.is_anaphoric(opening)
        if alone or any(one.statement.block is other.statement.block for other in told):
            told.append(one)
    if told:
        ask = f"Tell a friend, in your own words, what the document asks people to do, under “{title}”."
        statement = told[0].statement
        fields = common(statement, ask, named("what-to-do", title), told[0].text)
        covers = tuple(dict.fromkeys(grammar.capital(one.text) for one in told[:MOST_POINTS]))
        yield Draft(TeachBack(**fields, covers=covers), "instructions", *_place(statement), instructs=True)


def ask_in_own_words(title: str, statements: Iterable[Statement]) -> Iterator[Draft]:
    """Say in one's own words what a section says."""
    covers: dict[str, Statement] = {}
    for statement in statements:
        point = statement.in_full if statement.self_contained else f"{statement.subject} {statement.core}"
        if statement.subject and not grammar.is_anaphoric(point) and len(point.split()) <= LONGEST_ITEM:
            covers.setdefault(grammar.capital(point), statement)
    if len(covers) >= 2:
        first = next(iter(covers.values()))
        ask = f"Tell a friend, in your own words, what the document says about this: {title}"
        fields = common(first, ask.rstrip("."), named("explain", title), first.sentence.rstrip(". "))
        question = TeachBack(**fields, covers=tuple(covers)[:4])
        yield Draft(question, "the main statements of this part", *_place(first))


def _place(statement: Statement) -> tuple[int, int]:
    return statement.block.line, statement.number
