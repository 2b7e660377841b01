"""Certainty-based marks and the statistics of a score, on plain numbers."""

from collections.abc import Sequence
from math import sqrt

Z95 = 1.959964
"""The standard normal deviate of a two-sided 95% interval."""


def certainty_mark(mark: float, certainty: int) -> float:
    """The certainty-based mark, -6 to 3, of a mark, 0 to 1, given with certainty 1, 2 or 3.

    Right earns 1, 2 or 3 and a partial mark its share of that; a mark of 0 costs 0, 2 or 6 (Moodle's
    certainty-based marking, after Gardner-Medwin).
    """
    return mark * certainty if mark > 0 else (0.0, -2.0, -6.0)[certainty - 1]


def certainty_bonus(average: float, accuracy: float) -> float:
    """The bonus for well-judged certainty, to add to the accuracy; negative for poor judgement.

    `average` is the mean certainty-based mark, `accuracy` the mean mark, 0 to 1. The average is compared with the
    best that the same certainty for every answer would have earned (Moodle).
    """
    return 0.1 * (average - max(accuracy, 4 * accuracy - 2, 9 * accuracy - 6))


def wilson(share: float, n: int) -> tuple[float, float]:
    """The 95% interval of a proportion (Wilson, 1927), both ends in 0 to 1.

    `share` is points earned over points possible, 0 to 1; `n` the number of questions, at least 1.
    """
    z2 = Z95 * Z95
    middle = share + z2 / (2 * n)
    half = Z95 * sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    scale = 1 + z2 / n
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


def chance_of_at_least(right: int, guesses: Sequence[float]) -> float:
    """P(at least `right` full marks by blind guessing), 0 to 1.

    `guesses` holds the probability of guessing each question right. Exact, by the Poisson binomial distribution, in
    len(guesses) × right steps.
    """
    if right <= 0:
        return 1.0
    below = [1.0] + [0.0] * (right - 1)  # below[k]: P(exactly k right so far), for k < right
    for p in guesses:
        for k in range(right - 1, 0, -1):
            below[k] += p * (below[k - 1] - below[k])
        below[0] *= 1 - p
    return max(0.0, 1 - sum(below))
