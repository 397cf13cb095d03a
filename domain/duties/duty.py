"""The shape of a rule and of a clock: everything about one in one place, to be read aloud."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import KW_ONLY, dataclass, field
from enum import Enum
from typing import Final, Literal

from domain.duties.case import Case, Wanted, classes_of
from domain.duties.limits import Limit
from domain.entry import Entry
from domain.events.base import Event
from domain.profiles import Profile


class Gravity(Enum):
    """What a breach is about, the gravest first."""

    CHILD_SAFETY = "child_safety"
    LAWFULNESS = "lawfulness"
    PROCEDURE = "procedure"
    RECORDING = "recording"


CHILD_SAFETY: Final = Gravity.CHILD_SAFETY
LAWFULNESS: Final = Gravity.LAWFULNESS
PROCEDURE: Final = Gravity.PROCEDURE
RECORDING: Final = Gravity.RECORDING

Each = Literal["child", "parent", "household_child", "entry"]
"""For whom a duty counts: for each child whom the enquiry is about; for each person with parental
responsibility; for each other child who lives in the household or visits it; or for each entry
that makes it arise (a request, an objection, a medical)."""

Switch = tuple[str, object]
"""A parameter of the profile and the value under which the procedure asks this at all. Of a
parameter that lists several values: the one that must be among them."""

STATED: Final = object()
"""Any value: the procedure asks this if it states the parameter at all."""


@dataclass(frozen=True, slots=True)
class Quote:
    """The procedure's own words, at most twelve, and the line of its text where they stand."""

    line: int
    words: str


Quotes = Mapping[str, Quote]
"""By `procedure.seed`: what each procedure says. A profile of another procedure has no quote."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What makes a duty arise where the profile says which event it counts from (`key`)."""

    key: str
    choices: Mapping[str, Wanted]

    def chosen(self, profile: Profile) -> Wanted:
        """The event that the profile names; the first choice where it is silent."""
        value = profile.value(self.key)
        return self.choices.get(str(value)) or next(iter(self.choices.values()))


@dataclass(frozen=True, slots=True)
class Unless:
    """What excuses from a duty, while it lasts; when it ends, the limit counts again from there.

    `itself`: only the entry that makes the duty arise excuses from it, as treatment to save a life
    does from consent.
    """

    event: Wanted
    until: Wanted | None = None
    itself: bool = False
    later: bool = False
    """Whether only what came after the duty arose excuses: a child found, and not earlier on."""
    about: tuple[str, ...] = ()
    """The fields that name the person, where they are not those of the duty."""
    ends: str | None = None
    """The field of what ends it that says when; otherwise, when that happened."""
    again: bool = True
    """Whether the limit counts again from the end; if not, nothing is asked any more."""
    over: Wanted | None = None
    """What ends the enquiry: an exception that lasts until then is followed by no limit."""
    revoked_by: Wanted | None = None
    """What, recorded later, takes the exception back: the first limit stands as if it never was."""


Given = tuple[tuple[str, str | int], ...]
"""Fields of an event, each with what it is to say: a local id, a number of an entry or action."""

Where = Callable[[Entry, str | None, Case], bool]
"""Whether a duty is asked at all of the entry that makes it arise, for a person, in this case."""

Fits = Callable[[Entry, Entry, Case], bool]
"""Whether an entry belongs to the one that made the duty arise (the second)."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What undoes a meeting entry. `which`, of undoing, meeting, arising: does it undo this one?"""

    event: Wanted
    which: Callable[[Entry, Entry, Entry], bool]


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that must be done, by when, for whom, and what happens to it later.

    `what` names it within a sentence ("seeing {subject}"), with words of the arising `{event}` and
    of the `{profile}` where they belong in it.
    """

    row: str
    gravity: Gravity
    what: str
    _: KW_ONLY
    each: Each
    arises: Wanted | Anchor
    since: str | None = None
    """The field of the arising event from which the limit counts; otherwise, when it happened."""
    met_by: Wanted
    due: Limit
    about: str | None = None
    """The field that names the person; `child` for each child, `person` for each parent."""
    answers: str | None = None
    """How the meeting entry refers to the arising one, where it must (`answers`, …)."""
    fits: Fits | None = None
    by: str | None = None
    """The parameter that names the roles whose act counts."""
    earlier_counts: bool = False
    """Whether what was done before the duty arose meets it."""
    undone_by: Undone | None = None
    unless: Unless | tuple[Unless, ...] = ()
    only: Switch | None = None
    where: Where | None = None
    """What else must be so for it to arise: a fact about the person, an investigation under way."""
    quotes: Quotes = field(default_factory=dict)

    def arising(self, profile: Profile) -> Wanted:
        """The event that makes it arise under this profile."""
        return self.arises.chosen(profile) if isinstance(self.arises, Anchor) else self.arises

    def asked_by(self, profile: Profile) -> bool:
        """Whether the procedure asks this and gives the limit that it needs."""
        return _switched_on(self.only, profile) and self.due.stated(profile)

    @property
    def exceptions(self) -> tuple[Unless, ...]:
        """What excuses from it, each exception by itself."""
        return (self.unless,) if isinstance(self.unless, Unless) else self.unless

    @property
    def person_field(self) -> str | None:
        """The field of events that says for whom they count."""
        return self.about or _FIELD_OF.get(self.each)

    @property
    def remedy(self) -> type[Event]:
        """The event whose recording puts it right, late or not."""
        return classes_of(self.met_by)[0]


@dataclass(frozen=True, slots=True)
class Breach:
    """What a rule found wrong with an entry; `also` are further entries that it concerns."""

    words: str
    also: tuple[Entry, ...] = ()
    given: Given = ()
    """What the entries do not say and the remedy is to: which of several actions it is about."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that must be so of every entry of a kind: a quorum, an examiner, two deciders."""

    row: str
    gravity: Gravity
    what: str
    _: KW_ONLY
    of: Wanted
    breaches: Callable[[Entry, Case], Iterable[Breach]]
    remedy: type[Event]
    only: Switch | None = None
    quotes: Quotes = field(default_factory=dict)

    def asked_by(self, profile: Profile) -> bool:
        """Whether the procedure asks this."""
        return _switched_on(self.only, profile)


_FIELD_OF: Final[Mapping[str, str]] = {
    "child": "child",
    "parent": "person",
    "household_child": "child",
}


def _switched_on(switch: Switch | None, profile: Profile) -> bool:
    if switch is None:
        return True
    value = profile.value(switch[0])
    if switch[1] is STATED:
        return value is not None
    return value == switch[1] or (isinstance(value, tuple) and switch[1] in value)
