"""The tables, as the migrations that make them: each has a name, and is applied once, in this order.

Times are milliseconds since 1970 in UTC.
"""

from sqlite3 import Connection
from typing import Final, NamedTuple

from quiz.clock import LATEST

APPLICATION_ID: Final = 0x4C51555A
"""Marks a file as quiz's own in its header ("LQUZ")."""


class Migration(NamedTuple):
    """One step from a schema to the next; `script` is SQL, with a semicolon after statements and nowhere else."""

    name: str
    script: str


# `uid` is the same on every machine; `items` is a JSON list of [bank, question, revision] in the order asked;
# `marked` one of positions; `possible` is what could be earned; `certainty` is 0 not asked, 1 asked, 2 also scored.
# `turn` gives the order, even if a clock was set back.
_SITTING = """
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
"""
_SITTING_INDEXES = """
    CREATE INDEX sittings_by_learner ON sittings (learner, file, turn);
    CREATE INDEX sittings_unfinished ON sittings (learner, file, turn) WHERE ended_at IS NULL;
"""
_WILD = f"NOT BETWEEN 0 AND {LATEST}"

MIGRATIONS: Final = (
    # `banks` holds each text that a bank had when it was asked. `response` is JSON in the bank's own words, NULL is
    # "I don't know"; `points` is 0 for teach-backs. In an exam a later answer replaces an earlier one.
    Migration(
        "sittings and responses",
        f"""
        CREATE TABLE sittings (id INTEGER PRIMARY KEY, {_SITTING}) STRICT;
        {_SITTING_INDEXES}
        CREATE TABLE banks (
            id INTEGER PRIMARY KEY,
            file TEXT NOT NULL,
            bank TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            UNIQUE (file, bank, fingerprint)
        ) STRICT;
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
        ) STRICT;
        CREATE INDEX responses_by_turn ON responses (turn);
        CREATE INDEX responses_by_question ON responses (question, revision);
        """,
    ),
    # A learner's standing with each question, which can be rebuilt from the responses; `counted` is whether a
    # response is part of its standing yet.
    Migration(
        "standings",
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
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX standings_by_latest ON standings (latest);
        ALTER TABLE responses ADD COLUMN counted INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX responses_not_counted ON responses (turn, id) WHERE counted = 0;
        """,
    ),
    # AUTOINCREMENT: the number of a forgotten session is never reused, because that session may still be open. Only
    # a new table can have it; `responses` refers to the table by name.
    Migration(
        "numbers used once",
        f"""
        CREATE TABLE sittings_new (id INTEGER PRIMARY KEY AUTOINCREMENT, {_SITTING}) STRICT;
        INSERT INTO sittings_new SELECT * FROM sittings;
        DROP TABLE sittings;
        ALTER TABLE sittings_new RENAME TO sittings;
        {_SITTING_INDEXES}
        """,
    ),
    # The random uids of forgotten sessions, so that one that is still open writes none of its answers again.
    Migration("forgotten", "CREATE TABLE forgotten (uid TEXT PRIMARY KEY) STRICT, WITHOUT ROWID"),
    # Times before 1970 or after 2999, from a clock set wrong, were once saved as they were; they break dates and
    # reviews.
    Migration(
        "times of calendars",
        f"""
        DELETE FROM standings WHERE question IN (SELECT question FROM responses WHERE answered_at {_WILD});
        UPDATE responses SET counted = 0
        WHERE question IN (SELECT question FROM responses WHERE answered_at {_WILD});
        UPDATE responses SET answered_at = min(max(answered_at, 0), {LATEST}) WHERE answered_at {_WILD};
        UPDATE sittings SET started_at = min(max(started_at, 0), {LATEST}) WHERE started_at {_WILD};
        UPDATE sittings SET ended_at = min(max(ended_at, 0), {LATEST}) WHERE ended_at {_WILD};
        """,
    ),
    # `mark` follows the current key; `seen_mark` is the one the learner saw, if different. `marked_by` is the text of
    # the question file by which the answers to this bank were last remarked: NULL for the bank's own text, '' if
    # answers were added since.
    Migration(
        "marks of the key",
        """
        ALTER TABLE responses ADD COLUMN seen_mark REAL CHECK (seen_mark BETWEEN 0 AND 1);
        ALTER TABLE banks ADD COLUMN marked_by TEXT;
        """,
    ),
    # Reviews no longer begin with steps of minutes, so every standing is recomputed.
    Migration("reviews in days", "DELETE FROM standings; UPDATE responses SET counted = 0"),
    # The paths of the question files with an id, when they were answered.
    Migration(
        "question files",
        "CREATE TABLE files (id TEXT NOT NULL, path TEXT NOT NULL, PRIMARY KEY (id, path)) STRICT, WITHOUT ROWID",
    ),
    # Whether the points of a response count in the score: a bank can be left out of it.
    Migration(
        "banks outside the score",
        """
        ALTER TABLE responses ADD COLUMN in_score INTEGER NOT NULL DEFAULT 1;
        UPDATE responses SET in_score = 0 WHERE points = 0;
        """,
    ),
)


class Newer(Exception):
    """The database has migrations that this program does not know."""


def migrate(db: Connection, now: int) -> None:
    """Apply the missing migrations: all or none. Raises Newer, and then changes nothing."""
    if not _missing(db):
        return
    with db:
        db.execute("BEGIN IMMEDIATE")
        db.execute("CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, applied_at INTEGER NOT NULL) STRICT")
        for migration in _missing(db):  # another process may have applied it while this one waited
            for statement in migration.script.split(";"):
                db.execute(statement)
            db.execute("INSERT INTO migrations VALUES (?, ?)", (migration.name, now))
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _missing(db: Connection) -> list[Migration]:
    exists = db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'migrations'").fetchone()
    applied = {name for (name,) in db.execute("SELECT name FROM migrations")} if exists else set()
    if applied - {migration.name for migration in MIGRATIONS}:
        raise Newer
    return [migration for migration in MIGRATIONS if migration.name not in applied]
