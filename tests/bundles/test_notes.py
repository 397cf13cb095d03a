"""A note signed away from the ledger holds all of its words, so it goes with any of them."""

from crypto.statement import compose
from domain.clearance import Clearance
from domain.disclosure import Deciding, load_policy, shipped_policies
from domain.disclosure.policy import Policy, Rule
from domain.entry import Content
from domain.events.records import OfflineNote
from domain.marks import MARKS
from tests import scenario


def _decided(policy: Policy) -> dict[str, str]:
    history = scenario.given().at("2026-03-02T12:00:00Z", event="OfflineNote")
    entry = history.enquiry.entries[-1]
    content = Content(entry.frame, entry.event, entry.parts).as_json()
    sources = [piece.source for piece in compose(OfflineNote.template, content)]
    deciding = Deciding(policy, history.enquiry, Clearance(frozenset(MARKS)))
    return dict(deciding.of(entry, content, lambda: sources).parts)


def test_whoever_withholds_a_sentence_of_a_note_withholds_the_note() -> None:
    """F9.5: the signed note says every word again."""
    court = load_policy(shipped_policies()["court"])
    assert _decided(court) == {}
    rule = Rule(reason="third-party", segments=("1:words.0",))
    parts = _decided(court.model_copy(update={"withhold": (rule,)}))
    assert parts["words.v.0"] == parts["note"] == "third-party"
    whole = Rule(reason="third-party", fields=("OfflineNote.words",))
    parts = _decided(court.model_copy(update={"withhold": (whole,)}))
    assert parts["words"] == parts["note"] == "third-party"
