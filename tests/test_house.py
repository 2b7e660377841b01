"""The house rules that a program can check: style, types, and which package may import which."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from terminal import PATIENCE

ROOT = Path(__file__).parent.parent
HISTORY = {"sqlite3", "fsrs", "platformdirs", "quiz.store.database", "quiz.store.recorder", "quiz.core.review"}


@pytest.mark.timeout(1200)  # mypy without its cache, on a busy machine
@pytest.mark.parametrize(
    "command",
    [
        ["-m", "ruff", "check", "."],
        ["-m", "ruff", "format", "--check", "."],
        ["-m", "mypy"],
        ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
    ],
    ids=["ruff check", "ruff format", "mypy", "import contract"],
)
def test_the_house_is_in_order(command: list[str]) -> None:
    result = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        ("quiz.cli", {"rich", "yaml", "quiz.menu", "quiz.runner", "quiz.core", "quiz.bank"}),
        ("quiz.menu", {"yaml", "markdown_it", "quiz.terminal.keyed", "quiz.terminal.lines", "quiz.bank.document"}),
        ("quiz.menu", HISTORY),
        ("quiz.learner", HISTORY),
        ("quiz.store.unfinished", {"fsrs", "quiz.core.review", "quiz.core.progress"}),
        ("quiz.store.standings", {"fsrs", "quiz.core.review"}),
        (
            "quiz.terminal.keyed",
            {"markdown_it", "rich.markdown", "rich.table", "quiz.pages", "quiz.core.typed_answers"},
        ),
    ],
)
def test_a_module_imports_only_what_it_uses_at_once(module: str, unwanted: set[str]) -> None:
    code = f"import sys, {module}; print(*sys.modules)"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", timeout=PATIENCE, check=True
    )
    assert unwanted & set(result.stdout.split()) == set()


def test_the_workflow_runs_both_test_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    [command] = re.findall(r"<!-- test command -->\n```sh\n(.*?)\n```", readme, re.DOTALL)
    workflow = yaml.safe_load((ROOT / ".github/workflows/checks.yml").read_text(encoding="utf-8"))
    assert command in [step.get("run") for step in workflow["jobs"]["tests"]["steps"]]
    assert "judges/run" in [step.get("run") for step in workflow["jobs"]["judges"]["steps"]]


def test_the_hooks_run_tools_that_are_installed() -> None:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    programs = {Path(shlex.split(hook["entry"])[0]) for repo in config["repos"] for hook in repo["hooks"]}
    assert {str(program.parent) for program in programs} == {".venv/bin"}
    assert all(Path(sys.executable).with_name(program.name).exists() for program in programs)


@pytest.mark.parametrize("form", sorted((ROOT / ".github/ISSUE_TEMPLATE").iterdir()), ids=lambda path: path.stem)
def test_the_issue_forms_have_what_a_form_needs(form: Path) -> None:
    found = yaml.safe_load(form.read_text(encoding="utf-8"))
    assert {"name", "description", "body"} <= set(found)
    fields = [field for field in found["body"] if field["type"] != "markdown"]
    assert {field["type"] for field in fields} <= {"input", "textarea"}
    assert len({field["id"] for field in fields}) == len(fields)
    assert all(field["attributes"]["label"] for field in fields)
