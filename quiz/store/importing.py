"""The lines that `exporting` wrote, checked one by one and entered: all of them or none, or all that are sound."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from math import isfinite
from pathlib import Path
from sqlite3 import Connection
from typing import Any, BinaryIO, Final, NamedTuple, TypeAlias

from quiz.characters import one_line, quoted
from quiz.clock import LATEST
from quiz.errors import QuizError
from quiz.files import opened
from quiz.store.exporting import EPOCH, HEADER
from quiz.store.place import is_learner
from quiz.store.rows import COLUMNS, MOST_KEPT, as_json, bank_number

DEEPEST: Final = 20
LONGEST_LINE: Final = 64 * 1024 * 1024
"""In bytes. A session over the largest question file needs less."""
NOTHING_ADDED: Final = "Nothing was imported. `quiz data import --skip-bad` imports all the other lines."
MODES: Final = ("take", "again", "review", "exam")

Convert: TypeAlias = Callable[[Any], Any]
Skip: TypeAlias = Callable[[QuizError], None]
"""Is told of a line that is left out: the file, the line and the reason."""
ASKED: Final = """
    INSERT OR IGNORE INTO asked SELECT sittings.id, key, json_extract(value, '$[1]'), json_extract(value, '$[2]')
    FROM sittings, json_each(items) WHERE sittings.id = ?
