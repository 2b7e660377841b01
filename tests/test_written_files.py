"""Pages, pictures and copies are written to new files and one's own streams, and nowhere else."""

import errno
import os
import socket
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest
from terminal import Start, environment, run

from quiz.errors import QuizError
from quiz.files import new_file, write_text, write_texts

QUIZ = f"{sys.executable} -m quiz"
SOMEBODY_ELSE = 65534
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to another user")


def shell(home: Path, command: str) -> "subprocess.CompletedProcess[str]":
    """A command of bash, with $QUIZ for the program."""
    return subprocess.run(
        ["bash", "-c", command],
        env=environment(home, {"QUIZ": QUIZ}),
        cwd=home,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )


def interrupted(home: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """The program, with Ctrl-C after two seconds."""
    code = """
import os, signal, sys, threading
from quiz.__main__ import main
threading.Timer(2, os.kill, (os.getpid(), signal.SIGINT)).start()
main()
"""
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=environment(home),
        cwd=home,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )


def pipe_with_reader(path: Path) -> int:
    os.mkfifo(path)
    return os.open(path, os.O_RDONLY | os.O_NONBLOCK)


def read_available(descriptor: int) -> bytes:
    with suppress(BlockingIOError):
        return os.read(descriptor, 65536)
    return b""


def test_a_file_that_exists_is_named_and_kept(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("mine", encoding="utf-8")
    result = run(tmp_path, ["summary", "--to", "page.html"], cwd=tmp_path)
    assert (result.returncode, result.stdout) == (3, "")
    assert result.stderr == "page.html: error: already exists\nChoose another name or delete it.\n"
    assert (tmp_path / "page.html").read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    "command",
    [
        "$QUIZ progress --svg /dev/stdout | cat > out",
        "$QUIZ progress --svg /dev/stdout > out",
        "$QUIZ progress --svg - > out",
        "$QUIZ progress --svg /dev/stderr 2> out",
        "$QUIZ progress --svg /dev/fd/3 3> out",
        "$QUIZ progress --svg /proc/self/fd/7 7> out",
        "cd /dev && $QUIZ progress --svg stdout > ~/out",
        "ln -s /dev/stdout mine && $QUIZ progress --svg mine > out",
        "$QUIZ progress --svg >(cat > part; mv part out); while [ ! -e out ]; do sleep .1; done",
        "mkfifo mine; cat mine > out & $QUIZ progress --svg mine; wait",
        "mkfifo mine; ln -s mine link; cat mine > out & $QUIZ progress --svg link; wait",
    ],
)
def test_ones_own_streams_are_written_to(command: str, tmp_path: Path) -> None:
    result = shell(tmp_path, command)
    assert result.returncode == 0
    assert all(line.startswith("Saved to ") for line in result.stderr.splitlines())
    assert "</svg>" in (tmp_path / "out").read_text("utf-8")


@pytest.mark.parametrize("into", ["> out", "| cat > out"])
@pytest.mark.parametrize(("command", "end"), [("progress --svg", "</svg>"), ("summary --to", ".")])
def test_nothing_else_is_written_to_a_stream(command: str, end: str, into: str, tmp_path: Path) -> None:
    result = shell(tmp_path, f"$QUIZ {command} /dev/stdout {into}")
    assert (result.returncode, result.stderr) == (0, "Saved to /dev/stdout.\n")
    written = (tmp_path / "out").read_text("utf-8").rstrip()
    assert written.endswith(end) and "Saved to" not in written


def test_the_terminal_and_the_null_device_are_written_to(tmp_path: Path, start: Start) -> None:
    assert run(tmp_path, ["progress", "--svg", "/dev/null"]).returncode == 0
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)
    terminal = start("progress", "--svg", "/dev/tty")
    assert terminal.wait_for_exit(60) == 0
    assert "</svg>" in terminal.written


def test_a_folder_a_socket_and_a_link_are_refused(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("nowhere")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "to-a-file").symlink_to("file")
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with closing(socket.socket(socket.AF_UNIX)) as listening:
        listening.bind(str(tmp_path / "socket"))
        before = sorted(tmp_path.iterdir())
        for name in ("folder", "socket", "link", "loop", "to-a-file"):
            with pytest.raises(QuizError, match=r"already exists|not a file, a pipe"):
                write_text(tmp_path / name, "text")
    assert sorted(tmp_path.iterdir()) == before
    assert (tmp_path / "file").read_text("utf-8") == "mine"


@as_root
@pytest.mark.parametrize("whose", ["pipe", "link", "link to a link"])
def test_what_belongs_to_somebody_else_is_not_written_to(whose: str, tmp_path: Path) -> None:
    reader = pipe_with_reader(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    (tmp_path / "second").symlink_to("link")
    foreign, target = {"pipe": ("pipe", "pipe"), "link": ("link", "link"), "link to a link": ("link", "second")}[whose]
    os.chown(tmp_path / foreign, SOMEBODY_ELSE, SOMEBODY_ELSE, follow_symlinks=False)
    result = run(tmp_path, ["progress", "--svg", target], cwd=tmp_path)
    written = read_available(reader)
    os.close(reader)
    assert (result.returncode, result.stdout, written) == (3, "", b"")
    assert result.stderr.startswith(f"{target}: error: this ")
    assert "belongs to another user\nChoose another name." in result.stderr


@as_root
@pytest.mark.parametrize("same_inode", [True, False])
def test_what_is_put_in_place_of_ones_own_pipe_is_not_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, same_inode: bool
) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    really_open = os.open
    readers = []

    def swapped(name: Path, flags: int, mode: int = 0o777) -> int:
        if name == path and not flags & os.O_CREAT:
            if same_inode:  # a file system may give the number of a deleted file to the next one
                path.unlink()
            os.mkfifo(tmp_path / "theirs")
            os.chown(tmp_path / "theirs", SOMEBODY_ELSE, SOMEBODY_ELSE)
            (tmp_path / "theirs").rename(path)
            readers.append(really_open(path, os.O_RDONLY | os.O_NONBLOCK))
        return really_open(name, flags, mode)

    with monkeypatch.context() as patched:
        patched.setattr(os, "open", swapped)
        with pytest.raises(QuizError, match="belongs to another user"):
            write_text(path, "text")
    assert read_available(readers[0]) == b""
    os.close(readers[0])


