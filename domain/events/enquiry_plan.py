"""How the enquiry is carried out: what is still to be known, by when, and with least distress."""

from typing import Annotated, ClassVar, Final

from pydantic import Field

from domain.events.base import BY_MANAGER, NONE, RECORDING, Event
from domain.events.roles import CHILDRENS_SERVICES
from domain.events.section47 import Alternative
from domain.values import (
    Day,
    Deadline,
    EntryNumber,
    Opinion,
    Person,
    Professional,
    Refers,
    Text,
    Value,
    Words,
    YesNo,
    unique,
)

_WORKER: Final = {
    "as": "Ruth Okafor",
    "role": "social_worker",
    "agency": "Hertfordshire Children’s Services",
}


class OptionWeighed(Value):
    """One kind of support, whether it is offered, and why."""

    says: ClassVar[str] = "{option} is {chosen|offered|not offered}, because {why}"

    option: Alternative
    chosen: YesNo
    why: Words


class AlternativeSupportConsidered(
    Event,
    type="alternative-support-considered/1",
    rows="S47-02",
    by=CHILDRENS_SERVICES,
    countersign=BY_MANAGER,
):
    """What else helps the family where there is no cause for section 47 enquiries."""

    says = "{occurred}, {actor} considered what else would help {child} and the family: {options}."
    example = {
        "child": "leo",
        "options": [
            {
                "option": "early_help",
                "chosen": True,
                "why": "a family worker can help with bedtimes and Dawn asked for it",
            }
        ],
    }

    child: Person
    """The child."""
    options: Annotated[tuple[OptionWeighed, ...], Field(min_length=1), unique()]
    """Each option, weighed."""


class InformationNeeded(
    Event,
    type="information-needed/1",
    rows="S47-03",
    by=CHILDRENS_SERVICES,
    countersign=RECORDING,
):
    """Something that is still to be known, and how it is found out."""

    says = (
        "{occurred}, {actor} identified that this is still to be known: {item}. {owner} obtains it "
        "from {from_whom} {method}, due {due}; it is recorded {recorded_where}."
    )
    example = {
        "item": "How often Maya was late or absent since September",
        "from_whom": "Oakfield Primary School",
        "method": "by asking for the register",
        "recorded_where": "in the single assessment, under education",
        "owner": _WORKER,
        "due": "2026-03-06",
    }

    item: Words
    """What is to be known, as a clause without a full stop."""
    from_whom: Words
    """From whom."""
    method: Words
    """How, as it follows the source."""
    recorded_where: Words
    """Where it is recorded."""
    owner: Professional
    """Who obtains it."""
    due: Deadline
    """By when."""


class InformationObtained(
    Event,
    type="information-obtained/1",
    rows="S47-03",
    by="any",
    countersign=NONE,
):
    """What was still to be known is known, or cannot be."""

    says = (
        "{occurred}, {actor} {found|obtained|could not obtain} what entry {answers} asks for. "
        "{account}"
    )
    example = {"answers": 12, "found": True, "account": "Maya was absent on eleven days."}

    answers: Annotated[EntryNumber, Refers("answers", "InformationNeeded")]
    """The entry that says what is to be known."""
    found: YesNo
    """Whether it could be found out."""
    account: Text
    """What it is, or why not."""


class AssessmentTimescaleSet(
    Event,
    type="assessment-timescale-set/1",
    rows="S47-05",
    by=CHILDRENS_SERVICES,
    countersign=RECORDING,
):
    """By when this child's needs call for a decision: sooner than the longest time allowed."""

    says = (
        "{occurred}, {actor} set {due} as the day by which the assessment of {child} reaches a "
        "decision on next steps. {reason}"
    )
    example = {
        "child": "maya",
        "due": "2026-03-27",
        "reason": "Maya cannot stay with her grandmother beyond the end of the month.",
    }

    child: Person
    """The child."""
    due: Day
    """The day."""
    reason: Opinion
    """Which needs of this child decide it."""


class EnquiryPlan(
    Event,
    type="enquiry-plan/1",
    rows="S47-06",
    by=CHILDRENS_SERVICES,
    countersign=RECORDING,
):
    """How the enquiry is carried out so that it distresses child and family least."""

    says = (
        "{occurred}, {actor} planned how to carry out the enquiry about {child} with the least "
        "distress. What this child needs: {needs}. What is done: {measures}."
    )
    example = {
        "child": "maya",
        "needs": "Maya is frightened of being called out of class",
        "measures": "One social worker sees her each time, after lunch, in the library",
    }

    child: Person
    """The child."""
    needs: Text
    """What is particular to this child and family."""
    measures: Text
    """What is done because of it."""
