"""Drafts as a question file: YAML as an author would lay it out, with a comment at each question."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from quiz.banks.drafting.banks import DraftedBank
from quiz.banks.writing import scalar, slug
from quiz.core.questions import (
    KINDS,
    AnyQuestion,
    Choice,
    Match,
    Number,
    Order,
    Select,
    ShortAnswer,
    TeachBack,
    TrueFalse,
)

HEAD: Final = """\
# Drafts from {document}, made by `quiz draft`. None of them is asked yet.
# Read each question against the document: is the right option right, and right alone? Is each wrong one wrong?
# Reword what is stiff, throw away what is not worth asking, and take `draft: true` from what you keep.
# Then run `quiz check` on this file. Choose the `id` now: answers are kept by it.
"""


def as_yaml(banks: Sequence[DraftedBank], title: str, document: str) -> str:
    """The banks as the text of a question file. `document` is the document's name, from the folder of that file."""
    return "\n".join(_lines(banks, title, document)) + "\n"


def _lines(banks: Sequence[DraftedBank], title: str, document: str) -> Iterator[str]:
    yield HEAD.format(document=document)
    yield f"id: {scalar(slug(title) or 'drafts')}"
    yield f"title: {scalar(title)}"
    yield f"document: {scalar(document)}"
    yield "language: en"
    yield "banks:"
    for place, bank in enumerate(banks):
        yield from [""] if place else []
        yield f"  - id: {scalar(bank.id)}"
        yield f"    title: {scalar(bank.title)}"
        yield "    questions:"
        for number, draft in enumerate(bank.drafts):
            yield from [""] if number else []
            yield f"      # from {draft.finding}, line {draft.line}"
            if draft.instructs:
                yield "      # It asks what somebody should do. If it must be known, add: must_know: true"
            yield from (f"      {line}" for line in _question(draft.question))


def _question(question: AnyQuestion) -> Iterator[str]:
    yield f"- id: {scalar(question.id)}"
    yield f"  kind: {question.kind}"
    yield f"  ask: {scalar(question.ask)}"
    yield from (f"  {line}" for line in _answer(question))
    yield f"  explain: {scalar(question.explain)}"
    yield f"  passage: {scalar(question.passage)}"
    yield "  draft: true"


def _answer(question: AnyQuestion) -> Iterator[str]:
    """What is particular to the kind of a question."""
    if isinstance(question, TrueFalse):
        right = question.options[question.key].text
        because = next((option.because for option in question.options if option.because), "")
        yield f"answer: {right.lower()}"
        yield from _reason(because, "")
    elif isinstance(question, Choice | Select):
        yield "options:"
        for option in question.options:
            yield f"  - {'right' if option.right else 'wrong'}: {scalar(option.text)}"
            yield from _reason(option.because, "    ")
    elif isinstance(question, ShortAnswer):
        yield from _listed("accept", [answer.replace("*", r"\*") for answer in question.accept])
    elif isinstance(question, Number):
        yield f"answer: {question.answer:.15g}"
        yield f"tolerance: {question.tolerance:g}"
        if question.unit:
            yield f"unit: {scalar(question.unit)}"
    elif isinstance(question, Match):
        yield from _listed("classes", question.classes)
        yield "pairs:"
        for pair in question.pairs:
            yield f"  - item: {scalar(pair.item)}"
            yield f"    class: {scalar(question.classes[pair.target])}"
            yield from _reason(pair.because, "    ")
    elif isinstance(question, Order):
        yield from _listed("items", question.items)
    elif isinstance(question, TeachBack):
        yield from _listed("covers", question.covers)


def _reason(because: str, indent: str) -> list[str]:
    return [f"{indent}because: {scalar(because)}"] if because else []


def _listed(key: str, texts: Sequence[str]) -> Iterator[str]:
    yield f"{key}:"
    yield from (f"  - {scalar(text)}" for text in texts)


def what_was_drafted(banks: Sequence[DraftedBank], document: Path, to: Path | None, text: Path | None) -> str:
    """How many drafts there are, of which kinds, where they are, and what comes next, in words."""
    kinds = Counter(draft.question.kind for bank in banks for draft in bank.drafts)
    questions = f"{kinds.total()} question{'s' if kinds.total() > 1 else ''}"
    in_banks = f"{len(banks)} bank{'s' if len(banks) > 1 else ''}"
    each = ", ".join(f"{kinds[kind.kind]} {kind.kind}" for kind in KINDS if kinds[kind.kind])
    where = f" They are in {to}." if to else ""
    beside = f" The document's text is in {text}." if text else ""
    return (
        f"Drafted from {document}: {questions} in {in_banks} ({each}).{where}{beside}\n"
        "None is asked yet. Read each against the document, take `draft: true` from those you keep, "
        f"and run `quiz check {to or 'FILE'}`."
    )
