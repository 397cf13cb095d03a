"""The scripts that pages run, and one digest over all: what a key in a browser signs with.

The list has the form of `sha256sum`, so anybody checks it with tools of their own: the digest over
all is the SHA-256 of the list's bytes (docs/THREATS.md says what that shows, and what not).
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Script:
    """A script by its name below the assets' address, with its SHA-256 in hexadecimal."""

    name: str
    sha256: str


class SigningCode:
    """Every script that is served, as read at the start. Names are in the order of their bytes."""

    def __init__(self, scripts: Mapping[str, bytes]) -> None:
        self.scripts: Final = tuple(
            Script(name, hashlib.sha256(data).hexdigest()) for name, data in sorted(scripts.items())
        )
        self.listing: Final = "".join(f"{one.sha256}  {one.name}\n" for one in self.scripts)
        self.digest: Final = hashlib.sha256(self.listing.encode()).hexdigest()
        """Over all of them, in hexadecimal."""
