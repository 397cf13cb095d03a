"""The story of each key in somebody's name, told from their directory stream."""

from datetime import UTC, datetime, timedelta

from projections.keys import key_histories
from tests.domain.memory import Memory, founded, key, kid, staffed


def test_an_enrolled_key_waits_and_then_is_in_use() -> None:
    """Who vouched for it, and since when it is in its state."""
    [history] = key_histories(staffed().entries("ann"))
    enrolled, accepted = staffed().entries("ann")
    assert (history.kid, history.vouched, history.added) == (kid("ann"), "reg", "enrolment")
    assert (history.state, history.since) == ("live", accepted.recorded)
    [waiting] = key_histories([enrolled])
    assert (waiting.state, waiting.since) == ("pending", enrolled.recorded)


def test_the_first_registrar_needs_nobody() -> None:
    """The genesis key enrols its holder, which is its acceptance."""
    [history] = key_histories(founded().entries("reg"))
    assert (history.state, history.vouched) == ("live", "reg")


def test_keys_in_use_stand_first_and_the_newest_of_them_first() -> None:
    """One looks for what can sign; what is over is further down."""
    ledger = _added(staffed(), "second")
    ledger = _added(_accepted(ledger, "second"), "third")
    ledger = _revoked(ledger, "ann", reason="replaced")
    found = [(one.kid, one.state) for one in key_histories(ledger.entries("ann"))]
    assert found == [(kid("second"), "live"), (kid("third"), "pending"), (kid("ann"), "revoked")]


def test_a_key_is_over_once_however_often_that_is_told() -> None:
    """A later revocation says that it was compromised earlier, and not that it ended later."""
    ledger = staffed()
    late, early = (ledger.now - timedelta(hours=hours) for hours in (1, 9))
    ledger = _revoked(ledger, "ann", reason="lost", compromised=_text(late))
    ended = ledger.entries("ann")[-1]
    ledger = _revoked(ledger, "ann", reason="stolen", compromised=_text(early))
    [history] = key_histories(ledger.entries("ann"))
    assert history.revoked
    assert (history.since, history.revoked.reason) == (ended.recorded, "lost")
    assert history.revoked.compromised == early


def test_the_story_agrees_with_the_directory() -> None:
    """State for state, both folds of one stream say the same of every key."""
    ledger = _accepted(_added(_added(staffed(), "second"), "third"), "third")
    ledger = _revoked(ledger, "third", reason="lost", compromised=_text(ledger.now))
    person = ledger.directory.practitioner("ann")
    told = {one.kid: (one.state, one.offer) for one in key_histories(ledger.entries("ann"))}
    assert told == {key.kid: (key.state, key.offered) for key in person.keys.values()}


def _added(ledger: Memory, name: str) -> Memory:
    data = {"key": key(name), "reason": "another_device"}
    return ledger.recorded("ann", by="ann", event="KeyAdded", data=data)


def _accepted(ledger: Memory, name: str) -> Memory:
    offer = ledger.directory.practitioner("ann").keys[kid(name)].offered
    data = {"kid": kid(name), "offer": offer}
    return ledger.recorded("ann", by="ann", event="KeyAccepted", data=data, key=name)


def _revoked(ledger: Memory, name: str, **data: str) -> Memory:
    given = {"kid": kid(name), **data}
    return ledger.recorded("ann", by="reg", event="KeyRevoked", data=given)


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
