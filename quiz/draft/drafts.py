"""A document → drafts: choose the passages that matter most, and ask about each."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Final, NamedTuple

from quiz.bank.document import Document
from quiz.bank.matter import DANGER, Matter, matter_of
from quiz.bank.pointing import CONDITION, STARTS_BACK, is_limited, leans
from quiz.bank.text import content_words, fold
from quiz.bank.writer import slug, unused_id
from quiz.core.kinds import AnyQuestion, TeachBack
from quiz.core.kinds.fields import Passage
from quiz.draft.passages import Listing, Sentence, Table, full_stop, joined
from quiz.draft.places import Part, parts
from quiz.draft.stems import Asked, ask_list, ask_part, ask_sentence, ask_table, columns_of, list_matter

MOST: Final = 20
"""The maximum number of drafts from a document, unless all are wanted."""
MOST_OF_A_MATTER: Final = {Matter.HELP: 7, Matter.WARNING: 7, Matter.CASE: 5}
"""How many drafts of each sort come before the first of the next sort; three for other sorts."""
MOST_POINTS: Final = 8
"""The maximum number of sentences that one teach-back asks for."""
LIST_BEFORE: Final = re.compile(r"\b(?:these|those|above)\b", re.I)
"""References to a list or a paragraph before."""
IN_LIST: Final = re.compile(r"\b(?:these|those|they|them|get through)\b", re.I)
"""References to what is in a list, to the people whom it is about, or to the number to call."""
LONGEST_POINT, LONGEST_EXPLANATION = 500, 2000
WHY: Final = {
    Matter.HELP: "says when to get help, or from whom",
    Matter.WARNING: "says what not to do",
    Matter.CASE: "says what to do in certain cases",
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

    `points` are what the passage says, for a document whose language is not known. What is `spare` is also asked by
    another draft, on more of the document. An `alarm` is in a call-out that warns.
    """

    question: AnyQuestion
    points: tuple[str, ...]
    matter: Matter
    heading: str
    line: int
    spare: bool = False
    alarm: bool = False


def drafts_of(document: Document, *, english: bool = True, every: bool = False, line: int = 0) -> tuple[Draft, ...]:
    """The drafts of a document, what matters most first; those of one place with `line`, from 1.

    The same document gives the same drafts. Without `english` no stem is written, and they are in the document's order.
    """
    found = list(_at_line(parts(document), line) if line else parts(document))
    drafts = sorted(_distinct(_asked(found)), key=lambda draft: draft.line)
    if english:
        first = [draft for draft in drafts if draft.question.ask and not draft.spare]
        later = [draft for draft in drafts if draft.spare or not draft.question.ask]
        drafts = list(_told_apart(_ranked(first) + _ranked(later)))
    ids: Counter[str] = Counter()
    chosen = drafts if every or line else drafts[:MOST]
    return tuple(_finished(draft, ids, english=english) for draft in chosen)


def _at_line(found: Iterable[Part], line: int) -> Iterator[Part]:
    """The paragraph, list or table at a line of the document, if it can be asked about."""
    for part in found:
        places = [place for place in part.places if place.first <= line <= place.last]
        if places:
            yield part._replace(places=places, whole=part.whole and places == part.places)


def _finished(draft: Draft, ids: Counter[str], *, english: bool) -> Draft:
    """A draft with its own id; without `english`, as a teach-back without a question."""
    question = draft.question
    id = unused_id(slug(question.passage[0], 6) or "passage", ids)
    if not english:
        question = TeachBack(id=id, ask="", explain=question.explain, passage=question.passage, covers=draft.points)
    return draft._replace(question=question.replace(id=id, draft=True))


def _asked(found: Sequence[Part]) -> Iterator[Draft]:
    """Questions on each list and table, each sentence whose words allow one, and each part with several sentences."""
    alone = {
        sentence: asked
        for part in found
        for sentence in part.sentences
        if not (part.heading.endswith("?") or (part.title and part.after and CONDITION.search(part.after.lead)))
        if (asked := ask_sentence(sentence, part.asked))
    }
    often = Counter(asked.ask.split(" (“")[0] for asked in alone.values())
    alone = {sentence: asked for sentence, asked in alone.items() if often[asked.ask.split(" (“")[0]] == 1}
    for part in found:
        for draft in _on_part(part, alone):
            if len(draft.question.explain) <= LONGEST_EXPLANATION and max(map(len, draft.points)) <= LONGEST_POINT:
                yield draft._replace(alarm=part.alarm)


def _on_part(part: Part, alone: Mapping[Sentence, Asked]) -> Iterator[Draft]:
    found, line, _ = part.places[0]
    if isinstance(found, Listing):
        yield _on_list(found, part.asked, line)
    elif isinstance(found, Table):
        columns = columns_of(found)
        yield from (_on_list(column, part.asked or column.lead, line) for column in columns)
        if not columns:
            matter = min(map(matter_of, (*found.headings, *found.passage, *chain(*found.rows))))
            asked = ask_table(found, part.asked)
            yield _draft(asked, joined(found.passage), found.passage, found.passage, matter, part.asked, line)
    else:
        together = [] if all(one in alone for one in part.sentences) else list(_in_own_words(part))
        yield from together
        spare = any(draft.question.ask for draft in together)
        for one in part.sentences:
            if one in alone:
                whole, matter = f"{one.before} {one.text}".strip(), matter_of(one.text)
                draft = _draft(alone[one], whole, (whole,), (one.text,), matter, part.heading, one.line)
                yield draft._replace(spare=spare)


