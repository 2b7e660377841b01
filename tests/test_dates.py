"""Days and times in words, seen from noon on Wednesday, 25 November 2026."""

from datetime import datetime

import pytest

from quiz.dates import date_in_words, day_before, moment, time_left, until


def at(month: int, day: int, hour: int = 12, minute: int = 0, *, year: int = 2026) -> int:
    """A time in the learner's zone, in milliseconds since 1970."""
    return round(datetime(year, month, day, hour, minute).timestamp() * 1000)


NOON = at(11, 25)


def test_a_date_has_its_year() -> None:
    assert date_in_words(at(11, 3)) == "3 November 2026"
    assert date_in_words(at(1, 31, year=2027)) == "31 January 2027"


def test_a_moment_is_in_the_learners_time_zone() -> None:
    assert moment(NOON) == datetime(2026, 11, 25, 12)


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (NOON, "today"),
        (at(11, 25, 0, 0), "today"),
        (at(11, 24, 23, 59), "yesterday"),
        (at(11, 24, 0, 0), "yesterday"),
        (at(11, 23, 23, 59), "on Monday"),
        (at(11, 19), "on Thursday"),
        (at(11, 18), "on 18 November"),
        (at(1, 1), "on 1 January"),
        (at(12, 31, year=2025), "on 31 December 2025"),
        (at(11, 26), "on 26 November"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_past_day_is_described_in_words(when: int, said: str) -> None:
    assert day_before(when, NOON) == said


def test_just_after_midnight_an_hour_ago_was_yesterday() -> None:
    assert day_before(at(11, 24, 23, 30), at(11, 25, 0, 30)) == "yesterday"


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (at(11, 24), "in a minute"),
        (NOON, "in a minute"),
        (NOON + 89_000, "in a minute"),
        (at(11, 25, 12, 5), "in 5 minutes"),
        (at(11, 25, 12, 59), "in 59 minutes"),
        (at(11, 25, 13), "in an hour"),
        (at(11, 25, 14, 20), "in 2 hours"),
        (at(11, 25, 23, 59), "in 12 hours"),
        (at(11, 26, 0, 1), "tomorrow"),
        (at(11, 26, 23, 59), "tomorrow"),
        (at(11, 27, 0, 1), "in 2 days, on Friday"),
        (at(12, 1), "in 6 days, on Tuesday"),
        (at(12, 2), "in 7 days, on 2 December"),
        (at(1, 1, year=2027), "in 37 days, on 1 January 2027"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_time_until_a_moment_is_described_in_words(when: int, said: str) -> None:
    assert until(when, NOON) == said


def test_shortly_before_midnight_ten_minutes_are_ten_minutes() -> None:
    assert until(at(11, 26, 0, 5), at(11, 25, 23, 55)) == "in 10 minutes"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (5400, "90 min left"),
        (61, "2 min left"),
        (60, "1 min left"),
        (59.9, "under 1 min left"),
        (0, "under 1 min left"),
    ],
)
def test_the_time_left_in_an_exam_is_never_understated(seconds: float, said: str) -> None:
    assert time_left(seconds) == said
