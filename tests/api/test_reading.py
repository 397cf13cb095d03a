"""Reading an enquiry: now and as it was known, by whoever may, and as far as they may."""

import pytest

from crypto.canonical import unb64
from crypto.ed25519 import load_public_key
from crypto.entry import parse
from crypto.genesis import parse_genesis
from crypto.head import open_head
from tests.api.serving import Served
from tests.api.test_recording import OBJECTION, evidence

VIEWS = ("case", "chronology", "countersignatures", "duties", "decisions")
PATHS = (*(f"/{view}" for view in VIEWS), "/entries/1", "/head")
ALIAS, SEEN, HELD = 5, 6, 7
"""A name that only managers may read, what the police were told, and what they then discussed."""


@pytest.mark.parametrize("view", VIEWS)
def test_an_unchanged_view_is_not_sent_again(writing: Served, view: str) -> None:
    """The tag of a view answers 304 until the enquiry changes, and then names another state."""
    ruth, url = writing.person("ruth"), f"{writing.maya}/{view}"
    first = ruth.get(url)
    tag = first.headers["ETag"]
    held = {**ruth.headers, "If-None-Match": f'"other", W/{tag}'}
    again = writing.http.get(url, headers=held)
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    ruth.admit(ruth.signed(streams=[writing.told.enquiries["maya"]], **OBJECTION))
    changed = writing.http.get(url, headers=held)
    assert changed.status_code == 200
    assert changed.headers["ETag"] != tag


@pytest.mark.parametrize("view", VIEWS)
def test_the_past_is_read_by_time_and_by_size(reading: Served, view: str) -> None:
    """As of a time and as of the size that the log then had are one state of the record."""
    ruth = reading.person("ruth")
    by_time = ruth.get(f"{reading.maya}/{view}", as_of="2026-03-02T09:30:00Z").json()
    size = reading.ledger.store.log.size_at(1772443800)
    by_size = ruth.get(f"{reading.maya}/{view}", size=size).json()
    now = ruth.get(f"{reading.maya}/{view}").json()
    assert by_time["known"]["version"] == by_size["known"]["version"] == 3
    assert by_time["known"]["head"] == by_size["known"]["head"]
    assert now["known"]["version"] == 8
    assert by_time["known"]["as_of"] == "2026-03-02T09:30:00Z"


def test_the_past_does_not_change(writing: Served) -> None:
    """A past view answers the same bytes after the record has grown."""
    ruth = writing.person("ruth")
    before = ruth.get(f"{writing.maya}/chronology", as_of="2026-03-02T11:30:00Z")
    ruth.admit(ruth.signed(streams=[writing.told.enquiries["maya"]], **OBJECTION))
    after = ruth.get(f"{writing.maya}/chronology", as_of="2026-03-02T11:30:00Z")
    assert after.content == before.content


def test_the_future_is_not_known(reading: Served) -> None:
    """As of tomorrow, or of more entries than there are, there is no answer yet."""
    ruth = reading.person("ruth")
    later = ruth.get(f"{reading.maya}/case", as_of="2026-03-03T00:00:00Z")
    assert (later.status_code, later.json()["field"]) == (422, "as_of")
    larger = ruth.get(f"{reading.maya}/case", size=reading.size() + 1)
    assert larger.status_code == 404


def test_two_moments_are_compared(reading: Served) -> None:
    """What was recorded between two moments is told, and nothing else."""
    ruth = reading.person("ruth")
    between = {"earlier": "2026-03-02T09:30:00Z", "later": "2026-03-02T10:05:00Z"}
    answer = ruth.get(f"{reading.maya}/comparison", **between).json()
    assert [row["entry"] for row in answer["added"]] == [4, 5]
    assert answer["replaced"] == []
    backwards = {"earlier": between["later"], "later": between["earlier"]}
    assert ruth.get(f"{reading.maya}/comparison", **backwards).json()["field"] == "later"


def test_a_chronology_is_narrowed(reading: Served) -> None:
    """Rows are chosen by event, person and period."""
    ruth = reading.person("ruth")
    chosen = ruth.get(f"{reading.maya}/chronology", event=["ParentObjection", "HarmSuspected"])
    assert [row["entry"] for row in chosen.json()["rows"]] == [3, 4]
    late = ruth.get(f"{reading.maya}/chronology", first="2026-03-02T09:30:00Z", person="dawn")
    assert 4 in [row["entry"] for row in late.json()["rows"]]
    assert 2 not in [row["entry"] for row in late.json()["rows"]]


