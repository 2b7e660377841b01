"""Strangers who have not read the document answer the choices of a question file, each by one cue alone.

`.venv/bin/python -m tests.strangers [questions.yaml]` prints how many choices each strategy gets right.
"""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from statistics import fmean, median
from typing import Final, NamedTuple, TypeAlias

from quiz.bank.document import Document, Section, read_document
from quiz.bank.reader import read_question_file
from quiz.bank.text import STOP_WORDS, akin, content_words, singular, words
from quiz.core.bank import Bank, QuestionFile
from quiz.core.kinds import AnyQuestion

QUESTIONS: Final = Path(__file__).parent.parent / "questions.yaml"
LEARNED: Final = "vote of three, learned elsewhere"
"""The three cues that do best in the other banks vote on each choice of this one."""
HINDSIGHT: Final = "vote of three, in hindsight"
"""The three that do best here, which no stranger knows: with keys drawn by lot, every other vote is above half."""

TRAITS: Final = r"^\w+ing\b ^(?i:an?|the|in|on|to|by|it|they|you)\b [,-] [.?!]$ \b(?i:and|or)\b \b(?i:not?)\b".split()
"""The form of an option: which of these it matches."""


class Puzzle(NamedTuple):
    """A question as a stranger sees it; `key` holds the positions of the right options.

    `texts` is what the stranger may have read besides: a text for each name of `TEXTS`.
    """

    bank: str
    options: tuple[str, ...]
    key: frozenset[int]
    texts: Mapping[str, str]


Cue: TypeAlias = Callable[[str, Puzzle], float]
"""How much an option of a puzzle has of something."""
Picks: TypeAlias = Sequence[float]
"""The probability that each option is picked; the sum is 1."""


class Result(NamedTuple):
    """How many choices a strategy gets right, with ties as fractions.

    The cue decides where it prefers some options to others: in `decided` choices, of which `decided_right` are right.
    """

    strategy: str
    right: float
    choices: int
    decided_right: float
    decided: int

    @property
    def share(self) -> float:
        return self.right / self.choices


def count(pattern: str) -> Cue:
    """How often a pattern is in an option."""
    return lambda option, _: len(re.findall(pattern, option))


def count_words(listed: str) -> Cue:
    """How many words of an option are listed, as alternatives of a pattern."""
    return count(rf"(?i)\b(?:{listed})\b")


def negated(cue: Cue) -> Cue:
    return lambda option, puzzle: -cue(option, puzzle)


@cache
def frequency(word: str, text: str) -> int:
    """How often a word is in a text, in some form."""
    return sum(count for other, count in _counted(text).items() if akin(word, other))


@cache
def _counted(text: str) -> Counter[str]:
    return Counter(map(singular, words(text)))


def compared(likeness: Callable[[str, str], float]) -> Cue:
    """How much an option is like the other options, added up."""
    return lambda option, puzzle: sum(likeness(option, other) for other in puzzle.options if other != option)


def same_words(option: str, other: str) -> float:
    """The share of an option's words that another one has too."""
    return len(set(words(option)) & set(words(other))) / max(1, len(set(words(option))))


def same_form(option: str, other: str) -> float:
    """How many traits of form two options have in common."""
    return sum(bool(re.search(trait, option)) == bool(re.search(trait, other)) for trait in TRAITS)


def shared(option: str, text: str) -> float:
    """How many content words of an option are in a text, in some form."""
    return sum(frequency(word, text) > 0 for word in content_words(option))


def longest_run(option: str, text: str) -> float:
    """The number of words in the longest run of an option that is in a text."""
    own, whole = words(option), f" {' '.join(words(text))} "
    runs = ((i, j) for i in range(len(own)) for j in range(i + 1, len(own) + 1))
    return max((j - i for i, j in runs if f" {' '.join(own[i:j])} " in whole), default=0)


def within(text: str, measure: Callable[[str, str], float]) -> Cue:
    """What a measure says of an option and the text of this name."""
    return lambda option, puzzle: measure(option, puzzle.texts[text])


