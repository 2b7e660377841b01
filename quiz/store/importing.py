"""Import an export: every line is checked, and all are entered or none, or with `skip` all that are valid."""

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
from quiz.store.rows import COLUMNS, MAX_NUMBER, SessionRow, as_json, bank_number, insert_into

MAX_INTEGER: Final = 2**62
MAX_DEPTH: Final = 20
MAX_LINE: Final = 64 * 1024 * 1024
"""In bytes. A session over the largest question file needs less."""
NOTHING_ADDED: Final = "Nothing was imported. `quiz data import --skip-bad` imports all the other lines."
ADDED: Final = {"seen_mark": None, "in_score": True}
"""Keys that earlier formats lack."""
MODES: Final = ("take", "again", "review", "exam")

Convert: TypeAlias = Callable[[Any], Any]
ASKED: Final = """
    INSERT OR IGNORE INTO asked SELECT sittings.id, file, key, json_extract(value, '$[1]'), json_extract(value, '$[2]')
    FROM sittings, json_each(items) WHERE uid = :uid
"""
"""Lists the questions of a session once, so that checking an answer is one look-up."""
ENTER_SESSION: Final = f"""
    {insert_into("sittings", SessionRow._fields, ":started_at")}
    ON CONFLICT (uid) DO UPDATE SET ended_at = :ended_at, seconds = :seconds, marked = :marked, possible = :possible
    WHERE ended_at IS NULL AND (:ended_at IS NOT NULL OR :seconds > seconds)
"""
ENTER_RESPONSE: Final = f"{insert_into('responses', COLUMNS, ':answered_at')} ON CONFLICT DO NOTHING"


class Imported(NamedTuple):
    """How many answers and sessions were in a file, and how many of the answers were new."""

    sessions: int
    answers: int
    new: int


def import_answers(db: Connection, path: Path, skip: Callable[[QuizError], None] | None = None) -> Imported:
    """Enter the sessions and answers of an export that are not in the database yet.

    Raises QuizError at the first line that cannot be used. With `skip`, such lines are passed to it as errors and
    left out, except the first line, which identifies the file.
    """
    sessions = answers = new = at = 0
    numbers: dict[str, int] = {}
    columns = "sitting, file, position, question, revision, UNIQUE (sitting, position)"
    db.execute(f"CREATE TEMP TABLE IF NOT EXISTS asked ({columns})")
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
                    row = _checked({**ADDED, **record}, RESPONSE)
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
    """Read each line, and one that is too long no further than that shows."""
    while line := file.readline(MAX_LINE + 1):
        yield line
        while len(line) > MAX_LINE and not line.endswith(b"\n"):
            line = file.readline(MAX_LINE + 1)


def _check_header(record: dict[str, Any]) -> None:
    if record.get("leaflet-quiz") != HEADER["leaflet-quiz"]:
        raise ValueError("this is not a file from `quiz data export`")
    if record not in ({**HEADER, "format": known} for known in (1, 2, HEADER["format"])):
        raise ValueError("a newer version of quiz wrote this file: update quiz to read it")


def _parsed(line: bytes) -> dict[str, Any]:
    if len(line) > MAX_LINE:
        raise ValueError(f"this line is longer than {MAX_LINE // 1024 // 1024} MB")
    try:
        record = json.loads(line.decode(), parse_constant=_finite, parse_float=_finite)
    except (ValueError, RecursionError):
        raise ValueError("this line is not JSON in UTF-8") from None
    if not isinstance(record, dict):
        raise ValueError("a line must be a JSON object")
    return record


def _finite(text: str) -> float:
    if not isfinite(number := float(text)):
        raise ValueError(text)
    return number


# The values of each key: converters raise ValueError with what is expected


def _checking(is_valid: Callable[[Any], bool], expected: str, convert: Convert = lambda value: value) -> Convert:
    """A converter that refuses all values but the valid ones."""

    def converted(value: Any) -> Any:
        if not is_valid(value):
            raise ValueError(expected)
        return convert(value)

    return converted


def _or_null(convert: Convert) -> Convert:
    return lambda value: None if value is None else convert(value)


