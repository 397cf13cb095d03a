"""What admission is asked, and by what it judges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.authority import Authority
from domain.directory import Directory, Practitioner
from domain.enquiry import Enquiry
from domain.entry import Content, Entry, Reference
from domain.events.base import Event
from domain.events.directory import DIRECTORY_EVENTS
from domain.profiles import Profile

__all__ = ["Context", "End", "Proposal", "Root", "Stream", "end_of", "kind_of_stream"]

Stream = Enquiry | Practitioner | Authority
"""The history that an entry would continue: an enquiry, a directory stream or the authority's."""


@dataclass(frozen=True, slots=True)
class Root:
    """What the genesis document fixes: ledger id and first key, first registrar and their key,
    authority stream.
    """

    ledger: str
    registrar: str
    registrar_kid: str
    authority: str
    ledger_kid: str


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

    `directory` is whole for an entry of a directory stream, since a number or a key may be nobody
    else's; for any other entry it has to hold the author. `referred` holds the entries that the
    proposal's references name, where they exist, by stream and position. `profile` is the one the
    enquiry is under; None where none is adopted yet.
    """

    root: Root
    now: datetime
    directory: Directory
    stream: Stream
    profile: Profile | None
    referred: Mapping[tuple[str, int], Entry]


@dataclass(frozen=True, slots=True)
class End:
    """Where a stream ends: its last position, the digest there and its time of recording."""

    version: int
    head: str | None
    recorded: datetime | None


def end_of(stream: Stream) -> End:
    """Where this stream ends; position 0 where it holds nothing."""
    if isinstance(stream, Enquiry):
        if not stream.entries:
            return End(0, None, None)
        last = stream.entries[-1]
        return End(stream.version, last.digest, last.recorded)
    return End(stream.version, stream.head, stream.recorded)


def kind_of_stream(stream: str, first: Event, root: Root) -> type[Stream]:
    """What kind of history this stream is, by the event of its first entry.

    Never by the event that is proposed: an enquiry's event let into a directory stream would leave
    its practitioner without keys, and the other way round would leave an enquiry unreadable.
    """
    if stream == root.authority:
        return Authority
    return Practitioner if isinstance(first, DIRECTORY_EVENTS) else Enquiry
