"""The chronology: order, lateness, corrections and names beside the words as they were signed."""

from datetime import datetime

import pytest

from projections import Wanted, chronology, compare
from projections.chronology import Row, WithheldRow
from projections.comparison import DifferentHistories
from tests.domain.judging import person
from tests.projections.views import read, without, words
from tests.scenario import Scenario, given, professional

SEEN = "2026-03-03T10:00:00+00:00"


def rows(history: Scenario, wanted: Wanted = Wanted(), *marks: str) -> list[Row]:  # noqa: B008
    """The rows that are not withheld."""
    shown = chronology(read(history, clearance=without(*marks)), wanted).rows  # type: ignore[arg-type]  # marks
    return [row for row in shown if isinstance(row, Row)]


def family() -> Scenario:
    """A history in which Maya and her mother are known."""
    return (
        given()
        .at("2026-03-02T09:00Z", event="PersonAdded", data=person("maya", "Maya Carter", "child"))
        .at("2026-03-02T09:01Z", event="PersonAdded", data=person("dawn", "Dawn Carter", "parent"))
    )


def test_rows_stand_in_the_order_in_which_things_happened() -> None:
    """What was told later of an earlier day comes first; by recording it comes last."""
    history = (
        family()
        .at("2026-03-03T12:00Z", event="ChildSeen", occurred=SEEN, known=SEEN)
        .at("2026-03-04T09:00Z", event="ReferralReceived", occurred="2026-02-27")
    )
    assert [row.entry for row in rows(history)] == [4, 1, 2, 3]
    assert [row.entry for row in rows(history, Wanted("recorded"))] == [1, 2, 3, 4]
    assert [row.number for row in rows(history)] == [1, 2, 3, 4]


def test_a_late_entry_is_marked_with_how_late_it_is() -> None:
    """Beyond the authority's 24 hours from knowing; one hour less is not late."""
    history = family().at("2026-03-05T12:00Z", event="ChildSeen", occurred=SEEN, known=SEEN)
    late = rows(history)[-1].late
    assert late is not None
    assert late.words == "Recorded 2 days and 2 hours after it was known; the limit is 24 hours."
    assert chronology(read(history)).late == 1
    in_time = family().at("2026-03-04T09:00Z", event="ChildSeen", occurred=SEEN, known=SEEN)
    assert rows(in_time)[-1].late is None


def test_a_correction_stands_beside_what_it_corrects() -> None:
    """Both stay; each names the other, with the reason; a correction is not late."""
    history = (
        family()
        .at("2026-03-03T12:00Z", event="ChildSeen", occurred=SEEN, ref="seen")
        .at(
            "2026-03-09T12:00Z",
            event="ChildSeen",
            occurred="2026-03-03T11:00:00+00:00",
            known=SEEN,
            corrects="seen",
            because="The time was that of the journey.",
        )
    )
    mistaken, correction = rows(history)[-2:]
    assert mistaken.replaced is not None
    assert mistaken.replaced.how == "corrected"
    assert mistaken.replaced.by.entry == correction.entry
    assert words(mistaken.replaced.because) == "The time was that of the journey."
    assert correction.replaces is not None
    assert correction.replaces.entry == mistaken.entry
    assert correction.late is None


def test_a_withdrawn_entry_stays_with_the_reasons() -> None:
    """It is struck, never removed."""
    history = (
        family()
        .at("2026-03-03T12:00Z", event="ChildSeen", occurred=SEEN, ref="seen")
        .at(
            "2026-03-04T12:00Z",
            event="Withdrawal",
            data={"withdraws": {"ref": "seen"}, "reasons": "Another Maya."},
        )
    )
    withdrawn = rows(history)[2]
    assert withdrawn.replaced is not None
    assert (withdrawn.replaced.how, words(withdrawn.replaced.because)) == (
        "withdrawn",
        "Another Maya.",
    )


def test_what_concerns_an_entry_stands_beside_it() -> None:
    """Answer, countersignature, return and dissent, in the order in which they were recorded."""
    example = {"ref": "decision"}
    history = (
        family()
        .at("2026-03-03T12:00Z", event="Section47Initiated", ref="decision")
        .at(
            "2026-03-03T13:00Z",
            by="school",
            event="ProfessionalDissent",
            data={"concerns": example, "reasons": "Too soon."},
        )
        .at(
            "2026-03-03T14:00Z",
            by="sm",
            event="Return",
            data={"returns": example, "reasons": "Who was present?"},
        )
        .at(
            "2026-03-03T15:00Z",
            by="tm",
            event="Countersignature",
            data={"countersigns": example, "kind": "countersign"},
        )
    )
    beside = rows(history)[2].beside
    assert [(one.relation, one.by.entry) for one in beside] == [
        ("dissented_from_by", 4),
        ("returned_by", 5),
        ("countersigned_by", 6),
    ]


