"""What GIFT and Moodle XML share: Moodle's categories, its weights, and its typed answers."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from quiz.core.bank import Bank, QuestionFile
from quiz.core.kinds import Select, ShortAnswer
from quiz.core.kinds.fields import Exact

WEIGHTS: Final = "100 50 33.33333 25 20 16.66667 14.28571 12.5 11.11111 10 5".split()
"""The shares, in percent, that Moodle accepts: it refuses any other weight."""


class Typed(NamedTuple):
    """A typed answer, in which `*` stands for any text and `\\*` for a star, and why it is wrong."""

    pattern: str
    right: bool
    because: str = ""


def category(file: QuestionFile, bank: Bank) -> str:
    """The path of a bank's category; `//` is a slash in a title."""
    return "/".join(title.replace("/", "//") for title in (file.title, bank.title))


def share(question: Select) -> str:
    """The weight of each right option, in percent; a wrong one costs as much."""
    exact = 100 / len([option for option in question.options if option.right])
    return min(WEIGHTS, key=lambda weight: abs(float(weight) - exact))


def is_rounded(question: Select) -> bool:
    """Whether the weights of the right options don't add up to 100 percent."""
    right = len([option for option in question.options if option.right])
    return abs(float(share(question)) * right - 100) > 0.001


def typed_answers(question: ShortAnswer) -> Iterator[Typed]:
    """The answers in the order in which Moodle compares them: the first that matches decides, so the wrong ones in
    full come first, and the wrong ones with a `*` last."""
    wrong = [Typed(_pattern(one.answer, exact=one.exact), False, one.because) for one in question.reject]
    yield from (answer for answer in wrong if not is_open(answer.pattern))
    yield from (Typed(_pattern(one, exact=isinstance(one, Exact)), True) for one in question.accept)
    yield from (answer for answer in wrong if is_open(answer.pattern))


def _pattern(answer: str, *, exact: bool) -> str:
    return answer.replace("*", r"\*") if exact else answer


def is_open(pattern: str) -> bool:
    return "*" in pattern.replace(r"\*", "")
