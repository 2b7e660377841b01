"""The summary of a session: must-know questions first, then the score and what to review."""

from collections.abc import Iterator, Sequence

from quiz.core.citation import Cite
from quiz.core.english import figure
from quiz.core.feedback import LEVELS_IN_WORDS, SIGNS, TONES, WORDS
from quiz.core.outcome import Certainty, Outcome, Result, Score, Verdict, certainty_of
from quiz.pages.blocks import Block, Box, Group, Heading, Item, Lead, Meter, Page, Paragraph, Span, quotes, words


def summary_page(outcome: Outcome, seconds: float, cite: Cite, urgent: Sequence[str] = ()) -> Page:
    """The summary of a session that took so many `seconds`. The words `urgent` come first if one of the banks says so,
    else last."""
    box = [Box(" ".join(urgent))] if urgent else []
    first = any(bank.urgent for bank, _ in outcome.banks)
    return [
        box if first else [],
        list(_must_know(outcome)),
        list(_score(outcome, seconds)),
        list(_certainty(outcome)),
        _banks(outcome),
        *_review(outcome, cite),
        list(_teach_back(outcome)),
        [Paragraph(words(step)) for step in _next_steps(outcome)],
        [] if first else box,
    ]


def _must_know(outcome: Outcome) -> Iterator[Block]:
    if not outcome.must_know:
        return
    right, of = outcome.must_know_right, len(outcome.must_know)
    score = f"{right} of {of}"
    aside = words(Span(score, "good" if right == of else "strong"))
    yield Heading(words("Must know"), aside, spoken=f"Must know: {score}{'' if right == of else ' correct'}.")
    if right == of:
        yield Item(words("All correct in this quiz."), Lead("✓ ", tone="good"))
    for result in outcome.must_know_missed:
        yield Item(words(result.question.asked), _verdict(result))
    if outcome.must_know_open:
        yield Item(words(f"Not answered: {outcome.must_know_open}."), Lead("· "))


def _verdict(result: Result) -> Lead:
    return Lead(f"{SIGNS[result.verdict]} ", f"{WORDS[result.verdict]}:", TONES[result.verdict])


def _score(outcome: Outcome, seconds: float) -> Iterator[Block]:
    minutes = round(seconds / 60)
    taken = f"{minutes} min" if minutes else "under 1 min"
    if outcome.score.questions:
        score = f"Score: {_points(outcome.score)}"
        yield Heading(words(score), words(Span(taken, "dim")), spoken=f"{score}, in {taken}.")
    if outcome.passed is not None:
        mark = figure(round(100 * (outcome.rules.pass_at or 0), 2))
        yield Paragraph(words(f"The pass mark, {mark}%, was {'reached' if outcome.passed else 'not reached'}."))
    for sentence in _meaning(outcome):
        yield Paragraph(words(sentence))
    if not outcome.score.questions:
        yield Paragraph(words(Span(taken, "dim")))


def _points(score: Score) -> str:
    return f"{figure(round(score.earned, 2))} of {figure(round(score.possible, 2))}"


def _meaning(outcome: Outcome) -> Iterator[str]:
    """The meaning of the score, in sentences. It never says "competent" or "certified"."""
    score = outcome.score
    if not score.questions and outcome.marked_banks:
        yield "These questions are not scored."
    elif not score.questions:
        yield "Nothing here is scored: these questions ask for an answer in your own words."
    elif not score.complete:
        yield f"You answered {score.answered} of the {score.questions} scored questions; the others count as 0."
    else:
        low, high = (round(100 * end) for end in score.interval())
        yield f"On many questions like these you would likely get between {low}% and {high}%."
        if score.right and (chance := outcome.chance()) >= 0.05:
            often = f"about {round(100 * chance)} times in 100" if chance < 0.95 else "nearly every time"
            yield f"Guessing alone would get as many right {often}."


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


def _banks(outcome: Outcome) -> Group:
    """The score in each bank, where that says more than the score of all."""
    banks = outcome.marked_banks
    if len(banks) < 2 and all(bank.scored for bank, _ in banks):
        return []
    return [
        Meter(bank.title if bank.scored else f"{bank.title} (not scored)", score.share, words(_points(score)))
        for bank, score in banks
    ]


def _review(outcome: Outcome, cite: Cite) -> Iterator[Group]:
    results = outcome.to_review
    if results:
        yield [Heading(words("Review these"))]
    digits = len(str(len(results)))
    for number, result in enumerate(results, 1):
        question = result.question
        lead = Lead(f"{number:<{digits}}  ", f"{number}.", "dim")
        answers = (Item(words(line), Lead("→ ", "Answer:", "accent"), inside=True) for line in question.answer_lines())
        quoted = quotes(question.evidence(result.response), cite, inside=True)
        yield [Item(words(question.asked, Span(_note_on(result), "dim")), lead), *answers, *quoted]


def _note_on(result: Result) -> str:
    """A note in brackets on a question to review, unless it was simply wrong."""
    if result.verdict in (Verdict.WRONG, Verdict.PARTLY) and (result.certainty or 0) > 1:
        return f" (you were {LEVELS_IN_WORDS[result.certainty or 0]})"
    if result.verdict is Verdict.WRONG:
        return ""
    named = result.verdict in (Verdict.PARTLY, Verdict.DONT_KNOW, Verdict.NOT_REACHED)
    return f" ({WORDS[result.verdict].lower() if named else 'marked by you'})"


def _teach_back(outcome: Outcome) -> Iterator[Block]:
    if outcome.teach_back:
        yield Heading(words("In your own words", Span("  (not scored)", "dim")))
    for result in outcome.teach_back:
        why = result.question.why(result.response) if result.verdict is Verdict.EXPLAINED else ""
        note = f" ({why.rstrip('.')})" if why else ""
        yield Item(words(result.question.ask, Span(note, "dim")), _verdict(result))


def _next_steps(outcome: Outcome) -> Iterator[str]:
    if outcome.to_review:
        yield "Next: reread the passages above."
    elif outcome.complete:
        yield "There is nothing to review."
    explained = any(result.verdict is Verdict.EXPLAINED for result in outcome.teach_back)
    if any(score.answered for _, score in outcome.banks) and not explained:
        yield "Tell someone, in your own words, what you have learned."
    yield "Ask your practitioner about anything that is still unclear."
