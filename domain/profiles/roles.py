"""Who there is in a procedure: a role is data, because authorities rename and reform them."""

from __future__ import annotations

from typing import Literal

from domain.profiles.values import Flag, Group, Text

AgencyKind = Literal[
    "childrens_services",
    "police",
    "btp",
    "health",
    "education",
    "legal",
    "lado",
    "housing",
    "other",
]
"""What an agency is to the procedure. British Transport Police is kept apart from the local
police, and early help and probation from children's services, because a quorum counts kinds."""


class Role(Group):
    """One role that a practitioner can hold (REF-14: the list is data, not code)."""

    title: Text
    """As readers see it."""

    agency: AgencyKind
    """The kind of agency in which the role is held."""

    is_qualified_social_worker: Flag = False
    """May lead a section 47 enquiry (REF-10)."""

    is_manager: Flag = False
    """Manages practitioners of its own agency, and so may authorise what they record (REC-02)."""

    is_doctor: Flag = False
    """May examine a child (MED-05)."""

    is_read_only: Flag = False
    """Reads across enquiries and records nothing."""

    is_registrar: Flag = False
    """Enrols practitioners and their keys, and sees no enquiry."""
