"""What must not be in anything that leaves: the names, dates and addresses that are withheld.

Marks and rules withhold parts; people write the same words elsewhere too, in free text that nobody
marked. So before a bundle is written all of it is searched for these terms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from domain.clock import date_words
from domain.disclosure.deciding import Deciding
from domain.disclosure.policy import Policy
from domain.disclosure.searching import Term, address_lines, normal
from domain.enquiry import Enquiry
from domain.entry import Entry
from domain.events.people import Alias, Born, Due, Name, PersonFact
from domain.people import PersonRecord
from domain.values import Mention, Segment, Value

__all__ = ["terms_of"]

Written = Mapping[str, list[tuple[int, str]]]
"""By local id how people are called in entries, with the number of each."""

SHORTEST_NAME: Final = 3
"""Letters of the shortest single name that is looked for: two are in too many words."""
FEWEST_WORDS: Final = 6
"""Words of the shortest withheld sentence that is looked for elsewhere: fewer are said by many."""


def terms_of(
    policy: Policy,
    enquiry: Enquiry,
    deciding: Deciding,
    hidden: Iterable[tuple[int, str]],
    given_names: Iterable[str],
) -> tuple[Term, ...]:
    """What to look for, each with the entry from which it is withheld (0: the policy itself).

    `hidden` are the withheld texts with the entry of each; `given_names` the names of people whom
    the recipient is told of anyway, such as the authors.
    """
    written = _written(enquiry)
    open_words = set(_open_words(enquiry, deciding, given_names, written))
    found = (
        *_of_people(enquiry, deciding, open_words, written),
        *_of_facts(enquiry, deciding, open_words),
        *_of_texts(hidden),
        *(Term(one.kind, normal(one.words), 0) for one in policy.look_for),
    )
    return tuple(dict.fromkeys(term for term in found if term.words.strip()))


def _open_words(
    enquiry: Enquiry, deciding: Deciding, given_names: Iterable[str], written: Written
) -> Iterator[str]:
    """Each word of a name that the recipient reads anyway: a family shares its surname."""
    told = (one for one in enquiry.people.values() if one.id not in deciding.persons)
    spelt = (
        spelling
        for person, spellings in written.items()
        if person not in deciding.persons
        for _, spelling in spellings
    )
    for name in (*given_names, *(name for one in told for name in one.names), *spelt):
        yield from normal(name).split()


def _of_people(
    enquiry: Enquiry, deciding: Deciding, open_words: set[str], written: Written
) -> Iterator[Term]:
    """The names of who is withheld: as added, as known otherwise, as written in any entry."""
    for person in enquiry.people.values():
        if person.id in deciding.persons:
            yield from _names(person, open_words)
    for person_id, spellings in written.items():
        if person_id not in deciding.persons:
            continue
        for seq, spelling in spellings:
            yield from _name("alias", spelling, seq, open_words, whole=True)


def _names(person: PersonRecord, open_words: set[str]) -> Iterator[Term]:
    seq = person.added.seq
    yield from _name("name", person.event.person.as_, seq, open_words)
    for dated in person.facts:
        match dated.fact:
            case Name(name=name):
                yield from _name("name", name, dated.entry.seq, open_words)
            case Alias(name=name):
                yield from _name("alias", name, dated.entry.seq, open_words)
            case Born(on=on) | Due(on=on):
                yield from _dates(on, dated.entry.seq)


def _of_facts(enquiry: Enquiry, deciding: Deciding, open_words: set[str]) -> Iterator[Term]:
    """Names and dates that are withheld of people who are not."""
    for entry, event in enquiry.of(PersonFact):
        if not deciding.whole(entry):
            continue
        match event.fact:
            case Name(name=name):
                yield from _name("name", name, entry.seq, open_words)
            case Alias(name=name):
                yield from _name("alias", name, entry.seq, open_words)
            case Born(on=on) | Due(on=on):
                yield from _dates(on, entry.seq)


def _of_texts(hidden: Iterable[tuple[int, str]]) -> Iterator[Term]:
    """Addresses in withheld words, and those words themselves where they are many."""
    for seq, text in hidden:
        for line in address_lines(text):
            yield Term("address", normal(line), seq)
        words = normal(text)
        if len(words.split()) >= FEWEST_WORDS:
            yield Term("words", words, seq)


def _name(
    kind: str, name: str, seq: int, open_words: set[str], *, whole: bool = False
) -> Iterator[Term]:
    """A name as a whole, and each word of it that is nobody else's."""
    words = normal(name).split()
    if not set(words) <= open_words:
        yield Term(kind, normal(name), seq)
    for word in () if whole else words:
        if len(word) >= SHORTEST_NAME and word not in open_words | _TITLES:
            yield Term(kind, normal(word), seq)


def _dates(day: date, seq: int) -> Iterator[Term]:
    """A date as people write it: in words, in numbers, by year first."""
    number, month, year = date_words(day).split()
    spellings = (
        f"{number} {month} {year}",
        f"{number} {month[:3]} {year}",
        f"{number}{_ordinal(day.day)} {month} {year}",
        f"{month} {number} {year}",
        f"{day.year} {day.month:02} {day.day:02}",
        *(
            f"{d} {m} {y}"
            for d in {f"{day.day}", f"{day.day:02}"}
            for m in {f"{day.month}", f"{day.month:02}"}
            for y in (f"{day.year}", f"{day.year % 100:02}")
        ),
    )
    for spelling in sorted(set(spellings)):
        yield Term("date_of_birth", normal(spelling), seq)


def _ordinal(day: int) -> str:
    if day in {11, 12, 13}:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def _written(enquiry: Enquiry) -> Written:
    """How each person is called in the entries, besides the names recorded."""
    found: dict[str, list[tuple[int, str]]] = {}
    for entry in enquiry.entries:
        for mention in _mentions(entry):
            found.setdefault(mention.p, []).append((entry.seq, mention.as_))
    return found


def _mentions(entry: Entry) -> Iterator[Mention]:
    yield from _within(entry.event)
    yield from _within(entry.frame)


def _within(value: Value | Segment | tuple[object, ...] | object) -> Iterator[Mention]:
    if isinstance(value, Mention):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _within(item)
    elif isinstance(value, Value):
        for item in vars(value).values():
            if type(item) is not str:
                yield from _within(item)


_TITLES: Final = frozenset(
    {"the", "mrs", "miss", "mum", "dad", "nan", "gran", "dr", "prof", "sgt", "and", "his", "her"}
)
"""Words of names that are nobody's own."""
