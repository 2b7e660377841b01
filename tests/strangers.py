"""Strangers who have not read the leaflet answer its choices by cues alone: by length, by hedges, by borrowed words.

Run `.venv/bin/python -m tests.strangers [questions.yaml]` for a table of all of them.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from math import isclose
from pathlib import Path
from statistics import median
from typing import Final, NamedTuple, TypeAlias

from quiz.bank.document import Document, Section, read_document
from quiz.bank.reader import read_question_file
from quiz.bank.text import STOP_WORDS, akin, content_words, words
from quiz.core.bank import Bank, QuestionFile
from quiz.core.kinds import AnyQuestion

QUESTIONS: Final = Path(__file__).parent.parent / "questions.yaml"
VOTERS: Final = 3
WAYS: Final = (("most", 1), ("least", -1))
HEDGES: Final = "can may might could some sometimes often usually likely mostly many several perhaps possible"
ABSOLUTES: Final = "always never all only none no every everyone nobody nothing any must completely fully cure cures"
NEGATIONS: Final = "no not never none nothing nobody without cannot nor neither"
SAFE: Final = (
    "ask tell tells check sterile doctor nurse practitioner help safe safely sure careful carefully clean first"
)
POSITIVE: Final = (
    "better best ease eases relieve relieves relief improve improves help helps good well less more raise safe"
)
NEGATIVE: Final = (
    "worse bad harm hurt hurts pain painful risk infection illness stop stops limit weak damage bleeding fear"
)


class Puzzle(NamedTuple):
    """A question as a stranger sees it. The texts of a puzzle's neighbours are from the same bank.

    `leaflet` and `section` are texts of the document: all of it, and the sections that the passages are in. A reader
    who skims remembers their words.
    """

    bank: str
    title: str
    stem: str
    options: tuple[str, ...]
    right: frozenset[int]
    leaflet: str = ""
    section: str = ""
    stems: str = ""
    neighbours: str = ""
    feedback: str = ""

    def others(self, option: str) -> list[str]:
        return [other for other in self.options if other != option]


Cue: TypeAlias = Callable[[str, Puzzle], float]
Picks: TypeAlias = Sequence[float]
"""How likely each option is picked; the sum is 1."""
Strategy: TypeAlias = Callable[[Puzzle], Picks]


class Result(NamedTuple):
    """What a strategy takes of the choices where it may split ties, and how many of these it has an opinion on."""

    strategy: str
    taken: float
    choices: int
    opinions: int
    taken_by_opinion: float

    @property
    def share(self) -> float:
        return self.taken / self.choices


# What is measured of an option


def count_of(listed: str) -> Cue:
    """How many of the listed words an option has."""
    wanted = frozenset(listed.split())
    return lambda option, _: sum(word in wanted or (word.endswith("n't") and "not" in wanted) for word in words(option))


def matches(pattern: str) -> Cue:
    """How often a pattern is found in an option."""
    compiled = re.compile(pattern)
    return lambda option, _: len(compiled.findall(option))


def shared(option: str, text: str) -> float:
    """How many content words of an option are in a text, in some form."""
    known = content_words(text)
    return sum(word in known or any(akin(word, other) for other in known) for word in content_words(option))


def share(option: str, text: str) -> float:
    """The share of an option's content words that are in a text, in some form."""
    return shared(option, text) / max(1, len(content_words(option)))


def run(option: str, text: str) -> int:
    """The length of the longest run of an option's words that is in a text."""
    own, whole = words(option), f" {' '.join(words(text))} "
    spans = ((i, j) for i in range(len(own)) for j in range(i + 1, len(own) + 1))
    return max((j - i for i, j in spans if f" {' '.join(own[i:j])} " in whole), default=0)


def likeness(option: str, puzzle: Puzzle) -> float:
    """How many of an option's words the other options have, counted for each of them."""
    own = set(words(option))
    return sum(len(own & set(words(other))) for other in puzzle.others(option)) / max(1, len(own))


def first_words(option: str, puzzle: Puzzle) -> float:
    """How many of the other options begin with the same word."""
    return sum(words(option)[:1] == words(other)[:1] for other in puzzle.others(option))


def form(option: str) -> tuple[bool, ...]:
    first = (words(option) or [""])[0]
    signs = [r",", r"\d", r"\b(?i:and|or)\b", r"\b(?i:no|not|never)\b", r"[.?!]$", r"\b(?i:can|may|some)\b", r"-"]
    return first in STOP_WORDS, first.endswith("ing"), *(re.search(sign, option) is not None for sign in signs)


def usual_form(option: str, puzzle: Puzzle) -> float:
    """In how many traits of its form an option is like the others."""
    return sum(a == b for other in puzzle.others(option) for a, b in zip(form(option), form(other), strict=True))


