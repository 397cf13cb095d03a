"""Feedback: to whom it is owed, in which form, with whose leave, and when nobody is owed any."""

from typing import Any

import pytest

from domain.duties import State
from tests.domain.judging import answers, found, person, responsible, state
from tests.scenario import Scenario, given, professional

LATER = "2026-03-20T12:00Z"
TOLD = {"kind": "told", "way": "in_person", "form": "own_words", "language": "English"}
_TO_DAWN = {**TOLD, "told": "There will be a plan."}


def decided(profile: str = "hertfordshire") -> Scenario:
    """Maya, aged nine, and her mother; police and a school took part; the outcome on 5 March."""
    history = given(profile)
    for id, name, kind in (  # noqa: A001 - their ids
        ("maya", "Maya Carter", "child"),
        ("dawn", "Dawn Carter", "parent"),
    ):
        history = history.at("2026-03-01T09:00Z", event="PersonAdded", data=person(id, name, kind))
    history = history.at("2026-03-01T09:00Z", event="PersonFact", data=responsible("dawn"))
    born = {"person": "maya", "fact": {"kind": "born", "on": "2016-05-10"}}
    history = history.at("2026-03-01T09:00Z", event="PersonFact", data=born)
    attended = (("police", "attended"), ("school", "attended"), ("sw2", "attended"))
    for one, kind in (*attended, ("nurse", "absent")):
        attendance = {"kind": kind, **({"decides": True} if kind == "attended" else {})}
        data = {"discussion": 1, "participant": professional(one), "attendance": attendance}
        history = history.at("2026-03-02T09:00Z", event="ParticipantAttended", data=data)
    return history.at("2026-03-05T12:00Z", event="OutcomeDecided", ref="outcome")


def feedback(history: Scenario, to: str, at: str = "2026-03-06T12:00Z", **how: Any) -> Scenario:
    """Feedback given to somebody."""
    told = {**TOLD, "told": "There will be a plan.", **how}
    data = {"person": to, "concerns": {"ref": "outcome"}, "feedback": told}
    return history.at(at, event="Feedback", data=data)


class TestAgencies:
    """FDB-02."""

    def shared(self, history: Scenario, *agencies: str) -> Scenario:
        """The outcome given to these agencies."""
        recipients = [{"as": "X", "role": "teacher", "agency": agency} for agency in agencies]
        data = {"concerns": {"ref": "outcome"}, "recipients": recipients, "evaluation": "Safer."}
        return history.at("2026-03-06T12:00Z", event="OutcomeShared", data=data)

    @pytest.mark.parametrize("profile", ["hertfordshire", "standard"])
    def test_whoever_took_part_is_named_until_told(self, profile: str) -> None:
        """Not who stayed away, and not children’s services themselves; in both procedures."""
        assert not found(decided(profile), "2026-03-12T23:00Z", "FDB-02")
        (finding,) = found(decided(profile), "2026-03-13T00:01Z", "FDB-02")
        assert finding.words.endswith("Hertfordshire Constabulary and Oakfield Primary School.")

    def test_an_agency_is_known_by_its_name_however_it_is_capitalised(self) -> None:
        """One of two is left."""
        history = self.shared(decided(), "OAKFIELD Primary School")
        (finding,) = found(history, LATER, "FDB-02")
        assert finding.words.endswith(": Hertfordshire Constabulary.")
        both = self.shared(history, "Hertfordshire Constabulary")
        assert not found(both, LATER, "FDB-02")


class TestFamily:
    """FDB-03 and FDB-04."""

    def test_child_and_parent_each_hear_or_it_says_why_not(self) -> None:
        """The reason why a small child was told nothing is an answer too."""
        assert {one.person for one in found(decided(), LATER, "FDB-03")} == {"maya", "dawn"}
        data = {
            "person": "maya",
            "concerns": {"ref": "outcome"},
            "feedback": {"kind": "not_told", "reason": "She asked not to hear it yet."},
        }
        history = feedback(decided(), "dawn").at("2026-03-06T12:00Z", event="Feedback", data=data)
        assert not found(history, LATER, "FDB-03")

    def test_a_silent_procedure_asks_for_no_feedback_to_the_family(self) -> None:
        """And judges no form."""
        history = feedback(decided("standard"), "maya", form="formal")
        assert not found(history, LATER, "FDB-03", "FDB-04", "FDB-05", "FDB-06", "FDB-07")

    @pytest.mark.parametrize(
        ("to", "form", "stands"),
        [("maya", "own_words", True), ("maya", "child_friendly", False), ("dawn", "formal", False)],
    )
    def test_a_young_child_is_told_in_a_form_made_for_one(
        self, to: str, form: str, stands: bool
    ) -> None:
        """Adults may read the words of the record."""
        assert bool(found(feedback(decided(), to, form=form), LATER, "FDB-04")) is stands

    def test_an_older_child_may_be_told_in_everyday_words(self) -> None:
        """The age is the authority’s own; nobody whose birth is not recorded counts as young."""
        older = {"person": "maya", "fact": {"kind": "born", "on": "2013-05-10"}}
        history = decided().at("2026-03-05T13:00Z", event="PersonFact", data=older)
        assert not found(feedback(history, "maya"), LATER, "FDB-04")

    def test_telling_again_with_an_interpreter_puts_it_right(self) -> None:
        """Not telling again without one."""
        fact = {"kind": "language", "language": "Polish", "interpreter": True}
        history = decided().at(
            "2026-03-05T13:00Z", event="PersonFact", data={"person": "dawn", "fact": fact}
        )
        history = feedback(history, "dawn")
        again = feedback(history, "dawn", "2026-03-07T12:00Z")
        assert found(again, LATER, "FDB-04")
        right = feedback(again, "dawn", "2026-03-08T12:00Z", interpreter=professional("nurse"))
        assert not found(right, LATER, "FDB-04")


