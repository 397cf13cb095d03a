"""Objections and complaints (OBJ)."""

from typing import Final

from domain.events.parents import ObjectionResponse, ParentObjection
from domain.events.records import Countersignature
from tests.statute.frame import Row, found, recorded

ROWS: Final = (
    Row(
        "OBJ-01",
        "In the parent’s own words, with who received them; corrected only beside them.",
        recorded(ParentObjection.where(nature="objection")),
    ),
    Row(
        "OBJ-02",
        "In the parent’s own words, with its reference; a manager acknowledges it.",
        recorded(ParentObjection.where(nature="complaint")),
        recorded(Countersignature.where(kind="acknowledge")),
        found("OBJ-02"),
    ),
    Row(
        "OBJ-03",
        "The answer, to whom and how; an outcome decided before one was given is found.",
        recorded(ObjectionResponse),
        found("OBJ-03"),
    ),
)
