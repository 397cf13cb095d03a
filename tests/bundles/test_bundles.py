"""A bundle holds what its policy gives, verifies, and has nothing in it of what is withheld."""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from crypto.archive import Archive, write_archive
from crypto.canonical import decode, unb64
from crypto.entry import parse_envelope
from crypto.manifest import Manifest
from domain.disclosure.policy import Policy
from domain.events.directory import PractitionerEnrolled
from domain.events.disclosure import BundleIssued
from domain.events.strategy_record import StrategyRecord
from ledger.bundling import (
    Decision,
    Saved,
    Stopped,
    bundle,
    can_be_withheld,
    hit_of,
    prepare,
)
from ledger.bundling.writing import TooLarge
from ledger.draft import DraftRequest
from ledger.ledger import NotFound
from ledger.operating.recording import record
from ledger.refusing import NotAdmitted
from tests.bundles.conftest import House

FIELDS = (
    *("*.words", "*.place", "*.actor", "*.source", "*.registration", "*.reason"),
    "StrategyRecord.contributions",
)
FORMS = ("notes", "report")


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    """Any policy: marks given, and whatever rules besides."""
    marks = draw(st.sets(st.sampled_from(["ordinary", "third_party", "restricted"])))
    under = draw(st.sets(st.sampled_from(["police_sensitive", "privileged"])))
    told = draw(st.sets(st.sampled_from(["identity", "staffing"])))
    numbers = st.lists(st.integers(1, 60), max_size=2)
    rule = st.fixed_dictionaries(
        {
            "reason": st.just("chosen"),
            "entries": numbers,
            "events": st.lists(st.sampled_from(["ChildSeen", "HarmSuspected"]), max_size=1),
            "persons": st.lists(st.sampled_from(["noah", "carys"]), max_size=1),
            "fields": st.lists(st.sampled_from(FIELDS), max_size=2),
            "segments": st.lists(st.sampled_from(SEGMENTS), max_size=6),
            "documents": numbers,
            "forms": st.lists(st.sampled_from(FORMS), max_size=1),
        }
    ).filter(lambda one: any(value for name, value in one.items() if name != "reason"))
    return _policy(
        give={
            "marks": sorted(marks | {"ordinary"}),
            "under_order": sorted(under),
            "of_practitioners": sorted(told),
        },
        withhold=draw(st.lists(rule, max_size=2)),
    )


def _policy(**given: Any) -> Policy:
    """A policy that gives what is ordinary and of third parties, if nothing else is said."""
    stated = {
        "policy": _ABOUT,
        "give": {"marks": ["ordinary", "third_party"]},
        "reasons": {"chosen": "It was chosen."},
        **given,
    }
    return Policy.model_validate_json(json.dumps(stated))


_ABOUT = {
    "id": "drawn",
    "title": "Drawn",
    "recipient": "court",
    "name": "the court",
    "purpose": "care proceedings",
}
SEGMENTS = [
    *(
        f"{seq}:{field}.{n}"
        for seq in (5, 6, 13)
        for field in ("report", "grounds")
        for n in (0, 1)
    ),
    *(f"{seq}:words.{n}" for seq in range(14, 22) for n in (0, 1, 2)),
    *(f"{seq}:statement.{n}" for seq in (5, 8, 20) for n in (1, 3)),
    *(f"{seq}:contributions.{n}.text.0" for seq in (11, 15) for n in (0, 1)),
    *(f"{seq}:contributions.1.by" for seq in (11, 15)),
]


@settings(
    max_examples=20,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # each example writes to a ledger
)
@given(policy=policies())
def test_whatever_is_withheld_it_verifies_and_nothing_of_it_is_inside(
    house: House, policy: Policy
) -> None:
    """Order, count, authorship and inclusion hold, and no withheld byte is in any file: neither a
    disclosure, nor its salt, nor the words that nothing else says.
    """
    wanted = house.wanted(policy)
    data = bundle(house.ledger, house.decided(wanted), house.key("aldous"))
    report = house.verify(data)
    assert report.exit_code == 0, list(report.findings)
    files = Archive.open(data)
    everything = b"\n".join([*files.values(), *(name.encode() for name in files)])
    secrets = [one for place in _places(files) for one in _withheld(house, files, *place)]
    open_words = _normal(b"\n".join(_given_words(files)))
    for text, salt, words in secrets:
        assert text not in everything
        assert salt not in everything
        if words and _normal(words) not in open_words:
            assert _normal(words) not in _normal(everything)


def _places(files: Archive) -> Iterator[tuple[str, int]]:
    """Every position of the enquiry, of the authority's stream and of the directory."""
    for stream in Manifest.parse(files["bundle.json"]).streams:
        yield from ((stream.stream, one.seq) for one in stream.entries)


