"""Shared by the tests of history: a small question file, a clock that can be set, and sessions with answers."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from select import poll
from typing import Any

from terminal import PATIENCE

from quiz.core.bank import Bank, QuestionFile
from quiz.core.kinds import AnyQuestion, Choice, Option, Order, Select, TeachBack, TeachBackResponse
from quiz.core.session import NO_RULES, Rules, Session
from quiz.core.standing import DAY
from quiz.store.history import History
from quiz.store.migrations import APPLICATION_ID, Migration
from quiz.store.recorder import Recorder
from quiz.store.unfinished import Unfinished, restore

NOON = 1_795_608_000_000
"""2026-11-25 12:00 UTC."""
RIGHT, WRONG = 0, 1
"""The responses to a `choice`."""
TOLD = TeachBackResponse("I take cooler water", frozenset({0}))
EXAM = Rules(exam=True)


def choice(name: str, **more: Any) -> Choice:
    options = (Option("the right one", True), Option("a wrong one", False), Option("another wrong one", False))
    return Choice(id=name, ask=f"{name}?", explain="x", passage=("x",), options=options, **more)


def select(name: str, **more: Any) -> Select:
    options = (Option("black tea", True), Option("green tea", True), Option("hot lemon", False))
    return Select(id=name, ask=f"{name}?", explain="x", passage=("x",), options=options, **more)


def order(name: str, **more: Any) -> Order:
    items = ("warm the pot", "put in the leaves", "pour on the water")
    return Order(id=name, ask=f"{name}?", explain="x", passage=("x",), items=items, **more)


def teach_back(name: str, **more: Any) -> TeachBack:
    covers = ("cooler water", "fresh water")
    return TeachBack(id=name, ask=f"{name}?", explain="x", passage=("x",), covers=covers, **more)


def bank(name: str, *questions: AnyQuestion, source: str = "") -> Bank:
    return Bank(name, name.title(), questions, source=source or f"id: {name}")


def question_file(*banks: Bank, name: str = "tea") -> QuestionFile:
    return QuestionFile(name, "Tea", Path("tea.md"), "en", banks)


FILE = question_file(
    bank("leaves", choice("a"), choice("b", must_know=True), select("s", points=2)),
    bank("pot", choice("c"), order("o"), teach_back("t")),
)
"""a, b (must be known) and s (two points); c, o and the teach-back t."""


def changed(file: QuestionFile, *questions: AnyQuestion) -> QuestionFile:
    """The file with these questions in place of those of the same id."""
    new = {question.id: question for question in questions}
    banks = (bank._replace(questions=tuple(new.get(old.id, old) for old in bank.questions)) for bank in file.banks)
    return file._replace(banks=tuple(banks))


def without(file: QuestionFile, *names: str) -> QuestionFile:
    """The file without the questions of these ids."""
    banks = (bank._replace(questions=tuple(q for q in bank.questions if q.id not in names)) for bank in file.banks)
    return file._replace(banks=tuple(banks))


def questions_of(file: QuestionFile = FILE) -> dict[str, AnyQuestion]:
    return {question.id: question for _, question in file.items}


CHANGED = changed(
    without(FILE, "a"),
    choice("b", revision=2),
    select("s", points=2).replace(options=(Option("strong tea", True), *select("s").options[1:])),
    order("o").replace(ask="Asked anew?"),
)
"""The file after changes: a is deleted, b has a new meaning, an option of s and the stem of o are reworded."""


@dataclass
class FakeClock:
    """Tells the time it is set to: `now` in milliseconds since 1970."""

    now: int = NOON

    def __call__(self) -> int:
        return self.now

    def pass_by(self, *, days: float = 0, seconds: float = 0) -> None:
        self.now += round(days * DAY + seconds * 1000)


def history_in(
    folder: Path,
    clock: FakeClock | None = None,
    *,
    learner: str = "anna",
    file: QuestionFile = FILE,
    saves: bool = True,
) -> History:
    return History(file, learner, clock or FakeClock(), named_folder=folder, saves=saves)


def session_of(*names: str, file: QuestionFile = FILE, seed: int = 7, rules: Rules = NO_RULES) -> Session:
    """A session of the questions with these ids, in this order; of all questions if none is named."""
    items = {item.question.id: item for item in file.items}
    return Session([items[name] for name in names or items], seed=seed, rules=rules)


def give(
    recording: Recorder, session: Session, *responses: Any, certainty: int | None = None, seconds: float = 5
) -> list[str]:
    """Answer one question after another as the program does (None is "I don't know"); returns the notice each time."""
    said = []
    for response in responses:
        if response is None:
            session.skip()
        else:
            session.answer(response, certainty)
        recording.save_answer(session, seconds, recording.row.seconds + seconds)
        said.append(recording.history.pop_notice())
        session.next()
    return said


def take(
    history: History,
    *responses: Any,
    names: Sequence[str] = (),
    mode: str = "",
    certainty: int | None = None,
    seconds: float = 5,
    rules: Rules = NO_RULES,
) -> tuple[Session, Recorder]:
    """Begin a session and give these answers. With fewer answers than questions, it stays unfinished."""
    session = session_of(*names, file=history.file, rules=rules)
    recording = history.begin(session, mode or ("exam" if rules.exam else "take"))
    give(recording, session, *responses, certainty=certainty, seconds=seconds)
    return session, recording


def rows(folder: Path, query: str, *values: Any) -> list[Any]:
    """The contents of the file of answers, as another program reads them."""
    with closing(sqlite3.connect(folder / "history.db")) as db:
        return db.execute(query, values).fetchall()


def left_in(folder: Path) -> Unfinished:
    """The unfinished session, as another process finds it."""
    left = history_in(folder).unfinished(latest_only=True)
    assert left
    return left


def resume_session(
    folder: Path, clock: FakeClock | None = None, *, file: QuestionFile = FILE
) -> tuple[Session, Recorder]:
    """Resume the unfinished session."""
    left = left_in(folder)
    restored = restore(file, left)
    assert restored
    return restored.session, history_in(folder, clock, file=file).resume(left, restored)


TAKING = """
import sys
from pathlib import Path
from answers import RIGHT, history_in, take

