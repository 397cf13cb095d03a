"""Facts about somebody's circumstances that decide what the procedure asks."""

from typing import Annotated, ClassVar, Literal

from domain.values import Value, Words, YesNo
from domain.wording import Phrases

Household = Annotated[
    Literal["lives_there", "visits", "lives_elsewhere", "not_known"],
    Phrases(
        {
            "lives_there": "lives in the household",
            "visits": "regularly visits the household",
            "lives_elsewhere": "does not live in the household",
            "not_known": "may or may not live in the household; this is not known yet",
        }
    ),
]
"""How somebody belongs to the child's household (SEE-09 counts regular visitors)."""


class InHousehold(Value):
    """How somebody belongs to the household, learned later or changed (SEE-09)."""

    says: ClassVar[str] = "{household}"

    kind: Literal["household"]
    household: Household


class CourtProceedings(Value):
    """The subject of court proceedings: may the child be seen without the court's permission?"""

    says: ClassVar[str] = "is the subject of proceedings in {court} (case {case_number})"

    kind: Literal["court_proceedings"]
    court: Words
    case_number: Words


class ProceedingsEnded(Value):
    """No longer the subject of court proceedings."""

    says: ClassVar[str] = "is no longer the subject of court proceedings"

    kind: Literal["proceedings_ended"]


class ProtectionPlan(Value):
    """Supported by a child protection plan of an authority, perhaps another one (REF-06)."""

    says: ClassVar[str] = "has a child protection plan of {authority}"

    kind: Literal["protection_plan"]
    authority: Words


class ProtectionPlanEnded(Value):
    """No longer supported by a child protection plan."""

    says: ClassVar[str] = "no longer has a child protection plan"

    kind: Literal["protection_plan_ended"]


class MentalHealth(Value):
    """A mental health need, and so perhaps specialist help (SEE-12)."""

    says: ClassVar[str] = "has this mental health need: {need}"

    kind: Literal["mental_health"]
    need: Words


class Residential(Value):
    """Lives in a residential establishment, whose inspectorate may have to be told (FDB-07)."""

    says: ClassVar[str] = (
        "lives at {establishment}, a residential establishment that {inspected|is|is not} subject "
        "to inspection"
    )

    kind: Literal["residential"]
    establishment: Words
    inspected: YesNo


class LeftResidential(Value):
    """No longer lives in a residential establishment."""

    says: ClassVar[str] = "no longer lives in a residential establishment"

    kind: Literal["left_residential"]