def rarity(option: str, puzzle: Puzzle) -> float:
    """How rare the rarest content word of an option is in all that can be read."""
    read = words(" ".join((puzzle.leaflet, puzzle.stem, puzzle.stems, puzzle.neighbours)))
    return -min((sum(akin(word, other) for other in read) for word in content_words(option)), default=len(read))


def mean(numbers: Iterable[int]) -> float:
    listed = list(numbers)
    return sum(listed) / max(1, len(listed))


def syllables(word: str) -> int:
    return max(1, len(re.findall(r"[aeiouy]+", word.removesuffix("e"))))


CUES: Final[dict[str, Cue]] = {
    "letters": lambda option, _: len(option),
    "words": lambda option, _: len(words(option)),
    "middle length": lambda option, puzzle: -abs(len(option) - median(map(len, puzzle.options))),
    "hedges": count_of(HEDGES),
    "absolutes": count_of(ABSOLUTES),
    "negations": count_of(NEGATIONS),
    "safe words": count_of(SAFE),
    "positive words": count_of(POSITIVE),
    "negative words": count_of(NEGATIVE),
    "commas and ands": matches(r",|\b(?i:and)\b"),
    "digits and capitals": matches(r"\d|(?<!^)[A-Z]"),
    "long word": lambda option, _: max(map(len, words(option)), default=0),
    "long words on average": lambda option, _: mean(map(len, words(option))),
    "syllables in a word": lambda option, _: max(map(syllables, words(option)), default=0),
    "rare word": rarity,
    "common words": lambda option, _: mean(word in STOP_WORDS for word in words(option)),
    "content words": lambda option, _: len(content_words(option)),
    "late in the alphabet": lambda option, puzzle: sum(
        other.casefold() < option.casefold() for other in puzzle.options
    ),
    "like the others": likeness,
    "first word of the others": first_words,
    "form of the others": usual_form,
    "leaflet, share": lambda option, puzzle: share(option, puzzle.leaflet),
    "leaflet, count": lambda option, puzzle: shared(option, puzzle.leaflet),
    "leaflet, run": lambda option, puzzle: run(option, puzzle.leaflet),
    "leaflet, share of a run": lambda option, puzzle: run(option, puzzle.leaflet) / max(1, len(words(option))),
    "section, share": lambda option, puzzle: share(option, puzzle.section),
    "section, count": lambda option, puzzle: shared(option, puzzle.section),
    "stem, share": lambda option, puzzle: share(option, puzzle.stem),
    "stem, count": lambda option, puzzle: shared(option, puzzle.stem),
    "bank's title": lambda option, puzzle: shared(option, puzzle.title),
    "other stems, share": lambda option, puzzle: share(option, puzzle.stems),
    "other stems, count": lambda option, puzzle: shared(option, puzzle.stems),
    "other options, share": lambda option, puzzle: share(option, puzzle.neighbours),
    "other options, count": lambda option, puzzle: shared(option, puzzle.neighbours),
    "stems and options, share": lambda option, puzzle: share(option, f"{puzzle.stems} {puzzle.neighbours}"),
    "stems and options, count": lambda option, puzzle: shared(option, f"{puzzle.stems} {puzzle.neighbours}"),
    "stems and options, run": lambda option, puzzle: run(option, f"{puzzle.stems} {puzzle.neighbours}"),
    "feedback, share": lambda option, puzzle: share(option, puzzle.feedback),
    "feedback, count": lambda option, puzzle: shared(option, puzzle.feedback),
    "feedback, run": lambda option, puzzle: run(option, puzzle.feedback),
}
"""What can be measured of one option. There is a strategy for the most and one for the least of each."""


# How a stranger picks


def best(scores: Sequence[float]) -> Picks:
    """The highest score is picked; equal ones share the pick."""
    top = [isclose(score, max(scores), abs_tol=1e-9) for score in scores]
    return [is_top / sum(top) for is_top in top]


def by(cue: Cue, sign: int) -> Strategy:
    return lambda puzzle: best([sign * cue(option, puzzle) for option in puzzle.options])


def vote(picks: Sequence[Picks]) -> Picks:
    """The option that most picks are for."""
    return best([sum(votes) for votes in zip(*picks, strict=True)])


DIRECTED: Final = [(f"{which} {name}", cue, sign) for name, cue in CUES.items() for which, sign in WAYS]
STRATEGIES: Final[dict[str, Strategy]] = {name: by(cue, sign) for name, cue, sign in DIRECTED}


# How they do


