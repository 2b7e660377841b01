"""Time: how long something takes, and what time it is."""

from collections.abc import Callable
from time import monotonic, time_ns
from typing import NamedTuple


class Clock(NamedTuple):
    """`seconds` counts from some fixed moment, `now` gives milliseconds since 1970 in UTC."""

    seconds: Callable[[], float]
    now: Callable[[], int]


SYSTEM = Clock(monotonic, lambda: time_ns() // 1_000_000)


def day_starts(now: int, days: int) -> list[int]:
    """When today and the days after it begin where the learner is, in milliseconds since 1970; `days` + 1 of them."""
    from datetime import datetime, timedelta

    today = datetime.fromtimestamp(now / 1000).replace(hour=0, minute=0, second=0, microsecond=0)
    return [int((today + timedelta(days=ahead)).timestamp() * 1000) for ahead in range(days + 1)]