def test_an_answer_outlives_a_correction_of_what_it_answers() -> None:
    """The objection is corrected after it was answered; the answer stands beside both."""
    history = (
        family()
        .at("2026-03-03T12:00Z", event="ParentObjection", ref="o")
        .at(
            "2026-03-03T13:00Z",
            by="tm",
            event="ObjectionResponse",
            data={"answers": {"ref": "o"}, "person": "dawn", "way": "letter", "response": "Yes."},
        )
        .at("2026-03-03T14:00Z", event="ParentObjection", corrects="o", because="A word was wrong")
    )
    for row in (rows(history)[2], rows(history)[4]):
        assert [(one.relation, one.by.entry) for one in row.beside] == [("answered_by", 4)]


def test_a_name_corrected_since_is_a_note_beside_the_signed_words() -> None:
    """The words stay; the note says who is called what now, and where that was recorded."""
    renamed = {"person": "dawn", "fact": {"kind": "name", "name": "Dawn Reeve"}}
    history = (
        family()
        .at("2026-03-03T12:00Z", event="ParentInformed")
        .at("2026-03-04T12:00Z", event="PersonFact", data=renamed)
        .at("2026-03-05T12:00Z", event="ParentInformed")
    )
    before, _, after = rows(history)[2:]
    assert "Dawn Reeve" not in words(before.statement)
    assert [(note.person, note.now, note.entry) for note in before.names_since] == [
        ("dawn", "Dawn Reeve", 4)
    ]
    assert after.names_since == ()


def test_who_did_it_and_how_the_author_knows_are_kept_apart() -> None:
    """Author, actor, and the people through whom it passed."""
    source = {
        "how": "telephone",
        "from": professional("nurse"),
        "through": [professional("edt")],
    }
    actor = professional("doctor")
    history = family().at(
        "2026-03-03T12:00Z", event="EmergencyTreatment", actor=actor, source=source
    )
    row = rows(history)[-1]
    assert row.author.name == "Ruth Okafor"
    assert row.actor is not None
    assert (row.actor.name, row.actor.title) == ("Dr Helen Marsh", "Paediatrician")
    assert row.source.how == "telephone"
    assert row.source.told_by is not None
    assert row.source.told_by.name == "Joan Pike"
    assert [one.name for one in row.source.through] == ["Amira Haddad"]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(person="dawn"), [2, 3, 4]),
        (Wanted(kinds=frozenset({"ChildSeen"})), [4]),
        (Wanted(agency="hertfordshire constabulary"), [5]),
        (Wanted(first=datetime.fromisoformat("2026-03-04T00:00:00+00:00")), [4, 5]),
        (Wanted(last=datetime.fromisoformat("2026-03-02T23:59:59+00:00")), [1, 2]),
        (Wanted(person="dawn", kinds=frozenset({"PersonAdded"})), [2]),
        (Wanted(person="nobody"), []),
    ],
)
def test_the_chronology_narrows(wanted: Wanted, expected: list[int]) -> None:
    """By person, kind, agency and period, and by all of them at once."""
    history = (
        family()
        .at("2026-03-03T12:00Z", event="ParentInformed")
        .at("2026-03-04T12:00Z", event="ChildSeen", occurred="2026-03-04")
        .at("2026-03-05T12:00Z", by="police", event="EmergencyAction")
    )
    assert [row.entry for row in rows(history, wanted)] == expected


def test_a_withheld_entry_keeps_its_row_and_leaves_a_narrowed_chronology() -> None:
    """That it is there is said; that it is about Dawn, or happened that day, is not."""
    history = family().at(
        "2026-03-03T12:00Z", event="ParentInformed", occurred="2026-02-01", mark="restricted"
    )
    reading = read(history, clearance=without("restricted"))
    last = chronology(reading).rows[-1]
    assert isinstance(last, WithheldRow)
    assert (last.entry, last.mark, last.recorded) == (3, "restricted", reading.now)
    assert [row.entry for row in chronology(reading, Wanted(person="dawn")).rows] == [2]


def test_a_comparison_says_what_was_added_and_what_was_replaced() -> None:
    """Between Monday and Thursday: one entry corrected, two entries added."""
    monday = family().at("2026-03-03T12:00Z", event="ChildSeen", occurred=SEEN, ref="seen")
    thursday = monday.at(
        "2026-03-05T12:00Z", event="ChildSeen", corrects="seen", because="Another day"
    ).at("2026-03-05T13:00Z", event="ParentInformed")
    told = compare(read(monday), read(thursday))
    assert [row.entry for row in told.added] == [4, 5]
    assert [row.entry for row in told.replaced] == [3]
    with pytest.raises(DifferentHistories):
        compare(read(thursday), read(monday))
