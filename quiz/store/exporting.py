"""Export all answers as JSON Lines (see docs/history.md)."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from sqlite3 import Connection
from typing import Any, Final

from quiz.files import new_file
from quiz.store.database import Database
from quiz.store.rows import ResponseRow, SessionRow, as_json, from_json

HEADER: Final = {"leaflet-quiz": "history", "format": 3}
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def export(database: Database, path: Path) -> None:
    """Write everything to a new file that only its owner can read. Raises QuizError if it cannot be written."""
    with new_file(path) as file:
        database.run(lambda db: file.writelines(f"{line}\n" for line in lines_of(db)), retry=False)


def lines_of(db: Connection) -> Iterator[str]:
    """Everything in the database as lines: a header, the sessions, and then their answers."""
    yield as_json(HEADER)
    for row in db.execute(f"SELECT {', '.join(SessionRow._fields)} FROM sittings ORDER BY id"):
        yield _line("sitting", SessionRow._fields, row)
    columns = ", ".join(f"responses.{name}" for name in ResponseRow._fields[2:])
    query = f"""
        SELECT uid, banks.bank, fingerprint, {columns} FROM responses
        JOIN sittings ON sittings.id = sitting JOIN banks ON banks.id = responses.bank ORDER BY responses.id
    """
    for row in db.execute(query):
        yield _line("response", ("sitting", *ResponseRow._fields), row)


def _time(milliseconds: int | None) -> str | None:
    """A time in ISO 8601 in UTC, to the millisecond."""
    if milliseconds is None:
        return None
    return (EPOCH + timedelta(milliseconds=milliseconds)).isoformat(timespec="milliseconds")


CONVERTERS: Final[dict[str, Callable[[Any], Any]]] = {
    **dict.fromkeys(("items", "marked", "response"), from_json),
    **dict.fromkeys(("started_at", "ended_at", "answered_at"), _time),
    **dict.fromkeys(("flagged", "in_score"), bool),
}


def _line(record: str, names: tuple[str, ...], row: tuple[Any, ...]) -> str:
    values = zip(names, row, strict=True)
    return as_json({"record": record} | {name: CONVERTERS.get(name, lambda v: v)(value) for name, value in values})
