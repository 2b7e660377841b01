"""Pages in a terminal: with the user's pager, and with none that works."""

import os
import shlex
import sys
from pathlib import Path

import pytest
from terminal import CTRL_C, DATA, Start, Terminal, run

FIRST, LAST = "Dry needling", "Beyond the leaflet"
PROMPT = "Space next page, q quit"
KINDS = str(DATA / "kinds.yaml")
PAGES = {
    "progress": ["progress", "--file", KINDS],
    "analyse": ["analyse", "--from", str(DATA / "moodle-00.csv")],
    "coverage": ["check", "--coverage", KINDS],
    "check": ["check", str(DATA / "faults.yaml")],
    "preview": ["preview", KINDS],
}


@pytest.fixture
def answered(tmp_path: Path) -> None:
    """An answer is saved, so that there is progress to show."""
    assert run(tmp_path, ["take", "--file", KINDS, "--in-order", "--count", "1"], typed="1\n").returncode == 0


def check_whole(terminal: Terminal) -> None:
    """The whole document was shown, once, and nothing failed."""
    assert terminal.wait_for_exit(60) == 0
    shown = "\n".join(terminal.transcript)
    assert FIRST in shown
    assert shown.count(LAST) == 1
    assert "Traceback" not in shown


@pytest.mark.parametrize("pager", ["nosuch", "nosuch -R --quiet", "/etc/passwd", "'unclosed", "false", "exit 3"])
def test_a_pager_that_does_not_work_shows_the_text_all_the_same(pager: str, start: Start) -> None:
    check_whole(start("read", environ={"PAGER": pager}))


