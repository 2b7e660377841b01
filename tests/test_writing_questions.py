"""The walk in docs/writing-questions.md: what it shows is what `quiz draft` and `quiz check` write."""

import re
from pathlib import Path

import pytest
from processes import quiz

from quiz.check.checker import check
from quiz.pages.findings import findings_page
from quiz.pages.plain import as_lines

GUIDE = (Path(__file__).parent.parent / "docs" / "writing-questions.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w*)\n(.*?)```", GUIDE, flags=re.DOTALL)
(LEAFLET,) = (text for language, text in BLOCKS if language == "markdown")
DRAFT, *VERSIONS = (text for language, text in BLOCKS if language == "yaml")
FINDINGS = [text for language, text in BLOCKS if not language]


@pytest.fixture
def worksheet(tmp_path: Path) -> Path:
    (tmp_path / "leaflet.md").write_text(LEAFLET, encoding="utf-8")
    path = tmp_path / "questions.yaml"
    assert quiz(tmp_path, "draft", str(tmp_path / "leaflet.md"), "-o", str(path)).returncode == 0
    return path


def test_the_draft_is_one_that_quiz_draft_writes(worksheet: Path) -> None:
    assert f"\n{DRAFT}\n" in worksheet.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("version", "shown"), [*zip(VERSIONS, FINDINGS, strict=True)], ids=["first attempt", "corrected"]
)
def test_the_findings_are_those_of_quiz_check(
    worksheet: Path, version: str, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, *_ = worksheet.read_text(encoding="utf-8").partition("      # line ")
    worksheet.write_text(before + version, encoding="utf-8")
    monkeypatch.chdir(worksheet.parent)
    assert "".join(f"{line}\n" for line in as_lines(findings_page(check(Path("questions.yaml"))))) == shown
