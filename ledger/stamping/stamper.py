"""Having published checkpoints stamped: the newest on a schedule, older ones before they expire.

After a crash an answer is there, verified, or it was never kept; what is missing is asked for again
with the next checkpoint. Nothing waits for an authority but this job: they are asked side by side.
"""

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

from crypto.anchors import renewal_of
from crypto.note import UnverifiedNote
from ledger.database import Session
from ledger.ledger import Ledger
from ledger.publishing.publications import Published, newest, of_size
from ledger.stamping.asking import Answer, Ask, StampFailed, stamp
from ledger.stamping.authorities import TimeAuthority
from ledger.stamping.rows import Stamp, due, keep, mark_renewed, note_outcome, tokens

DAY: Final = 86_400
RENEW_DAYS: Final = 90
"""How long before it expires a stamp is renewed: time to find another authority."""
LAST_DAYS: Final = 14
"""How long before, another authority renews it in place of one that cannot."""
RENEWALS: Final = 50
"""Most stamps of an authority renewed in one run: a year of them is spread over days."""
STALE: Final = 60
"""Seconds that entries may have been recorded beyond a checkpoint when it is stamped: with more,
a stamp would seem to say that they were not recorded yet."""

_LOG: Final = logging.getLogger("countersign.stamps")

Told = dict[str, str | None]
"""Why each authority that was asked gave no stamp, by its name; None where it gave one."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run did: the stamps that were kept, and which authorities gave none, and why."""

    stamped: tuple[Stamp, ...] = ()
    failed: tuple[tuple[str, str], ...] = ()


class Stamper:
    """Stamps one ledger's published checkpoints. Several processes may do so at once.

    `publish` has the newest checkpoint published first: what is stamped late proves less.
    """

    def __init__(
        self,
        ledger: Ledger,
        authorities: Sequence[TimeAuthority],
        publish: Callable[[], object],
        ask: Ask | None = None,
    ) -> None:
        self._ledger = ledger
        self._database = ledger.store.database
        self._authorities = tuple(authorities)
        self._publish = publish
        self._ask = ask

    def run(self) -> Outcome:
        """Stamp the newest published checkpoint, unless it is, and renew what is about to expire.

        What an authority does not give is in the outcome, and `countersign stamps` shows it.
        """
        self._publish()
        told: Told = {}
        kept = [*self._stamp_newest(told), *self._renew(told)]
        now = self._ledger.now()
        with self._database.write() as session:
            for name, reason in told.items():
                note_outcome(session, name, reason, now)
        return Outcome(tuple(kept), tuple((name, why) for name, why in told.items() if why))

    def _stamp_newest(self, told: Told) -> list[Stamp]:
        with self._database.read() as session:
            last = newest(session, self._ledger.store.log.newest().log)
            if last is None or tokens(session, last.log, last.size):
                return []
        text = text_of(last)
        with ThreadPoolExecutor(max(1, len(self._authorities))) as pool:
            answers = list(pool.map(lambda one: self._ask_one(one, text, told), self._authorities))
        with self._database.write() as session:
            return [
                _kept(session, last, answer)
                for answer in answers
                if answer and not _is_overtaken(session, last, answer, told)
            ]

    def _renew(self, told: Told) -> list[Stamp]:
        now = self._ledger.now()
        with self._database.read() as session:
            waiting = due(session, now, now + RENEW_DAYS * DAY, RENEWALS)
        renewed: list[Stamp] = []
        in_vain: set[tuple[str, str]] = set()
        for one in waiting:
            for authority in self._able(one, now):
                # Who cannot renew the most urgent of an authority's cannot renew the others.
                if (authority.name, one.authority) in in_vain:
                    continue
                new = self._renew_with(authority, one, told)
                if new:
                    renewed.append(new)
                    break
                in_vain.add((authority.name, one.authority))
        return renewed

    def _able(self, one: Stamp, now: int) -> list[TimeAuthority]:
        """Whom to ask for the renewal: the same authority; when time runs out, any."""
        own = [each for each in self._authorities if each.name == one.authority]
        others = [each for each in self._authorities if each.name != one.authority]
        return [*own, *others] if not own or one.expires <= now + LAST_DAYS * DAY else own

    def _renew_with(self, authority: TimeAuthority, one: Stamp, told: Told) -> Stamp | None:
        """Renew a stamp; None where this authority cannot, or its certificate ends no later."""
        with self._database.read() as session:
            published = of_size(session, one.log, one.size)
            before = tokens(session, one.log, one.size)
        if published is None:
            return None
        answer = self._ask_one(authority, renewal_of(text_of(published), before), told)
        if answer is None or answer.stamped.expires <= one.expires:
            return None
        with self._database.write() as session:
            if tokens(session, one.log, one.size) != before:
                return None  # another process was first
            mark_renewed(session, one)
            return _kept(session, published, answer)

    def _ask_one(self, authority: TimeAuthority, data: bytes, told: Told) -> Answer | None:
        """Have an authority stamp; None, and why in `told`, where it does not."""
        try:
            answer = stamp(authority, data, self._ledger.now, self._ask)
        except StampFailed as problem:
            _LOG.warning("%s gave no time stamp: %s", authority.name, problem.detail)
            told[authority.name] = problem.detail
            return None
        told[authority.name] = None
        return answer


def text_of(published: Published) -> bytes:
    """What is stamped of a checkpoint: its text, without signatures, so that more may follow."""
    return UnverifiedNote.parse(published.note).unverified_text.encode("utf-8")


def _is_overtaken(session: Session, last: Published, answer: Answer, told: Told) -> bool:
    """Whether entries beyond the checkpoint were recorded well before it was stamped."""
    statement = "SELECT min(signed_at) FROM log_checkpoints WHERE log = ? AND size > ?"
    ((first,),) = session.rows(statement, (last.log, last.size))
    overtaken = first is not None and first < answer.stamped.time - STALE
    if overtaken:
        told[answer.authority.name] = "too slow: entries were recorded meanwhile"
    return overtaken


def _kept(session: Session, published: Published, answer: Answer) -> Stamp:
    kept = Stamp(
        log=published.log,
        size=published.size,
        place=len(tokens(session, published.log, published.size)) + 1,
        authority=answer.authority.name,
        time=answer.stamped.time,
        expires=answer.stamped.expires,
        renewed=False,
    )
    keep(session, kept, answer.token)
    return kept
