"""Signatures, checked in a thread beside the reading of what they stand under.

A check takes longer than any other step, and lets Python run meanwhile.
"""

import sys
from collections.abc import Mapping
from queue import SimpleQueue
from threading import Lock, Thread
from types import TracebackType
from typing import ClassVar, Final, Self

from crypto.ed25519 import load_public_key
from crypto.entry import Envelope
from crypto.errors import SignatureInvalid

_SWITCH: Final = 0.000_01
"""Seconds for which the reading may hold up the next check: far less than one takes, where Python's
own 5 ms would let one signature a turn be checked."""


class _Switching:
    """Python's switch interval, which is the process's: short while anybody checks signatures."""

    _lock: ClassVar = Lock()
    _users: ClassVar = 0
    _usual: ClassVar = 0.0

    @classmethod
    def hasten(cls) -> None:
        with cls._lock:
            if not cls._users:
                cls._usual = sys.getswitchinterval()
                sys.setswitchinterval(_SWITCH)
            cls._users += 1

    @classmethod
    def relax(cls) -> None:
        with cls._lock:
            cls._users -= 1
            if not cls._users:
                sys.setswitchinterval(cls._usual)


class Signatures:
    """Checks signatures in the background; use it as a context, and then ask for `verified`."""

    def __init__(self, keys: Mapping[str, bytes]) -> None:
        self._keys = keys
        self._waiting: SimpleQueue[Envelope | None] = SimpleQueue()
        self._thread = Thread(target=self._work, daemon=True)
        self.verified: set[str] = set()
        """Digests of the entries whose signature verifies; complete once the context was left."""

    def __enter__(self) -> Self:
        _Switching.hasten()
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._waiting.put(None)
        self._thread.join()
        _Switching.relax()

    def check(self, envelope: Envelope) -> None:
        """Have a signature checked with the key of which the envelope names the thumbprint."""
        self._waiting.put(envelope)

    def _work(self) -> None:
        while (envelope := self._waiting.get()) is not None:
            raw = self._keys.get(envelope.jws.kid)
            if raw is None:
                continue
            try:
                envelope.verify(load_public_key(raw))
            except SignatureInvalid:
                continue
            self.verified.add(envelope.digest)
