"""Signing in: a key proves itself for one server, once, and the session ends when it should."""

from collections.abc import Callable
from typing import Any

import pytest

from api.sessions import IDLE_SECONDS, NONCE_SECONDS, SESSION_SECONDS
from crypto import jws
from crypto.canonical import b64
from ledger.keys.keyfile import KeyFile
from tests.api.serving import NOON, Person, Served, new_device

ELSEWHERE = "https://impostor.example"
NEWCOMER = "0190a6c0-0000-4000-8000-00000000aaaa"


def test_a_proven_key_opens_a_session(reading: Served) -> None:
    """Whoever signs the server's nonce is told who they are, and which keys are held for them."""
    answer = reading.stranger("ruth").sign_in().json()
    key = reading.told.keys["ruth"]
    assert answer["session"]["name"] == "Ruth Okafor"
    assert answer["session"]["capacities"] == ["social_worker"]
    assert answer["session"]["keys"] == [{"kid": key.device.kid, "state": "live", "offered": 1}]
    assert answer["session"]["enquiries"] == 2


def test_without_a_session_nobody_reads_or_writes(reading: Served) -> None:
    """No token, another scheme and a made-up token are refused alike, and told how to sign in."""
    for header in ({}, {"Authorization": "Basic cnV0aDo="}, {"Authorization": "Bearer made-up"}):
        answer = reading.http.get(f"{reading.maya}/case", headers=header)
        assert answer.status_code == 401
        assert answer.json()["code"] == "sign-in-needed"
        assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_nonce_serves_once(reading: Served) -> None:
    """A statement that was overheard opens no second session."""
    ruth = reading.stranger("ruth")
    challenge = reading.http.post("/api/challenges").json()
    statement = ruth.statement(challenge)
    assert ruth.present(challenge["nonce"], statement).status_code == 201
    assert ruth.present(challenge["nonce"], statement).json()["field"] == "nonce"


def test_a_nonce_expires(writing: Served) -> None:
    """A statement that was signed in time is of no use after the nonce has expired."""
    ruth = writing.stranger("ruth")
    challenge = writing.http.post("/api/challenges").json()
    writing.clock.now += NONCE_SECONDS
    answer = ruth.present(challenge["nonce"], ruth.statement(challenge, writing.clock.now))
    assert (answer.status_code, answer.json()["field"]) == (401, "nonce")


def test_challenges_push_out_nobodys_nonce(reading: Served) -> None:
    """Whoever asks for many nonces takes none from others: the server keeps none of them."""
    ruth = reading.stranger("ruth")
    challenge = reading.http.post("/api/challenges").json()
    others = {reading.http.post("/api/challenges").json()["nonce"] for _ in range(50)}
    assert len(others) == 50
    assert ruth.present(challenge["nonce"], ruth.statement(challenge)).status_code == 201


