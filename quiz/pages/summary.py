"""The end of a session: the score, must-know questions, the questions to review, and the details."""

from collections.abc import Iterator
from typing import NamedTuple

from quiz.core.bank import QuestionFile
from quiz.core.citation import Cite
from quiz.core.english import counted, figure
from quiz.core.feedback import LEVELS_IN_WORDS, SIGNS, TONES, WORDS
from quiz.core.outcome import Certainty, Outcome, Result, Score, Verdict, certainty_of
from quiz.core.wording import ASK_ABOUT_IT, TELL_SOMEONE
from quiz.pages.blocks import Block, Box, Group, Heading, Item, Lead, Meter, Page, Paragraph, Span, quotes, words

REVIEW = "Review these"


class Row(NamedTuple):
    """A question in the list at the end: its text, and a note on its answer in a word or two."""

    result: Result
    text: str
    note: str

    @property
    def to_learn(self) -> bool:
        """Whether it must be known and isn't yet."""
        question, verdict = self.result.question, self.result.verdict
        return question.is_must_know and verdict is not Verdict.RIGHT


class Summary(NamedTuple):
    """The parts of the summary. The words `urgent` come first if one of the banks says so, else last."""

    score: Group
    banks: Group
    title: str
    rows: tuple[Row, ...]
    all_questions: bool
    urgent: Group
    urgent_first: bool


def summary_of(outcome: Outcome, file: QuestionFile) -> Summary:
    """The summary of a session. Its list has the questions to review and the teach-backs with points left; after an
    exam, which showed no feedback, also the others."""
    listed, title = outcome.listed, REVIEW
    if outcome.rules.exam:
        title = "Your answers, those to review first" if listed else "Your answers"
        places = {result.position for result in listed}
        listed += tuple(result for result in outcome.results if result.position not in places)
    rows = tuple(_row(result) for result in listed)
    return Summary(
        score=[*_score(outcome), *_must_know(outcome, sum(row.to_learn for row in rows))],
        banks=_banks(outcome, file),
        title=title,
        rows=rows,
        all_questions=outcome.rules.exam,
        urgent=[Box(file.urgent_help)] if file.urgent else [],
        urgent_first=any(bank.urgent for bank, _ in outcome.banks),
    )


def summary_page(outcome: Outcome, file: QuestionFile, cite: Cite) -> Page:
    """The summary, with the answer to each question to review; after an exam, which showed no feedback, also with its
    passages."""
    summary = summary_of(outcome, file)
    rows = summary.rows[: len(outcome.listed)]
    return [
        summary.urgent if summary.urgent_first else [],
        summary.score,
        summary.banks,
        [Heading(words(REVIEW))] if rows else [],
        *(_answered(number, row, cite if outcome.rules.exam else None) for number, row in enumerate(rows, 1)),
        [] if summary.urgent_first else summary.urgent,
    ]


def _score(outcome: Outcome) -> Iterator[Block]:
    yield Heading(words(_sentence(outcome)))
    if outcome.passed is not None:
        mark = figure(round(100 * (outcome.rules.pass_at or 0), 2))
        yield Paragraph(words(f"The pass mark, {mark}%, was {'reached' if outcome.passed else 'not reached'}."))


def _sentence(outcome: Outcome) -> str:
    """The score in a sentence: in questions if no mark is partial, else in points."""
    score = outcome.score if outcome.score.questions else outcome.unscored
    if not score.questions:
        return "Nothing here is scored: these questions ask for an answer in your own words."
    number = f"{score.right} of {score.questions}"
    if outcome.all_right:
        sentence = f"{f'All {score.questions}' if score.questions > 2 else number} correct. Well done."
    else:
        points = "point" if score.possible == 1 else "points"
        known = f"{number} correct" if score.in_questions else f"{_points(score)} {points}"
        left = score.questions - score.answered
        sentence = f"{known}{f', {left} not answered' if left else ''}."
    if not outcome.score.questions:
        return f"{sentence} These questions don't count towards a score."
    unscored = outcome.unscored
    return f"{sentence} Not scored: {_points(unscored)}." if unscored.questions else sentence


def _points(score: Score, digits: int = 1) -> str:
    """Points with so many decimals; with more if they would be rounded to all of them though some are missing."""
    earned = round(score.earned, digits)
    if earned >= score.possible > score.earned:
        earned = round(score.earned, digits + 1)
    return f"{figure(earned)} of {figure(round(score.possible, 2))}"


def _must_know(outcome: Outcome, listed: int) -> Iterator[Block]:
    right, of = outcome.must_know_right, len(outcome.must_know)
    if right == of:
        if of:
            all_of = f"all {of}" if of > 2 else f"{right} of {of}"
            yield Item(words(f"Must know: {all_of} correct."), Lead("✓ ", tone="good"))
        return
    open_ = f", {outcome.must_know_open} not answered" if outcome.must_know_open else ""
    learn = f" Still to learn: {listed}, listed first." if listed else ""
    text = words(Span(f"Must know: {right} of {of} correct{open_}.", "strong"), learn)
    yield Item(text, Lead("! ", tone="middling"))


def _banks(outcome: Outcome, file: QuestionFile, digits: int = 1) -> Group:
    """The score in each of several scored banks, in the order of the file."""
    places = {bank.id: place for place, bank in enumerate((file.whole or file).banks)}
    banks = [(bank, score) for bank, score in outcome.marked_banks if bank.scored]
    banks.sort(key=lambda entry: places.get(entry[0].id, len(places)))
    return [Meter(bank.title, score.share, words(_points(score, digits))) for bank, score in banks if len(banks) > 1]


