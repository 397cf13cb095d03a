"""Why a value does not fit: in words of the house, and never with the value."""

from typing import Annotated, Any, Literal

import pytest
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from domain.reasons import reason_of

SECRET = "Zanzibar"


class One(BaseModel):
    """One of two kinds."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["one"]
    name: str


class Two(BaseModel):
    """The other."""

    kind: Literal["two"]


KINDS = Annotated[One | Two, Field(discriminator="kind")]
ID = r"^[0-9a-f]{8}-[0-9a-f]{4}$"

CASES: list[tuple[Any, Any, str]] = [
    (One, {"kind": "one"}, "missing"),
    (One, {"kind": "one", "name": "a", SECRET: 1}, "not known here; leave it out, or check"),
    (One, SECRET, "not an object"),
    (One, {"kind": "one", "name": 7}, "not text"),
    (KINDS, {}, "has no kind"),
    (KINDS, {"kind": SECRET}, "kind is none of 'one', 'two'"),
    (Literal["a", "b"], SECRET, "not 'a' or 'b'"),
    (int, SECRET, "not a whole number"),
    (Annotated[int, Field(ge=1)], 0, "less than 1"),
    (Annotated[int, Field(le=100)], 101, "more than 100"),
    (bool, SECRET, "neither true nor false"),
    (list[int], SECRET, "not a list"),
    (tuple[int, ...], SECRET, "not a list"),
    (dict[str, int], SECRET, "not an object"),
    (Annotated[str, Field(min_length=1)], "", "empty"),
    (Annotated[list[int], Field(min_length=1)], [], "empty"),
    (Annotated[str, Field(max_length=4)], SECRET, "longer than 4 characters"),
    (Annotated[list[int], Field(max_length=1)], [1, 2], "more than 1"),
    (Annotated[str, Field(pattern="^a$")], SECRET, "not of the form ^a$"),
    (Annotated[str, Field(pattern=ID)], SECRET, "not an id such as 4f0f3a52-"),
    (AwareDatetime, "2026-03-02T10:05:00", "without its zone; write it as in 2026-03-02T10:05:00Z"),
    (AwareDatetime, "2026-03-02T10:05:00 01:00", "not a time or date such as 2026-03-02T10:05:00Z"),
]


@pytest.mark.parametrize(("kind", "value", "reason"), CASES)
def test_a_reason_says_what_is_wrong_and_never_with_what(
    kind: Any, value: Any, reason: str
) -> None:
    """Nothing of pydantic's own language is left, and no word of what was given."""
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(kind).validate_python(value)
    told = reason_of(refused.value.errors(include_url=False)[0])
    assert told.startswith(reason)
    assert not any(words in told for words in ("nput", "should", "tag", SECRET))
