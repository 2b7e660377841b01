"""When a question is asked again, and what a learner knows."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from answers import FILE, NOON, changed, choice, questions_of
from fsrs import Rating

from quiz.clock import day_starts
from quiz.core.progress import Progress, progress_of
from quiz.core.review import Memory, rating, reviewed
from quiz.core.standing import DAY, Only, Standing, Standings, due_items, next_due, wanted
from quiz.store.standings import Response, after

HOUR = DAY // 24
KNOWN: dict[str, Any] = {"mark": 1.0, "due_at": NOON + 20 * DAY}
MISSED: dict[str, Any] = {"mark": 0.0, "words": "a wrong one", "due_at": NOON + HOUR}


def standing(**more: Any) -> Standing:
    values: dict[str, Any] = {"answers": 1, "words": "the right one", "mark": 1.0, "certainty": None, "flagged": False}
    return Standing(**(values | {"answered_at": NOON - DAY, "due_at": NOON + DAY} | more))


def standings(revision: int = 1, **of: dict[str, Any]) -> Standings:
    """The learner's standing with the questions of these ids."""
    return {(name, revision): standing(**more) for name, more in of.items()}


def due(of: Standings, now: int = NOON) -> list[str]:
    return [item.question.id for item in due_items(FILE.banks, of, now)]


def chosen(only: Only, of: Standings) -> str:
    """The ids of the questions that are wanted."""
    is_wanted = wanted(only, of, NOON)
    return " ".join(name for name, question in questions_of().items() if is_wanted(question))


def progress(of: Standings) -> Progress:
    return progress_of(FILE, of, (), now=NOON, days=[NOON - 12 * HOUR + day * DAY for day in range(4)])


@pytest.mark.parametrize(
    ("ratings", "expected"),
    [
        ([Rating.Again], [1]),
        ([Rating.Hard], [1]),
        ([Rating.Good], [2]),
        ([Rating.Easy], [8]),
        ([Rating.Good] * 3, [2, 11, 46]),
        ([Rating.Again, Rating.Good, Rating.Good], [1, 2, 6]),
        ([Rating.Again] * 3, [1, 1, 1]),
    ],
    ids=["again", "hard", "good", "easy", "good three times", "again and then good", "again three times"],
)
def test_right_answers_come_back_in_days_and_missed_ones_the_next_day(
    ratings: list[Rating], expected: list[int]
) -> None:
    when = round(datetime(2022, 11, 29, 12, 30, tzinfo=UTC).timestamp() * 1000)
    memory: Memory | None = None
    days = []
    for rated in ratings:
        memory = reviewed(memory, rated, when)
        assert memory.reviewed_at == when
        days.append((memory.due_at - when) / DAY)
        when = memory.due_at
    assert days == expected


@pytest.mark.parametrize(
    ("mark", "certainty", "sure_before", "expected"),
    [
        pytest.param(0, None, 0, Rating.Again, id="wrong, or not known"),
        pytest.param(0, 3, 2, Rating.Again, id="wrong and sure"),
        pytest.param(0.99, 3, 2, Rating.Again, id="partly right"),
        pytest.param(1, 1, 2, Rating.Hard, id="right by a guess"),
        pytest.param(1, None, 2, Rating.Good, id="right, and not asked how sure"),
        pytest.param(1, 2, 2, Rating.Good, id="right and fairly sure"),
        pytest.param(1, 3, 0, Rating.Good, id="right and sure for the first time"),
        pytest.param(1, 3, 1, Rating.Easy, id="right and sure for the second time"),
    ],
)
def test_an_answer_is_rated(mark: float, certainty: int | None, sure_before: int, expected: Rating) -> None:
    assert rating(mark, certainty, sure_before) is expected


def test_only_what_is_right_and_sure_again_is_easy_and_teach_back_is_not_rated() -> None:
    sure = Response(1, mark=1, points=1, certainty=3, answered_at=NOON, turn=NOON)
    twice = after(after(None, sure), sure._replace(id=2, answered_at=NOON + DAY))
    assert twice[:3] == (2, 2, 2)
    assert twice.memory == reviewed(reviewed(None, Rating.Good, NOON), Rating.Easy, NOON + DAY)
    assert after(None, sure._replace(points=0)).memory is None


def test_confident_mistakes_come_first_and_then_the_longest_due() -> None:
    of = standings(
        a={"due_at": NOON - HOUR},
        b=MISSED | {"certainty": 2},
        s={"due_at": NOON - 2 * HOUR},
        c=MISSED | {"certainty": 3},
        o=MISSED | {"certainty": 1, "due_at": NOON},
    )
    assert due(of) == ["c", "b", "s", "a", "o"]


