"""The forms that claims take, each with one spelling: digests, ids, counts and times."""

import re
from collections.abc import Mapping
from typing import Final

from crypto.canonical import Json
from crypto.errors import CryptoError

MAX_TIME: Final = 253_402_300_799
"""The last second of the year 9999, beyond which RFC 3339 cannot write a time."""

MAX_LINE: Final = 300
"""Most characters of a name: a host name has at most 253 (RFC 1035, section 2.3.4), with more."""

DIGEST: Final = r"[\w-]{42}[AEIMQUYcgkosw048]"
"""The form of a digest, for `re.ASCII`: the last of 43 characters carries four bits, and the two
below them are zero in the one spelling."""
UUID: Final = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
"""The form of an id (RFC 9562, section 4)."""

_DIGEST: Final = re.compile(DIGEST, re.ASCII)
_LINE: Final = re.compile(rf"[!-~]{{1,{MAX_LINE}}}")
_UUID: Final = re.compile(UUID)


class ClaimRefused(CryptoError):
    """A claim is not in its one accepted form; the message names the claim and the reason."""


def check_members(what: str, claims: Mapping[str, Json], names: frozenset[str]) -> None:
    """Check that exactly these claims are there.

    An extra one would be signed without anybody here giving it a meaning, and somebody else might.

    Raises:
        ClaimRefused: one is missing or one too many.
    """
    if claims.keys() != names:
        raise ClaimRefused(f"{what}: not exactly {', '.join(sorted(names))}")


def check_digest(name: str, value: Json) -> str:
    """Read a SHA-256 in base64url.

    Raises:
        ClaimRefused: not 43 characters of base64url in their canonical form.
    """
    if not isinstance(value, str) or not _DIGEST.fullmatch(value):
        raise ClaimRefused(f"{name}: not a SHA-256 in base64url")
    return value


def check_uuid(name: str, value: Json) -> str:
    """Read an id.

    Raises:
        ClaimRefused: not a UUID with lower-case digits and hyphens (RFC 9562, section 4).
    """
    if not isinstance(value, str) or not _UUID.fullmatch(value):
        raise ClaimRefused(f"{name}: not a lower-case UUID (RFC 9562)")
    return value


def check_line(name: str, value: Json) -> str:
    """Read a name that machines compare: an origin, a nonce.

    Raises:
        ClaimRefused: not 1 to 300 visible ASCII characters.
    """
    if not isinstance(value, str) or not _LINE.fullmatch(value):
        raise ClaimRefused(f"{name}: not at most {MAX_LINE} visible ASCII characters")
    return value


def check_number(name: str, value: Json, *, least: int) -> int:
    """Read a whole number of at least `least`.

    Raises:
        ClaimRefused: less, or no number; true and false, which Python counts as 1 and 0, are none.
    """
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise ClaimRefused(f"{name}: not a whole number of {least} or more")
    return value


def check_time(name: str, value: Json) -> int:
    """Read a time in seconds since 1970 (RFC 7519, NumericDate), in whole seconds.

    Raises:
        ClaimRefused: not a whole number of seconds between 1970 and the end of the year 9999.
    """
    seconds = check_number(name, value, least=1)
    if seconds > MAX_TIME:
        raise ClaimRefused(f"{name}: later than the year 9999")
    return seconds
