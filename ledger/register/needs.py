"""The countersignatures that entries need, and what became of each.

A need is answered by somebody in a fitting role who neither recorded the entry nor answered another
need of it. What somebody else countersigned is a finding elsewhere; here it answers nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from domain.enquiry import Enquiry
from domain.entry import Entry
from domain.events.base import RECORDING, Countersigning
from domain.events.records import Countersignature, Return
from domain.profiles import Profile

NeedState = Literal["waiting", "given", "returned", "void"]
_DECIDERS: Final = "outcome.deciders"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A need: what kind of countersignature, by any one of these roles (none: by anybody)."""

    kind: str
    by: str
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Need:
    """A need of one entry, and the entry that answered it, if any."""

    entry: Entry
    wanted: Wanted
    state: NeedState
    answer: Entry | None = None


def needs(enquiry: Enquiry, profile: Profile) -> Iterator[Need]:
    """Every countersignature that an entry of the enquiry needs or needed."""
    for entry in enquiry.entries:
        wanted = tuple(_wanted(entry, profile))
        if wanted:
            yield from _answered(enquiry, entry, wanted)


def _wanted(entry: Entry, profile: Profile) -> Iterator[Wanted]:
    for need in entry.event.countersign:
        if need.by == _DECIDERS:
            choices = _open_choices(entry, profile)
            yield from (Wanted(need.kind, need.by, frozenset(roles)) for roles in choices)
        elif need == RECORDING:
            yield from _of_recording(entry, profile)
        else:
            yield from _of_roles(entry, need, profile)


def _open_choices(entry: Entry, profile: Profile) -> list[tuple[str, ...]]:
    """The choices of deciders that are left once the author has filled one (OUT-01)."""
    choices = list(profile.outcome.deciders)
    own = next((roles for roles in choices if entry.frame.capacity.role in roles), None)
    if own is not None:
        choices.remove(own)
    return choices


def _of_recording(entry: Entry, profile: Profile) -> Iterator[Wanted]:
    """What children's services record is countersigned where the profile says so (REC-02)."""
    role = profile.roles.get(entry.frame.capacity.role)
    if profile.countersign.every_recording and role and role.agency == "childrens_services":
        managers = profile.roles_for("countersign.responsible_manager")
        yield Wanted(RECORDING.kind, RECORDING.by, managers)


def _of_roles(entry: Entry, need: Countersigning, profile: Profile) -> Iterator[Wanted]:
    roles = frozenset({need.by}) if need.by in profile.roles else profile.roles_for(need.by)
    own_words = need.kind == "confirm_words" and entry.frame.capacity.role in roles
    if not own_words:  # who signed the words themselves need not confirm them (MED-29)
        yield Wanted(need.kind, need.by, roles)


def _answered(enquiry: Enquiry, entry: Entry, wanted: tuple[Wanted, ...]) -> Iterator[Need]:
    replaced = enquiry.replaced_by(entry)
    if replaced:
        yield from (Need(entry, want, "void", replaced) for want in wanted)
        return
    left = [answer for answer in _answers(enquiry, entry) if answer.author != entry.author]
    found: list[Entry | None] = []
    for want in wanted:
        answer = _last_fitting(want, left)
        left = [other for other in left if answer is None or other.author != answer.author]
        found.append(answer)
    # Sent back by one, it waits for nobody until its author has corrected it.
    returned = next((answer for answer in found if _state(answer) == "returned"), None)
    for want, answer in zip(wanted, found, strict=True):
        settled = answer or returned
        yield Need(entry, want, _state(settled), settled)


def _answers(enquiry: Enquiry, entry: Entry) -> list[Entry]:
    """What was said to the entry as a second person, in the order of recording."""
    found = (
        *enquiry.referring_to(entry, "countersigns"),
        *enquiry.referring_to(entry, "returns"),
    )
    standing = (answer for answer in found if enquiry.replaced_by(answer) is None)
    return sorted(standing, key=lambda answer: answer.seq)


def _last_fitting(want: Wanted, answers: list[Entry]) -> Entry | None:
    """The last word counts: what was returned can be countersigned after all, and the reverse."""
    fitting = [answer for answer in answers if _fits(want, answer)]
    return fitting[-1] if fitting else None


def _fits(want: Wanted, answer: Entry) -> bool:
    if want.roles and answer.frame.capacity.role not in want.roles:
        return False
    event = answer.event
    return isinstance(event, Return) or (
        isinstance(event, Countersignature) and event.kind == want.kind
    )


def _state(answer: Entry | None) -> NeedState:
    if answer is None:
        return "waiting"
    return "returned" if isinstance(answer.event, Return) else "given"
