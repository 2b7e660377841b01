"""What the README says is so: its example is a bank, and its tables name every command and option."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from quiz.bank.default import load
from quiz.check.checker import check
from quiz.cli import app
from quiz.core.kinds import KINDS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)


def test_the_example_bank_can_be_taken_and_passes_the_check(tmp_path: Path) -> None:
    (example,) = blocks("yaml")
    (tmp_path / "leaflet.md").write_bytes((ROOT / "leaflet.md").read_bytes())
    file = tmp_path / "my-questions.yaml"
    file.write_text(example, encoding="utf-8")
    assert check(file).findings == ()


def test_the_kinds_are_as_many_as_it_says() -> None:
    assert len(KINDS) == 8
    assert "there are seven other kinds" in README


def every_command(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    """Each command that does something, by the words that call it."""
    inner = getattr(command, "commands", {})
    if not inner or command.invoke_without_command:
        yield name, command
    for word, one in inner.items():
        yield from every_command(f"{name} {word}", one)


def test_every_command_and_option_is_in_the_readme_and_nothing_else() -> None:
    commands = dict(every_command("quiz", typer.main.get_command(app)))
    options = {
        option
        for command in commands.values()
        for parameter in command.params
        for option in parameter.opts
        if option.startswith("--")
    }
    rows = re.findall(r"^\| (`(?:quiz|-).*?) \|", README, flags=re.MULTILINE)
    named = set(re.findall(r"`(quiz[a-z ]*)", " ".join(rows)))
    assert {name.strip() for name in named} == set(commands)
    assert set(re.findall(r"--[a-z-]+", " ".join(rows))) == options | {"--help"}


def test_the_figures_are_those_of_the_banks() -> None:
    file = load(None)
    assert f"{file.questions} questions in {len(file.banks)} banks" in README
    assert f"{file.questions} questions in {len(file.banks)} banks" in (ROOT / "CHANGELOG.md").read_text(
        encoding="utf-8"
    )
