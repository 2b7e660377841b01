"""A number, with its unit where one is asked for."""

from collections.abc import Iterator

from quiz.core.english import figure
from quiz.core.kinds.fields import Line
from quiz.core.kinds.fields import Number as NumberValue
from quiz.core.kinds.question import Scored, Shown
from quiz.core.kinds.record import field
from quiz.core.kinds.typed import Typed


class Number(Typed, Scored[str], kind="number", control="type"):
    """A number within a tolerance, with its unit where one is asked. The response is as typed."""

    answer: float = field(NumberValue(), "The right number.")
    tolerance: float = field(NumberValue(least=0), "How far off an answer may be.", default=0)
    unit: str = field(
        Line(200),
        (
            'The unit, such as `mm` or `"%"`. The learner then has to type it, so ask for "a number '
            'and its unit". If the question names the unit ("How many seconds …"), leave it out.'
        ),
        default="",
    )

    @property
    def hint(self) -> str:
        return "a number and its unit" if self.unit else "a number"

    def unclear(self, typed: str) -> str:
        from quiz.core.typed_answers import what_is_missing

        return what_is_missing(typed, self.unit)

    def mark(self, response: str) -> float:
        from quiz.core.typed_answers import read_quantity, within

        return 1.0 if within(read_quantity(response, self.unit), self.answer, self.tolerance) else 0.0

    def answer_lines(self) -> list[str]:
        return [self._with_unit(self.answer)]

    def key_sentence(self, label: object) -> str:
        low, high = self.answer - self.tolerance, self.answer + self.tolerance
        about = f" Anything from {figure(low)} to {self._with_unit(high)} counts." if self.tolerance else ""
        return f"The answer is {self._with_unit(self.answer)}.{about}"

    def _with_unit(self, value: float) -> str:
        return f"{figure(value)} {self.unit}".rstrip()

    def shown(self) -> Iterator[Shown]:
        off = f", give or take {figure(self.tolerance)}" if self.tolerance else ""
        yield Shown(f"{self._with_unit(self.answer)}{off}", True)

    def texts(self) -> list[str]:
        return [self.ask, self.explain]
