"""What a procedure says about reaching an outcome, and what follows (rows ASM, OUT, CPC, FDB, DIS).

Numbers in brackets are those of the table "Where the two seeds differ" in the requirements.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from domain.profiles.values import (
    Flag,
    Group,
    ProcedureDays,
    RoleId,
    Roles,
    Stated,
    Text,
    Warnings,
    WorkingDays,
    Years,
)

Recipient = Literal[
    "agencies",
    "parents",
    "children",
    "police_agreed_text",
    "non_professional_referrer",
    "inspectorate",
    "referrer_outcome_and_rationale",
    "manager_ensures_agencies_told",
]


Decider = Annotated[tuple[RoleId, ...], Field(min_length=1)]
"""Any one of these roles."""


class AssessmentLimit(Group):
    """How long the assessment may take (14; TIM-05, S47-05)."""

    working_days: WorkingDays
    """The longest it may take (14; TIM-05)."""

    measures: Literal["completion", "decision_on_next_steps"]
    """What has to have happened by then (14; TIM-05)."""

    counted_from: Literal["referral_received", "point_of_referral"]
    """Day 0; both words mean the census's date of referral (14; TIM-05, gap 7)."""

    individual_timescale: Stated[Flag]
    """Whether a shorter timescale is set on the child's needs (S47-05)."""

    warn_working_days: Stated[Warnings]
    """Days of that limit on which to warn (TIM-05)."""


class Assessment(Group):
    """The assessment that the enquiry informs."""

    limit: AssessmentLimit

    name: Text
    """What the authority calls it (15; REF-13)."""

    joint_deliberation: Stated[Flag]
    """A proposal is shared and deliberated on jointly before the outcome (ASM-10)."""

    section_47_informs: Stated[Flag]
    """The conclusions of section 47 enquiries are taken into it (ASM-17)."""


class Outcome(Group):
    """The outcome of the enquiry."""

    deciders: Annotated[tuple[Decider, ...], Field(min_length=1)]
    """One person from each of these choices decides, all of them different (12; OUT-01)."""

    authoriser: Roles
    """Who authorises the outcome, and is none of its deciders (13; REC-03, OUT-01)."""


class ConferenceTiming(Group):
    """When the initial conference is held (16; TIM-04, CPC-15, TIM-15, STR-44)."""

    hold_working_days: WorkingDays
    """From the strategy discussion at which the enquiry was initiated (TIM-04)."""

    warn_working_days: Stated[Warnings]
    """Days of that limit on which to warn (TIM-04)."""

    first_plan_reflects: Stated[Flag]
    """The first strategy plan already names the dates (STR-44)."""

    by_urgency: Stated[Flag]
    """Urgency, need and severity may bring it forward, never back (CPC-15)."""

    several_discussions_monitored: Stated[Flag]
    """Time since the first and since the initiating discussion are both shown (TIM-15)."""

    several_discussions_counted_from: Stated[Literal["first", "initiating"]]
    """Which of the two breaches where a child is left without a decision (TIM-15)."""


class ReportToParents(Group):
    """The conference report and the parents (28; CPC-09, CPC-10, TIM-09)."""

    working_days_before: WorkingDays
    """The least notice before the conference (28; CPC-09, TIM-09)."""

    clear: Stated[Flag]
    """Whether neither the day of sharing nor the day of the conference counts (TIM-09)."""

    decided_with_police_and_chair: Stated[Flag]
    """Whether, and when, it is shared is decided case by case first (CPC-10)."""


class Conference(Group):
    """The initial child protection conference."""

    decision_day: ProcedureDays
    """To decide whether to go to conference (2; TIM-02)."""

    request_day: ProcedureDays
    """To submit the request (2; TIM-03)."""

    day_unit: Stated[Literal["working", "calendar"]]
    """What "day 8" counts (TIM-02; gap 4)."""

    timing: ConferenceTiming
    report_to_parents: ReportToParents

    interim_arrangements: Stated[Flag]
    """Arrangements keep the child safe until then, the chair consulted (29; CPC-04)."""

    agency_reports_to: Text
    """Where agencies send their reports (30; CPC-11, REC-01)."""

    attendance: Literal["police_when_invited", "all_invited"]
    """Whose absence is to be explained (CPC-13)."""

    not_required_authoriser: Roles
    """Who authorises the decision that no conference is required (CPC-02)."""


class Feedback(Group):
    """Who is told what came of it."""

    set: tuple[Recipient, ...]
    """To whom, and how (31; FDB-01 to FDB-08, CPC-14)."""

    given_working_days: WorkingDays
    """Soft limit for telling everybody the outcome; elapsed time is shown (FDB-02, FDB-03)."""

    child_friendly_up_to_age: Years
    """Up to which age a child counts as younger, and needs a form made for a child (FDB-04)."""


class FamilyGroupConference(Group):
    """Family group decision-making."""

    offer: Literal["considered_where_intervention_agreed", "asked_where_not_substantiated"]
    """When, and whose wish it is (32; OUT-07)."""


class Reassessment(Group):
    """Re-assessment where concerns are not substantiated (33; OUT-08)."""

    required: Stated[Flag]
    """Considered regularly against specific objectives (33; OUT-08)."""

    named_owner: Stated[Flag]
    """Somebody is named as responsible for it (33; OUT-08)."""


class Rung(Group):
    """One step of the escalation ladder (DIS-03, DIS-04)."""

    to: RoleId
    answer_working_days: WorkingDays


class Disputes(Group):
    """Professional differences (34)."""

    policy: Stated[Text]
    """The policy that the procedure names (DIS-04)."""

    triggers: tuple[Literal["medical_not_held", "checks_late", "conference_not_held"], ...]
    """What the procedure says to escalate (DIS-03, CHK-04)."""

    conference_request_right: Flag
    """Other practitioners may request a conference (DIS-01)."""

    conference_request_working_days: WorkingDays
    """Soft limit for answering such a request; elapsed time is shown (DIS-01)."""

    last_resort: Stated[Flag]
    """Partners keep a quick and straightforward means (DIS-05)."""

    lead_discussion_working_days: WorkingDays
    """For the further discussion with the lead practitioner (DIS-02)."""

    ladder: Annotated[tuple[Rung, ...], Field(min_length=1)]
    """From whom to whom a difference rises, and how soon each answers (DIS-03, DIS-04)."""
