"""Where fuzzing begins: the vectors, good and bad, and the examples of the format."""

import json
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from crypto.archive import Archive
from crypto.canonical import b64, encode, unb64
from crypto.disclosures import conceal
from crypto.tiles import write_bundle
from crypto.trust import TrustFile, parse_trust
from crypto.witness import AddCheckpoint
from domain.disclosure import shipped_policies
from tests.bundles.papers import font_of_numbers, form_of_another_program, packed, pdf
from tests.crypto.test_policy import EXAMPLE, WITNESSES, note_by
from tests.domain.test_events import content
from tests.vectors.examples import examples
from tests.vectors.forge import canon
from tests.vectors.load import ACCEPTED, VECTORS

Seeds = Callable[[], Sequence[bytes]]
_BUNDLES = Path(__file__).parents[1] / "vectors" / "bundle"
_SCENARIOS = Path(__file__).parents[2] / "scenarios"


def example(*names: str) -> Seeds:
    """These examples of docs/FORMAT.md."""

    @cache
    def seeds() -> list[bytes]:
        known = examples()
        return [known[name].encode() for name in names]

    return seeds


@cache
def entries() -> list[bytes]:
    """Every vector of an entry."""
    return [str(vector["entry"]).encode() for vector in VECTORS.values()]


@cache
def envelopes() -> list[bytes]:
    """The JWS of each."""
    return [entry.partition(b"~")[0] for entry in entries()]


@cache
def payloads() -> list[bytes]:
    """The payload of the vectors that are accepted."""
    return [example("payload")()[0], example("certificate payload")()[0]]


@cache
def disclosures() -> list[bytes]:
    """The disclosures of vectors in JSON, a line for each."""
    long = conceal({"type": "note/1", "words": {"v": [["a", "b"], [{"p": "x", "as": "y"}]]}})
    entries_of = [entry.decode().split("~")[1:-1] for entry in map(_entry_of, ACCEPTED)]
    return [b"\n".join(map(unb64, texts)) for texts in (long.disclosures, *entries_of)]


def _entry_of(name: str) -> bytes:
    return str(ACCEPTED[name]["entry"]).encode()


@cache
def json_values() -> list[bytes]:
    """JSON of every kind, in its one form and not."""
    values = (
        b'{"a":[1,-2,{"b":"c"}],"d":null,"e":true}',
        b'"\xc3\xbc"',
        b"[[[]]]",
        b"-9",
        b'{"a":1.0}',
    )
    return [*values, *example("payload", "content", "template", "genesis")()]


@cache
def contents() -> list[bytes]:
    """What entries say."""
    return [encode(content(event)) for event in ("ParentInformed", "ChildSeen", "BundleIssued")]


@cache
def sentences() -> list[bytes]:
    """A template and content that it tells, each of them JSON, a line for each."""
    template, content = example("template", "content")()
    return [template + b"\n" + content]


@cache
def notes() -> list[bytes]:
    """Signed notes: checkpoints with one signature, two, and cosignatures."""
    return [*example("checkpoint", "checkpoint of both", "published")(), note_by({0, 2, 5})]


@cache
def requests() -> list[bytes]:
    """Bodies of requests to witnesses."""
    hashes = (bytes(32), bytes(range(32)))
    return [
        AddCheckpoint(1, hashes, notes()[1]).encode(),
        AddCheckpoint(0, (), notes()[0]).encode(),
    ]


@cache
def policies() -> list[bytes]:
    """Policies; the last has groups within groups."""
    nested = "".join(f"group g{n} any g{n - 1}\n" for n in range(1, 30))
    return [
        EXAMPLE.encode(),
        b"quorum none\n",
        f"{WITNESSES}group g0 1 X1\n{nested}quorum g29\n".encode(),
    ]


