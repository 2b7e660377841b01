"""Run the menu, one choice after another."""

from typing import TYPE_CHECKING

from quiz.core.home import Action, Chosen, home_of
from quiz.core.selection import select_items, short_round
from quiz.core.session import Rules, Session
from quiz.core.standing import Standings, due_items
from quiz.dates import date_in_words
from quiz.errors import QuizError
from quiz.runner import QuizRunner, SessionResult
from quiz.terminal.frontend import Move

if TYPE_CHECKING:
    from quiz.pages.blocks import Page


class Menu:
    """Shows the menu and runs what is chosen there."""

    def __init__(self, runner: QuizRunner) -> None:
        self.runner = runner
        self.front, self.history, self.file, self.clock = runner.front, runner.history, runner.file, runner.clock

    def run(self, *, seed: int, rules: Rules) -> bool:
        """Choose banks and take them until the learner leaves. Returns whether it was interrupted."""
        try:
            result: SessionResult | None = None
            while result is None or result.after is Move.MENU:
                left = self.runner.unfinished()
                standings, latest = self.known()
                progress = (len(left.rows), len(left.asked)) if left else None
                home = home_of(self.file, standings, now=self.clock.now(), unfinished=progress, latest=latest)
                chosen = self.front.choose(home)
                if left and (chosen is None or chosen.action is not Action.RESUME):
                    self.history.release(left)
                if chosen is None:
                    return False
                seed += 1
                if left and chosen.action is Action.RESUME:
                    result = self.runner.resume_session(left)
                else:
                    result = self.chosen(chosen, standings, seed=seed, rules=rules)
            return result.interrupted
        except KeyboardInterrupt:
            return True

    def known(self) -> tuple[Standings, str]:
        """The learner's standings and the latest bank; nothing if the answers cannot be read."""
        try:
            return self.history.latest()
        except QuizError:  # the first answer that cannot be saved says why
            return {}, ""

    def chosen(self, chosen: Chosen, standings: Standings, *, seed: int, rules: Rules) -> SessionResult | None:
        """Do what was chosen from the menu. Returns the result if it was a quiz."""
        now, mode = self.clock.now(), "take"
        match chosen.action:
            case Action.PROGRESS:
                self.front.show(self.progress_page())
                return None
            case Action.PAGE:
                from quiz.core.handout import handout_of
                from quiz.pages.handout_page import handout_page

                self.front.show(
                    handout_page(handout_of(self.file, standings), on=date_in_words(now)), self.runner.save_page
                )
                return None
            case Action.DOCUMENT:
                self.front.read()
                return None
            case Action.ROUND:
                items = short_round(self.file.main_banks, standings, seed=seed, now=now)
            case Action.REVIEW:
                items, mode = tuple(due_items(self.file.banks, standings, now)), "review"
            case _:
                items = select_items([chosen.bank] if chosen.bank else self.file.main_banks, seed=seed)
        session = Session(items, seed=seed, rules=rules)
        return self.runner.take_and_repeat(session, self.history.begin(session, mode))

    def progress_page(self) -> "Page":
        """The learner's progress."""
        from quiz.pages.progress_page import progress_page

        found, days = self.history.progress()
        return progress_page(self.file, found, self.history.learner, days)
