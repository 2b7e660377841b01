"""The tables, as the migrations that make them: each has a name, and they are applied in this order, once.

Times are milliseconds since 1970 in UTC.
"""

from sqlite3 import Connection
from typing import NamedTuple

APPLICATION_ID = 0x4C51555A
"""Says in the file's header whose it is ("LQUZ")."""


class Migration(NamedTuple):
    """One step from a schema to the next."""

    name: str
    statements: tuple[str, ...]


SITTINGS_AND_RESPONSES = Migration(
    "sittings and responses",
    (
        # `uid` is the same on every machine; `items` is a JSON list of [bank, question, revision] in the
        # order asked; `marked` one of positions; `possible` is what could be earned; `certainty` is 0 not
        # asked, 1 asked, 2 also scored. By `turn` they stand in order, also where a clock was set back.
        """
        CREATE TABLE sittings (
            id INTEGER PRIMARY KEY,
            uid TEXT NOT NULL UNIQUE,
            learner TEXT NOT NULL,
            file TEXT NOT NULL,
            mode TEXT NOT NULL CHECK (mode IN ('take', 'again', 'review', 'exam')),
            seed INTEGER NOT NULL,
            certainty INTEGER NOT NULL CHECK (certainty BETWEEN 0 AND 2),
            minutes REAL,
            pass_at REAL,
            items TEXT NOT NULL,
            possible REAL NOT NULL,
            marked TEXT NOT NULL,
            seconds REAL NOT NULL,
            started_at INTEGER NOT NULL,
            ended_at INTEGER,
            turn INTEGER NOT NULL
        ) STRICT
        """,
        "CREATE INDEX sittings_by_learner ON sittings (learner, file, turn)",
        "CREATE INDEX sittings_unfinished ON sittings (learner, file, turn) WHERE ended_at IS NULL",
        # A text that a bank had when it was asked.
        """
        CREATE TABLE banks (
            id INTEGER PRIMARY KEY,
            file TEXT NOT NULL,
            bank TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            UNIQUE (file, bank, fingerprint)
        ) STRICT
        """,
        # `response` is JSON in the bank's own words, NULL is "I don't know"; `points` is 0 where nothing is
        # scored. In an exam a later answer takes the place of the one before.
        """
        CREATE TABLE responses (
            id INTEGER PRIMARY KEY,
            sitting INTEGER NOT NULL REFERENCES sittings (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            bank INTEGER NOT NULL REFERENCES banks (id),
            question TEXT NOT NULL,
            revision INTEGER NOT NULL,
            response TEXT,
            mark REAL NOT NULL CHECK (mark BETWEEN 0 AND 1),
            points REAL NOT NULL,
            certainty INTEGER CHECK (certainty BETWEEN 1 AND 3),
            flagged INTEGER NOT NULL,
            seconds REAL NOT NULL,
            answered_at INTEGER NOT NULL,
            turn INTEGER NOT NULL,
            UNIQUE (sitting, position)
        ) STRICT
        """,
        "CREATE INDEX responses_by_turn ON responses (turn)",
        "CREATE INDEX responses_by_question ON responses (question, revision)",
    ),
)

