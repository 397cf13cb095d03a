"""Time stamps, read by the page with code of ours and in Python by OpenSSL: both say the same."""

import base64
import hashlib
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

from crypto.stamps import StampForeign, StampRefused, open_stamp
from tests.timestamping import Authority, Kind, Purpose, new_root
from tests.web.verifier import Verifier

TEXT: Final = b"ledger.example/1\n7\nu+1sHL8r3TxgdT4oQ1QBQ8fYvB6e1zR0f2Zr2yB9Yhk=\n"
IMPRINT: Final = hashlib.sha256(TEXT).digest()
ALTERED: Final = 250
_OPEN: Final = """async ([text, cases]) => {
  const bytes = (one) => Uint8Array.from(atob(one), (character) => character.charCodeAt(0));
  const told = [];
  for (const [answer, roots] of cases) {
    try {
      const stamp = await $stamp.openStamp(bytes(answer), bytes(text), roots.map(bytes));
      told.push([stamp.time, stamp.accuracy, stamp.authority, stamp.expires]);
    } catch (error) {
      if (!(error instanceof $errors.Refused)) throw error;
      told.push([error.name]);
    }
  }
  return told;
}"""

Case = tuple[bytes, Sequence[bytes]]
"""An answer, and the roots that are trusted."""


def test_what_openssl_stamps_is_read_alike(
    verifying: Verifier, time_authority: Authority, tmp_path: Path
) -> None:
    """Every digest, expired and foreign certificates, other purposes, weak keys, other bytes."""
    authority, now = replace(time_authority, folder=tmp_path)._written(), _now()
    root = [authority.root.der]
    name = authority.root.certificate.subject.rfc4514_string().removeprefix("CN=")
    token = authority.stamp_at(IMPRINT, now)
    purposes: tuple[Purpose, ...] = ("not-critical", "servers", "none")
    cases: list[Case] = [
        *(
            (authority.reply(_asked(one)), root)
            for one in (HashAlgorithm.SHA256, HashAlgorithm.SHA512)
        ),
        *((replace(authority, digest=one).stamp_at(IMPRINT, now), root) for one in _DIGESTS),
        (token, [new_root("another").der]),
        (token, [new_root(name).der, *root]),
        (token, [authority.between[0].der]),
        (token, [authority.signer.der]),
        (authority.stamp_at(hashlib.sha256(b"other").digest(), now), root),
        (authority.stamp_at(hashlib.sha1(TEXT).digest(), now, digest="sha1"), root),  # noqa: S324 - weak
        *((_once(authority, Kind(purpose=one)).stamp_at(IMPRINT, now), root) for one in purposes),
        *((_once(authority, _SHORT).stamp_at(IMPRINT, _ago(days)), root) for days in (12, 7, 3)),
        (_once(authority, Kind("rsa", bits=1024)).stamp_at(IMPRINT, now), root),
        (b"", root),
        (bytes.fromhex("30053003020102"), root),
    ]
    assert _page(verifying, cases) == [_python(*one) for one in cases]


def test_an_altered_answer_is_taken_by_neither(
    verifying: Verifier, time_authority: Authority
) -> None:
    """With one bit changed, or cut short, the page takes nothing that OpenSSL refuses, and what
    both take says the same. (OpenSSL overlooks fields that nobody signed.)
    """
    chance = random.Random(3161)
    token = time_authority.stamp_at(IMPRINT, _now())
    root = [time_authority.root.der]
    cases: list[Case] = [(token[: chance.randrange(len(token))], root) for _ in range(20)]
    for _ in range(ALTERED):
        place = chance.randrange(len(token))
        changed = bytes([token[place] ^ (1 << chance.randrange(8))])
        cases.append((token[:place] + changed + token[place + 1 :], root))
    taken = [
        (told, _python(*case))
        for case, told in zip(cases, _page(verifying, cases), strict=True)
        if len(told) > 1
    ]
    assert [told for told, _ in taken] == [said for _, said in taken]


_DIGESTS: Final = ("sha1", "sha384", "sha512")
_SHORT: Final = Kind(days=(-10, -5))


def _page(verifying: Verifier, cases: Sequence[Case]) -> list[list[int | str]]:
    given = [[_text(answer), [_text(root) for root in roots]] for answer, roots in cases]
    told: list[list[int | str]] = verifying.page.evaluate(_OPEN, [_text(TEXT), given])
    return told


def _python(answer: bytes, roots: Sequence[bytes]) -> list[int | str]:
    try:
        stamp = open_stamp(answer, TEXT, roots)
    except StampForeign:
        return ["StampForeign"]
    except StampRefused:
        return ["StampRefused"]
    return [stamp.time, stamp.accuracy, stamp.authority, stamp.expires]


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def _ago(days: float) -> datetime:
    return _now() - timedelta(days=days)


def _asked(hashing: HashAlgorithm) -> bytes:
    return TimestampRequestBuilder(TEXT, hashing).build().as_bytes()


def _once(authority: Authority, kind: Kind) -> Authority:
    """The same authority with another certificate, in a folder of its own."""
    folder = authority.folder / f"{kind.purpose}-{kind.bits}-{kind.days[1]:g}"
    return replace(authority, folder=folder).with_signer(kind)
