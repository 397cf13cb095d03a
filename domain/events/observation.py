"""What practitioners see and contribute: concerns observed, and who takes part in the enquiry."""

from typing import Final

from domain.events.base import NONE, Event
from domain.events.roles import CHILDRENS_SERVICES
from domain.values import Opinion, Person, Professional, Text, Verbatim, Words

_TEACHER: Final = {
    "as": "Grace Obi, deputy head",
    "role": "teacher",
    "agency": "Oakfield Primary School",
}


class AgencyParticipation(
    Event,
    type="agency-participation/1",
    rows="REF-11",
    by=CHILDRENS_SERVICES,
    countersign=NONE,
):
    """A practitioner of another agency supports the enquiry, and is told of its outcome later."""

    says = (
        "{occurred}, {participant} began to take part in the enquiry: {part}. Contact: {contact}."
    )
    example = {
        "participant": _TEACHER,
        "part": "sees Maya every school day and rings if she does not come",
        "contact": "school office, 01438 555 0117",
    }

    participant: Professional
    """Who takes part, for which agency."""
    part: Words
    """What that practitioner does in the enquiry."""
    contact: Words
    """How to reach that practitioner."""


class ConcernObserved(
    Event,
    type="concern-observed/1",
    rows="REF-12",
    by="any",
    countersign=NONE,
):
    """Something seen or heard that gives concern: what it was, apart from what it may mean."""

    says = (
        "{occurred}, {actor} observed this about {child}: {observed}.[ {child} said: {words}.]"
        "[ Without words: {shown}.][ What {actor} makes of it: {impression}.]"
    )
    example = {
        "child": "leo",
        "observed": "Leo cried when his coat was taken off and held his left shoulder.",
        "shown": "He pushed my hand away and hid under the table.",
        "impression": "I think that the shoulder hurts him.",
    }

    child: Person
    """The child."""
    observed: Text
    """What was seen or heard, and nothing beyond it."""
    words: Verbatim | None = None
    """The child's own words, if any."""
    shown: Text | None = None
    """How a child communicated who does not, or does not want to, speak."""
    impression: Opinion | None = None
    """What the observer makes of it."""
