"""One verification, pass by pass: the directory, then every entry in order, then what is left."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from crypto.anchors import Anchored
from crypto.genesis import Genesis
from crypto.ledgerkeys import LedgerKeys
from crypto.policy import Policy
from ledger.settings import Settings
from ledger.verify import kinds
from ledger.verify.checkpoints import (
    Stored,
    check_notes,
    compare_roots,
    read_checkpoints,
    signed_rows,
)
from ledger.verify.directory import InForce
from ledger.verify.entries import Checker, Chunk, Job, check_in_process, end_process, start_process
from ledger.verify.evidence import Attested, Compared, Evidence, attest, compare, in_time
from ledger.verify.findings import Findings
from ledger.verify.opening import read_directory
from ledger.verify.order import Order
from ledger.verify.pool import Pool
from ledger.verify.published import check_quorum, published_rows, read_published
from ledger.verify.report import Counted, Place
from ledger.verify.rows import Reader
from ledger.verify.stamps import Timing, check_stamps, stamped_rows
from ledger.verify.tree import TreeCheck

CHUNK: Final = 256
"""Entries checked by one process at once: about 60 ms of work."""
STAMPS: Final = 32
"""Stamped checkpoints that one process checks at once: about 40 ms of work."""
PARALLEL_FROM: Final = 4096
"""Entries from which starting processes pays: where they must be spawned, each takes a second."""

Progress = Callable[[int, int], None]
"""Called with the number of entries checked so far, and of all."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to verify: `now`, seconds since 1970, bounds the times that entries may state."""

    workers: int = 2
    now: int | None = None
    chunk: int = CHUNK
    parallel_from: int = PARALLEL_FROM


DEFAULT: Final = Options()


@dataclass(frozen=True, slots=True)
class Verified:
    """What was counted, the largest size that evidence attests, and the last that was stamped."""

    counted: Counted = field(default_factory=Counted)
    anchored: int | None = None
    stamped: Anchored | None = None


