"""Decisions: who decided what, when, and on what information."""

from collections.abc import Iterator, Sequence

from ledger.cli.text.countersignatures import waiting_words
from ledger.cli.text.duties import duty_line
from ledger.cli.text.layout import BOLD, NOTICE, Para, under
from projections.decisions import Decision, Decisions
from projections.information import Information, Item
from projections.times import instant_words
from projections.words import author, capital, entries, people, person, words_of


def decisions_text(view: Decisions) -> Iterator[Para]:
    """Every decision in the order in which they were taken."""
    if not view.decisions:
        yield Para("Nothing was decided.")
    for number, one in enumerate(view.decisions):
        if number:
            yield Para()
        yield from _decision(one)


def _decision(one: Decision) -> Iterator[Para]:
    part = f", decision {one.part}" if one.part else ""
    yield Para(f"{capital(one.happened.words)}: {one.title} (entry {one.entry}{part})", BOLD)
    if one.replaced_by:
        yield under(f"Replaced since by entry {one.replaced_by.entry}.", NOTICE)
    yield under(words_of(one.what))
    if one.decided_by:
        yield under(f"Decided by {people(one.decided_by)}.")
    if one.rationale and words_of(one.rationale) not in words_of(one.what):
        yield under(f"Because: {words_of(one.rationale)}")
    yield from _against(one)
    yield from _countersigned(one)
    yield from _information(one.information)


def _against(one: Decision) -> Iterator[Para]:
    for dissent in one.dissent:
        yield under(
            f"{person(dissent.by)} did not agree (entry {dissent.entry}): "
            f"{words_of(dissent.reasons)}",
            NOTICE,
        )
    if one.objections_before:
        yield under(f"Objections known by then: {entries(one.objections_before)}.")
    if one.objections_after:
        yield under(f"Objections since: {entries(one.objections_after)}.")


def _countersigned(one: Decision) -> Iterator[Para]:
    for given in one.given:
        yield under(f"Countersigned by {author(given.by)}, {instant_words(given.at)}.")
    for waiting in one.outstanding:
        yield under(f"Provisional: {waiting_words(waiting)}", NOTICE)


def _information(known: Information) -> Iterator[Para]:
    held = entries(known.in_record) if known.in_record else "nothing"
    yield under(f"The record then held {held}.")
    if known.known_not_recorded:
        yield under(
            f"Known then to those who recorded it afterwards: {_items(known.known_not_recorded)}."
        )
    if known.came_later:
        first = known.came_later[0]
        yield under(
            f"Became known later: {entries(one.entry for one in known.came_later)}; the first, "
            f"{first.event}, {first.later} later."
        )
    if known.relied_on:
        yield under(f"It relies on {entries(link.entry for link in known.relied_on)}.")
    if known.replaced_since:
        yield under(f"Corrected or withdrawn since: {entries(known.replaced_since)}.", NOTICE)
    for duty in known.already_due:
        for para in duty_line(duty):
            yield under(f"Already overdue then: {para.text}", NOTICE)


def _items(items: Sequence[Item]) -> str:
    return "; ".join(f"entry {one.entry} ({one.event}), {one.later} later" for one in items)
