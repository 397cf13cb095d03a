"""Which duties of an enquiry its page is asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Final

from fastapi import Query

from api.pages.duty_states import GRAVITIES, STATES
from domain.requirements import CHAPTERS
from projections.chapters import chapter_of
from projections.duties import DutyView, FindingView

__all__ = ["FINDING", "UNASKED", "Asked", "asked_for"]

FINDING: Final = "finding"
"""What a page asks for beside the states of duties: what went against a rule."""
SHOWN: Final = (*STATES, FINDING)
UNASKED: Final = frozenset(SHOWN) - {"not_applicable"}
"""What is shown unless somebody asks for something else: a rule that asks nothing is no duty."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader wants to see; an empty set is everything."""

    chapters: frozenset[str] = frozenset()
    states: frozenset[str] = UNASKED
    gravities: frozenset[str] = frozenset()
    page: int = 1

    @property
    def narrows(self) -> bool:
        """Whether something is left out that is shown otherwise."""
        return replace(self, page=1) != Asked()

    def query(self, page: int) -> dict[str, tuple[str, ...]]:
        """What asks for another page of the same."""
        states = () if self.states == UNASKED else tuple(sorted(self.states))
        asked = {
            "chapter": tuple(sorted(self.chapters)),
            "state": states,
            "gravity": tuple(sorted(self.gravities)),
            "page": (str(page),),
        }
        return {name: values for name, values in asked.items() if values}

    def wants(self, one: DutyView | FindingView, state: str) -> bool:
        """Whether a duty or finding is wanted."""
        return (
            state in self.states
            and (not self.chapters or chapter_of(one.row) in self.chapters)
            and (not self.gravities or one.gravity in self.gravities)
        )


Codes = Annotated[list[str] | None, Query(max_length=30)]


PageNumber = Annotated[int, Query(ge=1, le=1000)]


def asked_for(
    chapter: Codes = None, state: Codes = None, gravity: Codes = None, page: PageNumber = 1
) -> Asked:
    """What the address asks for. What it says beyond the choices of the page is not looked at."""
    return Asked(
        chapters=frozenset(chapter or ()) & frozenset(CHAPTERS),
        states=frozenset(state or ()) & frozenset(SHOWN) or UNASKED,
        gravities=frozenset(gravity or ()) & frozenset(GRAVITIES),
        page=page,
    )
