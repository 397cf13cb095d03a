"""What is withheld of entries by which signatures are checked: what may be, and what may not."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from crypto.canonical import Json
from tests.crypto.bundles import ENQUIRY, REASONS, Withhold, note
from tests.crypto.memory import MemoryLedger, Person, offer
from tests.vectors.bundle_ledgers import MANAGER, Tell, by, directed, drafted, noted
from tests.vectors.bundle_made import Vector, made

PAPERS: Final = "passport, seen in person"
WORDS: Final = {**REASONS, "identity": "by which papers somebody was known"}
OFFERED: Final[Json] = {"v": offer(MANAGER.private)}
ENDED: Final[dict[str, Json]] = {"id": "one", "last_day": "2026-03-31", "reason": "left"}


def parts(*named: Json) -> Withhold:
    """Withhold the parts of these names, and those with these values."""

    def withhold(_seq: int, name: str, value: Json) -> str | None:
        return "identity" if name in named or value in named else None

    return withhold


def signers(what: str, finds: str, named: tuple[Json, ...], *tells: Tell) -> Vector:
    """A vector of what was told behind the manager’s enrolment, without these parts of entries by
    which signatures are checked.
    """
    given = {"of_signers": parts(*named), "reasons": WORDS}
    return Vector(
        what, tuple(finds.split()), lambda: made(drafted(_enrolled, noted(), *tells, **given))
    )


def since(what: str, finds: str, *named: Json) -> Vector:
    """A vector issued by the manager, who was enrolled after the view."""

    def data() -> bytes:
        draft = drafted(noted(), of_signers=parts(*named), reasons=WORDS)
        _enrolled(draft.ledger, draft.issuer)
        draft.issuer = MANAGER
        return made(draft)

    return Vector(what, tuple(finds.split()), data)


def _enrolled(ledger: MemoryLedger, _: Person) -> None:
    """The manager is enrolled, in a sentence that says by which papers."""
    content: dict[str, Json] = {
        "type": "practitioner-enrolled/1",
        "name": {"v": MANAGER.name},
        "evidence": {"v": PAPERS},
        "key": OFFERED,
        "capacities": {"v": [MANAGER.grant()]},
        "statement": [ledger.registrar.name, " enrolled ", MANAGER.name, ", by: ", PAPERS, "."],
    }
    ledger.record(ledger.registrar, MANAGER.id, content)
    ledger.accept(MANAGER)


def _under_another_name(ledger: MemoryLedger, _: Person) -> None:
    said = note("I saw it.", "Asha Rao-Price")
    capacity: dict[str, Json] = {**MANAGER.capacity, "as": "Asha Rao-Price"}
    ledger.record(MANAGER, ENQUIRY, said | {"capacity": capacity})


def _unlisted() -> bytes:
    draft = drafted(_enrolled, noted(), of_signers=parts("evidence", PAPERS), reasons=WORDS)
    return made(draft, manifest=lambda manifest: replace(manifest, withheld=()))


SIGNERS: Mapping[str, Vector] = {
    "verified-identity-withheld": signers(
        "withheld by which papers people were known, and the words that say it",
        "",
        ("evidence", PAPERS),
        by(MANAGER),
    ),
    "verified-identity-withheld-since": since(
        "the same of an officer who was enrolled after the view", "", "evidence", PAPERS
    ),
    "verified-name-withheld": signers(
        "a name withheld, and another one stated", "", ({"v": MANAGER.name},), _under_another_name
    ),
    "verified-capacity-withheld": signers(
        "a capacity withheld, and one stated that it may be",
        "",
        (MANAGER.grant(),),
        by(Person(MANAGER.name, MANAGER.private, "service_manager")),
    ),
    "identity-withheld-unlisted": Vector(
        "by which papers people were known, withheld and not listed",
        ("gap-unexplained",),
        _unlisted,
    ),
    "directory-key-withheld": signers(
        "the key of somebody who records", "directory-refused key-unknown", (OFFERED,), by(MANAGER)
    ),
    "directory-acceptance-withheld": signers(
        "which key was taken into use",
        "key-not-in-force manifest-unsigned",
        ("kid",),
    ),
    "directory-type-withheld": signers(
        "what an entry of the directory is",
        "directory-refused",
        ("capacity-ended/1",),
        directed("capacity-ended/1", ENDED),
    ),
    "directory-last-day-withheld": signers(
        "the last day of a capacity",
        "directory-refused",
        ("last_day",),
        directed("capacity-ended/1", ENDED),
    ),
    "issue-directory-key-withheld": since(
        "the key of an officer who was enrolled after the view", "manifest-unsigned", OFFERED
    ),
}
