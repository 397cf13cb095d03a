"""Countersignatures: what waits for whom and how long, what was given, returned and void."""

from collections.abc import Iterator, Mapping
from typing import Final

from ledger.cli.text.layout import NOTICE, Para, item, section, under
from projections.countersignatures import (
    Countersignatures,
    Given,
    Outstanding,
    Returned,
    Void,
    WrongPerson,
)
from projections.parts import Link
from projections.times import instant_words
from projections.words import author, capital, person, words_of

WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "co_decide": ("co-decide", "co-decided"),
    "countersign": ("countersign", "countersigned"),
    "authorise": ("authorise", "authorised"),
    "confirm_words": ("confirm as own words", "confirmed as own words"),
    "acknowledge": ("acknowledge", "acknowledged"),
}
"""What is asked of whoever countersigns, and what they did."""


def countersignatures_text(view: Countersignatures) -> Iterator[Para]:
    """Where the countersignatures of an enquiry stand."""
    if not (view.outstanding or view.given or view.returned or view.void or view.wrong_person):
        yield Para("Nothing needs a countersignature, and none was given.")
    yield from section("Outstanding", map(_outstanding, view.outstanding))
    yield from section("Returned", (para for one in view.returned for para in _returned(one)))
    yield from section("Given", map(_given, view.given))
    void = "Void, because the words that were countersigned were replaced"
    yield from section(void, map(_void, view.void))
    yield from section("Of no effect", map(_wrong_person, view.wrong_person))


def waiting_words(one: Outstanding) -> str:
    """What is needed from whom, and how long it has waited."""
    whom = person(one.person) if one.person else " or ".join(one.titles)
    returned = "; it was returned and not corrected since" if one.returned else ""
    ageing = "; too long" if one.age.ageing else ""
    return (
        f"to {WORDS[one.kind][0]}: {_entry(one.entry)}. {whom or 'Anybody but its author'}. "
        f"Waiting for {one.age.words}{ageing}{returned}."
    )


def _outstanding(one: Outstanding) -> Para:
    return item(capital(waiting_words(one)), NOTICE if one.age.ageing else "")


def _returned(one: Returned) -> Iterator[Para]:
    settled = f"; {one.settled} since" if one.settled else "; nothing has come of it yet"
    yield item(
        f"{capital(_entry(one.entry))}: returned by {author(one.by)}, {instant_words(one.at)} "
        f"(entry {one.returning}){settled}."
    )
    yield under(words_of(one.reasons))


def _given(one: Given) -> Para:
    after = f"after {one.after.words} (entry {one.countersignature})"
    return item(f"{_signed(one)}, {after}. {words_of(one.comment)}".rstrip())


def _void(one: Void) -> Para:
    replaced = f"{one.replaced} by entry {one.replaced_by}"
    return item(f"{_signed(one)} (entry {one.countersignature}); {replaced}.")


def _wrong_person(one: WrongPerson) -> Para:
    where = f"(entry {one.countersignature}; {one.clause})"
    return item(f"{capital(_entry(one.entry))}: {one.words} {where}")


def _signed(one: Given | Void) -> str:
    by = f"{WORDS[one.kind][1]} by {author(one.by)}, {instant_words(one.at)}"
    return f"{capital(_entry(one.entry))}: {by}"


def _entry(link: Link) -> str:
    what = f", {link.event}" if link.event else ""
    by = f", recorded by {link.author.name}" if link.author else ""
    return f"entry {link.entry}{what}{by}"
