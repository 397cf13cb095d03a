"""Told in the tests about medicals: a family, a consent, an examination."""

from typing import Any, Final

from domain.events import BY_NAME
from tests.domain.judging import found, person, responsible
from tests.scenario import Scenario, given, professional

NOW: Final = "2026-03-05T12:00Z"
MEDICAL: Final = "2026-03-03T14:00:00Z"
GP: Final = {"as": "Dr Ivan Roe", "role": "general_practitioner", "agency": "Mill Lane Surgery"}
NURSE: Final = professional("nurse")
MOTHER: Final = {"kind": "pr_holder", "person": "dawn", "capacity": True}


def example(event: str, **changes: Any) -> dict[str, Any]:
    """The example of an event with some fields changed, or left out where `None`."""
    data = {**BY_NAME[event].example, **changes}
    return {name: value for name, value in data.items() if value is not None}


def consent(answer: str = "gave", **changes: Any) -> dict[str, Any]:
    """A consent of the mother's to the whole, unless told otherwise."""
    data = {"child": "maya", "answer": answer, "scope": ["whole"], "authority": MOTHER}
    return {**data, "form": "spoken", **changes}


def family(born: str | None = "2016-05-01") -> Scenario:
    """Maya, with her mother, who is responsible, and a little brother."""
    told = (
        given()
        .at("2026-03-01T09:00Z", event="PersonAdded", data=person("maya", "Maya Carter", "child"))
        .at("2026-03-01T09:00Z", event="PersonAdded", data=person("leo", "Leo Carter", "sibling"))
        .at("2026-03-01T09:00Z", event="PersonAdded", data=person("dawn", "Dawn Carter", "parent"))
        .at("2026-03-01T09:00Z", event="PersonFact", data=responsible("dawn"))
    )
    fact = {"person": "maya", "fact": {"kind": "born", "on": born}}
    return told.at("2026-03-01T09:00Z", event="PersonFact", data=fact) if born else told


def examined(told: Scenario, occurred: str = MEDICAL, **changes: Any) -> Scenario:
    """The medical on 3 March at 2pm, recorded the next day."""
    data = example("MedicalConducted", **changes)
    return told.at(
        "2026-03-04T10:00Z",
        by="doctor",
        event="MedicalConducted",
        occurred=occurred,
        data=data,
        ref="medical",
    )


def words(told: Scenario, *rows: str, now: str = NOW) -> list[str]:
    """What is found under these rows."""
    return [finding.words for finding in found(told, now, *rows)]
