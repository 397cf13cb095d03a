"""A body map: marks that somebody saw on a child, each with its place on an outline."""

from typing import Annotated, ClassVar, Final, Literal

from pydantic import Field, Strict

from domain.events.base import RECORDING, Event
from domain.values import EntryNumber, Person, Refers, Text, Value, Words
from domain.wording import Phrases

VIEWS: Final = {
    "front": "the front of the body",
    "back": "the back of the body",
    "left_side": "the left side of the body",
    "right_side": "the right side of the body",
    "face": "the face",
    "back_of_head": "the back of the head",
}
"""The outlines on which marks are drawn, in words."""

View = Annotated[
    Literal["front", "back", "left_side", "right_side", "face", "back_of_head"], Phrases(VIEWS)
]
"""Which outline the marks are drawn on. Left and right are the child's own."""

Place = Annotated[int, Strict(), Field(ge=0, le=1000)]
"""A place on the outline in thousandths of its width or height, from the top left."""


class BodyMark(Value):
    """One mark: where on the outline, and what it looks like."""

    says: ClassVar[str] = (
        "{site} (at {x} and {y}): {shape}, {size}, {colour}[, described so: {description}]"
    )

    x: Place
    y: Place
    site: Words
    size: Words
    shape: Words
    colour: Words
    description: Text | None = None


class BodyMap(
    Event,
    type="body-map/1",
    rows="MED-06 MED-25 MED-29 REC-10",
    by="any",
    countersign=RECORDING,
):
    """Marks that somebody saw on a child. One entry for each view of the body.

    Anyone may record marks that they saw: it is no examination. A doctor who examined names the
    examination, and then this is one of the diagrams of the report.
    """

    says = (
        "{occurred}, {actor} noted marks seen on {child}, on {view}, {seen}"
        "[, at the examination in entry {examination}]. Places are in thousandths of the outline, "
        "across and down from its top left. Marks: {marks}."
    )
    example = {
        "child": "maya",
        "view": "front",
        "seen": "uncovered",
        "marks": [
            {
                "x": 250,
                "y": 330,
                "site": "outside of the right upper arm",
                "size": "about 1 cm across",
                "shape": "round",
                "colour": "yellow at the edge and brown within",
            }
        ],
    }

    child: Person
    """The child."""
    view: View
    """Which view of the body."""
    seen: Annotated[
        Literal["uncovered", "child_showed", "clothing_moved"],
        Phrases(
            {
                "uncovered": "where no clothing covered them",
                "child_showed": "which the child showed without being asked",
                "clothing_moved": "after clothing was moved to look",
            }
        ),
    ]
    """How they came to be seen: staff who are not doctors note visible marks only (MED-06)."""
    marks: Annotated[tuple[BodyMark, ...], Field(min_length=1)]
    """Each mark."""
    examination: Annotated[EntryNumber | None, Refers("concerns", "MedicalConducted")] = None
    """The examination at which it was drawn; left out by everybody but the examining doctor."""
