"""The base of every kind of question. A kind is a module of this package that defines one subclass.

A response holds positions in the author's order, so that shuffling what is shown never changes a mark.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, ClassVar, Final, Generic, Literal, TypeAlias, TypeVar

from quiz.core.kinds.fields import (
    MAX_ID,
    MAX_POINTS,
    MAX_REVISION,
    CitedLines,
    DraftText,
    Lines,
    Number,
    Option,
    Passage,
    Slug,
    Text,
    Truth,
    Whole,
)
from quiz.core.kinds.parts import FieldFault, Label, Part, Reason, Shown, StaleResponse
from quiz.core.kinds.record import Record, field

Response = TypeVar("Response")
Control: TypeAlias = Literal["pick", "tick", "type", "sort", "order", "explain"]
"""The ways of answering."""
CONTROLS: Final[dict[Control, tuple[str, ...]]] = {
    "pick": ("options",),
    "tick": ("options",),
    "type": ("unclear", "doubt", "hint"),
    "sort": ("classes", "pairs", "targets", "parts"),
    "order": ("items", "parts"),
    "explain": ("covers",),
}
"""What a kind must define for its way of answering, besides the abstract methods."""

LETTERS: Final = "ABCDEFGHIJKLNOPRTUVWXYZ"
"""The labels of options: the alphabet without RESERVED."""
RESERVED: Final = "MQS"
"""Letters that cannot label an option, because the front ends use them as keys."""

KINDS: "Final[dict[str, type[Question[Any]]]]" = {}
"""Every kind by its name in a question file."""


class Question(Record, ABC, Generic[Response]):
    """A question of a kind. Its fields are the keys it has in a question file. Every kind has `points` and
    `keep_order`; they are keys only of kinds that inherit from `Scored` and `Shuffled`.

    A `draft` is not asked until its author approves it; `ignore` names the rules of `quiz check` to skip.
    """

    kind: ClassVar[str]
    control: ClassVar[Control]
    self_assessed: ClassVar[bool] = False
    """Whether the learner judges the answer, which is then never marked right or wrong, scored or scheduled."""
    ordered: ClassVar[bool] = False
    """Whether the author's order is the key, and so is never shown."""
    letters: ClassVar[str] = ""
    """The letters of its options on screen, if not A, B, C …"""
    one_right: ClassVar[bool] = False
    """Whether exactly one of its options is right."""
    answer_in_passage: ClassVar[bool] = True
    """Whether the passage should contain the words of the right answer. False if the answer combines several parts."""

    points: float = 1
    keep_order: bool = False

    id: str = field(
        Slug(MAX_ID), "Permanent, and unique in the file: answers are stored under it. Reword the rest freely."
    )
    ask: str = field(DraftText(), "The question.")
    explain: str = field(DraftText(), "What there is to learn, shown to everyone after the answer.")
    passage: tuple[str, ...] = field(
        Passage(),
        "The document's exact words that settle the answer. Not needed if every right option, pair, item or point has "
        "its own.",
        default=(),
    )
    statement: str = field(
        Text(500),
        "The fact as a sentence, for the page for the appointment: `Needles must be sterile.` For a teach-back, its "
        "subject: `What dry needling is.`",
        default="",
    )
    must_know: bool = field(
        Truth(), "Reported separately, and listed first for review, whatever the score.", default=False
    )
    revision: int = field(
        Whole(1, MAX_REVISION), "Raise it when the meaning changes: earlier answers then no longer count.", default=1
    )
    draft: bool = field(
        Truth(),
        "Not asked until you delete this key, except with `--drafts`. Until then `ask` and `explain` may be empty, and "
        "`passage` and wrong options missing.",
        default=False,
    )
    ignore: tuple[str, ...] = field(
        Lines("rule", "rules", most=200, longest=200),
        "Rules of `quiz check` to ignore here: `[absolutes]`. Give the reason in a comment.",
        default=(),
    )

    def __init_subclass__(cls, kind: str = "", control: Control | None = None) -> None:
        super().__init_subclass__()
        if not kind:
            return
        if control not in CONTROLS:
            raise TypeError(f"{cls.__name__} has no way of answering: give control, one of {', '.join(CONTROLS)}")
        needed = ("mark", "write", "read", "answer_lines", "shown", *CONTROLS[control])
        missing = [name for name in needed if name not in cls.fields and not _is_defined(cls, name)]
        if missing:
            raise TypeError(f"{cls.__name__}, answered by '{control}', does not define {', '.join(missing)}")
        if taken := sorted(set(RESERVED) & set(cls.letters.upper())):
            raise TypeError(f"{cls.__name__} cannot use {', '.join(taken)} in letters: the front ends need these keys")
        cls.kind, cls.control = kind, control
        KINDS[kind] = cls

    def faults(self) -> Iterator[FieldFault]:
        """The faults between its fields."""
        return iter(())

    def unfinished(self) -> Iterator[FieldFault]:
        """What a draft still lacks, so that it cannot be asked."""
        if not self.ask:
            yield FieldFault("has no question yet; write it after 'ask:'", ("ask",))
        if self.options and all(option.right for option in self.options):
            yield FieldFault("has no wrong option yet; add 'wrong: …', with 'because: …' below it", ("options",))
        for name, (value, *_) in self.fields.items():
            if isinstance(value, CitedLines) and not getattr(self, name):
                yield FieldFault(f"has no {value.many} yet; list them below '{name}:'", (name,))
        if not self.explain:
            yield FieldFault("has no explanation yet; write after 'explain:' what there is to learn", ("explain",))
        if not self.is_proved:
            yield FieldFault("has no passage for its answer yet; add 'passage:' with the document's exact words")

    # Asking and marking

    @property
    def asked(self) -> str:
        """The question as it is shown in a list of questions, where the stem alone could be misread."""
        return self.ask

    @cached_property
    def options(self) -> tuple[Option, ...]:
        """The options to choose from; none for a kind without options."""
        return ()

    @property
    def written_options(self) -> tuple[Option, ...]:
        """The options whose text the author wrote, for the rules on options."""
        return self.options

    @property
    def parts(self) -> int:
        """The number of parts that may be shuffled."""
        return len(self.options)

    @abstractmethod
    def mark(self, response: Response) -> float:
        """The fraction of the points that a response earns, 0 to 1."""

    def guess_probability(self) -> float:
        """The probability that blind guessing earns the full mark."""
        return 0.0

    # A response, stored and read back

    def to_json(self, response: Response | None) -> Any:
        """A response as plain values in the words of the bank, readable years later; None is "I don't know"."""
        return None if response is None else self.write(response)

    def from_json(self, value: Any) -> Response | None:
        """The response that `to_json` turned into this value. Raises StaleResponse if it no longer fits."""
        try:
            return None if value is None else self.read(value)
        except (KeyError, TypeError):
            raise StaleResponse from None

    @abstractmethod
    def write(self, response: Response) -> Any:
        """A response as plain values, for `to_json`."""

    @abstractmethod
    def read(self, value: Any) -> Response:
        """A response from plain values, for `from_json`. Raises KeyError or TypeError if they don't fit."""

    def in_line(self, response: Response | None) -> str:
        """A response in one line."""
        return "I don't know" if response is None else self.line(response)

    def line(self, response: Response) -> str:
        """A response in one line, for `in_line`."""
        return str(self.write(response))

    def chosen(self, response: Response) -> Iterable[int]:
        """The positions of the options that a response chooses; none for a kind without options."""
        return ()

    @property
    def is_must_know(self) -> bool:
        """Whether it counts as must-know: a question that nobody marks does not."""
        return self.must_know and not self.self_assessed

    # What proves the answer

    def cited_parts(self) -> Iterator[Part]:
        """The parts that may have passages of their own, in the author's order: by default, the options."""
        for place, option in enumerate(self.written_options):
            yield Part(option.text, option.passage, ("options", place), option.right)

    def mistakes(self, response: Response) -> Iterable[int]:
        """The positions of the parts that a response got wrong: by default, options wrongly chosen, then those
        missed."""
        chosen = set(self.chosen(response))
        wrong = [place for place in sorted(chosen) if not self.options[place].right]
        return [*wrong, *(place for place, option in enumerate(self.options) if option.right and place not in chosen)]

    @cached_property
    def passages(self) -> tuple[str, ...]:
        """All passages: the question's own, then those of its parts."""
        return tuple(dict.fromkeys((*self.passage, *(run for part in self.cited_parts() for run in part.passages))))

    @property
    def is_proved(self) -> bool:
        """Whether there is a passage for the whole question, or for each part of the key."""
        if self.passage:
            return True
        key = [part for part in self.cited_parts() if part.in_key]
        return bool(key) and all(part.passages for part in key)

    def evidence(self, response: Response | None) -> tuple[str, ...]:
        """The passages to show with the feedback on a response: first those of the parts it got wrong, then the
        question's own and those of the rest of the key. None is "I don't know"."""
        parts = list(self.cited_parts())
        wrong = [parts[place] for place in self.mistakes(response)] if parts and response is not None else []
        runs = [run for part in wrong for run in part.passages]
        runs += [*self.passage, *(run for part in parts if part.in_key for run in part.passages)]
        return tuple(dict.fromkeys(runs))

    # Feedback, in plain text

    @abstractmethod
    def answer_lines(self) -> list[str]:
        """The right answer, one line for each part."""

    def key_sentence(self, label: Label) -> str:
        """The right answer in a sentence, if there are no `corrections`; empty to list `answer_lines` instead."""
        return ""

    def why(self, response: Response) -> str:
        """Why a response is right or wrong, as a whole."""
        return ""

    def corrections(self, response: Response, label: Label) -> Iterator[str]:
        """For each wrong part of a response, what is wrong and what is right."""
        return iter(())

    def comments(self, response: Response, label: Label) -> Iterator[str]:
        """What is left of the `corrections` to say below a list that marks each part: by default, all of them."""
        return self.corrections(response, label)

    # For authors and rules

    @abstractmethod
    def shown(self) -> Iterator[Shown]:
        """Its parts with the answer."""

    def part_label(self, place: int) -> str:
        """The letter or number of a part, by its position in the author's order; empty for none."""
        letters = (self.letters or LETTERS) if self.options else ""
        return letters[place] if place < len(letters) else str(place + 1) if letters else ""

    def reasons(self) -> Iterator[Reason]:
        """The parts that need a reason, and the reasons that the author gave: by default, the wrong options."""
        for place, option in enumerate(self.options):
            if not option.right:
                yield Reason(option.text, option.because, ("options", place))

    def texts(self) -> list[str]:
        """The texts that the reading grade is based on: what learners read, except the passage."""
        return [self.ask, self.explain, *(text for part in self.shown() for text in (part.text, part.because))]


AnyQuestion: TypeAlias = Question[Any]


def _is_defined(cls: type[Any], name: str) -> bool:
    """Whether a kind overrides this name of `Question`, which is abstract or empty there."""
    return getattr(cls, name, None) is not getattr(Question, name, None)


class Scored(Question[Response]):
    """A question with points: it counts in the score of a scored bank."""

    points: float = field(Number(above=0, most=MAX_POINTS), "Its weight in the score. Not for teach-back.", default=1)


class Shuffled(Scored[Response]):
    """A question whose parts are shuffled."""

    keep_order: bool = field(
        Truth(), "Do not shuffle. Only for choice, select and match; true-false is never shuffled.", default=False
    )
