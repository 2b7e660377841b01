"""Questions of what one sentence says: what something is, how it is called, what belongs to it, how much, and why."""

import re
from collections.abc import Iterator
from typing import Final

from quiz.core.kinds import Choice, Number, Option, Select, ShortAnswer
from quiz.draft import grammar
from quiz.draft.amounts import Amount
from quiz.draft.causes import Effect, Reason
from quiz.draft.definitions import Definition, Naming
from quiz.draft.distractors import as_options, wrong_options
from quiz.draft.drafts import Draft, common, named
from quiz.draft.material import NEGATIVES, QUIET, Material, Phrase, aloud
from quiz.draft.series import Series
from quiz.draft.statements import GOES_ON, Statement

MOST_RIGHT: Final = 4
LONGEST_STEM: Final = 160
MODAL: Final = re.compile(r"(?:can|may|might|could) (?:also )?(?!be\b)(.+)")


def _draft(
    question: Choice | Select | ShortAnswer | Number, statement: Statement, finding: str, *, heard: bool = False
) -> Iterator[Draft]:
    """The draft, unless its stem is long, or has a "not"; one `heard` may have one that is in capitals."""
    if len(question.ask) <= LONGEST_STEM and not (QUIET if heard else NEGATIVES).search(question.ask):
        yield Draft(question, finding, statement.block.line, statement.number)


def ask_definition(found: Definition, material: Material) -> Iterator[Draft]:
    statement, term = found.statement, material.mid(found.term)
    ask = (
        f"What {'are' if found.plural else 'is'} {term}, as the document describes {'them' if found.plural else 'it'}?"
    )
    form = grammar.form_of(found.meaning)
    others = [*material.near("plural meaning" if found.plural else "meaning", statement)]
    others += material.near(form, statement)
    if form != "a thing" and not found.plural:
        others += material.near("a thing", statement)
    others = [phrase for phrase in others if phrase.statement.sentence != statement.sentence]
    wrong = wrong_options(ask, found.meaning, others, material, subject=found.term)
    if wrong:
        verb = "are" if found.plural else "is"
        fields = common(statement, ask, named("what", f"{grammar.without_article(term)}") + f"-{verb}", found.passage)
        yield from _draft(
            Choice(**fields, options=as_options(found.meaning, wrong, material)), statement, "a definition"
        )


def ask_name(found: Naming, material: Material) -> Iterator[Draft]:
    statement = found.statement
    if found.of:
        of = material.mid(found.of)
        of = f"the {of}" if "“" in of else of
        ask, name = f"By which other name does the document call {of}?", named("another-name-for", found.of)
    else:
        told = found.passage[: -len(found.names[0])].rstrip("\"'“‘ ")
        if grammar.POINTING.match(told):
            told = f"{statement.before} {told}".strip()
        if len(told.split()) < 3 or grammar.POINTING.match(told):
            return
        ask, name = f"Which name does the document give here? “{told} …”", named("the-name", found.names[0])
    if not grammar.stems(" ".join(found.names)) <= grammar.stems(ask):
        question = ShortAnswer(
            **common(statement, ask, name, found.passage),
            accept=tuple(name.replace("*", r"\*") for name in found.names),
        )
        yield from _draft(question, statement, "a name")


def ask_series(found: Series, material: Material) -> Iterator[Draft]:
    statement = found.statement
    lead = found.lead
    full = statement.in_full
    if statement.subject and found.items[0] in full:
        lead = full[: full.index(found.items[0])].rstrip()
        if lead.endswith(" the") and not found.lead.endswith(" the"):
            lead = lead[:-4]
    if len(lead.split()) < 2 or grammar.POINTING.match(lead):
        return
    items = found.items[:MOST_RIGHT]
    longest = max(items, key=len)
    ask = f"{grammar.capital(lead)} … Which of these does the document name here? Tick all that apply."
    subject = statement.subject or lead
    wrong = _beside(items, longest, found.form, statement, material, subject, lead)
    if len(wrong) >= 2:
        options = (
            *(Option(grammar.capital(item), True) for item in items),
            *as_options("", wrong, material)[1:],
        )
        fields = common(statement, ask, named("which", lead), found.passage)
        yield from _draft(Select(**fields, options=options), statement, "a series")


