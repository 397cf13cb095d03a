"""The criminal investigation beside the enquiry: who leads what, its basis, its plan."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.events.base import NONE, RECORDING, Event
from domain.events.roles import CHILDRENS_SERVICES, POLICE
from domain.values import Opinion, Professional, Text, Value
from domain.wording import Phrases


class Joint(Value):
    """Police and children’s services together, each leading its own part (STR-32)."""

    says: ClassVar[str] = (
        "jointly: {police_lead} leads the criminal investigation, and {childrens_services_lead} "
        "leads the section 47 enquiry and the assessment of the child’s welfare"
    )

    kind: Literal["joint"]
    police_lead: Professional
    childrens_services_lead: Professional


class Single(Value):
    """Children’s services alone."""

    says: ClassVar[str] = "by children’s services alone, led by {lead}"

    kind: Literal["single"]
    lead: Professional


class EnquiryModeDecided(
    Event,
    type="enquiry-mode-decided/1",
    rows="STR-32",
    by=f"{CHILDRENS_SERVICES} {POLICE}",
    countersign=RECORDING,
):
    """Whether the enquiry is made jointly with the police, and who leads what."""

    says = "{occurred}, it was decided to make the enquiry {mode}. {reasons}"
    example = {
        "mode": {
            "kind": "joint",
            "police_lead": {
                "as": "DC Tom Hill",
                "role": "police_officer",
                "agency": "Hertfordshire Constabulary",
            },
            "childrens_services_lead": {
                "as": "Ruth Okafor",
                "role": "social_worker",
                "agency": "Hertfordshire Children’s Services",
            },
        },
        "reasons": "The injuries may be an assault.",
    }

    mode: Annotated[Joint | Single, Field(discriminator="kind")]
    """Joint or single; its `kind` says which."""
    reasons: Opinion
    """Why."""


class CriminalInvestigationBasis(
    Event,
    type="criminal-investigation-basis/1",
    rows="STR-31",
    by=f"{CHILDRENS_SERVICES} {POLICE}",
    countersign=NONE,
):
    """The police set out whether, and on what basis, they investigate. Marked police-sensitive."""

    says = "{occurred}, {actor} set out the basis of a criminal investigation: {basis}. {grounds}"
    example = {
        "basis": "reactive",
        "grounds": "The bruises and what Maya said suggest an assault by an adult at home.",
    }

    basis: Annotated[
        Literal["reactive", "proactive", "none"],
        Phrases(
            {
                "reactive": "reactive, because there is evidence to suggest a crime",
                "proactive": "proactive, to establish whether there was a crime",
                "none": "there is none at present",
            }
        ),
    ]
    """Reactive, proactive, or no investigation."""
    grounds: Text
    """What it rests on."""


class CriminalInvestigationPlan(
    Event,
    type="criminal-investigation-plan/1",
    rows="STR-31",
    by=f"{CHILDRENS_SERVICES} {POLICE}",
    countersign=NONE,
):
    """How and when evidence is gathered, as agreed with the police. Marked police-sensitive."""

    says = (
        "{occurred}, {actor} agreed how the criminal investigation is conducted. Timing: {timing} "
        "Methods: {methods}[ What others need to know or leave undone: {restrictions}]"
    )
    example = {
        "timing": "Maya is interviewed on 3 March, before Craig Doyle is arrested.",
        "methods": "A visually recorded interview. Photographs by the forensic photographer.",
        "restrictions": "Nobody asks Maya about the injuries before the interview.",
    }

    timing: Text
    """When evidence is gathered."""
    methods: Text
    """How."""
    restrictions: Text | None = None
    """What other agencies need to know, do or leave undone."""
