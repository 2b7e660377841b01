"""Items to put in order."""

from collections.abc import Iterable, Iterator
from math import factorial
from typing import Any

from quiz.core.kinds.fields import CitedLines
from quiz.core.kinds.parts import Part, Shown, StaleResponse, cited_lines, places_of
from quiz.core.kinds.question import Scored
from quiz.core.kinds.record import field


class Order(Scored[tuple[int, ...]], kind="order", control="order"):
    """Items to put in order; the author's order is the key. The response is a permutation of positions."""

    ordered = True
    answer_in_passage = False
    items: tuple[str, ...] = field(CitedLines("item", "items", least=2), "In the right order.")

    @property
    def parts(self) -> int:
        return len(self.items)

    def mark(self, response: tuple[int, ...]) -> float:
        """The share of all pairs of items in the right relative order (Moodle's ordering question, "all pairs")."""
        n = len(response)
        right = sum(response[i] < response[j] for i in range(n) for j in range(i + 1, n))
        return right / (n * (n - 1) / 2)

    def guess_probability(self) -> float:
        return 1 / factorial(len(self.items))

    def write(self, response: tuple[int, ...]) -> list[str]:
        return [self.items[place] for place in response]

    def read(self, value: Any) -> tuple[int, ...]:
        places = tuple(places_of(self.items, value))
        if len(places) != len(self.items):
            raise StaleResponse
        return places

    def line(self, response: tuple[int, ...]) -> str:
        return "; ".join(self.write(response))

    def answer_lines(self) -> list[str]:
        return [f"{place}. {item}" for place, item in enumerate(self.items, 1)]

    def cited_parts(self) -> Iterator[Part]:
        return cited_lines(self.items, "items")

    def mistakes(self, response: tuple[int, ...]) -> Iterable[int]:
        return [place for right, place in enumerate(response) if place != right]

    def shown(self) -> Iterator[Shown]:
        return (Shown(item) for item in self.items)

    def part_label(self, place: int) -> str:
        return str(place + 1)
