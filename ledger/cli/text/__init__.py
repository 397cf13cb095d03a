"""Views of an enquiry as text, for a terminal and for a printer.

for line in as_text("chronology", view, width=80): print(line)
"""

from collections.abc import Callable, Iterator
from typing import Any, Final, Literal

from rich.text import Text

from ledger.cli.text.case import case_text
from ledger.cli.text.chronology import chronology_table
from ledger.cli.text.countersignatures import countersignatures_text
from ledger.cli.text.decisions import decisions_text
from ledger.cli.text.duties import duties_text
from ledger.cli.text.layout import BOLD, NOTICE, Para, page, so_many
from projections.reading import AsKnown
from projections.times import instant_words

__all__ = ["Name", "as_text"]

Name = Literal["case", "chronology", "countersignatures", "duties", "decisions"]

_PAGES: Final[dict[Name, Callable[[Any], Iterator[Para]]]] = {
    "case": case_text,
    "countersignatures": countersignatures_text,
    "duties": duties_text,
    "decisions": decisions_text,
}


def as_text(name: Name, view: Any, width: int, *, demonstration: bool = False) -> Iterator[Text]:
    """A view as lines of at most `width` columns."""
    yield from page(_heading(view.known, demonstration=demonstration), width)
    if name == "chronology":
        yield from chronology_table(view, width)
    else:
        yield from page(_PAGES[name](view), width)


def _heading(known: AsKnown, *, demonstration: bool) -> Iterator[Para]:
    if demonstration:
        yield Para("DEMONSTRATION: invented people, simulated times.", NOTICE)
    yield Para(f"Enquiry {known.enquiry}", BOLD)
    yield Para(f"{so_many(known.version)}{_past(known)}, for {instant_words(known.now)}.")
    if known.withheld_entries or known.withheld_parts:
        yield Para(f"Withheld from you: {' and '.join(_withheld(known))}.", NOTICE)
    if known.unread_elsewhere:
        are, they = ("is", "it was") if known.unread_elsewhere == 1 else ("are", "they were")
        yield Para(
            f"{so_many(known.unread_elsewhere)} {are} also in another record, which cannot be "
            f"read: whether {they} corrected there is not known. Run countersign verify.",
            NOTICE,
        )
    yield Para()


def _withheld(known: AsKnown) -> Iterator[str]:
    if known.withheld_entries:
        yield so_many(known.withheld_entries)
    if known.withheld_parts:
        other = "other " if known.withheld_entries else ""
        yield f"parts of {so_many(known.withheld_parts, other)}"


def _past(known: AsKnown) -> str:
    if known.as_of:
        return ", as it was known then"
    return "" if known.size is None else f", as known when the log had {known.size} entries"
