"""The hook for pre-commit: its command runs, and it is given the question files and no others."""

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from grounded import grounded
from terminal import PATIENCE, environment

HOOKS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent.parent / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
)
[HOOK] = HOOKS


def test_the_hook_has_what_a_hook_needs() -> None:
    assert (HOOK["id"], HOOK["language"], HOOK["types"]) == ("quiz-check", "python", ["yaml"])
    assert set(HOOK) == {"id", "name", "description", "entry", "language", "types", "files"}


@pytest.mark.parametrize(
    ("passage", "more", "code"),
    [
        ("The sun is warm", [], 0),
        ("The moon is warm", [], 1),
        ("The sun is warm", ["nowhere.yaml"], 3),
    ],
    ids=["nothing to mend", "an error", "a file that is not there"],
)
def test_its_entry_is_a_command_that_takes_files(tmp_path: Path, passage: str, more: list[str], code: int) -> None:
    path = grounded(tmp_path, "The sun is warm.\n", passage)
    program, *arguments = shlex.split(HOOK["entry"])
    command = [str(Path(sys.executable).parent / program), *arguments, path.name, *more]
    result = subprocess.run(
        command,
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        env=environment(tmp_path),
        timeout=PATIENCE,
    )
    assert result.returncode == code
    assert result.stdout.splitlines()[-1].startswith("bank.yaml: 1 question in 1 bank, ")


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("questions.yaml", True),
        ("questions.yml", True),
        ("banks/questions.yaml", True),
        ("my-questions.yaml", True),
        ("banks/tea_questions.yml", True),
        ("tea.quiz.yaml", True),
        ("banks/tea.quiz.yml", True),
        ("quiz.yaml", True),
        ("frequentquestions.yaml", False),
        ("questions.yaml.orig", False),
        ("questions.md", False),
        ("questions/page.yaml", False),
        (".pre-commit-config.yaml", False),
        ("mkdocs.yml", False),
    ],
)
def test_it_is_given_the_files_that_are_named_as_question_files(name: str, given: bool) -> None:
    assert bool(re.search(HOOK["files"], name)) == given
