"""A few typed words."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from quiz.core.english import sentence
from quiz.core.kinds.fields import Answers, Exact, Field, Groups, Line, Text, Truth
from quiz.core.kinds.parts import Reason, Shown
from quiz.core.kinds.record import field
from quiz.core.kinds.typed import Judged, Typeable

if TYPE_CHECKING:
    from quiz.core.typed_answers.judgement import Judgement


class Rejected(NamedTuple):
    """A typical wrong short answer, and why it is wrong."""

    answer: str
    because: str = ""
    exact: bool = False


class ShortAnswer(Judged, kind="short-answer", control="type"):
    """A few typed words. `*` in an accepted or rejected answer matches any run of characters."""

    accept: tuple[str, ...] = field(
        Answers(),
        (
            r"The first is shown to learners, and has no `*`. In the others `*` matches anything but a negation; `\*` "
            r"is a star. `{answer: useradd -M, exact: true}` accepts only this exact text."
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
                "exact": Field(Truth(), "Accept only this exact text.", required=False, default=False),
            },
        ),
        "Typical wrong answers.",
        default=(),
    )

    def judge(self, response: str) -> "Judgement":
        from quiz.core.typed_answers.short import Key, judge  # imported only when an answer is typed
        from quiz.words import is_word

        rejected = tuple(Exact(wrong.answer) if wrong.exact else wrong.answer for wrong in self.reject)
        return judge(response, Key(self.accept, rejected, self.ask, self.language or "en"), is_word)

    @property
    def key(self) -> str:
        """The right answer, as shown and as typed."""
        first = self.accept[0]
        return first if isinstance(first, Exact) else first.replace(r"\*", "*")

    def answer_lines(self) -> list[str]:
        return [self.key]

    def key_sentence(self, label: object) -> str:
        return sentence(f"The answer is: {self.key}")

    def why(self, response: str) -> str:
        return self.reason_for(self.judge(response))

    def reason_for(self, judgement: "Judgement") -> str:
        """Why a response with this judgement is right or wrong."""
        if judgement.spelling:
            return f"It is spelled “{judgement.spelling}”."
        return "" if judgement.rejected is None else self.reject[judgement.rejected].because

    def shown(self) -> Iterator[Shown]:
        for answer in self.accept:
            yield Shown(answer, True)
        for wrong in self.reject:
            yield Shown(wrong.answer, False, wrong.because)

    def typeable(self) -> Iterator[Typeable]:
        for place, answer in enumerate(self.accept):
            if isinstance(answer, Exact) or "*" not in answer.replace(r"\*", ""):
                text = answer if isinstance(answer, Exact) else answer.replace(r"\*", "*")
                yield Typeable(text, ("accept", place), True)
        for place, wrong in enumerate(self.reject):
            if wrong.exact or "*" not in wrong.answer.replace(r"\*", ""):
                text = wrong.answer if wrong.exact else wrong.answer.replace(r"\*", "*")
                yield Typeable(text, ("reject", place), False, place)

    def reasons(self) -> Iterator[Reason]:
        for place, wrong in enumerate(self.reject):
            yield Reason(wrong.answer, wrong.because, ("reject", place))

    def texts(self) -> list[str]:
        return [self.ask, self.explain, *(wrong.because for wrong in self.reject)]
