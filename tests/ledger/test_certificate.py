"""The officer's certificate: what it covers to the last digit, and blanks for whose word it is."""

import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from crypto.canonical import digest
from ledger.exhibits.certificate import Certified, certificate

MANIFEST = b'{"format":"countersign-bundle/1"}'
CERTIFIED = Certified(
    ledger_name="ledger.example/children",
    ledger=digest(b"ledger"),
    demonstration=False,
    enquiry="5f2d1b0a-3c4e-4d5f-8a6b-7c8d9e0f1a2b",
    entries=34,
    size=120,
    root=digest(b"root"),
    manifest=digest(MANIFEST),
    recipient="court: the Family Court at <Watford> & others",
    made=1_772_417_100,
)


class _Rows(HTMLParser):
    """The facts of all lists, and whatever would be fetched from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: list[str] = []
        self.fetched: list[str] = []
        self._within = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"dt", "dd"}:
            self._within = True
            self.cells.append("")
        self.fetched += [name for name, _ in attrs if name in {"src", "href"}]

    def handle_data(self, data: str) -> None:
        if self._within:
            self.cells[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self._within = self._within and tag not in {"dt", "dd"}


def rows(page: bytes) -> dict[str, str]:
    """What stands beside each name."""
    parser = _Rows()
    parser.feed(page.decode())
    assert not parser.fetched
    return dict(zip(parser.cells[::2], parser.cells[1::2], strict=True))


def test_it_says_what_it_covers() -> None:
    """Ledger, enquiry, log and manifest are those of the bundle; the digest is sha256sum's too."""
    found = rows(certificate(CERTIFIED))
    assert found["Enquiry"] == CERTIFIED.enquiry
    assert found["Made for"] == CERTIFIED.recipient
    assert found["Ledger id"] == CERTIFIED.ledger
    assert found["Log"] == f"120 leaves, root {CERTIFIED.root}"
    assert CERTIFIED.manifest in found["List of contents (bundle.json)"]
    assert found["The same, as sha256sum shows it"] == hashlib.sha256(MANIFEST).hexdigest()


@pytest.mark.parametrize(
    "blank", ["Full name", "Position held", "Public authority", "Signature", "Date"]
)
def test_who_certifies_is_left_blank(blank: str) -> None:
    """It is the officer's word: nothing is filled in for them."""
    assert rows(certificate(CERTIFIED))[blank] == ""


def test_it_cites_its_section_and_says_when_it_is_of_a_demonstration() -> None:
    """Section 9(2) is named; invented records say so at the top."""
    page = certificate(CERTIFIED).decode()
    assert "Civil Evidence Act 1995, section 9(2)" in page
    assert "Demonstration" not in page
    assert re.search(
        "<p[^>]*>Demonstration.*<main>",
        certificate(replace(CERTIFIED, demonstration=True)).decode(),
        re.DOTALL,
    )
