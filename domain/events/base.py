"""What an event class says about itself: everything, in one place.

A class states its signed type and version, the rows of the requirements it carries out, who may
record it, who must countersign it, its fields and its words. Forms, schemas, documentation and the
traceability table derive from it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar, Final, Literal, Self, cast

from domain.requirements import expand_rows
from domain.values import Refers, Value, stored_form
from domain.wording import (
    Json,
    Template,
    WordingError,
    metadata_of,
    model_fields,
    template_of,
)

ANYONE: Final = "any"

_TYPE: Final = re.compile(r"([a-z][a-z0-9-]*)/([1-9][0-9]*)")
_VERSION: Final = re.compile(r"/\d+$")
_BETWEEN_WORDS: Final = re.compile(r"(?<!\bnon)(?<!\bpre)-(?!up\b)")
"""The hyphens of a type that part words; in `pre-interview` and `follow-up` they belong to one."""
_OFFICER: Final = re.compile(r"\blado\b")
"""The local authority designated officer, who is known by the initials."""
_FRAME: Final = frozenset(
    {"type", "capacity", "occurred", "known", "actor"}
    | {"source", "act", "mark", "because", "statement"}
)
_CLAIMS: Final = frozenset(
    {"_sd", "_sd_alg", "...", "iss", "sub", "aud", "exp", "nbf", "iat", "jti", "cnf", "vct"}
    | {"status", "seq", "prev", "dir", "refs"}
)
_RESERVED: Final = _FRAME | _CLAIMS
"""Names with a meaning of their own: parts of every entry, and claims of JWT and SD-JWT."""

CountersignKind = Literal["co_decide", "countersign", "authorise", "confirm_words", "acknowledge"]


class Countersigning(Value):
    """Who must countersign, and how. `by` is a key of the profile that names roles, or nobody.

    For `co_decide` that is `outcome.deciders`: groups of roles, somebody of each of which signs,
    the author included. `when` is a flag of the profile without which nobody has to countersign.
    `kind` is what the second person does: decide together, countersign, authorise, confirm that
    these are their words (a doctor whose report a social worker deposited), or acknowledge.
    """

    kind: CountersignKind
    by: str
    when: str | None = None


Countersigned = Countersigning | tuple[Countersigning, ...]
NONE: Final[tuple[Countersigning, ...]] = ()
RECORDING: Final = Countersigning(
    kind="countersign", by="countersign.responsible_manager", when="countersign.every_recording"
)
"""Where the profile says so, a manager countersigns what children's services record (REC-02)."""
BY_MANAGER: Final = Countersigning(kind="countersign", by="countersign.responsible_manager")
"""A decision that a responsible manager countersigns, whatever becomes of other records."""


class _Template:
    """The template that an event's words make, put together when it is first asked for: most
    commands need a few events of hundreds.
    """

    def __get__(self, _: object, event: type["Event"]) -> Template:
        return _template_of(event)


@cache
def _template_of(event: type["Event"]) -> Template:
    return template_of(event.says, model_fields(event))


class Event(Value):
    """Something that happened in an enquiry. Frozen; equal when all its fields are."""

    event_type: ClassVar[str] = ""
    rows: ClassVar[tuple[str, ...]] = ()
    by: ClassVar[frozenset[str]] = frozenset()
    countersign: ClassVar[tuple[Countersigning, ...]] = NONE
    """Every countersignature that the event needs, each by somebody who is not its author."""
    says: ClassVar[str] = ""
    template: ClassVar[_Template] = _Template()
    """How its statement is composed (docs/FORMAT.md, chapter 2)."""
    example: ClassVar[dict[str, Any]] = {}
    """Example `data`, as a scenario would give it."""

    def __init_subclass__(cls, **_: Any) -> None:
        """Take the class arguments; pydantic hands them on once the fields are there."""

    @classmethod
    def __pydantic_init_subclass__(
        cls,
        *,
        type: str | None = None,  # noqa: A002 - the design's own word
        rows: str | None = None,
        by: str | None = None,
        countersign: Countersigned | None = None,
        **kwargs: Any,
    ) -> None:
        """Check the class and enter it in the closed registry; as an older version, where it is
        derived from the newer one, whose arguments hold where it gives none.

        Raises:
            WordingError: a type or name taken already, a reserved field name, words that do not
                fit, or two versions of which the older is not derived from the newer.
        """
        super().__pydantic_init_subclass__(**kwargs)
        if type is None:
            return
        newer = _newer(cls, type)
        clash = _RESERVED & set(model_fields(cls))
        if clash or type in BY_TYPE or cls.__name__ in BY_NAME:
            raise WordingError(
                f"{cls.__name__}: type, name or fields {sorted(clash)} already have a meaning"
            )
        cls.event_type = type
        if rows is not None:
            cls.rows = expand_rows(rows)
        if by is not None:
            cls.by = frozenset(by.split())
        if countersign is not None:
            cls.countersign = countersign if isinstance(countersign, tuple) else (countersign,)
        BY_TYPE[type] = cls
        if newer is None:
            BY_NAME[cls.__name__] = cls
        else:  # one event to whoever names events: policies, references, views
            cls.__name__ = newer.__name__

    @classmethod
    def newest(cls) -> type["Event"]:
        """The version of this event that is recorded today; the others are only read."""
        return BY_NAME.get(cls.__name__, cls)

    @classmethod
    def in_words(cls) -> str:
        """What it is, in words: `child seen`, `non-resident parent involvement`."""
        return _in_words(cls.event_type)

    def references(self) -> tuple[tuple[str, int], ...]:
        """The entries of the same enquiry that this event refers to, each as (rel, seq)."""
        return tuple(dict.fromkeys((mark.rel, seq) for mark, seq in numbers(self)))

    @classmethod
    def where(cls, test: Callable[[Self], bool] | None = None, /, **fields: object) -> "Pattern":
        """A pattern for entries of this event whose fields have these values (and pass `test`)."""
        return Pattern(cls, tuple(fields.items()), cast(Callable[[Event], bool] | None, test))

    @classmethod
    def matches(cls, event: "Event") -> bool:
        """Whether an event is of this class: a class is the simplest pattern."""
        return isinstance(event, cls)


