"""The names of the files in a bundle: a closed list, so that a name can do nothing (F16.6).

Whoever unpacks a bundle with other software must not find a file outside its folder, over another
one, or one that a program would run.
"""

import re
from typing import Final

from crypto.claims import UUID

MANIFEST: Final = "bundle.json"
ISSUE_ENTRY: Final = "issue/entry.sdjwt"
ISSUE_RECEIPT: Final = "issue/receipt.tlog-proof"
GENESIS: Final = "genesis.json"
CHECKPOINT: Final = "checkpoint"
TEMPLATES: Final = "templates.json"
ABSENCE: Final = "absence.jwt"
VERIFIER: Final = "verify.html"

_READING_COPY: Final = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,39}\.(?:html|txt|pdf)")
_ISSUE_DIRECTORY: Final = re.compile(
    rf"issue/directory/({UUID})/([1-9][0-9]{{0,8}})\.(sdjwt|tlog-proof)"
)


def head(stream: str) -> str:
    """The head statement of a stream."""
    return f"heads/{stream}.jwt"


def entry(stream: str, seq: int) -> str:
    """An entry with the disclosures that are given."""
    return f"entries/{stream}/{seq}.sdjwt"


def proof(stream: str, seq: int) -> str:
    """The proof that an entry is in the log, whether or not it is given."""
    return f"proofs/{stream}/{seq}.tlog-proof"


def anchor(size: int) -> str:
    """A published checkpoint that bears time stamps."""
    return f"anchors/{size}.checkpoint"


def stamp(size: int, number: int) -> str:
    """A time stamp over the text of that checkpoint; they are numbered from 1."""
    return f"anchors/{size}.{number}.tsr"


def document(name: str) -> str:
    """A deposited file under its random name."""
    return f"documents/{name}"


def issue_directory(stream: str, seq: int) -> tuple[str, str]:
    """A directory entry later than the view, which the issuing key rests on, and its proof."""
    place = f"issue/directory/{stream}/{seq}"
    return f"{place}.sdjwt", f"{place}.tlog-proof"


def place_in_issue(name: str) -> tuple[str, int] | None:
    """Stream and position of which `issue_directory` gives this name, if there are any."""
    found = _ISSUE_DIRECTORY.fullmatch(name)
    return (found[1], int(found[2])) if found else None


def is_of_the_issue(name: str) -> bool:
    """Whether a file belongs to the act of issuing, which the manifest cannot list."""
    return name in {ISSUE_ENTRY, ISSUE_RECEIPT} or place_in_issue(name) is not None


def is_reading_copy(name: str) -> bool:
    """Whether a file is there to be read and bears nobody's signature of its own."""
    return _READING_COPY.fullmatch(name) is not None
