"""What is checked once a ledger was altered: the ledger itself, a bundle of it, and those outside.

Each check answers in a word what it found, the kind of finding and, where it is about an entry of a
stream, ` at` its position; NOTHING where it found nothing.
"""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from pathlib import Path
from typing import Final

from crypto.bundle import verify_bundle
from crypto.errors import CryptoError
from crypto.manifest import ManifestRefused
from crypto.note import UnverifiedNote
from crypto.policy import Policy
from crypto.trust import TrustFile
from crypto.witness import encode_cosignatures, encode_size
from domain.directory import ImpossibleHistory
from ledger.bundling import Saved, Wanted, bundle
from ledger.errors import Problem
from ledger.ledger import Ledger
from ledger.mirroring.exporting import export
from ledger.mirroring.mirror import Mirror
from ledger.peer import Answer
from ledger.publishing import Publisher, published
from ledger.settings import Settings
from ledger.witnessing import Witness
from ledger.witnessing.asking import NotCosigned, Post, Submission, ask
from ledger.witnessing.errors import TreeConflict
from ledger.witnessing.watched import make_witness_key, watch, witness_key
from tests.adversary import Victim
from tests.alterations.acting import NEW
from tests.alterations.forging import Forged
from tests.ledger.writing import GENESIS, make_folder, opened
from tests.log.making import Files
from tests.victim import LEO, MAYA, START

NOTHING: Final = ""


@dataclass
class Outside:
    """A mirror and a witness that have seen a ledger; each attack is against a copy of them."""

    folder: Path
    trust: TrustFile
    told: list[str] = field(default_factory=list)
    """What the witness answered, in the codes of its refusals."""

    @classmethod
    def seeing(cls, victim: Victim, folder: Path) -> "Outside":
        """A new mirror and a new witness, shown this ledger as it is."""
        outside = cls(folder, victim.held.trust)
        settings = make_folder(folder / "witness", outside.database)
        make_witness_key(settings.keystore, GENESIS)
        watch(settings.data, GENESIS, victim.held.trust.ledger_vkeys[0])
        with victim.opened() as ledger:
            outside.shown(ledger)
            assert outside.followed() == outside.cosigned(ledger) == NOTHING
        return outside

    @property
    def database(self) -> str:
        """The URL of the witness's database."""
        return f"sqlite:///{self.folder / 'witness.sqlite'}"

    @property
    def policy(self) -> str:
        """What a trust file says that asks for this witness."""
        key = witness_key(self.folder / "witness" / "keystore", GENESIS)
        assert key
        return f"witness w {key.key.vkey} https://witness.invalid\nquorum w\n"

    def copy(self, folder: Path) -> "Outside":
        """The same two, with the same memory."""
        shutil.copytree(self.folder, folder)
        return Outside(folder, self.trust)

    def shown(self, ledger: Ledger) -> None:
        """Have the ledger publish what it has, and write it where the mirror looks."""
        Publisher(ledger).publish(START)
        shutil.rmtree(self.folder / "shown", ignore_errors=True)
        export(ledger, self.folder / "shown")

    def followed(self) -> str:
        """Whether the mirror takes what is shown now."""
        source = Files(self.folder / "shown")
        try:
            logs = list(Mirror(source, self.folder / "copy", self.trust).follow())
        except Problem as problem:
            return problem.code
        return "declared" if any(log.lost is not None for log in logs) else NOTHING

    def cosigned(self, ledger: Ledger) -> str:
        """Whether the witness cosigns what is published now."""
        number = ledger.store.log.newest().log
        note = published(ledger, number) or b""
        with self._witness() as ours:
            return self._asked(ours, ledger, note)

    def followed_forged(self, forged: Forged) -> str:
        """Whether the mirror takes what the attacker shows."""
        shutil.rmtree(self.folder / "shown")
        for name, data in forged.published():
            path = self.folder / "shown" / "1" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return self.followed()

    def cosigned_forged(self, forged: Forged) -> str:
        """Whether the witness cosigns what the attacker submits."""
        with self._witness() as ours:
            (latest,) = ours.witnessed()
            try:
                ours.add(forged.submitted(latest.size))
            except Problem as problem:
                return problem.code
            return NOTHING

    @contextmanager
    def _witness(self) -> Iterator[Witness]:
        settings = Settings(self.folder / "witness", self.database)
        with opened(settings) as store:
            yield Witness(store.database, GENESIS, settings.data, lambda: START)

    def _asked(self, ours: Witness, ledger: Ledger, note: bytes) -> str:
        submission = Submission.of(UnverifiedNote.parse(note))
        (witness,) = Policy.parse(self.policy).witnesses
        try:
            ask(witness, submission, 0, ledger.store.log.consistency, self._post(ours))
        except NotCosigned as error:
            return "log-rolled-back" if "rolled back" in str(error) else self.told[-1]
        except (Problem, CryptoError) as error:
            return _code(error)
        return NOTHING

    def _post(self, ours: Witness) -> Post:
        def post(_url: str, body: bytes) -> Answer:
            try:
                return Answer(HTTPStatus.OK, encode_cosignatures([ours.add(body)]))
            except TreeConflict as conflict:
                return Answer(conflict.status, encode_size(conflict.size))
            except Problem as problem:
                self.told.append(problem.code)
                return Answer(problem.status, b"")

        return post


