"""Bundles made in a browser: asked for, searched, decided, signed on the device, and fetched."""

import re
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from crypto.archive import Archive
from crypto.bundle import verify_bundle
from crypto.manifest import Manifest
from crypto.trust import parse_trust
from ledger.depositing import deposit
from ledger.documents import incoming
from ledger.documents.documents import WAITING_SECONDS
from ledger.draft import DraftRequest
from ledger.errors import Problem
from ledger.operating.recording import record
from ledger.serving.schedule import Job, Schedule
from tests.web.author import enrolled
from tests.web.house import House
from tests.web.measures import measured
from tests.web.reading import Reader, signed_in

COURT = {"policy": "court", "recipient": "the family court at Watford", "purpose": "proceedings"}
UNREADABLE = b"%PDF-1.7\n" + b"\x80 not the words of any file " * 40
"""A file that no program can search."""


def path_in(house: House) -> str:
    """Where bundles of Tia's enquiry are made."""
    return f"/enquiries/{house.enquiries['tia']}/bundles"


def deposited(house: House) -> int:
    """A file in Tia's record that no program can search; the entry that deposits it."""
    enquiry, key = house.enquiries["tia"], house.told.keys["ruth"]
    document = deposit(house.ledger, key.practitioner, enquiry, [UNREADABLE])
    now = datetime.fromtimestamp(house.clock.now, UTC).isoformat()
    said = {"form": "report", "title": "the scan", "document": document.model_dump()}
    request = DraftRequest(event="DocumentDeposited", streams=(enquiry,), data=said, occurred=now)
    return record(house.ledger, key, request)[0].seq


@pytest.fixture
def gareth(own_house: House) -> Reader:
    """The manager, without scripts."""
    return signed_in(own_house, "gareth")


def test_a_manager_makes_a_bundle_that_its_recipient_verifies(
    browser: Browser, own_house: House
) -> None:
    """From the Documents page, past what the search found, to the file: signed with a key that
    never left the browser.
    """
    entry = deposited(own_house)
    with enrolled(browser, own_house, own_house.name_of("gareth")) as author:
        page = author.page
        author.go(path_in(own_house).replace("bundles", "documents"))
        page.get_by_role("button", name="Make a bundle").click()
        page.get_by_role("radio", name="For the family court").check()
        page.get_by_label("Who receives it").fill(COURT["recipient"])
        page.get_by_role("button", name="Search and prepare").click()
        expect(page.locator("fieldset").first).to_contain_text(f"Entry {entry}, document")
        assert measured(page).wrong == ()
        page.get_by_role("radio", name="Withhold it").check()
        page.get_by_label("Why").fill("Nobody has read it for the court yet.")
        page.get_by_role("button", name="Search again").click()
        statement = page.locator("#statement blockquote").inner_text()
        assert COURT["recipient"] in statement
        assert "1 document" in page.locator("dl").inner_text()
        assert measured(page).wrong == ()
        with page.expect_navigation(url=re.compile("/bundles/[0-9a-f-]+$")):
            page.get_by_role("button", name="Sign and issue").click()
        assert measured(page).wrong == ()
        with page.expect_download() as fetched:
            page.get_by_role("button", name="Download the bundle").click()
        data = Path(fetched.value.path()).read_bytes()
        said = page.locator("main").inner_text()
    trust = parse_trust((own_house.told.settings.data / "trust.json").read_bytes())
    report = verify_bundle(data, trust)
    assert report.exit_code == 0, report.findings
    assert report.issued
    assert report.issued.person.name == author.name
    assert "verified" in said
    assert Manifest.parse(Archive.open(data)["bundle.json"]).digest in said
    assert UNREADABLE not in Archive.open(data).values()


def test_only_who_prepared_it_signs_and_fetches_it(own_house: House, gareth: Reader) -> None:
    """For a day; what is not signed is no bundle yet."""
    here = gareth.sent(f"{path_in(own_house)}/new", COURT)
    assert COURT["recipient"] in gareth.page(here)
    chronology = gareth.get(f"{here}/chronology.html")
    assert "Tia Mensah" in chronology.text
    assert "script-src" not in chronology.headers["Content-Security-Policy"]
    assert gareth.get(f"{here}/genesis.json").status_code == HTTPStatus.NOT_FOUND
    assert gareth.get(f"{here}/bundle.zip").status_code == HTTPStatus.NOT_FOUND
    ruth = signed_in(own_house, "ruth")
    assert ruth.get(here).status_code == HTTPStatus.NOT_FOUND
    assert ruth.get(f"{here}/to-sign").status_code == HTTPStatus.NOT_FOUND
    assert ruth.get(f"{here}/chronology.html").status_code == HTTPStatus.NOT_FOUND
    own_house.clock.now += WAITING_SECONDS + 1
    own_house.ledger.store.documents.sweep()
    later = signed_in(own_house, "gareth")
    gone = later.get(here)
    assert gone.status_code == HTTPStatus.NOT_FOUND
    assert "prepare it again" in gone.text