@pytest.mark.parametrize("environ", [{"PAGER": ""}, {"PAGER": " "}, {"PAGER": "cat"}, {"TERM": "dumb"}], ids=str)
def test_there_may_be_no_pager(environ: dict[str, str], start: Start, tmp_path: Path) -> None:
    for name in ("less", "cat"):
        (tmp_path / name).write_text("#!/bin/sh\necho started a pager\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    terminal = start("read", environ={"PATH": f"{tmp_path}:{os.environ['PATH']}", **environ})
    check_whole(terminal)
    assert "started a pager" not in terminal.written


def test_without_less_the_text_goes_to_the_screen(start: Start, tmp_path: Path) -> None:
    check_whole(start("read", environ={"PATH": str(tmp_path)}))


def test_less_shows_a_screen_and_is_left_by_q(start: Start) -> None:
    terminal = start("read")
    terminal.wait_for(lambda: PROMPT in terminal.lines, 60)
    assert terminal.shows(FIRST)
    terminal.send("q")
    assert terminal.wait_for_exit(60) == 0
    assert LAST not in "\n".join(terminal.transcript)
    assert terminal.mode_is_restored


def test_ctrl_c_in_less_is_for_less(start: Start) -> None:
    terminal = start("read", environ={"LESS": "-E"})  # which leaves at the end of the text
    terminal.wait_for(lambda: PROMPT in terminal.lines, 60)
    terminal.send(CTRL_C)
    while terminal.process.poll() is None:
        terminal.send("G")  # again and again: a terminal drops what is typed just after Ctrl-C
        terminal.pump(0.5)
    assert terminal.wait_for_exit(60) == 0
    assert "485–490" in terminal.written  # the last line of all
    assert "Traceback" not in terminal.written
    assert terminal.mode_is_restored


def test_ctrl_c_that_ends_a_pager_is_no_error(start: Start) -> None:
    # One process from the first word on: a shell that is just starting a command may lose a signal.
    waits = "import signal; signal.signal(2, signal.SIG_DFL); print('started', flush=True); signal.pause()"
    terminal = start("read", environ={"PAGER": shlex.join(["exec", sys.executable, "-c", waits])})
    terminal.wait_for("started", 60)
    terminal.send(CTRL_C)
    assert terminal.wait_for_exit(60) == 0
    assert "Traceback" not in terminal.written


@pytest.mark.parametrize("pager", ["true", "head -n 1", "kill -PIPE $$"])
def test_a_pager_that_is_left_early_is_no_error(pager: str, start: Start, tmp_path: Path) -> None:
    (tmp_path / "long.md").write_text("# Tea\n\n" + "Tea is tea.\n\n" * 20_000, encoding="utf-8")
    question = "id: q, kind: true-false, ask: Is it?, answer: true, because: x, explain: x, passage: Tea is tea"
    (tmp_path / "bank.yaml").write_text(
        f"id: h\ntitle: H\ndocument: long.md\nbanks: [{{id: b, title: B, questions: [{{{question}}}]}}]\n",
        encoding="utf-8",
    )
    terminal = start("read", "--file", str(tmp_path / "bank.yaml"), environ={"PAGER": pager})
    assert terminal.wait_for_exit(60) == 0
    assert terminal.written.count("Tea is tea.") <= 1
    assert "Traceback" not in terminal.written


def test_a_pager_has_its_arguments_and_the_settings_of_less(start: Start) -> None:
    terminal = start("read", environ={"PAGER": 'echo "settings:$LESS."; cat > /dev/null', "LESS": "-i"})
    assert terminal.wait_for_exit(60) == 0
    assert terminal.shows(f"settings:-FRX -Ps?eEnd:{PROMPT.replace(',', '.,')}$ -i.")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.usefixtures("answered")
def test_a_long_page_is_shown_by_less_with_its_keys(page: str, start: Start) -> None:
    terminal = start(*PAGES[page], rows=6)
    terminal.wait_for(lambda: PROMPT in terminal.lines)
    terminal.send("G")
    terminal.wait_for(lambda: "End, q quit" in terminal.lines)
    terminal.send("q")
    assert terminal.wait_for_exit() == 0
    assert terminal.mode_is_restored


def test_the_exit_code_and_the_files_that_cannot_be_used_follow_the_page(start: Start, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("title: 1\nbanks: []\nx: 1\n", encoding="utf-8")
    terminal = start("check", "bad.yaml", "nowhere.yaml", rows=4, cwd=tmp_path)
    terminal.wait_for(lambda: PROMPT in terminal.lines)
    terminal.send("q")
    assert terminal.wait_for_exit() == 3
    assert terminal.shows("nowhere.yaml: error: there is no such file")


@pytest.mark.parametrize("page", PAGES)
def test_a_short_page_stays_on_the_screen(page: str, start: Start) -> None:
    terminal = start(*PAGES[page], rows=400)
    assert terminal.wait_for_exit() == 0
    assert PROMPT not in terminal.written


@pytest.mark.parametrize("page", PAGES)
def test_a_dumb_terminal_meets_no_pager(page: str, start: Start) -> None:
    terminal = start(*PAGES[page], rows=6, environ={"TERM": "dumb", "PAGER": "echo paged"})
    assert terminal.wait_for_exit() == 0
    assert "paged" not in terminal.written


@pytest.mark.parametrize("page", ["progress", "analyse"])
def test_plain_pages_meet_no_pager(page: str, start: Start) -> None:
    terminal = start(*PAGES[page], "--plain", rows=6, environ={"PAGER": "echo paged"})
    assert terminal.wait_for_exit() == 0
    assert "paged" not in terminal.written


@pytest.mark.parametrize("words", [["read"], *PAGES.values()], ids=lambda words: words[0])
@pytest.mark.usefixtures("answered")
def test_what_is_piped_meets_no_pager(words: list[str], tmp_path: Path) -> None:
    for environ in ({}, {"FORCE_COLOR": "1"}):
        result = run(tmp_path, words, environ={"PAGER": "echo paged", **environ})
        assert (result.returncode, result.stderr) == (0, "")
        assert len(result.stdout.splitlines()) > 5
        assert "paged" not in result.stdout
