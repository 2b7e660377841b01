"""Results as plain values for `--json` (docs/*.schema.json), and rows for `--csv`."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from quiz.core.bank import Bank, QuestionFile
from quiz.core.kinds import AnyQuestion
from quiz.core.outcome import Outcome, Result, Score, certainty_of
from quiz.core.progress import Progress
from quiz.spreadsheet import to_cell

if TYPE_CHECKING:
    from quiz.analysis.matrix import AnalysedItem, Analysis
    from quiz.check.checker import Checked
    from quiz.check.coverage import Coverage, Sentence


def report(
    file: QuestionFile, outcome: Outcome, *, seed: int, seconds: float, interrupted: bool = False
) -> dict[str, Any]:
    """The result of a session; responses as `to_json` gives them."""
    score = outcome.score
    return {
        "format": 1,
        "title": file.title,
        "seed": seed,
        "seconds": round(seconds, 3),
        "interrupted": interrupted,
        "score": {
            **_score(score),
            "share": round(score.share, 6),
            "likely": [round(end, 6) for end in score.interval()] if score.questions and score.complete else None,
        },
        "pass": None if outcome.passed is None else {"at": outcome.rules.pass_at, "passed": outcome.passed},
        "certainty": _certainty(outcome),
        "must_know": {
            "questions": len(outcome.must_know),
            "right": outcome.must_know_right,
            "missed": [result.question.id for result in outcome.must_know_missed],
        },
        "look_again": [result.question.id for result in outcome.to_review],
        "banks": [
            {"id": bank.id, "title": bank.title, "scored": bank.scored, **_score(score)}
            for bank, score in outcome.banks
        ],
        "questions": [_question(result) for result in outcome.results],
    }


def bank_summary(bank: Bank) -> dict[str, Any]:
    """A bank in `quiz banks --json`."""
    counts = {"questions": len(bank.questions), "must_know": bank.must_know}
    return {"id": bank.id, "title": bank.title, **counts, "scored": bank.scored, "audience": bank.audience}


def _score(score: Score) -> dict[str, Any]:
    return {
        "earned": round(score.earned, 6),
        "possible": score.possible,
        "right": score.right,
        "answered": score.answered,
        "questions": score.questions,
    }


def _question(result: Result) -> dict[str, Any]:
    question = result.question
    return {
        "id": question.id,
        "revision": question.revision,
        "bank": result.bank.id,
        "kind": question.kind,
        "must_know": question.must_know,
        "points": question.points if result.scored else 0,
        "verdict": result.verdict.value,
        "mark": round(result.mark, 6),
        "response": question.to_json(result.response),
        "certainty": result.certainty,
        "flagged": result.flagged,
    }


def _certainty(outcome: Outcome) -> dict[str, Any] | None:
    certainty = certainty_of(outcome.results)
    if certainty is None:
        return None
    figures = {"average": certainty.average, "accuracy": certainty.accuracy, "bonus": certainty.bonus}
    counts = {name: number for name, number in certainty._asdict().items() if name not in figures}
    return counts | {name: round(value, 6) for name, value in figures.items()}


def progress_report(file: QuestionFile, progress: Progress, *, learner: str, days: list[int]) -> dict[str, Any]:
    """A learner's progress; times in UTC, days in local time."""
    return {
        "format": 1,
        "title": file.title,
        "learner": learner,
        "banks": [
            {"id": one.bank.id, "title": one.bank.title}
            | {"questions": one.questions, "seen": one.seen, "known": one.known, "due": one.due}
            for one in progress.banks
        ],
        "must_know_open": [item.question.id for item in (*progress.missed, *progress.unseen)],
        "due": progress.due,
        "forecast": [
            {"day": datetime.fromtimestamp(day / 1000).date().isoformat(), "reviews": reviews}
            for day, reviews in zip(days, progress.forecast, strict=False)
        ],
        "sittings": [
            {
                "started_at": datetime.fromtimestamp(one.started_at / 1000, UTC).isoformat(timespec="milliseconds"),
                "share": round(one.share, 6),
                "questions": one.questions,
            }
            for one in progress.trend
        ],
    }


def check_report(results: "Iterable[Checked]", *, coverage: bool) -> dict[str, Any]:
    """The findings for each file; with `coverage`, also the passages that its questions ask about."""
    return {"format": 1, "files": [_checked(checked, coverage=coverage) for checked in results]}


