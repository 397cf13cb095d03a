"""The bundle that a certificate is about: one that was issued here, as the record says."""

from crypto import bundlenames as names
from crypto.archive import Archive
from crypto.canonical import b64, digest
from crypto.errors import CryptoError
from crypto.listed import FileListed
from crypto.manifest import Manifest
from domain.entry import Entry
from domain.events.disclosure import BundleIssued
from ledger.across.lines import Reader
from ledger.errors import Problem
from ledger.exhibits.certificate import Certified
from ledger.ledger import Ledger, NotFound


class NotIssued(Problem):
    """The file is no bundle, or none that was issued of this enquiry."""

    code = "not-issued"
    status = 422
    title = "This is not a bundle of this enquiry"


def certified(ledger: Ledger, reader: Reader, enquiry: str, bundle: bytes | None) -> Certified:
    """What is certified of a bundle: of the one in these bytes, or of the last that was issued.

    Raises:
        NotFound: there is no such enquiry, or nothing that the reader may see was issued of it.
        NotIssued: the bytes are none that was issued of it.
    """
    wanted = None if bundle is None else _manifest(bundle)
    reading = reader.views.reading(enquiry, reader.practitioner, reader.purpose)
    seen = [one for one in reading.enquiry.of(BundleIssued) if not reading.withholds(one[0])]
    found = [one for one in seen if wanted in {None, one[1].manifest}]
    if found:
        return _certified(ledger, *found[-1])
    if wanted is None:
        raise NotFound("enquiry: no bundle was issued of it", field="enquiry")
    raise NotIssued("bundle: its list of contents was not issued of this enquiry", field="bundle")


def _manifest(bundle: bytes) -> str:
    """The digest of the list of contents; an officer is not to certify what is not as it lists."""
    try:
        files = Archive.open(bundle)
        listed = Manifest.parse(files[names.MANIFEST]).files
        altered = [one.name for one in listed if FileListed.of(one.name, files[one.name]) != one]
    except (CryptoError, KeyError) as error:
        raise NotIssued("bundle: cannot be read as one", field="bundle") from error
    if altered:
        raise NotIssued("bundle: a file in it is not the one that was issued", field="bundle")
    return digest(files[names.MANIFEST])


def _certified(ledger: Ledger, entry: Entry, event: BundleIssued) -> Certified:
    genesis = ledger.genesis
    return Certified(
        ledger_name=genesis.name,
        ledger=genesis.ledger,
        demonstration=genesis.demonstration,
        enquiry=entry.stream,
        entries=len(ledger.reads.entries(entry.stream, event.size)),
        size=event.size,
        root=b64(ledger.store.log.root_at(event.size)),
        manifest=event.manifest,
        recipient=event.name,
        made=int(entry.recorded.timestamp()),
    )
