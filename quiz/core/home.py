"""The first screen of the menu: what to do next, and what the learner knows of each bank."""

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from quiz.core.bank import Bank, QuestionFile
from quiz.core.kinds import AnyQuestion
from quiz.core.selection import short_round
from quiz.core.standing import Standings, due_items, is_known, standing_with


class Action(Enum):
    """What a learner can do from the first screen."""

    RESUME = "resume"
    ROUND = "round"
    REVIEW = "review"
    BANK = "bank"
    ALL = "all"
    PROGRESS = "progress"
    PAGE = "page"
    DOCUMENT = "document"


class Chosen(NamedTuple):
    """What a learner chose, and the bank, if it was one."""

    action: Action
    bank: Bank | None = None


class Known(NamedTuple):
    """How many questions are known, of how many."""

    known: int
    of: int


class Row(NamedTuple):
    """An entry of the menu: what it does, its title, and how many questions it has, or how many of them are known
    (answered, of a quiz to continue). `open` is whether must-know questions of a bank aren't known yet."""

    action: Action
    title: str
    size: int | Known
    bank: Bank | None = None
    open: bool = False


class Home(NamedTuple):
    """The menu. On the first run, nothing has been answered yet. `cursor` is the row to begin at; the last `trainees`
    rows are banks for trainees."""

    title: str
    first_run: bool
    must_know: Known
    rows: tuple[Row, ...]
    trainees: int
    cursor: int = 0


def home_of(
    file: QuestionFile, standings: Standings, *, now: int, unfinished: tuple[int, int] | None = None, latest: str = ""
) -> Home:
    """The menu of a learner with these standings. `unfinished` says how many questions of an unfinished quiz were
    answered, of how many; `latest` is the id of the bank that was answered last."""
    asked = [question for bank in file.main_banks for question in bank.questions]
    must_know = _known([question for question in asked if question.is_must_know], standings)
    due = len(due_items(file.banks, standings, now))
    short = len(short_round(file.main_banks, standings, seed=0, now=now))
    rows = [Row(Action.RESUME, "Continue", Known(*unfinished))] if unfinished else []
    rows += [Row(Action.ROUND, "Short round" if standings else "Start", short)]
    rows += [Row(Action.REVIEW, "Review what is due", due)] if due else []
    rows += [_bank(bank, standings) for bank in file.main_banks]
    rows += [Row(Action.ALL, "All questions", len(asked))]
    rows += [_bank(bank, standings) for bank in file.trainee_banks]
    cursor = next((place for place, row in enumerate(rows) if row.bank and row.bank.id == latest), 0)
    return Home(file.title, not standings, must_know, tuple(rows), len(file.trainee_banks), 0 if unfinished else cursor)


def _bank(bank: Bank, standings: Standings) -> Row:
    marked = [question for question in bank.questions if not question.self_assessed]
    known = _known(marked, standings)
    seen = any(standing_with(question, standings) for question in marked)
    must_know = _known([question for question in marked if question.is_must_know], standings)
    return Row(Action.BANK, bank.title, known if seen else len(bank.questions), bank, must_know.known < must_know.of)


def _known(questions: Sequence[AnyQuestion], standings: Standings) -> Known:
    return Known(sum(is_known(question, standings) for question in questions), len(questions))
