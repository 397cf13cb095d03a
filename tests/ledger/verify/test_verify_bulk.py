"""What is read in bulk is read as `crypto` reads it, or left to it."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto.canonical import Json, b64, digest, encode
from crypto.disclosures import DisclosureRefused, conceal, reveal
from crypto.entry import Claims, SignedEntry, parse, sign
from crypto.errors import CryptoError
from crypto.jws import thumbprint
from ledger.bulk import read_disclosures, read_entry, read_plain
from tests.ledger.writing import KEY, RAW

SCALARS = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=12)
NAMES = st.text("gklmovwy", min_size=1, max_size=6)
VALUES: st.SearchStrategy[Json] = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)
CONTENT = st.dictionaries(NAMES, VALUES, min_size=1, max_size=5)


def _plaintext(texts: tuple[str, ...]) -> bytes:
    return "".join(f"{text}~" for text in texts).encode("ascii")


@given(CONTENT)
def test_what_a_device_conceals_is_plainly_in_order(content: dict[str, Json]) -> None:
    """Ordinary content never needs the slow way, and reads as it was."""
    concealed = conceal(content)
    assert read_plain(concealed.sd, _plaintext(concealed.disclosures)) == content


ODD: list[bytes] = [
    b'["AAAAAAAAAAAAAAAAAAAAAA","a",1.5]',
    b'["AAAAAAAAAAAAAAAAAAAAAA","a",-0]',
    b'["AAAAAAAAAAAAAAAAAAAAAA","a",9007199254740993]',
    b'["AAAAAAAAAAAAAAAAAAAAAA","a",1e2]',
    b'["AAAAAAAAAAAAAAAAAAAAAA","a",NaN]',
    b'["AAAAAAAAAAAAAAAAAAAAAA","a",{"b":1,"b":2}]',
    b'["AAAAAAAAAAAAAAAAAAAAAA","a",{"c":1,"b":2}]',
    b'["AAAAAAAAAAAAAAAAAAAAAA","a", 1]',
    b'["AAAAAAAAAAAAAAAAAAAAAA","a",1] ',
    b'["AAAAAAAAAAAAAAAAAAAAAA","a","\\u0041"]',
    b'["AAAAAAAAAAAAAAAAAAAAAA","a","\\ud800"]',
    b'["AAAAAAAAAAAAAAAAAAAAAA","a",[1]]',
    b'["AAAAAAAAAAAAAAAAAAAAAA","a",{"...":"x"}]',
    b'["AAAAAAAAAAAAAAAAAAAAAA","a",{"_sd":[]}]',
    b'["AAAAAAAAAAAAAAAAAAAAAA","_sd",1]',
    b'["AAAAAAAAAAAAAAAAAAAAAA","iss",1]',
    b'["AAAAAAAAAAAAAAAAAAAAAA",1,1]',
    '["AAAAAAAAAAAAAAAAAAAAAA","ä",1]'.encode(),
    '["AAAAAAAAAAAAAAAAAAAAAA","a",{"ä":1}]'.encode(),
    b'["AAAAAAAAAAAAAAAAAAAAAA",1]',
    b'["AAAAAAAAAAAAAAAAAAAAAA"]',
    b'["AAAAAAAAAAAAAAAAAAAAAA","a",1,1]',
    b'["AAAAAAAAAAAAAAAAAAAAAB","a",1]',
    b'["AAAA","a",1]',
    b'[22,"a",1]',
    b'{"a":1}',
    b'"AAAAAAAAAAAAAAAAAAAAAA"',
    b"1",
    b"",
    b'["AAAAAAAAAAAAAAAAAAAAAA","a",' + b'{"a":' * 40 + b"1" + b"}" * 40 + b"]",
]


@pytest.mark.parametrize("raw", ODD)
def test_what_reveal_refuses_is_never_plain(raw: bytes) -> None:
    """Each form that `conceal` does not write is refused, whichever way is taken."""
    text = b64(raw)
    sd = [digest(text.encode("ascii"))]
    with pytest.raises(DisclosureRefused):
        reveal(sd, [text])
    with pytest.raises((ValueError, TypeError, LookupError)):
        read_plain(sd, f"{text}~".encode("ascii"))
    with pytest.raises(DisclosureRefused):
        read_disclosures(sd, f"{text}~".encode("ascii"))


def test_two_disclosures_cannot_share_a_bracket() -> None:
    """Joined they would be JSON with the right number of values; each alone is none."""
    first, second = (
        b'["AAAAAAAAAAAAAAAAAAAAAA","a",[1]',
        b'["AAAAAAAAAAAAAAAAAAAAAQ","b",2]],["c",3]',
    )
    texts = sorted((b64(first), b64(second)), key=lambda text: digest(text.encode("ascii")))
    sd = [digest(text.encode("ascii")) for text in texts]
    with pytest.raises(DisclosureRefused):
        read_disclosures(sd, _plaintext(tuple(texts)))


@given(CONTENT, st.data())
def test_altered_disclosures_are_plain_only_if_reveal_accepts(
    content: dict[str, Json], data: st.DataObject
) -> None:
    """Whatever byte is changed, dropped or doubled: bulk never accepts more than `reveal`."""
    concealed = conceal(content)
    plaintext = bytearray(_plaintext(concealed.disclosures))
    index = data.draw(st.integers(0, len(plaintext) - 1))
    replacement = data.draw(st.binary(max_size=2))
    plaintext[index : index + 1] = replacement
    try:
        read = read_plain(concealed.sd, bytes(plaintext))
    except (ValueError, TypeError, LookupError):
        return
    assert read == reveal(concealed.sd, bytes(plaintext).decode("ascii").split("~")[:-1])


@given(NAMES, SCALARS, st.data())
def test_altered_json_under_its_own_digest_is_plain_only_if_reveal_accepts(
    name: str, value: Json, data: st.DataObject
) -> None:
    """A dishonest author signs whatever bytes they like: the form is held to all the same."""
    raw = bytearray(encode(["A" * 22, name, value]))
    index = data.draw(st.integers(0, len(raw) - 1))
    raw[index : index + 1] = data.draw(st.binary(max_size=2) | st.sampled_from([b" ", b"1.", b"-"]))
    text = b64(bytes(raw))
    sd = [digest(text.encode("ascii"))]
    try:
        read = read_plain(sd, f"{text}~".encode("ascii"))
    except (ValueError, TypeError, LookupError):
        return
    assert encode(read) == encode(reveal(sd, [text]))


ID = b64(b"\x01" * 32)
STREAM = "9f6c3f0e-5a0f-4d0b-8f2b-6f3f6f0d1a03"
CLAIMS = Claims(ID, STREAM, STREAM, 1, ID, 1_700_000_000, ID)


@given(CONTENT, st.data())
def test_an_entry_is_read_as_crypto_reads_it(content: dict[str, Json], data: st.DataObject) -> None:
    """Whole, or with any byte changed: refused with the same words by both, or read alike."""
    signed = bytearray(sign(CLAIMS, conceal(content), thumbprint(RAW), KEY))
    assert read_entry(bytes(signed)) == parse(bytes(signed))
    index = data.draw(st.integers(0, len(signed) - 1))
    signed[index : index + 1] = data.draw(st.binary(max_size=2))
    assert _outcome(read_entry, bytes(signed)) == _outcome(parse, bytes(signed))


def _outcome(read: Callable[[bytes], SignedEntry], data: bytes) -> SignedEntry | str:
    try:
        return read(data)
    except CryptoError as refusal:
        return f"{type(refusal).__name__}: {refusal}"
