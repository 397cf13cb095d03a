"""Which countersignatures entries need, and what became of each."""

from typing import Any

import pytest

from domain.events import BY_NAME
from ledger.register.needs import needs
from tests.ledger.histories import START
from tests.ledger.telling import at
from tests.scenario import Scenario, professional

NOW = START.isoformat()


def held(profile: str = "hertfordshire") -> Scenario:
    """A strategy discussion recorded by the social worker; it needs authorising."""
    return at("e", profile).at(NOW, event="StrategyRecord", ref="it")


def about(story: Scenario, event: str, by: str, **data: Any) -> Scenario:
    """A second person's answer to the entry `it`."""
    rel = {"Countersignature": "countersigns", "Return": "returns", "Withdrawal": "withdraws"}[
        event
    ]
    return story.at(NOW, event=event, by=by, data={rel: {"ref": "it"}, **data})


def states(story: Scenario) -> list[tuple[str, str, int | None]]:
    """Kind, state and answering entry of every need."""
    found = needs(story.enquiry, story.profile)
    return [(n.wanted.kind, n.state, n.answer.seq if n.answer else None) for n in found]


def test_a_need_waits_until_somebody_who_may_answers_it() -> None:
    """Neither another role nor another kind of countersignature answers."""
    story = held()
    assert states(story) == [("authorise", "waiting", None)]
    story = about(story, "Countersignature", "sw2", kind="authorise")
    story = about(story, "Countersignature", "tm", kind="acknowledge")
    assert states(story) == [("authorise", "waiting", None)]
    story = about(story, "Countersignature", "tm", kind="authorise")
    assert states(story) == [("authorise", "given", 4)]


def test_the_last_answer_counts() -> None:
    """What was returned can be countersigned after all, and the reverse."""
    story = about(held(), "Return", "tm", reasons="Who chaired it?")
    assert states(story) == [("authorise", "returned", 2)]
    story = about(story, "Countersignature", "tm", kind="authorise")
    assert states(story) == [("authorise", "given", 3)]
    story = about(story, "Return", "sm", reasons="Not yet.")
    assert states(story) == [("authorise", "returned", 4)]


@pytest.mark.parametrize("answered", [True, False])
def test_a_correction_makes_it_void_and_waits_again(answered: bool) -> None:
    """A corrected record needs countersigning again (principle 6)."""
    story = held()
    if answered:
        story = about(story, "Countersignature", "tm", kind="authorise")
    replaced = story.enquiry.version + 1
    story = story.at(NOW, event="StrategyRecord", corrects="it", because="A name was misspelt.")
    assert states(story) == [("authorise", "void", replaced), ("authorise", "waiting", None)]


def test_a_withdrawn_countersignature_was_never_given() -> None:
    """The entry waits as if nobody had answered."""
    story = about(held(), "Countersignature", "tm", kind="authorise")
    story = story.at(NOW, event="Withdrawal", by="tm", data={"withdraws": 2, "reasons": "Misread."})
    assert states(story) == [("authorise", "waiting", None)]


def outcome(by: str = "sw") -> Scenario:
    """An outcome recorded by one of its deciders."""
    deciders = [professional("sw"), professional("tm")]
    data = {**BY_NAME["OutcomeDecided"].example, "deciders": deciders, "concerns": []}
    return at("e").at(NOW, event="OutcomeDecided", by=by, data=data, ref="it")


def test_an_outcome_needs_the_other_decider_and_somebody_else_to_authorise() -> None:
    """One person fills one need: who joined in the decision cannot authorise it (REC-03)."""
    story = outcome()
    assert [kind for kind, *_ in states(story)] == ["co_decide", "authorise"]
    story = about(story, "Countersignature", "sm", kind="co_decide")
    story = about(story, "Countersignature", "sm", kind="authorise")
    assert states(story) == [("co_decide", "given", 2), ("authorise", "waiting", None)]


def test_what_one_sends_back_waits_for_nobody() -> None:
    """Until its author corrects it, the other needs of the entry rest too."""
    story = about(outcome(), "Return", "tm", reasons="The risk is not weighed.")
    assert states(story) == [("co_decide", "returned", 2), ("authorise", "returned", 2)]


def test_all_recording_is_countersigned_only_where_the_procedure_says_so() -> None:
    """The Standard profile wants the manager on what children's services record (REC-02)."""
    for profile, expected in (("hertfordshire", []), ("standard", ["waiting"])):
        story = at("e", profile).at(NOW, event="ReferralReceived", by="sw")
        assert [state for _, state, _ in states(story)] == expected
        assert states(at("e", profile).at(NOW, event="ChildSeen", by="police")) == []


def test_the_doctor_confirms_words_that_another_deposited() -> None:
    """Whose words they are need not confirm what they signed themselves (MED-29)."""
    example = BY_NAME["MedicalReport"].example
    story = at("e").at(NOW, event="MedicalConducted", by="doctor")
    data = {name: 1 if name in {"concerns", "answers"} else v for name, v in example.items()}
    for by, expected in (("sw", [("confirm_words", "waiting", None)]), ("doctor", [])):
        assert states(story.at(NOW, event="MedicalReport", by=by, data=data)) == expected
