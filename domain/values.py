"""The values that events are made of: frozen, strict, and with one spelling each.

What is signed must read back as exactly what was meant, so a value is either in its stored form or
refused; the only leniency is while drafting, where `domain.drafting` gives a context that turns
plain words into persons and texts.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any, ClassVar, Final, Literal, Protocol, TypeVar
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    Strict,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)

LONDON: Final = ZoneInfo("Europe/London")
MAX_TEXT_CHARACTERS: Final = 20_000
"""Bound on one free text, about seven pages: longer writing is deposited as a document."""
YEARS: Final = (1900, 2199)
"""The first and last year that a time or date can lie in."""

D = TypeVar("D", bound=date)


class Value(BaseModel):
    """Base of everything that is signed: frozen and closed.

    Reading is lax only in what JSON cannot say (a time is a string, a tuple a list); `domain.entry`
    refuses stored content that does not read back to the letter, so no second spelling slips
    through.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        populate_by_name=True,
        serialize_by_alias=True,
        defer_build=True,  # most commands need a few events of hundreds
    )


class Drafting(Protocol):
    """What turns plain words into stored values while an entry is drafted."""

    def person(self, words: str) -> dict[str, str]:
        """The person whom `words` (a local id or a name in use) means, as `{"p": id, "as": words}`.

        Raises:
            ValueError: nobody in this enquiry is called so.
        """

    def text(self, words: str) -> list[str | dict[str, str]]:
        """`words` as segments: one for each sentence, and one for each person recognised in it."""


def _drafting(info: ValidationInfo) -> Drafting | None:
    """The context that `domain.entry` gives: None when stored content is read."""
    drafting: Drafting | None = info.context
    return drafting


def _whole_seconds_utc(value: datetime) -> datetime:
    return _in_living_memory(value).astimezone(UTC).replace(microsecond=0)


def _in_living_memory(value: D) -> D:
    """Beyond these years lies a slip of the finger, and then an overflow."""
    if not YEARS[0] <= value.year <= YEARS[1]:
        raise ValueError(f"is not between the years {YEARS[0]} and {YEARS[1]}")
    return value


def _written(value: Any) -> Any:
    """Numbers are times to pydantic, even in strings, but not to us."""
    if isinstance(value, date) or (isinstance(value, str) and _DAY_FIRST.match(value)):
        return value
    raise ValueError("is not a time or date such as 2026-03-02T10:05:00Z or 2026-03-02")


_DAY_FIRST: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


Instant = Annotated[
    AwareDatetime,
    BeforeValidator(_written),
    AfterValidator(_whole_seconds_utc),
    PlainSerializer(lambda value: f"{value.replace(tzinfo=None).isoformat()}Z", return_type=str),
]
"""A moment with its zone, kept in UTC to the second."""

Day = Annotated[date, BeforeValidator(_written), AfterValidator(_in_living_memory)]
"""A calendar date."""

YesNo = Annotated[bool, Strict()]
Count = Annotated[int, Strict(), Field(ge=0)]

Number = Annotated[int, Strict(), Field(ge=1, le=9999)]
"""A number given within one enquiry: of a strategy discussion, of an agreed action."""

LocalId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,31}$")]
"""A person's id within one enquiry (`maya`, `mother`): it names a file, never a person."""

RoleId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,47}$")]
"""A role of the profile (`social_worker`); profiles list the roles, code does not."""


def shown_as_written(value: str) -> str:
    """The same words: a control character could make a page show others than were signed.

    Raises:
        ValueError: there is one.
    """
    if _CONTROLS.search(value):
        raise ValueError("has a control character in it")
    return value


