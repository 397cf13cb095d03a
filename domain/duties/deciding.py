"""Deciding on section 47: who decides, on what information, and what is planned with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.duties.case import Case, any_of
from domain.duties.duty import LAWFULNESS, PROCEDURE, Breach, Quote, Rule
from domain.duties.same import child_of, once, same_child
from domain.duties.unborn import unborn
from domain.duties.words import listed
from domain.entry import Entry
from domain.events.deliberation import ViewsConsidered
from domain.events.enquiry_plan import AlternativeSupportConsidered
from domain.events.legal import LegalActionDecided
from domain.events.outcome import OutcomeDecided
from domain.events.section47 import AfterDiscussion, Section47Initiated, Section47NotInitiated
from domain.events.strategy import StrategyDiscussionHeld

_DECIDED: Final = any_of(Section47Initiated, Section47NotInitiated)


def _not_theirs_to_decide(decision: Entry, case: Case) -> Iterator[Breach]:
    event, may = decision.event, case.profile.roles_for("s47.decided_by")
    if not isinstance(event, Section47Initiated | Section47NotInitiated):
        return
    if may and event.decided_by.role not in may:
        yield Breach(
            f"Section 47 enquiries about {child_of(decision, case)} were decided on by somebody "
            "who may not decide for the local authority."
        )


def _uninformed(decision: Entry, case: Case) -> Iterator[Breach]:
    """A decision that rests on no discussion, or on one that nobody recorded as held."""
    event, number = decision.event, None
    if isinstance(event, Section47NotInitiated):
        number = event.discussion
    elif isinstance(event, Section47Initiated):
        if not isinstance(event.basis, AfterDiscussion):
            return  # police protection calls for enquiries at once (IMM-04)
        number = event.basis.discussion
    held = {getattr(one.event, "discussion", None) for one in case.all(StrategyDiscussionHeld)}
    if number is None or number not in held:
        yield Breach(
            f"It was decided on section 47 enquiries about {child_of(decision, case)}, and no "
            "strategy discussion is recorded that informed the decision."
        )


def _nothing_instead(decision: Entry, case: Case) -> Iterator[Breach]:
    event = decision.event
    if not isinstance(event, Section47NotInitiated) or event.alternatives != ("none",):
        return
    if not same_child(AlternativeSupportConsidered, decision, case):
        yield Breach(
            f"No enquiries about {child_of(decision, case)} and no further support: it is not "
            "recorded which kinds of support were considered, and why none is offered."
        )


def _no_legal_decision(begun: Entry, case: Case) -> Iterator[Breach]:
    if not same_child(LegalActionDecided, begun, case):
        yield Breach(
            f"Enquiries about {child_of(begun, case)} were started, and it is not decided whether "
            "legal action is required."
        )


def _views_missing(decision: Entry, case: Case) -> Iterator[Breach]:
    """Whose views were not taken into account: the child's, and each parent's."""
    considered = {
        getattr(one.event.whose, "p", None)
        for one in case.all(ViewsConsidered)
        if isinstance(one.event, ViewsConsidered)
    }
    asked = [one for one in case.children if one not in unborn(case)]
    missing = [one for one in (*asked, *case.parents) if one not in considered]
    if missing and decision is case.all(OutcomeDecided)[0]:
        names = listed([case.name_of(person) or person for person in missing])
        yield Breach(
            f"It was decided how to proceed, and it is not recorded what {names} think of it."
        )


MAY_DECIDE: Final = Rule(
    "S47-01",
    LAWFULNESS,
    "who decides on section 47 enquiries",
    of=_DECIDED,
    breaches=_not_theirs_to_decide,
    remedy=Section47Initiated,
    quotes={
        "000": Quote(18, "Responsibility for undertaking Section 47 enquiries"),
        "001": Quote(57, "It is for the local authority to decide whether to make enquiries"),
    },
)

INFORMED: Final = Rule(
    "S47-01",
    PROCEDURE,
    "the discussion that informs the decision",
    of=_DECIDED,
    breaches=_uninformed,
    remedy=StrategyDiscussionHeld,
    only=("s47.informed_by_discussion", True),
    quotes={"001": Quote(57, "the strategy discussion should inform this decision")},
)

ALTERNATIVES: Final = Rule(
    "S47-02",
    PROCEDURE,
    "what helps a family where there is no cause for enquiries",
    of=Section47NotInitiated,
    breaches=_nothing_instead,
    remedy=AlternativeSupportConsidered,
    only=("s47.alternatives_considered", True),
    quotes={"000": Quote(91, "there is no cause to pursue the Section 47 Enquiry")},
)

LEGAL_ACTION: Final = Rule(
    "S47-04",
    LAWFULNESS,
    "whether legal action is required",
    of=Section47Initiated,
    breaches=once(Section47Initiated, _no_legal_decision),
    remedy=LegalActionDecided,
    only=("legal.decide_on_legal_action", True),
    quotes={"001": Quote(63, "Whether legal action is required")},
)

VIEWS: Final = Rule(
    "S47-07",
    PROCEDURE,
    "the views of the child and the parents",
    of=OutcomeDecided,
    breaches=_views_missing,
    remedy=ViewsConsidered,
    only=("s47.views_considered", True),
    quotes={"001": Quote(85, "taking into account the views of the child, their parents")},
)

RULES: Final = (MAY_DECIDE, INFORMED, ALTERNATIVES, LEGAL_ACTION, VIEWS)
