"""What an author asks to record, and the draft that the ledger answers with."""

import uuid
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from crypto.canonical import Json

MAX_ACT_STREAMS: Final = 16
"""Bound on the streams of one act: more siblings than any one strategy discussion concerns."""


def _stream_id(value: object) -> str:
    if isinstance(value, str):
        try:
            if str(uuid.UUID(value)) == value:
                return value
        except ValueError:
            pass
    raise ValueError("is not a lower-case UUID (RFC 9562)")


StreamId = Annotated[str, BeforeValidator(_stream_id)]


class _Closed(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, use_attribute_docstrings=True
    )


class RefRequest(_Closed):
    """An earlier entry that the new one refers to where no field of the event names it: what it
    corrects.
    """

    rel: str = Field(pattern=r"^[a-z][a-z-]{0,31}$")
    """`corrects`, with `because`."""
    stream: StreamId | None = None
    """Where it stands, if not in the stream that is written to."""
    seq: int = Field(ge=1)
    """Its number there."""


class DraftRequest(_Closed):
    """What an author asks to record. Persons may be given as ids or names, texts and times as
    strings.
    """

    event: str
    """The event's name, as `countersign schema` lists it."""
    streams: tuple[StreamId, ...] = Field(min_length=1, max_length=MAX_ACT_STREAMS)
    """The enquiry; several make an act over siblings' enquiries, admitted all or none. A new one
    begins under a random UUID that you make.
    """
    data: dict[str, Any] = Field(default_factory=dict)
    """The event's fields. An entry number may be given as `{"stream": id, "seq": n}`: in the other
    streams of an act it then means the entry of the same act there."""
    occurred: Any
    """When it happened: an instant or a date as a string, `unknown`, or `{"about": …}`, `{"from":
    …, "to": …}`.
    """
    known: str | None = None
    """When the author came to know of it; for an own act the end of `occurred`, else the time of
    drafting.
    """
    capacity: str | None = None
    """The capacity to act in; needed only by those who have several."""
    actor: Any = None
    """Who did it, if not the author: an id or a name of the enquiry, or `{"as": name, "role": …,
    "agency": …}`.
    """
    source: Any = Field(default_factory=lambda: {"how": "own_act"})
    """How the author knows: `{"how": "own_act" | "present" | "telephone" | "video" | "message" |
    "document"}`, with `from`, `through` (a list) and `witness` where somebody told it; each as
    `actor`.
    """
    marks: dict[str, str] = Field(default_factory=dict)
    """Fields whose mark differs from the entry's."""
    kinds: dict[str, str] = Field(default_factory=dict)
    """Fields that are opinion or verbatim where their type does not say so."""
    about: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Fields and whom they are about."""
    mark: str | None = None
    """Who may read the entry: `ordinary`, if not given, `police_sensitive`, `privileged`,
    `third_party` or `restricted`.
    """
    because: Any = None
    """Why it replaces what it corrects."""
    refs: tuple[RefRequest, ...] = ()
    """What it corrects; what it countersigns or answers stands in its fields."""


class DraftEntry(_Closed):
    """One entry to be signed: its claims without digests, and its content without the statement."""

    claims: dict[str, Any]
    """As docs/FORMAT.md, F1.3 has them, but for `_sd` and `_sd_alg`."""
    content: dict[str, Any]
    """The parts to disclose, each under its name."""


class Draft(_Closed):
    """What the device needs in order to compose, show and sign the entries of one act."""

    template: tuple[Any, ...]
    """How the statement is composed (docs/FORMAT.md, chapter 2)."""
    entries: tuple[DraftEntry, ...]


def fields_of(request: DraftRequest) -> dict[str, Json]:
    """The request's fields as content wraps them."""
    wrapped: dict[str, Json] = {}
    for name, value in request.data.items():
        field: dict[str, Json] = {"v": value}
        if name in request.marks:
            field["mark"] = request.marks[name]
        if name in request.kinds:
            field["kind"] = request.kinds[name]
        if name in request.about:
            field["about"] = list(request.about[name])
        wrapped[name] = field
    return wrapped
