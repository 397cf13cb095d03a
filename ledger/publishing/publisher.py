"""Publishing the newest checkpoint: cosigned first, committed next, shown last."""

from collections.abc import Callable
from typing import Final

from ledger.ledger import Ledger
from ledger.publishing.publications import Published, newest

Cosign = Callable[[bytes], bytes]
"""Given a published note, the same with the cosignatures that can be had behind its signatures.

It waits no longer than its own timeout, raises nothing because a witness is down, and gives back a
note that has all of them as it is.
"""

Shown = Callable[[bytes], None]
"""Told of a note that everybody is shown from now on."""

_PUBLISH: Final = "INSERT INTO published (log, size, note, at) VALUES (?, ?, ?, ?)"
_COSIGNED: Final = "UPDATE published SET note = ? WHERE log = ? AND size = ? AND note = ?"


class Publisher:
    """Publishes checkpoints of one ledger; several processes may do so at once.

    Published sizes rise strictly, and what was published once is the beginning of all that follows:
    a checkpoint is signed only from a committed row.
    """

    def __init__(
        self, ledger: Ledger, cosign: Cosign | None = None, shown: Shown = lambda _: None
    ) -> None:
        self._ledger = ledger
        self._cosign = cosign
        self._shown = shown

    def publish(self, now: int) -> Published | None:
        """Publish the newest checkpoint at `now` (seconds since 1970), if it is not published.

        One that is, and lacked a cosignature, is published again with those that it has since got.
        Returns what everybody sees from now on, or None if nothing changed.

        Raises:
            LogHalted: what is stored no longer fits the log.
        """
        log = self._ledger.store.log
        tree = log.newest()
        size = tree.frontier.size
        with self._ledger.store.database.read() as session:
            last = newest(session, tree.log)
        if last and last.size >= size:
            return self._again(last)
        if size == 0:
            return None
        note = self._cosigned(log.checkpoint(size, tree))
        return self._keep(Published(tree.log, size, note, now))

    def _cosigned(self, note: bytes) -> bytes:
        return self._cosign(note) if self._cosign else note

    def _keep(self, new: Published) -> Published | None:
        """Commit it, unless another process was first."""
        with self._ledger.store.database.write() as session:
            last = newest(session, new.log)
            if last and last.size >= new.size:
                return None
            session.run(_PUBLISH, (new.log, new.size, new.note, new.at))
        self._shown(new.note)
        return new

    def _again(self, last: Published) -> Published | None:
        note = self._cosigned(last.note)
        if note == last.note:
            return None
        with self._ledger.store.database.write() as session:
            session.run(_COSIGNED, (note, last.log, last.size, last.note))
        return Published(last.log, last.size, note, last.at)
