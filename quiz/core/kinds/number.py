"""A number, with its unit where one is asked for."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quiz.core.english import figure
from quiz.core.kinds.fields import Line, Truth
from quiz.core.kinds.fields import Number as NumberValue
from quiz.core.kinds.parts import Shown
from quiz.core.kinds.record import field
from quiz.core.kinds.typed import Judged

if TYPE_CHECKING:
    from quiz.core.typed_answers.judgement import Judgement


class Number(Judged, kind="number", control="type"):
    """A number within a tolerance, with its unit where one is asked. The response is as typed."""

    answer: float = field(NumberValue(), "The right number.")
    tolerance: float = field(NumberValue(least=0), "How far off an answer may be.", default=0)
    unit: str = field(
        Line(200),
        'Learners have to type it, so ask for "a number and its unit". Leave it out if the question names it.',
        default="",
    )

    exact_unit: bool = field(Truth(), "Accept only this unit. Otherwise 0.5 g is right for 500 mg.", default=False)

    @property
    def hint(self) -> str:
        return "a number and its unit" if self.unit else "a number"

    def judge(self, response: str) -> "Judgement":
        from quiz.core.typed_answers.quantities import Asked, judge_number  # imported only when an answer is typed

        asked = Asked(self.answer, self.tolerance, self.unit, self.ask, self.language or "en", self.exact_unit)
        return judge_number(response, asked)

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
