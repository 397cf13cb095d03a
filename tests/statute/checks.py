"""CHK: agency checks and information gathering."""

from typing import Final

from domain.events.carer import TemporaryCarerChecked, TemporaryCarerIdentified
from domain.events.checks import (
    AgencyCheckChased,
    AgencyCheckReceived,
    AgencyCheckRequested,
    ProceededWithoutCheck,
)
from domain.events.disclosure import BundleIssued, DisclosureApproved, DisclosureOrdered
from domain.events.escalation import EscalationRaised
from domain.events.information import (
    AdultHistoryChecked,
    AdviceSought,
    AgencyContribution,
    HistoryGathered,
    InformationShared,
    PoliceInformationShared,
)
from tests.statute.frame import Row, found, recorded

ROWS: Final = (
    Row(
        "CHK-01",
        "Every request with its date, and every answer to it; past the date it is found.",
        recorded(AgencyCheckRequested),
        recorded(AgencyCheckReceived),
        found("CHK-01"),
    ),
    Row(
        "CHK-02",
        "A refusal of what was asked under section 27 is found until it is escalated.",
        recorded(AgencyCheckRequested.where(section_27=True)),
        recorded(AgencyCheckReceived.where(lambda reply: reply.answer.kind == "declined")),
        found("CHK-02"),
    ),
    Row(
        "CHK-03",
        "A late check that nobody has chased is found.",
        recorded(AgencyCheckChased),
        found("CHK-03"),
    ),
    Row(
        "CHK-04",
        "A late check that was chased is found until it is escalated for that agency.",
        recorded(EscalationRaised.where(lambda raised: raised.about.kind == "check_late")),
        found("CHK-04"),
    ),
    Row(
        "CHK-05",
        "An outcome lists the checks that it did not wait for, until it is recorded why what was "
        "known sufficed.",
        recorded(ProceededWithoutCheck),
        found("CHK-05"),
    ),
    Row(
        "CHK-06",
        "An adult who takes over the child’s care is found until the checks are recorded.",
        recorded(TemporaryCarerIdentified),
        recorded(TemporaryCarerChecked),
        found("CHK-06"),
    ),
    Row(
        "CHK-07",
        "What was looked for about an adult, where, what was found, and what it means for the "
        "child. The mark of its source keeps it from whoever may not read it.",
        recorded(AdultHistoryChecked),
    ),
    Row(
        "CHK-08",
        "The history, from which sources and for which time.",
        recorded(HistoryGathered),
    ),
    Row(
        "CHK-09",
        "The police record what they shared, with whom, marked as they may handle it. It leaves "
        "the record only under an order that one person records and another approves.",
        recorded(PoliceInformationShared.where(what="reasons_for_concern")),
        recorded(DisclosureOrdered),
        recorded(DisclosureApproved),
    ),
    Row(
        "CHK-10",
        "The case view lists, for each who takes part, what was shared with them: whoever has "
        "nothing there has not been told. What left as a bundle is an entry of its own.",
        recorded(InformationShared),
        recorded(BundleIssued),
    ),
    Row(
        "CHK-11",
        "Nothing is recorded as shared without its lawful basis and why it is needed.",
        recorded(InformationShared.where(basis="public_task")),
    ),
    Row(
        "CHK-12",
        "Anybody contributes information, with what they make of it apart, and seeks advice.",
        recorded(AgencyContribution),
        recorded(AdviceSought),
    ),
)