def _withheld(
    house: House, files: Archive, stream: str, seq: int
) -> Iterator[tuple[bytes, bytes, bytes]]:
    """The disclosures of an entry that are not in the bundle: text, salt, and words of length."""
    signed = house.ledger.reads.history.signed(stream, seq)
    name = f"entries/{stream}/{seq}.sdjwt"
    given_texts = set(files[name].split(b"~")) if name in files else set()
    for text in signed.disclosures:
        if text.encode() in given_texts:
            continue
        value: Any = decode(unb64(text))
        words = value[-1] if isinstance(value[-1], str) else ""
        yield text.encode(), value[0].encode(), words.encode() if len(words) > 20 else b""


def _given_words(files: Archive) -> Iterator[bytes]:
    """Every text that is given, in entries and in documents; and what templates say of anybody."""
    yield files["templates.json"]
    for name, data in files.items():
        if name.startswith("documents/"):
            yield data
        if name.endswith(".sdjwt"):
            for text in data.split(b"~")[1:-1]:
                yield unb64(text.decode())


def _normal(words: bytes) -> bytes:
    return b" ".join(words.replace(b"\\n", b" ").split())


def test_the_same_files_make_the_same_bytes(house: House) -> None:
    """What is packed has no time of its own."""
    prepared = prepare(house.ledger, house.wanted(), house.key("aldous").practitioner)
    assert write_archive(prepared.files) == write_archive(prepared.files)
    again = prepare(house.ledger, house.wanted(), house.key("aldous").practitioner)
    assert again.manifest.encode() == prepared.manifest.encode()


def test_issuing_is_an_entry_that_signs_the_list_of_contents(house: House) -> None:
    """So it is known that a bundle is beyond reach, and its officer answers for every file."""
    before = house.enquiry.version
    files = house.bundle(house.wanted())
    entry = house.enquiry.entries[-1]
    assert house.enquiry.version == before + 1
    assert isinstance(entry.event, BundleIssued)
    assert entry.event.manifest == Manifest.parse(files["bundle.json"]).digest
    assert entry.event.name == "the court at Wexmere"
    envelope = parse_envelope(files["issue/entry.sdjwt"].split(b"~")[0])
    assert envelope.digest == entry.digest
    assert f"entries/{entry.stream}/{entry.seq}.sdjwt" not in files


def test_protected_content_leaves_under_its_order_and_no_further(house: House) -> None:
    """The order is about the corrected record: what the police said there leaves, and what they
    were first said to have said does not; to the police themselves nothing leaves under it.
    """
    kept = {
        one.seq for one in house.enquiry.entries if type(one.event).__name__ == "StrategyRecord"
    }
    first, corrected = sorted(kept)
    files = house.bundle(house.wanted("court"))
    assert b"Nobody was arrested" in _told(files, house.enquiry.id, corrected)
    assert b"two arrests" not in _told(files, house.enquiry.id, first)
    assert _of(files).withheld
    issued = house.enquiry.entries[-1].event
    assert isinstance(issued, BundleIssued)
    order = issued.orders
    assert [type(house.enquiry.entry(n).event).__name__ for n in order] == ["DisclosureOrdered"]
    assert b"Nobody was arrested" not in b"".join(house.bundle(house.wanted("police")).values())


def _told(files: Archive, enquiry: str, seq: int) -> bytes:
    texts = files[f"entries/{enquiry}/{seq}.sdjwt"].split(b"~")[1:-1]
    return b"\n".join(unb64(text.decode()) for text in texts)


def _of(files: Archive) -> Manifest:
    return Manifest.parse(files["bundle.json"])


def test_as_known_then_holds_nothing_later(house: House) -> None:
    """Every position is below the size of the view, and a page says when that was."""
    entry = house.enquiry.entry(20)
    size = house.ledger.reads.size_at(entry.recorded)
    known = int(entry.recorded.timestamp())
    data = bundle(house.ledger, house.wanted(size=size, known=known), house.key("aldous"))
    files = Archive.open(data)
    manifest = _of(files)
    assert house.verify(data).exit_code == 0
    assert all(one.index < size for stream in manifest.streams for one in stream.entries)
    assert manifest.streams[0].entries[-1].seq == 20
    assert b"as it was known on" in files["chronology.html"]
    assert b"needs them no longer" not in b"".join(files.values())


def test_an_older_view_gives_no_more_than_the_present_lets(house: House) -> None:
    """A mark that was put right since is kept to, though the older record lacks it."""
    first = next(e for e in house.enquiry.entries if type(e.event).__name__ == "StrategyRecord")
    size = house.ledger.reads.size_at(first.recorded)
    files = house.bundle(house.wanted("parent", size=size))
    assert b"two arrests" not in b"".join(files.values())


