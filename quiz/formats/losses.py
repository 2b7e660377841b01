"""What a format can't express, in sentences: kinds of question and keys."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Final

from quiz.core.bank import BANK_FIELDS, Bank, Item, QuestionFile
from quiz.core.kinds import AnyQuestion, ShortAnswer
from quiz.core.kinds.fields import Exact
from quiz.errors import QuizError
from quiz.formats import Loss

NEVER_LOST: Final = frozenset({"id", "ask", "explain", "passage", "draft", "ignore", "revision"})
"""Keys that every format supports, and those that mean nothing to other systems."""
LOST: Final = {
    "exact_unit": "other units of the same size can't be ruled out",
    "keep_order": "its options may be shuffled",
    "language": "the language of its answer is lost",
    "must_know": "its mark as must-know is lost",
    "points": "its points are lost",
    "reject": "its wrong answers with their reasons are lost",
    "scoring": "all-or-nothing scoring is lost: there is partial credit",
    "statement": "the sentence for the page for the appointment is lost",
    "tolerance": "its tolerance is lost",
    "unit": "its unit is lost",
}
"""The sentence for a key of a question that a format doesn't support."""
LOST_OF_BANK: Final = {
    "scored": "its questions count in the score there",
    "audience": "it is no longer only for trainees",
}
LOST_OF_FILE: Final = "the box on when to get urgent help is lost"
DIGITS_ONLY: Final = "its answer counts only in digits, and a unit only as written"
ONLY_LISTED: Final = "only its listed answers count: other forms and spelling slips are wrong"
AS_ESSAY: Final = "it becomes an essay, with the answer in its feedback"
NO_CASE: Final = "case is ignored in its exact answers"
ROUNDED: Final = "its weights are rounded to those that the format allows"
TOGETHER: Final = "the reasons of its pairs are shown together, not each with its own"
DRAFT: Final = "left out: it is still a draft"
MAX_NAMED: Final = 5
"""The maximum number of questions that a line names for one loss."""
Special = Callable[[AnyQuestion], Iterable[str]]


def writable(
    banks: Sequence[Bank], types: Collection[str], supports: Callable[[AnyQuestion], bool] = lambda _: True
) -> list[Item]:
    """The questions of these kinds that a format supports. Raises QuizError if there are none."""
    items = [item for bank in banks for item in bank.items if item.question.kind in types and supports(item.question)]
    if not items:
        raise QuizError("this format supports none of these questions", hint=f"It supports: {', '.join(types)}.")
    return items


def losses(
    file: QuestionFile, banks: Sequence[Bank], types: Collection[str], keys: Collection[str], special: Special
) -> tuple[Loss, ...]:
    """What is lost in a format that supports these kinds and keys. `special` gives further losses of a question."""
    supported = NEVER_LOST.union(keys)
    urgent = [Loss(file.id, LOST_OF_FILE)] if file.urgent and "urgent" not in supported else []
    of_banks = (Loss(name, what) for bank in banks for name, what in _of_bank(bank, types, supported, special))
    return (*urgent, *of_banks)


def _of_bank(bank: Bank, types: Collection[str], keys: Collection[str], special: Special) -> Iterator[tuple[str, str]]:
    for key, what in LOST_OF_BANK.items():
        if key not in keys and getattr(bank, key) != BANK_FIELDS[key].default:
            yield bank.id, what
    for question in bank.questions:
        if question.kind not in types:
            yield question.id, f"left out: this format has no question of the kind '{question.kind}'"
            continue
        for key, field in question.fields.items():
            if not (key in keys or field.required or getattr(question, key) == field.default):
                yield question.id, LOST.get(key, f"its '{key}' is lost")
        if any(part.passages for part in question.cited_parts()):
            yield question.id, "which part each passage belongs to is lost"
        for what in special(question):
            yield question.id, what


def has_exact(question: ShortAnswer) -> bool:
    """Whether an answer is compared with case and punctuation."""
    return any(isinstance(answer, Exact) for answer in question.accept) or any(one.exact for one in question.reject)


def drafts_left_out(file: QuestionFile, banks: Collection[str]) -> Iterator[Loss]:
    """The drafts of the banks with these ids, or of all, which no format has."""
    whole = file.whole.items if file.whole else ()
    return (Loss(one.id, DRAFT) for bank, one in whole if one.draft and (not banks or bank.id in banks))


def loss_lines(losses: Iterable[Loss]) -> Iterator[str]:
    """A line for each loss, with the first questions that it concerns."""
    questions: dict[str, list[str]] = {}
    for loss in losses:
        questions.setdefault(loss.what, []).append(loss.question)
    for what, names in questions.items():
        more = f" and {len(names) - MAX_NAMED} more" if len(names) > MAX_NAMED else ""
        yield f"{', '.join(names[:MAX_NAMED])}{more}: {what}"
