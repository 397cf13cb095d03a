"""Disclosures: every part of an entry that a reader may be denied, salted and hashed on its own.

One rule covers statements, free text and lists alike: within the content of an entry *every element
of every array is a disclosure of its own* (RFC 9901, section 4.2.2), so one name, one sentence or
one source can be withheld and all else still verifies. Salts have 128 bits, without which a
withheld name could be guessed from a list of names and confirmed against its digest.
"""

import re
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import ge
from typing import Final

from crypto.canonical import (
    Json,
    NotCanonical,
    b64,
    decode_all,
    digest,
    digests,
    encode,
    unb64_all,
)
from crypto.claims import check_digest
from crypto.errors import CryptoError

SALT_BYTES: Final = 16
"""Length of a salt: the 128 bits of RFC 9901, section 9.3."""
MAX_DISCLOSURES: Final = 4096
"""Bound on the parts of one entry: ten times the longest record in the shipped scenarios."""
MAX_DEPTH: Final = 8
"""Bound on arrays within arrays; the deepest event has three."""

RESERVED: Final = frozenset(
    {"_sd", "_sd_alg", "..."}
    | {"iss", "sub", "aud", "exp", "nbf", "iat", "jti", "cnf", "vct", "status"}
    | {"seq", "prev", "dir", "refs"}
)
"""Names to which JWT, SD-JWT or the clear part of an entry give a meaning; content has none."""

_ELEMENT: Final = "..."
_DIGEST_KEYS: Final = frozenset({_ELEMENT, "_sd"})
_SALT: Final = re.compile(r"[\w-]{21}[AQgw]", re.ASCII)
"""16 bytes of base64url; the last character carries two bits."""
_STRING: Final = r'"([^"\\\x00-\x1f]*)"'
"""A string of which no character is escaped, and so its one spelling (RFC 8785)."""
_PLAIN: Final = re.compile(
    rf'\["([\w-]{{21}}[AQgw])",(?:{_STRING}(?:,{_STRING})?|{{"as":{_STRING},"p":{_STRING}}})\]',
    re.ASCII,
)
"""A disclosure of a string, named or not, or of a person, in its canonical form. Most are of these,
and to see so costs a third of reading JSON and writing it again."""
_NAMED, _UNNAMED = 3, 2
"""Lengths of `[salt, name, value]` and `[salt, value]` (RFC 9901, section 4.2)."""


class DisclosureRefused(CryptoError):
    """The disclosures and the signed digests do not fit each other exactly."""


class DisclosureUnreferenced(DisclosureRefused):
    """A disclosure is there that no signed digest names: words that nobody signed."""


@dataclass(frozen=True, slots=True)
class Concealed:
    """Content ready to be signed: its top-level digests and all disclosures, each ascending."""

    sd: tuple[str, ...]
    disclosures: tuple[str, ...] = field(repr=False)


def conceal(content: Mapping[str, Json]) -> Concealed:
    """Salt and hash every part of `content`, on the author's device.

    Raises:
        DisclosureRefused: a reserved name, or more than the bounds allow.
        NotCanonical: a value that has no canonical form.
    """
    return _conceal_with(content, lambda: secrets.token_bytes(SALT_BYTES))


def _conceal_with(content: Mapping[str, Json], salt: Callable[[], bytes]) -> Concealed:
    """`conceal` with the salts given, for byte-exact vectors."""
    made: dict[str, str] = {}

    def disclose(*parts: Json) -> str:
        text = b64(encode([b64(salt()), *parts]))
        key = digest(text.encode("ascii"))
        made[key] = text
        return key

    def hide(value: Json) -> Json:
        if isinstance(value, list):
            return [{_ELEMENT: disclose(hide(item))} for item in value]
        if isinstance(value, dict):
            return {key: hide(item) for key, item in value.items()}
        return value

    sd = tuple(sorted(disclose(name, hide(value)) for name, value in content.items()))
    concealed = Concealed(sd, tuple(made[key] for key in sorted(made)))
    if reveal(sd, concealed.disclosures) != dict(content):
        raise DisclosureRefused("content: would not be read back as it is")
    return concealed


def reveal(sd: Iterable[str], disclosures: Sequence[str]) -> dict[str, Json]:
    """Put the content together again from *all* its disclosures.

    Raises:
        DisclosureRefused: a digest without a disclosure, a disclosure without a digest, a digest
            that stands twice, disclosures out of order, a name given twice or reserved, or a form
            that `conceal` does not write.
    """
    return _Revealing(_index(disclosures), None).content(sd)


def reveal_some(
    sd: Iterable[str], disclosures: Sequence[str], withheld: Callable[[str], Json]
) -> dict[str, Json]:
    """Put together what a recipient was given; `withheld(digest)` stands in array gaps.

    A withheld top-level part leaves no trace but its digest, whose count the caller has from `sd`.

    Raises:
        DisclosureRefused: as `reveal`, but for digests without a disclosure.
        ClaimRefused: such a digest is not one.
    """
    return _Revealing(_index(disclosures), withheld).content(sd)


