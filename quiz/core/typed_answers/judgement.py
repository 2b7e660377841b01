"""The judgement on a typed answer."""

from enum import Enum
from typing import Final, NamedTuple


class Verdict(Enum):
    """ASK means that the answer is unclear and the learner is asked again."""

    RIGHT = "right"
    WRONG = "wrong"
    ASK = "ask"


class Judgement(NamedTuple):
    """A verdict and its details.

    `spelling` is the correct spelling if a slip was forgiven, `rejected` the position of the listed wrong answer that
    was typed, `ask` the message that asks again. `by_spelling` is true if only the spelling is in doubt.
    """

    verdict: Verdict
    spelling: str = ""
    rejected: int | None = None
    ask: str = ""
    by_spelling: bool = False

    @property
    def accepted(self) -> bool:
        return self.verdict is Verdict.RIGHT


RIGHT: Final = Judgement(Verdict.RIGHT)
WRONG: Final = Judgement(Verdict.WRONG)
CHECK_SPELLING: Final = Judgement(Verdict.ASK, ask="Check the spelling, then press Enter.", by_spelling=True)

ONE_ANSWER: Final = Judgement(Verdict.ASK, ask="Give one answer.")
ADD_UNIT: Final = Judgement(Verdict.ASK, ask="Add the unit, as in 5 kg.")

LONGEST: Final = 2000
"""The maximum length of an answer, in characters."""
TOO_LONG: Final = Judgement(Verdict.ASK, ask=f"An answer can have at most {LONGEST:,} characters. Please shorten it.")


def asking(sentence: str) -> Judgement:
    """A judgement that asks again with this message."""
    return Judgement(Verdict.ASK, ask=sentence)
