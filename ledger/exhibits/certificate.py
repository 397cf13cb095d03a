"""The certificate that a document forms part of a public authority's records, for its officer.

Civil Evidence Act 1995, section 9(2): a document is taken to form part of the records of a public
authority if a certificate to that effect, signed by one of its officers, is produced to the court.
What it covers is printed here; who certifies it writes and signs by hand, because it is their word
and not the ledger's. It certifies nothing that the ledger cannot show, and it says what it is not.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from crypto.canonical import unb64
from domain.clock import instant_words
from ledger.bundling.pages import page


@dataclass(frozen=True, slots=True)
class Certified:
    """The bundle that a certificate is about; `manifest` and `root` are SHA-256 in base64url.

    `made` is seconds since 1970, on the ledger's clock; `entries` those of the enquiry.
    """

    ledger_name: str
    ledger: str
    demonstration: bool
    enquiry: str
    entries: int
    size: int
    root: str
    manifest: str
    recipient: str
    made: int


def certificate(certified: Certified) -> bytes:
    """The document, to print and sign: one HTML file that loads nothing."""
    return page(
        "certificate.html",
        {
            "about": {
                "child": None,  # whose record it is, the bundle says to whoever may read it
                "demonstration": certified.demonstration,
                "ledger": certified.ledger_name,
            },
            "covered": certified,
            "made": instant_words(datetime.fromtimestamp(certified.made, UTC)),
            "sha256sum": unb64(certified.manifest).hex(),
        },
    )
