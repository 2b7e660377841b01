"""What every kind of question has in common. A kind is a module of this package that defines one subclass.

A response holds positions in the author's order, so that shuffling what is shown never changes a mark.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, ClassVar, Final, Generic, Literal, NamedTuple, TypeAlias, TypeVar

from quiz.core.kinds.fields import (
    MAX_POINTS,
    MAX_REVISION,
    Lines,
    Number,
    Option,
    Passage,
    Slug,
    Stem,
    Text,
    Truth,
    Whole,
)
from quiz.core.kinds.record import Record, field

Response = TypeVar("Response")
Label: TypeAlias = Callable[[int], str]
"""What a part is called on the screen, a letter or a number, by the author's position."""
Control: TypeAlias = Literal["pick", "tick", "type", "sort", "order", "explain"]
"""The ways of answering."""
CONTROLS: Final[dict[Control, tuple[str, ...]]] = {
    "pick": ("options", "parts"),
    "tick": ("options", "parts"),
    "type": ("unclear", "hint"),
    "sort": ("classes", "pairs", "targets", "parts"),
    "order": ("items", "parts"),
    "explain": ("covers",),
}
"""What each way of answering needs its kind to define, beside what every kind has to."""

LETTERS: Final = "ABCDEFGHIJKLNOPRTUVWXYZ"
"""What options are called. M, Q and S are keys of their own."""

KINDS: "Final[dict[str, type[Question[Any]]]]" = {}
"""Every kind by its name in a question file."""


class StaleResponse(Exception):
    """A stored response does not fit the question: it was reworded since."""


class FieldFault(NamedTuple):
    """What is wrong between the fields of a question, and where: keys and list positions from the question down."""

    message: str
    at: tuple[str | int, ...] = ()


class Shown(NamedTuple):
    """A part of a question with its answer, as an author reads it. `right` is None where no part is right or wrong."""

    text: str
    right: bool | None = None
    because: str = ""


class Reason(NamedTuple):
    """Why a part is right or wrong (empty: the author has not said), and where that part is in the question."""

    of: str
    because: str
    at: tuple[str | int, ...]
    remedy: str = "say under 'because:' why it is not what the document says"


