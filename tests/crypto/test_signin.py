"""Signing in: good for one ledger, one site, one attempt and a few minutes, for nothing else."""

from dataclasses import replace
from typing import Any

import pytest

from crypto import jws
from crypto.canonical import b64, digest
from crypto.claims import ClaimRefused
from crypto.entry import parse_envelope
from crypto.errors import CryptoError, SignatureInvalid
from crypto.jws import JwsRefused
from crypto.signin import (
    CLOCK_SKEW,
    MAX_LIFETIME,
    TYP,
    Signin,
    SigninRefused,
    open_signin,
    sign_signin,
    unverified_signer,
)
from tests.crypto.making import AUTHOR, KEY, KID, LEDGER, OTHER, PUBLIC

NOW = 1_772_419_500
ORIGIN = "https://countersign.example"
NONCE = b64(bytes(32))
SIGNIN = Signin(LEDGER, ORIGIN, NONCE, AUTHOR, NOW, NOW + 120)

MUTATIONS: dict[str, dict[str, Any]] = {
    "ledger none": {"ledger": None},
    "origin empty": {"origin": ""},
    "origin with a space": {"origin": "https://a b"},
    "origin too long": {"origin": "a" * 301},
    "nonce empty": {"nonce": ""},
    "nonce a number": {"nonce": 1},
    "iss a name": {"iss": "Ruth"},
    "iat true": {"iat": True},
    "iat a string": {"iat": str(NOW)},
    "exp in 10000": {"exp": 253_402_300_800},
    "exp at iat": {"exp": NOW},
    "exp before iat": {"exp": NOW - 1},
    "too long a life": {"exp": NOW + MAX_LIFETIME + 1},
}


def opened(data: bytes, **expected: Any) -> Signin:
    """Open as the server does that gave out the nonce."""
    wanted: dict[str, Any] = {"ledger": LEDGER, "origin": ORIGIN, "nonce": NONCE, "now": NOW}
    return open_signin(data, PUBLIC, **{**wanted, **expected})


def test_it_opens_as_signed() -> None:
    """F8.1: what was signed is what is read; before that, it says whose key to verify it with."""
    data = sign_signin(SIGNIN, KID, KEY)
    assert unverified_signer(data) == (AUTHOR, KID)
    assert opened(data) == SIGNIN


@pytest.mark.parametrize(
    "expected",
    [{"ledger": digest(b"x")}, {"origin": "https://evil.example"}, {"nonce": b64(bytes(31))}],
    ids=["ledger", "origin", "nonce"],
)
def test_it_is_good_for_nothing_else(expected: dict[str, str]) -> None:
    """F8.3: another ledger, site or attempt refuses it."""
    with pytest.raises(SigninRefused):
        opened(sign_signin(SIGNIN, KID, KEY), **expected)


def test_it_has_its_time() -> None:
    """F8.4: it holds from iat until exp, and a minute more for clocks that differ."""
    data = sign_signin(SIGNIN, KID, KEY)
    first, last = SIGNIN.iat - CLOCK_SKEW, SIGNIN.exp + CLOCK_SKEW - 1
    assert opened(data, now=first) == opened(data, now=last) == SIGNIN
    with pytest.raises(SigninRefused, match="future"):
        opened(data, now=first - 1)
    with pytest.raises(SigninRefused, match="past"):
        opened(data, now=last + 1)


def test_the_longest_life() -> None:
    """F8.2: a life of exactly the bound is accepted."""
    longest = replace(SIGNIN, exp=NOW + MAX_LIFETIME)
    assert opened(sign_signin(longest, KID, KEY)) == longest


@pytest.mark.parametrize("change", MUTATIONS.values(), ids=MUTATIONS.keys())
def test_a_false_form_is_neither_signed_nor_read(change: dict[str, Any]) -> None:
    """F8.2: a claim that is not in its form, or a long life, is refused on both sides."""
    wrong = replace(SIGNIN, **change)
    data = jws.sign(TYP, KID, wrong.as_json(), KEY)
    with pytest.raises(ClaimRefused):
        sign_signin(wrong, KID, KEY)
    with pytest.raises(ClaimRefused):
        unverified_signer(data)
    with pytest.raises(ClaimRefused):
        opened(data)


def test_exactly_its_claims() -> None:
    """F8.1: a claim more or less is refused, though it is signed."""
    claims = SIGNIN.as_json()
    for payload in ({**claims, "sub": AUTHOR}, {k: v for k, v in claims.items() if k != "exp"}):
        with pytest.raises(ClaimRefused, match="not exactly"):
            opened(jws.sign(TYP, KID, payload, KEY))


def test_it_is_no_entry_and_no_entry_is_one() -> None:
    """F8.1: neither can be presented as the other, whatever its claims."""
    with pytest.raises(JwsRefused, match="typ"):
        parse_envelope(sign_signin(SIGNIN, KID, KEY))
    with pytest.raises(JwsRefused, match="typ"):
        opened(jws.sign("countersign-entry+sd-jwt", KID, SIGNIN.as_json(), KEY))


def test_no_other_key() -> None:
    """F8.1: what another key signed, under its own id or this one, is refused."""
    for kid in (KID, jws.thumbprint(OTHER.public_key().public_bytes_raw())):
        with pytest.raises(SignatureInvalid):
            opened(sign_signin(SIGNIN, kid, OTHER))


def test_no_bit_can_be_flipped() -> None:
    """Whichever bit is flipped, it is refused or not verified."""
    data = sign_signin(SIGNIN, KID, KEY)
    for position in range(8 * len(data)):
        flipped = bytearray(data)
        flipped[position // 8] ^= 1 << position % 8
        with pytest.raises(CryptoError):
            opened(bytes(flipped))
