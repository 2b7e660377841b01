"""Say it in your own words, then tick the points covered."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from quiz.core.english import counted
from quiz.core.kinds.fields import CitedLines
from quiz.core.kinds.parts import Label, Part, Shown, cited_lines, places_of
from quiz.core.kinds.question import Question
from quiz.core.kinds.record import field


class TeachBackResponse(NamedTuple):
    """The typed explanation (empty if spoken aloud) and the positions of the points covered."""

    text: str
    covered: frozenset[int]


class TeachBack(Question[TeachBackResponse], kind="teach-back", control="explain"):
    """An explanation in the learner's own words. Its mark is shown, and never part of a score."""

    self_assessed = True
    answer_in_passage = False
    covers: tuple[str, ...] = field(
        CitedLines("point", "points"),
        "What a good answer says.",
    )

    def mark(self, response: TeachBackResponse) -> float:
        return len(response.covered) / len(self.covers)

    def write(self, response: TeachBackResponse) -> dict[str, Any]:
        return {"said": response.text, "covered": [self.covers[place] for place in sorted(response.covered)]}

    def read(self, value: Any) -> TeachBackResponse:
        return TeachBackResponse(str(value["said"]), frozenset(places_of(self.covers, value["covered"])))

    def line(self, response: TeachBackResponse) -> str:
        written = self.write(response)
        return "; ".join(filter(None, [written["said"], *written["covered"]]))

    def answer_lines(self) -> list[str]:
        return list(self.covers)

    def why(self, response: TeachBackResponse) -> str:
        return f"you covered {len(response.covered)} of {counted(len(self.covers), 'point')}."

    def corrections(self, response: TeachBackResponse, label: Label) -> Iterator[str]:
        for place, point in enumerate(self.covers):
            if place not in response.covered:
                yield f"To add next time: {point}"

    def comments(self, response: TeachBackResponse, label: Label) -> Iterator[str]:
        return iter(())

    def cited_parts(self) -> Iterator[Part]:
        return cited_lines(self.covers, "covers")

    def mistakes(self, response: TeachBackResponse) -> Iterable[int]:
        return [place for place in range(len(self.covers)) if place not in response.covered]

    def shown(self) -> Iterator[Shown]:
        return (Shown(point) for point in self.covers)

    def part_label(self, place: int) -> str:
        return str(place + 1)
