"""What a document offers for wrong options: its own phrases, each with the place that it stands in."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, NamedTuple, TypeVar

from quiz.bank.document import Document
from quiz.draft import grammar
from quiz.draft.statements import Statement, instruction_in

Thing = TypeVar("Thing")
ABSOLUTES: Final = re.compile(r"\b(?:always|never|all|none|only|completely|every|entirely|no)\b", re.I)
NEGATIVES: Final = re.compile(r"\b(?:not|except|(?<!at )least|never|unless|no|cannot)\b|n['’]t\b", re.I)
QUIET: Final = re.compile(r"\b(?:not|except|(?<!at )least|never|cannot)\b|n['’]t\b")
"""A "not" that is easily overlooked in a stem."""
WIDEST: Final = 100
"""How many phrases, at most, are looked at for one question."""
QUANTITIES: Final = frozenset(
    "several many few some most other various certain different two three four five first second last".split()
)


SUFFERED: Final = re.compile(
    r"\b(?:if|when) you (?:have|get|feel|notice) ([^,;:.]{3,40}?)(?: or ([^,;:.]{3,40}))?,", re.I
)
YOURS: Final = re.compile(r"\b(?:if|when) you ([^,;:.]{5,60})", re.I)
AT_FIRST: Final = re.compile(r"^((?:before|after|when|while|if) [^,;:.]{5,80}),", re.I)
AT_LAST: Final = re.compile(r" ((?:before|after|when|while) (?:you|the|your|an?) [^,;:.]{3,80}\.?)$")
"""In which case or at what time something is done: what a list of such things can be mixed with."""


class Phrase(NamedTuple):
    """Words of the document that an option can be made of; `of` is what they are said of, where that is certain."""

    text: str
    form: str
    statement: Statement
    of: str = ""

    @property
    def because(self) -> str:
        """Where the document has these words."""
        heading, sentence = self.statement.section.heading, self.statement.in_place
        if len(sentence) <= 200:
            return f"The document says this in another place: “{sentence}”"
        return f"The document says this in another place, under “{heading}”." if heading else ""


class Material:
    """The statements and phrases of a document, to be looked through for each question."""

    def __init__(self, document: Document, statements: Sequence[Statement]) -> None:
        self.statements = statements
        self.phrases: dict[str, list[Phrase]] = defaultdict(list)
        self.stems = [grammar.stems(statement.in_full) for statement in statements]
        self._in_order: dict[str, list[Phrase]] = {}
        self._where: dict[str, list[int]] = defaultdict(list)
        for number, found in enumerate(self.stems):
            for stem in sorted(found):
                self._where[stem].append(number)
        said = [statement.sentence for statement in statements]
        self._lowered = {word for text in said for word in grammar.WORD.findall(text) if word.islower()}
        self._names = {word for text in said for word in grammar.WORD.findall(text.partition(" ")[2]) if word.istitle()}

    def add(self, phrases: Iterable[Phrase]) -> None:
        for phrase in phrases:
            self.phrases[phrase.form].append(phrase)

    def mid(self, phrase: str) -> str:
        """A phrase as it stands inside a sentence: without the capital that only the start of one gave it."""
        first = phrase.split(" ", 1)[0]
        plain = first.istitle() and first not in self._names and "'" not in first and "’" not in first
        small = first.lower() in grammar.SMALL or first.lower() in self._lowered or plain
        return f"{phrase[:1].lower()}{phrase[1:]}" if small else phrase

    def said_of(self, subject: str, phrase: str) -> bool:
        """Whether the document has these words, or the most of them, in a sentence that names the subject."""
        wanted, found = grammar.stems(subject), grammar.stems(phrase)
        if not wanted or not found:
            return False
        shortest = min((self._where.get(stem, []) for stem in sorted(wanted)), key=len)
        return any(
            wanted <= self.stems[number] and 2 * len(found & self.stems[number]) > len(found)
            for number in shortest[:WIDEST]
        )

    def about(self, subject: str, number: int) -> list[Statement]:
        """The statements that name a subject, those nearest to a place first, as many as are looked at."""
        wanted = grammar.stems(subject)
        found = min((self._where.get(stem, []) for stem in sorted(wanted)), key=len, default=[])
        return [self.statements[other] for other in _nearest(found, number, int)]

    def near(self, form: str, statement: Statement) -> list[Phrase]:
        """The phrases of this form, the nearest to a statement first, as many as are looked at."""
        if form not in self._in_order:
            self._in_order[form] = sorted(self.phrases.get(form, ()), key=_number_of)
        return _nearest(self._in_order[form], statement.number, _number_of)


def aloud(text: str) -> str:
    """Words of the document as a stem gives them: what turns their meaning round is in capitals."""
    return re.sub(r"\b(?:not|cannot|never)\b", lambda word: word[0].upper(), text)


def _number_of(phrase: Phrase) -> int:
    return phrase.statement.number


def _nearest(ordered: list[Thing], number: int, number_of: Callable[[Thing], int]) -> list[Thing]:
    """Those around a number, the nearest first."""
    here = bisect_left(ordered, number, key=number_of)
    start = max(0, min(here - WIDEST // 2, len(ordered) - WIDEST))
    return sorted(ordered[start : start + WIDEST], key=lambda thing: abs(number_of(thing) - number))


def noun_phrases(statement: Statement) -> Iterator[Phrase]:
    """The noun phrases of a sentence that name one thing ("a wide band") or several ("pain patterns")."""
    for part, stop in re.findall(r"([^,;:().\"“”?!]+)(.?)", statement.sentence):
        tokens = part.split()
        i = 0
        while i < len(tokens):
            j = i
            while j < len(tokens) and _carries(tokens[j], tokens[j - 1] if j else ""):
                j += 1
            before = tokens[i - 1].lower() if i else ""
            if j > i:
                end = j
                if j + 1 < len(tokens) and tokens[j].lower() in ("of", "in", "with"):
                    k = j + 1 + (tokens[j + 1].lower() in ("a", "an", "the"))
                    end = k
                    while end < len(tokens) and _carries(tokens[end], tokens[end - 1]):
                        end += 1
                    end = j if end == k else end
                while i < j - 1 and tokens[i].lower() in QUANTITIES:
                    i += 1
                joined = tokens[end].lower() in ("and", "or") if end < len(tokens) else False
                if joined and end + 2 == len(tokens) and _carries(tokens[end + 1], "and"):
                    end, joined = len(tokens), False
                chunk = tokens[i:j]
                text = " ".join(tokens[i:end])
                fits = 2 <= end - i <= 8 and not grammar.is_anaphoric(text)
                fits = fits and not joined and not (stop == "," and j == len(tokens))
                plural = grammar.is_plural(chunk[-1])
                if fits and before in ("a", "an") and not plural and tokens[i - 1].lower() == before:
                    yield Phrase(f"{before} {text}", grammar.form_of(f"{before} {text}"), statement)
                elif fits and (before in grammar.PREPOSITIONS or before in grammar.S_VERBS) and plural:
                    yield Phrase(text, grammar.form_of(text), statement)
            i = max(j, i + 1)


def clauses(statement: Statement) -> Iterator[Phrase]:
    """What a sentence says that something can do, and how something is, as phrases."""
    for found in re.finditer(r"\b(?:can|may|might|could) (?:also )?(?!be\b)([^,;:.()]+)", statement.said):
        text = re.split(r" and (?=\w+ (?:is|are|it)\b)", found[1])[0].rstrip("! ")
        if grammar.form_of(text) == "action" and not grammar.is_anaphoric(text) and len(text.split()) <= 12:
            yield Phrase(text, "item action", statement)
    for found in SUFFERED.finditer(statement.said):
        for text in (found[1], found[2]):
            if text and not grammar.is_anaphoric(text):
                yield Phrase(text, f"item {grammar.form_of(text)}", statement)
    for pattern, form in ((YOURS, "item of you"), (AT_FIRST, "item of time"), (AT_LAST, "item of time")):
        for found in pattern.finditer(statement.said):
            if not grammar.is_anaphoric(found[1]):
                yield Phrase(found[1].rstrip(".! "), form, statement)
    told = re.sub(r"^(?:if|when|before|after) [^,;:]{4,100}, ", "", instruction_in(statement), flags=re.I)
    told = re.split(r",? (?:so that|because|so) |[:;] ", told)[0]
    if len(told.split()) > 2:
        yield Phrase(told, "item instruction", statement)
    for found in re.finditer(r"\bhow (?:[^\W\d_]+ ){2,10}[^\W\d_]+(?= \(|[,.;]|$)", statement.sentence):
        if not grammar.is_anaphoric(found[0]):
            yield Phrase(found[0], "clause", statement)


def places(statement: Statement) -> Iterator[Phrase]:
    """The parts of the body that a sentence names."""
    for word in grammar.WORD.findall(statement.sentence):
        if grammar.stem(word) in grammar.BODY and word.islower():
            yield Phrase(word, "item place", statement)


def _carries(token: str, before: str) -> bool:
    word = token.lower()
    plain = word not in grammar.SMALL and word not in grammar.ARTICLES and not word.isdigit()
    return plain and re.fullmatch(r"[^\W\d_][\w’'-]*", token) is not None and not grammar.is_verb(word, before.lower())