def _whole(least: int, most: int = MAX_INTEGER) -> Convert:
    expected = f"a whole number from {least} to {most}" if most < MAX_INTEGER else "a whole number"
    return _checking(lambda value: type(value) is int and least <= value <= most, expected)


def _number(most: float) -> Convert:
    return _checking(
        lambda value: type(value) in (int, float) and 0 <= value <= most, f"a number from 0 to {most:g}", float
    )


def _time(value: Any) -> int:
    try:
        at = (datetime.fromisoformat(_text(value)) - EPOCH) // timedelta(milliseconds=1)
    except (ValueError, TypeError):  # TypeError: it has no zone
        at = -1
    if not 0 <= at <= LATEST:
        raise ValueError("a time with a time zone, such as 2026-11-23T17:30:00.000+00:00")
    return at


def _is_line(value: Any) -> bool:
    """Whether a value is a text that messages can show: one line without control characters."""
    return isinstance(value, str) and one_line(value) == value


def _is_item(value: Any) -> bool:
    is_triple = isinstance(value, list) and [type(part) for part in value] == [str, str, int]
    return is_triple and _is_line(value[0]) and _is_line(value[1])


def _is_shallow(value: Any, levels: int = MAX_DEPTH) -> bool:
    """Whether values nest at most so many levels deep."""
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return levels >= 0 and all(_is_shallow(part, levels - 1) for part in parts)


_truth = _checking(lambda value: isinstance(value, bool), "true or false")
_text = _checking(lambda value: value != "" and _is_line(value), "one line of text without control characters")
_items = _checking(
    lambda value: isinstance(value, list) and value != [] and all(map(_is_item, value)),
    "a list of [bank, question, revision]",
    as_json,
)
_marked = _checking(
    lambda value: isinstance(value, list) and all(type(place) is int and place >= 0 for place in value),
    "a list of positions",
    as_json,
)
SESSION: Final[dict[str, Convert]] = {
    "uid": _text,
    "learner": _checking(
        lambda value: _is_line(value) and is_learner(value),
        "a learner's name of at most 40 characters, without spaces around it",
    ),
    "file": _text,
    "mode": _checking(lambda value: value in MODES, f"one of {', '.join(MODES)}"),
    "seed": _whole(-MAX_INTEGER),
    "certainty": _whole(0, 2),
    "minutes": _or_null(_number(MAX_NUMBER)),
    "pass_at": _or_null(_number(1)),
    "items": _items,
    "started_at": _time,
    "possible": _number(MAX_NUMBER),
    "marked": _marked,
    "seconds": _number(MAX_NUMBER),
    "ended_at": _or_null(_time),
}
RESPONSE: Final[dict[str, Convert]] = {
    "sitting": _text,
    "bank": _text,
    "fingerprint": _text,
    "position": _whole(0),
    "question": _text,
    "revision": _whole(1),
    "response": _or_null(_checking(_is_shallow, f"nested at most {MAX_DEPTH} levels deep", as_json)),
    "mark": _number(1),
    "points": _number(MAX_NUMBER),
    "in_score": _truth,
    "certainty": _or_null(_whole(1, 3)),
    "flagged": _truth,
    "seconds": _number(MAX_NUMBER),
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
    """Enter a session, or what is new about a known one that was unfinished. Returns its number."""
    db.execute(ENTER_SESSION, row)
    db.execute("DELETE FROM forgotten WHERE uid = :uid", row)
    db.execute(ASKED, row)
    (number,) = db.execute("SELECT id FROM sittings WHERE uid = :uid", row).fetchone()
    return int(number)


def _enter_response(db: Connection, session: int, row: dict[str, Any]) -> int:
    """Enter a response, unless its question has one. Returns the number entered, 0 or 1."""
    query = "SELECT file, question, revision FROM asked WHERE sitting = ? AND position = ?"
    file, *asked = db.execute(query, (session, row["position"])).fetchone() or ("",)
    if asked != [row["question"], row["revision"]]:
        raise ValueError("its 'sitting' has another question at this 'position'")
    bank = bank_number(db, file, row["bank"], row["fingerprint"])
    return db.execute(ENTER_RESPONSE, row | {"sitting": session, "bank": bank}).rowcount