def test_a_hit_stops_it_until_somebody_decides(house: House) -> None:
    """The search names place and kind, never the words; a decision is kept in the issuing entry,
    and no recipient has it: neither the first, nor whoever is given that entry later.
    """
    policy = _policy(look_for=[{"kind": "address", "words": "Larch Road"}])
    before = house.enquiry.version
    with pytest.raises(Stopped) as stopped:
        house.bundle(house.wanted(policy))
    assert house.enquiry.version == before
    hits = [hit_of(hit) for hit in stopped.value.hits]
    assert hits
    assert not [hit for hit in hits if "larch" in hit.casefold()]
    reason = "The nursery of that name is known to everybody."
    give = tuple(Decision(hit, "give", reason) for hit in hits)
    files = house.bundle(house.wanted(policy, decisions=give))
    issued = house.enquiry.entries[-1].event
    assert isinstance(issued, BundleIssued)
    assert {one.reason for one in issued.decisions} == {reason}
    assert reason.encode() not in b"".join(
        unb64(text.decode()) for text in files["issue/entry.sdjwt"].split(b"~")[1:-1]
    )
    withhold = tuple(Decision(hit, "withhold", reason) for hit in hits)
    data = bundle(house.ledger, house.wanted(policy, decisions=withhold), house.key("aldous"))
    assert house.verify(data).exit_code == 0
    words = b"".join(_given_words(Archive.open(data)))
    assert b"Larch Road" not in words.replace(b"Larch Road Nursery", b"")
    assert reason.encode() not in words


def test_every_part_is_searched_and_not_only_what_the_statement_tells(house: House) -> None:
    """Of which agency an author is stands beside most statements and in none of their words."""
    officer = house.key("aldous")
    given = prepare(house.ledger, house.wanted(_policy()), officer.practitioner).manifest
    listed = {one.seq for one in given.streams[0].entries if one.withheld is None}
    agency = house.enquiry.entries[-1].frame.capacity.agency
    signed = {one.seq for one in house.enquiry.entries if one.frame.capacity.agency == agency}
    policy = _policy(look_for=[{"kind": "address", "words": agency}])
    with pytest.raises(Stopped) as stopped:
        house.bundle(house.wanted(policy))
    places = {one.place for one in stopped.value.hits}
    assert len(listed & signed) > 1
    assert {f"entry {seq}, capacity.agency" for seq in listed & signed} <= places


def test_documents_go_with_their_entries(house: House) -> None:
    """A file is given under its random name, or withheld and listed with its digest."""
    files = house.bundle(house.wanted())
    (document,) = _of(files).documents
    assert b"Hand behind back" in files[f"documents/{document.name}"]
    told = re.sub(r"<[^>]+>", "", files["chronology.html"].decode())
    assert f"documents/{document.name} (Text; end the name of a copy in .txt to open it)" in told
    policy = _policy(withhold=[{"reason": "chosen", "forms": ["notes"]}])
    files = house.bundle(house.wanted(policy))
    (document,) = _of(files).documents
    assert document.withheld == "chosen"
    assert not [name for name in files if name.startswith("documents/")]


def test_who_may_not_see_or_issue_gets_nothing(house: House) -> None:
    """Neither an officer who records nothing of the kind, nor one who does not know the enquiry."""
    with pytest.raises(NotAdmitted):
        house.bundle(house.wanted(), by="pickard")
    with pytest.raises(NotFound):
        house.bundle(house.wanted(size=house.ledger.store.log.size() + 1))
    with pytest.raises(NotFound):
        house.bundle(house.wanted(known=house.ledger.now() + 3600))
    with pytest.raises(NotFound):
        house.bundle(house.wanted().asking(enquiry=house.ledger.genesis.authority))


def test_what_the_officer_may_not_see_is_withheld(house: House) -> None:
    """A policy may give restricted parts; nobody hands on what only managers read."""
    words = "A cousin of the nursery’s cook works in this very team."
    request = DraftRequest(
        event="DelayExplained",
        streams=(house.enquiry.id,),
        data={"duty": "SEE-01", "reasons": words},
        occurred="2026-06-01T12:00:00Z",
        mark="restricted",
    )
    record(house.ledger, house.key("aldous"), request)
    policy = _policy(give={"marks": ["ordinary", "third_party", "restricted"]})
    assert words.encode() in b"".join(_given_words(house.bundle(house.wanted(policy))))
    files = house.bundle(house.wanted(policy), by="duarte")
    assert words.encode() not in b"".join(_given_words(files))
    assert "restricted" in _of(files).reasons


