"""Everything answered as JSON Lines, and back (docs/history.md describes the lines)."""

import json
import os
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from math import isfinite
from pathlib import Path
from sqlite3 import Connection
from typing import Any, Final, NamedTuple, TypeAlias

from quiz.banks.characters import FORBIDDEN, quoted
from quiz.errors import QuizError
from quiz.files import opened
from quiz.history.database import Database
from quiz.history.place import LONGEST_NAME, MODE_OF_FILE
from quiz.history.recording import COLUMNS, SittingRow, as_json, bank_number

HEADER: Final = {"leaflet-quiz": "history", "format": 1}
SURROGATE: Final = re.compile("[\ud800-\udfff]")
DEEPEST: Final = 20
LONGEST_LINE: Final = 16 * 1024 * 1024
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
LATEST: Final = datetime(3000, 1, 1, tzinfo=UTC)
MODES: Final = ("take", "again", "review", "exam")


Convert: TypeAlias = Callable[[Any], Any]
AskedIn: TypeAlias = Callable[[int], tuple[str, list[Any]]]
"""The question file of a sitting, by its number, and its list of [bank, question, revision]."""


class Imported(NamedTuple):
    """How many answers and sittings were in a file, and how many of the answers were new."""

    sittings: int
    answers: int
    new: int


def export(database: Database, path: Path) -> None:
    """Write everything to a new file, for its owner's eyes only. Raises QuizError where it cannot be written."""
    where = str(path)
    try:
        new = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, MODE_OF_FILE)
        try:
            with os.fdopen(new, "w", encoding="utf-8") as file:
                database.run(lambda db: file.writelines(f"{line}\n" for line in lines_of(db)))
        except BaseException:
            path.unlink()
            raise
    except FileExistsError:
        hint = "Name another, or take it away first."
        raise QuizError("something of that name is there already", where=where, hint=hint) from None
    except OSError as error:
        raise QuizError(f"it cannot be written: {error.strerror}", where=where) from None


def lines_of(db: Connection) -> Iterator[str]:
    """Everything in the database, a line each: a header, the sittings, and then their answers."""
    yield as_json(HEADER)
    columns = (*SittingRow._fields, "ended_at")
    for row in db.execute(f"SELECT {', '.join(columns)} FROM sittings ORDER BY id"):
        sitting = dict(zip(columns, row, strict=True))
        yield as_json(
            {"record": "sitting", **sitting}
            | {"items": json.loads(sitting["items"])}
            | {name: _written(sitting[name]) for name in ("started_at", "ended_at")}
        )
    query = """
        SELECT uid, position, banks.bank, fingerprint, question, revision, response, mark, points,
            responses.certainty, flagged, seconds, answered_at
        FROM responses JOIN sittings ON sittings.id = sitting JOIN banks ON banks.id = responses.bank
        ORDER BY responses.id
    """
    for uid, position, bank, fingerprint, question, revision, response, *rest in db.execute(query):
        mark, points, certainty, flagged, seconds, answered_at = rest
        yield as_json(
            {
                "record": "response",
                "sitting": uid,
                "position": position,
                "bank": bank,
                "fingerprint": fingerprint,
                "question": question,
                "revision": revision,
                "response": json.loads(response or "null"),
                "mark": mark,
                "points": points,
                "certainty": certainty,
                "flagged": bool(flagged),
                "seconds": seconds,
                "answered_at": _written(answered_at),
            }
        )


def take_in(db: Connection, path: Path) -> Imported:
    """Enter what is not there yet of a file of such lines. Raises QuizError at the first line that cannot be used."""
    sittings = answers = new = at = 0
    numbers: dict[str, int] = {}

    @lru_cache(maxsize=64)  # the answers of a sitting stand together
    def asked_in(sitting: int) -> tuple[str, list[Any]]:
        file, items = db.execute("SELECT file, items FROM sittings WHERE id = ?", (sitting,)).fetchone()
        return file, json.loads(items)

    with opened(path) as file:
        while line := file.readline(LONGEST_LINE + 1):
            at += 1
            try:
                record = _parsed(line)
                if at == 1:
                    _check_header(record)
                elif record.get("record") == "sitting":
                    row = _checked(record, SITTING)
                    numbers[row["uid"]] = _enter_sitting(db, row)
                    sittings += 1
                else:
                    row = _checked(record, RESPONSE)
                    if row["sitting"] not in numbers:
                        raise ValueError("its sitting does not stand before it")
                    new += _enter_response(db, numbers[row["sitting"]], row, asked_in)
                    answers += 1
            except ValueError as error:
                raise QuizError(str(error), where=f"{path}:{at}:1", hint="Nothing was added.") from None
    if not at:
        raise QuizError("the file is empty", where=str(path), hint="`quiz data export FILE` writes one.")
    return Imported(sittings, answers, new)


def _check_header(record: dict[str, Any]) -> None:
    if record.get("leaflet-quiz") != HEADER["leaflet-quiz"]:
        raise ValueError("this is not a file that `quiz data export` wrote")
    if record != HEADER:
        raise ValueError("a newer version of quiz wrote this file: update quiz to read it")