def _draft(
    asked: Asked, explain: str, passage: Sequence[str], points: tuple[str, ...], matter: Matter, heading: str, line: int
) -> Draft:
    runs = tuple(dict.fromkeys(passage))[: Passage().runs]
    question = asked.kind(id="draft", ask=asked.ask, explain=explain, passage=runs, **asked.fields)
    return Draft(question, points, matter, heading, line)


def _on_list(listing: Listing, heading: str, line: int) -> Draft:
    asked, matter = ask_list(listing, heading), list_matter(listing, heading)
    return _draft(asked, listing.text, listing.quoted, listing.items, matter, heading, line)


def _in_own_words(part: Part) -> Iterator[Draft]:
    """Questions on all sentences of a part, some paragraphs at a time; references back stay with their subject.

    If that is the list before them, they are asked together with it.
    """
    chunks = list[list[Sentence]]()
    for paragraph in part.paragraphs:
        for some in (list(paragraph[n : n + MOST_POINTS]) for n in range(0, len(paragraph), MOST_POINTS)):
            if chunks and len(chunks[-1]) + len(some) <= MOST_POINTS:
                chunks[-1] += some
            else:
                chunks.append(some)
    for chunk in chunks:
        points, last = list[str](), ""
        for text, before, _ in chunk:
            bound = leans(text) or (before != "" and is_limited(text, last))
            if points and bound and len(points[-1]) + len(text) < LONGEST_POINT:
                points[-1] += f" {full_stop(text)}"
            else:
                points.append(full_stop(text))
            last = text
        covers = tuple(dict.fromkeys(points))
        opens = part.first and chunk is chunks[0] and not STARTS_BACK.match(chunk[0].text)
        back = [one.text for one in chunk[1:] if one.before == "" and LIST_BEFORE.search(one.text) and leans(one.text)]
        back += [chunk[0].text] if leans(chunk[0].text) and not opens else []
        passage, after = [sentence.text for sentence in chunk], part.after
        of_list = back and chunk is chunks[0] and all(map(IN_LIST.search, back))
        if after and of_list and ask_list(after, part.asked).ask:
            text = after.text if after.lead in after.passage else joined(after.items)
            passage, covers, after = [*after.quoted, *passage], (full_stop(text), *covers), None
            back = []
        lost = bool(back) or len(passage) > Passage().runs
        whole = part.whole and len(chunks) == 1
        asked = ask_part(part.asked, covers, whole=whole, after=after.lead if after else "", lost=lost)
        matter = min(matter_of(sentence.text) for sentence in chunk)
        yield _draft(asked, " ".join(covers), passage, covers, matter, part.heading, chunk[0].line)


def _distinct(found: Iterator[Draft]) -> Iterator[Draft]:
    """The drafts without repetitions in the same words."""
    seen: set[object] = set()
    for draft in found:
        words = frozenset(content_words(draft.question.explain)) or fold(draft.question.explain)
        if words not in seen:
            seen.add(words)
            yield draft


def _told_apart(drafts: list[Draft]) -> Iterator[Draft]:
    """The drafts, each with a stem of its own: with the first words that it asks for, or else with none."""
    seen: set[str] = set()
    for draft in drafts:
        ask, begins = draft.question.ask, " ".join(draft.points[0].split()[:5]).rstrip(".,:;")
        if ask and ask in seen:
            ask = f"{ask} (the part that begins “{begins} …”)" if isinstance(draft.question, TeachBack) else ""
        ask = "" if ask in seen else ask
        seen.add(ask)
        yield draft._replace(question=draft.question.replace(ask=ask))


def _ranked(drafts: list[Draft]) -> list[Draft]:
    """The drafts by matter, each heading's first before its second; a few of each matter before the rest of any."""
    ranks = list(map(_rank, drafts))
    under = _counts((rank, draft.heading) for rank, draft in zip(ranks, drafts, strict=True))
    first = sorted(zip(ranks, under, drafts, strict=True), key=lambda entry: entry[:2])
    ranks_of = [rank for rank, *_ in first]
    rounds = [nth // MOST_OF_A_MATTER.get(rank, 3) for nth, rank in zip(_counts(ranks_of), ranks_of, strict=True)]
    return [draft for _, (*_, draft) in sorted(zip(rounds, first, strict=True), key=lambda one: (one[0], one[1][0]))]


def _rank(draft: Draft) -> Matter:
    """Its matter, or a more important one if it is dangerous to get wrong."""
    dangerous = draft.alarm or DANGER.search(draft.question.explain)
    if not dangerous or draft.matter <= Matter.WARNING:
        return draft.matter
    return Matter.WARNING if draft.matter.guides else Matter.CASE


def _counts(keys: Iterable[object]) -> Iterator[int]:
    """For each key, how often it occurred before."""
    counts: Counter[object] = Counter()
    for key in keys:
        yield counts[key]
        counts[key] += 1
