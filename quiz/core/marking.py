"""Partial credit, and what a score says. Every figure is a plain number in, a plain number out."""

from collections.abc import Sequence
from math import sqrt

Z95 = 1.959964
"""The standard normal deviate of a two-sided 95 % interval."""


def certainty_mark(mark: float, certainty: int) -> float:
    """The certainty-based mark, -6 to 3, of a mark, 0 to 1, given with certainty 1, 2 or 3.

    Right earns 1, 2 or 3 and a partial mark its share of that; a mark of 0 costs 0, 2 or 6 (Moodle's
    certainty-based marking, after Gardner-Medwin).
    """
    return mark * certainty if mark > 0 else (0.0, -2.0, -6.0)[certainty - 1]


def certainty_bonus(average: float, accuracy: float) -> float:
    """What judging one's own certainty well adds to the accuracy, or takes from it.

    `average` is the mean certainty-based mark, `accuracy` the mean mark, 0 to 1. Compared is the average
    with the best that one and the same certainty for every answer would have earned (Moodle).
    """
    return 0.1 * (average - max(accuracy, 4 * accuracy - 2, 9 * accuracy - 6))


def wilson(share: float, n: int) -> tuple[float, float]:
    """The 95 % interval of a proportion after Wilson (1927), both ends in 0 to 1.

    `share` is what was earned of what could be earned, 0 to 1, over n questions, n at least 1.
    """
    z2 = Z95 * Z95
    middle = share + z2 / (2 * n)
    half = Z95 * sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    scale = 1 + z2 / n
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


def chance_of_at_least(right: int, guesses: Sequence[float]) -> float:
    """P(at least `right` full marks by blind guessing), 0 to 1.

    `guesses` holds the probability of each question being guessed right: the sum of unlike coin
    throws, worked out exactly (the Poisson binomial distribution), in len(guesses) × right steps.
    """
    if right <= 0:
        return 1.0
    below = [1.0] + [0.0] * (right - 1)  # below[k]: P(exactly k right so far), for k < right
    for p in guesses:
        for k in range(right - 1, 0, -1):
            below[k] += p * (below[k - 1] - below[k])
        below[0] *= 1 - p
    return max(0.0, 1 - sum(below))
