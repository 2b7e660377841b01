"""A document → drafts: which of its passages matter most, and what is asked about each."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from quiz.bank.document import Document
from quiz.bank.matter import Matter, matter_of
from quiz.bank.text import content_words, fold
from quiz.bank.writer import slug
from quiz.core.bank import MAX_TITLE
from quiz.core.kinds import AnyQuestion, TeachBack
from quiz.draft.places import Listing, Place, Sentence, places
from quiz.draft.stems import Asked, ask_list, ask_section, ask_sentence, list_matter, points

MOST: Final = 20
"""The most drafts of a document, unless all are wanted."""
MOST_OF_A_MATTER: Final = 5
"""So many drafts on one sort of matter come before the first of the next sort."""
MOST_POINTS: Final = 6
"""The most sentences that one question in own words asks for."""
LONGEST_EXPLANATION: Final = 2000
NAME: Final = re.compile(r"(?<=[a-z] )[A-Z]\w+")
"""A word with a capital inside a sentence."""

WHY: Final = {
    Matter.HELP: "says when to get help, or from whom",
    Matter.WARNING: "says what not to do",
    Matter.CASE: "says what to do in a case",
    Matter.INSTRUCTION: "says what to do",
    Matter.RISK: "says what may happen",
    Matter.AMOUNT: "gives a number",
    Matter.MEANING: "says what something is",
    Matter.REASON: "gives a reason",
    Matter.NAME: "gives another name",
    Matter.STATEMENT: "says something about the subject",
}


class Draft(NamedTuple):
    """A question to finish, and why it was chosen: what its passage does, and where that is.

    `points` are what the passage says, for a document whose language is not known.
    """

    question: AnyQuestion
    points: tuple[str, ...]
    matter: Matter
    heading: str
    line: int


def drafts_of(document: Document, *, english: bool = True, every: bool = False, line: int = 0) -> tuple[Draft, ...]:
    """The drafts of a document, what matters most first; those of one place with `line`, from 1.

    The same document gives the same drafts. Without `english` no stem is written, and they are in the document's order.
    """
    found = list(places(document))
    if line:
        last = max((place.first for place in found if place.first <= line), default=0)
        found = [place for place in found if place.first == last or place.first <= line <= place.last]
    texts = (block.text for section in document.sections for block in section.blocks)
    names = {word for text in texts for word in NAME.findall(text)}
    drafts = sorted(_distinct(_asked(found, names)), key=lambda draft: draft.line)
    if english:
        drafts = _ranked(drafts)
    ids: Counter[str] = Counter()
    chosen = drafts if every or line else drafts[:MOST]
    return tuple(_finished(draft, ids, english=english) for draft in chosen)


def _finished(draft: Draft, ids: Counter[str], *, english: bool) -> Draft:
    """A draft under an id of its own; without `english`, as an empty question in own words."""
    question = draft.question
    name = id = slug(question.passage[0], 6) or "passage"
    while ids[id]:
        ids[name] += 1
        id = f"{name}-{ids[name]}"
    ids[id] = 1
    if not english:
        question = TeachBack(id=id, ask="", explain=question.explain, passage=question.passage, covers=draft.points)
    return draft._replace(question=question.replace(id=id, draft=True))


def title_of(document: Document, given: str = "") -> str:
    """The title that is given, the first heading, or the document's name, as far as a title can hold it."""
    headings = (section.heading.strip() for section in document.sections)
    title = given or next((heading for heading in headings if heading), document.path.stem)
    return title if len(title) <= MAX_TITLE else f"{title[: MAX_TITLE - 1].rstrip()}…"


def _asked(found: Sequence[Place], names: set[str]) -> Iterator[Draft]:
    """A question on each list and on each sentence whose words allow one; of the others, one for each heading."""
    rest: dict[str, list[Sentence]] = {}
    for place in found:
        if isinstance(place.found, Listing):
            listing = place.found
            explain = f"{listing.lead.rstrip(':')}: {'; '.join(listing.items)}"
            if len(explain) <= LONGEST_EXPLANATION:
                question = _question(ask_list(listing), explain, listing.passage)
                yield Draft(question, listing.items, list_matter(listing), listing.heading, listing.line)
            continue
        for sentence in place.found:
            asked, matter, whole = ask_sentence(sentence, names), matter_of(sentence.text), sentence.whole
            if asked and len(whole) <= 500 and (matter.guides or not sentence.heading.endswith("?")):
                yield Draft(_question(asked, whole, (whole,)), (whole,), matter, sentence.heading, sentence.line)
            else:
                rest.setdefault(sentence.heading, []).append(sentence)
    for heading, sentences in rest.items():
        yield from _in_own_words(heading, sentences)


def _question(asked: Asked, explain: str, passage: tuple[str, ...]) -> AnyQuestion:
    return asked.kind(id="draft", ask=asked.ask, explain=explain, passage=passage, **asked.fields)


def _in_own_words(heading: str, sentences: list[Sentence]) -> Iterator[Draft]:
    """What guides apart from what does not; what points back to a sentence stays with it."""
    guiding, others = list[Sentence](), list[Sentence]()
    group = others
    for sentence in sentences:
        if not (sentence.before and group and group[-1].text == sentence.before):
            group = guiding if matter_of(sentence.text).guides else others
        group.append(sentence)
    for group in [sentences] if heading.endswith("?") else [guiding, others]:
        for start in range(0, len(group), MOST_POINTS):
            some = group[start : start + MOST_POINTS]
            covers = points(some)
            explain = " ".join(covers)
            if len(explain) <= LONGEST_EXPLANATION and all(len(point) <= 500 for point in covers):
                question = _question(ask_section(heading, some), explain, covers)
                matter = min(matter_of(sentence.text) for sentence in some)
                yield Draft(question, covers, matter, heading, some[0].line)


def _distinct(found: Iterator[Draft]) -> Iterator[Draft]:
    """Without what says in the same words what was found before."""
    seen: set[object] = set()
    for draft in found:
        words = frozenset(content_words(draft.question.explain)) or fold(draft.question.explain)
        if words not in seen:
            seen.add(words)
            yield draft


def _ranked(drafts: list[Draft]) -> list[Draft]:
    """By matter, the first under each heading before the second; a few of each matter before the rest of any."""
    under = _counts((draft.matter, draft.heading) for draft in drafts)
    first = sorted(zip(under, drafts, strict=True), key=lambda entry: (entry[1].matter, entry[0]))
    of_matter = _counts(draft.matter for _, draft in first)
    placed = [(nth // MOST_OF_A_MATTER, draft) for nth, (_, draft) in zip(of_matter, first, strict=True)]
    return [draft for _, draft in sorted(placed, key=lambda entry: (entry[0], entry[1].matter))]


def _counts(keys: Iterable[object]) -> Iterator[int]:
    """For each key, how often it was there before."""
    counts: Counter[object] = Counter()
    for key in keys:
        yield counts[key]
        counts[key] += 1
