"""What is left of an entry that was disposed of: its place and its digest.

An entry that is gone keeps its place in the history, so that every other keeps its number; what
stands there is no event of the procedure, matches no duty, and tells nothing but that it was there.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, ClassVar, Final

from domain.entry import Entry, Frame, Reference
from domain.events.base import Event
from domain.wording import Template

__all__ = ["EntryDisposed", "disposed_entry", "is_disposed"]

WORDS: Final = "What was recorded here was disposed of."


class EntryDisposed(Event):
    """The place of an entry that was disposed of. Nobody records it: it has no signed type."""

    event_type: ClassVar[str] = "entry-disposed"
    template: ClassVar[Template] = [WORDS]


_FRAME: Final[Mapping[str, Any]] = {
    "type": EntryDisposed.event_type,
    "capacity": {"id": "nobody", "role": "nobody", "agency": "—", "as": "—"},
    "occurred": {"unknown": True},
    "source": {"how": "document"},
    "statement": (WORDS,),
}


def disposed_entry(stream: str, seq: int, digest: str, known: int) -> Entry:
    """The place of an entry of which only the digest is left.

    `known` is the latest time, in seconds since 1970, that the log had at this entry.
    """
    recorded = datetime.fromtimestamp(known, UTC)
    frame = Frame.model_validate({**_FRAME, "known": recorded})
    refs: tuple[Reference, ...] = ()
    return Entry(stream, seq, digest, "", recorded, refs, frame, EntryDisposed(), {})


def is_disposed(entry: Entry) -> bool:
    """Whether only the place of this entry is left."""
    return isinstance(entry.event, EntryDisposed)
