"""Whom a strategy discussion needs beside its quorum: invited, present, or considered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Final

from domain.duties.case import Case, any_of
from domain.duties.circumstances import showing
from domain.duties.discussions import invited, known_by_then, took_part
from domain.duties.duty import PROCEDURE, Breach, Quote, Quotes, Rule
from domain.duties.words import listed, sentence
from domain.entry import Entry
from domain.events.base import Event
from domain.events.expertise import ExpertAdviceSought
from domain.events.invitations import InvitationsConsidered, ServiceInvolved
from domain.events.legal import LegalAdviceSought
from domain.events.referral import ProfessionalReferrer, ReferralReceived
from domain.events.strategy import (
    ParticipantInvited,
    StrategyDiscussionConvened,
    StrategyDiscussionHeld,
)
from domain.profiles import Profile
from domain.profiles.strategy import Invitee
from domain.values import Professional

DISCUSSION: Final = any_of(StrategyDiscussionConvened, StrategyDiscussionHeld)


def _uninvited(row: str, discussion: Entry, case: Case) -> Iterator[Breach]:
    """Who was asked to no discussion of the enquiry under one row; said of the last of them.

    So somebody who was missing is put right by being asked to the next one.
    """
    if case.all(DISCUSSION)[-1] is not discussion:
        return
    missing = [
        breach
        for invitee in case.profile.strategy.conditional_invitees
        if invitee.row == row and not _considered(invitee, case)
        for breach in _missing(invitee, discussion, case)
    ]
    if missing:
        shown = {entry.seq: entry for breach in missing for entry in breach.also}
        yield Breach(" ".join(breach.words for breach in missing), tuple(shown.values()))


def _considered(invitee: Invitee, case: Case) -> bool:
    """Whether a reason for doing otherwise is recorded, where a reason will do."""
    advice = _ADVICE.get(invitee.code)
    if advice and case.all(advice):
        return True
    return invitee.strength != "must" and any(
        item.code == invitee.code and item.decision != "invite"
        for entry in case.all(InvitationsConsidered)
        if isinstance(entry.event, InvitationsConsidered)
        for item in entry.event.considered
    )


_ADVICE: Final[Mapping[str, type[Event]]] = {
    "expert": ExpertAdviceSought,
    "legal_adviser": LegalAdviceSought,
}
"""Those whose advice may be sought instead of their presence (STR-16, STR-17)."""


def _missing(invitee: Invitee, discussion: Entry, case: Case) -> Iterator[Breach]:
    reasons = [one for one in showing(invitee.when, case) if known_by_then(one, discussion, case)]
    if invitee.when != "always" and not reasons:
        return
    agencies = list(_agencies(invitee, discussion, case))
    asked = list(invited(case))
    unasked = [name for name, _ in agencies if not any(_is_of(name, one) for one in asked)]
    by_role = any(one.role in invitee.roles for one in asked)
    because = tuple(reasons or [entry for _, entry in agencies])
    if unasked and not by_role:
        yield Breach(f"Not invited: {listed(unasked)} ({invitee.who}).", because)
    elif not agencies and not by_role and (invitee.roles or invitee.strength == "consider"):
        yield Breach(f"{sentence(invitee.who)}: {_LACKING[invitee.strength]}.", because)
    elif invitee.present and case.all(StrategyDiscussionHeld) and not _came(invitee, case):
        yield Breach(f"{sentence(invitee.who)}: nobody is recorded as present.", because)


_LACKING: Final = {
    "must": "nobody is invited",
    "should": "nobody is invited, and no reason against it is recorded",
    "consider": "nobody is invited, and nobody has recorded whether to invite one",
}


def _agencies(invitee: Invitee, discussion: Entry, case: Case) -> Iterator[tuple[str, Entry]]:
    """The agencies meant, each with the entry that speaks of it."""
    for entry in case.all(any_of(ReferralReceived, ServiceInvolved)):
        match entry.event:
            case ReferralReceived(referrer=ProfessionalReferrer(who=who)):
                if invitee.when == "referred_by_professional":
                    yield who.agency, entry
            case ServiceInvolved() as known if known_by_then(entry, discussion, case):
                elsewhere = invitee.when == "out_of_area" and known.elsewhere
                if elsewhere or known.service in invitee.services:
                    yield known.agency, entry


def _is_of(agency: str, person: Professional) -> bool:
    return person.agency.casefold() == agency.casefold()


def _came(invitee: Invitee, case: Case) -> bool:
    return any(
        person.role in invitee.roles
        for one in case.all(StrategyDiscussionHeld)
        for person in took_part(one, case, in_writing=True)
    )


class Invitation(Rule):
    """A rule about the invitees that a profile lists under a row; without any, it is not asked."""

    def asked_by(self, profile: Profile) -> bool:
        """Whether the procedure lists somebody under this row."""
        return any(one.row == self.row for one in profile.strategy.conditional_invitees)


def _invitation(
    row: str, what: str, quotes: Quotes, remedy: type[Event] = ParticipantInvited
) -> Rule:
    return Invitation(
        row,
        PROCEDURE,
        what,
        of=DISCUSSION,
        breaches=partial(_uninvited, row),
        remedy=remedy,
        quotes=quotes,
    )


RULES: Final = (
    _invitation(
        "STR-04",
        "inviting the referrer",
        {
            "000": Quote(68, "invited, including the referring agency"),
            "001": Quote(36, "The practitioner or agency which made the referral"),
        },
    ),
    _invitation(
        "STR-05",
        "inviting those who support the child",
        {
            "000": Quote(43, "early help, or other practitioners involved in supporting"),
            "001": Quote(
                18, "education, early help, or other practitioners involved in supporting the child"
            ),
        },
    ),
    _invitation(
        "STR-06",
        "a doctor at the discussion",
        {
            "000": Quote(76, "a safeguarding doctor should be invited to any Strategy Meeting"),
            "001": Quote(
                43, "a senior doctor from those providing services should also be involved"
            ),
        },
    ),
    _invitation(
        "STR-07",
        "the sexual abuse referral centre at the discussion",
        {"000": Quote(43, "The Sexual Abuse Referral Centre (SARC) should also be present")},
    ),
    _invitation(
        "STR-08",
        "midwifery at the discussion",
        {"000": Quote(43, "this should involve the midwifery services")},
    ),
    _invitation(
        "STR-09",
        "inviting mental health practitioners",
        {"000": Quote(45, "Please invite mental health practitioners")},
    ),
    _invitation(
        "STR-10",
        "inviting the residential or fostering service",
        {
            "001": Quote(
                18, "including the residential or fostering service, if the child is looked after"
            )
        },
    ),
    _invitation(
        "STR-11",
        "considering school, health and care services",
        {"001": Quote(38, "Any health or care services the child or family members are receiving")},
        InvitationsConsidered,
    ),
    _invitation(
        "STR-12",
        "considering youth justice",
        {"001": Quote(39, "Youth justice practitioner and/or youth worker")},
        InvitationsConsidered,
    ),
    _invitation(
        "STR-13",
        "considering services for adults",
        {"001": Quote(51, "consider involving the relevant adult services professionals")},
        InvitationsConsidered,
    ),
    _invitation(
        "STR-14",
        "considering British Transport Police",
        {"001": Quote(41, "British Transport Police representative")},
        InvitationsConsidered,
    ),
    _invitation(
        "STR-15",
        "inviting every agency elsewhere",
        {"001": Quote(45, "must be invited to attend or contribute to the Strategy Discussion")},
    ),
    _invitation(
        "STR-16",
        "inviting a legal adviser",
        {"001": Quote(47, "a legal adviser should be invited, or legal advice sought")},
    ),
    _invitation(
        "STR-17",
        "considering expertise in the harm",
        {
            "001": Quote(
                49,
                "professional with expertise in the particular type of suspected Significant Harm",
            )
        },
        InvitationsConsidered,
    ),
    _invitation(
        "STR-20",
        "inviting the designated officer",
        {
            "000": Quote(
                50, "discussion should be held with the LADO prior to sharing any information"
            )
        },
    ),
)
