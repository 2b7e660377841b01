"""A learner's history, as commands need it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from quiz.clock import SYSTEM
from quiz.core.bank import Bank, Item, QuestionFile
from quiz.core.selection import select_items
from quiz.core.standing import Only, due_items, next_due, wanted
from quiz.errors import QuizError
from quiz.store.history import History
from quiz.store.place import checked_learner

if TYPE_CHECKING:
    from quiz.pages.blocks import Page


def history_of(file: QuestionFile, learner: str, *, saves: bool = True) -> History:
    """A learner's answers to a file on this machine. Raises QuizError if the name is not valid."""
    return History(file, checked_learner(learner), SYSTEM.now, saves=saves)


def choose_items(
    banks: Sequence[Bank], history: History, *, seed: int, count: int | None, only: Only | None, in_order: bool
) -> tuple[Item, ...]:
    """The questions of a session; with `only`, chosen by the learner's earlier answers."""
    if only is None:
        return select_items(banks, seed=seed, count=count, in_order=in_order)
    standings = {} if only == "must-know" else history.standings()
    is_wanted = wanted(only, standings, history.now())
    return select_items(banks, seed=seed, count=count, in_order=in_order, wanted=is_wanted)


def due(file: QuestionFile, history: History) -> tuple[list[Item], int | None]:
    """The items to review now, and when the next question is due, in milliseconds since 1970."""
    standings = history.standings()
    return due_items(file.banks, standings, history.now()), next_due(file.banks, standings)


def summary_page(file: QuestionFile, history: History, ending: str, *, score: bool) -> list[str]:
    """The lines of the page for an appointment, in the format that a file's name ends in.

    Raises QuizError (exit code 2) for any ending except .md, .txt and .html.
    """
    from quiz.core.handout import handout_of
    from quiz.dates import date_in_words
    from quiz.pages.handout_page import handout_page
    from quiz.pages.html import as_html
    from quiz.pages.markdown import as_markdown
    from quiz.pages.plain import as_text

    writers: dict[str, Callable[[Page], list[str]]] = {
        ".txt": as_text,
        ".md": as_markdown,
        ".html": lambda page: as_html(page, file.language),
    }
    write = writers.get(ending.lower())
    if write is None:
        what = f"'{ending}' is not a page format" if ending else "the page's file name has no ending"
        raise QuizError(what, hint="End the name in .md, .txt or .html.", exit_code=2)
    on = date_in_words(history.now())
    return write(handout_page(handout_of(file, history.standings()), on=on, score=score))
