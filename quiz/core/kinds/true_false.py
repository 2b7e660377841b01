"""A statement that is true or false."""

from collections.abc import Iterator
from functools import cached_property

from quiz.core.kinds.choice import Choosing
from quiz.core.kinds.fields import Option, Text, Truth
from quiz.core.kinds.parts import Label, Reason
from quiz.core.kinds.question import Scored
from quiz.core.kinds.record import field


class TrueFalse(Choosing, Scored[int], kind="true-false", control="pick"):
    """A choice between True and False, which keep that order. The response is 0 for True, 1 for False."""

    letters = "TF"
    keep_order = True
    answer_in_passage = False
    answer: bool = field(Truth(), "Whether the statement is true.")
    because: str = field(Text(), "Why; shown to whoever gets it wrong.", default="")

    @cached_property
    def options(self) -> tuple[Option, ...]:
        return tuple(
            Option(text, right, "" if right else self.because)
            for text, right in (("True", self.answer), ("False", not self.answer))
        )

    @property
    def written_options(self) -> tuple[Option, ...]:
        return ()

    @property
    def asked(self) -> str:
        return f"True or false? {self.ask}"

    def key_sentence(self, label: Label) -> str:
        return f"The answer is {str(self.answer).lower()}."

    def reasons(self) -> Iterator[Reason]:
        yield Reason("the wrong answer", self.because, ("answer",))

    def texts(self) -> list[str]:
        return [self.ask, self.explain, self.because]
