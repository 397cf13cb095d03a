"""Body maps: visible marks only, dated, and signed by whoever saw them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.duties.acting import acted_as
from domain.duties.case import Case
from domain.duties.consent import FULL_REGIME
from domain.duties.countersigning import signed
from domain.duties.duty import CHILD_SAFETY, RECORDING, Breach, Quote, Rule
from domain.entry import Entry
from domain.events.body_map import BodyMap
from domain.events.medical import MedicalConducted
from domain.events.records import Countersignature


def _went_further(drawn: Entry, case: Case) -> Iterator[Breach]:
    """Until a doctor has examined the child, somebody else moved clothing to look."""
    event = drawn.event
    if not isinstance(event, BodyMap) or event.seen != "clothing_moved":
        return
    role = acted_as(drawn, case)
    if role is not None and role.is_doctor:
        return
    if not any(
        isinstance(entry.event, MedicalConducted) and entry.event.child.p == event.child.p
        for entry in case.all(MedicalConducted)
    ):
        yield Breach("Somebody who is not a doctor went beyond the marks that were visible.")


VISIBLE_ONLY: Final = Rule(
    "MED-06",
    CHILD_SAFETY,
    "noting visible marks only",
    of=BodyMap,
    breaches=_went_further,
    remedy=MedicalConducted,
    only=FULL_REGIME,
    quotes={"000": Quote(191, "only note any visible marks or injuries on a body map")},
)


def _not_signed(drawn: Entry, case: Case) -> Iterator[Breach]:
    if drawn.frame.occurred.bounds() is None:
        yield Breach("The body map is not dated.")
    if drawn.frame.actor is not None and not signed(drawn, "confirm_words", case):
        yield Breach("The body map is not signed by the person who saw the marks.")


SIGNED_AND_DATED: Final = Rule(
    "MED-06",
    RECORDING,
    "signing and dating a body map",
    of=BodyMap,
    breaches=_not_signed,
    remedy=Countersignature,
    only=FULL_REGIME,
    quotes={"000": Quote(191, "record, date and sign details in the child/young person's file")},
)

RULES: Final = (VISIBLE_ONLY, SIGNED_AND_DATED)
