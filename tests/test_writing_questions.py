"""The worked example in docs/writing-questions.md: what is said of it there is what the check says."""

import re
from pathlib import Path

import pytest

from quiz.check.checker import check
from quiz.pages.findings import findings_page
from quiz.pages.plain import as_lines

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs" / "writing-questions.md").read_text(encoding="utf-8")
VERSIONS = re.findall(r"```yaml\n(.*?)```\n.*?```\n(.*?)```", GUIDE, flags=re.DOTALL)


@pytest.mark.parametrize(("bank", "told"), VERSIONS, ids=["first", "mended"])
def test_the_guide_shows_what_the_check_says(
    bank: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("questions.yaml").write_text(bank, encoding="utf-8")
    Path("leaflet.md").write_bytes((ROOT / "leaflet.md").read_bytes())
    assert "".join(f"{line}\n" for line in as_lines(findings_page(check(Path("questions.yaml"))))) == told


def test_the_words_quoted_from_the_leaflet_are_in_it() -> None:
    (quotation,) = re.findall(r"^> (.*)$", GUIDE, flags=re.MULTILINE)
    assert quotation in (ROOT / "leaflet.md").read_text(encoding="utf-8")


def test_every_file_that_the_guide_links_to_is_there() -> None:
    links = re.findall(r"\]\(([\w.-]+)\)", GUIDE)
    assert links
    assert [link for link in links if not (ROOT / "docs" / link).is_file()] == []
