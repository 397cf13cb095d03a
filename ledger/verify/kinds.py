"""Every kind of finding: its stable code, what it is about, and what it means, in plain words."""

from enum import StrEnum
from typing import Final, Literal

Subject = Literal["integrity", "completeness", "time"]


class Severity(StrEnum):
    """Whether a finding shows an alteration, or leaves something unproven."""

    ALTERED = "altered"
    UNPROVEN = "unproven"


class Kind:
    """A kind of finding. Two kinds are the same if their codes are."""

    __slots__ = ("code", "meaning", "severity", "subject")

    def __init__(self, code: str, subject: Subject, severity: Severity, meaning: str) -> None:
        self.code = code
        self.subject = subject
        self.severity = severity
        self.meaning = meaning
        KINDS[code] = self

    def __reduce__(self) -> tuple[object, tuple[str]]:
        """Travel between processes as the code alone."""
        return kind, (self.code,)

    def __repr__(self) -> str:
        return f"<{self.code}>"


KINDS: Final[dict[str, Kind]] = {}


def kind(code: str) -> Kind:
    """The kind of this code."""
    return KINDS[code]


def _altered(code: str, subject: Subject, meaning: str) -> Kind:
    return Kind(code, subject, Severity.ALTERED, meaning)


def _unproven(code: str, subject: Subject, meaning: str) -> Kind:
    return Kind(code, subject, Severity.UNPROVEN, meaning)


# The bytes of one entry.
ROW_UNREADABLE: Final = _altered(
    "row-unreadable",
    "integrity",
    "This row is not one that the ledger writes. Somebody put it there, or overwrote one by hand.",
)
ROW_MISMATCH: Final = _altered(
    "row-mismatch",
    "integrity",
    "The columns of the row say something else than the entry that was signed. An entry moved "
    "to another enquiry or another place, or relabelled, looks like this.",
)
ENTRY_MALFORMED: Final = _altered(
    "entry-malformed",
    "integrity",
    "The bytes are not an entry in the one form that is ever signed. An entry that was edited, "
    "cut short, stripped of its signature or written in a second spelling looks like this.",
)
FOREIGN_LEDGER: Final = _altered(
    "foreign-ledger",
    "integrity",
    "The entry was signed for another ledger. Somebody copied it into this one.",
)
KEY_UNKNOWN: Final = _altered(
    "key-unknown",
    "integrity",
    "The directory never held this key for this author. An entry made up by somebody with a key"
    " of their own looks like this.",
)
KEY_NOT_IN_FORCE: Final = _altered(
    "key-not-in-force",
    "integrity",
    "The key was the author’s, but not at this place in the log: it was not yet accepted, or "
    "already revoked. An entry made with a stolen key, whatever date it bears, looks like this.",
)
CAPACITY_NOT_IN_FORCE: Final = _altered(
    "capacity-not-in-force",
    "integrity",
    "The author acts in a capacity, or under a name, that the directory did not show for them at "
    "this place. Somebody who signs with their own key and says that they are another looks like "
    "this.",
)
SIGNATURE_INVALID: Final = _altered(
    "signature-invalid",
    "integrity",
    "The author’s key did not sign these bytes. A single letter changed after signing, or "
    "another entry’s signature put beneath them, looks like this.",
)
NOTE_INVALID: Final = _altered(
    "note-invalid",
    "integrity",
    "The entry holds a note signed elsewhere, and its author’s key did not sign that note, or the "
    "entry says of it what it does not say. A note made up by somebody else looks like this.",
)
DIRECTORY_REFUSED: Final = _altered(
    "directory-refused",
    "integrity",
    "This entry of the directory, or of what the authority adopted, could not have been "
    "admitted. Somebody who gave themselves a key, a capacity or a procedure looks like this.",
)

# The document that an entry deposits.
DOCUMENT_MISSING: Final = _altered(
    "document-missing",
    "completeness",
    "The document that this entry deposits is gone, though the enquiry was not disposed of. "
    "Somebody deleted its file or its key.",
)
DOCUMENT_ALTERED: Final = _altered(
    "document-altered",
    "integrity",
    "The document that this entry deposits is not the one that was deposited. A page changed, cut "
    "off or put in from another document looks like this.",
)

