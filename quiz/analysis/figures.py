"""Marks of many learners → the figures of a test and of each of its items.

Classical test theory, by the formulas of Moodle's quiz statistics. All variances and covariances are over
one less than the number of learners. A figure that cannot be had is None: too few learners or items, or no
variance.

Marks are counted in whole units, about a billionth of what the weightiest item is worth, so that scores are
added up exactly: equal figures are equal in whatever order the learners and the items come.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain, repeat
from math import fsum, sqrt
from operator import add, mul, sub
from typing import Final, NamedTuple

UNITS: Final = 1_225_224_000.0
"""How many units the weightiest item is worth: halves, thirds and so on up to eighteenths of it are whole, and so
are thousandths."""
EPSILON: Final = 1e-12
"""A correlation that is no further from 0 comes from rounding, and is 0; a share so near a tenth reaches it."""
GROUPS: Final = 5
"""Into how many groups, by their rest score, the learners at an item are put at most."""
TENTHS: Final = 10


class Group(NamedTuple):
    """Learners with like rest scores: how many they are, and the share of the points they earned, 0 to 1."""

    learners: int
    share: float


class ItemFigures(NamedTuple):
    """What the marks say of one item.

    `facility` is the share of its points that was earned, 0 to 1, and `sd` in points. `discrimination` (-100 to
    100) is the correlation of the mark with the rest score, which is the score without this item; `efficiency`
    its covariance with that in per cent of the most there could be with these marks and rest scores; `weight`
    the share of the item in the spread of the scores, in per cent. `groups` run from the lowest rest score to
    the highest; who has the same one is in the same group.
    """

    facility: float | None
    sd: float | None = None
    discrimination: float | None = None
    efficiency: float | None = None
    weight: float | None = None
    groups: tuple[Group, ...] = ()


class ScoreFigures(NamedTuple):
    """What the scores say of the whole test.

    `possible`, `mean`, `median`, `sd` and `standard_error` are in points. `alpha` is the coefficient of internal
    consistency (Cronbach's alpha) in per cent, at most 100 and, where items contradict one another, below 0;
    `error_ratio` the share of the spread that is chance, in per cent; above 100 where alpha is below 0.
    `tenths` counts the learners by the share of the points they earned, the last tenth with all of them.
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
    """The different values there are, in order, each as the deviation from the mean, and how often each was counted."""

    values: list[float]
    deviations: list[float]
    counts: list[int]
    variance: float

    def each(self) -> Iterable[float]:
        """The deviation of each learner, in order."""
        return chain.from_iterable(map(repeat, self.deviations, self.counts))


def figures_of(
    columns: Sequence[Sequence[float]], points: Sequence[float]
) -> tuple[ScoreFigures, tuple[ItemFigures, ...]]:
    """The figures of a test and of each of its items.

    `columns` holds for each item the marks of the learners, 0 to 1, the same learners in the same order in all
    of them; `points` what each item is worth, above 0.
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
    covariances = [_with_totals(*each, totals, test) for each in zip(counted, variances, strict=True)]
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
    """The marks in units. Learners with the same mark share one number: marks of few kinds take little memory."""
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


def _with_totals(marks: list[float], variance: float, totals: list[float], test: _Spread) -> float:
    """The covariance of an item with the total; 0 where only rounding would make it another."""
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
    at_most = fsum(map(mul, mark.each(), rest.each())) / (learners - 1)
    return 100 * max(-1.0, min(1.0, correlation)), 100 * covariance / at_most


def _groups(marks: list[float], rests: list[float], rest: _Spread, worth: float) -> tuple[Group, ...]:
    """The learners cut into groups of about one size. Those with the same rest score are never parted."""
    earned: dict[float, float] = defaultdict(float)
    for score, mark in zip(rests, marks, strict=True):
        earned[score] += mark
    groups = []
    before = learners = 0  # those in the groups that are full, and in the one being filled
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
    """`totals` are in order; `within` is the sum of the variances of the items."""
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
        alpha = min(100.0, 100 * items / (items - 1) * (1 - within / k2))  # only rounding could lift it above
        ratio = 100 * sqrt(1 - alpha / 100)
        figures = figures._replace(alpha=alpha, error_ratio=ratio, standard_error=ratio * sd / 100)
    return figures