def test_a_pipe_without_a_reader_waits_until_ctrl_c(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    result = interrupted(tmp_path, "progress", "--svg", "pipe")
    assert (result.returncode, result.stdout, result.stderr) == (130, "", "")
    assert (tmp_path / "pipe").is_fifo()


def test_a_reader_that_does_not_read_is_left_by_one_ctrl_c(tmp_path: Path) -> None:
    reader = pipe_with_reader(tmp_path / "pipe")
    code = """
import os, signal, sys, threading
from pathlib import Path
from quiz.files import write_text
threading.Timer(2, os.kill, (os.getpid(), signal.SIGINT)).start()
try:
    write_text(Path("pipe"), "x" * 10_000_000)
except KeyboardInterrupt:
    sys.exit(130)
"""
    result = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment(tmp_path), timeout=60)
    os.close(reader)
    assert result.returncode == 130


@pytest.mark.parametrize(
    "arguments",
    [
        ("take", "--file", "pipe.yaml"),
        ("check", "pipe.yaml"),
        ("draft", "pipe.md"),
        ("draft", "-o", "bank.yaml", "pipe.html"),
        ("data", "import", "pipe.jsonl"),
        ("analyse", "--from", "pipe.csv"),
    ],
    ids=" ".join,
)
def test_reading_a_pipe_without_a_writer_ends_by_ctrl_c(arguments: tuple[str, ...], tmp_path: Path) -> None:
    os.mkfifo(tmp_path / arguments[-1])
    result = interrupted(tmp_path, *arguments)
    assert (result.returncode, result.stdout, result.stderr) == (130, "", "")


def test_a_pipe_of_ones_own_is_read(tmp_path: Path) -> None:
    (tmp_path / "marks.csv").write_text("learner,one,two\na,1,0\nb,0,1\n", encoding="utf-8")
    result = shell(tmp_path, "mkfifo pipe.csv; cat marks.csv > pipe.csv & $QUIZ analyse --csv --from pipe.csv")
    assert result.stdout == shell(tmp_path, "$QUIZ analyse --csv --from marks.csv").stdout.replace("marks", "pipe")
    result = shell(tmp_path, "$QUIZ draft <(echo '# Tea\n\nSalt. Pepper.')")
    assert result.returncode == 1
    assert "has no sentence to ask about" in result.stderr


@pytest.mark.parametrize("reader", ["true", "head -c1 >/dev/null"])
def test_a_reader_that_leaves_is_no_traceback(reader: str, tmp_path: Path) -> None:
    result = shell(tmp_path, f"mkfifo p; {reader} < p & exec $QUIZ progress --svg p")
    assert result.returncode in (0, 3)
    assert "Traceback" not in result.stderr


# What a failure leaves


def fail(path: Path, meanwhile: Callable[[], object]) -> None:
    with pytest.raises(QuizError, match="No space left"), new_file(path) as file:
        file.write("begun")
        meanwhile()
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_failure_leaves_nothing_of_ours(tmp_path: Path) -> None:
    fail(tmp_path / "page", lambda: None)
    assert list(tmp_path.iterdir()) == []


def test_a_failure_deletes_nothing_that_is_not_ours(tmp_path: Path) -> None:
    path = tmp_path / "page"

    def replace() -> None:
        path.unlink()
        path.write_text("theirs", encoding="utf-8")

    fail(path, replace)
    assert path.read_text("utf-8") == "theirs"
    path.unlink()
    fail(path, path.unlink)
    assert list(tmp_path.iterdir()) == []


def test_two_files_are_written_or_none(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    second.write_text("mine", encoding="utf-8")
    with pytest.raises(QuizError, match="already exists"):
        write_texts({first: "one", second: "two"})
    assert [path.name for path in tmp_path.iterdir()] == ["second"]
    second.unlink()
    write_texts({first: "one", second: "two"})
    assert (first.read_text("utf-8"), second.read_text("utf-8")) == ("one", "two")


def test_two_files_that_the_disk_does_not_take_leave_none(tmp_path: Path) -> None:
    code = """
from pathlib import Path
from quiz.files import write_texts
write_texts({Path("first"): "x" * 5_000, Path("second"): "x" * 500_000})
"""
    limited = f"ulimit -f 100; exec {sys.executable} -c '{code}'"
    result = shell(tmp_path, limited)
    assert "second: error: cannot be written: File too large" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_programs_own_descriptors_are_not_written_to(tmp_path: Path, answers: Path) -> None:
    run(tmp_path, ["take", "--count", "1"], typed="/skip\n")
    held = run(tmp_path, ["data", "where"]).stdout
    for number in range(3, 16):
        result = run(tmp_path, ["data", "export", f"/dev/fd/{number}"])
        assert result.returncode == 3
        assert result.stderr.startswith(f"/dev/fd/{number}: error: ")
    assert run(tmp_path, ["data", "where"]).stdout == held


def test_a_new_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    write_text(tmp_path / "mine", "x")
    assert stat.S_IMODE((tmp_path / "mine").stat().st_mode) == 0o600
