"""One-time codes over HTTP: a person with nothing but a code comes into the directory."""

import logging

import httpx
import pytest

from api.attempts import MOST, SECONDS
from crypto.canonical import b64
from crypto.checknumber import check_number
from ledger.invitations.codes import ALPHABET
from ledger.keys.keyfile import KeyFile
from tests.api.serving import Person, Served, new_device

GRANT = {
    "id": "sw",
    "role": "social_worker",
    "title": "Social Worker",
    "agency": "Hertfordshire Children’s Services",
    "from": "2026-03-01",
}
SECRET = "BCDF-GHJK-MNPQ-RSTV"


class Newcomer:
    """Somebody with a new key and a code, at a browser where nobody is signed in."""

    def __init__(self, house: Served, code: str) -> None:
        self.device = new_device()
        self.house = house
        self.answer = house.http.post(
            "/api/offers", json={"code": code, "x": b64(self.device.public_key)}
        )

    @property
    def key(self) -> dict[str, str]:
        """The key as an entry offers it."""
        return {"kid": self.device.kid, "x": b64(self.device.public_key)}

    def person(self) -> Person:
        """The same, as whoever the key was offered for."""
        practitioner = self.answer.json()["practitioner"]
        key = KeyFile(practitioner, "", demonstration=True, device=self.device)
        return Person(self.house.http, key)

    def accept(self, offer: int) -> Person:
        """Sign in with the new key and take it into use."""
        someone = self.person()
        assert someone.sign_in(self.house.clock.now).status_code == httpx.codes.CREATED
        fields = {"kid": self.device.kid, "offer": offer}
        signed = someone.signed("KeyAccepted", [someone.key.practitioner], fields)
        assert someone.admit(signed).status_code == httpx.codes.CREATED
        return someone


def made(person: Person, purpose: str, practitioner: str | None = None) -> httpx.Response:
    """Ask for a code."""
    wanted = {"purpose": purpose} | ({"practitioner": practitioner} if practitioner else {})
    return person.post("/api/invitations", wanted)


def stage(person: Person, code: str) -> str:
    """How far a code has come."""
    found: str = person.get(f"/api/invitations/{code[:4]}").json()["stage"]
    return found


def test_a_registrar_enrols_somebody_who_has_only_a_code(writing: Served) -> None:
    """Code, offered key, the registrar's entry, the key's own: each step shows at the registrar."""
    registrar = writing.person("registrar")
    code = made(registrar, "enrolment").json()["code"]
    assert stage(registrar, code) == "waiting"
    newcomer = Newcomer(writing, code)
    assert newcomer.answer.json()["name"] is None
    assert stage(registrar, code) == "offered"
    offered = registrar.get("/api/invitations").json()[0]
    assert offered["key"]["check_number"] == list(check_number(newcomer.device.kid))
    assert newcomer.answer.json()["check_number"] == offered["key"]["check_number"]
    assert newcomer.person().sign_in().status_code == 401  # nobody has vouched for it
    enrolment = {
        "name": "Nora Quist",
        "evidence": "passport, seen in person",
        "key": newcomer.key,
        "capacities": [GRANT],
    }
    signed = registrar.signed("PractitionerEnrolled", [offered["practitioner"]], enrolment)
    assert registrar.admit(signed).status_code == 201
    assert stage(registrar, code) == "added"
    assert newcomer.accept(1).get("/api/practitioners").status_code == 200
    assert stage(registrar, code) == "accepted"


def test_a_person_adds_a_device_of_their_own(writing: Served) -> None:
    """The first device vouches for the second; the code names its owner to the second device."""
    ruth = writing.person("ruth")
    code = made(ruth, "another_device", ruth.key.practitioner).json()["code"]
    second = Newcomer(writing, code)
    assert second.answer.json()["name"] == "Ruth Okafor"
    added = {"key": second.key, "reason": "another_device"}
    assert ruth.admit(ruth.signed("KeyAdded", [ruth.key.practitioner], added)).status_code == 201
    keys = second.accept(3).get("/api/sessions/current").json()["keys"]
    assert [key["state"] for key in keys] == ["live", "live"]


def test_an_officer_vouches_for_somebody_who_lost_theirs(writing: Served) -> None:
    """The manager of the person's own agency makes the code and signs the replacement in."""
    priya, ruth = writing.person("priya"), writing.told.keys["ruth"].practitioner
    code = made(priya, "replacement", ruth).json()["code"]
    replacement = Newcomer(writing, code)
    added = {"key": replacement.key, "reason": "replacement", "identified": "seen in the office"}
    assert priya.admit(priya.signed("KeyAdded", [ruth], added)).status_code == 201
    assert replacement.accept(3).get("/api/sessions/current").json()["name"] == "Ruth Okafor"


