"""Which fields of an event the template's own words tell of.

`{alone|alone|with others}` and the cases of a tagged value are put into words that belong to no
part. Where such a field is withheld, the template's own words have to go with it: otherwise a
reader who may not see the outcome would read "are substantiated; legal steps will be taken".
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from domain.events.base import Event
from domain.wording import Json

__all__ = ["told_by_own_words"]


@cache
def told_by_own_words(event: type[Event]) -> tuple[str, ...]:
    """The fields whose value, or part of it, can be read from the template's own words."""
    return tuple(dict.fromkeys(_told(event.template, "")))


def _told(template: Json, field: str) -> Iterator[str]:
    for part in template if isinstance(template, list) else ():
        if isinstance(part, dict):
            yield from _told_by(part, field)


def _told_by(part: dict[str, Json], field: str) -> Iterator[str]:
    if "one" in part:
        here = _field(part["one"], field)
        yield here
        cases = part["cases"]
        for words in cases.values() if isinstance(cases, dict) else ():
            yield from _told(words, here)
    elif "each" in part:
        yield from _told(part["parts"], _field(part["each"], field))
    elif "if" in part:
        paths = part["if"] if isinstance(part["if"], list) else []
        for branch in (part["parts"], part["else"]):
            yield from _told(branch, field)
            if isinstance(branch, list) and any(isinstance(words, str) for words in branch):
                yield from (_field(path, field) for path in paths)


def _field(path: Json, field: str) -> str:
    """The field that a path leads into; one that begins with a dot stays in the same."""
    first = str(path).split(".", maxsplit=1)[0]
    return first or field
