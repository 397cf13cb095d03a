"""What an emergency brings with it: other children, a safe discharge, who does what next."""

from typing import Annotated, ClassVar, Literal

from domain.events.base import BY_MANAGER, NONE, Event
from domain.events.roles import CHILDRENS_SERVICES, HEALTH, LEADS, MANAGERS
from domain.values import (
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
)
from domain.wording import Phrases


class ChildConsidered(Value):
    """Another child, where that child is to be found, and what was decided."""

    says: ClassVar[str] = "{child}, {where}: {needed|action is needed|no action is needed}, {why}"

    child: Person
    where: Annotated[
        Literal["same_household", "alleged_perpetrators_household", "elsewhere"],
        Phrases(
            {
                "same_household": "of the same household",
                "alleged_perpetrators_household": "of the household of the alleged perpetrator",
                "elsewhere": "living elsewhere",
            }
        ),
    ]
    needed: YesNo
    why: Words


class OtherChildrenConsidered(
    Event,
    type="other-children-considered/1",
    rows="IMM-05",
    by="any",
    countersign=BY_MANAGER,
):
    """Whether other children need protection too, as in every emergency."""

    says = (
        "{occurred}, {actor} considered whether other children need protection because of what is "
        "recorded in entry {concerns}.[ {children}.] {rationale}"
    )
    example = {
        "concerns": 4,
        "children": [
            {
                "child": "leo",
                "where": "same_household",
                "needed": True,
                "why": "he was in the flat too, and nobody else is there tonight",
            }
        ],
        "rationale": "No other child is known to live with Craig or to visit him.",
    }

    concerns: Annotated[EntryNumber, Refers("concerns", "EmergencyAction")]
    """The emergency."""
    children: tuple[ChildConsidered, ...] = ()
    """Every other child there is; none where there truly is none."""
    rationale: Opinion
    """How other children were looked for: household, alleged perpetrator, elsewhere."""


class SafeDischargeDecided(
    Event,
    type="safe-discharge-decided/1",
    rows="IMM-09",
    by=f"{LEADS} {MANAGERS} {HEALTH}",
    countersign=BY_MANAGER,
):
    """How a child who is in hospital leaves it safely."""

    says = (
        "{occurred}, {actor} recorded how {child} is to leave {ward} safely: {plan}. {child} is "
        "not discharged unless: {conditions}. {owner} sees to it, due {due}."
    )
    example = {
        "child": "maya",
        "ward": "Bluebell Ward, Lister Hospital",
        "plan": "Maya goes to her grandmother, whose home was visited today",
        "conditions": "Craig has left the flat, and the ward has rung the social worker",
        "owner": {
            "as": "Ruth Okafor",
            "role": "social_worker",
            "agency": "Hertfordshire Children’s Services",
        },
        "due": "2026-03-04",
    }

    child: Person
    """The child."""
    ward: Words
    """Where the child is."""
    plan: Text
    """Where to, with whom, and what supports them."""
    conditions: Text
    """What has to be so before the child leaves."""
    owner: Professional
    """Who sees to it."""
    due: Deadline
    """By when."""


class ProtectiveActionAgreed(
    Event,
    type="protective-action-agreed/1",
    rows="IMM-10 TIM-16",
    by=CHILDRENS_SERVICES,
    countersign=BY_MANAGER,
):
    """What else is done while an order or police protection is in place: who, and by when."""

    says = (
        "{occurred}, it was agreed, because of what is recorded in entry {concerns}, that {owner} "
        "does this for {child}, due {due}: {action}"
    )
    example = {
        "concerns": 4,
        "child": "maya",
        "action": "Find out whether Maya’s grandmother can look after her from tomorrow.",
        "owner": {
            "as": "Ruth Okafor",
            "role": "social_worker",
            "agency": "Hertfordshire Children’s Services",
        },
        "due": "2026-03-03T18:00:00Z",
    }

    concerns: Annotated[EntryNumber, Refers("concerns", "EmergencyAction")]
    """The order, or the police protection."""
    child: Person
    """The child."""
    action: Text
    """What is to be done."""
    owner: Professional
    """Who does it, for which agency."""
    due: Deadline
    """By when."""


class SupportActionAgreed(
    Event,
    type="support-action-agreed/1",
    rows="IMM-11 TIM-16",
    by=CHILDRENS_SERVICES,
    countersign=BY_MANAGER,
):
    """Immediate or short-term support for the child: who does what by when."""

    says = (
        "{occurred}, {term} support for {child} was agreed: {action}. {owner} does it, due {due}."
    )
    example = {
        "child": "maya",
        "term": "immediate",
        "action": "Breakfast club every morning, and a place to go at lunch",
        "owner": {
            "as": "Grace Obi, deputy head",
            "role": "teacher",
            "agency": "Oakfield Primary School",
        },
        "due": "2026-03-04",
    }

    child: Person
    """The child."""
    term: Annotated[
        Literal["immediate", "short_term"],
        Phrases({"immediate": "immediate", "short_term": "short-term"}),
    ]
    """For now, or for the coming weeks."""
    action: Text
    """What is to be done."""
    owner: Professional
    """Who does it, for which agency."""
    due: Deadline
    """By when."""


class AgreedActionDone(
    Event,
    type="agreed-action-done/1",
    rows="IMM-10 IMM-11 TIM-16",
    by="any",
    countersign=NONE,
):
    """A protective action or support that was agreed was done."""

    says = "{occurred}, {actor} did what was agreed in entry {answers}. {result}"
    example = {"answers": 9, "result": "Maya’s grandmother can take her from tomorrow."}

    answers: Annotated[
        EntryNumber, Refers("answers", "ProtectiveActionAgreed", "SupportActionAgreed")
    ]
    """The entry that agreed it."""
    result: Text
    """What came of it."""
