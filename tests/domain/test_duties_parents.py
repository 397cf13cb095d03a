"""Parents and family: who is to be told and heard, when that is put off, and what puts it right."""

from typing import Any

import pytest

from domain.duties import State
from tests.domain.judging import answer, answers, found, person, responsible, state
from tests.scenario import Scenario, given, professional

LATER = "2026-03-20T12:00Z"
STRICT = "significantly negatively impact the safety and welfare of the child"
WEAK = "affect the safety and welfare of the child"
POLISH = {"person": "dawn", "fact": {"kind": "language", "language": "Polish", "interpreter": True}}


def begun(profile: str = "hertfordshire") -> Scenario:
    """Maya’s enquiry; Dawn and Craig have parental responsibility, and nobody was told yet."""
    maya = person("maya", "Maya Carter", "child")
    history = given(profile).at("2026-03-01T09:00Z", event="PersonAdded", data=maya)
    for id, name in (("dawn", "Dawn Carter"), ("craig", "Craig Doyle")):  # noqa: A001 - their ids
        added = person(id, name, "parent")
        history = history.at("2026-03-01T09:00Z", event="PersonAdded", data=added).at(
            "2026-03-01T09:00Z", event="PersonFact", data=responsible(id)
        )
    return history.at("2026-03-02T09:10Z", event="Section47Initiated")


def explained(history: Scenario, at: str, to: str = "dawn", *rights: str) -> Scenario:
    """The enquiry explained to somebody."""
    data = {"person": to, "way": "in_person", "rights": list(rights)}
    return history.at(at, event="EnquiryExplained", data=data)


def withheld(history: Scenario, at: str, **changes: Any) -> Scenario:
    """An explanation withheld from Craig, to be reviewed by 6 March."""
    data = {
        "person": "craig",
        "decided_by": [professional("tm")],
        "test": STRICT,
        "reasons": "He has a key.",
        "review": "2026-03-06",
        **changes,
    }
    return history.at(at, event="ExplanationWithheld", data=data, ref="withheld")


def outcome(history: Scenario, at: str = "2026-03-16T12:00Z") -> Scenario:
    """An outcome."""
    return history.at(at, event="OutcomeDecided")


def whom(history: Scenario, row: str) -> set[str | None]:
    """Of whom a row’s findings speak."""
    return {one.person for one in found(history, LATER, row)}


class TestWithheld:
    """PAR-02 and PAR-05."""

    @pytest.mark.parametrize(
        ("profile", "test", "stands"),
        [
            ("hertfordshire", STRICT, False),
            ("hertfordshire", WEAK, True),
            ("standard", WEAK, False),
            ("standard", STRICT, True),
        ],
    )
    def test_each_procedure_has_a_test_of_its_own(
        self, profile: str, test: str, stands: bool
    ) -> None:
        """One record, two procedures, two answers."""
        history = withheld(begun(profile), "2026-03-02T10:00Z", test=test)
        kinds = [one.kind for one in found(history, "2026-03-03T10:00Z", "PAR-02")]
        assert kinds == (["deviation"] if stands else [])

    def test_nothing_is_asked_for_him_until_a_review_ends_it(self) -> None:
        """Then it is asked again, counted from the review."""
        history = withheld(begun(), "2026-03-02T10:00Z")
        reviewed = {"answers": {"ref": "withheld"}, "person": "craig", "reasons": "He knows."}
        still = history.at(
            "2026-03-05T10:00Z", event="DeferralReviewed", data={**reviewed, "review": "2026-03-30"}
        )
        ended = history.at("2026-03-05T10:00Z", event="DeferralReviewed", data=reviewed)
        for row in ("PAR-01", "PAR-03", "PAR-10", "TIM-19"):
            assert whom(outcome(still), row) == {"dawn"}
            assert whom(outcome(ended), row) == {"dawn", "craig"}

    def test_a_review_sets_the_next_one(self) -> None:
        """Each is judged by its own date, and the first by nothing that came after."""
        history = withheld(begun(), "2026-03-02T10:00Z")
        assert state(history, "PAR-02", "2026-03-07T00:01Z") is State.OVERDUE
        data = {
            "answers": {"ref": "withheld"},
            "person": "craig",
            "reasons": "The police asked.",
            "review": "2026-03-09",
        }
        history = history.at("2026-03-06T10:00Z", event="DeferralReviewed", data=data)
        states = [one.state for one in answers(history, "PAR-02", "2026-03-10T00:01Z")]
        assert states == [State.MET, State.OVERDUE]

    def test_telling_him_ends_the_need_for_a_review(self) -> None:
        """There is nothing left to withhold."""
        history = explained(withheld(begun(), "2026-03-02T10:00Z"), "2026-03-05T10:00Z", "craig")
        assert state(history, "PAR-02", LATER) is State.MET


