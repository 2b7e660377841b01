"""Runs `python -m quiz …` without the cost of its imports: one process imports all of it, and forks for each command.

A command still has a process, an environment, a folder and streams of its own, and begins at `quiz/__main__.py`. What
is about starting, a terminal or a kill starts Python anew instead.
"""

import atexit
import gc
import json
import os
import pkgutil
import runpy
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryFile


class Forking:
    """A process that has the program imported. It begins with the first command, and ends with this one.

    `preexec` is done in it before Python starts. The commands follow each other; none runs beside another.
    """

    def __init__(self, preexec: Callable[[], None] | None = None) -> None:
        self.preexec = preexec
        self.process: subprocess.Popen[bytes] | None = None

    def run(
        self, arguments: Sequence[str], *, typed: str, environ: Mapping[str, str], cwd: Path | None, timeout: float
    ) -> "subprocess.CompletedProcess[str]":
        """`python -m quiz …`; a command that takes longer than `timeout` seconds is killed."""
        if self.process is None:
            self._start(environ)
        command = {"arguments": [*arguments], "environ": dict(environ), "cwd": str(cwd or Path.cwd())}
        with TemporaryFile() as asked, TemporaryFile() as source, TemporaryFile() as out, TemporaryFile() as errors:
            for file, text in ((asked, json.dumps(command)), (source, typed)):
                file.write(text.encode())
                file.seek(0)
            socket.send_fds(self.channel, [b"!"], [file.fileno() for file in (source, out, errors, asked)])
            self.channel.settimeout(timeout)
            try:
                code = int(self.channel.recv(16))
            except TimeoutError:
                self.end()
                raise AssertionError(f"it never ended: quiz {arguments}") from None
            for file in (out, errors):
                file.seek(0)
            said = [file.read().decode().replace("\r\n", "\n") for file in (out, errors)]
        return subprocess.CompletedProcess(["quiz", *arguments], code, *said)

    def end(self) -> None:
        """End the process, and the command that it still runs."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, 9)
            self.process.wait()
            self.channel.close()
            self.process = None
            atexit.unregister(self.end)

    def _start(self, environ: Mapping[str, str]) -> None:
        self.channel, theirs = socket.socketpair()
        self.process = subprocess.Popen(
            [sys.executable, __file__, str(theirs.fileno())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            env=dict(environ),
            pass_fds=[theirs.fileno()],
            start_new_session=True,
            preexec_fn=self.preexec,
        )
        theirs.close()
        atexit.register(self.end)


def import_all() -> None:
    """Import the program, and what it imports only when needed."""
    import quiz

    for module in pkgutil.walk_packages(quiz.__path__, "quiz."):
        if not module.name.endswith("__main__"):
            import_module(module.name)


def wait_for_commands(channel: socket.socket) -> None:
    """Fork for each command until the other side closes; returns in the process of a command, which runs it."""
    while True:
        more, streams, _, _ = socket.recv_fds(channel, 1, 4)
        if not more:
            sys.exit()
        if process := os.fork():
            for stream in streams:
                os.close(stream)
            code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
            channel.send(str(code).encode())
            continue
        channel.close()
        with os.fdopen(streams.pop(), encoding="utf-8") as asked:
            command = json.load(asked)
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
            os.close(stream)
        os.environ.clear()
        os.environ.update(command["environ"])
        os.chdir(command["cwd"])
        sys.argv[1:] = command["arguments"]
        return


if __name__ == "__main__":
    import_all()
    gc.freeze()  # imported objects are not garbage-collected in every command
    wait_for_commands(socket.socket(fileno=int(sys.argv[1])))
    runpy.run_module("quiz", run_name="__main__", alter_sys=True)
