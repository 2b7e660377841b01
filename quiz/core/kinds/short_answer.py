"""A few typed words."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from quiz.core.english import sentence
from quiz.core.kinds.fields import Field, Groups, Line, Lines, Text
from quiz.core.kinds.question import Reason, Scored, Shown
from quiz.core.kinds.record import field
from quiz.core.kinds.typed import Typed

if TYPE_CHECKING:
    from quiz.core.typed_answers import Judgement


class Rejected(NamedTuple):
    """A typical wrong short answer, and why it is wrong."""

    answer: str
    because: str = ""


class ShortAnswer(Typed, Scored[str], kind="short-answer", control="type"):
    """A few typed words. `*` in an accepted or rejected answer matches any run of characters."""

    accept: tuple[str, ...] = field(
        Lines("answer", "answers", longest=200, plain_first=True),
        (
            r"Answers that are right. The first is shown to the learner. `*` matches any run of "
            r"characters, `\*` is a star; the first has none."
        ),
    )
    reject: tuple[Rejected, ...] = field(
        Groups(
            Rejected,
            "wrong answer",
            "wrong answers",
            {
                "answer": Field(Line(200), "A typical wrong answer."),
                "because": Field(Text(), "Why it is wrong.", required=False, default=""),
            },
        ),
        "Typical wrong answers.",
        default=(),
    )

    def judge(self, response: str) -> "Judgement":
        """What the typed words come to: accepted, accepted with a slip, or a known wrong answer."""
        from quiz.core.typed_answers import judge  # only a typed answer pays for it

        return judge(response, self.accept, tuple(wrong.answer for wrong in self.reject))

    def mark(self, response: str) -> float:
        return 1.0 if self.judge(response).accepted else 0.0

    def answer_lines(self) -> list[str]:
        return [self.accept[0]]

    def key_sentence(self, label: object) -> str:
        return sentence(f"The answer is: {self.accept[0]}")

    def why(self, response: str) -> str:
        judgement = self.judge(response)
        if judgement.spelling:
            return f"It is spelled “{judgement.spelling}”."
        return "" if judgement.rejected is None else self.reject[judgement.rejected].because

    def shown(self) -> Iterator[Shown]:
        for answer in self.accept:
            yield Shown(answer, True)
        for wrong in self.reject:
            yield Shown(wrong.answer, False, wrong.because)

    def reasons(self) -> Iterator[Reason]:
        for place, wrong in enumerate(self.reject):
            yield Reason(wrong.answer, wrong.because, ("reject", place))

    def texts(self) -> list[str]:
        return [self.ask, self.explain, *(wrong.because for wrong in self.reject)]