class TestRights:
    """PAR-10."""

    def test_what_was_told_at_two_times_adds_up(self) -> None:
        """Met when the last right was told, and not before."""
        history = explained(begun(), "2026-03-03T10:00Z", "dawn", "advocate", "rights")
        assert state(history, "PAR-10", LATER, "dawn") is State.RUNNING
        rights = {"person": "dawn", "way": "letter", "rights": ["legal_advice"]}
        history = history.at("2026-03-04T10:00Z", event="RightsExplained", data=rights)
        met = answer(history, "PAR-10", LATER, "dawn")
        assert met.state is State.MET
        assert met.met_by
        assert met.met_by.seq == history.enquiry.version

    def test_what_one_parent_was_told_the_other_was_not(self) -> None:
        """Nobody hears their rights through somebody else."""
        history = explained(begun(), "2026-03-03T10:00Z", "dawn", "advocate", "rights")
        rights = {"person": "craig", "way": "letter", "rights": ["legal_advice"]}
        history = history.at("2026-03-04T10:00Z", event="RightsExplained", data=rights)
        assert whom(outcome(history), "PAR-10") == {"dawn", "craig"}

    def test_a_procedure_that_is_silent_asks_for_none(self) -> None:
        """The explanation itself is asked for by both."""
        history = outcome(begun("standard"))
        assert not found(history, LATER, "PAR-10", "TIM-19", "PAR-04", "PAR-08")
        assert found(history, LATER, "PAR-01")


class TestInterpreter:
    """PAR-09."""

    def talked(self, *more: tuple[str, str]) -> Scenario:
        """Dawn, who needs an interpreter, was told on 3 March; and what else happened."""
        history = begun().at("2026-03-02T10:00Z", event="PersonFact", data=POLISH)
        history = explained(history, "2026-03-03T10:00Z")
        for event, at in more:
            data = {"person": "dawn", "way": "in_person"}
            if event == "InterpreterProvided":
                data = {"person": "dawn", "language": "Polish", "interpreter": "craig"}
            history = history.at("2026-03-10T10:00Z", event=event, data=data, occurred=at)
        return history

    @pytest.mark.parametrize(
        ("more", "stands"),
        [
            ([], True),
            ([("InterpreterProvided", "2026-03-03T10:00Z")], False),
            ([("InterpreterProvided", "2026-03-05T10:00Z")], True),
            (
                [
                    ("InterpreterProvided", "2026-03-05T10:00Z"),
                    ("EnquiryExplained", "2026-03-05T10:10Z"),
                ],
                False,
            ),
        ],
    )
    def test_a_talk_without_one_is_put_right_by_a_talk_with_one(
        self, more: list[tuple[str, str]], stands: bool
    ) -> None:
        """To have booked one since is not enough."""
        assert bool(found(self.talked(*more), LATER, "PAR-09")) is stands


class TestInformed:
    """PAR-07."""

    def planned(self, *told: str) -> Scenario:
        """A conference date on 4 March, and who was told something on 5 March."""
        history = begun().at("2026-03-04T10:00Z", event="ConferencePlanned")
        for one in told:
            data = {"person": one, "way": "letter", "told": "There is a conference."}
            history = history.at("2026-03-05T10:00Z", event="ParentInformed", data=data)
        return history

    def test_each_parent_is_named_until_told(self) -> None:
        """Within the authority’s own two working days nobody is named."""
        assert not found(self.planned(), "2026-03-06T23:00Z", "PAR-07")
        (finding,) = found(self.planned(), "2026-03-07T00:01Z", "PAR-07")
        assert finding.words.startswith("Craig Doyle and Dawn Carter")
        assert "Dawn" not in found(self.planned("dawn"), LATER, "PAR-07")[0].words
        assert not found(self.planned("dawn", "craig"), LATER, "PAR-07")

    def test_a_second_step_adds_nothing_for_whoever_was_not_told_of_the_first(self) -> None:
        """Craig under the first, Dawn, who was told of that, under the second."""
        history = self.planned("dawn").at("2026-03-09T10:00Z", event="ConferencePlanned")
        words = [one.words for one in found(history, LATER, "PAR-07")]
        assert [text.split()[0] for text in words] == ["Craig", "Dawn"]

    def test_whom_nobody_may_tell_yet_is_not_named(self) -> None:
        """The other parent still is."""
        history = withheld(self.planned(), "2026-03-05T10:00Z")
        assert found(history, LATER, "PAR-07")[0].words.startswith("Dawn Carter:")


def test_carers_and_partners_are_included_and_relatives_need_not_be() -> None:
    """PAR-04: found once, with each of them named; parents have answers of their own."""
    history = begun()
    for id, name, kind in (  # noqa: A001 - their ids
        ("nan", "Nan Carter", "carer"),
        ("rob", "Rob Hale", "household_adult"),
        ("aunt", "Aunt May", "family"),
    ):
        added = person(id, name, kind)
        history = history.at("2026-03-02T10:00Z", event="PersonAdded", data=added)
    (finding,) = found(outcome(history), LATER, "PAR-04")
    assert "Nan Carter and Rob Hale" in finding.words
    told = explained(explained(history, "2026-03-03T10:00Z", "nan"), "2026-03-03T11:00Z", "rob")
    assert not found(outcome(told), LATER, "PAR-04")


def test_a_parent_who_lives_elsewhere_has_an_arrangement_or_an_interview() -> None:
    """PAR-08."""
    away = {**person("dad", "Joe Carter", "parent"), "household": "lives_elsewhere"}
    history = begun().at("2026-03-02T10:00Z", event="PersonAdded", data=away)
    assert whom(outcome(history), "PAR-08") == {"dad"}
    arranged = {"person": "dad", "arrangement": "A call on Mondays.", "contact": "None now."}
    history = history.at("2026-03-05T10:00Z", event="NonResidentInvolvement", data=arranged)
    assert not whom(outcome(history), "PAR-08")
