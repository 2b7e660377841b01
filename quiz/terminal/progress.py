"""What a learner knows, and what comes back when."""

from collections.abc import Iterator, Sequence

from rich.text import Text

from quiz.core.bank import Item, QuestionFile
from quiz.core.english import counted
from quiz.core.progress import BankProgress, Finished, Progress
from quiz.terminal.dates import WEEKDAYS, moment
from quiz.terminal.layout import ACCENT, DIM, GOOD, STRONG, bar, hang, indent, measure, paragraphs, spread, wrap

BLOCKS = " ▁▂▃▄▅▆▇█"
ROWS = 4
"""How high the plot of the trend is."""
DAY_WIDTH = 6
TOLD = 10
"""How many finished sittings are told in words."""
NOTHING = "Nothing has been answered yet. `quiz` asks the first questions."
ALL_KNOWN = "Must know: all of it known."


def progress_lines(
    file: QuestionFile, progress: Progress, learner: str, days: Sequence[int], columns: int
) -> list[Text]:
    """The whole screen. `days` are those of the forecast, as `progress_of` takes them."""
    width = measure(columns)
    title = spread(Text(file.title, STRONG), Text(learner, DIM), width)
    if not progress.seen:
        return indent(paragraphs(title, wrap(NOTHING, width)))
    return indent(
        paragraphs(
            title,
            _must_know_lines(progress, width),
            [line for bank in progress.banks for line in _bank(bank, width)],
            _trend(progress.trend, width),
            _forecast(progress, days, width),
        )
    )


def _all_known(progress: Progress) -> bool:
    """Whether there is something that must be known, and all of it is."""
    return any(bank.bank.must_know for bank in progress.banks) and not progress.missed and not progress.unseen


def _must_know(progress: Progress) -> Iterator[tuple[str, Sequence[Item]]]:
    """What is said of what must be known and is not, and which questions are named under it."""
    if progress.missed:
        yield f"Must know, not known yet: {len(progress.missed)}", progress.missed
    if progress.unseen:
        yield f"Must know, not asked yet: {len(progress.unseen)}", ()


def _must_know_lines(progress: Progress, width: int) -> list[Text]:
    if _all_known(progress):
        return hang(ALL_KNOWN, width, Text("✓ ", f"{STRONG} {GOOD}"), STRONG)
    lines = []
    for said, items in _must_know(progress):
        lines += wrap(said, width, STRONG)
        for item in items:
            lines += hang(item.question.asked, width, "· ")
    return lines


def _bank(bank: BankProgress, width: int) -> list[Text]:
    if not bank.questions:
        return []
    numbers = Text(f"{bank.known} of {bank.questions} known, {bank.seen} seen")
    if bank.due:
        numbers.append(f", {bank.due} due", STRONG)
    filled = bar(bank.known / bank.questions, min(28, width - 2))
    filled.append("  ")
    return [*wrap(bank.bank.title, width), *spread(filled, numbers, width)]


def _trend(trend: Sequence[Finished], width: int) -> list[Text]:
    """The share of the points in each finished sitting, a column each."""
    if not trend:
        return []
    step = 2 if 2 * len(trend) <= width - 8 else 1
    shown = trend[-((width - 8) // step) :]
    shares = [round(100 * finished.share) for finished in (shown[0], shown[-1])]
    came = f"From {shares[0]} % to {shares[1]} %." if len(shown) > 1 else f"It came to {shares[0]} %."
    which = f"The latest {len(shown)} finished sittings." if len(shown) > 1 else "One finished sitting."
    lines = wrap(f"{which} {came}", width, STRONG)
    for row in range(ROWS, 0, -1):
        label = {ROWS: "100 %", 1: "  0 %"}.get(row, "     ")
        cells = "".join(_cell(finished.share, row).ljust(step) for finished in shown)
        lines.append(Text.assemble((f"{label} ", DIM), ("│", DIM), (cells, ACCENT)))
    return lines


def _cell(share: float, row: int) -> str:
    """What a column shows in one row, counted from 1 at the foot; a share of 0 still has a foot."""
    eighths = max(1, round(share * ROWS * 8)) - 8 * (row - 1)
    return BLOCKS[max(0, min(8, eighths))]


def _forecast(progress: Progress, days: Sequence[int], width: int) -> list[Text]:
    """How many questions come back on each day."""
    total = sum(progress.forecast)
    lines = wrap(f"Reviews in the next two weeks: {total}", width, STRONG)
    if progress.due:
        lines += wrap(f"{counted(progress.due, 'question')} due now: `quiz review` asks them.", width)
    most = max(progress.forecast)
    per_line = max(1, min(7, width // DAY_WIDTH))
    for start in range(0, len(progress.forecast) if most else 0, per_line):
        numbers = progress.forecast[start : start + per_line]
        names = [_day_name(days[start + place], start + place) for place in range(len(numbers))]
        blocks = [BLOCKS[-(-8 * number // most)] * 3 for number in numbers]
        lines += [
            Text("".join(f"{number or '·':^{DAY_WIDTH}}" for number in numbers).rstrip()),
            *([Text("".join(f"{block:^{DAY_WIDTH}}" for block in blocks).rstrip(), ACCENT)] if any(numbers) else []),
            Text("".join(f"{name:^{DAY_WIDTH}}" for name in names).rstrip(), DIM),
        ]
    return lines


def _day_name(start: int, ahead: int) -> str:
    day = moment(start)
    return f"{WEEKDAYS[day.weekday()][:2]} {day.day}" if ahead else "today"


def progress_in_words(file: QuestionFile, progress: Progress, learner: str, days: Sequence[int]) -> list[str]:
    """The same, line by line: no bars and no plots."""
    lines = [f"{file.title}. {learner}."]
    if not progress.seen:
        return [*lines, NOTHING]
    if _all_known(progress):
        lines.append(ALL_KNOWN)
    for said, items in _must_know(progress):
        lines += [f"{said}.", *(item.question.asked for item in items)]
    for bank in progress.banks:
        if bank.questions:
            known = f"{bank.known} of {bank.questions} known, {bank.seen} seen, {bank.due} due"
            lines.append(f"{bank.bank.title}: {known}.")
    if progress.trend:
        shares = ", ".join(f"{round(100 * finished.share)} %" for finished in progress.trend[-TOLD:])
        lines.append(f"The latest finished sittings, oldest first: {shares}.")
    lines.append(f"Reviews in the next two weeks: {sum(progress.forecast)}.")
    for ahead, (start, reviews) in enumerate(zip(days, progress.forecast, strict=False)):
        if reviews:
            day = moment(start)
            lines.append(f"{'Today' if ahead == 0 else f'{WEEKDAYS[day.weekday()]} {day.day}'}: {reviews}.")
    return lines
