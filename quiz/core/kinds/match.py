"""Statements sorted into classes."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from quiz.characters import brief, quoted
from quiz.core.kinds.fields import Field, Groups, Line, Lines, Passage, Text
from quiz.core.kinds.parts import FieldFault, Label, Part, Reason, Shown, StaleResponse, place_of
from quiz.core.kinds.question import Shuffled
from quiz.core.kinds.record import field
from quiz.errors import nearest


class Pair(NamedTuple):
    """A statement, the class it belongs to, why it belongs there, and the passages that say so."""

    item: str
    target: str
    because: str = ""
    passage: tuple[str, ...] = ()


class Match(Shuffled[tuple[int, ...]], kind="match", control="sort"):
    """Statements sorted into classes. The response is the position of each one's class."""

    answer_in_passage = False
    classes: tuple[str, ...] = field(Lines("class", "classes", least=2), "What the statements are sorted into.")
    pairs: tuple[Pair, ...] = field(
        Groups(
            Pair,
            "pair",
            "pairs",
            {
                "item": Field(Line(), "A statement."),
                "class": Field(Line(), "The class it belongs to."),
                "because": Field(Text(), "Why it belongs there.", required=False, default=""),
                "passage": Field(Passage(), "The document's exact words that say this.", required=False, default=()),
            },
            distinct="item",
        ),
        "Statements, each with its class.",
    )

    def faults(self) -> Iterator[FieldFault]:
        for place, pair in enumerate(self.pairs):
            if pair.target not in self.classes:
                hint = nearest(pair.target, list(self.classes)) or f"; they are {', '.join(map(brief, self.classes))}"
                yield FieldFault(f"{quoted(pair.target)} is not one of the classes{hint}", ("pairs", place, "class"))

    @property
    def parts(self) -> int:
        return len(self.pairs)

    @property
    def targets(self) -> tuple[int, ...]:
        """The position of the class of each statement."""
        return tuple(self.classes.index(pair.target) for pair in self.pairs)

    def mark(self, response: tuple[int, ...]) -> float:
        right = sum(target == chosen for target, chosen in zip(self.targets, response, strict=True))
        return right / len(self.pairs)

    def guess_probability(self) -> float:
        return float(len(self.classes)) ** -len(self.pairs)

    def write(self, response: tuple[int, ...]) -> dict[str, str]:
        return {pair.item: self.classes[place] for pair, place in zip(self.pairs, response, strict=True)}

    def read(self, value: Any) -> tuple[int, ...]:
        if len(value) != len(self.pairs):
            raise StaleResponse
        return tuple(place_of(self.classes, value[pair.item]) for pair in self.pairs)

    def line(self, response: tuple[int, ...]) -> str:
        return "; ".join(f"{item}: {name}" for item, name in self.write(response).items())

    def answer_lines(self) -> list[str]:
        return [f"{pair.item}: {pair.target}" for pair in self.pairs]

    def corrections(self, response: tuple[int, ...], label: Label) -> Iterator[str]:
        for pair, target, chosen in zip(self.pairs, self.targets, response, strict=True):
            if chosen != target:
                yield f"{pair.item}: {pair.target}, not {self.classes[chosen]}. {pair.because}".rstrip()

    def comments(self, response: tuple[int, ...], label: Label) -> Iterator[str]:
        for place in self.mistakes(response):
            pair = self.pairs[place]
            if pair.because:
                yield f"{pair.item}: {pair.because}"

    def cited_parts(self) -> Iterator[Part]:
        for place, pair in enumerate(self.pairs):
            yield Part(pair.item, pair.passage, ("pairs", place), target=pair.target)

    def mistakes(self, response: tuple[int, ...]) -> Iterable[int]:
        return [
            place for place, (target, chosen) in enumerate(zip(self.targets, response, strict=True)) if target != chosen
        ]

    def shown(self) -> Iterator[Shown]:
        for pair in self.pairs:
            yield Shown(f"{pair.item} → {pair.target}", None, pair.because)

    def reasons(self) -> Iterator[Reason]:
        for place, pair in enumerate(self.pairs):
            remedy = "say under 'because:' why it belongs there"
            yield Reason(pair.item, pair.because, ("pairs", place), remedy)

    def texts(self) -> list[str]:
        return [self.ask, self.explain, *(text for pair in self.pairs for text in (pair.item, pair.because))]
