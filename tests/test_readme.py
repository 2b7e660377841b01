"""What the README and the pages it links to say is true, and docs/commands.md names every command and option."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from quiz.bank.default import load
from quiz.check.checker import check
from quiz.cli import app
from quiz.core.kinds import KINDS

ROOT = Path(__file__).parent.parent
PATHS = [ROOT / name for name in ("README.md", "docs/commands.md", "docs/marking.md", "docs/bank-format.md")]
README, COMMANDS, MARKING, BANK_FORMAT = (path.read_text(encoding="utf-8") for path in PATHS)


def command_names() -> list[str]:
    return [name for name, _ in every_command("quiz", typer.main.get_command(app))]


def test_the_example_bank_can_be_taken_and_passes_the_check(tmp_path: Path) -> None:
    example = re.findall(r"```yaml\n(.*?)```", BANK_FORMAT, flags=re.DOTALL)[0]
    (tmp_path / "leaflet.md").write_bytes((ROOT / "leaflet.md").read_bytes())
    file = tmp_path / "my-questions.yaml"
    file.write_text(example, encoding="utf-8")
    assert check(file).findings == ()


def test_the_mark_of_every_kind_is_documented() -> None:
    rows = re.findall(r"^\| ([a-z-]+(?:, [a-z-]+)*) \|", MARKING, flags=re.MULTILINE)
    assert sorted(kind for kinds in rows for kind in kinds.split(", ") if kind != "kind") == sorted(KINDS)


def test_the_readme_is_a_first_page() -> None:
    assert len(README.splitlines()) <= 80


def every_command(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    """Each command that does something, by the words that call it."""
    inner = getattr(command, "commands", {})
    if not inner or command.invoke_without_command:
        yield name, command
    for word, one in inner.items():
        yield from every_command(f"{name} {word}", one)


def test_every_command_is_documented_and_nothing_else() -> None:
    rows = re.findall(r"^\| (`quiz.*?) \|", COMMANDS, flags=re.MULTILINE)
    named = [name.strip() for name in re.findall(r"`(quiz[a-z ]*)", " ".join(rows))]
    assert sorted(named) == sorted(command_names())


def test_every_option_is_documented_with_its_commands_and_nothing_else() -> None:
    taken = {
        (option, name)
        for name, command in every_command("quiz", typer.main.get_command(app))
        for parameter in command.params
        for option in parameter.opts
        if option.startswith("-")
    }
    rows = re.findall(r"^\| (`-.*?) \| (.*?) \|", COMMANDS, flags=re.MULTILINE)
    documented = {
        (option, command if command == "quiz" else f"quiz {command}")
        for options, commands in rows
        for option in re.findall(r"`(--?[a-z-]+)", options)
        for command in re.findall(r"`([a-z ]+)`", commands)
    }
    assert documented == taken
    assert ("`--help`, `-h`", "all") in rows


@pytest.mark.parametrize("document", sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]), ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    links = re.findall(r"\]\((?!https:)([^)]+)\)", document.read_text(encoding="utf-8"))
    for link in links:
        name, _, anchor = link.partition("#")
        target = document.parent / name if name else document
        assert target.exists(), link
        headings = re.findall(r"^#+ (.*)", target.read_text(encoding="utf-8"), flags=re.MULTILINE) if anchor else []
        anchors = [re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings]
        assert not anchor or anchor in anchors, link


def test_the_figures_are_those_of_the_banks() -> None:
    file = load(None)
    assert f"{file.questions} questions in {len(file.banks)} banks" in README
    assert f"{file.questions} questions in {len(file.banks)} banks" in (ROOT / "CHANGELOG.md").read_text(
        encoding="utf-8"
    )
