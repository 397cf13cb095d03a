"""Asking an authority over HTTP (RFC 3161, section 3.4), and checking its answer before it counts.

Whoever sits between us and an authority can send anything; nothing is kept that does not verify
over what was asked, with the nonce it was asked with.
"""

import http.client
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Final

from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

from crypto.stamps import MAX_BYTES, Stamped, StampRefused, open_stamp
from ledger.errors import Problem
from ledger.stamping.authorities import TimeAuthority

SECONDS: Final = 15
"""How long an authority may take, from the first byte asked to the last answered."""
DRIFT: Final = 120
"""Seconds by which the clocks may differ: well within the tolerance of those who verify."""

Ask = Callable[[TimeAuthority, bytes], bytes]
"""Sends a TimeStampReq (DER) to an authority; its answer."""


class StampFailed(Problem):
    """An authority gave no stamp that can be used."""

    code = "stamp-failed"
    status = 502
    title = "The authority gave no time stamp"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that verified, and what it says."""

    authority: TimeAuthority
    token: bytes
    stamped: Stamped


def stamp(
    authority: TimeAuthority, data: bytes, clock: Callable[[], int], ask: Ask | None = None
) -> Answer:
    """Have an authority stamp these bytes, and verify what it answers.

    `clock` is the ledger's: a stamp far from it would contradict what is recorded around it.

    Raises:
        StampFailed: it cannot be reached, its answer does not verify, or the clocks differ.
    """
    request = TimestampRequestBuilder(data, HashAlgorithm.SHA256, nonce=True, cert_req=True).build()
    token = (ask or post)(authority, request.as_bytes())
    try:
        stamped = open_stamp(token, data, [authority.root], request.nonce)
    except StampRefused as error:
        raise StampFailed(str(error)) from error
    drift = stamped.time - clock()
    if abs(drift) > DRIFT + stamped.accuracy:
        raise StampFailed(
            f"clock: the ledger's clock and this authority's differ by {abs(drift)} s; set the "
            "clock of this machine"
        )
    return Answer(authority, token, stamped)


def post(authority: TimeAuthority, request: bytes) -> bytes:
    """Send a request over HTTP.

    Raises:
        StampFailed: the authority cannot be reached, is too slow, or answers with no stamp.
    """
    headers = {"Content-Type": "application/timestamp-query", "User-Agent": "countersign"}
    asked = urllib.request.Request(authority.url, request, headers)  # noqa: S310 - http and https alone
    until = monotonic() + SECONDS
    try:
        with urllib.request.urlopen(asked, timeout=SECONDS) as answer:  # noqa: S310 - as above
            kind = answer.headers.get_content_type()
            body = _read(answer, until)
    except urllib.error.HTTPError as error:
        error.close()
        raise StampFailed(f"status {error.code}") from error
    except (OSError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", error)
        raise StampFailed(f"not reached: {type(reason).__name__}") from error
    if kind != "application/timestamp-reply":
        raise StampFailed("an answer that is no time stamp")
    return body


def _read(answer: http.client.HTTPResponse, until: float) -> bytes:
    """The whole answer; one that trickles would otherwise hold us for hours."""
    body = b""
    while part := answer.read1(MAX_BYTES):
        body += part
        if len(body) > MAX_BYTES or monotonic() > until:
            raise StampFailed("an answer that is too long, or too slow")
    return body
