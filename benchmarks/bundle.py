"""What a bundle costs: to verify, beside its signatures alone, and to export."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle, islice
from typing import Final
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from benchmarks.enquiries import FAMILY
from benchmarks.ledgers import Staffed, say, staffed
from benchmarks.measure import in_turns, timed
from benchmarks.report import Result, Target
from crypto import head
from crypto.archive import Archive
from crypto.bundle import verify_bundle
from crypto.bundle.opening import split
from crypto.directory import offered
from crypto.disclosures import reveal_given
from crypto.ed25519 import load_public_key
from crypto.jws import Jws, parse, thumbprint
from crypto.trust import TrustFile, parse_trust
from domain.events import BY_NAME
from ledger.bundling import Saved, Wanted, bundle

ENTRIES: Final = 300
VERIFYING: Final = Target(1.5, at_least=False)
EXPORTING: Final = Target(3, at_least=False)
_TOLD: Final = ("ChildSeen", "ParentInformed", "AgencyCheckRequested", "ParentObjection")


def run(*, quick: bool) -> Iterator[Result | str]:
    """Verify a bundle, check its signatures alone, and export it, in turns."""
    with staffed() as at:
        wanted = _told(at)
        data = bundle(at.ledger, wanted, at.staff[0])
        trust = parse_trust((at.settings.data / "trust.json").read_bytes())
        checks = list(_signatures(data, trust))
        measured = in_turns(
            {
                "verify": timed(lambda: _verify(data, trust)),
                "signatures": timed(lambda: [check() for check in checks]),
                "export": timed(lambda: bundle(at.ledger, wanted, at.staff[0])),
            },
            rounds=7 if quick else 15,
        )
    taken = {name: measured.seconds(name) * 1000 for name in measured.rounds}
    size = f"{len(data) / 1e6:.1f} MB, {_parts(data):.0f} disclosures an entry"
    yield Result(
        f"verifying a bundle of {ENTRIES} entries, of its signatures alone",
        measured.ratio("verify", "signatures"),
        VERIFYING,
        (f"{taken['verify']:.0f} ms; {len(checks)} signatures {taken['signatures']:.0f} ms", size),
    )
    yield Result(
        "exporting it, of verifying it",
        measured.ratio("export", "verify"),
        EXPORTING,
        (f"{taken['export']:.0f} ms",),
    )


def _told(at: Staffed) -> Wanted:
    """An enquiry of so many entries, as it stands: what is issued later is not in the view."""
    author, stream = at.staff[0], str(uuid4())
    for person, (name, kind) in FAMILY.items():
        household = {"person": {"p": person, "as": name}, "kind": kind, "household": "lives_there"}
        say(at.ledger, author, stream, "PersonAdded", household)
    for event in islice(cycle(_TOLD), ENTRIES - len(FAMILY)):
        say(at.ledger, author, stream, event, BY_NAME[event].example)
    size = at.ledger.store.log.size()
    return Wanted(stream, Saved.shipped("court"), "the court", "care proceedings", size=size)


def _verify(data: bytes, trust: TrustFile) -> None:
    report = verify_bundle(data, trust)
    assert report.exit_code == 0, report.findings


def _signatures(data: bytes, trust: TrustFile) -> Iterator[Callable[[], None]]:
    """The bare check of each signature, as the library does it."""
    files = Archive.open(data)
    genesis = trust.genesis
    keys = {thumbprint(raw): raw for raw in (genesis.registrar_key, genesis.ledger_key)}
    entries = [split(files[name]) for name in files if name.endswith(".sdjwt")]
    for envelope, disclosures in entries:
        keys.update(filter(None, [offered(reveal_given(envelope.sd, disclosures)[0])]))
    heads = [parse(head.TYP, files[name]) for name in files if name.endswith(".jwt")]
    for one in (*(envelope.jws for envelope, _ in entries), *heads):
        yield _check(load_public_key(keys[one.kid]), one)


def _check(key: Ed25519PublicKey, one: Jws) -> Callable[[], None]:
    return partial(key.verify, one.signature, one.data[: one.data.rindex(b".")])


def _parts(data: bytes) -> float:
    files = Archive.open(data)
    entries = [files[name].count(b"~") - 1 for name in files if name.startswith("entries/")]
    return sum(entries) / len(entries)
