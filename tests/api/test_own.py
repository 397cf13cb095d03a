"""What stands in one's own name: all of it, nobody else's, and what was removed is missed."""

from crypto.canonical import b64
from tests.api.serving import Served

OWN = {"stream", "seq", "digest", "kid", "recorded"}


def test_everything_in_ones_name_is_listed_and_nothing_else(reading: Served) -> None:
    """Entries of enquiries and of one's directory stream, with the keys that signed them."""
    ruth = reading.person("ruth")
    own = ruth.get("/api/own/entries").json()
    streams = [*reading.told.enquiries.values(), ruth.key.practitioner]
    expected = {
        (stream, entry.seq, entry.digest)
        for stream in streams
        for entry in reading.ledger.reads.entries(stream)
        if entry.author == ruth.key.practitioner
    }
    assert {(one["stream"], one["seq"], one["digest"]) for one in own} == expected
    assert {one["kid"] for one in own} == {ruth.device.kid}
    assert [one["recorded"] for one in own] == sorted((o["recorded"] for o in own), reverse=True)
    assert all(one.keys() == OWN for one in own)


def test_a_registrar_sees_what_they_signed_about_others(reading: Served) -> None:
    """Enrolments stand in others' streams, adoptions in the authority's."""
    own = reading.person("registrar").get("/api/own/entries").json()
    streams = {one["stream"] for one in own}
    assert {key.practitioner for key in reading.told.keys.values()} <= streams
    assert reading.ledger.genesis.authority in streams


def test_what_the_ledger_does_not_hold_is_named(reading: Served) -> None:
    """Another digest, another place and another stream are missing; what is there is not."""
    ruth = reading.person("ruth")
    first = ruth.get("/api/own/entries").json()[0]
    held = {name: first[name] for name in ("stream", "seq", "digest")}
    gone = [
        held | {"digest": b64(bytes(32))},
        held | {"seq": 999},
        held | {"stream": reading.told.keys["tom"].practitioner},
    ]
    assert ruth.post("/api/own/missing", [held, *gone]).json() == gone
    assert ruth.post("/api/own/missing", []).json() == []


def test_nobody_without_a_session_learns_any_of_it(reading: Served) -> None:
    """Not even digests."""
    assert reading.http.get("/api/own/entries").status_code == 401
    assert reading.http.post("/api/own/missing", json=[]).status_code == 401
