"""GIFT → drafts. Escaped characters mean nothing, so signs are looked for in a copy with blanked escapes."""

import re
from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple

from quiz.characters import harmless, quoted
from quiz.files import read_text
from quiz.formats.markup_reader import Feedback, Plain, feedback, text_of
from quiz.formats.moodle_questions import (
    ANY,
    Answer,
    NumberAnswer,
    category_name,
    essay,
    matching,
    number,
    one_right,
    ordering,
    several_right,
    short_answer,
    true_false,
)
from quiz.formats.reading import LONGEST_QUESTION, MOST_ANSWERS, Imported, KindData, Reading, Refused, decimal

ESCAPE: Final = re.compile(r"\\([\\:#={}~n])")
TITLE: Final = re.compile(r"\s*::(.*?)::", re.S)
FORMAT: Final = re.compile(r"\s*\[(html|markdown|plain|moodle)\]", re.I)
WEIGHT: Final = re.compile(r"\s*%\s*(-?[0-9]{1,3}(?:\.[0-9]*)?)\s*%")
IN_COMMENT: Final = re.compile(r"\[(id|tag):((?:\\.|[^\\\]\n])*)\]")
LONGEST_COMMENT: Final = 1000
CATEGORY: Final = "$CATEGORY:"
GENERAL: Final = "####"
TRUTHS: Final = {"T": True, "TRUE": True, "F": False, "FALSE": False}
BLANK: Final = "_____"
"""Moodle's placeholder for the answer in a sentence."""


class Source(str):
    """A part of the file as written."""

    @property
    def signs(self) -> str:
        """The same length, with every escape blanked out."""
        return ESCAPE.sub("\0\0", self)

    def part(self, start: int, end: int | None = None) -> "Source":
        return Source(self[start:end])

    def cut(self, sign: str) -> "tuple[Source, Source]":
        """The parts before and after a sign; all of it and nothing if it isn't there."""
        at = self.signs.find(sign)
        return (self.part(0, at), self.part(at + len(sign))) if at >= 0 else (self, Source(""))

    def plain(self) -> str:
        """The text without its escapes."""
        return ESCAPE.sub(lambda found: "\n" if found[1] == "n" else found[1], self).strip()


class Block(NamedTuple):
    """A question as written, without its comments, which `about` holds; `line`, from 1, is where it begins."""

    source: Source
    about: str
    line: int


def read(path: Path) -> Reading:
    """The questions of a GIFT file. Raises QuizError if it cannot be read."""
    reading = Reading(path, [], [])
    bank = ""
    for block in _blocks(harmless(read_text(path).replace("\r\n", "\n").replace("\r", "\n"))):
        if block.source.startswith(CATEGORY):
            bank = category_name(block.source.removeprefix(CATEGORY))
            continue
        reading.add(block.line, "a question", partial(_imported, block, bank))
    return reading


def _imported(block: Block, bank: str) -> Imported:
    return _Question(block).imported(bank)


def _blocks(text: str) -> Iterator[Block]:
    """The questions and categories: each on lines of its own, with empty lines between."""
    lines, about, first = list[str](), list[str](), 0
    for place, line in enumerate([*text.split("\n"), ""], 1):
        comment, category = line.lstrip().startswith("//"), line.startswith(CATEGORY)
        if (not line.strip() or category) and lines:
            yield Block(Source("\n".join(lines)), "\n".join(about), first)
            lines, about = [], []
        if category:
            yield Block(Source(line), "", place)
        elif comment:
            about.append(line[:LONGEST_COMMENT])
        elif line.strip():
            first = place if not lines else first
            lines.append(line)
        else:
            about = []


