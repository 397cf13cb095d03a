"""What the directory tells of practitioners stays behind, and signatures are still checked."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from crypto.archive import Archive, write_archive
from crypto.canonical import decode, unb64
from crypto.manifest import Manifest
from domain.disclosure import Policy, shipped_policies
from domain.events.directory import (
    CapacityEnded,
    Delegation,
    DetailsCorrected,
    EntriesReaffirmed,
    KeyAdded,
    KeyRevoked,
    PractitionerEnrolled,
)
from ledger.bundling import Saved, Stopped, Wanted, bundle, hit_of, prepare, whole
from ledger.draft import DraftRequest
from ledger.operating.recording import record
from tests.bundles.conftest import House, told
from tests.reference.compare import both

OFFICER = "zielinski"
POLICIES = ("court", "parent", "police", "subject_access", "absence")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A story with a stolen key, what its holder stands by, a delegation and a corrected number."""
    made = told(tmp_path_factory.mktemp("signers"), "../not_substantiated")
    yield made
    made.ledger.close()


@pytest.mark.parametrize("policy", POLICIES)
def test_by_which_papers_somebody_was_known_stays_behind(house: House, policy: str) -> None:
    """By every policy that ships: neither the words are inside, nor their disclosures or salts, and
    whoever checks it finds every signature verified.
    """
    wanted = house.decided(house.wanted(policy), by=OFFICER)
    data = bundle(house.ledger, wanted, house.key(OFFICER))
    assert house.verify(data).exit_code == 0
    files = Archive.open(data)
    everything = b"\n".join([*files.values(), *_words(files)])
    kept = list(_personal(house, files))
    assert len(kept) > len(_of(files).streams)
    for words, disclosure, salt in kept:
        assert words.encode() not in everything
        assert disclosure.encode() not in everything
        assert salt.encode() not in everything
    assert {"identity", "staffing"} <= _of(files).reasons.keys()


def test_a_second_verifier_agrees(house: House) -> None:
    """One that shares no code finds as much withheld, and nothing wrong."""
    fast, slow = both(write_archive(_bundled(house, house.wanted())), house.trust.encode())
    assert fast == slow
    assert slow["exit"] == 0


def test_what_bears_on_a_signature_is_given(house: House) -> None:
    """That a key was stolen and since when, who stands by what it signed and why, and from when to
    when somebody could sign.
    """
    files = _bundled(house, house.wanted())
    words = b"\n".join(_words(files))
    given = 0
    for event in _events(house, files):
        match event:
            case KeyRevoked():
                assert b'"reason",{"v":"stolen"}' in words
                given += 1
            case EntriesReaffirmed(reason=reason):
                assert reason.encode() in words
                given += 1
            case Delegation(granted=granted):
                assert granted.title.encode() in words
                given += 1
    assert given >= 3


def test_a_policy_of_ones_own_gives_it(house: House) -> None:
    """A court that asks how somebody was known is told; the words are in the sentence again."""
    files = _bundled(house, house.wanted(_policy()))
    words = b"\n".join(_words(files))
    kinds = set()
    for event in _events(house, files):
        match event:
            case PractitionerEnrolled(evidence=known) | DetailsCorrected(evidence=known):
                assert words.count(known.encode()) >= 2
                kinds.add("given")
            case CapacityEnded(reason=why) | Delegation(reason=why):
                assert why.encode() not in words
                kinds.add("withheld")
    assert kinds == {"given", "withheld"}
    reasons = {gap.reason for gap in _of(files).withheld if gap.stream != house.enquiry.id}
    assert reasons == {"staffing"}


def test_a_rule_withholds_more_of_it_and_marks_are_kept_to(house: House) -> None:
    """A regulator's number by a rule, evidence that was marked though the policy gives evidence."""
    _correct(house, "greene", "a letter from his doctor", marks={"evidence": "restricted"})
    policy = _policy(
        """
        [reasons]
        chosen = "It was chosen."
        [[withhold]]
        reason = "chosen"
        fields = ["PractitionerEnrolled.registration"]
        """
    )
    data = bundle(house.ledger, house.decided(house.wanted(policy), by=OFFICER), house.key(OFFICER))
    assert house.verify(data).exit_code == 0
    files = Archive.open(data)
    assert b"a letter from his doctor" not in b"\n".join(_words(files))
    greene = house.key("greene").practitioner
    found = [(gap.seq, gap.reason) for gap in _of(files).withheld if gap.stream == greene]
    last = len(house.ledger.reads.entries(greene))
    assert {(1, "chosen"), (last, "restricted")} <= set(found)


def test_withheld_evidence_is_searched_for(house: House) -> None:
    """Whoever repeats it in the enquiry stops the bundle: the words, and the number of a passport.
    The search says where, and not what.
    """
    words = "passport 533401372 and the register, both seen on Tuesday"
    _correct(house, "greene", words)
    for text in ("Jamal showed 533401372 there.", f"He had his {words}."):
        seq = _noted(house, text)
        with pytest.raises(Stopped) as stopped:
            house.bundle(house.wanted(), by=OFFICER)
        hits = [hit_of(hit) for hit in stopped.value.hits]
        assert any(hit.startswith(f"entry {seq}, ") for hit in hits), hits
        assert not any("533401372" in hit for hit in hits)
    files = _bundled(house, house.wanted(), answer="withhold")
    assert b"533401372" not in b"\n".join(_words(files))


