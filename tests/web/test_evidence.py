"""The evidence of an entry, checked by the reader's own browser; the log; the code that signs."""

import hashlib
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from crypto import page as verifier
from crypto.canonical import b64
from crypto.disclosures import reveal_some
from crypto.entry import parse_envelope
from crypto.proof import LogProof
from ledger.settings import Settings
from ledger.stamping.rows import Stamp, keep
from tests.api import serving
from tests.api.serving import new_device
from tests.web.device import source
from tests.web.house import House, housed
from tests.web.reading import signed_in
from tests.web.visiting import Visitor, visiting

CHECKS = ("words", "signature", "parts", "log", "ledger", "seen")
Changing = Callable[[str], str]
Evidence = dict[str, Any]


def outcomes(page: Page) -> dict[str, str]:
    """What each check found."""
    expect(page.locator("#verdict")).to_contain_text("hold")
    tags = page.locator(".app-check")
    names = [str(one.get_attribute("data-check")) for one in tags.all()]
    return dict(zip(names, tags.locator(".govuk-tag").all_inner_texts(), strict=True))


def evidence(visitor: Visitor, path: str, change: Changing | None = None) -> Page:
    """The page of an entry, as a server that lies would send it."""
    page = visitor.context.new_page()

    def answer(route: Route) -> None:
        body = route.fetch().text()
        changed = change(body) if change else body
        assert bool(change) == (changed != body)
        route.fulfill(body=changed, content_type="text/html")

    page.route(f"{visitor.house.url}{path}", answer)
    page.goto(visitor.house.url + path)
    return page


def test_every_check_holds(person: Callable[[str], Visitor], house: House) -> None:
    """Of an entry that its reader sees whole: words, signature, parts, place and key."""
    visitor = person("priya")
    path = f"/enquiries/{house.enquiries['tia']}/entries/20"
    first = outcomes(evidence(visitor, path))
    assert first == {**dict.fromkeys(CHECKS, "Holds"), "seen": "First look"}
    page = evidence(visitor, path)
    assert outcomes(page) == dict.fromkeys(CHECKS, "Holds")
    expect(page.locator("#verdict")).to_contain_text("Every check holds")
    expect(page.locator("#seen")).to_contain_text("It has not grown since")


def test_what_is_left_verifies(person: Callable[[str], Visitor], house: House) -> None:
    """A teacher sees the gaps of a record counted and marked, and its other words verified."""
    page = evidence(person("brandt"), f"/enquiries/{house.enquiries['tia']}/entries/30")
    assert set(outcomes(page).values()) == {"Holds", "First look"}
    expect(page.locator("#statement .app-gap")).not_to_have_count(0)
    words = page.locator("main").inner_text()
    assert re.search(r"\d+ parts are withheld from you \(police-sensitive, third party\)", words)


def test_the_stamps_around_an_entry_are_named(house: House) -> None:
    """Between which moments it was recorded, as authorities outside attest; once there are any."""
    path = f"/enquiries/{house.enquiries['tia']}/entries/20"
    receipt = house.ledger.receipt(house.enquiries["tia"], 20)
    index = LogProof.parse(receipt).index
    priya = signed_in(house, "priya")
    with house.ledger.store.database.write() as session:
        for size, time, by in ((index, 1_771_000_000, "First"), (index + 1, 1_771_003_600, "Next")):
            keep(session, Stamp(1, size, 1, by, time, time + 1, renewed=False), b"")
    try:
        words = " ".join(re.sub("<[^>]+>", "", priya.page(path)).split())
    finally:
        with house.ledger.store.database.write() as session:
            session.run("DELETE FROM stamps")
    assert "Not yet in the log on 13 February 2026 at 4:26pm (stamped by First)" in words
    assert "; in the log by 13 February 2026 at 5:26pm (stamped by Next)" in words
    assert "stamped by" not in priya.page(path)


def _sign(given: Evidence) -> None:
    jws = given["jws"]
    given["jws"] = f"{jws[:-10]}{'A' if jws[-10] != 'A' else 'B'}{jws[-9:]}"


def _leave_out(given: Evidence) -> None:
    del given["disclosures"][3]


def _exchange_key(given: Evidence) -> None:
    given["x"] = b64(new_device().public_key)


def _move(given: Evidence) -> None:
    given["receipt"] = re.sub(r"index \d+", "index 1", given["receipt"])


def _grow(given: Evidence) -> None:
    head, _, tail = given["receipt"].partition("\n\n")
    origin, size, *rest = tail.split("\n")
    given["receipt"] = "\n".join([f"{head}\n", origin, str(int(size) + 1), *rest])


def _rename(given: Evidence) -> None:
    given["genesis"] = given["genesis"].replace("countersign.example", "countersigm.example")


ENTRY = {"words", "signature", "parts"}
ALTERED: dict[str, tuple[Callable[[Evidence], None], set[str]]] = {
    "signature": (_sign, {*ENTRY, "log"}),
    "disclosure left out": (_leave_out, {"words", "parts"}),
    "key of another": (_exchange_key, ENTRY),
    "place in the log": (_move, {"log"}),
    "size of the log": (_grow, {"log", "ledger"}),
    "genesis document": (_rename, {"log", "ledger", "seen"}),
}


