"""What a ledger could record that it must not: its keys sign, its log fits, and it is found."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from crypto import bundlenames as names
from crypto.absence import Absence, sign_absence
from crypto.canonical import Json, b64
from crypto.entry import Ref
from crypto.offline import Note, sign_note
from tests.crypto.bundles import ENQUIRY, Draft, child_seen, note
from tests.crypto.memory import BEGUN, MemoryLedger, Person, key, kid, offer, other, uuid
from tests.vectors.bundle_made import Touch, Vector, alter, drop, made, swap, untouched

Tell = Callable[[MemoryLedger, Person], object]
STRANGER: Final = Person("Nobody", key(2))
MANAGER: Final = Person("Asha Rao", key(7), "team_manager")
POLICE: Final = Person("Dan Price", key(6), "detective")
NOWHERE: Final = "d" * 42 + "A"
BEYOND: Final = 2**40
"""More positions than anybody can go through."""
NEW: Final = key(8)
LATER, PROVEN = names.issue_directory(MANAGER.id, 2)
"""The entry by which the manager takes a key into use after the view, and its proof."""


def drafted(*tells: Tell, **parts: Any) -> Draft:
    """A bundle of all that was told, by Ruth, whose key is key 1."""
    ledger, ruth = MemoryLedger(), Person("Ruth Adeyemi", key(1))
    ledger.enrol(ledger.registrar)
    ledger.enrol(ruth)
    ledger.accept(ruth)
    for tell in tells:
        tell(ledger, ruth)
    size = len(ledger.leaves)
    for number in range(2):
        ledger.leaf(other(10 + number))
    return Draft(ledger, parts.pop("issuer", ruth), size, size + 2, documents={}, **parts)


def ledger(what: str, finds: str, *tells: Tell, **parts: Any) -> Vector:
    """A vector of what was told."""
    return Vector(what, tuple(finds.split()), lambda: made(drafted(*tells, **parts)))


def noted(words: str = "She was calm.", refs: Sequence[Ref] = (), **claims: Any) -> Tell:
    """A note in the enquiry."""
    return lambda ledger, ruth: ledger.record(ruth, ENQUIRY, note(words), refs, **claims)


def by(author: Person, **claims: Any) -> Tell:
    """A note by somebody else."""
    said = note("I saw it.", author.name)
    return lambda ledger, _: ledger.record(author, ENQUIRY, said, **claims)


def says(content: dict[str, Json], **claims: Any) -> Tell:
    """An entry of the enquiry with this content."""
    return lambda ledger, ruth: ledger.record(ruth, ENQUIRY, content, **claims)


def directed(kind: str, fields: dict[str, Json], **claims: Any) -> Tell:
    """An entry in Ruth's directory stream by the registrar."""
    return lambda ledger, ruth: ledger.record(
        ledger.registrar, ruth.id, _content(kind, fields), **claims
    )


def own(kind: str, fields: dict[str, Json]) -> Tell:
    """An entry in Ruth's directory stream by herself."""
    return lambda ledger, ruth: ledger.record(ruth, ruth.id, _content(kind, fields))


def decided(kind: str, fields: dict[str, Json], author: Person | None = None) -> Tell:
    """An entry in the authority's stream, by the registrar if nobody else is named."""
    return lambda ledger, _: ledger.record(
        author or ledger.registrar, ledger.genesis.authority, _content(kind, fields)
    )


def revoked(compromised: str | None = None) -> Tell:
    """Ruth's first key revoked."""
    fields: dict[str, Json] = {"kid": kid(key(1)), "reason": "lost" if compromised else "replaced"}
    return directed("key-revoked/1", fields | ({"compromised": compromised} if compromised else {}))


def _content(kind: str, fields: dict[str, Json]) -> dict[str, Json]:
    return {"type": kind, **{name: {"v": value} for name, value in fields.items()}}


def _replaced(ledger: MemoryLedger, ruth: Person) -> None:
    """Ruth takes another key into use, and signs with it from there."""
    own("key-added/1", {"key": offer(NEW), "reason": "another_device"})(ledger, ruth)
    ruth.private = NEW
    ledger.accept(ruth, 3)


def _enrolled(ledger: MemoryLedger, _: Person) -> None:
    ledger.enrol(MANAGER)
    ledger.accept(MANAGER)


def _numbered(name: str, number: str, private: int) -> Tell:
    """Somebody enrolled under a regulator's number."""
    person = Person(name, key(private))

    def tell(ledger: MemoryLedger, _: Person) -> None:
        fields: dict[str, Json] = {
            "name": name,
            "registration": number,
            "key": offer(person.private),
            "capacities": [person.grant()],
        }
        ledger.record(ledger.registrar, person.id, _content("practitioner-enrolled/1", fields))

    return tell


