"""The three forms that a line of a scenario can have, and how they are described to a stranger."""

from typing import Annotated, Any, Final

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field

from domain.docstrings import field_docs
from domain.schema import DIALECT

Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,31}$")]
REGISTRAR: Final = "registrar"
"""The key of the ledger's first registrar, whom no line introduces."""


class Line(BaseModel):
    """A line: closed, so that a misspelt field is refused and not passed over."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Title(Line):
    """The first line: what the scenario is called, and under which procedure its enquiries
    begin.
    """

    scenario: str = Field(min_length=1)
    """The title."""
    profile: str
    """The procedure: the name of a file in domain/profiles."""


class Practitioner(Line):
    """Somebody who signs. They are enrolled, each with a key of their own, before the first entry.

    The same `registration` in two scenarios is the same person.
    """

    person: Key
    """How later lines name them (`by`, `practitioner`)."""
    name: str = Field(min_length=1)
    """The name that readers see."""
    role: str
    """A role of the procedure: it decides what they may record and countersign."""
    title: str | None = None
    """The job title; when it is not told, the role in words."""
    agency: str
    """The agency for which they act."""
    team: str | None = None
    """Their team; a manager without one manages every team of the agency."""
    registration: str | None = None
    """The number with their regulator."""


def _as_tuple(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


def _as_source(value: Any) -> Any:
    return {"how": value} if isinstance(value, str) else value


class Recorded(Line):
    """Something recorded: when, by whom, in which enquiries, and what. Lines stand in the order of
    `at`.

    Wherever `data` takes a practitioner, `{"practitioner": key}` stands for one whom this scenario
    introduces; wherever it takes an earlier entry, `{"ref": name}` does, and for the id of another
    enquiry `{"enquiry": key}`. People of the enquiry are
    given by local id or by name, once a PersonAdded has introduced them.
    """

    at: AwareDatetime
    """When it was recorded, with its zone."""
    by: Key
    """Who records and signs it; `registrar` is the ledger's first registrar."""
    enquiry: Annotated[
        tuple[Key, ...], BeforeValidator(_as_tuple, json_schema_input_type=Key | tuple[Key, ...])
    ] = ()
    """The enquiry, by a key that the scenario chooses; several make one act over all of them."""
    practitioner: Key | None = None
    """For directory events: whose entry of the directory, instead of an enquiry."""
    event: str
    """The event's name."""
    occurred: Any = None
    """When it happened; when it is not told, at `at`."""
    known: str | None = None
    """When the author came to know of it; when it is not told, as it happened for an own act, and
    otherwise at `at`."""
    capacity: str | None = None
    """The capacity to act in; needed only by those who have several."""
    actor: Any = None
    """Who did it, if not the author: a person of the enquiry, somebody introduced here, or `{"as":
    name, "role": …, "agency": …}`."""
    source: Annotated[Any, BeforeValidator(_as_source)] = Field(
        default_factory=lambda: {"how": "own_act"}
    )
    """How the author knows: `own_act`, `present`, `telephone`, `video`, `message` or `document`; or
    `{"how": …, "from": who, "through": […], "witness": who}`."""
    mark: str | None = None
    """Who may read the entry."""
    marks: dict[str, str] = Field(default_factory=dict)
    """Fields whose mark is another than the entry's."""
    kinds: dict[str, str] = Field(default_factory=dict)
    """Fields that are opinion or verbatim where their type does not say so."""
    about: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Fields, and the local ids of those whom they are about."""
    because: str | None = None
    """Why it corrects an earlier entry, which `data` names as `corrects`."""
    data: dict[str, Any] = Field(default_factory=dict)
    """The event's fields, as its own schema gives them, and `corrects` where it corrects an entry.
    Keys are made while replaying: KeyAdded is told without `key`, KeyRevoked without `kid`,
    KeyAccepted without either; EntriesReaffirmed names its entries in `concerns`."""
    ref: str | None = None
    """A name for this entry, so that later lines can refer to it."""


_EXAMPLES: Final[dict[type[Line], dict[str, Any]]] = {
    Title: {"scenario": "Two children, one evening", "profile": "hertfordshire"},
    Practitioner: {
        "person": "edt1",
        "name": "Bernadette Kelly",
        "role": "edt_social_worker",
        "agency": "Hertfordshire Children’s Services",
        "team": "Emergency Duty Team",
        "registration": "SW204417",
    },
    Recorded: {
        "at": "2026-03-02T02:31:00+00:00",
        "by": "edt1",
        "enquiry": ["maya", "leo"],
        "event": "ParentInformed",
        "occurred": "2026-03-02T02:05:00+00:00",
        "actor": {"as": "PC 1182 Sam Reid", "role": "police_officer", "agency": "Police"},
        "source": {"how": "telephone", "from": "dawn"},
        "data": {
            "person": "dawn",
            "way": "in_person",
            "told": "Maya and Leo are at the hospital. They are safe.",
        },
        "ref": "told-1",
    },
}


def describe_lines() -> dict[str, Any]:
    """What a stranger needs to write a scenario: each form of line, explained, with an example."""
    return {form.__name__.lower(): _described(form) for form in _EXAMPLES}


def _described(form: type[Line]) -> dict[str, Any]:
    schema = form.model_json_schema()
    explained = schema.pop("description")
    for name, words in field_docs(form).items():
        schema["properties"][name]["description"] = words
    return {
        "description": explained,
        "schema": {"$schema": DIALECT, **schema},
        "example": _EXAMPLES[form],
    }
