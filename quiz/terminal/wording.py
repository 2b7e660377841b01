"""What is said, in the words that both front ends use."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from quiz.core.outcome import Outcome, Result, Score, Verdict, verdict_on
from quiz.core.questions import AnyQuestion, Choice, Match, Number, Order, Select, ShortAnswer, TeachBack, TrueFalse
from quiz.core.session import Answer
from quiz.terminal.frontend import Move

NOT_ADVICE = "For learning. It is not medical advice."

Label = Callable[[int], str]
"""What an option is called on the screen: its letter or its number, by the author's position."""

WORDS = {
    Verdict.RIGHT: "Correct",
    Verdict.PARTLY: "Partly right",
    Verdict.WRONG: "Not quite",
    Verdict.DONT_KNOW: "Not known yet",
    Verdict.TOLD: "Said in your own words",
    Verdict.NOT_REACHED: "Not reached",
}
SIGNS = {
    Verdict.RIGHT: "✓",
    Verdict.PARTLY: "◐",
    Verdict.WRONG: "✗",
    Verdict.DONT_KNOW: "?",
    Verdict.TOLD: "●",
    Verdict.NOT_REACHED: "·",
}

LEAVE = "Leave the quiz here?"
OFFERS = {Move.AGAIN: ("r", "again, only what was missed"), Move.MENU: ("b", "back to the banks")}
"""The key of what may come after a sitting, and what it does."""


class Feedback(NamedTuple):
    """What is said of one answer: `why` of the response as a whole, `parts` of its parts, one by one;
    `key` gives the answer."""

    verdict: Verdict
    why: str
    parts: tuple[str, ...]
    key: str


def feedback_on(question: AnyQuestion, answer: Answer, label: Label) -> Feedback:
    """What is said of an answer to a question."""
    verdict = verdict_on(question, answer)
    given = answer.response is not None
    return Feedback(
        verdict,
        why=_why(question, answer.response) if given else "",
        parts=tuple(_parts(question, answer.response, label)) if given else (),
        key="" if verdict in (Verdict.RIGHT, Verdict.TOLD) else key_of(question, label),
    )


def _why(question: AnyQuestion, response: Any) -> str:
    match question:
        case Choice():
            chosen: int = response
            return question.options[chosen].because
        case ShortAnswer():
            judgement = question.judge(response)
            if judgement.spelling:
                return f"It is spelled “{judgement.spelling}”."
            if judgement.rejected is not None:
                return question.reject[judgement.rejected].because
        case TeachBack():
            return f"you covered {len(response.covered)} of {counted(len(question.covers), 'point')}."
    return ""


def _parts(question: AnyQuestion, response: Any, label: Label) -> Iterable[str]:
    match question:
        case Select():
            for place in _as_shown(response, label):
                if not question.options[place].right:
                    yield f"{label(place)} does not belong. {question.options[place].because}".rstrip()
            missed = [label(place) for place in _as_shown(question.key - response, label)]
            if missed:
                too = " too" if response & question.key else ""
                yield f"{series(missed)} {'belong' if len(missed) > 1 else 'belongs'} here{too}."
        case Match():
            for pair, chosen in zip(question.pairs, response, strict=True):
                if chosen != pair.target:
                    instead = "" if chosen is None else f", not {question.classes[chosen]}"
                    yield f"{pair.item}: {question.classes[pair.target]}{instead}. {pair.because}".rstrip()


def key_of(question: AnyQuestion, label: Label) -> str:
    """The right answer, in a sentence; nothing where the feedback shows it part by part."""
    match question:
        case TrueFalse():
            return f"The answer is {question.options[question.key].text.lower()}."
        case Choice():
            return sentence(f"The answer is {label(question.key)}: {question.options[question.key].text}")
        case Select():
            places = _as_shown(question.key, label)
            texts = "; ".join(question.options[place].text for place in places)
            return sentence(f"The answer is {series([label(place) for place in places])}: {texts}")
        case ShortAnswer():
            return sentence(f"The answer is: {question.accept[0]}")
        case Number():
            unit = f" {question.unit}" if question.unit else ""
            low, high = question.answer - question.tolerance, question.answer + question.tolerance
            about = f" Anything from {figure(low)} to {figure(high)}{unit} counts." if question.tolerance else ""
            return f"The answer is {figure(question.answer)}{unit}.{about}"
        case _:
            return ""


def answer_in_words(question: AnyQuestion) -> list[str]:
    """The right answer without letters, for lists of what to look at again: a line for each part."""
    match question:
        case Choice() | Select():
            return [option.text for option in question.options if option.right]
        case ShortAnswer():
            return [question.accept[0]]
        case Number():
            return [f"{figure(question.answer)} {question.unit}".rstrip()]
        case Match():
            return [f"{pair.item}: {question.classes[pair.target]}" for pair in question.pairs]
        case Order():
            return [f"{place}. {item}" for place, item in enumerate(question.items, 1)]
        case TeachBack():
            return list(question.covers)
    return []


def _as_shown(places: Iterable[int], label: Label) -> list[int]:
    """Positions in the order of their labels, 10 after 9."""
    return sorted(places, key=lambda place: (len(label(place)), label(place)))


def series(words: list[str]) -> str:
    """Words in a row: "A", "A and B", "A, B and C"."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def sentence(text: str) -> str:
    """Text with a full stop, unless it ends like a sentence already."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def figure(value: float) -> str:
    """A number as it is read: as many decimals as it has, and no exponent below a thousand million million."""
    return f"{value:.15g}"


def counted(number: int, one: str) -> str:
    """A number and what it counts: "1 question", "3 questions"."""
    return f"{number} {one}" if number == 1 else f"{number:,} {one}s"


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


def stopped(outcome: Outcome) -> str:
    """That the sitting was interrupted, and how far it came."""
    answered = sum(result.verdict is not Verdict.NOT_REACHED for result in outcome.results)
    return f"Stopped. {answered} of {len(outcome.results)} answered."


def time_taken(seconds: float) -> str:
    """Minutes in words, and "under a minute"."""
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes else "under 1 min"


def note_on(result: Result) -> str:
    """What a list of questions to look at again adds to one that was not simply wrong, in brackets."""
    if result.verdict is Verdict.WRONG:
        return ""
    told = result.verdict in (Verdict.PARTLY, Verdict.DONT_KNOW)
    return f" ({WORDS[result.verdict].lower() if told else 'marked by you'})"


def not_reached(number: int) -> str:
    """How much of the must-know has not been asked yet."""
    return f"Not reached: {number}."


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
