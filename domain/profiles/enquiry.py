"""What a procedure says about carrying out the enquiry (rows REF, IMM, S47, CHK, SEE, PAR, OBJ).

Numbers in brackets are those of the table "Where the two seeds differ" in the requirements.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from domain.profiles.roles import AgencyKind
from domain.profiles.values import (
    Flag,
    Group,
    Hours,
    Roles,
    Stated,
    Text,
    Times,
    Warnings,
    WorkingDays,
)

Right = Literal[
    "rights_explained",
    "advocate",
    "legal_advice",
    "interpreter",
    "non_resident_parent",
    "all_with_parental_responsibility",
]


Need = Literal["language", "mental_health", "disability", "culture"]


class Section47(Group):
    """The enquiry itself."""

    complete_working_days: WorkingDays
    """To complete the enquiry (1; TIM-01)."""

    counted_from: Stated[Literal["initiating_strategy_discussion", "section47_initiated"]]
    """Day 0 of that limit (TIM-01; gap 5)."""

    warn_working_days: Stated[Warnings]
    """Days of that limit on which to warn (TIM-01)."""

    decided_by: Roles
    """Who may decide to initiate or not (S47-01: local authority roles only)."""

    informed_by_discussion: Stated[Flag]
    """A strategy discussion informs that decision (S47-01)."""

    alternatives_considered: Stated[Flag]
    """Where there is no cause for enquiries, other support is considered (S47-02)."""

    views_considered: Stated[Flag]
    """How to proceed is decided with the views of child and parents (S47-07)."""

    lead_allocated_by: Roles
    """Who may allocate the lead practitioner (REF-09)."""

    lead_qualified: Literal["always", "should"]
    """How firmly the lead practitioner must be a qualified social worker (REF-10)."""

    drift_working_days: WorkingDays
    """An enquiry with no entry for so long is drifting (ASM-07)."""

    after_police_protection_hours: Hours
    """To initiate once police protection is exercised: "with immediate effect" (IMM-04, TIM-12)."""


class Child(Group):
    """Seeing the child."""

    seen_hours: Hours
    """To see the child after the strategy discussion, weekends included (3; SEE-01, TIM-07)."""

    seen_warn_hours: Stated[Warnings]
    """Hours of that limit after which to warn (TIM-07)."""

    seen_alone_required: Stated[Flag]
    """Seen and communicated with alone by the social worker (4; SEE-03)."""

    seen_alone_exceptions: Stated[tuple[Literal["age", "willingness"], ...]]
    """What that is subject to (4; SEE-03)."""

    voice_recorded: Stated[Flag]
    """A visit records the child's own words, or what the child showed without words (SEE-06)."""

    asked_what_would_help: Stated[Flag]
    """The child is asked what should happen and what would help (SEE-07)."""

    told_what_is_discussed: Stated[Flag]
    """The child knows what is being discussed, where that is appropriate (SEE-08)."""

    specialist_help_for: Stated[tuple[Need, ...]]
    """Needs for which specialist help is considered before the child is seen (SEE-12)."""

    observed_with_parents: Stated[Flag]
    """Child and parents are observed together (SEE-16)."""


class Household(Group):
    """Other children in the household."""

    children_all_communicated: Stated[Flag]
    """Every child there, and regular visitors, is communicated with directly (5; SEE-09)."""

    communicated_by: Stated[tuple[AgencyKind, ...]]
    """Whose practitioners may do so, one or several of them (5; SEE-09)."""


class WhereaboutsUnknown(Group):
    """A child who cannot be found (22; SEE-14, TIM-08)."""

    strategy_hours: Hours
    """To hold a strategy discussion and agree action to find the child (22; SEE-14, TIM-08)."""


class AccessRefused(Group):
    """A child whom somebody keeps practitioners from seeing (22; SEE-15)."""

    strategy_discussion: Stated[Flag]
    """A strategy discussion plans how to reach the child (SEE-15)."""

    legal_representation: Stated[Flag]
    """It includes legal representation (SEE-15)."""


