"""What kinds share whose response is the text as typed."""

from abc import abstractmethod
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from quiz.core.kinds.fields import Line
from quiz.core.kinds.question import Question, Scored
from quiz.core.kinds.record import field

if TYPE_CHECKING:
    from quiz.core.typed_answers.judgement import Judgement


COMMANDS: Final = ("/skip", "/quit", "/help", "/s", "/q")
"""What is a command, not an answer, where answers are typed line by line."""


class Typeable(NamedTuple):
    """A text that an author lists: where in the question, and whether it is right or `rejected`, by its position."""

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
        """The sentence that asks again about a text that cannot be marked; empty where it can be."""
        return "" if typed else "Type your answer first."

    def doubt(self, typed: str, *, exam: bool = False) -> str:
        """The sentence that asks once more before a text is marked, about its form or spelling; empty for none."""
        return ""

    def typeable(self) -> Iterator[Typeable]:
        """Every text that the author lists as an answer, as a learner would type it."""
        for answer in self.answer_lines():
            yield Typeable(answer, (), True)

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

    def unclear(self, typed: str) -> str:
        return "" if typed else self.judge(typed).ask

    def doubt(self, typed: str, *, exam: bool = False) -> str:
        judgement = self.judge(typed)
        return "" if exam and judgement.by_spelling else judgement.ask
