"""What `quiz check --json` prints (docs/check.schema.json)."""

from collections.abc import Sequence
from typing import Any

from quiz.check.checker import Checked
from quiz.check.coverage import Coverage, Sentence, asked, coverage_of
from quiz.core.kinds import AnyQuestion


def check_report(found: Sequence[Checked], *, coverage: bool) -> dict[str, Any]:
    """What `quiz check` found, file by file; with `coverage`, also what each document's questions rest on."""
    return {"format": 1, "files": [_checked(checked, coverage=coverage) for checked in found]}


def _checked(checked: Checked, *, coverage: bool) -> dict[str, Any]:
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
        known = checked.document and coverage_of(checked.file, checked.document)
        report["coverage"] = known and _coverage(known)
    return report


def _heading(checked: Checked, question: AnyQuestion) -> str | None:
    found = checked.document and checked.document.find(question.passage)
    return found[0].heading if found else None


def _coverage(coverage: Coverage) -> dict[str, Any]:
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


def _asked(sentences: Sequence[Sentence]) -> dict[str, Any]:
    number = asked(sentences)
    return {
        "sentences": len(sentences),
        "asked": number,
        "share": round(number / len(sentences), 6) if sentences else 0,
    }
