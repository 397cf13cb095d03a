"""What the pages about one draft share: the draft, its form, and who is who in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Path, Request

from api.context import UUID, LedgerHere, SessionsHere, Token, ViewsHere, the_session
from api.forms.form import Form
from api.forms.here import offered_in
from api.forms.summary import Row
from api.pages.case_frame import framed
from api.pages.draft_words import told_in
from api.web.context import EnquiryId, ReaderHere
from api.web.reader import Reader, reader_with
from domain.events import BY_NAME
from ledger.ledger import Ledger
from ledger.saved import Answers, NoDraft, SavedDraft, Version
from ledger.views import Views
from projections.reading import Reading

DraftId = Annotated[str, Path(pattern=UUID)]


@dataclass(frozen=True)
class Drafting:
    """A draft that somebody has open, with the enquiry as they see it."""

    draft: SavedDraft
    reader: Reader
    ledger: Ledger
    reading: Reading
    form: Form

    @property
    def path(self) -> str:
        """The draft's own address."""
        return path_of(self.draft)

    @property
    def is_author(self) -> bool:
        """Whether it is the reader's own."""
        return self.reader.id == self.draft.author

    @property
    def names(self) -> Mapping[str, str]:
        """Who wrote in it or was shown it, by their ids."""
        return names_of(self.ledger, self.draft.people)

    @property
    def others(self) -> str:
        """With whom it is shared."""
        return ", ".join(self.names[one] for one in self.draft.shared_with)

    @property
    def told(self) -> tuple[Row, ...]:
        """Its words as they stand."""
        return self.in_words(self.draft.answers)

    def in_words(self, answers: Answers) -> tuple[Row, ...]:
        """The words of a version."""
        return told_in(self.form, answers)

    def versions(self) -> tuple[Version, ...]:
        """Every version that is kept."""
        return self.ledger.saved.versions(self.draft.id, self.reader.id)

    def context(self, views: Views) -> dict[str, Any]:
        """What every page about the draft is given."""
        return {**framed(self.reading, views), "it": self, "draft": self.draft}


def the_draft(
    enquiry: EnquiryId, draft: DraftId, reader: ReaderHere, ledger: LedgerHere
) -> SavedDraft:
    """The draft at `/enquiries/{enquiry}/drafts/{draft}`.

    Raises:
        NoDraft: there is none of this id here that the reader may see.
    """
    return _draft(enquiry, draft, reader, ledger)


def the_drafting(
    enquiry: EnquiryId, draft: DraftId, reader: ReaderHere, ledger: LedgerHere, views: ViewsHere
) -> Drafting:
    """The same, with the enquiry.

    Raises:
        NoDraft: as `the_draft`.
        NotFound: the enquiry has not begun yet, so that there is nobody to share it with.
    """
    return _drafting(enquiry, draft, reader, ledger, views)


def the_followed(
    request: Request,
    enquiry: EnquiryId,
    draft: DraftId,
    token: Token,
    sessions: SessionsHere,
    ledger: LedgerHere,
    views: ViewsHere,
) -> Drafting:
    """The same as `the_drafting`, for a page that asks by itself, which keeps nobody signed in.

    Raises:
        SignInNeeded: the session has ended.
    """
    session = the_session(sessions.find(token, prolong=False))
    request.state.reader = reader_with(session, ledger)
    return _drafting(enquiry, draft, request.state.reader, ledger, views)


def _drafting(enquiry: str, name: str, reader: Reader, ledger: Ledger, views: Views) -> Drafting:
    draft = _draft(enquiry, name, reader, ledger)
    reading = views.reading(enquiry, reader.id)
    event = BY_NAME[draft.event]
    offered = offered_in(reading, reader.person, ledger, event)
    return Drafting(draft, reader, ledger, reading, Form(event, enquiry, offered))


def _draft(enquiry: str, name: str, reader: Reader, ledger: Ledger) -> SavedDraft:
    draft = ledger.saved.get(name, reader.id)
    if draft.stream != enquiry:
        raise NoDraft("draft: there is none of this id here", field="draft")
    return draft


JustTheDraft = Annotated[SavedDraft, Depends(the_draft)]
DraftHere = Annotated[Drafting, Depends(the_drafting)]
FollowedHere = Annotated[Drafting, Depends(the_followed)]


def path_of(draft: SavedDraft) -> str:
    """The address of a draft."""
    return f"/enquiries/{draft.stream}/drafts/{draft.id}"


def names_of(ledger: Ledger, people: Iterable[str]) -> dict[str, str]:
    """Practitioners’ names by their ids."""
    directory = ledger.reads.directory()
    return {one: directory.practitioner(one).name for one in people}
