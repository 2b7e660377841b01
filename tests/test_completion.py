"""Completion in the shells themselves, and what is offered to them: ids and learners, whatever the files contain."""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from answers import history_in, take
from terminal import TAB, Start, Terminal, environment

from quiz.cli import app

QUIZ = Path(sys.executable).with_name("quiz")
SHELLS = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
}
SETUP = {
    "bash": "source <(quiz --show-completion)",
    "zsh": "autoload -Uz compinit; compinit -u -D; source <(quiz --show-completion)",
    "fish": "quiz --show-completion | source",
}
PROTOCOLS = ["bash", "zsh", "fish", "powershell", "pwsh"]
CLEAR_LINE = "\x15"
HOSTILE_TITLES = [
    r"Tea \$(touch PWNED) and more",
    "Tea $(touch PWNED)",
    "Tea `touch PWNED` '`touch PWNED`' \\`touch PWNED\\`",
    "Tea [/x] [bold] \\[x]",
    "Tea '; touch PWNED; ' \"; touch PWNED; \" ))' ; touch PWNED",
    "Tea ::: : \\: :) (eval) *?[a-z] ~ ${(e)PATH}",
]
HOSTILE_NAMES = [
    "bank$(touch PWNED).yaml",
    r"bank\$(touch PWNED).yaml",
    "bank `touch PWNED`.yaml",
    "bank'\";touch PWNED;&|.yaml",
    "bank\n$(touch PWNED).yaml",
    "bank[x]*~.yaml",
]


HOSTILE_LEARNERS = [
    "$(touch PWNED)",
    "`touch PWNED`",
    "a;touch PWNED",
    "Ann Lee",
    "--yes",
    "~",
    "*",
    "a'b",
    'a"b',
    "a\\b",
    "a:b",
    "a=b",
    "!!",
    "#",
    "[/x]",
    ".",
]


def save_learners(folder: Path, *names: str) -> None:
    """Save an answer of each learner."""
    for name in names:
        with closing(history_in(folder, learner=name)) as history:
            take(history, 0)


def bank_file(*titles: str, ids: tuple[str, ...] = ("assam", "ceylon"), document: str = "doc/h.md") -> str:
    banks = ""
    for number, name in enumerate(ids):
        title = titles[number % len(titles)].replace("'", "''") if titles else name
        banks += f"""
  - id: {name}
    title: '{title}'
    questions:
      - id: question-{number}
        kind: true-false
        ask: Is tea tea?
        answer: true
        because: x
        explain: x
        passage: Tea is tea"""
    return f"id: h\ntitle: H\ndocument: {document}\nbanks:{banks}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the document of the banks, for a shell to start in."""
    folder = tmp_path / "work"
    (folder / "doc").mkdir(parents=True)
    (folder / "doc/h.md").write_text("# Tea\n\nTea is tea.\n", encoding="utf-8")
    (tmp_path / "home").mkdir()
    return folder


@pytest.fixture(params=SHELLS)
def shell(request: pytest.FixtureRequest, folder: Path, start: Start) -> Terminal:
    """An interactive shell that has sourced the completion script."""
    name = request.param
    if not shutil.which(SHELLS[name][0]):
        pytest.skip(f"{name} is not installed")
    shell = start(
        program=SHELLS[name],
        cwd=folder,
        columns=100,
        environ={"PATH": f"{QUIZ.parent}:{os.environ['PATH']}", "HOME": str(folder.parent / "home"), "PS1": "> "},
    )
    shell.send(SETUP[name] + "\r")
    settle(shell, "sourced")
    return shell


def settle(shell: Terminal, word: str) -> None:
    """Wait until the shell has run everything typed before, and prints a word. Discards the rest of a line."""
    shell.send(f'{CLEAR_LINE}echo "{word[:2]}""{word[2:]}"\r')  # the word itself is only in what is printed
    shell.wait_for(lambda: word in "\n".join(shell.lines), timeout=60)


def check_silent(shell: Terminal, folder: Path) -> None:
    settle(shell, "finished")
    assert not [path for path in folder.parent.rglob("PWNED*") if path.name == "PWNED"]
    for sign in ("Traceback", "rror", "not found", "xception"):
        assert sign not in shell.written


