"""What `--json` prints: plain values for other programs (docs/take.schema.json)."""

from typing import Any

from quiz.core.bank import Bank, QuestionFile
from quiz.core.outcome import Outcome, Result, Score
from quiz.core.questions import AnyQuestion, Choice, Match, Order, Select, TeachBack


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
        "response": response_in_words(question, result.response),
        "flagged": result.flagged,
    }


def response_in_words(question: AnyQuestion, response: Any) -> Any:
    """A response in the bank's own words; None is "I don't know", or not reached."""
    if response is None:
        return None
    match question:
        case Choice():
            return question.options[response].text
        case Select():
            return [question.options[place].text for place in sorted(response)]
        case Match():
            chosen = (None if place is None else question.classes[place] for place in response)
            return {pair.item: name for pair, name in zip(question.pairs, chosen, strict=True)}
        case Order():
            return [question.items[place] for place in response]
        case TeachBack():
            return {"said": response.said, "covered": [question.covers[place] for place in sorted(response.covered)]}
    return response