IN_A_TEXT: Final[dict[str, Callable[[str, str], float]]] = {
    "words": shared,
    "share of words": lambda option, text: shared(option, text) / max(1, len(content_words(option))),
    "run": longest_run,
    "share of run": lambda option, text: longest_run(option, text) / max(1, len(words(option))),
    "rarest word": lambda option, text: min((frequency(word, text) for word in content_words(option)), default=0),
}
TEXTS: Final = "document, section, stem, title, other stems, other options, bank, feedback, quiz".split(", ")
"""The document (a stranger may have skimmed it), the sections with the passages, the question's stem, the bank's title;
of the bank's other questions the stems, the options, both (`bank`), or the feedback; stems and options of all others.
"""
CUES: Final[dict[str, Cue]] = {
    "length": lambda option, _: len(option),
    "words": lambda option, _: len(words(option)),
    "average length": lambda option, puzzle: -abs(len(option) - median(map(len, puzzle.options))),
    "hedged": count_words("can|may|might|could|some|sometimes|often|usually|likely|mostly|many|several|possibl[ey]"),
    "absolute": count_words("always|never|all|only|none|no|every|everyone|nobody|nothing|any|must|fully|cures?"),
    "negative": count_words(r"no|not|never|none|nothing|nobody|without|cannot|nor|neither|\w+n['’]t"),
    "safe": count_words("ask|tells?|checks?|sterile|doctor|practitioner|help|safe|safely|sure|careful|clean"),
    "good": count_words("better|best|eases?|relieves?|improves?|helps?|good|well|safe|calms?|comforts?|heals?"),
    "bad": count_words("worse|bad|harms?|hurts?|pain|painful|risk|infections?|stops?|limits?|weak|damage|bleeding"),
    "commas and ands": count(r",|\b(?i:and)\b"),
    "digits": count(r"\d"),
    "capitals": count(r"[A-Z]"),
    "letters in a word": lambda option, _: max(map(len, words(option)), default=0),
    "syllables in a word": lambda option, _: max((len(re.findall("[aeiouy]+", w)) for w in words(option)), default=0),
    "letters per word": lambda option, _: fmean(map(len, words(option) or [""])),
    "common words": lambda option, _: fmean(word in STOP_WORDS for word in words(option) or [""]),
    "content words": lambda option, _: len(content_words(option)),
    "late in the alphabet": lambda option, puzzle: sum(o.casefold() < option.casefold() for o in puzzle.options),
    "like the others": compared(same_words),
    "same first word": compared(lambda option, other: words(option)[:1] == words(other)[:1]),
    "same form": compared(same_form),
    **{f"{text}, {how}": within(text, measure) for text in TEXTS for how, measure in IN_A_TEXT.items()},
}
STRATEGIES: Final[dict[str, Cue]] = {
    **{f"most {name}": cue for name, cue in CUES.items()},
    **{f"least {name}": negated(cue) for name, cue in CUES.items()},
}
"""A strategy picks the option that scores highest: with the most of a cue, or with the least."""


def best(scores: Iterable[float]) -> Picks:
    """The option with the highest score is picked, or each of several with equal probability."""
    rounded = [round(score, 9) for score in scores]
    return [(score == max(rounded)) / rounded.count(max(rounded)) for score in rounded]