def _parsed(line: bytes) -> dict[str, Any]:
    if len(line) > LONGEST_LINE:
        raise ValueError(f"this line is longer than {LONGEST_LINE // 1024 // 1024} MB")
    try:
        record = json.loads(line.decode(), parse_constant=_no_number, parse_float=_finite)
    except (ValueError, RecursionError):
        raise ValueError("this line is not JSON in UTF-8") from None
    if not isinstance(record, dict):
        raise ValueError("a line holds a JSON object")
    _check_texts(record)
    return record


def _no_number(name: str) -> None:
    raise ValueError(name)


def _finite(digits: str) -> float:
    number = float(digits)
    if not isfinite(number):
        raise ValueError(digits)
    return number


def _check_texts(value: Any, depth: int = 0) -> None:
    """Raises ValueError where a text could act on a terminal or cannot be written, or values nest too deep."""
    if isinstance(value, str):
        if FORBIDDEN.search(value) or SURROGATE.search(value):
            raise ValueError("a text holds a control character, or half of one")
    elif depth > DEEPEST:
        raise ValueError("its values are nested too deep")
    elif isinstance(value, dict):
        for pair in value.items():
            for part in pair:
                _check_texts(part, depth + 1)
    elif isinstance(value, list):
        for part in value:
            _check_texts(part, depth + 1)


# What each key holds: converts a value, or raises ValueError with what belongs there


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError("text")
    return value


def _learner(value: Any) -> str:
    if len(_text(value)) > LONGEST_NAME or not value.isprintable() or value != " ".join(value.split()):
        raise ValueError(f"a name of at most {LONGEST_NAME} characters")
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
        if when.tzinfo is None or not EPOCH <= when < LATEST:
            raise ValueError
    except ValueError:
        raise ValueError("a time with its zone, such as 2026-11-23T17:30:00.000+00:00") from None
    return (when - EPOCH) // timedelta(milliseconds=1)


def _items(value: Any) -> str:
    good = isinstance(value, list) and all(
        isinstance(item, list) and [type(part) for part in item] == [str, str, int] for item in value
    )
    if not good or not value:
        raise ValueError("a list of [bank, question, revision]")
    return as_json(value)


def _or_null(convert: Convert) -> Convert:
    return lambda value: None if value is None else convert(value)


MOST: Final = 1e9
SITTING: Final[dict[str, Convert]] = {
    "uid": _text,
    "learner": _learner,
    "file": _text,
    "mode": _mode,
    "seed": _whole(-(2**62)),
    "certainty": _whole(0, 2),
    "minutes": _or_null(_number(MOST)),
    "pass_at": _or_null(_number(1)),
    "items": _items,
    "possible": _number(MOST),
    "started_at": _time,
    "ended_at": _or_null(_time),
}
RESPONSE: Final[dict[str, Convert]] = {
    "sitting": _text,
    "position": _whole(0),
    "bank": _text,
    "fingerprint": _text,
    "question": _text,
    "revision": _whole(1),
    "response": _or_null(as_json),
    "mark": _number(1),
    "points": _number(MOST),
    "certainty": _or_null(_whole(1, 3)),
    "flagged": _truth,
    "seconds": _number(MOST),
    "answered_at": _time,
}


def _checked(record: dict[str, Any], keys: dict[str, Convert]) -> dict[str, Any]:
    kind = "sitting" if keys is SITTING else "response"
    if record.get("record") != kind:
        raise ValueError("'record' is neither 'sitting' nor 'response'")
    wrong = set(record) ^ {"record", *keys}
    if wrong:
        name = sorted(wrong)[0]
        raise ValueError(f"the key {quoted(name)} is {'unknown' if name in record else 'missing'} in this {kind}")
    values = {}
    for name, convert in keys.items():
        try:
            values[name] = convert(record[name])
        except ValueError as expected:
            raise ValueError(f"under '{name}' belongs {expected}") from None
    return values


def _enter_sitting(db: Connection, row: dict[str, Any]) -> int:
    found = db.execute("SELECT id FROM sittings WHERE uid = ?", (row["uid"],)).fetchone()
    if found:
        db.execute("UPDATE sittings SET ended_at = coalesce(ended_at, ?) WHERE id = ?", (row["ended_at"], found[0]))
        return int(found[0])
    names = ", ".join(row)
    cursor = db.execute(f"INSERT INTO sittings ({names}) VALUES ({', '.join('?' * len(row))})", tuple(row.values()))
    return cursor.lastrowid or 0


def _enter_response(db: Connection, sitting: int, row: dict[str, Any], asked_in: AskedIn) -> int:
    file, asked = asked_in(sitting)
    place = row["position"]
    if place >= len(asked) or asked[place][1:] != [row["question"], row["revision"]]:
        raise ValueError("its sitting did not ask this question at this 'position'")
    bank = bank_number(db, file, row["bank"], row["fingerprint"])
    values = row | {"sitting": sitting, "bank": bank}
    entered = db.execute(
        f"INSERT OR IGNORE INTO responses ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})",
        tuple(values[name] for name in COLUMNS),
    )
    return entered.rowcount


def _written(milliseconds: int | None) -> str | None:
    """A time as it is written: ISO 8601 in UTC, to the millisecond."""
    if milliseconds is None:
        return None
    return (EPOCH + timedelta(milliseconds=milliseconds)).isoformat(timespec="milliseconds")