@pytest.mark.parametrize(
    "more",
    [
        pytest.param(MISSED | {"certainty": 1}, id="a guess that missed"),
        pytest.param(MISSED | {"certainty": None}, id="a mistake, and not asked how sure"),
        pytest.param(MISSED | {"certainty": 3, "words": None}, id="not known"),
        pytest.param(KNOWN | {"certainty": 3}, id="right and sure"),
    ],
)
def test_what_is_no_confident_mistake_waits_until_it_is_due(more: dict[str, Any]) -> None:
    of = standings(a=more)
    at = more["due_at"]
    assert (due(of, NOON), due(of, at - 1), due(of, at)) == ([], [], ["a"])


def test_an_answer_dated_after_tomorrow_is_due_now() -> None:
    assert due(standings(a={"answered_at": NOON + DAY, "due_at": NOON + 3 * DAY})) == []
    assert due(standings(a={"answered_at": NOON + DAY + 1, "due_at": NOON + 3 * DAY})) == ["a"]


def test_the_next_review_is_the_earliest_of_what_was_answered() -> None:
    of = standings(b={"due_at": NOON + 2 * DAY}, c={"due_at": NOON + DAY}, t={"due_at": None}, gone={"due_at": NOON})
    assert next_due(FILE.banks, of) == NOON + DAY
    assert next_due(FILE.banks[:1], of) == NOON + 2 * DAY
    assert next_due(FILE.banks, standings(t={"due_at": None})) is None


@pytest.mark.parametrize(
    ("only", "names"),
    [("must-know", "b"), ("new", "o"), ("missed", "b s"), ("due", "a")],
    ids=["must-know", "new", "missed", "due"],
)
def test_only_some_questions_are_wanted(only: Only, names: str) -> None:
    of = standings(a={"due_at": NOON}, b=MISSED, s={"mark": 0.5}, c=KNOWN, t={"mark": 0.5, "due_at": None})
    assert chosen(only, of) == names


def test_an_answer_to_an_earlier_revision_no_longer_counts() -> None:
    of = standings(revision=1, a=MISSED | {"certainty": 3, "due_at": NOON})
    assert (due(of), progress(of).seen, chosen("missed", of)) == (["a"], 1, "a")
    raised = changed(FILE, choice("a", revision=2))
    assert due_items(raised.banks, of, NOON) == []
    assert next_due(raised.banks, of) is None
    assert progress_of(raised, of, (), now=NOON, days=[NOON, NOON + DAY]).seen == 0
    assert wanted("new", of, NOON)(questions_of(raised)["a"])


def test_teach_back_is_never_due() -> None:
    of = standings(t={"mark": 0.0, "certainty": 3, "due_at": None, "answered_at": NOON + 9 * DAY})
    assert due(of) == []
    assert chosen("due", of) == ""
    assert (progress(of).seen, progress(of).due, progress(of).forecast) == (0, 0, (0, 0, 0))


def test_progress_counts_what_is_seen_known_and_due_in_each_bank() -> None:
    of = standings(a=KNOWN, b=MISSED | {"due_at": NOON}, s=KNOWN | {"certainty": 1}, c=KNOWN | {"certainty": 2})
    found = progress(of)
    assert [(bank.bank.id, *bank[1:]) for bank in found.banks] == [("leaves", 3, 3, 1, 1), ("pot", 2, 1, 1, 0)]
    assert (found.seen, found.due) == (4, 1)


@pytest.mark.parametrize(
    ("of", "still_open"),
    [
        pytest.param({}, ["b"], id="never answered"),
        pytest.param({"b": MISSED}, ["b"], id="missed"),
        pytest.param({"b": KNOWN | {"certainty": 1}}, ["b"], id="right by a guess"),
        pytest.param({"b": KNOWN | {"certainty": 2}}, [], id="known"),
    ],
)
def test_what_must_be_known_is_open_until_it_is_known(of: dict[str, Any], still_open: list[str]) -> None:
    found = progress(standings(**of))
    assert [item.question.id for item in (*found.missed, *found.unseen)] == still_open


def test_the_forecast_counts_overdue_questions_today_and_nothing_beyond_its_end() -> None:
    of = standings(
        a={"due_at": NOON - 9 * DAY},
        b={"due_at": NOON + HOUR},
        s={"due_at": NOON + 12 * HOUR},
        c={"due_at": NOON + DAY + 12 * HOUR - 1},
        o={"due_at": NOON + 3 * DAY},
    )
    assert progress(of).forecast == (2, 2, 0)


@pytest.fixture
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The time zone of Berlin, where a day in autumn has 25 hours."""
    monkeypatch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_a_day_begins_at_midnight_where_the_learner_is(berlin: None) -> None:
    evening = datetime(2026, 10, 24, 21, 30, tzinfo=UTC)
    starts = day_starts(round(evening.timestamp() * 1000), 2)
    midnight = datetime(2026, 10, 23, 22, tzinfo=UTC)
    days = [midnight, midnight + timedelta(hours=24), midnight + timedelta(hours=49)]
    assert starts == [day.timestamp() * 1000 for day in days]