@pytest.mark.parametrize("title", HOSTILE_TITLES)
def test_a_shell_offers_ids_and_runs_no_title(shell: Terminal, folder: Path, title: str) -> None:
    (folder / "hostile.yaml").write_text(bank_file(title), encoding="utf-8")
    shell.send("quiz take --file hostile.yaml " + TAB)
    shell.send(TAB)
    shell.wait_for(lambda: shell.shows("assam", "ceylon"), timeout=60)
    check_silent(shell, folder)


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_shell_runs_no_name_of_a_file(shell: Terminal, folder: Path, name: str) -> None:
    (folder / name).write_text(bank_file(), encoding="utf-8")
    shell.send("quiz take --file ba" + TAB)
    shell.send(TAB)
    shell.send(" " + TAB)
    shell.send(TAB)
    check_silent(shell, folder)


def test_a_shell_offers_the_ids_of_the_file_to_preview(shell: Terminal, folder: Path) -> None:
    (folder / "hostile.yaml").write_text(bank_file(*HOSTILE_TITLES), encoding="utf-8")
    shell.send("quiz preview hostile.yaml " + TAB)
    shell.send(TAB)
    shell.wait_for(lambda: shell.shows("assam", "ceylon", "question-0", "question-1"), timeout=60)
    check_silent(shell, folder)


def test_a_shell_offers_learners_and_runs_no_name(shell: Terminal, folder: Path, answers: Path) -> None:
    save_learners(answers, "Ann", "Jürgen", *HOSTILE_LEARNERS)
    shell.send("quiz progress --learner " + TAB)
    shell.send(TAB)
    shell.wait_for(lambda: shell.shows("Ann", "Jürgen"), timeout=60)
    assert "PWNED" not in shell.written
    check_silent(shell, folder)


def test_a_fault_is_not_shown_to_the_shell(shell: Terminal, folder: Path) -> None:
    os.mkfifo(folder / "pipe.yaml")
    (folder / "broken.yaml").write_text("banks: [\n", encoding="utf-8")
    for name in ("pipe.yaml", "broken.yaml", "nowhere.yaml", "doc", "/dev/tty"):
        shell.send(f"quiz take --file {name} {TAB}")
        shell.send(TAB)
        settle(shell, f"after-{name}")
    check_silent(shell, folder)


def test_a_shell_runs_no_version_and_no_help_text(shell: Terminal, folder: Path) -> None:
    for typed in ("quiz --version ", "quiz analyse --", "quiz "):
        shell.send(typed + TAB)
        shell.send(TAB)
        settle(shell, "after-" + typed.strip().replace(" ", "_"))
    check_silent(shell, folder)
    assert "leaflet-quiz 0" not in shell.written


# What the shells are told


def protocol(
    shell: str, typed: str, folder: Path, *, fish: str = "get-args", environ: dict[str, str] | None = None
) -> "subprocess.CompletedProcess[str]":
    """The completions that `quiz` offers a shell after the typed words."""
    last = "" if typed.endswith(" ") else typed.split(" ")[-1]
    asked = {
        "_QUIZ_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": f"quiz {typed}",
        "COMP_CWORD": str(typed.count(" ") + 1),
        "_TYPER_COMPLETE_ARGS": f"quiz {typed}",
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": last,
        "_TYPER_COMPLETE_FISH_ACTION": fish,
    }
    return subprocess.run(
        [QUIZ],
        cwd=folder,
        env=environment(folder, asked | (environ or {})),
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        timeout=60,
    )


EXPECTED = {
    "bash": "assam\nceylon\n",
    "zsh": '_arguments \'*: :(("assam"\n"ceylon"))\'\n',
    "fish": "assam\nceylon\n",
    "powershell": "assam::: \nceylon::: \n",
    "pwsh": "assam::: \nceylon::: \n",
}


@pytest.mark.parametrize("shell", PROTOCOLS)
@pytest.mark.parametrize("title", HOSTILE_TITLES)
def test_only_ids_are_offered(shell: str, title: str, folder: Path) -> None:
    (folder / "hostile.yaml").write_text(bank_file(title), encoding="utf-8")
    named = protocol(shell, "take --file hostile.yaml ", folder)
    from_environment = protocol(shell, "take ", folder, environ={"QUIZ_FILE": "hostile.yaml"})
    for result in (named, from_environment):
        assert (result.returncode, result.stdout, result.stderr) == (0, EXPECTED[shell], "")


