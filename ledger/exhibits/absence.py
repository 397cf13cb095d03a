"""The exhibit to an affidavit that something was not recorded: a bundle that shows it.

The affidavit is an officer's (Civil Evidence Act 1995, section 9(3)); what it rests on is a
statement that the ledger signs, and the types of all entries, which anybody can go through.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from crypto import bundlenames as names
from crypto.absence import Absence, Contradiction, Recorded, contradicted
from crypto.bundle.opening import split
from crypto.disclosures import reveal_given
from crypto.manifest import Manifest
from domain.admission import MAX_DRAFT_AGE
from ledger.bundling import Prepared, Saved, Wanted, prepare
from ledger.errors import Problem
from ledger.ledger import Ledger

POLICY: Final = "absence"
"""The policy of the bundle: the type of every entry, and nothing else of it."""


class AbsenceRefused(Problem):
    """It cannot be said: something was recorded, could have been, or still could be."""

    code = "absence-refused"
    status = 409
    title = "This cannot be said of the record"


@dataclass(frozen=True, slots=True)
class Asked:
    """No entry of one of these types (ascending), recorded from `begins` until before `ends`.

    Times are seconds since 1970, of whole minutes.
    """

    types: tuple[str, ...]
    begins: int
    ends: int


def exhibit(ledger: Ledger, asked: Asked, wanted: Wanted, officer: str) -> Prepared:
    """The bundle with the statement in it, for this practitioner to issue.

    Raises:
        AbsenceRefused: the record does not bear it out, or does not show that it does.
        NotFound, NotAdmitted, Stopped: as `ledger.bundling.prepare`.
    """
    now = ledger.now()
    if asked.ends + MAX_DRAFT_AGE.seconds > now:
        minutes = MAX_DRAFT_AGE.seconds // 60
        raise AbsenceRefused(
            f"to: what was begun in the period can still be recorded until {minutes} minutes "
            "after its end; ask again then",
            field="to",
        )
    wanted = wanted.asking(size=ledger.store.log.size())
    shown = prepare(ledger, wanted, officer)
    absence = _absence(shown.manifest, asked, now)
    against = contradicted(absence, _recorded(shown.manifest, shown.files))
    if against:
        raise AbsenceRefused(f"entries: {'; '.join(map(_against, against))}", field="entries")
    signed = ledger.store.log.absence_statement(absence)
    return prepare(ledger, wanted.asking(files={names.ABSENCE: signed}), officer)


def wanted_for(enquiry: str, recipient: str | None, purpose: str | None) -> Wanted:
    """What bundle it is to be."""
    saved = Saved.shipped(POLICY)
    about = saved.policy.policy
    return Wanted(enquiry, saved, recipient or about.name, purpose or about.purpose)


def _absence(manifest: Manifest, asked: Asked, now: int) -> Absence:
    last = manifest.streams[0].entries[-1]
    return Absence(
        ledger=manifest.ledger,
        origin=manifest.origin,
        size=manifest.size,
        root=manifest.root,
        stream=manifest.enquiry,
        seq=last.seq,
        digest=last.digest,
        types=asked.types,
        begins=asked.begins,
        ends=asked.ends,
        made=now,
    )


def _recorded(manifest: Manifest, files: Mapping[str, bytes]) -> Iterator[Recorded]:
    """The entries of the enquiry as whoever has the bundle sees them."""
    for listed in manifest.streams[0].entries:
        data = files.get(names.entry(manifest.enquiry, listed.seq))
        if data is None:
            continue
        envelope, disclosures = split(data)
        shown = Recorded(listed.seq, envelope.claims.iat)
        kind = reveal_given(envelope.sd, disclosures)[0].get("type")
        yield replace(shown, type=kind) if isinstance(kind, str) else shown


def _against(found: tuple[int, Contradiction]) -> str:
    seq, how = found
    return f"entry {seq} {_HOW[how]}"


_HOW: Final[Mapping[Contradiction, str]] = {
    Contradiction.RECORDED: "is of such a type and was recorded then",
    Contradiction.UNTYPED: "was recorded then, and its type is withheld",
    Contradiction.HIDDEN: "is withheld or was disposed of, and could be of such a type",
}
