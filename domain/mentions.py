"""The people an entry speaks of: each added to the enquiry before, and no id means two people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from domain.enquiry import Enquiry
from domain.entry import Content
from domain.events.people import PersonAdded
from domain.proposal import Proposal
from domain.refusals import PERSON_EXISTS, PERSON_UNKNOWN, REFERENCE_MISFIT
from domain.values import Mention, Value

__all__ = ["check_named", "check_people", "mentioned", "named_in"]


def check_people(proposal: Proposal, enquiry: Enquiry) -> None:
    """Everybody named is known, and who is added is new.

    The reasons name the field and never the person: an id is often a first name.

    Raises:
        Refused: somebody unknown, or an id that is somebody's already.
    """
    event = proposal.content.event
    known = {
        entry.event.person.p for entry in enquiry.entries if isinstance(entry.event, PersonAdded)
    }
    if isinstance(event, PersonAdded):
        _is_new(event, proposal, enquiry, known)
        known.add(event.person.p)
    check_named(proposal.content, known)


def check_named(content: Content, known: Set[str]) -> None:
    """Everybody named is one of these local ids.

    Raises:
        Refused: somebody else.
    """
    for field, person in named_in(content):
        if person not in known:
            raise PERSON_UNKNOWN.because(
                "names somebody who was never added to this enquiry", field
            )


def _is_new(event: PersonAdded, proposal: Proposal, enquiry: Enquiry, known: set[str]) -> None:
    corrected = [enquiry.entry(ref.seq).event for ref in proposal.refs if ref.rel == "corrects"]
    if not corrected and event.person.p in known:
        raise PERSON_EXISTS.because("this id is already in use in this enquiry")
    if any(isinstance(old, PersonAdded) and old.person.p != event.person.p for old in corrected):
        raise REFERENCE_MISFIT.because("a correction keeps the id of the person", "person")


def named_in(content: Content) -> Iterator[tuple[str, str]]:
    """Every person that content names: the field, and the local id."""
    for holder in (content.event, content.frame):
        for field, value in vars(holder).items():
            for person in mentioned(value):
                yield field, person
    for field, part in content.parts.items():
        for person in part.about:
            yield f"{field}.about", person


def mentioned(value: object) -> list[str]:
    """The local id of every person within a value."""
    if isinstance(value, Mention):
        return [value.p]
    within: Iterable[object] = value if isinstance(value, tuple) else ()
    if isinstance(value, Value):
        within = vars(value).values()
    # Most are plain words, which are spared the costly questions above.
    return [p for item in within if type(item) is not str for p in mentioned(item)]
