"""What is asked of decisions across enquiries, between the address and the form."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import Query, Request

from api.context import UUID
from api.web.typed import Typed, of_day, typed_day, typed_in
from domain.calendar import start_of_day
from domain.profiles import AgencyKind
from ledger.inspecting import Which
from ledger.register.facts import DecisionKind

MAX_SAMPLE: Final = 200
"""Decisions of a sample: more than an inspection reads, and still one page."""
_ROLE: Final = r"^([a-z][a-z0-9_]{1,47})?$"

KINDS: Final[Mapping[DecisionKind, str]] = {
    "strategy_decision": "Decided at a strategy discussion",
    "section_47_initiated": "Section 47 enquiries initiated",
    "section_47_not_initiated": "Section 47 enquiries not initiated",
    "outcome": "Outcome of the enquiries",
    "conference": "Child protection conference",
    "emergency": "Emergency protection",
    "medical": "Medical examination and treatment",
    "investigation": "Criminal investigation",
    "authorisation": "Authorised by a manager",
    "legal_hold": "Legal hold",
}
"""Kinds of decision as readers see them."""
AGENCIES: Final[Mapping[AgencyKind, str]] = {
    "childrens_services": "Children’s services",
    "police": "Police",
    "btp": "British Transport Police",
    "health": "Health",
    "education": "Education",
    "legal": "Legal",
    "lado": "Designated officer (LADO)",
    "housing": "Housing",
    "other": "Other",
}
"""Kinds of agency as readers see them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which decisions, of which size of the log, and whether a sample of them is drawn.

    Both days of the period are included. `first` is where the page begins, from 0.
    """

    since: date | None = None
    until: date | None = None
    kind: Annotated[list[DecisionKind] | None, Query(max_length=20)] = None
    role: Annotated[str, Query(pattern=_ROLE)] = ""
    agency: AgencyKind | None = None
    by: Annotated[str | None, Query(pattern=UUID)] = None
    size: Annotated[int | None, Query(ge=0, le=2**53 - 1)] = None
    first: Annotated[int, Query(ge=0, le=10**6)] = 0
    sample: Annotated[int | None, Query(ge=1, le=MAX_SAMPLE)] = None
    seed: Annotated[str, Query(max_length=200)] = ""

    @property
    def kinds(self) -> frozenset[DecisionKind]:
        """No kinds: all."""
        return frozenset(self.kind or ())

    @property
    def which(self) -> Which:
        """As populations are asked for."""
        return Which(
            start_of_day(self.since) if self.since else None,
            start_of_day(self.until + timedelta(days=1)) if self.until else None,
            self.kinds,
            self.role or None,
            self.agency,
            self.by,
        )

    def query(self, **changed: object) -> str:
        """The address's query for this, with some of it changed."""
        asked = replace(self, **changed)  # type: ignore[arg-type]  # names are those of fields
        given = [
            ("since", asked.since),
            ("until", asked.until),
            *(("kind", kind) for kind in sorted(asked.kinds)),
            ("role", asked.role),
            ("agency", asked.agency),
            ("by", asked.by),
            ("size", asked.size),
            ("first", asked.first or None),
            ("sample", asked.sample),
            ("seed", asked.seed),
        ]
        said = urlencode([(name, str(value)) for name, value in given if value not in (None, "")])
        return f"?{said}" if said else ""

    @property
    def filters(self) -> list[tuple[str, str]]:
        """What a form that asks for a sample sends along."""
        given = (
            ("since", self.since),
            ("until", self.until),
            ("role", self.role),
            ("agency", self.agency),
            ("by", self.by),
        )
        kinds = [("kind", kind) for kind in sorted(self.kinds)]
        return [*kinds, *((name, str(value)) for name, value in given if value)]


@dataclass(frozen=True)
class Typing:
    """The date inputs, and what is asked for with what was typed into them."""

    since: Typed
    until: Typed
    asked: Asked
    fresh: bool
    """Whether anything was typed just now."""

    @property
    def errors(self) -> list[dict[str, str]]:
        """For GOV.UK's error summary."""
        wrong = ((one, one.error) for one in (self.since, self.until))
        return [{"text": error, "href": f"#{one.name}-day"} for one, error in wrong if error]


def typing_in(request: Request, asked: Asked) -> Typing:
    """What was typed, or else the inputs as the address fills them."""
    query = request.query_params
    if "since-day" not in query:
        filled = of_day("since", asked.since), of_day("until", asked.until)
        return Typing(*filled, asked, fresh=False)
    since, first = typed_day(typed_in(query, "since"), "The first day")
    until, last = typed_day(typed_in(query, "until"), "The last day")
    if since and until and until < since:
        last = replace(last, error="The last day must be the same as or after the first day")
    return Typing(first, last, replace(asked, since=since, until=until), fresh=True)