def result(name: str, puzzles: Sequence[Puzzle], picks: Sequence[Picks]) -> Result:
    taken = [sum(pick[place] for place in puzzle.right) for puzzle, pick in zip(puzzles, picks, strict=True)]
    opinions = [len(set(pick)) > 1 for pick in picks]
    return Result(
        name, sum(taken), len(taken), sum(opinions), sum(t for t, o in zip(taken, opinions, strict=True) if o)
    )


def play(puzzles: Sequence[Puzzle]) -> list[Result]:
    """What each strategy takes, the most successful first.

    With the votes of the strongest cues: those that were strongest in the other banks, and in hindsight.
    """
    picks = {name: [strategy(puzzle) for puzzle in puzzles] for name, strategy in STRATEGIES.items()}
    results = [result(name, puzzles, picks[name]) for name in picks]

    def strongest(known: Sequence[int]) -> list[str]:
        def taken(name: str) -> float:
            return sum(picks[name][i][place] for i in known for place in puzzles[i].right)

        return sorted(picks, key=lambda name: (-taken(name), name))[:VOTERS]

    learned, hindsight = [], strongest(range(len(puzzles)))
    for i, puzzle in enumerate(puzzles):
        names = strongest([j for j, other in enumerate(puzzles) if other.bank != puzzle.bank])
        learned.append(vote([picks[name][i] for name in names]))
    results.append(result("vote of cues learned in other banks", puzzles, learned))
    voted = [vote([picks[name][i] for name in hindsight]) for i in range(len(puzzles))]
    results.append(result("vote of the strongest in hindsight", puzzles, voted))
    return sorted(results, key=lambda one: -one.taken)


def separating(puzzles: Sequence[Puzzle], cue: Cue, sign: int) -> int:
    """In how many puzzles every right option has a higher score than every wrong one."""
    found = 0
    for puzzle in puzzles:
        scores = [sign * cue(option, puzzle) for option in puzzle.options]
        right = [score for place, score in enumerate(scores) if place in puzzle.right]
        wrong = [score for place, score in enumerate(scores) if place not in puzzle.right]
        found += bool(right and wrong) and min(right) > max(wrong) + 1e-9
    return found


# What they see


def text_of(sections: Iterable[Section]) -> str:
    return "\n".join(chain.from_iterable((s.heading, *(block.text for block in s.blocks)) for s in sections))


def visible(question: AnyQuestion) -> Iterator[str]:
    """What is read of a question's parts before it is answered."""
    if question.control != "type":
        yield from (part.text for part in question.shown())


def told(question: AnyQuestion) -> Iterator[str]:
    """What is read once a question is answered."""
    yield question.explain
    yield from (reason.because for reason in question.reasons())


def puzzles_of(file: QuestionFile, document: Document, *, one_right: bool) -> list[Puzzle]:
    """The questions with written options: those with one right option, or the others."""
    leaflet = text_of(document.sections)
    return [
        Puzzle(
            bank.id,
            bank.title,
            question.ask,
            tuple(option.text for option in question.written_options),
            frozenset(place for place, option in enumerate(question.written_options) if option.right),
            leaflet,
            text_of(section for section, _, _ in document.places(question.passage)),
            *("\n".join(texts) for texts in zip(*neighbours(bank, question), strict=True)),
        )
        for bank, question in file.items
        if question.written_options and question.one_right == one_right
    ]


def neighbours(bank: Bank, question: AnyQuestion) -> Iterator[tuple[str, str, str]]:
    """Stem, parts and feedback of each other question of a bank."""
    for other in bank.questions:
        if other.id != question.id:
            yield other.ask, "\n".join(visible(other)), "\n".join(told(other))


def main(path: Path) -> None:
    file = read_question_file(path)
    document = read_document(file.document)
    choices, selects = (puzzles_of(file, document, one_right=one_right) for one_right in (True, False))
    chance = mean(1 / len(puzzle.options) for puzzle in choices)
    print(f"{'strategy':40} {'taken':>6} {'of':>4} {'share':>6} {'chance':>6}   with an opinion")
    for one in play(choices):
        print(
            f"{one.strategy:40} {one.taken:6.1f} {one.choices:4} {one.share:6.0%} {chance:6.0%}"
            f"   {one.taken_by_opinion:5.1f} of {one.opinions}"
        )
    print(f"\n{'for select: all right before all wrong':40} {'found':>6} {'of':>4} {'share':>6}")
    found = {name: separating(selects, cue, sign) for name, cue, sign in DIRECTED}
    for name, number in sorted(found.items(), key=lambda one: -one[1]):
        print(f"{name:40} {number:6} {len(selects):4} {number / max(1, len(selects)):6.0%}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else QUESTIONS)
