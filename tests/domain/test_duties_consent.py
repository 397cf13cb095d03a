"""MED-09: consent before the medical, by somebody able to give it, and not taken back."""

from typing import Any

import pytest

from domain.duties import State
from tests.domain.judging import found, state
from tests.scenario import Scenario, given

NOW = "2026-03-05T12:00Z"
MET, LATE, OVERDUE = State.MET, State.MET_LATE, State.OVERDUE
NOT_ASKED, UNTOLD = State.NOT_APPLICABLE, State.CANNOT_TELL

MOTHER = {"kind": "pr_holder", "person": "dawn", "capacity": True}
FATHER = {"kind": "pr_holder", "person": "craig", "capacity": True}


def consent(answer: str = "gave", scope: str = "whole", **other: Any) -> dict[str, Any]:
    """The data of a consent by the mother, if nobody else is named."""
    data = {"child": "maya", "answer": answer, "scope": scope.split(), "authority": MOTHER}
    return {**data, "form": "spoken", **other}


def history(*steps: tuple[str, dict[str, Any]]) -> Scenario:
    """What was said about consent, and then the medical on 3 March at 2pm."""
    told = given()
    for number, (occurred, data) in enumerate(steps):
        told = told.at(
            "2026-03-04T09:00Z",
            event="MedicalConsent",
            data=data,
            occurred=occurred,
            ref=f"c{number}",
        )
    return told.at("2026-03-04T10:00Z", event="MedicalConducted", occurred="2026-03-03T14:00:00Z")


@pytest.mark.parametrize(
    ("occurred", "expected"),
    [
        ("2026-03-03T14:00:00Z", MET),
        ("2026-03-03T14:01:00Z", LATE),
        ("2026-03-02", MET),
        ("2026-03-03", UNTOLD),
        ("unknown", UNTOLD),
    ],
)
def test_consent_comes_first(occurred: str, expected: State) -> None:
    """It counts when it was given; given afterwards, it is late; undated, it decides nothing."""
    assert state(history((occurred, consent())), "MED-09", NOW) is expected


def test_without_consent_it_is_a_breach_of_the_law() -> None:
    """From the moment of the medical, and the finding names it."""
    (finding,) = found(history(), NOW, "MED-09")
    assert (finding.kind, finding.gravity.value) == ("overdue", "lawfulness")
    assert finding.remedy.__name__ == "MedicalConsent"


@pytest.mark.parametrize(
    ("withdrawn", "expected"),
    [
        ("2026-03-03T13:59:00Z", OVERDUE),
        ("2026-03-03T14:00:00Z", OVERDUE),
        ("2026-03-03T14:01:00Z", MET),
        ("2026-03-03", UNTOLD),
        ("2026-03-02T09:00:00Z", MET),
    ],
)
def test_a_withdrawal_counts_between_consent_and_medical(withdrawn: str, expected: State) -> None:
    """Before the consent, or after the medical, it undoes nothing."""
    told = history(
        ("2026-03-03T10:00:00Z", consent()),
        (withdrawn, consent("withdrew")),
    )
    assert state(told, "MED-09", NOW) is expected


def test_a_consent_taken_back_is_not_told_as_never_recorded() -> None:
    """The finding rests on the consent and the withdrawal, and says so."""
    told = history(
        ("2026-03-03T10:00:00Z", consent()), ("2026-03-03T11:00:00Z", consent("withdrew"))
    )
    (finding,) = found(told, NOW, "MED-09")
    assert [entry.seq for entry in finding.entries] == [1, 2, 3]
    assert "done in entry 1 (medical consent), but taken back" in finding.words


def test_a_new_consent_stands_after_a_withdrawal() -> None:
    """Each consent is weighed by itself."""
    told = history(
        ("2026-03-03T10:00:00Z", consent()),
        ("2026-03-03T11:00:00Z", consent("withdrew")),
        ("2026-03-03T12:00:00Z", consent()),
    )
    assert state(told, "MED-09", NOW) is MET


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (consent("withdrew", authority=FATHER), MET),
        (consent("withdrew", authority=FATHER, concerns={"ref": "c0"}), OVERDUE),
        (consent("withdrew", "samples"), MET),
        (consent("withdrew", "photographs"), OVERDUE),
        (consent("refused"), OVERDUE),
        (consent("varied", "examination photographs"), MET),
        (consent("varied", "examination"), OVERDUE),
        (consent("varied", "samples"), OVERDUE),
    ],
)
def test_whose_word_ends_a_consent_and_for_what(data: dict[str, Any], expected: State) -> None:
    """Who gave it can end it, for what was done; one parent's word leaves the other's consent."""
    told = history(("2026-03-03T10:00:00Z", consent()), ("2026-03-03T11:00:00Z", data))
    assert state(told, "MED-09", NOW) is expected


@pytest.mark.parametrize(
    "data",
    [
        consent(scope="examination"),
        consent("refused"),
        consent(authority={**MOTHER, "capacity": False}),
        consent(authority={"kind": "young_person_16_17", "doubt": True}),
        consent(child="leo"),
    ],
)
def test_what_is_no_consent_to_this(data: dict[str, Any]) -> None:
    """Too little of it, a refusal, somebody unable to decide, or another child."""
    assert state(history(("2026-03-03T10:00:00Z", data)), "MED-09", NOW) is OVERDUE


def test_saving_a_life_needs_no_consent() -> None:
    """MED-19: the treatment itself is excused; a medical after it is not."""
    treated = given().at("2026-03-04T10:00Z", event="EmergencyTreatment")
    assert state(treated, "MED-09", NOW) is NOT_ASKED
    examined = treated.at("2026-03-04T15:00Z", event="MedicalConducted")
    assert [f.entries[0].seq for f in found(examined, NOW, "MED-09")] == [2]


def test_the_standard_procedure_has_no_such_rule() -> None:
    """Its medicals are advised on, not regulated (parameter 20)."""
    told = history()
    standard = Scenario(given("standard").profile, told.enquiry)
    assert state(standard, "MED-09", NOW) is NOT_ASKED
    assert found(standard, NOW, "MED-09", "MED-22", "MED-05") == ()
