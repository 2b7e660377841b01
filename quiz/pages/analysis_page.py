"""The page of `quiz analyse`: statistics of the questions, from the answers of many learners."""

from collections.abc import Iterator, Sequence
from typing import Final

from quiz.analysis.matrix import AnalysedItem, Analysis, Excluded
from quiz.analysis.verdicts import JUDGED, TRUSTED
from quiz.characters import quoted
from quiz.core.english import counted, figure, percent
from quiz.pages.blocks import Block, Chart, Group, Heading, Item, Lead, Meter, Page, Paragraph, Span, words

SATISFACTORY, UNSATISFACTORY = 75, 64
"""An alpha of at least the first is satisfactory, below the second unsatisfactory (Moodle's documentation)."""
FINE: Final = ("very-good", "good")
NO_ANSWER: Final = "“I don't know”, or no answer"
EXPLAINED: Final = (
    "Facility: the share of a question's points that learners earned. Discrimination: how much better those who do "
    "well on the other questions do on this one, at most 100; 0 means that it doesn't separate learners, "
    "below 0 it separates them the wrong way round."
)
PLOTTED: Final = " The blocks beside it: what those lowest on the other questions earned, up to those highest."
RIGHT, OTHER = Lead("✓ ", "Right:", "good"), Lead("· ", tone="dim")


def analysis_page(analyses: Sequence[Analysis]) -> Page:
    """The whole page."""
    shown = [analysis for analysis in analyses if analysis.learners and analysis.items]
    explained = Paragraph(words(Span(EXPLAINED + PLOTTED, "dim")), spoken=EXPLAINED)
    return [
        [explained] if any(analysis.judged for analysis in shown) else [],
        *(group for analysis in shown for group in _test(analysis)),
        _paragraphs(_not_shown(analyses)),
    ]


def _paragraphs(sentences: Sequence[str]) -> Group:
    return [Paragraph(words(sentence)) for sentence in sentences]


def _test(analysis: Analysis) -> Iterator[Group]:
    yield [Heading(words(analysis.matrix.title), words(Span(counted(analysis.learners, "learner"), "dim")))]
    yield _paragraphs(notes(analysis))
    if not analysis.judged:
        yield from _counts(analysis)
        return
    yield _paragraphs(list(_figures(analysis)))
    yield _histogram(analysis)
    for number, item in enumerate(analysis.items, 1):
        yield list(_item(number, item))


def _counts(analysis: Analysis) -> Iterator[Group]:
    """What one learner earned and chose, as whole numbers."""
    yield _paragraphs([f"Score: {_rounded(analysis.scores.mean, 2)} of {_points(analysis.scores.possible)}."])
    for number, item in enumerate(analysis.items, 1):
        [mark] = item.column.marks
        earned = f"Earned {_rounded(mark * item.column.points, 2)} of {_points(item.column.points)}."
        yield [
            _named(number, item),
            Paragraph(words(earned), inside=True),
            *(
                Item(words(f"{text}: {chosen:.0f}"), RIGHT if right else OTHER, inside=True)
                for chosen, text, right in _answers(item)
            ),
        ]


def _histogram(analysis: Analysis) -> Group:
    """The number of learners for each tenth of the points."""
    tenths = analysis.scores.tenths
    most = max(tenths)
    heights = tuple(number / most if number else None for number in tenths)
    spoken = f"From the lowest tenth to the highest: {', '.join(map(str, tenths))}."
    heading = Heading(words("Scores: learners by the share of the points"), level=3)
    return [heading, Chart(heights, (str(most), ""), spoken, below=("0%", "100%"))]


def _item(number: int, item: AnalysedItem) -> Iterator[Block]:
    figures = item.figures
    yield _named(number, item)
    yield _facility(item)
    rounded = (_rounded(figures.sd, 2), _rounded(figures.efficiency), _rounded(figures.weight))
    others = "Standard deviation {}, efficiency {}, weight {}%".format(*rounded).replace("none%", "none")
    yield Paragraph(words(Span(others, "dim")), inside=True, spoken=f"{others}.")
    for share, text, right in _answers(item):
        yield Item(words(text), RIGHT if right else OTHER, share, inside=True)
    for verdict in item.verdicts:
        fine = verdict.name in FINE
        lead = Lead("✓ ", tone="good") if fine else Lead("→ ", tone="accent")
        yield Item(words(Span(verdict.words, "" if fine else "strong")), lead, inside=True)


def _named(number: int, item: AnalysedItem) -> Item:
    question = item.column.question
    name = (question.asked, Span(f"  ({item.column.name})", "dim")) if question else (item.column.name,)
    return Item(words(*name), Lead(f"{number:<3} ", f"{number}.", "dim"))


def _facility(item: AnalysedItem) -> Meter:
    facility, discrimination = _percent(item.figures.facility), _rounded(item.figures.discrimination)
    groups = tuple(group.share for group in item.figures.groups)
    spoken = f"Facility {facility}. Discrimination {discrimination}."
    if len(groups) > 1:
        earned = ", ".join(map(percent, groups))
        spoken += f" Earned, from those lowest on the other questions to those highest: {earned}."
    return Meter(
        "",
        item.figures.facility or 0.0,
        words(f"facility {facility:>4}"),
        aside=words(f"discrimination {discrimination}"),
        plot=groups,
        inside=True,
        spoken=spoken,
    )


