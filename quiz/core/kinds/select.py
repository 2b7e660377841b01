"""All options that apply."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import Any, Final

from quiz.core.english import sentence, series
from quiz.core.kinds.fields import Line, Option, Options
from quiz.core.kinds.parts import Label, Shown, as_labelled, places_of
from quiz.core.kinds.question import Shuffled
from quiz.core.kinds.record import field

RIGHT_MINUS_WRONG, ALL_OR_NOTHING = "right-minus-wrong", "all-or-nothing"
SCORINGS: Final = (RIGHT_MINUS_WRONG, ALL_OR_NOTHING)


class Select(Shuffled[AbstractSet[int]], kind="select", control="tick"):
    """All that apply. The response is the set of positions chosen."""

    options: tuple[Option, ...] = field(
        Options(), "Each `right: …` or `wrong: …`, with `because: …` and `was: …` below it."
    )
    scoring: str = field(
        Line(words=SCORINGS),
        "Right ones chosen minus wrong ones chosen, over all right ones, never below 0; or 1 for the exact set alone.",
        default=RIGHT_MINUS_WRONG,
    )

    @property
    def right(self) -> frozenset[int]:
        """The positions of the right options."""
        return frozenset(place for place, option in enumerate(self.options) if option.right)

    def mark(self, response: AbstractSet[int]) -> float:
        """Right minus wrong: `max(0, (hits - false choices) / size of the key)` (Betts 2021): choosing all never pays.

        With all-or-nothing, 1 for the exact set.
        """
        if self.scoring == ALL_OR_NOTHING:
            return 1.0 if response == self.right else 0.0
        return max(0.0, (len(response & self.right) - len(response - self.right)) / len(self.right))

    def guess_probability(self) -> float:
        return 1 / (2.0 ** len(self.options) - 1)  # at least one is chosen

    def write(self, response: AbstractSet[int]) -> list[str]:
        return [self.options[place].text for place in sorted(response)]

    def read(self, value: Any) -> frozenset[int]:
        return frozenset(places_of(self.options, value))

    def line(self, response: AbstractSet[int]) -> str:
        return "; ".join(self.write(response))

    def chosen(self, response: AbstractSet[int]) -> Iterable[int]:
        return response

    def answer_lines(self) -> list[str]:
        return [self.line(self.right)]

    def key_sentence(self, label: Label) -> str:
        places = as_labelled(self.right, label)
        texts = "; ".join(self.options[place].text for place in places)
        return sentence(f"The answer is {series([label(place) for place in places])}: {texts}")

    def corrections(self, response: AbstractSet[int], label: Label) -> Iterator[str]:
        for place in as_labelled(response, label):
            if not self.options[place].right:
                yield f"{label(place)} does not belong. {self.options[place].because}".rstrip()
        missed = [label(place) for place in as_labelled(self.right - response, label)]
        if missed:
            too = " too" if response & self.right else ""
            yield f"{series(missed)} {'belong' if len(missed) > 1 else 'belongs'} here{too}."

    def comments(self, response: AbstractSet[int], label: Label) -> Iterator[str]:
        for place in as_labelled(response, label):
            option = self.options[place]
            if not option.right and option.because:
                yield f"{label(place)} does not belong: {option.because}"

    def shown(self) -> Iterator[Shown]:
        return (Shown(*option[:3]) for option in self.options)
