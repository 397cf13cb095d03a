"""Disclosures: every part of an entry that a reader may be denied, salted and hashed on its own.

One rule covers statements, free text and lists alike: within the content of an entry *every element of every
array is a disclosure of its own* (RFC 9901, section 4.2.2), so one name, one sentence or one source can be
withheld and all else still verifies. Salts have 128 bits, without which a withheld name could be guessed
from a list of names and confirmed against its digest.
"""

import re
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from crypto.canonical import Json, NotCanonical, b64, decode, digest, encode, unb64
from crypto.errors import CryptoError

SALT_BYTES: Final = 16
MAX_DISCLOSURES: Final = 4096
"""Bound on the parts of one entry: ten times the longest strategy record in the shipped scenarios."""
MAX_DEPTH: Final = 8
"""Bound on arrays within arrays; the deepest event has three."""

RESERVED: Final = frozenset(
    {
        "_sd",
        "_sd_alg",
        "...",
        "iss",
        "sub",
        "aud",
        "exp",
        "nbf",
        "iat",
        "jti",
        "cnf",
        "vct",
        "status",
    }
    | {"seq", "prev", "dir", "refs"}
)
"""Names that JWT, SD-JWT or the clear part of an entry give a meaning; content must not use them."""

_ELEMENT: Final = "..."
_SALT: Final = re.compile(r"[\w-]{21}[AQgw]", re.ASCII)


class DisclosureRefused(CryptoError):
    """The disclosures and the signed digests do not fit each other exactly."""


@dataclass(frozen=True, slots=True)
class Concealed:
    """Content ready to be signed: its top-level digests and all disclosures, each in ascending order."""

    sd: tuple[str, ...]
    disclosures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Withheld:
    """Stands where a disclosure was not given; `digest` proves that something was signed there."""

    digest: str


def conceal(content: Mapping[str, Json]) -> Concealed:
    """Salt and hash every part of `content`, on the author's device.

    Raises:
        DisclosureRefused: a reserved name, or more than the bounds allow.
        NotCanonical: a value that has no canonical form.
    """
    return _conceal_with(content, lambda: b64(secrets.token_bytes(SALT_BYTES)))


def _conceal_with(content: Mapping[str, Json], salt: Callable[[], str]) -> Concealed:
    """`conceal` with the salts given, for byte-exact vectors."""
    check_names(content)
    made: dict[str, str] = {}

    def disclose(*parts: Json) -> str:
        text = b64(encode([salt(), *parts]))
        made[digest(text.encode("ascii"))] = text
        return digest(text.encode("ascii"))

    def hide(value: Json) -> Json:
        if isinstance(value, list):
            return [{_ELEMENT: disclose(hide(item))} for item in value]
        if isinstance(value, dict):
            return {key: hide(item) for key, item in value.items()}
        return value

    sd = tuple(sorted(disclose(name, hide(value)) for name, value in content.items()))
    if len(made) > MAX_DISCLOSURES:
        raise DisclosureRefused(f"disclosures: more than {MAX_DISCLOSURES}")
    return Concealed(sd, tuple(made[key] for key in sorted(made)))


def reveal(sd: Sequence[str], disclosures: Iterable[str]) -> dict[str, Json]:
    """Put the content together again from *all* its disclosures.

    Raises:
        DisclosureRefused: a digest without a disclosure, a disclosure without a digest, one that is used
            twice or is out of order, a name given twice, or a form that `conceal` does not write.
    """
    return _Revealing(_index(disclosures), None).content(sd)


def reveal_some(
    sd: Sequence[str], disclosures: Iterable[str], withheld: Callable[[str], Json]
) -> dict[str, Json]:
    """Put together what a recipient was given; `withheld(digest)` stands in array gaps.

    A withheld top-level part leaves no trace but its digest, whose count the caller gets from `sd`.

    Raises:
        DisclosureRefused: as `reveal`, but for digests without a disclosure.
    """
    return _Revealing(_index(disclosures), withheld).content(sd)


def check_names(content: Mapping[str, Json]) -> None:
    """Refuse content that would shadow a claim.

    Raises:
        DisclosureRefused: naming the first reserved name.
    """
    for name in content:
        if name in RESERVED:
            raise DisclosureRefused(f"{name}: a reserved name")


def _index(disclosures: Iterable[str]) -> dict[str, list[Json]]:
    found: dict[str, list[Json]] = {}
    last = ""
    for text in disclosures:
        key = digest(text.encode("ascii"))
        if key <= last:
            raise DisclosureRefused("disclosures: not in ascending order of their digests")
        last = key
        found[key] = _parts(text)
        if len(found) > MAX_DISCLOSURES:
            raise DisclosureRefused(f"disclosures: more than {MAX_DISCLOSURES}")
    return found


def _parts(text: str) -> list[Json]:
    try:
        parts = decode(unb64(text))
    except NotCanonical as error:
        raise DisclosureRefused(f"disclosure: {error}") from error
    if not isinstance(parts, list) or len(parts) not in (2, 3) or not isinstance(parts[0], str):
        raise DisclosureRefused("disclosure: not [salt, value] or [salt, name, value]")
    if not _SALT.fullmatch(parts[0]):
        raise DisclosureRefused(f"disclosure: salt is not {SALT_BYTES} bytes of base64url")
    return parts


class _Revealing:
    """One pass over the disclosures, each of which may be used once."""

    def __init__(self, parts: dict[str, list[Json]], withheld: Callable[[str], Json] | None):
        self._unused = parts
        self._withheld = withheld

    def content(self, sd: Sequence[str]) -> dict[str, Json]:
        found: dict[str, Json] = {}
        for key in sd:
            parts = self._take(key, 3)
            if parts is None:
                continue
            name = parts[1]
            if not isinstance(name, str) or name in RESERVED or name in found:
                raise DisclosureRefused("disclosure: a name that is reserved or stands twice")
            found[name] = self._value(parts[2], 0)
        if self._unused:
            raise DisclosureRefused(f"disclosures: {len(self._unused)} that no signed digest names")
        return found

    def _take(self, key: str, length: int) -> list[Json] | None:
        parts = self._unused.pop(key, None)
        if parts is None:
            if self._withheld is None:
                raise DisclosureRefused("disclosures: one is missing, or used twice")
            return None
        if len(parts) != length:
            raise DisclosureRefused(
                "disclosure: an element where a named part belongs, or the reverse"
            )
        return parts

    def _value(self, value: Json, depth: int) -> Json:
        if isinstance(value, list):
            if depth == MAX_DEPTH:
                raise DisclosureRefused(f"disclosure: more than {MAX_DEPTH} arrays within arrays")
            return [self._element(item, depth + 1) for item in value]
        if isinstance(value, dict):
            if not _NOT_IN_OBJECTS.isdisjoint(value):
                raise DisclosureRefused("disclosure: a digest outside an array")
            return {key: self._value(item, depth) for key, item in value.items()}
        return value

    def _element(self, value: Json, depth: int) -> Json:
        if not isinstance(value, dict) or list(value) != [_ELEMENT]:
            raise DisclosureRefused("disclosure: an array element that is not a digest")
        key = value[_ELEMENT]
        if not isinstance(key, str):
            raise DisclosureRefused("disclosure: an array element that is not a digest")
        parts = self._take(key, 2)
        if parts is None:
            return self._withheld(key) if self._withheld else None
        return self._value(parts[1], depth)


_NOT_IN_OBJECTS: Final = frozenset({_ELEMENT, "_sd"})
