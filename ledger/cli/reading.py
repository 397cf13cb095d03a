"""Views of an enquiry as plain text, for a terminal and for a printer."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, Literal

from projections.case_view import CaseView, case_view
from projections.chronology import AnyRow, Chronology, chronology
from projections.countersignatures import Countersignatures, countersignatures
from projections.decisions import Decision, Decisions, decisions
from projections.duties import Duties, duties
from projections.parts import Named, Words
from projections.reading import AsKnown
from projections.times import instant_words

Name = Literal["case", "chronology", "countersignatures", "duties", "decisions"]


def _case(view: CaseView) -> Iterator[str]:
    yield f"{view.stage.words}{_at(view.stage.happened)}."
    procedure = view.procedure
    yield f"Procedure: {procedure.title} ({procedure.authority}), {procedure.edition}."
    yield from _section("People", (_person(person) for person in view.people))
    yield from _section(
        "Decided", (f"{_words(one.what)} ({one.happened.words})" for one in view.decided)
    )
    open_ = view.open
    yield from _section(
        "To be done",
        [
            *(
                f"{_words(a.what)} ({a.owner.name}, by {instant_words(a.due)})"
                for a in open_.actions
            ),
            *(f"Reply awaited from {check.to}" for check in open_.checks),
            *(f"Objection to be answered: {_words(o.request.statement)}" for o in open_.objections),
            *(
                f"To be countersigned: entry {one.entry.entry}, {one.age.words}"
                for one in open_.countersignatures
            ),
            *(duty.words for duty in open_.duties),
        ],
    )


def _chronology(view: Chronology) -> Iterator[str]:
    for row in view.rows:
        yield from _row(row)


def _row(row: AnyRow) -> Iterator[str]:
    if row.kind == "withheld":
        yield f"{row.number:>3}  Withheld ({row.mark.replace('_', ' ')})."
        return
    yield f"{row.number:>3}  {_capital(row.happened.words)}"
    yield f"     {_words(row.statement)}"
    late = f"  LATE: {row.late.words}" if row.late else ""
    by = f"{row.author.name}, {row.author.title}, {row.author.agency}"
    yield f"     Recorded {instant_words(row.recorded)} by {by} (entry {row.entry}).{late}"
    if row.replaced:
        yield f"     {_capital(row.replaced.how)} by entry {row.replaced.by.entry}."
    for beside in row.beside:
        yield f"     {_capital(beside.relation.replace('_', ' '))}: entry {beside.by.entry}."


def _countersignatures(view: Countersignatures) -> Iterator[str]:
    yield from _section(
        "Outstanding",
        (
            f"Entry {one.entry.entry}, {one.entry.event}: {one.kind.replace('_', ' ')} by "
            f"{' or '.join(one.titles) or 'anyone but its author'}; waiting {one.age.words}"
            for one in view.outstanding
        ),
    )
    yield from _section(
        "Given",
        (f"Entry {one.entry.entry}: {one.by.name}, {instant_words(one.at)}" for one in view.given),
    )
    yield from _section(
        "Returned",
        (f"Entry {one.entry.entry}: {one.by.name}: {_words(one.reasons)}" for one in view.returned),
    )
    yield from _section(
        "Void, because the words were replaced",
        (
            f"Entry {one.entry.entry}: {one.by.name}; see entry {one.replaced_by}"
            for one in view.void
        ),
    )
    yield from _section("Of no effect", (one.words for one in view.wrong_person))


def _duties(view: Duties) -> Iterator[str]:
    yield from _section(
        "Findings", (f"[{one.row}, {_plain(one.gravity)}] {one.words}" for one in view.findings)
    )
    yield from _section(
        "Duties", (f"[{one.row}, {_plain(one.state)}] {one.words}" for one in view.duties)
    )


def _decisions(view: Decisions) -> Iterator[str]:
    for one in view.decisions:
        yield from _decision(one)


def _decision(one: Decision) -> Iterator[str]:
    provisional = " (provisional)" if one.provisional else ""
    yield f"Entry {one.entry}, {one.happened.words}: {_words(one.what)}{provisional}"
    yield f"  Decided by {', '.join(who.name for who in one.decided_by)}."
    if one.rationale:
        yield f"  Because: {_words(one.rationale)}"
    known = one.information
    yield f"  The record then held {known.version} entries."
    for late in (*known.known_not_recorded, *known.came_later):
        yield f"  Not in it: entry {late.entry} ({late.event}), {late.later or 'recorded later'}."
    for dissent in one.dissent:
        yield f"  {dissent.by.name} did not agree: {_words(dissent.reasons)}"


def _text(body: Callable[[Any], Iterator[str]]) -> Callable[[Any], str]:
    def render(view: Any) -> str:
        return "\n".join((*_heading(view.known), *body(view)))

    return render


def _heading(known: AsKnown) -> Iterator[str]:
    past = ""
    if known.as_of:
        past = f", as known on {instant_words(known.as_of)}"
    elif known.size is not None:
        past = f", as known when the log had {known.size} entries"
    yield f"Enquiry {known.enquiry}: {known.version} entries{past}"
    if known.withheld_entries or known.withheld_parts:
        yield (
            f"Withheld from you: {known.withheld_entries} entries, and parts of "
            f"{known.withheld_parts} more."
        )
    yield ""


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield ""
        yield title
        yield from (f"- {line}" for line in found)


def _person(person: Any) -> str:
    relation = f" ({person.relation})" if person.relation else ""
    facts = "".join(f" {_words(fact.statement)}" for fact in person.facts)
    return f"{person.name}{relation}.{facts}"


def _words(pieces: Iterable[Any]) -> str:
    shown = (one.text if isinstance(one, Words | Named) else "[withheld]" for one in pieces)
    return "".join(shown)


def _at(happened: Any) -> str:
    return f" {happened.words}" if happened else ""


def _plain(name: str) -> str:
    return name.replace("_", " ")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


READ: Final[dict[Name, tuple[Callable[..., Any], Callable[[Any], str]]]] = {
    "case": (case_view, _text(_case)),
    "chronology": (chronology, _text(_chronology)),
    "countersignatures": (countersignatures, _text(_countersignatures)),
    "duties": (duties, _text(_duties)),
    "decisions": (decisions, _text(_decisions)),
}
"""Each view, and how it is put into text."""
