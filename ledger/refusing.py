"""The domain's refusals and unreadable bytes as problems that a person can act on."""

from domain.refusals import Refused
from ledger.errors import Problem


class NotAdmitted(Problem):
    """The entry is refused; nothing was changed. `refusal` is the stable code of the reason."""

    code = "not-admitted"
    status = 422
    title = "This cannot be recorded"

    def __init__(
        self,
        detail: str,
        *,
        field: str | None = None,
        clause: str | None = None,
        refusal: str | None = None,
    ) -> None:
        super().__init__(detail, field=field, clause=clause)
        self.refusal = refusal

    @classmethod
    def because(cls, refused: Refused) -> "NotAdmitted":
        """The problem that a refusal of the domain makes."""
        return cls(str(refused), field=refused.field, clause=refused.clause, refusal=refused.code)


class BadEntry(Problem):
    """The bytes are not an entry of this ledger, or not signed by their author."""

    code = "bad-entry"
    status = 400
    title = "These bytes are not an entry that this ledger accepts"
