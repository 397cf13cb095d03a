"""Who shares a name: said before it is signed, as a name of two people links to neither."""

import re
from collections.abc import Iterator
from typing import Any

from api.forms.offered import Person
from api.pages.opened import Opened
from domain.events.people import PersonAdded
from ledger.draft import Draft


def unclear(here: Opened, drafted: Draft) -> Iterator[str]:
    """What is unclear of the names in a draft."""
    for entry in drafted.entries:
        if here.form.event is PersonAdded and not here.corrects:
            yield from _added_again(here, str(entry.content["person"]["v"]["as"]))
    words = "\n".join(text for entry in drafted.entries for text in _texts(entry.content))
    for name, bearers in _shared(here).items():
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words):
            yield (
                f"“{name}” may mean {' or '.join(map(_called, bearers))}. In your words it is "
                "linked to nobody, so that it cannot be withheld from others by itself."
            )


def _added_again(here: Opened, name: str) -> Iterator[str]:
    for person in here.form.offered.persons:
        if name.casefold() in map(str.casefold, person.names):
            yield (
                f"{_called(person)} is in this enquiry already. Add them only if this is somebody "
                "else of the same name."
            )


def _shared(here: Opened) -> dict[str, list[Person]]:
    """Each name that several people of the enquiry bear, and these."""
    found: dict[str, list[Person]] = {}
    for person in here.form.offered.persons:
        for name in dict.fromkeys(person.names):
            found.setdefault(name, []).append(person)
    return {name: bearers for name, bearers in found.items() if len(bearers) > 1}


def _called(person: Person) -> str:
    return f"{person.name}, {person.relation}" if person.relation else person.name


def _texts(value: Any) -> Iterator[str]:
    """What is written in texts, which are lists of segments, and no person in them."""
    if isinstance(value, list):
        yield from (one for one in value if isinstance(one, str))
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, dict | list):
            yield from _texts(inner)