def test_ids_are_completed_from_what_is_typed(folder: Path) -> None:
    (folder / "two words.yaml").write_text(bank_file(), encoding="utf-8")
    (folder / "bom.yaml").write_text("\ufeff" + bank_file(), encoding="utf-8")
    assert protocol("bash", "take a", folder, environ={"QUIZ_FILE": "bom.yaml"}).stdout == "assam\n"
    assert protocol("zsh", "read --file 'two words.yaml' c", folder).stdout == "_arguments '*: :((\"ceylon\"))'\n"
    assert protocol("fish", "analyse --file ~/bom.yaml a", folder).stdout == "assam\n"
    assert "trigger-points" in protocol("bash", "take ", folder).stdout.split()


def test_preview_completes_the_banks_and_questions_of_its_file_and_drafts_too(folder: Path) -> None:
    draft = bank_file().replace("kind: true-false", "kind: true-false\n        draft: true")
    (folder / "bank.yaml").write_text(draft, encoding="utf-8")
    assert protocol("bash", "preview bank.yaml ", folder).stdout.split() == "assam ceylon question-0 question-1".split()
    assert protocol("bash", "preview bank.yaml assam q", folder).stdout.split() == ["question-0", "question-1"]
    assert protocol("bash", "preview nowhere.yaml ", folder).stdout == ""


@pytest.mark.parametrize("shell", PROTOCOLS)
@pytest.mark.parametrize("typed", ["progress --learner ", "take --learner ", "--learner ", "data forget --learner "])
def test_learners_with_answers_are_completed_if_their_names_are_plain_words(
    shell: str, typed: str, folder: Path, answers: Path
) -> None:
    save_learners(answers, "assam", "ceylon", *HOSTILE_LEARNERS)
    result = protocol(shell, typed, folder)
    assert (result.returncode, result.stdout, result.stderr) == (0, EXPECTED[shell], "")
    assert protocol("bash", f"{typed}c", folder).stdout == "ceylon\n"