def test_pages_are_read_without_a_script_or_a_network(house: House) -> None:
    """The pages of a bundle are one file each, and say why something is withheld."""
    files = house.bundle(house.wanted("police"))
    for name in ("chronology.html", "schedule.html"):
        page = files[name].decode()
        assert "<script" not in page
        assert "http" not in page.replace('http-equiv="Content-Security-Policy"', "")
        assert "police-sensitive" in page or "belongs to the police" in page
    assert "Demonstration" in files["chronology.html"].decode()
    assert Saved.shipped("police").digest in files["schedule.html"].decode()


def test_a_long_statement_is_read_in_paragraphs(house: House) -> None:
    """Each contribution and decision of a discussion begins one; the words stay those signed."""
    page = house.bundle(house.wanted())["chronology.html"].decode()
    (told, *_) = (one for one in house.enquiry.entries if isinstance(one.event, StrategyRecord))
    row = page.partition(f'id="entry-{told.seq}">')[2].partition("</tr>")[0]
    paragraphs = re.findall(r"<p>(.*?)</p>", row, re.DOTALL)
    event = told.event
    assert isinstance(event, StrategyRecord)
    assert len(paragraphs) > len(event.contributions) > 1
    signed = "".join(one if isinstance(one, str) else one.as_ for one in told.frame.statement)
    at = 0
    for words in re.split(r'<span class="gap">.*?</span>', "".join(paragraphs)):
        given_ = unescape(re.sub(r"<[^>]*>", "", words))
        at = signed.index(given_, at) + len(given_)


def test_what_no_archive_holds_is_refused_before_anybody_signs(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bundle that nobody can open is not recorded as issued."""
    before = house.enquiry.version
    monkeypatch.setattr("ledger.bundling.writing.MAX_BYTES", 17 * 2**20)
    with pytest.raises(TooLarge, match="bundle of their own"):
        house.bundle(house.wanted(files={"annex.pdf": b"x" * 2**20}))
    assert house.enquiry.version == before


def test_the_directory_is_searched_too(house: House) -> None:
    """How a registrar knew somebody can name whom the record does not, if a policy gives it. What
    no signature is checked by is then withheld by a decision; a name cannot be.
    """
    entry = house.ledger.reads.entries(house.key("aldous").practitioner)[0]
    assert isinstance(entry.event, PractitionerEnrolled)
    give = {"marks": ["ordinary", "third_party"], "of_practitioners": ["identity"]}
    words = (entry.event.evidence, entry.event.name)
    look = [{"kind": "name", "words": one} for one in words]
    wanted = house.wanted(_policy(give=give, look_for=look))
    with pytest.raises(Stopped) as stopped:
        house.bundle(wanted)
    hits = {hit_of(hit) for hit in stopped.value.hits if "the directory of" in hit.place}
    evidence = {hit for hit in hits if can_be_withheld(hit)}
    assert {hit.rpartition(", ")[2] for hit in evidence} == {"evidence/name/0"}
    assert any(", name/" in hit or ", capacity/" in hit for hit in hits - evidence)
    decisions = (
        *(Decision(hit_of(hit), "give", "a test") for hit in stopped.value.hits),
        *(Decision(hit, "withhold", "a test") for hit in evidence),
    )
    data = bundle(house.ledger, wanted.asking(decisions=decisions), house.key("aldous"))
    assert house.verify(data).exit_code == 0
    assert entry.event.evidence.encode() not in b"".join(_given_words(Archive.open(data)))


def test_dissent_is_printed_beside_the_decision(house: House) -> None:
    """DIS-06: whoever reads the decision reads who disagreed with it, in their words."""
    outcome = next(e for e in house.enquiry.entries if type(e.event).__name__ == "OutcomeDecided")
    words = "Nobody asked his grandmother what she saw"
    request = DraftRequest(
        event="ProfessionalDissent",
        streams=(house.enquiry.id,),
        data={"concerns": outcome.seq, "reasons": words},
        occurred="2026-06-16T12:00:00Z",
    )
    record(house.ledger, house.key("strand"), request)
    page = house.bundle(house.wanted())["chronology.html"].decode()
    decision = page.partition(f'id="entry-{outcome.seq}"')[2].partition("</tr>")[0]
    assert "<strong>Dissent</strong>" in decision
    assert words in decision


def test_a_parent_does_not_learn_what_the_police_were_given(house: House) -> None:
    """That an investigation asked for the record is not for its bundles to tell."""
    house.bundle(house.wanted("police", recipient="Wexmere Police, crime 4711"))
    told = b"".join(_given_words(house.bundle(house.wanted("parent"))))
    assert b"crime 4711" not in told
    assert b"crime 4711" in b"".join(_given_words(house.bundle(house.wanted("court"))))
