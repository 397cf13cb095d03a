"""Findings and duties in order of gravity: what a hostile cross-examination would find first."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Final, TypeVar

from ledger.cli.text.layout import ALARM, DIM, NOTICE, Para, item, section, under
from projections.duties import Duties, DutyView, FindingView, QuoteView
from projections.words import capital, entries, spaced

Judged = TypeVar("Judged", DutyView, FindingView)

_STYLES: Final = {"overdue": ALARM, "met_late": NOTICE, "cannot_tell": NOTICE, "met": DIM}


def duties_text(view: Duties) -> Iterator[Para]:
    """Every finding, then every duty, each under its gravity, the gravest first."""
    if not view.findings:
        yield Para("No findings.")
    yield from section(
        "Defensibility report: what was found", _by_gravity(view.findings, finding_lines)
    )
    yield from section("Duties", _by_gravity(view.duties, duty_line))
    hidden = view.withheld_findings + view.withheld_duties
    if hidden:
        yield Para()
        yield Para(
            f"{view.withheld_findings} more findings and {view.withheld_duties} more duties rest "
            "on what is withheld from you."
        )


def finding_lines(one: FindingView) -> Iterator[Para]:
    """What went wrong, on which entries that rests, and what puts it right."""
    style = ALARM if one.gravity == "child_safety" else ""
    yield item(f"[{one.row}] {one.words}", style)
    rests = f"Rests on {entries(one.entries)}. " if one.entries else ""
    explained = f" Explained by {entries(one.explained_by)}." if one.explained_by else ""
    yield under(f"{rests}{_remedy(one)}{explained}", DIM)
    yield from _quote(one.quote)


def duty_line(one: DutyView) -> Iterator[Para]:
    """One duty and where it stands."""
    yield item(f"[{one.row}, {spaced(one.state)}] {one.words}", _STYLES.get(one.state, ""))


def _by_gravity(
    found: Iterable[Judged], lines: Callable[[Judged], Iterator[Para]]
) -> Iterator[Para]:
    for gravity, group in groupby(found, key=lambda one: one.gravity):
        yield Para(f"{capital(spaced(gravity))}:", "italic")
        for one in group:
            yield from lines(one)


def _remedy(one: FindingView) -> str:
    return f"Put right or explained with {one.remedy} ({', '.join(one.who)})." if one.who else ""


def _quote(quote: QuoteView | None) -> Iterator[Para]:
    if quote:
        yield under(f"Procedure, line {quote.line}: “{quote.words}”", DIM)
