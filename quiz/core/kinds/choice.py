"""One right option of several."""

from collections.abc import Iterable, Iterator
from typing import Any

from quiz.core.english import sentence
from quiz.core.kinds.fields import Option, Options
from quiz.core.kinds.parts import Label, Shown, place_of
from quiz.core.kinds.question import Question, Shuffled
from quiz.core.kinds.record import field


class Choosing(Question[int]):
    """A question with one right option. The response is the position chosen."""

    one_right = True

    @property
    def right(self) -> int:
        """The position of the right option."""
        return next(place for place, option in enumerate(self.options) if option.right)

    def mark(self, response: int) -> float:
        return 1.0 if self.options[response].right else 0.0

    def guess_probability(self) -> float:
        return 1 / len(self.options)

    def write(self, response: int) -> str:
        return self.options[response].text

    def read(self, value: Any) -> int:
        return place_of(self.options, value)

    def chosen(self, response: int) -> Iterable[int]:
        return [response]

    def answer_lines(self) -> list[str]:
        return [self.options[self.right].text]

    def key_sentence(self, label: Label) -> str:
        return sentence(f"The answer is {label(self.right)}: {self.options[self.right].text}")

    def why(self, response: int) -> str:
        return self.options[response].because

    def shown(self) -> Iterator[Shown]:
        return (Shown(*option[:3]) for option in self.options)


class Choice(Choosing, Shuffled[int], kind="choice", control="pick"):
    """One right option of several."""

    options: tuple[Option, ...] = field(
        Options(one_right=True),
        (
            "Each `right: …` or `wrong: …`. `because: …` below an option says why, to whoever chose it. If you correct "
            "a typo, `was: …` with the old text keeps the option's answers."
        ),
    )
