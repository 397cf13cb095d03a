"""Verifying a whole ledger: everything is derived again from the stored bytes.

Nothing that the ledger computed is believed: not a column, not a hash, not an earlier check. The
entries are read in chunks and checked on their own side by side (`entries`), then followed in the
order of the log (`order`, `directory`), while the tree is grown from them again (`tree`).
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Final

from crypto.errors import CryptoError
from crypto.genesis import Genesis, TrustFile
from ledger.folder import open_genesis
from ledger.settings import Settings
from ledger.verify import kinds
from ledger.verify.checkpoints import (
    LedgerKeys,
    Stored,
    check_notes,
    compare_roots,
    read_checkpoints,
    signed_rows,
)
from ledger.verify.directory import InForce, read_directory
from ledger.verify.entries import Checker, Chunk, Job, check_in_process, start_process
from ledger.verify.evidence import Attested, Compared, Evidence, EvidenceRefused, attest, compare
from ledger.verify.findings import Findings
from ledger.verify.order import Order
from ledger.verify.pool import Pool
from ledger.verify.report import Counted, Place, Report, verdicts
from ledger.verify.rows import Damaged, Reader, additions
from ledger.verify.tree import TreeCheck

CHUNK: Final = 256
"""Entries checked by one process at once: about 60 ms of work."""
PARALLEL_FROM: Final = 4096
"""Entries from which starting processes pays: each needs about half a second to begin."""

Progress = Callable[[int, int], None]
"""Called with the number of entries checked so far, and of all."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to verify: `now`, seconds since 1970, bounds the times that entries may state."""

    workers: int = 2
    now: int | None = None
    chunk: int = CHUNK
    parallel_from: int = PARALLEL_FROM


def verify_ledger(
    settings: Settings,
    trust: TrustFile | None = None,
    evidence: Sequence[Evidence] = (),
    progress: Progress = lambda _done, _all: None,
    options: Options = Options(),
) -> Report:
    """Verify the ledger of a data folder, with what was given by hand to hold it against.

    Reads only. Entries admitted while this runs are left for the next time.

    Raises:
        Problem: the folder, the database or the keystore cannot be read at all (exit code 3).
        EvidenceRefused: the trust file's keys are not keys.
    """
    genesis = open_genesis(settings)
    try:
        keys = LedgerKeys.of(genesis, trust)
    except CryptoError as error:
        raise EvidenceRefused(f"trust file: {error}", field="trust") from error
    findings = Findings()
    if trust is None:
        findings.note(kinds.NO_TRUST_FILE, Place(), "a trust file", "none")
    elif trust.genesis != genesis:
        findings.note(
            kinds.OTHER_LEDGER,
            Place(1),
            f"ledger {trust.genesis.ledger}",
            f"ledger {genesis.ledger}",
        )
    if not evidence:
        findings.note(kinds.UNANCHORED, Place(), "evidence from outside", "none")
    attested = attest(evidence, keys, findings.note)
    with closing(Checker.open(Job(settings, genesis.ledger, {}))) as checker:
        run = _Run(settings, genesis, checker, findings, options, progress)
        try:
            counted, anchored = run.verify(keys, attested)
        except Damaged as damaged:
            findings.note(kinds.DATABASE_DAMAGED, Place(), "the ledger’s tables", str(damaged))
            counted, anchored = Counted(), None
    found = findings.sorted()
    return Report(
        ledger=genesis.ledger,
        name=genesis.name,
        demonstration=genesis.demonstration,
        trusted=trust is not None,
        counted=counted,
        anchored=anchored,
        findings=found,
        verdicts=verdicts(found, anchored),
    )


@dataclass(frozen=True)
class _Run:
    settings: Settings
    genesis: Genesis
    checker: Checker
    findings: Findings
    options: Options
    progress: Progress

    @property
    def _reader(self) -> Reader:
        return self.checker.reader

    def verify(self, keys: LedgerKeys, attested: Sequence[Attested]) -> tuple[Counted, int | None]:
        """Everything there is; what was counted, and the largest size that stands attested."""
        self._check_schema()
        positions = self._positions()
        opening = read_directory(self._reader, self.checker.keys, self.genesis)
        job = Job(self.settings, self.genesis.ledger, opening.public_keys)
        stored = read_checkpoints(self._reader, self.findings.note)
        order = self._order(InForce(opening), attested)
        trees = self._trees(stored, attested)
        workers = self.options.workers if len(positions) >= self.options.parallel_from else 1
        with Pool(workers, start_process, job) as pool:
            seals = self._follow(pool, positions, order, trees)
            self._check_notes(pool, stored, keys, trees)
        behind = Place(positions[-1] + 1 if positions else 1)
        for number, tree in trees.items():
            tree.finish()
            compare_roots(stored.get(number, ()), tree, self.findings.note, behind)
        self._check_tail(stored, trees[max(trees)], behind)
        self._check_seals(seals)
        for signed, position in order.disputed():
            place = Place(position, signed.stream, signed.seq)
            self.findings.note(kinds.DISPUTED, place, "a word of its author since", "none")
        anchored = compare(attested, Compared(trees, stored, order, behind), self.findings.note)
        notes = sum(row.note is not None for rows in stored.values() for row in rows)
        leaves = trees[max(trees)].stored
        return Counted(len(positions), order.streams, leaves, notes, order.destroyed), anchored

    def _check_schema(self) -> None:
        for name in additions(self._reader, self.settings):
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
            self.findings.note(
                kinds.ROW_UNREADABLE, Place(), "one number for each row", "none, or one twice"
            )
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

    def _follow(
        self,
        pool: Pool[Job],
        positions: Sequence[int],
        order: Order,
        trees: Mapping[int, TreeCheck],
    ) -> int:
        """Check every entry; how many of them have sealed words."""
        size = self.options.chunk
        parts = [positions[start : start + size] for start in range(0, len(positions), size)]
        chunks = [Chunk(part[0], part[-1]) for part in parts]
        done = seals = 0
        for chunk in pool.map(check_in_process, chunks):
            first = len(order.known)
            for seen in chunk:
                order.follow(seen)
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

    def _check_tail(
        self, stored: Mapping[int, Sequence[Stored]], tree: TreeCheck, behind: Place
    ) -> None:
        signed = max((row.size for row in stored[tree.number] if row.note), default=0)
        if signed < tree.size:
            found = f"{tree.size} entries in the log"
            self.findings.note(kinds.PENDING, behind, f"a signed checkpoint of {tree.size}", found)
        statement = "SELECT notification_id FROM tracking WHERE application_name = ?"
        tracked = self._reader.rows(statement, [f"log/{tree.number}"])
        if tree.last_position != (tracked[0][0] if tracked else 0):
            expected = f"position {tree.last_position}"
            self.findings.note(kinds.TRACKING_MISMATCH, behind, expected, "another position")

    def _check_seals(self, expected: int) -> None:
        ((stored,),) = self._reader.rows("SELECT count(*) FROM sealed")
        if stored == expected:
            return
        for stream, seq in self._reader.rows(_STRAY_SEALS):
            place = Place(None, str(stream), seq if type(seq) is int else None)
            self.findings.note(kinds.SEAL_STRAY, place, "an entry at this place", "none")


_STRAY_SEALS: Final = (
    "SELECT s.stream, s.seq FROM sealed s LEFT JOIN stored_events e "
    "ON e.originator_id = s.stream AND e.originator_version = s.seq "
    "WHERE e.notification_id IS NULL ORDER BY s.stream, s.seq"
)
