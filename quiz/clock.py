"""Time: how long something takes, and what time it is."""

from collections.abc import Callable
from time import monotonic, time_ns
from typing import Final, NamedTuple

LATEST: Final = 32_503_679_999_999
"""The last millisecond of the year 2999, in milliseconds since 1970."""


class Clock(NamedTuple):
    """`seconds` counts from some fixed moment, `now` gives milliseconds since 1970 in UTC, 0 to LATEST."""

    seconds: Callable[[], float]
    now: Callable[[], int]


def _now() -> int:
    """The system's time, or the nearest one that can be stored, because a clock can be set to any year."""
    return max(0, min(time_ns() // 1_000_000, LATEST))


SYSTEM = Clock(monotonic, _now)


def day_starts(now: int, days: int) -> list[int]:
    """When today and the next days begin in local time, in milliseconds since 1970; `days` + 1 of them."""
    from datetime import datetime, timedelta

    today = datetime.fromtimestamp(now / 1000).replace(hour=0, minute=0, second=0, microsecond=0)
    return [int((today + timedelta(days=ahead)).timestamp() * 1000) for ahead in range(days + 1)]