class Question(Record, ABC, Generic[Response]):
    """A question of a kind. Its fields are the keys it has in a question file. Every kind has `points` and
    `keep_order`; they are keys of those kinds only that inherit from `Scored` and `Shuffled`.

    A `draft` waits for its author; `ignore` names the rules of `quiz check` that the author sets aside for it.
    """

    kind: ClassVar[str]
    control: ClassVar[Control]
    scored: ClassVar[bool] = True
    ordered: ClassVar[bool] = False
    """Whether the author's order is the key, so that it is never shown."""
    letters: ClassVar[str] = ""
    """The letters of its options on the screen, where they are not A, B, C …"""
    one_right: ClassVar[bool] = False
    """Whether exactly one of its options is right."""
    answer_in_passage: ClassVar[bool] = True
    """Whether the words of the right answer should be in the passage; not where it is put together from several."""

    points: float = 1
    keep_order: bool = False

    id: str = field(Slug(), "Permanent id, unique in the file; answers are stored under it. Reword the rest freely.")
    ask: str = field(Stem(), "The question, as it is read. In a draft it may still be empty.")
    explain: str = field(Text(), "What there is to learn, shown to everyone after the answer.")
    passage: str = field(
        Passage(),
        "Exact words of the document that decide. White space and the form of quotes don't count. For a question on "
        "a whole list, take the line before it or one item, and say the rest in `explain`.",
    )
    must_know: bool = field(Truth(), "Reported apart and first, whatever the score.", default=False)
    revision: int = field(
        Whole(1, MAX_REVISION), "Raise it when the meaning changes: earlier answers then no longer count.", default=1
    )
    draft: bool = field(Truth(), "Not asked until you delete this key, except with `--drafts`.", default=False)
    ignore: tuple[str, ...] = field(
        Lines("rule", "rules", most=200, longest=200),
        "Rules of `quiz check` to set aside here: `[absolutes]`. Say why in a comment beside it.",
        default=(),
    )

    def __init_subclass__(cls, kind: str = "", control: Control | None = None) -> None:
        super().__init_subclass__()
        if not kind:
            return
        if control not in CONTROLS:
            raise TypeError(f"{cls.__name__} names no way of answering: one of {', '.join(CONTROLS)}")
        needed = ("mark", "write", "read", "answer_lines", "shown", *CONTROLS[control])
        missing = [name for name in needed if name not in cls.fields and not _is_defined(cls, name)]
        if missing:
            raise TypeError(f"{cls.__name__}, answered by '{control}', does not define {', '.join(missing)}")
        cls.kind, cls.control = kind, control
        KINDS[kind] = cls

    def faults(self) -> Iterator[FieldFault]:
        """What is wrong between its fields."""
        return iter(())

    def unfinished(self) -> Iterator[FieldFault]:
        """What a draft still lacks, so that it cannot be asked."""
        if not self.ask:
            yield FieldFault("has no question yet; write it after 'ask:'", ("ask",))
        if self.options and all(option.right for option in self.options):
            yield FieldFault("has no wrong option yet; add 'wrong: …', with 'because: …' below it", ("options",))

    # Asking and marking

    @property
    def asked(self) -> str:
        """The question where it is one of a list, so that it cannot be misread."""
        return self.ask

    @cached_property
    def options(self) -> tuple[Option, ...]:
        """What there is to choose from; nothing for a kind without options."""
        return ()

    @property
    def written_options(self) -> tuple[Option, ...]:
        """The options whose text the author wrote, for the rules on options."""
        return self.options

    @property
    def parts(self) -> int:
        """How many parts are shown whose order may be shuffled."""
        return 0

    @abstractmethod
    def mark(self, response: Response) -> float:
        """The fraction of the points that a response earns, 0 to 1."""

    def guess_probability(self) -> float:
        """The probability that blind guessing earns the full mark."""
        return 0.0

    # A response, stored and read back

    def to_json(self, response: Response | None) -> Any:
        """A response as plain values in the bank's own words, which can be read years later; None is "I don't know"."""
        return None if response is None else self.write(response)

    def from_json(self, value: Any) -> Response | None:
        """The response that `to_json` gave this value for. Raises StaleResponse where it does not fit."""
        try:
            return None if value is None else self.read(value)
        except (KeyError, TypeError):
            raise StaleResponse from None

    @abstractmethod
    def write(self, response: Response) -> Any:
        """What `to_json` gives for a response."""

    @abstractmethod
    def read(self, value: Any) -> Response:
        """What `from_json` gives; a KeyError or TypeError says that the value does not fit."""

    def in_line(self, response: Response | None) -> str:
        """A response in one line."""
        return "I don't know" if response is None else self.line(response)

    def line(self, response: Response) -> str:
        """What `in_line` gives for a response."""
        return str(self.write(response))

    def chosen(self, response: Response) -> Iterable[int]:
        """The positions of the options that a response chooses; none for a kind without options."""
        return ()

    # What is said of an answer, in plain text

    @abstractmethod
    def answer_lines(self) -> list[str]:
        """The right answer, in a line for each part that is told apart from the others."""

    def key_sentence(self, label: Label) -> str:
        """The right answer in a sentence, where there are no `corrections`; empty to list `answer_lines` instead."""
        return ""

    def why(self, response: Response) -> str:
        """Why a response is right or wrong, as a whole."""
        return ""

    def corrections(self, response: Response, label: Label) -> Iterator[str]:
        """What is wrong with the parts of a response, one by one, each with what would be right."""
        return iter(())

    # What authors and rules look at

    @abstractmethod
    def shown(self) -> Iterator[Shown]:
        """Its parts with the answer."""

    def part_label(self, place: int) -> str:
        """What a part that is shown is called, in the author's order: a letter or a number; empty for no name."""
        letters = (self.letters or LETTERS) if self.options else ""
        return letters[place] if place < len(letters) else str(place + 1) if letters else ""

    def reasons(self) -> Iterator[Reason]:
        """The parts that need a reason, and the reasons that the author gave."""
        return iter(())

    def texts(self) -> list[str]:
        """The texts whose reading grade counts: what learners read, without the passage."""
        return [self.ask, self.explain, *(text for part in self.shown() for text in (part.text, part.because))]


AnyQuestion: TypeAlias = Question[Any]


def _is_defined(cls: type[Any], name: str) -> bool:
    """Whether a kind defines or inherits a name of its own: what `Question` itself has is abstract or empty."""
    return getattr(cls, name, None) is not getattr(Question, name, None)


class Scored(Question[Response]):
    """A question that counts in the score."""

    points: float = field(Number(above=0, most=MAX_POINTS), "Its weight in the score.", default=1)


class Shuffled(Scored[Response]):
    """A question whose parts are shuffled."""

    keep_order: bool = field(Truth(), "Do not shuffle what is shown.", default=False)


def place_of(texts: Sequence[str], text: Any) -> int:
    """The position of a text. Raises StaleResponse where it is not there."""
    return places_of(texts, [text])[0]


def places_of(texts: Sequence[str], wanted: Any) -> list[int]:
    """The position of each wanted text; of equal ones, one position each. Raises StaleResponse."""
    if not isinstance(wanted, list):
        raise StaleResponse
    left = list(enumerate(texts))
    places = []
    for text in wanted:
        found = next((entry for entry in left if entry[1] == text), None)
        if found is None:
            raise StaleResponse
        left.remove(found)
        places.append(found[0])
    return places


def as_labelled(places: Iterable[int], label: Label) -> list[int]:
    """Positions in the order of their labels, 10 after 9."""
    return sorted(places, key=lambda place: (len(label(place)), label(place)))
