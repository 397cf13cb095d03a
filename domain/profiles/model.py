"""A profile: one authority's procedure as typed parameters, each found by its dotted key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, reduce
from typing import Annotated

from pydantic import AfterValidator

from domain.docstrings import field_docs
from domain.profiles.conclusion import (
    Assessment,
    Conference,
    Disputes,
    FamilyGroupConference,
    Feedback,
    Outcome,
    Reassessment,
)
from domain.profiles.enquiry import (
    Access,
    Carer,
    Checks,
    Child,
    CrossBorder,
    Household,
    Immediate,
    Lado,
    Legal,
    Objections,
    Parents,
    Police,
    Section47,
)
from domain.profiles.medical import Interviews, Medical
from domain.profiles.records import Countersigning, Records, Retention, Terms
from domain.profiles.roles import Role
from domain.profiles.strategy import Strategy
from domain.profiles.values import Code, Group, RoleList, Text, Unit


class UnknownParameter(KeyError):
    """No profile has a parameter of this key and kind: a mistake in the code that asks."""

    def __init__(self, key: str, kind: str) -> None:
        super().__init__(key)
        self.key = key
        self.kind = kind

    def __str__(self) -> str:
        return f"{self.key!r} is not {self.kind} of a profile"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter as a screen shows it."""

    key: str
    value: object
    """`None` where the procedure does not state it."""
    unit: str | None
    meaning: str
    not_from_seed: str | None
    """Why this value is a default of ours, or `None` where the procedure states it."""


def _known_parameter(key: str) -> str:
    if key not in _schema():
        raise ValueError(f"{key!r} is not a parameter of a profile")
    return key


class Procedure(Group):
    """Which document this profile puts into practice."""

    id: Code
    """Its name in a ledger and on the command line."""

    title: Text
    """The document's own title."""

    authority: Text
    """Whose procedure it is."""

    edition: Text
    """The version put into practice, and its date."""

    seed: Text
    """The document's number in the requirements."""


class Profile(Group):
    """One authority's procedure. `load_profile` makes one and checks it as a whole."""

    procedure: Procedure
    s47: Section47
    child: Child
    household: Household
    strategy: Strategy
    access: Access
    parents: Parents
    objections: Objections
    crossborder: CrossBorder
    immediate: Immediate
    checks: Checks
    carer: Carer
    lado: Lado
    police: Police
    legal: Legal
    medical: Medical
    abe: Interviews
    assessment: Assessment
    outcome: Outcome
    icpc: Conference
    feedback: Feedback
    fgc: FamilyGroupConference
    reassess_objectives: Reassessment
    disputes: Disputes
    records: Records
    countersign: Countersigning
    retention: Retention
    terms: Terms

    roles: Mapping[Code, Role]
    """Every role that a practitioner can hold, by id (REF-14)."""

    not_from_seed: Mapping[Annotated[str, AfterValidator(_known_parameter)], Text]
    """Keys whose value is a default of ours and not the procedure's, with the reason."""

    def limit(self, key: str) -> int | None:
        """The number of a limit such as `child.seen_hours`; `None` if not stated.

        The unit is in the key and in `unit(key)`. Raises `UnknownParameter` for a key
        that no profile has, or that is not a limit: a mistyped key must not look like silence.
        """
        value = _slot(key, "a limit", Unit).value_in(self)
        return value if isinstance(value, int) else None

    def roles_for(self, key: str) -> frozenset[str]:
        """The roles named by a parameter such as `strategy.authoriser`; none if not stated.

        Raises `UnknownParameter` for a key that no profile has, or that does not name roles.
        """
        value = _slot(key, "a choice of roles", RoleList).value_in(self)
        return frozenset(value) if isinstance(value, tuple) else frozenset()

    def parameter(self, key: str) -> Parameter:
        """One parameter with all that a screen shows. Raises `UnknownParameter`."""
        slot = _slot(key, "a parameter")
        return Parameter(
            key=key,
            value=slot.value_in(self),
            unit=slot.unit,
            meaning=slot.meaning,
            not_from_seed=self.not_from_seed.get(key),
        )

    def value(self, key: str) -> object:
        """What a parameter is set to, None where nothing is stated. Raises `UnknownParameter`."""
        return _slot(key, "a parameter").value_in(self)

    def unit(self, key: str) -> str | None:
        """What a limit is counted in, None where it is no limit. Raises `UnknownParameter`."""
        return _slot(key, "a parameter").unit

    def parameters(self) -> Iterator[Parameter]:
        """Every parameter, in the order of the procedure."""
        return (self.parameter(key) for key in _schema())


@dataclass(frozen=True, slots=True)
class _Slot:
    """Where in a profile a parameter is kept, and what its class says about it."""

    path: tuple[str, ...]
    marks: tuple[object, ...]
    group: type[Group]
    name: str

    @property
    def unit(self) -> str | None:
        return next((mark.name for mark in self.marks if isinstance(mark, Unit)), None)

    @property
    def meaning(self) -> str:
        return field_docs(self.group).get(self.name, "")

    def value_in(self, profile: Profile) -> object:
        return reduce(getattr, self.path, profile)


def _slots(group: type[Group], key: str, path: tuple[str, ...]) -> Iterator[tuple[str, _Slot]]:
    for name, field in group.model_fields.items():
        here = (key + (field.alias or name), (*path, name))
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, Group):
            yield from _slots(inner, here[0] + ".", here[1])
        else:
            yield here[0], _Slot(here[1], tuple(field.metadata), group, field.alias or name)


@cache
def _schema() -> Mapping[str, _Slot]:
    return dict(_slots(Profile, "", ()))


def _slot(key: str, kind: str, mark: type = object) -> _Slot:
    slot = _schema().get(key)
    if slot is None or (mark is not object and not any(isinstance(m, mark) for m in slot.marks)):
        raise UnknownParameter(key, kind)
    return slot
