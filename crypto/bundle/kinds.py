"""Every kind of finding in a bundle: its code, what it is about, and what it means (F16.20-37)."""

from dataclasses import dataclass
from typing import Final, Literal

Subject = Literal["integrity", "completeness", "time"]
Severity = Literal["unreadable", "altered", "unproven"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding; `meaning` says, for a judge, what an altered record would look like."""

    code: str
    subject: Subject
    meaning: str
    severity: Severity = "altered"


ARCHIVE_REFUSED: Final = Kind(
    "archive-refused",
    "integrity",
    "This is not a bundle as it was issued: the archive is damaged, was packed again, or is made "
    "to show one thing to one program and another to the next. Nothing in it was looked at.",
    "unreadable",
)
MANIFEST_REFUSED: Final = Kind(
    "manifest-refused",
    "integrity",
    "The list of contents is not one that this format allows, or contradicts itself or the ledger. "
    "A list that was edited by hand looks like this.",
)
MANIFEST_UNSIGNED: Final = Kind(
    "manifest-unsigned",
    "integrity",
    "Nobody who could be held to it signed this list of contents. A bundle from which something "
    "was taken after it was issued, with the list made to fit, looks like this.",
)
OTHER_LEDGER: Final = Kind(
    "other-ledger",
    "integrity",
    "This bundle is not of the ledger that the trust file names. A history made up with fresh keys "
    "looks like this.",
)
NO_TRUST_FILE: Final = Kind(
    "no-trust-file",
    "integrity",
    "No trust file was given, so the bundle vouched for its own keys. One that was made up with "
    "fresh keys would look the same.",
    "unproven",
)
FILE_MISSING: Final = Kind(
    "file-missing",
    "completeness",
    "A file that the list of contents promises is not there. Somebody took it out.",
)
FILE_ALTERED: Final = Kind(
    "file-altered",
    "integrity",
    "A file is not the one that was put into the bundle. Somebody changed or exchanged it.",
)
FILE_UNLISTED: Final = Kind(
    "file-unlisted",
    "integrity",
    "A file is there that the list of contents does not know. Somebody added it.",
)
ENTRY_MALFORMED: Final = Kind(
    "entry-malformed",
    "integrity",
    "The bytes are not an entry in the one form that is ever signed. An entry that was edited, "
    "cut short, or stripped of its signature looks like this.",
)
LEAF_MISMATCH: Final = Kind(
    "leaf-mismatch",
    "integrity",
    "The list of contents, and with it the log, has another entry at this place. The entry was "
    "replaced or edited.",
)
PLACE_MISMATCH: Final = Kind(
    "place-mismatch",
    "integrity",
    "The entry was signed for another enquiry or another place than the one it stands at here.",
)
FOREIGN_LEDGER: Final = Kind(
    "foreign-ledger",
    "integrity",
    "The entry was signed for another ledger. Somebody copied it into this one.",
)
STREAM_GAP: Final = Kind(
    "stream-gap",
    "completeness",
    "A position of this record is not accounted for, neither given nor said to be withheld. An "
    "entry that was kept back in silence leaves such a gap.",
)
CHAIN_BROKEN: Final = Kind(
    "chain-broken",
    "integrity",
    "The author of this entry signed what stood before it, and something else stands there now. "
    "An earlier entry was replaced.",
)
CLOCK_BACK: Final = Kind(
    "clock-back",
    "time",
    "The entry states an earlier time than the one before it. A record that was dated back looks "
    "like this.",
)
REFERENCE_DANGLING: Final = Kind(
    "reference-dangling",
    "completeness",
    "The entry refers to an earlier one that is not there, or is another. What it countersigns, "
    "corrects or answers was removed or replaced.",
)
DIRECTORY_MISMATCH: Final = Kind(
    "directory-mismatch",
    "integrity",
    "The author signed which state of the directory was in force, and the directory in this bundle "
    "is another. An entry of the directory was removed, added or moved in time.",
)
KEY_UNKNOWN: Final = Kind(
    "key-unknown",
    "integrity",
    "The directory never held this key for this author. An entry made up by somebody with a key of "
    "their own looks like this.",
)
KEY_NOT_IN_FORCE: Final = Kind(
    "key-not-in-force",
    "integrity",
    "The key was the author’s, but not at this place in the log: it was not yet accepted, or "
    "already revoked. An entry made with a stolen key, whatever date it bears, looks like this.",
)
SIGNATURE_INVALID: Final = Kind(
    "signature-invalid",
    "integrity",
    "The author’s key did not sign these bytes. A single letter changed after signing, or another "
    "entry’s signature put beneath them, looks like this.",
)
CAPACITY_NOT_IN_FORCE: Final = Kind(
    "capacity-not-in-force",
    "integrity",
    "The author acts in a capacity that the directory does not show for them on that day.",
)
DIRECTORY_REFUSED: Final = Kind(
    "directory-refused",
    "integrity",
    "This entry of the directory could not have been admitted, or does not show what it decides. "
    "Somebody who gave themselves a key or a capacity looks like this.",
)
DISPUTED: Final = Kind(
    "disputed",
    "integrity",
    "The key was revoked as lost or stolen, and this entry reached the log only after others may "
    "have had it. Its author has not said since that it is theirs.",
    "unproven",
)
WORDS_MISMATCH: Final = Kind(
    "words-mismatch",
    "integrity",
    "The words are not those that the author signed, or the sentence shown does not follow from "
    "the facts that were signed with it.",
)
DISCLOSURE_UNREFERENCED: Final = Kind(
    "disclosure-unreferenced",
    "integrity",
    "Words stand beside the entry that its author did not sign. Somebody added them.",
)
NOTE_INVALID: Final = Kind(
    "note-invalid",
    "integrity",
    "The entry holds a note signed elsewhere, and its author’s key did not sign that note, or the "
    "entry says of it what it does not say. A note made up by somebody else looks like this.",
)
TEMPLATES_REFUSED: Final = Kind(
    "templates-refused",
    "integrity",
    "The templates from which sentences are put together are not in their form, so no sentence "
    "could be compared with the facts that were signed with it.",
)
GAP_UNEXPLAINED: Final = Kind(
    "gap-unexplained",
    "completeness",
    "A part of this entry is not given, and nobody who signed says that it was withheld. Words "
    "that were cut out after the bundle was issued leave such a gap.",
)
GAP_STRAY: Final = Kind(
    "gap-stray",
    "completeness",
    "The list says that a part of this entry is withheld, and there is no such part, or it is "
    "given.",
)
DOCUMENT_MISSING: Final = Kind(
    "document-missing",
    "completeness",
    "This entry deposits a document of which the list of contents knows nothing. Somebody kept it "
    "back in silence.",
)
DOCUMENT_ALTERED: Final = Kind(
    "document-altered",
    "integrity",
    "The document is not the one that this entry deposited. A page changed, cut off or put in from "
    "another document looks like this.",
)
CHECKPOINT_INVALID: Final = Kind(
    "checkpoint-invalid",
    "integrity",
    "A statement about the log is not signed by the ledger’s key, or a witness’s signature under "
    "it is false. Somebody without that key wrote or edited it.",
)
PROOF_INVALID: Final = Kind(
    "proof-invalid",
    "integrity",
    "The log does not hold this entry at this place. An entry that was put in, replaced or moved "
    "looks like this.",
)
ROOT_MISMATCH: Final = Kind(
    "root-mismatch",
    "integrity",
    "Two statements about the log do not continue each other. History was rewritten between them, "
    "or two people were shown two histories.",
)
HEAD_INVALID: Final = Kind(
    "head-invalid",
    "integrity",
    "The statement of where this record ended is not signed by the ledger’s key.",
)
HEAD_DIFFERS: Final = Kind(
    "head-differs",
    "completeness",
    "The ledger attested that this record ended elsewhere. Entries at its end were cut off, added "
    "or replaced.",
)
LATER_THAN_VIEW: Final = Kind(
    "later-than-view",
    "completeness",
    "The bundle says that it shows the record as it was known then, and this entry is later.",
)
COSIGNATURES_MISSING: Final = Kind(
    "cosignatures-missing",
    "completeness",
    "Fewer witnesses than the trust file asks for have seen this state of the log. If nobody "
    "outside saw it, two people could have been shown two histories.",
    "unproven",
)
STAMP_INVALID: Final = Kind(
    "stamp-invalid",
    "time",
    "A time stamp is not one over this state of the log by an authority that the trust file names. "
    "One that was made up or taken from elsewhere looks like this.",
)
STAMP_MISSING: Final = Kind(
    "stamp-missing",
    "time",
    "The trust file asks for time stamps, and none in this bundle by an authority that it names "
    "stands behind the last entry. So the latest times rest on the ledger’s own clock.",
    "unproven",
)
STAMP_UNCHECKED: Final = Kind(
    "stamp-unchecked",
    "time",
    "The time stamps could not be checked here: the software that does it, the Python package "
    "rfc3161-client, is not installed.",
    "unproven",
)
TIME_OUTSIDE_ANCHORS: Final = Kind(
    "time-outside-anchors",
    "time",
    "The entry states a time at which, by the word of somebody outside, it cannot have been "
    "recorded. A record that was dated back or forward looks like this.",
)
ABSENCE_REFUSED: Final = Kind(
    "absence-refused",
    "completeness",
    "The statement that something was not recorded is not signed by the ledger’s key, is about "
    "another record, or an entry in this bundle speaks against it.",
)
ABSENCE_UNPROVEN: Final = Kind(
    "absence-unproven",
    "completeness",
    "The statement that something was not recorded cannot be seen to be true: an entry that is "
    "withheld, or whose kind is withheld, could be what it says is absent.",
    "unproven",
)

KINDS: Final = {kind.code: kind for kind in list(globals().values()) if isinstance(kind, Kind)}
"""Every kind by its code."""