def test_completing_a_learner_changes_no_file_and_waits_for_none(folder: Path, answers: Path) -> None:
    assert protocol("bash", "progress --learner ", folder).stdout == ""
    assert not answers.exists()
    save_learners(answers, "assam")
    before = {path: path.stat().st_mtime_ns for path in answers.iterdir()}
    with closing(sqlite3.connect(answers / "history.db", isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        assert protocol("bash", "progress --learner ", folder).stdout == "assam\n"
    assert {path: path.stat().st_mtime_ns for path in answers.iterdir()} == before


@pytest.mark.parametrize("what", ["a pipe", "a folder", "text", "another database"])
def test_an_unusable_file_of_answers_offers_nothing_silently(what: str, folder: Path, answers: Path) -> None:
    answers.mkdir()
    path = answers / "history.db"
    match what:
        case "a pipe":
            os.mkfifo(path)
        case "a folder":
            path.mkdir()
        case "text":
            path.write_text("not a database " * 100, encoding="utf-8")
        case _:
            with closing(sqlite3.connect(path)) as db:
                db.execute("CREATE TABLE teas (name)")
    result = protocol("zsh", "progress --learner ", folder)
    assert (result.returncode, result.stdout.strip(), result.stderr) == (0, "", "")


@pytest.mark.parametrize("name", ["$(touch PWNED)", "a;b", "'a\"'", "`a`", "a b", "[/x]", "-a", "ä"])
def test_an_id_that_could_mean_something_to_a_shell_is_no_id(name: str, folder: Path) -> None:
    (folder / "hostile.yaml").write_text(bank_file(ids=(f"'{name.replace(chr(39), '')}'", "ceylon")), encoding="utf-8")
    assert protocol("bash", "take --file hostile.yaml ", folder).stdout == ""


@pytest.fixture
def faults(folder: Path) -> Iterator[list[str]]:
    """Names of unusable files of every kind."""
    (folder / "broken.yaml").write_text("banks: [\n", encoding="utf-8")
    (folder / "latin.yaml").write_bytes(bank_file("T\xe4").encode("latin-1"))
    (folder / "deep.yaml").write_text("[" * 100_000, encoding="utf-8")
    (folder / "empty.yaml").touch()
    (folder / "large.yaml").write_text(bank_file() + "#" * (4 * 1024 * 1024), encoding="utf-8")
    with (folder / "sparse.yaml").open("wb") as sparse:
        sparse.truncate(2**40)
    (folder / "piped.yaml").write_text(bank_file(document="pipe.md"), encoding="utf-8")
    for pipe in ("pipe.yaml", "pipe.md"):
        os.mkfifo(folder / pipe)
    (folder / "link.yaml").symlink_to("pipe.yaml")
    (folder / "loop.yaml").symlink_to("loop.yaml")
    (folder / "closed.yaml").write_text(bank_file(), encoding="utf-8")
    (folder / "closed.yaml").chmod(0)
    names = "broken latin deep empty large sparse piped pipe link loop nowhere socket".split()
    if os.geteuid():  # nothing is closed to root
        names.append("closed")
    with closing(socket.socket(socket.AF_UNIX)) as listening:
        listening.bind(str(folder / "socket.yaml"))
        devices = ["/dev/zero", "/dev/tty", "/dev/stdin", "/dev/ptmx", "/proc/self/mem"]
        yield [*(f"{name}.yaml" for name in names), "doc", ".", "~nobody-of-this-name/x", "a\\\nb", *devices]


@pytest.mark.parametrize("shell", PROTOCOLS)
def test_an_unusable_file_offers_nothing_silently(shell: str, folder: Path, faults: list[str]) -> None:
    for name in faults:
        result = protocol(shell, f"take --file {name} ", folder)
        assert (result.returncode, result.stdout.strip(), result.stderr) == (0, "", ""), name
        result = protocol(shell, "take ", folder, fish="is-args", environ={"QUIZ_FILE": name})
        assert (result.returncode, result.stdout.strip(), result.stderr) == (0, "", ""), name


def test_a_pipe_is_not_even_opened(folder: Path) -> None:
    pipe = folder / "pipe.yaml"
    os.mkfifo(pipe)
    opened = threading.Event()

    def write() -> None:
        os.close(os.open(pipe, os.O_WRONLY))  # waits for a reader
        opened.set()

    writer = threading.Thread(target=write)
    writer.start()
    protocol("bash", "take --file pipe.yaml ", folder)
    was_opened = opened.is_set()
    os.close(os.open(pipe, os.O_RDONLY))
    writer.join()
    assert not was_opened


@pytest.mark.parametrize("what", ["os.kill(os.getpid(), signal.SIGINT)", "[][1]", "sys.exit('no')", "print(1 / 0)"])
def test_a_fault_of_the_program_is_silent_too(what: str, folder: Path) -> None:
    code = f"""
import os, signal, sys
from quiz.bank import reader
def fault(*_):
    {what}
    print("still here")
reader.parse_question_file = fault
sys.argv = ["quiz"]
from quiz.__main__ import main
main()
"""
    environ = {"_QUIZ_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "quiz take "}
    result = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(folder, environ),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


@pytest.mark.parametrize("instruction", ["complete_csh", "nonsense", "complete_bash", "a_zsh"])
def test_an_instruction_that_cannot_be_followed_is_silent(instruction: str, folder: Path) -> None:
    environ = environment(folder, {"_QUIZ_COMPLETE": instruction})
    result = subprocess.run([QUIZ], env=environ, capture_output=True, encoding="utf-8", timeout=60)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_fish_completes_files_where_there_are_no_words(folder: Path) -> None:
    assert protocol("fish", "take --file ", folder, fish="is-args").returncode == 1
    assert protocol("fish", "take ", folder, fish="is-args").returncode == 0


@pytest.mark.parametrize("typed", ["", "--version ", "--version --", "take --only ", "take --minutes x --count y "])
@pytest.mark.parametrize("shell", PROTOCOLS)
def test_nothing_but_words_is_printed(shell: str, typed: str, folder: Path) -> None:
    result = protocol(shell, typed, folder)
    assert (result.returncode, result.stderr) == (0, "")
    assert "leaflet-quiz 0" not in result.stdout


def test_a_description_is_one_line_on_a_narrow_terminal(folder: Path) -> None:
    wide, narrow = (protocol("fish", "--", folder, environ={"COLUMNS": columns}).stdout for columns in ("200", "20"))
    assert narrow == wide
    assert all(line.startswith("--") for line in narrow.splitlines())


def test_help_texts_have_nothing_that_typer_passes_on_unsafely() -> None:
    from typer.main import get_command
    from typer.rich_utils import rich_render_text

    def texts(command: object) -> Iterator[str]:
        yield getattr(command, "help", None) or ""
        for part in (*getattr(command, "params", ()), *getattr(command, "commands", {}).values()):
            yield from texts(part)

    for text in texts(get_command(app)):
        assert "\\" not in text
        line = " ".join(text.split())
        assert " ".join(rich_render_text(line).split()) == line