def _checked(checked: "Checked", *, coverage: bool) -> dict[str, Any]:
    report = {
        "path": str(checked.path),
        "complete": checked.complete,
        "findings": [finding._asdict() for finding in checked.findings],
        "questions": [
            {"id": question.id, "bank": bank.id, "draft": question.draft, "heading": _heading(checked, question)}
            for bank, question in checked.file.items
        ],
    }
    if coverage:
        from quiz.check.coverage import coverage_of

        known = checked.document and coverage_of(checked.file, checked.document)
        report["coverage"] = known and _coverage(known)
    return report


def _heading(checked: "Checked", question: AnyQuestion) -> str | None:
    found = checked.document and question.passages and checked.document.find(question.passages[0])
    return found.section.heading if found else None


def _coverage(coverage: "Coverage") -> dict[str, Any]:
    return {
        "document": coverage.document.path.name,
        **_asked(coverage.sentences),
        "drafts": coverage.drafts,
        "missing": [{"line": sentence.line, "sentence": sentence.text} for sentence in coverage.missing],
        "parts": [
            {
                "heading": part.heading,
                "line": part.line,
                **_asked(part.sentences),
                "text": [
                    {
                        "line": sentence.line,
                        "sentence": sentence.text,
                        "questions": list(sentence.questions),
                        "passages": [sentence.text[start:end] for start, end in sentence.passages],
                    }
                    for sentence in part.sentences
                ],
            }
            for part in coverage.parts
        ],
    }


def _asked(sentences: "Sequence[Sentence]") -> dict[str, Any]:
    from quiz.check.coverage import asked

    number = asked(sentences)
    share = round(number / len(sentences), 6) if sentences else 0
    return {"sentences": len(sentences), "asked": number, "share": share}


FIGURES = ("facility", "sd", "discrimination", "efficiency", "weight")
ROW = ("bank", "item", "n", *FIGURES, "verdicts")


def analysis_report(analyses: "Iterable[Analysis]") -> dict[str, Any]:
    """Item analyses; a figure is None if it cannot be computed."""
    return {"format": 2, "tests": [_test(analysis) for analysis in analyses]}


def _test(analysis: "Analysis") -> dict[str, Any]:
    matrix, scores = analysis.matrix, analysis.scores._asdict()
    return {
        "id": matrix.id,
        "title": matrix.title,
        "learners": scores.pop("learners"),
        "trusted": analysis.trusted,
        "left_out": {
            **matrix.left_out._asdict(),
            "stale": [
                {"question": name, "answer": answer, "learners": number}
                for name, answer, number in matrix.left_out.stale
            ],
        },
        "tenths": list(scores.pop("tenths")),
        **{name: _rounded(value) for name, value in scores.items()},
        "items": [_item(item, analysis.learners) for item in analysis.items],
    }


def _item(item: "AnalysedItem", learners: int) -> dict[str, Any]:
    figures, shares, question = item.figures, item.column.shares, item.column.question
    counts = shares if learners else None
    return {
        "id": item.column.name,
        "ask": question.ask if question else None,
        "kind": question.kind if question else None,
        "points": item.column.points,
        **{name: _rounded(getattr(figures, name)) for name in FIGURES},
        "groups": [{"learners": group.learners, "share": _rounded(group.share)} for group in figures.groups],
        "options": [
            {"text": option.text, "right": option.right, "share": _rounded(share)} for option, share in item.options
        ],
        "unanswered": _rounded(counts.unanswered / learners) if counts else None,
        "verdicts": [verdict._asdict() for verdict in item.verdicts],
    }


def analysis_rows(analyses: "Iterable[Analysis]") -> list[list[str]]:
    """Item analyses as rows, the first with the column names. No cell is a formula."""
    rows = [list(ROW)]
    for analysis in analyses:
        for item in analysis.items:
            figures = (_rounded(getattr(item.figures, name)) for name in FIGURES)
            words = " ".join(verdict.words for verdict in item.verdicts)
            numbers = (f"{analysis.learners}", *("" if value is None else f"{value}" for value in figures))
            rows.append([to_cell(analysis.matrix.id), to_cell(item.column.name), *numbers, to_cell(words)])
    return rows


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6) + 0.0  # -0 is 0
