"""The types of value in a question file, used by the reader, the writer, the JSON Schema and bank-format.md."""

from typing import Any, Final, NamedTuple

MAX_ID: Final = 100
MAX_POINTS: Final = 1000
MAX_NUMBER: Final = 1e15
MAX_REVISION: Final = 999_999_999


class Option(NamedTuple):
    """An option, and why it is right or wrong; `was` lists its earlier texts, `passage` what the document says."""

    text: str
    right: bool
    because: str = ""
    was: tuple[str, ...] = ()
    passage: tuple[str, ...] = ()


class Cited(str):
    """A line with passages of its own."""

    passage: tuple[str, ...]

    def __new__(cls, text: str, passage: tuple[str, ...]) -> "Cited":
        cited = super().__new__(cls, text)
        cited.passage = passage
        return cited


class Text(NamedTuple):
    """Text of one or more lines, at most `most` characters."""

    most: int = 2000


class DraftText(NamedTuple):
    """Text of one or more lines, at most `most` characters; in a draft it may be empty."""

    most: int = 2000


class Line(NamedTuple):
    """Text that is shown in one line, at most `most` characters; one of `words`, where any are given."""

    most: int = 500
    words: tuple[str, ...] = ()


class Slug(Text):
    """An id: a-z, 0-9 and '-', at most `most` characters."""


class Truth:
    """True or false."""


class Number(NamedTuple):
    """A number of at least `least`, or of more than that with `above`, and at most `most`."""

    least: float | None = None
    above: float | None = None
    most: float | None = None

    @property
    def bounds(self) -> str:
        """The limits in words."""
        low = f"{self.least:g} or more" if self.least is not None else ""
        low = f"more than {self.above:g}" if self.above is not None else low
        return " and ".join(filter(None, (low, f"at most {self.most:g}" if self.most is not None else "")))


class Whole(NamedTuple):
    """A whole number, both ends included."""

    least: int
    most: int


class Passage(NamedTuple):
    """Exact words of the document, at most `most` characters, or a list of up to `runs` of them."""

    most: int = 2000
    runs: int = 20


class Lines(NamedTuple):
    """A list of different lines, at most `most`, each of at most `longest` characters.

    `one` and `many` are what its entries are called.
    """

    one: str
    many: str
    least: int = 1
    most: int = 50
    longest: int = 500


class CitedLines(Lines):
    """Lines as in `Lines`, each alone or, as a `Cited`, with passages of its own."""

    @property
    def fields(self) -> "dict[str, Field]":
        """The keys of a line with passages."""
        return {
            self.one: Field(Line(self.longest), f"The {self.one}."),
            "passage": Field(Passage(), "The document's exact words that say this."),
        }


class Exact(str):
    """An answer that is compared exactly, with case and punctuation."""


class Answers(NamedTuple):
    """A list of distinct typed answers: each a line, or a line with `exact: true`, which makes it an `Exact`.

    The first is shown to learners: it has no wildcard.
    """

    most: int = 50
    longest: int = 200

    @property
    def fields(self) -> "dict[str, Field]":
        """The keys of an answer with `exact`."""
        return {
            "answer": Field(Line(self.longest), "An answer."),
            "exact": Field(Truth(), "Accept only this exact text.", required=False, default=False),
        }


class Options(NamedTuple):
    """A list of options, `right: …` or `wrong: …`; exactly one of them right with `one_right`."""

    one_right: bool = False
    most: int = 50
    text: Line = Line()
    because: Text = Text()
    was: Lines = Lines("earlier text", "earlier texts", most=20)
    passage: Passage = Passage()


class Groups(NamedTuple):
    """A list of groups of keys, each made into the NamedTuple `into`, whose fields are in the order of these.

    `one` and `many` are what its entries are called. No two may have the same value under the key `distinct`.
    """

    into: Any
    one: str
    many: str
    fields: "dict[str, Field]"
    distinct: str = ""
    most: int = 50


class Document(Text):
    """The name of a document in the folder of the question file, or below it; at most `most` characters."""


class Parts(NamedTuple):
    """A list of banks or of questions, which are read one by one."""

    of: str


Value = (
    Text
    | DraftText
    | Line
    | Slug
    | Truth
    | Number
    | Whole
    | Passage
    | Lines
    | Answers
    | Options
    | Groups
    | Document
    | Parts
)


class Field(NamedTuple):
    """A key of a question file: its type of value, what it is for, and its default if it is not required."""

    value: Value
    meaning: str
    required: bool = True
    default: Any = None
