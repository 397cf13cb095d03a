"""What an entry would change once it is recorded: what it settles, and what it raises."""

from dataclasses import dataclass, replace

from api.pages.stated import entry_of
from ledger.draft import Draft
from projections.duties import Duties, duties
from projections.reading import Reading


@dataclass(frozen=True, slots=True)
class Effects:
    """In words, as the page of duties would put it."""

    settled: tuple[str, ...] = ()
    """What would no longer be found wrong, and what would be done that is still to be done."""
    raised: tuple[str, ...] = ()
    """What would be found wrong because of it."""


def effects_of(reading: Reading, drafted: Draft) -> Effects:
    """The difference that the draft would make to this enquiry."""
    here = [one for one in drafted.entries if one.claims["sub"] == reading.enquiry.id]
    if not here:
        return Effects()
    entry = entry_of(drafted, here[0])
    before = duties(reading)
    after = duties(replace(reading, enquiry=reading.enquiry.with_entry(entry)))
    was, will = _found(before), _found(after)
    met = _met(after).keys() - _met(before).keys()
    settled = [words for key, words in was.items() if key not in will]
    return Effects(
        settled=tuple(dict.fromkeys([*(_met(after)[key] for key in met), *settled])),
        raised=tuple(words for key, words in will.items() if key not in was),
    )


def _found(asked: Duties) -> dict[tuple[object, ...], str]:
    """Findings by what does not change from one minute to the next."""
    return {
        (one.row, one.kind, one.person, one.remedy, one.entries): one.words
        for one in asked.findings
    }


def _met(asked: Duties) -> dict[tuple[object, ...], str]:
    return {
        (one.row, one.person, one.started and one.started.words): one.words
        for one in asked.duties
        if one.state in ("met", "met_late")
    }
