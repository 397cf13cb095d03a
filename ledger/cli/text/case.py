"""The case view: where the enquiry stands, who is in it, what was decided, what is to be done."""

from collections.abc import Iterator

from ledger.cli.text.countersignatures import waiting_words
from ledger.cli.text.duties import duty_line
from ledger.cli.text.layout import NOTICE, Para, item, section, under
from projections.agencies import Agency
from projections.case_view import CaseView
from projections.decisions import Stand
from projections.outstanding import Open
from projections.persons import PersonView
from projections.times import instant_words
from projections.words import capital, entries, people, person, spaced, words_of


def case_text(view: CaseView) -> Iterator[Para]:
    """The case at a glance."""
    stage, procedure = view.stage, view.procedure
    happened = f" {stage.happened.words}" if stage.happened else ""
    provisional = ", subject to countersignature" if stage.provisional else ""
    yield Para(f"{stage.words}{happened}{provisional}.")
    yield Para(f"Procedure: {procedure.title} ({procedure.authority}), {procedure.edition}.")
    for hold in view.holds:
        about = f" for {hold.proceedings}" if hold.proceedings else ""
        yield Para(f"LEGAL HOLD{about}: nothing of this record may be destroyed.", NOTICE)
    yield from section("To be done", _open(view.open))
    yield from section("People", (para for one in view.people for para in _person(one)))
    yield from section("Decided", (para for one in view.decided for para in _decided(one)))
    yield from section("Taking part", (item(_agency(one)) for one in view.agencies))
    if view.last and view.last.recorded:
        yield Para()
        yield Para(
            f"Last recorded: entry {view.last.entry}, {view.last.event}, "
            f"{instant_words(view.last.recorded)}."
        )


def _open(still: Open) -> Iterator[Para]:
    for duty in still.duties:
        yield from duty_line(duty)
    for action in still.actions:
        late = "OVERDUE: " if action.overdue else ""
        yield item(
            f"{late}{words_of(action.what)}. {person(action.owner)}, by "
            f"{instant_words(action.due)} (entry {action.entry}).",
            NOTICE if action.overdue else "",
        )
    for check in still.checks:
        late = "OVERDUE: " if check.overdue else ""
        by = f", due {instant_words(check.due)}" if check.due else ""
        asked = f" (entry {check.request.entry})"
        yield item(f"{late}Answer awaited from {check.to or 'an agency'}{by}{asked}.")
    for objection in still.objections:
        request = objection.request
        yield item(f"To be answered: {words_of(request.statement)} (entry {request.entry})")
    for one in still.countersignatures:
        yield item(capital(waiting_words(one)))


def _person(one: PersonView) -> Iterator[Para]:
    relation = one.relation or spaced(one.kind)
    yield item(f"{one.name} ({relation}; {one.id})")
    for fact in one.facts:
        before = f" Recorded otherwise before in {entries(fact.earlier)}." if fact.earlier else ""
        yield under(f"{words_of(fact.statement)}{before}")


def _decided(one: Stand) -> Iterator[Para]:
    """Statements tell their own time; a decision of a strategy discussion does not."""
    when = f"{capital(one.happened.words)}: " if one.part else ""
    ends = "" if words_of(one.what).endswith((".", "”")) else "."
    provisional = " Provisional until countersigned." if one.provisional else ""
    yield item(f"{when}{words_of(one.what)}{ends}{provisional} (entry {one.entry})")
    for dissent in one.dissent:
        yield under(f"{person(dissent.by)} did not agree: {words_of(dissent.reasons)}")
    if one.objections_before:
        yield under(f"Objected to before, in {entries(one.objections_before)}.")


def _agency(one: Agency) -> str:
    return f"{one.name}: {people(involved.somebody for involved in one.people)}".replace(
        f" ({one.name})", ""
    )
