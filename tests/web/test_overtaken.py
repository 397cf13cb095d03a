"""Drafts that were overtaken: what is done elsewhere is not offered, and says so."""

from http import HTTPStatus
from typing import Any

from playwright.sync_api import Browser, expect

from ledger.register import TaskLine
from tests.web.answers import links, main_of, words
from tests.web.house import House
from tests.web.measures import measured
from tests.web.reading import Reader, signed_in
from tests.web.visiting import visiting

REMARK = "I have read all of it, and I was there."


def record(house: House, name: str, event: str, stream: str, data: dict[str, Any]) -> None:
    """Record something without a page, a minute later."""
    house.clock.now += 60
    signed_in(house, name).record(event, stream, data)


def begun(house: House, name: str = "osei") -> tuple[Reader, TaskLine, str]:
    """A manager who wrote a remark on what waits longest for them and has not signed: the line of
    their queue, and the path of the draft.
    """
    manager = signed_in(house, name)
    (line, *_) = manager.work.lines("countersign")
    path = f"/enquiries/{line.stream}/entries/{line.seq}/countersign"
    checked = manager.post(path, {"kind": line.what, "comment": REMARK})
    return manager, line, checked.headers["Location"].removesuffix("/check")


def countersign(house: House, line: TaskLine, name: str = "osei") -> int:
    """Sign for it elsewhere; the number of the entry."""
    data = {"countersigns": line.seq, "kind": line.what}
    record(house, name, "Countersignature", line.stream, data)
    return len(house.ledger.reads.entries(line.stream))


def test_what_was_countersigned_elsewhere_is_not_offered_again(own_house: House) -> None:
    """The list of drafts says which entry it became, the draft leads to no signature, and the
    remark that is in no entry stays until its author gives it up.
    """
    osei, line, draft = begun(own_house)
    assert "Done already" not in words(osei.page("/drafts"))
    assert draft in links(osei.page("/"))
    seq = countersign(own_house, line)
    listed = main_of(osei.page("/drafts"))
    assert f"Done already You have countersigned entry {line.seq} already." in words(listed)
    assert f"/enquiries/{line.stream}/entries/{seq}" in links(listed)
    assert "Continue" not in words(listed)
    assert REMARK in words(listed)
    assert "Done already" in words(osei.page(f"/enquiries/{line.stream}/record"))
    assert draft not in links(osei.page("/"))
    assert osei.get(draft).headers["Location"] == f"{draft}/check"
    check = main_of(osei.page(f"{draft}/check"))
    assert "There is nothing left to sign here." in words(check)
    assert REMARK in words(check)
    assert 'id="sign"' not in check
    assert f"{draft}/discard" in links(check)
    refused = osei.get(f"{draft}/to-sign")
    assert refused.status_code == HTTPStatus.CONFLICT
    assert f"already. It is entry {seq}" in refused.json()["detail"]
    record_page = words(osei.page(f"/enquiries/{line.stream}/entries/{line.seq}/countersign"))
    assert "did not sign it" not in record_page
    assert f"You have countersigned entry {line.seq} already." in record_page
    assert osei.post(f"{draft}/discard", {}).status_code == HTTPStatus.SEE_OTHER
    assert own_house.ledger.saved.mine(osei.id) == ()


def test_a_page_left_open_signs_nothing_twice(browser: Browser, own_house: House) -> None:
    """Whoever presses the button of a page from before is told what was done meanwhile; both the
    list and the draft are for everybody.
    """
    osei, line, draft = begun(own_house)
    with visiting(browser, own_house) as visitor:
        visitor.carry(osei.token)
        visitor.troubles.allowed.add(HTTPStatus.CONFLICT)
        page = visitor.open(f"{draft}/check")
        sign = page.get_by_role("button", name="Sign and record")
        expect(sign).to_be_enabled()
        countersign(own_house, line)
        sign.click()
        said = page.get_by_role("alert")
        expect(said).to_contain_text(f"You have countersigned entry {line.seq} already.")
        for path in ("/drafts", f"{draft}/check"):
            there = visitor.open(path)
            assert measured(there).wrong == ()


def test_what_a_colleague_did_first_is_said(own_house: House) -> None:
    """Of a countersignature that one of several may give there is nothing left to sign."""
    priya, line, draft = begun(own_house, "priya")
    seq = countersign(own_house, line, "gareth")
    name = own_house.name_of("gareth")
    told = f"{name} has countersigned entry {line.seq} already. See entry {seq}"
    for page in ("/drafts", f"{draft}/check"):
        assert told in words(priya.page(page))


def test_a_record_of_the_same_number_is_pointed_out(own_house: House) -> None:
    """Somebody recorded that the very action is done; whether this is another occasion is left to
    whoever writes, and other drafts of the kind are as they were.
    """
    tia = own_house.enquiries["tia"]
    ruth = signed_in(own_house, "ruth")
    path = f"/enquiries/{tia}/record"
    same, other = ({"action": number, "_do": "later"} for number in ("1", "2"))
    for fields in (same, other):
        assert ruth.post(f"{path}/ActionCompleted", fields).status_code == HTTPStatus.SEE_OTHER
    data = {"action": 1, "outcome": "Seen at school, and safe."}
    record(own_house, "priya", "ActionCompleted", tia, data)
    listed = main_of(ruth.page("/drafts"))
    seq = len(own_house.ledger.reads.entries(tia))
    assert words(listed).count("Recorded since") == 1
    assert f"Priya Nair has recorded the like since this was saved. See entry {seq}" in words(
        listed
    )
    assert words(listed).count("Continue") == 2
    kept = own_house.ledger.saved.mine(ruth.id)
    (draft,) = (one.id for one in kept if one.answers["action"] == ["1"])
    form = words(ruth.page(f"/enquiries/{tia}/drafts/{draft}"))
    assert "Go on only if this is something else." in form
    assert "Continue" in form


def test_a_correction_of_what_was_corrected_meanwhile_says_so(own_house: House) -> None:
    """The ledger would refuse it; whoever wrote it is told why, and where the newer words are."""
    tia = own_house.enquiries["tia"]
    ruth = signed_in(own_house, "ruth")
    entries = own_house.ledger.reads.enquiry(tia)
    seen = next(one for one in entries.standing() if type(one.event).__name__ == "ChildSeen")
    form = {"corrects": str(seen.seq), "place": "home", "_do": "later"}
    ruth.post(f"/enquiries/{tia}/record/ChildSeen", form)
    record(own_house, "ruth", "Withdrawal", tia, {"withdraws": seen.seq, "reasons": "Another day."})
    listed = words(main_of(ruth.page("/drafts")))
    assert f"Entry {seen.seq} has been withdrawn meanwhile." in listed