taken = take(history_in(Path(sys.argv[1])), RIGHT)
print("answered", flush=True)
sys.stdin.read()
"""


@contextmanager
def another_taking(folder: Path) -> Iterator[None]:
    """Another process answers the first question of a session and keeps running; then it is killed."""
    command = [sys.executable, "-c", TAKING, str(folder)]
    here = Path(__file__).parent
    with subprocess.Popen(command, cwd=here, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout
            (heard := poll()).register(process.stdout)
            assert heard.poll(PATIENCE * 1000), "it never answered"
            assert process.stdout.readline() == b"answered\n"
            yield
        finally:
            process.kill()


@contextmanager
def another_writing(folder: Path) -> Iterator[None]:
    """Another connection locks the file of answers."""
    with closing(sqlite3.connect(folder / "history.db", isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        yield
        db.execute("ROLLBACK")


def database_of(folder: Path, *migrations: Migration, then: str = "") -> Path:
    """A file of answers with no more than these migrations, and some plain SQL after them."""
    with closing(sqlite3.connect(folder / "history.db", isolation_level=None)) as db:
        db.execute("CREATE TABLE migrations (name TEXT PRIMARY KEY, applied_at INTEGER NOT NULL) STRICT")
        for name, script in migrations:
            db.executescript(script)
            db.execute("INSERT INTO migrations VALUES (?, 0)", (name,))
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.executescript(then)
    return folder / "history.db"


ANSWERS = f"""
    INSERT INTO banks (id, file, bank, fingerprint) VALUES (4, 'tea', 'leaves', 'f');
    INSERT INTO sittings (id, uid, learner, file, mode, seed, certainty, items, possible, marked,
        seconds, started_at, ended_at, turn)
    VALUES (1, 'u', 'anna', 'tea', 'take', 7, 1, '[["leaves","a",1]]', 1, '[]', 5, {NOON}, {NOON + 1000}, {NOON}),
        (2, 'v', 'anna', 'tea', 'take', 7, 1, '[["leaves","a",1],["leaves","b",1]]', 2, '[0]', 5, {NOON + DAY}, NULL,
        {NOON + DAY});
    INSERT INTO responses
        (sitting, position, bank, question, revision, response, mark, points, certainty, flagged, seconds, answered_at,
        turn)
    VALUES (1, 0, 4, 'a', 1, '"a wrong one"', 0, 1, 3, 0, 5, {NOON}, {NOON}),
        (2, 0, 4, 'a', 1, '"the right one"', 1, 1, 2, 1, 5, {NOON + DAY}, {NOON + DAY});
"""
"""A finished and an unfinished session in the first schema."""


BREAKING: dict[str, Callable[[bytes], bytes]] = {
    "ten-bytes": lambda real: b"not at all",
    "many-bytes": lambda real: b"\xa5" * 100_000,
    "cut-off": lambda real: real[: len(real) // 2],
    "definition-of-a-table": lambda real: real.replace(b"uid TEXT NOT NULL", b"uid TEXT N\xff\xff NULL"),
}
"""Ways in which a file of answers breaks."""


def spoil(folder: Path) -> None:
    """Overwrite the file of answers and the files beside it, while they are open."""
    for path in folder.glob("history.db*"):
        with path.open("r+b") as file:
            file.write(b"\xa5" * path.stat().st_size)


def set_aside(folder: Path) -> list[Path]:
    """The broken files that were renamed."""
    return sorted(folder.glob("history-broken-*.db"))