def _beside(
    items: tuple[str, ...],
    longest: str,
    form: str,
    statement: Statement,
    material: Material,
    subject: str,
    lead: str,
) -> list[Phrase]:
    """Wrong options beside the items of a series: from other places, of the same form and the same number."""
    taken = [grammar.stems(item) for item in items] + [grammar.stems(lead)]
    found: list[Phrase] = []
    for phrase in material.near(f"item {form}", statement):
        stems = grammar.stems(phrase.text)
        if phrase.statement.number == statement.number or any(2 * len(stems & other) >= len(stems) for other in taken):
            continue
        if len(phrase.text) <= 1.5 * len(longest) + 8 and not material.said_of(subject, phrase.text):
            found.append(phrase)
            taken.append(stems)
        if len(found) == 2:
            break
    return found


def ask_amount(found: Amount, material: Material) -> Iterator[Draft]:
    statement = found.statement
    before, after = aloud(found.before), aloud(found.after.rstrip(". "))
    if GOES_ON.search(statement.lead):
        before = f"{aloud(statement.lead)} {before}"
    if grammar.is_anaphoric(before) and statement.before:
        before = f"{aloud(statement.before)} {before}"
    elif grammar.is_anaphoric(before):
        return
    ask = f"Which number stands in the gap? “{before}…{after}”"
    fields = common(statement, ask, named("how-many", after or before), statement.sentence.rstrip(". "))
    if found.unit:
        fields["ask"] = f"How much is it, with its unit? “{before}…{aloud(found.behind.rstrip('. '))}”"
        yield from _draft(
            Number(**fields, answer=float(found.value), unit=found.unit), statement, "a number", heard=True
        )
    elif found.value.replace(".", "").isdigit():
        yield from _draft(Number(**fields, answer=float(found.value)), statement, "a number", heard=True)
    else:
        fields["ask"] = ask.replace("Which number stands", "Which numbers stand")
        yield from _draft(ShortAnswer(**fields, accept=(found.value,)), statement, "a range of numbers", heard=True)


def ask_reason(found: Reason, material: Material) -> Iterator[Draft]:
    statement = found.statement
    under = f", under “{statement.section.heading}”" if grammar.is_anaphoric(found.what) else ""
    this = _quoted(aloud(material.mid(found.what)))
    ask = f"Which reason does the document give for this{under}: {this}?"
    if found.purpose:
        opening = found.passage[: found.passage.index(found.why)].rstrip()
        ask = f"How does the document go on{under}? {grammar.capital(aloud(opening))} …"
    others = [
        *material.near("purpose" if found.purpose else "reason", statement),
        *_of_the_same(found.why, statement, material),
        *(phrase for phrase in material.near("sentence", statement) if found.why not in phrase.text),
    ]
    others = [
        phrase for phrase in others if phrase.text not in statement.sentence and not phrase.statement.lead.endswith(":")
    ]
    wrong = wrong_options(ask, found.why, others, material, subject=found.what)
    if wrong and (not under or statement.section.heading):
        fields = common(statement, ask, named("why", found.what), found.passage)
        question = Choice(**fields, options=as_options(found.why, wrong, material))
        yield from _draft(question, statement, "a reason", heard=True)


def _of_the_same(why: str, statement: Statement, material: Material) -> Iterator[Phrase]:
    """What the same part of the document says of the same "it"."""
    pronoun = why.split(" ", 1)[0].lower()
    if pronoun in ("it", "they"):
        for phrase in material.near(f"of {pronoun}", statement):
            if phrase.statement.section is statement.section and phrase.statement.number != statement.number:
                yield phrase


def ask_effect(found: Effect, material: Material) -> Iterator[Draft]:
    statement = found.statement
    if found.instructs:
        yield from _ask_what_to_do(found, material)
        return
    conditional = not statement.subject
    if conditional:
        ask = f"What does the document say of the case that {material.mid(found.cause)}?"
        form = "sentence"
    else:
        opening = f"{statement.subject} {statement.core.removesuffix(found.effect)}".strip()
        ask, form = f"How does the document go on? {grammar.capital(opening)} …", "effect"
    others = [*material.near(form, statement), *(() if conditional else material.near("item ailment", statement))]
    others = [phrase for phrase in others if phrase.statement.number != statement.number]
    wrong = wrong_options(ask, found.effect, others, material, subject=found.cause)
    if wrong and not NEGATIVES.search(ask):
        fields = common(statement, ask, named("what-follows", found.cause), found.passage)
        yield from _draft(Choice(**fields, options=as_options(found.effect, wrong, material)), statement, "an effect")
    elif not conditional:
        yield from _ask_cause(found, material)


