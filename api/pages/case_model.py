"""What the case page shows, put together once for everybody who may see the same.

Findings and clocks are cut to the most urgent: the page of duties has all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from markupsafe import Markup

from api.pages.answering import Link, link_to_answer
from api.pages.asked_of import asked_of
from api.web import words
from projections.case_view import CaseView, case_view
from projections.clocks import URGENCY, Axis, Bar, Clocks, clocks
from projections.clocks_svg import axis_svg, patterns_svg, sample_svg, strip_svg
from projections.countersignatures import Outstanding
from projections.decisions import Stand
from projections.duties import Duties, DutyView, FindingView, GravityName, StateName, duties
from projections.flow import Flow, flow
from projections.identity import other_names
from projections.objections import Objection
from projections.parts import Pieces, Withheld
from projections.persons import PersonView
from projections.reading import Reading

__all__ = [
    "GRAVITIES",
    "OPEN",
    "STATES",
    "CaseModel",
    "Found",
    "Group",
    "Picture",
    "State",
    "case_model",
    "due_words",
    "either",
    "found",
    "picture",
    "state_of",
]

MOST_FINDINGS: Final = 6
"""Of each gravity on the case page: what can be taken in before one asks for more."""
MOST_CLOCKS: Final = 12
"""Strips on the case page: one screen."""
MOST_OTHERS: Final = 8
"""Decisions, objections and countersignatures on the case page."""
GRAVITIES: Final[dict[GravityName, str]] = {
    "child_safety": "Safety of the child",
    "lawfulness": "Lawfulness",
    "procedure": "Procedure",
    "recording": "Recording",
}
"""What a breach is about, the gravest first."""


@dataclass(frozen=True, slots=True)
class State:
    """A state of a duty as readers see it."""

    words: str
    colour: str
    """Of a GOV.UK tag."""


STATES: Final[dict[StateName, State]] = {
    "overdue": State("Overdue", "red"),
    "cannot_tell": State("Cannot tell", "yellow"),
    "running": State("Running", "blue"),
    "met_late": State("Done late", "orange"),
    "met": State("Done in time", "green"),
    "not_applicable": State("Not asked", "grey"),
}


def state_of(duty: DutyView) -> State:
    """The state of a duty; nothing is in time where the procedure gives no time."""
    if duty.due is None and duty.state == "met":
        return _SLOW if duty.beyond_guide else State("Done", "green")
    if duty.beyond_guide and duty.state == "running":
        return State("Running, beyond the guide", "orange")
    return STATES[duty.state]


_SLOW: Final = State("Done, beyond the guide", "orange")


@dataclass(frozen=True, slots=True)
class Strip:
    """A clock of the picture."""

    duty: DutyView
    state: State
    svg: Markup
    due: str
    """By when, or since when, in a few words."""
    answer: Link | None
    """The form that meets it, while nothing has."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The clocks as strips on one axis."""

    axis: Axis
    patterns: Markup
    days: Markup
    strips: tuple[Strip, ...]
    key: tuple[tuple[State, Markup], ...]
    """What each pattern means that is shown."""
    left_out: int
    """How many clocks the page has no room for: the least urgent."""


@dataclass(frozen=True, slots=True)
class Found:
    """A finding and the form that answers it."""

    row: str
    words: str
    said: str | None
    """The procedure's own words."""
    since: datetime | None
    entries: tuple[int, ...]
    explained_by: tuple[int, ...]
    who: str
    answer: Link


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one gravity."""

    gravity: GravityName
    title: str
    count: int
    findings: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """Something known of a person, in the words that were signed."""

    words: Pieces
    entry: int


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person of the enquiry."""

    name: str
    what: str
    household: str | None
    also: tuple[str, ...]
    facts: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class CaseModel:
    """Everything on the case page but what depends on who reads it."""

    view: CaseView
    flow: Flow
    picture: Picture | None
    findings: tuple[Group, ...]
    decided: tuple[Stand, ...]
    """The latest decisions, the last first."""
    objections: tuple[Objection, ...]
    """Those that nobody answered, then others."""
    people: tuple[Somebody, ...]
    waiting: tuple[tuple[Outstanding, str], ...]
    """The countersignatures that wait, each with what is asked of whom."""
    elsewhere: tuple[Found, ...]
    """What was recorded for several children and corrected in another child's record since."""
    withheld: int
    """How many duties and findings rest on what the reader may not see."""

    @property
    def found(self) -> int:
        """How many findings there are."""
        return sum(group.count for group in self.findings)

    @property
    def overdue(self) -> int:
        """How many duties are overdue."""
        return sum(1 for duty in self.view.open.duties if duty.state == "overdue")


