"""What the answers of many learners say of the questions."""

from collections.abc import Iterable, Sequence

from rich.text import Text

from quiz.core.analysis import AnalysedItem, Analysis, LeftOut
from quiz.core.english import counted, figure
from quiz.core.verdicts import TRUSTED
from quiz.terminal.layout import ACCENT, DIM, GOOD, STRONG, bar, hang, indent, measure, paragraphs, spread, wrap
from quiz.terminal.wording import percent

BLOCKS = " ▁▂▃▄▅▆▇█"
ROWS = 4
"""How high the plot of the scores is."""
SATISFACTORY, UNSATISFACTORY = 75, 64
"""From this alpha on a test hangs together, below that one it does not (Moodle's documentation)."""
NARROW = 26
"""Below so many cells there is no bar beside an option."""
FINE = ("very-good", "good")
NO_ANSWER = "“I don't know”, or no answer"
REWORDED = "an answer that has been reworded since"
EXPLAINED = (
    "Facility: the share of its points that was earned. Discrimination: how far those who do well in the other "
    "questions do well in this one too, at most 100; 0 tells nothing of who knows more, and below 0 it is the wrong "
    "way round."
)
PLOTTED = "The blocks beside it: what was earned by those lowest in the other questions, up to those highest in them."


def analysis_lines(analyses: Sequence[Analysis], columns: int) -> list[Text]:
    """The whole screen."""
    width = measure(columns)
    told = [analysis for analysis in analyses if analysis.learners and analysis.items]
    explained = wrap(f"{EXPLAINED} {PLOTTED}", width, DIM) if told else []
    blocks = [block for analysis in told for block in _test(analysis, width)]
    empty = [line for sentence in _nothing(analyses) for line in wrap(sentence, width)]
    return indent(paragraphs(explained, *blocks, empty))


def _test(analysis: Analysis, width: int) -> list[list[Text]]:
    title = spread(Text(analysis.matrix.title, STRONG), Text(counted(analysis.learners, "learner"), DIM), width)
    said = [line for sentence in notes(analysis) for line in wrap(sentence, width)]
    figures = [line for sentence in _figures(analysis) for line in wrap(sentence, width)]
    items = [_item(number, item, width) for number, item in enumerate(analysis.items, 1)]
    return [title, said, figures, _histogram(analysis, width), *items]


def _histogram(analysis: Analysis, width: int) -> list[Text]:
    """How many learners earned which tenth of the points."""
    tenths = analysis.scores.tenths
    most = max(tenths)
    margin = len(str(most))
    block, gap = (2, " ") if width >= margin + 2 + 3 * len(tenths) else (1, "")
    lines = wrap("Scores: learners by the share of the points", width, STRONG)
    for row in range(ROWS, 0, -1):
        cells = gap.join(_cell(number / most, row) * block for number in tenths).rstrip()
        lines.append(Text.assemble((f"{most if row == ROWS else '':>{margin}} ", DIM), ("│", DIM), (cells, ACCENT)))
    across = (block + len(gap)) * len(tenths) - len(gap)
    return [*lines, Text(" " * (margin + 2) + f"0 %{'100 %':>{across - 3}}", DIM)]


def _cell(share: float, row: int) -> str:
    """What a column shows in one row, counted from 1 at the foot; where there is anything, there is a foot."""
    eighths = max(1, round(share * ROWS * 8)) - 8 * (row - 1) if share else 0
    return BLOCKS[max(0, min(8, eighths))]


