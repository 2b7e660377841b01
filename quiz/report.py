"""What `--json` prints: plain values for other programs (docs/take.schema.json, docs/progress.schema.json)."""

from datetime import UTC, datetime
from typing import Any

from quiz.core.bank import Bank, QuestionFile
from quiz.core.outcome import Outcome, Result, Score, certainty_of
from quiz.core.progress import Progress
from quiz.core.responses import in_words


def report(
    file: QuestionFile, outcome: Outcome, *, seed: int, seconds: float, interrupted: bool = False
) -> dict[str, Any]:
    """The whole sitting in plain values, responses in the bank's own words."""
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
        "look_again": [result.question.id for result in outcome.look_again],
        "banks": [{"id": bank.id, "title": bank.title, **_score(score)} for bank, score in outcome.banks],
        "questions": [_question(result) for result in outcome.results],
    }


def bank_summary(bank: Bank) -> dict[str, Any]:
    """A bank as `quiz banks --json` lists it."""
    return {"id": bank.id, "title": bank.title, "questions": len(bank.questions), "must_know": bank.must_know}


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
        "points": question.points if question.scored else 0,
        "verdict": result.verdict.value,
        "mark": round(result.mark, 6),
        "response": in_words(question, result.response),
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
    """Where a learner stands, in plain values; times in UTC, days where the learner is."""
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
