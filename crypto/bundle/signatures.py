"""Signatures, checked in a thread beside the reading of what they stand under.

A check takes longer than everything else about an entry, and lets other threads run meanwhile.
"""

import sys
from collections.abc import Mapping
from queue import SimpleQueue
from threading import Thread
from types import TracebackType
from typing import Final, Self

from crypto.ed25519 import load_public_key
from crypto.entry import Envelope
from crypto.errors import SignatureInvalid

_SWITCH: Final = 0.000_01
"""Seconds for which one thread may hold up the other: less than a signature takes, where Python's
own 5 ms would let one signature a turn be checked."""


class Signatures:
    """Checks signatures in the background; use it as a context, and then ask for `verified`."""

    def __init__(self, keys: Mapping[str, bytes]) -> None:
        self._keys = keys
        self._waiting: SimpleQueue[Envelope | None] = SimpleQueue()
        self._thread = Thread(target=self._work, daemon=True)
        self._interval = sys.getswitchinterval()
        self.verified: set[str] = set()
        """Digests of the entries whose signature verifies; complete once the context was left."""

    def __enter__(self) -> Self:
        sys.setswitchinterval(_SWITCH)
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
        sys.setswitchinterval(self._interval)

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
