"""A form that is open: the event's, for who fills it in, with their saved draft if there is one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, Final

from fastapi import Depends, Request

from api.context import LedgerHere, ViewsHere
from api.forms.asked import Answers
from api.forms.beginning import begun, correcting
from api.forms.catalogue import Action, actions
from api.forms.form import FieldError, Form
from api.forms.frame import NONE_CHOSEN
from api.forms.here import offered_in
from api.forms.shapes import added, removed
from api.problems import NotAllowed
from api.web.context import CaseHere, ReaderHere
from api.web.reader import Reader
from domain.entry import Entry
from domain.events import BY_NAME
from ledger.ledger import Ledger, NotFound
from ledger.saved import SavedDraft
from ledger.views import Views
from projections.identity import identity
from projections.reading import Reading

FIELDS: Final = 4000
"""Controls of one form: a strategy record of sixty actions has some thousand."""


@dataclass(frozen=True, slots=True)
class Posted:
    """A posted form: its answers, and what the page itself adds (names that begin with `_`)."""

    answers: Answers
    about: Mapping[str, str]

    @property
    def seen(self) -> int:
        """The version of the draft that was open."""
        version = self.about.get("_version", "")
        return int(version) if version.isascii() and version.isdecimal() else 0


async def the_posted(request: Request) -> Posted:
    """What was posted; files are not taken here."""
    given: dict[str, list[str]] = {}
    async with request.form(max_fields=FIELDS, max_files=0) as form:
        for name, value in form.multi_items():
            if isinstance(value, str):
                given.setdefault(name, []).append(value)
    return Posted(
        {name: values for name, values in given.items() if not name.startswith("_")},
        {name: values[0] for name, values in given.items() if name.startswith("_")},
    )


PostedHere = Annotated[Posted, Depends(the_posted)]


@dataclass(frozen=True)
class Opened:
    """A form, the answers so far, what is wrong with them, and the draft that keeps them."""

    action: Action
    form: Form
    reading: Reading
    answers: Answers
    draft: SavedDraft | None = None
    errors: tuple[FieldError, ...] = ()

    @property
    def path(self) -> str:
        """Where the form is sent."""
        own = f"drafts/{self.draft.id}" if self.draft else f"record/{self.action.event}"
        return f"/enquiries/{self.form.stream}/{own}"

    @property
    def may(self) -> bool:
        """Whether who fills it in holds a capacity in which this is recorded."""
        return bool(self.form.offered.capacities)

    @property
    def corrects(self) -> int | None:
        """The entry that is corrected."""
        return correction_of(self.answers)

    def with_(self, **changed: Any) -> "Opened":
        """The same with something changed."""
        return replace(self, **changed)


def correction_of(answers: Answers) -> int | None:
    """The entry that the answers correct, if any."""
    given = next(iter(answers.get("corrects", ())), "")
    return int(given) if given.isascii() and given.isdecimal() and int(given) else None


@dataclass(frozen=True)
class Desk:
    """Who opens a form, on which enquiry."""

    reading: Reading
    reader: Reader
    ledger: Ledger
    views: Views

    @property
    def siblings(self) -> dict[str, str]:
        """The enquiries that an act may be recorded in, this one first, by whom they are about."""
        family = self.views.family(self.reading, self.reader.id, self.reader.purpose)
        found = [self.reading, *family.readings]
        names = {one.enquiry.id: self.views.get(identity, one).name for one in found}
        return {stream: name or "Child not yet named" for stream, name in names.items()}


def the_desk(reading: CaseHere, reader: ReaderHere, ledger: LedgerHere, views: ViewsHere) -> Desk:
    """Who asks, and the enquiry as they see it."""
    return Desk(reading, reader, ledger, views)


DeskHere = Annotated[Desk, Depends(the_desk)]


def opened(event: str, desk: Desk, answers: Answers) -> Opened:
    """The form of an event with these answers.

    Raises:
        NotFound: there is no such event.
        NotAllowed: the reader records nothing.
    """
    action = actions().get(event)
    if action is None:
        raise NotFound("event: nothing of this name is recorded in an enquiry", field="event")
    if desk.reader.is_inspector:
        raise NotAllowed("capacity: inspectors read and record nothing", field="capacity")
    found = BY_NAME[event]
    offered = offered_in(desk.reading, desk.reader.person, desk.ledger, found, desk.siblings)
    form = Form(found, desk.reading.enquiry.id, offered, bool(correction_of(answers)))
    return Opened(action, form, desk.reading, answers)


def the_new(request: Request, event: str, desk: DeskHere) -> Opened:
    """The form of an event as it begins: `?child=maya`, `?corrects=7`."""
    query = {name: request.query_params.getlist(name) for name in request.query_params}
    new = opened(event, desk, query)
    answers = begun(new.form, query)
    if new.corrects:
        answers |= correcting(new.form, _to_correct(new))
    return new.with_(answers=answers)


def _to_correct(new: Opened) -> Entry:
    """The entry that is to be corrected.

    Raises:
        NotFound: there is no such entry of this event that the reader may see whole.
    """
    seq, reading = new.corrects or 0, new.reading
    if seq > reading.enquiry.version:
        raise NotFound(f"corrects: the enquiry has no entry {seq}", field="corrects")
    entry = reading.enquiry.entry(seq)
    if reading.hides(entry) or not isinstance(entry.event, new.form.event):
        raise NotFound(f"corrects: entry {seq} is not one that you can correct", field="corrects")
    return entry


def the_draft(draft: str, desk: DeskHere) -> Opened:
    """A saved draft of this enquiry.

    Raises:
        NoDraft: there is none of this id that the reader may see.
        NotFound: it is of another enquiry.
    """
    saved = desk.ledger.saved.get(draft, desk.reader.id)
    if desk.reading.enquiry.id not in saved.streams:
        raise NotFound("draft: there is no such draft of this enquiry", field="draft")
    return opened(saved.event, desk, saved.answers).with_(draft=saved)


def the_begun(event: str, posted: PostedHere, desk: DeskHere) -> Opened:
    """A new draft of what was posted, saved."""
    new = opened(event, desk, posted.answers)
    answers = _changed(new.form.settle(posted.answers), posted)
    streams = [one for one in answers.get("streams", []) if one != NONE_CHOSEN]
    draft = desk.ledger.saved.begin(new.form.stream, desk.reader.id, event, answers, streams)
    return new.with_(draft=draft, answers=answers)


def saved_again(here: Opened, posted: Posted, reader: Reader, ledger: Ledger) -> Opened:
    """The draft with what was posted, saved.

    Raises:
        DraftChanged: somebody else saved since it was opened.
        DraftClosed: it was signed or given up.
    """
    if here.draft is None:
        raise NotFound("draft: there is none", field="draft")
    answers = _changed(here.form.settle(posted.answers), posted)
    saved = ledger.saved.save(here.draft.id, reader.id, answers, posted.seen)
    return here.with_(draft=saved, answers=answers)


def _changed(answers: dict[str, list[str]], posted: Posted) -> dict[str, list[str]]:
    """With one item more or less in a list, where that button was used; and with it said where
    no child was chosen, as a browser leaves boxes out of which none is ticked.
    """
    if "_children" in posted.about and not answers.get("streams"):
        answers["streams"] = [NONE_CHOSEN]
    if "_add" in posted.about:
        return added(answers, posted.about["_add"])
    if "_remove" in posted.about:
        return removed(answers, posted.about["_remove"])
    return answers


BegunHere = Annotated[Opened, Depends(the_begun)]
NewHere = Annotated[Opened, Depends(the_new)]
DraftHere = Annotated[Opened, Depends(the_draft)]