def _delegated(by: Person, role: str, last: str) -> Tell:
    """A capacity delegated to Ruth."""
    granted = MANAGER.grant() | {"id": "cover", "role": role, "to": last}
    fields: dict[str, Json] = {"granted": granted, "reason": "leave", "scope": "acting_up"}
    return lambda ledger, ruth: ledger.record(by, ruth.id, _content("delegation/1", fields))


def _acting_up(ledger: MemoryLedger, ruth: Person) -> None:
    capacity = ruth.capacity | {"id": "cover", "role": MANAGER.role}
    ledger.record(ruth, ENQUIRY, note("I covered.") | {"capacity": capacity})


def _dangling(ledger: MemoryLedger, ruth: Person) -> None:
    noted(refs=[Ref("concerns", ruth.id, 2, NOWHERE)])(ledger, ruth)


def _outside(ledger: MemoryLedger, ruth: Person) -> None:
    noted(refs=[Ref("concerns", uuid("sibling"), 2, NOWHERE)])(ledger, ruth)


def _later_ref(ledger: MemoryLedger, ruth: Person) -> None:
    """An entry of the directory refers to one that came after it."""
    noted(refs=[Ref("concerns", ruth.id, 9, NOWHERE)])(ledger, ruth)


def _impostor(ledger: MemoryLedger, ruth: Person) -> None:
    """Ruth, who is no registrar, enrols somebody."""
    ledger.enrol(STRANGER, by=ruth)


def _embedded(signer: int = 1, text: str = "Alone.", words: str = "Alone.", **of: Any) -> Tell:
    """An offline note, embedded."""

    def tell(ledger: MemoryLedger, ruth: Person) -> None:
        held = Note(
            of.get("ledger", ledger.genesis.ledger), of.get("author", ruth.id), BEGUN + 60, text
        )
        signed = sign_note(held, kid(key(signer)), key(signer)).decode()
        fields: dict[str, Json] = {
            "note": signed,
            "words": of.get("segments", [words]),
            "written": of.get("written", "2026-03-01T00:01:00Z"),
        }
        ledger.record(ruth, ENQUIRY, _content("offline-note/1", fields))

    return tell


def _rotated(ledger: MemoryLedger, ruth: Person) -> None:
    """Another key signs for the ledger, and the first retires."""
    decided("ledger-key-introduced/1", {"key": offer(NEW), "reason": "yearly"})(ledger, ruth)
    decided("ledger-key-retired/1", {"kid": kid(ledger.keeper), "reason": "done"})(ledger, ruth)
    ledger.keepers = [NEW]


def _retired_signs(ledger: MemoryLedger, ruth: Person) -> None:
    _rotated(ledger, ruth)
    noted()(ledger, ruth)
    ledger.keepers = [ledger.keeper]


def _absent(draft: Draft, *types: str, **of: Any) -> Draft:
    """With a statement that entries of these types were not recorded in the first two hours."""
    ledger, stored = draft.ledger, draft.ledger.streams[ENQUIRY]
    absence = Absence(
        ledger=ledger.genesis.ledger,
        origin=ledger.origin,
        size=of.get("size", draft.size),
        root=b64(ledger.root(of.get("root", of.get("size", draft.size)))),
        stream=of.get("stream", ENQUIRY),
        seq=of.get("seq", len(stored)),
        digest=stored[-1].envelope.digest,
        types=types,
        begins=BEGUN,
        ends=BEGUN + 7200,
        made=BEGUN + 86_400,
    )
    keeper = of.get("keeper", ledger.keeper)
    draft.files[names.ABSENCE] = sign_absence(absence, kid(keeper), keeper)
    return draft


def since(
    what: str,
    finds: str,
    *tells: Tell,
    touch: Touch = untouched,
    issuer: Person | None = None,
) -> Vector:
    """A vector of a note, and of what was told after the view that the bundle shows."""

    def data() -> bytes:
        draft = drafted(noted())
        for tell in tells:
            tell(draft.ledger, draft.issuer)
        draft.issuer = issuer or draft.issuer
        return made(draft, files=touch)

    return Vector(what, tuple(finds.split()), data)


def absence(what: str, finds: str, *types: str, parts: Mapping[str, Any], **of: Any) -> Vector:
    """A vector with an absence statement over two entries."""

    def data() -> bytes:
        return made(_absent(drafted(says(child_seen()), noted(), **parts), *types, **of))

    return Vector(what, tuple(finds.split()), data)


