"""The links at the top of every page: what there is for whoever reads it."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from api.web.reader import Reader
from ledger.across import lines
from ledger.across.work import Work, work_of
from ledger.ledger import Ledger
from ledger.views import Views

__all__ = ["Counts", "Item", "navigation"]

FRESH_SECONDS: Final = 30
"""How long a count is shown while others record: it opens no enquiry, but reads thousands of rows
for who manages thousands."""
MAX_READERS: Final = 2_000
"""Bound on the counts kept: more than are signed in at once."""


@dataclass(frozen=True, slots=True)
class Item:
    """A link. `section`: whether the page is somewhere below it; `here`: whether it is this one."""

    text: str
    href: str
    section: bool
    here: bool
    count: int = 0


class Counts:
    """How much waits for a countersignature of each reader, as it was a moment ago at most."""

    def __init__(self, ledger: Ledger, views: Views) -> None:
        self._ledger = ledger
        self._views = views
        self._kept: OrderedDict[str, tuple[int, int, int]] = OrderedDict()

    def work(self, reader: Reader) -> Work:
        """What waits for somebody, as it is now."""
        work = work_of(self._ledger, lines.Reader(self._views, reader.id, reader.purpose))
        size, now = self._ledger.store.log.size(), self._ledger.now()
        self._kept[reader.id] = size, now, work.many("countersign")
        while len(self._kept) > MAX_READERS:
            self._kept.popitem(last=False)
        return work

    def waiting(self, reader: Reader) -> int:
        """How many countersignatures wait for somebody."""
        size, at, count = self._kept.get(reader.id, (-1, 0, 0))
        aged = self._ledger.now() - at > FRESH_SECONDS
        if size < 0 or (aged and size != self._ledger.store.log.size()):
            return self.work(reader).many("countersign")
        return count


def navigation(reader: Reader | None, path: str, counts: Counts) -> tuple[Item, ...]:
    """The links for a reader of the page at `path`; none where nobody is signed in."""
    if reader is None:
        return ()
    return tuple(
        Item(text, href, section=_below(path, href), here=path == href, count=count)
        for text, href, count in _links(reader, counts)
    )


def _links(reader: Reader, counts: Counts) -> Iterator[tuple[str, str, int]]:
    yield "Home", "/", 0
    if not (reader.is_registrar or reader.is_inspector):
        yield "Countersign", "/countersign", counts.waiting(reader)
        yield "Drafts", "/drafts", 0
    if reader.is_manager:
        yield "Duty", "/duty", 0
    if reader.is_manager or reader.is_inspector:
        yield "Decisions", "/decisions", 0
    if not reader.is_registrar:
        yield "Search", "/search", 0
    if reader.is_registrar or reader.is_manager:
        yield "People", "/people", 0
    yield "Log", "/log", 0


def _below(path: str, href: str) -> bool:
    return path == href or (href != "/" and path.startswith(f"{href}/"))
