"""What is read in bulk is read as `crypto` reads it, or left to it."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto import entry
from crypto.canonical import Json, b64, decode, digest, encode, unb64
from crypto.disclosures import DisclosureRefused, conceal, reveal
from crypto.entry import Claims, Ref, parse_envelope
from crypto.errors import CryptoError
from crypto.jws import thumbprint
from ledger.verify.bulk import check_disclosures, check_plain
from ledger.verify.clear import ClearReader
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
    """Ordinary content never needs the slow way."""
    concealed = conceal(content)
    check_plain(concealed.sd, _plaintext(concealed.disclosures))


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
        check_plain(sd, f"{text}~".encode("ascii"))
    with pytest.raises(DisclosureRefused):
        check_disclosures(sd, f"{text}~".encode("ascii"))


def test_two_disclosures_cannot_share_a_bracket() -> None:
    """Joined they would be JSON with the right number of values; each alone is none."""
    first, second = (
        b'["AAAAAAAAAAAAAAAAAAAAAA","a",[1]',
        b'["AAAAAAAAAAAAAAAAAAAAAQ","b",2]],["c",3]',
    )
    texts = sorted((b64(first), b64(second)), key=lambda text: digest(text.encode("ascii")))
    sd = [digest(text.encode("ascii")) for text in texts]
    with pytest.raises(DisclosureRefused):
        check_disclosures(sd, _plaintext(tuple(texts)))


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
        check_plain(concealed.sd, bytes(plaintext))
    except (ValueError, TypeError, LookupError):
        return
    reveal(concealed.sd, bytes(plaintext).decode("ascii").split("~")[:-1])


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
        check_plain(sd, f"{text}~".encode("ascii"))
    except (ValueError, TypeError, LookupError):
        return
    reveal(sd, [text])


STREAM = str(uuid.UUID(int=7))
ID = b64(b"\x01" * 32)
OTHER = b64(b"\x02" * 32)
CLAIMS = Claims(ID, STREAM, STREAM, 2, OTHER, 1_700_000_000, ID)


def _jws(claims: Claims = CLAIMS) -> bytes:
    signed = entry.sign(claims, conceal({"type": "note/1", "note": "ä"}), thumbprint(RAW), KEY)
    return signed.split(b"~")[0]


@pytest.mark.parametrize("refs", [(), (Ref("answers", STREAM, 1, OTHER),)])
def test_a_clear_part_is_read_as_crypto_reads_it(refs: tuple[Ref, ...]) -> None:
    """First slowly, then in bulk: the same claims, key, digest and signature."""
    reader = ClearReader()
    data = _jws(Claims(ID, STREAM, STREAM, 2, OTHER, 1_700_000_000, ID, refs))
    first, second = reader.read(data), reader.read(data)
    envelope = parse_envelope(data)
    assert first == second
    assert second.digest == envelope.digest
    assert (second.signature, second.kid) == (envelope.jws.signature, envelope.jws.kid)
    assert (second.stream, second.seq, second.sd) == (STREAM, 2, envelope.sd)


BAD_CLAIMS: list[dict[str, Json]] = [
    {"seq": 0},
    {"seq": True},
    {"seq": "2"},
    {"seq": 1},
    {"prev": ID},
    {"iat": 0},
    {"iat": 10**12},
    {"aud": ID[:-1]},
    {"dir": ID[:-1] + "B"},
    {"iss": STREAM.upper() + "A"},
    {"sub": "7"},
    {"_sd": []},
    {"_sd": [OTHER, ID]},
    {"_sd": [ID, ID]},
    {"_sd": [ID[:-1] + "B"]},
    {"_sd": "x"},
    {"_sd_alg": "sha-512"},
    {"refs": {}},
    {"refs": [1]},
    {"more": 1},
]


@pytest.mark.parametrize("change", BAD_CLAIMS)
def test_claims_that_crypto_refuses_are_refused(change: dict[str, Json]) -> None:
    """A header that is known does not let other claims in."""
    reader = ClearReader()
    data = _jws()
    reader.read(data)
    header, payload, signature = data.split(b".")
    claims = decode(unb64(payload.decode("ascii")))
    assert isinstance(claims, dict)
    bad = b".".join((header, b64(encode({**claims, **change})).encode("ascii"), signature))
    with pytest.raises(CryptoError):
        reader.read(bad)


@given(st.data())
def test_a_changed_clear_part_is_read_as_crypto_reads_it(data: st.DataObject) -> None:
    """Whatever byte of an entry is changed: refused by both, or read alike by both."""
    reader = ClearReader()
    jws = bytearray(_jws())
    reader.read(bytes(jws))
    index = data.draw(st.integers(0, len(jws) - 1))
    jws[index : index + 1] = data.draw(st.binary(max_size=2))
    try:
        expected = parse_envelope(bytes(jws)).digest
    except CryptoError:
        with pytest.raises(CryptoError):
            reader.read(bytes(jws))
    else:
        assert reader.read(bytes(jws)).digest == expected
