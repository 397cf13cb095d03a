"""The chronology as a table: serial number, date, event and source, as family courts expect it."""

from collections.abc import Iterator
from typing import Final

from rich.text import Text

from ledger.cli.text.layout import ALARM, DIM, GAP, NOTICE, Cell, Column, Para, so_many, table
from projections.chronology import Chronology
from projections.rows import AnyRow, Beside, Row, WithheldRow
from projections.times import instant_words
from projections.words import author, capital, person, source, spaced, words_of

_NUMBER, _DATE, _SOURCE = 3, 15, 23
_FIXED: Final = _NUMBER + _DATE + _SOURCE + 3 * len(GAP)


def chronology_table(view: Chronology, width: int) -> Iterator[Text]:
    """Every row, with what was said of it since under its words."""
    columns = (
        Column("No.", _NUMBER),
        Column("Date", _DATE),
        Column("Event", max(width - _FIXED, _SOURCE)),
        Column("Source", _SOURCE),
    )
    if not view.rows:
        yield Text("No entries as asked for.")
        return
    yield from table(columns, (_cells(row) for row in view.rows))
    if view.late or view.withheld:
        yield Text()
        yield Text(f"{so_many(view.late, 'late ')}; {view.withheld} withheld from you.")


def _cells(row: AnyRow) -> tuple[Cell, ...]:
    number = Para(f"{row.number:>{_NUMBER}}")
    if isinstance(row, WithheldRow):
        recorded = Para(f"Entry {row.entry}, recorded {instant_words(row.recorded)}.", DIM)
        return [number], [], [Para(f"Withheld: {spaced(row.mark)}.", NOTICE)], [recorded]
    return [number], [Para(_date(row))], list(_event(row)), list(_source(row))


def _date(row: Row) -> str:
    words = row.happened.words
    if row.happened.precision == "unknown":
        return f"Not known; known of since {instant_words(row.known)}"
    return capital(words.removeprefix("on "))


def _event(row: Row) -> Iterator[Para]:
    if row.late:
        yield Para(f"LATE ENTRY. {row.late.words}", ALARM)
    if row.replaced:
        how, by = row.replaced.how.upper(), row.replaced.by.entry
        because = words_of(row.replaced.because)
        yield Para(f"{how} by entry {by}{': ' if because else '.'}{because}", NOTICE)
    if row.replaces:
        yield Para(f"In place of entry {row.replaces.entry}.", NOTICE)
    yield Para(words_of(row.statement))
    for beside in row.beside:
        yield Para(_beside(beside), DIM)
    for name in row.names_since:
        written = " and ".join(name.written)
        yield Para(f"{written}: recorded as {name.now} since (entry {name.entry}).", DIM)


def _beside(one: Beside) -> str:
    by = one.by
    if by.withheld or not by.author or not by.recorded:
        return f"{capital(spaced(one.relation))}: entry {by.entry}, withheld from you."
    when = instant_words(by.recorded)
    if one.relation == "dissented_from_by":
        return f"DISSENT (entry {by.entry}): {words_of(by.statement)}"
    if one.relation == "named_by":
        return f"See entry {by.entry} ({by.event})."
    return f"{capital(spaced(one.relation))} {by.author.name}, {when} (entry {by.entry})."


def _source(row: Row) -> Iterator[Para]:
    yield Para(f"{author(row.author)}.")
    if row.actor:
        yield Para(f"Done by {person(row.actor)}.")
    known = source(row.source)
    if known:
        yield Para(known)
    mark = "" if row.mark == "ordinary" else f" {capital(spaced(row.mark))}."
    act = " Signed for siblings together." if row.act else ""
    yield Para(f"Entry {row.entry}, recorded {instant_words(row.recorded)}.{mark}{act}", DIM)