# The words of one entry.
SEAL_MISSING: Final = _altered(
    "seal-missing",
    "completeness",
    "The words of this entry are gone, though the key that would open them is not. Somebody "
    "deleted them from the database.",
)
SEAL_BROKEN: Final = _altered(
    "seal-broken",
    "integrity",
    "What should be this entry’s words does not open at this place. Words that were altered, or"
    " taken from another entry, look like this.",
)
WORDS_MISMATCH: Final = _altered(
    "words-mismatch",
    "integrity",
    "The words opened, but they are not those that the author signed. Somebody who holds the "
    "ledger’s keys and put other words in their place leaves this trace.",
)
STATEMENT_MISMATCH: Final = _altered(
    "statement-mismatch",
    "integrity",
    "The sentence of this entry is not the one that its parts give, and nothing that the ledger "
    "admits looks so. An author who signs one thing in words and another in fact, and has somebody "
    "put it into the database, leaves this trace.",
)
TYPE_UNKNOWN: Final = _unproven(
    "type-unknown",
    "integrity",
    "This program does not know what kind of entry this is, so whether its sentence follows from "
    "its parts was not checked. Verify with the version of the program that recorded it.",
)
STREAM_KEY_BROKEN: Final = _altered(
    "stream-key-broken",
    "integrity",
    "The key under which this stream’s words are sealed does not open with the ledger’s master "
    "key. Keys that were altered, or exchanged between two enquiries, look like this.",
)
SEAL_STRAY: Final = _altered(
    "seal-stray",
    "integrity",
    "Sealed words stand where there is no entry. The entry they belonged to was deleted or moved.",
)
DISPOSED_UNCERTIFIED: Final = _altered(
    "disposed-uncertified",
    "completeness",
    "Nothing but a digest is left of this entry, and no certificate in the log says that it was "
    "to be disposed of. Somebody destroyed a record that was to be kept.",
)
DISPOSAL_UNDONE: Final = _unproven(
    "disposal-undone",
    "completeness",
    "A certificate in the log says that this entry was disposed of, and it is still there. A "
    "backup from before the disposal was restored, or the disposal was never carried out.",
)
WORDS_DESTROYED: Final = _unproven(
    "words-destroyed",
    "completeness",
    "The key of this stream was destroyed, so nobody can read its words again, and no "
    "certificate of disposal says why. A keystore from which a key was deleted looks like this.",
)

# The order of entries.
STREAM_GAP: Final = _altered(
    "stream-gap",
    "completeness",
    "An entry that must have stood before this one in its stream is not there. A deleted entry "
    "leaves such a gap.",
)
POSITION_REPEATED: Final = _altered(
    "position-repeated",
    "integrity",
    "Two entries stand at one place of a stream, or one stands behind a later one. An entry "
    "that was duplicated, replaced or put in another order looks like this.",
)
CHAIN_BROKEN: Final = _altered(
    "chain-broken",
    "integrity",
    "The author of this entry signed what stood before it, and something else stands there now."
    " An earlier entry was replaced.",
)
DIRECTORY_MISMATCH: Final = _altered(
    "directory-mismatch",
    "integrity",
    "The author signed which state of the directory was in force, and the directory at this "
    "place of the log is another. An entry of the directory was removed, added or moved in "
    "time.",
)
REFERENCE_DANGLING: Final = _altered(
    "reference-dangling",
    "completeness",
    "The entry refers to an earlier one that is not there, or is another. What it countersigns,"
    " corrects or answers was removed or replaced.",
)
CLOCK_BACK: Final = _altered(
    "clock-back",
    "time",
    "The entry states an earlier time than the ledger already had when it was recorded. A "
    "record that was dated back, or a clock that was set back, looks like this.",
)
CLOCK_SET_BACK: Final = _unproven(
    "clock-set-back",
    "time",
    "The entry states a time well before one that the ledger had already recorded elsewhere. "
    "The ledger’s clock was set back here, so the times of the entries around it cannot be "
    "relied on.",
)
TIME_IN_FUTURE: Final = _altered(
    "time-in-future",
    "time",
    "The entry states a time that has not come yet.",
)
TIME_OUTSIDE_ANCHORS: Final = _altered(
    "time-outside-anchors",
    "time",
    "The entry states a time at which, by the word of a time-stamping authority, it was not yet "
    "recorded, or had been for long. An entry that was dated back, or a clock that was wrong, "
    "looks like this.",
)
DISPUTED: Final = _unproven(
    "disputed",
    "integrity",
    "The key was revoked as lost or stolen, and this entry reached the log only after others "
    "may have had it. Its author has not said since that it is theirs.",
)

