"""What a stamp must be, decided by the page in the browser as in Python, of a real authority's."""

import base64
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

from crypto.stamps import StampForeign, StampRefused, open_stamp
from tests.timestamping import Authority, Kind, new_root
from tests.web.verifier import verifier

TEXT: Final = b"ledger.example/1\n7\nu+1sHL8r3TxgdT4oQ1QBQ8fYvB6e1zR0f2Zr2yB9Yhk=\n"
IMPRINT: Final = hashlib.sha256(TEXT).digest()
Opens = Callable[[bytes, bytes], object]
"""What a verifier says of a stamp that is held against a root: the evidence, or the refusal."""

_OPEN: Final = """async ([token, data, root]) => {
  const bytes = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
  try {
    const said = await $stamp.openStamp(bytes(token), bytes(data), [bytes(root)]);
    return [said.time, said.accuracy, said.authority, said.expires];
  } catch (error) {
    return error.name;
  }
}"""


@pytest.fixture(scope="module")
def opens(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opens]:
    """The page's own function."""
    with verifier(browser, tmp_path_factory.mktemp("page")) as opened:

        def open_there(token: bytes, root: bytes) -> Any:
            given = [base64.b64encode(one).decode() for one in (token, TEXT, root)]
            return opened.page.evaluate(_OPEN, given)

        yield open_there


def in_python(token: bytes, root: bytes) -> object:
    """What `crypto.stamps` says, in the same form."""
    try:
        stamped = open_stamp(token, TEXT, [root])
    except StampForeign:
        return "StampForeign"
    except StampRefused:
        return "StampRefused"
    return [stamped.time, stamped.accuracy, stamped.authority, stamped.expires]


def stamps_of(authority: Authority, folder: Path) -> Iterator[tuple[str, bytes]]:
    """Stamps as they should be, and as they should not, by what is the matter with them."""
    now = datetime.now(UTC).replace(microsecond=0)

    def by(name: str, kind: Kind, digest: str = "sha256") -> Authority:
        other = replace(authority, folder=folder / name, digest=digest)
        return other.with_signer(kind)

    for hashing in HashAlgorithm:
        request = TimestampRequestBuilder(TEXT, hashing).build().as_bytes()
        yield f"good {hashing.value}", authority.reply(request)
    for digest in ("sha384", "sha512"):
        yield f"good {digest}", by(digest, Kind(), digest).stamp_at(IMPRINT, now)
    past = by("past", Kind(days=(-10, -5)))
    yield "good expired since", past.stamp_at(IMPRINT, now - timedelta(days=7))
    yield "expired", past.stamp_at(IMPRINT, now)
    yield "not yet valid", past.stamp_at(IMPRINT, now - timedelta(days=11))
    yield "no purpose", by("none", Kind(purpose="none")).stamp_at(IMPRINT, now)
    yield "purpose not critical", by("lax", Kind(purpose="not-critical")).stamp_at(IMPRINT, now)
    yield "of servers", by("web", Kind(purpose="servers")).stamp_at(IMPRINT, now)
    yield "weak key", by("weak", Kind("rsa", bits=1024)).stamp_at(IMPRINT, now)
    yield "weak signature", by("sha1", Kind(), "sha1").stamp_at(IMPRINT, now)
    weak = hashlib.sha1(TEXT, usedforsecurity=False).digest()
    yield "weak imprint", authority.stamp_at(weak, now, digest="sha1")
    yield "other bytes", authority.stamp_at(bytes(32), now)
    good = authority.stamp_at(IMPRINT, now)
    yield "cut off", good[:-1]
    yield "bytes behind", good + b"\0"
    yield "bit of the signature", good[:-1] + bytes([good[-1] ^ 1])


def test_the_page_takes_and_refuses_the_stamps_that_python_does(
    opens: Opens, time_authority: Authority, tmp_path: Path
) -> None:
    """Chapter 15, by an RSA and by an EC authority; and to the second what a good one says."""
    stranger = new_root("Stamps root").der
    for name, token in stamps_of(time_authority, tmp_path):
        said = in_python(token, time_authority.root.der)
        assert isinstance(said, list) == name.startswith("good"), name
        assert opens(token, time_authority.root.der) == said, name
        if name.startswith("good"):
            assert opens(token, stranger) == in_python(token, stranger) == "StampForeign", name
