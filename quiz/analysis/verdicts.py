"""Verdicts on items, in words, with their thresholds."""

from collections.abc import Iterator
from math import inf
from typing import Final, NamedTuple

from quiz.analysis.figures import ItemFigures
from quiz.core.kinds import AnyQuestion

TRUSTED: Final = 30
"""The fewest learners for figures that can be trusted."""
JUDGED: Final = 2
"""The fewest learners for verdicts: the answers of one person are only counted."""
EASY: Final = 0.95
HARD: Final = 0.05
"""Items at least as easy, or at most as hard, don't separate learners."""


class Shares(NamedTuple):
    """How many learners chose each option, by position; and how many gave no answer or "I don't know"."""

    options: tuple[int, ...]
    unanswered: int


class ItemVerdict(NamedTuple):
    """A verdict on an item: a name for programs, and a sentence."""

    name: str
    words: str


DISCRIMINATION: Final = {
    50: ItemVerdict("very-good", "Very good: those who know more get this right."),
    30: ItemVerdict("good", "Good: it separates learners well enough."),
    20: ItemVerdict("weak", "Weak: it separates learners only a little."),
    -inf: ItemVerdict("very-weak", "Very weak: it hardly separates learners."),
}
"""Verdicts by the lowest discrimination that earns them (source: Moodle's documentation of its quiz statistics)."""


def verdicts_on(
    figures: ItemFigures, learners: int, question: AnyQuestion | None = None, shares: Shares | None = None
) -> tuple[ItemVerdict, ...]:
    """The verdicts on an item, most serious first: its problems, or else how good it is."""
    if shares and shares.unanswered == learners:
        return (ItemVerdict("unanswered", "Nobody has answered this yet."),)
    trusted = learners >= TRUSTED
    found = [*_on_key(figures, trusted, question), *_on_options(trusted, question, shares), *_on_facility(figures)]
    if all(verdict.name == "nobody-chose" for verdict in found):
        found.append(_on_discrimination(figures))
    return tuple(found)


def _on_key(figures: ItemFigures, trusted: bool, question: AnyQuestion | None) -> Iterator[ItemVerdict]:
    if figures.discrimination is not None and figures.discrimination < 0:
        likely = "Those who know more get this wrong: check the key."
        early = "So far those who do well elsewhere get this wrong: watch it."
        yield ItemVerdict("negative", likely if trusted else early)
    guess = question.guess_probability() if question else 0.0
    if figures.facility is not None and figures.facility < guess:
        advice = "is the key right?" if trusted else "watch it."
        words = f"Fewer get this right than would by guessing ({100 * guess:.3g}%): {advice}"
        yield ItemVerdict("below-guessing", words)


def _on_options(trusted: bool, question: AnyQuestion | None, shares: Shares | None) -> Iterator[ItemVerdict]:
    if shares and question and "options" in question.fields and any(shares.options):
        for option, learners in zip(question.options, shares.options, strict=True):
            if not learners:
                advice = "is the key right?" if option.right else "replace it." if trusted else "watch it."
                yield ItemVerdict("nobody-chose", f"Nobody chose “{option.text}”: {advice}")


def _on_facility(figures: ItemFigures) -> Iterator[ItemVerdict]:
    facility = figures.facility
    if facility is not None and not HARD < facility < EASY:
        name, who = ("too-easy", "everyone") if facility >= EASY else ("too-hard", "nobody")
        who = who.capitalize() if facility in (0, 1) else f"Almost {who}"
        yield ItemVerdict(name, f"{who} gets this right: it doesn't separate learners.")


def _on_discrimination(figures: ItemFigures) -> ItemVerdict:
    if figures.discrimination is None:
        return ItemVerdict("unknown", "There is nothing to compare it with yet.")
    return next(verdict for lowest, verdict in DISCRIMINATION.items() if figures.discrimination >= lowest)