def _ask_what_to_do(found: Effect, material: Material) -> Iterator[Draft]:
    """What the document says to do in a case."""
    statement = found.statement
    case = f"{found.passage.split(' ', 1)[0].lower()} {aloud(material.mid(found.cause))}"
    ask = f"What does the document say to do {case}?"
    others = [
        phrase
        for phrase in material.near("item instruction", statement)
        if phrase.statement.block is not statement.block and not grammar.is_anaphoric(phrase.text)
    ]
    wrong = wrong_options(ask, found.effect, others, material, subject=found.cause)
    if wrong:
        fields = common(statement, ask, named("what-to-do-if", found.cause), found.passage)
        question = Choice(**fields, options=as_options(found.effect, wrong, material))
        for draft in _draft(question, statement, "an instruction for a case", heard=True):
            yield draft._replace(instructs=True)


def _ask_cause(found: Effect, material: Material) -> Iterator[Draft]:
    """The same the other way round, where the stem would hold a "not"."""
    statement = found.statement
    ask = f"How does this sentence of the document begin? … {statement.core}"
    others = material.near("subjects" if statement.plural else "subject", statement)
    wrong = wrong_options(ask, found.cause, others, material, subject=found.effect)
    if wrong:
        passage = found.passage if found.cause in found.passage else statement.in_place.rstrip(". ")
        fields = common(statement, ask, named("what", statement.core), passage)
        yield from _draft(Choice(**fields, options=as_options(found.cause, wrong, material)), statement, "a cause")


def ask_statement(statement: Statement, material: Material) -> Iterator[Draft]:
    """What the document says of a subject, beside what it says of others."""
    subject, said = material.mid(statement.subject), statement.core
    short = len(said.split()) < 3 or len(subject.split()) > 5 or " of " in subject or ":" in said
    if not statement.self_contained or short or NEGATIVES.search(said):
        return
    modal = MODAL.match(said)
    if modal:
        verb = said.split(" ", 1)[0]
        ask, key, form = f"What {verb} {subject} do, as the document tells it?", modal[1], f"do {verb}"
        key = key if key in statement.sentence else said
    else:
        ask, key, form = f"What does the document say of {subject}?", said, _sort(statement)
    wrong = wrong_options(ask, key, material.near(form, statement), material, subject=statement.subject)
    if wrong and key in statement.sentence:
        name = named("of", f"{statement.subject} {key}")
        fields = common(statement, ask, name, key)
        yield from _draft(Choice(**fields, options=as_options(key, wrong, material)), statement, "a statement")


def _sort(statement: Statement) -> str:
    """Which predicates can stand beside each other in a list of options."""
    verb = "be" if statement.verb in grammar.BE else "modal" if statement.verb in grammar.MODALS else "other"
    return f"{verb} {'they' if statement.plural else 'it'}"


def predicates(statement: Statement) -> Iterator[Phrase]:
    """What can stand as a wrong option where another subject is asked about: what is said of this one."""
    pronoun = statement.said.split(" ", 1)[0].lower()
    if pronoun in ("it", "they") and not grammar.is_anaphoric(statement.said.partition(" ")[2]):
        yield Phrase(statement.said.rstrip(".! "), f"of {pronoun}", statement)
    of, said = statement.subject, statement.core.partition(":")[0]
    if not of or re.search(r"\bones?\b", of) or grammar.is_anaphoric(said) or NEGATIVES.search(said):
        return
    modal = MODAL.match(said)
    if len(said.split()) >= 3:
        yield Phrase(said, _sort(statement), statement, of)
    if modal:
        yield Phrase(modal[1], f"do {statement.verb}", statement, of)
    if len(of.split()) + len(said.split()) <= 18:
        yield Phrase(f"{statement.subject} {said}", "sentence", statement)
    if " and " not in statement.subject:
        yield Phrase(statement.subject, "subjects" if statement.plural else "subject", statement)


def _quoted(text: str) -> str:
    return text if "“" in text or "”" in text else f"“{text}”"
