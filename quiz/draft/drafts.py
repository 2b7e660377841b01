"""A document → drafts: which of its passages matter most, and what is asked about each."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from quiz.bank.document import Document, fold
from quiz.bank.matter import Matter, matter_of
from quiz.bank.words import content_words
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
    """A question to finish, and why it was chosen: what its passage does, and where that is."""

    question: AnyQuestion
    matter: Matter
    heading: str
    line: int


class Found(NamedTuple):
    """What can become a draft."""

    asked: Asked
    passage: str
    explain: str
    matter: Matter
    heading: str
    line: int


def drafts_of(document: Document, *, english: bool = True, every: bool = False, line: int = 0) -> tuple[Draft, ...]:
    """The drafts of a document, what matters most first; those of one place with `line`, from 1.

    The same document gives the same drafts. Without `english` no stem is written.
    """
    found = list(places(document))
    if line:
        last = max((place.first for place in found if place.first <= line), default=0)
        found = [place for place in found if place.first == last or place.first <= line <= place.last]
    texts = (block.text for section in document.sections for block in section.blocks)
    names = {word for text in texts for word in NAME.findall(text)}
    ranked = _ranked(_distinct(_asked(found, names)))
    ids: set[str] = set()
    drafts = []
    for one in ranked if every or line else ranked[:MOST]:
        asked = one.asked if english else Asked(TeachBack, "", {"covers": _points(one)})
        name = _own(slug(one.passage, 6) or "passage", ids)
        question = asked.kind(
            id=name, ask=asked.ask, explain=one.explain, passage=one.passage, draft=True, **asked.fields
        )
        drafts.append(Draft(question, one.matter, one.heading, one.line))
    return tuple(drafts)


def title_of(document: Document, given: str = "") -> str:
    """The title that is given, the first heading, or the document's name, as far as a title can hold it."""
    headings = (section.heading.strip() for section in document.sections)
    title = given or next((heading for heading in headings if heading), document.path.stem)
    return title if len(title) <= MAX_TITLE else f"{title[: MAX_TITLE - 1].rstrip()}…"


def _points(found: Found) -> tuple[str, ...]:
    covers = found.asked.fields.get("covers") or found.asked.fields.get("items")
    return covers or (found.explain[:500],)


def _asked(found: Sequence[Place], names: set[str]) -> Iterator[Found]:
    """A question on each list and on each sentence whose words allow one; of the others, one for each heading."""
    rest: dict[str, list[Sentence]] = {}
    for place in found:
        if isinstance(place.found, Listing):
            listing = place.found
            explain = f"{listing.lead.rstrip(':')}: {'; '.join(listing.items)}"
            if len(explain) <= LONGEST_EXPLANATION:
                matter = list_matter(listing)
                yield Found(ask_list(listing), listing.passage, explain, matter, listing.heading, listing.line)
            continue
        for sentence in place.found:
            asked, matter = ask_sentence(sentence, names), matter_of(sentence.text)
            if asked and (matter.guides or not sentence.heading.endswith("?")):
                yield Found(asked, sentence.whole, sentence.whole, matter, sentence.heading, sentence.line)
            else:
                rest.setdefault(sentence.heading, []).append(sentence)
    for heading, sentences in rest.items():
        yield from _in_own_words(heading, sentences)


def _in_own_words(heading: str, sentences: list[Sentence]) -> Iterator[Found]:
    """What guides apart from what does not; what points back to a sentence stays with it."""
    guiding, others = list[Sentence](), list[Sentence]()
    group = last = others
    for sentence in sentences:
        with_last = bool(sentence.before and last and last[-1].text == sentence.before)
        group = last if with_last else guiding if matter_of(sentence.text).guides else others
        group.append(sentence)
        last = group
    groups = [sentences] if heading.endswith("?") else [guiding, others]
    for group in groups:
        for start in range(0, len(group), MOST_POINTS):
            some = group[start : start + MOST_POINTS]
            covers = points(some)
            explain = " ".join(covers)
            if len(explain) <= LONGEST_EXPLANATION and all(len(point) <= 500 for point in covers):
                matter = min(matter_of(sentence.text) for sentence in some)
                yield Found(ask_section(heading, some), some[0].whole, explain, matter, heading, some[0].line)


def _distinct(found: Iterator[Found]) -> Iterator[Found]:
    """Without what says in the same words what was found before."""
    seen: set[object] = set()
    for one in found:
        words = frozenset(content_words(one.explain)) or fold(one.explain)
        if words not in seen:
            seen.add(words)
            yield one


def _ranked(found: Iterator[Found]) -> list[Found]:
    """By matter, the first under each heading before the second; a few of each matter before the rest of any."""
    under: Counter[tuple[Matter, str]] = Counter()
    placed = []
    for number, one in enumerate(sorted(found, key=lambda one: one.line)):
        under[one.matter, one.heading] += 1
        placed.append((one.matter, under[one.matter, one.heading], number, one))
    of_matter: Counter[Matter] = Counter()
    rounds = []
    for matter, nth, number, one in sorted(placed, key=lambda entry: entry[:3]):
        rounds.append((of_matter[matter] // MOST_OF_A_MATTER, matter, nth, number, one))
        of_matter[matter] += 1
    return [entry[-1] for entry in sorted(rounds, key=lambda entry: entry[:4])]


def _own(name: str, taken: set[str]) -> str:
    """The name, or with a number after it where it is taken."""
    own, count = name, 1
    while own in taken:
        count += 1
        own = f"{name}-{count}"
    taken.add(own)
    return own
