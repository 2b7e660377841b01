"""The last screen: what the score says, the must-know apart, and what to look at again."""

from collections.abc import Sequence

from rich.text import Text

from quiz.core.feedback import SIGNS
from quiz.core.outcome import Outcome, Result, Verdict, certainty_of
from quiz.terminal.frontend import Cite, Move
from quiz.terminal.layout import ACCENT, DIM, GOOD, STRONG, bar, hang, key_hints, measure, spread, wrap
from quiz.terminal.page import View
from quiz.terminal.views import STYLES, page_of, passage_lines
from quiz.terminal.wording import (
    OFFERS,
    certainty_groups,
    certainty_score,
    meaning,
    next_steps,
    not_answered,
    note_on,
    passed,
    score_line,
    time_taken,
)


def summary_view(outcome: Outcome, seconds: float, cite: Cite, offers: Sequence[Move], columns: int) -> View:
    """What a sitting came to."""
    width = measure(columns)
    blocks = [
        _must_know(outcome, width),
        _score(outcome, seconds, width),
        _certainty(outcome, width),
        _banks(outcome, width),
        _look_again(outcome, cite, width),
        _teach_back(outcome, width),
        [line for step in next_steps(outcome) for line in wrap(step, width)],
    ]
    hints = [*(OFFERS[offer] for offer in offers), ("q", "leave")]
    return page_of(blocks, key_hints(hints, width))


def _score(outcome: Outcome, seconds: float, width: int) -> list[Text]:
    taken = Text(time_taken(seconds), DIM)
    said = [line for sentence in [*passed(outcome), *meaning(outcome)] for line in wrap(sentence, width)]
    if not outcome.score.questions:
        return [*said, taken]
    return [*spread(Text(f"Score: {score_line(outcome.score)}", STRONG), taken, width), *said]


def _certainty(outcome: Outcome, width: int) -> list[Text]:
    certainty = certainty_of(outcome.results)
    if certainty is None:
        return []
    lines = wrap(Text.assemble(("How sure you were", STRONG), ("  (sure means fairly sure or sure)", DIM)), width)
    for words, number in certainty_groups(certainty):
        lines += hang(words, width, Text(f"{number:>3}  ", STRONG if number else DIM))
    return [*lines, *(wrap(certainty_score(certainty), width) if outcome.rules.certainty_score else [])]


def _must_know(outcome: Outcome, width: int) -> list[Text]:
    if not outcome.must_know:
        return []
    right, of = outcome.must_know_right, len(outcome.must_know)
    style = GOOD if right == of else STRONG
    lines = spread(Text("Must know", STRONG), Text(f"{right} of {of}", style), width)
    if right == of:
        return [*lines, *hang("All of it right.", width, Text("✓ ", f"{STRONG} {GOOD}"))]
    for result in outcome.must_know_missed:
        lines += hang(result.question.asked, width, Text(f"{SIGNS[result.verdict]} ", STYLES[result.verdict]))
    if outcome.must_know_open:
        lines += hang(not_answered(outcome.must_know_open), width, "· ")
    return lines


def _banks(outcome: Outcome, width: int) -> list[Text]:
    scored = outcome.scored_banks
    if len(scored) < 2:
        return []
    marks = [score_line(score) for _, score in scored]
    mark_width = max(map(len, marks))
    bar_width = max(8, min(28, width // 3))
    title_width = width - bar_width - mark_width - 4
    lines = []
    for (bank, score), mark in zip(scored, marks, strict=True):
        if title_width < 9:
            lines += [*wrap(bank.title, width), *spread(bar(score.share, bar_width), Text(mark), width)]
            continue
        title = wrap(bank.title, title_width)
        title[0].pad_right(title_width - title[0].cell_len)
        lines += [Text.assemble(title[0], "  ", bar(score.share, bar_width), f"  {mark:>{mark_width}}"), *title[1:]]
    return lines


def _look_again(outcome: Outcome, cite: Cite, width: int) -> list[Text]:
    results = outcome.look_again
    if not results:
        return []
    lines = [Text("To look at again", STRONG)]
    number_width = len(str(len(results))) + 2
    for number, result in enumerate(results, 1):
        lines += [Text(), *_missed(result, cite, width, Text(f"{number:<{number_width}}", DIM))]
    return lines


def _missed(result: Result, cite: Cite, width: int, lead: Text) -> list[Text]:
    question = result.question
    inner = width - lead.cell_len
    below = [line for part in question.answer_lines() for line in hang(part, inner, Text("→ ", ACCENT))]
    below += passage_lines(question.passage, cite(question.passage), inner)
    asked = hang(Text.assemble(question.asked, (note_on(result), DIM)), width, lead)
    return [*asked, *(Text.assemble(" " * lead.cell_len, line) for line in below)]


def _teach_back(outcome: Outcome, width: int) -> list[Text]:
    if not outcome.teach_back:
        return []
    lines = wrap(Text.assemble(("In your own words", STRONG), ("  (not scored)", DIM)), width)
    for result in outcome.teach_back:
        style = STYLES[result.verdict]
        note = ""
        if result.verdict is Verdict.TOLD:
            note = f" ({len(result.response.covered)} of {len(result.question.answer_lines())} points)"
        lines += hang(Text.assemble(result.question.ask, (note, DIM)), width, Text(f"{SIGNS[result.verdict]} ", style))
    return lines
