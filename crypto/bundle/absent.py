"""An absence statement in a bundle, held against every entry of the enquiry (F16.37, F17.7)."""

from collections.abc import Mapping, Sequence

from crypto import bundlenames as names
from crypto.absence import TYP as ABSENCE_TYP
from crypto.absence import Absence, Contradiction, Recorded, contradicted, open_absence
from crypto.bundle import kinds
from crypto.bundle.findings import Findings, Place
from crypto.bundle.heads import open_by_ledger
from crypto.bundle.opening import Opened
from crypto.errors import CryptoError
from crypto.ledgerkeys import LedgerKeys
from crypto.manifest import Manifest


def check_absence(
    files: Mapping[str, bytes],
    manifest: Manifest,
    keys: LedgerKeys,
    places: Sequence[Opened],
    findings: Findings,
) -> Absence | None:
    """The statement, if there is one and no entry that is shown contradicts it."""
    data = files.get(names.ABSENCE)
    if data is None:
        return None
    place = Place(names.ABSENCE)
    try:
        absence = open_by_ledger(ABSENCE_TYP, data, keys.until(manifest.size), open_absence)
    except CryptoError as error:
        findings.note(kinds.ABSENCE_REFUSED, place, str(error))
        return None
    if not _fits(absence, manifest):
        findings.note(kinds.ABSENCE_REFUSED, place, "of another record, or another size of it")
        return None
    if absence.seq != len(manifest.streams[0].entries):  # whoever signs could name any number
        findings.note(kinds.ABSENCE_REFUSED, place, "of entries that are not all listed")
        return None
    against = contradicted(absence, map(_recorded, _of(manifest.enquiry, places)))
    for seq, how in against:
        shown = how is Contradiction.RECORDED
        kind = kinds.ABSENCE_REFUSED if shown else kinds.ABSENCE_UNPROVEN
        findings.note(kind, Place(names.ABSENCE, manifest.enquiry, seq), f"entry {seq}: {how}")
    return None if against else absence


def _fits(absence: Absence, manifest: Manifest) -> bool:
    last = manifest.streams[0].entries[-1:]
    said = (absence.ledger, absence.origin, absence.size, absence.root, absence.stream)
    ends = [(one.seq, one.digest) for one in last] == [(absence.seq, absence.digest)]
    view = (manifest.ledger, manifest.origin, manifest.size, manifest.root, manifest.enquiry)
    return ends and said == view


def _of(stream: str, places: Sequence[Opened]) -> Sequence[Opened]:
    return [one for one in places if one.stream.stream == stream]


def _recorded(opened: Opened) -> Recorded:
    """What is shown of an entry; of one in which something is wrong, nothing."""
    if opened.envelope is None or not opened.sound:
        return Recorded(opened.listed.seq)
    kind = opened.content.get("type")
    shown = kind if isinstance(kind, str) else None
    return Recorded(opened.listed.seq, opened.envelope.claims.iat, shown)
