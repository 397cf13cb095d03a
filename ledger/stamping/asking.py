"""Asking an authority over HTTP (RFC 3161, section 3.4), and checking its answer before it counts.

Whoever sits between us and an authority can send anything; nothing is kept that does not verify
over what was asked, with the nonce it was asked with.
"""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

from crypto.stamps import MAX_BYTES, Stamped, StampRefused, open_stamp
from ledger import peer
from ledger.errors import Problem
from ledger.peer import TooLong, Unanswered
from ledger.stamping.authorities import TimeAuthority

SECONDS: Final = 15
"""How long an authority may take, from the first byte asked to the last answered."""
DRIFT: Final = 120
"""Seconds by which the clocks may differ: well within the tolerance of those who verify."""
QUERY: Final = "application/timestamp-query"
REPLY: Final = "application/timestamp-reply"

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
    try:
        answer = peer.post(authority.url, request, QUERY, limit=MAX_BYTES, seconds=SECONDS)
    except TooLong as error:
        raise StampFailed("an answer that is too long") from error
    except Unanswered as error:
        raise StampFailed(f"not reached: {error}") from error
    if answer.status != HTTPStatus.OK:
        raise StampFailed(f"status {answer.status}")
    if answer.media_type != REPLY:
        raise StampFailed("an answer that is no time stamp")
    return answer.body
