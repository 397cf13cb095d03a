"""What a procedure says about medicals, consent and recorded interviews (rows MED and ABE).

Numbers in brackets are those of the table "Where the two seeds differ" in the requirements.
"""

from __future__ import annotations

from typing import Literal

from domain.profiles.values import Flag, Group, Hours, Roles, Stated, Text, WorkingDays, Years

ConsentAuthority = Literal[
    "competent_child",
    "young_person_16_17",
    "pr_holder",
    "la_care_order",
    "la_s20",
    "high_court",
    "family_court_direction",
]
"""The closed list of MED-09 to MED-17."""

InterviewRule = Literal[
    "trained_police_plan_and_conduct",
    "everything_before_recorded",
    "recording_suits_child",
    "purpose_recorded",
    "joint_interview_follows_guidance",
    "police_decide_on_proceedings",
]


ReportPart = Literal[
    "accounts",
    "findings",
    "marks",
    "opinion",
    "examination",
    "present",
    "consent",
    "other_findings",
    "development",
    "ended",
]
"""The ten items of the report, as its items are called (MED-24 to MED-28)."""

Aspect = Literal["wellbeing", "mental_health", "development", "cognition"]


class Medical(Group):
    """Child protection medicals (20)."""

    regime: Literal["full", "advice"]
    """The whole regime of MED-01 to MED-29, or advice on appropriateness only (MED-07)."""

    required_for: Stated[tuple[Literal["physical", "sexual", "neglect"], ...]]
    """Concerns for which a medical is required (MED-02)."""

    every_household_child: Stated[Flag]
    """Offered to, or considered for, every child of the household, with reasons (MED-03)."""

    aspects: Stated[tuple[Aspect, ...]]
    """Sides of the whole child that a medical looks at (MED-04)."""

    examiners: Roles
    """Who may conduct a medical (MED-05, MED-22)."""

    gp: Literal["never_examines", "may_coordinate"]
    """The general practitioner's part (MED-22, MED-31)."""

    consent_authorities: Stated[tuple[ConsentAuthority, ...]]
    """Who may consent (MED-09 to MED-17)."""

    authority_consent_by: Roles
    """Whose officers consent where the local authority does (MED-14, MED-15)."""

    parental_permission_up_to_age: Years
    """Age to which a parent's permission is sought wherever possible (MED-18)."""

    emergency_without_consent: Stated[Flag]
    """Life-or-limb treatment may go ahead, recorded at the time (MED-19, MED-20)."""

    treatment_record_hours: Hours
    """Soft limit for "at the time": the full record of such treatment (MED-20)."""

    report_parts: Stated[tuple[ReportPart, ...]]
    """What the signed report contains (MED-24 to MED-28)."""

    report_to: Stated[tuple[Literal["childrens_services", "general_practitioner"], ...]]
    """To whom the report goes; and to the police where that is appropriate (MED-23)."""

    report_signed_by_examiner: Stated[Flag]
    """Report and diagrams are signed and dated by the examining doctor (MED-29)."""

    report_standard: Stated[Text]
    """The standard that the report is to follow, which its doctor attests (MED-32)."""

    report_working_days: WorkingDays
    """To send the report after the examination (MED-23, MED-32)."""


class Interviews(Group):
    """Achieving Best Evidence interviews."""

    rules: tuple[InterviewRule, ...]
    """What the procedure requires of them (21; ABE-01 to ABE-07)."""