_CONTROLS: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""All but tab and line feed, and those that turn the direction of what follows."""

Id = Annotated[str, StringConstraints(pattern=r"^[0-9a-z-]{1,36}$")]
"""The id of a practitioner or of an act, made by a machine: a UUID."""

Words = Annotated[
    str,
    StringConstraints(min_length=1, max_length=400, strip_whitespace=True),
    AfterValidator(shown_as_written),
]
"""One line of words: a place, an agency, a job title."""

Mark = Literal["ordinary", "police_sensitive", "privileged", "third_party", "restricted"]
"""Who may read a part: design, section 2."""

StatementKind = Literal["fact", "opinion", "verbatim"]


class Mention(Value):
    """A person as written: who is meant, and the words used for them."""

    p: LocalId
    as_: Annotated[
        str, StringConstraints(min_length=1, max_length=200), AfterValidator(shown_as_written)
    ] = Field(alias="as")


def _person_from_words(value: Any, info: ValidationInfo) -> Any:
    drafting = _drafting(info)
    return drafting.person(value) if isinstance(value, str) and drafting else value


Person = Annotated[
    Mention, BeforeValidator(_person_from_words, json_schema_input_type=str | Mention)
]
"""Somebody in this enquiry. While drafting, a local id or a name will do."""

Segment = (
    Annotated[
        str,
        StringConstraints(min_length=1, max_length=MAX_TEXT_CHARACTERS),
        AfterValidator(shown_as_written),
    ]
    | Mention
)
StatementSegment = Segment | Literal[""]
"""A statement's segment; the empty one is what a "no" says where only a "yes" has words."""


def _text_from_words(value: Any, info: ValidationInfo) -> Any:
    drafting = _drafting(info)
    return drafting.text(value) if isinstance(value, str) and drafting else value


def _text_bounds(value: tuple[Segment, ...]) -> tuple[Segment, ...]:
    length = sum(len(part if isinstance(part, str) else part.as_) for part in value)
    if not length:
        raise ValueError("is empty")
    if length > MAX_TEXT_CHARACTERS:
        raise ValueError(
            f"is longer than {MAX_TEXT_CHARACTERS:,} characters; "
            "deposit longer writing as a document"
        )
    return value


class KindOf:
    """Marks a field whose words are opinion or verbatim rather than fact."""

    def __init__(self, kind: StatementKind) -> None:
        self.kind: StatementKind = kind


Text = Annotated[
    tuple[Segment, ...],
    BeforeValidator(_text_from_words, json_schema_input_type=str | tuple[Segment, ...]),
    AfterValidator(_text_bounds),
]
"""Free text in segments, so that one sentence or one name can be withheld."""
Opinion = Annotated[Text, KindOf("opinion")]
"""The author's or actor's professional opinion, never to be read as fact (ASM-18)."""
Verbatim = Annotated[Text, KindOf("verbatim")]
"""Somebody's own words, never corrected or normalised (SEE-06, MED-24)."""


class Professional(Value):
    """A practitioner as named in an entry; most doctors, officers and teachers hold no key.

    `practitioner` is their id in the directory where they have one, `registration` their number
    with their regulator.
    """

    says: ClassVar[str] = "{as} ({agency})"

    as_: Words = Field(alias="as")
    role: RoleId
    agency: Words
    practitioner: Id | None = None
    registration: Words | None = None


Who = Annotated[
    Professional | Mention,
    BeforeValidator(_person_from_words, json_schema_input_type=str | Professional | Mention),
]
"""A practitioner or somebody of the enquiry."""


class At(Value):
    """At an instant."""

    at: Instant

    def bounds(self) -> tuple[datetime, datetime]:
        """Earliest and latest instant that this can mean."""
        return self.at, self.at


class On(Value):
    """On a date in England, at a time not recorded."""

    on: Day

    def bounds(self) -> tuple[datetime, datetime]:
        """First and last second of the day in London."""
        start = datetime(self.on.year, self.on.month, self.on.day, tzinfo=LONDON)
        last = datetime(self.on.year, self.on.month, self.on.day, 23, 59, 59, tzinfo=LONDON)
        return start.astimezone(UTC), last.astimezone(UTC)


class Between(Value):
    """During or within an interval."""

    from_: Instant = Field(alias="from")
    to: Instant

    @model_validator(mode="after")
    def _in_order(self) -> "Between":
        if self.to < self.from_:
            raise ValueError("to: is before from")
        return self

    def bounds(self) -> tuple[datetime, datetime]:
        """The interval."""
        return self.from_, self.to