def play(puzzles: Sequence[Puzzle]) -> list[Result]:
    """The result of each strategy and of two votes, the best first."""
    picks = {name: [best(cue(o, one) for o in one.options) for one in puzzles] for name, cue in STRATEGIES.items()}
    results = {name: _result(name, picks[name], puzzles) for name in picks}

    def vote(place: int, known: Sequence[int]) -> Picks:
        known_puzzles = [puzzles[i] for i in known]
        right = {name: _result(name, [picks[name][i] for i in known], known_puzzles).right for name in picks}
        voters = sorted(picks, key=lambda name: -round(right[name], 9))[:3]
        return best(sum(votes) for votes in zip(*(picks[name][place] for name in voters), strict=True))

    places = range(len(puzzles))
    elsewhere = {bank: [i for i in places if puzzles[i].bank != bank] for bank in {one.bank for one in puzzles}}
    results[LEARNED] = _result(LEARNED, [vote(i, elsewhere[puzzles[i].bank]) for i in places], puzzles)
    results[HINDSIGHT] = _result(HINDSIGHT, [vote(i, places) for i in places], puzzles)
    return sorted(results.values(), key=lambda result: -result.right)


def _result(strategy: str, picks: Sequence[Picks], puzzles: Sequence[Puzzle]) -> Result:
    right = [sum(pick[place] for place in puzzle.key) for pick, puzzle in zip(picks, puzzles, strict=True)]
    decided = [chance for chance, pick in zip(right, picks, strict=True) if len(set(pick)) > 1]
    return Result(strategy, sum(right), len(right), sum(decided), len(decided))


def separates(strategy: str, puzzle: Puzzle) -> bool:
    """Whether a strategy scores every right option higher than every wrong one."""
    scores = [round(STRATEGIES[strategy](option, puzzle), 9) for option in puzzle.options]
    ranked = sorted(range(len(scores)), key=lambda place: (-scores[place], place in puzzle.key))
    return puzzle.key == set(ranked[: len(puzzle.key)])


def puzzles_of(file: QuestionFile, document: Document, *, one_right: bool) -> list[Puzzle]:
    """The questions whose options the author wrote: those with one right option, or the others."""
    chosen = (item for item in file.items if item.question.written_options and item.question.one_right == one_right)
    return [_puzzle(bank, question, file, document) for bank, question in chosen]


def _puzzle(bank: Bank, question: AnyQuestion, file: QuestionFile, document: Document) -> Puzzle:
    rest = [other for other in bank.questions if other.id != question.id]
    stems, options = [other.ask for other in rest], [text for other in rest for text in _shown(other)]
    feedback = [text for other in rest for text in (other.explain, *(reason.because for reason in other.reasons()))]
    quiz = [text for _, other in file.items if other.id != question.id for text in (other.ask, *_shown(other))]
    passages = getattr(question, "passages", [question.passage])
    section = _text(place[0] for passage in passages for place in document.places(passage))
    own = _text(document.sections), section, [question.ask], [bank.title]
    texts = (*own, stems, options, stems + options, feedback, quiz)
    return Puzzle(
        bank.id,
        tuple(option.text for option in question.written_options),
        frozenset(place for place, option in enumerate(question.written_options) if option.right),
        {name: "\n".join(text) for name, text in zip(TEXTS, texts, strict=True)},
    )


def _text(sections: Iterable[Section]) -> list[str]:
    return [text for section in sections for text in (section.heading, *(block.text for block in section.blocks))]


def _shown(question: AnyQuestion) -> list[str]:
    """The parts that are shown before the answer."""
    return [part.text for part in question.shown() if question.control != "type"]


def main(path: Path) -> None:
    file = read_question_file(path)
    choices, selects = (puzzles_of(file, read_document(file.document), one_right=one) for one in (True, False))
    chance = sum(1 / len(puzzle.options) for puzzle in choices)
    print(f"{'choice':36} right   of  share  chance  where the cue decides")
    for name, right, of, decided_right, decided in play(choices):
        shares = f"{right / max(1, of):6.0%} {chance / max(1, of):7.0%}"
        print(f"{name:36} {right:5.1f} {of:4} {shares}  {decided_right:.1f} of {decided}")
    print(f"\n{'select, right ones ranked first':36} found   of")
    found = {name: sum(separates(name, puzzle) for puzzle in selects) for name in STRATEGIES}
    for name in sorted(found, key=lambda name: -found[name]):
        print(f"{name:36} {found[name]:5} {len(selects):4}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else QUESTIONS)