def case_model(reading: Reading) -> CaseModel:
    """The case page of an enquiry, for `Views.get`."""
    view, asked = case_view(reading), duties(reading)
    path = f"/enquiries/{reading.enquiry.id}"
    return CaseModel(
        view=view,
        flow=flow(reading, asked),
        picture=picture(clocks(asked), path, MOST_CLOCKS),
        findings=tuple(groups(asked, MOST_FINDINGS)),
        decided=view.decided[: -MOST_OTHERS - 1 : -1],
        objections=tuple(sorted(view.objections, key=lambda one: one.answered))[:MOST_OTHERS],
        people=tuple(map(_somebody, view.people)),
        waiting=tuple((one, asked_of(one)) for one in view.open.countersignatures[:MOST_OTHERS]),
        elsewhere=tuple(
            found(one, path) for one in asked.findings if one.remedy == "SharedEntryReviewed"
        ),
        withheld=asked.withheld_duties + asked.withheld_findings,
    )


def _somebody(person: PersonView) -> Somebody:
    facts = (fact for fact in person.facts if fact.kind not in _SHOWN_APART)
    return Somebody(
        name=person.name,
        what=person.relation or _KINDS[person.kind],
        household=_HOUSEHOLDS.get(person.household or ""),
        also=other_names(person.names),
        facts=tuple(Told(_first_sentence(fact.statement), fact.entry) for fact in facts),
    )


def _first_sentence(words: Pieces) -> Pieces:
    """Without the sentences that say how it is known: those stand with the entry."""
    for index, piece in enumerate(words):
        if not isinstance(piece, Withheld) and piece.text == ".":
            return words[:index]
    return words


_SHOWN_APART: Final = frozenset({"name", "alias", "in_household"})
_KINDS: Final = {
    "child": "the child",
    "sibling": "brother, sister or other child",
    "parent": "parent",
    "carer": "carer",
    "family": "member of the family",
    "household_adult": "adult of the household",
    "professional": "practitioner",
    "other": "other person",
}
_HOUSEHOLDS: Final = {
    "lives_there": "lives in the household",
    "visits": "visits the household regularly",
    "lives_elsewhere": "lives elsewhere",
    "not_known": "not known whether in the household",
}


def picture(shown: Clocks, path: str, most: int | None = None) -> Picture | None:
    """The strips of the most urgent clocks; None where there is no clock."""
    axis = shown.axis
    if axis is None:
        return None
    bars = shown.bars if most is None else _most_urgent(shown.bars, most)
    states = {bar.duty.state for bar in bars}
    return Picture(
        axis=axis,
        patterns=Markup(patterns_svg(axis)),  # noqa: S704 - escaped where it is drawn
        days=Markup(axis_svg(axis)),  # noqa: S704 - as above
        strips=tuple(_strip(bar, axis, path) for bar in bars),
        key=tuple(
            (STATES[state], Markup(sample_svg(state)))  # noqa: S704 - as above
            for state in URGENCY
            if state in states
        ),
        left_out=len(shown.bars) - len(bars),
    )


def _most_urgent(bars: tuple[Bar, ...], most: int) -> tuple[Bar, ...]:
    """However much is overdue, what runs out next is shown too."""
    late = [bar for bar in bars if bar.duty.state == "overdue"]
    others = bars[len(late) :]
    room = max(most * 2 // 3, most - len(others))
    return (*late[:room], *others[: most - min(room, len(late))])


def _strip(bar: Bar, axis: Axis, path: str) -> Strip:
    duty = bar.duty
    return Strip(
        duty,
        STATES[duty.state],
        Markup(strip_svg(bar, axis)),  # noqa: S704 - escaped where it is drawn
        due_words(duty),
        link_to_answer(path, duty.answer, duty.may_put_right) if duty.state in OPEN else None,
    )


OPEN: Final = frozenset({"overdue", "running", "cannot_tell"})
_DUE: Final[dict[StateName, str]] = {
    "overdue": "was due by {}",
    "cannot_tell": "due by {}",
    "running": "due by {}",
    "met_late": "was due by {}",
    "met": "due by {}",
    "not_applicable": "would have been due by {}",
}


def due_words(duty: DutyView) -> str:
    """By when a duty is or was due, in a few words."""
    return _DUE[duty.state].format(words.limit(duty.due.latest) if duty.due else "")


def groups(asked: Duties, most: int | None = None) -> Iterator[Group]:
    """The findings by gravity, the gravest first; of each, the first `most`."""
    path = f"/enquiries/{asked.known.enquiry}"
    for gravity, title in GRAVITIES.items():
        same = [one for one in asked.findings if one.gravity == gravity]
        if same:
            shown = tuple(found(one, path) for one in same[:most])
            yield Group(gravity, title, len(same), shown)


def found(finding: FindingView, path: str) -> Found:
    """A finding with the link to its answer."""
    return Found(
        row=finding.row,
        words=finding.words,
        said=finding.quote.words if finding.quote else None,
        since=finding.since,
        entries=finding.entries,
        explained_by=finding.explained_by,
        who=either(finding.who),
        answer=link_to_answer(path, finding.answer, finding.may_put_right, len(finding.entries)),
    )


def either(who: tuple[str, ...]) -> str:
    """Who may do it: `Service Manager or Team Manager`."""
    return " or ".join([", ".join(who[:-1]), who[-1]] if len(who) > 1 else who)