def _item(number: int, item: AnalysedItem, width: int) -> list[Text]:
    lead = Text(f"{number:<3} ", DIM)
    inner = width - lead.cell_len
    question = item.column.question
    stem = Text.assemble(question.asked, (f"  ({item.column.name})", DIM)) if question else item.column.name
    plot = "".join(BLOCKS[max(1, round(8 * group.share))] for group in item.figures.groups)
    facility = bar(item.figures.facility or 0.0, max(4, min(24, inner - 17)))
    facility.append(f"  facility {_percent(item.figures.facility)}")
    discrimination = Text.assemble(f"discrimination {_rounded(item.figures.discrimination)}  ", (plot, ACCENT))
    below = [*spread(facility, discrimination, inner), *wrap(_others(item), inner, DIM), *_options(item, inner)]
    for verdict in item.verdicts:
        fine = verdict.name in FINE
        sign = Text("✓ ", f"{STRONG} {GOOD}") if fine else Text("→ ", f"{STRONG} {ACCENT}")
        below += hang(verdict.words, inner, sign, "" if fine else STRONG)
    return [*hang(stem, width, lead), *indent(below, lead.cell_len)]


def _others(item: AnalysedItem) -> str:
    """The figures of an item that matter less."""
    figures = item.figures
    rounded = (_rounded(figures.sd, 2), _rounded(figures.efficiency), _rounded(figures.weight))
    return "Standard deviation {}, efficiency {}, weight {} %".format(*rounded).replace("none %", "none")


def _options(item: AnalysedItem, width: int) -> list[Text]:
    """Each option with its share; the right ones are marked by a sign."""
    lines = []
    for share, text, right in _answers(item):
        sign = ("✓ ", f"{STRONG} {GOOD}") if right else ("· ", DIM)
        if width < NARROW:
            lines += hang(f"{_percent(share)}: {text}", width, Text.assemble(sign))
            continue
        lead = Text.assemble(bar(share, 10 if width >= 50 else 4), f" {_percent(share):>5}  ", sign)
        lines += hang(text, width, lead)
    return lines


def _answers(item: AnalysedItem) -> list[tuple[float, str, bool]]:
    """The share of the learners that gave each answer, the answer, and whether it is right."""
    shares, learners = item.column.shares, len(item.column.marks)
    answers = [(share, option.text, option.right) for option, share in item.options]
    if shares and (shares.unanswered or answers):
        answers.append((shares.unanswered / learners, NO_ANSWER, False))
    if shares and shares.reworded:
        answers.append((shares.reworded / learners, REWORDED, False))
    return answers


def notes(analysis: Analysis) -> list[str]:
    """What has to be known before the figures: whether they are to be trusted, and what was left out."""
    left, learners = analysis.matrix.left_out, analysis.learners
    said = []
    if 0 < learners < TRUSTED:
        said.append(f"{counted(learners, 'learner')}: below {TRUSTED}, the figures are not yet to be trusted.")
    if left.learners:
        were, are = ("was", "is") if left.learners == 1 else ("were", "are")
        who = counted(left.learners, "learner")
        said.append(f"{who} {were} not asked every question of this bank and {are} left out.")
    if left.gone:
        is_ = "is" if left.gone == 1 else "are"
        said.append(f"Answers to {counted(left.gone, 'question')} that {is_} no longer in the file are left out.")
    if left.revised:
        said.append(f"Answers to another revision of {counted(left.revised, 'question')} are left out.")
    if left.empty:
        said.append(f"{counted(left.empty, 'empty cell')} {'counts' if left.empty == 1 else 'count'} as 0.")
    return said


def _figures(analysis: Analysis) -> Iterable[str]:
    """The figures of the test, in sentences."""
    scores = analysis.scores
    assert scores.mean is not None
    points = f"{figure(round(scores.possible, 2))} {'point' if scores.possible == 1 else 'points'}"
    spread_ = "" if scores.sd is None else f", standard deviation {_rounded(scores.sd, 2)}"
    share = _percent(scores.mean / scores.possible)
    yield f"Mean {_rounded(scores.mean, 2)} of {points} ({share}), median {_rounded(scores.median, 2)}{spread_}."
    if scores.alpha is None:
        yield f"Alpha and standard error: none. {_why_no_alpha(analysis)}"
        return
    yield f"Alpha {_rounded(scores.alpha)} %: {_of_alpha(scores.alpha)}"
    assert scores.standard_error is not None
    ends = (scores.mean - scores.standard_error, scores.mean + scores.standard_error)
    low, high = (_rounded(max(0.0, min(scores.possible, end)), 2) for end in ends)
    error = _rounded(scores.standard_error, 2)
    error = f"{error} {'point' if error == '1' else 'points'}"
    yield f"Standard error {error}: a score of {_rounded(scores.mean, 2)} stands for about {low} to {high}."
    shape = [
        f"{name} {_rounded(value, 2)}" for name, value in (("skewness", scores.skewness), ("kurtosis", scores.kurtosis))
    ]
    yield f"Error ratio {_rounded(scores.error_ratio)} %, {', '.join(shape)}."


