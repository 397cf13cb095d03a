"""What a procedure says about strategy discussions (rows STR-01 to STR-44, TIM-06, TIM-10, TIM-11).

Numbers in brackets are those of the table "Where the two seeds differ" in the requirements.
"""

from __future__ import annotations

from typing import Literal

from domain.profiles.roles import AgencyKind
from domain.profiles.values import (
    Code,
    Flag,
    Group,
    Hours,
    RoleId,
    Roles,
    Stated,
    Text,
    WorkingDays,
)

Form = Literal["telephone", "virtual", "face_to_face"]

Circumstance = Literal[
    "always",
    "adult_risk",
    "concern_listed",
    "legal_advice_needed",
    "looked_after",
    "medical_considered",
    "mental_health_known",
    "out_of_area",
    "professional_alleged",
    "referred_by_professional",
    "sexual_abuse",
    "unborn",
    "youth_justice_known",
]
"""What makes an invitation due: a fact about the child, the household or the concern."""

Service = Literal[
    "early_help",
    "education",
    "health",
    "care",
    "mental_health",
    "youth_justice",
    "adult_mental_health",
    "substance_misuse",
    "domestic_abuse",
    "placement",
    "other",
]
"""Kinds of service that can work with somebody of the family."""


class Circulation(Group):
    """When the authorised record reaches every agency (6; STR-40, TIM-06)."""

    working_days: WorkingDays
    """The limit read as full working days (6; TIM-06, gap 3)."""

    hours: Hours
    """The same limit read as elapsed hours (6; TIM-06, gap 3)."""

    breached_by: Stated[
        Literal["elapsed_hours", "same_time_next_working_day", "end_of_next_working_day"]
    ]
    """Which reading counts as the breach where the words bear several; all are shown (TIM-06)."""

    words: Text
    """What the procedure says, for the screen that shows the readings side by side (TIM-06)."""


class Concern(Group):
    """A listed concern or trigger, with the row that lists it."""

    code: Code
    says: Text
    row: Text


class Mode(Group):
    """How a discussion is held (8; STR-22, STR-23)."""

    forms: Stated[tuple[Form, ...]]
    """The forms a discussion may take (8; STR-22)."""

    face_to_face_concerns: Stated[tuple[Concern, ...]]
    """Concerns for which it must be a face-to-face meeting (8; STR-23, gap 2)."""

    manager_chairs: Stated[Flag]
    """Whether a children's services manager must chair that meeting (8; STR-23)."""


class Invitee(Group):
    """Somebody to invite, or to consider inviting, in a circumstance (STR-04 to STR-17, STR-20)."""

    code: Code
    """How records name them (`sarc`)."""

    who: Text
    when: Circumstance
    strength: Literal["must", "should", "consider"]
    """`must`: only an invitation will do. Otherwise a recorded reason against one will do too."""

    roles: tuple[RoleId, ...] = ()
    """Roles any of which will do."""

    services: tuple[Service, ...] = ()
    """Kinds of service: every agency known to give one to somebody of the family is meant."""

    present: Flag = False
    """Whether they are to be present, not only invited."""

    row: Text


class Strategy(Group):
    """Strategy discussions."""

    quorum: tuple[AgencyKind, ...]
    """Agencies without which a discussion is inquorate (7; STR-02, STR-03)."""

    quorum_social_worker: Flag
    """Whether children's services counts only through a qualified social worker (7; STR-03)."""

    circulate: Circulation
    mode: Mode

    conditional_invitees: tuple[Invitee, ...]
    """Further participants by circumstance (9; STR-04 to STR-18, STR-20)."""

    triggers: Stated[tuple[Concern, ...]]
    """Listed reasons to hold a discussion; the list is open (10; STR-33 to STR-38)."""

    on_new_information: Stated[Flag]
    """Whether new information on an open case calls for considering another (STR-25)."""

    actions_followed_up: Stated[Flag]
    """Whether what was agreed is followed up until it is done (STR-29)."""

    authoriser: Roles
    """Who authorises the notes and decisions, and is not their author (11; STR-39, REC-02)."""

    attendees_decide_for_agency: Stated[Flag]
    """Whether those who attend must be senior enough to decide for their agency (STR-18)."""

    after_suspicion_hours: Hours
    """Soft limit for "as soon as possible" after suspicion; elapsed time is shown (TIM-10)."""

    after_emergency_hours: Hours
    """Soft limit for "as soon as possible" after single-agency action (IMM-07, TIM-11)."""

    withhold_review_working_days: WorkingDays
    """When a decision to withhold information from the family is reviewed (STR-27)."""
