"""The device against a real ledger: races, lost answers, and a server that lies."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.web.author import enrolled
from tests.web.house import House
from tests.web.reading import Reader, signed_in

_RECORD = """async ([base, request, during]) => {
  const {record} = await import(`${base}/device/recording.js`);
  const asked = [];
  const confirm = async (shown) => {
    asked.push(shown);
    if (asked.length === 1) await globalThis.during();
    return during !== "decline";
  };
  try {
    return {asked, receipts: await record(request, {confirm})};
  } catch (error) {
    return {asked, refuses: error.name, code: error.code ?? null, words: error.message};
  }
}"""
_JOURNAL = """async ([base, stream]) => {
  const {all} = await import(`${base}/device/store.js`);
  const mine = (await all("journal")).filter((one) => one.stream === stream);
  return mine.sort((a, b) => a.seq - b.seq);
}"""


@dataclass
class Bench:
    """Somebody at a browser with their key, and somebody else who gets in between."""

    house: House
    page: Page
    stream: str
    other: Reader
    between: list[Callable[[], object]] = field(default_factory=list)

    def record(self, event: str = "NoteAdded", data: Any = None, during: str = "") -> Any:
        """Record something; whatever is in `between` happens while the author reads the words."""
        request = {"event": event, "streams": [self.stream], "data": data, "occurred": "unknown"}
        return self.page.evaluate(_RECORD, [self.base, request, during])

    def journal(self) -> Any:
        """What the device wrote down of this enquiry, in its order."""
        return self.page.evaluate(_JOURNAL, [self.base, self.stream])

    def run(self) -> None:
        """Called by the page between showing and signing."""
        while self.between:
            self.between.pop()()

    @property
    def base(self) -> str:
        """Where the page loads its scripts from."""
        source = self.page.locator("script[type=module]").first.get_attribute("src") or ""
        return "/".join(source.split("/")[:3])


@pytest.fixture(scope="module")
def sitting(browser: Browser, module_house: House) -> Iterator[Bench]:
    """Ruth at her browser, and Priya with a device of her own."""
    with enrolled(browser, module_house, "Ruth Adeyemi") as author:
        other = signed_in(module_house, "priya")
        author.visitor.troubles.allowed.add(409)
        bench = Bench(module_house, author.page, module_house.enquiries["tia"], other)
        author.page.expose_function("during", bench.run)
        yield bench
        author.visitor.troubles.found.clear()  # connections that the tests broke


@pytest.fixture
def bench(sitting: Bench) -> Iterator[Bench]:
    """The same browser, and nothing between it and the ledger."""
    yield sitting
    sitting.page.unroute_all()


def informed(words: str = "Tia is staying with her mother tonight.") -> dict[str, str]:
    """What is recorded."""
    return {"person": "Leanne Hart", "way": "telephone", "told": words}


def somebody_else_records(bench: Bench) -> None:
    """An entry by another author, from another device."""
    bench.other.record("ParentInformed", bench.stream, informed("Priya rang."))


def test_others_get_in_first(bench: Bench) -> None:
    """The same words are signed again behind the other's entry, and nobody is asked twice."""
    before = bench.house.ledger.reads.enquiry(bench.stream).version
    bench.between.append(lambda: somebody_else_records(bench))
    found = bench.record("ParentInformed", informed())
    assert [receipt["seq"] for receipt in found["receipts"]] == [before + 2]
    assert len(found["asked"]) == 1
    assert found["asked"][0]["changed"] is False
    written = bench.journal()[-2:]
    assert [(one["seq"], one["outcome"]) for one in written] == [
        (before + 1, "refused"),
        (before + 2, "admitted"),
    ]
    assert written[1]["receipt"] == found["receipts"][0]["proof"]
    assert written[1]["digest"] == bench.house.ledger.reads.entries(bench.stream)[-1].digest


def test_nothing_is_signed_that_is_not_confirmed(bench: Bench) -> None:
    """Who does not want to sign has signed nothing."""
    size = bench.house.ledger.store.log.size()
    before = bench.journal()
    found = bench.record("ParentInformed", informed(), during="decline")
    assert found["refuses"] == "NotConfirmed"
    assert bench.journal() == before
    assert bench.house.ledger.store.log.size() == size


def test_a_lost_answer_is_asked_for_again(bench: Bench) -> None:
    """The same bytes are sent again, and the entry stands once."""
    before = bench.house.ledger.reads.enquiry(bench.stream).version
    lost: list[str] = []

    def answer(route: Route) -> None:
        response = route.fetch()
        if lost:
            route.fulfill(response=response)
        else:
            lost.append(response.text())
            route.abort("connectionreset")

    bench.page.route("**/api/entries", answer)
    found = bench.record("ParentInformed", informed())
    assert lost
    assert [receipt["seq"] for receipt in found["receipts"]] == [before + 1]
    assert bench.house.ledger.reads.enquiry(bench.stream).version == before + 1
    assert bench.journal()[-1]["outcome"] == "admitted"


def test_a_false_receipt_is_not_believed(bench: Bench) -> None:
    """A receipt that does not lead to the signed root is refused; the journal keeps the entry."""

    def answer(route: Route) -> None:
        receipts = route.fetch().json()
        receipts[0]["proof"] = receipts[0]["proof"].replace("index ", "index 1", 1)
        route.fulfill(body=json.dumps(receipts), content_type="application/json")

    bench.page.route("**/api/entries", answer)
    found = bench.record("ParentInformed", informed())
    assert found["refuses"] == "ProofInvalid"
    assert bench.journal()[-1]["outcome"] == "sent"


def test_a_ledger_that_forgot_is_found_out(bench: Bench) -> None:
    """A draft for a position that this device has filled is not signed."""
    first = bench.record("ParentInformed", informed())
    [receipt] = first["receipts"]

    def answer(route: Route) -> None:
        draft = route.fetch().json()
        claims = draft["entries"][0]["claims"]
        claims.update(seq=receipt["seq"], prev=claims["dir"])
        route.fulfill(body=json.dumps(draft), content_type="application/json")

    bench.page.route("**/api/drafts", answer)
    before = bench.journal()
    found = bench.record("ParentInformed", informed("Another thing."))
    assert found["code"] == "history-shorter"
    assert bench.journal() == before
