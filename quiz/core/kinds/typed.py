"""The base of kinds whose response is typed text."""

from abc import abstractmethod
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from quiz.core.kinds.fields import Line
from quiz.core.kinds.question import Question, Scored
from quiz.core.kinds.record import field

if TYPE_CHECKING:
    from quiz.core.typed_answers.judgement import Judgement


COMMANDS: Final = ("/skip", "/quit", "/help", "/s", "/q")
"""Commands in line-by-line mode, which cannot be answers."""


class Typeable(NamedTuple):
    """A listed answer, its path in the question, and whether it is right or which wrong answer it is."""

    text: str
    at: tuple[str | int, ...]
    right: bool
    rejected: int | None = None


class Typed(Question[str]):
    """A question whose response is a text."""

    @property
    def hint(self) -> str:
        """What is to be typed, in the prompt of the line-by-line front end."""
        return "in words"

    def unclear(self, typed: str) -> str:
        """The message for a text that cannot be marked, or ""."""
        return "" if typed else "Type your answer first."

    def doubt(self, typed: str, *, exam: bool = False) -> str:
        """The message that asks once about the form or spelling of a text before it is marked, or ""."""
        return ""

    def typeable(self) -> Iterator[Typeable]:
        """The listed answers, as a learner would type them."""
        for answer in self.answer_lines():
            yield Typeable(answer, (), True)

    def write(self, response: str) -> str:
        return response

    def read(self, value: Any) -> str:
        if not isinstance(value, str):
            raise TypeError
        return value


class Judged(Typed, Scored[str]):
    """A question whose typed answer is right, wrong, or unclear."""

    language: str = field(
        Line(35),
        "The answer's language, if not the file's, for numbers, plurals and accents.",
        default="",
    )

    @abstractmethod
    def judge(self, response: str) -> "Judgement":
        """The judgement on a typed text, from the text and the question only."""

    def mark(self, response: str) -> float:
        return 1.0 if self.judge(response).accepted else 0.0

    def unclear(self, typed: str) -> str:
        return "" if typed else self.judge(typed).ask

    def doubt(self, typed: str, *, exam: bool = False) -> str:
        judgement = self.judge(typed)
        return "" if exam and judgement.by_spelling else judgement.ask
