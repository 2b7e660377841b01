"""Everything answered as JSON Lines (docs/history.md describes the lines)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from sqlite3 import Connection
from typing import Any, Final

from quiz.files import new_file
from quiz.store.database import Database
from quiz.store.rows import ResponseRow, SessionRow, as_json, from_json

HEADER: Final = {"leaflet-quiz": "history", "format": 2}
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
RESPONSE_KEYS: Final = ("sitting", *ResponseRow._fields)


def export(database: Database, path: Path) -> None:
    """Write everything to a new file, for its owner's eyes only. Raises QuizError where it cannot be written."""
    with new_file(path) as file:
        database.run(lambda db: file.writelines(f"{line}\n" for line in lines_of(db)), again=False)


def lines_of(db: Connection) -> Iterator[str]:
    """Everything in the database, a line each: a header, the sessions, and then their answers."""
    yield as_json(HEADER)
    for row in db.execute(f"SELECT {', '.join(SessionRow._fields)} FROM sittings ORDER BY id"):
        yield _line("sitting", dict(zip(SessionRow._fields, row, strict=True)))
    columns = ", ".join(f"responses.{name}" for name in ResponseRow._fields[2:])
    query = f"""
        SELECT uid, banks.bank, fingerprint, {columns} FROM responses
        JOIN sittings ON sittings.id = sitting JOIN banks ON banks.id = responses.bank ORDER BY responses.id
    """
    for row in db.execute(query):
        yield _line("response", dict(zip(RESPONSE_KEYS, row, strict=True)))


def _line(record: str, values: dict[str, Any]) -> str:
    for name, value in values.items():
        if name in ("items", "marked", "response"):
            values[name] = from_json(value)
        elif name in ("started_at", "ended_at", "answered_at"):
            values[name] = _written(value)
        elif name == "flagged":
            values[name] = bool(value)
    return as_json({"record": record, **values})


def _written(milliseconds: int | None) -> str | None:
    """A time as it is written: ISO 8601 in UTC, to the millisecond."""
    if milliseconds is None:
        return None
    return (EPOCH + timedelta(milliseconds=milliseconds)).isoformat(timespec="milliseconds")
