"""The figures of an item → verdicts, in words. Each threshold has a name here."""

from typing import Final, NamedTuple

from quiz.analysis.figures import ItemFigures
from quiz.core.kinds import AnyQuestion

TRUSTED: Final = 30
"""With fewer learners no figure is to be trusted yet."""
EASY: Final = 0.95
HARD: Final = 0.05
"""From this facility on, and up to that one, an item separates nobody."""
VERY_GOOD: Final = 50
GOOD: Final = 30
WEAK: Final = 20
"""From these discriminations on an item is very good, good enough or weak; below it is very weak (Moodle's
documentation of its quiz statistics)."""


class Shares(NamedTuple):
    """How many learners gave which answer: each option, by its position; and none, or "I don't know". What has no
    options has only those that gave none."""

    options: tuple[int, ...]
    unanswered: int


class ItemVerdict(NamedTuple):
    """A verdict on an item: its name, for programs, and a sentence."""

    name: str
    words: str


def verdicts_on(
    figures: ItemFigures, learners: int, question: AnyQuestion | None = None, shares: Shares | None = None
) -> tuple[ItemVerdict, ...]:
    """What the figures say of an item, the gravest first: what is wrong with it, or how good it is."""
    if shares and shares.unanswered == learners:
        return (ItemVerdict("unanswered", "Nobody has answered this yet."),)
    found = [*_of_the_key(figures, learners, question), *_of_the_options(learners, question, shares)]
    found += _of_the_spread(figures)
    if all(verdict.name == "nobody-chose" for verdict in found):
        found += _of_the_discrimination(figures)
    return tuple(found)


def _of_the_key(figures: ItemFigures, learners: int, question: AnyQuestion | None) -> list[ItemVerdict]:
    found = []
    trusted = learners >= TRUSTED
    if figures.discrimination is not None and figures.discrimination < 0:
        words = (
            "Those who know more get this wrong: check the key."
            if trusted
            else ("So far those who do well elsewhere get this wrong: watch it.")
        )
        found.append(ItemVerdict("negative", words))
    guess = question.guess_probability() if question else 0.0
    if figures.facility is not None and figures.facility < guess:
        chance = f"{100 * guess:.3g}%"
        advice = "is the key right?" if trusted else "watch it."
        words = f"Fewer get this right than would by guessing ({chance}): {advice}"
        found.append(ItemVerdict("below-guessing", words))
    return found


def _of_the_options(learners: int, question: AnyQuestion | None, shares: Shares | None) -> list[ItemVerdict]:
    if shares is None or question is None or "options" not in question.fields or not any(shares.options):
        return []
    found = []
    for option, number in zip(question.options, shares.options, strict=True):
        if not number:
            advice = "is the key right?" if option.right else "replace it." if learners >= TRUSTED else "watch it."
            found.append(ItemVerdict("nobody-chose", f"Nobody chose “{option.text}”: {advice}"))
    return found


def _of_the_spread(figures: ItemFigures) -> list[ItemVerdict]:
    if figures.facility is None or HARD < figures.facility < EASY:
        return []
    if figures.facility >= EASY:
        who = "Everyone" if figures.facility == 1 else "Almost everyone"
        return [ItemVerdict("too-easy", f"{who} gets this right: it doesn't separate learners.")]
    who = "Nobody" if figures.facility == 0 else "Almost nobody"
    return [ItemVerdict("too-hard", f"{who} gets this right: it doesn't separate learners.")]


def _of_the_discrimination(figures: ItemFigures) -> list[ItemVerdict]:
    match figures.discrimination:
        case None:
            return [ItemVerdict("unknown", "There is nothing to compare it with yet.")]
        case value if value >= VERY_GOOD:
            return [ItemVerdict("very-good", "Very good: those who know more get this right.")]
        case value if value >= GOOD:
            return [ItemVerdict("good", "Good: it separates learners well enough.")]
        case value if value >= WEAK:
            return [ItemVerdict("weak", "Weak: it separates learners only a little.")]
    return [ItemVerdict("very-weak", "Very weak: it hardly separates learners.")]