"""
"""Lists what a session asked, once per session, however many answers it has and in whatever order."""


class Imported(NamedTuple):
    """How many answers and sessions were in a file, and how many of the answers were new."""

    sessions: int
    answers: int
    new: int


def import_answers(db: Connection, path: Path, skip: Skip | None = None) -> Imported:
    """Enter what is not there yet of a file of such lines.

    Raises QuizError at the first line that cannot be used. With `skip`, such a line is left out, but not the first of
    the file, which says what it is.
    """
    sessions = answers = new = at = 0
    numbers: dict[str, int] = {}

    db.execute(
        "CREATE TEMP TABLE IF NOT EXISTS asked (sitting, position, question, revision, UNIQUE (sitting, position))"
    )
    db.execute("DELETE FROM asked")
    with opened(path) as file:
        for at, line in enumerate(_lines(file), 1):
            try:
                record = _parsed(line)
                if at == 1:
                    _check_header(record)
                elif record.get("record") == "sitting":
                    row = _checked(record, SESSION)
                    numbers[row["uid"]] = _enter_session(db, row)
                    sessions += 1
                else:
                    row = _checked({"seen_mark": None, **record}, RESPONSE)  # format 1 has none
                    if row["sitting"] not in numbers:
                        raise ValueError("its 'sitting' must come before it")
                    new += _enter_response(db, numbers[row["sitting"]], row)
                    answers += 1
            except ValueError as error:
                bad = QuizError(str(error), where=f"{path}:{at}:1", hint=NOTHING_ADDED if at > 1 else "")
                if at == 1 or not skip:
                    raise bad from None
                skip(bad)
    if not at:
        raise QuizError("the file is empty", where=str(path), hint="Create one with `quiz data export FILE`.")
    return Imported(sessions, answers, new)


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """Each line; of one that is too long, as much as shows that."""
    while line := file.readline(LONGEST_LINE + 1):
        yield line
        while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            line = file.readline(LONGEST_LINE + 1)


def _check_header(record: dict[str, Any]) -> None:
    if record.get("leaflet-quiz") != HEADER["leaflet-quiz"]:
        raise ValueError("this is not a file from `quiz data export`")
    if record not in (HEADER, {**HEADER, "format": 1}):
        raise ValueError("a newer version of quiz wrote this file: update quiz to read it")


def _parsed(line: bytes) -> dict[str, Any]:
    if len(line) > LONGEST_LINE:
        raise ValueError(f"this line is longer than {LONGEST_LINE // 1024 // 1024} MB")
    try:
        record = json.loads(line.decode(), parse_constant=_no_number, parse_float=_finite)
    except (ValueError, RecursionError):
        raise ValueError("this line is not JSON in UTF-8") from None
    if not isinstance(record, dict):
        raise ValueError("a line must be a JSON object")
    return record


def _no_number(name: str) -> None:
    raise ValueError(name)


def _finite(digits: str) -> float:
    number = float(digits)
    if not isfinite(number):
        raise ValueError(digits)
    return number


def _check_depth(value: Any, depth: int = 0) -> None:
    """Raises ValueError where values nest too deep."""
    if depth > DEEPEST:
        raise ValueError(f"nested at most {DEEPEST} levels deep")
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _check_depth(part, depth + 1)


# What each key holds: converts a value, or raises ValueError with what belongs there


def _text(value: Any) -> str:
    """A name: it is shown in messages, so it is one line without control characters."""
    if not isinstance(value, str) or not value or one_line(value) != value:
        raise ValueError("one line of text without control characters")
    return value


def _learner(value: Any) -> str:
    if not is_learner(_text(value)):
        raise ValueError("a learner's name of at most 40 characters, without spaces around it")
    return str(value)


def _mode(value: Any) -> str:
    if value not in MODES:
        raise ValueError(f"one of {', '.join(MODES)}")
    return str(value)


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("true or false")
    return value


def _whole(least: int, most: int = 2**62) -> Convert:
    def convert(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise ValueError(f"a whole number from {least} to {most}" if most < 2**62 else "a whole number")
        return value

    return convert


def _number(most: float) -> Convert:
    def convert(value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= most:
            raise ValueError(f"a number from 0 to {most:g}")
        return float(value)

    return convert


def _time(value: Any) -> int:
    try:
        when = datetime.fromisoformat(_text(value))
        at = (when - EPOCH) // timedelta(milliseconds=1)
        if not 0 <= at <= LATEST:
            raise ValueError
    except (ValueError, TypeError):  # TypeError: it has no zone
        raise ValueError("a time with a time zone, such as 2026-11-23T17:30:00.000+00:00") from None
    return at


def _items(value: Any) -> str:
    good = isinstance(value, list) and all(
        isinstance(item, list)
        and [type(part) for part in item] == [str, str, int]
        and all(one_line(part) == part for part in item[:2])
        for item in value
    )
    if not good or not value:
        raise ValueError("a list of [bank, question, revision]")
    return as_json(value)


def _marked(value: Any) -> str:
    if not isinstance(value, list) or not all(type(place) is int and place >= 0 for place in value):
        raise ValueError("a list of positions")
    return as_json(value)


def _response(value: Any) -> str:
    """What a learner answered, whatever its characters: only what writes to a terminal needs to care."""
    _check_depth(value)
    return as_json(value)


def _or_null(convert: Convert) -> Convert:
    return lambda value: None if value is None else convert(value)


SESSION: Final[dict[str, Convert]] = {
    "uid": _text,
    "learner": _learner,
    "file": _text,
    "mode": _mode,
    "seed": _whole(-(2**62)),
    "certainty": _whole(0, 2),
    "minutes": _or_null(_number(MOST_KEPT)),
    "pass_at": _or_null(_number(1)),
    "items": _items,
    "started_at": _time,
    "possible": _number(MOST_KEPT),
    "marked": _marked,
    "seconds": _number(MOST_KEPT),
    "ended_at": _or_null(_time),
}
RESPONSE: Final[dict[str, Convert]] = {
    "sitting": _text,
    "bank": _text,
    "fingerprint": _text,
    "position": _whole(0),
    "question": _text,
    "revision": _whole(1),
    "response": _or_null(_response),
    "mark": _number(1),
    "points": _number(MOST_KEPT),
    "certainty": _or_null(_whole(1, 3)),
    "flagged": _truth,
    "seconds": _number(MOST_KEPT),
    "answered_at": _time,
    "seen_mark": _or_null(_number(1)),
}


def _checked(record: dict[str, Any], keys: dict[str, Convert]) -> dict[str, Any]:
    kind = "sitting" if keys is SESSION else "response"
    if record.get("record") != kind:
        raise ValueError("'record' must be 'sitting' or 'response'")
    wrong = set(record) ^ {"record", *keys}
    if wrong:
        name = sorted(wrong)[0]
        raise ValueError(f"the key {quoted(name)} is {'unknown' if name in record else 'missing'} in this {kind}")
    values = {}
    for name, convert in keys.items():
        try:
            values[name] = convert(record[name])
        except ValueError as expected:
            raise ValueError(f"'{name}' must be {expected}") from None
    return values


def _enter_session(db: Connection, row: dict[str, Any]) -> int:
    number = _session_number(db, row)
    db.execute("DELETE FROM forgotten WHERE uid = ?", (row["uid"],))
    db.execute(ASKED, (number,))
    return number


def _session_number(db: Connection, row: dict[str, Any]) -> int:
    """The number of a session, which is entered if it is new."""
    found = db.execute("SELECT id FROM sittings WHERE uid = ?", (row["uid"],)).fetchone()
    if found:
        db.execute(
            """
            UPDATE sittings SET ended_at = :ended_at, seconds = :seconds, marked = :marked, possible = :possible
            WHERE uid = :uid AND ended_at IS NULL AND (:ended_at IS NOT NULL OR :seconds > seconds)
            """,
            row,
        )
        return int(found[0])
    names = ", ".join(row)
    values = (*row.values(), row["started_at"])
    cursor = db.execute(f"INSERT INTO sittings ({names}, turn) VALUES ({', '.join('?' * len(values))})", values)
    return cursor.lastrowid or 0


def _enter_response(db: Connection, session: int, row: dict[str, Any]) -> int:
    query = "SELECT question, revision FROM asked WHERE sitting = ? AND position = ?"
    if db.execute(query, (session, row["position"])).fetchone() != (row["question"], row["revision"]):
        raise ValueError("its 'sitting' has another question at this 'position'")
    (file,) = db.execute("SELECT file FROM sittings WHERE id = ?", (session,)).fetchone()
    bank = bank_number(db, file, row["bank"], row["fingerprint"])
    row |= {"sitting": session, "bank": bank, "turn": row["answered_at"]}
    values = tuple(row[name] for name in (*COLUMNS, "turn"))
    entered = db.execute(
        f"INSERT OR IGNORE INTO responses ({', '.join(COLUMNS)}, turn) VALUES ({', '.join('?' * len(values))})", values
    )
    return entered.rowcount