@dataclass(frozen=True, slots=True)
class Pattern:
    """Which entries a duty or a question is about: an event class, field values and a test."""

    event: type[Event]
    fields: tuple[tuple[str, object], ...] = ()
    test: Callable[[Event], bool] | None = None

    def matches(self, event: Event) -> bool:
        """Whether an event fits."""
        return (
            isinstance(event, self.event)
            and all(getattr(event, name) == value for name, value in self.fields)
            and (self.test is None or self.test(event))
        )


BY_TYPE: Final[dict[str, type[Event]]] = {}
"""The closed registry: an entry of a type that is not here is refused, never skipped."""
BY_NAME: Final[dict[str, type[Event]]] = {}
"""Of each event the version that is recorded today. Older ones stand in `BY_TYPE` alone."""


def _newer(event: type[Event], event_type: str) -> type[Event] | None:
    """The version of the same event that this one is older than; None where it is the newest.

    The older is derived from the newer, so that whatever asks for the newer finds what was recorded
    as the older: a duty that did not would raise a finding against somebody who kept it.

    Raises:
        WordingError: no type, or two versions of which the older is not derived from the newer.
    """
    found = _TYPE.fullmatch(event_type)
    if not found:
        raise WordingError(f"{event_type!r}: is no name and version, such as child-seen/1")
    stem, number = found[1], int(found[2])
    older, next_newer = f"{stem}/{number - 1}", f"{stem}/{number + 1}"
    bases = (base for base in event.__mro__[1:] if issubclass(base, Event) and base.event_type)
    newer = next(bases, None)
    if newer is None and BY_TYPE.keys().isdisjoint({older, next_newer}):
        return None
    if newer is None or newer.event_type != next_newer:
        raise WordingError(f"{event_type}: derive the older version from the next newer, below it")
    return newer


def numbers(value: object) -> Iterator[tuple[Refers, int]]:
    """Every entry number within a value, with its mark."""
    if isinstance(value, tuple):
        for item in value:
            yield from numbers(item)
    elif isinstance(value, Value):
        for name, mark in _marks(type(value)):
            inner = getattr(value, name)
            if mark is None:
                yield from numbers(inner)
            elif inner is not None:
                yield from (
                    (mark, seq) for seq in (inner if isinstance(inner, tuple) else (inner,))
                )


@cache
def _marks(model: type[Value]) -> tuple[tuple[str, Refers | None], ...]:
    """The fields of a model, each with the mark of an entry number where it is one."""
    found = {
        name: (*field.metadata, *metadata_of(field.annotation))
        for name, field in model.model_fields.items()
    }
    return tuple(
        (name, next((item for item in metadata if isinstance(item, Refers)), None))
        for name, metadata in found.items()
    )


def marked_numbers(event: type[Event]) -> tuple[tuple[str, Refers], ...]:
    """The fields of an event that hold the number of an entry, each with its mark."""
    return tuple((name, mark) for name, mark in _marks(event) if mark is not None)


@cache
def _in_words(event_type: str) -> str:
    """Asked for every line of every page."""
    words = _BETWEEN_WORDS.sub(" ", _VERSION.sub("", event_type))
    return _OFFICER.sub("LADO", words)


def content_of_fields(event: Event) -> dict[str, Json]:
    """The event's fields as they are signed, each `{"v": value}`."""
    return {name: {"v": value} for name, value in stored_form(event).items()}
