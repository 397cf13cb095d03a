"""The vectors of bundles: what the verifier must say of each, and that none is missing."""

import json
import sys
import zlib
from collections import Counter
from functools import cache

import pytest

from crypto.archive import Archive, ArchiveRefused, write_archive
from crypto.bundle import verify_bundle
from crypto.bundle.kinds import KINDS
from crypto.bundle.signatures import Signatures
from crypto.trust import TrustFile, parse_trust
from tests.crypto.bundles import story, trust_file
from tests.vectors import bundles
from tests.vectors.bundle_archives import ARCHIVES
from tests.vectors.bundle_made import base
from tests.vectors.zips import Member, Zip, members

VECTORS = dict(bundles.vectors())
EXPECTED = json.loads(bundles.EXPECTED.read_text(encoding="utf-8"))
_EXIT = {"unreadable": 3, "altered": 1, "unproven": 2}


def test_vectors_lie_there_as_they_are_made() -> None:
    """The files are, to the byte, what `python -m tests.vectors.bundles` writes; and no others."""
    lying = {path: path.read_bytes() for path in bundles.FOLDER.iterdir()}
    assert lying == bundles.written()


@pytest.mark.parametrize("name", VECTORS)
def test_each_vector_gives_what_its_mutation_deserves(name: str) -> None:
    """The codes that are found are those stated beside the mutation, and the exit follows."""
    vector, told = VECTORS[name], EXPECTED[name]
    assert Counter(one["code"] for one in told["findings"]) == Counter(vector.finds)
    exits = {_EXIT[KINDS[code].severity] for code in vector.finds}
    worst = next((code for code in (3, 1, 2) if code in exits), 0)
    assert told["exit"] == worst


def test_every_kind_of_finding_has_a_vector() -> None:
    """No finding is promised that nothing can cause; what needs no library is not left out."""
    caused = {code for vector in VECTORS.values() for code in vector.finds}
    assert KINDS.keys() - caused == {"stamp-unchecked"}


def test_stamps_that_cannot_be_checked_are_not_called_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Without the library it is said which is lacking; what is missing is missing all the same."""
    monkeypatch.setitem(sys.modules, "rfc3161_client", None)
    trust = parse_trust((bundles.FOLDER / "trust-stamped.json").read_bytes())
    for name, code in (
        ("verified-stamped", "stamp-unchecked"),
        ("stamp-none", "stamp-missing"),
    ):
        report = verify_bundle((bundles.FOLDER / f"{name}.zip").read_bytes(), trust)
        assert [finding.kind.code for finding in report.findings] == [code], name
        assert report.exit_code == 2


@pytest.mark.parametrize("name", ARCHIVES)
def test_no_trick_gets_a_good_bundle_past_the_reader(name: str) -> None:
    """A bundle that verifies is refused whole once its archive is of that form."""
    report = verify_bundle(ARCHIVES[name][2](_good()), _trust())
    assert [finding.kind.code for finding in report.findings] == ["archive-refused"]
    assert report.exit_code == 3


def test_threads_take_turns_afterwards_as_they_did_before() -> None:
    """What is set for the whole process while signatures are checked is set back, by the last."""
    usual = sys.getswitchinterval()
    with Signatures({}):
        hastened = sys.getswitchinterval()
        with Signatures({}):
            pass
        assert sys.getswitchinterval() == hastened < usual
    assert sys.getswitchinterval() == usual


def test_what_is_written_is_read_again() -> None:
    """An archive of any files that it may hold gives them back, in their order."""
    files = {"bundle.json": b"{}", "a/b.c": b"", "long": b"abc" * 9999, "noise": bytes(range(256))}
    read = Archive.open(write_archive(files))
    assert list(read.items()) == list(files.items())


def test_more_files_than_there_may_be_are_refused_unread() -> None:
    """One file more than 20,000 is too many, however small."""
    many = [Member(b"%05d" % number, b"", 0, zlib.crc32(b"")) for number in range(20_001)]
    assert len(Archive.open(Zip(many[:-1]).data())) == 20_000
    with pytest.raises(ArchiveRefused, match="more than 20000 files"):
        Archive.open(Zip(many).data())


def test_no_bundle_is_believed_with_a_byte_changed() -> None:
    """Whichever byte of a bundle is changed, it no longer verifies, unless programs ignore it."""
    data = Zip(members(_good())).data()
    assert not verify_bundle(data, _trust()).findings
    for place in range(0, len(data), 397):
        changed = data[:place] + bytes([data[place] ^ 0x01]) + data[place + 1 :]
        report = verify_bundle(changed, _trust())
        assert report.exit_code in {1, 3} or _ignored(data, changed), place


@cache
def _good() -> dict[str, bytes]:
    """The files of a bundle that verifies."""
    drafted = base()
    return drafted.issue(drafted.manifest().encode())


def _ignored(data: bytes, changed: bytes) -> bool:
    """Whether two archives hold the same files: attributes and versions say nothing."""
    return dict(Archive.open(data)) == dict(Archive.open(changed))


@cache
def _trust() -> TrustFile:
    return trust_file(story().ledger)