def ledger_says(victim: Victim, honest: Victim) -> str:
    """What `countersign verify` finds; with a kept checkpoint, if it finds nothing without."""
    trust = honest.held.trust
    first = victim.verify(trust=trust).first
    if first is None or first.kind.code == "unanchored":
        first = victim.verify(honest.held.newest, trust=trust).first
        return f"{first.kind.code} by evidence" if first else NOTHING
    return _at(first.kind.code, victim, first.first.stream, first.first.seq)


def bundle_says(victim: Victim, trust: TrustFile, enquiry: str) -> str:
    """What the verifier finds in a bundle that an officer issues from this ledger in good faith."""
    wanted = Wanted(enquiry, Saved.shipped("court"), "the court", "the hearing")
    try:
        with victim.opened() as ledger:
            data = bundle(ledger, wanted, victim.held.keys["tom"])
    except (Problem, CryptoError, ImpossibleHistory) as error:
        return f"not issued: {_code(error)}"
    return _bundle(victim, data, trust)


def forged_bundle_says(forged: Forged, outside: Outside, *, unseen: bool) -> str:
    """What the verifier finds in a bundle that the attacker makes.

    If that is nothing, and the witness would not cosign its checkpoint, then what it finds with a
    trust file that asks for the cosignature.
    """
    try:
        data = forged.bundle()
    except ManifestRefused:
        return "manifest-refused"
    asking = replace(outside.trust, policy=outside.policy)
    found = _bundle(forged.victim, data, outside.trust)
    return _bundle(forged.victim, data, asking) if unseen and not found else found


def outside_says(victim: Victim, outside: Outside) -> Mapping[str, str]:
    """What mirror and witness find once the ledger goes on, is published and shown."""
    try:
        with victim.opened() as ledger:
            victim.say(ledger, "ann", LEO)
            outside.shown(ledger)
            return {"mirror": outside.followed(), "witness": outside.cosigned(ledger)}
    except (Problem, CryptoError) as error:
        return dict.fromkeys(("mirror", "witness"), f"halted: {_code(error)}")


def _bundle(victim: Victim, data: bytes, trust: TrustFile) -> str:
    first = verify_bundle(data, trust).first
    return _at(first.kind.code, victim, first.first.stream, first.first.seq) if first else NOTHING


def _at(code: str, victim: Victim, stream: str | None, seq: int | None) -> str:
    names = {MAYA: "Maya", LEO: "Leo", victim.practitioner("eve"): "Eve", NEW: "new"}
    return code if stream is None else f"{code} at {names.get(stream, 'another')} {seq}"


def _code(error: Exception) -> str:
    return error.code if isinstance(error, Problem) else type(error).__name__


def problem_codes(kind: type[Problem] = Problem) -> set[str]:
    """The codes of every problem that what is checked here can come to."""
    below = kind.__subclasses__()
    return {one.code for one in below}.union(*map(problem_codes, below))
