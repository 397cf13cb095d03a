"""The record of a strategy discussion: what was brought, decided, and agreed to be done."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.events.base import NONE, Countersigning, Event
from domain.events.roles import CHILDRENS_SERVICES
from domain.values import (
    Deadline,
    Mark,
    Number,
    Opinion,
    Professional,
    Text,
    Value,
    Who,
    unique,
)
from domain.wording import Phrases


class Contribution(Value):
    """What one agency brought to the discussion, under a mark of its own (STR-30)."""

    says: ClassVar[str] = "{by} {kind}: {text}."

    by: Professional
    text: Text
    kind: Annotated[
        Literal["fact", "opinion"],
        Phrases({"fact": "told the discussion", "opinion": "gave this opinion"}),
    ] = "fact"
    mark: Mark | None = None


class Dissent(Value):
    """Somebody did not agree; kept beside the decision for good (DIS-06)."""

    says: ClassVar[str] = "{by} disagreed: {reasons}."

    by: Professional
    reasons: Opinion


class Decision(Value):
    """A decision, who took it, and why."""

    says: ClassVar[str] = "Decided by {decided_by}: {what}. Reasons: {rationale}.[ {dissent}]"

    what: Text
    decided_by: Annotated[tuple[Professional, ...], Field(min_length=1), unique()]
    rationale: Opinion
    dissent: tuple[Dissent, ...] = ()


class ActionAgreed(Value):
    """Who does what by when (STR-28). Numbered through the whole enquiry."""

    says: ClassVar[str] = "Action {number}, for {owner}, due {due}: {what}."

    number: Number
    what: Text
    owner: Who
    due: Deadline


class StrategyRecord(
    Event,
    type="strategy-record/1",
    rows="STR-19 STR-26 STR-28 STR-30 STR-39 STR-44 IMM-10 IMM-11 REC-08 REC-12 TIM-16",
    by=CHILDRENS_SERVICES,
    countersign=Countersigning(kind="authorise", by="strategy.authoriser"),
):
    """The record of a strategy discussion: contributions, decisions, dissent and actions."""

    says = "Record of strategy discussion {discussion}.[ {contributions}][ {decisions}][ {actions}]"
    example = {
        "discussion": 1,
        "contributions": [
            {
                "by": {
                    "as": "DC Tom Hill",
                    "role": "police_officer",
                    "agency": "Hertfordshire Constabulary",
                },
                "text": "Police were called to the address twice in the last year.",
                "mark": "police_sensitive",
            },
            {
                "by": {
                    "as": "Grace Obi, deputy head",
                    "role": "teacher",
                    "agency": "Oakfield Primary School",
                },
                "text": "Maya has been quiet since January. Leo has not said anything.",
                "kind": "opinion",
            },
        ],
        "decisions": [
            {
                "what": "Section 47 enquiries start today, as a joint enquiry with the police.",
                "decided_by": [
                    {
                        "as": "Priya Nair, team manager",
                        "role": "team_manager",
                        "agency": "Hertfordshire Children’s Services",
                    }
                ],
                "rationale": "The injuries are not explained and there is a history of violence.",
                "dissent": [
                    {
                        "by": {
                            "as": "Grace Obi, deputy head",
                            "role": "teacher",
                            "agency": "Oakfield Primary School",
                        },
                        "reasons": "The children should not go home tonight.",
                    }
                ],
            }
        ],
        "actions": [
            {
                "number": 1,
                "what": "See Maya and Leo at school, each alone.",
                "owner": {
                    "as": "Ruth Okafor",
                    "role": "social_worker",
                    "agency": "Hertfordshire Children’s Services",
                },
                "due": "2026-03-03T12:00:00Z",
            }
        ],
    }

    discussion: Number
    """The number of the discussion."""
    contributions: tuple[Contribution, ...] = ()
    """What each agency brought."""
    decisions: tuple[Decision, ...] = ()
    """What was decided, by whom and why, with any dissent."""
    actions: Annotated[tuple[ActionAgreed, ...], unique(lambda action: action.number)] = ()
    """What was agreed to be done."""


class ActionCompleted(
    Event, type="action-completed/1", rows="STR-29 TIM-16", by="any", countersign=NONE
):
    """An agreed action was carried out. When it occurred decides whether it was in time."""

    says = "{occurred}, {actor} completed action {action}. {outcome}"
    example = {"action": 1, "outcome": "Both children were seen at school."}

    action: Number
    """The number of the action, as the strategy record gives it."""
    outcome: Text
    """What came of it."""


class ActionVaried(Event, type="action-varied/1", rows="STR-29 TIM-16", by="any", countersign=NONE):
    """An agreed action was given another date, and perhaps another owner."""

    says = (
        "{occurred}, {agreed_by} agreed that action {action} is now due {due}[, and that "
        "{owner} is to carry it out]. {reasons}"
    )
    example = {
        "action": 1,
        "agreed_by": [
            {
                "as": "Priya Nair, team manager",
                "role": "team_manager",
                "agency": "Hertfordshire Children’s Services",
            }
        ],
        "due": "2026-03-04T12:00:00Z",
        "reasons": "Leo was not at school. He is seen tomorrow at his grandmother’s.",
    }

    action: Number
    """The number of the action, as the strategy record gives it."""
    agreed_by: Annotated[tuple[Professional, ...], Field(min_length=1), unique()]
    """Who agreed to it."""
    due: Deadline
    """The new date."""
    reasons: Opinion
    """Why."""
    owner: Who | None = None
    """The new owner, where there is one."""
