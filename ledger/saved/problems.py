"""What cannot be done with a saved draft, and what to do instead."""

from typing import ClassVar

from ledger.errors import Problem
from ledger.saved.values import SavedDraft


class NoDraft(Problem):
    """There is no such draft, or it was never shared with whoever asks."""

    code: ClassVar[str] = "no-such-draft"
    status: ClassVar[int] = 404
    title: ClassVar[str] = "There is no such draft"


class DraftChanged(Problem):
    """Somebody saved since; `draft` is as it stands now, and `aside` the version in which the words
    of whoever came second are kept.
    """

    code: ClassVar[str] = "draft-changed"
    status: ClassVar[int] = 409
    title: ClassVar[str] = "Somebody has changed this draft"

    def __init__(self, draft: SavedDraft, aside: int | None = None) -> None:
        kept = f"; what you sent is kept as version {aside}" if aside else ""
        super().__init__(
            f"version: {draft.by} saved version {draft.version} since you opened it{kept}; read it "
            "and save again",
            field="version",
        )
        self.draft = draft
        self.aside = aside

    @property
    def by(self) -> str:
        """Who saved."""
        return self.draft.by

    @property
    def at(self) -> int:
        """When."""
        return self.draft.saved


class DraftClosed(Problem):
    """It was signed or given up."""

    code: ClassVar[str] = "draft-closed"
    status: ClassVar[int] = 409
    title: ClassVar[str] = "This draft is closed"


class NotShared(Problem):
    """It cannot be shared with this person, or they cannot answer for it."""

    code: ClassVar[str] = "not-shared"
    status: ClassVar[int] = 422
    title: ClassVar[str] = "This draft cannot be shared so"


class DraftTooLong(Problem):
    """More than a draft may hold."""

    code: ClassVar[str] = "draft-too-long"
    status: ClassVar[int] = 413
    title: ClassVar[str] = "This draft is too long"


class DraftUnreadable(Problem):
    """What is stored is not what was saved. It is no evidence, and nothing else is touched."""

    code: ClassVar[str] = "draft-unreadable"
    status: ClassVar[int] = 500
    title: ClassVar[str] = "A saved draft is not as it was saved"
