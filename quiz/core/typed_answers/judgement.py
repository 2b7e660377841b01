"""What a typed answer comes to."""

from enum import Enum
from typing import Final, NamedTuple


class Verdict(Enum):
    """ASK: the program cannot know yet, and asks again."""

    RIGHT = "right"
    WRONG = "wrong"
    ASK = "ask"


class Judgement(NamedTuple):
    """A verdict, and what goes with it.

    `spelling` is the right spelling where a slip was forgiven, `rejected` the position of the listed wrong answer that
    was typed, `ask` the sentence that asks again. `by_spelling`: the spelling alone is in doubt.
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

LONGEST: Final = 2000
"""The most characters of an answer that is marked."""
TOO_LONG: Final = f"An answer can have at most {LONGEST:,} characters. Please shorten it."


def asking(sentence: str) -> Judgement:
    """The judgement that asks again with this sentence."""
    return Judgement(Verdict.ASK, ask=sentence)
