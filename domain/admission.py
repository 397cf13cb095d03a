"""May this author record this, at this position? The few refusals (design, principle 3).

What *happened* against procedure is never refused, and nothing waits for an approval: a record made
at night by whoever was there stands, and what it lacks becomes a finding.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.authority import Authority
from domain.directory import Directory, Practitioner
from domain.enquiry import Enquiry
from domain.entry import Content, Entry, Reference
from domain.profiles import Profile

__all__ = ["Context", "Proposal", "Root", "Stream", "admit"]

Stream = Enquiry | Practitioner | Authority
"""The history that an entry would continue: an enquiry, a directory stream or the authority's."""


@dataclass(frozen=True, slots=True)
class Root:
    """What the genesis document fixes: ledger id, first registrar and their key, authority stream."""

    ledger: str
    registrar: str
    registrar_kid: str
    authority: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entry that asks to be admitted: its signed claims and its content.

    That its signature and digests hold has been shown before, and that a key offered in it is what
    its thumbprint says.
    """

    ledger: str
    stream: str
    seq: int
    prev: str
    author: str
    kid: str
    iat: datetime
    dir: str
    refs: tuple[Reference, ...]
    content: Content


@dataclass(frozen=True, slots=True)
class Context:
    """What it is judged by, all as of the end of the log.

    `referred` holds the entries that the proposal's references name, where they exist, by stream and
    position. `profile` is the one the enquiry is under; None where none is adopted yet.
    """

    root: Root
    now: datetime
    directory: Directory
    stream: Stream
    profile: Profile | None
    referred: Mapping[tuple[str, int], Entry]


def admit(proposal: Proposal, context: Context) -> None:
    """Let the entry in, or say why not and what to do instead.

    Raises:
        Refused: one of `domain.refusals.CATALOGUE`.
    """
