"""Dates and times in words."""

from datetime import date, datetime
from math import ceil

MONTHS = "January February March April May June July August September October November December".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def moment(milliseconds: int) -> datetime:
    """Convert milliseconds since 1970 (UTC) to local time."""
    return datetime.fromtimestamp(milliseconds / 1000)


def date_in_words(milliseconds: int) -> str:
    """The local date of a moment: "3 November 2026"."""
    day = moment(milliseconds)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_before(when: int, now: int) -> str:
    """A past day relative to now: "today", "yesterday", "on Monday", "on 3 November"."""
    then, today = moment(when).date(), moment(now).date()
    days = (today - then).days
    if 0 <= days <= 1:
        return ("today", "yesterday")[days]
    if 1 < days < 7:
        return f"on {WEEKDAYS[then.weekday()]}"
    return f"on {_short_date(then, today)}"


def until(when: int, now: int) -> str:
    """The time until a moment: "in 5 minutes", "in 2 hours", "tomorrow", "in 3 days, on Thursday"."""
    minutes = max(1, round((when - now) / 60_000))
    then, today = moment(when).date(), moment(now).date()
    days = (then - today).days
    if minutes < 60:
        return "in a minute" if minutes == 1 else f"in {minutes} minutes"
    if days <= 0:
        hours = round(minutes / 60)
        return "in an hour" if hours == 1 else f"in {hours} hours"
    if days == 1:
        return "tomorrow"
    if days < 7:
        return f"in {days} days, on {WEEKDAYS[then.weekday()]}"
    return f"in {days} days, on {_short_date(then, today)}"


def _short_date(day: date, today: date) -> str:
    """A date, with its year only if that is not this year."""
    return f"{day.day} {MONTHS[day.month - 1]}{f' {day.year}' if day.year != today.year else ''}"


def time_left(seconds: float) -> str:
    """The time left in an exam: "12 min left"."""
    return f"{ceil(seconds / 60)} min left" if seconds >= 60 else "under 1 min left"
