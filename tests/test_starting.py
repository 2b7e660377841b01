"""`quiz new` writes two valid files under any name, overwrites nothing, and leaves nothing half-written."""

import os
import re
import resource
import shlex
import subprocess
import sys
from pathlib import Path
from subprocess import CompletedProcess
from tempfile import TemporaryDirectory

import pytest
from terminal import PATIENCE, environment, run

from quiz.bank.reader import read_question_file
from quiz.bank.starter_files import write_starter
from quiz.check.checker import check
from quiz.check.coverage import coverage_of
from quiz.core.kinds import KINDS
from quiz.errors import QuizError

NAMES = [
    "my-questions.yaml",
    "two words.yaml",
    'it\'s "mine".yaml',
    "Übung für Knie.yaml",
    "日本.yaml",
    "2024.yaml",
    "1e3.yaml",
    "-dash.yaml",
    "--help.yaml",
    "null.yaml",
    "true.yaml",
    "a # b: c.yaml",
    "[list].yaml",
    "{a}.yaml",
    "*star & more!.yaml",
    "%percent@.yaml",
    "a.b.yaml",
    ".hidden.yaml",
    "short.yml",
    "UPPER.YAML",
    "starter.yaml",
]


def new(folder: Path, *arguments: str) -> "CompletedProcess[str]":
    """`quiz new …` in a folder."""
    return in_folder(folder, "new", *arguments)


def in_folder(folder: Path, *arguments: str) -> "CompletedProcess[str]":
    return run(folder, arguments, cwd=folder)


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# What is written


@pytest.mark.parametrize("name", NAMES)
def test_the_two_files_pass_the_check_under_any_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    document = write_starter(path)
    assert files_in(tmp_path) == sorted([name, document.name])
    found = check(path)
    assert [finding.message for finding in found.findings] == []
    assert found.file.document.name == document.name


def test_every_kind_of_question_is_in_it_and_based_on_the_document(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    write_starter(path)
    found = check(path)
    assert {item.question.kind for item in found.file.items} == set(KINDS)
    assert found.document
    coverage = coverage_of(found.file, found.document)
    resting = {name for sentence in coverage.sentences for name in sentence.questions}
    assert resting == {item.question.id for item in found.file.items}


@pytest.mark.parametrize("name", ["my-questions.yaml", "two words.yaml", "it's ä.yaml", "-dash.yaml"])
def test_the_suggested_command_can_be_copied_into_a_shell(tmp_path: Path, name: str) -> None:
    result = new(tmp_path, "--", name)
    assert (result.returncode, result.stderr) == (0, "")
    commands = [shlex.split(told) for told in re.findall("`quiz ([^`]+)`", result.stdout)]
    assert [command[0] for command in commands] == ["preview", "check"]
    for command in commands:
        told = in_folder(tmp_path, *command)
        assert (told.returncode, told.stderr) == (0, "")


def test_it_can_be_checked_strictly_and_taken_at_once(tmp_path: Path) -> None:
    path = str(tmp_path / "mine.yaml")
    result = run(tmp_path, ["new", path])
    document = path.replace(".yaml", ".md")
    assert result.stdout.startswith(
        f"Created {path} (the questions) and {document} (the document they are based on).\n"
    )
    assert run(tmp_path, ["check", "--strict", path]).stdout == f"{path}: 8 questions in 1 bank, no problems found.\n"
    taken = run(tmp_path, ["take", "--file", path, "--plain"], typed="/skip\n" * 8)
    assert (taken.returncode, taken.stderr) == (0, "")
    assert "Question 8 of 8." in taken.stdout
    assert "not in the document" not in taken.stdout


def test_each_file_has_an_id_of_its_own(tmp_path: Path) -> None:
    names = ("one.yaml", "My Two.yaml", "elsewhere/one.yaml")
    (tmp_path / "elsewhere").mkdir()
    for name in names:
        write_starter(tmp_path / name)
    ids = [read_question_file(tmp_path / name).id for name in names]
    assert [id.rpartition("-")[0] for id in ids] == ["one", "my-two", "one"]
    assert len(set(ids)) == 3


def test_the_files_are_for_others_too_as_the_system_has_it(tmp_path: Path) -> None:
    own = tmp_path / "as usual"
    own.touch()
    document = write_starter(tmp_path / "mine.yaml")
    assert {path.stat().st_mode for path in (document, tmp_path / "mine.yaml")} == {own.stat().st_mode}


# What is refused


@pytest.mark.parametrize("name", ["mine.txt", "mine", "mine.yaml.md", "mine.json", ".", "..", ".yaml", "mine.yamlx"])
def test_another_ending_is_a_wrong_call(tmp_path: Path, name: str) -> None:
    result = new(tmp_path, name)
    assert (result.returncode, result.stdout, files_in(tmp_path)) == (2, "", [])
    assert "error: a question file's name must end in .yaml\nFor example: " in result.stderr


@pytest.mark.parametrize("there", ["mine.yaml", "mine.md"])
@pytest.mark.parametrize("kind", ["file", "folder", "link"])
def test_existing_files_are_never_overwritten(tmp_path: Path, there: str, kind: str) -> None:
    path = tmp_path / there
    if kind == "file":
        path.write_text("mine", encoding="utf-8")
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to("nowhere.yaml")
    result = new(tmp_path, "mine.yaml")
    assert (result.returncode, result.stdout) == (3, "")
    assert result.stderr.startswith(f"{there}: error: already exists\n")
    assert files_in(tmp_path) == [there]
    assert kind != "file" or path.read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("nowhere/mine.yaml", "cannot be written: No such file or directory"),
        ("file/mine.yaml", "cannot be written: Not a directory"),
        (f"{'m' * 251}.yaml", "cannot be written: File name too long"),
    ],
    ids=["no such folder", "a file for a folder", "too long a name"],
)
def test_a_file_that_cannot_be_written_is_reported(tmp_path: Path, name: str, why: str) -> None:
    (tmp_path / "file").touch()
    result = new(tmp_path, name)
    assert (result.returncode, result.stdout, files_in(tmp_path)) == (3, "", ["file"])
    first, remedy = result.stderr.splitlines()
    assert first.endswith(f": error: {why}")
    assert remedy == "Choose a folder that you can write to."


def test_a_folder_that_is_not_writable_is_reported() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o555)
        if os.geteuid() == 0:
            try:
                os.seteuid(65534)
            except OSError:
                pytest.skip("root cannot become another user here")
        try:
            with pytest.raises(QuizError, match="cannot be written: Permission denied") as caught:
                write_starter(folder / "mine.yaml")
        finally:
            if os.getuid() == 0:
                os.seteuid(0)
        assert (caught.value.exit_code, files_in(folder)) == (3, [])


@pytest.mark.parametrize("largest", [100, 2000], ids=["no room for either", "room for the document alone"])
def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path, largest: int) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "quiz", "new", "mine.yaml"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        env=environment(tmp_path, {"PYTHONDONTWRITEBYTECODE": "1"}),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest)),
        timeout=PATIENCE,
    )
    assert (result.returncode, result.stdout) == (3, "")
    assert "cannot be written: File too large" in result.stderr
    assert files_in(tmp_path) == []


@pytest.mark.parametrize("name", ["back\\slash.yaml", "two\nlines.yaml", "esc\x1b[31m.yaml"], ids=ascii)
def test_a_name_that_no_document_could_have_is_a_wrong_call(tmp_path: Path, name: str) -> None:
    with pytest.raises(QuizError) as caught:
        write_starter(tmp_path / name)
    assert caught.value.exit_code == 2
    assert files_in(tmp_path) == []
