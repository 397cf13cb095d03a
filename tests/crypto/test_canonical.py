"""JSON and base64url: every value has one spelling, and every other is refused."""

import json
import shutil
import subprocess
from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crypto.canonical import (
    MAX_INTEGER,
    MAX_NESTING,
    Json,
    NotCanonical,
    b64,
    decode,
    decode_all,
    digest,
    encode,
    unb64,
    unb64_all,
)
from tests.conftest import require
from tests.crypto.making import values

SPELLINGS = {
    "white space": b'{"a": 1}',
    "white space before": b" 1",
    "white space behind": b"1\n",
    "a second value": b"1 2",
    "a comma behind": b"[1,]",
    "nothing": b"",
    "a byte order mark": b"\xef\xbb\xbf1",
    "unsorted keys": b'{"b":1,"a":1}',
    "a key twice": b'{"a":1,"a":1}',
    "a key with an accent": '{"é":1}'.encode(),
    "a needless escape": b'"\\u0041"',
    "an escaped slash": b'"\\/"',
    "an escape in capitals": b'"\\u001F"',
    "a long escape": b'"\\u000a"',
    "an escaped pair": b'"\\ud83d\\ude00"',
    "an escaped surrogate": b'"\\ud800"',
    "an encoded surrogate": b'"\xed\xa0\x80"',
    "an overlong character": b'"\xc1\x81"',
    "a raw control character": b'"\n"',
    "minus zero": b"-0",
    "a leading zero": b"01",
    "a plus sign": b"+1",
    "a float": b"1.0",
    "an exponent": b"1e3",
    "not a number": b"NaN",
    "infinity": b"-Infinity",
    "beyond 2^53": b"9007199254740992",
    "beyond -2^53": b"-9007199254740992",
    "a hundred thousand digits": b"9" * 100_000,
    "33 levels": b"[" * 33 + b"]" * 33,
    "a hundred thousand levels": b"[" * 100_000 + b"]" * 100_000,
    "levels without end": b"[" * 100_000,
    "levels of two kinds": b'[{"a":' * 17 + b"0" + b"}]" * 17,
    "unended": b'{"a":1',
}

FORMLESS = {
    "float": 1.0,
    "not a number": float("nan"),
    "beyond 2^53": 2**53,
    "beyond -2^53": -(2**53),
    "5,001 digits": 10**5000,
    "surrogate": "\ud800",
    "key with a surrogate": {"\ud800": 1},
    "key with an accent": {"é": 1},
    "key that is a number": {1: 2},
    "key that is null": {None: 1},
    "keys of two types": {"a": 1, 2: 3},
    "tuple": (1,),
    "set": {1},
    "bytes": b"",
    "33 levels": json.loads("[" * 33 + "]" * 33),
}
"""What Python has and canonical JSON has not."""


@given(values())
def test_what_is_written_is_read(value: Json) -> None:
    """Reading gives the value that was written, and writing it again the same bytes."""
    data = encode(value)
    assert decode(data) == value
    assert encode(decode(data)) == data


@pytest.mark.parametrize("data", SPELLINGS.values(), ids=SPELLINGS.keys())
def test_no_second_spelling(data: bytes) -> None:
    """F0.2 to F0.6: no other spelling of JSON is read."""
    with pytest.raises(NotCanonical):
        decode(data)


@given(values(), st.booleans(), st.sampled_from([None, 0, 1]), st.booleans())
def test_other_writers_are_read_only_where_they_agree(
    value: Json, ascii_only: bool, indent: int | None, unsorted: bool
) -> None:
    """However JSON is written: what is read is what we would write, to the byte."""
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent, sort_keys=not unsorted)
    for data in (text.encode(), text.replace(", ", ",").replace(": ", ":").encode()):
        try:
            read = decode(data)
        except NotCanonical:
            assert data != encode(value)
        else:
            assert data == encode(read)


@given(st.binary(max_size=40))
def test_no_bytes_are_read_that_would_not_be_written(data: bytes) -> None:
    """Any bytes are refused or are their own canonical form; nothing else can happen."""
    with suppress(NotCanonical):
        assert encode(decode(data)) == data


