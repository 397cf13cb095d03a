"""A process that has imported the program once, and forks for each command that is to be run.

A command takes a second to import and a tenth of that to do its work. Each fork is a process of its
own with its own files, environment and folder, as if it had been started, and ends as Python ends.
`python -m tests.cli.zygote SOCKET` listens on the socket whose number it is given.
"""

import atexit
import json
import os
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final

PASSED: Final = frozenset({"COUNTERSIGN_NEW_PASSPHRASE", "COUNTERSIGN_PASSPHRASE"})
"""What a command reads from its environment when it runs. Anything else might be read by what was
imported before, so a command that is given more is started for itself."""
_MOST: Final = 1 << 16
"""Bytes of a request: arguments and environment of one command."""


@dataclass(frozen=True)
class Zygote:
    """The process, as who asks it sees it."""

    asking: socket.socket

    def run(
        self, arguments: Sequence[str], given: bytes, environment: Mapping[str, str], cwd: Path
    ) -> tuple[int, bytes, bytes]:
        """How a command ended, and what it wrote to standard output and standard error."""
        request = json.dumps([list(arguments), dict(environment), str(cwd)]).encode()
        with TemporaryFile() as told, TemporaryFile() as out, TemporaryFile() as err:
            told.write(given)
            told.seek(0)
            files = [told.fileno(), out.fileno(), err.fileno()]
            socket.send_fds(self.asking, [request], files)
            code = int(self.asking.recv(_MOST))
            out.seek(0)
            err.seek(0)
            return code, out.read(), err.read()


@cache
def zygote(root: Path, *environment: tuple[str, str]) -> Zygote:
    """The one of this test process; it ends when nobody asks any more."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        command = [sys.executable, "-m", "tests.cli.zygote", str(theirs.fileno())]
        process = subprocess.Popen(
            command, pass_fds=[theirs.fileno()], env=dict(environment), cwd=root
        )
    atexit.register(_end, ours, process)
    return Zygote(ours)


def _end(asking: socket.socket, process: "subprocess.Popen[bytes]") -> None:
    asking.close()
    process.wait()


def _serve(asked: socket.socket) -> None:
    """Fork for each request; the child comes back here and does what it was asked."""
    with asked:
        while True:
            request, files, _, _ = socket.recv_fds(asked, _MOST, 3)
            if not request:
                raise SystemExit
            child = os.fork()
            if child == 0:
                _become(files, *json.loads(request))
                return
            for one in files:
                os.close(one)
            _, status = os.waitpid(child, 0)
            asked.send(str(os.waitstatus_to_exitcode(status)).encode())


def _become(
    files: Sequence[int], arguments: Sequence[str], environment: Mapping[str, str], cwd: str
) -> None:
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(cwd)
    sys.argv = [str(Path(cwd) / "ledger" / "cli" / "__main__.py"), *arguments]


if __name__ == "__main__":
    from ledger.cli.commands import program
    from ledger.cli.main import main

    program()  # which imports every command
    _serve(socket.socket(fileno=int(sys.argv[1])))
    main()
