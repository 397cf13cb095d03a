"""The exhibit that nobody recorded something, and the certificate: borne out, or refused."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from crypto.archive import Archive, write_archive
from crypto.canonical import decode, unb64
from crypto.manifest import Manifest
from domain.disclosure.policy import Rule
from domain.events.disclosure import BundleIssued
from ledger.across.lines import Reader
from ledger.bundling import Wanted, issue
from ledger.exhibits.absence import AbsenceRefused, Asked, exhibit, wanted_for
from ledger.exhibits.issued import NotIssued, certified
from ledger.ledger import NotFound
from ledger.operating.recording import record
from ledger.views import Views
from tests.bundles.conftest import House


def at(text: str) -> int:
    """A time in seconds."""
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


JUNE = Asked(("legal-advice-sought/1",), at("2026-06-01T00:00"), at("2026-07-01T00:00"))
SEEN = replace(JUNE, types=("child-seen/1",))
SEEN_AT = at("2026-06-02T10:30")


def refusal(house: House, asked: Asked, wanted: Wanted | None = None) -> str:
    """Why it cannot be said."""
    with pytest.raises(AbsenceRefused) as refused:
        exhibit(house.ledger, asked, wanted or about(house), house.key("aldous").practitioner)
    return refused.value.detail


def about(house: House, **rule: object) -> Wanted:
    """The bundle that an absence comes with; with a rule that withholds more."""
    wanted = wanted_for(house.enquiry.id, None, None)
    if not rule:
        return wanted
    policy = wanted.saved.policy
    rules = (Rule.model_validate({"reason": "chosen", **rule}),)
    kept = policy.model_copy(update={"withhold": rules, "reasons": {"chosen": "It was chosen."}})
    return wanted.asking(saved=replace(wanted.saved, policy=kept))


def issued(house: House, asked: Asked, wanted: Wanted | None = None) -> bytes:
    """The exhibit, issued by a manager."""
    officer = house.key("aldous")
    prepared = exhibit(house.ledger, asked, wanted or about(house), officer.practitioner)
    return issue(house.ledger, prepared, lambda one: record(house.ledger, officer, one)[0])


def test_it_is_proven_by_types_alone(house: House) -> None:
    """The verifier goes through the types of all entries, and nothing else of them is there."""
    data = issued(house, JUNE)
    report = house.verify(data)
    assert report.exit_code == 0, list(report.findings)
    (said,) = report.absent
    assert "of the type legal-advice-sought/1" in said
    files = Archive.open(data)
    for name in ("README.txt", "chronology.html"):
        read = " ".join(files[name].decode().split())
        assert said in read, name
        assert "legal-advice-sought/1 is the event “legal advice sought”" in read, name
    for one in Manifest.parse(files["bundle.json"]).streams[0].entries:
        entry = files[f"entries/{house.enquiry.id}/{one.seq}.sdjwt"]
        (text,) = entry.split(b"~")[1:-1]
        shown = decode(unb64(text.decode()))
        assert isinstance(shown, list)
        assert shown[1] == "type"


@pytest.mark.parametrize(
    ("begins", "ends", "stands"),
    [(-60, 60, False), (0, 60, False), (-60, 0, True), (60, 120, True)],
    ids=["around", "from its minute", "until its minute", "after it"],
)
def test_what_was_recorded_in_the_period_refuses_it(
    house: House, begins: int, ends: int, *, stands: bool
) -> None:
    """The period has its first minute in it and not its end; the entry is named, its words not."""
    asked = replace(SEEN, begins=SEEN_AT + begins, ends=SEEN_AT + ends)
    if stands:
        assert house.verify(issued(house, asked)).exit_code == 0
    else:
        assert "is of such a type" in refusal(house, asked)


def test_a_corrected_entry_was_recorded(house: House) -> None:
    """What was corrected since still counts, at the time at which it was first recorded."""
    records = [one for one in house.enquiry.entries if one.frame.type == "strategy-record/1"]
    first = records[0]
    assert house.enquiry.replaced_by(first)
    minute = int(first.recorded.timestamp()) // 60 * 60
    asked = Asked(("strategy-record/1",), minute, minute + 60)
    assert f"entry {first.seq} is of such a type" in refusal(house, asked)


def test_a_withheld_entry_refuses_it_where_it_could_be_one(house: House) -> None:
    """Withheld whole it could be of any type; far from the period it could not be of it."""
    wanted = about(house, entries=[22])
    assert "entry 22 is withheld" in refusal(house, JUNE, wanted)
    day = replace(JUNE, begins=at("2026-06-12T00:00"), ends=at("2026-06-13T00:00"))
    assert house.verify(issued(house, day, wanted)).exit_code == 0


def test_a_period_that_is_not_over_refuses_it(house: House) -> None:
    """A draft that was begun in it may still be signed: it is said once no draft is that old."""
    now = house.ledger.now() // 60 * 60
    assert "ask again" in refusal(house, replace(JUNE, ends=now - 14 * 60))
    assert house.verify(issued(house, replace(JUNE, ends=now - 16 * 60))).exit_code == 0


def reader(house: House) -> Reader:
    """The operator of a demonstration."""
    return Reader(Views(house.ledger), None, "casework")


@pytest.fixture
def certify(house: House) -> Callable[[bytes | None], str]:
    """The manifest that a certificate covers."""
    return lambda data: certified(house.ledger, reader(house), house.enquiry.id, data).manifest


def test_a_certificate_covers_a_bundle_that_was_issued(
    house: House, certify: Callable[[bytes | None], str]
) -> None:
    """The one that is given, or the last: by its manifest, as the entry that issued it says."""
    first, second = issued(house, JUNE), issued(house, JUNE)
    manifests = [Manifest.parse(Archive.open(one)["bundle.json"]) for one in (first, second)]
    assert [certify(first), certify(None)] == [one.digest for one in manifests]
    covered = certified(house.ledger, reader(house), house.enquiry.id, first)
    assert (covered.size, covered.root) == (manifests[0].size, manifests[0].root)
    assert covered.entries == len(manifests[0].streams[0].entries)
    event = house.enquiry.entries[-1].event
    assert isinstance(event, BundleIssued)
    assert covered.recipient == event.name


def test_no_certificate_for_what_was_not_issued(
    house: House, certify: Callable[[bytes | None], str]
) -> None:
    """Neither a file that is no bundle, nor one of which the record knows nothing, nor one in which
    a file was exchanged.
    """
    with pytest.raises(NotIssued):
        certify(b"PK")
    data = issued(house, JUNE)
    files = dict(Archive.open(data))
    other = replace(Manifest.parse(files["bundle.json"]), purpose="something else")
    with pytest.raises(NotIssued):
        certify(write_archive({**files, "bundle.json": other.encode()}))
    with pytest.raises(NotIssued):
        certify(write_archive({**files, "chronology.html": b"<p>Nothing happened.</p>"}))
    with pytest.raises(NotFound):
        certified(house.ledger, reader(house), house.ledger.genesis.authority, None)
