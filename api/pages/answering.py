"""Links from a finding or an open duty to the form that answers it, with what is known of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlencode

from domain.events.base import ANYONE
from projections.answering import Answer

__all__ = ["Link", "Reads", "link_to_answer"]


class Reads(Protocol):
    """What of a reader decides what they may record."""

    @property
    def roles(self) -> frozenset[str]:
        """Ids of the roles held."""

    @property
    def is_inspector(self) -> bool:
        """Whether they read across enquiries and record nothing."""


@dataclass(frozen=True, slots=True)
class Link:
    """Where to answer, in words, and who may."""

    href: str
    words: str
    roles: frozenset[str]

    def may(self, reader: Reads) -> bool:
        """Whether the reader may record it; inspectors record nothing."""
        asked = ANYONE in self.roles or not self.roles.isdisjoint(reader.roles)
        return asked and not reader.is_inspector


def link_to_answer(path: str, answer: Answer, roles: Iterable[str], entries: int = 1) -> Link:
    """The link below an enquiry's `path`; what waits in several `entries` leads to their list."""
    may = frozenset(roles)
    if answer.event == "Countersignature":
        return Link(*_countersigning(path, answer, entries), may)
    if answer.corrects is not None:
        query = urlencode({"corrects": answer.corrects})
        return Link(
            f"{path}/record/{answer.event}?{query}", f"Correct entry {answer.corrects}", may
        )
    query = f"?{urlencode(answer.given)}" if answer.given else ""
    words = "Explain the delay" if answer.event == "DelayExplained" else f"Record: {answer.title}"
    return Link(f"{path}/record/{answer.event}{query}", words, may)


def _countersigning(path: str, answer: Answer, entries: int) -> tuple[str, str]:
    seq = answer.given.get("countersigns")
    if seq is None or entries > 2:  # noqa: PLR2004 - one, or a correction and what it replaced
        return f"{path}/countersignatures", "See what waits for a countersignature"
    return f"{path}/entries/{seq}/countersign", f"Countersign entry {seq}"
