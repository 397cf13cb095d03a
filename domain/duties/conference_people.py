"""Child and parents understand the conference; those invited come, or it is said why not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.duties.case import Case, persons_in
from domain.duties.duty import PROCEDURE, Breach, Duty, Quote, Rule
from domain.duties.limits import AsSoonAs
from domain.duties.unborn import NOT_BORN_THEN
from domain.duties.words import listed
from domain.entry import Entry
from domain.events.conference import ConferenceHeld, ConferencePlanned
from domain.events.conference_people import ConferenceAttendance, ConferenceInvitation, Invited
from domain.events.conference_preparation import ConferenceExplained
from domain.values import Professional

_EXPLAINED: Final = {
    "000": Quote(284, "appropriate information to support their participation in the conference"),
    "001": Quote(158, "appropriate information to support their participation in the conference"),
}
EXPLAINED_TO_CHILD: Final = Duty(
    "CPC-06",
    PROCEDURE,
    "explaining the conference to {subject}",
    each="child",
    about="person",
    arises=ConferencePlanned,
    due=AsSoonAs(),
    met_by=ConferenceExplained,
    earlier_counts=True,
    unless=NOT_BORN_THEN,
    quotes=_EXPLAINED,
)
EXPLAINED_TO_PARENT: Final = Duty(
    "CPC-06",
    PROCEDURE,
    "explaining the conference to {subject}",
    each="parent",
    arises=ConferencePlanned,
    due=AsSoonAs(),
    met_by=ConferenceExplained,
    earlier_counts=True,
    quotes=_EXPLAINED,
)


def invited(case: Case) -> dict[tuple[str, str], tuple[Entry, Professional]]:
    """The practitioners invited to the conference, each once, by agency and name."""
    return {
        _known_as(decision.who): (entry, decision.who)
        for entry in case.all(ConferenceInvitation)
        for decision in (getattr(entry.event, "decision", None),)
        if isinstance(decision, Invited) and isinstance(decision.who, Professional)
    }


def agency_kind(person: Professional, case: Case) -> str | None:
    """The kind of agency to which a practitioner's role belongs, by the profile."""
    role = case.profile.roles.get(person.role)
    return role.agency if role else None


def _known_as(person: Professional) -> tuple[str, str]:
    return person.agency, person.practitioner or person.as_


def _not_accounted_for(held: Entry, case: Case) -> Iterator[Breach]:
    """Who was invited, and neither came nor gave a reason; whom that is asked of, varies."""
    children = persons_in(held.event, "child")
    seen = {
        _known_as(event.person)
        for entry in case.all(ConferenceAttendance)
        for event in (entry.event,)
        if isinstance(event, ConferenceAttendance)
        and event.child.p in children
        and isinstance(event.person, Professional)
        and (event.attendance.kind == "attended" or event.attendance.reason)
    }
    only_police = case.profile.icpc.attendance == "police_when_invited"
    missing = [
        (entry, person)
        for known, (entry, person) in invited(case).items()
        if known not in seen and (not only_police or agency_kind(person, case) == "police")
    ]
    if missing:
        agencies = listed(list(dict.fromkeys(person.agency for _, person in missing)))
        yield Breach(
            f"{agencies} was invited to the conference; nothing says that anybody came, or why "
            "not.",
            tuple(entry for entry, _ in missing),
        )


ATTENDED: Final = Rule(
    "CPC-13",
    PROCEDURE,
    "who takes part in the conference",
    of=ConferenceHeld,
    breaches=_not_accounted_for,
    remedy=ConferenceAttendance,
    quotes={
        "000": Quote(
            295, "Police attend the conference and take part in decision-making when invited"
        ),
        "001": Quote(169, "Attend the conference when invited and participate in decision-making"),
    },
)

DUTIES: Final = (EXPLAINED_TO_CHILD, EXPLAINED_TO_PARENT)
RULES: Final = (ATTENDED,)
