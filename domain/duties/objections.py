"""Complaints: the manager knows of them. That each is answered is in `domain.duties.parents`."""

from __future__ import annotations

from typing import Final

from domain.duties.duty import PROCEDURE, Duty, Quote
from domain.duties.limits import AsSoonAs
from domain.events.parents import ParentObjection
from domain.events.records import Countersignature

COMPLAINT_KNOWN: Final = Duty(
    "OBJ-02",
    PROCEDURE,
    "acknowledging, as manager, the complaint of {subject}",
    each="entry",
    about="person",
    arises=ParentObjection.where(nature="complaint"),
    due=AsSoonAs(guide="objections.acknowledged_working_days"),
    met_by=Countersignature.where(kind="acknowledge"),
    answers="countersigns",
    by="countersign.responsible_manager",
    only=("objections.register", True),
    quotes={"000": Quote(176, "objections or complaints expressed by parents")},
)

DUTIES: Final = (COMPLAINT_KNOWN,)