@given(st.lists(values(), max_size=5), st.data())
@example([["a"], ["b"], ["c"]], None)
def test_many_are_read_as_each_alone(several: list[Json], data: st.DataObject | None) -> None:
    """`decode_all` reads what `decode` reads one by one, wherever the texts are cut."""
    joined = b",".join(map(encode, several))
    cuts = data.draw(st.lists(st.integers(0, len(joined)), max_size=4)) if data else [5, 11]
    edges = [0, *sorted(cuts), len(joined)]
    parts = [joined[a:b] for a, b in pairwise(edges)]
    assert decode_all([encode(value) for value in several]) == several
    try:
        alone = [decode(part) for part in parts]
    except NotCanonical:
        with pytest.raises(NotCanonical):
            decode_all(parts)
    else:
        assert decode_all(parts) == alone


def test_a_boundary_cannot_be_moved() -> None:
    """Parts that make a canonical array only together are refused, though joined they are one."""
    for parts in ([b'["a"],["b"]', b'["c",["d"]', b'["e"]]'], [b"[1", b"2]"], [b"", b"1"]):
        with pytest.raises(NotCanonical):
            decode_all(parts)


@pytest.mark.parametrize("value", FORMLESS.values(), ids=FORMLESS.keys())
def test_what_has_no_form_is_not_written(value: Json) -> None:
    """A value that could not be read back is not written."""
    with pytest.raises(NotCanonical):
        encode(value)


def test_a_cycle_is_not_written() -> None:
    """A value that holds itself is refused like any too deep."""
    value: list[Json] = []
    value.append(value)
    with pytest.raises(NotCanonical):
        encode(value)


def test_the_bounds_themselves_are_in() -> None:
    """The largest integers and the deepest nesting that are allowed are read."""
    for data in (
        b"%d" % MAX_INTEGER,
        b"%d" % -MAX_INTEGER,
        b"[" * MAX_NESTING + b"]" * MAX_NESTING,
    ):
        assert encode(decode(data)) == data


@given(st.binary(max_size=100))
def test_base64url_is_read_as_written(data: bytes) -> None:
    """Reading gives the bytes that were written, without padding."""
    assert unb64(b64(data)) == data
    assert "=" not in b64(data)


@given(st.text("AQgwZ01-_+/=\n é", max_size=9))
@example("AB")
@example("QUI=")
@example("A")
def test_base64url_has_one_spelling(text: str) -> None:
    """F0.1: any text is refused or is the only spelling of its bytes."""
    with suppress(NotCanonical):
        assert b64(unb64(text)) == text


@given(st.lists(st.binary(max_size=6)), st.lists(st.text("AQgw~-_+/=\n é", max_size=9)))
def test_many_are_read_as_each_of_them(data: list[bytes], texts: list[str]) -> None:
    """F0.1: reading all at once takes and refuses what reading one by one does."""
    assert unb64_all([b64(one) for one in data]) == data
    with suppress(NotCanonical):
        read = unb64_all(texts)
        assert [b64(one) for one in read] == texts


def test_digest_of_nothing() -> None:
    """SHA-256 of no bytes, as everybody knows it, in base64url."""
    assert digest(b"") == "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"


NODE = """
const order = (a, b) => (a < b ? -1 : 1);
const write = (v) => Array.isArray(v) ? "[" + v.map(write).join(",") + "]"
  : v && typeof v === "object"
    ? "{" + Object.keys(v).sort(order).map((k) => JSON.stringify(k) + ":" + write(v[k])).join(",")
      + "}"
    : JSON.stringify(v);
const values = JSON.parse(require("fs").readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(values.map(write)));
"""


@settings(max_examples=5, deadline=None)
@given(st.lists(values(), min_size=40, max_size=60))
def test_a_browser_writes_the_same(several: list[Json]) -> None:
    """JavaScript's own `JSON.stringify`, with keys in order, gives the same bytes."""
    require(shutil.which("node") is not None, "Node is not installed")
    run = subprocess.run(
        ["node", "-e", NODE], input=json.dumps(several).encode(), capture_output=True, check=True
    )
    assert [text.encode() for text in json.loads(run.stdout)] == [encode(v) for v in several]


def test_a_text_that_would_take_all_memory_is_not_read() -> None:
    """F0.6: packed, a list of nothing takes next to nothing."""
    with pytest.raises(NotCanonical, match="longer"):
        decode(b"[" + b"[]," * (2**24 // 3) + b"[]]")
