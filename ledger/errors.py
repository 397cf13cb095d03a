"""What the ledger refuses or cannot do, in words that a person can act on (RFC 9457 problems)."""

from collections.abc import Mapping
from typing import ClassVar


class Problem(Exception):
    """Something was refused or failed; nothing was changed.

    `code` is stable and kebab-case, `status` is the HTTP status, `detail` names the field and the
    reason and says what to do instead. `clause` is the id of the requirement that decides, if one
    does. A detail carries positions and public names, and never a key or a disclosed word.
    """

    code: ClassVar[str] = "problem"
    status: ClassVar[int] = 500
    title: ClassVar[str] = "The ledger cannot do this"

    def __init__(self, detail: str, *, field: str | None = None, clause: str | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.field = field
        self.clause = clause


class FolderRefused(Problem):
    """The data folder is missing, not ours, incomplete, or may not be written."""

    code = "data-folder"
    title = "The data folder cannot be used"


class OtherVersion(Problem):
    """The data folder or database was written by another version of the format."""

    code = "other-version"
    title = "The data is of another version"


class DatabaseUnknown(Problem):
    """The database setting names neither an SQLite file nor a PostgreSQL database."""

    code = "database-unknown"
    title = "The database setting is not understood"


class DatabaseForeign(Problem):
    """The database belongs to another program or another ledger."""

    code = "database-foreign"
    title = "The database is not this ledger's"


class DatabaseCorrupt(Problem):
    """The database file is damaged, or is no database at all."""

    code = "database-corrupt"
    title = "The database is damaged"


class DatabaseUnavailable(Problem):
    """The database cannot be reached, or is held by another writer for too long."""

    code = "database-unavailable"
    status = 503
    title = "The database does not answer"


class DiskFull(Problem):
    """There is no room left; what was being written was not written at all."""

    code = "disk-full"
    status = 507
    title = "The disk is full"


class ReadOnly(Problem):
    """The database or its folder may only be read."""

    code = "read-only"
    status = 503
    title = "The data may only be read"


class KeystoreRefused(Problem):
    """The keystore is missing, incomplete, readable by others, or of another ledger."""

    code = "keystore"
    title = "The keystore cannot be used"


class RecordUnreadable(Problem):
    """What is stored cannot be what was signed; the ledger must be verified."""

    code = "record-unreadable"
    title = "A stored record is not as it was signed"


class StreamKeyMissing(RecordUnreadable):
    """The key of a stream was destroyed, or never made: its words cannot be read."""

    code = "stream-key-missing"
    status = 410
    title = "What was sealed cannot be opened"


class Stale(Problem):
    """Others got in first; `heads` says where each stream that moved ends now (0: empty)."""

    code = "stale-position"
    status = 409
    title = "The record has grown since this was drafted"

    def __init__(self, heads: Mapping[str, int]) -> None:
        moved = ", ".join(f"{stream} ends at {seq}" for stream, seq in sorted(heads.items()))
        super().__init__(f"seq: {moved}; draft again at the new position", field="seq")
        self.heads = dict(heads)


class RowMismatch(RecordUnreadable):
    """A row of the database does not fit the entry that was signed: somebody altered it."""

    code = "row-mismatch"
    title = "A stored entry was altered"


class LogHalted(Problem):
    """What is stored no longer fits the log, which therefore grows no further."""

    code = "log-halted"
    status = 503
    title = "The log has halted"


class NotInLog(Problem):
    """The log has no such entry, or no checkpoint of that size."""

    code = "not-in-log"
    status = 404
    title = "The log does not hold this"