class Access(Group):
    """When the child cannot be seen."""

    whereabouts_unknown: WhereaboutsUnknown
    refused: AccessRefused


class Parents(Group):
    """Parents, carers and family."""

    withhold_test: Text
    """What an explanation would do, where it may be withheld (17; PAR-02)."""

    withhold_review_working_days: WorkingDays
    """When a decision to withhold is reviewed (PAR-02)."""

    rights_pack: Stated[tuple[Right, ...]]
    """What parents are told and given (18; PAR-04 to PAR-11)."""

    involved_working_days: WorkingDays
    """Soft limit for "at the earliest opportunity"; elapsed time is shown (PAR-05, TIM-19)."""

    informed_working_days: WorkingDays
    """Soft limit for keeping parents informed after each further step (PAR-07)."""

    told_after_emergency_treatment_hours: Hours
    """Soft limit for "as soon as possible" after treatment without permission (MED-20, TIM-14)."""


class Objections(Group):
    """Parents' objections and complaints."""

    must_record: Stated[Flag] = Field(alias="register")
    """Objections, complaints and responses must be recorded (19; OBJ-01 to OBJ-03)."""

    acknowledged_working_days: WorkingDays
    """Soft limit for the manager to take note of a complaint; elapsed time is shown (OBJ-02)."""


class CrossBorder(Group):
    """A child who lives in one authority's area and is found in another's."""

    responsibility: Literal["first_authority_until_accepted", "invite_out_of_area_agencies"]
    """What the procedure regulates (23; REF-03 to REF-08, STR-15)."""

    written_acceptance_working_days: WorkingDays
    """To confirm an oral acceptance in writing (REF-08, TIM-13)."""


class Immediate(Group):
    """Immediate protection."""

    protection: Literal["full", "action_planning"]
    """Emergency order first, police protection exceptional, section 47 at once, other children
    considered; or only planning where an order or police protection exists (24; IMM-01 to 11)."""

    police_protection_max_hours: Hours
    """How long police protection can last (IMM-03)."""


class Checks(Group):
    """Agency checks."""

    late_escalation: Stated[Flag]
    """A late check is chased, then that agency is escalated (25; CHK-03, CHK-04)."""

    proceed_if_sufficient: Stated[Flag]
    """Analysis may go ahead without a late check, with the reason recorded (25; CHK-05)."""

    reply_working_days: WorkingDays
    """To answer a check (CHK-01, TIM-18)."""

    chases_before_escalation: Times
    """Chases after which an unanswered check is to be escalated (CHK-04)."""


class Carer(Group):
    """An adult who takes over the child's care during the enquiry."""

    checks: Stated[Flag]
    """Appropriate checks are completed on that adult (26; CHK-06)."""


class Lado(Group):
    """Concerns about a professional (27)."""

    consult_before_sharing: Stated[Flag]
    """Nothing is shared with the family before the LADO is consulted (STR-20)."""

    must_not_delay: Stated[Flag]
    """A pending answer does not delay the discussion when action is needed (STR-21)."""

    conference_automatic: Stated[Flag]
    """Whether a substantiated concern brings a conference by itself (OUT-14)."""

    share_findings: Stated[Flag]
    """Outcome and findings go to the LADO (OUT-14)."""


class Police(Group):
    """What the police do in an enquiry."""

    should: tuple[Text, ...]
    """Their part, line by line (CHK-09, ABE-05, ABE-07; gap 1)."""


class Legal(Group):
    """Where legal advice comes from."""

    route: Literal["child_litigation_unit", "legal_adviser"]
    """Whom the social worker turns to (39; MED-21, STR-16)."""

    court_permission_to_see_child: Stated[Flag]
    """Advice on the court's permission when proceedings are under way (39; SEE-11)."""

    decide_on_legal_action: Stated[Flag]
    """Whether legal action is required is a decision to record (39; S47-04)."""