class _Question:
    """Reads one question; `left_out` collects what its texts lose."""

    def __init__(self, block: Block) -> None:
        self.block = block
        self.left_out: list[str] = []
        if len(block.source) > LONGEST_QUESTION:
            raise Refused(f"it has {len(block.source):,} characters; at most {LONGEST_QUESTION:,} are allowed")
        title = TITLE.match(block.source.signs)
        self.title = block.source.part(*title.span(1)).plain() if title else ""
        rest = block.source.part(title.end() if title else 0)
        signs = rest.signs
        opened, closed = signs.find("{"), signs.find("}")
        if opened < 0 and closed < 0:
            raise Refused("it has no answer in braces")
        if opened < 0 or 0 <= closed < opened:
            raise Refused("it has a '}' without a '{' before it")
        if closed < 0:
            raise Refused("its '{' has no '}' before the next empty line")
        if re.search("[{}]", signs[closed + 1 :]):
            raise Refused("it has more than one answer in braces")
        before, after = rest.part(0, opened), rest.part(closed + 1)
        found = FORMAT.match(before)
        self.format = found[1].lower() if found else "moodle"
        self.stem = Source(f"{before}{BLANK}{after}" if after.strip() else before)
        self.body, self.general = rest.part(opened + 1, closed).cut(GENERAL)

    def imported(self, bank: str) -> Imported:
        ids = [value for name, value in IN_COMMENT.findall(self.block.about) if name == "id"]
        tags = {value for name, value in IN_COMMENT.findall(self.block.about) if name == "tag"}
        must_know = "must-know" in tags
        self.left_out += [f"the tag {quoted(tag)}" for tag in sorted(tags - {"must-know"})]
        ask = self.text(self.stem)
        format_, general = self.format_of(self.general)
        about = feedback(general.plain()) if format_ == "html" else None
        explain = self.kept(about.explain) if about else self.text(self.general)
        data = self.kind_data(about)
        passage = about.passages if about else ()
        question = data.draft(ask=ask, explain=explain, passage=passage, must_know=must_know)
        left_out = (*self.left_out, *data.left_out)
        return Imported(question, self.block.line, next(filter(None, ids), self.title), bank, left_out)

    def kind_data(self, about: Feedback | None) -> KindData:
        """The kind of question, judged by the signs in its braces."""
        body, signs = self.body, self.body.signs
        if not body.strip():
            return (ordering if about and about.ordered else essay)(about.answer if about else ())
        if body.lstrip().startswith("#"):
            return number([self.number(one) for one in _split(body.part(body.index("#") + 1), "=~", "=")])
        if "~" in signs:
            found = _split(body, "~=", "~")
            answers = [self.answer(one) for one in found]
            return one_right(answers) if "=" in signs else several_right(answers)
        if "=" in signs and "->" in signs:
            pairs = [one.part(1).cut("->") for one in _split(body, "=", "=")]
            return matching([(self.text(item), target.plain()) for item, target in pairs])
        truth, because = body.cut("#")
        if truth.strip().upper() in TRUTHS:
            if_wrong, if_right = because.cut("#")
            return true_false(TRUTHS[truth.strip().upper()], self.text(if_wrong), self.text(if_right))
        return short_answer([self.answer(one) for one in _split(body, "=", "=")])

    def answer(self, written: Source) -> Answer:
        weight, text, because = _weighed(written)
        return Answer(self.text(text), weight, self.text(because))

    def number(self, written: Source) -> NumberAnswer:
        weight, text, because = _weighed(written)
        value, tolerance = text.cut(":")
        low, range_, high = value.partition("..")
        if range_:
            first, last = decimal(low), decimal(high)
            return NumberAnswer(str((first + last) / 2), str(abs(last - first) / 2), weight, self.text(because))
        return NumberAnswer(value.strip() or ANY, tolerance.strip(), weight, self.text(because))

    def text(self, written: Source) -> str:
        """A text of the question without its markup."""
        format_, written = self.format_of(written)
        return self.kept(text_of(written.plain(), format_))

    def format_of(self, written: Source) -> tuple[str, Source]:
        """The format of a text, by default that of the question, and the text without its mark."""
        found = FORMAT.match(written)
        return (found[1].lower(), written.part(found.end())) if found else (self.format, written)

    def kept(self, plain: Plain) -> str:
        self.left_out += plain.left_out
        return plain.text


def _split(body: Source, signs: str, first: str) -> list[Source]:
    """The answers, each with the sign before it; `first` is put before the first where it has none."""
    if body.lstrip()[:1] not in signs:
        body = Source(f"{first}{body}")
    starts = [found.start() for found in re.finditer(f"[{signs}]", body.signs)]
    if len(starts) > MOST_ANSWERS:
        raise Refused(f"it has {len(starts):,} answers; at most {MOST_ANSWERS} are allowed")
    return [body.part(start, end) for start, end in pairwise([*starts, len(body)])]


def _weighed(written: Source) -> tuple[float, Source, Source]:
    """The weight of an answer in percent, its text and its feedback. A weight decides, whatever the sign."""
    rest = written.part(1)
    found = WEIGHT.match(rest)
    weight = float(found[1]) if found else 0.0 if written.startswith("~") else 100.0
    text, because = rest.part(found.end() if found else 0).cut("#")
    return weight, text, because
