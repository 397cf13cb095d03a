"""Who else learns the outcome: agencies, whoever made the referral, and the inspectorate."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.duties.case import Case
from domain.duties.duty import LAWFULNESS, PROCEDURE, Breach, Duty, Quote, Rule
from domain.duties.feedback import GUIDE, SET, said_of
from domain.duties.guides import guide_passed
from domain.duties.limits import AsSoonAs
from domain.duties.words import listed
from domain.entry import Entry
from domain.events.checks import AgencyCheckReceived
from domain.events.circumstances import Residential
from domain.events.feedback import InspectorateInformed, OutcomeShared, ReferrerTold
from domain.events.observation import AgencyParticipation
from domain.events.outcome import OutcomeDecided
from domain.events.referral import PublicReferrer, ReferralReceived
from domain.events.strategy import ParticipantAttended
from domain.values import Professional


def _taking_part(case: Case) -> Iterator[Professional]:
    for _, event in case.enquiry.of(ParticipantAttended):
        if event.attendance.kind in {"attended", "written"}:
            yield event.participant
    for _, reply in case.enquiry.of(AgencyCheckReceived):
        yield reply.answered_by
    for _, taking_part in case.enquiry.of(AgencyParticipation):
        yield taking_part.participant


def _involved(case: Case) -> dict[str, str]:
    """The agencies that took part, as they were called first, by the name in small letters."""
    found: dict[str, str] = {}
    for person in _taking_part(case):
        role = case.profile.roles.get(person.role)
        if role is None or role.agency != "childrens_services":
            found.setdefault(person.agency.casefold(), person.agency)
    return found


def _agencies_untold(outcome: Entry, case: Case) -> Iterator[Breach]:
    asked = {"agencies", "manager_ensures_agencies_told"} & set(case.profile.feedback.set)
    if (
        not asked
        or outcome is not case.all(OutcomeDecided)[-1]
        or not guide_passed(GUIDE, outcome, case)
    ):
        return
    same = said_of(outcome, case)
    told = {
        one.agency.casefold()
        for _, event in case.enquiry.of(OutcomeShared)
        if event.concerns in same
        for one in event.recipients
    }
    untold = [name for key, name in _involved(case).items() if key not in told]
    if untold:
        yield Breach(f"Involved, and not recorded as told the outcome: {listed(untold)}.")


AGENCIES_TOLD: Final = Rule(
    "FDB-02",
    PROCEDURE,
    "telling the agencies that were involved",
    of=OutcomeDecided,
    breaches=_agencies_untold,
    remedy=OutcomeShared,
    quotes={
        "000": Quote(303, "all the agencies who have been significantly involved"),
        "001": Quote(178, "other agencies have been informed"),
    },
)


def _referrers_untold(referral: Entry, case: Case) -> Iterator[Breach]:
    event = referral.event
    outcomes = case.all(OutcomeDecided)
    if not isinstance(event, ReferralReceived) or event.referrer.kind == "professional":
        return
    nameless = isinstance(event.referrer, PublicReferrer) and event.referrer.anonymous
    answered = case.answering(referral, "answers")
    if nameless or answered or not any(guide_passed(GUIDE, one, case) for one in outcomes):
        return
    yield Breach("Whoever made the referral has not been told what came of it.")


REFERRER_TOLD: Final = Rule(
    "FDB-06",
    PROCEDURE,
    "telling a member of the public who made the referral",
    of=ReferralReceived,
    breaches=_referrers_untold,
    remedy=ReferrerTold,
    only=(SET, "non_professional_referrer"),
    quotes={
        "000": Quote(
            305, "Feedback about outcomes should be provided to non-professional referrers"
        )
    },
)


def _lives_in_inspected_home(_: Entry, person: str | None, case: Case) -> bool:
    record = case.enquiry.people.get(person or "")
    held = record.fact("residential") if record else None
    return held is not None and isinstance(held.fact, Residential) and held.fact.inspected


INSPECTORATE_TOLD: Final = Duty(
    "FDB-07",
    LAWFULNESS,
    "informing the inspectorate of the home of {subject}",
    each="child",
    arises=OutcomeDecided,
    where=_lives_in_inspected_home,
    due=AsSoonAs(guide=GUIDE),
    met_by=InspectorateInformed,
    earlier_counts=True,
    only=(SET, "inspectorate"),
    quotes={"000": Quote(306, "the relevant inspectorate should be informed")},
)

DUTIES: Final = (INSPECTORATE_TOLD,)
RULES: Final = (AGENCIES_TOLD, REFERRER_TOLD)
