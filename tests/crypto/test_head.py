"""Head statements: where a stream ended, signed by the ledger's key and by nothing else."""

from dataclasses import replace
from typing import Any

import pytest

from crypto import jws
from crypto.canonical import digest
from crypto.errors import CryptoError, SignatureInvalid
from crypto.head import TYP, Head, open_head, sign_head
from tests.crypto.making import KEY, KID, LEDGER, OTHER, PUBLIC, STREAM

HEAD = Head(LEDGER, "ledger.example/1", 42, digest(b"root"), STREAM, 7, digest(b"head"))
EMPTY = replace(HEAD, seq=0, digest=LEDGER)

MUTATIONS: dict[str, dict[str, Any]] = {
    "ledger none": {"ledger": None},
    "ledger padded": {"ledger": f"{LEDGER}="},
    "origin a number": {"origin": 1},
    "origin empty": {"origin": ""},
    "origin of two lines": {"origin": "a\nb"},
    "size negative": {"size": -1},
    "size true": {"size": True},
    "size a string": {"size": "42"},
    "root in another base": {"root": "00" * 32},
    "stream a name": {"stream": "maya"},
    "stream in capitals": {"stream": STREAM.upper()},
    "seq true": {"seq": True},
    "seq negative": {"seq": -1},
    "seq beyond the tree": {"seq": 43},
    "seq 0 with a head": {"seq": 0},
    "seq 7 without one": {"digest": LEDGER},
    "digest none": {"digest": ""},
}


@pytest.mark.parametrize("head", [HEAD, EMPTY], ids=["at 7", "empty"])
def test_it_opens_as_signed(head: Head) -> None:
    """F6.1: what was signed is what is read, with the ledger's key."""
    assert open_head(sign_head(head, KID, KEY), PUBLIC) == head


@pytest.mark.parametrize("change", MUTATIONS.values(), ids=MUTATIONS.keys())
def test_a_false_form_is_neither_signed_nor_read(change: dict[str, Any]) -> None:
    """F6.2, F6.3: a claim not in its form, or against the others, is refused on both sides."""
    wrong = replace(HEAD, **change)
    with pytest.raises(CryptoError):
        sign_head(wrong, KID, KEY)
    with pytest.raises(CryptoError):
        open_head(jws.sign(TYP, KID, wrong.as_json(), KEY), PUBLIC)


def test_exactly_its_claims() -> None:
    """F6.2: a claim more or less is refused, though it is signed."""
    claims = HEAD.as_json()
    for payload in ({**claims, "exp": 1}, {k: v for k, v in claims.items() if k != "root"}, {}):
        with pytest.raises(CryptoError, match="not exactly"):
            open_head(jws.sign(TYP, KID, payload, KEY), PUBLIC)


def test_no_other_kind() -> None:
    """F6.1: the ledger's signature over the same claims, for another purpose, is none of this."""
    with pytest.raises(CryptoError, match="typ"):
        open_head(jws.sign("countersign-entry+sd-jwt", KID, HEAD.as_json(), KEY), PUBLIC)


def test_no_other_key() -> None:
    """F6.1: what another key signed, under its own id or the ledger's, is refused."""
    for kid in (KID, jws.thumbprint(OTHER.public_key().public_bytes_raw())):
        with pytest.raises(SignatureInvalid):
            open_head(sign_head(HEAD, kid, OTHER), PUBLIC)


def test_no_bit_can_be_flipped() -> None:
    """Whichever bit is flipped, it is refused or not verified."""
    data = sign_head(HEAD, KID, KEY)
    for position in range(8 * len(data)):
        flipped = bytearray(data)
        flipped[position // 8] ^= 1 << position % 8
        with pytest.raises(CryptoError):
            open_head(bytes(flipped), PUBLIC)
