"""What a witness refuses, each with the status of tlog-witness, and what is not set up right."""

from ledger.errors import Problem


class RequestUnread(Problem):
    """The body is not an old size, a proof and a checkpoint."""

    code = "witness-request"
    status = 400
    title = "The witness cannot read this"


class LogUnwatched(Problem):
    """The witness knows no key of this log."""

    code = "log-unwatched"
    status = 404
    title = "The witness does not watch this log"


class LogUnsigned(Problem):
    """No key of the log that the witness trusts signed the checkpoint."""

    code = "log-unsigned"
    status = 403
    title = "The log did not sign this"


class TreeInconsistent(Problem):
    """The tree is not shown to add to the one that was cosigned."""

    code = "tree-inconsistent"
    status = 422
    title = "The tree does not continue the one cosigned"


class TreeConflict(Problem):
    """Another checkpoint than the one named is the latest; `size` says which."""

    code = "tree-conflict"
    status = 409
    title = "Another checkpoint was cosigned last"

    def __init__(self, size: int) -> None:
        super().__init__(f"old: the latest checkpoint cosigned has size {size}", field="old")
        self.size = size


class WitnessRolledBack(Problem):
    """What the witness keeps is older than what it has cosigned, or was altered."""

    code = "witness-rolled-back"
    status = 503
    title = "The witness has halted"


class WatchRefused(Problem):
    """A file that says who watches whom, or what is to be added to it, is not in its form."""

    code = "witness-file"
    status = 422
    title = "This cannot be witnessed so"
