"""What must not be in anything that leaves: the names, dates and addresses that are withheld.

Marks and rules withhold parts; people write the same words elsewhere too, in free text that nobody
marked. So before a bundle is written all of it is searched for these terms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
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
    personal: Iterable[str] = (),
) -> tuple[Term, ...]:
    """What to look for, each with the entry from which it is withheld (0: none of the enquiry).

    `hidden` are the withheld texts with the entry of each; `given_names` the names of people whom
    the recipient is told of anyway, such as the authors, and their regulators' numbers; `personal`
    the withheld texts of the directory.
    """
    written = _written(enquiry)
    told = _Told.of(_told(enquiry, deciding, given_names, written))
    found = (
        *_of_people(enquiry, deciding, told, written),
        *_of_facts(enquiry, deciding, told),
        *_of_texts(hidden),
        *_of_personal(personal, told),
        *(Term(one.kind, normal(one.words), 0) for one in policy.look_for),
    )
    return tuple(dict.fromkeys(term for term in found if term.words.strip()))


@dataclass(frozen=True, slots=True)
class _Told:
    """Names that the recipient reads anyway: a family shares its surname."""

    names: frozenset[str]
    words: frozenset[str]

    @classmethod
    def of(cls, names: Iterable[str]) -> _Told:
        """Of these names."""
        known = frozenset(map(normal, names))
        return cls(known, frozenset(word for name in known for word in name.split()))

    def tells(self, words: str) -> bool:
        """Whether these words stand together in one name: two people's do not make a third's."""
        return any(words in name for name in self.names)


def _told(
    enquiry: Enquiry, deciding: Deciding, given_names: Iterable[str], written: Written
) -> Iterator[str]:
    """The names of everybody who is not withheld, as recorded and as written."""
    told = (one for one in enquiry.people.values() if one.id not in deciding.persons)
    yield from given_names
    yield from (name for one in told for name in one.names)
    for person, spellings in written.items():
        if person not in deciding.persons:
            yield from (spelling for _, spelling in spellings)


def _of_people(
    enquiry: Enquiry, deciding: Deciding, told: _Told, written: Written
) -> Iterator[Term]:
    """The names of who is withheld: as added, as known otherwise, as written in any entry."""
    for person in enquiry.people.values():
        if person.id in deciding.persons:
            yield from _names(person, told)
    for person_id, spellings in written.items():
        if person_id not in deciding.persons:
            continue
        for seq, spelling in spellings:
            yield from _name("alias", spelling, seq, told, whole=True)


def _names(person: PersonRecord, told: _Told) -> Iterator[Term]:
    seq = person.added.seq
    yield from _name("name", person.event.person.as_, seq, told)
    for dated in person.facts:
        match dated.fact:
            case Name(name=name):
                yield from _name("name", name, dated.entry.seq, told)
            case Alias(name=name):
                yield from _name("alias", name, dated.entry.seq, told)
            case Born(on=on) | Due(on=on):
                yield from _dates(on, dated.entry.seq)


def _of_facts(enquiry: Enquiry, deciding: Deciding, told: _Told) -> Iterator[Term]:
    """Names and dates that are withheld of people who are not."""
    for entry, event in enquiry.of(PersonFact):
        if not deciding.whole(entry):
            continue
        match event.fact:
            case Name(name=name):
                yield from _name("name", name, entry.seq, told)
            case Alias(name=name):
                yield from _name("alias", name, entry.seq, told)
            case Born(on=on) | Due(on=on):
                yield from _dates(on, entry.seq)


def _of_texts(hidden: Iterable[tuple[int, str]]) -> Iterator[Term]:
    """Addresses in withheld words, and those words themselves where they are many."""
    for seq, text in hidden:
        for line in address_lines(text):
            yield from (Term("address", spelling, seq) for spelling in _address(line))
        words = normal(text)
        if len(words.split()) >= FEWEST_WORDS:
            yield Term("words", words, seq)


def _of_personal(texts: Iterable[str], told: _Told) -> Iterator[Term]:
    """What is withheld of who signed: as any words, and the numbers of papers that were seen."""
    for text in texts:
        yield from _of_texts([(0, text)])
        for number in _NUMBER.findall(text):
            if not told.tells(normal(number)):
                yield Term("words", normal(number), 0)


def _address(line: str) -> Iterator[str]:
    """A postcode with its space and without; a street without `Road`, which is also `Rd`."""
    yield normal(line)
    words = normal(line).split()
    yield normal(" ".join(words[:-1]) if len(words) > _POSTCODE else "".join(words))


def _name(kind: str, name: str, seq: int, told: _Told, *, whole: bool = False) -> Iterator[Term]:
    """A name as a whole, with initials, and each word of it that is nobody else's."""
    words = normal(name).split()
    spellings = {normal(name), normal(_JOINING.sub("", name))}
    own = [word for word in words if word not in _TITLES]
    if len(own) > 1 and not whole:
        initials = [word[0] for word in own]
        surnames = (" ".join(own[1:]), own[-1])
        spellings |= {normal(f"{initials[0]} {surname}") for surname in surnames}
        spellings.add(normal(" ".join(initials)))
    for word in () if whole else own:
        if len(word) >= SHORTEST_NAME and word not in told.words:
            spellings |= {normal(word), normal(f"{word}s")}
    for spelling in sorted(spellings):
        if not told.tells(spelling):
            yield Term(kind, spelling, seq)


def _dates(day: date, seq: int) -> Iterator[Term]:
    """A date as people write it: in words, in numbers, by year first."""
    number, month, year = date_words(day).split()
    numbers = (number, f"{day.day:02}", f"{number}{_ordinal(day.day)}")
    years = (year, f"{day.year % 100:02}")
    in_words = (
        spelling
        for name in (month, month[:3], month[:4])
        for d in (*numbers, f"{number}{_ordinal(day.day)} of")
        for y in years
        for spelling in (f"{d} {name} {y}", f"{name} {d} {y}")
    )
    in_numbers = (
        f"{d} {m} {y}"
        for d in numbers[:2]
        for m in (f"{day.month}", f"{day.month:02}")
        for y in years
    )
    by_year = (f"{day:%Y %m %d}", f"{day:%Y%m%d}", f"{day:%d%m%Y}")
    for spelling in sorted({*in_words, *in_numbers, *by_year}):
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
    {
        "the",
        "mr",
        "mrs",
        "ms",
        "miss",
        "mum",
        "dad",
        "nan",
        "gran",
        "dr",
        "prof",
        "sgt",
        "and",
        "his",
        "her",
    }
)
"""Words of names that are nobody's own."""
_POSTCODE: Final = 2
"""Words of a postcode (WD17 1AA); an address of a street has more."""
_NUMBER: Final = re.compile(r"\b(?=\w*[0-9]{4})\w{6,}\b")
"""The number of a passport, a licence or a card, as one word."""
_JOINING: Final = re.compile(r"[\u2018\u2019'`-]")
"""What some write within a name and others leave out."""
