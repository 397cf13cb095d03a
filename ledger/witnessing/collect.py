"""Collecting cosignatures on what we publish. Nobody waits for a witness that is down.

All witnesses are asked at once. Those that cosigned when last asked are waited for, a few seconds
at most; of the others, what they answer goes to the checkpoint the next time that it is looked at.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock, Thread
from time import monotonic
from typing import Final

from eventsourcing.persistence import PersistenceError

from crypto.note import NoteSignature, UnverifiedNote
from crypto.policy import Policy, Witness
from ledger.errors import Problem
from ledger.ledger import Ledger
from ledger.operating.trusting import ask_outside
from ledger.settings import Settings
from ledger.store import Store
from ledger.witnessing.asking import NotCosigned, Post, Submission, ask
from ledger.witnessing.client import TIMEOUT_SECONDS, post
from ledger.witnessing.errors import WatchRefused
from ledger.witnessing.state import Outcome, Outcomes
from ledger.witnessing.watched import POLICY, publishing_policy

WAIT_SECONDS: Final = TIMEOUT_SECONDS
"""How long publication waits for witnesses that were well."""

_LOG: Final = logging.getLogger("countersign.witnesses")


def cosigner(
    settings: Settings, ledger: Ledger, *, patient: bool = False
) -> Callable[[bytes], bytes]:
    """What a `Publisher` has its checkpoints cosigned by: the witnesses of `witness-policy.txt`.

    The trust file, for those who will verify, then asks for the same quorum. Who publishes but once
    is `patient`, and waits for witnesses that were down, too.

    Raises:
        WatchRefused: the file is no policy.
        DiskFull, ReadOnly, KeystoreRefused: the trust file cannot be written, or is none.
    """
    if publishing_policy(settings.data):
        text = (settings.data / POLICY).read_text(encoding="utf-8")
        ask_outside(settings.data / "trust.json", policy=text)
    return Collector(ledger.store, settings.data, ledger.now, patient=patient).cosign


class Collector:
    """Collects cosignatures for one ledger's log."""

    def __init__(
        self,
        store: Store,
        folder: Path,
        clock: Callable[[], int],
        send: Post = post,
        *,
        patient: bool = False,
    ) -> None:
        self._log = store.log
        self._folder = folder
        self._clock = clock
        self._outcomes = Outcomes(store.database)
        self._send = send
        self._patient = patient
        self._lock = Lock()
        self._asking: set[str] = set()
        self._text = ""
        self._got: dict[str, NoteSignature] = {}

    def cosign(self, note: bytes) -> bytes:
        """The note with the cosignatures that can be had; the same, if there are none to be had.

        The policy is read each time. What is wrong with a witness is kept for the report; what is
        wrong with the policy is logged, and keeps nothing from being published.
        """
        policy = self._policy()
        if policy is None:
            return note
        parsed = UnverifiedNote.parse(note)
        have = {one.key for one in policy.cosigned(note)}
        wanted = [one for one in policy.witnesses if one.url and one.key not in have]
        self._begin(parsed.unverified_text)
        self._ask_all(wanted, Submission.of(parsed))
        lines = self._taken(wanted, parsed.unverified_text)
        return UnverifiedNote(parsed.unverified_text, (*parsed.signatures, *lines)).encode()

    def _policy(self) -> Policy | None:
        try:
            return publishing_policy(self._folder)
        except WatchRefused as problem:
            _LOG.error("nobody is asked to cosign: %s", problem.detail)
            return None

    def _begin(self, text: str) -> None:
        with self._lock:
            if text != self._text:
                self._text, self._got = text, {}

    def _taken(self, wanted: Sequence[Witness], text: str) -> list[NoteSignature]:
        with self._lock:
            got = self._got if text == self._text else {}
            return [got[one.key.vkey] for one in wanted if one.key.vkey in got]

    def _ask_all(self, wanted: Sequence[Witness], submission: Submission) -> None:
        waited_for = []
        with self._claimed(wanted) as claimed:
            known = self._outcomes.of(submission.checkpoint.origin)
            for witness in tuple(claimed):
                outcome = known.get(witness.key.vkey, Outcome())
                thread = self._start(witness, submission, outcome)
                claimed.remove(witness)
                if self._patient or not outcome.trouble:
                    waited_for.append(thread)
        deadline = monotonic() + WAIT_SECONDS
        for thread in waited_for:
            thread.join(max(0, deadline - monotonic()))

    @contextmanager
    def _claimed(self, wanted: Sequence[Witness]) -> Iterator[list[Witness]]:
        """Whom nobody else asks until they have answered. Whoever stays in the list is let go.

        What became of asking them before is read after this: a late answer that is kept in between
        would otherwise be asked for again, from a size that the witness no longer stands at.
        """
        with self._lock:
            spoken_for = {*self._asking, *self._got}
            claimed = [one for one in wanted if one.key.vkey not in spoken_for]
            self._asking.update(one.key.vkey for one in claimed)
        try:
            yield claimed
        finally:
            with self._lock:
                self._asking.difference_update(one.key.vkey for one in claimed)

    def _start(self, witness: Witness, submission: Submission, known: Outcome) -> Thread:
        arguments = (witness, submission, known)
        thread = Thread(target=self._ask, args=arguments, name="witness", daemon=True)
        thread.start()
        return thread

    def _ask(self, witness: Witness, submission: Submission, known: Outcome) -> None:
        vkey = witness.key.vkey
        try:
            outcome = self._outcome(witness, submission, known)
            with suppress(Problem, PersistenceError):  # the database is gone, and we with it
                self._outcomes.keep(vkey, submission.checkpoint.origin, outcome)
        finally:
            with self._lock:
                self._asking.discard(vkey)

    def _outcome(self, witness: Witness, submission: Submission, known: Outcome) -> Outcome:
        checkpoint, tried = submission.checkpoint, self._clock()
        old = min(known.size, checkpoint.size)
        try:
            got = ask(witness, submission, old, self._log.consistency, self._send)
        except (NotCosigned, Problem) as error:
            return Outcome(known.size, known.cosigned, tried, str(error))
        with self._lock:
            if self._text == checkpoint.encode():
                self._got[witness.key.vkey] = got.line
        return Outcome(checkpoint.size, got.evidence.time, tried, "")
