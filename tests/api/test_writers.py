"""Many writers at once: nobody waits for ever, nothing is lost, and nothing stands twice."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from crypto.entry import parse
from crypto.trust import parse_trust
from ledger.settings import Settings
from ledger.verify import read_evidence, verify_ledger
from tests.api.serving import Person, Served, Told, served, tell
from tests.api.test_recording import drafted

WRITERS = 8
ENTRIES = 6


@pytest.fixture(autouse=True)
def hasty() -> Iterator[None]:
    """Let threads take turns a thousand times as often, so that races show."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(before / 1000)
    yield
    sys.setswitchinterval(before)


@pytest.fixture
def told(tmp_path: Path, database_url: str) -> Told:
    """The story on each database."""
    return tell(Settings(tmp_path / "data", database_url))


def write(house: Served, name: str, stream: str) -> list[str]:
    """Record again and again, and read in between; the digests of what was admitted."""
    person = house.person(name)
    return [recorded(person, house, stream) for _ in range(ENTRIES)]


def recorded(person: Person, house: Served, stream: str) -> str:
    """One entry, signed again as often as others get in first."""
    prepared = person.device.prepare(drafted(person, stream))
    while True:
        entries = [entry.decode() for entry in person.device.sign(prepared)]
        answer = person.admit(entries)
        if answer.status_code == httpx.codes.CREATED:
            assert person.get(f"{house.maya}/case").status_code == httpx.codes.OK
            again = person.admit(entries)
            assert again.status_code == httpx.codes.CREATED, again.text
            assert again.json()[0]["digest"] == answer.json()[0]["digest"]
            return parse(entries[0].encode()).envelope.digest
        assert answer.json()["code"] == "stale-position"
        moved = prepared.moved_to(drafted(person, stream))
        assert moved is not None
        prepared = moved


def test_eight_writers_at_once(told: Told) -> None:
    """Eight people record in one enquiry: every entry stands once, and the ledger verifies."""
    stream = told.enquiries["maya"]
    with served(told) as house:
        before = house.ledger.reads.enquiry(stream).version
        with ThreadPoolExecutor(WRITERS) as pool:
            names = (WRITERS // 4) * ("ruth", "priya", "tom", "grace")
            written = [pool.submit(write, house, name, stream) for name in names]
            digests = [digest for one in written for digest in one.result()]
        entries = house.ledger.reads.enquiry(stream).entries[before:]
        kept = house.http.get("/api/log/checkpoint").content
    assert len(digests) == WRITERS * ENTRIES
    assert sorted(entry.digest for entry in entries) == sorted(digests)
    trust = parse_trust((told.settings.data / "trust.json").read_bytes())
    report = verify_ledger(told.settings, trust, [read_evidence("checkpoint", kept)])
    assert report.exit_code == 0


def test_the_same_bytes_sent_at_once_are_admitted_once(writing: Served) -> None:
    """However often and however close together an entry arrives, each answer is its receipt."""
    ruth = writing.person("ruth")
    for _ in range(ENTRIES):
        size = writing.size()
        prepared = ruth.device.prepare(drafted(ruth, writing.told.enquiries["maya"]))
        entries = [entry.decode() for entry in ruth.device.sign(prepared)]
        with ThreadPoolExecutor(WRITERS) as pool:
            answers = list(pool.map(ruth.admit, [entries] * WRITERS))
        assert [answer.status_code for answer in answers] == [httpx.codes.CREATED] * WRITERS
        assert len({answer.json()[0]["digest"] for answer in answers}) == 1
        assert writing.size() == size + 1
