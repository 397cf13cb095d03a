"""Every parser of a file, setting or answer that the operator gives, and of a request's body.

Their mistakes are refused in words that an operator can act on, and that quote no secret: what is
written in these files about people, and what opens a key.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from api.problems import Unreadable
from api.strict import read_json
from api.web.returning import local_path
from crypto.canonical import encode
from domain.profiles import ProfileInvalid, load_profile, shipped_profiles
from ledger.bundling import PolicyUnknown, Saved
from ledger.cli.composing import json_or_words, read_fields
from ledger.cli.deciding import read_decisions
from ledger.cli.options import OptionRefused, as_of
from ledger.errors import DatabaseUnknown, FolderRefused, KeystoreRefused, OtherVersion
from ledger.folder import FORMAT, MARKER, open_genesis
from ledger.invitations.codes import CodeRefused, read_code, written
from ledger.keys.keyfile import PUBLISHED, KeyFileRefused, new_key_file, open_key_file
from ledger.operating.trusting import read_trust
from ledger.peer import Peer, Unanswered
from ledger.settings import Settings
from ledger.stamping.authorities import FILE, AuthoritiesRefused, time_authorities
from ledger.store.store import open_database
from ledger.verify.evidence import EvidenceRefused, read_evidence
from ledger.witnessing.errors import WatchRefused
from ledger.witnessing.watched import LOGS, POLICY, publishing_policy, watched_logs
from tests.crypto.test_policy import EXAMPLE, WITNESSES
from tests.fuzz import seeds
from tests.fuzz.target import Target, as_text
from tests.timestamping import new_root
from tests.vectors.forge import LEDGER

SECRET: Final = "Quillbrook"
"""What stands in these files and in no error."""


@cache
def _folder() -> Path:
    """Where the bytes are put for parsers that read a file; with a certificate beside them."""
    folder = Path(mkdtemp(prefix="countersign-fuzz-"))
    (folder / "root.pem").write_bytes(_root())
    (folder / "genesis.json").write_bytes(seeds.example("genesis")()[0])
    return folder


@cache
def _root() -> bytes:
    return new_root("Stamps").pem


def _file(name: str, read: Callable[[Path], object]) -> Callable[[bytes], None]:
    """A parser of a file of this name."""

    def take(data: bytes) -> None:
        path = _folder() / name
        path.write_bytes(data)
        try:
            read(path)
        finally:
            path.unlink()

    return take


def _authority_root(path: Path) -> None:
    """A certificate beside settings that are in order."""
    (path.parent / FILE).write_bytes(_AUTHORITIES.replace(b"root.pem", path.name.encode()))
    time_authorities(Settings(path.parent))


def _database(text: str) -> None:
    """A setting, up to where a server would be asked."""
    settings = Settings(_folder(), text)
    if settings.postgres:
        open_database(settings).close()
    else:
        settings.sqlite.name  # noqa: B018 - a path, and nothing is made there


def _body(data: bytes) -> None:
    read_json(data)


def _evidence(data: bytes) -> None:
    read_evidence("given", data)


def _next(text: str) -> str | None:
    """Where a browser goes on after signing in: on this site, whatever the address says."""
    path = local_path(text)
    if not path.startswith("/") or path.startswith("//"):
        raise AssertionError("another site")
    return None


def _peer(text: str) -> None:
    Peer(text)


def _answer(text: str) -> None:
    json_or_words(text)


def _moment(text: str) -> None:
    as_of(text)


def _profile(text: str) -> None:
    load_profile(text)


def _own_policy(text: str) -> None:
    Saved.read(text)


def _code(text: str) -> str | None:
    """A code that was accepted is written in one way."""
    read_code(written(*read_code(text)))
    return None


@cache
def key_files() -> list[bytes]:
    """A key of somebody of a demonstration."""
    path = _folder() / "made.json"
    new_key_file(path, PUBLISHED, SECRET, LEDGER)
    data = path.read_bytes()
    path.unlink()
    return [data]


def _asked() -> bytes:
    """A policy with the address of a witness."""
    first, *rest = WITNESSES.splitlines()
    return "\n".join((f"{first} https://[::1]:8/witness", *rest, "quorum X1", "")).encode()


def profiles() -> list[bytes]:
    """The procedures that ship."""
    return [text.encode() for text in shipped_profiles().values()]


def decisions() -> list[bytes]:
    """Answers to what a search found."""
    one = '[[decision]]\nhit = "entry 3, words.1/name/2"\nanswer = "withhold"\nreason = "{}"\n'
    two = '[[decision]]\nhit = "purpose/name/0" # who\nanswer = "give"\nreason = "the school"\n'
    return [(one.format(SECRET) + two).encode(), two.encode()]


_AUTHORITIES: Final = (
    b'[[authority]]\nname = "First authority"\nurl = "https://stamps.example/tsr"\n'
    b'root = "root.pem"\n'
)
_MARKER: Final = encode({"format": FORMAT, "ledger": LEDGER})
_URLS: Final = (
    b"sqlite:///data/x.sqlite",
    b"postgresql://me:Quillbrook@db.example:5432/x?sslmode=require",
)
_FIELDS: Final = b'{"words":"Quillbrook","people":[{"p":"c1"}],"n":[1,-2.5,null,true]}'
_TIMES: Final = (b"2026-03-02T09:00Z", b"2026-03-02T09:00:00+01:00", b"120")
_WATCHED: Final = b"# logs\nquorum none\n"


def _target(
    name: str,
    take: Callable[[bytes], bytes | None],
    refuses: type[Exception] | tuple[type[Exception], ...],
    given: Callable[[], list[bytes]],
    inputs: int = 100,
) -> Target:
    kinds = refuses if isinstance(refuses, tuple) else (refuses,)
    return Target(name, take, kinds, given, inputs, SECRET)


OPERATORS: Final = (
    _target(
        "key-file",
        _file("key.json", lambda path: open_key_file(path, PUBLISHED)),
        KeyFileRefused,
        key_files,
        inputs=60,
    ),
    _target("profile", as_text(_profile), ProfileInvalid, profiles, inputs=40),
    _target("own-policy", as_text(_own_policy), PolicyUnknown, seeds.disclosure_policies),
    _target("decisions", _file("decide.toml", read_decisions), OptionRefused, decisions),
    _target(
        "time-authorities",
        _file(FILE, lambda path: time_authorities(Settings(path.parent))),
        AuthoritiesRefused,
        lambda: [_AUTHORITIES],
    ),
    _target(
        "authority-root",
        _file("other.pem", _authority_root),
        AuthoritiesRefused,
        lambda: [_root()],
    ),
    _target(
        "witness-policy",
        _file(POLICY, lambda path: publishing_policy(path.parent)),
        WatchRefused,
        lambda: [EXAMPLE.encode(), b"quorum none\n", _asked()],
    ),
    _target(
        "witness-logs",
        _file(LOGS, lambda path: watched_logs(path.parent)),
        WatchRefused,
        lambda: [_WATCHED, _WATCHED + b"log " + seeds.example("vkey")()[0] + b"\n"],
    ),
    _target("trust-file", _file("trust.json", read_trust), KeystoreRefused, seeds.trust_files),
    _target(
        "data-folder",
        _file(MARKER, lambda path: open_genesis(Settings(path.parent))),
        (FolderRefused, OtherVersion),
        lambda: [_MARKER],
    ),
    _target("database", as_text(_database), DatabaseUnknown, lambda: list(_URLS)),
    _target(
        "evidence",
        _evidence,
        EvidenceRefused,
        lambda: [*seeds.notes(), *seeds.example("receipt")()],
    ),
    _target(
        "fields",
        _file("fields.json", lambda path: read_fields(f"@{path}")),
        OptionRefused,
        lambda: [_FIELDS],
    ),
    _target("answer", as_text(_answer), (), lambda: [_FIELDS, b"Joan"]),
    _target(
        "next", as_text(_next), (), lambda: [b"/enquiries?after=a%20b", b"//elsewhere.example"]
    ),
    _target(
        "peer", as_text(_peer), Unanswered, lambda: [b"https://[::1]:8/log?a=b", b"http://a.b"]
    ),
    _target("as-of", as_text(_moment), OptionRefused, lambda: list(_TIMES)),
    _target("code", as_text(_code), CodeRefused, lambda: [b"BCDF-GHJK-MNPQ-RSTV"]),
    _target("body", _body, Unreadable, lambda: [_FIELDS]),
)