def _of_alpha(alpha: float) -> str:
    if alpha >= SATISFACTORY:
        return "the questions hang together; the score tells learners apart."
    if alpha >= UNSATISFACTORY:
        return "the questions hang together in part; take the score with care."
    if alpha >= 0:
        return "the questions hardly hang together."
    return "the questions contradict one another; the score tells nobody apart."


def _why_no_alpha(analysis: Analysis) -> str:
    if analysis.learners < 3:
        return "They need three learners."
    return "They need two questions." if len(analysis.items) < 2 else "All learners have the same score."


def _nothing(analyses: Sequence[Analysis]) -> list[str]:
    """Which tests nothing can be said of, why, and what would help."""
    said, unscored, unasked = [], [], []
    for analysis in analyses:
        matrix = analysis.matrix
        if analysis.learners and analysis.items:
            continue
        if not matrix.of_bank:
            said.append(f"There is no {'learner' if analysis.items else 'item'} in {matrix.title}.")
        elif not analysis.items:
            unscored.append(matrix.title)
        elif matrix.left_out == LeftOut():
            unasked.append(matrix.title)
        else:
            said += [f"{matrix.title}: nobody was asked all of its questions.", *notes(analysis)]
    said += [f"Nothing is scored in: {', '.join(unscored)}."] if unscored else []
    said += [f"No answers yet: {', '.join(unasked)}."] if unasked else []
    if any(analysis.matrix.of_bank and analysis.items and not analysis.learners for analysis in analyses):
        said.append("`quiz take BANK` asks all questions of a bank; an exam counts once it is handed in.")
    return said


def analysis_in_words(analyses: Sequence[Analysis]) -> list[str]:
    """The same, line by line: no bars and no plots."""
    told = [analysis for analysis in analyses if analysis.learners and analysis.items]
    lines = [EXPLAINED] if told else []
    for analysis in told:
        lines += ["", f"{analysis.matrix.title}. {counted(analysis.learners, 'learner')}."]
        lines += [*notes(analysis), *_figures(analysis)]
        tenths = ", ".join(str(number) for number in analysis.scores.tenths)
        lines.append(f"Learners by the share of the points, from the lowest tenth to the highest: {tenths}.")
        for number, item in enumerate(analysis.items, 1):
            lines += ["", *_item_in_words(number, item)]
    nothing = _nothing(analyses)
    return [*lines, *([""] if lines and nothing else []), *nothing]


def _item_in_words(number: int, item: AnalysedItem) -> Iterable[str]:
    figures, question = item.figures, item.column.question
    yield f"{number}. {question.asked} ({item.column.name})" if question else f"{number}. {item.column.name}"
    yield f"Facility {_percent(figures.facility)}. Discrimination {_rounded(figures.discrimination)}. {_others(item)}."
    if len(figures.groups) > 1:
        shares = ", ".join(_percent(group.share) for group in figures.groups)
        yield f"Earned, from those lowest in the other questions to those highest: {shares}."
    for share, text, right in _answers(item):
        yield f"{'Right: ' if right else ''}{text}: {_percent(share)}."
    for verdict in item.verdicts:
        yield verdict.words


def _percent(share: float | None) -> str:
    return "none" if share is None else percent(share)


def _rounded(value: float | None, decimals: int = 0) -> str:
    return "none" if value is None else figure(round(value, decimals) + 0.0)