@pytest.mark.parametrize("who", ["stranger", "registrar", "inspector"])
@pytest.mark.parametrize("path", PATHS)
def test_who_may_not_see_an_enquiry_is_told_that_there_is_none(
    reading: Served, who: str, path: str
) -> None:
    """A stranger, a registrar, and an inspector who says casework, learn nothing: 404, not 403."""
    someone = reading.person(who)
    hidden = someone.get(f"{reading.maya}{path}")
    missing = someone.get(f"/api/enquiries/0190a6c0-0000-4000-8000-00000000ffff{path}")
    assert hidden.status_code == missing.status_code == 404
    assert hidden.json() == missing.json()


@pytest.mark.parametrize("path", PATHS)
def test_an_inspector_inspects(reading: Served, path: str) -> None:
    """An inspector reads everything for the purpose of inspection, and records nothing."""
    inspector = reading.person("inspector")
    assert inspector.get(f"{reading.maya}{path}", purpose="inspection").status_code == 200
    draft = inspector.draft(streams=[reading.told.enquiries["maya"]], **OBJECTION)
    assert (draft.status_code, draft.json()["refusal"]) == (422, "may-not-record")


@pytest.mark.parametrize("stream", ["directory", "authority"])
def test_streams_of_other_kinds_are_no_enquiries(reading: Served, stream: str) -> None:
    """The views of enquiries show neither the directory nor the authority."""
    ids = {
        "directory": reading.told.keys["ruth"].practitioner,
        "authority": reading.ledger.genesis.authority,
    }
    registrar = reading.person("registrar")
    assert registrar.get(f"/api/enquiries/{ids[stream]}/case").status_code == 404


def test_what_is_withheld_is_counted_and_not_shown(reading: Served) -> None:
    """A teacher sees that entries are withheld and why, and none of their words, anywhere."""
    grace = reading.person("grace")
    case = grace.get(f"{reading.maya}/case").json()
    assert case["known"]["withheld_entries"] == 3
    rows = {row["entry"]: row for row in grace.get(f"{reading.maya}/chronology").json()["rows"]}
    assert rows[ALIAS]["mark"] == "restricted"
    assert rows[SEEN]["mark"] == "police_sensitive"
    for view in VIEWS:
        text = grace.get(f"{reading.maya}/{view}").text
        assert "Roswitha" not in text
        assert "shouts" not in text
    for seq in (ALIAS, SEEN, HELD):
        assert grace.get(f"{reading.maya}/entries/{seq}").status_code == 404


def test_who_wrote_a_part_reads_it_again(reading: Served) -> None:
    """The police read what they recorded; the manager reads what only managers may."""
    tom, priya = reading.person("tom"), reading.person("priya")
    assert "shouts" in tom.get(f"{reading.maya}/chronology").text
    assert "Roswitha" not in tom.get(f"{reading.maya}/chronology").text
    assert "Roswitha" in priya.get(f"{reading.maya}/chronology").text


def test_an_entry_comes_as_it_was_signed(reading: Served) -> None:
    """The bytes of an entry hash to its digest, and are proven by the receipt beside them."""
    answer = reading.person("ruth").get(f"{reading.maya}/entries/3").json()
    entry = "~".join((answer["jws"], *answer["disclosures"], ""))
    parsed = parse(entry.encode())
    assert parsed.envelope.digest == answer["digest"]
    assert answer["withheld"] == 0
    assert evidence(reading, answer["receipt"], entry).checkpoint.size == reading.size()


def test_the_head_says_where_the_enquiry_ends(reading: Served) -> None:
    """The ledger's signed statement names the last entry: now, and at an earlier size."""
    ruth = reading.person("ruth")
    genesis = reading.http.get("/api/ledger").json()["genesis"]
    key = load_public_key(parse_genesis(genesis.encode()).ledger_key)
    now = open_head(ruth.get(f"{reading.maya}/head").content, key)
    assert (now.stream, now.seq) == (reading.told.enquiries["maya"], 8)
    then = open_head(ruth.get(f"{reading.maya}/head", as_of="2026-03-02T09:30:00Z").content, key)
    assert (then.seq, then.size) == (3, reading.ledger.store.log.size_at(1772443800))
    assert len(unb64(then.root)) == 32
