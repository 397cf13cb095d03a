"""A scenario told through the pages by five people, each with a key that their browser made."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, expect

from ledger.ledger import Ledger
from ledger.replaying.replay import replay
from ledger.replaying.scenario import read_scenario
from ledger.settings import Settings
from tests.cli.running import PROGRAM, ROOT
from tests.web.author import Author
from tests.web.house import House
from tests.web.telling import Telling, telling
from tests.web.visiting import visiting

STORY = Path(__file__).parent / "story.jsonl"
THAT_EVENING = "2026-06-10T20:00:00Z"
VERIFIED = 0


def test_five_people_tell_an_enquiry_through_the_pages(
    browser: Browser, own_house: House, tmp_path: Path
) -> None:
    """From the referral to the outcome: what they signed is, word for word, what the same scenario
    replayed in Python signs; an inspector sees it as it was known on any day; and the ledger
    verifies.
    """
    scenario = read_scenario(STORY.name, STORY.read_text(encoding="utf-8"))
    with telling(browser, own_house, scenario) as story:
        for item in scenario.recorded:
            story.tell(item)
        assert list(_signed(own_house.ledger, story.stream)) == _replayed(tmp_path)
        receipt = _receipt(story.authors["priya"], own_house, tmp_path / "receipt.txt")
    _inspect(browser, own_house, story)
    assert _verify(own_house, receipt) == VERIFIED


def _signed(ledger: Ledger, stream: str) -> Iterator[tuple[str, str, str]]:
    """What was signed, of which event, and by whom."""
    directory = ledger.reads.directory().people
    for entry in ledger.reads.enquiry(stream).entries:
        said = (one if isinstance(one, str) else one.as_ for one in entry.frame.statement)
        yield type(entry.event).__name__, directory[entry.author].name, "".join(said)


def _replayed(folder: Path) -> list[tuple[str, str, str]]:
    """The same, of the scenario as the command line tells it."""
    ledger = replay([STORY], Settings(folder / "replayed"))
    try:
        ledger.register.catch_up()
        (line,) = ledger.register.enquiries().items
        return list(_signed(ledger, line.stream))
    finally:
        ledger.close()


def _inspect(browser: Browser, house: House, story: Telling) -> None:
    """The record of the child seen, as it was known before its correction and after."""
    seen = story.told.refs["seen"][0].seq
    with visiting(browser, house) as visitor:
        visitor.carry(house.token("ellison"))
        path = f"/enquiries/{story.stream}/chronology"
        page = visitor.open(f"{path}?as_of={THAT_EVENING}")
        expect(page.get_by_text("at 1:45pm").first).to_be_visible()
        expect(page.get_by_text("at 1:50pm")).to_have_count(0)
        page = visitor.open(path)
        expect(page.get_by_text("at 1:50pm").first).to_be_visible()
        page = visitor.open(f"/enquiries/{story.stream}/entries/{seen}")
        expect(page.get_by_text("corrected").first).to_be_visible()


def _receipt(author: Author, house: House, path: Path) -> Path:
    """The last receipt that somebody’s browser kept."""
    (signed,) = author.page.evaluate(_LAST, house.app.state.site.assets.base)
    path.write_text(signed["receipt"], encoding="utf-8")
    return path


_LAST = """async (base) => {
  const { all } = await import(`${base}/device/store.js`);
  const signed = await all("journal");
  return signed.sort((a, b) => a.signed - b.signed).slice(-1);
}"""


def _verify(house: House, receipt: Path) -> int:
    """How `countersign verify` ends on the ledger that was served, with that receipt in hand."""
    house.ledger.close()
    data = house.told.settings.data
    given = ("--data", data, "--trust", data / "trust.json", "--evidence", receipt)
    return subprocess.run([*PROGRAM, "verify", *given], cwd=ROOT, check=False).returncode