def test_nothing_of_it_comes_with_the_officers_signature(house: House) -> None:
    """Of an older view the directory has grown since, and what it grew by is held to the same."""
    words = "her new warrant card, which her sergeant brought"
    size = house.ledger.store.log.size()
    _correct(house, OFFICER, words)
    wanted = house.decided(house.wanted(size=size), by=OFFICER)
    data = bundle(house.ledger, wanted, house.key(OFFICER))
    assert house.verify(data).exit_code == 0
    files = Archive.open(data)
    assert any(name.startswith("issue/directory/") for name in files)
    assert words.encode() not in b"\n".join(_words(files))


def test_what_comes_behind_the_officers_signature_stays_out(house: House) -> None:
    """Fetched again once the directory has grown, a bundle still verifies and holds no more:
    nobody has searched what came since, and the signature does not rest on it.
    """
    size = house.ledger.store.log.size()
    _correct(house, OFFICER, "her warrant card, which a friend brought")
    wanted = house.decided(house.wanted(size=size), by=OFFICER)
    prepared = prepare(house.ledger, wanted, house.key(OFFICER).practitioner)
    issued = record(house.ledger, house.key(OFFICER), prepared.request)[0]
    before = Archive.open(whole(house.ledger, prepared, issued.seq))
    _correct(house, OFFICER, "a letter that came later")
    data = whole(house.ledger, prepared, issued.seq)
    assert house.verify(data).findings == ()
    assert Archive.open(data).keys() == before.keys()


def test_what_came_since_is_searched_for_in_an_older_view(house: House) -> None:
    """The words may have been said there before."""
    words = "a letter that only his mother could have had"
    seq = _noted(house, f"He brought {words}.")
    size = house.ledger.store.log.size()
    _correct(house, OFFICER, words)
    with pytest.raises(Stopped) as stopped:
        house.bundle(house.wanted(size=size), by=OFFICER)
    assert any(hit.place.startswith(f"entry {seq}, ") for hit in stopped.value.hits)


def test_the_schedule_says_whose_and_why(house: House) -> None:
    """In words: a judge reads who signed, which entry, and why it is no loss to them."""
    files = _bundled(house, house.wanted())
    page = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", files["schedule.html"].decode()))
    table = page.partition("Who signed")[2]
    assert "Jamal Greene 1" in table
    assert "no signature is checked by it" in table
    assert "why somebody stood in for them" in table
    issued = house.enquiry.entries[-1].event
    assert getattr(issued, "withheld_parts", None) == len(_of(files).withheld)


def _policy(more: str = "") -> Policy:
    """The policy for a court with what practitioners were known by, and rules more."""
    court = shipped_policies()["court"]
    given = court.replace("of_practitioners = []", 'of_practitioners = ["identity"]')
    assert given != court
    return Saved.read(given + more).policy


def _bundled(house: House, wanted: Wanted, answer: Any = "give") -> Archive:
    return house.bundle(house.decided(wanted, answer, OFFICER), by=OFFICER)


def _correct(house: House, person: str, evidence: str, **more: Any) -> None:
    """The registrar records somebody's details as they are, with what shows it."""
    known = house.ledger.reads.practitioner(house.key(person).practitioner)
    data = {"name": known.name, "registration": known.registration, "evidence": evidence}
    _recorded(house, "registrar", "DetailsCorrected", known.id, data, **more)


def _noted(house: House, words: str) -> int:
    """An entry of the enquiry with these words."""
    data = {"duty": "SEE-01", "reasons": words}
    _recorded(house, OFFICER, "DelayExplained", house.enquiry.id, data)
    return house.enquiry.version


def _recorded(
    house: House, by: str, event: str, stream: str, data: dict[str, Any], **more: Any
) -> None:
    request = DraftRequest(
        event=event, streams=(stream,), data=data, occurred="2026-05-14T12:00:00Z", **more
    )
    record(house.ledger, house.key(by), request)


def _personal(house: House, files: Archive) -> Iterator[tuple[str, str, str]]:
    """What practitioners are known by, and why they were away: words, disclosure and salt."""
    for stream in _of(files).streams[2:]:
        for entry in house.ledger.reads.entries(stream.stream):
            words = _personal_words(entry.event)
            if words is None:
                continue
            for text in house.ledger.reads.history.signed(entry.stream, entry.seq).disclosures:
                salt, *_, value = _list(text)
                if value in (words, {"v": words}):
                    yield words, text, salt


def _personal_words(event: object) -> str | None:
    match event:
        case PractitionerEnrolled(evidence=words) | DetailsCorrected(evidence=words):
            return words
        case CapacityEnded(reason=words) | Delegation(reason=words):
            return words
        case KeyAdded(identified=words):
            return words
    return None


def _events(house: House, files: Archive) -> Iterator[object]:
    for stream in _of(files).streams[2:]:
        yield from (entry.event for entry in house.ledger.reads.entries(stream.stream))


def _of(files: Archive) -> Manifest:
    return Manifest.parse(files["bundle.json"])


def _words(files: Archive) -> Iterator[bytes]:
    """Everything that a disclosure in it says."""
    for name, data in files.items():
        if name.endswith(".sdjwt"):
            yield from (unb64(text.decode()) for text in data.split(b"~")[1:-1])


def _list(text: str) -> list[Any]:
    value: Any = decode(unb64(text))
    return list(value)
