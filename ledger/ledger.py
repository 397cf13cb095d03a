"""The ledger: draft, admit, read. Everything else of this package serves this.

It holds no author's key and writes no entry of its own: it drafts what an author asks for, and
admits what the author's device then signed, if it is what an author in that capacity may record at
that position.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

from crypto.genesis import Genesis
from crypto.jws import thumbprint
from domain.admission import Root
from ledger.admission.admissions import Admissions, Receipt
from ledger.admission.checks import Checks
from ledger.draft import Draft, DraftRequest
from ledger.drafting.drafts import make_draft
from ledger.drafting.saving import SavedDrafts
from ledger.errors import Problem, Stale
from ledger.orders import Orders
from ledger.reading.reads import Reads
from ledger.register import Register
from ledger.store import Store

__all__ = ["Clock", "Ledger", "NotFound", "system_clock"]

DRAFT_TRIES: Final = 32
"""Looks at where a stream ends before a draft gives up: writers enough for any enquiry."""
Clock = Callable[[], int]
"""Seconds since 1970; replays give a simulated one."""


class NotFound(Problem):
    """There is no such stream or entry, or the reader may not know of it."""

    code = "not-found"
    status = 404
    title = "There is nothing here"


def system_clock() -> int:
    """The machine's clock."""
    return int(time.time())


class Ledger:
    """One ledger on one store."""

    def __init__(
        self,
        genesis: Genesis,
        store: Store,
        register: Register,
        clock: Clock = system_clock,
    ) -> None:
        self.genesis = genesis
        self.store = store
        self.register = register
        self.reads = Reads(genesis, store, register.history, self._enrolled)
        self.root = Root(
            ledger=genesis.ledger,
            registrar=genesis.registrar,
            registrar_kid=thumbprint(genesis.registrar_key),
            authority=genesis.authority,
            ledger_kid=thumbprint(genesis.ledger_key),
        )
        kept = self.reads.as_kept()
        self.orders = Orders(kept, store, register)
        self._checks = Checks(kept, self.reads, self.root)
        self._admissions = Admissions(
            self.reads.history, self._checks, store, self.orders.carry_out
        )
        self._clock = clock
        self.saved = SavedDrafts(self.reads, store, clock)

    def now(self) -> int:
        """The ledger's clock, in seconds since 1970."""
        return self._clock()

    def moment(self) -> datetime:
        """The same, in UTC."""
        return datetime.fromtimestamp(self._clock(), UTC)

    def draft(self, author: str, kid: str, request: DraftRequest) -> Draft:
        """Check what an author asks to record, and say what to sign.

        Raises:
            NotAdmitted: it would be refused; the reason, and what to do instead.
            Stale: others kept getting in first.
        """
        self.attend()
        for _ in range(DRAFT_TRIES):
            try:
                return make_draft(self.reads, self._checks, author, kid, request, self.now())
            except Stale:
                continue  # nothing is signed yet: look again at where the stream ends
        return make_draft(self.reads, self._checks, author, kid, request, self.now())

    def attend(self) -> None:
        """Read what the authority has decided, in whichever process, and carry it out."""
        self.reads.history.entries(self.genesis.authority)
        self.orders.carry_out()

    def admit(self, entries: Sequence[bytes]) -> list[Receipt]:
        """Admit the signed entries of one act, all or none, and answer with their receipts.

        The same bytes again give receipts again. Returns once the entries are durable and in the
        log.

        Raises:
            BadEntry: not entries of this ledger, or not signed by their author.
            NotAdmitted: refused; the reason, and what to do instead.
            Stale: others got in first; draft and sign again at the new position.
        """
        return self._admissions.admit(entries, self.now())

    def receipt(self, stream: str, seq: int, size: int | None = None) -> bytes:
        """The receipt of an entry that was admitted before, in the newest tree or that of `size`.

        Raises:
            NotFound: there is no such entry.
        """
        if not 1 <= seq <= len(self.reads.entries(stream, size)):
            raise NotFound(f"seq: the stream has no entry {seq}", field="seq")
        return self.store.log.receipt(stream, seq, size)

    def _enrolled(self) -> Mapping[str, int]:
        """Everybody in the directory, whoever enrolled them and in which process."""
        self.register.catch_up()
        return self.register.enrolled()

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()
