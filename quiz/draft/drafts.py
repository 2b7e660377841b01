"""A document → drafts: choose the passages that matter most, and ask about each."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Final, NamedTuple

from quiz.bank.document import Document
from quiz.bank.matter import DANGER, Matter, matter_of
from quiz.bank.pointing import CONDITION, IN_LIST, LIST_BEFORE, STARTS_BACK, is_limited, leans
from quiz.bank.text import fold, sentences_of
from quiz.bank.writer import slug, unused_id
from quiz.core.english import sentence
from quiz.core.kinds import AnyQuestion, TeachBack
from quiz.draft.passages import Listing, Sentence
from quiz.draft.places import Part, parts
from quiz.draft.stems import ask_list, ask_part, ask_sentence, ask_with_list, list_matter

MOST: Final = 20
"""How many drafts an author gets, unless all are wanted."""
MOST_OF_A_MATTER: Final = {Matter.HELP: 7, Matter.WARNING: 7, Matter.CASE: 5}
"""How many drafts of each matter come before the first of the next; three for the others."""
MOST_POINTS: Final = 8
"""The maximum number of sentences that one teach-back asks for."""
LONGEST_POINT, LONGEST_EXPLANATION = 500, 2000


class Draft(NamedTuple):
    """A question to finish, and why it was chosen: what its passage does, and where that is.

    `points` are what the passage says, one by one. What is `spare` is unfinished, or also asked by another draft, on
    more of the document. An `alarm` is in a call-out that warns.
    """

    question: AnyQuestion
    points: tuple[str, ...]
    matter: Matter
    heading: str
    line: int
    spare: bool = False
    alarm: bool = False


def drafts_of(document: Document, *, english: bool = True, line: int = 0) -> tuple[Draft, ...]:
    """The drafts of a document, what matters most first; those of one place with `line`, from 1.

    The same document gives the same drafts. Without `english` no stem is written, and they are in the document's order.
    """
    found = list(_at_line(parts(document), line) if line else parts(document))
    drafts = sorted(_distinct(_asked(found)), key=lambda draft: draft.line)
    if english:
        drafts = list(_told_apart(_ranked(list(_spared(drafts)))))
    ids: Counter[str] = Counter()
    return tuple(_finished(draft, ids, english=english) for draft in drafts)


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
        one: asked
        for part in found
        for one in part.sentences
        if not (part.heading.endswith("?") or (part.after and not part.heading and CONDITION.search(part.after.lead)))
        if (asked := ask_sentence(one, part.heading, after_list=bool(part.after)))
    }
    stems = {one: asked.ask.split(" (“")[0].casefold() for one, asked in alone.items()}
    often = Counter(stems.values())
    alone = {one: asked for one, asked in alone.items() if often[stems[one]] == 1}
    for part in found:
        for draft in _on_part(part, alone):
            yield draft._replace(alarm=part.alarm)


def _on_part(part: Part, alone: Mapping[Sentence, AnyQuestion]) -> Iterator[Draft]:
    found, line, _ = part.places[0]
    if isinstance(found, Listing):
        question, matter = ask_list(found, part.heading, whole=part.whole), list_matter(found, part.heading)
        yield Draft(question, found.items, matter, part.heading, line)
    else:
        together = [] if all(one in alone for one in part.sentences) else list(_in_own_words(part))
        yield from together
        for one in part.sentences:
            if one in alone:
                yield Draft(alone[one], (one.text,), matter_of(one.text), part.heading, one.line)


def _in_own_words(part: Part) -> Iterator[Draft]:
    """Questions on all sentences of a part, some paragraphs at a time; references back stay with their subject.

    If that is the list before them, they are asked together with it.
    """
    chunks = list[list[Sentence]]()
    for paragraph in part.paragraphs:
        for some in (list(paragraph[n : n + MOST_POINTS]) for n in range(0, len(paragraph), MOST_POINTS)):
            alone = chunks and leans(chunks[-1][0].text) and not (part.first and len(chunks) == 1)
            if chunks and not alone and len(chunks[-1]) + len(some) <= MOST_POINTS:
                chunks[-1] += some
            else:
                chunks.append(some)
    for chunk in chunks:
        points, last = list[str](), ""
        for text, before, _ in chunk:
            bound = leans(text) or (before != "" and is_limited(text, last))
            if points and (bound or last in ("Yes.", "No.")) and len(points[-1]) + len(text) < LONGEST_POINT:
                points[-1] += f" {sentence(text)}"
            else:
                points.append(sentence(text))
            last = text
        covers, passage = tuple(dict.fromkeys(points)), [one.text for one in chunk]
        opens = part.first and chunk is chunks[0] and not STARTS_BACK.match(chunk[0].text)
        begins = [one.text for one in chunk[1:] if part.after and one.before == ""]
        back = [text for text in begins if LIST_BEFORE.search(text) and leans(text)]
        back += [chunk[0].text] if leans(chunk[0].text) and not opens else []
        of_list = back and chunk is chunks[0] and all(map(IN_LIST.search, back))
        if part.after and of_list and ask_list(part.after, part.heading).ask:
            question = ask_with_list(part.after, part.heading, covers, passage)
        else:
            question = ask_part(part, covers, passage, whole=part.whole and len(chunks) == 1, lost=bool(back))
        yield Draft(question, question.covers, min(matter_of(one.text) for one in chunk), part.heading, chunk[0].line)


def _distinct(found: Iterator[Draft]) -> Iterator[Draft]:
    """The drafts without those that are too long, and without repetitions in the same words."""
    seen = set[str]()
    for draft in found:
        words = fold(draft.question.explain)
        short = len(draft.question.explain) <= LONGEST_EXPLANATION and max(map(len, draft.points)) <= LONGEST_POINT
        if short and words not in seen:
            seen.add(words)
            yield draft


def _told_apart(drafts: list[Draft]) -> Iterator[Draft]:
    """The drafts, each with a stem of its own: with the first words that it asks for, or else with none."""
    seen = {""}
    for draft in drafts:
        ask, begins = draft.question.ask, " ".join(draft.points[0].split()[:5]).rstrip(".,:;")
        if ask in seen and ask and isinstance(draft.question, TeachBack):
            ask = f"{ask} (the part that begins “{begins} …”)"
        ask = "" if ask in seen else ask
        seen.add(ask)
        yield draft._replace(question=draft.question.replace(ask=ask))


def _spared(drafts: list[Draft]) -> Iterator[Draft]:
    """The drafts, spare if they have no stem, or if others ask for all that they ask for and more."""
    largest = dict[str, tuple[int, bool]]()  # for each sentence
    sizes = list[tuple[int, bool]]()
    for draft in drafts:
        passage = [one for run in draft.question.passage for one in sentences_of(run)]
        sizes.append((len(passage), isinstance(draft.question, TeachBack)))
        for one in passage if draft.question.ask else ():
            largest[one] = max(sizes[-1], largest.get(one, sizes[-1]))
    for draft, size in zip(drafts, sizes, strict=True):
        covered = all(largest.get(one, size) > size for point in draft.points for one in sentences_of(point))
        yield draft._replace(spare=covered or not draft.question.ask)


def _ranked(drafts: list[Draft]) -> list[Draft]:
    """The drafts by matter, each heading's first before its second; a few of each matter before the rest of any.

    What is spare comes last.
    """
    under, nth = Counter[object](), Counter[object]()
    found = list[tuple[tuple[bool, Matter], int, Draft]]()
    for draft in drafts:
        key = draft.spare, _rank(draft)
        found.append((key, under[key, draft.heading], draft))
        under[key, draft.heading] += 1
    rounds = list[tuple[tuple[bool, int, Matter], Draft]]()
    for key, _, draft in sorted(found, key=itemgetter(0, 1)):
        spare, rank = key
        rounds.append(((spare, nth[key] // MOST_OF_A_MATTER.get(rank, 3), rank), draft))
        nth[key] += 1
    return [draft for _, draft in sorted(rounds, key=itemgetter(0))]


def _rank(draft: Draft) -> Matter:
    """Its matter, or a more important one if it is dangerous to get wrong."""
    dangerous = draft.alarm or DANGER.search(draft.question.explain)
    if not dangerous or draft.matter <= Matter.WARNING:
        return draft.matter
    return Matter.WARNING if draft.matter.guides else Matter.CASE
