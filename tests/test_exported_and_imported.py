"""What `quiz export` writes, `quiz draft` imports again: the same questions, for all that the format holds."""

import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from fuzzed import cite, file_of, questions, texts
from terminal import run

from quiz.bank.reader import examine_question_file, read_question_file
from quiz.core.kinds import AnyQuestion, Match, Number, Option, Pair, Rejected, ShortAnswer, TrueFalse
from quiz.core.kinds.fields import Exact
from quiz.formats import FORMATS
from quiz.formats.gift import UNPROTECTED
from quiz.formats.imported import worksheet
from quiz.formats.reading import reader_of

ROOT = Path(__file__).parent.parent
FILES = {"moodle": "all.xml", "gift": "all.gift", "csv": "all.csv"}
"""The formats that are both written and read."""


def holdable(question: AnyQuestion, format_: str) -> AnyQuestion | None:
    """A question without what the format is documented not to hold; None if it can hold nothing of it."""
    if isinstance(question, ShortAnswer):
        exact = all(isinstance(answer, Exact) for answer in question.accept)
        if exact and format_ != "moodle":
            return None
        accept = tuple(answer for answer in question.accept if format_ != "gift" or not UNPROTECTED.search(answer))
        reject = (Rejected(one.answer, one.because, exact) for one in question.reject)
        kept = tuple(one for one in reject if format_ != "gift" or not UNPROTECTED.search(one.answer))
        return question.replace(accept=accept, reject=kept) if accept and "*" not in accept[0] else None
    if isinstance(question, Match) and format_ == "csv":
        return None if any(" = " in f"{pair.target} " for pair in question.pairs) else question
    if isinstance(question, Match) and format_ == "gift":
        return None if any("->" in name for name in question.classes) else question
    return question


def held(question: AnyQuestion, format_: str) -> dict[str, Any]:
    """What a format holds of a question, with texts as HTML shows them."""
    html = format_ != "csv"

    def text(value: str) -> str:
        gap = re.sub(r"\s+", lambda found: "\n" * min(2, found[0].count("\n")) or " ", value)
        return gap.strip() if html else value

    values = question.values() | {
        "ask": text(question.ask),
        "explain": text(question.explain),
        "passage": tuple(map(text, question.passage)),
        "must_know": question.must_know and not question.self_assessed,
        "draft": True,
    }
    match question:
        case TrueFalse():
            values["because"] = text(question.because)
        case Number():
            values["unit"] = text(question.unit) if format_ != "gift" else ""
        case Match():
            pairs = [Pair(text(one.item), text(one.target), "" if html else one.because) for one in question.pairs]
            values |= {"classes": set(map(text, question.classes)), "pairs": pairs}
        case ShortAnswer():
            values["accept"] = [(text(answer), isinstance(answer, Exact)) for answer in question.accept]
            values["reject"] = {Rejected(text(one.answer), text(one.because), one.exact) for one in question.reject}
        case _ if question.options:
            options = [Option(text(one.text), one.right, text(one.because)) for one in question.options]
            values["options"] = options if html else sorted(options)
        case _:
            name = next(name for name in ("items", "covers") if name in values)
            values[name] = tuple(map(text, values[name]))
            if format_ == "gift" and name == "items":
                del values["ask"]  # which lists the items
    return values


@pytest.mark.parametrize("format_", FILES)
def test_questions_full_of_special_characters_come_back_unchanged(format_: str, tmp_path: Path) -> None:
    originals = [one for each in questions(texts(1000)) if (one := holdable(each, format_))]
    assert len(originals) > 70
    path = tmp_path / FILES[format_]
    file = file_of(originals)
    path.write_bytes(import_module(FORMATS[format_].module).write(file, file.banks, cite).content)
    reader = reader_of(path)
    assert reader
    reading = reader()
    again = {one.name: one.question for one in reading.questions}
    for question in originals:
        assert again[question.id].kind == question.kind
        assert held(again[question.id].replace(id=question.id), format_) == held(question, format_)
    sheet = worksheet(reading, path, None, "", "en")
    assert [what for what in sheet.left_out if what.what.startswith("a question: ")] == []
    written = examine_question_file(sheet.text, tmp_path / "again.yaml").file
    kept = [question for _, question in written.items]
    assert [held(one, "moodle") for one in kept] == [held(one, "moodle") for one in sheet.drafts]


@pytest.mark.parametrize("format_", FILES)
def test_the_banks_that_come_with_the_program_come_back_with_their_ids_and_passages(
    format_: str, tmp_path: Path
) -> None:
    (tmp_path / "leaflet.md").write_bytes((ROOT / "leaflet.md").read_bytes())
    name = f"dry-needling{Path(FILES[format_]).suffix}"
    run(tmp_path, ["export", format_, "-o", name], cwd=tmp_path)
    result = run(tmp_path, ["draft", name, "--document", "leaflet.md", "-o", "again.yaml"], cwd=tmp_path)
    assert "proposed" not in result.stderr
    before, after = (read_question_file(path) for path in (ROOT / "questions.yaml", tmp_path / "again.yaml"))
    kept = {item.question.id: item.question for item in after.items}
    exported = {item.question.id: item.question for bank in before.main_banks for item in bank.items}
    assert kept.keys() >= exported.keys()
    assert (before.id, after.id) == ("dry-needling", "my-dry-needling")
    for id, question in exported.items():
        assert held(kept[id], format_)["explain"] == held(question, format_)["explain"]
        assert all(any(passage in longer for longer in kept[id].passage) for passage in question.passages)
