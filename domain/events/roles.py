"""Which roles of a profile may record what: lists of role ids for the `by` of event classes."""

from typing import Final

LEADS: Final = "social_worker edt_social_worker lead_child_protection_practitioner"
"""Qualified social workers who carry out an enquiry (REF-09, REF-10)."""

MANAGERS: Final = "team_manager service_manager head_of_service"
CHILDRENS_SERVICES: Final = f"{LEADS} {MANAGERS}"
CONFERENCE: Final = "conference_chair child_protection_unit"
POLICE: Final = "police_officer btp_officer"
EXAMINERS: Final = "paediatrician sarc_practitioner"
"""Doctors who examine a child in a child protection medical (MED-05, MED-22)."""

HEALTH: Final = f"{EXAMINERS} health_practitioner general_practitioner"
LEGAL: Final = "legal_adviser"