def _answers(item: AnalysedItem) -> list[tuple[float, str, bool]]:
    """For each answer, the share of learners who gave it, its text, and whether it is right."""
    shares, learners = item.column.shares, len(item.column.marks)
    answers = [(share, option.text, option.right) for option, share in item.options]
    if shares and (shares.unanswered or answers):
        answers.append((shares.unanswered / learners, NO_ANSWER, False))
    return answers


def notes(analysis: Analysis) -> list[str]:
    """Caveats: whether the figures can be trusted, and what they exclude."""
    left, learners = analysis.matrix.left_out, analysis.learners
    found = []
    if 0 < learners < JUDGED:
        found.append(
            "1 learner: counts only. "
            f"Verdicts and alpha need more learners; with fewer than {TRUSTED}, don't rely on them."
        )
    elif 0 < learners < TRUSTED:
        found.append(f"{counted(learners, 'learner')}: with fewer than {TRUSTED}, don't rely on the figures yet.")
    if left.learners:
        were, are = ("was", "is") if left.learners == 1 else ("were", "are")
        who = counted(left.learners, "learner")
        found.append(f"{who} {were} not asked every question of this bank and {are} left out.")
    if left.gone:
        is_ = "is" if left.gone == 1 else "are"
        found.append(f"Answers to {counted(left.gone, 'question')} that {is_} no longer in the file are left out.")
    if left.revised:
        found.append(f"Answers to another revision of {counted(left.revised, 'question')} are left out.")
    for name, answer, number in left.stale:
        text = quoted(answer if isinstance(answer, str) else ", ".join(map(str, answer)))
        who = f"{counted(number, 'learner')} {'is' if number == 1 else 'are'} left out"
        remedy = "If only the wording of an option changed, add its old text with `was:`."
        found.append(f"{who} because their answer to {name}, {text}, no longer fits the question. {remedy}")
    if left.empty:
        found.append(f"{counted(left.empty, 'empty cell')} {'counts' if left.empty == 1 else 'count'} as 0.")
    return found


def _figures(analysis: Analysis) -> Iterator[str]:
    """The statistics of the test, in sentences."""
    scores = analysis.scores
    assert scores.mean is not None
    points = _points(scores.possible)
    spread = "" if scores.sd is None else f", standard deviation {_rounded(scores.sd, 2)}"
    share = _percent(scores.mean / scores.possible)
    yield f"Mean {_rounded(scores.mean, 2)} of {points} ({share}), median {_rounded(scores.median, 2)}{spread}."
    if scores.alpha is None:
        yield f"Alpha and standard error: none. {_why_no_alpha(analysis)}"
        return
    yield f"Alpha {_rounded(scores.alpha)}%: {_alpha_in_words(scores.alpha)}"
    assert scores.standard_error is not None
    ends = (scores.mean - scores.standard_error, scores.mean + scores.standard_error)
    low, high = (_rounded(max(0.0, min(scores.possible, end)), 2) for end in ends)
    error = _rounded(scores.standard_error, 2)
    error = f"{error} {'point' if error == '1' else 'points'}"
    yield f"Standard error {error}: a score of {_rounded(scores.mean, 2)} means about {low} to {high}."
    shape = f"skewness {_rounded(scores.skewness, 2)}, kurtosis {_rounded(scores.kurtosis, 2)}"
    yield f"Error ratio {_rounded(scores.error_ratio)}%, {shape}."


def _alpha_in_words(alpha: float) -> str:
    if alpha >= SATISFACTORY:
        return "the questions are consistent; the score separates learners."
    if alpha >= UNSATISFACTORY:
        return "the questions are partly consistent; treat the score with care."
    if alpha >= 0:
        return "the questions are hardly consistent."
    return "the questions contradict one another; the score separates nobody."


def _why_no_alpha(analysis: Analysis) -> str:
    if analysis.learners < 3:
        return "They need three learners."
    return "They need two questions." if len(analysis.items) < 2 else "All learners have the same score."


def _not_shown(analyses: Sequence[Analysis]) -> list[str]:
    """The tests without statistics, the reasons, and the remedy."""
    found, unscored, unasked = [], [], []
    for analysis in analyses:
        matrix = analysis.matrix
        if analysis.learners and analysis.items:
            continue
        if not matrix.of_bank:
            found.append(f"There is no {'learner' if analysis.items else 'item'} in {matrix.title}.")
        elif not analysis.items:
            unscored.append(matrix.title)
        elif matrix.left_out == Excluded():
            unasked.append(matrix.title)
        else:
            found += [f"{matrix.title}: nobody was asked all of its questions.", *notes(analysis)]
    found += [f"Nothing is scored in: {', '.join(unscored)}."] if unscored else []
    found += [f"No answers yet: {', '.join(unasked)}."] if unasked else []
    if any(analysis.matrix.of_bank and analysis.items and not analysis.learners for analysis in analyses):
        found.append("`quiz take BANK` asks all questions of a bank; an exam counts once it is handed in.")
    return found


def _points(points: float) -> str:
    return f"{figure(round(points, 2))} {'point' if points == 1 else 'points'}"


def _percent(share: float | None) -> str:
    return "none" if share is None else percent(share)


def _rounded(value: float | None, decimals: int = 0) -> str:
    return "none" if value is None else figure(round(value, decimals) + 0.0)
