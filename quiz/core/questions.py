"""The kinds of question: what a response to each is, and its mark.

A response holds positions in the author's order, so that shuffling what is shown never changes a
mark. A mark is a fraction of a question's points, from 0 to 1.
"""

from abc import ABC, abstractmethod
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Generic, NamedTuple, TypeAlias, TypeVar

from quiz.core import marking

if TYPE_CHECKING:
    from quiz.core.typed import Judgement

Response = TypeVar("Response")


class Option(NamedTuple):
    """One answer to choose, and why it is right or wrong."""

    text: str
    right: bool
    because: str = ""


class Rejected(NamedTuple):
    """A typical wrong short answer, and why it is wrong."""

    answer: str
    because: str


class Pair(NamedTuple):
    """A statement, the position of the class it belongs to, and why it belongs there."""

    item: str
    target: int
    because: str = ""


class Told(NamedTuple):
    """What was said in a teach-back (empty when said aloud) and the positions of the points covered."""

    said: str
    covered: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(ABC, Generic[Response]):
    """What every kind has. `id` is its identity for ever; `points` is its weight in a score.

    A `draft` waits for its author; `ignore` names the rules of `quiz check` that the author sets aside for it.
    """

    kind: ClassVar[str]
    scored: ClassVar[bool] = True

    id: str
    ask: str
    explain: str
    passage: str
    must_know: bool = False
    points: float = 1
    revision: int = 1
    keep_order: bool = False
    draft: bool = False
    ignore: tuple[str, ...] = ()

    @property
    def parts(self) -> int:
        """How many parts are shown whose order may be shuffled."""
        return 0

    @abstractmethod
    def mark(self, response: Response) -> float:
        """The fraction of the points that a response earns, 0 to 1."""

    def guess(self) -> float:
        """The probability that blind guessing earns the full mark."""
        return 0.0


AnyQuestion: TypeAlias = Question[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Question[int]):
    """One right option. The response is its position."""

    kind: ClassVar[str] = "choice"
    options: tuple[Option, ...]

    @property
    def parts(self) -> int:
        return len(self.options)

    @property
    def key(self) -> int:
        """The position of the right option."""
        return next(i for i, option in enumerate(self.options) if option.right)

    def mark(self, response: int) -> float:
        return 1.0 if self.options[response].right else 0.0

    def guess(self) -> float:
        return 1 / len(self.options)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueFalse(Choice):
    """A choice between True and False, which are kept in that order."""

    kind: ClassVar[str] = "true-false"


@dataclass(frozen=True, slots=True, kw_only=True)
class Select(Question[AbstractSet[int]]):
    """All that apply. The response is the set of positions chosen."""

    kind: ClassVar[str] = "select"
    options: tuple[Option, ...]
    all_or_nothing: bool = False

    @property
    def parts(self) -> int:
        return len(self.options)

    @property
    def key(self) -> frozenset[int]:
        """The positions of the right options."""
        return frozenset(i for i, option in enumerate(self.options) if option.right)

    def mark(self, response: AbstractSet[int]) -> float:
        if self.all_or_nothing:
            return 1.0 if response == self.key else 0.0
        return marking.select_mark(self.key, response)

    def guess(self) -> float:
        return 1 / (2.0 ** len(self.options) - 1)  # at least one is chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortAnswer(Question[str]):
    """A few typed words. `*` in an accepted or rejected answer stands for any run of characters."""

    kind: ClassVar[str] = "short-answer"
    accept: tuple[str, ...]
    reject: tuple[Rejected, ...] = ()

    def judge(self, response: str) -> "Judgement":
        """What the typed words come to: accepted, accepted with a slip, or a known wrong answer."""
        from quiz.core.typed import judge  # only a typed answer pays for it

        return judge(response, self.accept, tuple(wrong.answer for wrong in self.reject))

    def mark(self, response: str) -> float:
        return 1.0 if self.judge(response).accepted else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Question[str]):
    """A number within a tolerance, with its unit where one is asked. The response is as typed."""

    kind: ClassVar[str] = "number"
    answer: float
    tolerance: float = 0
    unit: str = ""

    def mark(self, response: str) -> float:
        from quiz.core.typed import read_quantity, within

        return 1.0 if within(read_quantity(response, self.unit), self.answer, self.tolerance) else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Match(Question[tuple[int | None, ...]]):
    """Statements sorted into classes. The response is the class of each item, None where left out."""

    kind: ClassVar[str] = "match"
    classes: tuple[str, ...]
    pairs: tuple[Pair, ...]

    @property
    def parts(self) -> int:
        return len(self.pairs)

    def mark(self, response: tuple[int | None, ...]) -> float:
        right = sum(pair.target == chosen for pair, chosen in zip(self.pairs, response, strict=True))
        return right / len(self.pairs)

    def guess(self) -> float:
        return float(len(self.classes)) ** -len(self.pairs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order(Question[tuple[int, ...]]):
    """Items to put in order; the author's order is the key. The response is a permutation."""

    kind: ClassVar[str] = "order"
    items: tuple[str, ...]

    @property
    def parts(self) -> int:
        return len(self.items)

    def mark(self, response: tuple[int, ...]) -> float:
        return marking.order_mark(response)

    def guess(self) -> float:
        return marking.permutation_chance(len(self.items))


@dataclass(frozen=True, slots=True, kw_only=True)
class TeachBack(Question[Told]):
    """Say it in your own words, then tick the points covered. Shown, never part of a score."""

    kind: ClassVar[str] = "teach-back"
    scored: ClassVar[bool] = False
    covers: tuple[str, ...]

    def mark(self, response: Told) -> float:
        return len(response.covered) / len(self.covers)


KINDS: tuple[type[AnyQuestion], ...] = (
    Choice,
    Select,
    TrueFalse,
    ShortAnswer,
    Number,
    Match,
    Order,
    TeachBack,
)