@cache
def trust_files() -> list[bytes]:
    """Trust files of both forms."""
    plain = example("trust", "trust in both")()
    asks = {**json.loads(plain[0]), "format": "countersign-trust/2"}
    watched = {**asks, "policy": EXAMPLE, "time_authorities": []}
    unreadable = {**asks, "policy": "", "time_authorities": [b64(b"0\x03\x02\x01\x00")]}
    return [*plain, *(canon(one).encode() for one in (watched, unreadable))]


@cache
def stamps() -> list[bytes]:
    """The stamps of a bundle, the last of them over `stamped_text()`."""
    return [data for name, data in _stamped_bundle().items() if name.endswith(".tsr")]


@cache
def stamped_text() -> bytes:
    """The text of the last stamped checkpoint of that bundle."""
    *_, last = (note for name, note in _stamped_bundle().items() if name.endswith(".checkpoint"))
    return last.partition(b"\n\n")[0] + b"\n"


@cache
def _stamped_bundle() -> Archive:
    return Archive.open((_BUNDLES / "verified-stamped.zip").read_bytes())


@cache
def archives() -> list[bytes]:
    """Archives, of which few are in order."""
    names = ("verified", "verified-deflated", "archive-bomb", "archive-of-zip64", "archive-link")
    return [(_BUNDLES / f"{name}.zip").read_bytes() for name in names]


@cache
def bundle() -> Archive:
    """A bundle in which parts are withheld."""
    return Archive.open((_BUNDLES / "verified-parts-withheld.zip").read_bytes())


@cache
def bundle_trust() -> TrustFile:
    """The trust file of its ledger."""
    return parse_trust((_BUNDLES / "trust.json").read_bytes())


@cache
def manifests() -> list[bytes]:
    """Lists of contents."""
    return [bundle()["bundle.json"], _stamped_bundle()["bundle.json"]]


@cache
def replacements() -> list[bytes]:
    """The name of a file of that bundle, a line, and behind it what stands in its place."""
    return [name.encode("ascii") + b"\n" + data for name, data in bundle().items()]


@cache
def disclosure_policies() -> list[bytes]:
    """The policies that ship."""
    return [text.encode() for text in shipped_policies().values()]


@cache
def documents() -> list[bytes]:
    """PDFs and files of word processors, also such as are not searched."""
    letter = "<w:p><w:r><w:t>Joan</w:t></w:r><!-- Carys --></w:p>"
    return [
        pdf("One page", "and another"),
        *(pdf("Words", change=change) for change in (form_of_another_program, font_of_numbers)),
        packed(word__document_xml=letter, customXml__item1_xml="<b:Title>Iolo</b:Title>"),
    ]


@cache
def scenarios() -> list[bytes]:
    """The beginnings of the scenarios that ship."""
    return [
        b"".join(path.read_bytes().splitlines(keepends=True)[:12])
        for path in sorted(_SCENARIOS.glob("*.jsonl"))[:6]
    ]


@cache
def checkpoints() -> list[bytes]:
    """The text of checkpoints."""
    return [note.partition(b"\n\n")[0] + b"\n" for note in notes()]


@cache
def vkeys() -> list[bytes]:
    """Keys of logs and of witnesses."""
    return [*example("vkey")(), *(line.split()[-1] for line in WITNESSES.encode().splitlines())]


@cache
def answers() -> list[bytes]:
    """What witnesses answer."""
    lines = notes()[-1].rpartition(b"\n\n")[2]
    return [lines, lines.splitlines(keepends=True)[0]]


def sizes() -> list[bytes]:
    """What a witness answers that has seen another tree."""
    return [b"0\n", b"20852163\n", b"9223372036854775807\n"]


def tile_paths() -> list[bytes]:
    """Paths of tiles, whole and partial."""
    paths = ("0/000", "1/x001/x234/067.p/8", "entries/x001/000", "8/000.p/255", "entries/003.p/1")
    return [f"tile/{path}".encode() for path in paths]


def entry_bundles() -> list[bytes]:
    """Three entries."""
    return [write_bundle([bytes(32)] * 3), write_bundle([b"", b"a", b"b" * 300])]