@pytest.mark.parametrize("what", ALTERED)
def test_what_was_altered_does_not_hold(
    person: Callable[[str], Visitor], house: House, what: str
) -> None:
    """Whatever a server changes of what it sends, the check that it concerns says so."""
    alter, wrong = ALTERED[what]

    def change(html: str) -> str:
        start, found, end = re.split(r'(?<=id="evidence">)(.*?)(?=</script>)', html, maxsplit=1)
        given = json.loads(found)
        alter(given)
        return f"{start}{json.dumps(given)}{end}"

    path = f"/enquiries/{house.enquiries['tia']}/entries/20"
    page = evidence(person("priya"), path, change)
    found = outcomes(page)
    assert {name for name, outcome in found.items() if outcome == "Does not hold"} == wrong
    expect(page.locator("#verdict")).to_contain_text("Something does not hold")


def test_other_words_on_the_page_are_found(person: Callable[[str], Visitor], house: House) -> None:
    """The words that are compared are those on the screen."""
    path = f"/enquiries/{house.enquiries['tia']}/entries/20"
    page = evidence(
        person("priya"), path, lambda html: html.replace("without authority", "with authority", 1)
    )
    found = outcomes(page)
    assert {name for name, outcome in found.items() if outcome == "Does not hold"} == {"words"}


def test_what_is_left_is_handed_over(house: House) -> None:
    """The same reader gets the signed envelope, what they may see of it, and no word more."""
    path = f"/api/enquiries/{house.enquiries['tia']}/entries/30"
    whole, some = (signed_in(house, name).get(path).json() for name in ("priya", "brandt"))
    assert whole["jws"] == some["jws"]
    assert whole["withheld"] == 0 < some["withheld"]
    assert set(some["disclosures"]) < set(whole["disclosures"])
    sd = parse_envelope(some["jws"].encode()).sd
    found = reveal_some(sd, some["disclosures"], lambda _: None)
    statement = found["statement"]
    assert isinstance(statement, list)
    assert None in statement


def test_an_entry_withheld_whole_keeps_its_place(browser: Browser, tmp_path: Path) -> None:
    """Who may not see an entry sees its mark, no word, no author, and that the log has it."""
    told = serving.tell(Settings(tmp_path / "data"))
    with housed(told, serving.NOON) as house, visiting(browser, house) as visitor:
        visitor.carry(house.token("grace"))
        page = visitor.open(f"/enquiries/{told.enquiries['maya']}/entries/5")
        found = outcomes(page)
        assert found == {"log": "Holds", "ledger": "Holds", "seen": "First look"}
        text = page.content()
        assert "This entry is marked restricted" in text
        assert not re.search("Roswitha|Priya|alias|disclosures", text)


def test_a_log_that_lost_entries_is_found(browser: Browser, own_house: House) -> None:
    """A browser that saw the log larger, or with another root, says so when it looks again."""
    with visiting(browser, own_house) as visitor:
        page = visitor.open("/log")
        expect(page.locator("#seen")).to_contain_text("for the first time")
        page.evaluate(
            """async () => {
              const database = await new Promise((resolve) => {
                indexedDB.open("countersign").onsuccess = (event) => resolve(event.target.result);
              });
              const store = database.transaction("seen", "readwrite").objectStore("seen");
              const [seen] = await new Promise((resolve) => {
                store.getAll().onsuccess = (event) => resolve(event.target.result);
              });
              await new Promise((resolve) => {
                store.put({...seen, size: seen.size + 5}).onsuccess = resolve;
              });
              database.close();
            }"""
        )
        page.reload()
        expect(page.locator("#seen")).to_contain_text("does not continue what this browser saw")


def test_the_signing_code_is_what_is_served(house: House) -> None:
    """The digest at the foot of a page is that of the list, the list is what `sha256sum` says of
    each script that is served, and the page that checks bundles has the digest that is stated.
    """
    http = house.client()
    listing = http.get("/api/signing-code").text
    page = http.get("/signing-code").text
    [base] = set(re.findall(r'href="(/assets/[0-9a-f]+)/device/', page))
    whole = hashlib.sha256(listing.encode()).hexdigest()
    assert whole in page
    assert verifier.digest() in page
    assert f"{whole[:12]}…" in page
    names = [line.partition("  ")[2] for line in listing.splitlines()]
    served = {name: http.get(f"{base}/{name}").content for name in names}
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in served.items()}
    assert listing == "".join(f"{digests[name]}  {name}\n" for name in sorted(names))
    assert {"device/entry.js", "device/keys.js", "pages/evidence.js", "site.js"} <= set(names)


def test_a_checkout_says_the_same(house: House) -> None:
    """Whoever has the source checks the list with tools that are not ours."""
    listing = house.client().get("/api/signing-code").text
    lines = [line.split("  ") for line in listing.splitlines() if ".min." not in line]
    ours = "".join(f"{digest}  {source(name)}\n" for digest, name in lines)
    subprocess.run(["sha256sum", "--check", "--quiet"], input=ours.encode(), check=True)
