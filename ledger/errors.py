"""What the ledger refuses or cannot do, in words that a person can act on (RFC 9457 problem details)."""

from typing import ClassVar

__all__ = ["Problem"]


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
