"""What a procedure says about records: contents, countersigning, words and keeping (rows REC).

Numbers in brackets are those of the table "Where the two seeds differ" in the requirements.
"""

from __future__ import annotations

from typing import Literal

from domain.profiles.values import Flag, Group, Hours, Roles, Stated, Text, WorkingDays, Years

RecordPart = Literal[
    "agency_checks",
    "contacts",
    "strategy_notes",
    "details",
    "body_maps",
    "assessment",
    "decisions",
    "outcome",
]


class AgencyRecords(Group):
    """What each agency does with its own record (30; REC-01, REC-14, REC-16)."""

    completed: Stated[Flag]
    """Each agency that took part completes a full written record (REC-01)."""

    authorised_and_dated: Stated[Flag]
    """Somebody of the agency authorises and dates it (REC-01, REC-16)."""

    concluded: Stated[Flag]
    """It is concluded and countersigned under the agency's own policy (REC-14)."""


class Records(Group):
    """The record of the enquiry."""

    agency: AgencyRecords

    rough_notes: Stated[Literal["until_proceedings_end"]]
    """How long rough notes are kept (35; REC-04, TIM-17)."""

    notes_disposal_authoriser: Roles
    """Who authorises that rough notes are disposed of (REC-04)."""

    contents: Stated[tuple[RecordPart, ...]]
    """The parts that a complete record has (36; REC-06 to REC-13)."""

    identity_check: Stated[tuple[Literal["names", "aliases", "dates_of_birth"], ...]]
    """What is checked for spelling and correctness (37; REC-15)."""

    chronology: Stated[tuple[Literal["concerns", "outcome"], ...]]
    """What the manager sees entered on the chronology at completion (38; REC-05)."""

    late_entry_hours: Hours
    """An entry recorded longer than this after its author knew is marked late (REF-12)."""

    reading_reason_required: Flag
    """Whether somebody who reads an enquiry states why (Appendix E)."""


class Countersigning(Group):
    """Who countersigns what others record."""

    responsible_manager: Roles
    """Who counts as the responsible manager; never the author (REC-02)."""

    every_recording: Stated[Flag]
    """All section 47 recording of children's services is countersigned (11; REC-02)."""

    outstanding_warn_working_days: WorkingDays
    """A countersignature outstanding for longer is shown as ageing (REC-02)."""


class RetentionClass(Group):
    """How long one kind of record is kept, and from what day (Appendix E)."""

    code: Literal["child_protection", "child_sexual_abuse", "looked_after", "adopted"]
    """What happened: `child_protection` is every enquiry."""

    years: Years
    counted_from: Literal["closure", "birth", "adoption_order"]
    why: Text


class Retention(Group):
    """Keeping the record; the class follows the outcome and what happens later (gap 8)."""

    classes: tuple[RetentionClass, ...]
    """One class for each way in which an enquiry can turn out (gap 8, Appendix E)."""


class Terms(Group):
    """The authority's own words (40), for screens and documents."""

    child: Text
    """For the child or young person (40)."""

    childrens_services: Text
    """For the local authority's children's services (40)."""

    authorising_manager: Text
    """For the manager who authorises the outcome (40)."""

    conference_team: Text
    """For the team that arranges conferences (40)."""
