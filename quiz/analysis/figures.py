"""Compute the statistics of a test and its items from the marks of many learners.

Classical test theory, with the formulas of Moodle's quiz statistics. Variances and covariances are divided by
one less than the number of learners. A figure is None if there are too few learners or items, or no variance.

Marks are converted to whole units, about a billionth of the points of the most valuable item. Sums are then exact
and don't depend on the order of learners or items.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain, repeat
from math import fsum, sqrt
from operator import add, mul, sub
from typing import Final, NamedTuple

UNITS: Final = 1_225_224_000.0
"""Units that the most valuable item is worth; divisible by 1 to 18 and by 1,000."""
EPSILON: Final = 1e-12
"""A correlation within this of 0 is treated as 0, and a share within this of the next tenth as in it."""
GROUPS: Final = 5
"""The maximum number of groups of learners, by rest score, for an item."""
TENTHS: Final = 10


class Group(NamedTuple):
    """Learners with similar rest scores: their number and the share of the points they earned, 0 to 1."""

    learners: int
    share: float


class ItemFigures(NamedTuple):
    """The statistics of one item.

    `facility` is the share of its points that was earned, 0 to 1; `sd` is in points. The rest score is the score
    without this item. `discrimination` (-100 to 100) is the correlation of mark and rest score; `efficiency` their
    covariance as a percentage of the maximum for these marks and rest scores; `weight` the item's share of the
    spread of the scores, as a percentage. `groups` run from the lowest rest score to the highest; learners with
    equal rest scores are in the same group.
    """

    facility: float | None
    sd: float | None = None
    discrimination: float | None = None
    efficiency: float | None = None
    weight: float | None = None
    groups: tuple[Group, ...] = ()


class ScoreFigures(NamedTuple):
    """The statistics of the scores.

    `possible`, `mean`, `median`, `sd` and `standard_error` are in points. `alpha` (Cronbach's alpha) is the internal
    consistency as a percentage: at most 100, and below 0 if items contradict one another. `error_ratio` is the share
    of the spread due to chance, as a percentage; above 100 if alpha is below 0. `tenths` counts the learners by the
    share of the points they earned; the last tenth includes full marks.
    """

    learners: int
    possible: float
    mean: float | None = None
    median: float | None = None
    sd: float | None = None
    skewness: float | None = None
    kurtosis: float | None = None
    alpha: float | None = None
    error_ratio: float | None = None
    standard_error: float | None = None
    tenths: tuple[int, ...] = (0,) * TENTHS


class _Spread(NamedTuple):
    """The distinct values in order, their deviations from the mean, and how often each occurs."""

    values: list[float]
    deviations: list[float]
    counts: list[int]
    variance: float

    def each(self) -> Iterable[float]:
        """Each learner's deviation, in order."""
        return chain.from_iterable(map(repeat, self.deviations, self.counts))


def figures_of(
    columns: Sequence[Sequence[float]], points: Sequence[float]
) -> tuple[ScoreFigures, tuple[ItemFigures, ...]]:
    """The statistics of a test and its items.

    `columns` has the marks for each item, 0 to 1, with the same learners in the same order; `points` the worth of
    each item, above 0.
    """
    possible = fsum(points)
    learners = len(columns[0]) if columns else 0
    if not learners:
        return ScoreFigures(0, possible), (ItemFigures(None),) * len(columns)
    per_point = UNITS / max(points)
    counted = [_in_units(marks, worth * per_point) for marks, worth in zip(columns, points, strict=True)]
    totals = [0.0] * learners
    for column in counted:
        totals = list(map(add, totals, column))
    order = sorted(range(learners), key=totals.__getitem__)
    totals.sort()
    for place, column in enumerate(counted):
        counted[place] = list(map(column.__getitem__, order))
    test = _spread(totals)
    variances = [_spread(marks).variance for marks in counted]  # spreads of many different marks are too large to keep
    covariances = [_covariance(*each, totals, test) for each in zip(counted, variances, strict=True)]
    weights = _weights(covariances)
    items = []
    for place, (marks, worth) in enumerate(zip(counted, points, strict=True)):
        spread = _spread(marks)
        rests = list(map(sub, totals, marks))
        rest = _spread(rests)
        discrimination, efficiency = _with_rests(spread, rest, covariances[place] - spread.variance, learners)
        items.append(
            ItemFigures(
                facility=fsum(columns[place]) / learners,
                sd=sqrt(spread.variance) / per_point if learners > 1 else None,
                discrimination=discrimination,
                efficiency=efficiency,
                weight=weights[place],
                groups=_groups(marks, rests, rest, worth * per_point),
            )
        )
    return _test(test, totals, fsum(variances), len(columns), possible, per_point), tuple(items)


def _in_units(marks: Sequence[float], worth: float) -> list[float]:
    """The marks in units. Equal marks share one number, to save memory."""
    units = {mark: float(round(mark * worth)) for mark in set(marks)}
    return list(map(units.__getitem__, marks))


def _spread(values: Iterable[float]) -> _Spread:
    counted = Counter(values)
    different = sorted(counted)
    counts = list(map(counted.__getitem__, different))
    learners = sum(counts)
    mean = fsum(map(mul, different, counts)) / learners
    deviations = [value - mean for value in different] if len(different) > 1 else [0.0]
    squares = fsum(map(mul, counts, map(mul, deviations, deviations)))
    return _Spread(different, deviations, counts, squares / max(1, learners - 1))


def _covariance(marks: list[float], variance: float, totals: list[float], test: _Spread) -> float:
    """The covariance of an item with the total; differences from 0 within rounding are treated as 0."""
    if not variance:
        return 0.0
    mean = fsum(totals) / len(totals)
    covariance = fsum(map(mul, marks, map(sub, totals, repeat(mean)))) / max(1, len(totals) - 1)
    return 0.0 if abs(covariance) <= EPSILON * sqrt(variance * test.variance) else covariance


def _weights(covariances: list[float]) -> list[float | None]:
    """The effective weights, in per cent."""
    roots = [sqrt(covariance) if covariance >= 0 else None for covariance in covariances]
    whole = fsum(root for root in roots if root)
    return [100 * root / whole if whole and root is not None else None for root in roots]


def _with_rests(mark: _Spread, rest: _Spread, covariance: float, learners: int) -> tuple[float | None, float | None]:
    """Discrimination and efficiency, from the covariance with the rest score."""
    if not mark.variance or not rest.variance:
        return None, None
    correlation = covariance / (sqrt(mark.variance) * sqrt(rest.variance))
    if abs(correlation) <= EPSILON:
        correlation = covariance = 0.0
    maximum = fsum(map(mul, mark.each(), rest.each())) / (learners - 1)
    return 100 * max(-1.0, min(1.0, correlation)), 100 * covariance / maximum


def _groups(marks: list[float], rests: list[float], rest: _Spread, worth: float) -> tuple[Group, ...]:
    """Split the learners into groups of similar size. Those with equal rest scores stay together."""
    earned: dict[float, float] = defaultdict(float)
    for score, mark in zip(rests, marks, strict=True):
        earned[score] += mark
    groups = []
    before = learners = 0  # in the full groups, and in the one being filled
    got, full = 0.0, 1
    for score, count in zip(rest.values, rest.counts, strict=True):
        if learners and full < GROUPS and before + learners + count > full * len(marks) // GROUPS:
            groups.append(Group(learners, got / learners / worth))
            before, learners, got = before + learners, 0, 0.0
        while full < GROUPS and before + count > full * len(marks) // GROUPS:
            full += 1
        learners, got = learners + count, got + earned[score]
    return (*groups, Group(learners, got / learners / worth))


def _test(
    test: _Spread, totals: list[float], within: float, items: int, possible: float, per_point: float
) -> ScoreFigures:
    """The statistics of the scores. `totals` are sorted; `within` is the sum of the variances of the items."""
    s = len(totals)
    tenths = [0] * TENTHS
    for score, count in zip(test.values, test.counts, strict=True):
        tenths[min(TENTHS - 1, int(TENTHS * score / (possible * per_point) + EPSILON))] += count
    figures = ScoreFigures(
        learners=s,
        possible=possible,
        mean=fsum(totals) / s / per_point,
        median=(totals[(s - 1) // 2] + totals[s // 2]) / 2 / per_point,
        tenths=tuple(tenths),
    )
    if s < 2:
        return figures
    k2 = test.variance
    sd = sqrt(k2) / per_point
    figures = figures._replace(sd=sd)
    if s < 3 or not k2:
        return figures
    m2, m3, m4 = (
        fsum(count * (each / sqrt(k2)) ** power for each, count in zip(test.deviations, test.counts, strict=True)) / s
        for power in (2, 3, 4)
    )  # of scores whose k2 is 1
    figures = figures._replace(skewness=s**2 * m3 / ((s - 1) * (s - 2)))
    if s > 3:
        k4 = s**2 * ((s + 1) * m4 - 3 * (s - 1) * m2**2) / ((s - 1) * (s - 2) * (s - 3))
        figures = figures._replace(kurtosis=k4)
    if items > 1:
        alpha = min(100.0, 100 * items / (items - 1) * (1 - within / k2))  # rounding could exceed it
        ratio = 100 * sqrt(1 - alpha / 100)
        figures = figures._replace(alpha=alpha, error_ratio=ratio, standard_error=ratio * sd / 100)
    return figures
