"""A terminal of 80 columns with somebody at it, for what is asked and answered by hand."""

import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from fcntl import ioctl
from itertools import count
from types import TracebackType

WAIT_SECONDS = 120
"""How long an answer may take before the test fails; a busy machine needs some seconds."""


class Terminal:
    """A program on a terminal of its own.

    with Terminal(["countersign", "record", …], environment) as terminal:
        terminal.expect("place").type("School")
        assert terminal.end() == 0
    """

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], columns: int = 80
    ) -> None:
        self.shown = ""
        self._read = 0
        self._status: int | None = None
        self._process, self._file = pty.fork()
        if self._process == 0:
            ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
            signal.signal(signal.SIGINT, signal.SIG_DFL)  # which pytest’s workers ignore
            os.execvpe(command[0], list(command), dict(environment))  # noqa: S606 - a test program

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        os.close(self._file)

    def expect(self, words: str) -> "Terminal":
        """Wait until these words are shown, after what was expected before."""
        deadline = time.monotonic() + WAIT_SECONDS
        while words not in self.shown[self._read :]:
            assert time.monotonic() < deadline, f"never shown: {words!r} in {self.shown!r}"
            assert self._more(), f"ended before {words!r} was shown: {self.shown!r}"
        self._read = self.shown.index(words, self._read) + len(words)
        return self

    def type(self, line: str) -> "Terminal":
        """Type a line."""
        os.write(self._file, f"{line}\n".encode())
        return self

    def type_unseen(self, line: str) -> "Terminal":
        """Type a line once the terminal no longer shows what is typed."""
        deadline = time.monotonic() + WAIT_SECONDS
        while termios.tcgetattr(self._file)[3] & termios.ECHO:
            assert time.monotonic() < deadline, f"still shows what is typed: {self.shown!r}"
            time.sleep(0.02)
        return self.type(line)

    def interrupt(self) -> int:
        """Press Ctrl-C until the program ends; its exit code.

        Once is not enough where Python had looked for signals just before it began to wait.
        """
        for attempt in count():
            if attempt % 40 == 0:
                os.write(self._file, b"\x03")
            time.sleep(0.05)
            ended, status = os.waitpid(self._process, os.WNOHANG)
            if ended:
                self._status = status
                break
        return self.end()

    def end(self) -> int:
        """Wait for the program to end; its exit code."""
        while self._more():
            pass
        if self._status is None:
            _, self._status = os.waitpid(self._process, 0)
        return os.waitstatus_to_exitcode(self._status)

    def _more(self) -> bool:
        ready, _, _ = select.select([self._file], [], [], WAIT_SECONDS)
        assert ready, f"nothing more was shown after {self.shown!r}"
        try:
            data = os.read(self._file, 4096)
        except OSError:  # Linux says so where the other side was closed
            return False
        self.shown += data.decode("utf-8", errors="replace")
        return bool(data)
