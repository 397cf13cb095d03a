"""Issuing a bundle: the officer signs its list of contents into the enquiry, and it is whole.

From that entry on the bundle is beyond reach, and whoever reads the enquiry knows it. Where the
writing of the file fails after it, the entry stands for a bundle that nobody received.
"""

from collections.abc import Callable

from crypto import bundlenames as names
from crypto.archive import write_archive
from crypto.entry import parse_envelope
from domain.disclosure import Outcome
from domain.disclosure.policy import FOUND
from ledger.admission.admissions import Receipt
from ledger.bundling.gathering import Signed
from ledger.bundling.signers import signers_since
from ledger.bundling.wanted import Wanted
from ledger.bundling.withholding import give
from ledger.bundling.writing import Prepared, prepare
from ledger.draft import DraftRequest
from ledger.keys.keyfile import KeyFile
from ledger.ledger import Ledger
from ledger.operating.recording import record
from ledger.sentences import sentence_of

__all__ = ["bundle", "issue", "whole"]

Sign = Callable[[DraftRequest], Receipt]
"""Has the officer sign and the ledger admit an entry."""


def bundle(ledger: Ledger, wanted: Wanted, officer: KeyFile) -> bytes:
    """The bundle that is wanted, issued by the holder of this key: a ZIP archive.

    Raises:
        NotFound, NotAdmitted, Stopped: as `prepare`.
    """
    prepared = prepare(ledger, wanted, officer.practitioner)
    return issue(ledger, prepared, lambda request: record(ledger, officer, request)[0])


def issue(ledger: Ledger, prepared: Prepared, sign: Sign) -> bytes:
    """The archive, once the officer has signed and the ledger has admitted its list of contents."""
    return whole(ledger, prepared, sign(prepared.request).seq)


def whole(ledger: Ledger, prepared: Prepared, entry: int) -> bytes:
    """The archive of a bundle that this entry of the enquiry has issued."""
    files = {**prepared.files, **_act(ledger, prepared, entry)}
    listed = {name: files[name] for name in sorted(files)}
    return write_archive({names.MANIFEST: prepared.manifest.encode(), **listed})


def _act(ledger: Ledger, prepared: Prepared, entry: int) -> dict[str, bytes]:
    """The issuing entry and its receipt, with what the directory has grown by since the view on
    which the officer's key rests.
    """
    log = ledger.store.log
    enquiry = prepared.wanted.enquiry
    later = _later(ledger, prepared, _index(ledger, enquiry, entry))
    issued, *proofs = log.receipts([(enquiry, entry), *later])
    files = {names.ISSUE_ENTRY: _entry(ledger, enquiry, entry), names.ISSUE_RECEIPT: issued}
    for (place, data), proof in zip(later.items(), proofs, strict=True):
        named, proven = names.issue_directory(*place)
        files |= {named: data, proven: proof}
    return files


def _index(ledger: Ledger, enquiry: str, entry: int) -> int:
    """Where the issuing entry stands in the log."""
    log = ledger.store.log
    return next(index for seq, index, _ in log.stands(enquiry, log.size()) if seq == entry)


def _later(ledger: Ledger, prepared: Prepared, until: int) -> dict[tuple[str, int], bytes]:
    """What came before the issuing entry: a bundle may be fetched later, and `dir` in that entry
    knows nothing of what the directory has grown by meanwhile.
    """
    known = {one.stream: len(one.entries) for one in prepared.manifest.streams}
    grown = signers_since(ledger, prepared.wanted, prepared.later, known, until)
    return {(one.stream.stream, seq): given.data for one in grown for seq, given in one.given}


def _entry(ledger: Ledger, enquiry: str, seq: int) -> bytes:
    """The entry as its recipient gets it: without what was decided of what the search found.

    That a name was found, and given because it is a street's, would tell the name.
    """
    stored = ledger.reads.history.signed(enquiry, seq)
    words = "".join(f"{text}~" for text in stored.disclosures).encode("ascii")
    entry = ledger.reads.entries(enquiry)[seq - 1]
    signed = Signed(parse_envelope(stored.jws), words, entry)
    content = signed.content()
    pieces = sentence_of(type(signed.entry.event)).compose(content)
    told = (
        f"statement.{n}"
        for n, one in enumerate(pieces)
        if (one.source or "").startswith("decisions")
    )
    withheld = dict.fromkeys(("decisions", *told), FOUND) if "decisions" in content else {}
    return give(signed, Outcome(None, withheld), content, list).data
