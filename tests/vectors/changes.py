"""Small changes to the texts that an entry is made of."""

import json
import re

from tests.vectors.forge import Change, b64, canon, element, salt, unb64

ORDER = 2**252 + 27742317777372353535851937790883648493
"""L, the order of the group (RFC 8032, section 5.1)."""
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def put(old: str, new: str) -> Change:
    """Replace `old`, which must be there, once."""

    def change(text: str) -> str:
        assert old in text, (old, text)
        return text.replace(old, new, 1)

    return change


def part(index: int, change: Change) -> Change:
    """Change header (0), payload (1) or signature (2) as they stand in the entry."""

    def whole(text: str) -> str:
        jws, tilde, rest = text.partition("~")
        parts = jws.split(".")
        parts[index] = change(parts[index])
        return ".".join(parts) + tilde + rest

    return whole


def rewrite(old: str, new: str) -> Change:
    """Replace `old` by `new` in what base64url hides."""

    def change(text: str) -> str:
        raw = unb64(text).decode()
        return b64(put(old, new)(raw).encode())

    return change


def reverse(text: str) -> str:
    """A JSON array in the opposite order."""
    return canon(json.loads(text)[::-1])


def twice(text: str) -> str:
    """Each item of a JSON array, and again."""
    return canon(sorted(json.loads(text) * 2))


def low_bits(text: str) -> str:
    """The same bytes in another spelling: an unused low bit of the last character set."""
    assert len(text) % 4, "has no unused bits"
    return text[:-1] + ALPHABET[ALPHABET.index(text[-1]) | 1]


def plus_order(signature: str) -> str:
    """The second signature that RFC 8032, section 5.1.7, rules out: S + L instead of S."""
    raw = unb64(signature)
    scalar = int.from_bytes(raw[32:], "little") + ORDER
    return b64(raw[:32] + scalar.to_bytes(32, "little"))


def reverse_disclosures(text: str) -> str:
    """The disclosures in descending order."""
    jws, *disclosures, last = text.split("~")
    return "~".join((jws, *reversed(disclosures), last))


def without_first_disclosure(text: str) -> str:
    """One disclosure fewer."""
    return re.sub("~[^~]+~", "~", text, count=1)


def twice_first_disclosure(text: str) -> str:
    """The first disclosure, and again."""
    return re.sub("(~[^~]+)~", r"\1\1~", text, count=1)


def named(number: int, name: str, value: str) -> str:
    """JSON text of a top-level disclosure with the JSON text `value`."""
    return f'["{salt(number)}","{name}",{value}]'


def item(number: int, value: str) -> str:
    """JSON text of an element disclosure."""
    return f'["{salt(number)}",{value}]'


def objects(levels: int) -> str:
    """JSON text of that many objects, one within the other."""
    return '{"a":' * levels + "0" + "}" * levels


def arrays(depth: int) -> tuple[str, tuple[str, ...]]:
    """JSON text of that many arrays within each other, and the disclosures of their elements."""
    value, made = '"end"', []
    for level in range(depth):
        made.append(item(100 + level, value))
        value = f"[{element(made[-1])}]"
    return value, tuple(made)
