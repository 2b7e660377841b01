"""What is said, in the words that both front ends use."""

from typing import TYPE_CHECKING

from quiz.core.english import counted, figure, series
from quiz.core.feedback import LEVELS_IN_WORDS, WORDS
from quiz.core.outcome import Certainty, Outcome, Result, Score, Verdict
from quiz.core.session import Session
from quiz.history.place import ME
from quiz.terminal.dates import day_before, until
from quiz.terminal.frontend import Move

if TYPE_CHECKING:
    from quiz.banks.document import Citation
    from quiz.history.forgetting import Held

NOT_ADVICE = "For learning. It is not medical advice."

LEAVE = "Leave the quiz here?"
GO_ON = "Go on?"
HAND_IN = "Hand it in now?"
HOW_SURE = "How sure are you?"
OFFERS = {
    Move.AGAIN: ("r", "again, only what was missed"),
    Move.PAGE: ("p", "my page for the appointment"),
    Move.MENU: ("b", "back to the banks"),
}
"""The key of what may come after a sitting, and what it does."""


def percent(share: float) -> str:
    """A share in whole per cent; what is not quite nothing or not quite all is not told as that."""
    rounded = round(100 * share)
    if rounded in (0, 100) and share not in (0, 1):
        return "<1 %" if rounded == 0 else ">99 %"
    return f"{rounded} %"


def cited_in_words(passage: str, citation: "Citation | None") -> str:
    """The words of the document that decide, with their heading, in one line."""
    if citation is None:
        return f"These words are not in the document as they stand: “{passage}”"
    where = f"The document, under “{citation.heading}”" if citation.heading else "The document"
    return f"{where}: “{citation.before}{citation.passage}{citation.after}”"


def score_line(score: Score) -> str:
    return f"{figure(round(score.earned, 2))} of {figure(round(score.possible, 2))}"


def meaning(outcome: Outcome) -> list[str]:
    """What the score says, in sentences. Never more than it does: no "competent", no "certified"."""
    score = outcome.score
    if not score.questions:
        return ["Nothing here is scored: these questions ask you to say it in your own words."]
    if not score.complete:
        return [f"You answered {score.answered} of the {score.questions} scored questions; the others count as 0."]
    low, high = (round(100 * end) for end in score.interval())
    said = [f"On many questions like these you would likely get between {low} % and {high} %."]
    if score.right and (chance := outcome.chance()) >= 0.05:
        often = f"about {round(100 * chance)} times in 100" if chance < 0.95 else "nearly every time"
        said.append(f"Guessing alone would get as many right {often}.")
    return said


def certainty_groups(certainty: Certainty) -> list[tuple[str, int]]:
    """The four groups in words, and how many answers are in each."""
    return [
        ("Sure, and right", certainty.sure_right),
        ("Sure, but not what the document says", certainty.sure_wrong),
        ("Unsure, but right", certainty.unsure_right),
        ("Unsure, and not right", certainty.unsure_wrong),
    ]


def certainty_score(certainty: Certainty) -> str:
    """The certainty-based score, for those who asked for it: it can be negative."""
    accuracy, with_bonus = (
        figure(round(100 * share, 1)) for share in (certainty.accuracy, certainty.accuracy + certainty.bonus)
    )
    return (
        f"Certainty-based mark: {figure(round(certainty.average, 2))} on average; 3 is the best and -6 the worst. "
        f"Accuracy {accuracy} %; counting how well you judged your own certainty, {with_bonus} %."
    )


def passed(outcome: Outcome) -> list[str]:
    """Whether the pass mark was reached; nothing where there is none."""
    if outcome.passed is None:
        return []
    mark = figure(round(100 * (outcome.rules.pass_at or 0), 2))
    return [f"The pass mark, {mark} %, was {'reached' if outcome.passed else 'not reached'}."]


def resume_with(learner: str) -> str:
    """The command that goes on with the sitting a learner left."""
    from shlex import quote

    return "quiz resume" if learner == ME else f"quiz resume --learner {quote(learner)}"


def stopped(outcome: Outcome, resume: str) -> str:
    """That the sitting was stopped, how far it came, and by which command to go on, if by any."""
    answered = sum(result.verdict is not Verdict.NOT_REACHED for result in outcome.results)
    how = f" `{resume}` goes on from here." if resume else ""
    return f"Stopped. {answered} of {len(outcome.results)} answered.{how}"


def left_off(of: str, answered: int, questions: int, when: int, now: int) -> str:
    """That a sitting was left, what it was of, and how far it came."""
    return f"You left a sitting ({of}): {answered} of {questions} answered {day_before(when, now)}."


def left_out(number: int) -> str:
    """That questions of a sitting that was left are not asked any more."""
    has, is_ = ("has", "is") if number == 1 else ("have", "are")
    return f"{counted(number, 'question')} {has} changed since, and {is_} left out."


def nothing_due(next_due: int | None, now: int) -> str:
    """That there is nothing to review now, and when there will be."""
    if next_due is None:
        return "Nothing has been answered yet, so there is nothing to review. `quiz` asks the first questions."
    return f"Nothing is due. The next question comes back {until(next_due, now)}."


def ways(session: Session) -> str:
    """What may be typed in place of an answer."""
    return "s to pass over, q for all questions" if session.exam else "s to skip, q to finish"


def still_open(session: Session) -> str:
    """How much of an exam has no answer yet."""
    number = len(session) - len(session.answers)
    return (
        f"{counted(number, 'question')} {'is' if number == 1 else 'are'} still open."
        if number
        else "Every question has an answer."
    )


def time_taken(seconds: float) -> str:
    """Minutes in words, and "under a minute"."""
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes else "under 1 min"


def note_on(result: Result) -> str:
    """What a list of questions to look at again adds to one that was not simply wrong, in brackets."""
    if result.verdict in (Verdict.WRONG, Verdict.PARTLY) and (result.certainty or 0) > 1:
        return f" (you were {LEVELS_IN_WORDS[result.certainty or 0]})"
    if result.verdict is Verdict.WRONG:
        return ""
    told = result.verdict in (Verdict.PARTLY, Verdict.DONT_KNOW, Verdict.NOT_REACHED)
    return f" ({WORDS[result.verdict].lower() if told else 'marked by you'})"


def not_answered(number: int) -> str:
    """How much of the must-know has no answer."""
    return f"Not answered: {number}."


def next_steps(outcome: Outcome) -> list[str]:
    """What to do now, in sentences."""
    steps = []
    if outcome.look_again:
        steps.append("Next: read the words above once more.")
    elif outcome.score.complete:
        steps.append("Nothing here needs another look.")
    told = any(result.verdict is Verdict.TOLD for result in outcome.teach_back)
    if outcome.score.answered and not told:
        steps.append("Tell someone, in your own words, what you have learned.")
    return [*steps, "Ask your practitioner about anything that is still unclear."]


def state_of(session: Session, position: int) -> str:
    """What has become of a question of an exam: "answered", "open, marked"."""
    state = "answered" if position in session.answers else "open"
    return f"{state}, marked" if position in session.flagged else state


def kept(held: "Held") -> str:
    """How many answers are kept, and of whom."""
    if not held.sittings:
        return "No answers are kept."
    return (
        f"{counted(held.answers, 'answer')} in {counted(held.sittings, 'sitting')}, of {series(list(held.learners))}."
    )
