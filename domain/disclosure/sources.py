"""From which part each segment of a statement came, to the single sentence (docs/FORMAT.md, F2.12).

Composing a statement tells the path of the part that each segment came from. Where that part is a
list of segments, a free text, each of them is a disclosure of its own that can be withheld alone;
and then the one segment of the statement that repeats it must go, and no other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from domain.entry import Frame
from domain.wording import Json

__all__ = ["FRAME", "STATEMENT", "places_of", "segments_within"]

FRAME: Final = frozenset(Frame.model_fields)
"""The parts of an entry that are not fields of its event, and so are not wrapped."""
STATEMENT: Final = "statement"
_PERSON: Final = frozenset({"p", "as"})


class _Run(NamedTuple):
    """Segments of a statement that follow each other and came from one part."""

    source: str | None
    segments: Sequence[Json]
    begin: int
    """Where the first of them stands."""


def segments_within(
    content: Mapping[str, Json], sources: Sequence[str | None], parts: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """The segments of the statement that say what is withheld, by their paths, with the reason.

    `parts` are the paths withheld, each with the reason.
    """
    for index, places in enumerate(places_of(content, sources)):
        reasons = (_reason_within(place, parts) for place in places)
        reason = next(filter(None, reasons), None)
        if reason:
            yield f"{STATEMENT}.{index}", reason


def places_of(
    content: Mapping[str, Json], sources: Sequence[str | None]
) -> tuple[tuple[str, ...], ...]:
    """For each segment the paths in the signed content that it repeats; none for own words.

    Mostly one. Where it cannot be told which sentence of a text a segment is, it is each of them:
    better a gap too many.
    """
    runs = tuple(_runs(content, sources))
    return tuple(place for run in runs for place in _of_run(run, runs, content))


def _runs(content: Mapping[str, Json], sources: Sequence[str | None]) -> Iterator[_Run]:
    statement = content[STATEMENT]
    said = statement if isinstance(statement, list) else []
    begin = 0
    for source, run in groupby(zip(sources, said, strict=True), key=lambda pair: pair[0]):
        segments = [segment for _, segment in run]
        yield _Run(source, segments, begin)
        begin += len(segments)


def _of_run(
    run: _Run, runs: Sequence[_Run], content: Mapping[str, Json]
) -> Sequence[tuple[str, ...]]:
    """The places of the segments of a run."""
    many = len(run.segments)
    if run.source is None:
        return [()] * many
    path, value = _resolved(run.source, content)
    apart = any(one.source and one.source.startswith(f"{run.source}.") for one in runs)
    if apart or not isinstance(value, list) or not all(map(_is_segment, value)):
        return [(path,)] * many  # its elements, if any, are told by sources of their own
    begins = _begins(value, run)
    others = (one for one in runs if one.source == run.source and one is not run)
    if not begins and any(_begins(value, one) for one in others):
        return [(path,)] * many  # words around the text, which stands behind somebody's name
    return _of_text(path, len(value), begins, many)


def _of_text(
    path: str, many: int, begins: Sequence[int], segments: int
) -> Sequence[tuple[str, ...]]:
    """The places of segments that follow each other and came from one text of so many elements."""
    elements = tuple(f"{path}.{n}" for n in range(many))
    if len(begins) != 1:
        return [elements or (path,)] * segments
    (begin,) = begins
    end = begin + many
    return [(elements[n - begin],) if begin <= n < end else (path,) for n in range(segments)]


def _begins(value: Sequence[Json], run: _Run) -> Sequence[int]:
    """Where all elements of a text stand in a run.

    The first segment of all begins with a capital, whatever its element does.
    """
    many = len(value)
    return [
        n
        for n in range(len(run.segments) - many + 1 if many else 0)
        if all(
            _same(one, other, capital=run.begin + n + k == 0)
            for k, (one, other) in enumerate(zip(value, run.segments[n : n + many], strict=True))
        )
    ]


def _same(element: Json, segment: Json, *, capital: bool) -> bool:
    if capital and isinstance(element, str):
        return segment in {element, element[:1].upper() + element[1:]}
    return element == segment


def _resolved(source: str, content: Mapping[str, Json]) -> tuple[str, Json]:
    """The part that a source names: its path in the signed content, and its value.

    A step may lead nowhere: words that say that something is not there belong to what it would be
    part of.
    """
    name, *steps = source.split(".")
    value = content.get(name)
    path = name
    if name not in FRAME and isinstance(value, dict):
        path, value = f"{name}.v", value.get("v")
    for step in steps:
        if isinstance(value, dict) and step in value:
            path, value = f"{path}.{step}", value[step]
        elif isinstance(value, list) and step.isdecimal() and int(step) < len(value):
            path, value = f"{path}.{step}", value[int(step)]
    return path, value


def _reason_within(path: str, parts: Mapping[str, str]) -> str | None:
    """Why the part at this path is withheld, or one that it lies in."""
    while path:
        if path in parts:
            return parts[path]
        path = path.rpartition(".")[0]
    return None


def _is_segment(value: Json) -> bool:
    return isinstance(value, str) or (isinstance(value, dict) and value.keys() == _PERSON)
