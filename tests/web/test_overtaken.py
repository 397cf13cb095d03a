"""Drafts that were overtaken: what is done elsewhere is not offered, and says so."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

import httpx
from playwright.sync_api import Browser, expect

from ledger.register import TaskLine
from tests.api.serving import Person
from tests.web.answers import words
from tests.web.house import House
from tests.web.measures import measured
from tests.web.visiting import visiting
from tests.web.work import Reading, links, main_of, reading

REMARK = "I have read all of it, and I was there."


@contextmanager
def device(house: House, name: str) -> Iterator[Person]:
    """Somebody with nothing but their key, as on the command line."""
    with httpx.Client(base_url=house.url) as http:
        person = Person(http, house.told.keys[name])
        person.sign_in(house.clock.now)
        yield person


def record(house: House, name: str, event: str, stream: str, data: dict[str, Any]) -> None:
    """Record something without a page, a minute later."""
    house.clock.now += 60
    with device(house, name) as person:
        signed = person.signed(event, [stream], data, occurred="2026-06-10T08:00:00Z")
        assert person.admit(signed).status_code == HTTPStatus.CREATED


def begun(house: House, name: str = "osei") -> tuple[Reading, TaskLine, str]:
    """A manager who wrote a remark on what waits longest for them and has not signed: the line of
    their queue, and the path of the draft.
    """
    manager = reading(house, name)
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
    assert "Done already" not in words(osei.get("/drafts"))
    assert draft in links(osei.get("/"))
    seq = countersign(own_house, line)
    listed = main_of(osei.get("/drafts"))
    assert f"Done already You have countersigned entry {line.seq} already." in words(listed)
    assert f"/enquiries/{line.stream}/entries/{seq}" in links(listed)
    assert "Continue" not in words(listed)
    assert REMARK in words(listed)
    assert "Done already" in words(osei.get(f"/enquiries/{line.stream}/record"))
    assert draft not in links(osei.get("/"))
    assert osei.ask(draft).headers["Location"] == f"{draft}/check"
    check = main_of(osei.get(f"{draft}/check"))
    assert "There is nothing left to sign here." in words(check)
    assert REMARK in words(check)
    assert 'id="sign"' not in check
    assert f"{draft}/discard" in links(check)
    refused = osei.ask(f"{draft}/to-sign")
    assert refused.status_code == HTTPStatus.CONFLICT
    assert f"already. It is entry {seq}" in refused.json()["detail"]
    record_page = words(osei.get(f"/enquiries/{line.stream}/entries/{line.seq}/countersign"))
    assert "did not sign it" not in record_page
    assert f"You have countersigned entry {line.seq} already." in record_page
    assert osei.post(f"{draft}/discard", {}).status_code == HTTPStatus.SEE_OTHER
    assert own_house.ledger.saved.mine(osei.person.id) == ()


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
        assert told in words(priya.get(page))


def test_a_record_of_the_same_number_is_pointed_out(own_house: House) -> None:
    """Somebody recorded that the very action is done; whether this is another occasion is left to
    whoever writes, and other drafts of the kind are as they were.
    """
    tia = own_house.enquiries["tia"]
    ruth = reading(own_house, "ruth")
    path = f"/enquiries/{tia}/record"
    same, other = ({"action": number, "_do": "later"} for number in ("1", "2"))
    for fields in (same, other):
        assert ruth.post(f"{path}/ActionCompleted", fields).status_code == HTTPStatus.SEE_OTHER
    data = {"action": 1, "outcome": "Seen at school, and safe."}
    record(own_house, "priya", "ActionCompleted", tia, data)
    listed = main_of(ruth.get("/drafts"))
    seq = len(own_house.ledger.reads.entries(tia))
    assert words(listed).count("Recorded since") == 1
    assert f"Priya Nair has recorded the like since this was saved. See entry {seq}" in words(
        listed
    )
    assert words(listed).count("Continue") == 2
    kept = own_house.ledger.saved.mine(ruth.person.id)
    (draft,) = (one.id for one in kept if one.answers["action"] == ["1"])
    form = words(ruth.get(f"/enquiries/{tia}/drafts/{draft}"))
    assert "Go on only if this is something else." in form
    assert "Continue" in form


def test_a_correction_of_what_was_corrected_meanwhile_says_so(own_house: House) -> None:
    """The ledger would refuse it; whoever wrote it is told why, and where the newer words are."""
    tia = own_house.enquiries["tia"]
    ruth = reading(own_house, "ruth")
    entries = own_house.ledger.reads.enquiry(tia)
    seen = next(one for one in entries.standing() if type(one.event).__name__ == "ChildSeen")
    form = {"corrects": str(seen.seq), "place": "home", "_do": "later"}
    ruth.post(f"/enquiries/{tia}/record/ChildSeen", form)
    record(own_house, "ruth", "Withdrawal", tia, {"withdraws": seen.seq, "reasons": "Another day."})
    listed = words(main_of(ruth.get("/drafts")))
    assert f"Entry {seen.seq} has been withdrawn meanwhile." in listed
