"""What the parameters of a profile are made of: silence, limits with units, and references.

A procedure that says nothing about something has to say so: the value is the words "not stated",
never a line left out. A missing line is an error, so that nobody's rule is switched off by an
oversight.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    StringConstraints,
    ValidationInfo,
)

NOT_STATED = "not stated"
"""How a profile writes that its procedure is silent; `None` once it is read."""


class Group(BaseModel):
    """Parameters that belong together: frozen, and closed to keys that nobody defined."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


@dataclass(frozen=True, slots=True)
class Unit:
    """Marks a parameter as a limit, and says what its number counts."""

    name: str


@dataclass(frozen=True, slots=True)
class RoleList:
    """Marks a parameter as a choice of roles."""


def _silence(value: object) -> object:
    return None if value == NOT_STATED else value


def _known_role(value: str, info: ValidationInfo) -> str:
    if info.context is not None and value not in info.context["roles"]:
        raise ValueError(f"role {value!r} is not in [roles]")
    return value


T = TypeVar("T")

Stated = Annotated[T | None, BeforeValidator(_silence)]

Flag = Annotated[bool, Strict()]
Text = Annotated[str, Strict(), StringConstraints(min_length=1, max_length=2000)]
Code = Annotated[str, Strict(), StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]

_Days = Annotated[int, Strict(), Field(ge=1, le=366)]
_Hours = Annotated[int, Strict(), Field(ge=1, le=24 * 366)]
_Years = Annotated[int, Strict(), Field(ge=1, le=120)]
_Times = Annotated[int, Strict(), Field(ge=1, le=100)]

WorkingDays = Annotated[_Days | None, BeforeValidator(_silence), Unit("working days")]
ProcedureDays = Annotated[_Days | None, BeforeValidator(_silence), Unit("days, see icpc.day_unit")]
Hours = Annotated[_Hours | None, BeforeValidator(_silence), Unit("hours")]
Years = Annotated[_Years | None, BeforeValidator(_silence), Unit("years")]
Times = Annotated[_Times | None, BeforeValidator(_silence), Unit("times")]

Warnings = tuple[_Hours, ...]
"""When to warn on the way to a limit, counted in that limit's unit."""

RoleId = Annotated[Code, AfterValidator(_known_role)]
Roles = Annotated[
    Annotated[tuple[RoleId, ...], Field(min_length=1)] | None,
    BeforeValidator(_silence),
    RoleList(),
]
"""Any one of these roles will do; `None` where the procedure names nobody."""