# The log.
LEAF_MISSING: Final = _altered(
    "leaf-missing",
    "integrity",
    "An entry stands in the database that the log does not have at this place, though the log "
    "goes on. An entry inserted by hand looks like this.",
)
LEAF_STRAY: Final = _altered(
    "leaf-stray",
    "completeness",
    "The log has an entry here that is no longer in the database. It was deleted after it was "
    "recorded.",
)
LEAF_MISMATCH: Final = _altered(
    "leaf-mismatch",
    "integrity",
    "The log recorded another entry at this place. The entry was replaced, reordered or edited,"
    " or the log was.",
)
NODE_MISMATCH: Final = _altered(
    "node-mismatch",
    "integrity",
    "A stored hash of the tree is not the one that the entries give. The tree was altered, or "
    "the entries beneath it.",
)
ROOT_MISMATCH: Final = _altered(
    "root-mismatch",
    "integrity",
    "The ledger once recorded another root for the log at this size. History before this size "
    "was rewritten.",
)
CHECKPOINT_INVALID: Final = _altered(
    "checkpoint-invalid",
    "integrity",
    "A checkpoint of the log is not signed by the ledger’s key, or says something else than its"
    " row. Somebody without that key wrote or edited it.",
)
CHECKPOINT_BEYOND: Final = _altered(
    "checkpoint-beyond",
    "completeness",
    "The ledger signed a checkpoint for a larger log than there is. The tail of the log was cut"
    " off.",
)
CHECKPOINT_MISSING: Final = _altered(
    "checkpoint-missing",
    "completeness",
    "The evidence shows a checkpoint of this log that the ledger no longer has. Its checkpoints"
    " were rolled back or deleted.",
)
TRACKING_MISMATCH: Final = _altered(
    "tracking-mismatch",
    "integrity",
    "The follower’s mark does not stand at the last entry of the log. The mark or the log was "
    "altered.",
)
LOG_RESET: Final = _unproven(
    "log-reset",
    "completeness",
    "The ledger declared, in a log of its own, that it was restored and begins a new log. What "
    "was published before and not restored is lost; whoever holds the last checkpoint can tell "
    "how much.",
)
TAIL_DECLARED: Final = _unproven(
    "tail-declared",
    "completeness",
    "The evidence shows entries that are no longer there, and the ledger declared their loss: it "
    "was restored from a backup without them. Whoever holds copies can show what they were.",
)
PENDING: Final = _unproven(
    "pending",
    "completeness",
    "Entries stand behind the last signed checkpoint. They are about to be signed for, or a "
    "crash or somebody removed the checkpoint that covered them.",
)

# What was published, and witnesses cosigned.
PUBLISHED_INVALID: Final = _altered(
    "published-invalid",
    "integrity",
    "A checkpoint that was shown to everybody is not what the ledger signed, or is of another "
    "history than the one stored. The copy was altered, or the history beneath it rewritten.",
)
COSIGNATURES_MISSING: Final = _unproven(
    "cosignatures-missing",
    "completeness",
    "Fewer witnesses than the trust file asks for have seen what was published last. If nobody "
    "outside saw it, two people could have been shown two histories.",
)

# What time-stamping authorities signed.
STAMP_INVALID: Final = _altered(
    "stamp-invalid",
    "time",
    "A stored time stamp is not over the log as the ledger has it now. The stamp was altered, or "
    "the history that an authority outside once stamped was replaced by another.",
)
STAMP_MISSING: Final = _unproven(
    "stamp-missing",
    "time",
    "The trust file asks for time stamps, and the ledger has none by an authority that it names. "
    "Either none was made yet, or somebody deleted them to hide when entries were recorded.",
)

# What was given from outside.
OTHER_LEDGER: Final = _altered(
    "other-ledger",
    "integrity",
    "This is not the ledger that the trust file names. A history rewritten from its first "
    "entry, with fresh keys, looks like this.",
)
HISTORY_DIFFERS: Final = _altered(
    "history-differs",
    "integrity",
    "The ledger once signed another history than the one that is stored now. It was rewritten "
    "at or before this size of the log.",
)
TAIL_MISSING: Final = _altered(
    "tail-missing",
    "completeness",
    "The evidence shows that the ledger went on beyond its present end. Its last entries were "
    "cut off.",
)
HEAD_DIFFERS: Final = _altered(
    "head-differs",
    "completeness",
    "The ledger once attested that this stream ended with another entry at that time. Entries "
    "of the stream were removed, added or replaced.",
)
NO_TRUST_FILE: Final = _unproven(
    "no-trust-file",
    "integrity",
    "No trust file was given, so the ledger vouched for its own keys. A history rewritten with "
    "fresh keys would look the same.",
)
UNANCHORED: Final = _unproven(
    "unanchored",
    "completeness",
    "No receipt, head statement or remembered checkpoint was given, so entries cut off at the "
    "end would leave no trace.",
)
SCHEMA_ALTERED: Final = _altered(
    "schema-altered",
    "integrity",
    "The database holds a trigger, view or rule. The ledger makes none: with one, somebody can "
    "have records changed while they are written or read.",
)
EVIDENCE_FOREIGN: Final = _altered(
    "evidence-foreign",
    "integrity",
    "A piece of the evidence is not signed by this ledger’s key. Either it is about another "
    "ledger, or this ledger’s keys, and with them its history, were exchanged.",
)
DATABASE_DAMAGED: Final = _altered(
    "database-damaged",
    "integrity",
    "The database does not give back what was written: the file is damaged, or its tables were "
    "changed.",
)