STANDINGS = Migration(
    "standings",
    (
        # Where a learner stands with a question: all of it can be worked out again from the responses.
        """
        CREATE TABLE standings (
            learner TEXT NOT NULL,
            file TEXT NOT NULL,
            question TEXT NOT NULL,
            revision INTEGER NOT NULL,
            latest INTEGER NOT NULL REFERENCES responses (id) ON DELETE CASCADE,
            answers INTEGER NOT NULL,
            sure INTEGER NOT NULL,
            state INTEGER,
            step INTEGER,
            stability REAL,
            difficulty REAL,
            reviewed_at INTEGER,
            due_at INTEGER,
            PRIMARY KEY (learner, file, question, revision)
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX standings_by_latest ON standings (latest)",
        # Whether a response is part of its standing yet.
        "ALTER TABLE responses ADD COLUMN counted INTEGER NOT NULL DEFAULT 0",
        "CREATE INDEX responses_not_counted ON responses (turn, id) WHERE counted = 0",
    ),
)

NUMBERS_USED_ONCE = Migration(
    "numbers used once",
    (
        # AUTOINCREMENT: the number of a session that was forgotten is never given to another, for that session may
        # still be open. Only a new table can have it; `responses` refers to it by its name.
        """
        CREATE TABLE sittings_new (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            uid TEXT NOT NULL UNIQUE,
            learner TEXT NOT NULL,
            file TEXT NOT NULL,
            mode TEXT NOT NULL CHECK (mode IN ('take', 'again', 'review', 'exam')),
            seed INTEGER NOT NULL,
            certainty INTEGER NOT NULL CHECK (certainty BETWEEN 0 AND 2),
            minutes REAL,
            pass_at REAL,
            items TEXT NOT NULL,
            possible REAL NOT NULL,
            marked TEXT NOT NULL,
            seconds REAL NOT NULL,
            started_at INTEGER NOT NULL,
            ended_at INTEGER,
            turn INTEGER NOT NULL
        ) STRICT
        """,
        """
        INSERT INTO sittings_new
        SELECT id, uid, learner, file, mode, seed, certainty, minutes, pass_at, items, possible, marked, seconds,
            started_at, ended_at, turn
        FROM sittings
        """,
        "DROP TABLE sittings",
        "ALTER TABLE sittings_new RENAME TO sittings",
        "CREATE INDEX sittings_by_learner ON sittings (learner, file, turn)",
        "CREATE INDEX sittings_unfinished ON sittings (learner, file, turn) WHERE ended_at IS NULL",
    ),
)

FORGOTTEN = Migration(
    "forgotten",
    (
        # Which sittings were forgotten, by their random uids: a session that is still open writes none of them again.
        "CREATE TABLE forgotten (uid TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
    ),
)

_LATEST = 32_503_679_999_999  # the end of 2999
_WILD = f"NOT BETWEEN 0 AND {_LATEST}"
TIMES_OF_CALENDARS = Migration(
    "times of calendars",
    (
        # A clock that was set before 1970 or after 2999 was once kept as it was; such times break dates and reviews.
        f"DELETE FROM standings WHERE question IN (SELECT question FROM responses WHERE answered_at {_WILD})",
        f"""
        UPDATE responses SET counted = 0
        WHERE question IN (SELECT question FROM responses WHERE answered_at {_WILD})
        """,
        f"UPDATE responses SET answered_at = min(max(answered_at, 0), {_LATEST}) WHERE answered_at {_WILD}",
        f"UPDATE sittings SET started_at = min(max(started_at, 0), {_LATEST}) WHERE started_at {_WILD}",
        f"UPDATE sittings SET ended_at = min(max(ended_at, 0), {_LATEST}) WHERE ended_at {_WILD}",
    ),
)

MARKS_OF_THE_KEY = Migration(
    "marks of the key",
    (
        # `mark` follows the current key; `seen_mark` is the mark that the learner saw, if different.
        "ALTER TABLE responses ADD COLUMN seen_mark REAL CHECK (seen_mark BETWEEN 0 AND 1)",
        # Fingerprint of the question file by which the answers to this bank were last marked again: NULL for the
        # bank's own text, '' if answers were added since.
        "ALTER TABLE banks ADD COLUMN marked_by TEXT",
    ),
)

REVIEWS_IN_DAYS = Migration(
    "reviews in days",
    (
        # Reviews no longer begin with steps of minutes, so every standing is computed again.
        "DELETE FROM standings",
        "UPDATE responses SET counted = 0",
    ),
)

QUESTION_FILES = Migration(
    "question files",
    (
        # Paths of the question files with an id, when they were answered.
        "CREATE TABLE files (id TEXT NOT NULL, path TEXT NOT NULL, PRIMARY KEY (id, path)) STRICT, WITHOUT ROWID",
    ),
)

MIGRATIONS = (
    SITTINGS_AND_RESPONSES,
    STANDINGS,
    NUMBERS_USED_ONCE,
    FORGOTTEN,
    TIMES_OF_CALENDARS,
    MARKS_OF_THE_KEY,
    REVIEWS_IN_DAYS,
    QUESTION_FILES,
)

_APPLIED = "CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, applied_at INTEGER NOT NULL) STRICT"


class Newer(Exception):
    """The database has migrations that this program does not know."""


def migrate(db: Connection, now: int) -> None:
    """Apply what has not been applied, all or nothing. Raises Newer, and then changes nothing."""
    if not _missing(db):
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        db.execute(_APPLIED)
        for migration in _missing(db):  # another process may have applied it while this one waited
            for statement in migration.statements:
                db.execute(statement)
            db.execute("INSERT INTO migrations VALUES (?, ?)", (migration.name, now))
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _missing(db: Connection) -> tuple[Migration, ...]:
    tables = db.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'migrations'").fetchone()[0]
    applied = {name for (name,) in db.execute("SELECT name FROM migrations")} if tables else set()
    if applied - {migration.name for migration in MIGRATIONS}:
        raise Newer
    return tuple(migration for migration in MIGRATIONS if migration.name not in applied)
