"""The certificate that a document forms part of a public authority's records, for its officer.

Civil Evidence Act 1995, section 9(2): a document is taken to form part of the records of a public
authority if a certificate to that effect, signed by one of its officers, is produced to the court.
What it covers is printed here; who certifies it writes and signs by hand, because it is their word
and not the ledger's. It certifies nothing that the ledger cannot show, and it says what it is not.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from typing import Final

from crypto.canonical import unb64
from crypto.english import instant_words

_BLANKS: Final = ("Full name", "Position held", "Public authority", "Signature", "Date")
_HOW_TO: Final = (
    "An officer is somebody in a responsible position in relation to this work or its records.",
    "Have the bundle verified first, and compare the numbers above with those of the verifier.",
    "The document is the bundle, one file; pages printed from it are reading copies.",
)
_IS_NOT: Final = (
    "It does not say that what the records tell is true, or that everything was recorded.",
    "It does not say that nothing is withheld: the schedule in the bundle says what is, and why.",
    "Whether it is received, and what weight it has, is for the court (sections 4 and 9(5)).",
)
_STYLE: Final = """
@page { size: A4; margin: 15mm 20mm; }
body { color: #0b0c0c; font: 10.5pt/1.4 Georgia, "Times New Roman", serif; margin: 2rem auto;
  max-width: 42rem; padding: 0 1rem; }
h1 { font-size: 19pt; line-height: 1.2; margin: 0; }
h2 { font-size: 12pt; margin: 1.1em 0 .2em; }
p { margin: .5em 0; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #b1b4b6; padding: .28em 0; }
th, td { text-align: left; vertical-align: top; }
th { font-weight: normal; padding-right: 1.5em; white-space: nowrap; width: 28%; }
td.exact { font: 9.5pt/1.5 "Courier New", monospace; word-break: break-all; }
.sign th { height: 2.3em; vertical-align: bottom; }
.sign td { border-bottom: 1px solid #0b0c0c; }
.notes { font-size: 9.5pt; }
.notes ul { margin: .3em 0; padding-left: 1.2em; }
.demonstration { border: 2px solid #0b0c0c; font-weight: bold; padding: .5em .8em; }
section, table { break-inside: avoid; }
@media print { body { margin: 0; max-width: none; padding: 0; } }
"""
_DEMONSTRATION: Final = (
    '<p class="demonstration">DEMONSTRATION. The people and the records are invented: this is '
    "evidence of nothing.</p>"
)


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
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Certificate of records: enquiry {escape(certified.enquiry)}</title>\n"
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"{_DEMONSTRATION if certified.demonstration else ''}\n"
        "<h1>Certificate of records of a public authority</h1>\n"
        "<p>Civil Evidence Act 1995, section 9(2)</p>\n"
        f"{_certifies()}\n{_covers(certified)}\n{_signature()}\n{_notes()}\n"
        "</main>\n</body>\n</html>\n"
    ).encode()


def _certifies() -> str:
    return (
        "<p>I am an officer of the public authority that I name below. It keeps its records of "
        "enquiries under section 47 of the Children Act 1989, each signed by the person who "
        "recorded it, in the ledger that is named here.</p>\n"
        "<p><strong>I certify that the document described here forms part of the records of that "
        "authority.</strong></p>"
    )


def _covers(certified: Certified) -> str:
    made = datetime.fromtimestamp(certified.made, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    rows = [
        ("Document", f"Bundle of an enquiry’s records, made on {instant_words(made)}"),
        ("Made for", certified.recipient),
        ("Enquiry", certified.enquiry),
        ("Entries", f"1 to {certified.entries}; the schedule in it lists what is withheld"),
        ("Ledger", certified.ledger_name),
    ]
    exact = [
        ("Ledger id", certified.ledger),
        ("Log", f"{certified.size} leaves, root {certified.root}"),
        ("Manifest of the bundle (bundle.json)", f"SHA-256 {certified.manifest}"),
        ("The same, as sha256sum shows it", unb64(certified.manifest).hex()),
    ]
    body = "".join([*(_row(*row) for row in rows), *(_row(*row, "exact") for row in exact)])
    return f"<section>\n<h2>The document</h2>\n<table>{body}</table>\n</section>"


def _row(name: str, value: str, kind: str = "") -> str:
    attribute = f' class="{kind}"' if kind else ""
    return f'<tr><th scope="row">{escape(name)}</th><td{attribute}>{escape(value)}</td></tr>\n'


def _signature() -> str:
    rows = "".join(_row(name, "") for name in _BLANKS)
    return (
        f'<section class="sign">\n<h2>Signed by the officer</h2>\n<table>{rows}</table>\n</section>'
    )


def _notes() -> str:
    return (
        f'<section class="notes">\n<h2>Before signing</h2>\n{_list(_HOW_TO)}\n'
        f"<h2>What this certificate is not</h2>\n{_list(_IS_NOT)}\n</section>"
    )


def _list(lines: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"