@dataclass(frozen=True)
class Run:
    """One run over one ledger. What it finds goes to `findings`.

    `authorities` are the roots (DER) of the time-stamping authorities that are asked for, `policy`
    the witnesses.
    """

    settings: Settings
    genesis: Genesis
    checker: Checker
    findings: Findings
    options: Options
    progress: Progress
    authorities: tuple[bytes, ...] = ()
    policy: Policy | None = None

    def verify(self, keys: LedgerKeys, evidence: Sequence[Evidence]) -> Verified:
        """Check everything.

        Raises:
            Damaged: the ledger's tables could not be read at all.
        """
        self._check_schema()
        positions = self._positions()
        behind = Place(positions[-1] + 1 if positions else 1)
        opening = read_directory(self._reader, self.checker.keys, self.genesis)
        # Keys that an entry only claims to introduce are found out when the entry is followed.
        known = replace(keys, introduced=tuple(opening.ledger_keys.values()))
        attested = attest(evidence, known, self.findings.note)
        stored = read_checkpoints(self._reader, self.findings.note)
        in_force = InForce(opening)
        order = self._order(in_force, attested)
        trees = self._trees(stored, attested)
        workers = self.options.workers if len(positions) >= self.options.parallel_from else 1
        job = Job(self.settings, self.genesis.ledger, opening.public_keys)
        with Pool(workers, start_process, job, end_process) as pool:
            timing = self._timing(pool, stored)
            seals = self._follow(pool, positions, order, trees, timing)
            signing = in_force.signing(keys)
            self._check_notes(pool, stored, signing, trees)
            self._check_published(pool, stored, signing)
        self._finish_trees(trees, stored, behind)
        self._check_seals(seals)
        self._check_people(order)
        attested = in_time(attested, signing, self.findings.note)
        anchored = compare(attested, Compared(trees, stored, order, behind), self.findings.note)
        notes = sum(row.note is not None for rows in stored.values() for row in rows)
        leaves = trees[max(trees)].stored
        counted = Counted(len(positions), order.streams, leaves, notes, order.gone)
        return Verified(counted, anchored, timing.last)

    @property
    def _reader(self) -> Reader:
        return self.checker.reader

    def _check_schema(self) -> None:
        for name in self._reader.additions():
            self.findings.note(kinds.SCHEMA_ALTERED, Place(), "tables and indexes alone", name)
        for (ledger,) in self._reader.rows("SELECT id FROM ledger"):
            if ledger != self.genesis.ledger:
                expected = f"the database of ledger {self.genesis.ledger}"
                self.findings.note(kinds.FOREIGN_LEDGER, Place(), expected, "another’s")

    def _positions(self) -> list[int]:
        # Unsorted, SQLite reads them from an index and need not pass over every entry's bytes.
        rows = self._reader.rows("SELECT notification_id FROM stored_events")
        positions = sorted(position for (position,) in rows if type(position) is int)
        if len(set(positions)) != len(rows):
            expected = "one number for each row"
            self.findings.note(kinds.ROW_UNREADABLE, Place(), expected, "none, or one twice")
        return positions

    def _order(self, in_force: InForce, attested: Sequence[Attested]) -> Order:
        return Order(
            self.genesis.ledger,
            in_force,
            self.findings.note,
            now=self.options.now,
            watched=frozenset(piece.head.stream for piece in attested if piece.head),
            indexes=frozenset(piece.proof.index for piece in attested if piece.proof),
        )

    def _trees(
        self, stored: Mapping[int, Sequence[Stored]], attested: Sequence[Attested]
    ) -> dict[int, TreeCheck]:
        newest = max(stored)
        return {
            number: TreeCheck(
                self._reader,
                number,
                {row.size for row in rows} | {a.size for a in attested if a.log == number},
                self.findings.note,
                newest=number == newest,
            )
            for number, rows in stored.items()
        }

    def _timing(self, pool: Pool[Job], stored: Mapping[int, Sequence[Stored]]) -> Timing:
        rows = stamped_rows(self._reader, self.genesis, stored, self.authorities)
        parts = [rows[start : start + STAMPS] for start in range(0, len(rows), STAMPS)]
        checked = [row for part in pool.map(check_stamps, parts) for row in part]
        timing = Timing(checked, self.findings.note)
        if self.authorities and timing.last is None:
            self.findings.note(kinds.STAMP_MISSING, Place(), "a time stamp over the log", "none")
        return timing

    def _follow(
        self,
        pool: Pool[Job],
        positions: Sequence[int],
        order: Order,
        trees: Mapping[int, TreeCheck],
        timing: Timing,
    ) -> int:
        """Check every entry; how many of them have sealed words."""
        size = self.options.chunk
        parts = [positions[start : start + size] for start in range(0, len(positions), size)]
        chunks = [Chunk(part[0], part[-1]) for part in parts]
        done = seals = 0
        for chunk in pool.map(check_in_process, chunks):
            first = len(order.known)
            for number, seen in enumerate(chunk, first):
                order.follow(seen)
                timing.check(seen, number)
                seals += seen.sealed
            for tree in trees.values():
                tree.grow(chunk, order.known[first:])
            done += len(chunk)
            self.progress(done, len(positions))
        return seals

    def _check_notes(
        self,
        pool: Pool[Job],
        stored: Mapping[int, Sequence[Stored]],
        keys: LedgerKeys,
        trees: Mapping[int, TreeCheck],
    ) -> None:
        for number, rows in stored.items():
            signed = signed_rows(number, rows, keys)
            parts = [signed[start : start + CHUNK] for start in range(0, len(signed), CHUNK)]
            for bad in pool.map(check_notes, parts):
                for size, reason in bad:
                    place = trees[number].places.get(size, Place())
                    expected = f"a checkpoint of {size}, signed by the ledger"
                    self.findings.note(kinds.CHECKPOINT_INVALID, place, expected, reason)

    def _check_published(
        self, pool: Pool[Job], stored: Mapping[int, Sequence[Stored]], keys: LedgerKeys
    ) -> None:
        published = read_published(self._reader, self.findings.note)
        for rows in published_rows(published, stored, keys, self.findings.note).values():
            parts = [rows[start : start + CHUNK] for start in range(0, len(rows), CHUNK)]
            for bad in pool.map(check_notes, parts):
                for size, reason in bad:
                    expected = f"a checkpoint of {size}, as the ledger signed it"
                    self.findings.note(kinds.PUBLISHED_INVALID, Place(), expected, reason)
        if self.policy:
            check_quorum(published, self.policy, self.findings.note)

    def _finish_trees(
        self,
        trees: Mapping[int, TreeCheck],
        stored: Mapping[int, Sequence[Stored]],
        behind: Place,
    ) -> None:
        for number, tree in trees.items():
            tree.finish()
            compare_roots(stored.get(number, ()), tree, self.findings.note, behind)
        newest = trees[max(trees)]
        signed = max((row.size for row in stored[newest.number] if row.note), default=0)
        if signed < newest.size:
            found = f"{newest.size} entries in the log"
            expected = f"a signed checkpoint of {newest.size}"
            self.findings.note(kinds.PENDING, behind, expected, found)
        statement = "SELECT notification_id FROM tracking WHERE application_name = ?"
        tracked = self._reader.rows(statement, [f"log/{newest.number}"])
        if newest.last_position != (tracked[0][0] if tracked else 0):
            expected = f"position {newest.last_position}"
            self.findings.note(kinds.TRACKING_MISMATCH, behind, expected, "another position")

    def _check_seals(self, expected: int) -> None:
        ((stored,),) = self._reader.rows("SELECT count(*) FROM sealed")
        if stored == expected:
            return
        for stream, seq in self._reader.rows(_STRAY_SEALS):
            place = Place(None, str(stream), seq if type(seq) is int else None)
            self.findings.note(kinds.SEAL_STRAY, place, "an entry at this place", "none")

    def _check_people(self, order: Order) -> None:
        order.check_disposals()
        for signed, position in order.disputed():
            place = Place(position, signed.stream, signed.seq)
            self.findings.note(kinds.DISPUTED, place, "a word of its author since", "none")


_STRAY_SEALS: Final = (
    "SELECT s.stream, s.seq FROM sealed s LEFT JOIN stored_events e "
    "ON e.originator_id = s.stream AND e.originator_version = s.seq "
    "WHERE e.notification_id IS NULL ORDER BY s.stream, s.seq"
)