def _row(result: Result) -> Row:
    question = result.question
    if not question.self_assessed:
        return Row(result, question.asked, _note_on(result))
    again = "Try again: " if result.mark < 1 and result.verdict is not Verdict.NOT_REACHED else ""
    explained = result.verdict is Verdict.EXPLAINED
    note = question.why(result.response).rstrip(".") if explained else WORDS[result.verdict].lower()
    return Row(result, f"{again}{question.asked}", note)


def _note_on(result: Result) -> str:
    verdict = WORDS[result.verdict].lower()
    if result.verdict in (Verdict.WRONG, Verdict.PARTLY) and (result.certainty or 0) > 1:
        return f"{verdict}, you were {LEVELS_IN_WORDS[result.certainty or 0]}"
    return "marked by you" if result.verdict is Verdict.RIGHT and result.flagged else verdict


def _answered(number: int, row: Row, cite: Cite | None) -> Group:
    """A question to review, with the response, the key and, with `cite`, the passages."""
    question, response = row.result.question, row.result.response
    must = words(Span("Must know. ", "strong")) if row.to_learn else ()
    blocks: list[Block] = [
        Item((*must, *words(row.text, Span(f" ({row.note})", "dim"))), Lead(f"{number}  ", f"{number}.", "dim"))
    ]
    if response is not None and (given := question.in_line(response)):
        blocks.append(Paragraph(words(f"You answered: {given}"), inside=True))
    if question.self_assessed and response is not None:
        left = question.corrections(response, str)
        blocks += (Item(words(line), Lead("→ ", tone="accent"), inside=True) for line in left)
    else:
        key = question.answer_lines()
        blocks += (Item(words(line), Lead("→ ", "Answer:", "accent"), inside=True) for line in key)
    return [*blocks, *(quotes(question.evidence(response), cite, inside=True) if cite else [])]


# The details


def details_page(outcome: Outcome, file: QuestionFile, seconds: float) -> Page:
    """What the summary leaves out: what the score means, certainty, the time taken, and what to do next."""
    return [
        [Heading(words("Details"), level=1)],
        [Paragraph(words(sentence)) for sentence in _meaning(outcome, seconds)],
        list(_certainty(outcome)),
        _banks(outcome, file, digits=2),
        list(_teach_back(outcome)),
        [Paragraph(words(step)) for step in _next_steps(outcome)],
    ]


def _meaning(outcome: Outcome, seconds: float) -> Iterator[str]:
    """The meaning of the score, in sentences. It never says "competent" or "certified"."""
    score = outcome.score
    if score.questions:
        yield f"Score: {_points(score, digits=2)}."
    marked = [result.verdict for result in outcome.results if not result.question.self_assessed]
    counts = ((WORDS[verdict], marked.count(verdict)) for verdict in Verdict)
    if marked:
        yield f"{'. '.join(f'{name}: {number}' for name, number in counts if number)}."
    if score.questions and not score.complete:
        yield f"You answered {score.answered} of the {score.questions} scored questions; the others count as 0."
    elif score.questions:
        low, high = (round(100 * end) for end in score.interval())
        yield f"On many questions like these you would likely get between {low}% and {high}%."
        if score.right and (chance := outcome.chance()) >= 0.05:
            often = f"about {round(100 * chance)} times in 100" if chance < 0.95 else "nearly every time"
            yield f"Guessing alone would get as many right {often}."
    minutes = round(seconds / 60)
    yield f"Time: {counted(minutes, 'minute') if minutes else 'under a minute'}."


def _certainty(outcome: Outcome) -> Iterator[Block]:
    certainty = certainty_of(outcome.results)
    if certainty is None:
        return
    yield Heading(words("How sure you were", Span("  (sure means fairly sure or sure)", "dim")))
    for text, number in (
        ("Sure, and right", certainty.sure_right),
        ("Sure, but not what the document says", certainty.sure_wrong),
        ("Unsure, but right", certainty.unsure_right),
        ("Unsure, and not right", certainty.unsure_wrong),
    ):
        yield Item(words(text), Lead(f"{number:>3}  ", f"{number}:", "strong" if number else "dim"))
    if outcome.rules.certainty_score:
        yield Paragraph(words(_certainty_score(certainty)))


def _certainty_score(certainty: Certainty) -> str:
    accuracy, with_bonus = (
        figure(round(100 * share, 1)) for share in (certainty.accuracy, certainty.accuracy + certainty.bonus)
    )
    return (
        f"Certainty-based mark: {figure(round(certainty.average, 2))} on average; 3 is the best and -6 the worst. "
        f"Accuracy {accuracy}%; counting how well you judged your own certainty, {with_bonus}%."
    )


def _teach_back(outcome: Outcome) -> Iterator[Block]:
    if outcome.teach_back:
        yield Heading(words("In your own words", Span("  (not scored)", "dim")))
    for result in outcome.teach_back:
        why = result.question.why(result.response) if result.verdict is Verdict.EXPLAINED else ""
        note = f" ({why.rstrip('.')})" if why else ""
        sign = Lead(f"{SIGNS[result.verdict]} ", f"{WORDS[result.verdict]}:", TONES[result.verdict])
        yield Item(words(result.question.ask, Span(note, "dim")), sign)


def _next_steps(outcome: Outcome) -> Iterator[str]:
    explained = any(result.verdict is Verdict.EXPLAINED for result in outcome.teach_back)
    if any(score.answered for _, score in outcome.banks) and not explained:
        yield TELL_SOMEONE
    yield ASK_ABOUT_IT
