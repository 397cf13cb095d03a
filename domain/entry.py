"""An entry of a history: an event with who, when and how it is known, as it was signed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Final, TypeVar

from pydantic import ValidationError
from pydantic_core import PydanticSerializationError, to_json

from domain.events.base import BY_TYPE, Event, content_of_fields
from domain.reasons import reason_of
from domain.spans import Span
from domain.values import (
    Capacity,
    Drafting,
    Id,
    Instant,
    KindOf,
    LocalId,
    Mark,
    Source,
    StatementKind,
    StatementSegment,
    Text,
    Value,
    When,
    Who,
    stored_form,
)
from domain.wording import Json, metadata_of, model_fields

M = TypeVar("M", bound=Value)


class ContentRefused(ValueError):
    """Content that is no entry we know; names the field and the reason, never the value."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason


class Frame(Value):
    """The parts that every entry has, whatever its event."""

    type: str
    capacity: Capacity
    occurred: When
    known: Instant
    actor: Who | None = None
    source: Source
    act: Id | None = None
    mark: Mark | None = None
    because: Text | None = None
    """Why this entry corrects or withdraws an earlier one."""
    statement: tuple[StatementSegment, ...] = ()


class Part(Value):
    """How one field differs from its entry: its mark, its kind, and whom it is about."""

    mark: Mark | None = None
    kind: StatementKind | None = None
    about: tuple[LocalId, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry that this one countersigns, returns, corrects, withdraws or answers (`rel`)."""

    rel: str
    stream: str
    seq: int
    digest: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry at its place. `recorded` is its `iat`; `author` a practitioner's id."""

    stream: str
    seq: int
    digest: str
    author: str
    recorded: datetime
    refs: tuple[Reference, ...]
    frame: Frame
    event: Event
    parts: Mapping[str, Part]
    span: Span = field(init=False, repr=False, compare=False)
    """When its event can have happened. Duties ask some seventy times of each entry."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "span", _span(self.frame, self.recorded))

    def mark_of(self, field: str) -> Mark:
        """The mark of a field: its own, or else the entry's."""
        part = self.parts.get(field)
        return (part and part.mark) or self.mark

    @property
    def mark(self) -> Mark:
        """The mark of the entry as a whole."""
        return self.frame.mark or "ordinary"


def _span(frame: Frame, recorded: datetime) -> Span:
    """What was recorded had happened by then, so a date without a time narrows on the day itself;
    an unknown time ends where the author's knowledge begins.
    """
    bounds = frame.occurred.bounds()
    if bounds is None:
        return Span(None, frame.known)
    earliest, latest = bounds
    return Span(earliest, max(earliest, min(latest, recorded)))


_FRAME: Final = frozenset(Frame.model_fields)
_WRAPPING: Final = frozenset({"v", "mark", "kind", "about"})


@dataclass(frozen=True, slots=True)
class Content:
    """The content of an entry, read: its frame, its event, and how fields differ from the entry."""

    frame: Frame
    event: Event
    parts: Mapping[str, Part]

    def as_json(self) -> dict[str, Json]:
        """The content as it is signed."""
        fields = content_of_fields(self.event)
        for name, part in self.parts.items():
            wrapped = fields.get(name)
            if isinstance(wrapped, dict):
                wrapped.update(stored_form(part))
        return {**stored_form(self.frame), **fields}


def read_content(content: Mapping[str, Json]) -> Content:
    """Read signed content strictly: what is written again must be the same, to the letter.

    Raises:
        ContentRefused: an unknown type, a missing, extra or wrong field, or a second spelling.
    """
    read = _read(content, None)
    if read.as_json() != content:
        raise ContentRefused("content", "a value is not in its one accepted spelling")
    return read


def draft_content(content: Mapping[str, Json], drafting: Drafting) -> Content:
    """Read what an author gives, turning plain words into persons, texts and times.

    Fields are wrapped as when signed (`{"v": value, "mark": ...}`). Fields whose words are opinion
    or verbatim by their type are marked so.

    Raises:
        ContentRefused: as `read_content`, but for the spelling.
    """
    return _read(content, drafting)


def _read(content: Mapping[str, Json], drafting: Drafting | None) -> Content:
    event_class = _event_class(content.get("type"))
    frame = {name: value for name, value in content.items() if name in _FRAME}
    wrapped = {name: _wrapped(name, value) for name, value in content.items() if name not in _FRAME}
    if drafting:  # what says nothing is not signed, so it has no mark either
        wrapped = {name: value for name, value in wrapped.items() if value["v"] not in (None, [])}
    return Content(
        frame=_validate(Frame, frame, drafting),
        event=_validate(
            event_class, {name: value["v"] for name, value in wrapped.items()}, drafting
        ),
        parts=_parts(event_class, wrapped),
    )


def _event_class(name: Json) -> type[Event]:
    if not isinstance(name, str) or name not in BY_TYPE:
        raise ContentRefused("type", "not an event that this ledger knows")
    return BY_TYPE[name]


def _wrapped(name: str, value: Json) -> dict[str, Json]:
    if not isinstance(value, dict) or "v" not in value or not _WRAPPING.issuperset(value):
        raise ContentRefused(name, 'not of the form {"v": value, "mark": …, "kind": …, "about": …}')
    return value


def _parts(event_class: type[Event], wrapped: Mapping[str, dict[str, Json]]) -> dict[str, Part]:
    parts: dict[str, Part] = {}
    for name, value in wrapped.items():
        given = {key: item for key, item in value.items() if key != "v"}
        kind = default_kind(event_class, name)
        if kind and "kind" not in given:
            given["kind"] = kind
        if given:
            parts[name] = _validate(Part, given, None)
    return parts


@cache
def default_kind(event_class: type[Event], name: str) -> StatementKind | None:
    """The kind of statement that a field's type makes it (`None`: fact)."""
    marks = metadata_of(model_fields(event_class).get(name))
    return next((mark.kind for mark in marks if isinstance(mark, KindOf)), None)


def _validate(model: type[M], data: Mapping[str, Json], drafting: Drafting | None) -> M:
    try:
        return model.model_validate_json(to_json(data), context=drafting)
    except PydanticSerializationError:
        raise ContentRefused(model.__name__, "has text that is not Unicode") from None
    except ValidationError as error:
        raise _refusal(error, model.__name__) from None


def _refusal(error: ValidationError, whole: str) -> ContentRefused:
    found = error.errors(include_url=False, include_input=False)
    told = min(found, key=lambda one: one["type"] in _OTHER_BRANCH)
    steps = [str(step) for step in told["loc"] if _STEP.fullmatch(str(step))]
    return ContentRefused(".".join(steps) or whole, reason_of(told))


_OTHER_BRANCH: Final = frozenset({"missing", "extra_forbidden"})
"""What pydantic says of the branches of a union that were not meant; worth telling only alone."""
_STEP: Final = re.compile("[a-z0-9_]+")
"""A field, a position or a tag, but not the name of a class or validator."""
