"""What kinds share whose response is the text as typed."""

from abc import abstractmethod
from typing import TYPE_CHECKING, Any

from quiz.core.kinds.fields import Line
from quiz.core.kinds.question import Question, Scored
from quiz.core.kinds.record import field

if TYPE_CHECKING:
    from quiz.core.typed_answers.judgement import Judgement


class Typed(Question[str]):
    """A question whose response is a text."""

    @property
    def hint(self) -> str:
        """What is to be typed, in the prompt of the line-by-line front end."""
        return "in words"

    def unclear(self, typed: str, *, exam: bool = False) -> str:
        """The sentence that asks again about a text that may not be marked yet; empty where it can be.

        A learner is asked once about the same text; then it is marked.
        """
        return ""

    def write(self, response: str) -> str:
        return response

    def read(self, value: Any) -> str:
        if not isinstance(value, str):
            raise TypeError
        return value


class Judged(Typed, Scored[str]):
    """A question whose text is right, wrong, or has to be asked about again."""

    language: str = field(
        Line(35),
        "The language of the answer, if it is not the file's. It decides how numbers, plurals and accents are read.",
        default="",
    )

    @abstractmethod
    def judge(self, response: str) -> "Judgement":
        """What the typed text comes to. It depends on the text and the question alone."""

    def mark(self, response: str) -> float:
        return 1.0 if self.judge(response).accepted else 0.0

    def unclear(self, typed: str, *, exam: bool = False) -> str:
        judgement = self.judge(typed)
        return "" if exam and judgement.by_spelling else judgement.ask
