"""Who reads: the holder of a key, or on a demonstration ledger the operator."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from domain.clearance import Purpose
from ledger.across.lines import Reader
from ledger.cli.console import warn
from ledger.cli.options import OptionRefused, unlocked
from ledger.ledger import Ledger
from ledger.register import Page
from ledger.views import Views

T = TypeVar("T")


def reader_of(ledger: Ledger, key: Path | None, purpose: Purpose) -> Reader:
    """Whoever holds the key; without one, the operator of a demonstration.

    Raises:
        OptionRefused: no key is given, and the ledger is a real one.
        KeyFileRefused: the key cannot be used.
    """
    if key is not None:
        return Reader(Views(ledger), unlocked(key, ledger).practitioner, purpose)
    if not ledger.genesis.demonstration:
        raise OptionRefused("key: say who reads, with --key", field="key")
    return Reader(Views(ledger), None, purpose)


def warn_of(unreadable: int) -> None:
    """Say on standard error that a list lacks the records that cannot be read, if there are any.

    Whoever alters an enquiry would otherwise have it vanish from every list, and nobody would miss
    it.
    """
    if unreadable:
        records, are = ("record", "is") if unreadable == 1 else ("records", "are")
        warn(f"{unreadable} {records} cannot be read and {are} not listed: run countersign verify")


def pages(page: Callable[[str | None], Page[T]]) -> Iterator[tuple[T, ...]]:
    """The lines of every page; `page` gives the one after an end."""
    found = page(None)
    yield found.items
    while found.next is not None:
        found = page(found.next)
        yield found.items
