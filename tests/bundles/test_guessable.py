"""What a recipient could guess, and what they could not confirm."""

from collections.abc import Iterator

from crypto.archive import Archive, write_archive
from crypto.canonical import unb64
from crypto.manifest import Manifest
from domain.disclosure import shipped_policies
from ledger.bundling import Saved
from tests.bundles.conftest import House

RULE = """
[reasons]
chosen = "It was chosen."
[[withhold]]
reason = "chosen"
fields = ["DocumentDeposited.document"]
"""


def test_a_file_can_be_kept_from_whoever_could_guess_it(house: House) -> None:
    """A digest without a salt tells whoever has the file that it is the one. Withheld as a part, it
    leaves the salted digest of that part and no other.
    """
    (document,) = _of(house.bundle(house.wanted())).documents
    policy = Saved.read(shipped_policies()["court"] + RULE).policy
    files = house.bundle(house.wanted(policy))
    manifest = _of(files)
    assert not manifest.documents
    assert (document.seq, "chosen") in {(gap.seq, gap.reason) for gap in manifest.withheld}
    told = b"\n".join([*files.values(), *_disclosed(files)])
    assert document.digest.encode() not in told
    assert document.name.encode() not in told
    assert house.verify(write_archive(files)).exit_code == 0


def _of(files: Archive) -> Manifest:
    return Manifest.parse(files["bundle.json"])


def _disclosed(files: Archive) -> Iterator[bytes]:
    """Everything that a disclosure in it says."""
    for name, data in files.items():
        if name.endswith(".sdjwt"):
            yield from (unb64(text.decode()) for text in data.split(b"~")[1:-1])