WRONG: dict[str, Callable[[Person, dict[str, Any]], str]] = {
    "origin": lambda ruth, given: ruth.statement(given, origin=ELSEWHERE),
    "ledger": lambda ruth, given: ruth.statement(given, ledger=b64(bytes(32))),
    "nonce": lambda ruth, given: ruth.statement(given, nonce=f"{given['nonce'][:-1]}_"),
    "somebody": lambda ruth, given: ruth.statement(
        given, iss="00000000-0000-4000-8000-000000000000"
    ),
    "expired": lambda ruth, given: ruth.statement(given, NOON - 1000),
    "future": lambda ruth, given: ruth.statement(given, NOON + 1000),
    "type": lambda ruth, given: jws.sign(
        "countersign-entry+sd-jwt",
        ruth.device.kid,
        jws.parse("countersign-signin+jwt", ruth.statement(given).encode()).unverified_payload(),
        ruth.device.signer,
    ).decode(),
    "signature": lambda ruth, given: f"{ruth.statement(given)[:-86]}{'A' * 86}",
    "spelling": lambda ruth, given: f"{ruth.statement(given)}=",
    "nothing": lambda _ruth, _given: "a.b.c",
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_statement_for_anything_else_is_refused(reading: Served, wrong: str) -> None:
    """A statement for another site, ledger, nonce, person, time or purpose opens no session."""
    ruth = reading.stranger("ruth")
    challenge = reading.http.post("/api/challenges").json()
    answer = ruth.present(challenge["nonce"], WRONG[wrong](ruth, challenge))
    assert answer.status_code == 401
    assert answer.json()["code"] == "sign-in-refused"
    assert answer.json()["field"] == "statement"
    assert ruth.present(challenge["nonce"], ruth.statement(challenge)).status_code == 201


@pytest.mark.parametrize("stream", ["enquiry", "authority"])
def test_a_stream_of_another_kind_is_nobody(reading: Served, stream: str) -> None:
    """The id of an enquiry, or of the authority, is no practitioner's."""
    ids = {
        "enquiry": reading.told.enquiries["maya"],
        "authority": reading.ledger.genesis.authority,
    }
    ruth = reading.stranger("ruth")
    challenge = reading.http.post("/api/challenges").json()
    answer = ruth.present(challenge["nonce"], ruth.statement(challenge, iss=ids[stream]))
    assert answer.json()["code"] == "sign-in-refused"


def test_nobody_learns_which_keys_there_are(reading: Served) -> None:
    """An unknown key and a known one that did not sign are refused in the same words."""
    ruth = reading.stranger("ruth")
    other = Person(
        reading.http, KeyFile(ruth.key.practitioner, "", demonstration=True, device=new_device())
    )
    challenge = reading.http.post("/api/challenges").json()
    known = ruth.present(challenge["nonce"], WRONG["signature"](ruth, challenge))
    unknown = other.present(challenge["nonce"], other.statement(challenge))
    assert unknown.json() == known.json()


def test_an_idle_session_ends(writing: Served) -> None:
    """A session lasts while it is used, and ends a quarter of an hour after that."""
    ruth = writing.person("ruth")
    for _ in range(3):
        writing.clock.now += IDLE_SECONDS - 1
        assert ruth.get("/api/sessions/current").status_code == 200
    writing.clock.now += IDLE_SECONDS
    assert ruth.get("/api/sessions/current").status_code == 401


def test_no_session_outlasts_a_shift(writing: Served) -> None:
    """However busy it is kept, a session ends: a stolen token is of no use tomorrow."""
    ruth = writing.person("ruth")
    until = writing.clock.now + SESSION_SECONDS
    while writing.clock.now < until - 600:
        writing.clock.now += 600
        assert ruth.get("/api/sessions/current").status_code == 200
    writing.clock.now = until
    assert ruth.get("/api/sessions/current").status_code == 401


def test_signing_out_ends_the_session(reading: Served) -> None:
    """After signing out the token is worth nothing."""
    ruth = reading.person("ruth")
    answer = reading.http.delete("/api/sessions/current", headers=ruth.headers)
    assert answer.status_code == 204
    assert ruth.get("/api/sessions/current").status_code == 401


def test_revocation_ends_a_session_at_once(writing: Served) -> None:
    """With the key goes the session that it opened, in the middle of work, and every later one."""
    ruth = writing.person("ruth")
    assert ruth.get(f"{writing.maya}/case").status_code == 200
    registrar = writing.person("registrar")
    theft = {"kid": ruth.device.kid, "reason": "stolen", "compromised": "2026-03-02T11:30:00Z"}
    revocation = registrar.signed("KeyRevoked", [ruth.key.practitioner], theft)
    assert registrar.admit(revocation).status_code == 201
    assert ruth.get(f"{writing.maya}/case").json()["field"] == "kid"
    assert ruth.sign_in().json()["field"] == "kid"
    assert ruth.get("/api/sessions/current").status_code == 401


def test_a_new_key_is_accepted_over_http_and_does_nothing_before(writing: Served) -> None:
    """Who was just enrolled signs in with the new key, may only accept it, and then works."""
    registrar = writing.person("registrar")
    newcomer = Person(
        writing.http,
        KeyFile(NEWCOMER, "", demonstration=True, device=new_device()),
    )
    enrolment = {
        "name": "Nora Quist",
        "evidence": "passport, seen in person",
        "key": {"kid": newcomer.device.kid, "x": b64(newcomer.device.public_key)},
        "capacities": [
            {
                "id": "sw",
                "role": "social_worker",
                "title": "Social Worker",
                "agency": "Another Council",
                "from": "2026-03-01",
            }
        ],
    }
    own = [newcomer.key.practitioner]
    signed = registrar.signed("PractitionerEnrolled", own, enrolment)
    assert registrar.admit(signed).status_code == 201

    offered = newcomer.sign_in().json()["session"]["keys"]
    assert offered == [{"kid": newcomer.device.kid, "state": "pending", "offered": 1}]
    assert newcomer.get("/api/practitioners").json()["field"] == "kid"
    assert newcomer.get(f"{writing.maya}/case").status_code == 403
    early = newcomer.draft("ChildSeen", [writing.told.enquiries["maya"]], {"child": "maya"})
    assert early.status_code == 403

    accepted = newcomer.signed("KeyAccepted", own, {"kid": newcomer.device.kid, "offer": 1})
    assert newcomer.admit(accepted).status_code == 201
    assert newcomer.get("/api/practitioners").status_code == 200
