"""Protected content leaves only where two people stand behind an order."""

import pytest

from ledger.admission.admissions import Receipt
from ledger.draft import DraftRequest, RefRequest
from ledger.operating.recording import record
from ledger.refusing import NotAdmitted
from tests.bundles.conftest import House

TERMS = {
    "made_by": "the family court at Wexmere",
    "dated": "2026-06-17",
    "marks": ["police_sensitive"],
    "recipient": "parent",
    "terms": "It shall be shown to the mother.",
}
POLICE = b"Nobody was arrested"


def _say(house: House, by: str, event: str, data: object, **more: object) -> Receipt:
    now = "2026-06-17T12:00:00Z"
    request = DraftRequest.model_validate(
        {"event": event, "streams": (house.enquiry.id,), "data": data, "occurred": now, **more}
    )
    return record(house.ledger, house.key(by), request)[0]


def _leaves(house: House) -> bool:
    files = house.bundle(house.wanted("parent"))
    return POLICE in files["chronology.html"]


def test_whoever_records_an_order_cannot_approve_it(house: House) -> None:
    """Admission refuses the same person, whatever the capacity; another lawyer or manager may."""
    order = _say(house, "rao", "DisclosureOrdered", TERMS)
    assert not _leaves(house)
    with pytest.raises(NotAdmitted) as refused:
        _say(house, "rao", "DisclosureApproved", {"approves": order.seq})
    assert refused.value.refusal == "own-countersignature"
    with pytest.raises(NotAdmitted):
        _say(house, "duarte", "DisclosureApproved", {"approves": order.seq})
    _say(house, "aldous", "DisclosureApproved", {"approves": order.seq})
    assert _leaves(house)


def test_an_order_that_is_put_right_is_approved_anew(house: House) -> None:
    """Who approved one wording did not approve another; and an order that fell is no order."""
    order = _say(house, "rao", "DisclosureOrdered", TERMS)
    _say(house, "aldous", "DisclosureApproved", {"approves": order.seq})
    again = _say(
        house,
        "rao",
        "DisclosureOrdered",
        {**TERMS, "terms": "It shall be shown to the mother’s solicitor alone."},
        because="The order names the solicitor.",
        refs=(RefRequest(rel="corrects", seq=order.seq),),
    )
    with pytest.raises(NotAdmitted) as refused:
        _say(house, "blake", "DisclosureApproved", {"approves": order.seq})
    assert refused.value.refusal == "reference-replaced"
    _withdraw_others(house, again.seq)
    assert not _leaves(house)
    _say(house, "blake", "DisclosureApproved", {"approves": again.seq})
    assert _leaves(house)


def _withdraw_others(house: House, but: int) -> None:
    """What other tests in this ledger have had approved for the parent."""
    for entry in [*house.enquiry.standing()]:
        event = entry.event
        if type(event).__name__ != "DisclosureOrdered" or entry.seq == but:
            continue
        if getattr(event, "recipient", "") == "parent":
            _say(house, "rao", "Withdrawal", {"withdraws": entry.seq, "reasons": "It fell."})