def test_nobody_records_a_prepared_bundle_as_a_document(own_house: House, gareth: Reader) -> None:
    """It may hold what few may see, and lies in no entry."""
    name = gareth.sent(f"{path_in(own_house)}/new", COURT).rpartition("/")[2]
    enquiry, documents = own_house.enquiries["tia"], own_house.ledger.store.documents
    said = {
        "form": "other",
        "title": "a bundle",
        "document": documents.describe(enquiry, name).model_dump(),
    }
    request = DraftRequest(
        event="DocumentDeposited",
        streams=(enquiry,),
        data=said,
        occurred=datetime.fromtimestamp(own_house.clock.now, UTC).isoformat(),
    )
    with pytest.raises(Problem, match="not as it was described"):
        record(own_house.ledger, own_house.told.keys["gareth"], request)


@pytest.mark.parametrize(
    ("changed", "href", "words"),
    [
        ({"policy": ""}, "policy", "Select whom the bundle is for"),
        ({"recipient": "x" * 401}, "recipient", "400 characters"),
        ({"purpose": "x" * 401}, "purpose", "400 characters"),
        (
            {"known-day": "31", "known-month": "2", "known-year": "2026"},
            "known-day",
            "The day must be",
        ),
        (
            {"known-day": "1", "known-month": "1", "known-year": "2030"},
            "known-day",
            "The day must be in the past",
        ),
    ],
)
def test_what_cannot_be_asked_for_is_said_beside_the_field(
    own_house: House, gareth: Reader, changed: dict[str, str], href: str, words: str
) -> None:
    """With what was typed still there; nothing is prepared."""
    assert "There is a problem" not in gareth.page(f"{path_in(own_house)}/new")
    answer = gareth.post(f"{path_in(own_house)}/new", COURT | changed)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert f'href="#{href}"' in answer.text
    assert words in answer.text
    assert not list(own_house.told.settings.documents.glob("*"))


def test_what_the_search_found_needs_an_answer_and_a_reason(
    own_house: House, gareth: Reader
) -> None:
    """Each is asked for beside its place, and what was asked for before stays as it was."""
    entry = deposited(own_house)
    hit = f"entry {entry}, document/unsearchable/0"
    path = f"{path_in(own_house)}/new"
    asked = gareth.post(path, COURT)
    assert asked.status_code == HTTPStatus.OK
    assert f'value="{hit}"' in asked.text
    wrong = gareth.post(path, COURT | {"hit": hit, "answer.0": "", "reason.0": ""})
    assert wrong.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert {'href="#answer-0"', 'href="#reason-0"'} <= set(re.findall(r'href="#[^"]+"', wrong.text))
    assert f'name="recipient" value="{COURT["recipient"]}"' in wrong.text
    told = COURT | {"hit": hit, "answer.0": "give", "reason.0": "I have read it."}
    here = gareth.sent(path, told)
    assert "I have read it" in gareth.page(here)


def test_as_known_then(own_house: House, gareth: Reader) -> None:
    """Nothing later is in it."""
    then = {"known-day": "26", "known-month": "5", "known-year": "2026"}
    here = gareth.sent(f"{path_in(own_house)}/new", COURT | then)
    assert "26 May 2026 at 11:59pm" in gareth.page(here)


def test_who_issues_none_is_not_asked(own_house: House) -> None:
    """The police read the record; its bundles are children’s services’ and their lawyers’."""
    police = signed_in(own_house, "hallam")
    listed = police.page(path_in(own_house).replace("bundles", "documents"))
    assert "Make a bundle" not in listed
    refused = police.get(f"{path_in(own_house)}/new")
    assert refused.status_code == HTTPStatus.FORBIDDEN


def test_those_outside_are_asked_before_it_is_prepared(own_house: House, gareth: Reader) -> None:
    """So that what they attest covers the last entry; once for each time that it is prepared."""
    asked: list[int] = []
    jobs = [Job("publish", 60, lambda: asked.append(own_house.ledger.store.log.size()))]
    own_house.app.state.schedule = Schedule(jobs)
    here = gareth.sent(f"{path_in(own_house)}/new", COURT)
    assert asked == [own_house.ledger.store.log.size()]
    assert f"when the log had {asked[0]} entries" in gareth.page(here)


def test_a_bundle_that_cannot_wait_says_what_to_do(
    own_house: House, gareth: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And leaves nothing behind."""
    monkeypatch.setattr(incoming, "MAX_DOCUMENT_BYTES", 2**17)
    answer = gareth.post(f"{path_in(own_house)}/new", COURT)
    assert answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert "have it made on the command line" in answer.text
    assert not list(own_house.told.settings.documents.glob("*"))
