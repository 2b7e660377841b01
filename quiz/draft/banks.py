"""A document → banks of drafts, one for each heading with something to ask about."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from quiz.bank.document import Document, Section
from quiz.bank.writer import slug
from quiz.core.bank import MAX_TITLE
from quiz.draft import comparing, grammar, questions
from quiz.draft.amounts import amounts
from quiz.draft.causes import effects, reasons
from quiz.draft.contrasts import apart, contrasts, unlike, unsame
from quiz.draft.definitions import definitions, namings
from quiz.draft.drafts import Draft
from quiz.draft.instructions import instructions, steps
from quiz.draft.lists import Listing, listings
from quiz.draft.material import Material, Phrase, clauses, noun_phrases, places
from quiz.draft.series import series
from quiz.draft.statements import Statement, statements_of

FEW: Final = 10
MOST: Final = 40
"""The most questions of one bank, beside its teach-back: ten, or in a long one one for four sentences up to these.
Fewer that are read with care are worth more."""
LONGEST: Final = 1000
"""The most sentences of one part that are looked at."""
PLENTY: Final = 5
"""With so many findings, a bank needs no question of what else a sentence says."""


class DraftedBank(NamedTuple):
    """The drafts of one part of a document, in its order."""

    id: str
    title: str
    drafts: tuple[Draft, ...]


class Part(NamedTuple):
    """A heading with those below it: what one bank is made from."""

    title: str
    sections: tuple[Section, ...]


def draft_banks(document: Document) -> tuple[DraftedBank, ...]:
    """The banks of drafts that a document gives; none where nothing was found.

    The same document gives the same banks. Ids are unique, those of the questions among all banks.
    """
    sections = (section._replace(heading=section.heading.strip()) for section in document.sections)
    document = document._replace(sections=tuple(sections))
    statements = list(statements_of(document))
    material = _material(document, statements)
    parts = _parts(document)
    by_section: dict[int, list[Statement]] = {}
    for statement in statements:
        by_section.setdefault(id(statement.section), []).append(statement)
    by_block = {(statement.block.line, statement.block.text): statement for statement in statements}
    lists = {id(section): _in_no_order(section, by_block) for section in document.sections}
    for section in document.sections:
        material.add(_items_of(lists[id(section)]))
    opposed = dict(comparing.ask_opposed([_listed(part, by_section, lists) for part in parts]))
    banks: list[DraftedBank] = []
    taken: set[str] = set()
    names: set[str] = set()
    for place, part in enumerate(parts):
        said = [statement for section in part.sections for statement in by_section.get(id(section), ())]
        found = [*_drafts_of(part, said, lists, material), *([opposed[place]] if place in opposed else [])]
        found += comparing.ask_in_own_words(part.title, said) if found else ()
        if found:
            drafts = tuple(_with_own_id(draft, taken) for draft in found)
            banks.append(DraftedBank(_own(slug(part.title) or f"part-{place + 1}", names), part.title, drafts))
    return tuple(banks)


def _in_no_order(section: Section, by_block: dict[tuple[int, str], Statement]) -> tuple[Listing, ...]:
    """The lists of a section that are no steps."""
    ordered = {row.line for row in steps(section)}
    return tuple(found for found in listings(section, by_block) if found.line not in ordered)


def _parts(document: Document) -> list[Part]:
    """The document by the first level of headings that has more than one; deeper ones belong to those above."""
    levels = Counter(section.level for section in document.sections if section.heading)
    level = next((level for level in sorted(levels) if levels[level] > 1), 6)
    parts: list[Part] = []
    title = title_of(document)
    for section in document.sections:
        if parts and section.level > level:
            parts[-1] = parts[-1]._replace(sections=(*parts[-1].sections, section))
        else:
            parts.append(Part(_as_title(section.heading) or title, (section,)))
    return parts


def title_of(document: Document) -> str:
    """The first heading of a document, or its name."""
    headings = (section.heading.strip() for section in document.sections)
    return _as_title(next((heading for heading in headings if heading), document.path.stem))


def _as_title(heading: str) -> str:
    """A heading, shortened to what a title can have."""
    return heading if len(heading) <= MAX_TITLE else f"{heading[: MAX_TITLE - 1].rstrip()}…"


def _material(document: Document, statements: Sequence[Statement]) -> Material:
    material = Material(document, statements)
    for statement in statements:
        material.add(noun_phrases(statement))
        material.add(clauses(statement))
        material.add(questions.predicates(statement))
        for definition in definitions(statement):
            form = "plural meaning" if definition.plural else "meaning"
            material.add([Phrase(definition.meaning, form, statement, definition.term)])
        for row in series(statement):
            material.add(Phrase(item, f"item {row.form}", statement) for item in row.items)
        material.add(places(statement))
        for reason in reasons(statement):
            if not grammar.is_anaphoric(reason.why):
                material.add([Phrase(reason.why, "purpose" if reason.purpose else "reason", statement)])
        for effect in effects(statement):
            if not effect.instructs and not grammar.is_anaphoric(effect.effect.split(" ", 1)[0]):
                material.add([Phrase(effect.effect, "effect" if statement.subject else "sentence", statement)])
    return material


def _items_of(found: Sequence[Listing]) -> Iterator[Phrase]:
    for listing in found:
        if listing.form not in ("sentence", "instruction"):
            for statement in listing.statements:
                yield Phrase(statement.in_full, f"item {listing.form}", statement)


def _listed(
    part: Part, by_section: dict[int, list[Statement]], lists: dict[int, tuple[Listing, ...]]
) -> tuple[str, list[tuple[str, Statement]]]:
    """A heading with what its lists name; or else, what the rows of its sentences do."""
    said = [statement for section in part.sections for statement in by_section.get(id(section), ())]
    items = [
        (statement.in_full, statement)
        for statement in said
        if any(statement.block.listed and statement.in_full in row.items for row in lists[id(statement.section)])
    ]
    rows = [(item, statement) for statement in said for row in series(statement) for item in row.items]
    return part.title, items or rows


def _drafts_of(
    part: Part, said: Sequence[Statement], lists: dict[int, tuple[Listing, ...]], material: Material
) -> Iterator[Draft]:
    """The drafts of one part in the order of the document; those that compare and tell in own words at its end."""
    found: list[Draft] = []
    in_steps: set[str] = set()
    for section in part.sections:
        first = next((statement for statement in said if statement.section is section), None)
        for row in steps(section):
            found += comparing.ask_steps(row, first.number if first else 0)
            in_steps.update(row.items)
        if first:
            for listing in lists[id(section)]:
                found += comparing.ask_listing(listing, first, material)
    said = said[:LONGEST]
    most = min(MOST, max(FEW, len(said) // 4))
    for statement in said:
        if len(found) < most:
            found += _of_sentence(statement, material)
    if len(found) < PLENTY:
        asked = {draft.number for draft in found}
        more = [
            draft
            for statement in said
            if statement.number not in asked
            for draft in questions.ask_statement(statement, material)
        ]
        found += more[: PLENTY - len(found)]
    found = sorted(found[:most], key=lambda draft: draft.line)
    yield from found
    yield from comparing.ask_topics(part.title, said, material)
    told = [
        one for statement in said for one in instructions(statement) if not any(one.text in step for step in in_steps)
    ]
    yield from comparing.ask_instructions(part.title, told)


def _of_sentence(statement: Statement, material: Material) -> list[Draft]:
    """At most two drafts from one sentence: what decides most comes first."""
    rows = [draft for row in series(statement) for draft in questions.ask_series(row, material)]
    makers: tuple[tuple[Any, Any], ...] = (
        (definitions, questions.ask_definition),
        (namings, questions.ask_name),
        (lambda _: rows, lambda draft, _: [draft]),
        (reasons, questions.ask_reason),
        *(() if rows else [(effects, questions.ask_effect)]),
        (contrasts, comparing.ask_contrast),
        (unlike, comparing.ask_unlike),
        (unsame, comparing.ask_claim),
        (apart, comparing.ask_claim),
        (amounts, questions.ask_amount),
    )
    drafts = [draft for find, ask in makers for found in find(statement) for draft in ask(found, material)]
    return drafts[:2]


def _with_own_id(draft: Draft, taken: set[str]) -> Draft:
    return draft._replace(question=draft.question.replace(id=_own(draft.question.id or "question", taken)))


def _own(name: str, taken: set[str]) -> str:
    """The name, or with a number after it where it is taken."""
    own, count = name, 1
    while own in taken:
        count += 1
        own = f"{name}-{count}"
    taken.add(own)
    return own