def _without_end() -> bytes:
    """The second entry listed as the 2^40th, and a statement over as many, of the ledger's key."""
    draft = drafted(says(child_seen()), noted())
    draft.files = {
        name.replace(f"/{ENQUIRY}/2.", f"/{ENQUIRY}/{BEYOND}."): data
        for name, data in draft.files.items()
    }
    first, second = draft.streams[0].entries
    entries = (first, replace(second, seq=BEYOND))
    draft.streams[0] = replace(draft.streams[0], entries=entries)
    _absent(draft, "consent/1", size=BEYOND, seq=BEYOND, root=draft.size)
    return made(draft, manifest=lambda manifest: replace(manifest, size=BEYOND))


LEDGERS: Mapping[str, Vector] = {
    "verified-two-keys": ledger(
        "a practitioner who took a second key into use", "", noted(), _replaced, noted()
    ),
    "verified-key-revoked": ledger(
        "the first key revoked after what it signed", "", noted(), _replaced, revoked(), noted()
    ),
    "verified-two-people": ledger(
        "two people who refer to each other", "", _enrolled, noted(), by(MANAGER)
    ),
    "verified-ledger-key-changed": ledger(
        "another key signs for the ledger", "", noted(), _rotated, noted()
    ),
    "verified-reference-outside": ledger("a reference to another record", "", _outside),
    "verified-offline-note": ledger("a note signed away from the ledger", "", _embedded()),
    "verified-absence": absence(
        "a statement that a type was not recorded", "", "consent/1", parts={}
    ),
    "verified-issuer-enrolled-later": since(
        "issued by somebody who was enrolled after the view",
        "",
        _enrolled,
        issuer=MANAGER,
    ),
    "verified-issuer-with-later-key": since(
        "issued with a key that came into use after the view", "", _replaced
    ),
    "issue-key-revoked-since": since(
        "issued with a key that was revoked after the view", "manifest-unsigned", revoked()
    ),
    "issue-directory-left-out": since(
        "issued with a later key, and what took it into use is not there",
        "file-unlisted manifest-unsigned",
        _enrolled,
        touch=drop(LATER),
        issuer=MANAGER,
    ),
    "issue-directory-without-proof": since(
        "the same, and its proof is not there",
        "manifest-unsigned",
        _enrolled,
        touch=drop(PROVEN),
        issuer=MANAGER,
    ),
    "issue-directory-exchanged": since(
        "two later entries in each other’s place",
        "manifest-unsigned",
        _enrolled,
        touch=swap(names.issue_directory(MANAGER.id, 1)[0], LATER),
        issuer=MANAGER,
    ),
    "issue-directory-altered": since(
        "a later entry with a letter changed",
        "manifest-unsigned",
        _enrolled,
        touch=alter(LATER, lambda data: data[:-9] + b"~"),
        issuer=MANAGER,
    ),
    "issue-enrolled-by-nobody": since(
        "issued by somebody whom no registrar enrolled",
        "manifest-unsigned",
        lambda ledger, ruth: ledger.enrol(MANAGER, by=ruth),
        lambda ledger, _: ledger.accept(MANAGER),
        issuer=MANAGER,
    ),
    "issue-enrolled-in-a-capacity-of-nobody": since(
        "issued by somebody whom the registrar enrolled in a capacity that nobody granted",
        "manifest-unsigned",
        lambda ledger, _: ledger.enrol(
            MANAGER, by=Person(ledger.registrar.name, ledger.registrar.private, "team_manager")
        ),
        lambda ledger, _: ledger.accept(MANAGER),
        issuer=MANAGER,
    ),
    "chain-broken": ledger(
        "an entry that follows another history", "chain-broken", noted(), noted(prev=NOWHERE)
    ),
    "place-of-another": ledger(
        "an entry signed for another enquiry",
        "place-mismatch",
        noted(),
        noted(sub=uuid("another")),
    ),
    "foreign-ledger": ledger(
        "an entry signed for another ledger", "foreign-ledger", noted(), noted(aud=NOWHERE)
    ),
    "clock-back": ledger(
        "an entry dated before the one before it", "clock-back", noted(), noted(iat=BEGUN + 60)
    ),
    "directory-other": ledger(
        "an entry under another state of the directory", "directory-mismatch", noted(dir=NOWHERE)
    ),
    "reference-to-another": ledger(
        "a reference with the digest of no entry", "reference-dangling", _dangling
    ),
    "reference-to-nothing": ledger(
        "a reference to a position that is not there", "reference-dangling", _later_ref
    ),
    "key-of-nobody": ledger(
        "an author who is in no directory", "key-unknown", noted(), by(STRANGER)
    ),
    "key-of-another": ledger(
        "Ruth’s name under the manager’s key",
        "key-unknown",
        _enrolled,
        lambda ledger, ruth: by(MANAGER, iss=ruth.id, dir=ledger.head(ruth.id))(ledger, ruth),
    ),
    "key-not-accepted": ledger(
        "a key that was offered and never accepted",
        "key-not-in-force",
        own("key-added/1", {"key": offer(NEW), "reason": "another_device"}),
        by(Person("Ruth Adeyemi", NEW)),
        issuer=Person("Ruth Adeyemi", key(1)),
    ),
    "key-revoked": ledger(
        "a key that was revoked before",
        "key-not-in-force manifest-unsigned",
        noted(),
        revoked(),
        noted(),
    ),
    "key-disputed": ledger(
        "a key that others may have had by then",
        "disputed",
        noted(),
        noted(),
        _replaced,
        revoked("2026-03-01T00:22:00Z"),
    ),
    "directory-of-no-day": ledger(
        "compromised on a day that no calendar has",
        "directory-refused",
        _replaced,
        revoked("2026-02-30T00:22:00Z"),
    ),
    "directory-of-another-spelling": ledger(
        "compromised at a time that is not written as times are",
        "directory-refused",
        _replaced,
        revoked("2026-3-1T0:22:00Z"),
    ),
    "key-disputed-and-reaffirmed": ledger(
        "the same, and their author stands by them",
        "",
        noted(),
        noted(),
        _replaced,
        revoked("2026-03-01T00:22:00Z"),
        lambda ledger, ruth: ledger.record(
            ruth,
            ruth.id,
            _content("entries-reaffirmed/1", {"kid": kid(key(1)), "reason": "my notebook"}),
            [one.ref("concerns") for one in ledger.streams[ENQUIRY]]
            + [one.ref("concerns") for one in ledger.streams[ruth.id][2:3]],
        ),
    ),
    "capacity-of-nobody": ledger(
        "a capacity that nobody granted",
        "capacity-not-in-force",
        by(Person("Ruth Adeyemi", key(1), "team_manager")),
    ),
    "capacity-in-the-name-of-another": ledger(
        "signed with one's own key, and stated to be by somebody else",
        "capacity-not-in-force",
        lambda ledger, ruth: ledger.record(
            ruth,
            ENQUIRY,
            note("I saw it.", "Asha Rao") | {"capacity": ruth.capacity | {"as": "Asha Rao"}},
        ),
    ),
    "issued-in-a-capacity-of-nobody": ledger(
        "issued in a capacity that nobody granted",
        "manifest-unsigned",
        noted(),
        issuer=Person("Ruth Adeyemi", key(1), "team_manager"),
    ),
    "capacity-ended": ledger(
        "a capacity that had ended",
        "capacity-not-in-force manifest-unsigned",
        directed("capacity-ended/1", {"id": "one", "last_day": "2026-02-28", "reason": "left"}),
        noted(),
    ),
    "directory-enrolled-by-nobody": ledger(
        "somebody enrolled by one who is no registrar",
        "directory-refused key-unknown",
        _impostor,
        by(STRANGER),
    ),
    "directory-capacity-by-nobody": ledger(
        "a capacity granted by one who is no registrar",
        "directory-refused capacity-not-in-force",
        _enrolled,
        lambda ledger, ruth: ledger.record(
            MANAGER,
            ruth.id,
            _content("capacity-granted/1", {"granted": MANAGER.grant() | {"id": "two"}}),
        ),
        lambda ledger, ruth: ledger.record(
            ruth, ENQUIRY, note("I saw it.") | {"capacity": ruth.capacity | {"id": "two"}}
        ),
    ),
    "directory-key-by-another-agency": ledger(
        "a key added to the registrar by somebody of another agency",
        "directory-refused key-unknown",
        lambda ledger, _: ledger.record(
            ledger.registrar,
            POLICE.id,
            _content(
                "practitioner-enrolled/1",
                {
                    "name": POLICE.name,
                    "key": offer(POLICE.private),
                    "capacities": [POLICE.grant() | {"agency": "Police"}],
                },
            ),
        ),
        lambda ledger, _: ledger.record(
            POLICE,
            POLICE.id,
            _content("key-accepted/1", {"kid": kid(POLICE.private), "offer": 1})
            | {"capacity": POLICE.capacity | {"agency": "Police"}},
        ),
        lambda ledger, ruth: ledger.record(
            POLICE,
            ruth.id,
            _content("key-added/1", {"key": offer(key(2)), "reason": "replacement"})
            | {"capacity": POLICE.capacity | {"agency": "Police"}},
        ),
        by(Person("Ruth Adeyemi", key(2))),
        issuer=Person("Ruth Adeyemi", key(1)),
    ),
    "directory-number-twice": ledger(
        "two people with one regulator’s number, spaced otherwise",
        "directory-refused key-unknown",
        _numbered("Ann Shaw", "SW 100001", 11),
        _numbered("Ben Cole", "sw-100001", 12),
        by(Person("Ben Cole", key(12))),
    ),
    "directory-number-freed": ledger(
        "a number that its holder no longer has, and another’s",
        "",
        _numbered("Ann Shaw", "SW 100001", 11),
        lambda ledger, _: ledger.record(
            ledger.registrar,
            Person("Ann Shaw", key(11)).id,
            _content("details-corrected/1", {"name": "Ann Shaw", "registration": "SW 100002"}),
        ),
        _numbered("Ben Cole", "SW 100001", 12),
        noted(),
    ),
    "verified-delegation": ledger(
        "a manager’s capacity, delegated for a week",
        "",
        _enrolled,
        _delegated(MANAGER, "team_manager", "2026-03-08"),
        _acting_up,
    ),
    "directory-delegated-by-nobody": ledger(
        "a capacity delegated by somebody who does not hold it",
        "capacity-not-in-force directory-refused",
        _enrolled,
        _delegated(MANAGER, "service_manager", "2026-03-08"),
        _acting_up,
    ),
    "directory-key-twice": ledger(
        "a key that somebody else has",
        "directory-refused",
        _enrolled,
        own("key-added/1", {"key": offer(key(7)), "reason": "replacement"}),
        noted(),
    ),
    "directory-key-of-low-order": ledger(
        "a key that anybody can sign for",
        "directory-refused",
        own("key-added/1", {"key": {"kid": NOWHERE, "x": b64(bytes(32))}, "reason": "replacement"}),
        noted(),
    ),
    "directory-of-another-type": ledger(
        "a note in a directory stream",
        "directory-refused",
        own("greeting/1", {"words": ["She was calm."]}),
        noted(),
    ),
    "ledger-key-by-nobody": ledger(
        "a key for the ledger, by one who is no registrar",
        "directory-refused",
        decided(
            "ledger-key-introduced/1",
            {"key": offer(NEW), "reason": "yearly"},
            Person("Ruth Adeyemi", key(1)),
        ),
        noted(),
    ),
    "ledger-key-retired-signs": ledger(
        "the checkpoint and the heads signed with a key that had retired",
        "checkpoint-invalid head-invalid proof-invalid",
        _retired_signs,
    ),
    "statement-other": ledger(
        "a sentence that does not follow from its facts",
        "words-mismatch",
        says(note("She was calm.") | {"statement": ["Ruth Adeyemi", " noted: ", "All is well."]}),
    ),
    "note-beside-nothing": ledger(
        "other words than those of the note, and null where a part could be withheld",
        "note-invalid",
        _embedded(segments=[None, "Not alone."]),
    ),
    "note-by-another": ledger("a note signed with another’s key", "note-invalid", _embedded(2)),
    "note-says-otherwise": ledger(
        "a note that says something else", "note-invalid", _embedded(words="Not alone.")
    ),
    "note-of-another-time": ledger(
        "a note of another time", "note-invalid", _embedded(written="2026-03-01T00:02:00Z")
    ),
    "note-for-another-ledger": ledger(
        "a note for another ledger", "note-invalid", _embedded(ledger=NOWHERE)
    ),
    "absence-contradicted": absence(
        "an entry of the type is there", "absence-refused", "child-seen/1", parts={}
    ),
    "absence-without-end": Vector(
        "of a stream of 2^40 entries, of which two are listed",
        (
            *("absence-refused", "head-differs", "manifest-unsigned", "place-mismatch"),
            *("proof-invalid", "root-mismatch", "stream-gap"),
        ),
        _without_end,
    ),
    "absence-entry-withheld": absence(
        "an entry that is withheld whole could be of the type",
        "absence-unproven",
        "consent/1",
        parts={"whole": {1: "privileged"}},
    ),
    "absence-type-withheld": absence(
        "an entry of which the type is withheld could be of it",
        "absence-unproven",
        "consent/1",
        parts={"withhold": lambda _seq, name, _value: "privileged" if name == "type" else None},
    ),
    "absence-of-another-record": absence(
        "of another enquiry",
        "absence-refused",
        "consent/1",
        parts={},
        stream=uuid("another"),
    ),
    "absence-signed-by-stranger": absence(
        "not signed by the ledger", "absence-refused", "consent/1", parts={}, keeper=key(9)
    ),
}
