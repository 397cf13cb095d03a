"""What a reader asks of a chronology, between the address and the form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Annotated, Final, Literal, get_args
from urllib.parse import urlencode

from fastapi import Query, Request

from api.problems import BadRequest
from api.web import words
from api.web.typed import Typed, Within, of_day, of_moment, typed_day, typed_in, typed_moment
from domain.calendar import end_of_day, start_of_day
from domain.events import BY_NAME
from domain.values import Instant
from projections.choices import Choices
from projections.chronology import Order, Wanted
from projections.words import capital

Form = Literal["timeline", "table"]
FORMS: Final[tuple[Form, ...]] = get_args(Form)
Words = Annotated[str | None, Query(max_length=400)]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which entries, in which order and form, of the present or of a past moment.

    Raises:
        BadRequest: a kind is none that this ledger knows; passing it over would hide entries.
    """

    form: Form = "timeline"
    order: Order = "happened"
    kind: Annotated[list[str] | None, Query(max_length=300)] = None
    person: Words = None
    agency: Words = None
    first: date | None = None
    last: date | None = None
    as_of: Instant | None = None
    size: int | None = None

    def __post_init__(self) -> None:
        if not BY_NAME.keys() >= set(self.kinds):
            raise BadRequest("kind: not an event that this ledger knows", field="kind")

    @property
    def kinds(self) -> tuple[str, ...]:
        """Names of events; none: all."""
        return tuple(sorted(set(self.kind or ())))

    @property
    def wanted(self) -> Wanted:
        """As the chronology is asked; days are those of London."""
        return Wanted(
            self.order,
            self.person or None,
            frozenset(self.kinds),
            self.agency or None,
            start_of_day(self.first) if self.first else None,
            end_of_day(self.last) if self.last else None,
        )

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return not self.wanted.everything

    def query(self, **changed: object) -> str:
        """The address's query for this, with some of it changed; empty where nothing is asked."""
        asked = replace(self, **changed)  # type: ignore[arg-type]  # names are those of fields
        given = [
            ("form", asked.form if asked.form != "timeline" else None),
            ("order", asked.order if asked.order != "happened" else None),
            *(("kind", kind) for kind in asked.kinds),
            ("person", asked.person),
            ("agency", asked.agency),
            ("first", asked.first),
            ("last", asked.last),
            ("as_of", _zulu(asked.as_of) if asked.as_of else None),
            ("size", asked.size),
        ]
        said = urlencode([(name, str(value)) for name, value in given if value not in (None, "")])
        return f"?{said}" if said else ""

    def limits(self, found: Choices) -> Iterator[tuple[str, str]]:
        """Each limit in words, and the query without it."""
        titles = {one.value: one.title for one in (*found.kinds, *found.people)}
        for kind in self.kinds:
            others = [one for one in self.kinds if one != kind]
            yield capital(titles.get(kind, kind)), self.query(kind=others)
        if self.person:
            yield titles.get(self.person, self.person), self.query(person=None)
        if self.agency:
            yield self.agency, self.query(agency=None)
        if self.first:
            yield f"From {words.day(self.first)}", self.query(first=None)
        if self.last:
            yield f"To {words.day(self.last)}", self.query(last=None)

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What a form that asks for another moment sends along."""
        return [*self.form_kept, *self.filters_kept]

    @property
    def form_kept(self) -> list[tuple[str, str]]:
        """The form."""
        return [("form", self.form)] if self.form != "timeline" else []

    @property
    def filters_kept(self) -> list[tuple[str, str]]:
        """Order and limits."""
        given = (("person", self.person), ("agency", self.agency), ("first", self.first))
        kept = [(name, str(value)) for name, value in (*given, ("last", self.last)) if value]
        return [("order", self.order), *(("kind", kind) for kind in self.kinds), *kept]

    @property
    def moment_kept(self) -> list[tuple[str, str]]:
        """What a form that asks for other entries sends along."""
        moment = [("as_of", _zulu(self.as_of))] if self.as_of else []
        return moment if self.size is None else [("size", str(self.size))]


@dataclass(frozen=True)
class Typing:
    """The date inputs of the page, and what was typed into them."""

    from_: Typed
    to: Typed
    known: Typed
    asked: Asked
    """What is asked for with what was typed."""
    fresh: bool
    """Whether anything was typed just now: the address is then put in its one spelling."""

    @property
    def errors(self) -> list[dict[str, str]]:
        """For GOV.UK's error summary."""
        return [
            {"text": one.error, "href": f"#{one.name}-day"}
            for one in (self.from_, self.to, self.known)
            if one.error
        ]


def typing_in(request: Request, asked: Asked, times: Within) -> Typing:
    """What was typed, or else the inputs as the address fills them."""
    query: Mapping[str, str] = request.query_params
    from_, to, known = (typed_in(query, name) for name in ("from", "to", "known"))
    fresh = any(f"{one.name}-day" in query for one in (from_, to, known))
    if not fresh:
        filled = of_day("from", asked.first), of_day("to", asked.last)
        return Typing(*filled, of_moment("known", asked.as_of), asked, fresh=False)
    first, from_ = typed_day(from_, "The first day")
    last, to = typed_day(to, "The last day")
    if first and last and last < first:
        to = replace(to, error="The last day must be the same as or after the first day")
    moment, known = typed_moment(known, "The date that you want to see the record of", times)
    if "from-day" in query:
        asked = replace(asked, first=first, last=last)
    if "known-day" in query:
        asked = replace(asked, as_of=moment, size=None)
    return Typing(from_, to, known, asked, fresh=True)


def _zulu(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(tzinfo=None, microsecond=0).isoformat() + "Z"