def reveal_given(
    sd: Iterable[str], disclosures: Sequence[str]
) -> tuple[dict[str, Json], frozenset[str]]:
    """Put together what a recipient was given, None standing in array gaps, and every digest in it
    that has no disclosure.

    Raises:
        DisclosureUnreferenced: a disclosure that nothing signed names.
        DisclosureRefused, ClaimRefused: as `reveal_some`.
    """
    revealing = _Revealing(_index(disclosures), lambda _: None)
    return revealing.content(sd), revealing.gaps()


def _index(disclosures: Sequence[str]) -> dict[str, list[Json]]:
    """The parts of each disclosure by its digest."""
    if len(disclosures) > MAX_DISCLOSURES:
        raise DisclosureRefused(f"disclosures: more than {MAX_DISCLOSURES}")
    try:
        parts = _read(unb64_all(disclosures))
    except (NotCanonical, UnicodeDecodeError) as error:
        raise DisclosureRefused(f"disclosure: {error}") from error
    keys = digests(disclosures)
    if any(map(ge, keys, keys[1:])):
        raise DisclosureRefused("disclosures: not in ascending order of their digests")
    if len({str(part[0]) for part in parts}) != len(parts):
        # Whoever is shown one part would know the salt of another, and could guess its words.
        raise DisclosureRefused("disclosures: a salt is used twice")
    return dict(zip(keys, parts, strict=True))


def _read(written: Sequence[bytes]) -> list[list[Json]]:
    """The parts of each disclosure; most are words or a person, whose form `_PLAIN` has shown."""
    plain = [_PLAIN.fullmatch(one.decode("utf-8")) for one in written]
    others = decode_all([one for one, found in zip(written, plain, strict=True) if not found])
    rest = map(_parts, others)
    return [_of_plain(*found.groups()) if found else next(rest) for found in plain]


def _of_plain(
    salt: str, first: str | None, second: str | None, words: str | None, person: str | None
) -> list[Json]:
    if second is not None:
        return [salt, first, second]
    return [salt, first] if words is None else [salt, {"as": words, "p": person}]


def _parts(value: Json) -> list[Json]:
    if not isinstance(value, list) or not _UNNAMED <= len(value) <= _NAMED:
        raise DisclosureRefused("disclosure: not [salt, value] or [salt, name, value]")
    if not isinstance(value[0], str) or not _SALT.fullmatch(value[0]):
        raise DisclosureRefused(f"disclosure: salt is not {SALT_BYTES} bytes of base64url")
    return value


class _Revealing:
    """One pass over the digests, none of which may stand twice (RFC 9901, section 7.1)."""

    def __init__(
        self, given: dict[str, list[Json]], withheld: Callable[[str], Json] | None
    ) -> None:
        self._given = given
        self._withheld = withheld
        self._seen: set[str] = set()

    def content(self, sd: Iterable[str]) -> dict[str, Json]:
        found: dict[str, Json] = {}
        for key in sd:
            parts = self._take(key, _NAMED)
            if parts is not None:
                name = _new_name(parts[1], found)
                found[name] = self._value(parts[2], 0)
        unused = self._given.keys() - self._seen
        if unused:
            raise DisclosureUnreferenced(f"disclosures: {len(unused)} that no signed digest names")
        return found

    def gaps(self) -> frozenset[str]:
        """Every digest that was met and has no disclosure."""
        return frozenset(self._seen - self._given.keys())

    def _take(self, key: str, length: int) -> list[Json] | None:
        if key in self._seen:
            raise DisclosureRefused("disclosures: a digest stands twice")
        self._seen.add(key)
        parts = self._given.get(key)
        if parts is None:
            if self._withheld is None:
                raise DisclosureRefused("disclosures: one is missing")
            check_digest("disclosure", key)
        elif len(parts) != length:
            raise DisclosureRefused("disclosure: an element where a named part belongs, or reverse")
        return parts

    def _value(self, value: Json, depth: int) -> Json:
        if isinstance(value, list):
            if depth == MAX_DEPTH:
                raise DisclosureRefused(f"disclosure: more than {MAX_DEPTH} arrays within arrays")
            return [self._element(item, depth + 1) for item in value]
        if isinstance(value, dict):
            if not _DIGEST_KEYS.isdisjoint(value):
                raise DisclosureRefused("disclosure: a digest outside an array")
            return {
                key: item if isinstance(item, str) else self._value(item, depth)
                for key, item in value.items()
            }
        return value

    def _element(self, value: Json, depth: int) -> Json:
        key = value.get(_ELEMENT) if isinstance(value, dict) and len(value) == 1 else None
        if not isinstance(key, str):
            raise DisclosureRefused("disclosure: an array element that is not a digest")
        parts = self._take(key, _UNNAMED)
        if parts is not None:
            inner = parts[1]
            return inner if isinstance(inner, str) else self._value(inner, depth)
        return self._withheld(key) if self._withheld else None


def _new_name(name: Json, found: Mapping[str, Json]) -> str:
    if not isinstance(name, str) or not name.isascii():
        raise DisclosureRefused("disclosure: a name that is not an ASCII string")
    if name in RESERVED:
        raise DisclosureRefused(f"{name}: a reserved name")
    if name in found:
        raise DisclosureRefused("disclosure: a name that stands twice")
    return name
