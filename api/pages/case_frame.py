"""What surrounds every page of an enquiry: whose it is, what restricts it, and its other pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from api.web import words
from api.web.pieces import MARKS
from ledger.views import Views
from projections.identity import Identity, identity
from projections.reading import Reading

TABS: Final = (
    ("", "Case"),
    ("chronology", "Chronology"),
    ("decisions", "Decisions"),
    ("countersignatures", "Countersignatures"),
    ("duties", "Duties"),
    ("documents", "Documents"),
)
"""The pages of an enquiry: what stands behind its address, and the name."""


@dataclass(frozen=True, slots=True)
class Tab:
    """A page of the enquiry, from another one."""

    name: str
    href: str
    here: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """`case` in the templates of an enquiry's pages."""

    identity: Identity
    current: str
    """Which of `TABS` this page belongs to, if any."""
    query: str
    """What keeps a past moment from page to page: empty, or `?as_of=…`."""

    @property
    def id(self) -> str:
        """The enquiry's id."""
        return self.identity.known.enquiry

    @property
    def name(self) -> str:
        """The child's name, or what stands for it until there is one."""
        return self.identity.name or "Child not yet named"

    @property
    def path(self) -> str:
        """The enquiry's own address."""
        return f"/enquiries/{self.id}"

    @property
    def tabs(self) -> tuple[Tab, ...]:
        """The pages of the enquiry."""
        return tuple(Tab(name, self.to(part), part == self.current) for part, name in TABS)

    @property
    def past(self) -> str | None:
        """Which past state is shown; None for the present."""
        known = self.identity.known
        if known.as_of is not None:
            return f"As known on {words.instant(known.as_of)}"
        return None if known.size is None else f"As known when the log had {known.size:,} entries"

    @property
    def restrictions(self) -> tuple[str, ...]:
        """What a reader must know before reading on."""
        return tuple(_restrictions(self.identity))

    @property
    def withheld(self) -> str | None:
        """How much this reader does not see."""
        known = self.identity.known
        whole, parts = known.withheld_entries, known.withheld_parts
        told = [
            *([_entries(whole)] if whole else []),
            *([f"parts of {_entries(parts)}"] if parts else []),
        ]
        return f"Withheld from you: {' and '.join(told)}" if told else None

    def to(self, part: str = "") -> str:
        """The address of another page of this enquiry, at the same moment."""
        return f"{self.path}/{part}{self.query}" if part else f"{self.path}{self.query}"

    def asking(self, part: str, **query: str | tuple[str, ...]) -> str:
        """The address of another page with questions of its own."""
        more = urlencode(query, doseq=True)
        return f"{self.to(part)}{'&' if self.query else '?'}{more}"

    def entry(self, seq: int) -> str:
        """The address of the evidence of an entry, at the same moment."""
        return self.to(f"entries/{seq}")


def framed(reading: Reading, views: Views, current: str | None = None) -> dict[str, Any]:
    """The context that `case/layout.html` needs.

    `current`: the part of the address behind the enquiry's (`""` is the case page itself); a page
    that is none of the tabs leaves it out.
    """
    seen = views.get(identity, reading)
    here = "none" if current is None else current
    return {"case": Frame(identity=seen, current=here, query=kept_moment(reading))}


def kept_moment(reading: Reading) -> str:
    """The query that asks for the same past moment again; empty for the present."""
    cut = reading.cut
    if cut.as_of is not None:
        return f"?{urlencode({'as_of': words.machine(cut.as_of)})}"
    return "" if cut.size is None else f"?{urlencode({'size': cut.size})}"


def _restrictions(seen: Identity) -> list[str]:
    holds = ["Legal hold"] if seen.held else []
    duplicate = ["Duplicate of another enquiry"] if seen.stage.name == "duplicate" else []
    marks = [f"{_entries(count)} {MARKS[mark]}" for mark, count in sorted(seen.marked.items())]
    return [*holds, *duplicate, *_unread(seen.known.unread_elsewhere), *marks]


def _unread(count: int) -> list[str]:
    if not count:
        return []
    are = "is" if count == 1 else "are"
    return [f"{_entries(count)} {are} also in another record, which cannot be read"]


def _entries(count: int) -> str:
    return f"{count} {'entry' if count == 1 else 'entries'}"
