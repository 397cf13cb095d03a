"""Public keys: sound ones enter, every other is refused."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import example, given
from hypothesis import strategies as st

from crypto.ed25519 import load_public_key
from crypto.errors import KeyRefused

P = 2**255 - 19
D = -121665 * pow(121666, -1, P) % P
SIGN = 1 << 255

ORDER_8 = (
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
)
SMALL_ORDER = {
    "order 4": bytes(32),
    "order 1": (1).to_bytes(32, "little"),
    "order 2": (P - 1).to_bytes(32, "little"),
    "order 8": bytes.fromhex(ORDER_8[0]),
    "order 8, other": bytes.fromhex(ORDER_8[1]),
}

Point = tuple[int, int]


def point_of(raw: bytes) -> Point | None:
    """Decoding by the steps of RFC 8032, section 5.1.3."""
    number = int.from_bytes(raw, "little")
    y, sign = number % SIGN, number // SIGN
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * pow(2, (P - 1) // 4, P) % P
    if x * x % P != square or (x == 0 and sign):
        return None
    return (P - x if x % 2 != sign else x, y)


def double(point: Point) -> Point:
    """Addition of RFC 8032, section 5.1.4 in affine form, of a point to itself."""
    x, y = point
    product = D * x * x * y * y % P
    return (
        2 * x * y * pow(1 + product, -1, P) % P,
        (y * y + x * x) * pow(1 - product, -1, P) % P,
    )


def is_sound(raw: bytes) -> bool:
    """Whether the bytes decode to a point of which eight times is not the neutral one."""
    point = point_of(raw)
    return point is not None and double(double(double(point))) != (0, 1)


def test_known_answer() -> None:
    """RFC 8032, section 7.1, test 1: the key loads and verifies its signature."""
    key = load_public_key(
        bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
    )
    key.verify(
        bytes.fromhex(
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
            "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        ),
        b"",
    )


@given(st.binary(min_size=32, max_size=32))
@example((P - 2).to_bytes(32, "little"))
@example((2).to_bytes(32, "little"))
@example((P + 3).to_bytes(32, "little"))
def test_agrees_with_the_rfc(raw: bytes) -> None:
    """Any 32 bytes: loaded if RFC 8032 decodes them to a point of large order, else refused."""
    if is_sound(raw):
        assert load_public_key(raw).public_bytes_raw() == raw
    else:
        with pytest.raises(KeyRefused):
            load_public_key(raw)


@given(st.binary(min_size=32, max_size=32))
def test_every_honest_key_loads(seed: bytes) -> None:
    """No key that a device makes is refused."""
    raw = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
    assert load_public_key(raw).public_bytes_raw() == raw


@pytest.mark.parametrize("raw", SMALL_ORDER.values(), ids=SMALL_ORDER)
@pytest.mark.parametrize("sign", [0, SIGN], ids=["positive", "negative"])
def test_small_order_is_refused(raw: bytes, sign: int) -> None:
    """Each point of small order is refused, with either sign of x."""
    with pytest.raises(KeyRefused, match="small order"):
        load_public_key((int.from_bytes(raw, "little") | sign).to_bytes(32, "little"))


@pytest.mark.parametrize("y", range(19))
@pytest.mark.parametrize("sign", [0, SIGN], ids=["positive", "negative"])
def test_second_encoding_is_refused(y: int, sign: int) -> None:
    """Each y that fits 255 bits twice is refused in its larger form."""
    with pytest.raises(KeyRefused, match="canonical"):
        load_public_key((P + y | sign).to_bytes(32, "little"))


@pytest.mark.parametrize("length", [0, 31, 33, 64])
def test_other_lengths_are_refused(length: int) -> None:
    """Only 32 bytes are a key."""
    with pytest.raises(KeyRefused, match=f"{length} bytes"):
        load_public_key(bytes(length))


def test_what_a_small_order_key_would_allow() -> None:
    """A signature that nobody made verifies under such a key, over any words: hence the refusal."""
    neutral = SMALL_ORDER["order 1"]
    careless = Ed25519PublicKey.from_public_bytes(neutral)
    for words in (b"I consent", b"I do not consent"):
        careless.verify(neutral + bytes(32), words)
    with pytest.raises(KeyRefused):
        load_public_key(neutral)