@pytest.mark.parametrize(
    ("maker", "purpose", "whose"),
    [
        ("ruth", "enrolment", None),
        ("priya", "enrolment", None),
        ("ruth", "another_device", "priya"),
        ("tom", "replacement", "ruth"),
        ("stranger", "replacement", "ruth"),
    ],
)
def test_nobody_makes_codes_for_keys_they_may_not_vouch_for(
    reading: Served, maker: str, purpose: str, whose: str | None
) -> None:
    """What admission would refuse to sign in is not offered first."""
    practitioner = reading.told.keys[whose].practitioner if whose else None
    answer = made(reading.person(maker), purpose, practitioner)
    assert (answer.status_code, answer.json()["code"]) == (403, "not-allowed")


def test_a_code_is_for_whom_it_says(reading: Served) -> None:
    """An enrolment names nobody yet, a further key somebody who is there."""
    registrar = reading.person("registrar")
    someone = reading.told.keys["ruth"].practitioner
    assert made(registrar, "enrolment", someone).json()["field"] == "practitioner"
    assert made(registrar, "replacement").json()["field"] == "practitioner"
    assert made(registrar, "replacement", reading.told.enquiries["maya"]).status_code == 404


def test_codes_are_their_makers_alone(writing: Served) -> None:
    """Another person neither lists, reads nor cancels a code."""
    registrar, priya = writing.person("registrar"), writing.person("priya")
    code = made(registrar, "enrolment").json()["code"]
    path = f"/api/invitations/{code[:4]}"
    assert priya.get("/api/invitations").json() == []
    assert priya.get(path).status_code == 404
    writing.http.delete(path, headers=priya.headers)
    assert stage(registrar, code) == "waiting"
    assert writing.http.delete(path, headers=registrar.headers).status_code == 204
    assert Newcomer(writing, code).answer.status_code == 422


def test_a_key_that_was_not_compared_signs_nothing(writing: Served) -> None:
    """Who steals a code can offer a key, and is nobody until its number has been compared."""
    registrar = writing.person("registrar")
    thief = Newcomer(writing, made(registrar, "enrolment").json()["code"])
    assert thief.answer.status_code == 201
    assert thief.person().sign_in().json()["code"] == "sign-in-refused"


def test_wrong_codes_are_answered_alike_and_end_the_guessing(writing: Served) -> None:
    """A code that there is and one that there is not fail in the same words; then one must wait."""
    registrar = writing.person("registrar")
    code = made(registrar, "enrolment").json()["code"]
    near = code[:-1] + ALPHABET[(ALPHABET.index(code[-1]) + 1) % 20]
    assert Newcomer(writing, near).answer.json() == Newcomer(writing, SECRET).answer.json()
    for _ in range(MOST - 2):
        assert Newcomer(writing, SECRET).answer.status_code == 422
    assert Newcomer(writing, code).answer.json()["code"] == "too-many-attempts"
    writing.clock.now += SECONDS
    assert Newcomer(writing, code).answer.status_code == 201


def test_nothing_of_a_code_is_logged_or_told_again(
    writing: Served, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither the log nor a later answer holds the secret, and no refusal repeats what was sent."""
    with caplog.at_level(logging.DEBUG):
        registrar = writing.person("registrar")
        code = made(registrar, "enrolment").json()["code"]
        used = Newcomer(writing, code)
        again = Newcomer(writing, code).answer.text
    listed = registrar.get("/api/invitations").text
    for secret in code.split("-")[1:]:
        assert secret not in caplog.text + listed + again
    assert used.key["x"] not in caplog.text + again


def test_a_demonstration_vouches_for_who_uses_its_code(writing: Served) -> None:
    """Its own entry signs the visitor's key in; the visitor accepts it and is that person."""
    handed = writing.enrolling.handed_out()
    code = next(one.code for one in handed if one.role.name == "Priya Nair")
    visitor = Newcomer(writing, code)
    priya = visitor.accept(3)
    assert priya.get("/api/sessions/current").json()["name"] == "Priya Nair"
    entries = writing.ledger.reads.entries(priya.key.practitioner)
    assert [type(entry.event).__name__ for entry in entries[2:]] == ["KeyAdded", "KeyAccepted"]


def test_each_visitor_of_a_demonstration_has_a_code(writing: Served) -> None:
    """A code is shown until it is used, or guessed to death; then there is another."""
    first = {one.role.name: one.code for one in writing.enrolling.handed_out()}
    assert {one.role.name: one.code for one in writing.enrolling.handed_out()} == first
    Newcomer(writing, first["Priya Nair"])
    second = {one.role.name: one.code for one in writing.enrolling.handed_out()}
    changed = [name for name in first if first[name] != second[name]]
    assert changed == ["Priya Nair"]
    assert Newcomer(writing, first["Priya Nair"]).answer.status_code == 422
    assert Newcomer(writing, second["Priya Nair"]).answer.status_code == 201