class About(Value):
    """At about an instant, give or take `within` minutes (1 to 1440; 30 unless told)."""

    about: Instant
    within: Annotated[int, Strict(), Field(ge=1, le=1440)] = 30

    def bounds(self) -> tuple[datetime, datetime]:
        """The instant less and plus `within`."""
        return self.about - timedelta(minutes=self.within), self.about + timedelta(
            minutes=self.within
        )


def _boolean(value: Any) -> Any:
    """To Python 1 is True; to a signature it is another byte."""
    if not isinstance(value, bool):
        raise ValueError("is not true")  # noqa: TRY004 - pydantic reports only ValueError
    return value


class Unknown(Value):
    """At a time that nobody could say."""

    unknown: Annotated[Literal[True], BeforeValidator(_boolean)] = True

    def bounds(self) -> tuple[datetime, datetime] | None:
        """None: it can have been at any time before it was recorded."""
        return None


def _when_from_words(value: Any, info: ValidationInfo) -> Any:
    if not isinstance(value, str) or not _drafting(info):
        return value
    if value == "unknown":
        return {"unknown": True}
    return {"on": value} if len(value) == len("2026-03-02") else {"at": value}


Deadline = Annotated[
    At | On, BeforeValidator(_when_from_words, json_schema_input_type=str | At | On)
]
"""By when something is to be done: an instant, or the end of a day."""

When = Annotated[
    At | On | Between | About | Unknown,
    BeforeValidator(
        _when_from_words, json_schema_input_type=str | At | On | Between | About | Unknown
    ),
]
"""When something happened: design, principle 5."""

How = Literal["own_act", "present", "telephone", "video", "message", "document"]


class Source(Value):
    """How the author knows: own act, was present, or was told, how and by whom.

    `through` are the people it passed through on the way (Criminal Justice Act 2003, section 117).
    """

    how: How
    from_: Who | None = Field(alias="from", default=None)
    witness: Who | None = None
    through: tuple[Who, ...] = ()


class Capacity(Value):
    """In which role and for which agency the author acts, as the directory has it at that time."""

    id: LocalId
    role: RoleId
    agency: Words
    as_: Words = Field(alias="as")


EntryNumber = Annotated[
    int,
    Strict(),
    Field(ge=1),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 1},
                {
                    "type": "object",
                    "properties": {"ref": {"type": "string"}},
                    "required": ["ref"],
                    "additionalProperties": False,
                },
            ]
        }
    ),
]
"""The number of an earlier entry of the same enquiry. A scenario gives it as `{"ref": name}`."""


class Refers:
    """Marks an entry number: the relation (`rel`) in which an entry refers to that one.

    `to` names the events that the other entry may hold; none: any event. The signed references of
    an entry follow from these fields, so the statement and the references cannot disagree.
    """

    def __init__(self, rel: str, *to: str) -> None:
        self.rel = rel
        self.to = to


def unique(name: Callable[[Any], object] = lambda item: item) -> AfterValidator:
    """A validator that refuses a list in which something stands twice."""

    def check(items: tuple[Any, ...]) -> tuple[Any, ...]:
        if len({name(item) for item in items}) != len(items):
            raise ValueError("the same value stands twice")
        return items

    return AfterValidator(check)


def stored_form(value: Value) -> dict[str, Any]:
    """A value as JSON, as it is signed: what is None or an empty list is left out."""
    trimmed: dict[str, Any] = _without_empty(value.model_dump(mode="json", exclude_none=True))
    return trimmed


def stored_part(value: Value, name: str) -> Any:
    """One member of `stored_form`, or None where it is left out."""
    part = value.model_dump(mode="json", include={name}, exclude_none=True)
    return _without_empty(part).get(name)


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_empty(item) for key, item in value.items() if item != []}
    if isinstance(value, list):
        return [item if isinstance(item, str) else _without_empty(item) for item in value]
    return value
