"""The doctor’s report: whole, signed, sent; what a second report adds counts for the first."""

from typing import Any

import pytest

from tests.domain.medicals import (
    MEDICAL,
    examined,
    example,
    family,
    words,
)
from tests.scenario import Scenario, professional


class TestReport:
    """MED-23 to MED-29: whole, signed, sent; what a second report adds counts for the first."""

    def reported(self, by: str = "doctor", **changes: Any) -> Scenario:
        """A report of the example's five items."""
        doctor = professional("doctor")
        data = example("MedicalReport", concerns={"ref": "medical"}, examiner=doctor, **changes)
        return examined(family()).at(
            "2026-03-04T12:00Z", by=by, event="MedicalReport", data=data, ref="report"
        )

    def test_what_is_missing_is_found_once_and_a_later_report_may_add_it(self) -> None:
        """One finding a row, with the first report on the examination."""
        told = self.reported()
        assert words(told, "MED-28") == [
            "The report does not say: other findings and developmental progress."
        ]
        rest = [
            {"kind": "other_findings", "text": "None."},
            {"kind": "development", "text": "As expected."},
        ]
        more = example("MedicalReport", concerns={"ref": "medical"}, items=rest)
        told = told.at("2026-03-04T13:00Z", by="doctor", event="MedicalReport", data=more)
        assert not words(told, "MED-28")
        assert len(words(told, "MED-26")) == 1

    @pytest.mark.parametrize(("ended", "count"), [("14:00:00", 1), ("14:00:01", 0)])
    def test_it_ends_after_it_begins(self, ended: str, count: int) -> None:
        """An end at the very beginning is a slip."""
        times = [
            {"kind": "examination", "began": MEDICAL, "place": "Lister Hospital"},
            {"kind": "present", "people": ["dawn"]},
            {"kind": "ended", "ended": f"2026-03-03T{ended}Z"},
        ]
        assert len(words(self.reported(items=times), "MED-26")) == count

    def test_a_drawing_deposited_with_it_is_a_diagram(self) -> None:
        """As good as one that the report names; a letter is none."""
        told = self.reported()
        assert any("diagram" in one for one in words(told, "MED-25"))
        for form, found in (("letter", True), ("body_map", False)):
            data = example("DocumentDeposited", form=form, concerns=[{"ref": "report"}])
            after = told.at("2026-03-04T13:00Z", event="DocumentDeposited", data=data)
            assert any("diagram" in one for one in words(after, "MED-25")) is found

    def test_the_consent_it_names_is_one_on_record(self) -> None:
        """Without the entry, or with a refusal, it does not match."""
        noted = [{"kind": "consent", "text": "the mother"}]
        assert len(words(self.reported(items=noted), "MED-27")) == 1

    def test_the_doctor_signs_or_confirms_these_very_words(self) -> None:
        """Another doctor's confirmation does not clear it, nor another kind of countersignature."""
        assert not words(self.reported(), "MED-29")
        told = self.reported(by="sw")
        assert len(words(told, "MED-29")) == 1
        data = {"countersigns": {"ref": "report"}, "kind": "confirm_words"}
        for by, kind, count in (
            ("nurse", "confirm_words", 1),
            ("doctor", "acknowledge", 1),
            ("doctor", "confirm_words", 0),
        ):
            signed = {**data, "kind": kind}
            after = told.at("2026-03-04T13:00Z", by=by, event="Countersignature", data=signed)
            assert len(words(after, "MED-29")) == count

    def test_it_goes_to_everybody_who_must_have_it(self) -> None:
        """Recipients of several sendings count together."""
        told = self.reported()
        for recipient, count in (("childrens_services", 1), ("general_practitioner", 0)):
            sent = example("MedicalReportProvided", concerns={"ref": "report"}, to=[recipient])
            told = told.at("2026-03-04T13:00Z", event="MedicalReportProvided", data=sent)
            assert len([one for one in words(told, "MED-23") if "sent" in one]) == count
