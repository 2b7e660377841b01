"""The page of `quiz progress`: what a learner knows, and when reviews are due."""

from collections.abc import Iterator, Sequence
from typing import Final

from quiz.core.bank import PATIENT, QuestionFile
from quiz.core.english import counted, percent
from quiz.core.progress import BankProgress, Finished, Progress
from quiz.dates import WEEKDAYS, moment
from quiz.pages.blocks import Block, Chart, Group, Heading, Item, Lead, Meter, Page, Paragraph, Span, Timeline, words

LISTED: Final = 10
"""The most quizzes listed in words, the latest ones."""


def progress_page(file: QuestionFile, progress: Progress, learner: str, days: Sequence[int]) -> Page:
    """The whole page. `days` are the starts of the days of the forecast, as for `progress_of`."""
    title = [Heading(words(file.title), words(Span(f"learner: {learner}", "dim")), level=1)]
    if not progress.seen:
        return [title, [Paragraph(words("No answers yet. Run `quiz` to start."))]]
    return [
        title,
        list(_must_know(file, progress)),
        [_bank(bank) for bank in progress.banks if bank.questions and (bank.bank.audience == PATIENT or bank.seen)],
        _trend(progress.trend),
        list(_forecast(progress, days)),
    ]


def _must_know(file: QuestionFile, progress: Progress) -> Iterator[Block]:
    if progress.missed:
        yield Heading(words(f"Must know, still to learn: {len(progress.missed)}"))
        for item in progress.missed:
            yield Item(words(item.question.asked), Lead("· "))
    if progress.unseen:
        yield Heading(words(f"Must know, not asked yet: {len(progress.unseen)}"))
    if any(bank.must_know for bank in file.main_banks) and not progress.missed and not progress.unseen:
        yield Item(words(Span("Must know: you know all of it.", "strong")), Lead("✓ ", tone="good"))


def _bank(bank: BankProgress) -> Block:
    due = Span(f", {bank.due} due" if bank.due else "", "strong")
    figure = words(f"{bank.known} of {bank.questions} known, {bank.seen} seen", due)
    return Meter(bank.bank.title, bank.known / bank.questions, figure)


def _trend(trend: Sequence[Finished]) -> Group:
    """A chart of the share of the points in each finished quiz."""
    if not trend:
        return []
    shares = [percent(finished.share) for finished in trend]
    several = f"Last {len(shares)} finished quizzes: from {shares[0]} to {shares[-1]}"
    heading = Heading(words(several if len(shares) > 1 else f"One finished quiz: {shares[0]}"))
    listed = f"The latest, oldest first: {', '.join(shares[-LISTED:])}." if len(shares) > 1 else ""
    return [heading, Chart(tuple(finished.share for finished in trend), ("100%", "0%"), listed)]


def _forecast(progress: Progress, days: Sequence[int]) -> Iterator[Block]:
    """The number of reviews due on each day."""
    yield Heading(words(f"Reviews in the next two weeks: {sum(progress.forecast)}"))
    if progress.due:
        yield Paragraph(words(f"{counted(progress.due, 'question')} due now: run `quiz review`."))
    names = (_day_name(start, ahead) for ahead, start in enumerate(days))
    yield Timeline(tuple(zip(names, progress.forecast, strict=False)))


def _day_name(start: int, ahead: int) -> str:
    day = moment(start)
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day}" if ahead else "today"
