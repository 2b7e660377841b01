"""The line-by-line front end for screen readers, pipes and plain terminals.

Numbered options and typed answers, without redrawing, colour, box art or pauses. The end of the input ends the session.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TextIO

from quiz.characters import one_line
from quiz.core.citation import Cite, origin, quotations
from quiz.core.english import linked, sentence
from quiz.core.feedback import HEADLINES, LEVELS, feedback_on
from quiz.core.home import Action, Chosen, Home
from quiz.core.outcome import Outcome, outcome_of
from quiz.core.session import Session
from quiz.core.wording import FOR_TRAINEES, HOW_SURE, INTRODUCTION, MUST_KNOW, NOT_ADVICE, WHAT_MUST_BE_KNOWN
from quiz.dates import time_left
from quiz.terminal.controls import entry_for, with_text_kept
from quiz.terminal.controls.base import numbered
from quiz.terminal.frontend import Answered, Ending, Move, Save, SecondsLeft, TimeUp
from quiz.terminal.prompts import Ended, Prompts, Skipped
from quiz.terminal.typed_lines import read_goal, read_number, read_one_of, read_row_or, read_yes
from quiz.terminal.wording import (
    CONTINUE,
    HAND_IN,
    OFFERS,
    badge,
    offered,
    size_of,
    state_of,
    still_open,
    stopped,
)

if TYPE_CHECKING:
    from quiz.bank.document import Document
    from quiz.pages.blocks import Page


class LinesFrontEnd(Prompts):
    """Asks line by line, and shows the document."""

    def __init__(self, source: TextIO, out: TextIO, document: "Callable[[], Document] | None" = None) -> None:
        super().__init__(source, out)
        self.document = document
        self.finished_early = False  # if so, the learner isn't asked what to do next

    def notice(self, text: str) -> None:
        self.say(one_line(text))

    def offer(self, what: str, resume: str) -> bool:
        if not self.source.isatty():
            self.say(f"{what} Continue with `{resume}`.")
            return False
        try:
            return bool(self.prompted(f"{what} {CONTINUE} (y or n)", read_yes))
        except (Ended, Skipped):
            return False

    def choose(self, home: Home) -> Chosen | None:
        known, of = home.must_know
        self.say(home.title, *([INTRODUCTION] if home.first_run else []))
        if of:
            self.say(WHAT_MUST_BE_KNOWN if home.first_run else f"{MUST_KNOW}: {known} of {of} known.")
        self.say(NOT_ADVICE, "")
        for number, row in enumerate(home.rows, 1):
            if number == len(home.rows) - home.trainees + 1:
                self.say(f"{FOR_TRAINEES}:")
            size = f"{size_of(row)}{', must-know questions to learn' if row.open else ''}"
            self.say(f"{number}. {linked(row.title, ',', size)}")
        keys = {"p": Action.PROGRESS, "a": Action.PAGE, "d": Action.DOCUMENT}
        rows, first = len(home.rows), home.cursor + 1
        letters = "p for progress, a for my page, d for the document, q to quit"
        prompt = f"What next (1 to {rows}, Enter for {first}, {letters})"
        try:
            chosen = self.prompted(prompt, partial(read_row_or, words=keys, most=rows, default=home.cursor))
        except (Ended, Skipped):
            return None
        if isinstance(chosen, Action):
            return Chosen(chosen)
        return Chosen(home.rows[chosen].action, home.rows[chosen].bank)

    def show(self, page: "Page", save: "Save | None" = None) -> None:
        from quiz.pages.plain import as_lines

        self.say("", *as_lines(page), "")

    def read(self, passages: Sequence[str] = ()) -> None:
        for section in self.document().sections if self.document else ():
            self.say("", *filter(None, [section.heading, *(block.text for block in section.blocks)]))
        self.say("")

    def ask(self, session: Session, cite: Cite, left: SecondsLeft | None) -> Answered | Move:
        self.left = left
        about = [f"Question {session.position + 1} of {len(session)}", session.item.bank.title]
        about += [badge(session.question)]
        about += [origin(session.item, cite), time_left(left()).capitalize() if left else ""]
        self.say("", " ".join(sentence(part) for part in about if part))
        self.say(session.question.asked)
        if session.exam and session.current:
            self.say(f"You answered: {session.question.in_line(session.current.response)}")
            self.say("A new answer replaces it.")
        entry = entry_for(session.question, session.shown_order(), exam=session.exam)
        try:
            response = entry.ask_in_lines(self.say, self.prompted)
            return Answered(response, self.certainty(session))
        except TimeUp:
            self.say("")
            move = Move.TIME_UP
        except Ended:
            move = Move.OVERVIEW if session.exam else Move.LEAVE
            self.finished_early = not session.exam
        except Skipped:
            move = (Move.OVERVIEW if session.at_last else Move.NEXT) if session.exam else Move.DONT_KNOW
        finally:
            self.left = None
        return with_text_kept(session, entry, move)

    def certainty(self, session: Session) -> int | None:
        if not (session.rules.certainty and not session.question.self_assessed):
            return None
        levels = ", ".join(f"{number} {level}" for number, level in enumerate(LEVELS, 1))
        while True:
            try:
                return int(self.prompted(f"{HOW_SURE} ({levels})", partial(read_number, most=3))) + 1
            except Skipped:
                self.say("Please type a number from 1 to 3.")
            except TimeUp:
                return None  # the answer was given in time
            except Ended:  # the answer is kept, and saved
                self.finished_early = not session.exam
                return None

    def overview(self, session: Session, left: SecondsLeft | None) -> int | Move:
        self.left = left
        self.say("", still_open(session))
        for place, item in enumerate(session.items):
            self.say(f"{place + 1}. {item.question.asked} ({state_of(session, place)})")
        prompt = f"Go to question (1 to {len(session)}), h to hand in, or q to leave and continue later"
        try:
            while True:
                chosen: int | Move = self.prompted(prompt, partial(read_goal, most=len(session)))
                if chosen is not Move.HAND_IN or session.complete:
                    return chosen
                if self.prompted(f"{still_open(session)} {HAND_IN} (y or n)", read_yes):
                    return chosen
        except TimeUp:
            self.say("")
            return Move.TIME_UP
        except (Ended, Skipped):
            self.finished_early = True
            return Move.LEAVE
        finally:
            self.left = None

    def feedback(self, session: Session, cite: Cite) -> Move:
        question, answer, order = session.question, session.current, session.shown_order()
        if session.handed_in:
            number = f"Question {session.position + 1} of {len(session)}"
            about = [sentence(part) for part in (number, badge(question)) if part]
            self.say("", " ".join([*about, question.asked]))
            if question.options:
                self.say(*numbered(question.options[position].text for position in order))
            if answer:
                self.say(f"You answered: {question.in_line(answer.response)}")

        def label(position: int) -> str:
            number = str(order.index(position) + 1)
            corrected = question.control == "tick" and answer and answer.response is not None
            return f"{number} ({question.options[position].text.rstrip('.')})" if corrected else number

        feedback = feedback_on(question, answer, label)
        self.say(f"{HEADLINES[feedback.verdict]}{f': {feedback.why}' if feedback.why else '.'}", *feedback.parts)
        if feedback.key:
            self.say(feedback.key)
        if feedback.answer:
            self.say("The answer:", *feedback.answer)
        self.say(*feedback.notes, question.explain, *map(str, quotations(feedback.evidence, cite)))
        return Move.LEAVE if self.finished_early else Move.NEXT

    def summary(self, ending: Ending, offers: Sequence[Move]) -> Move:
        from quiz.pages.plain import as_lines
        from quiz.pages.summary import details_page, summary_page

        if ending.session.untouched:
            self.say("", "No questions answered.")
            return Move.LEAVE
        outcome = outcome_of(ending.session)
        self.say("", *as_lines(summary_page(outcome, ending.file, ending.cite)))
        if self.finished_early or not offers:
            return Move.LEAVE
        self.say("")
        while True:
            match self.what_next(ending.session, offered(outcome, offers)):
                case "i":
                    self.say("", *as_lines(details_page(outcome, ending.file, ending.seconds)))
                case "e":
                    self.look_back(ending.session, ending.cite)
                case Move.PAGE:
                    self.say("", *as_lines(ending.handout()))
                case Move() as chosen:
                    return chosen

    def what_next(self, session: Session, offers: Sequence[Move]) -> Move | str:
        """The chosen offer, of which the first is that of an empty line; or the letter of another choice."""
        moves = {OFFERS[offer][0]: offer for offer in offers if offer in OFFERS}
        default = OFFERS[offers[0]][0] if offers[0] in OFFERS else "q"
        choices = [OFFERS[move] for move in moves.values()]
        at = 0 if default == "q" else 1
        choices[at:at] = [*([("e", "each question in order")] if session.handed_in else []), ("i", "details")]
        choices.append(("q", "leave"))
        prompt = f"What next ({', '.join(f'{word}: {effect}' for word, effect in choices)}; Enter: {default})"
        try:
            word = self.prompted(prompt, partial(read_one_of, words=[word for word, _ in choices], default=default))
        except (Ended, Skipped):
            return Move.LEAVE
        return Move.LEAVE if word == "q" else moves.get(word, word)

    def look_back(self, session: Session, cite: Cite) -> None:
        """Show the feedback on every question, in the order of the session."""
        for position in range(len(session)):
            session.look_back(position)
            self.feedback(session, cite)
        session.finish()

    def stopped(self, outcome: Outcome, resume: str) -> None:
        self.say("", stopped(outcome, resume))