class TestPolice:
    """FDB-05."""

    def investigated(self, basis: str, *decision: str) -> Scenario:
        """What the police said about their investigation, and decided since."""
        history = decided().at(
            "2026-03-05T13:00Z",
            event="CriminalInvestigationBasis",
            data={"basis": basis, "grounds": "The account."},
        )
        for one in decision:
            data = {
                "officer": professional("police"),
                "decision": one,
                "crime_reference": "41/1/26",
                "reasons": "The evidence.",
            }
            history = history.at(
                "2026-03-05T14:00Z", event="CriminalProceedingsDecision", data=data
            )
        return history

    @pytest.mark.parametrize(
        ("said", "asked"),
        [
            (("reactive",), True),
            (("none",), False),
            (("reactive", "grounds"), True),
            (("reactive", "no_grounds"), False),
        ],
    )
    def test_it_is_asked_while_they_investigate_or_prosecute(
        self, said: tuple[str, ...], asked: bool
    ) -> None:
        """Not where there is no investigation, and not after it has ended."""
        assert bool(answers(feedback(self.investigated(*said), "dawn"), "FDB-05", LATER)) is asked
        assert not answers(feedback(decided(), "dawn"), "FDB-05", LATER)

    def test_a_correction_moves_no_limit_that_nobody_set(self) -> None:
        """When feedback was given is put right; only an investigation makes that matter."""
        for history, moved in ((decided(), []), (self.investigated("reactive"), ["limit_moved"])):
            told = {"person": "dawn", "concerns": {"ref": "outcome"}, "feedback": _TO_DAWN}
            given_once = history.at("2026-03-06T12:00Z", event="Feedback", data=told, ref="told")
            corrected = given_once.at(
                "2026-03-07T12:00Z",
                event="Feedback",
                data=told,
                corrects="told",
                because="It was in the morning.",
                occurred="2026-03-06T09:00Z",
            )
            kinds = [one.kind for one in found(corrected, LATER, "FDB-05")]
            assert [kind for kind in kinds if kind != "overdue"] == moved

    @pytest.mark.parametrize(
        ("people", "at", "expected"),
        [
            (["dawn", "maya"], "2026-03-05T15:00Z", State.MET),
            (["maya"], "2026-03-05T15:00Z", State.OVERDUE),
            (["dawn"], "2026-03-07T15:00Z", State.MET_LATE),
        ],
    )
    def test_it_is_agreed_before_and_for_that_person(
        self, people: list[str], at: str, expected: State
    ) -> None:
        """Agreement afterwards is late."""
        data = {"officer": professional("police"), "people": people, "content": "The outcome."}
        history = feedback(self.investigated("reactive"), "dawn")
        history = history.at("2026-03-08T09:00Z", event="FeedbackAgreed", data=data, occurred=at)
        assert state(history, "FDB-05", LATER) is expected


@pytest.mark.parametrize(
    ("referrer", "asked"),
    [
        ({"kind": "public", "anonymous": False}, True),
        ({"kind": "public", "anonymous": True}, False),
        ({"kind": "family", "who": "dawn"}, True),
        ({"kind": "professional", "who": professional("school")}, False),
    ],
)
def test_a_referrer_who_can_be_told_is_told(referrer: dict[str, Any], asked: bool) -> None:
    """FDB-06: not somebody without a name, and a professional has the agency’s way (FDB-02)."""
    data = {"children": ["maya"], "referrer": referrer, "report": "Shouting."}
    history = decided().at("2026-03-05T13:00Z", event="ReferralReceived", data=data, ref="ref")
    assert bool(found(history, LATER, "FDB-06")) is asked
    reply = {"answers": {"ref": "ref"}, "way": "letter", "told": "Seen to.", "kept_back": "Names."}
    told = history.at("2026-03-06T13:00Z", event="ReferrerTold", data=reply)
    assert not found(told, LATER, "FDB-06")


@pytest.mark.parametrize(("inspected", "asked"), [(True, True), (False, False)])
def test_the_inspectorate_learns_of_a_child_in_an_inspected_home(
    inspected: bool, asked: bool
) -> None:
    """FDB-07: not of one who has left it."""
    home = {"kind": "residential", "establishment": "Larch House", "inspected": inspected}
    history = decided().at(
        "2026-03-05T13:00Z", event="PersonFact", data={"person": "maya", "fact": home}
    )
    assert bool(found(history, LATER, "FDB-07")) is asked
    left = {"person": "maya", "fact": {"kind": "left_residential"}}
    assert not found(
        history.at("2026-03-06T13:00Z", event="PersonFact", data=left), LATER, "FDB-07"
    )
