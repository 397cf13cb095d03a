"""Where the template's own words tell of a part that is withheld, and so have to go with it.

`{alone|alone|with others}`, the cases of a tagged value and the commas of a list are words that
belong to no part. A reader who may not see the outcome must not read "are substantiated; legal
steps will be taken", nor count the people in a list by its commas.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from domain.entry import Entry
from domain.events.base import Event
from domain.wording import Json
from projections.reading import Reading

__all__ = ["sources_hiding", "told_by_own_words"]


def sources_hiding(entry: Entry, reading: Reading) -> list[str | None]:
    """The sources of a statement, with a withheld part as the source of own words that tell of it.

    Own words between two withheld pieces of one field go with them. Where a field is withheld that
    own words anywhere in the statement can tell, none of these are shown: which they are depends on
    what they would tell.
    """
    sources = reading.sources(entry)
    told = told_by_own_words(type(entry.event))
    telling = next((field for field in told if reading.gap(entry, field)), None)
    return [
        source or telling or _between(sources, place, entry, reading)
        for place, source in enumerate(sources)
    ]


def _between(
    sources: Sequence[str | None], place: int, entry: Entry, reading: Reading
) -> str | None:
    if not 0 < place < len(sources) - 1:
        return None
    before, after = sources[place - 1] or "", sources[place + 1] or ""
    same = before.split(".")[0] == after.split(".")[0]
    hidden = same and reading.gap(entry, before) and reading.gap(entry, after)
    return before if hidden else None


@cache
def told_by_own_words(event: type[Event]) -> tuple[str, ...]:
    """The fields whose value, or a part of it, decides which words of its own a template has."""
    return tuple(dict.fromkeys(_told(event.template, "")))


def _told(template: Json, field: str) -> Iterator[str]:
    for part in _list(template):
        if not isinstance(part, dict):
            continue
        if "one" in part:
            yield _field(part["one"], field)
        elif "each" in part:
            yield from _told(part["parts"], _field(part["each"], field))
        elif "if" in part:
            yield from _chosen(part, field)


def _chosen(part: dict[str, Json], field: str) -> Iterator[str]:
    for branch in (_list(part["parts"]), _list(part["else"])):
        yield from _told(branch, field)
        if branch and all(isinstance(words, str) for words in branch):
            yield from (_field(path, field) for path in _list(part["if"]))


def _field(path: Json, field: str) -> str:
    """The field that a path leads into; one that begins with a dot stays in the same."""
    return str(path).split(".", maxsplit=1)[0] or field


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []
